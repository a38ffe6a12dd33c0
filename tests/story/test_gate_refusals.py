"""One gate that is not met keeps a result off the roadmap and off the air: by command, and by import."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from roer.core.programme import acts
from roer.core.programme.decisions import Decision, Outcome, Place
from roer.core.programme.elements import canonical_json
from roer.core.programme.entries import Draft, Entry
from roer.core.programme.folding import applied, fold
from roer.core.programme.lines import GENESIS
from roer.core.programme.state import Programme

pytestmark = [pytest.mark.xdist_group("browser")]

RESULT, PRODUCT = "R01", "jeugdmonitor"
TEAM = "noor-dekker"
TOWNS = ("GM0534", "GM0553", "GM1525")


@pytest.fixture(scope="module")
def lines(roer, demo_folder: Path) -> tuple[str, ...]:
    """The example's ledger, as it is exported."""
    told = roer("ledger", "export", "--dir", demo_folder)
    assert told.code == 0, told.err
    return tuple(told.out.splitlines())


@pytest.fixture(scope="module")
def programme(lines: tuple[str, ...]) -> Programme:
    return fold(map(Entry.model_validate_json, lines))


def another_target(programme: Programme) -> Draft:
    last = programme.smart[RESULT][-1]
    text = last.text.model_copy(update={"sentence": f"{last.text.sentence} Dat is ruim."})
    return _today(acts.WriteSmartText(text=text, expects=last.seq))


def priority_withdrawn(programme: Programme) -> Draft:
    decision = programme.priorities[RESULT].decision
    return _today(acts.WithdrawDecision(decision=decision, motive="De stuurgroep weegt opnieuw."))


def measure_reopened(programme: Programme) -> Draft:
    return _today(acts.ReopenMeasure(result=RESULT, measure="M2", motive="De toegang bleek te ruim."))


def another_architecture(programme: Programme) -> Draft:
    last = programme.architectures[RESULT][-1]
    architecture = last.architecture.model_copy(update={"tools": "Een ander pakket"})
    return _today(acts.DescribeArchitecture(architecture=architecture, expects=last.seq))


def _today(act: acts.Act) -> Draft:
    return Draft(act=act, by=TEAM, holds_from=date(2021, 4, 12))


Closing = Callable[[Programme], Draft]
GATES: dict[Closing, tuple[str, str]] = {
    # what closes the gate: (the gate, whose turn it is)
    another_target: ("Klant akkoord met SMART-omschrijving", "Aan zet: de klant."),
    priority_withdrawn: ("Stuurgroep akkoord met prioritering", "Aan zet: Stuurgroep"),
    measure_reopened: ("DPIA gereed en maatregelen geïmplementeerd", "Aan zet: de eigenaar van maatregel M2."),
    another_architecture: ("Doelarchitectuur vastgesteld", "Aan zet: Architectuur"),
}


def placing(programme: Programme) -> Draft:
    """The steering group's decision to place the result, exactly as it is now, for all municipalities."""
    effect = Place(
        result=RESULT,
        subject_hash=programme.network.elements[RESULT].hash,
        municipalities=TOWNS,
        start="2021KW02",
        end="2021KW03",
    )
    decision = Decision(
        code="B-2021-90",
        body="stuurgroep",
        decided_on=date(2021, 4, 12),
        title="De Jeugdmonitor op de roadmap",
        advice=next(code for code, known in programme.advices.items() if RESULT in known.advice.subjects),
        outcome=Outcome.ADOPTED,
        effects=(effect,),
    )
    return _today(acts.TakeDecision(decision=decision)).model_copy(update={"on_behalf_of": "stuurgroep"})


def written(folder: Path, draft: Draft) -> Path:
    path = folder / f"{draft.act.kind}.json"
    path.write_text(draft.model_dump_json())
    return path


def continued(lines: Sequence[str], draft: Draft) -> list[str]:
    """A ledger with one more line, numbered and hashed as it should be."""
    last = Entry.model_validate_json(lines[-1])
    entry = Entry.chain(draft, seq=last.seq + 1, id=uuid4(), recorded_at=datetime.now(UTC), previous=last.hash)
    return [*lines, canonical_json(entry)]


def on_disk(folder: Path) -> dict[str, bytes]:
    releases = folder / "var" / "releases"
    return {path.name: path.read_bytes() for path in releases.rglob("*") if path.is_file()}


