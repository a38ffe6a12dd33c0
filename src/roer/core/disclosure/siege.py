"""How low and how high can each hidden cell be? First sums alone, then linear programs, one component at a time.

Every solution of a program is a table that fits all that was shown, so each serves all cells at once: a cell for which
two tables differ widely enough needs no program of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from roer.core.disclosure.knowledge import Knowledge

Floats = NDArray[np.float64]
_TOLERANCE = 1e-6
_VOLLEYS = 40


@dataclass
class Siege:
    """The outcome of one attack (belegering): the narrow cells by number with the way in, and the programs solved."""

    narrow: dict[int, str] = field(default_factory=dict)
    programmes: int = 0
    contradiction: bool = False


def besiege(known: Knowledge) -> Siege:
    """Every cell that counts and whose value can be proven closer than it needs."""
    outcome = Siege()
    least, greatest = _squeezed(known)
    if (least > greatest + _TOLERANCE).any():
        outcome.contradiction = True
        return outcome
    open_cells = greatest - least > _TOLERANCE
    for cell in known.needs:
        if not open_cells[cell]:
            outcome.narrow[cell] = "exact"
    for cells in _components(known.sums, open_cells):
        wanted = [number for number, cell in enumerate(cells) if cell in known.needs]
        if wanted:
            _besiege_component(known, (least, greatest), cells, wanted, outcome)
        if outcome.contradiction:
            break
    return outcome


def _wide(known: Knowledge, low: Floats, high: Floats, needs: Floats) -> NDArray[np.bool_]:
    """Whether the span from `low` to `high` is as wide as each cell needs."""
    if known.count:
        return high - low >= needs - _TOLERANCE
    # A share r of a value somewhere between: it exists only if the least, raised by twice the share, stays under the
    # greatest.
    slack = _TOLERANCE * np.maximum(high, 1.0)
    return (high * (1 - needs) >= low * (1 + needs) - slack) & (high - low > slack)


def _squeezed(known: Knowledge) -> tuple[Floats, Floats]:
    """Bounds after every equation has told each of its cells what the others leave, until nothing changes."""
    least, greatest = known.least.copy(), known.greatest.copy()
    sums = known.sums
    rows = np.repeat(np.arange(sums.shape[0]), np.diff(sums.indptr))
    cells, signs = sums.indices, sums.data
    for _ in range(50):
        low = np.where(signs > 0, least[cells], -greatest[cells])
        high = np.where(signs > 0, greatest[cells], -least[cells])
        # The whole is what the parts make: for each cell, minus the sum of the other terms of its equation.
        rest_low, rest_high = _others(rows, low, sums.shape[0]), _others(rows, high, sums.shape[0])
        new_least = np.where(signs > 0, -rest_high, rest_low)
        new_greatest = np.where(signs > 0, -rest_low, rest_high)
        before = (least.copy(), greatest.copy())
        np.maximum.at(least, cells, new_least)
        np.minimum.at(greatest, cells, new_greatest)
        if np.array_equal(before[0], least) and np.array_equal(before[1], greatest):
            break
    return least, greatest


def _others(rows: NDArray[np.int64], terms: Floats, count: int) -> Floats:
    """Per term, the sum of the other terms in its row; endless when one of those is (all endless terms point one
    way).
    """
    endless = ~np.isfinite(terms)
    finite = np.where(endless, 0.0, terms)
    others = np.bincount(rows, finite, minlength=count)[rows] - finite
    endless_others = np.bincount(rows, endless, minlength=count)[rows] - endless
    way = np.inf if (terms == np.inf).any() else -np.inf
    return np.where(endless_others > 0, way, others)


def _components(sums: sparse.csr_array, open_cells: NDArray[np.bool_]) -> list[NDArray[np.int64]]:
    """The cells not known exactly, in groups that no equation links."""
    cells = np.flatnonzero(open_cells)
    part = sums[:, cells]
    rows, columns = part.nonzero()
    size = part.shape[0] + len(cells)
    graph = sparse.coo_array((np.ones(len(rows)), (rows, part.shape[0] + columns)), shape=(size, size))
    labels = sparse.csgraph.connected_components(graph, directed=False)[1][part.shape[0] :]
    order = np.argsort(labels, kind="stable")
    return [cells[group] for group in np.split(order, np.flatnonzero(np.diff(labels[order])) + 1) if len(group)]


def _besiege_component(
    known: Knowledge, bounds: tuple[Floats, Floats], cells: NDArray[np.int64], wanted: Sequence[int], outcome: Siege
) -> None:
    solver = _Solver(known.sums, bounds, cells)
    asked = np.array(wanted, dtype=np.int64)
    needs = np.array([known.needs[int(cells[number])] for number in wanted])
    first = solver.extreme(np.zeros(len(cells)))
    if first is None:
        outcome.contradiction = True
        return
    low = high = first[asked]
    luck = np.random.default_rng(20210119)
    for volley in range(_VOLLEYS):
        narrow = ~_wide(known, low, high, needs)
        before = int(narrow.sum())
        if not before:
            break
        aim = np.zeros(len(cells))
        aim[asked[narrow]] = 1.0 if volley < 2 else luck.choice([-1.0, 1.0], before)
        for cost in (aim, -aim):
            table = solver.extreme(cost)
            if table is not None:
                low, high = np.minimum(low, table[asked]), np.maximum(high, table[asked])
        if volley > 3 and before - int((~_wide(known, low, high, needs)).sum()) < 3:
            break
    for place in np.flatnonzero(~_wide(known, low, high, needs)):
        for way in (1.0, -1.0):
            if _wide(known, low, high, needs)[place]:
                break
            aim = np.zeros(len(cells))
            aim[asked[place]] = way
            table = solver.extreme(aim)
            if table is not None:
                low, high = np.minimum(low, table[asked]), np.maximum(high, table[asked])
        if not _wide(known, low, high, needs)[place]:
            exact = high[place] - low[place] <= _TOLERANCE * max(1.0, high[place])
            outcome.narrow[int(cells[asked[place]])] = "exact" if exact else "narrow"
    outcome.programmes += solver.solved


class _Solver:
    """One linear program over one component; only what is asked changes, so each answer starts from the last."""

    def __init__(self, sums: sparse.csr_array, bounds: tuple[Floats, Floats], cells: NDArray[np.int64]) -> None:
        part = sums[:, cells].tocsr()
        rows = np.flatnonzero(np.diff(part.indptr))
        part = part[rows]
        still = np.ones(sums.shape[1], dtype=np.bool_)
        still[cells] = False
        fixed = -(sums[rows] @ np.where(still, bounds[0], 0.0))
        least, greatest = bounds[0][cells], bounds[1][cells]
        # A bound far above everything known instead of none: no program runs away, no proof gets closer.
        ceiling = 8.0 * max(1e3, np.abs(bounds[0]).max(), greatest[np.isfinite(greatest)].max(initial=0.0))
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = len(cells), len(rows)
        program.col_cost_ = np.zeros(len(cells))
        program.col_lower_, program.col_upper_ = least, np.minimum(greatest, ceiling)
        program.row_lower_ = program.row_upper_ = fixed
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_, program.a_matrix_.index_, program.a_matrix_.value_ = (
            part.indptr,
            part.indices,
            part.data,
        )
        self.columns = np.arange(len(cells), dtype=np.int32)
        self.solved = 0
        self.solver = _quiet_solver()
        self.solver.passModel(program)

    def extreme(self, aim: Floats) -> Floats | None:
        """A table that fits what was shown and makes the sum of `aim` times the cells greatest; None if none fits."""
        self.solver.changeColsCost(len(aim), self.columns, -aim)
        self.solver.run()
        self.solved += 1
        if self.solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return np.array(self.solver.getSolution().col_value)


def _quiet_solver() -> highspy.Highs:
    # The public class prints a banner on standard output when it is made, where `--json` is read by machines.
    solver = highspy._Highs()  # type: ignore[attr-defined]  # the public class prints a banner on standard output
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    return solver
