"""The files hold the released cells, explained, harmless, and the same in every form."""

from __future__ import annotations

import csv
import io
import json

import pytest
from python_calamine import CalamineWorkbook

from roer.core.figures.observations import Observed
from roer.core.values.status import Absence, Mark
from roer.office.monitors.files import COLUMNS

pytestmark = pytest.mark.django_db
FILE = "/monitors/jeugdmonitor"


def rows_of(visit, **query: str) -> list[dict[str, str]]:
    content = visit.get(f"{FILE}.csv", query).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content), delimiter=";"))


def sheets_of(visit, **query: str) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(visit.get(f"{FILE}.xlsx", query).content))


def test_every_released_cell_is_in_every_file(visit, released):
    cells = sum(len(released.cells(code, breakdown="*")) for code in released.indicators)
    assert len(rows_of(visit)) == cells
    assert len(json.loads(visit.get(f"{FILE}.json").content)["cells"]) == cells
    assert len(sheets_of(visit).get_sheet_by_name("Cijfers").to_python()) == cells + 1


def test_all_files_say_the_same(visit):
    table = rows_of(visit)
    cells = json.loads(visit.get(f"{FILE}.json").content)["cells"]
    sheet = sheets_of(visit).get_sheet_by_name("Cijfers").to_python()[1:]
    for row, cell, line in zip(table, cells, sheet, strict=True):
        assert (row["gebied"], row["periode"], row["uitsplitsing"]) == (cell["area"], cell["period"], cell["breakdown"])
        value = line[COLUMNS.index("waarde")]
        if cell["value"] is None:
            assert row["waarde"] == value == Absence(cell["absence"]).sign
            assert row["status"] == line[-1] == Absence(cell["absence"]).label
        else:
            assert value == pytest.approx(cell["value"])
            assert float(row["waarde"].replace(",", ".")) == pytest.approx(cell["value"])


def test_csv_is_for_dutch_spreadsheets(visit):
    content = visit.get(f"{FILE}.csv")
    assert content.content.startswith(b"\xef\xbb\xbf")
    assert content["Content-Type"] == "text/csv; charset=utf-8"
    (row,) = rows_of(visit, gebied="GM0553", jaar="2021", indicator="aandeel")
    assert (row["waarde"], row["eenheid"], row["status"]) == ("10,3", "%", "voorlopig cijfer")


def test_a_file_can_be_narrowed_as_the_page_is(visit):
    rows = rows_of(visit, gebied="GM0553", jaar="2020")
    assert {(row["gebied"], row["periodenaam"]) for row in rows} == {("GM0553", "2020")}
    assert {row["niveau"] for row in rows_of(visit, kaart="wijk")} == {"wijk"}


@pytest.mark.parametrize("query", [{"gebied": "GM9999"}, {"jaar": "1999"}, {"indicator": "onzin"}])
def test_a_file_of_what_is_not_there_is_refused_with_the_reason(visit, query):
    answer = visit.get(f"{FILE}.csv", query)
    assert answer.status_code == 400
    assert next(iter(query.values())) in answer.content.decode()


@pytest.mark.parametrize("path", ["/monitors/jeugdmonitor.exe", "/monitors/bestaat-niet.csv", "/monitors/..%2f.csv"])
def test_other_files_are_not_there(visit, path):
    assert visit.get(path).status_code == 404


def test_awkward_names_stay_text_in_every_file(visit):
    assert "'=1+1 Park" in {row["gebiedsnaam"] for row in rows_of(visit)}
    sheet = sheets_of(visit).get_sheet_by_name("Cijfers").to_python()
    assert "=1+1 Park" in {line[COLUMNS.index("gebiedsnaam")] for line in sheet}, "a text, not the outcome of a formula"


def test_figures_in_a_workbook_are_numbers(visit):
    sheet = sheets_of(visit, gebied="GM0553", indicator="inwoners").get_sheet_by_name("Cijfers").to_python()
    assert sheet[0] == list(COLUMNS)
    assert {type(line[COLUMNS.index("waarde")]) for line in sheet[1:]} == {float}


def test_the_workbook_explains_itself(visit, released):
    notes = sheets_of(visit).get_sheet_by_name("Toelichting").to_python()
    text = "\n".join(f"{line[0]}: {line[1]}" for line in notes)
    for told in (
        released.id,
        "Definitie: Jongeren met jeugdhulp per 100 jongeren.",
        "Niet meegeteld: hulp die ouders zelf betalen",
        "Let op: Samenhang is geen oorzaak.",
        "Beveiliging: streng: Minder dan 8 is geheim.",
        "Breuk vanaf 2020JJ00: de buurten zijn opnieuw ingedeeld",
        "licentie CC BY 4.0",
        "x: geheim (te kleine aantallen)",
        "*: voorlopig cijfer",
    ):
        assert told in text


def test_the_json_file_keeps_reasons_apart_from_values(visit):
    told = json.loads(visit.get(f"{FILE}.json").content)
    assert all((cell["value"] is None) is (cell["absence"] is not None) for cell in told["cells"])
    assert {cell["absence"] for cell in told["cells"]} == {None, "secret", "not_applicable", "not_yet_published"}
    assert told["absences"]["secret"]["label"] == Absence.SECRET.label
    assert {mark for cell in told["cells"] for mark in cell["marks"]} == {Mark.PROVISIONAL.value, Mark.BREAK.value}
    assert Observed(value=None, absence=Absence.SECRET).status == told["absences"]["secret"]["label"]


def test_a_file_carries_the_name_of_its_release(visit, released):
    assert released.id in visit.get(f"{FILE}.xlsx")["Content-Disposition"]
