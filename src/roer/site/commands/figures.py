"""`roer build`, and the half of `roer release` that measures and seals.

What computes is imported where it computes: who asks the ledger something does not wait for it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from roer.core.values.dutch import listing, plural
from roer.data.workspace import Workspace
from roer.site.commands.place import HERE, Folder
from roer.site.commands.steps import Steps

if TYPE_CHECKING:
    from roer.data.catalogue.catalogue import Catalogue
    from roer.data.releases.release import Release
    from roer.data.warehouse.build import Build

Json = Annotated[bool, typer.Option("--json", help="Antwoord voor een machine.")]


def build(folder: Folder = HERE, as_json: Json = False) -> None:
    """Haal alle bronnen binnen en bouw een nieuw magazijn; het vorige blijft staan tot het nieuwe heel is."""
    workspace = Workspace.open(folder)
    steps = Steps()
    made = build_in(workspace, steps)
    steps.tell_times()
    if as_json:
        typer.echo(json.dumps({"build": made.id, "fingerprint": made.fingerprint, "rows": dict(made.rows)}))
    else:
        typer.echo(f"Magazijn {made.id} is in gebruik.")


def checked_catalogue(workspace: Workspace) -> Catalogue:
    """The catalogue of a workspace, also held against what was released before. Raises InputRefused."""
    from roer.data.catalogue.reading import read_catalogue
    from roer.data.releases.reader import ReleaseStore
    from roer.data.releases.request import check_unchanged

    catalogue = read_catalogue(workspace.catalogue)
    check_unchanged(catalogue.indicators.values(), ReleaseStore(workspace.releases))
    return catalogue


def build_in(workspace: Workspace, steps: Steps) -> Build:
    """Check the catalogue and build the warehouse, telling the steps."""
    from roer.data.warehouse.build import build as build_warehouse

    with steps.step("Definities controleren"):
        catalogue = checked_catalogue(workspace)
        steps.say(counted(catalogue))
    with steps.step("Bronnen binnenhalen en magazijn bouwen"):
        return build_warehouse(workspace, catalogue, progress=steps.say, clock=_now)


def release_in(workspace: Workspace, product: str, municipalities: Sequence[str], steps: Steps) -> Release:
    """Measure, protect, attack, seal and publish; whether the gates are open is for the caller to have checked."""
    from roer.data.releases.release import release as release_product

    with steps.step(f"{product} meten, beveiligen, aanvallen en verzegelen"):
        catalogue = checked_catalogue(workspace)
        return release_product(
            product, workspace, catalogue, municipalities=municipalities, progress=steps.say, clock=_now
        )


def counted(catalogue: Catalogue) -> str:
    """'4 bronnen, 2 modellen, 5 indicatoren en 1 product'."""
    return listing(
        [
            plural(len(catalogue.sources), "bron", "bronnen"),
            plural(len(catalogue.models), "model", "modellen"),
            plural(len(catalogue.indicators), "indicator", "indicatoren"),
            plural(len(catalogue.products), "product", "producten"),
        ]
    )


def _now() -> datetime:
    return datetime.now(UTC)
