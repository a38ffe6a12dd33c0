"""Letters on the command line: draft, read, print, offer."""

from __future__ import annotations

import json

import pytest

from roer.office.ledger.history import programme
from roer.office.ledger.transfer import import_lines
from roer.site.example.programme import ledger_lines

pytestmark = pytest.mark.django_db
LINES = tuple(ledger_lines({"jeugdmonitor": ("a" * 64, ("Register jeugdhulp",))}))
DRAFT = ("letter", "draft", "--title", "Derde brief", "--date", "2021-06-01", "--by", "noor-dekker")


@pytest.fixture
def example(workspace, settings):
    settings.ROER_LETTERS = workspace / "var" / "letters"
    settings.ROER_RELEASES = None
    import_lines(LINES)


def test_a_letter_can_be_read_with_its_sources(roer, example):
    code, told, _ = roer("letter", "show", "RIB-2")
    assert code == 0
    assert "Resultaten ‘Datawarehouse’ en ‘BI-omgeving’ zijn op 2 maart 2021[" in told
    assert "Waar komt dit vandaan?" in told


def test_a_machine_reads_the_text_with_its_hash(roer, example):
    told = json.loads(roer("letter", "show", "RIB-1", "--json")[1])
    assert (told["hash"], told["offered"]) == (programme().letters["RIB-1"].body_hash, True)
    assert told["body"]["sections"][0]["heading"] == "Besturing"


def test_a_draft_takes_cases_meetings_and_embargo_from_the_command(roer, example):
    options = ("--case", "GM0534=Z-1", "--meeting", "GM0553=2021-06-08", "--embargo", "2021-06-08T18:00")
    code, told, _ = roer(*DRAFT, *options)
    assert (code, "Brief RIB-3 staat in concept" in told) == (0, True)
    first, second, _third = programme().letters["RIB-3"].draft.copies
    assert (first.case_number, str(second.executive_date), first.embargo_until) == (
        "Z-1",
        "2021-06-08",
        "2021-06-08T18:00",
    )


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("--case", "GM0534"), "'GM0534' mist een deel."),
        (("--meeting", "GM0534=morgen"), "'morgen' is geen dag."),
        (("--embargo", "straks"), "is geen tijdstip"),
        (("--to", "9"), "Er is geen DIN-versie 9."),
        (("--holder", "GM0534=daan-mulder"), "niet als wethouder van Hillegom"),
        (("--code", "kleine letters"), "Dit past niet in een brief."),
    ],
)
def test_a_wrong_draft_is_refused_and_stores_nothing(roer, example, options, complaint):
    code, _, complaints = roer(*DRAFT, *options)
    assert (code, complaint in complaints) == (1, True), complaints
    assert set(programme().letters) == {"RIB-1", "RIB-2"}


def test_every_council_gets_its_own_file(roer, example, tmp_path):
    code, told, _ = roer("letter", "pdf", "RIB-2", "--out", tmp_path / "uit")
    names = sorted(path.name for path in (tmp_path / "uit").iterdir())
    assert (code, len(told.splitlines())) == (0, 3)
    assert names == ["RIB-2-GM0534.pdf", "RIB-2-GM0553.pdf", "RIB-2-GM1525.pdf"]


def test_offering_keeps_the_text_and_can_be_done_once(roer, example, workspace):
    code, told, _ = roer("letter", "offer", "RIB-2", "--by", "noor-dekker")
    assert (code, "is aangeboden" in told) == (0, True)
    digest = programme().letters["RIB-2"].body_hash
    assert (workspace / "var" / "letters" / "RIB-2" / f"{digest}.json").is_file()
    assert roer("letter", "offer", "RIB-2", "--by", "noor-dekker")[0] == 1


@pytest.mark.parametrize("verb", ["show", "pdf"])
def test_an_unknown_letter_is_answered_with_those_that_exist(roer, example, verb):
    code, _, complaints = roer("letter", verb, "RIB-9")
    assert (code, "Er zijn: RIB-1, RIB-2." in complaints) == (1, True)
