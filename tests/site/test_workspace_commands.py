"""A new workspace explains itself, and its examples work."""

from __future__ import annotations

import socket

import pytest

from roer.data.catalogue.reading import read_catalogue
from roer.data.workspace import CATALOGUE_FOLDERS, Workspace


def test_help_is_in_dutch_and_names_the_exit_codes(roer):
    code, told, _ = roer("--help")
    assert code == 0
    assert "Uitgangscodes: 0 gelukt · 1 geweigerd" in " ".join(told.split())
    for command in ("demo", "init", "check", "build", "release", "serve", "ledger"):
        assert command in told


@pytest.mark.parametrize("words", [("bestaat-niet",), ("init",), ("serve", "--port", "99999999")])
def test_wrong_usage_ends_with_two(roer, words):
    assert roer(*words)[0] == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("lgder",), "Commando 'lgder' bestaat niet. Bedoelde u ledger?\nZie 'roer --help'."),
        (("release", "--fodler", "x"), "Optie --fodler bestaat niet."),
        (("ledger", "verify", "--jsn"), "Optie --jsn bestaat niet. Bedoelde u --json?"),
        (("release",), "PRODUCT ontbreekt.\nZie 'roer release --help'."),
        (("release", "a", "b"), "Dit is te veel: b."),
        (("release", "--dir"), "Achter --dir hoort een waarde."),
        (("check", "--json=x"), "Achter --json hoort geen waarde."),
        (("serve", "--port", "x"), "--port: hier hoort een heel getal."),
        (("serve", "--port", "99999999"), "--port: het getal mag ten hoogste 65535 zijn."),
        (("serve", "--workers", "0"), "--workers: het getal moet ten minste 1 zijn."),
        (("ledger", "record", "/er-niet"), "BESTAND...: '/er-niet' is er niet."),
        (("ledger", "record", "/tmp"), "'/tmp' is een map; hier hoort een bestand."),
        (("letter", "draft", "--title", "a", "--by", "b", "--date", "1-1-2021"), "'1-1-2021' is geen dag;"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, tuple) else "",
)
def test_wrong_usage_is_explained_in_dutch(roer, words, told):
    code, _, complaints = roer(*words)
    assert code == 2
    assert told in complaints


def test_a_new_workspace_has_a_page_to_read_and_an_example_in_each_folder(workspace):
    assert "roer people enter" in (workspace / "LEESMIJ.md").read_text()
    for folder in CATALOGUE_FOLDERS:
        assert list((workspace / "catalogue" / folder).glob("voorbeeld*.txt")), folder
    assert Workspace.open(workspace).read_settings().codes == ("GM0534",)


def test_the_empty_workspace_is_valid(roer, workspace):
    assert roer("check")[0] == 0
    assert not read_catalogue(workspace / "catalogue").products


def test_the_examples_are_a_monitor_that_can_be_built(roer, workspace):
    for path in workspace.rglob("*.txt"):
        path.rename(path.with_suffix(""))
    code, told, complaints = roer("check")
    assert (code, "1 bron, 2 modellen, 1 indicator en 1 product" in told) == (0, True), complaints
    code, told, complaints = roer("build")
    assert (code, "is in gebruik" in told) == (0, True), complaints


def test_the_examples_are_about_the_municipalities_that_were_named(roer, tmp_path):
    towns = ("--municipality", "GM0575=Noordwijk", "--municipality", "GM0537=Katwijk")
    assert roer("init", tmp_path / "new", *towns)[0] == 0
    organisation = (tmp_path / "new" / "programme" / "voorbeeld-1-organisatie.yml").read_text()
    assert "{code: GM0575, name: Noordwijk}" in organisation
    assert "person: wethouder-gm0537" in organisation
    assert "municipalities: [GM0575, GM0537]" in (tmp_path / "new/programme/voorbeeld-8-besluit.yml").read_text()
    assert "WK053701;" in (tmp_path / "new/deliveries/voorbeeld_meldingen.csv.txt").read_text()


def test_what_is_there_is_never_overwritten(roer, workspace):
    code, _, complaints = roer("init", workspace)
    assert code == 1
    assert "is niet leeg" in complaints


def test_a_municipality_that_is_none_is_refused(roer, tmp_path):
    code, _, complaints = roer("init", tmp_path / "new", "--municipality", "Hillegom")
    assert code == 1
    assert "GM0534=Hillegom" in complaints
    assert not (tmp_path / "new").exists()


def test_outside_a_workspace_a_command_says_where_to_go(roer, tmp_path):
    code, _, complaints = roer("ledger", "verify", "--dir", tmp_path)
    assert code == 1
    assert "is geen werkmap van Roer" in complaints


def test_a_port_that_is_taken_is_told_before_any_work(roer, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, _, complaints = roer("demo", "--dir", tmp_path / "demo", "--port", taken.getsockname()[1])
    assert code == 1
    assert "draait al iets" in complaints
    assert not (tmp_path / "demo").exists()


def test_a_fault_tells_where_and_quotes_nothing(roer, workspace, monkeypatch):
    def fail(folder):
        raise ValueError("fic-00017ab7bf0be3 is niet te lezen")

    monkeypatch.setattr("roer.data.catalogue.reading.read_catalogue", fail)
    code, _, complaints = roer("check")
    assert code == 4
    assert "ValueError in test_workspace_commands.py, regel" in complaints
    assert "fic-" not in complaints
    assert "Traceback" not in complaints


def test_what_the_computer_refuses_is_told_with_its_place(roer, workspace):
    (workspace / "catalogue" / "texts" / "uitleg.md").mkdir()
    code, _, complaints = roer("check")
    assert code == 4
    assert "uitleg.md: Is a directory" in complaints
