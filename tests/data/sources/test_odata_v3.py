from __future__ import annotations

import json

import pyarrow.parquet as pq
import pytest

from roer.core.values.errors import InputRefused
from roer.data.sources.landing import land
from roer.data.sources.receipts import landed_table, latest_receipt


def landed(workspace, receipt):
    return pq.read_table(landed_table(workspace, receipt)).to_pylist()


def test_keys_are_trimmed_and_absent_figures_say_why(workspace, recording, figures, quiet):
    recording.write()
    rows = landed(workspace, land(figures(), workspace, progress=quiet))
    assert [(row["region"], row["when"], row["name"]) for row in rows[1:3]] == [
        ("NL01", "2021JJ00", "Nederland"),
        ("GM0534", "2020JJ00", "Hillegom"),
    ]
    hidden = rows[2]
    assert (hidden["clients"], hidden["clients__status"]) == (None, "secret")
    assert (hidden["share"], hidden["share__status"]) == (None, "unknown")
    assert (hidden["later"], hidden["later__status"]) == (None, "not_yet_published")
    assert (rows[3]["young"], rows[3]["young__status"]) == (0, None)
    assert rows[3]["kind"] == "."


def test_figures_of_a_provisional_period_are_marked_where_there_is_a_figure(workspace, recording, figures, quiet):
    recording.write()
    receipt = land(figures(), workspace, progress=quiet)
    rows = landed(workspace, receipt)
    assert [row["clients__mark"] for row in rows] == [None, "provisional", None, "provisional"]
    assert rows[3]["later__mark"] is None
    assert receipt.marks == ("provisional",)


def test_the_receipt_keeps_what_the_publisher_says(workspace, recording, figures, quiet):
    recording.write()
    receipt = land(figures(), workspace, progress=quiet)
    told = {column.name: column.told for column in receipt.columns}
    assert told["clients"]["groups"] == "Zorg"
    assert "als geheim" in told["clients"]["description"]
    assert told["share"]["unit"] == "%"
    assert receipt.sheets[0].facts["title"] == "Proef"


def test_a_column_is_found_when_its_number_changed(workspace, recording, figures, quiet):
    before = landed(workspace, land(figures(), workspace, progress=quiet)) if recording.write() else None
    for topic in recording.sets["DataProperties"]:
        if topic["Key"] == "Clienten_1":
            topic["Key"] = "Clienten_96"
    for row in recording.rows:
        row["Clienten_96"] = row.pop("Clienten_1")
    recording.write()
    assert landed(workspace, land(figures(), workspace, progress=quiet)) == before


def test_only_the_chosen_areas_land_but_emptiness_is_judged_on_the_whole_table(workspace, recording, figures, quiet):
    for row in recording.rows:
        row["Clienten_1"] = row["Clienten_1"] if row["RegioS"].startswith("NL") else None
    recording.write()
    chosen = figures(filter={"column": "region", "starts_with": ["GM0534"]})
    rows = landed(workspace, land(chosen, workspace, progress=quiet))
    assert [row["clients__status"] for row in rows] == ["secret", "secret"]


def test_signs_in_an_untyped_table_become_reasons(workspace, recording, figures, quiet):
    recording.sets["UntypedDataSet"] = [
        dict(row, Clienten_1=sign, Aandeel_3="   135.5", k_0Tot23Jaar_2="      40")
        for row, sign in zip(recording.rows, ["       .", "       x", "        ", "       -"], strict=True)
    ]
    recording.write()
    rows = landed(workspace, land(figures(odata={"dataset": "untyped"}), workspace, progress=quiet))
    assert [(row["clients"], row["clients__status"]) for row in rows] == [
        (None, "unknown"), (None, "secret"), (None, "impossible"), (0, None),
    ]  # fmt: skip
    assert {(row["share"], row["young"]) for row in rows} == {(135.5, 40)}


