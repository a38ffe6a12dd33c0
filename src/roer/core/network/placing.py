"""In which order the elements stand in their columns: few crossings, and so that an addition moves no other.

The columns are fixed, so only the order within each is chosen. For one column, with its neighbours as they are, the
lines tell how many of them cross when one element stands above another. Sifting moves every element, and every band
as a whole, to where that costs least, until nothing improves, from several starts; the best is kept. Members of a band
stay together. Everything is deterministic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import numpy.typing as npt

Order = tuple[tuple[str, ...], ...]
"""Per column the codes from top to bottom."""

LAST = "~"
"""The band that always stands below the others of its column."""

_Counts = npt.NDArray[np.int64]
_Rows = list[list[int]]
_STARTS = 6
_LARGE = 200
"""From this many slots on, two starts must do."""
_ROUNDS = 10
_PASSES = 3


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

    def entered(self) -> Order:
        """The order in which the slots were given, bands together."""
        columns = [[slot for slot in self.slots if slot.column == number] for number in range(self.columns())]
        return tuple(
            tuple(slot.code for slot in sorted(column, key=lambda slot: (slot.band == LAST, slot.band)))
            for column in columns
        )

    def crossings(self, order: Order) -> int:
        """How many pairs of lines cross when the columns stand in this order."""
        return _Grid(self).crossings(order)


def placed(board: Board, before: Order | None = None) -> Order:
    """A good order. With `before`, what stood there keeps its order and new codes go where they cost least.

    New codes are inserted in the order of the slots: those that came later move none that came earlier.
    """
    if before is not None:
        return _inserted(board, before)
    grid = _Grid(board)
    best = board.entered()
    fewest = grid.crossings(best)
    for start in range(2 if len(board.slots) > _LARGE else _STARTS):
        order, count = _improved(grid, _start(board, start))
        if count < fewest:
            best, fewest = order, count
    return best


class _Grid:
    """The lines of a board as matrices of zeros and ones, one between each two neighbouring columns."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.band = {slot.code: slot.band for slot in board.slots}
        self.index: list[dict[str, int]] = [{} for _ in range(board.columns())]
        for slot in board.slots:
            self.index[slot.column][slot.code] = len(self.index[slot.column])
        self.between: list[_Counts] = []
        for left, right in zip(self.index, self.index[1:], strict=False):
            lines = np.zeros((len(left), len(right)), dtype=np.int64)
            for start, end in board.lines:
                if start in left and end in right:
                    lines[left[start], right[end]] = 1
            self.between.append(lines)

    def rows(self, column: Sequence[str], number: int) -> list[int]:
        """The places of the codes of a column in its matrices."""
        return [self.index[number][code] for code in column]

    def crossings(self, order: Sequence[Sequence[str]]) -> int:
        """How many pairs of lines cross."""
        total = 0
        for number, lines in enumerate(self.between):
            standing = lines[self.rows(order[number], number)][:, self.rows(order[number + 1], number + 1)]
            ending_below = np.cumsum(np.cumsum(standing[:, ::-1], axis=1)[:, ::-1], axis=0)
            total += int((standing[1:, :-1] * ending_below[:-1, 1:]).sum())
        return total

    def costs(self, order: Sequence[Sequence[str]], number: int) -> _Counts:
        """costs[u, v]: how many lines of the u-th and v-th element of a column cross when u stands above v."""
        here = self.rows(order[number], number)
        costs = np.zeros((len(here), len(here)), dtype=np.int64)
        if number:
            left = self.rows(order[number - 1], number - 1)
            costs += _crossed(self.between[number - 1].T[here][:, left])
        if number < len(self.between):
            right = self.rows(order[number + 1], number + 1)
            costs += _crossed(self.between[number][here][:, right])
        return costs


def _crossed(ends: _Counts) -> _Counts:
    """The costs of one side. ends[u, j] is 1 when the u-th element has a line to the j-th of the other column.

    Each line of u is crossed by the lines of v, standing below, that end above it. Sums over the lines rather than a
    product of matrices: as fast, and in whole numbers.
    """
    owners, places = np.nonzero(ends)
    above = np.cumsum(ends, axis=1) - ends
    running = np.zeros((len(ends), len(places) + 1), dtype=np.int64)
    np.cumsum(above[:, places], axis=1, out=running[:, 1:])
    bounds = np.searchsorted(owners, np.arange(len(ends) + 1))
    return (running[:, bounds[1:]] - running[:, bounds[:-1]]).T


