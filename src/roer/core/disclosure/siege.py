"""How low and how high can each hidden cell be? First sums alone, then linear programs, one group of cells at a
time.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from roer.core.disclosure.front import TOLERANCE, Front
from roer.core.disclosure.insiders import open_to_insiders
from roer.core.disclosure.knowledge import Knowledge
from roer.core.disclosure.probe import Floats
from roer.core.disclosure.skirmish import Skirmish
from roer.core.disclosure.squeeze import components, squeezed
from roer.core.disclosure.witnesses import Heard, Witnesses

_NEARBY = 2000


@dataclass
class Siege:
    """The outcome of one attack (belegering): the narrow cells by number with the way in, and the programs solved."""

    narrow: dict[int, str] = field(default_factory=dict)
    programmes: int = 0
    contradiction: bool = False


def besiege(known: Knowledge, witnesses: Witnesses | None = None) -> Siege:
    """Every cell that counts whose value somebody can prove closer than it needs."""
    outcome = Siege()
    bounds = squeezed(known)
    if (bounds[0] > bounds[1] + TOLERANCE * np.maximum(1.0, np.abs(bounds[1]))).any():
        outcome.contradiction = True
        return outcome
    unknown = bounds[1] - bounds[0] > TOLERANCE
    outcome.narrow.update((cell, "exact") for cell in known.needs if not unknown[cell])
    heard = Heard(known, bounds, witnesses or Witnesses({}, ()))
    for cells in components(known.sums, unknown):
        asked = np.array([place for place, cell in enumerate(cells.tolist()) if cell in known.needs], dtype=np.int64)
        if len(asked):
            _attack(Front(known, bounds, cells, asked), heard, outcome)
    return outcome


def _attack(front: Front, heard: Heard, outcome: Siege) -> None:
    """Any reader first, then everybody who is alone in a cell."""
    wide = front.wide(*heard.span(front.cells[front.asked]))
    if not wide.all():
        spread = front.spread(~wide)
        if spread is None:
            outcome.contradiction = True
            return
        wide |= front.wide(*spread)
        table = np.zeros(0) if wide.all() else front.centre()
        for place in np.flatnonzero(~wide).tolist():
            rule = _broken(front, table, place)
            wide[place] = rule is None
            if rule:
                outcome.narrow[int(front.cells[front.asked[place]])] = rule
    for place in open_to_insiders(front, heard, wide):
        outcome.narrow[int(front.cells[front.asked[place]])] = "lone_contributor"
    outcome.programmes += front.solved


def _broken(front: Front, table: Floats, place: int) -> str | None:
    """How one cell is proven too closely, or None: with what is near able to move, and if need be with everything."""
    need, cell = front.needs[[place]], int(front.asked[place])
    nearby = Skirmish(front, table, front.near(cell, _NEARBY))
    at = int(np.searchsorted(nearby.block, cell))
    found = [nearby.steps(np.array([cell]), np.array([way]), 0.0) for way in (-1.0, 1.0)]
    low, high = (np.array([table[cell] + (0.0 if steps is None else steps[0][at])]) for steps in found)
    if front.wide_enough(low, high, need)[0]:
        return None
    low, high = (np.array([end]) for end in front.span(place))
    if front.wide_enough(low, high, need)[0]:
        return None
    return "exact" if high[0] - low[0] <= TOLERANCE * max(1.0, high[0]) else "narrow"
