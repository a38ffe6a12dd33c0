"""What the reader chose in the address: indicator, area, period, level of the map, order. What cannot be is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from roer.core.figures.twins import Order
from roer.core.values.dutch import listing
from roer.core.values.periods import Grain, Period
from roer.core.values.regions import RegionLevel
from roer.data.releases.reader import Area, ReleaseReader

ON_MAPS = (RegionLevel.NEIGHBOURHOOD, RegionLevel.DISTRICT, RegionLevel.MUNICIPALITY)
"""The levels that a map may have, the finest first."""
_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Choice:
    """Keuze of a reader, filled in where nothing was chosen. `problems` says what was asked that is not there."""

    indicator: str
    area: Area
    period: Period
    level: RegionLevel
    order: Order
    problems: tuple[str, ...] = ()


def choose(release: ReleaseReader, asked: Mapping[str, str]) -> Choice:
    """The choice in the query of an address (`indicator`, `gebied`, `jaar`, `kaart`, `volgorde`)."""
    problems: list[str] = []
    indicator = _indicator(release, asked.get("indicator", ""), problems)
    area = _area(release, asked.get("gebied", ""), problems)
    period = _period(release, indicator, asked.get("jaar", ""), problems)
    level = _level(release, indicator, asked.get("kaart", ""), problems)
    order = _order(asked.get("volgorde", ""), problems)
    return Choice(indicator, area, period, level, order, tuple(problems))


def indicators_in_order(release: ReleaseReader) -> tuple[str, ...]:
    """The codes of the indicators as the pages of the product name them, then those that no page names."""
    named = [code for page in release.product["pages"] for code in page["indicators"]]
    return tuple(dict.fromkeys([*named, *release.indicators]))


def as_asked(period: Period) -> str:
    """How an address names a period: a year as '2020', another period by its code."""
    return str(period.year) if period.grain is Grain.YEAR else period.code


def map_levels(release: ReleaseReader, indicator: str) -> tuple[RegionLevel, ...]:
    """The levels at which the indicator was released and can be drawn, the finest first."""
    return tuple(level for level in ON_MAPS if level.value in release.indicators[indicator]["levels"])


def _indicator(release: ReleaseReader, asked: str, problems: list[str]) -> str:
    known = indicators_in_order(release)
    if asked and asked not in known:
        problems.append(f"Indicator {_shown(asked)} staat niet in deze monitor. U ziet nu {_label(release, known[0])}.")
    return asked if asked in known else known[0]


def _label(release: ReleaseReader, code: str) -> str:
    return f"‘{release.indicators[code]['label']['nl']}’"


def _area(release: ReleaseReader, asked: str, problems: list[str]) -> Area:
    areas = release.areas_by_code
    shown = [area for area in release.regions if area.released]
    start = next((area for area in shown if area.level == "programme"), shown[0] if shown else release.regions[0])
    if not asked:
        return start
    if asked.strip().upper() in areas:
        return areas[asked.strip().upper()]
    problems.append(
        f"Gebied {_shown(asked)} kennen we niet. Kies een gemeente, wijk of buurt uit de lijst. U ziet nu {start.name}."
    )
    return start


def _period(release: ReleaseReader, indicator: str, asked: str, problems: list[str]) -> Period:
    periods = release.periods(indicator)
    newest = newest_with_figures(release, indicator)
    if not asked:
        return newest
    found = next((period for period in periods if asked.strip() in (as_asked(period), period.code)), None)
    if found is not None:
        return found
    known = listing([period.label for period in periods])
    problems.append(f"Voor {_shown(asked)} zijn er geen cijfers, wel voor {known}. U ziet nu {newest.label}.")
    return newest


def newest_with_figures(release: ReleaseReader, indicator: str) -> Period:
    """The last period in which a larger area has a figure; the last of all when none has."""
    periods = release.periods(indicator)
    large = [area.code for area in release.regions if area.level in ("programme", RegionLevel.MUNICIPALITY)]
    for period in reversed(periods):
        cells = (cell for code in large for cell in release.cells(indicator, region=code, period=period.code))
        if any(cell.value is not None for cell in cells):
            return period
    return periods[-1]


def _level(release: ReleaseReader, indicator: str, asked: str, problems: list[str]) -> RegionLevel:
    levels = map_levels(release, indicator)
    found = next((level for level in levels if asked == level.label), None)
    if asked and found is None:
        problems.append(f"Een kaart per {_shown(asked)} is er niet. Kies {listing(_labels(levels), 'of')}.")
    return found or (levels[0] if levels else RegionLevel.MUNICIPALITY)


def _labels(levels: Iterable[RegionLevel]) -> list[str]:
    return [level.label for level in levels]


def _order(asked: str, problems: list[str]) -> Order:
    if asked and asked not in {order.value for order in Order}:
        problems.append(f"Sorteren op {_shown(asked)} kan niet. Kies {listing([o.value for o in Order], 'of')}.")
        return Order.BY_NAME
    return Order(asked) if asked else Order.BY_NAME


def _shown(asked: str) -> str:
    """What was asked, short enough to say back; templates escape it."""
    return f"‘{asked[:_LONGEST_SHOWN]}’"
