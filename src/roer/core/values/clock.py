"""Dutch clocks: on which day a moment falls, and which moment a local time means. Pure: it never asks the time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

CLOCK = ZoneInfo("Europe/Amsterdam")


def day_of(moment: datetime) -> date:
    """The day of a moment as the municipalities count it."""
    return moment.astimezone(CLOCK).date()


def utc_of(local: datetime) -> datetime:
    """A moment on Dutch clocks, in UTC. Where the clock shows it twice or skips it, the later reading."""
    readings = (local.replace(tzinfo=CLOCK, fold=fold).astimezone(UTC) for fold in (0, 1))
    return max(readings)
