"""In which order the elements stand in their columns: few crossings, and so that an addition moves no other.

The columns are fixed, so only the order within each is chosen; members of a band stay together. Finding a good order
is done in two steps. First many starts are swept at once: every element goes to the average height of its neighbours,
every band to that of its members, column after column; the best go on to the next stage. Then the few that are left
are sifted: with the other columns as they are, the lines tell how many of them cross when one element stands above
another, and every element, and every band as a whole, moves to where that costs least, until nothing improves.

Everything is deterministic, on every machine: the starts are scattered by whole numbers, only whole numbers are summed,
and of equals the first entered stands first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import numpy.typing as npt

Order = tuple[tuple[str, ...], ...]
"""Per column the codes from top to bottom."""

LAST = "~"
"""The band that always stands below the others of its column."""

_Counts = npt.NDArray[np.int64]
_Trials = list[_Counts]
"""Per column the places of its elements: [k, u] tells how many stand above the u-th in the k-th trial."""
_Rows = list[list[int]]
_NONE: _Counts = np.zeros(1, dtype=np.int64)

_STARTS, _FEWEST_STARTS, _SWEPT = 128, 8, 48_000
"""How many starts there are, and how many elements all starts together may have."""
_KEPT, _LARGE = 3, 1_000
"""So many are sifted in the end; from this many elements on only the best, and in one round."""
_SWEEPS, _MOST_SWEEPS, _ELEMENTS_PER_SWEEP = 2, 12, 64
"""How often a stage sweeps: more as there is more to place."""
_ROUNDS, _PASSES = 10, 3
"""How often sifting goes over all columns, and over the elements of one, at most."""
_HEIGHT = 2**24
"""How high each column is, however many stand in it."""
_MIX = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
"""Odd numbers without a pattern, to scatter with."""


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
    found = [board.entered(), *(_sifted_until_still(grid, order) for order in _swept(grid))]
    return min(found, key=grid.crossings)


def rearranged(board: Board, before: Order) -> tuple[Order, int, int]:
    """What placing everything anew gives, and how many lines cross before and after that.

    When nothing better is found the order stays as it was, with new codes where they cost least.
    """
    kept, anew = placed(board, before), placed(board)
    crossings = board.crossings(kept), board.crossings(anew)
    return (anew if crossings[1] < crossings[0] else kept), crossings[0], min(crossings)


class _Grid:
    """A board in numbers: its codes and bands per column, and the lines from each column to its neighbours."""

    def __init__(self, board: Board) -> None:
        self.band = {slot.code: slot.band for slot in board.slots}
        self.codes: list[list[str]] = [[] for _ in range(board.columns())]
        for slot in board.slots:
            self.codes[slot.column].append(slot.code)
        self.elements = len(board.slots)
        self.index = [{code: place for place, code in enumerate(column)} for column in self.codes]
        self.bands = [_Bands([self.band[code] for code in column]) for column in self.codes]
        self.sides: list[list[_Side]] = [[] for _ in self.codes]
        for number in range(1, len(self.codes)):
            lines = _linked(board.lines, self.index[number - 1], self.index[number])
            self.sides[number - 1].append(_Side(number, lines))
            self.sides[number].append(_Side(number - 1, lines.T))
        self.degrees = [
            sum((side.lines.sum(axis=1) for side in sides), start=np.zeros(len(column), dtype=np.int64))
            for sides, column in zip(self.sides, self.codes, strict=True)
        ]

    def rows(self, column: Sequence[str], number: int) -> list[int]:
        """The places of the codes of a column in its matrices."""
        return [self.index[number][code] for code in column]

    def crossings(self, order: Sequence[Sequence[str]]) -> int:
        """How many pairs of lines cross."""
        rows = (np.array([self.rows(column, number)], dtype=np.int64) for number, column in enumerate(order))
        return int(self.counts([_places(row) for row in rows]).sum())

    def counts(self, trials: _Trials) -> _Counts:
        """How many pairs of lines cross, in each of the trials."""
        rights = [(number, side) for number, sides in enumerate(self.sides) for side in sides if side.to > number]
        return sum((side.counts(trials[number], trials[side.to]) for number, side in rights), start=_NONE)

    def costs(self, order: Sequence[Sequence[str]], number: int) -> _Counts:
        """costs[u, v]: how many lines of the u-th and v-th element of a column cross when u stands above v."""
        here = self.rows(order[number], number)
        costs = np.zeros((len(here), len(here)), dtype=np.int64)
        for side in self.sides[number]:
            there = self.rows(order[side.to], side.to)
            costs += _Side(side.to, side.lines[here][:, there]).crossed()
        return costs


def _linked(lines: Iterable[tuple[str, str]], left: Mapping[str, int], right: Mapping[str, int]) -> _Counts:
    matrix = np.zeros((len(left), len(right)), dtype=np.int64)
    for start, end in lines:
        if start in left and end in right:
            matrix[left[start], right[end]] = 1
    return matrix


class _Side:
    """The lines from a column to one of its neighbours, as a matrix of zeros and ones and as a list."""

    def __init__(self, to: int, lines: _Counts) -> None:
        self.to = to
        self.lines = lines
        self.starts, self.ends = np.nonzero(lines)
        self.bounds = np.searchsorted(self.starts, np.arange(len(lines) + 1))

    def counts(self, here: _Counts, there: _Counts) -> _Counts:
        """How many pairs of these lines cross, in each trial: for each line those that start above and end below it."""
        trial = np.arange(len(here))[:, np.newaxis]
        start, end = here[:, self.starts], there[:, self.ends]
        found = np.zeros((len(here), len(self.lines) + 1, self.lines.shape[1] + 1), dtype=np.int32)
        found[trial, start + 1, end] = 1
        np.cumsum(found, axis=1, out=found)
        upward = found[:, :, ::-1]
        np.cumsum(upward, axis=2, out=upward)
        crossed: _Counts = found[trial, start, end + 1].sum(axis=1, dtype=np.int64)
        return crossed

    def summed(self, heights: _Counts) -> _Counts:
        """Per trial and element, the heights at which its lines end added up."""
        running = np.zeros((len(heights), len(self.ends) + 1), dtype=np.int64)
        np.cumsum(heights[:, self.ends], axis=1, out=running[:, 1:])
        return running[:, self.bounds[1:]] - running[:, self.bounds[:-1]]

    def crossed(self) -> _Counts:
        """[u, v]: how often lines of u and v cross when u stands above v: each of u with those of v that end above it.

        Sums over the lines rather than a product of matrices: as fast, and in whole numbers.
        """
        return self.summed(np.cumsum(self.lines, axis=1) - self.lines).T


class _Bands:
    """Which elements of a column stay together."""

    def __init__(self, names: Sequence[str]) -> None:
        known = {name: number for number, name in enumerate(dict.fromkeys(names))}
        self.of = np.array([known[name] for name in names], dtype=np.int64)
        self.members = np.argsort(self.of, kind="stable")
        self.bounds = np.searchsorted(self.of[self.members], np.arange(len(known)))
        self.pinned = [known[LAST]] if LAST in known else []

    def stacked(self, sums: _Counts, weights: _Counts) -> _Counts:
        """The places when bands stand by their average height and the members of a band by theirs."""
        if not len(self.of):
            return sums
        totals = np.add.reduceat(sums[:, self.members], self.bounds, axis=1)
        averages = totals / np.add.reduceat(weights[self.members], self.bounds)
        averages[:, self.pinned] = np.inf
        storeys = _places(np.argsort(averages, axis=1, kind="stable"))[:, self.of]
        return _places(np.argsort(storeys * (2.0 * _HEIGHT) + sums / weights, axis=1, kind="stable"))


def _places(rows: _Counts) -> _Counts:
    """Per trial where each element stands, from which element stands where."""
    places = np.empty_like(rows)
    places[np.arange(len(rows))[:, np.newaxis], rows] = np.arange(rows.shape[1])
    return places


def _swept(grid: _Grid) -> list[list[list[str]]]:
    """The best few orders of many starts: each stage sweeps all that are left and keeps the best quarter."""
    kept = _KEPT if grid.elements < _LARGE else 1
    left = min(_STARTS, max(_FEWEST_STARTS, _SWEPT // max(grid.elements, 1)))
    trials = _scattered(grid, left)
    while left > kept:
        for _ in range(min(_MOST_SWEEPS, _SWEEPS + grid.elements // _ELEMENTS_PER_SWEEP)):
            _sweep(grid, trials)
        best = np.unique(grid.counts(trials), return_index=True)[1][: max(kept, left // 4)]
        trials = [places[best] for places in trials]
        left = len(best)
    orders = [[np.argsort(places[trial]).tolist() for places in trials] for trial in range(left)]
    return [[[codes[row] for row in rows] for codes, rows in zip(grid.codes, order, strict=True)] for order in orders]


def _scattered(grid: _Grid, starts: int) -> _Trials:
    """Starts that are as good as random, and the same everywhere."""
    trials = []
    for number, bands in enumerate(grid.bands):
        seeds = np.arange(number + 1, number + 1 + starts, dtype=np.uint64)[:, np.newaxis] * np.uint64(_MIX[0])
        bits = seeds + np.arange(len(bands.of), dtype=np.uint64) * np.uint64(_MIX[1])
        for factor in _MIX:
            bits = (bits ^ (bits >> np.uint64(29))) * np.uint64(factor)
        heights = (bits >> np.uint64(40)).astype(np.int64)
        trials.append(bands.stacked(heights, np.ones(len(bands.of), dtype=np.int64)))
    return trials


def _sweep(grid: _Grid, trials: _Trials) -> None:
    """From left to right and back: every element to the average height of its neighbours, in all trials at once."""
    for number in _turns(len(trials)):
        sides, loose = grid.sides[number], grid.degrees[number] == 0
        sums = sum((side.summed(_heights(trials[side.to])) for side in sides), start=_heights(trials[number]) * loose)
        trials[number] = grid.bands[number].stacked(sums, grid.degrees[number] + loose)


def _heights(places: _Counts) -> _Counts:
    """How far down the middle of each place is, in a column of which the height does not depend on who stand in it."""
    half = _HEIGHT // (2 * max(places.shape[1], 1))
    heights: _Counts = (2 * places + 1) * half
    return heights


def _turns(columns: int) -> list[int]:
    """From the second column to the last and back to the first; a single column just once."""
    return [*range(1, columns), *range(columns - 2, -1, -1)] or list(range(columns))


def _sifted_until_still(grid: _Grid, columns: list[list[str]]) -> Order:
    """Sift column after column, each again only when a neighbour changed since, until nothing changes."""
    stale = set(range(len(columns)))
    for _ in range(_ROUNDS if grid.elements < _LARGE else 1):
        for number in _turns(len(columns)):
            if number in stale:
                stale.remove(number)
                column = _sifted_column(grid, columns, number)
                if column != columns[number]:
                    columns[number] = column
                    stale.update(side.to for side in grid.sides[number])
    return tuple(tuple(column) for column in columns)


def _sifted_column(grid: _Grid, columns: Sequence[Sequence[str]], number: int) -> list[str]:
    """One column anew: bands as a whole, then the members of each band."""
    column = columns[number]
    if len(column) < 2:
        return list(column)
    costs = grid.costs(columns, number)
    extra = costs.T - costs
    bands = _together(range(len(column)), lambda place: grid.band[column[place]])
    pinned = grid.band[column[-1]] == LAST
    movable = len(bands) - pinned
    if movable > 1:
        tops = [band[0] for band in bands]
        between = np.add.reduceat(np.add.reduceat(extra, tops, axis=0), tops, axis=1).tolist()
        bands = [bands[band] for band in (*_sifted(list(range(movable)), between), *range(movable, len(bands)))]
    rows = extra.tolist()
    return [column[place] for band in bands for place in _sifted(band, rows)]


def _together(places: Iterable[int], band_of: Callable[[int], str]) -> list[list[int]]:
    bands: dict[str, list[int]] = {}
    for place in places:
        bands.setdefault(band_of(place), []).append(place)
    return list(bands.values())


def _sifted(order: list[int], extra: _Rows) -> list[int]:
    """Move each to where it costs least; extra[u][v] is how much more it costs to have u below v than above."""
    for _ in range(_PASSES):
        moved = False
        for place in tuple(order):
            now = order.index(place)
            rest = order[:now] + order[now + 1 :]
            costs = _slot_costs(extra[place], rest)
            least = min(costs)
            if least < costs[now]:
                to = costs.index(least)
                order = [*rest[:to], place, *rest[to:]]
                moved = True
        if not moved:
            break
    return order


def _slot_costs(extra: Sequence[int], others: Sequence[int]) -> list[int]:
    """What each slot between the others costs, from the top one to the bottom one, relative to the top one."""
    return list(accumulate(map(extra.__getitem__, others), initial=0))


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
    slots = _slot_costs((costs.T - costs)[-1].tolist(), range(len(column)))
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
