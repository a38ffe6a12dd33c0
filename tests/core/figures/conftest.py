"""Small series, areas and boundaries to draw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from roer.core.figures.area_map import AreaMap, Places
from roer.core.figures.classes import classes_for
from roer.core.figures.line_chart import LineChart
from roer.core.figures.observations import AreaValue, Point, Quantity, Series
from roer.core.figures.shapes import Shapes
from roer.core.values.periods import Period
from roer.core.values.regions import RegionLevel
from roer.core.values.status import Absence, Mark

SHARE = Quantity(label="Aandeel jongeren met jeugdhulp", unit="%", decimals=1, counts=False)
COUNT = Quantity(label="Jongeren met jeugdhulp", unit="jongeren")
Told = float | Absence
MakeSeries = Callable[..., Series]
MakeMap = Callable[..., AreaMap]


def make_series(told: Sequence[Told], *, first: int = 2018, name: str = "Lisse", **marks: Sequence[int]) -> Series:
    """A series by year; `provisional=[2020]` and `broken=[2020]` mark years."""
    points = []
    for year, one in enumerate(told, start=first):
        marked = {Mark.PROVISIONAL} if year in marks.get("provisional", ()) else set()
        marked |= {Mark.BREAK} if year in marks.get("broken", ()) else set()
        hidden = isinstance(one, Absence)
        points.append(
            Point(
                period=Period.of_year(year),
                value=None if hidden else one,
                absence=one if hidden else None,
                marks=frozenset(marked),
            )
        )
    return Series(name[:3].upper(), name, tuple(points))


@pytest.fixture
def series() -> MakeSeries:
    """Make a series of values and absences."""
    return make_series


@pytest.fixture
def chart(series: MakeSeries) -> Callable[..., LineChart]:
    """Make a chart of one series."""

    def made(*told: Told, quantity: Quantity = SHARE, **marks: Sequence[int]) -> LineChart:
        return LineChart(quantity=quantity, series=(series(told, **marks),))

    return made


def square(code: str, column: int, row: int) -> dict[str, Any]:
    """A square kilometre in the metres of the national grid, sharing its corners with its neighbours."""
    west, south = 96_000 + column * 1000, 474_000 + row * 1000
    ring = [[west, south], [west + 1000, south], [west + 1000, south + 1000], [west, south + 1000], [west, south]]
    return {
        "type": "Feature",
        "properties": {"code": code},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


SQUARES = {
    "BU05530101": (0, 0),
    "BU05530102": (1, 0),
    "BU05530201": (0, 1),
    "BU05340101": (1, 1),
}


@pytest.fixture
def squares() -> dict[str, Any]:
    """Four square neighbourhoods in two municipalities, and two without any geometry."""
    empty = [
        {"type": "Feature", "properties": {"code": "BU05530301"}, "geometry": None},
        {
            "type": "Feature",
            "properties": {"code": "BU05530302"},
            "geometry": {"type": "MultiPolygon", "coordinates": []},
        },
    ]
    return {"type": "FeatureCollection", "features": [*(square(c, *at) for c, at in SQUARES.items()), *empty]}


@pytest.fixture
def area_map(squares: dict[str, Any]) -> MakeMap:
    """Make a map of the squares: code → value or absence."""

    def made(told: dict[str, Told], *, quantity: Quantity = SHARE, chosen: str | None = None) -> AreaMap:
        areas = tuple(
            AreaValue(
                code=code,
                name=f"Buurt {code[-3:]}",
                value=None if isinstance(one, Absence) else one,
                absence=one if isinstance(one, Absence) else None,
            )
            for code, one in told.items()
        )
        values = [area.value for area in areas if area.value is not None]
        parents: dict[str, str | None] = {code: f"WK{code[2:8]}" for code in told}
        parents |= {f"WK{code[2:8]}": f"GM{code[2:6]}" for code in told}
        return AreaMap(
            quantity=quantity,
            level=RegionLevel.NEIGHBOURHOOD,
            period=Period.of_year(2020),
            areas=areas,
            shapes=Shapes.of(squares),
            places=Places(parents, {"GM0534": "Hillegom", "GM0553": "Lisse"}),
            classes=classes_for(quantity, values),
            most=max(values, default=0.0),
            chosen=chosen,
        )

    return made
