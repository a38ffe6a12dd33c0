"""What the templates of this room show: put together from a release and a choice, nothing computed in a template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.utils.timezone import localtime

from roer.core.programme.state import Programme
from roer.core.values.dutch import day, listing
from roer.core.values.regions import RegionLevel
from roer.data.releases.reader import Area, ReleaseReader
from roer.office.monitors.air import Obstacle, why_excluded
from roer.office.monitors.choice import Choice, as_asked, indicators_in_order, map_levels, newest_with_figures
from roer.office.monitors.explanation import audience, explanation, source_lines
from roer.office.monitors.figures import PROGRAMME, quantity_of
from roer.office.monitors.files import level_word
from roer.office.monitors.key_figures import KeyFigure, headline, key_figure
from roer.office.monitors.panels import panels

PARTS_OF_QUERY = ("indicator", "gebied", "jaar", "kaart", "volgorde")


@dataclass(frozen=True, slots=True)
class Entry:
    """Regel of the list of products; without a release when that cannot be opened."""

    slug: str
    release: ReleaseReader | None
    off_air: bool
    released_on: str = ""
    audience: str = ""
    sources: str = ""


def entry(slug: str, release: ReleaseReader | None, *, off_air: bool) -> Entry:
    """What the list says of a product."""
    if release is None:
        return Entry(slug, None, off_air)
    sources = dict.fromkeys(source.attribution for source in release.sources)
    return Entry(slug, release, off_air, released_on(release), audience(release), "; ".join(sources))


def released_on(release: ReleaseReader) -> str:
    """The day of the release as readers write it."""
    return day(localtime(release.created_at).date())


def product_page(release: ReleaseReader, choice: Choice, now: Programme, *, on: date) -> dict[str, Any]:
    """The context of the page of a product."""
    shown = choice.area.released
    excluded = [
        (release.areas_by_code[code], why_excluded(release, code, now, on=on))
        for code in release.manifest["municipalities"]["excluded"]
        if code in release.areas_by_code
    ]
    return {
        "release": release,
        "choice": choice,
        "released_on": released_on(release),
        "audience": audience(release),
        "headline": headline(release, choice.indicator, choice.area, choice.period) if shown else "",
        "excluded": excluded,
        "excluded_here": _excluded_here(release, choice.area, excluded),
        "groups": list(_groups(release, choice)) if shown else [],
        "panels": panels(release, choice) if shown else (),
        "label": quantity_of(release, choice.indicator).label,
        "explanation": explanation(release, choice),
        "indicators": [(code, quantity_of(release, code).label) for code in indicators_in_order(release)],
        "periods": [(as_asked(period), period.label) for period in reversed(release.periods(choice.indicator))],
        "period": as_asked(choice.period),
        "levels": map_levels(release, choice.indicator),
        "areas": _area_groups(release),
        "query": urlencode(
            {"indicator": choice.indicator, "gebied": choice.area.code, "jaar": as_asked(choice.period)}
        ),
        "links": _links(choice),
    }


def _excluded_here(
    release: ReleaseReader, area: Area, excluded: Sequence[tuple[Area, tuple[Obstacle, ...]]]
) -> tuple[Obstacle, ...] | None:
    """Why the chosen area has no figures; None when it has them. Empty when no reason is known."""
    if area.released:
        return None
    step: Area | None = area
    while step is not None:
        for town, reasons in excluded:
            if town.code == step.code:
                return reasons
        step = release.areas_by_code.get(step.parent or "")
    return ()


def _links(choice: Choice) -> dict[str, str]:
    """The query of links that change one part of the choice and keep the rest."""
    kept = {
        "indicator": choice.indicator,
        "gebied": choice.area.code,
        "jaar": as_asked(choice.period),
        "kaart": choice.level.label,
    }
    return {
        "by_name": urlencode({**kept, "volgorde": "naam"}),
        "by_value": urlencode({**kept, "volgorde": "cijfer"}),
        "same_place": urlencode({"gebied": choice.area.code, "jaar": as_asked(choice.period)}),
        "this_area": urlencode({"gebied": choice.area.code}),
    }


@dataclass(frozen=True, slots=True)
class Group:
    """Groep of key figures: those of one page of the product."""

    title: str
    figures: tuple[KeyFigure, ...]


def _groups(release: ReleaseReader, choice: Choice) -> Iterator[Group]:
    """The key figures, page by page of the product."""
    for told in release.product["pages"]:
        found = [key_figure(release, code, choice.area, choice.period) for code in told["indicators"]]
        figures = tuple(one for one in found if one is not None)
        if figures:
            yield Group(told["title"]["nl"], figures)


@lru_cache(maxsize=64)
def _area_groups(release: ReleaseReader) -> tuple[tuple[str, list[tuple[Area, str]]], ...]:
    """The areas to choose from: the whole, then every municipality with what lies in it."""
    whole = [(area, area.name) for area in release.regions if area.level == PROGRAMME and area.released]
    return (("", whole), *_town_groups(release))


def _town_groups(release: ReleaseReader) -> Iterator[tuple[str, list[tuple[Area, str]]]]:
    for town in release.regions_at(RegionLevel.MUNICIPALITY):
        inside = [area for area in release.regions if _lies_in(release, area, town)]
        ordered = sorted(inside, key=lambda area: (area.code[2:], area.level != RegionLevel.DISTRICT))
        yield town.name, [(town, f"{town.name} (gemeente)"), *((area, _indented(area)) for area in ordered)]


def _indented(area: Area) -> str:
    return f"{area.name} (wijk)" if area.level == RegionLevel.DISTRICT else f"\N{EM SPACE}{area.name}"


def _lies_in(release: ReleaseReader, area: Area, town: Area) -> bool:
    step = release.areas_by_code.get(area.parent or "")
    while step is not None:
        if step.code == town.code:
            return True
        step = release.areas_by_code.get(step.parent or "")
    return False


@dataclass(frozen=True, slots=True)
class OfProduct:
    """Deel of the page of an area: what one product says of it; nothing where a gate is closed."""

    release: ReleaseReader
    is_shown: bool
    released_on: str
    figures: tuple[KeyFigure, ...]
    sources: str


def area_page(releases: Sequence[ReleaseReader], code: str) -> dict[str, Any]:
    """The context of the page of an area."""
    area = releases[0].areas_by_code[code]
    known = releases[0].areas_by_code
    around = known.get(area.parent or "")
    return {
        "area": area,
        "level": level_word(area.level),
        "around": around,
        "inside": [one for one in releases[0].regions if one.parent == code],
        "products": [_of_product(release, code) for release in releases],
    }


def _of_product(release: ReleaseReader, code: str) -> OfProduct:
    area = release.areas_by_code[code]
    found = [
        key_figure(release, indicator, area, newest_with_figures(release, indicator))
        for indicator in indicators_in_order(release)
    ]
    sources = listing(list(dict.fromkeys(line.source.attribution for line in source_lines(release.sources))))
    return OfProduct(
        release, area.released, released_on(release), tuple(one for one in found if one is not None), sources
    )
