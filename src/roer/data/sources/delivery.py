"""What a connector hands over: the columns of the contract as text, with the place of each row. Nothing checked yet."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

import pyarrow as pa

from roer.core.values.errors import InputRefused, Problem
from roer.core.values.status import Absence, Mark


@dataclass(frozen=True, slots=True)
class Part:
    """A file or an answer that came in: its name, its size in bytes and the sha256 of its bytes."""

    name: str
    size: int
    sha256: str

    @classmethod
    def of(cls, name: str, content: bytes) -> Self:
        """The part that consists of `content`."""
        return cls(name, len(content), hashlib.sha256(content).hexdigest())


@dataclass(frozen=True, slots=True)
class Habit:
    """How the publisher writes what is not there in one column: an empty cell, a sign, a column that is all empty.

    `mark` is his remark on every figure of the column. `told` is what he says about it: unit, title, rounding rule.
    """

    empty: Absence = Absence.UNKNOWN
    all_empty: Absence | None = None
    symbols: Mapping[str, Absence] = field(default_factory=dict)
    nil: str | None = None
    mark: Mark | None = None
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file or table of a delivery (levering). `cells` has the contract's columns as text, null where empty.

    Row `i` stands on `row_word` `first_row + i` of `name`; `row_marks` is the publisher's remark on whole rows.
    `shapes` is there for boundaries only: the GeoJSON geometry of each row.
    """

    name: str
    cells: Mapping[str, pa.Array]
    habits: Mapping[str, Habit]
    parts: tuple[Part, ...]
    first_row: int = 1
    row_word: str = "regel"
    period: str | None = None
    row_marks: pa.Array | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    shapes: tuple[Mapping[str, object], ...] = ()

    @property
    def rows(self) -> int:
        """How many rows."""
        return len(next(iter(self.cells.values())))

    def where(self, row: int, column: str | None = None) -> str:
        """'personen.csv, regel 12, kolom geboortejaar'."""
        place = f"{self.name}, {self.row_word} {self.first_row + row}"
        return f"{place}, kolom {column}" if column else place


def refuse(rule: str, what: str, where: str, cure: str) -> InputRefused:
    """The refusal with this one problem."""
    return InputRefused([Problem(rule, what, where, cure)])
