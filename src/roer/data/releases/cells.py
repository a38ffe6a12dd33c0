"""The cells of one indicator in one Parquet file: written once, sorted, found again by area and period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from roer.core.values.status import Absence, Mark

NO_BREAKDOWN = ""
"""The class of a cell of an indicator that is not broken down."""

SCHEMA = pa.schema(
    [
        ("region", pa.string()),
        ("period", pa.string()),
        ("breakdown", pa.string()),
        ("value", pa.float64()),
        ("absence", pa.string()),
        ("marks", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell (cel) as readers see it: a value, or the reason why there is none; `marks` are remarks on it.

    `breakdown` is the code of the class; the total's code, or empty where the indicator has no breakdown.
    """

    indicator: str
    region: str
    period: str
    breakdown: str
    value: float | None
    absence: Absence | None
    marks: frozenset[Mark]


def write_cells(path: Path, cells: Iterable[Cell]) -> None:
    """Write the cells of one indicator, sorted: the same cells give the same bytes."""
    ordered = sorted(cells, key=lambda cell: (cell.region, cell.period, cell.breakdown))
    rows = {
        "region": [cell.region for cell in ordered],
        "period": [cell.period for cell in ordered],
        "breakdown": [cell.breakdown for cell in ordered],
        "value": [cell.value for cell in ordered],
        "absence": [None if cell.absence is None else cell.absence.value for cell in ordered],
        "marks": [" ".join(sorted(mark.value for mark in cell.marks)) for cell in ordered],
    }
    pq.write_table(pa.table(rows, SCHEMA), path, compression="zstd")


class CellFile:
    """The cells of one indicator, opened: an index by area and period over the columns of the file."""

    def __init__(self, indicator: str, table: pa.Table) -> None:
        self._indicator = indicator
        self._hidden: frozenset[str] = frozenset()
        self._breakdowns = table["breakdown"].to_pylist()
        self._values = table["value"].to_pylist()
        self._absences = table["absence"].to_pylist()
        self._marks = table["marks"].to_pylist()
        self._spans: Mapping[tuple[str, str], tuple[int, int]] = dict(
            _spans(table["region"].to_pylist(), table["period"].to_pylist())
        )

    @classmethod
    def read(cls, path: Path) -> CellFile:
        """The cells in `path`; the name of the file is the code of the indicator."""
        return cls(path.stem, pq.read_table(path))

    def hiding(self, regions: frozenset[str]) -> CellFile:
        """The same cells, those of these areas as excluded."""
        narrowed = copy(self)
        narrowed._hidden = regions
        return narrowed

    def cell(self, region: str, period: str, breakdown: str) -> Cell:
        """One cell. Raises KeyError when it is not in the release."""
        for cell in self._span(region, period):
            if cell.breakdown == breakdown:
                return cell
        raise KeyError((region, period, breakdown))

    def pick(self, regions: Sequence[str], periods: Sequence[str], breakdown: str | None) -> list[Cell]:
        """The cells of these areas and periods, in that order; of one class, or of all when `breakdown` is None."""
        found = (cell for region in regions for period in periods for cell in self._span(region, period))
        return [cell for cell in found if breakdown is None or cell.breakdown == breakdown]

    def _span(self, region: str, period: str) -> Iterator[Cell]:
        first, last = self._spans.get((region, period), (0, 0))
        for at in range(first, last):
            if region in self._hidden:
                named = self._indicator, region, period, self._breakdowns[at]
                yield Cell(*named, None, Absence.EXCLUDED, frozenset())
                continue
            absence = self._absences[at]
            yield Cell(
                self._indicator,
                region,
                period,
                self._breakdowns[at],
                self._values[at],
                None if absence is None else Absence(absence),
                frozenset(Mark(mark) for mark in self._marks[at].split()),
            )


def _spans(regions: Sequence[str], periods: Sequence[str]) -> Iterator[tuple[tuple[str, str], tuple[int, int]]]:
    start = 0
    for at in range(1, len(regions) + 1):
        if at == len(regions) or (regions[at], periods[at]) != (regions[start], periods[start]):
            yield (regions[start], periods[start]), (start, at)
            start = at
