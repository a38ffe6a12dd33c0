"""Key figures: of every indicator the figure of one area, what changed, and what it is next to others."""

from __future__ import annotations

from dataclasses import dataclass

from roer.core.figures.observations import AreaValue, Point, Quantity, Series
from roer.core.figures.sentences import answer, extremes
from roer.core.figures.trends import Trend, trend
from roer.core.values.dutch import NBSP
from roer.core.values.periods import Period
from roer.core.values.regions import RegionLevel
from roer.core.values.status import Mark
from roer.data.releases.reader import Area, ReleaseReader
from roer.office.monitors.choice import newest_with_figures
from roer.office.monitors.figures import PROGRAMME, peers_of, quantity_of, rounding_of, series_of


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """Kerncijfer of one indicator in one area and period; `value` is the number or the sign of its absence."""

    code: str
    label: str
    period: Period
    value: str
    signs: str
    unit: str
    status: str
    trend: Trend | None
    comparison: tuple[str, ...]
    sources: tuple[str, ...]
    is_shown: bool

    @property
    def number(self) -> str:
        """The number without its signs, which stand small beside it."""
        return self.value.rstrip(self.signs) if self.signs else self.value

    @property
    def has_remark(self) -> bool:
        """Whether there is more to say of it than that it is definitive."""
        return self.status != "definitief"


def key_figure(release: ReleaseReader, indicator: str, area: Area, period: Period) -> KeyFigure | None:
    """The key figure of an indicator, in its newest period when it has no figures for the one that was asked.

    None when the indicator has no cells for the area.
    """
    quantity, series = quantity_of(release, indicator), series_of(release, indicator, area)
    if series is None:
        return None
    when = period if series.at(period) is not None else newest_with_figures(release, indicator)
    point = series.at(when)
    if point is None:
        return None
    return KeyFigure(
        code=indicator,
        label=quantity.label,
        period=when,
        value=quantity.in_table(point),
        signs="".join(mark.sign for mark in Mark if mark in point.marks) if point.value is not None else "",
        unit=quantity.unit if point.value is not None else "",
        status=point.status,
        trend=change(release, indicator, series, when),
        comparison=comparison(release, indicator, area, when),
        sources=tuple(dict.fromkeys(source.attribution for source in release.sources_of(indicator))),
        is_shown=point.value is not None,
    )


def change(release: ReleaseReader, indicator: str, series: Series, period: Period) -> Trend | None:
    """What changed since the period before, with the care that the policy's rounding asks.

    A share of a rounded count in a small area moves more by rounding than by what happens there, so it is not compared.
    """
    quantity, rounding = quantity_of(release, indicator), rounding_of(release, indicator)
    found = trend(series, period, quantity, rounding=rounding)
    small = release.areas_by_code[series.code].level in (RegionLevel.DISTRICT, RegionLevel.NEIGHBOURHOOD)
    if found is not None and found.sign and rounding and small and not quantity.counts:
        return Trend("", "niet vergeleken met eerder: in een klein gebied maakt de afronding te veel uit")
    return found


def comparison(release: ReleaseReader, indicator: str, area: Area, period: Period) -> tuple[str, ...]:
    """'Hillegom, Lisse en Teylingen: 11,8 %', or for the whole the lowest and the highest of the municipalities."""
    quantity = quantity_of(release, indicator)
    found = [_seen(release, indicator, peer, period) for peer in peers_of(release, indicator, area)]
    peers = [peer for peer in found if peer is not None]
    if area.level == PROGRAMME and not quantity.counts:
        towns = [peer for peer in peers if _level(release, peer) == RegionLevel.MUNICIPALITY]
        rest = [peer for peer in peers if peer not in towns]
        return tuple(part for part in (extremes(quantity, towns), *_listed(quantity, rest)) if part)
    return _listed(quantity, peers)


def headline(release: ReleaseReader, indicator: str, area: Area, period: Period) -> str:
    """The answer at the top of the page."""
    quantity, series = quantity_of(release, indicator), series_of(release, indicator, area)
    if series is None:
        return f"{quantity.label} is er niet voor {area.name}."
    told = answer(quantity, series, period, change(release, indicator, series, period))
    if area.level != PROGRAMME or quantity.counts:
        return told
    beside = (f"{line.removesuffix('.')}." for line in comparison(release, indicator, area, period))
    return " ".join((told, *beside))


def _seen(release: ReleaseReader, indicator: str, area: Area, period: Period) -> AreaValue | None:
    series = series_of(release, indicator, area)
    point: Point | None = series.at(period) if series else None
    if point is None:
        return None
    return AreaValue(code=area.code, name=area.name, value=point.value, absence=point.absence, marks=point.marks)


def _level(release: ReleaseReader, seen: AreaValue) -> str:
    return release.areas_by_code[seen.code].level


def _listed(quantity: Quantity, seen: list[AreaValue]) -> tuple[str, ...]:
    return tuple(f"{one.name}:{NBSP}{_short(quantity, one)}" for one in seen)


def _short(quantity: Quantity, one: AreaValue) -> str:
    """'11,8 %*'; counts without their unit, which stands beside the key figure already."""
    if one.value is None or quantity.counts:
        return quantity.in_table(one)
    return quantity.told(one.value) + "".join(sorted(mark.sign for mark in one.marks))
