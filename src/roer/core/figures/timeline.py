"""The line of time under a chart: every period from the first to the last, also those without a figure."""

from __future__ import annotations

from collections.abc import Iterable

from roer.core.values.periods import Grain, Period

_PER_YEAR = {Grain.HALF_YEAR: 2, Grain.QUARTER: 4, Grain.MONTH: 12}
_SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def timeline(periods: Iterable[Period]) -> tuple[Period, ...]:
    """The periods with the gaps between them filled in; periods of an unknown kind stay as they are given."""
    given = sorted(set(periods))
    if not given or given[0].grain is Grain.OPAQUE:
        return tuple(given)
    first, last = _rank(given[0]), _rank(given[-1])
    return tuple(_at(rank, given[0].grain) for rank in range(first, last + 1))


def short_label(period: Period) -> str:
    """The name that fits under an axis: '2020', '1e hj 2020', '3e kw 2020', 'mei 2020', '2020/21'."""
    match period.grain:
        case Grain.HALF_YEAR:
            return f"{period.number}e hj {period.year}"
        case Grain.QUARTER:
            return f"{period.number}e kw {period.year}"
        case Grain.MONTH:
            return f"{_SHORT_MONTHS[period.number - 1]} {period.year}"
        case Grain.SCHOOL_YEAR:
            return f"{period.year}/{(period.year + 1) % 100:02d}"
        case _:
            return period.label


def span(periods: Iterable[Period]) -> str:
    """'2018–2022', or the only period."""
    given = sorted(set(periods))
    if not given:
        return ""
    return given[0].label if given[0] == given[-1] else f"{given[0].label}–{given[-1].label}"


def _rank(period: Period) -> int:
    return period.year * _PER_YEAR.get(period.grain, 1) + max(period.number - 1, 0)


def _at(rank: int, grain: Grain) -> Period:
    per_year = _PER_YEAR.get(grain)
    if per_year is None:
        return Period(f"{rank:04d}{grain.value}00")
    return Period(f"{rank // per_year:04d}{grain.value}{rank % per_year + 1:02d}")
