"""A small workspace, and sources in it that a test changes in one place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from roer.data.sources.contract import SourceDefinition
from roer.data.workspace import Workspace, WorkspaceSettings

TERMS = {
    "title": "Bron",
    "owner": "Taakveld Data",
    "licence": "CC BY 4.0",
    "attribution": "verzonnen",
    "frequency": "jaarlijks",
    "expected": "maart",
    "retention": {"months": 12, "ground": "test"},
    "data_level": "P0",
    "origin": "fictief",
}


@pytest.fixture
def workspace(tmp_path) -> Workspace:
    settings = {"programme": "Programma", "municipalities": [{"code": "GM0534", "name": "Hillegom"}]}
    return Workspace.create(tmp_path / "werk", WorkspaceSettings.model_validate(settings))


@pytest.fixture(scope="session")
def define() -> Callable[..., SourceDefinition]:
    """A definition from its own fields; the terms of use are filled in."""
    return lambda **fields: SourceDefinition.model_validate(TERMS | fields)


@pytest.fixture
def people(define) -> Callable[..., SourceDefinition]:
    """A source of persons in CSV; give fields to change it."""

    def made(**changes: object) -> SourceDefinition:
        columns = [
            {"name": "person", "source": "persoon", "type": "text", "key": True},
            {
                "name": "neighbourhood",
                "source": "buurt",
                "type": "region",
                "required": True,
                "levels": ["neighbourhood"],
            },
            {"name": "amount", "source": "bedrag", "type": "decimal", "decimals": 2},
            {"name": "born", "source": "jaar", "type": "integer", "range": {"low": 1900, "high": 2030}},
        ]
        fields = {"id": "mensen", "connector": "csv", "location": "deliveries/mensen.csv", "columns": columns}
        return define(**(fields | {"data_level": "P2"} | changes))

    return made


PEOPLE = "persoon;buurt;bedrag;jaar\na1;BU05340101;12,50;2010\na2;BU05340102;3,25;2012\na3;BU05340101;;2014\n"


@pytest.fixture
def good_csv() -> str:
    return PEOPLE


@pytest.fixture
def deliver(workspace) -> Callable[[str | bytes], Path]:
    """Put a file where the source of persons expects it."""

    def put(content: str | bytes) -> Path:
        path = workspace.deliveries / "mensen.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return put


def _topic(at: int, key: str, title: str, datatype: str, **more: object) -> dict[str, object]:
    topic = {"odata.type": "Cbs.OData.Topic", "ID": 10 + at, "ParentID": 1, "Type": "Topic", "Key": key, "Title": title}
    return topic | {"Datatype": datatype, "Unit": "aantal", "Decimals": 0, "Default": "Impossible"} | more


ROWS = (
    ("NL01    ", "2020JJ00", 100, 4000, 2.5),
    ("NL01    ", "2021JJ00", 110, 4100, 2.7),
    ("GM0534  ", "2020JJ00", None, 40, None),
    ("GM0534  ", "2021JJ00", 10, 0, 12),
)


class Recording:
    """A recorded table that a test may spoil before it is written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sets: dict[str, list[dict[str, object]]] = {
            "TableInfos": [{"ID": 0, "Identifier": "90020FIC", "Title": "Proef", "RecordCount": len(ROWS)}],
            "DataProperties": [
                {"odata.type": "Cbs.OData.GeoDimension", "ID": 0, "ParentID": None, "Key": "RegioS"},
                {"odata.type": "Cbs.OData.TimeDimension", "ID": 2, "ParentID": None, "Key": "Perioden"},
                {"odata.type": "Cbs.OData.TopicGroup", "ID": 1, "ParentID": None, "Key": "", "Title": "Zorg",
                 "Description": "De waarden 0 tot en met 7 zijn weergegeven als geheim."},
                _topic(0, "Clienten_1", "Cliënten", "Long"),
                _topic(1, "k_0Tot23Jaar_2", "0 tot 23 jaar", "Long", ParentID=None),
                _topic(2, "Aandeel_3", "Aandeel", "Double", ParentID=None, Unit="%", Decimals=1),
                _topic(3, "Later_4", "Later", "Long", ParentID=None),
                _topic(4, "Soort_5", "Soort", "String", ParentID=None, Unit="code"),
            ],
            "RegioS": [{"Key": "GM0534  ", "Title": "Hillegom"}, {"Key": "NL01    ", "Title": "Nederland"}],
            "Perioden": [
                {"Key": "2020JJ00", "Title": "2020", "Status": "Definitief"},
                {"Key": "2021JJ00", "Title": "2021", "Status": "Voorlopig"},
            ],
            "TypedDataSet": [_row(number, *told) for number, told in enumerate(ROWS)],
        }  # fmt: skip

    @property
    def rows(self) -> list[dict[str, object]]:
        return self.sets["TypedDataSet"]

    def write(self) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, rows in self.sets.items():
            (self.folder / f"{name}.json").write_text(json.dumps({"odata.metadata": "x", "value": rows}))
        return self.folder


def _row(number: int, region: str, period: str, clients: object, young: object, share: object) -> dict[str, object]:
    keys = {"ID": number, "RegioS": region, "Perioden": period}
    return keys | {
        "Clienten_1": clients,
        "k_0Tot23Jaar_2": young,
        "Aandeel_3": share,
        "Later_4": None,
        "Soort_5": "    .",
    }


@pytest.fixture
def recording(workspace) -> Recording:
    return Recording(workspace.deliveries / "90020FIC")


FIGURES = [
    {"name": "region", "source": "RegioS", "type": "region", "key": True},
    {"name": "when", "source": "Perioden", "type": "period", "key": True},
    {"name": "name", "source": "RegioS.Title", "type": "text"},
    {"name": "clients", "source": "Clienten", "type": "integer", "unit": "aantal"},
    {"name": "young", "source": "0 tot 23 jaar", "type": "integer"},
    {"name": "share", "source": "Aandeel", "type": "decimal", "unit": "%"},
    {"name": "later", "source": "Later", "type": "integer"},
    {"name": "kind", "source": "Soort", "type": "text"},
]


@pytest.fixture
def figures(define) -> Callable[..., SourceDefinition]:
    """A source of key figures; give fields to change it."""
    fields = {
        "id": "cijfers",
        "connector": "cbs_odata_v3",
        "location": "deliveries",
        "table": "90020FIC",
        "columns": FIGURES,
    }
    return lambda **changes: define(**(fields | changes))


@pytest.fixture(scope="session")
def quiet() -> Callable[[str], None]:
    return lambda told: None
