"""Moves from one table, in which somebody who is alone in a cell is moved only when it pays.

What moves among a few cells moves in the whole table too, so a cell that is wide here is wide; where it is not, more
cells must be asked. And a move in which somebody's cell stands still is one that he cannot exclude.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from roer.core.disclosure.front import Front
from roer.core.disclosure.probe import Bools, Floats, Ints, Probe

_STILL = 1e-7


class Skirmish:
    """The cells of a front at `block`, all others standing still in `table`."""

    def __init__(self, front: Front, table: Floats, block: Ints) -> None:
        self.block = block
        lone = np.isin(block, front.lone)
        self._lone: Ints = np.flatnonzero(lone)
        self.lone: Ints = block[self._lone]
        part = front.by_cell[:, block].tocsr()
        part = part[np.flatnonzero(np.diff(part.indptr))]
        # In steps from the table: standing still always fits, whatever rounding errors the table has.
        down = np.minimum(front.least[block] - table[block], 0.0)
        up = np.maximum(front.greatest[block] - table[block], 0.0)
        # The lone have a column for each way, to be able to count how much they move.
        sums = sparse.hstack([part, -part[:, self._lone]], format="csr")
        least = np.concatenate([np.where(lone, 0.0, down), np.zeros(len(self._lone))])
        greatest = np.concatenate([up, -down[self._lone]])
        self._probe = Probe(sums, np.zeros(part.shape[0]), least, greatest)

    def stand_still(self, cells: Ints) -> None:
        """From now on the lone cells of the front at `cells` (and no others) do not move."""
        fixed = np.flatnonzero(np.isin(self.lone, cells))
        columns = np.concatenate([self._lone[fixed], len(self.block) + fixed])
        self._probe.know(columns, np.zeros(len(columns)))

    def steps(self, cells: Ints, signs: Floats, reluctance: float) -> tuple[Floats, Bools] | None:
        """The steps of all cells of the block when `cells` (of the front) go as far as they can the way of `signs`, and
        which of `lone` moved. Every step of a lone cell must win more than `reluctance`.
        """
        aim = np.zeros(len(self.block) + len(self._lone))
        aim[np.searchsorted(self.block, cells)] = signs
        aim[len(self.block) :] = -aim[self._lone]
        aim[self._lone] -= reluctance
        aim[len(self.block) :] -= reluctance
        found = self._probe.extreme(aim)
        if found is None:
            return None
        steps = found[: len(self.block)].copy()
        steps[self._lone] -= found[len(self.block) :]
        return steps, np.abs(steps[self._lone]) > _STILL
