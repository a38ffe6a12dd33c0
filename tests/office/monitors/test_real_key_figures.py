"""The statistics office's own table and borders of 2020, on the same page as the example's."""

from __future__ import annotations

import csv
import gzip
import html
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client

from roer.data.catalogue.reading import read_catalogue
from roer.data.releases.release import release
from roer.data.warehouse.build import build
from roer.data.workspace import Workspace, WorkspaceSettings

pytestmark = pytest.mark.django_db
HLT = {"GM0534": "Hillegom", "GM0553": "Lisse", "GM1525": "Teylingen"}
REASON = "Het CBS rondt wijken en buurten af op vijftallen en gemeenten niet."
TERMS: dict[str, Any] = {
    "owner": "CBS",
    "licence": "CC BY 4.0",
    "attribution": "Centraal Bureau voor de Statistiek",
    "frequency": "jaarlijks",
    "expected": "maart",
    "retention": {"months": 120, "ground": "openbaar"},
    "data_level": "P0",
    "origin": "openbare bron",
}
COLUMNS = {"inwoners": "AantalInwoners", "kinderen": "0Tot15Jaar", "inkomen": "GemiddeldInkomenPerInwoner"}
HEAD = "/*\ndescription: {}\nkey: [{}]\nlevel: P0\n*/\n"


def _record(shared: Path, folder: Path) -> None:
    """The recorded answers of the office as a delivery, of our three municipalities."""
    source = shared / "cbs_odata_v3" / "84799NED_kwb2020"
    folder.mkdir(parents=True)
    properties = json.loads((source / "DataProperties.json").read_text(encoding="utf-8"))
    properties = properties["value"] if isinstance(properties, dict) else properties
    with gzip.open(source / "WijkenEnBuurten.csv.gz", "rt", encoding="utf-8") as file:
        areas = [row for row in csv.DictReader(file) if row["Municipality"].strip() in {*HLT, ""}]
    infos = json.loads((source / "TableInfos.json").read_text(encoding="utf-8"))
    infos.pop("RecordCount", None)
    for name, value in (("DataProperties", properties), ("WijkenEnBuurten", areas), ("TableInfos", [infos])):
        (folder / f"{name}.json").write_text(json.dumps({"value": value}), encoding="utf-8")
    (folder / "TypedDataSet.json").write_bytes((source / "hlt_TypedDataSet.json").read_bytes())


def _indicator(code: str, label: str, **more: Any) -> dict[str, Any]:
    return {
        "code": code,
        "version": 1,
        "lifecycle": {"state": "published", "since": "2021-03-26"},
        "label": {"nl": label, "en": label},
        "definition": label,
        "type": "count",
        "numerator": {"table": "kern", "value": code, "status": f"{code}__status"},
        "scale": {"unit": "inwoners"},
        "time": {"grains": ["JJ"], "kind": "stock"},
        "region": {
            "levels": ["country", "municipality", "district", "neighbourhood"],
            "additive": False,
            "reason": REASON,
        },
        "sources": ["kwb"],
        "policy": "openbaar",
        "data_level": "P0",
        "purpose": {"goals": ["beleid"], "legal_basis": "openbaar", "audience": ["openbaar"]},
        "owner": "CBS",
    } | more


def _write_catalogue(workspace: Workspace) -> None:
    def put(kind: str, name: str, told: dict[str, Any]) -> None:
        (workspace.catalogue / kind / f"{name}.yml").write_text(yaml.safe_dump(told, sort_keys=False), encoding="utf-8")

    put("sources", "kwb", TERMS | {
        "id": "kwb", "title": "Kerncijfers wijken en buurten", "connector": "cbs_odata_v3",
        "location": "deliveries/kwb", "editions": [{"period": "2020JJ00", "table": "84799NED"}],
        "columns": [
            {"name": "region", "source": "WijkenEnBuurten", "type": "region", "key": True},
            {"name": "naam", "source": "WijkenEnBuurten.Title", "type": "text", "required": True},
            *({"name": name, "source": source, "type": "decimal"} for name, source in COLUMNS.items()),
        ],
    })  # fmt: skip
    put("sources", "grenzen", TERMS | {
        "id": "grenzen", "title": "Grenzen", "connector": "geojson", "location": "deliveries/buurten.geojson",
        "geojson": {"crs": "EPSG:28992"},
        "columns": [{"name": "code", "source": ["statcode"], "type": "region", "key": True}],
    })  # fmt: skip
    put("policies", "openbaar", {"name": "openbaar", "published": "Door het CBS beveiligd en openbaar gemaakt."})
    below = {"table": "kern", "value": "inwoners", "status": "inwoners__status"}
    share = {"type": "ratio", "denominator": below, "scale": {"unit": "%", "multiplier": 100, "decimals": 1}}
    share["numerator"] = {"table": "kern", "value": "kinderen", "status": "kinderen__status"}
    told = [
        _indicator("aandeel", "Aandeel kinderen van 0 tot 15 jaar", **share),
        _indicator("inwoners", "Inwoners"),
        _indicator("inkomen", "Gemiddeld inkomen"),
    ]
    for one in told:
        put("indicators", one["code"], one)
    levels, codes = ["municipality", "district", "neighbourhood"], [one["code"] for one in told]
    put("products", "kern", {
        "slug": "kern", "title": {"nl": "Kerncijfers", "en": "Key figures"},
        "summary": {"nl": "Hoe staat het ervoor?", "en": "How are we doing?"}, "result": "R02",
        "areas": {"table": "gebieden", "total": {"code": "HLT", "name": "Hillegom, Lisse en Teylingen"},
                  "compare": ["NL00"]},
        "boundaries": "grenzen",
        "cubes": [{"indicator": code, "levels": levels, "periods": {"first": "2020JJ00"}} for code in codes],
        "pages": [{"slug": "alles", "title": {"nl": "Alles", "en": "All"}, "indicators": codes}],
        "purpose": ["beleid"], "legal_basis": "openbaar", "audience": ["openbaar"],
        "retention": {"releases_years": 7, "raw_months": 12, "ground": "openbaar"}, "data_level": "P0",
    })  # fmt: skip
    figures = ", ".join(f"{name}, {name}__status" for name in COLUMNS)
    models = workspace.models_dir
    (models / "kern.sql").write_text(
        HEAD.format("Kerncijfers", "region, period") + f"SELECT region, period, {figures} FROM kwb"
    )
    (models / "gebieden.sql").write_text(
        HEAD.format("Gebieden", "code")
        + "SELECT region AS code, naam AS name, CASE WHEN region LIKE 'BU%' THEN 'WK' || SUBSTRING(region, 3, 6) "
        "WHEN region LIKE 'WK%' THEN 'GM' || SUBSTRING(region, 3, 4) END AS parent FROM kwb"
    )