def _start(board: Board, number: int) -> list[list[str]]:
    """A start: as entered first, then shuffles that are the same on every machine."""
    columns = [list(column) for column in board.entered()]
    if number == 0:
        return columns
    band = {slot.code: slot.band for slot in board.slots}

    def scattered(text: str) -> int:
        value = number
        for sign in text:
            value = (value * 31 + ord(sign) * (2 * number + 1)) % 1_000_003
        return value * 7919 % 1_000_003

    def key(code: str) -> tuple[bool, int, str, int, str]:
        return (band[code] == LAST, scattered(band[code]), band[code], scattered(code), code)

    return [sorted(column, key=key) for column in columns]


def _improved(grid: _Grid, columns: list[list[str]]) -> tuple[Order, int]:
    numbers = list(range(len(columns)))
    turns = [*numbers[1:], *numbers[:-1][::-1]]
    fewest = grid.crossings(columns)
    for _ in range(_ROUNDS):
        for number in turns or numbers:
            columns[number] = _sifted_column(grid, columns, number)
        count = grid.crossings(columns)
        if count == fewest:
            break
        fewest = count
    return tuple(tuple(column) for column in columns), fewest


def _sifted_column(grid: _Grid, columns: Sequence[Sequence[str]], number: int) -> list[str]:
    """One column anew: bands as a whole, then the members of each band."""
    column = columns[number]
    if len(column) < 2:
        return list(column)
    costs = grid.costs(columns, number)
    gains = costs - costs.T
    bands = _together(range(len(column)), lambda place: grid.band[column[place]])
    pinned = grid.band[column[-1]] == LAST
    movable = len(bands) - pinned
    if movable > 1:
        tops = [band[0] for band in bands]
        between = np.add.reduceat(np.add.reduceat(gains, tops, axis=0), tops, axis=1).tolist()
        bands = [bands[band] for band in (*_sifted(list(range(movable)), between), *range(movable, len(bands)))]
    rows = gains.tolist()
    return [column[place] for band in bands for place in _sifted(band, rows)]


def _together(places: Iterable[int], band_of: Callable[[int], str]) -> list[list[int]]:
    bands: dict[str, list[int]] = {}
    for place in places:
        bands.setdefault(band_of(place), []).append(place)
    return list(bands.values())


def _sifted(order: list[int], gains: _Rows) -> list[int]:
    """Move each to where it costs least; gains[u][v] is how much more it costs to have u above v than below."""
    for _ in range(_PASSES):
        moved = False
        for place in tuple(order):
            now = order.index(place)
            rest = order[:now] + order[now + 1 :]
            costs = _slot_costs(gains[place], rest)
            least = min(costs)
            if least < costs[now]:
                to = costs.index(least)
                order = [*rest[:to], place, *rest[to:]]
                moved = True
        if not moved:
            break
    return order


def _slot_costs(gains: Sequence[int], others: Sequence[int]) -> list[int]:
    """What each slot between the others costs, from the top one to the bottom one, relative to the top one."""
    return list(accumulate((-gains[other] for other in others), initial=0))


def _inserted(board: Board, before: Order) -> Order:
    grid = _Grid(board)
    wanted = {slot.code: slot for slot in board.slots}
    columns: list[list[str]] = [[] for _ in range(board.columns())]
    for code in (code for column in before for code in column):
        if code in wanted:
            columns[wanted[code].column].append(code)
    columns = [_banded(grid, column) for column in columns]
    known = {code for column in columns for code in column}
    for slot in board.slots:
        if slot.code not in known:
            _insert(grid, columns, slot)
    return tuple(tuple(column) for column in columns)


def _banded(grid: _Grid, column: Sequence[str]) -> list[str]:
    """The column with its bands together: an element may have changed its policy field since."""
    bands = _together(range(len(column)), lambda place: grid.band[column[place]])
    bands.sort(key=lambda band: grid.band[column[band[0]]] == LAST)
    return [column[place] for band in bands for place in band]


def _insert(grid: _Grid, columns: list[list[str]], slot: Slot) -> None:
    """Put one slot where it costs least: within its band, or when it is the first of its band between two others."""
    column = columns[slot.column]
    trial = [*columns[: slot.column], [*column, slot.code], *columns[slot.column + 1 :]]
    costs = grid.costs(trial, slot.column)
    slots = _slot_costs((costs - costs.T)[-1].tolist(), range(len(column)))
    allowed: Sequence[int]
    own = [place for place, code in enumerate(column) if grid.band[code] == slot.band]
    if own:
        allowed = range(own[0], own[-1] + 2)
    elif slot.band == LAST:
        allowed = range(len(column), len(column) + 1)
    else:
        bands = [grid.band[code] for code in column]
        ends = [0, *(place for place in range(1, len(column)) if bands[place] != bands[place - 1])]
        allowed = [*ends, *([] if bands and bands[-1] == LAST else [len(column)])]
    column.insert(min(allowed, key=slots.__getitem__), slot.code)
