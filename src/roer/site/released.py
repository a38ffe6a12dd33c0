"""What a sealed release says of itself, in the words of the ledger: read from the seal, not from the catalogue."""

from __future__ import annotations

import hashlib

from roer.core.programme.elements import ContractField, ContractPolicy
from roer.core.programme.releases import Kept, ReleaseFacts, Stored
from roer.data.catalogue.catalogue import Catalogue
from roer.data.releases.keeping import oldest_delivery, oldest_release
from roer.data.releases.reader import MANIFEST, ReleaseReader
from roer.data.workspace import Workspace


def facts_of(release: ReleaseReader, workspace: Workspace, catalogue: Catalogue) -> ReleaseFacts:
    """What this release was, and what is kept of its product in this workspace."""
    told = release.manifest
    titles = {source.id: source.title for source in release.sources}
    return ReleaseFacts(
        id=release.id,
        made_at=release.created_at,
        manifest=hashlib.sha256((release.folder / MANIFEST).read_bytes()).hexdigest(),
        contract_hash=release.contract_hash,
        municipalities=release.municipalities,
        policies=tuple(
            ContractPolicy(name=name, minimum=policy["threshold"]) for name, policy in told["policies"].items()
        ),
        audience=tuple(sorted(release.product["audience"])),
        fields=tuple(
            ContractField(source=titles[source], field=field)
            for source, fields in told["contract"]["sources"].items()
            for field in fields
        ),
        cells_attacked=told["attack"]["cells_tried"],
        withstood_attack=told["attack"]["ok"],
        kept=_kept(release, workspace, catalogue),
    )


def _kept(release: ReleaseReader, workspace: Workspace, catalogue: Catalogue) -> tuple[Kept, ...]:
    """The oldest of what lies there, with the terms under which the product was released."""
    terms, product = release.product["retention"], catalogue.product(release.slug)
    return (
        Kept(
            what=Stored.RELEASES,
            oldest=oldest_release(workspace, release.slug),
            months=12 * terms["releases_years"],
        ),
        Kept(
            what=Stored.DELIVERIES,
            oldest=oldest_delivery(workspace, catalogue, product),
            months=terms["raw_months"],
        ),
    )
