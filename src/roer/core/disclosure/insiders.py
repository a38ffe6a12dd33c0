"""Who is alone in a cell knows that cell: whom does that help to compute another?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from roer.core.disclosure.front import TOLERANCE, Front
from roer.core.disclosure.probe import Bools, Ints
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
    return insiders.besiege()


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

    def besiege(self) -> list[int]:
        """Knowing all of them at once proves most: what stands then stands against each. Then halves, then one by
        one.
        """
        for group in _halves(len(self.lone)):
            self._recall()
            if self.threatened[group].any():
                self._besiege(group, patient=False)
        self._recall()
        for number in np.flatnonzero(self.threatened.any(axis=1)).tolist():
            self._besiege(np.array([number]), patient=True)
        return np.flatnonzero(self.threatened.any(axis=0)).tolist()

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

    def _besiege(self, group: Ints, *, patient: bool) -> None:
        front, places = self.front, self.lone[group]
        front.know(places, np.full(len(places), self.knows))
        table = front.table(np.zeros(len(front.cells)))
        if table is None:
            return
        sought: Bools = np.asarray(self.threatened[group].any(axis=0))
        low, high = front.spread(table, sought, patient=patient)
        self.threatened[np.ix_(group, np.flatnonzero(front.wide(low, high)))] = False


def _halves(count: int) -> Iterator[Ints]:
    """All of `count`, then halves such that every two are parted in one of them."""
    everyone = np.arange(count)
    yield everyone
    for bit in range(max(0, count - 1).bit_length()):
        for side in (0, 1):
            yield everyone[(everyone >> bit & 1) == side]
