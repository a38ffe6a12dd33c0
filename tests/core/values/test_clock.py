"""Dutch clocks, also when they are put forward or back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from roer.core.values.clock import day_of, end_of, months_after, utc_of


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


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2021, 1, 19), 0, date(2021, 1, 19)),
        (date(2021, 1, 31), 1, date(2021, 2, 28)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2021, 11, 30), 3, date(2022, 2, 28)),
        (date(2021, 12, 1), 84, date(2028, 12, 1)),
    ],
)
def test_a_term_in_months_ends_on_the_same_day_or_the_last_of_a_shorter_month(day, months, later):
    assert months_after(day, months) == later
