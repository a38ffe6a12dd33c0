from __future__ import annotations

import contextlib
import resource
import signal
import stat
from datetime import UTC, datetime

import pyarrow.parquet as pq
import pytest

from roer.core.values.errors import InputRefused
from roer.data.sources.landing import LandingFailed, in_landing_order, land
from roer.data.sources.receipts import LandingDamaged, landed_table, landing_folder, latest_receipt

NOON = datetime(2021, 1, 19, 12, 0, tzinfo=UTC)
ONE_MORE = "a4;BU05340103;1,00;2015\n"


def test_the_same_bytes_land_once_and_keep_their_receipt(workspace, people, deliver, good_csv, quiet):
    deliver(good_csv)
    first = land(people(), workspace, progress=quiet, clock=lambda: NOON)
    again = land(people(), workspace, progress=quiet)
    assert again == first
    assert first.fetched_at == NOON
    assert [path.name for path in (workspace.landing / "mensen").iterdir() if path.is_dir()] == [first.id]


def test_a_receipt_says_what_came_from_where_under_which_terms(workspace, people, deliver, good_csv, quiet):
    deliver(good_csv)
    receipt = land(people(), workspace, progress=quiet)
    assert (receipt.source, receipt.rows, receipt.licence, receipt.origin) == ("mensen", 3, "CC BY 4.0", "fictief")
    assert receipt.location == "deliveries/mensen.csv"
    assert [(part.name, part.size) for part in receipt.parts] == [("mensen.csv", len(good_csv))]
    assert [column.name for column in receipt.columns] == ["person", "neighbourhood", "amount", "born"]
    assert latest_receipt(workspace, "mensen") == receipt
    assert pq.read_schema(landed_table(workspace, receipt)).equals(people().landed_schema)


def test_new_bytes_become_the_delivery_that_counts_and_old_bytes_can_come_back(
    workspace, people, deliver, good_csv, quiet
):
    deliver(good_csv)
    first = land(people(), workspace, progress=quiet)
    deliver(good_csv + ONE_MORE)
    second = land(people(), workspace, progress=quiet)
    assert latest_receipt(workspace, "mensen") == second != first
    deliver(good_csv)
    assert land(people(rows={"largest_drop": 0.5}), workspace, progress=quiet).rows == 3
    deliver(good_csv + ONE_MORE)
    assert land(people(), workspace, progress=quiet) == second


def test_another_definition_of_the_same_bytes_lands_anew(workspace, people, deliver, good_csv, quiet):
    deliver(good_csv)
    first = land(people(), workspace, progress=quiet)
    assert land(people(licence="CC0"), workspace, progress=quiet).id != first.id


def test_a_delivery_that_lost_too_many_rows_waits_for_a_person(workspace, people, deliver, good_csv, quiet):
    deliver(good_csv)
    before = land(people(), workspace, progress=quiet)
    deliver(good_csv.rpartition("a3")[0])
    with pytest.raises(InputRefused, match=r"er zijn 2 rijen, en de vorige keer waren het er 3 .*largest_drop"):
        land(people(), workspace, progress=quiet)
    assert latest_receipt(workspace, "mensen") == before


