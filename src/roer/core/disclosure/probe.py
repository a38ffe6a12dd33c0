"""The attacker's linear program over one group of linked cells: what is the most and the least that fits?"""

from __future__ import annotations

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


class Probe:
    """One program; only what is asked and who is known changes, so each answer starts from the last."""

    def __init__(self, sums: sparse.csr_array, bounds: tuple[Floats, Floats], cells: Ints) -> None:
        part = sums[:, cells].tocsr()
        rows = np.flatnonzero(np.diff(part.indptr))
        still = np.ones(sums.shape[1], dtype=np.bool_)
        still[cells] = False
        known = -(sums[rows] @ np.where(still, bounds[0], 0.0))
        part = part[rows]
        self.least, self.greatest = bounds[0][cells], bounds[1][cells]
        # A bound far above all that is known instead of none: no program runs away, and no proof gets any closer.
        ceiling = 8.0 * max(1e3, float(self.least.max()), self.greatest[np.isfinite(self.greatest)].max(initial=0.0))
        ceiling = max(ceiling, 8.0 * float(np.abs(known).max(initial=0.0)))
        self.greatest = np.minimum(self.greatest, ceiling)
        self._columns = np.arange(len(cells), dtype=np.int32)
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = len(cells), len(rows)
        program.col_cost_ = np.zeros(len(cells))
        program.col_lower_, program.col_upper_ = self.least, self.greatest
        program.row_lower_ = program.row_upper_ = known
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_, program.a_matrix_.index_, program.a_matrix_.value_ = (
            part.indptr,
            part.indices,
            part.data,
        )
        self._solver = highspy._Highs()  # type: ignore[attr-defined]  # the public class prints a banner on stdout
        self._solver.setOptionValue("output_flag", False)
        self._solver.setOptionValue("threads", 1)
        # Primal simplex: after a change of aim the last table still fits.
        self._solver.setOptionValue("simplex_strategy", 4)
        self._solver.passModel(program)

    def know(self, cells: Ints, values: Floats) -> None:
        """From now on `cells` (and no others) are known to be `values`, as somebody with a part in them knows."""
        least, greatest = self.least.copy(), self.greatest.copy()
        least[cells] = greatest[cells] = values
        self._solver.changeColsBounds(len(self._columns), self._columns, least, greatest)

    def extreme(self, aim: Floats) -> Floats | None:
        """A table that fits all that is known and makes the sum of `aim` times the cells greatest; None if none
        fits.
        """
        self._solver.changeColsCost(len(aim), self._columns, -aim)
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return np.array(self._solver.getSolution().col_value)
