"""Who is alone in a cell knows that cell: whom does that help to compute another?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from roer.core.disclosure.front import TOLERANCE, Front
from roer.core.disclosure.probe import Bools, Floats, Ints
from roer.core.disclosure.witnesses import Heard


def open_to_insiders(front: Front, heard: Heard, sought: Bools) -> list[int]:
    """Which of the asked cells that are `sought` somebody alone in another cell can prove too closely."""
    lone = sorted(set(front.known.lone) & set(front.cells.tolist()))
    if not lone:
        return []
    return _Insiders(front, np.searchsorted(front.cells, lone), [front.known.lone[cell] for cell in lone]).open(
        heard, sought
    )


class _Insiders:
    """`threatened[i, j]`: the one alone in place `lone[i]` may still come too close to asked cell j."""

    def __init__(self, front: Front, lone: Ints, own: list[frozenset[int]]) -> None:
        self.front, self.lone = front, lone
        asked = front.cells[front.asked].tolist()
        self.threatened: Bools = np.array([[cell not in mine for cell in asked] for mine in own])

    def open(self, heard: Heard, sought: Bools) -> list[int]:
        self.threatened &= sought
        self._hear(heard)
        # Knowing all of them at once proves most; what stands then stands against each. Then halves, then one by one.
        for group in _halves(len(self.lone)):
            self._recall()
            if self.threatened[group].any():
                self._besiege(group, patient=False)
        self._recall()
        for number in np.flatnonzero(self.threatened.any(axis=1)).tolist():
            self._besiege(np.array([number]), patient=True)
        return np.flatnonzero(self.threatened.any(axis=0)).tolist()

    def _hear(self, heard: Heard) -> None:
        cells = self.front.cells
        for place in np.flatnonzero(self.threatened.any(axis=0)).tolist():
            low, high = heard.span_without(int(cells[self.front.asked[place]]), cells[self.lone])
            need = self.front.needs[place]
            safe = high - low >= need - TOLERANCE if self.front.known.count else self._settles_nothing(low, high)
            self.threatened[safe, place] = False

    def _recall(self) -> None:
        """A table found before in which somebody's cell is what he knows it to be serves against him."""
        if not self.front.known.count or not self.front.tables:
            return
        tables = np.array(self.front.tables)
        values = tables[:, self.front.asked]
        for number in np.flatnonzero(self.threatened.any(axis=1)).tolist():
            fitting = values[np.abs(tables[:, self.lone[number]] - 1.0) <= TOLERANCE]
            if len(fitting):
                self.threatened[number] &= ~self.front.wide(fitting.min(axis=0), fitting.max(axis=0))

    def _besiege(self, group: Ints, *, patient: bool) -> None:
        front = self.front
        places = self.lone[group]
        known = np.ones(len(places)) if front.known.count else front.some_table()[places]
        front.know(places, known)
        table = front.table(np.zeros(len(front.cells)))
        if table is None:
            return
        sought: Bools = np.asarray(self.threatened[group].any(axis=0))
        low, high = front.spread(table, sought, patient=patient)
        safe = front.wide(low, high) if front.known.count else self._settles_nothing(low, high)
        self.threatened[np.ix_(group, np.flatnonzero(safe))] = False

    @staticmethod
    def _settles_nothing(low: Floats, high: Floats) -> Bools:
        # What the lone contributor of an amount knows is in no table; here only whether his amount settles another.
        return high - low > TOLERANCE * np.maximum(high, 1.0)


def _halves(count: int) -> Iterator[Ints]:
    """All of `count`, then halves such that every two are parted in one of them."""
    everyone = np.arange(count)
    yield everyone
    for bit in range(max(0, count - 1).bit_length()):
        for side in (0, 1):
            yield everyone[(everyone >> bit & 1) == side]
