"""The attack on one group of linked cells, by volleys of linear programs.

Every solution of a program is a table that fits all that was shown, so each serves all cells at once: a cell of which
two such tables differ widely enough needs no program of its own.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from roer.core.disclosure.knowledge import Knowledge
from roer.core.disclosure.probe import Bools, Floats, Ints, Probe

TOLERANCE = 1e-6
_VOLLEYS = 40
_STIR = 1e-3


class Front:
    """The linked cells `cells` of a reader's knowledge, of which `asked` (places in `cells`) count."""

    def __init__(self, known: Knowledge, bounds: tuple[Floats, Floats], cells: Ints, asked: Ints) -> None:
        self.known, self.bounds, self.cells, self.asked = known, bounds, cells, asked
        self.needs: Floats = np.array([known.needs[cell] for cell in cells[asked].tolist()])
        self.relative = not known.count
        self.tables: list[Floats] = []
        self.solved = 0
        self._luck = np.random.default_rng(20210119)

    def directions(self) -> Front:
        """The same cells, but what is asked is only whether a cell can move at all, whatever the values."""
        one = np.zeros(len(self.known.least))
        one[self.cells] = 1.0
        front = Front(self.known, (-one, one), self.cells, self.asked)
        front.needs, front.relative = np.full(len(self.asked), _STIR), False
        return front

    @cached_property
    def _probe(self) -> Probe:
        return Probe(self.known.sums, self.bounds, self.cells)

    def know(self, places: Ints, values: Floats) -> None:
        """From now on `places` (and no others) are known to be `values`, as somebody with a part in them knows."""
        self._probe.know(places, values)

    def wide(self, low: Floats, high: Floats) -> Bools:
        """Whether the span from `low` to `high` is as wide as each asked cell needs."""
        if not self.relative:
            return high - low >= self.needs - TOLERANCE
        # A truth that needs a share r on both sides exists only where (1 - r) greatest reaches (1 + r) least.
        slack = TOLERANCE * np.maximum(high, 1.0)
        return (high * (1 - self.needs) >= low * (1 + self.needs) - slack) & (high - low > slack)

    def spread(self, table: Floats, sought: Bools, *, patient: bool) -> tuple[Floats, Floats]:
        """The lowest and highest found for each asked cell, starting from one table.

        Volleys at all that is `sought` and still narrow; and if `patient`, each that stays narrow by itself, so that
        its lowest and highest are the true ones.
        """
        low = high = table[self.asked]
        for volley in range(_VOLLEYS):
            narrow = sought & ~self.wide(low, high)
            before = int(narrow.sum())
            if before < 3:
                break
            signs = np.ones(before) if volley < 2 else self._luck.choice([-1.0, 1.0], before)
            low, high = self._volley(self.asked[narrow], signs, low, high)
            if volley > 2 and before - int((sought & ~self.wide(low, high)).sum()) < 3:
                break
        if patient:
            for place in np.flatnonzero(sought).tolist():
                if not self.wide(low, high)[place]:
                    low, high = self._volley(self.asked[[place]], np.ones(1), low, high)
        return low, high

    def _volley(self, places: Ints, signs: Floats, low: Floats, high: Floats) -> tuple[Floats, Floats]:
        aim = np.zeros(len(self.cells))
        aim[places] = signs
        for way in (aim, -aim):
            table = self.table(way)
            if table is not None:
                low, high = np.minimum(low, table[self.asked]), np.maximum(high, table[self.asked])
        return low, high

    def table(self, aim: Floats) -> Floats | None:
        """A table that fits all that is known and makes the sum of `aim` times the cells greatest; None if none
        fits.
        """
        table = self._probe.extreme(aim)
        self.solved += 1
        if table is not None:
            self.tables.append(table)
        return table
