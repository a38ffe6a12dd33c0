"""Tables as the statistics office really served them: kept beside the repository, never in it."""

from __future__ import annotations

import csv
import gzip
import json
import re
import shutil
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import pyarrow.parquet as pq
import pytest

from roer.data.sources.contract import SourceDefinition
from roer.data.sources.landing import land
from roer.data.sources.receipts import landed_areas, landed_table
from roer.data.workspace import Workspace, WorkspaceSettings

EMPTY = {"BU05340501", "BU05340502", "BU15250404", "BU15251301", "BU15251501"}
WITHOUT_SHAPE = {"BU15250401", "BU15250402"}
KINDS = {"Long": "integer", "Double": "decimal", "String": "text"}
CAP = 10_000


@pytest.fixture(scope="session")
def key_figures_2020(shared_data, tmp_path_factory) -> Path:
    """84799NED as a recorded table: the archived rows wrapped again as the two pages that the server gave."""
    there = shared_data / "cbs_odata_v3" / "84799NED_kwb2020"
    folder = tmp_path_factory.mktemp("opgenomen") / "84799NED"
    folder.mkdir()
    properties = json.loads((there / "DataProperties.json").read_text())["value"]
    infos = json.loads((there / "TableInfos.json").read_text())
    kinds = {row["Key"]: row["Datatype"] for row in properties if row["Type"] == "Topic"} | {"ID": "Long"}
    rows = [
        {key: _value(text, kinds.get(key)) for key, text in row.items()} for row in _rows(there / "TypedDataSet.csv.gz")
    ]
    link = "https://opendata.cbs.nl/ODataFeed/OData/84799NED/TypedDataSet?$format=json&$skip=10000"
    documents = {
        "TableInfos": {"value": [infos]},
        "DataProperties": {"value": properties},
        "WijkenEnBuurten": {"value": _rows(there / "WijkenEnBuurten.csv.gz")},
        "TypedDataSet_page1": {"value": rows[:CAP], "odata.nextLink": link},
        "TypedDataSet_page2": {"value": rows[CAP:]},
    }
    for name, document in documents.items():
        (folder / f"{name}.json").write_text(json.dumps(document))
    return folder


def _rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _value(text: str, kind: str | None) -> object:
    if text == "":
        return None
    return {"Long": lambda: int(float(text)), "Double": lambda: float(text)}.get(kind or "", lambda: text)()


@pytest.fixture(scope="session")
def every_topic(key_figures_2020, define) -> SourceDefinition:
    """A definition of all 116 topics of 84799NED, each named without its number."""
    properties = json.loads((key_figures_2020 / "DataProperties.json").read_text())["value"]
    by_id = {row["ID"]: row for row in properties}
    topics = [row for row in properties if row["Type"] == "Topic"]
    stems = [re.sub(r"_\d+$", "", row["Key"]) for row in topics]
    columns: list[dict[str, object]] = [
        {"name": "region", "source": "WijkenEnBuurten", "type": "region", "key": True},
        {"name": "title", "source": "WijkenEnBuurten.Title", "type": "text", "required": True},
    ]
    for topic, stem in zip(topics, stems, strict=True):
        column = {"name": re.sub(r"\W", "_", topic["Key"].lower()), "source": stem, "type": KINDS[topic["Datatype"]]}
        if column["type"] != "text":
            column["unit"] = topic["Unit"]
        if stems.count(stem) > 1:
            column["group"] = by_id[by_id[topic["ParentID"]]["ParentID"]]["Title"]
        columns.append(column)
    return define(
        id="kerncijfers", connector="cbs_odata_v3", location="deliveries", table="84799NED", columns=columns
    )  # fmt: skip


@pytest.fixture
def delivered(workspace, key_figures_2020) -> Workspace:
    shutil.copytree(key_figures_2020, workspace.deliveries / "84799NED")
    return workspace


@pytest.fixture(scope="session")
def landed_2020(key_figures_2020, every_topic, quiet):
    """The receipt and the landed table of all topics."""
    settings = {"programme": "Programma", "municipalities": [{"code": "GM0534", "name": "Hillegom"}]}
    home = key_figures_2020.parent / "werk"
    workspace = Workspace.create(home, WorkspaceSettings.model_validate(settings))
    shutil.copytree(key_figures_2020, workspace.deliveries / "84799NED")
    receipt = land(every_topic, workspace, progress=quiet)
    return receipt, pq.read_table(landed_table(workspace, receipt))


