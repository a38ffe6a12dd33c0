"""On which evidence a result was placed, and what of it is another now: each change asks a look, none is silent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from roer.core.programme.deciding import snapshot_of
from roer.core.programme.elements import Code
from roer.core.programme.state import Programme

PIECES = {
    "smart_hash": "SMART-omschrijving",
    "priority_decision": "besluit over de prioriteit",
    "contract_hash": "productcontract",
    "screening_hash": "pre-scan",
    "dpia_hash": "DPIA",
    "architecture_hash": "doelarchitectuur",
}
"""The Dutch word for each piece of evidence in a snapshot."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Bewijsstuk bij plaatsing: what lay there then and lies there now, by hash or by the code of a decision."""

    label: str
    then: str | None
    now: str | None

    @property
    def is_same(self) -> bool:
        """Whether it is still what the placing was decided on."""
        return self.then == self.now


def evidence_of_placing(programme: Programme, code: Code, *, on: date) -> tuple[Piece, ...]:
    """The evidence on which a result was placed beside that of now; empty when it is not placed on that day."""
    placement = programme.placement_of(code, on=on)
    if placement is None:
        return ()
    now = snapshot_of(programme, code)
    pieces = (Piece(word, getattr(placement.snapshot, name), getattr(now, name)) for name, word in PIECES.items())
    return tuple(piece for piece in pieces if piece.then or piece.now)
