"""Dutch clocks: on which day a moment falls, and which moment a local time means. Pure: it never asks the time."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

CLOCK = ZoneInfo("Europe/Amsterdam")


def day_of(moment: datetime) -> date:
    """The day of a moment as the municipalities count it."""
    return moment.astimezone(CLOCK).date()


def utc_of(local: datetime) -> datetime:
    """A moment on Dutch clocks, in UTC. Where the clock shows it twice or skips it, the later reading."""
    readings = (local.replace(tzinfo=CLOCK, fold=fold).astimezone(UTC) for fold in (0, 1))
    return max(readings)


def end_of(day: date) -> datetime:
    """The last moment of a day on Dutch clocks, in UTC."""
    return utc_of(datetime.combine(day + timedelta(days=1), time())) - timedelta(microseconds=1)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
