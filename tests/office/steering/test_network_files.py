"""Files of the network: opened back by others as they were written, read however a spreadsheet program left them."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from roer.core.network.export import as_plain
from roer.core.network.planning import Plan
from roer.core.network.tables import Table, tables_of
from roer.core.programme import acts
from roer.core.programme.elements import Effort
from roer.core.programme.entries import Stamp
from roer.core.programme.folding import fold
from roer.core.programme.state import Programme
from roer.core.values.errors import InputRefused
from roer.office.steering.network_files import as_csv, as_csv_map, as_workbook
from roer.office.steering.network_reading import LARGEST, plan_of
from roer.site.example.programme import entries

MADE = datetime(2021, 3, 1, 12, tzinfo=UTC)
HOSTILE = (
    "=HYPERLINK(1)",
    "+1",
    "-1+1|cmd",
    "@SUM(A1)",
    "'=al een apostrof",
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "{{ 7|add:7 }}{% debug %}",
    "puntkomma; en \\",
    "twee\nregels",
)


@pytest.fixture(scope="module")
def programme() -> Programme:
    """The programme of the example, with a name of every awkward kind in its network."""
    found = fold(entries({"jeugdmonitor": ("a" * 64, ("Register jeugdhulp",))}))
    stamp = Stamp(
        seq=found.seq, recorded_at=MADE, by="noor-dekker", on_behalf_of=None, holds_from=date(2021, 3, 1),
        reason="", origin="fictief",
    )  # fmt: skip
    network = found.network
    for number, title in enumerate(HOSTILE):
        effort = Effort(code=f"I{90 + number}", title=title, description=title, aliases=(title,))
        network = network.after(acts.AddEffort(effort=effort), stamp)
    return replace(found, network=network)


@pytest.fixture
def workbook_of() -> Callable[..., bytes]:
    """A workbook with these sheets, each rows of values; `last` may do more to the last sheet."""

    def made(last: Callable[..., None] = lambda *_: None, **sheets: list[list[object]]) -> bytes:
        out = io.BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd-mm-yyyy"}) as book:
            for name, rows in sheets.items():
                sheet = book.add_worksheet(name)
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
            last(sheet, book)
        return out.getvalue()

    return made


def nothing(plan: Plan) -> bool:
    return not plan.acts and not plan.problems


def refused(content: bytes, name: str, programme: Programme) -> str:
    with pytest.raises(InputRefused) as refusal:
        plan_of(content, name, programme)
    (problem,) = refusal.value.problems
    assert problem.what.endswith(".")
    assert problem.cure.endswith(".")
    return problem.rule


# --- written


def test_every_file_that_was_written_asks_nothing_when_it_is_read(programme):
    tables = tables_of(programme)
    for table in tables[:4]:
        assert nothing(plan_of(as_csv(table), f"{table.name}.csv", programme))
    assert nothing(plan_of(as_csv_map(tables), "din.zip", programme))
    assert nothing(plan_of(as_workbook(tables, title="DIN", made=MADE), "din.xlsx", programme))
    assert nothing(plan_of(json.dumps(as_plain(programme.network)).encode(), "din.json", programme))


def test_the_same_network_is_written_in_the_same_bytes(programme):
    tables = tables_of(programme)
    assert as_csv_map(tables) == as_csv_map(tables)
    assert as_workbook(tables, title="DIN", made=MADE) == as_workbook(tables, title="DIN", made=MADE)


def test_no_cell_of_a_csv_file_begins_as_a_formula(programme):
    text = as_csv(tables_of(programme)[2]).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=";") for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert "'=HYPERLINK(1)" in cells
    assert "''=al een apostrof" in cells


def test_a_workbook_holds_every_text_as_it_is_and_no_formula(programme):
    content = as_workbook(tables_of(programme), title="DIN", made=MADE)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["Doelen", "Resultaten", "Inspanningen", "Relaties", "Afstamming"]
    titles = [row[1] for row in book.get_sheet_by_name("Inspanningen").to_python()]
    assert set(HOSTILE) <= set(titles)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


def test_a_cell_of_a_workbook_offers_the_words_that_it_may_hold(programme):
    content = as_workbook(tables_of(programme), title="DIN", made=MADE)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        efforts = archive.read("xl/worksheets/sheet3.xml").decode()
    assert "idee,voorbereiding,uitvoering,nazorg,afgerond,gestopt" in efforts


@settings(max_examples=60, deadline=None)
@given(
    form=st.sampled_from(("xlsx", "csv", "json", "xml")),
    at=st.floats(0, 1),
    gone=st.integers(0, 30),
    new=st.binary(max_size=8),
)
def test_a_damaged_file_is_told_or_refused_and_never_a_fault(programme, form, at, gone, new):
    def damaged(content: bytes) -> bytes:
        start = int(at * len(content))
        return content[:start] + new + content[start + gone :]

    goals = tables_of(programme)[:1]
    content = {
        "xlsx": lambda: with_sheet(as_workbook(goals, title="DIN", made=MADE), damaged),
        "csv": lambda: damaged(as_csv(goals[0])),
        "json": lambda: damaged(json.dumps(as_plain(programme.network)).encode()),
        "xml": lambda: damaged(FEW),
    }[form]()
    with suppress(InputRefused):
        assert isinstance(plan_of(content, f"doelen.{form}", programme), Plan)


FEW = b"""<?xml version="1.0" encoding="UTF-8"?>
<model xmlns="http://www.opengroup.org/xsd/archimate/3.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<elements><element identifier="a" xsi:type="Goal"><name>D1 Doel</name></element></elements></model>"""


