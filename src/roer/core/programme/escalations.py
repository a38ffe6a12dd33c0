"""The nouns of escalating: what is reported, how high it stands, how long each level may take (programme.md 3.7)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from roer.core.programme.elements import Code, Reason, Title, Value


class Level(StrEnum):
    """Trede of the ladder, from low to high."""

    REPORTED = "reported"
    PROGRAMME_MANAGER = "programme_manager"
    STEERING_GROUP = "steering_group"
    EXECUTIVES = "executives"

    @property
    def following(self) -> Level | None:
        """The next step up; None at the top."""
        ladder = list(Level)
        place = ladder.index(self) + 1
        return ladder[place] if place < len(ladder) else None


TERMS: Mapping[Level, timedelta] = {
    Level.REPORTED: timedelta(days=7),
    Level.PROGRAMME_MANAGER: timedelta(days=14),
    Level.STEERING_GROUP: timedelta(days=61),
    Level.EXECUTIVES: timedelta(days=42),
}
"""How long a level may take when nobody says otherwise; the steering group meets every two months (raadsbrief §2)."""


class Escalation(Value):
    """Escalatie: what is stuck, why, and which element of the network it is about."""

    code: Code
    title: Title
    cause: Reason
    element: Code | None = None
    deadline: date | None = None
