"""What was shown before of the same figure: what stays hidden, and what a reader knows already."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from roer.core.disclosure.cube import Codes, Cube
from roer.core.disclosure.lattice import Bools, Floats, Lattice
from roer.core.disclosure.rounding import room, rounded
from roer.core.disclosure.seal import ShownTable


@dataclass(frozen=True)
class Before:
    """The past (verleden) of a table, per cell. `hidden`: hidden before, so it stays hidden. `linked`: hidden before in
    a table with other sums than this one has, so it must stay wide by itself. `least`, `greatest`: what was shown of
    it.
    """

    hidden: Bools
    linked: Bools
    least: Floats
    greatest: Floats


def past_of(cube: Cube, lattice: Lattice, figure: Floats, tables: Sequence[ShownTable]) -> Before:
    """What `tables`, earlier ones of this figure, tell of the cells of `cube`.

    A table that showed another figure for some cell was about figures since revised: what it showed says nothing of
    these, but what it hid stays hidden, for most of the revised figures are the old ones.
    """
    hidden, linked = (np.zeros(lattice.size, dtype=np.bool_) for _ in range(2))
    least, greatest = np.zeros(lattice.size), np.full(lattice.size, np.inf)
    for table in tables:
        shared = list(_shared(cube, table))
        numbers = np.array([lattice.number(codes) for codes, _ in shared], dtype=np.int64)
        was_hidden = np.array([theirs in table.hidden for _, theirs in shared], dtype=np.bool_)
        hidden[numbers[was_hidden]] = True
        if not _has_no_other_sums(cube, table):
            linked[numbers[was_hidden]] = True
        shown = [(lattice.number(codes), table.values[theirs]) for codes, theirs in shared if theirs in table.values]
        cells = np.array([number for number, _ in shown], dtype=np.int64)
        values = np.array([value for _, value in shown], dtype=np.float64)
        if np.array_equal(rounded(figure[cells], table.policy.rounding), values):
            low, high = room(figure[cells], table.policy, table.kind)
            least[cells] = np.maximum(least[cells], low)
            greatest[cells] = np.minimum(greatest[cells], high)
    return Before(hidden, linked, least, greatest)


def _shared(cube: Cube, table: ShownTable) -> Iterator[tuple[Codes, Codes]]:
    """The cells that both have, by the codes of each; a dimension that one lacks stands at its root in the other."""
    theirs = {dimension.name: dimension for dimension in table.dimensions}
    ours = {dimension.name: place for place, dimension in enumerate(cube.dimensions)}
    known = {name: frozenset(dimension.order) for name, dimension in theirs.items()}
    pools: list[tuple[str, ...]] = []
    for dimension in cube.dimensions:
        if dimension.name in theirs:
            pools.append(tuple(code for code in dimension.order if code in known[dimension.name]))
        else:
            pools.append((dimension.root,))
    for codes in itertools.product(*pools):
        yield codes, tuple(codes[ours[d.name]] if d.name in ours else d.root for d in table.dimensions)


def _has_no_other_sums(cube: Cube, table: ShownTable) -> bool:
    """Whether every sum of `table` is one of `cube`: the same dimensions or fewer, with the same children
    everywhere.
    """
    ours = {dimension.name: dimension for dimension in cube.dimensions}
    if not table.additive:
        return True
    for theirs in table.dimensions:
        mine = ours.get(theirs.name)
        if mine is None or mine.root != theirs.root:
            return False
        if any(under and mine.children.get(code) != under for code, under in theirs.children.items()):
            return False
    return True
