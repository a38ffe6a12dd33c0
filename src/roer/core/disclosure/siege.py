"""How low and how high can each hidden cell be? First sums alone, then linear programs, one group of cells at a
time.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from roer.core.disclosure.front import TOLERANCE, Front
from roer.core.disclosure.insiders import open_to_insiders
from roer.core.disclosure.knowledge import Knowledge
from roer.core.disclosure.squeeze import components, squeezed
from roer.core.disclosure.witnesses import Heard, Witnesses


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
    low, high = heard.span(front.cells[front.asked])
    wide = front.wide(low, high)
    if not wide.all():
        start = front.table(np.zeros(len(front.cells)))
        if start is None:
            outcome.contradiction = True
            return
        low, high = front.spread(start, ~wide, patient=True)
        wide |= front.wide(low, high)
    for place in np.flatnonzero(~wide).tolist():
        proven = high[place] - low[place] <= TOLERANCE * max(1.0, high[place])
        outcome.narrow[int(front.cells[front.asked[place]])] = "exact" if proven else "narrow"
    for place in open_to_insiders(front, heard, wide):
        outcome.narrow[int(front.cells[front.asked[place]])] = "lone_contributor"
    outcome.programmes += front.solved
