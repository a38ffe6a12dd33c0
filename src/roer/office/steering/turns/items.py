"""What waits for somebody: who can bring it further, since when, and why; per person or body in a pile."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from roer.core.programme.elements import PersonId
from roer.core.programme.gate_states import Turn

Reader = PersonId | None
"""Who looks; None is a visitor."""
Urgency = Literal[0, 1, 2, 3]
"""0: it was let through and stands in doubt; 1: it waits for this step only; 2: it is on its way; 3: not begun."""


NOT_BEGUN: Urgency = 3


@dataclass(frozen=True, slots=True)
class WorkItem:
    """Werkpunt: something that waits. `turn` says for whom; `where` for which municipalities, empty for all."""

    turn: Turn
    what: str
    about: str
    address: str
    why: str
    since: date | None
    where: tuple[str, ...] = ()
    due: date | None = None
    urgency: Urgency = 2

    def days(self, on: date) -> int | None:
        """For how many days it waits."""
        return None if self.since is None else max(0, (on - self.since).days)

    def is_late(self, on: date) -> bool:
        """Whether it should have been done."""
        return self.due is not None and self.due < on


@dataclass(frozen=True, slots=True)
class Pile:
    """Stapel: all that waits for one person or one body, most urgent first."""

    turn: Turn
    items: tuple[WorkItem, ...]

    @property
    def begun(self) -> tuple[WorkItem, ...]:
        """What is on its way already, or stands in doubt."""
        return tuple(item for item in self.items if item.urgency < NOT_BEGUN)

    @property
    def not_begun(self) -> tuple[WorkItem, ...]:
        """What nobody began with yet."""
        return tuple(item for item in self.items if item.urgency == NOT_BEGUN)

    @property
    def since(self) -> date | None:
        """Since when the first of it waits."""
        return min((item.since for item in self.items if item.since), default=None)


def piles(items: Iterable[WorkItem]) -> tuple[Pile, ...]:
    """The same per person or body, who has most first."""
    found: dict[str, list[WorkItem]] = {}
    for item in items:
        found.setdefault(item.turn.who or item.turn.label, []).append(item)
    stacked = [Pile(items[0].turn, tuple(items)) for items in found.values()]
    return tuple(sorted(stacked, key=lambda pile: (-len(pile.items), pile.turn.label)))
