"""The statistics office's own table 84799NED (Kerncijfers wijken en buurten 2020), from its answer to a release."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from roer.core.values.status import Absence
from roer.data.catalogue.reading import read_catalogue
from roer.data.releases.reader import ReleaseReader, ReleaseStore
from roer.data.releases.release import release
from roer.data.warehouse.build import build
from roer.data.workspace import Workspace, WorkspaceSettings

HLT = {"GM0534": "Hillegom", "GM0553": "Lisse", "GM1525": "Teylingen"}
TERMS = {
    "owner": "CBS",
    "licence": "CC BY 4.0",
    "attribution": "Centraal Bureau voor de Statistiek",
    "frequency": "jaarlijks",
    "expected": "maart",
    "retention": {"months": 120, "ground": "openbaar"},
    "data_level": "P0",
    "origin": "openbare bron",
}
PURPOSE = {"goals": ["beleid"], "legal_basis": "openbaar", "audience": ["raad"]}
REASON = "Het CBS rondt wijken en buurten af op vijftallen en gemeenten niet."


def recorded(shared: Path, folder: Path) -> list[dict[str, Any]]:
    """The recorded table in the folder of a delivery; gives a column for each of its figures."""
    source = shared / "cbs_odata_v3" / "84799NED_kwb2020"
    properties = json.loads((source / "DataProperties.json").read_text(encoding="utf-8"))
    properties = properties["value"] if isinstance(properties, dict) else properties
    with gzip.open(source / "WijkenEnBuurten.csv.gz", "rt", encoding="utf-8") as file:
        areas = [row for row in csv.DictReader(file) if row["Municipality"].strip() in {*HLT, ""}]
    infos = json.loads((source / "TableInfos.json").read_text(encoding="utf-8"))
    infos.pop("RecordCount", None)  # the recording holds our rows only
    folder.mkdir(parents=True)
    for name, value in (("DataProperties", properties), ("WijkenEnBuurten", areas), ("TableInfos", [infos])):
        (folder / f"{name}.json").write_text(json.dumps({"value": value}), encoding="utf-8")
    (folder / "TypedDataSet.json").write_bytes((source / "hlt_TypedDataSet.json").read_bytes())
    return _columns(properties)


def _columns(properties: list[dict[str, Any]]) -> list[dict[str, Any]]:
    groups = {str(row["ID"]): row for row in properties if row["Type"] == "TopicGroup"}
    topics = [row for row in properties if row["Type"] == "Topic" and row["Datatype"] in ("Long", "Double")]
    stems = [row["Key"].rpartition("_")[0].removeprefix("k_") for row in topics]
    columns = []
    for row, name in zip(topics, stems, strict=True):
        column = {"name": f"c{len(columns)}", "source": name, "type": "decimal"}
        if stems.count(name) > 1:  # the same under gas and under electricity: told apart by the heading further up
            column["group"] = groups[str(groups[str(row["ParentID"])]["ParentID"])]["Title"].strip()
        columns.append(column)
    return columns


def source_of(columns: list[dict[str, Any]]) -> dict[str, Any]:
    return TERMS | {
        "id": "kwb",
        "title": "Kerncijfers wijken en buurten",
        "connector": "cbs_odata_v3",
        "location": "deliveries/kwb",
        "editions": [{"period": "2020JJ00", "table": "84799NED"}],
        "columns": [
            {"name": "region", "source": "WijkenEnBuurten", "type": "region", "key": True},
            {"name": "naam", "source": "WijkenEnBuurten.Title", "type": "text", "required": True},
            *columns,
        ],
    }


def indicator(code: str, column: str, below: str | None = None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "code": code,
        "version": 1,
        "lifecycle": {"state": "published", "since": "2021-03-26"},
        "label": {"nl": code, "en": code},
        "definition": code,
        "type": "count",
        "numerator": {"table": "kern", "value": column, "status": f"{column}__status"},
        "scale": {"unit": "aantal"},
        "time": {"grains": ["JJ"], "kind": "stock"},
        "region": {
            "levels": ["country", "municipality", "district", "neighbourhood"],
            "additive": False,
            "reason": REASON,
        },
        "sources": ["kwb"],
        "policy": "openbaar",
        "data_level": "P0",
        "purpose": PURPOSE,
        "owner": "CBS",
    }
    if below is not None:
        told |= {
            "type": "ratio",
            "denominator": {"table": "kern", "value": below, "status": f"{below}__status"},
            "scale": {"unit": "%", "multiplier": 100, "decimals": 1},
        }
    return told


@pytest.fixture(scope="module")
def real(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> ReleaseReader:
    settings = {"programme": "HLT", "municipalities": [{"code": code, "name": name} for code, name in HLT.items()]}
    workspace = Workspace.create(tmp_path_factory.mktemp("real") / "work", WorkspaceSettings.model_validate(settings))
    columns = recorded(shared_data, workspace.deliveries / "kwb" / "84799NED")
    boundaries = shared_data / "boundaries" / "hlt_buurten_2020_rd.geojson"
    (workspace.deliveries / "buurten.geojson").write_bytes(boundaries.read_bytes())
    _write_catalogue(workspace, columns)
    catalogue = read_catalogue(workspace.catalogue)
    clock: Callable[[], datetime] = lambda: datetime(2026, 11, 24, tzinfo=UTC)  # noqa: E731  # one moment for all
    build(workspace, catalogue, progress=lambda _: None, clock=clock)
    release("kern", workspace, catalogue, municipalities=list(HLT), progress=lambda _: None, clock=clock)
    reader = ReleaseStore(workspace.releases).current("kern")
    assert reader is not None
    return reader


def _write_catalogue(workspace: Workspace, columns: list[dict[str, Any]]) -> None:
    def put(kind: str, name: str, told: dict[str, Any]) -> None:
        (workspace.catalogue / kind / f"{name}.yml").write_text(yaml.safe_dump(told, sort_keys=False), encoding="utf-8")

    column = {told["source"]: told["name"] for told in columns}
    names = [told["name"] for told in columns]
    put("sources", "kwb", source_of(columns))
    put("sources", "grenzen", TERMS | {
        "id": "grenzen", "title": "Grenzen", "connector": "geojson", "location": "deliveries/buurten.geojson",
        "geojson": {"crs": "EPSG:28992"},
        "columns": [{"name": "code", "source": ["statcode", "buCode", "code"], "type": "region", "key": True}],
    })  # fmt: skip
    put("policies", "openbaar", {"name": "openbaar", "published": "Door het CBS beveiligd en openbaar gemaakt."})
    own = [indicator(name, name) for name in names]
    shares = [indicator("aandeel", column["0Tot15Jaar"], column["AantalInwoners"])]
    for told in (*own, *shares):
        put("indicators", told["code"], told)
    levels = ["municipality", "district", "neighbourhood"]
    put("products", "kern", {
        "slug": "kern", "title": {"nl": "Kerncijfers", "en": "Key figures"},
        "summary": {"nl": "Kerncijfers", "en": "Key figures"}, "result": "R02",
        "areas": {"table": "gebieden", "total": {"code": "HLT", "name": "HLT"}, "compare": ["NL00"]},
        "boundaries": "grenzen",
        "cubes": [{"indicator": told["code"], "levels": levels, "periods": {"first": "2020JJ00", "last": "2020JJ00"}}
                  for told in (*own, *shares)],
        "pages": [{"slug": "alles", "title": {"nl": "Alles", "en": "All"}}],
        "purpose": ["beleid"], "legal_basis": "openbaar", "audience": ["raad"],
        "retention": {"releases_years": 7, "raw_months": 12, "ground": "openbaar"}, "data_level": "P0",
    })  # fmt: skip
    figures = ", ".join(f"{name}, {name}__status" for name in names)
    head = "/*\ndescription: {}\nkey: [{}]\nlevel: P0\n*/\n"
    models = workspace.models_dir
    (models / "kern.sql").write_text(
        head.format("Kerncijfers", "region, period") + f"SELECT region, period, {figures} FROM kwb"
    )
    (models / "gebieden.sql").write_text(
        head.format("Gebieden", "code")
        + "SELECT region AS code, naam AS name, CASE WHEN region LIKE 'BU%' THEN 'WK' || SUBSTRING(region, 3, 6) "
        "WHEN region LIKE 'WK%' THEN 'GM' || SUBSTRING(region, 3, 4) END AS parent FROM kwb"
    )


def cells_of(real: ReleaseReader, code: str, level: str) -> dict[str, Any]:
    return {cell.region: cell for cell in real.cells(code, level=level, period="2020JJ00")}


def test_every_area_is_there_under_its_trimmed_code(real: ReleaseReader) -> None:
    assert [len(real.regions_at(level)) for level in ("municipality", "district", "neighbourhood")] == [3, 20, 95]
    assert real.areas_by_code["BU05340101"].parent == "WK053401"
    assert real.areas_by_code["GM0534"].name == "Hillegom"


def test_the_68_columns_without_a_figure_are_not_yet_published(real: ReleaseReader) -> None:
    reasons = {
        code: {cell.absence for cell in real.cells(code, period="2020JJ00")}
        for code in real.indicators
        if code != "aandeel"
    }
    later = [code for code, why in reasons.items() if why == {Absence.NOT_YET_PUBLISHED}]
    assert len(later) == 68
    others = set().union(*(why for code, why in reasons.items() if code not in later))
    assert Absence.NOT_YET_PUBLISHED not in others


def test_a_share_of_nobody_does_not_apply(real: ReleaseReader) -> None:
    nobody = {"BU05340501", "BU05340502", "BU15250404", "BU15251301", "BU15251501"}
    shares = cells_of(real, "aandeel", "neighbourhood")
    assert {code for code, cell in shares.items() if cell.absence is Absence.NOT_APPLICABLE} == nobody
    inhabitants = cells_of(real, "c0", "neighbourhood")
    assert all(inhabitants[code].value == 0 for code in nobody), "a real nought is a figure"


def test_the_published_municipal_total_is_used_and_differs_from_its_parts(real: ReleaseReader) -> None:
    parts = real.parts("c0", "GM0534", "2020JJ00")
    assert parts is not None
    assert (parts.level, parts.total) == ("district", 22209)
    assert parts.difference is not None
    assert parts.difference != 0
    assert parts.reason == REASON
    assert real.cell("c0", "HLT", "2020JJ00").value == sum(
        cell.value for cell in cells_of(real, "c0", "municipality").values()
    )
    assert real.cell("c0", "NL00", "2020JJ00").value == 17_407_585


def test_the_map_has_all_95_neighbourhoods_also_the_two_without_a_shape(real: ReleaseReader) -> None:
    areas = real.areas()
    assert areas is not None
    shapes = {feature["properties"]["code"]: feature["geometry"] for feature in areas["features"]}
    assert len(shapes) == 95
    empty = {code for code, shape in shapes.items() if not shape or not shape["coordinates"]}
    assert empty == {"BU15250401", "BU15250402"}
