"""Anchors (ankers): the number and hash of the last line at some moment, written down where the ledger is not.

A chain of hashes shows a line that was changed, but not one whose whole chain was computed anew, nor a tail that was
cut off: who holds the database can do both. Against lines that somebody else keeps, they show.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from pydantic import AwareDatetime, Field, ValidationError

from roer.core.programme.elements import Digest, Value, canonical_json
from roer.core.values.errors import InputRefused, Problem

KEEP = "Bewaar ankers waar het grootboek niet staat, en laat ze daar alleen aangroeien."


class Anchor(Value):
    """Anker: at this moment (`at`, UTC) the ledger had `seq` lines, and the last one had this hash."""

    seq: int = Field(ge=1)
    hash: Digest
    at: AwareDatetime

    @classmethod
    def now(cls, *, seq: int, hash: Digest) -> Anchor:
        """The anchor of a ledger as it is now."""
        return cls(seq=seq, hash=hash, at=datetime.now(UTC).replace(microsecond=0))

    @property
    def line(self) -> str:
        """The line in which it is kept."""
        return canonical_json(self)


def anchors_in(lines: Iterable[str]) -> tuple[Anchor, ...]:
    """The anchors in a file. Raises InputRefused when there is none, or a line is no anchor."""
    kept = tuple(_anchor(number, line) for number, line in enumerate(lines, start=1))
    if not kept:
        raise InputRefused([Problem("empty", "Er staat geen anker in dit bestand.", "", KEEP)])
    return kept


def _anchor(number: int, line: str) -> Anchor:
    try:
        return Anchor.model_validate_json(line)
    except ValidationError:
        problem = Problem("no_anchor", "Dit is geen anker.", f"regel {number}", KEEP)
        raise InputRefused([problem]) from None
