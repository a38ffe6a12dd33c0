"""The four gates open exactly on their evidence (programme.md 3.4)."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from tests.core.programme.gate_events import (
    gate_state,
    new_architecture,
    new_smart_text,
    placing,
    reopened_measure,
    second_thoughts,
    withdrawn_priority,
)

from roer.core.programme import acts
from roer.core.programme.decisions import Outcome, PriorityClass
from roer.core.programme.gates import (
    GATES,
    GateStatus,
    UnknownResult,
    gate_table,
    gates_of,
    is_admissible,
    missing_gates,
    under_reservation,
)
from roer.core.programme.rules import NotAllowed, may_place, may_release

CODES = tuple(gate.code for gate in GATES)
NAMES = ("client_agreed", "prioritised", "dpia_done", "architecture_adopted")


def test_the_gates_are_the_four_of_the_letter():
    assert NAMES == CODES
    assert [gate.label for gate in GATES] == [
        "Klant akkoord met SMART-omschrijving",
        "Stuurgroep akkoord met prioritering",
        "DPIA gereed en maatregelen geïmplementeerd",
        "Doelarchitectuur vastgesteld",
    ]


@pytest.mark.parametrize("opened", list(product([False, True], repeat=4)))
def test_a_result_is_placed_only_when_all_four_gates_are_open(monitor, opened):
    monitor.declare()
    for name, wanted in zip(NAMES, opened, strict=True):
        if wanted:
            monitor.open_gate(name)
    decision = placing(monitor)
    states = gates_of(monitor.programme, "R01")
    assert tuple(state.passes for state in states) == opened
    assert is_admissible(monitor.programme, "R01") is all(opened)
    if all(opened):
        monitor.do(decision)
        assert monitor.programme.placements["R01"].decision == decision.decision.code
        return
    first = next(state for state in states if not state.passes)
    with pytest.raises(NotAllowed) as refusal:
        monitor.do(decision)
    assert refusal.value.gate == first.gate
    assert refusal.value.turn == first.turn
    assert first.gate.label in str(refusal.value)
    assert first.turn.label in str(refusal.value)
    assert "R01" not in monitor.programme.placements
    assert not may_place(monitor.programme, "R01", ["GM0534"], on=monitor.today).ok


EVIDENCE = ("smart", "priority", "dpia", "measures", "architecture")


def _bring(world, evidence: str) -> None:
    """One of the five pieces of evidence that the letter names (bijlage 2)."""
    match evidence:
        case "smart":
            world.open_gate("client_agreed")
        case "priority":
            world.open_gate("prioritised")
        case "dpia":
            world.write_dpia()
            world.advise_privacy()
            world.adopt_dpia()
        case "measures":
            world.implement()
        case "architecture":
            world.open_gate("architecture_adopted")


def _take_away(world, evidence: str) -> None:
    match evidence:
        case "smart":
            new_smart_text(world)
        case "priority":
            withdrawn_priority(world)
        case "dpia":
            second_thoughts(world)
        case "measures":
            reopened_measure(world)
        case "architecture":
            new_architecture(world)


@pytest.mark.parametrize("brought", list(product([False, True], repeat=5)))
def test_of_all_combinations_of_evidence_only_the_full_one_is_placed_and_released(monitor, brought):
    there = {name for name, is_there in zip(EVIDENCE, brought, strict=True) if is_there}
    monitor.declare()
    for name in EVIDENCE:
        if name in there - {"measures"}:
            _bring(monitor, name)
    if there >= {"dpia", "measures"}:
        _bring(monitor, "measures")
    decision = placing(monitor)
    if all(brought):
        monitor.do(decision)
        assert may_release(monitor.programme, "p-r01", "GM0534", "c" * 64, on=monitor.today).ok
        return
    with pytest.raises(NotAllowed) as refusal:
        monitor.do(decision)
    assert refusal.value.gate is not None
    assert not may_release(monitor.programme, "p-r01", "GM0534", "c" * 64, on=monitor.today).ok


@pytest.mark.parametrize("gone", EVIDENCE)
def test_taking_away_any_one_piece_of_evidence_takes_effect_at_once(monitor, gone):
    monitor.open_all_gates()
    monitor.do(placing(monitor))
    _take_away(monitor, gone)
    assert not is_admissible(monitor.programme, "R01")
    assert not may_release(monitor.programme, "p-r01", "GM0534", "c" * 64, on=monitor.today).ok
    if gone != "priority":
        assert under_reservation(monitor.programme, "R01", on=monitor.today)


def test_each_state_says_why_since_when_and_whose_turn(monitor):
    for state in gates_of(monitor.programme, "R01"):
        assert state.status is GateStatus.NOT_MET
        assert state.reason.endswith(".")
        assert state.since == monitor.today
        assert state.turn.who == "b-programme-team"


def test_a_met_gate_shows_its_evidence_by_entry(monitor):
    monitor.open_all_gates()
    for state in gates_of(monitor.programme, "R01"):
        assert state.turn is None
        kinds = {monitor.entries[item.seq - 1].draft.act.kind for item in state.evidence}
        assert kinds
    assert {item.text.split(" op ")[0] for item in gate_state(monitor, "dpia_done").evidence} >= {
        "Vastgesteld door Hillegom",
        "Vastgesteld door Lisse",
        "Maatregel M1 ingevoerd",
    }


def test_every_status_has_a_word_and_a_sign_of_its_own():
    assert len({status.label for status in GateStatus}) == len({status.sign for status in GateStatus}) == 5
    assert {status for status in GateStatus if status.passes} == {GateStatus.MET, GateStatus.NOT_APPLICABLE}


def test_gate_1_waits_for_the_client(monitor):
    monitor.write_smart()
    state = gate_state(monitor, "client_agreed")
    assert (state.status, state.turn.who) == (GateStatus.IN_PROGRESS, "client")


@pytest.mark.parametrize(
    ("lacking", "word"),
    [
        ({"indicator": ""}, "de indicator ontbreekt"),
        ({"unit": ""}, "de eenheid ontbreekt"),
        ({"baseline": None}, "de nulmeting ontbreekt"),
        ({"baseline_date": None}, "de datum van de nulmeting ontbreekt"),
        ({"target": None, "target_date": None}, "de streefwaarde en de streefdatum ontbreken"),
    ],
)
def test_an_incomplete_smart_text_cannot_be_agreed_with(monitor, lacking, word):
    monitor.write_smart(**lacking)
    assert word in gate_state(monitor, "client_agreed").reason
    with pytest.raises(NotAllowed) as refusal:
        monitor.agree()
    assert refusal.value.rule == "smart_incomplete"


def test_a_baseline_of_zero_is_a_baseline(monitor):
    monitor.write_smart(baseline=0.0)
    monitor.agree()
    assert gate_state(monitor, "client_agreed").passes


def test_gate_2_waits_for_the_steering_group_after_the_advice(monitor):
    monitor.advise()
    state = gate_state(monitor, "prioritised")
    assert (state.status, state.turn.who) == (GateStatus.IN_PROGRESS, "b-steering-group")


@pytest.mark.parametrize(
    ("given", "passes"),
    [(PriorityClass.NOW, True), (PriorityClass.NEXT, True), (PriorityClass.LATER, True), (PriorityClass.NOT, False)],
)
def test_gate_2_opens_for_every_priority_but_not(monitor, given, passes):
    monitor.advise()
    monitor.decide("B-1", monitor.priority(given=given), advice="A-1")
    assert gate_state(monitor, "prioritised").passes is passes


@pytest.mark.parametrize("outcome", [Outcome.HELD, Outcome.REJECTED])
def test_a_proposal_that_was_not_adopted_opens_nothing_and_says_so(monitor, outcome):
    monitor.advise()
    monitor.decide("B-1", monitor.priority(), advice="A-1", outcome=outcome, motive="Eerst het beleid.")
    state = gate_state(monitor, "prioritised")
    assert state.status is GateStatus.NOT_MET
    assert "Eerst het beleid." in state.reason
    monitor.advise("A-2")
    assert gate_state(monitor, "prioritised").status is GateStatus.IN_PROGRESS


def test_a_priority_is_provisional_until_the_minutes_are_confirmed(monitor):
    monitor.prioritise()
    assert "nog niet bevestigd" in gate_state(monitor, "prioritised").reason
    monitor.do(acts.ConfirmDecision(decision="B-1"), "team-two")
    assert "nog niet bevestigd" not in gate_state(monitor, "prioritised").reason


def test_gate_3_goes_from_contract_to_prescan_to_dpia_to_advice_to_adoption_to_measures(monitor):
    turns = []

    def note():
        state = gate_state(monitor, "dpia_done")
        turns.append((state.status, state.turn.who if state.turn else None))

    note()
    monitor.declare()
    note()
    monitor.screen(needed=True)
    note()
    monitor.write_dpia()
    note()
    monitor.advise_privacy()
    note()
    monitor.adopt_dpia(towns=("GM0534", "GM0553"))
    note()
    monitor.adopt_dpia(towns=("GM1525",))
    note()
    monitor.implement("R01", "M1")
    note()
    monitor.implement("R01", "M2")
    note()
    team = "b-programme-team"
    waiting = GateStatus.IN_PROGRESS
    assert turns == [
        (GateStatus.NOT_MET, team),
        (GateStatus.NOT_MET, team),
        (waiting, team),
        (waiting, "b-data-protection-officer"),
        (waiting, "b-executive-hillegom"),
        (waiting, "b-executive-teylingen"),
        (waiting, team),
        (waiting, "owner"),
        (GateStatus.MET, None),
    ]


def test_a_prescan_may_say_that_no_dpia_is_needed_when_the_officer_agrees(monitor):
    monitor.declare()
    monitor.screen(needed=False)
    assert gate_state(monitor, "dpia_done").turn.who == "b-data-protection-officer"
    monitor.advise_privacy(positive=True)
    state = gate_state(monitor, "dpia_done")
    assert state.status is GateStatus.NOT_APPLICABLE
    assert "Omdat het zo is." in state.reason


def test_a_prescan_that_the_officer_disagrees_with_does_not_open_gate_3(monitor):
    monitor.declare()
    monitor.screen(needed=False)
    monitor.advise_privacy(positive=False)
    assert gate_state(monitor, "dpia_done").status is GateStatus.NOT_MET


def test_one_town_without_its_dpia_blocks_only_itself(monitor):
    monitor.declare()
    for name in ("client_agreed", "prioritised", "architecture_adopted"):
        monitor.open_gate(name)
    monitor.write_dpia()
    monitor.advise_privacy()
    monitor.adopt_dpia(towns=("GM0534", "GM0553"))
    monitor.implement()
    table = gate_table(monitor.programme, "R01")
    assert {town: all(state.passes for state in states) for town, states in table.items()} == {
        "GM0534": True,
        "GM0553": True,
        "GM1525": False,
    }
    assert [state.gate.code for state in missing_gates(monitor.programme, "R01")] == ["dpia_done"]
    monitor.advise()
    with pytest.raises(NotAllowed, match="Teylingen"):
        monitor.decide("B-9", monitor.place(), advice="A-1")
    monitor.decide("B-9", monitor.place(towns=("GM0534", "GM0553")), advice="A-1")
    assert may_release(monitor.programme, "p-r01", "GM0534", "c" * 64, on=monitor.today).ok
    assert not may_release(monitor.programme, "p-r01", "GM1525", "c" * 64, on=monitor.today).ok


def test_adopting_against_the_officers_advice_asks_a_motive(monitor):
    monitor.declare()
    monitor.write_dpia()
    monitor.advise_privacy(positive=False)
    with pytest.raises(NotAllowed) as refusal:
        monitor.adopt_dpia()
    assert refusal.value.rule == "motive_against_advice"
    monitor.adopt_dpia(motive="Het college weegt de veiligheid zwaarder.")
    monitor.implement()
    assert gate_state(monitor, "dpia_done").passes


def test_advice_comes_before_adoption(monitor):
    monitor.declare()
    monitor.write_dpia()
    with pytest.raises(NotAllowed) as refusal:
        monitor.adopt_dpia()
    assert refusal.value.rule == "advice_first"


def test_a_programme_of_which_no_moment_is_known_answers_as_before_everything(monitor):
    monitor.open_all_gates()
    undated = replace(monitor.programme, moment=None)
    assert all(state.passes for state in gates_of(undated, "R01"))


def test_asking_the_gates_of_what_is_no_result_is_refused(monitor):
    monitor.add_goal()
    for code in ("R99", "D1"):
        with pytest.raises(UnknownResult):
            gates_of(monitor.programme, code)
    assert may_place(monitor.programme, "R99", ["GM0534"], on=monitor.today).rule == "unknown_result"