@pytest.mark.parametrize("close", GATES, ids=lambda close: close.__name__)
def test_a_result_with_one_gate_closed_is_not_placed_and_not_released(
    roer, own_folder, lines, programme, tmp_path, close
):
    gate, turn = GATES[close]
    closing = roer("ledger", "record", written(tmp_path, close(programme)), "--json", "--dir", own_folder)
    assert closing.code == 0, closing.err
    entry = Entry.model_validate_json(closing.out)
    before = on_disk(own_folder)

    released = roer("release", PRODUCT, "--dir", own_folder)
    assert released.code == 1
    assert f"door de poort ‘{gate}’" in released.everything
    assert turn in released.everything
    assert on_disk(own_folder) == before, "what was released stays as it was"

    placed = roer("ledger", "record", written(tmp_path, placing(programme)), "--dir", own_folder)
    assert placed.code == 1
    assert f"door de poort ‘{gate}’" in placed.everything
    assert turn in placed.everything

    file = tmp_path / "continued.jsonl"
    grown = [*lines, canonical_json(entry)]
    file.write_text("".join(f"{line}\n" for line in continued(grown, placing(applied(programme, entry)))))
    imported = roer("ledger", "import", file, "--dir", own_folder)
    assert imported.code == 1
    assert f"regel {entry.seq + 1}: " in imported.everything
    assert f"door de poort ‘{gate}’" in imported.everything
    assert turn in imported.everything

    standing = json.loads(roer("ledger", "verify", "--json", "--dir", own_folder).out)
    assert (standing["ok"], standing["entries"], standing["head"]) == (True, entry.seq, entry.hash)


def test_with_all_gates_open_the_same_decision_is_taken(roer, own_folder, lines, programme, tmp_path):
    """The positive control: it is the gate that refuses, and nothing else."""
    file = tmp_path / "continued.jsonl"
    file.write_text("".join(f"{line}\n" for line in continued(lines, placing(programme))))
    told = roer("ledger", "import", file, "--dir", own_folder)
    assert told.code == 0, told.err
    assert "1 nieuwe regel" in told.out


def agreement(act: acts.Act) -> bool:
    return isinstance(act, acts.AgreeSmartText) and act.result == RESULT


def measure_in_place(act: acts.Act) -> bool:
    return isinstance(act, acts.ImplementMeasure) and (act.result, act.measure) == (RESULT, "M2")


def architecture_adopted(act: acts.Act) -> bool:
    return isinstance(act, acts.AdoptArchitecture) and act.result == RESULT


def rewritten(lines: Sequence[str], is_evidence: Callable[[acts.Act], bool]) -> list[str]:
    """The ledger of somebody who took the evidence out, put something harmless there, and hashed all lines again."""
    previous, told = GENESIS, []
    for number, line in enumerate(lines, start=1):
        entry = Entry.model_validate_json(line)
        draft = entry.draft
        if is_evidence(draft.act):
            field = {"code": f"veld-{number}", "name": f"Veld {number}"}
            act = acts.AddPolicyField.model_validate({"policy_field": field})
            draft = draft.model_copy(update={"act": act, "by": TEAM, "on_behalf_of": None})
        chained = Entry.chain(draft, seq=entry.seq, id=entry.id, recorded_at=entry.recorded_at, previous=previous)
        previous = chained.hash
        told.append(canonical_json(chained))
    return told


@pytest.fixture(scope="module")
def empty(roer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty") / "workspace"
    assert roer("init", folder).code == 0
    return folder


@pytest.mark.parametrize(
    ("is_evidence", "gate"),
    [
        (agreement, "Klant akkoord met SMART-omschrijving"),
        (measure_in_place, "DPIA gereed en maatregelen geïmplementeerd"),
        (architecture_adopted, "Doelarchitectuur vastgesteld"),
    ],
)
def test_a_rewritten_ledger_in_which_the_evidence_is_missing_is_refused(
    roer, empty, lines, tmp_path, is_evidence, gate
):
    file = tmp_path / "rewritten.jsonl"
    file.write_text("".join(f"{line}\n" for line in rewritten(lines, is_evidence)))
    assert roer("ledger", "verify", file).code == 0, "the chain of hashes alone does not give it away"
    told = roer("ledger", "import", file, "--dir", empty)
    assert told.code == 1
    assert f"door de poort ‘{gate}’" in told.everything
    assert "Aan zet: " in told.everything
    assert roer("ledger", "export", "--dir", empty).out == ""


def test_a_line_that_was_tampered_with_is_refused_by_its_number(roer, empty, lines, tmp_path):
    number = next(at for at, line in enumerate(lines, start=1) if '"type":"place"' in line)
    changed = [line.replace("2021KW01", "2020KW04") if at == number else line for at, line in enumerate(lines, start=1)]
    assert changed != list(lines)
    file = tmp_path / "tampered.jsonl"
    file.write_text("".join(f"{line}\n" for line in changed))
    told = roer("ledger", "import", file, "--dir", empty)
    assert told.code == 1
    assert f"regel {number}: De inhoud is veranderd nadat zij is vastgelegd. [changed]" in told.everything
    assert roer("ledger", "export", "--dir", empty).out == ""
