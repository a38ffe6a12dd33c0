"""Which certificates stand, which cells they need hidden, and which cells at risk they protect.

One move serves every cell at risk that it takes far enough, so certificates are kept for the table as a whole.
"""

from __future__ import annotations

import numpy as np

from roer.core.disclosure.lattice import Bools, Floats
from roer.core.disclosure.task import SLACK, Move, Task


class Cover:
    """The standing certificates of one table."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.moves: dict[int, Move] = {}
        self.cost: Floats = np.where(task.hidden, 0.0, task.price)
        self.uses = np.zeros(task.lattice.size, dtype=np.int64)
        self._through: dict[int, dict[int, float]] = {int(cell): {} for cell in np.flatnonzero(task.risk.cells)}
        self._needing: dict[int, set[int]] = {}
        self._lone: dict[int, frozenset[int]] = {}
        self._next = 0

    @property
    def hidden(self) -> Bools:
        """All that is hidden by now."""
        return self.task.hidden | (self.uses > 0)

    def add(self, move: Move) -> int:
        """Let `move` stand; its number."""
        number, self._next = self._next, self._next + 1
        self.moves[number] = move
        self.uses[move.paid] += 1
        self.cost[move.paid] = 0.0
        for cell in move.paid:
            self._needing.setdefault(int(cell), set()).add(number)
        at_risk = self.task.risk.cells[move.cells]
        for cell, step in zip(move.cells[at_risk].tolist(), move.steps[at_risk].tolist(), strict=True):
            self._through[cell][number] = step
        self._lone[number] = frozenset(move.cells[self.task.lone[move.cells] == move.cells].tolist())
        return number

    def drop(self, number: int) -> list[int]:
        """Take a move away; the cells at risk that it served."""
        move = self.moves.pop(number)
        self.uses[move.paid] -= 1
        unused = move.paid[self.uses[move.paid] == 0]
        self.cost[unused] = self.task.price[unused]
        for cell in move.paid:
            self._needing[int(cell)].discard(number)
        at_risk: list[int] = move.cells[self.task.risk.cells[move.cells]].tolist()
        for cell in at_risk:
            del self._through[cell][number]
        del self._lone[number]
        return at_risk

    def needing(self, cell: int) -> list[int]:
        """The moves that need `cell` hidden."""
        return sorted(self._needing.get(cell, ()))

    def threats(self, cell: int) -> frozenset[int] | None:
        """Who may come too close to `cell`: any reader (None), or who is alone in one of these cells; empty: nobody.

        The least of these surely does; of the others it was not looked up.
        """
        pair = self._farthest(cell, -1)
        if pair is None:
            return None
        # Who is not in these moves does not harm them; who is must be defeated by others.
        threats = frozenset(threat for threat in pair if not self._own(cell, threat))
        while threats:
            pair = self._farthest(cell, min(threats))
            if pair is None:
                return threats
            threats &= pair
        return threats

    def _own(self, cell: int, threat: int) -> bool:
        """Whether who is alone in `threat` is no outsider to `cell`: nobody else is in it, or the policy's rule for
        amounts has weighed already what one contributor of a cell learns about another.
        """
        return bool(self.task.lone[cell] == threat) or (not self.task.count and self.task.lattice.is_part(threat, cell))

    def _farthest(self, cell: int, without: int) -> frozenset[int] | None:
        """The lone contributors in moves that take `cell` far enough and do not touch `without`; None: no moves do."""
        up, down = 0.0, 0.0
        highest, lowest = -1, -1
        for number, step in self._through[cell].items():
            if (step > up or -step > down) and without not in self._lone[number]:
                if step > 0:
                    up, highest = step, number
                else:
                    down, lowest = -step, number
        risk = self.task.risk
        scale = SLACK * max(1.0, float(self.task.figure[cell]))
        if up + down < risk.width[cell] - SLACK or up < risk.up[cell] - scale or down < risk.down[cell] - scale:
            return None
        nobody: frozenset[int] = frozenset()
        return self._lone.get(highest, nobody) | self._lone.get(lowest, nobody)
