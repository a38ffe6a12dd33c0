"""A map as a specification: classes from light to dark, patterns where there is no value, outlines that orient."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt

from roer.core.figures.area_map import FILLS, AreaMap, Fill
from roer.core.figures.finishing import finished
from roer.core.figures.observations import AreaValue
from roer.core.figures.outlines import Line, outline
from roer.core.figures.palette import FOCUS, INK, LAND, MUTED, PAPER
from roer.core.figures.shapes import GRID as STEPS
from roer.core.figures.shapes import Shape

_SIGN_ROOM = 240.0
"""Square pixels that an area needs to hold each character of the sign of its absence."""
_FLAT = {"type": "identity", "scale": 1 / STEPS, "translate": [0, 0]}


def pattern(fill: Fill) -> str:
    """How a specification names a pattern; whoever renders it puts the patterns in."""
    return f"url(#{fill.value})"


def map_spec(area_map: AreaMap) -> dict[str, Any]:
    """The map as a Vega-Lite specification. Raises ValueError when no area has a shape."""
    if not area_map.members:
        raise ValueError("there is nothing to draw: no area of this map has a shape")
    shapes = area_map.shapes
    return finished(lambda: _layers(area_map), width=shapes.width, height=shapes.height, padding=6)


def _layers(area_map: AreaMap) -> Iterator[alt.Chart]:
    yield _areas(area_map)
    yield from _borders(area_map)
    yield from _circles(area_map)
    yield from _signs(area_map)
    yield from _names(area_map)


def _fill(area_map: AreaMap, area: AreaValue) -> str:
    if area.absence is not None:
        return pattern(FILLS[area.absence])
    if area_map.quantity.counts or area.value is None:
        return LAND
    return area_map.colours[area_map.classes.index(area.value)]


def _rows(rows: list[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=rows))


def _areas(area_map: AreaMap) -> alt.Chart:
    rows = []
    for code, shapes in area_map.members.items():
        area = area_map.by_code[code]
        rows.append(
            {
                "type": "Feature",
                "geometry": {"type": "MultiPolygon", "coordinates": [p for shape in shapes for p in shape.polygons]},
                "code": code,
                "value": area.value,
                "absence": area.absence.value if area.absence else None,
                "fill": _fill(area_map, area),
            }
        )
    mark = _rows(rows).mark_geoshape(stroke=None, clip=False)
    return mark.encode(fill=alt.Fill("fill:N", scale=None)).project(**_FLAT)


def _lines(lines: list[Line], colour: str, width: float) -> alt.Chart:
    feature = {"type": "Feature", "geometry": {"type": "MultiLineString", "coordinates": lines}}
    mark = _rows([feature]).mark_geoshape(
        filled=False, clip=False, stroke=colour, strokeWidth=width, strokeJoin="round", strokeCap="round"
    )
    return mark.project(**_FLAT)


def _borders(area_map: AreaMap) -> Iterator[alt.Chart]:
    """Thin lines around areas, thicker ones around municipalities, the thickest around what was chosen."""
    yield _lines([line for shapes in area_map.members.values() for line in outline(shapes)], MUTED, 0.5)
    municipalities = [line for shapes in area_map.municipalities.values() for line in outline(shapes)]
    for lines, width in ((municipalities, 1.75), (list(outline(area_map.chosen_shapes)), 3.5)):
        if lines:
            yield _lines(lines, PAPER, width * 2)
            yield _lines(lines, INK, width)


def _circles(area_map: AreaMap) -> Iterator[alt.Chart]:
    if not area_map.quantity.counts:
        return
    rows: list[dict[str, Any]] = []
    for code, shapes in area_map.members.items():
        value = area_map.by_code[code].value
        if value is not None and value > 0:
            diameter = area_map.diameter_of(value)
            x, y = _middle(shapes)
            rows.append({"x": x, "y": y, "code": code, "value": value, "size": 3.14159 * diameter**2 / 4})
    rows.sort(key=lambda row: -row["size"])
    if rows:
        mark = _rows(rows).mark_circle(color=FOCUS, opacity=0.75, stroke=PAPER, strokeWidth=1)
        yield mark.encode(
            x=alt.X("x:Q", scale=None, axis=None),
            y=alt.Y("y:Q", scale=None, axis=None),
            size=alt.Size("size:Q", scale=None),
        )


def _signs(area_map: AreaMap) -> Iterator[alt.Chart]:
    """The sign of an absence stands in the area where it fits; the legend and the table say it for all."""
    rows = []
    for code, shapes in area_map.members.items():
        absence = area_map.by_code[code].absence
        if absence is not None and sum(shape.size for shape in shapes) >= _SIGN_ROOM * len(absence.sign):
            x, y = _middle(shapes)
            rows.append({"x": x, "y": y, "text": absence.sign})
    yield from _words(rows, 12, "bold")


def _names(area_map: AreaMap) -> Iterator[alt.Chart]:
    """The names of the municipalities, in the middle of each."""
    rows = []
    for code, shapes in area_map.municipalities.items():
        corners = [corner for shape in shapes for polygon in shape.polygons for corner in polygon[0]]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        middle = {"x": (min(xs) + max(xs)) / 2 / STEPS, "y": (min(ys) + max(ys)) / 2 / STEPS}
        rows.append({**middle, "text": area_map.places.names.get(code, code)})
    yield from _words(rows, 17, "bold")


def _words(rows: list[dict[str, Any]], size: int, weight: str) -> Iterator[alt.Chart]:
    """Words with a pale edge, so that they can be read on any colour and pattern."""
    if not rows:
        return
    place = {"x": alt.X("x:Q", scale=None, axis=None), "y": alt.Y("y:Q", scale=None, axis=None), "text": "text:N"}
    font = {"fontSize": size, "fontWeight": weight, "baseline": "middle"}
    yield _rows(rows).mark_text(**font, color=PAPER, stroke=PAPER, strokeWidth=4, strokeJoin="round").encode(**place)
    yield _rows(rows).mark_text(**font, color=INK).encode(**place)


def _middle(shapes: Sequence[Shape]) -> tuple[float, float]:
    x, y = max(shapes, key=lambda shape: shape.size).centre
    return x / STEPS, y / STEPS
