"""The ledger on the command line: the same door, the same reasons."""

from __future__ import annotations

import json
import re

import pytest

from roer.office.ledger.models import LedgerEntry
from roer.site.example.programme import ledger_lines

pytestmark = pytest.mark.django_db
LINES = tuple(ledger_lines({"jeugdmonitor": ("a" * 64, ("Register jeugdhulp",))}))


@pytest.fixture
def exported(tmp_path):
    path = tmp_path / "ledger.jsonl"
    path.write_text("".join(f"{line}\n" for line in LINES), newline="\n")
    return path


def test_import_and_export_give_the_same_bytes(roer, workspace, exported, tmp_path):
    code, told, _ = roer("ledger", "import", exported)
    assert (code, f"{len(LINES)} nieuwe regels" in told) == (0, True)
    assert roer("ledger", "export")[1].encode() == exported.read_bytes()
    assert roer("ledger", "export", "--out", tmp_path / "again.jsonl")[0] == 0
    assert (tmp_path / "again.jsonl").read_bytes() == exported.read_bytes()


def test_verify_tells_that_the_ledger_is_whole(roer, workspace, exported):
    roer("ledger", "import", exported)
    code, told, _ = roer("ledger", "verify", "--json")
    report = json.loads(told)
    assert (code, report["ok"], report["entries"]) == (0, True, len(LINES))


def test_verify_of_a_file_that_was_tampered_with_names_the_line(roer, exported):
    exported.write_text(exported.read_text().replace("Lisse", "Lissabon", 1))
    code, _, complaints = roer("ledger", "verify", exported)
    assert code == 1
    assert "regel 3: De inhoud is veranderd" in complaints
    code, told, _ = roer("ledger", "verify", exported, "--json")
    assert (code, json.loads(told)["problems"][0]["rule"]) == (1, "changed")


def test_an_import_against_the_rules_stores_nothing(roer, workspace, exported):
    exported.write_text("\n".join(LINES[1:]) + "\n")
    assert roer("ledger", "import", exported)[0] == 1
    assert LedgerEntry.objects.count() == 0


@pytest.mark.parametrize("command", ["import", "verify"])
def test_an_empty_file_is_refused(roer, workspace, tmp_path, command):
    (tmp_path / "empty.jsonl").touch()
    code, _, complaints = roer("ledger", command, tmp_path / "empty.jsonl")
    assert (code, "Het bestand is leeg" in complaints) == (1, True)


def test_a_file_that_stops_being_text_half_way_is_refused_as_a_whole(roer, workspace, exported):
    exported.write_bytes(exported.read_bytes()[:-20] + b"\xff\xfe\n")
    code, _, complaints = roer("ledger", "import", exported)
    assert (code, "niet te lezen" in complaints) == (1, True)
    assert LedgerEntry.objects.count() == 0


def test_the_first_act_of_a_new_workspace_can_be_recorded(roer, workspace):
    act = workspace / "programme" / "eerste-handeling.yml"
    assert roer("ledger", "record", act)[1] == "Vastgelegd als regel 1.\n"
    code, _, complaints = roer("ledger", "record", act)
    assert (code, "Dit mag alleen wie een leeg programma start" in complaints) == (1, True)


TOWN = (
    "by: uw-naam\nholds_from: 2021-01-01\nact: {kind: add_municipality, municipality: {code: GM0534, name: Hillegom}}"
)


def test_several_acts_are_recorded_in_order(roer, workspace, tmp_path):
    (tmp_path / "towns.yml").write_text(f"{TOWN}\n---\n{TOWN.replace('GM0534', 'GM0553')}\n---\n")
    first = workspace / "programme" / "eerste-handeling.yml"
    code, told, complaints = roer("ledger", "record", first, tmp_path / "towns.yml")
    assert (code, told) == (0, "3 handelingen vastgelegd, regel 1 tot en met 3.\n"), complaints


def test_the_programme_is_founded_under_the_name_that_init_was_given(roer, workspace, tmp_path):
    assert roer("init", tmp_path / "other", "--programme", 'Samen: "sturen"')[0] == 0
    first = tmp_path / "other" / "programme" / "eerste-handeling.yml"
    entry = json.loads(roer("ledger", "record", first, "--json")[1])
    assert entry["draft"]["act"]["charter"]["name"] == 'Samen: "sturen"'


def test_of_several_acts_none_is_recorded_when_one_is_refused(roer, workspace, tmp_path):
    (tmp_path / "towns.yml").write_text(f"{TOWN}\n---\n{TOWN}\n")
    first = workspace / "programme" / "eerste-handeling.yml"
    code, _, complaints = roer("ledger", "record", first, tmp_path / "towns.yml")
    assert code == 1
    assert "towns.yml, regel 5: GM0534 doet al mee in het programma. [already_there]" in complaints
    assert LedgerEntry.objects.count() == 0