@pytest.fixture
def full_disk():
    """No file may grow beyond a few bytes while this holds, as on a disk that is full."""

    @contextlib.contextmanager
    def holding():
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (64, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            signal.signal(signal.SIGXFSZ, before)

    return holding


def test_a_full_disk_leaves_everything_and_says_so(workspace, people, deliver, good_csv, quiet, full_disk):
    deliver(good_csv)
    before = land(people(), workspace, progress=quiet)
    on_disk = sorted(workspace.landing.rglob("*"))
    deliver(good_csv + ONE_MORE)
    with full_disk(), pytest.raises(LandingFailed, match="kon niet worden weggeschreven"):
        land(people(), workspace, progress=quiet)
    assert latest_receipt(workspace, "mensen") == before
    assert sorted(workspace.landing.rglob("*")) == on_disk
    assert land(people(), workspace, progress=quiet).rows == 4


def test_what_a_stopped_run_left_behind_is_swept(workspace, people, deliver, good_csv, quiet):
    deliver(good_csv)
    left = workspace.landing / "mensen" / ".new-half"
    left.mkdir(parents=True)
    (left / "table.parquet").write_bytes(b"half")
    (workspace.landing / "mensen" / ".new-pointer").write_text("half")
    receipt = land(people(), workspace, progress=quiet)
    assert {path.name for path in (workspace.landing / "mensen").iterdir()} == {receipt.id, "current", ".lock"}


def test_a_landed_table_that_changed_is_not_read(workspace, people, deliver, good_csv, quiet):
    deliver(good_csv)
    receipt = land(people(), workspace, progress=quiet)
    path = landed_table(workspace, receipt)
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    with pytest.raises(LandingDamaged):
        landed_table(workspace, receipt)


def test_a_receipt_that_cannot_be_read_is_told_with_what_to_do(workspace, people, deliver, good_csv, quiet):
    deliver(good_csv)
    receipt = land(people(), workspace, progress=quiet)
    (landing_folder(workspace, "mensen", receipt.id) / "receipt.json").write_text("{}")
    with pytest.raises(LandingDamaged, match="lever opnieuw"):
        latest_receipt(workspace, "mensen")


@pytest.mark.parametrize(("level", "readable"), [("P1", True), ("P2", False)])
def test_rows_of_persons_are_for_their_owner_only(workspace, people, deliver, good_csv, quiet, level, readable):
    deliver(good_csv)
    receipt = land(people(data_level=level), workspace, progress=quiet)
    mode = landing_folder(workspace, "mensen", receipt.id).stat().st_mode
    assert bool(mode & stat.S_IROTH) is readable


def _areas(define, workspace, codes):
    (workspace.deliveries / "gebieden.csv").write_text("code\n" + "".join(f"{code}\n" for code in codes))
    columns = [{"name": "code", "type": "region", "key": True}]
    return define(id="gebieden", connector="csv", location="deliveries/gebieden.csv", columns=columns)


def _referring(people):
    columns = [column.model_dump() for column in people().columns]
    columns[1]["references"] = "gebieden.code"
    return people(columns=columns)


def test_an_unknown_area_code_is_refused_by_the_source_that_knows_them(
    workspace, define, people, deliver, good_csv, quiet
):
    deliver(good_csv)
    land(_areas(define, workspace, ["BU05340101"]), workspace, progress=quiet)
    with pytest.raises(InputRefused) as refusal:
        land(_referring(people), workspace, progress=quiet)
    problem = refusal.value.problems[0]
    assert (problem.rule, problem.where) == ("unknown_code", "mensen.csv, regel 3, kolom neighbourhood (buurt)")
    assert "gebieden.code" in problem.what
    land(_areas(define, workspace, ["BU05340101", "BU05340102"]), workspace, progress=quiet)
    assert land(_referring(people), workspace, progress=quiet).rows == 3


def test_a_source_that_refers_to_nothing_landed_says_which_to_deliver_first(
    workspace, people, deliver, good_csv, quiet
):
    deliver(good_csv)
    with pytest.raises(InputRefused, match="Lever eerst bron gebieden"):
        land(_referring(people), workspace, progress=quiet)


def test_sources_land_after_those_they_refer_to(workspace, define, people):
    areas, persons = _areas(define, workspace, ["BU05340101"]), _referring(people)
    assert in_landing_order([persons, areas]) == (areas, persons)
    circle = areas.model_copy(
        update={"columns": (*areas.columns, persons.columns[1].model_copy(update={"references": "mensen.person"}))}
    )
    with pytest.raises(InputRefused, match="kring"):
        in_landing_order([persons, circle])


def test_two_deliveries_of_one_source_can_be_one_table_with_a_period(workspace, define, quiet):
    for year, count in (("2020", 1), ("2021", 2)):
        (workspace.deliveries / f"{year}.csv").write_text(f"code;n\nGM0534;{count}\n")
    columns = [{"name": "code", "type": "region", "key": True}, {"name": "n", "type": "integer"}]
    editions = [{"period": f"{year}JJ00", "location": f"deliveries/{year}.csv"} for year in (2020, 2021)]
    source = define(id="b", connector="csv", location="deliveries", columns=columns, editions=editions)
    receipt = land(source, workspace, progress=quiet)
    landed = pq.read_table(landed_table(workspace, receipt)).to_pylist()
    assert [(row["period"], row["code"], row["n"]) for row in landed] == [
        ("2020JJ00", "GM0534", 1),
        ("2021JJ00", "GM0534", 2),
    ]
    assert [sheet.period for sheet in receipt.sheets] == ["2020JJ00", "2021JJ00"]
