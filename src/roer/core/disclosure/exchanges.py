"""Moves that need no linear program: persons exchanged between two branches in every dimension at once.

In one tree, one person more on the way from a leaf to just under a common ancestor, and one fewer on another such way,
leaves every sum right; so does one person more all the way to the root. The product of such exchanges over all
dimensions is an alternating cube: a move of the whole table by whole persons, plus and minus in turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from roer.core.disclosure.lattice import Floats, Ints, Lattice, Tree

_BARRED = 1e9
NEAR, WIDE = 12, 60
_Item = TypeVar("_Item")


@dataclass(frozen=True)
class Exchange:
    """A move (wisseling) of `cells` by `signs`, plus or minus one, times a size; hiding it costs `cost` more."""

    cells: Ints
    signs: Floats
    cost: float


class _Ways:
    """The exchanges in one tree that raise a given node by one."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.leaves: list[list[int]] = [[] for _ in range(len(tree))]
        for node in reversed(range(len(tree))):
            self.leaves[node] = [leaf for child in tree.children[node] for leaf in self.leaves[int(child)]] or [node]
        self._kept: dict[tuple[int, int], tuple[Ints, Floats]] = {}

    def through(self, node: int, most: int) -> tuple[Ints, Floats]:
        """The nodes in some exchange of `node`, and a row of -1, 0, +1 per exchange; at most `most` rows."""
        if (node, most) not in self._kept:
            exchanges = self._exchanges(node, most)
            nodes = np.array(sorted({place for exchange in exchanges for place in exchange}), dtype=np.int64)
            signs = np.zeros((len(exchanges), len(nodes)))
            for row, exchange in enumerate(exchanges):
                for place, sign in exchange.items():
                    signs[row, np.searchsorted(nodes, place)] = sign
            self._kept[node, most] = nodes, signs
        return self._kept[node, most]

    def _exchanges(self, node: int, most: int) -> list[dict[int, float]]:
        """Those with the nearest relatives first; up to the root only when nearer ones leave room."""
        found: list[dict[int, float]] = []
        below = node
        while (above := int(self.tree.parent[below])) >= 0 and len(found) < most:
            others = [leaf for child in self.tree.children[above] if child != below for leaf in self.leaves[int(child)]]
            pairs = _thinned([(leaf, other) for leaf in self.leaves[node] for other in others], most - len(found))
            found += [{**self._way(leaf, above, 1.0), **self._way(other, above, -1.0)} for leaf, other in pairs]
            below = above
        ways_up = _thinned(self.leaves[node], max(1, most // 6))
        return found[: most - len(ways_up)] + [self._way(leaf, -1, 1.0) for leaf in ways_up]

    def _way(self, leaf: int, stop: int, sign: float) -> dict[int, float]:
        way: dict[int, float] = {}
        while leaf != stop:
            way[leaf] = sign
            leaf = int(self.tree.parent[leaf])
        return way


def _thinned(given: Sequence[_Item], most: int) -> Sequence[_Item]:
    step = -(-len(given) // max(1, most))
    return given[:: max(1, step)]


class Exchanges:
    """Finds the cheapest alternating cube through a cell."""

    def __init__(self, lattice: Lattice) -> None:
        self.lattice = lattice
        self.ways = [_Ways(tree) for tree in lattice.trees]
        self.strides = np.array([int(np.prod(lattice.shape[axis + 1 :])) for axis in range(len(lattice.shape))])

    def cheapest(
        self, cell: int, costs: Floats, room: tuple[Floats, Floats], sizes: Sequence[tuple[float, float]], most: int
    ) -> tuple[Exchange, int] | None:
        """The cheapest exchange through `cell`, and which of `sizes` it can have; None when every one is barred.

        `costs`: per cell what hiding it adds, infinite when it may not. `room`: how far each cell may rise and fall
        once hidden. A size (up, down) must be possible both ways: cells of plus sign rise by `up` and fall by `down`,
        those of minus sign the other way round.
        """
        places = np.unravel_index(cell, self.lattice.shape)
        ways = [way.through(int(place), most) for way, place in zip(self.ways, places, strict=True)]
        block = np.zeros(1, dtype=np.int64)
        for (nodes, _), stride in zip(ways, self.strides, strict=True):
            block = (block[:, None] + nodes * stride).reshape(-1)
        cost, rise, fall = np.minimum(costs[block], _BARRED), room[0][block], room[1][block]
        shape = tuple(len(nodes) for nodes, _ in ways)
        best: tuple[float, int, int] | None = None
        for number, (up, down) in enumerate(sizes):
            plus = np.where((rise >= up) & (fall >= down), cost, _BARRED)
            minus = np.where((rise >= down) & (fall >= up), cost, _BARRED)
            # A product of signs is not a product of its plus parts, but the half sum and half difference are products.
            total = _product((plus + minus).reshape(shape), [np.abs(signs) for _, signs in ways])
            total += _product((plus - minus).reshape(shape), [signs for _, signs in ways])
            choice = int(total.argmin())
            if best is None or total.flat[choice] / 2 < best[0] - 1e-6:
                best = float(total.flat[choice]) / 2, choice, number
        if best is None or best[0] >= _BARRED / 2:
            return None
        rows = [int(row) for row in np.unravel_index(best[1], tuple(len(signs) for _, signs in ways))]
        return self._built(ways, rows, best[0]), best[2]

    def _built(self, ways: list[tuple[Ints, Floats]], rows: Sequence[int], cost: float) -> Exchange:
        cells, signs = np.zeros(1, dtype=np.int64), np.ones(1)
        for (nodes, all_signs), row, stride in zip(ways, rows, self.strides, strict=True):
            used = np.flatnonzero(all_signs[row])
            cells = (cells[:, None] + nodes[used] * stride).reshape(-1)
            signs = (signs[:, None] * all_signs[row][used]).reshape(-1)
        return Exchange(cells, signs, max(0.0, cost))


def _product(block: Floats, factors: list[Floats]) -> Floats:
    """The sum of `block` over its axes, weighed per axis by each row of that axis's factor."""
    for factor in factors:
        block = np.tensordot(block, factor, axes=([0], [1]))
    return block
