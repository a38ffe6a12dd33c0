"""The network out of Roer into files, and files into the network, on the command line."""

from __future__ import annotations

import io
import json
import zipfile
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from roer.site.example.programme import ledger_lines

pytestmark = pytest.mark.django_db
LINES = tuple(ledger_lines({"jeugdmonitor": ("a" * 64, ("Register jeugdhulp",))}))
FILE = "Code;Titel\nI01;Andere naam\nI99;Nieuw werk\n"


@pytest.fixture
def example(roer, workspace, tmp_path):
    """A workspace with the programme of the example."""
    path = tmp_path / "ledger.jsonl"
    path.write_text("".join(f"{line}\n" for line in LINES), newline="\n")
    assert roer("ledger", "import", path)[0] == 0
    return workspace


@pytest.fixture
def file(tmp_path):
    """A file that renames one effort and adds another."""
    path = tmp_path / "inspanningen.csv"
    path.write_text(FILE)
    return path


def exported(roer, path, *more):
    code, told, complaints = roer("din", "export", "--out", path, *more)
    assert (code, told) == (0, f"{path}\n"), complaints
    return path.read_bytes()


def entries(roer):
    return len(roer("ledger", "export")[1].splitlines())


def test_the_form_of_a_file_follows_from_its_name(roer, example, tmp_path):
    assert json.loads(exported(roer, tmp_path / "din.json"))["version"] is None
    book = CalamineWorkbook.from_filelike(io.BytesIO(exported(roer, tmp_path / "din.xlsx")))
    assert book.sheet_names[:2] == ["Doelen", "Resultaten"]
    with zipfile.ZipFile(io.BytesIO(exported(roer, tmp_path / "din.ZIP"))) as archive:
        assert "relaties.csv" in archive.namelist()
    assert exported(roer, tmp_path / "relaties.csv").startswith("\ufeffVan;".encode())
    assert ElementTree.fromstring(exported(roer, tmp_path / "din.xml")).tag.endswith("}model")


def test_without_a_file_the_network_goes_out_as_json(roer, example):
    assert "elements" in json.loads(roer("din", "export")[1])


def test_a_frozen_version_is_written_as_it_was(roer, example, tmp_path):
    assert json.loads(exported(roer, tmp_path / "din.json", "--version", "2"))["version"] == 2


@pytest.mark.parametrize("name", ["din.json", "din.xlsx", "din.zip", "din.xml", "doelen.csv"])
def test_the_same_network_is_written_in_the_same_bytes(roer, example, tmp_path, name):
    assert exported(roer, tmp_path / name) == exported(roer, tmp_path / name)


@pytest.mark.parametrize(
    ("name", "reason"), [("din.docx", "Kies uit: .json"), ("din.csv", "doelen.csv"), ("nergens/din.json", "is er niet")]
)
def test_what_cannot_be_written_is_refused_with_what_can(roer, example, tmp_path, name, reason):
    code, told, complaints = roer("din", "export", "--out", tmp_path / name)
    assert (code, told) == (1, "")
    assert reason in complaints


def test_without_a_person_a_file_is_only_told(roer, example, file):
    before = entries(roer)
    code, told, _ = roer("din", "import", file)
    assert code == 0
    assert "heet nu ‘Andere naam’." in told
    assert "Inspanning I99 ‘Nieuw werk’ is nieuw." in told
    assert "elementen staan niet in het bestand en blijven" in told
    assert "Er is niets vastgelegd." in told
    assert entries(roer) == before


def test_a_rehearsal_asks_the_rules_and_records_nothing(roer, example, file):
    before = entries(roer)
    code, told, _ = roer("din", "import", file, "--by", "noor-dekker", "--dry-run")
    assert code == 0
    assert "Zonder --dry-run wordt dit vastgelegd." in told
    code, _, complaints = roer("din", "import", file, "--by", "ria-meijer", "--dry-run")
    assert code == 1
    assert "inspanningen.csv, rij 2: Leden van de klankbordgroep" in complaints
    assert entries(roer) == before


def test_a_file_is_recorded_once_with_its_reason(roer, example, file):
    before = entries(roer)
    code, told, _ = roer("din", "import", file, "--by", "noor-dekker", "--reason", "Uit het overleg.")
    assert code == 0
    assert "Vastgelegd: 2 wijzigingen" in told
    lines = [json.loads(line) for line in roer("ledger", "export")[1].splitlines()[before:]]
    assert [line["draft"]["reason"] for line in lines] == ["Uit het overleg."] * 2
    code, told, _ = roer("din", "import", file, "--by", "noor-dekker")
    assert code == 0
    assert "Er is niets veranderd." in told
    assert entries(roer) == before + 2


def test_all_is_recorded_or_nothing(roer, example, tmp_path):
    before = entries(roer)
    path = tmp_path / "relaties.csv"
    path.write_text("Van;Naar\nI01;D1\nR01;I01\n")
    code, _, complaints = roer("din", "import", path, "--by", "noor-dekker")
    assert code == 1
    assert "relaties.csv, rij 2" in complaints
    assert "Er is niets vastgelegd." in complaints
    assert entries(roer) == before


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("Code;Fase\nI01;uitvoerng\n", "rij 2, kolom Fase: ‘uitvoerng’ is geen fase."),
        ("Code;Eigenaar\nI01;niemand-dus\n", "Er is geen persoon niemand-dus."),
        ("", "Dit bestand is leeg."),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_file_is_told_with_its_place(roer, example, file, content, reason):
    file.write_text(content)
    code, told, complaints = roer("din", "import", file, "--by", "noor-dekker")
    assert (code, told) == (1, "")
    assert reason in complaints


def test_who_cannot_be_a_person_records_nothing(roer, example, file):
    code, _, complaints = roer("din", "import", file, "--by", "Noor Dekker")
    assert code == 1
    assert "--by: Dit past niet." in complaints


@pytest.mark.parametrize("name", ["din.json", "din.xlsx", "din.zip", "din.xml"])
def test_what_was_written_asks_nothing_when_it_comes_back(roer, example, tmp_path, name):
    exported(roer, tmp_path / name)
    code, told, complaints = roer("din", "import", tmp_path / name)
    assert code == 0, complaints
    assert "Er is niets veranderd." in told