def test_the_gates_of_a_result_tell_whose_turn_it_is_and_what_an_approval_must_name(roer, workspace, exported):
    roer("ledger", "import", exported)
    code, told, _ = roer("ledger", "gates", "R02")
    assert code == 0
    assert "✗" in told or "…" in told
    assert "Aan zet: de eigenaar van maatregel M6." in told
    assert f"subject_hash: {_hash_of('R02')}" in told
    answer = json.loads(roer("ledger", "gates", "R02", "--json")[1])
    assert {gate["gate"] for gate in answer["gates"]["GM0534"] if gate["turn"]} == {"dpia_done"}
    assert {"text_hash", "contract_hash", "dpia_hash"} < {binding["field"] for binding in answer["bindings"]}


def test_the_hash_that_one_act_names_can_be_asked_alone(roer, workspace, exported):
    roer("ledger", "import", exported)
    assert roer("ledger", "gates", "R02", "--for", "take_decision")[1] == f"{_hash_of('R02')}\n"
    code, _, complaints = roer("ledger", "gates", "R02", "--for", "agree_smart_texts")
    assert (code, "Bedoelde u 'agree_smart_text'?" in complaints) == (1, True)


@pytest.mark.parametrize(("given", "meant"), [("R1", "code R1. Bedoelde u 'R"), ("D1", "code D1.")])
def test_the_gates_of_what_is_no_result_are_refused(roer, workspace, exported, given, meant):
    roer("ledger", "import", exported)
    code, _, complaints = roer("ledger", "gates", given)
    assert code == 1
    assert meant in complaints


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("by: x\n", "'act' en 'holds_from' ontbreken"),
        ("by: anna\nholds_from: 2021-01-01\nact: {kind: add_gaol}\n", "veld act: 'add_gaol' bestaat hier niet"),
        ("by: anna\nholds_from: 2021-01-01\nact: {kind: add_goal, gaol: 1}\n", "Bedoelde u 'goal'?"),
        ("by: uw-naam\nholds_from: morgen\nact: {kind: add_goal}\n", "datum"),
        ("a: [", "regel"),
    ],
)
def test_an_act_that_cannot_be_read_is_refused_with_its_place(roer, workspace, tmp_path, text, words):
    act = tmp_path / "act.yml"
    act.write_text(text)
    code, _, complaints = roer("ledger", "record", act)
    assert code == 1
    assert words in complaints
    assert "act.yml" in complaints


def test_a_result_with_a_closed_gate_cannot_be_placed_by_command(roer, workspace, exported, tmp_path):
    roer("ledger", "import", exported)
    act = tmp_path / "place.yml"
    act.write_text(
        """
        by: noor-dekker
        holds_from: 2021-04-12
        act:
          kind: take_decision
          decision:
            code: B-2021-90
            body: stuurgroep
            decided_on: 2021-04-12
            title: Monitor Jeugdzorg op de roadmap
            advice: A-2020-02
            outcome: adopted
            effects:
              - {type: place, result: R02, subject_hash: HASH, municipalities: [GM0534],
                 start: 2021KW02, end: 2021KW03}
        """.replace("HASH", _hash_of("R02"))
    )
    code, _, complaints = roer("ledger", "record", act)
    assert code == 1
    assert "DPIA gereed en maatregelen geïmplementeerd" in complaints
    assert "Aan zet: de eigenaar van maatregel M6" in complaints
    assert LedgerEntry.objects.count() == len(LINES)


def _hash_of(code: str) -> str:
    from roer.office.ledger.history import programme

    return programme().network.elements[code].hash


def test_anchors_show_that_the_end_was_cut_off_or_the_history_rewritten(roer, workspace, exported, tmp_path):
    roer("ledger", "import", exported)
    kept = tmp_path / "ankers.jsonl"
    for count in (1, 2):
        code, told, _ = roer("ledger", "anchor", kept)
        assert (code, f"{len(LINES)} regels" in told) == (0, True)
        assert len(kept.read_text().splitlines()) == count
    assert roer("ledger", "verify", "--anchor", kept)[0] == 0
    assert roer("ledger", "verify", exported, "--anchor", kept)[0] == 0
    exported.write_text("".join(f"{line}\n" for line in LINES[:-1]), newline="\n")
    assert roer("ledger", "verify", exported)[0] == 0
    code, _, complaints = roer("ledger", "verify", exported, "--anchor", kept)
    assert (code, "het einde ontbreekt" in complaints) == (1, True)


def test_a_ledger_that_does_not_fit_its_anchors_is_not_anchored_again(roer, workspace, exported, tmp_path):
    roer("ledger", "import", exported)
    kept = tmp_path / "ankers.jsonl"
    roer("ledger", "anchor", kept)
    before = re.sub(r'"hash":"[0-9a-f]{64}"', f'"hash":"{"a" * 64}"', kept.read_text())
    kept.write_text(before)
    code, _, complaints = roer("ledger", "anchor", kept)
    assert (code, "herschreven" in complaints, kept.read_text()) == (1, True, before)


def test_an_empty_ledger_is_not_anchored(roer, workspace, tmp_path):
    code, _, complaints = roer("ledger", "anchor", tmp_path / "ankers.jsonl")
    assert (code, "nog leeg" in complaints, (tmp_path / "ankers.jsonl").exists()) == (1, True, False)
