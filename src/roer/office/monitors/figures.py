"""From the cells of a release to the values that figures are made of: which lines, which areas, which classes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from roer.core.figures.area_map import AreaMap, Places
from roer.core.figures.classes import Classes, classes_for
from roer.core.figures.line_chart import MOST_SERIES, LineChart
from roer.core.figures.observations import AreaValue, Point, Quantity, Series
from roer.core.figures.shapes import Shapes
from roer.core.values.periods import Period
from roer.core.values.regions import RegionLevel, level_of
from roer.data.releases.reader import Area, ReleaseReader

PROGRAMME = "programme"
_FINE_TO_COARSE = tuple(reversed(RegionLevel))


@lru_cache(maxsize=256)
def quantity_of(release: ReleaseReader, indicator: str) -> Quantity:
    """What the indicator counts or relates."""
    told = release.indicators[indicator]
    return Quantity(
        label=told["label"]["nl"],
        unit=told["scale"]["unit"],
        decimals=told["scale"]["decimals"],
        counts=told["type"] != "ratio",
        zero_baseline=told["scale"]["zero_baseline"],
    )


def rounding_of(release: ReleaseReader, indicator: str) -> int | None:
    """The base on which the policy of the indicator rounds; None when it does not round."""
    policy: Mapping[str, int | None] = release.manifest["policies"][release.indicators[indicator]["policy"]]
    return policy["rounding"]


def series_of(release: ReleaseReader, indicator: str, area: Area, breakdown: str | None = None) -> Series | None:
    """The points of one area, or of one class in it; None when the indicator has no cells for it."""
    points = tuple(
        Point(period=Period(cell.period), value=cell.value, absence=cell.absence, marks=cell.marks)
        for cell in release.cells(indicator, region=area.code, breakdown=breakdown)
    )
    name = area.name if breakdown is None else release.breakdown(indicator)[breakdown]
    return Series(breakdown or area.code, name, points) if points else None


def peers_of(release: ReleaseReader, indicator: str, area: Area) -> tuple[Area, ...]:
    """What to compare an area with: shares with the areas around it, numbers only with areas of its own size."""
    towns = release.regions_at(RegionLevel.MUNICIPALITY)
    larger = [one for one in release.regions if one.level in (RegionLevel.COUNTRY, RegionLevel.PROVINCE)]
    total = [one for one in release.regions if one.level == PROGRAMME]
    counts = quantity_of(release, indicator).counts
    if area.level == PROGRAMME:
        found = [*towns, *([] if counts else larger)]
    elif area.level == RegionLevel.MUNICIPALITY:
        found = [*([] if counts else total), *towns, *([] if counts else larger)]
    else:
        found = [] if counts else [*_around(release, area), *total]
    return tuple(one for one in dict.fromkeys(found) if one.code != area.code and one.released)


def _around(release: ReleaseReader, area: Area) -> list[Area]:
    parent = release.areas_by_code.get(area.parent or "")
    if parent is None or parent.level == PROGRAMME:
        return []
    return [*_around(release, parent), parent]


def line_chart(release: ReleaseReader, indicator: str, area: Area) -> LineChart | None:
    """The course of an indicator in an area, beside its peers; None when it has no cells there."""
    own = series_of(release, indicator, area)
    if own is None:
        return None
    peers = peers_of(release, indicator, area)[: MOST_SERIES - 1]
    others = [found for peer in peers if (found := series_of(release, indicator, peer)) is not None]
    levels = frozenset({area.level, *(peer.level for peer in peers)})
    return LineChart(
        quantity=quantity_of(release, indicator),
        series=(own, *others),
        highest=_highest(release, indicator, levels),
    )


def split_chart(release: ReleaseReader, indicator: str, area: Area) -> LineChart | None:
    """The course of the classes of an indicator in an area; None without a breakdown that fits in a chart."""
    told = release.indicators[indicator]["breakdown"]
    if told is None:
        return None
    inner = {node["parent"] for node in told["nodes"]}
    leaves = [node["code"] for node in told["nodes"] if node["code"] not in inner]
    found = [series_of(release, indicator, area, code) for code in leaves]
    series = tuple(one for one in found if one is not None)
    if not series or len(series) > MOST_SERIES:
        return None
    label = told["label"]["nl"].lower()
    return LineChart(quantity=quantity_of(release, indicator), series=series, split=label, place=area.name)


@lru_cache(maxsize=256)
def _highest(release: ReleaseReader, indicator: str, levels: frozenset[str]) -> float | None:
    """The highest value that any area of these levels shows, so that all of them get the same axis."""
    cells = (cell for level in sorted(levels) for cell in release.cells(indicator, level=level))
    return max((cell.value for cell in cells if cell.value is not None), default=None)


def area_map(
    release: ReleaseReader, indicator: str, level: RegionLevel, period: Period, *, chosen: str | None = None
) -> AreaMap | None:
    """The map of an indicator, with a table and no shapes where the release has no boundaries.

    None when the indicator has no such level.
    """
    if level.value not in release.indicators[indicator]["levels"]:
        return None
    quantity, (classes, most) = quantity_of(release, indicator), _classes(release, indicator, level)
    return AreaMap(
        quantity=quantity,
        level=level,
        period=period,
        areas=area_values(release, indicator, level, period),
        shapes=shapes_of(release),
        places=places_of(release),
        classes=classes,
        most=most,
        chosen=chosen,
    )


def area_values(
    release: ReleaseReader, indicator: str, level: RegionLevel | str, period: Period
) -> tuple[AreaValue, ...]:
    """The values of every released area of a level."""
    areas = release.areas_by_code
    return tuple(
        AreaValue(
            code=cell.region,
            name=areas[cell.region].name,
            value=cell.value,
            absence=cell.absence,
            marks=cell.marks,
        )
        for cell in release.cells(indicator, level=level, period=period.code)
        if areas[cell.region].released
    )


@lru_cache(maxsize=256)
def _classes(release: ReleaseReader, indicator: str, level: RegionLevel) -> tuple[Classes, float]:
    """The classes and the largest value over all periods, so that maps of different years can be compared."""
    values = [cell.value for cell in release.cells(indicator, level=level) if cell.value is not None]
    return classes_for(quantity_of(release, indicator), values), max(values, default=0.0)


@lru_cache(maxsize=16)
def shapes_of(release: ReleaseReader) -> Shapes:
    """The shapes of the release, of the finest level that it has; none without boundaries."""
    collection = release.areas() or {"features": []}
    levels = {str(one["properties"]["code"]): level_of(one["properties"]["code"]) for one in collection["features"]}
    finest = next((level for level in _FINE_TO_COARSE if level in levels.values()), None)
    kept = [one for one in collection["features"] if levels[str(one["properties"]["code"])] is finest]
    return Shapes.of({"features": kept})


@lru_cache(maxsize=16)
def places_of(release: ReleaseReader) -> Places:
    """Which area lies in which, and what they are called."""
    areas: Iterable[Area] = release.regions
    return Places(
        parents={area.code: area.parent for area in areas}, names={area.code: area.name for area in release.regions}
    )