@pytest.mark.parametrize("name", ["din.xml", "din.xlsx"])
def test_an_encoding_that_nobody_knows_is_refused(programme, workbook_of, name):
    def unknown(part: bytes) -> bytes:
        return part.replace(b"UTF-8", b"UTX-8")

    content = unknown(FEW) if name == "din.xml" else with_sheet(workbook_of(Doelen=[["Code"], ["D1"]]), unknown)
    assert refused(content, name, programme) in ("not_an_exchange_file", "not_a_workbook")


def test_a_text_too_long_for_a_cell_is_refused_rather_than_cut():
    table = Table("Relaties", ("Van", "Bewijs"), (("I1", "a" * 32_768),))
    with pytest.raises(InputRefused) as refusal:
        as_workbook([table], title="DIN", made=MADE)
    assert refusal.value.problems[0].where == "Relaties, rij 2, kolom Bewijs"


# --- read, however it was left


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_csv_file_is_read_as_any_program_saves_it(programme, separator, encoding, ending):
    rows = [("", ""), ("CODE", "titel"), ("", ""), (" I01 ", "Één ‘nieuwe’ naam\u00a0")]
    content = ending.join(separator.join(row) for row in rows).encode(encoding)
    (act,) = plan_of(content, "inspanningen.csv", programme).acts
    assert act.element.title == "Één ‘nieuwe’ naam"


def test_a_line_that_names_the_separator_is_passed_over(programme):
    plan = plan_of(b"sep=,\r\nCode,Titel\r\nI01,\r\n", "inspanningen.csv", programme)
    assert plan.problems[0].where == "inspanningen.csv, rij 3, kolom Titel"


def test_a_formula_that_somebody_typed_is_taken_as_text(programme):
    (act,) = plan_of(b"Code;Titel\nI01;=1+1\n", "inspanningen.csv", programme).acts
    assert act.element.title == "=1+1"


def test_numbers_days_and_booleans_of_a_workbook_are_read_as_somebody_would_type_them(programme, workbook_of):
    rows = [["Code", "Titel"], ["I01", 2021.0], ["I02", datetime(2021, 1, 19)], ["I03", True], ["I04", 1.5]]
    plan = plan_of(workbook_of(Inspanningen=rows), "din.xlsx", programme)
    assert [act.element.title for act in plan.acts] == ["2021", "2021-01-19", "WAAR", "1,5"]


def test_a_weight_typed_as_a_number_is_a_weight(programme, workbook_of):
    source, target = next(
        ends for ends, record in sorted(programme.network.links.items()) if record.link.contribution == 1
    )
    plan = plan_of(workbook_of(Relaties=[["Van", "Naar", "Bijdrage"], [source, target, 3.0]]), "din.xlsx", programme)
    assert plan.acts[0].link.contribution == 3


def test_empty_rows_and_other_sheets_of_a_workbook_do_not_count(programme, workbook_of):
    content = workbook_of(Afstamming=[["Wat"]], Toelichting=[["Hoi"]], Doelen=[[], [], ["Code"], [], ["D1"]])
    assert nothing(plan_of(content, "din.xlsx", programme))


def test_a_merged_header_is_told(programme, workbook_of):
    def merge(sheet, _):
        sheet.merge_range("A1:B1", "Code")

    content = workbook_of(merge, Doelen=[["Code"], ["D1", "Onder de kop"]])
    assert plan_of(content, "din.xlsx", programme).problems[0].rule == "cell_without_heading"


def test_a_sheet_that_is_no_table_is_told_with_the_nearest(programme, workbook_of):
    (problem,) = plan_of(workbook_of(Doeln=[["Code"], ["D1"]]), "din.xlsx", programme).problems
    assert (problem.rule, problem.cure) == ("unknown_table", "Bedoelde u ‘Doelen’?")


# --- refused


