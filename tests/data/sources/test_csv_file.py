from __future__ import annotations

import pyarrow.parquet as pq
import pytest

from roer.core.values.errors import InputRefused
from roer.data.sources.landing import land
from roer.data.sources.receipts import landed_table, latest_receipt

HEAD = "persoon;buurt;bedrag;jaar\n"
OK = "a1;BU05340101;12,50;2010\n"


@pytest.mark.parametrize(
    ("content", "rule", "where"),
    [
        ("", "empty_file", "mensen.csv"),
        ("  \n \n", "empty_file", "mensen.csv"),
        (HEAD, "too_few_rows", "mensen.csv"),
        ("persoon;buurt;jaar\na1;BU05340101;2010\n", "missing_column", "mensen.csv, regel 1"),
        (HEAD + OK + "a2;BU05340102;veel;2010\n", "not_a_number", "mensen.csv, regel 3, kolom amount (bedrag)"),
        (HEAD + OK + "a2;BU05340102;12.50;2010\n", "decimal_mixed", "mensen.csv, regel 3, kolom amount (bedrag)"),
        (HEAD + OK + "a2;BU05340102;1.000;2010\n", "decimal_mixed", "mensen.csv, regel 3, kolom amount (bedrag)"),
        (HEAD + OK + "a1;BU05340102;12,50;2010\n", "duplicate_key", "mensen.csv, regel 3, kolom person"),
        (HEAD + OK + "a2;534;12,50;2010\n", "not_a_region", "mensen.csv, regel 3, kolom neighbourhood (buurt)"),
        (HEAD + OK + "a2;WK053401;12,50;2010\n", "wrong_level", "mensen.csv, regel 3, kolom neighbourhood (buurt)"),
        (HEAD + OK + "a2;;12,50;2010\n", "missing_value", "mensen.csv, regel 3, kolom neighbourhood (buurt)"),
        (HEAD + OK + "a2;BU05340102;12,50;1066\n", "out_of_range", "mensen.csv, regel 3, kolom born (jaar)"),
        (HEAD + OK + "111222333;BU05340102;1;2010\n", "citizen_number", "mensen.csv, regel 3, kolom person (persoon)"),
        (HEAD + OK + "a2;BU05340102;12,50\n", "column_count", "mensen.csv, regel 3"),
        (HEAD + OK + "a2,BU05340102,12.50,2010\n", "separator", "mensen.csv, regel 3"),
        ("persoon,buurt,bedrag,jaar\n" + OK, "separator", "mensen.csv, regel 1"),
        (HEAD + OK + 'a2;"BU05340102;12,50;2010\n' + OK * 5, "unclosed_quote", "mensen.csv, regel 3"),
        (HEAD + OK + "\n" + OK, "blank_line", "mensen.csv, regel 3"),
        (HEAD + OK + "a2;BU0534\x000102;1;2010\n", "nul_byte", "mensen.csv, regel 3"),
        (HEAD + OK + "a2;BU05340102;1;2010\ra3;BU05340102;1;2010\n", "loose_return", "mensen.csv, regel 3"),
        ("persoon;buurt;bedrag;jaar;Bedrag\na1;BU05340101;1;2010;2\n", "duplicate_column_name", "mensen.csv, regel 1"),
        ("persoon;buurt;bedrag;jaar; \na1;BU05340101;1;2010;2\n", "blank_column_name", "mensen.csv, regel 1"),
        (HEAD + "x" * 1_100_000 + "\n", "line_too_long", "mensen.csv, regel 2"),
        (";" * 1_100_000 + "\n", "line_too_long", "mensen.csv, regel 1"),
        ((HEAD + OK).encode("utf-16"), "encoding_mismatch", "mensen.csv"),
        ((HEAD + OK + "é;BU05340102;1;2010\n").encode("windows-1252"), "encoding_mismatch", "mensen.csv, regel 3"),
    ],
    ids=lambda given: given if isinstance(given, str) and given.isidentifier() else "",
)  # fmt: skip
def test_a_bad_file_is_refused_with_place_rule_and_cure_and_the_last_delivery_stays(
    workspace, people, deliver, good_csv, quiet, content, rule, where
):
    deliver(good_csv)
    source = people(rows={"minimum": 1, "largest_drop": 1})
    before = land(source, workspace, progress=quiet)
    on_disk = sorted(path for path in workspace.landing.rglob("*"))
    deliver(content)
    with pytest.raises(InputRefused) as refusal:
        land(source, workspace, progress=quiet)
    problem = refusal.value.problems[0]
    assert (problem.rule, problem.where) == (rule, where)
    assert problem.cure
    assert latest_receipt(workspace, "mensen") == before
    assert sorted(path for path in workspace.landing.rglob("*")) == on_disk


