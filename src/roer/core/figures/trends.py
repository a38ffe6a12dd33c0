"""What changed since the period before, in a sign and in words that say the same; careful where one may not compare."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from roer.core.figures.observations import Point, Quantity, Series
from roer.core.figures.timeline import timeline
from roer.core.values.periods import Period


@dataclass(frozen=True, slots=True)
class Trend:
    """Ontwikkeling: one of the signs ▲ ▼ = ≈ or none, and the words that stand beside it."""

    sign: str
    words: str


def trend(series: Series, period: Period, quantity: Quantity, *, rounding: int | None = None) -> Trend | None:
    """The change of the figures as they are shown, so that a reader who subtracts finds the same.

    `rounding` is the base on which counts were rounded: a smaller difference may be rounding only. None when there is
    no figure in `period` or no period before it.
    """
    now, before = series.at(period), _before(series, period)
    if now is None or now.value is None or before is None:
        return None
    if now.follows_break:
        return Trend("", f"niet te vergelijken met {before.period.label}: breuk in de reeks")
    if before.value is None:
        return Trend("", f"niet te vergelijken met {before.period.label}: {before.status}")
    difference = quantity.rounded(now.value) - quantity.rounded(before.value)
    if difference == 0:
        return Trend("=", f"gelijk aan {before.period.label}")
    if rounding and quantity.counts and abs(difference) <= rounding:
        return Trend("≈", f"geen duidelijk verschil met {before.period.label} (de cijfers zijn afgerond)")
    return _change(difference, quantity, before.period)


def _change(difference: Decimal, quantity: Quantity, before: Period) -> Trend:
    rises = difference > 0
    more, less = ("meer", "minder") if quantity.counts else ("hoger", "lager")
    amount = Quantity(label="", unit=quantity.difference_unit, decimals=quantity.decimals).told(abs(difference))
    return Trend("▲" if rises else "▼", f"{amount} {more if rises else less} dan in {before.label}")


def _before(series: Series, period: Period) -> Point | None:
    line = timeline(point.period for point in series.points)
    at = line.index(period) if period in line else 0
    return series.at(line[at - 1]) if at > 0 else None
