"""What of a released product may still be shown: a gate that closes again takes it off the air (raadsbrief §3).

It does so for the municipality whose gate it is, and for the total that counts that municipality. The release itself
stays as it was sealed; when the gate opens again, or with a new release, the figures are back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from roer.core.programme.refusals import Verdict
from roer.core.programme.rules import may_release
from roer.core.programme.state import Programme
from roer.core.values.dutch import listing
from roer.data.releases.reader import ReleaseReader


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Beletsel: why something is not shown, and for which municipalities."""

    where: str
    reason: str


def obstacles(release: ReleaseReader, programme: Programme, *, on: date) -> tuple[Obstacle, ...]:
    """Why something of it is off the air today; empty when all may be shown, or when no programme was founded yet.

    It is the question of the release itself, asked again: the same rule and the same reason.
    """
    return _obstacles(release, release.municipalities, programme, on=on)


def on_air(release: ReleaseReader, programme: Programme, *, on: date) -> ReleaseReader | None:
    """What may be shown of the release today; None when nothing of it may be."""
    if programme.charter is None:
        return release
    closed = [code for code in release.municipalities if not _may_show(release, code, programme, on).ok]
    return None if len(closed) == len(release.municipalities) else release.without(closed)


def why_excluded(release: ReleaseReader, municipality: str, programme: Programme, *, on: date) -> tuple[Obstacle, ...]:
    """Why a municipality is not in the release, as far as it still holds; empty when it could be released now."""
    return _obstacles(release, (municipality,), programme, on=on)


def _obstacles(
    release: ReleaseReader, municipalities: Iterable[str], programme: Programme, *, on: date
) -> tuple[Obstacle, ...]:
    if programme.charter is None:
        return ()
    found: dict[str, list[str]] = {}
    for code in municipalities:
        verdict = _may_show(release, code, programme, on)
        if not verdict.ok:
            known = programme.municipalities.get(code)
            found.setdefault(verdict.reason, []).append(known.name if known else code)
    return tuple(Obstacle(listing(names), reason) for reason, names in found.items())


def _may_show(release: ReleaseReader, municipality: str, programme: Programme, on: date) -> Verdict:
    return may_release(programme, release.slug, municipality, release.contract_hash, on=on)
