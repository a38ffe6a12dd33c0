"""The cheapest move of one cell that leaves every total right, found by a linear program."""

from __future__ import annotations

import math

import highspy
import numpy as np
from scipy import sparse

from roer.core.disclosure.lattice import Bools, Floats, Ints, Tree
from roer.core.disclosure.task import SLACK, Move, Task, move_of

_STILL = 1e-7
_SMALL = 800
_DESCENT = 6


def detour(task: Task, cost: Floats, cell: int, step: float, *, barred: Bools) -> Move | None:
    """The cheapest move of `cell` by `step` when hiding adds `cost` per cell; None when there is none.

    Looked for among relatives first, then in the whole table. `barred` cells stay as they are.
    """
    if task.lattice.size > _SMALL:
        near = _Field(task, cost, _relatives(task, cell), barred).cheapest(cell, step)
        if near is not None:
            return near
    return _Field(task, cost, np.arange(task.lattice.size), barred).cheapest(cell, step)


def farthest(task: Task, cell: int, step: float, *, barred: Bools) -> float:
    """How far `cell` can move towards `step`, whatever it costs."""
    cost = np.where(task.hidden, 0.0, task.price)
    return _Field(task, cost, np.arange(task.lattice.size), barred).farthest(cell, step)


def _relatives(task: Task, cell: int) -> Ints:
    """The cells made of brothers, forebears, and a part of the descendants of the cell's nodes."""
    places = np.unravel_index(cell, task.lattice.shape)
    kin = [_kin(tree, int(place)) for tree, place in zip(task.lattice.trees, places, strict=True)]
    # While the block stays small, whole trees: the farther the detour may go, the more it finds hidden already.
    for axis in np.argsort(task.lattice.shape, kind="stable"):
        whole = list(range(len(task.lattice.trees[axis])))
        if math.prod(map(len, kin)) // len(kin[axis]) * len(whole) <= _SMALL:
            kin[axis] = whole
    block = np.zeros(1, dtype=np.int64)
    for tree, nodes in zip(task.lattice.trees, kin, strict=True):
        block = (block[:, None] * len(tree) + np.array(nodes)).reshape(-1)
    return block


def _kin(tree: Tree, node: int) -> list[int]:
    kin = {node}
    above = int(tree.parent[node])
    brothers = [node] if above < 0 else [int(child) for child in tree.children[above]]
    for brother in brothers:
        below = [brother]
        while below:
            kin.update(below)
            below = [int(child) for parent in below for child in tree.children[parent][:_DESCENT]]
    while above >= 0:
        kin.add(above)
        above = int(tree.parent[above])
    return sorted(kin)


class _Field:
    """The part of the table in which cells may move, all others standing still, as the columns of a program.

    Per cell one column for what it moves for nothing, and where hiding it has a price two more, for rising and falling.
    """

    def __init__(self, task: Task, cost: Floats, cells: Ints, barred: Bools) -> None:
        free = (task.free_up[cells] > 0) | (task.free_down[cells] > 0)
        self.task = task
        self.cells = cells[(task.may_hide[cells] | free) & ~barred[cells]]
        may = task.may_hide[self.cells]
        hidden = may & (cost[self.cells] == 0)
        self.paid = np.flatnonzero(may & ~hidden)
        room_up, room_down = task.room_up[self.cells], task.room_down[self.cells]
        free_up = np.where(hidden, room_up, task.free_up[self.cells])
        free_down = np.where(hidden, room_down, task.free_down[self.cells])
        dear_up = room_up[self.paid] - free_up[self.paid]
        dear_down = room_down[self.paid] - free_down[self.paid]
        self.lower = np.concatenate([-free_down, np.zeros(2 * len(self.paid))])
        self.upper = np.concatenate([free_up, dear_up, dear_down])
        prices = cost[self.cells][self.paid]
        self.prices = np.concatenate([np.zeros(len(self.cells)), prices, prices])

    def cheapest(self, cell: int, step: float) -> Move | None:
        lower, upper = self.lower.copy(), self.upper.copy()
        place = np.searchsorted(self.cells, cell)
        if not lower[place] - SLACK <= step <= upper[place] + SLACK:
            return None
        lower[place] = upper[place] = step
        moved = self._solved(self.prices, lower, upper)
        if moved is None:
            return None
        places = np.flatnonzero(np.abs(moved) > _STILL)
        return move_of(self.task, self.cells[places], moved[places])

    def farthest(self, cell: int, step: float) -> float:
        lower, upper = self.lower.copy(), self.upper.copy()
        place = np.searchsorted(self.cells, cell)
        lower[place], upper[place] = max(lower[place], min(step, 0.0)), min(upper[place], max(step, 0.0))
        aim = np.zeros_like(self.prices)
        aim[place] = -1.0 if step > 0 else 1.0
        moved = self._solved(aim, lower, upper)
        return 0.0 if moved is None else float(moved[place])

    def _solved(self, cost: Floats, lower: Floats, upper: Floats) -> Floats | None:
        """How far each cell moves in the solution of least cost."""
        sums = self.task.lattice.sums_of(self.cells)
        dear = sums[:, self.paid]
        solution = _least_cost(sparse.hstack([sums, dear, -dear], format="csr"), cost, lower, upper)
        if solution is None:
            return None
        moved = solution[: len(self.cells)].copy()
        moved[self.paid] += np.subtract(*np.split(solution[len(self.cells) :], 2))
        return moved


def _least_cost(sums: sparse.csr_array, cost: Floats, lower: Floats, upper: Floats) -> Floats | None:
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = sums.shape[1], sums.shape[0]
    program.col_cost_, program.col_lower_, program.col_upper_ = cost, lower, upper
    program.row_lower_ = program.row_upper_ = np.zeros(sums.shape[0])
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_, program.a_matrix_.index_, program.a_matrix_.value_ = sums.indptr, sums.indices, sums.data
    solver = highspy._Highs()  # type: ignore[attr-defined]  # the public class prints a banner on standard output
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    # Presolving a program of this size costs more than solving it.
    solver.setOptionValue("presolve", "off")
    solver.passModel(program)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return np.array(solver.getSolution().col_value)
