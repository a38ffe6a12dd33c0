from __future__ import annotations

import csv
import json
import re
import shutil
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from roer.data.catalogue.complaints import parsed
from roer.data.catalogue.placed import read_placed
from roer.data.sources.contract import SourceDefinition
from roer.data.sources.landing import in_landing_order, land
from roer.data.sources.receipts import landed_areas, landed_table
from roer.data.workspace import Workspace
from roer.site.example.generator import generate
from roer.site.example.places import HLT, MunicipalityPlan

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "hlt"
PERSONS = 60_000
OTHERS = (
    MunicipalityPlan("GM9001", "Oosterveen", 0.7, 3, 11, (200_000, 500_000)),
    MunicipalityPlan("GM9002", "Westerveen", 0.3, 1, 4, (204_000, 500_000)),
)


@pytest.fixture(scope="session")
def example(tmp_path_factory) -> Workspace:
    """The example as `roer demo` makes it: the catalogue as it stands, the deliveries generated."""
    root = tmp_path_factory.mktemp("voorbeeld") / "hlt"
    shutil.copytree(EXAMPLE, root)
    workspace = Workspace.open(root)
    generate(workspace.deliveries, seed=2021, persons=PERSONS)
    return workspace


@pytest.fixture(scope="session")
def landed(example):
    """Source → its landed table."""
    found = [
        parsed(SourceDefinition, read_placed(path, path.name)) for path in sorted(example.sources_dir.glob("*.yml"))
    ]
    tables = {}
    for source in in_landing_order(found):
        receipt = land(source, example, progress=lambda told: None)
        assert receipt.origin == "fictief"
        tables[source.id] = pq.read_table(landed_table(example, receipt)).to_pylist()
        if receipt.has_areas:
            tables["shapes"] = json.loads(landed_areas(example, receipt).read_text())["features"]
    return tables


def test_all_sources_of_the_example_land(landed):
    assert {name: len(rows) for name, rows in landed.items() if name != "jeugdhulp_trajecten"} == {
        "grenzen_buurten": 95, "shapes": 95, "kerncijfers": 5 * 118, "jeugdhulp_personen": PERSONS,
    }  # fmt: skip
    assert 5_000 < len(landed["jeugdhulp_trajecten"]) < 10_000


def test_every_municipality_has_as_many_neighbourhoods_as_it_had(landed):
    counted = Counter(row["municipality"] for row in landed["grenzen_buurten"])
    assert counted == {"GM0534": 22, "GM0553": 22, "GM1525": 51}
    assert len({row["district"] for row in landed["grenzen_buurten"]}) == 20


def _young(year: int, row: dict) -> bool:
    return 0 <= year - 1 - row["birth_year"] <= 22


@pytest.mark.parametrize("year", [2018, 2022])
def test_key_figures_and_register_tell_of_the_same_young_people(landed, year):
    told = {row["region"]: row for row in landed["kerncijfers"] if row["period"] == f"{year}JJ00"}
    here = Counter(row["neighbourhood"] for row in landed["jeugdhulp_personen"] if _young(year, row))
    for plan in HLT:
        ours = sum(count for code, count in here.items() if code[2:6] == plan.code[2:])
        assert told[plan.code]["inhabitants_0_22"] == ours
    for code in (code for code in told if code.startswith("BU")):
        shown = told[code]["inhabitants_0_22"]
        assert shown % 5 == 0
        assert abs(shown - here[code]) < 5


def test_parts_do_not_add_up_as_with_real_rounded_figures(landed):
    told = {row["region"]: row["inhabitants"] for row in landed["kerncijfers"] if row["period"] == "2020JJ00"}
    parts = {plan.code: sum(n for code, n in told.items() if code.startswith(f"BU{plan.code[2:]}")) for plan in HLT}
    assert any(parts[code] != told[code] for code in parts)


def test_there_is_something_to_hide_something_to_wait_for_and_somewhere_nobody_lives(landed):
    rows = landed["kerncijfers"]
    assert {row["youth_care_in_kind__status"] for row in rows} == {None, "secret", "not_yet_published"}
    newest = [row for row in rows if row["period"] == "2022JJ00"]
    assert {row["youth_care_in_kind__status"] for row in newest} == {"not_yet_published"}
    assert {row["inhabitants__mark"] for row in newest} == {"provisional"}
    assert [row["inhabitants"] for row in newest if row["region"].startswith("BU")].count(0) >= 2
    assert min(row["youth_care_in_kind"] for row in rows if row["youth_care_in_kind"]) == 10