@pytest.fixture(scope="module")
def real(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The office's own figures and borders, released."""
    settings = {"programme": "HLT", "municipalities": [{"code": code, "name": name} for code, name in HLT.items()]}
    workspace = Workspace.create(tmp_path_factory.mktemp("real") / "work", WorkspaceSettings.model_validate(settings))
    _record(shared_data, workspace.deliveries / "kwb" / "84799NED")
    borders = shared_data / "boundaries" / "hlt_buurten_2020_rd.geojson"
    (workspace.deliveries / "buurten.geojson").write_bytes(borders.read_bytes())
    _write_catalogue(workspace)
    catalogue, moment = read_catalogue(workspace.catalogue), datetime(2026, 11, 24, tzinfo=UTC)
    build(workspace, catalogue, progress=lambda _: None, clock=lambda: moment)
    release("kern", workspace, catalogue, municipalities=list(HLT), progress=lambda _: None, clock=lambda: moment)
    return workspace


@pytest.fixture
def page(settings, real: Workspace, client: Client):
    """Open the page of the real figures; gives its source and its words."""
    settings.ROER_RELEASES, settings.ROER_FIGURES = real.releases, real.figures

    def opened(**query: str) -> tuple[str, str]:
        answer = client.get("/monitors/kern/", query)
        assert answer.status_code == 200
        source = answer.content.decode()
        words = html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<svg.*?</svg>", " ", source, flags=re.S)))
        return source, re.sub(r"\s+", " ", words)

    return opened


def test_the_95_neighbourhoods_are_drawn_but_for_the_two_without_a_border(page):
    source, words = page()
    (drawing,) = re.findall(r"<svg[^>]*data-borders.*?</svg>", source, flags=re.S)
    assert drawing.count("</title></path>") == 93
    assert "Niet op de kaart, want zonder grens in de bron: " in words
    assert len(re.findall(r'<th scope="row">', source)) == 1 + 95


def test_neighbourhoods_without_inhabitants_show_that_a_share_does_not_apply(page):
    source, words = page()
    assert "Van de 95 buurten: 5 niet van toepassing." in words
    assert source.count('<td class="n">n.v.t.</td>') == 5
    assert "-not_applicable" not in source
    assert 'fill="url(#' in source


def test_the_published_total_is_used_and_the_page_says_why_the_parts_differ(page):
    _, words = page(indicator="inwoners", gebied="GM0534")
    assert "Inwoners in Hillegom, 2020: 22.209 inwoners." in words
    assert "Waarom tellen de delen niet op tot het totaal?" in words
    assert REASON in words


def test_what_is_not_published_yet_is_neither_nought_nor_secret(page):
    source, words = page(indicator="inkomen")
    assert "nog niet gepubliceerd" in words
    table = source[source.index('id="kaart-tabel"') :]
    assert set(re.findall(r'<td class="n">([^<]*)</td>', table)) == {"nnb"}
    assert "Er is geen cijfer om op de kaart te tekenen." in words


def test_one_year_is_no_line(page):
    source, words = page()
    assert "Er is nog maar één periode: geen lijn dus." in words
    assert "Tabel: Aandeel kinderen van 0 tot 15 jaar (%), Hillegom, Lisse en Teylingen, 2020" in words
    assert source.count('role="img"') == 1


def test_a_share_is_compared_with_the_country(page):
    _, words = page()
    assert re.search(r"Nederland: \d+,\d %", words.replace("\u00a0", " "))