def test_a_file_that_is_not_there_is_said_to_be_missing(workspace, people, quiet):
    with pytest.raises(InputRefused, match="dit bestand is er niet"):
        land(people(), workspace, progress=quiet)
    assert latest_receipt(workspace, "mensen") is None


@pytest.mark.parametrize(("level", "told"), [("P0", True), ("P1", False), ("P2", False), ("P3", False)])
def test_a_file_without_names_on_its_first_line_does_not_tell_whose_row_that_is(
    workspace, people, deliver, quiet, level, told
):
    deliver("zeldzaam;BU05340101;drieduizend;2010\n")
    with pytest.raises(InputRefused) as refusal:
        land(people(data_level=level), workspace, progress=quiet)
    assert refusal.value.problems[0].rule == "missing_column"
    assert ("zeldzaam" in str(refusal.value)) is told
    assert ("eerste regel?" in str(refusal.value)) is not told
    deliver("persoon;BU05340101;2010;2010\n")
    with pytest.raises(InputRefused) as refusal:
        land(people(data_level=level), workspace, progress=quiet)
    assert refusal.value.problems[0].what == "de kolommen 3 en 4 hebben dezelfde naam"


def test_a_closed_source_tells_only_the_agreed_columns_that_are_there(workspace, people, deliver, quiet):
    deliver("persoon;buurt;jaar;zeldzaam\na1;BU05340101;2010;x\n")
    with pytest.raises(InputRefused) as refusal:
        land(people(data_level="P2"), workspace, progress=quiet)
    assert refusal.value.problems[0].cure == "Voeg de kolom toe. Het bestand heeft wel: persoon, buurt en jaar."


def test_all_mistakes_are_told_at_once_but_not_without_end(workspace, people, deliver, quiet):
    deliver(HEAD + "".join(f"a{at};BU05340101;fout{at};veel\n" for at in range(5_000)))
    with pytest.raises(InputRefused) as refusal:
        land(people(), workspace, progress=quiet)
    problems = refusal.value.problems
    assert {problem.rule for problem in problems} == {"not_a_number"}
    assert len(problems) == 6
    assert problems[2].what == "de waarde is geen getal (en op nog 4.997 plaatsen)"


def test_many_doubled_keys_are_shown_in_part_and_counted(workspace, people, deliver, quiet):
    deliver(HEAD + "".join(f"a{at};BU05340101;1;2010\n" for at in [*range(10), *range(10)]))
    with pytest.raises(InputRefused) as refusal:
        land(people(), workspace, progress=quiet)
    first, *_, last = refusal.value.problems
    assert first.what == "dezelfde sleutel staat er 2 keer in, het eerst op regel 2"
    assert last.what == "nog 7 sleutels staan er vaker in"
    assert len(refusal.value.problems) == 4


def test_a_file_wrong_in_every_column_ends_with_how_many_more(workspace, define, deliver, quiet):
    names = [f"n{at}" for at in range(12)]
    deliver(";".join(["code", *names]) + "\n" + "".join(f"GM000{row}{';fout' * 12}\n" for row in range(4)))
    columns = [{"name": "code", "type": "region", "key": True}, *({"name": name, "type": "integer"} for name in names)]
    source = define(id="b", connector="csv", location="deliveries/mensen.csv", columns=columns)
    with pytest.raises(InputRefused) as refusal:
        land(source, workspace, progress=quiet)
    assert len(refusal.value.problems) == 31
    assert refusal.value.problems[-1].what == "en nog 6 andere meldingen"


