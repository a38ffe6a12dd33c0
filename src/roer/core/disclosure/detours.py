"""The cheapest move of one cell that leaves every total right, found by a linear program."""

from __future__ import annotations

import math

import highspy
import numpy as np
from scipy import sparse

from roer.core.disclosure.lattice import Bools, Floats, Ints, Tree
from roer.core.disclosure.task import Move, Task, move_of

_STILL = 1e-7
_SMALL = 800
_DESCENT = 6


def detour(task: Task, cost: Floats, cell: int, step: float, *, barred: Bools | None = None) -> Move | None:
    """The cheapest move of `cell` by `step` when hiding adds `cost` per cell; None when there is none.

    Looked for among relatives first, then in the whole table. `barred` cells stay as they are.
    """
    if task.lattice.size > _SMALL:
        near = _detour_within(task, cost, cell, step, _relatives(task, cell), barred)
        if near is not None:
            return near
    return _detour_within(task, cost, cell, step, np.arange(task.lattice.size), barred)


def _relatives(task: Task, cell: int) -> Ints:
    """The cells made of brothers, forebears, and a part of the descendants of the cell's nodes."""
    places = np.unravel_index(cell, task.lattice.shape)
    kin = [_kin(tree, int(place)) for tree, place in zip(task.lattice.trees, places, strict=True)]
    # While the block stays small, whole trees: the farther the detour may go, the more it finds hidden already.
    for axis in np.argsort(task.lattice.shape):
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


def _detour_within(task: Task, cost: Floats, cell: int, step: float, block: Ints, barred: Bools | None) -> Move | None:
    may = task.may_hide[block]
    free_up, free_down = task.free_up[block], task.free_down[block]
    held = ~(may | (free_up > 0) | (free_down > 0))
    if barred is not None:
        held |= barred[block]
    block, may = block[~held], may[~held]
    free_up, free_down = free_up[~held], free_down[~held]
    place = int(np.searchsorted(block, cell))
    part = task.lattice.sums_of(block)
    count = len(block)
    # Three columns per cell: what it moves for nothing, and what it rises and falls at a price.
    hidden = may & (cost[block] == 0)
    lower = np.concatenate([np.where(hidden, -task.room_down[block], -free_down), np.zeros(2 * count)])
    upper = np.concatenate([np.where(hidden, task.room_up[block], free_up), np.zeros(2 * count)])
    paid = may & ~hidden
    upper[count : 2 * count][paid] = (task.room_up[block] - free_up)[paid]
    upper[2 * count :][paid] = (task.room_down[block] - free_down)[paid]
    lower[place] = upper[place] = step
    price = np.where(paid, cost[block], 0.0)
    keep = np.concatenate([np.ones(count, dtype=np.bool_), paid, paid])
    columns = sparse.hstack([part, part[:, paid], -part[:, paid]], format="csr")
    prices = np.concatenate([np.zeros(count), price[paid], price[paid]])
    solution = _least_cost(columns, prices, (lower[keep], upper[keep]))
    if solution is None:
        return None
    moved = solution[:count].copy()
    moved[paid] += solution[count : count + paid.sum()] - solution[count + paid.sum() :]
    cells = np.flatnonzero(np.abs(moved) > _STILL)
    return move_of(task, block[cells], moved[cells])


def _least_cost(sums: sparse.csr_array, cost: Floats, bounds: tuple[Floats, Floats]) -> Floats | None:
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = sums.shape[1], sums.shape[0]
    program.col_cost_ = cost
    program.col_lower_, program.col_upper_ = bounds
    program.row_lower_ = program.row_upper_ = np.zeros(sums.shape[0])
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_, program.a_matrix_.index_, program.a_matrix_.value_ = sums.indptr, sums.indices, sums.data
    solver = highspy._Highs()  # type: ignore[attr-defined]  # the public class prints a banner on standard output
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("presolve", "off")
    solver.passModel(program)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return np.array(solver.getSolution().col_value)