def test_the_whole_table_of_key_figures_lands_with_a_reason_for_every_absent_figure(landed_2020):
    receipt, table = landed_2020
    assert (table.num_rows, receipt.rows) == (17_341, 17_341)
    regions = table.column("region").to_pylist()
    assert not [code for code in regions if code != code.strip()]
    reasons = {name: set(table.column(name).unique().to_pylist()) for name in table.column_names if "__status" in name}
    waiting = [name for name, found in reasons.items() if found == {"not_yet_published"}]
    assert len(waiting) == 68
    assert {"jongerenmetjeugdzorginnatura_87__status", "wmoclienten_89__status"} <= set(waiting)
    assert set().union(*(found for name, found in reasons.items() if name not in waiting)) == {None, "unknown"}
    for name in reasons:
        values, why = table.column(name.removesuffix("__status")), table.column(name)
        assert values.null_count == len(why) - why.null_count


def test_neighbourhoods_where_nobody_lives_keep_the_published_nought(landed_2020):
    table = landed_2020[1].select(["region", "aantalinwoners_5", "aantalinwoners_5__status"])
    ours = [row for row in table.to_pylist() if row["region"].startswith(("BU0534", "BU0553", "BU1525"))]
    assert len(ours) == 95
    nobody = {row["region"] for row in ours if row["aantalinwoners_5"] == 0}
    assert nobody == EMPTY
    assert all(row["aantalinwoners_5__status"] is None for row in ours)


def test_the_publishers_rounding_and_provisional_figures_are_kept(landed_2020):
    receipt, table = landed_2020
    told = {column.name: column.told for column in receipt.columns}
    assert "veelvouden van 5" in told["aantalinwoners_5"]["description"]
    assert told["k_0tot15jaar_8"]["title"] == "0 tot 15 jaar"
    assert set(table.column("personenpersoortuitkeringbijstand_83__mark").to_pylist()) == {None, "provisional"}
    assert set(table.column("aantalinwoners_5__mark").to_pylist()) == {None}


def test_only_our_municipalities_land_and_nothing_else_changes(delivered, every_topic, quiet):
    starts = [f"{kind}{code}" for code in ("0534", "0553", "1525") for kind in ("GM", "WK", "BU")]
    chosen = {"column": "region", "starts_with": [*starts, "NL"]}
    source = every_topic.model_validate(every_topic.model_dump() | {"filter": chosen, "rows": {"minimum": 119}})
    receipt = land(source, delivered, progress=quiet)
    table = pq.read_table(landed_table(delivered, receipt))
    assert table.num_rows == 119
    assert set(table.column("jongerenmetjeugdzorginnatura_87__status").to_pylist()) == {"not_yet_published"}


def test_an_untyped_table_of_two_recorded_pages_joins_to_all_its_rows(workspace, shared_data, define, quiet):
    shutil.copytree(shared_data / "cbs_odata_v3" / "83599NED", workspace.deliveries / "83599NED")
    columns = [
        {"name": "period", "source": "Perioden", "type": "period", "key": True},
        {"name": "branch", "source": "BedrijfstakkenBranchesSBI2008", "type": "text", "key": True},
        {"name": "region", "source": "RegioS", "type": "region", "key": True},
        {"name": "vacancies", "source": "OpenstaandeVacatures", "type": "decimal"},
    ]
    form = {"dataset": "untyped", "described": False}
    place = {"location": "deliveries", "table": "83599NED"}
    source = define(id="vacatures", connector="cbs_odata_v3", columns=columns, odata=form, **place)
    table = pq.read_table(landed_table(workspace, land(source, workspace, progress=quiet)))
    assert table.num_rows == 15_504
    first = table.slice(0, 1).to_pylist()[0]
    assert (first["period"], first["region"], first["vacancies"]) == ("2011KW01", "NL01", 135.5)
    assert "PV23" in table.column("region").to_pylist()


