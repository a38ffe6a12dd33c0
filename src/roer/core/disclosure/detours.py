"""The cheapest change of the table that moves one cell and leaves every total right: a linear program.

Such a change, hidden wherever it differs from zero, is a certificate: nobody can tell the table from the changed one.
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from scipy import sparse

from roer.core.disclosure.lattice import Bools, Floats, Ints, Lattice
from roer.core.disclosure.primary import Risk

_STILL = 1e-7


@dataclass(frozen=True)
class Task:
    """What is to be protected: the table, what is hidden from the start, and what a reader knows of each cell.

    `least`: what a reader supposes at least behind the cell once hidden. `open_least`, `open_greatest`: what he knows
    of it while open (rounding leaves room). `price`: what hiding it costs; infinite where hiding cannot help or may not
    be.
    """

    lattice: Lattice
    figure: Floats
    risk: Risk
    hidden: Bools
    least: Floats
    open_least: Floats
    open_greatest: Floats
    price: Floats
    alone: Bools


@dataclass(frozen=True)
class Move:
    """A change (verschuiving) of the cells `cells` by `steps`, that keeps every sum."""

    cells: Ints
    steps: Floats


def detour(task: Task, hidden: Bools, cell: int, step: float, *, fixed: Bools | None = None) -> Move | None:
    """The cheapest move of `cell` by `step`, given what is hidden; None when there is none. `fixed` cells stay."""
    sums = task.lattice.sums
    size = task.lattice.size
    may = hidden | np.isfinite(task.price)
    down = np.where(may, task.figure - task.least, task.figure - task.open_least)
    up = np.where(may, highspy.kHighsInf, task.open_greatest - task.figure)
    if fixed is not None:
        up, down = np.where(fixed, 0.0, up), np.where(fixed, 0.0, down)
    cost = np.where(hidden | ~may, 0.0, task.price)
    lower, upper = np.zeros(2 * size), np.concatenate([up, np.maximum(down, 0.0)])
    forward = cell if step > 0 else size + cell
    lower[forward] = upper[forward] = abs(step)
    upper[size + cell if step > 0 else cell] = 0.0
    solution = _least_cost(sparse.hstack([sums, -sums], format="csr"), np.concatenate([cost, cost]), (lower, upper))
    if solution is None:
        return None
    moved = solution[:size] - solution[size:]
    cells = np.flatnonzero(np.abs(moved) > _STILL)
    return Move(cells, moved[cells])


def _least_cost(sums: sparse.csr_array, cost: Floats, bounds: tuple[Floats, Floats]) -> Floats | None:
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = sums.shape[1], sums.shape[0]
    program.col_cost_ = cost
    program.col_lower_, program.col_upper_ = bounds
    program.row_lower_ = program.row_upper_ = np.zeros(sums.shape[0])
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_, program.a_matrix_.index_, program.a_matrix_.value_ = sums.indptr, sums.indices, sums.data
    # The public class prints a banner on standard output when it is made, where `--json` is read by machines.
    solver = highspy._Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.passModel(program)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return np.array(solver.getSolution().col_value)
