"""Who is alone in a cell knows that cell: whom does that help to compute another?"""

from __future__ import annotations

import numpy as np

from roer.core.disclosure.front import TOLERANCE, Front
from roer.core.disclosure.probe import Bools, Floats, Ints
from roer.core.disclosure.skirmish import Skirmish
from roer.core.disclosure.witnesses import Heard

_NEARBY = 2000
_VOLLEYS = 10


def open_to_insiders(front: Front, heard: Heard, sought: Bools) -> list[int]:
    """Which of the asked cells that are `sought` somebody alone in another cell can prove too closely.

    Counts: he knows that his cell is one. Amounts: what he knows is in no table, so the question is only whether his
    amount, whatever it is, settles another.
    """
    if not len(front.lone):
        return []
    insiders = _Insiders(front if front.known.count else front.directions())
    insiders.threatened &= sought
    insiders.hear(heard)
    if insiders.threatened.any():
        insiders.attack()
    front.solved += insiders.front.solved if insiders.front is not front else 0
    return np.flatnonzero(insiders.threatened.any(axis=0)).tolist()


class _Insiders:
    """`threatened[i, j]`: the one alone in place `lone[i]` may still come too close to asked cell j.

    `low`, `high`: how far that cell goes in the tables found so far in which his cell is what he knows it to be.
    """

    def __init__(self, front: Front) -> None:
        self.front, self.lone = front, front.lone
        self.knows = 1.0 if front.known.count else 0.0
        own = [front.known.lone[cell] for cell in front.cells[front.lone].tolist()]
        asked = front.cells[front.asked].tolist()
        self.threatened: Bools = np.array([[cell not in mine for cell in asked] for mine in own])
        self._low = np.full(self.threatened.shape, np.inf)
        self._high = -self._low
        self._luck = np.random.default_rng(20210119)

    def hear(self, heard: Heard) -> None:
        """Strike out whom a witness defeats: a table in which his cell is what he knows."""
        cells = self.front.cells
        for place in np.flatnonzero(self.threatened.any(axis=0)).tolist():
            low, high = heard.span_without(int(cells[self.front.asked[place]]), cells[self.lone])
            self.threatened[high - low >= self.front.needs[place] - TOLERANCE, place] = False

    def attack(self) -> None:
        """First as one who knows all of their cells: what stands then stands against each. Then one by one."""
        for table in self.front.tables:
            self._note(table[self.front.asked], np.abs(table[self.lone] - self.knows) <= TOLERANCE)
        centre = self._attack_together()
        if centre is None:
            return
        everywhere = Skirmish(self.front, centre, np.arange(len(self.front.cells)))
        self._attack_broadly(centre, everywhere)
        for place in np.flatnonzero(self.threatened.any(axis=0)).tolist():
            cell = int(self.front.asked[place])
            self._attack_one(centre, Skirmish(self.front, centre, self.front.near(cell, _NEARBY)), place)
            self._attack_one(centre, everywhere, place)
        for number in np.flatnonzero(self.threatened.any(axis=1)).tolist():
            self._know(np.array([number]))
            for place in np.flatnonzero(self.threatened[number]).tolist():
                low, high = (np.array([end]) for end in self.front.span(place))
                self.threatened[number, place] = not self.front.wide_enough(low, high, self.front.needs[[place]])[0]

    def _note(self, values: Floats, against: Bools, places: Ints | slice = slice(None)) -> None:
        """Take down a table's values of the asked cells at `places`, which nobody of `against` can exclude."""
        columns = np.arange(len(self.front.asked))[places]
        pending = self.threatened[:, columns].any(axis=0)
        values, columns = values[pending], columns[pending]
        rows = np.flatnonzero(against & self.threatened[:, columns].any(axis=1))[:, None]
        low = np.minimum(self._low[rows, columns], values)
        high = np.maximum(self._high[rows, columns], values)
        self._low[rows, columns], self._high[rows, columns] = low, high
        self.threatened[rows, columns] &= ~self.front.wide_enough(low, high, self.front.needs[columns])

    def _attack_together(self) -> Floats | None:
        """Strike out the cells that stay wide for one who knows all; a table in the middle of all that fit for him."""
        self._know(np.arange(len(self.lone)))
        spread = self.front.spread(np.asarray(self.threatened.any(axis=0)))
        if spread is None:
            return None
        everybody = np.ones(len(self.lone), dtype=np.bool_)
        for values in spread:
            self._note(values, everybody)
        return self.front.centre()

    def _attack_broadly(self, centre: Floats, everywhere: Skirmish) -> None:
        """Volleys at all that is still threatened; each strikes out those who need not move for it."""
        for volley in range(_VOLLEYS):
            before = int(self.threatened.sum())
            places = np.flatnonzero(self.threatened.any(axis=0))
            if not len(places):
                return
            signs = self._luck.choice([-1.0, 1.0], len(places))
            for way in (signs, -signs):
                self._try(centre, everywhere, self.front.asked[places], way, reluctance=2.0)
            if volley > 2 and before - int(self.threatened.sum()) < before // 20:
                return

    def _attack_one(self, centre: Floats, skirmish: Skirmish, place: int) -> None:
        """Those who need not move for one cell to move; then each of the others standing still."""
        cell = self.front.asked[[place]]
        still = np.zeros(0, dtype=np.int64)
        tried: set[int] = set()
        while self.threatened[:, place].any():
            before = int(self.threatened[:, place].sum())
            skirmish.stand_still(still)
            for way in (-1.0, 1.0):
                self._try(centre, skirmish, cell, np.array([way]), reluctance=0.02)
            after = np.flatnonzero(self.threatened[:, place]).tolist()
            left = [number for number in after if number not in tried]
            # Where the first try strikes out nobody, this block has no move that is far enough.
            if not left or (not tried and len(after) == before):
                break
            tried.add(left[0])
            still = self.lone[left[:1]]
        skirmish.stand_still(np.zeros(0, dtype=np.int64))

    def _try(self, centre: Floats, skirmish: Skirmish, cells: Ints, signs: Floats, *, reluctance: float) -> None:
        found = skirmish.steps(cells, signs, reluctance)
        if found is None:
            return
        steps, moved = found
        self.front.solved += 1
        places = np.flatnonzero(np.isin(self.front.asked, skirmish.block))
        at = np.searchsorted(skirmish.block, self.front.asked[places])
        self._note(centre[self.front.asked[places]] + steps[at], ~np.isin(self.lone, skirmish.lone[moved]), places)

    def _know(self, numbers: Ints) -> None:
        self.front.know(self.lone[numbers], np.full(len(numbers), self.knows))
