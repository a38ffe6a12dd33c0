"""Boundaries become flat shapes: north up, neighbours still touching, empty ones named."""

from __future__ import annotations

import copy
import json
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roer.core.figures.outlines import outline
from roer.core.figures.shapes import GRID, Shape, Shapes


def bounds(shape: Shape) -> tuple[int, int, int, int]:
    corners = [corner for polygon in shape.polygons for corner in polygon[0]]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def test_areas_without_geometry_are_named_and_do_not_break_the_map(squares):
    found = Shapes.of(squares)
    assert found.without == ("BU05530301", "BU05530302")
    assert [shape.code for shape in found.shapes] == ["BU05340101", "BU05530101", "BU05530102", "BU05530201"]


def test_north_is_up_and_east_is_right(squares):
    shapes = {shape.code: bounds(shape) for shape in Shapes.of(squares, width=200).shapes}
    west_south, east_south, west_north = (shapes[f"BU0553{end}"] for end in ("0101", "0102", "0201"))
    assert west_north[3] <= west_south[1]
    assert west_south[2] <= east_south[0]


@pytest.mark.parametrize(("width", "height"), [(200, 640), (900, 300)])
def test_a_map_fits_its_room_and_keeps_its_form(squares, width, height):
    found = Shapes.of(squares, width=width, most_height=height)
    assert found.width == found.height == min(width, height)
    for shape in found.shapes:
        left, top, right, bottom = bounds(shape)
        assert right - left == bottom - top
        assert 0 <= left < right <= found.width * GRID
        assert 0 <= top < bottom <= found.height * GRID


def test_degrees_and_metres_give_the_same_picture(shared_data: Path):
    drawn = {}
    for name in ("rd", "wgs84"):
        told = json.loads((shared_data / "boundaries" / f"hlt_buurten_2020_{name}.geojson").read_text())
        for feature in told["features"]:
            feature["properties"]["code"] = feature["properties"]["statcode"]
        drawn[name] = Shapes.of(told)
    assert len(drawn["rd"].shapes) == len(drawn["wgs84"].shapes) == 93
    assert drawn["rd"].without == drawn["wgs84"].without == ("BU15250401", "BU15250402")
    assert abs(drawn["rd"].width - drawn["wgs84"].width) <= 0.02 * drawn["rd"].width
    for metres, degrees in zip(drawn["rd"].shapes, drawn["wgs84"].shapes, strict=True):
        assert metres.code == degrees.code
        assert all(abs(a - b) <= 12 * GRID for a, b in zip(bounds(metres), bounds(degrees), strict=True))


def test_no_shape_at_all_is_no_error():
    told = {"features": [{"properties": {"code": "BU05530301"}, "geometry": None}]}
    assert Shapes.of(told).shapes == ()
    assert Shapes.of({"features": []}).without == ()


@pytest.mark.parametrize("kind", ["Point", "LineString"])
def test_a_geometry_without_a_surface_counts_as_empty(squares, kind):
    told = copy.deepcopy(squares)
    told["features"][0]["geometry"] = {"type": kind, "coordinates": [96_000, 474_000]}
    assert "BU05530101" in Shapes.of(told).without


def test_the_centre_lies_inside_a_hollow_shape():
    outer = ((0, 0), (100, 0), (100, 100), (0, 100), (0, 0))
    hole = ((10, 10), (80, 10), (80, 90), (10, 90), (10, 10))
    x, y = Shape("BU05530101", ((outer, hole),)).centre
    assert 80 < x < 100
    assert 0 < y < 100


def cell(at: tuple[int, int]) -> Shape:
    x, y = at
    ring = ((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y))
    return Shape(f"{x}/{y}", ((ring,),))


@given(st.sets(st.sampled_from(list(product(range(5), range(5)))), min_size=1))
def test_an_outline_has_every_side_that_only_one_area_has(places):
    lines = outline(cell(at) for at in sorted(places))
    drawn = [frozenset(side) for line in lines for side in pairwise(line)]
    wanted = []
    for x, y in places:
        for (dx, dy), side in (
            ((0, -1), ((x, y), (x + 1, y))),
            ((0, 1), ((x, y + 1), (x + 1, y + 1))),
            ((-1, 0), ((x, y), (x, y + 1))),
            ((1, 0), ((x + 1, y), (x + 1, y + 1))),
        ):
            if (x + dx, y + dy) not in places:
                wanted.append(frozenset(side))
    assert sorted(map(sorted, drawn)) == sorted(map(sorted, wanted))


def test_an_outline_closes():
    (line,) = outline([cell((0, 0)), cell((1, 0))])
    assert line[0] == line[-1]
    assert len(line) == 7
