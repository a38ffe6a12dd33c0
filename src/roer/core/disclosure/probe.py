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
    """One program; only what is asked and who is known changes, so each answer starts from the last.

    `sums`: an equation per row over the cells of the program, each adding up to its place in `totals`. `least`,
    `greatest`: what each cell can be.
    """

    def __init__(self, sums: sparse.csr_array, totals: Floats, least: Floats, greatest: Floats) -> None:
        self.least, self.greatest = least, greatest
        self._columns = np.arange(len(least), dtype=np.int32)
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = len(least), len(totals)
        program.col_cost_ = np.zeros(len(least))
        program.col_lower_, program.col_upper_ = least, greatest
        program.row_lower_ = program.row_upper_ = totals
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_, program.a_matrix_.index_ = sums.indptr, sums.indices
        program.a_matrix_.value_ = sums.data
        self._solver = highspy._Highs()  # type: ignore[attr-defined]  # the public class prints a banner on stdout
        self._solver.setOptionValue("output_flag", False)
        self._solver.setOptionValue("threads", 1)
        # Primal simplex: after a change of aim the last table still fits.
        self._solver.setOptionValue("simplex_strategy", 4)
        self._solver.passModel(program)

    def know(self, places: Ints, values: Floats) -> None:
        """From now on `places` (and no others) are known to be `values`, as somebody with a part in them knows."""
        least, greatest = self.least.copy(), self.greatest.copy()
        least[places] = greatest[places] = values
        self._solver.changeColsBounds(len(self._columns), self._columns, least, greatest)

    def extreme(self, aim: Floats) -> Floats | None:
        """A table that fits all that is known and makes the sum of `aim` times the cells greatest; None: none fits."""
        self._solver.changeColsCost(len(aim), self._columns, -aim)
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return np.array(self._solver.getSolution().col_value)

    def centre(self) -> Floats | None:
        """A table that fits all that is known and in which no cell is at the end of what it can be, if that can be."""
        self._solver.setOptionValue("solver", "ipm")
        self._solver.setOptionValue("run_crossover", "off")
        table = self.extreme(np.zeros(len(self._columns)))
        self._solver.setOptionValue("solver", "choose")
        self._solver.setOptionValue("run_crossover", "on")
        return table
