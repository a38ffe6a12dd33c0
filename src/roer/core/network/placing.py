"""In which order the elements stand in their columns, with few crossings, and so that an addition moves no other.

Columns are fixed, so only the order within a column is chosen: weighted barycentre sweeps, then exchange of neighbours,
from several starts; the best is kept. Members of a band stay together. Everything is deterministic.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Order = tuple[tuple[str, ...], ...]
"""Per column the codes from top to bottom."""

_STARTS = 6
_SWEEPS = 8


LAST = "~"
"""The band that always stands below the others of its column."""


@dataclass(frozen=True, slots=True)
class Slot:
    """What has to be placed: its code, its column from the left, and the band (a group kept together) it belongs to."""

    code: str
    column: int
    band: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """All slots with the lines between neighbouring columns (left code, right code)."""

    slots: tuple[Slot, ...]
    lines: tuple[tuple[str, str], ...]

    def columns(self) -> int:
        """How many columns there are."""
        return max((slot.column for slot in self.slots), default=-1) + 1

    def crossings(self, order: Order) -> int:
        """How many pairs of lines cross when the columns stand in this order."""
        place = {code: index for column in order for index, code in enumerate(column)}
        column_of = {slot.code: slot.column for slot in self.slots}
        total = 0
        for left in range(len(order) - 1):
            ends = sorted((place[a], place[b]) for a, b in self.lines if column_of[a] == left)
            seen: list[int] = []
            for _, right in ends:
                total += len(seen) - bisect_left(seen, right + 1)
                insort(seen, right)
        return total


def placed(board: Board, before: Order | None = None) -> Order:
    """A good order. With `before`, what stood there keeps its order and new codes go where they fit best."""
    if before is not None:
        return _inserted(board, before)
    neighbours = _neighbours(board)
    best: Order | None = None
    fewest = 0
    for start in range(_STARTS):
        order = _improved(board, neighbours, _start(board, start))
        count = board.crossings(order)
        if best is None or count < fewest:
            best, fewest = order, count
    return best or ()


def _neighbours(board: Board) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {slot.code: [] for slot in board.slots}
    for left, right in board.lines:
        found[left].append(right)
        found[right].append(left)
    return found


def _start(board: Board, number: int) -> list[list[str]]:
    """A start: code order first, then shuffles that are the same on every machine."""
    columns: list[list[str]] = [[] for _ in range(board.columns())]
    for slot in sorted(board.slots, key=lambda slot: _start_key(slot, number)):
        columns[slot.column].append(slot.code)
    return columns


def _start_key(slot: Slot, number: int) -> tuple[bool, int, str, int, str]:
    return slot.band == LAST, _scattered(slot.band, number), slot.band, _scattered(slot.code, number), slot.code


def _scattered(code: str, number: int) -> int:
    value = 0
    for sign in code if number else "":
        value = (value * 31 + ord(sign) * (2 * number + 1)) % 10_007
    return value


def _improved(board: Board, neighbours: Mapping[str, Sequence[str]], columns: list[list[str]]) -> Order:
    band = {slot.code: slot.band for slot in board.slots}
    best = tuple(tuple(column) for column in columns)
    fewest = board.crossings(best)
    for sweep in range(_SWEEPS):
        turns = range(len(columns)) if sweep % 2 == 0 else range(len(columns) - 1, -1, -1)
        for number in turns:
            columns[number] = _by_barycentre(columns, number, neighbours, band)
        for number in turns:
            _exchange(columns, number, neighbours, band)
        order = tuple(tuple(column) for column in columns)
        count = board.crossings(order)
        if count < fewest:
            best, fewest = order, count
    return best


def _relative(columns: Sequence[Sequence[str]], leave_out: int) -> dict[str, float]:
    """Where every code outside one column stands, from 0 (top) to 1, so that short and long columns compare."""
    return {
        code: (index + 0.5) / len(column)
        for number, column in enumerate(columns)
        if number != leave_out
        for index, code in enumerate(column)
    }


def _by_barycentre(
    columns: list[list[str]], number: int, neighbours: Mapping[str, Sequence[str]], band: Mapping[str, str]
) -> list[str]:
    place = _relative(columns, number)
    here = {code: (index + 0.5) / len(columns[number]) for index, code in enumerate(columns[number])}

    def centre(code: str) -> float:
        around = [place[other] for other in neighbours[code] if other in place]
        return sum(around) / len(around) if around else here[code]

    centres = {code: centre(code) for code in columns[number]}
    members: dict[str, list[float]] = {}
    for code in columns[number]:
        members.setdefault(band[code], []).append(centres[code])
    middle = {name: sum(values) / len(values) for name, values in members.items()}
    return sorted(
        columns[number],
        key=lambda code: (band[code] == LAST, middle[band[code]], band[code], centres[code], here[code]),
    )


def _exchange(
    columns: list[list[str]], number: int, neighbours: Mapping[str, Sequence[str]], band: Mapping[str, str]
) -> None:
    """Swap neighbours of one band as long as that takes crossings away."""
    sides = [
        {code: index for index, code in enumerate(columns[other])}
        for other in (number - 1, number + 1)
        if 0 <= other < len(columns)
    ]
    ends = {
        code: [sorted(side[o] for o in neighbours[code] if o in side) for side in sides] for code in columns[number]
    }
    column, moved = columns[number], True
    for _ in range(len(column)):
        if not moved:
            return
        moved = False
        for index, (upper, lower) in enumerate(pairwise(tuple(column))):
            if column[index] != upper or band[upper] != band[lower]:
                continue
            if _crossed(ends[lower], ends[upper]) < _crossed(ends[upper], ends[lower]):
                column[index], column[index + 1] = lower, upper
                moved = True


def _crossed(upper: Iterable[list[int]], lower: Iterable[list[int]]) -> int:
    """Crossings between the lines of two neighbours when the first stands above the second."""
    return sum(bisect_left(below, end) for above, below in zip(upper, lower, strict=True) for end in above)


def _inserted(board: Board, before: Order) -> Order:
    wanted = {slot.code: slot for slot in board.slots}
    columns: list[list[str]] = [[] for _ in range(board.columns())]
    for column in before:
        for code in column:
            if code in wanted:
                columns[wanted[code].column].append(code)
    band = {slot.code: slot.band for slot in board.slots}
    columns = [_banded(column, band) for column in columns]
    neighbours = _neighbours(board)
    known = {code for column in columns for code in column}
    for code in sorted(wanted.keys() - known):
        _insert(columns, wanted[code], neighbours, band)
    return tuple(tuple(column) for column in columns)


def _banded(column: list[str], band: Mapping[str, str]) -> list[str]:
    """The column with its bands together again (an element may have moved to another), each where it first stood."""
    first = {name: index for index, name in reversed(list(enumerate(band[code] for code in column)))}
    return sorted(column, key=lambda code: (band[code] == LAST, first[band[code]]))


def _insert(
    columns: list[list[str]], slot: Slot, neighbours: Mapping[str, Sequence[str]], band: Mapping[str, str]
) -> None:
    column = columns[slot.column]
    place = _relative(columns, slot.column)
    around = sorted(place[other] for other in neighbours[slot.code] if other in place)
    own = [index for index, code in enumerate(column) if band[code] == slot.band]
    below = len(column) if slot.band == LAST else sum(band[code] != LAST for code in column)
    first, last = (own[0], own[-1] + 1) if own else (below, below)
    wish = sum(around) / len(around) if around else 1.0
    index = first
    while index < last and _centre(column[index], place, neighbours) <= wish:
        index += 1
    column.insert(index, slot.code)


def _centre(code: str, place: Mapping[str, float], neighbours: Mapping[str, Sequence[str]]) -> float:
    around = [place[other] for other in neighbours[code] if other in place]
    return sum(around) / len(around) if around else 0.5
