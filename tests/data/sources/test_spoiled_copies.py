"""Good files with a few bytes changed by lot: they land or are refused in words, and never break the reader."""

from __future__ import annotations

import json
import random

import pytest

from roer.core.values.errors import InputRefused
from roer.data.sources.landing import land

COPIES = 80
PIECES = (
    b"",
    b"\0",
    b"\r",
    b"\n",
    b'"',
    b";",
    b",",
    b"{",
    b"]",
    b"\xff\xfe",
    b"\xc3",
    b"1e999",
    b"null",
    b"NaN",
    b"-" * 50,
)
AREA = [[4.5, 52.2], [4.6, 52.2], [4.6, 52.3], [4.5, 52.2]]
SHAPE = {"type": "Polygon", "coordinates": [AREA]}
FEATURES = [{"type": "Feature", "properties": {"code": f"BU0534010{at}"}, "geometry": SHAPE} for at in range(3)]
BORDERS = {"type": "FeatureCollection", "features": FEATURES}


def spoiled(content: bytes, dice: random.Random) -> bytes:
    for _ in range(dice.randint(1, 4)):
        at, length = dice.randrange(len(content) + 1), dice.choice((0, 1, 1, 2, 20))
        content = content[:at] + dice.choice((*PIECES, bytes([dice.randrange(256)]))) + content[at + length :]
    return content


def _lands_or_is_refused(source, workspace, quiet) -> bool:
    try:
        land(source, workspace, progress=quiet)
    except InputRefused:
        return False
    return True


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_spoiled_csv_lands_or_is_refused(workspace, people, deliver, good_csv, quiet, seed):
    dice = random.Random(seed)
    outcomes = set()
    for _ in range(COPIES):
        deliver(spoiled(good_csv.encode(), dice))
        outcomes.add(_lands_or_is_refused(people(rows={"largest_drop": 1}), workspace, quiet))
    assert False in outcomes


@pytest.mark.parametrize("entity_set", ["TypedDataSet", "DataProperties", "TableInfos", "RegioS", "Perioden"])
def test_a_spoiled_table_lands_or_is_refused(workspace, recording, figures, quiet, entity_set):
    dice = random.Random(entity_set)
    folder = recording.write()
    good = (folder / f"{entity_set}.json").read_bytes()
    outcomes = set()
    for _ in range(COPIES):
        (folder / f"{entity_set}.json").write_bytes(spoiled(good, dice))
        outcomes.add(_lands_or_is_refused(figures(rows={"largest_drop": 1}), workspace, quiet))
    assert False in outcomes


def test_spoiled_boundaries_land_or_are_refused(workspace, define, quiet):
    dice = random.Random(4)
    columns = [{"name": "code", "type": "region", "key": True}]
    place = {"location": "deliveries/g.geojson", "geojson": {"crs": "EPSG:4326"}}
    source = define(id="g", connector="geojson", columns=columns, rows={"largest_drop": 1}, **place)
    outcomes = set()
    for _ in range(3 * COPIES):
        (workspace.deliveries / "g.geojson").write_bytes(spoiled(json.dumps(BORDERS).encode(), dice))
        outcomes.add(_lands_or_is_refused(source, workspace, quiet))
    assert outcomes == {True, False}