def test_what_is_no_file_of_a_network_is_refused_with_what_to_do(programme):
    assert refused(b" \n", "din.csv", programme) == "empty_file"
    assert refused(b";;\n;;\n", "din.csv", programme) == "empty_file"
    assert refused(b"\xd0\xcf\x11\xe0rest", "din.xls", programme) == "old_workbook"
    assert refused(b"PK\x03\x04rest", "din.xlsx", programme) == "not_a_zip"
    assert refused(b"Code;Titel\nR1;a\x81\n", "resultaten.csv", programme) == "unreadable"
    assert refused(b'Code;Titel\nR1;"a\n', "resultaten.csv", programme) == "quotes"
    assert refused(b"a" * (LARGEST + 1), "resultaten.csv", programme) == "file_too_large"


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        ("{", "not_json"),
        ("[" * 100_000, "not_json"),
        ("[]", "not_a_network"),
        ("{}", "not_a_network"),
        ('{"elements": 3}', "not_a_network"),
        ('{"elements": [3]}', "unknown_type"),
        ('{"elements": [{"type": "goal"}]}', "no_code"),
        ('{"elements": [{"type": "goal", "code": "D1", "colour": 1}]}', "extra_forbidden"),
        ('{"elements": [{"type": "goal", "code": "D1", "aliases": "x"}]}', "tuple_type"),
        ('{"elements": [{"type": "goal", "code": "D1", "title": "a\\u0000"}]}', "control_sign"),
        ('{"elements": [{"type": "goal", "code": "D1", "title": "\\ud800"}]}', "control_sign"),
        ('{"links": [3]}', "not_a_link"),
        ('{"links": [{"source": "R01"}]}', "no_code"),
        ('{"links": [{"source": "R01", "target": "D99"}]}', "unknown_code"),
    ],
)
def test_what_is_wrong_in_json_is_a_problem(programme, told, rule):
    (problem,) = plan_of(told.encode(), "din.json", programme).problems
    assert problem.rule == rule


def zipped(*parts: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


def with_sheet(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with the text of its first sheet changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    return zipped(*{**parts, sheet: change(parts[sheet])}.items())


FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda sheet: sheet.replace(b"</sheetData>", FAR), "workbook_too_large"),
        (lambda sheet: sheet.replace(b"</sheetData>", FAR.replace(b' r="XFD1048576"', b"")), "workbook_too_large"),
        (lambda sheet: sheet.replace(b'r="A1"', b'r="&#65;9999999"'), "workbook_too_large"),
        (lambda sheet: sheet.replace(b'r="A1"', b'r="$A$1"'), "workbook_too_large"),
        (
            lambda sheet: sheet.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "aa">]><worksheet'),
            "workbook_too_large",
        ),
        (lambda sheet: sheet.replace(b"</sheetData>", b""), "not_a_workbook"),
        (lambda sheet: b"geen xml", "not_a_workbook"),
        (lambda sheet: sheet + b" " * (65 * 1024 * 1024), "workbook_too_large"),
    ],
)
def test_a_workbook_that_asks_for_too_much_is_refused(programme, workbook_of, change, rule):
    good = workbook_of(Doelen=[["Code"], ["D1"]])
    assert nothing(plan_of(good, "din.xlsx", programme))
    assert refused(with_sheet(good, change), "din.xlsx", programme) == rule


def test_a_workbook_with_a_part_twice_or_without_its_heart_is_refused(programme, workbook_of):
    with zipfile.ZipFile(io.BytesIO(workbook_of(Doelen=[["Code"], ["D1"]]))) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    with pytest.warns(UserWarning, match="Duplicate"):
        doubled = zipped(*parts, ("xl/worksheets/sheet1.xml", b"<worksheet/>"))
    assert refused(doubled, "din.xlsx", programme) == "not_a_workbook"
    heartless = zipped(*(part for part in parts if part[0] != "xl/worksheets/sheet1.xml"))
    assert refused(heartless, "din.xlsx", programme) == "not_a_workbook"


def test_cells_without_a_place_and_pictures_are_no_trouble(programme, workbook_of):
    def placeless(sheet: bytes) -> bytes:
        return re.sub(rb'(<(?:row|c))( [^>]*?)? r="\w+"', rb"\1\2", sheet)

    content = with_sheet(workbook_of(Doelen=[["Code"], ["D1"]]), placeless)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    assert nothing(plan_of(zipped(*parts, ("xl/media/image1.png", b"\x89PNG")), "din.xlsx", programme))


def test_a_time_in_a_workbook_is_read_as_text(programme, workbook_of):
    rows = [["Code", "Titel"], ["I01", datetime(2021, 1, 19, 9, 30)]]
    (act,) = plan_of(workbook_of(Inspanningen=rows), "din.xlsx", programme).acts
    assert act.element.title == "2021-01-19 09:30:00"


def test_empty_cells_far_away_that_only_have_a_format_do_no_harm(programme, workbook_of):
    far = FAR.replace(b"<v>1</v>", b"")
    content = with_sheet(workbook_of(Doelen=[["Code"], ["D1"]]), lambda sheet: sheet.replace(b"</sheetData>", far))
    assert nothing(plan_of(content, "din.xlsx", programme))


def test_what_an_archiver_keeps_beside_the_files_does_not_count(programme):
    content = zipped(("map/doelen.csv", b"Code\nD1\n"), ("__MACOSX/map/._doelen.csv", b"\x00\x05\x16\x07"))
    assert nothing(plan_of(content, "din.zip", programme))


def test_a_map_of_files_with_too_much_in_it_is_refused(programme):
    assert refused(zipped(*((f"{n}.csv", b"Code") for n in range(21))), "din.zip", programme) == "file_too_large"
    assert refused(zipped(("doelen.csv", b"a" * (LARGEST + 1))), "din.zip", programme) == "file_too_large"
    assert plan_of(zipped(("lees.txt", b"x")), "din.zip", programme).problems[0].rule == "no_table"
