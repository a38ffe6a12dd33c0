"""Who is alone in a cell knows that cell: whom does that help to compute another?"""

from __future__ import annotations

import numpy as np

from roer.core.disclosure.front import TOLERANCE, Front
from roer.core.disclosure.probe import Bools, Floats, Ints
from roer.core.disclosure.skirmish import Skirmish
from roer.core.disclosure.witnesses import Heard


def open_to_insiders(front: Front, heard: Heard, sought: Bools) -> list[int]:
    """Which of the asked cells that are `sought` somebody alone in another cell can prove too closely.

    Counts: he knows that his cell is one. Amounts: what he knows is in no table, so the question is only whether his
    amount, whatever it is, settles another.
    """
    lone = sorted(set(front.known.lone) & set(front.cells.tolist()))
    if not lone:
        return []
    insiders = _Insiders(front, np.searchsorted(front.cells, lone), [front.known.lone[cell] for cell in lone])
    insiders.threatened &= sought
    insiders.hear(heard)
    if insiders.threatened.any():
        insiders.attack()
    front.solved += insiders.front.solved if insiders.front is not front else 0
    return np.flatnonzero(insiders.threatened.any(axis=0)).tolist()


class _Insiders:
    """`threatened[i, j]`: the one alone in place `lone[i]` may still come too close to asked cell j."""

    def __init__(self, front: Front, lone: Ints, own: list[frozenset[int]]) -> None:
        self.front = front if front.known.count else front.directions()
        self.lone = lone
        self.knows = 1.0 if front.known.count else 0.0
        asked = front.cells[front.asked].tolist()
        self.threatened: Bools = np.array([[cell not in mine for cell in asked] for mine in own])

    def hear(self, heard: Heard) -> None:
        """Strike out whom a witness defeats: a table in which his cell is what he knows."""
        cells = self.front.cells
        for place in np.flatnonzero(self.threatened.any(axis=0)).tolist():
            low, high = heard.span_without(int(cells[self.front.asked[place]]), cells[self.lone])
            self.threatened[high - low >= self.front.needs[place] - TOLERANCE, place] = False

    def attack(self) -> None:
        """First as one who knows all of their cells: what stands then stands against each. Then one by one."""
        self._recall()
        table = self._attack_together()
        if table is None:
            return
        for place in np.flatnonzero(self.threatened.any(axis=0)).tolist():
            self._attack_nearby(table, place)
        for number in np.flatnonzero(self.threatened.any(axis=1)).tolist():
            self._know(np.array([number]))
            for place in np.flatnonzero(self.threatened[number]).tolist():
                self.threatened[number, place] = not self._is_wide(place, *self.front.span(place))

    def _recall(self) -> None:
        """A table found before in which somebody's cell is what he knows it to be serves against him."""
        if not self.front.tables:
            return
        tables = np.array(self.front.tables)
        values = tables[:, self.front.asked]
        for number in np.flatnonzero(self.threatened.any(axis=1)).tolist():
            fitting = values[np.abs(tables[:, self.lone[number]] - self.knows) <= TOLERANCE]
            if len(fitting):
                self.threatened[number] &= ~self.front.wide(fitting.min(axis=0), fitting.max(axis=0))

    def _attack_together(self) -> Floats | None:
        """Strike out the cells that stay wide for one who knows all; the middle of the tables that he finds."""
        self._know(np.arange(len(self.lone)))
        before = len(self.front.tables)
        spread = self.front.spread(np.asarray(self.threatened.any(axis=0)))
        if spread is None:
            return None
        self.threatened[:, self.front.wide(*spread)] = False
        return np.asarray(np.mean(self.front.tables[before:], axis=0))

    def _attack_nearby(self, table: Floats, place: int) -> None:
        """Strike out those who need not move for the cell to move, with only what is near able to move at all."""
        skirmish = Skirmish(self.front, table, int(self.front.asked[place]))
        threats = np.flatnonzero(self.threatened[:, place])
        still = np.zeros(0, dtype=np.int64)
        while len(threats):
            low, high, moved = skirmish.span(still)
            if self._is_wide(place, low, high):
                gone = ~np.isin(self.lone[threats], moved)
                self.threatened[threats[gone], place] = False
                threats = threats[~gone]
            elif not len(still):
                return
            else:
                # Only the whole table can tell about this one; on to the next.
                threats = threats[1:]
            still = self.lone[threats[:1]]

    def _know(self, numbers: Ints) -> None:
        self.front.know(self.lone[numbers], np.full(len(numbers), self.knows))

    def _is_wide(self, place: int, low: float, high: float) -> bool:
        return bool(self.front.wide_enough(np.array([low]), np.array([high]), self.front.needs[[place]])[0])
