"""The network on the command line: drawn into files, and compared in words."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

import pypdfium2
import pytest

from roer.site.example.programme import ledger_lines

pytestmark = pytest.mark.django_db
LINES = tuple(ledger_lines({"jeugdmonitor": ("a" * 64, ("Register jeugdhulp",))}))


@pytest.fixture
def example(roer, workspace, tmp_path):
    """A workspace with the programme of the example."""
    path = tmp_path / "ledger.jsonl"
    path.write_text("".join(f"{line}\n" for line in LINES), newline="\n")
    assert roer("ledger", "import", path)[0] == 0
    return workspace


def words_of(svg: str) -> str:
    return " ".join(ET.fromstring(svg).itertext())


def test_the_network_is_drawn_as_a_file_that_stands_on_its_own(roer, example, tmp_path):
    code, told, _ = roer("din", "draw", "--out", tmp_path / "din.svg")
    assert (code, told) == (0, f"{tmp_path / 'din.svg'}\n")
    drawn = (tmp_path / "din.svg").read_text("utf-8")
    assert "R01" in words_of(drawn)
    assert "werkversie" in words_of(drawn)
    assert "href" not in drawn


def test_a_frozen_version_and_a_view_are_drawn_as_they_were(roer, example, tmp_path):
    roer("din", "draw", "--out", tmp_path / "1.svg", "--version", "1", "--view", "poorten")
    roer("din", "draw", "--out", tmp_path / "3.svg", "--version", "3", "--view", "poorten")
    first, third = ((tmp_path / f"{number}.svg").read_text("utf-8") for number in (1, 3))
    assert "versie 1 van" in words_of(first)
    assert "versie 3 van" in words_of(third)
    assert "van 4 poorten" in words_of(third)
    assert first != third


def test_the_same_programme_is_drawn_in_the_same_bytes(roer, example, tmp_path):
    for name in ("a.svg", "b.svg"):
        roer("din", "draw", "--out", tmp_path / name, "--version", "2")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_on_paper_the_sheets_are_a3(roer, example, tmp_path):
    code, told, _ = roer("din", "draw", "--out", tmp_path / "din.svg", "--a3")
    assert code == 0
    for line in told.splitlines():
        sheet = ET.parse(line).getroot()
        assert (sheet.get("width"), sheet.get("height")) == ("420mm", "297mm")


def test_the_end_of_the_name_says_what_is_drawn(roer, example, tmp_path):
    assert roer("din", "draw", "--out", tmp_path / "din.pdf", "--paper", "a4")[0] == 0
    (sheet,) = pypdfium2.PdfDocument((tmp_path / "din.pdf").read_bytes())
    assert tuple(round(side / 72 * 25.4) for side in sheet.get_size()) == (297, 210)
    assert roer("din", "draw", "--out", tmp_path / "DIN.PNG")[0] == 0
    assert (tmp_path / "DIN.PNG").read_bytes().startswith(b"\x89PNG")


def test_a_pdf_is_a3_unless_another_paper_is_named(roer, example, tmp_path):
    assert roer("din", "draw", "--out", tmp_path / "din.pdf")[0] == 0
    (sheet,) = pypdfium2.PdfDocument((tmp_path / "din.pdf").read_bytes())
    assert tuple(round(side / 72 * 25.4) for side in sheet.get_size()) == (420, 297)


def test_a3_is_another_name_of_the_paper(roer, example, tmp_path):
    roer("din", "draw", "--out", tmp_path / "a.svg", "--a3")
    roer("din", "draw", "--out", tmp_path / "b.svg", "--paper", "a3")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_what_changed_is_told_with_its_decision(roer, example):
    code, told, _ = roer("din", "compare", "--from", "1", "--to", "3")
    assert code == 0
    assert told.startswith("Van versie 1 van ")
    assert {"Samengevoegd", "Gesplitst", "Verwijderd"} <= set(told.replace(" (", "\n").splitlines())
    assert "Besluit B-" in told


def test_for_a_machine_the_changes_are_values(roer, example):
    code, told, _ = roer("din", "compare", "--from", "1", "--to", "3", "--json")
    answer = json.loads(told)
    assert (code, answer["from"], answer["to"]) == (0, 1, 3)
    assert {"added", "merged", "split", "removed"} <= {change["kind"] for change in answer["changes"]}


def test_days_are_compared_as_well_as_versions(roer, example):
    code, told, _ = roer("din", "compare", "--from", "2020-10-19", "--to", "2020-10-20")
    assert code == 0
    assert told.startswith("Van het netwerk van 19 oktober 2020 tot het netwerk van 20 oktober 2020.")
    assert "gesplitst" in told
    assert (
        json.loads(roer("din", "compare", "--from", "1", "--to", "2021-03-02", "--json")[1])["to_date"] == "2021-03-02"
    )


def test_without_a_second_version_it_compares_with_now(roer, example):
    assert json.loads(roer("din", "compare", "--from", "3", "--json")[1])["to"] is None
    assert "tot de werkversie van" in roer("din", "compare", "--from", "3")[1]


def test_a_version_compared_with_itself_has_not_changed(roer, example):
    assert "Er is niets veranderd." in roer("din", "compare", "--from", "2", "--to", "2")[1]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("draw", "--out", "x.svg", "--version", "9"), "Er zijn: 1, 2 en 3."),
        (("draw", "--out", "x.svg", "--view", "kleuren"), "Kies uit: beleidsterrein"),
        (("draw", "--out", "x.doc"), "Noem het bestand naar wat u wilt: din.svg, din.pdf of din.png."),
        (("draw", "--out", "x.png", "--paper", "a4"), "Een PNG heeft geen formaat van papier."),
        (("draw", "--out", "nergens/x.svg"), "De map van nergens/x.svg is er niet."),
        (("compare", "--from", "9"), "Er is geen versie 9"),
        (("compare", "--from", "1", "--to", "9"), "Er is geen versie 9"),
        (("compare", "--from", "3", "--to", "1"), "Draai ze om: --from 1 --to 3."),
        (("compare", "--from", "2021-03-02", "--to", "1"), "Draai ze om: --from 1 --to 2021-03-02."),
        (("compare", "--from", "2021-02-30"), "2021-02-30 is geen dag van de kalender."),
        (("compare", "--from", "2999-01-01"), "moet nog komen"),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(roer, example, words, reason):
    code, told, complaints = roer("din", *words)
    assert (code, told) == (1, "")
    assert reason in complaints


def test_an_empty_programme_is_drawn_without_elements(roer, workspace, tmp_path):
    assert roer("din", "draw", "--out", tmp_path / "leeg.svg")[0] == 0
    assert "Resultaten" in words_of((tmp_path / "leeg.svg").read_text("utf-8"))
    assert "Er is nog geen versie bevroren." in roer("din", "compare", "--from", "1")[2]


def test_an_empty_programme_fits_on_paper(roer, workspace, tmp_path):
    assert roer("din", "draw", "--out", tmp_path / "leeg.svg", "--a3")[0] == 0