def _spoil(recording, how):
    topics = {topic["Key"]: topic for topic in recording.sets["DataProperties"]}
    match how:
        case "lost column":
            recording.sets["DataProperties"].remove(topics["Aandeel_3"])
        case "lost in rows":
            del recording.rows[2]["Aandeel_3"]
        case "another type":
            topics["Clienten_1"]["Datatype"] = "String"
        case "decimals":
            topics["Clienten_1"]["Decimals"] = 1
        case "another unit":
            topics["Clienten_1"]["Unit"] = "1 000"
        case "text for a number":
            recording.rows[1]["Clienten_1"] = "veel"
        case "an object":
            recording.rows[1]["Soort_5"] = {"a": 1}
        case "two of a name":
            recording.sets["DataProperties"].append(topics["Clienten_1"] | {"ID": 99, "Key": "Clienten_9"})
        case "count":
            recording.sets["TableInfos"][0]["RecordCount"] = 5
        case "no count, cut at the cap":
            del recording.sets["TableInfos"][0]["RecordCount"]
            recording.sets["TypedDataSet"] = [dict(recording.rows[0]) for _ in range(10_000)]
        case "unlisted code":
            recording.sets["RegioS"].pop()
        case "doubled key":
            recording.rows[3] |= {"Perioden": "2020JJ00"}
        case "no description":
            del recording.sets["DataProperties"]
        case "no figures":
            del recording.sets["TypedDataSet"]


@pytest.mark.parametrize(
    ("how", "rule"),
    [
        ("lost column", "missing_column"),
        ("lost in rows", "missing_column"),
        ("another type", "type_changed"),
        ("decimals", "type_changed"),
        ("another unit", "unit_changed"),
        ("text for a number", "type_changed"),
        ("an object", "type_changed"),
        ("two of a name", "ambiguous_column"),
        ("count", "row_count"),
        ("no count, cut at the cap", "page_cap"),
        ("unlisted code", "unknown_code"),
        ("doubled key", "duplicate_key"),
        ("no description", "missing_description"),
        ("no figures", "no_delivery"),
    ],
)
def test_a_table_that_changed_is_refused_and_the_last_delivery_stays(workspace, recording, figures, quiet, how, rule):
    folder = recording.write()
    before = land(figures(), workspace, progress=quiet)
    for path in folder.iterdir():
        path.unlink()
    _spoil(recording, how)
    recording.write()
    with pytest.raises(InputRefused) as refusal:
        land(figures(), workspace, progress=quiet)
    assert refusal.value.problems[0].rule == rule
    assert refusal.value.problems[0].where
    assert refusal.value.problems[0].cure
    assert latest_receipt(workspace, "cijfers") == before


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "empty_file"),
        (b"<!DOCTYPE html><title>Inloggen</title>", "html_instead_of_json"),
        (b'{"value": [', "not_json"),
        (b'{"value": []}{"value": []}', "not_json"),
        (b'{"value": [{"a": 1, "a": 2}]}', "not_json"),
        (b'{"value": [NaN]}', "not_json"),
        (b'{"value": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "not_json"),
        (b'{"value": ["\xff"]}', "encoding_mismatch"),
        (b"[1, 2]", "not_json"),
        (b'{"odata.error": {"message": "query returns more than 10000 records"}}', "not_odata"),
        (b'{"value": [3]}', "not_odata"),
    ],
)
def test_an_answer_that_is_no_sound_odata_is_refused(workspace, recording, figures, quiet, content, rule):
    folder = recording.write()
    (folder / "TypedDataSet.json").write_bytes(content)
    with pytest.raises(InputRefused) as refusal:
        land(figures(), workspace, progress=quiet)
    assert refusal.value.problems[0].rule == rule


def _paged(recording, *, link):
    folder = recording.write()
    (folder / "TypedDataSet.json").unlink()
    first = {"value": recording.rows[:2]} | ({"odata.nextLink": "https://x/TypedDataSet?$skip=2"} if link else {})
    (folder / "TypedDataSet_page1.json").write_text(json.dumps(first))
    (folder / "TypedDataSet_page2.json").write_text(json.dumps({"value": recording.rows[2:]}))
    return folder


def test_recorded_pages_join(workspace, recording, figures, quiet):
    _paged(recording, link=True)
    assert land(figures(), workspace, progress=quiet).rows == 4


def test_a_recorded_page_that_is_lost_or_not_named_is_refused(workspace, recording, figures, quiet):
    folder = _paged(recording, link=False)
    with pytest.raises(InputRefused, match="noemt geen vervolg"):
        land(figures(), workspace, progress=quiet)
    _paged(recording, link=True)
    (folder / "TypedDataSet_page2.json").unlink()
    with pytest.raises(InputRefused, match="noemt een vervolg"):
        land(figures(), workspace, progress=quiet)


def test_a_whole_number_beyond_what_a_float_can_hold_stays_exact(workspace, recording, figures, quiet):
    recording.rows[0]["Clienten_1"] = 2**53 + 1
    recording.write()
    assert landed(workspace, land(figures(), workspace, progress=quiet))[0]["clients"] == 2**53 + 1
