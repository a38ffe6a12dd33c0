"""A build is made apart, checked as a whole, and switched to; what is refused changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from roer.core.values.errors import InputRefused
from roer.data.catalogue.reading import read_catalogue
from roer.data.engines.duckdb_engine import DuckDBWarehouse
from roer.data.warehouse.build import KEEP, Build, NoBuild, build, current_build
from roer.data.warehouse.switch import Busy, making
from roer.data.workspace import Workspace

Edit = Callable[[str, str, str], None]
Clock = Callable[[], datetime]


def built(town: Workspace, clock: Clock) -> Build:
    return build(town, read_catalogue(town.catalogue), progress=lambda _: None, clock=clock)


def test_a_build_holds_the_models_and_tells_where_they_come_from(town: Workspace, clock: Clock) -> None:
    told: list[str] = []
    made = build(town, read_catalogue(town.catalogue), progress=told.append, clock=clock)
    assert current_build(town.warehouse) == made
    assert made.rows["gebieden"] == 10
    assert "hulp_per_persoon" not in made.rows, "how many persons there are is not told"
    assert set(made.receipts) == {"personen", "hulp", "kerncijfers", "grenzen"}
    assert any("persoonsgegevens, apart bewaard" in line for line in told)
    warehouse = DuckDBWarehouse(made.folder)
    rows = warehouse.rows("hulp_per_buurt", ("region", "period", "leeftijd", "jongeren")).to_pylist()
    warehouse.close()
    assert {"region": "BU05340101", "period": "2020JJ00", "leeftijd": "0-14", "jongeren": 40} in rows


def test_person_rows_are_in_the_file_apart_and_closed_to_others(town: Workspace, clock: Clock) -> None:
    folder = built(town, clock).folder
    assert b"PU" not in (folder / "manifest.json").read_bytes()
    person = b"P05340101"
    assert person not in (folder / "warehouse.duckdb").read_bytes()
    assert person in (folder / "persons.duckdb").read_bytes()
    assert (folder / "persons.duckdb").stat().st_mode & 0o077 == 0


def test_nothing_changed_means_no_new_build(town: Workspace, clock: Clock) -> None:
    assert built(town, clock).id == built(town, clock).id


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("catalogue/models/kern.sql", "inwoners, inwoners__status", "inwoners + 1 AS inwoners, inwoners__status"),
        ("deliveries/kerncijfers.csv", "Hillegom", "Hillegom-stad"),
    ],
)
def test_another_query_or_another_delivery_means_a_new_build(
    town: Workspace, clock: Clock, edit: Edit, file: str, old: str, new: str
) -> None:
    before = built(town, clock)
    edit(file, old, new)
    after = built(town, clock)
    assert after.id != before.id
    assert before.folder.is_dir(), "the previous build stays for whoever reads it"


@pytest.mark.parametrize(
    ("file", "old", "new", "rule"),
    [
        ("catalogue/models/kern.sql", "high: 1000000", "high: 10", "model_range"),
        ("catalogue/models/gebieden.sql", "SELECT DISTINCT", "SELECT", "model_unique"),
        ("catalogue/models/kern.sql", "tests:", "tests:\n  not_null: [jongeren]", "model_not_null"),
        ("catalogue/models/jeugd/hulp_per_buurt.sql", '"15-22"]', '"16-22"]', "model_accepted"),
        ("catalogue/models/gebieden.sql", "FROM kerncijfers", "FROM kerncijfers WHERE region LIKE 'GM%'",
         "model_reference"),
        ("catalogue/models/gebieden.sql", "FROM kerncijfers", "FROM kerncijfers WHERE region = 'x'", "model_empty"),
        ("catalogue/models/kern.sql", "SELECT region", "SELECT CAST(naam AS INTEGER) AS nr, region", "model_fails"),
        ("deliveries/personen.csv", "persoon;buurt", "persoon;wijk", "missing_column"),
        ("deliveries/hulp.csv", ";2019", ";vorig jaar", "not_a_number"),
    ],
)  # fmt: skip
def test_a_build_that_breaks_a_demand_is_refused_and_the_previous_stays(
    town: Workspace, clock: Clock, edit: Edit, file: str, old: str, new: str, rule: str
) -> None:
    before = built(town, clock)
    edit(file, old, new)
    with pytest.raises(InputRefused) as refusal:
        built(town, clock)
    assert rule in {problem.rule for problem in refusal.value.problems}
    assert "P0534" not in str(refusal.value), "no person in an error"
    assert current_build(town.warehouse) == before
    assert not list(town.warehouse.glob(".making-*")), "nothing half-made is left"


def test_refused_deliveries_are_told_together(town: Workspace, clock: Clock, edit: Edit) -> None:
    edit("deliveries/kerncijfers.csv", "region;period", "gebied;period")
    edit("deliveries/personen.csv", "persoon;buurt", "persoon;wijk")
    with pytest.raises(InputRefused) as refusal:
        built(town, clock)
    told = str(refusal.value)
    assert "kerncijfers.csv" in told
    assert "personen.csv" in told


def test_without_a_build_the_next_step_is_named(town: Workspace) -> None:
    with pytest.raises(NoBuild, match="roer build"):
        current_build(town.warehouse)


def test_only_the_newest_builds_are_kept(town: Workspace, clock: Clock, edit: Edit) -> None:
    made = [built(town, clock).id]
    for number in range(KEEP + 1):
        edit("catalogue/models/kern.sql", "FROM kerncijfers", f"FROM kerncijfers /* {number} */")
        edit("catalogue/models/kern.sql", "description: ", f"description: {number} ")
        made.append(built(town, clock).id)
    kept = {path.name for path in town.warehouse.iterdir() if path.is_dir()}
    assert kept == set(made[-KEEP:])


def test_two_builds_at_once_are_refused(town: Workspace, clock: Clock) -> None:
    with making(town.warehouse, "elsewhere"), pytest.raises(Busy, match="al iemand bezig"):
        built(town, clock)