def test_a_completely_recorded_table_lands_by_the_titles_of_its_groups(workspace, shared_data, define, quiet):
    shutil.copytree(shared_data / "cbs_odata_v3" / "80137ned", workspace.deliveries / "80137ned")
    columns = [
        {"name": "person_kind", "source": "Persoonskenmerken", "type": "text", "key": True},
        {"name": "branch", "source": "BedrijfstakkenSBI93", "type": "text", "key": True},
        {"name": "when", "source": "Perioden", "type": "period", "key": True},
        {
            "name": "jobs",
            "source": "Totaal",
            "group": "Gemiddeld aantal banen",
            "type": "integer",
            "unit": "1 000 banen",
        },
        {"name": "hours", "source": "Totaal", "group": "Arbeidsvolume in gewerkte uren", "type": "integer"},
        {"name": "pay", "source": "Per gewerkt uur", "type": "decimal", "unit": "euro"},
    ]
    source = define(
        id="banen", connector="cbs_odata_v3", location="deliveries", table="80137ned", columns=columns
    )  # fmt: skip
    receipt = land(source, workspace, progress=quiet)
    rows = pq.read_table(landed_table(workspace, receipt)).to_pylist()
    assert len(rows) == 675
    first = rows[0]
    assert (first["person_kind"], first["when"], first["jobs"], first["hours"], first["pay"]) == (
        "1", "2001JJ00", 8811, 11791, 23.1,
    )  # fmt: skip
    assert receipt.marks == ()


@pytest.fixture
def neighbourhoods(workspace, shared_data, define):
    """The recorded boundaries of the 95 neighbourhoods, in the coordinates asked for."""

    def made(name: str, crs: str) -> SourceDefinition:
        shutil.copy(shared_data / "boundaries" / f"hlt_buurten_2020_{name}.geojson", workspace.deliveries)
        columns = [
            {"name": "code", "source": "statcode", "type": "region", "key": True, "levels": ["neighbourhood"]},
            {"name": "name", "source": "statnaam", "type": "text", "required": True},
        ]
        location = f"deliveries/hlt_buurten_2020_{name}.geojson"
        return define(id=name, connector="geojson", location=location, geojson={"crs": crs}, columns=columns)

    return made


def test_the_recorded_boundaries_land_and_areas_without_shape_stay(workspace, neighbourhoods, quiet):
    receipts = [
        land(neighbourhoods(name, crs), workspace, progress=quiet)
        for name, crs in (("rd", "EPSG:28992"), ("wgs84", "EPSG:4326"))
    ]
    from_grid, from_degrees = (json.loads(landed_areas(workspace, one).read_text())["features"] for one in receipts)
    assert len(from_grid) == len(from_degrees) == 95
    assert {area["id"] for area in from_grid if not area["geometry"]["coordinates"]} == WITHOUT_SHAPE
    for mine, theirs in zip(from_grid, from_degrees, strict=True):
        for polygon, other in zip(mine["geometry"]["coordinates"], theirs["geometry"]["coordinates"], strict=True):
            for ring, same in zip(polygon, other, strict=True):
                assert np.allclose(ring, same, atol=4e-6)  # less than half a metre


def test_the_boundaries_of_all_municipalities_land(workspace, shared_data, define, quiet):
    shutil.copy(shared_data / "boundaries" / "nl_gemeenten_2022_wgs84_pdok.geojson", workspace.deliveries / "g.geojson")
    columns = [{"name": "code", "source": "statcode", "type": "region", "key": True}]
    source = define(
        id="g", connector="geojson", location="deliveries/g.geojson", geojson={"crs": "EPSG:4326"}, columns=columns
    )  # fmt: skip
    assert land(source, workspace, progress=quiet).rows == 345


def test_the_real_table_from_a_server_on_loopback_is_the_recorded_one(delivered, key_figures_2020, define, quiet):
    columns = [
        {"name": "region", "source": "WijkenEnBuurten", "type": "region", "key": True},
        {"name": "inhabitants", "source": "AantalInwoners", "type": "integer"},
    ]
    fields = {"connector": "cbs_odata_v3", "table": "84799NED", "columns": columns}
    recorded = land(define(id="opgenomen", location="deliveries", **fields), delivered, progress=quiet)
    with _serving(key_figures_2020) as base:
        live = land(define(id="levend", location=base, **fields), delivered, progress=quiet)
    assert live.rows == 17_341
    assert live.table_hash == recorded.table_hash


@contextmanager
def _serving(folder: Path):
    """Serve the recorded answers as the office does; the link to page two points at ourselves."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            name = parts.path.rpartition("/")[2]
            page = "_page2" if "skip" in parts.query else "_page1" if name == "TypedDataSet" else ""
            body = (folder / f"{name}{page}.json").read_bytes()
            body = body.replace(b"https://opendata.cbs.nl/ODataFeed/OData", base.encode())
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *told: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    base = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield base
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