@pytest.mark.parametrize(("level", "told"), [("P0", True), ("P1", False), ("P2", False), ("P3", False), ("P4", False)])
def test_a_value_is_quoted_only_where_the_source_is_open(workspace, people, deliver, quiet, level, told):
    deliver(HEAD + OK + "zeldzaam;BU05340101;drieduizend;2010\nzeldzaam;BU05340101;1,00;2010\n")
    with pytest.raises(InputRefused) as refusal:
        land(people(data_level=level), workspace, progress=quiet)
    assert ("drieduizend" in str(refusal.value)) is told
    deliver(HEAD + OK + "zeldzaam;BU05340101;1;2010\nzeldzaam;BU05340101;1,00;2010\n")
    with pytest.raises(InputRefused) as refusal:
        land(people(data_level=level), workspace, progress=quiet)
    assert refusal.value.problems[0].rule == "duplicate_key"
    assert ("zeldzaam" in str(refusal.value)) is told


@pytest.mark.parametrize(
    ("encoding", "content"),
    [
        ("utf-8", "é".encode()),
        ("utf-8", "\ufeffé".encode()),
        ("utf-16", "é".encode("utf-16")),
        ("windows-1252", "é".encode("windows-1252")),
        ("auto", "\ufeffé".encode()),
        ("auto", "é".encode("utf-16")),
    ],
)
def test_letters_with_accents_land_right_in_every_agreed_encoding(workspace, define, deliver, quiet, encoding, content):
    read = content.decode("utf-16" if content.startswith(b"\xff\xfe") else "utf-8" if b"\xc3" in content else "cp1252")
    text = f"naam;n\n{read.removeprefix(chr(0xFEFF))}tage;1\n"
    marked = content[:3] == b"\xef\xbb\xbf"
    codec = {"utf-16": "utf-16", "windows-1252": "cp1252"}.get(
        encoding, "utf-16" if content[:2] == b"\xff\xfe" else "utf-8"
    )
    deliver((b"\xef\xbb\xbf" if marked else b"") + text.encode(codec))
    columns = [{"name": "naam", "type": "text", "key": True}, {"name": "n", "type": "integer"}]
    location = "deliveries/mensen.csv"
    source = define(id="b", connector="csv", location=location, columns=columns, csv={"encoding": encoding})
    assert _rows(workspace, land(source, workspace, progress=quiet)) == [{"naam": "étage", "n": 1, "n__status": None}]


def test_utf8_under_the_name_of_windows_is_refused_instead_of_garbled(workspace, people, deliver, quiet):
    deliver(HEAD + "é;BU05340102;1;2010\n")
    with pytest.raises(InputRefused, match="als UTF-8 geschreven"):
        land(people(csv={"encoding": "windows-1252"}), workspace, progress=quiet)


def test_absent_numbers_land_with_their_reason_and_formulas_as_text(workspace, define, deliver, quiet):
    deliver('code;n;m;"tekst"\nGM0534;.;;=1+1\nGM0553;0;x;"a;b ""c"""\nGM1525; 7 ;3;\n')
    columns = [
        {"name": "code", "type": "region", "key": True},
        {"name": "n", "type": "integer", "symbols": {".": "unknown"}},
        {"name": "m", "type": "integer", "symbols": {"x": "secret"}, "empty": "not_applicable"},
        {"name": "tekst", "type": "text"},
    ]
    source = define(id="b", connector="csv", location="deliveries/mensen.csv", columns=columns)
    names = ("n", "n__status", "m", "m__status", "tekst")
    landed = _rows(workspace, land(source, workspace, progress=quiet))
    assert [tuple(row[name] for name in names) for row in landed] == [
        (None, "unknown", None, "not_applicable", "=1+1"),
        (0, None, None, "secret", 'a;b "c"'),
        (7, None, 3, None, None),
    ]


def test_windows_line_ends_and_other_separators_are_fine_where_agreed(workspace, define, deliver, quiet):
    deliver("code\tn\r\nGM0534\t1.5\r\n\r\n")
    columns = [{"name": "code", "type": "region", "key": True}, {"name": "n", "type": "decimal"}]
    form = {"separator": "tab", "locale": "point"}
    source = define(id="b", connector="csv", location="deliveries/mensen.csv", columns=columns, csv=form)
    assert _rows(workspace, land(source, workspace, progress=quiet)) == [
        {"code": "GM0534", "n": 1.5, "n__status": None}
    ]


def test_a_file_with_only_a_header_lands_where_the_contract_allows_it(workspace, people, deliver, quiet):
    deliver(HEAD)
    assert land(people(rows={"minimum": 0}), workspace, progress=quiet).rows == 0


def _rows(workspace, receipt):
    return pq.read_table(landed_table(workspace, receipt)).to_pylist()
