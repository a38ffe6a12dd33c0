"""Whether a released product may still be shown: a gate that closes again takes it off the air (raadsbrief §3).

The release itself stays as it was sealed. A new release without the municipality, or the gate that opens again, puts
the product back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from roer.core.programme.elements import Result
from roer.core.programme.gates import GateState, missing_gates
from roer.core.programme.state import Programme
from roer.data.releases.reader import ReleaseReader


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Beletsel: what stands in the way of showing a product, and for which municipality (empty: for all)."""

    where: str
    reason: str
    turn: str = ""


def obstacles(release: ReleaseReader, programme: Programme, *, on: date) -> tuple[Obstacle, ...]:
    """Why the product is off the air today; empty when it may be shown, or when no programme was founded yet."""
    if programme.charter is None:
        return ()
    code = str(release.product["result"])
    if not _is_result(programme, code):
        return (Obstacle("", f"Resultaat {code}, waar deze monitor bij hoort, staat niet in het programma."),)
    if not programme.network.is_open(code):
        return _told(programme, missing_gates(programme, code, on=on))[:1]
    contract = programme.contracts.get(code)
    if contract is not None and contract.hash != release.contract_hash:
        reason = "Het productcontract is veranderd sinds deze vrijgave. Er is een nieuwe vrijgave nodig."
        return (Obstacle("", reason),)
    return tuple(
        obstacle
        for municipality in release.municipalities
        for obstacle in _told(programme, missing_gates(programme, code, municipality, on=on))
    )


def why_excluded(release: ReleaseReader, municipality: str, programme: Programme, *, on: date) -> tuple[Obstacle, ...]:
    """Which gates are closed for a municipality that is not in the release; empty when that is not the reason."""
    code = str(release.product["result"])
    if programme.charter is None or not _is_result(programme, code):
        return ()
    return _told(programme, missing_gates(programme, code, municipality, on=on))


def _is_result(programme: Programme, code: str) -> bool:
    record = programme.network.elements.get(code)
    return record is not None and isinstance(record.element, Result)


def _told(programme: Programme, states: tuple[GateState, ...]) -> tuple[Obstacle, ...]:
    return tuple(
        Obstacle(
            _name(programme, state.municipality),
            f"{state.gate.label}: {state.status.label}. {state.reason}",
            state.turn.label if state.turn else "",
        )
        for state in states
    )


def _name(programme: Programme, code: str | None) -> str:
    if code is None:
        return ""
    known = programme.municipalities.get(code)
    return known.name if known else code
