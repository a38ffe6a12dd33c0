"""The attack on one group of linked cells, by linear programs.

Every solution of a program is a table that fits all that was shown, so each serves all cells at once: a cell of which
two such tables differ widely enough needs no program of its own.
"""

from __future__ import annotations

import itertools
import math
from functools import cached_property

import numpy as np
from scipy import sparse

from roer.core.disclosure.cube import Codes
from roer.core.disclosure.knowledge import Knowledge
from roer.core.disclosure.probe import Bools, Floats, Ints, Probe

TOLERANCE = 1e-6
_VOLLEYS = 12
_STIR = 1e-3


class Front:
    """The linked cells `cells` of a reader's knowledge, of which `asked` (places in `cells`) count.

    `relative`: the widths needed are shares of the cell's own value.
    """

    def __init__(self, known: Knowledge, bounds: tuple[Floats, Floats], cells: Ints, asked: Ints) -> None:
        part = known.sums[:, cells].tocsr()
        rows = np.flatnonzero(np.diff(part.indptr))
        still = bounds[0].copy()
        still[cells] = 0.0
        self.known, self.cells, self.asked = known, cells, asked
        self.sums: sparse.csr_array = part[rows]
        self.totals: Floats = -(known.sums[rows] @ still)
        self.least: Floats = bounds[0][cells]
        # A bound far above all that is known instead of none: no program runs away, and no proof gets any closer.
        told = np.concatenate([self.least, bounds[1][cells][np.isfinite(bounds[1][cells])], np.abs(self.totals)])
        self.greatest: Floats = np.minimum(bounds[1][cells], 8.0 * max(1e3, float(told.max(initial=0.0))))
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
        return Probe(self.sums, self.totals, self.least, self.greatest)

    @cached_property
    def by_cell(self) -> sparse.csc_array:
        """The equations, to be read by cell."""
        return self.sums.tocsc()

    @cached_property
    def lone(self) -> Ints:
        """Where somebody is alone."""
        return np.array([place for place, cell in enumerate(self.cells.tolist()) if cell in self.known.lone], np.int64)

    def near(self, place: int, most: int) -> Ints:
        """The cells that the cell at `place` can best exchange with, those of farther relatives only if they fit."""
        codes = self.known.codes[int(self.cells[place])]
        kin = [near[code] for near, code in zip(self.known.kin, codes, strict=True)]
        while math.prod(map(len, kin)) > most:
            longest = max(range(len(kin)), key=lambda axis: len(kin[axis]))
            kin[longest] = kin[longest][: -(-2 * len(kin[longest]) // 3)]
        found = (self._places.get(relative) for relative in itertools.product(*kin))
        return np.unique(np.array([place, *(at for at in found if at is not None)], dtype=np.int64))

    @cached_property
    def _places(self) -> dict[Codes, int]:
        return {self.known.codes[cell]: place for place, cell in enumerate(self.cells.tolist())}

    def know(self, places: Ints, values: Floats) -> None:
        """From now on `places` (and no others) are known to be `values`, as somebody with a part in them knows."""
        self._probe.know(places, values)

    def wide(self, low: Floats, high: Floats) -> Bools:
        """Whether the span from `low` to `high` is as wide as each asked cell needs."""
        return self.wide_enough(low, high, self.needs)

    def wide_enough(self, low: Floats, high: Floats, needs: Floats) -> Bools:
        """Whether each span is as wide as needed."""
        if not self.relative:
            return high - low >= needs - TOLERANCE
        # A truth that needs a share r on both sides exists only where (1 - r) greatest reaches (1 + r) least.
        slack = TOLERANCE * np.maximum(high, 1.0)
        return (high * (1 - needs) >= low * (1 + needs) - slack) & (high - low > slack)

    def spread(self, sought: Bools) -> tuple[Floats, Floats] | None:
        """The lowest and highest found for each asked cell by volleys at those `sought`; None when no table fits."""
        table = self.table(np.zeros(len(self.cells)))
        if table is None:
            return None
        low = high = table[self.asked]
        for volley in range(_VOLLEYS):
            narrow = sought & ~self.wide(low, high)
            before = int(narrow.sum())
            if before < 3:
                break
            signs = np.ones(before) if volley < 2 else self._luck.choice([-1.0, 1.0], before)
            low, high = self._volley(self.asked[narrow], signs, low, high)
            if volley > 2 and before - int((sought & ~self.wide(low, high)).sum()) < before // 8:
                break
        return low, high

    def span(self, place: int) -> tuple[float, float]:
        """The lowest and the highest that the asked cell at `place` can be."""
        low, high = self._volley(self.asked[[place]], np.ones(1), np.full(len(self.asked), np.inf), -np.inf)
        return float(low[place]), float(high[place])

    def _volley(self, places: Ints, signs: Floats, low: Floats, high: Floats | float) -> tuple[Floats, Floats]:
        aim = np.zeros(len(self.cells))
        aim[places] = signs
        for way in (aim, -aim):
            table = self.table(way)
            if table is not None:
                low, high = np.minimum(low, table[self.asked]), np.maximum(high, table[self.asked])
        return low, np.asarray(high)

    def centre(self) -> Floats:
        """A table in the middle of all that fit, from which each cell can move most ways."""
        middle = self._probe.centre()
        return self.tables[-1] if middle is None else middle

    def table(self, aim: Floats) -> Floats | None:
        """A table that fits all that is known and makes the sum of `aim` times the cells greatest; None: none fits."""
        table = self._probe.extreme(aim)
        self.solved += 1
        if table is not None:
            self.tables.append(table)
        return table
