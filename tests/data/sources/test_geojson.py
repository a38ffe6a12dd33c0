from __future__ import annotations

import copy
import json

import numpy as np
import pyarrow.parquet as pq
import pytest

from roer.core.values.errors import InputRefused
from roer.data.sources.landing import land
from roer.data.sources.projection import from_rd
from roer.data.sources.receipts import landed_areas, landed_table, latest_receipt

SQUARE = [[100_000, 475_000], [100_000, 476_000], [101_000, 476_000], [101_000, 475_000], [100_000, 475_000]]
HOLE = [[100_400, 475_400], [100_600, 475_400], [100_600, 475_600], [100_400, 475_600], [100_400, 475_400]]
SAYS_DEGREES = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
COLUMNS = [
    {"name": "code", "source": "buurtcode", "type": "region", "key": True},
    {"name": "name", "source": "buurtnaam", "type": "text", "required": True},
]


def collection(**crs):
    shapes = ({"type": "Polygon", "coordinates": [SQUARE, HOLE]}, {"type": "MultiPolygon", "coordinates": []}, None)
    names = ("Veld", "<script>alert(1)</script>", "Hof")
    features = [
        {"type": "Feature", "properties": {"buurtcode": f"BU0534010{at}", "buurtnaam": name}, "geometry": shape}
        for at, (name, shape) in enumerate(zip(names, shapes, strict=True), start=1)
    ]  # fmt: skip
    return copy.deepcopy({"type": "FeatureCollection", **crs, "features": features})


@pytest.fixture
def borders(define, workspace):
    """Write a collection and give the source that reads it."""

    def made(document, crs="EPSG:28992", **changes):
        text = document if isinstance(document, bytes) else json.dumps(document).encode()
        (workspace.deliveries / "grenzen.geojson").write_bytes(text)
        fields = {"id": "grenzen", "connector": "geojson", "location": "deliveries/grenzen.geojson", "columns": COLUMNS}
        return define(**(fields | {"geojson": {"crs": crs}} | changes))

    return made


def areas(workspace, receipt):
    return json.loads(landed_areas(workspace, receipt).read_text())["features"]


def test_the_tower_of_amersfoort_lies_where_it_lies():
    assert np.allclose(from_rd(np.array([[155_000.0, 463_000.0]])), [[5.38720621, 52.15517440]], atol=1e-9)


def test_areas_land_in_degrees_with_their_holes_and_without_their_shapes(workspace, borders, quiet):
    receipt = land(borders(collection()), workspace, progress=quiet)
    whole, empty, none = areas(workspace, receipt)
    assert receipt.has_areas
    assert whole["id"] == "BU05340101"
    assert whole["properties"] == {"code": "BU05340101", "name": "Veld"}
    outer, hole = whole["geometry"]["coordinates"][0]
    assert outer[0] == outer[-1]
    assert all(4.5 < x < 4.7 and 52.2 < y < 52.4 for x, y in outer + hole)
    assert _turns_left(outer)
    assert not _turns_left(hole)
    assert empty["geometry"] == none["geometry"] == {"type": "MultiPolygon", "coordinates": []}


def test_properties_land_as_plain_text_beside_the_shapes(workspace, borders, quiet):
    receipt = land(borders(collection()), workspace, progress=quiet)
    rows = pq.read_table(landed_table(workspace, receipt)).to_pylist()
    assert rows[1] == {"code": "BU05340102", "name": "<script>alert(1)</script>"}


def test_only_the_chosen_areas_land(workspace, borders, quiet):
    chosen = borders(collection(), filter={"column": "code", "starts_with": ["BU05340101"]})
    receipt = land(chosen, workspace, progress=quiet)
    assert (receipt.rows, len(areas(workspace, receipt))) == (1, 1)


def _with(change):
    document = collection()
    change(document["features"][0])
    return document


def _ring(points):
    return lambda feature: feature["geometry"].update(coordinates=[points])


@pytest.mark.parametrize(
    ("document", "crs", "rule"),
    [
        (_with(_ring(SQUARE[:-1])), "EPSG:28992", "unclosed_ring"),
        (_with(_ring(SQUARE[:2] + SQUARE[:1])), "EPSG:28992", "unclosed_ring"),
        (_with(_ring([[0, float("inf")]] * 4)), "EPSG:28992", "not_json"),
        (_with(_ring([["a", "b"]] * 4)), "EPSG:28992", "not_geojson"),
        (_with(_ring("ring")), "EPSG:28992", "not_geojson"),
        (_with(_ring([[900_000, 475_000]] * 4)), "EPSG:28992", "outside_country"),
        (collection(), "EPSG:4326", "crs_mismatch"),
        (_with(_ring([[4.5, 52.2], [4.6, 52.2], [4.6, 52.3], [4.5, 52.2]])), "EPSG:28992", "crs_mismatch"),
        (_with(_ring([[52.2, 4.5], [52.2, 4.6], [52.3, 4.6], [52.2, 4.5]])), "EPSG:4326", "swapped_axes"),
        (collection(crs=SAYS_DEGREES), "EPSG:28992", "crs_mismatch"),
        (_with(lambda feature: feature["geometry"].update(type="Point")), "EPSG:28992", "not_an_area"),
        (_with(lambda feature: feature.pop("properties")), "EPSG:28992", "not_geojson"),
        (_with(lambda feature: feature["properties"].update(buurtcode="534")), "EPSG:28992", "not_a_region"),
        (_with(lambda feature: feature["properties"].update(buurtcode="BU05340102")), "EPSG:28992", "duplicate_key"),
        (_with(lambda feature: feature["properties"].update(buurtnaam=" ")), "EPSG:28992", "missing_value"),
        ({"type": "Topology"}, "EPSG:28992", "not_geojson"),
        (b"", "EPSG:28992", "empty_file"),
    ],
)  # fmt: skip
def test_boundaries_that_cannot_be_right_are_refused(workspace, borders, quiet, document, crs, rule):
    before = land(borders(collection()), workspace, progress=quiet)
    with pytest.raises(InputRefused) as refusal:
        land(borders(document, crs), workspace, progress=quiet)
    assert refusal.value.problems[0].rule == rule
    assert refusal.value.problems[0].cure
    assert latest_receipt(workspace, "grenzen") == before


def _turns_left(ring):
    points = np.array(ring)
    return np.sum(points[:-1, 0] * points[1:, 1] - points[1:, 0] * points[:-1, 1]) > 0
