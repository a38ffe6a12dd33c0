"""A small program around one cell: how far can it move when only its near relatives may move with it?

What moves here moves in the whole table too, so a cell that is wide here is wide. Where it is not, the whole must be
asked. For the attacker this saves nearly all of the large programs.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from roer.core.disclosure.front import Front
from roer.core.disclosure.probe import Floats, Ints, Probe

_MOST = 800
_STILL = 1e-7
_RELUCTANCE = 0.02
"""What moving the cell of somebody alone weighs against moving the cell itself: he is only moved when it pays."""


class Skirmish:
    """The surroundings of the cell at `place` of a front, all other cells standing still in `table`."""

    def __init__(self, front: Front, table: Floats, place: int) -> None:
        self.table, self.place = table, place
        self.block = front.near(place, _MOST)
        self._at = int(np.searchsorted(self.block, place))
        lone = np.isin(self.block, front.lone)
        lone[self._at] = False
        self._lone: Ints = np.flatnonzero(lone)
        part = front.by_cell[:, self.block].tocsr()
        part = part[np.flatnonzero(np.diff(part.indptr))]
        # In steps from the table: standing still always fits, whatever rounding errors the table has.
        down = np.minimum(front.least[self.block] - table[self.block], 0.0)
        up = np.maximum(front.greatest[self.block] - table[self.block], 0.0)
        # The lone have a column for each way, to be able to count how much they move.
        sums = sparse.hstack([part, -part[:, self._lone]], format="csr")
        least = np.concatenate([np.where(lone, 0.0, down), np.zeros(len(self._lone))])
        greatest = np.concatenate([up, -down[self._lone]])
        self._probe = Probe(sums, np.zeros(part.shape[0]), least, greatest)

    def span(self, still: Ints) -> tuple[float, float, Ints]:
        """The lowest and highest found while the cells of the front at `still` stand still, and which lone cells
        moved.
        """
        fixed = np.flatnonzero(np.isin(self.block[self._lone], still))
        columns = np.concatenate([self._lone[fixed], len(self.block) + fixed])
        self._probe.know(columns, np.zeros(len(columns)))
        ends = [0.0, 0.0]
        moved = np.zeros(len(self._lone), dtype=np.bool_)
        for number, way in enumerate((-1.0, 1.0)):
            steps = self._steps(way)
            if steps is not None:
                ends[number] = float(steps[self._at])
                moved |= (steps[self._lone] > _STILL) | (steps[len(self.block) :] > _STILL)
        middle = float(self.table[self.place])
        return middle + min(ends[0], 0.0), middle + max(ends[1], 0.0), self.block[self._lone[moved]]

    def _steps(self, way: float) -> Floats | None:
        aim = np.zeros(len(self.block) + len(self._lone))
        aim[self._lone] = aim[len(self.block) :] = -_RELUCTANCE
        aim[self._at] = way
        return self._probe.extreme(aim)
