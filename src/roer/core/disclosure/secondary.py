"""What must be hidden besides, so that no cell at risk can be computed back within its protection interval."""

from __future__ import annotations

import numpy as np

from roer.core.disclosure.detours import Task, detour
from roer.core.disclosure.lattice import Bools
from roer.core.values.errors import RoerError


class CannotProtect(RoerError):
    """No choice of hidden cells protects this table under this policy."""


def hide_besides(task: Task) -> Bools:
    """All hidden cells of a table in which every cell at risk has a certificate: primary and secondary together."""
    hidden = task.hidden.copy()
    for cell in np.flatnonzero(task.risk.cells):
        up = max(task.risk.up[cell], task.risk.width[cell])
        for step in (up, -task.risk.down[cell]):
            if step == 0:
                continue
            move = detour(task, hidden, int(cell), step)
            if move is None:
                where = " · ".join(task.lattice.codes(int(cell)))
                raise CannotProtect(f"Cel {where} is niet te beveiligen: wat haar zou kunnen verhullen is al getoond.")
            hidden[move.cells[np.isfinite(task.price[move.cells])]] = True
    return hidden