def test_care_differs_per_year_and_per_municipality(landed):
    home = {row["person"]: row["neighbourhood"][2:6] for row in landed["jeugdhulp_personen"]}
    started = Counter((home[row["person"]], row["start_date"].year) for row in landed["jeugdhulp_trajecten"])
    change = {code: started[code, 2022] / started[code, 2018] for code in ("0534", "0553", "1525")}
    assert max(change.values()) > 1.1
    assert min(change.values()) < 0.9


def test_an_episode_is_of_a_young_person_and_ends_after_it_starts(landed):
    born = {row["person"]: row["birth_year"] for row in landed["jeugdhulp_personen"]}
    for row in landed["jeugdhulp_trajecten"]:
        assert 0 <= row["start_date"].year - 1 - born[row["person"]] <= 22
        assert row["end_date"] is None or row["start_date"] < row["end_date"]
    assert any(row["end_date"] is None for row in landed["jeugdhulp_trajecten"])


def test_nothing_in_the_deliveries_passes_for_real(example):
    folder = example.deliveries
    with (folder / "jeugdhulp" / "personen.csv").open() as file:
        assert all(row["persoon"].startswith("fic-") for row in csv.DictReader(file, delimiter=";"))
    features = json.loads((folder / "grenzen" / "buurten.geojson").read_text())["features"]
    assert {feature["properties"]["herkomst"] for feature in features} == {"fictief"}
    for table in sorted((folder / "kerncijfers").iterdir()):
        infos = json.loads((table / "TableInfos.json").read_text())["value"][0]
        assert (infos["Catalog"], infos["Source"]) == ("FIC", "fictief")
        assert re.fullmatch(r"900\d\dFIC", infos["Identifier"])


def test_no_neighbourhood_of_the_example_has_the_name_of_a_real_one(landed, shared_data):
    real = json.loads((shared_data / "boundaries" / "hlt_buurten_2020_rd.geojson").read_text())["features"]
    names = {feature["properties"]["statnaam"].casefold() for feature in real}
    assert not names & {row["name"].casefold() for row in landed["grenzen_buurten"]}


def test_borders_fit_together_without_gap_or_overlap(example):
    features = json.loads((example.deliveries / "grenzen" / "buurten.geojson").read_text())["features"]
    rings = [feature["geometry"]["coordinates"][0] for feature in features]
    steps = Counter((tuple(a), tuple(b)) for ring in rings for a, b in pairwise(ring))
    assert max(steps.values()) == 1
    shared = sum((b, a) in steps for a, b in steps)
    assert shared > len(steps) / 2
    assert len({_area(ring) > 0 for ring in rings}) == 1


def _area(ring) -> float:
    return sum(x * y2 - x2 * y for (x, y), (x2, y2) in pairwise(ring))


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_one_seed_gives_one_world_and_another_seed_another(tmp_path):
    for name, seed in (("a", 7), ("b", 7), ("c", 8)):
        generate(tmp_path / name, seed=seed, persons=2_000)
    assert _bytes(tmp_path / "a") == _bytes(tmp_path / "b")
    assert not set(_bytes(tmp_path / "a").values()) & set(_bytes(tmp_path / "c").values()) - _descriptions(
        tmp_path / "a"
    )


def _descriptions(folder: Path) -> set[bytes]:
    """What tells of the form and not of the world: the same for every seed."""
    return {
        content for name, content in _bytes(folder).items() if name.endswith(("TableInfos.json", "DataProperties.json"))
    }


def test_a_second_group_of_municipalities_has_its_own_world(tmp_path):
    generate(tmp_path, seed=3, persons=5_000, plans=OTHERS)
    features = json.loads((tmp_path / "grenzen" / "buurten.geojson").read_text())["features"]
    assert Counter(feature["properties"]["gemeentenaam"] for feature in features) == {"Oosterveen": 11, "Westerveen": 4}
    codes = {feature["properties"]["buurtcode"] for feature in features}
    with (tmp_path / "jeugdhulp" / "personen.csv").open() as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert len(rows) == 5_000
    assert {row["buurtcode"] for row in rows} <= codes
