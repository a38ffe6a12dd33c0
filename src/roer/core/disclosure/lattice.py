"""A cube as arrays: every cell of the crossed table has one number, totals are sums along the trees.

Cells are numbered in row-major order of `Dimension.order`, so the same data give the same numbers however they came in.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from roer.core.disclosure.cube import Codes, Cube, Dimension

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
_Numbers = TypeVar("_Numbers", Ints, Floats)


class Tree:
    """A dimension in numbers: node 0 is the root, parents come before children."""

    def __init__(self, dimension: Dimension) -> None:
        self.codes = dimension.order
        self.place = {code: number for number, code in enumerate(self.codes)}
        parents = [dimension.parents[code] for code in self.codes]
        self.parent: Ints = np.array([-1 if code is None else self.place[code] for code in parents], dtype=np.int64)
        self.children: list[Ints] = [
            np.array([self.place[child] for child in dimension.children[code]], dtype=np.int64) for code in self.codes
        ]
        self.inner: list[int] = [number for number, under in enumerate(self.children) if len(under)]

    def __len__(self) -> int:
        return len(self.codes)

    def is_under(self, node: int, above: int) -> bool:
        """Whether `node` is `above` or one of its descendants."""
        while node > above:
            node = int(self.parent[node])
        return node == above


@dataclass(frozen=True)
class Lattice:
    """The crossing of all nodes of all dimensions."""

    trees: tuple[Tree, ...]

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(len(tree) for tree in self.trees)

    @property
    def size(self) -> int:
        return math.prod(self.shape)

    def number(self, codes: Codes) -> int:
        """The number of the cell at `codes`."""
        number = 0
        for tree, code in zip(self.trees, codes, strict=True):
            number = number * len(tree) + tree.place[code]
        return number

    def codes(self, number: int) -> Codes:
        """Where cell `number` stands."""
        places = np.unravel_index(number, self.shape)
        return tuple(tree.codes[int(place)] for tree, place in zip(self.trees, places, strict=True))

    def is_part(self, cell: int, whole: int) -> bool:
        """Whether `cell` lies under (or is) `whole` in every dimension."""
        places = zip(np.unravel_index(cell, self.shape), np.unravel_index(whole, self.shape), strict=True)
        return all(tree.is_under(int(a), int(b)) for tree, (a, b) in zip(self.trees, places, strict=True))

    def every_codes(self) -> Iterator[Codes]:
        """The codes of all cells, in the order of their numbers."""
        return (self.codes(number) for number in range(self.size))

    @cached_property
    def sums(self) -> sparse.csr_array:
        """One row per equation: a cell minus its children along one dimension is zero. Shape (equations, cells)."""
        cells = np.arange(self.size, dtype=np.int64).reshape(self.shape)
        rows, columns, signs = [], [], []
        start = 0
        for axis, tree in enumerate(self.trees):
            for node in tree.inner:
                whole = np.take(cells, [node], axis=axis).reshape(-1)
                parts = np.moveaxis(np.take(cells, tree.children[node], axis=axis), axis, -1).reshape(len(whole), -1)
                block = np.concatenate([whole[:, None], parts], axis=1)
                sign = np.full(block.shape, -1.0)
                sign[:, 0] = 1.0
                rows.append(np.repeat(np.arange(start, start + len(whole)), block.shape[1]))
                columns.append(block.reshape(-1))
                signs.append(sign.reshape(-1))
                start += len(whole)
        if not rows:
            return sparse.csr_array((0, self.size), dtype=np.float64)
        entries = (np.concatenate(signs), (np.concatenate(rows), np.concatenate(columns)))
        return sparse.csr_array(entries, shape=(start, self.size))

    def sums_of(self, cells: Ints) -> sparse.csr_array:
        """The equations over `cells` alone, as if all others stood still."""
        part = self._sums_by_cell[:, cells].tocsr()
        return part[np.flatnonzero(np.diff(part.indptr))]

    @cached_property
    def _sums_by_cell(self) -> sparse.csc_array:
        return self.sums.tocsc()


@dataclass(frozen=True)
class Amounts:
    """What every cell holds, totals included, as flat arrays: contributors, the figure, its two largest
    contributions.
    """

    contributors: Ints
    figure: Floats
    top1: Floats
    top2: Floats


def lattice_of(cube: Cube) -> Lattice:
    """The numbering of the cube's cells."""
    return Lattice(tuple(Tree(dimension) for dimension in cube.dimensions))


def amounts_of(cube: Cube, lattice: Lattice) -> Amounts:
    """All cells of an additive cube with their totals, or the cells as given of one that is not additive."""
    contributors = np.zeros(lattice.size, dtype=np.int64)
    figure, top1, top2 = (np.zeros(lattice.size) for _ in range(3))
    for codes, given in cube.cells.items():
        cell = lattice.number(codes)
        contributors[cell] = given.n
        figure[cell] = given.n if cube.kind == "count" else given.value or 0.0
        top1[cell] = given.top1 or 0.0
        top2[cell] = given.top2 or 0.0
    if cube.additive:
        for axis in range(len(lattice.trees)):
            contributors = _added(contributors, lattice, axis)
            figure = _added(figure, lattice, axis)
            top1, top2 = _largest_two(top1, top2, lattice, axis)
    return Amounts(contributors, figure, top1, top2)


def lone_contributors(lattice: Lattice, amounts: Amounts) -> Ints:
    """Per cell with one contributor the number of the leaf cell he is in; -1 elsewhere."""
    where = np.where(_leaves(lattice), amounts.contributors * np.arange(lattice.size), 0)
    for axis in range(len(lattice.trees)):
        where = _added(where, lattice, axis)
    return np.where(amounts.contributors == 1, where, -1)


def _leaves(lattice: Lattice) -> Bools:
    leaves = np.ones(lattice.shape, dtype=np.bool_)
    for axis, tree in enumerate(lattice.trees):
        np.moveaxis(leaves, axis, 0)[tree.inner] = False
    return leaves.reshape(-1)


def _added(leaves: _Numbers, lattice: Lattice, axis: int) -> _Numbers:
    table = np.moveaxis(leaves.reshape(lattice.shape), axis, 0).copy()
    for node in reversed(lattice.trees[axis].inner):
        table[node] = table[lattice.trees[axis].children[node]].sum(axis=0)
    return np.moveaxis(table, 0, axis).reshape(-1)


def _largest_two(top1: Floats, top2: Floats, lattice: Lattice, axis: int) -> tuple[Floats, Floats]:
    first = np.moveaxis(top1.reshape(lattice.shape), axis, 0).copy()
    second = np.moveaxis(top2.reshape(lattice.shape), axis, 0).copy()
    for node in reversed(lattice.trees[axis].inner):
        under = lattice.trees[axis].children[node]
        ranked = np.sort(np.concatenate([first[under], second[under]]), axis=0)
        first[node], second[node] = ranked[-1], ranked[-2]
    return np.moveaxis(first, 0, axis).reshape(-1), np.moveaxis(second, 0, axis).reshape(-1)
