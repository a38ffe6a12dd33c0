"""Dutch clocks, also when they are put forward or back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from roer.core.values.clock import day_of, end_of, utc_of


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        (datetime(2021, 1, 19, 18, 0), datetime(2021, 1, 19, 17, 0, tzinfo=UTC)),
        (datetime(2021, 7, 1, 18, 0), datetime(2021, 7, 1, 16, 0, tzinfo=UTC)),
        (datetime(2021, 10, 31, 2, 30), datetime(2021, 10, 31, 1, 30, tzinfo=UTC)),
        (datetime(2021, 3, 28, 2, 30), datetime(2021, 3, 28, 1, 30, tzinfo=UTC)),
    ],
)
def test_a_local_time_becomes_the_later_moment_it_can_mean(local, utc):
    assert utc_of(local) == utc


def test_a_late_evening_in_utc_is_the_next_day_in_the_netherlands():
    assert day_of(datetime(2021, 1, 18, 23, 30, tzinfo=UTC)) == date(2021, 1, 19)


@pytest.mark.parametrize(
    ("day", "moment"),
    [
        (date(2021, 1, 19), datetime(2021, 1, 19, 22, 59, 59, 999999, tzinfo=UTC)),
        (date(2021, 7, 1), datetime(2021, 7, 1, 21, 59, 59, 999999, tzinfo=UTC)),
        (date(2021, 3, 28), datetime(2021, 3, 28, 21, 59, 59, 999999, tzinfo=UTC)),
        (date(2021, 10, 31), datetime(2021, 10, 31, 22, 59, 59, 999999, tzinfo=UTC)),
    ],
)
def test_a_day_ends_at_midnight_on_dutch_clocks(day, moment):
    assert end_of(day) == moment
    assert day_of(moment) == day
