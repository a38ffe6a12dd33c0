"""The four gates: open exactly on their evidence, and closing again visibly (programme.md 3.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from roer.core.programme import acts
from roer.core.programme.admission import evidence_of_placing
from roer.core.programme.decisions import Outcome, PriorityClass
from roer.core.programme.elements import Audience, DataLevel
from roer.core.programme.folding import fold
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
from roer.core.programme.rules import NotAllowed, check_may_release, may_place, may_release

CODES = tuple(gate.code for gate in GATES)
NAMES = ("client_agreed", "prioritised", "dpia_done", "architecture_adopted")


def _state(world, code: str, result: str = "R01", **more: object):
    return {state.gate.code: state for state in gates_of(world.programme, result, **more)}[code]


def _placing(world, code: str = "R01"):
    """The decision that would place the result, with an advice of its own."""
    number = len(world.programme.advices) + 1
    world.advise(f"A-P{number}", (code,))
    return world.decision(f"B-P{number}", world.place(code), advice=f"A-P{number}")


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
    decision = _placing(monitor)
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
            _new_smart_text(world)
        case "priority":
            _withdrawn_priority(world)
        case "dpia":
            _second_thoughts(world)
        case "measures":
            _reopened_measure(world)
        case "architecture":
            _new_architecture(world)


@pytest.mark.parametrize("brought", list(product([False, True], repeat=5)))
def test_of_all_combinations_of_evidence_only_the_full_one_is_placed_and_released(monitor, brought):
    there = {name for name, is_there in zip(EVIDENCE, brought, strict=True) if is_there}
    monitor.declare()
    for name in EVIDENCE:
        if name in there - {"measures"}:
            _bring(monitor, name)
    if there >= {"dpia", "measures"}:
        _bring(monitor, "measures")
    decision = _placing(monitor)
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
    monitor.do(_placing(monitor))
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
    assert {item.text.split(" op ")[0] for item in _state(monitor, "dpia_done").evidence} >= {
        "Vastgesteld door Hillegom",
        "Vastgesteld door Lisse",
        "Maatregel M1 ingevoerd",
    }


def test_every_status_has_a_word_and_a_sign_of_its_own():
    assert len({status.label for status in GateStatus}) == len({status.sign for status in GateStatus}) == 5
    assert {status for status in GateStatus if status.passes} == {GateStatus.MET, GateStatus.NOT_APPLICABLE}


def test_gate_1_waits_for_the_client(monitor):
    monitor.write_smart()
    state = _state(monitor, "client_agreed")
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
    assert word in _state(monitor, "client_agreed").reason
    with pytest.raises(NotAllowed) as refusal:
        monitor.agree()
    assert refusal.value.rule == "smart_incomplete"


def test_a_baseline_of_zero_is_a_baseline(monitor):
    monitor.write_smart(baseline=0.0)
    monitor.agree()
    assert _state(monitor, "client_agreed").passes


def test_gate_2_waits_for_the_steering_group_after_the_advice(monitor):
    monitor.advise()
    state = _state(monitor, "prioritised")
    assert (state.status, state.turn.who) == (GateStatus.IN_PROGRESS, "b-steering-group")


@pytest.mark.parametrize(
    ("given", "passes"),
    [(PriorityClass.NOW, True), (PriorityClass.NEXT, True), (PriorityClass.LATER, True), (PriorityClass.NOT, False)],
)
def test_gate_2_opens_for_every_priority_but_not(monitor, given, passes):
    monitor.advise()
    monitor.decide("B-1", monitor.priority(given=given), advice="A-1")
    assert _state(monitor, "prioritised").passes is passes


@pytest.mark.parametrize("outcome", [Outcome.HELD, Outcome.REJECTED])
def test_a_proposal_that_was_not_adopted_opens_nothing_and_says_so(monitor, outcome):
    monitor.advise()
    monitor.decide("B-1", monitor.priority(), advice="A-1", outcome=outcome, motive="Eerst het beleid.")
    state = _state(monitor, "prioritised")
    assert state.status is GateStatus.NOT_MET
    assert "Eerst het beleid." in state.reason
    monitor.advise("A-2")
    assert _state(monitor, "prioritised").status is GateStatus.IN_PROGRESS


def test_a_priority_is_provisional_until_the_minutes_are_confirmed(monitor):
    monitor.prioritise()
    assert "nog niet bevestigd" in _state(monitor, "prioritised").reason
    monitor.do(acts.ConfirmDecision(decision="B-1"), "team-two")
    assert "nog niet bevestigd" not in _state(monitor, "prioritised").reason


def test_gate_3_goes_from_contract_to_prescan_to_dpia_to_advice_to_adoption_to_measures(monitor):
    turns = []

    def note():
        state = _state(monitor, "dpia_done")
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
    assert _state(monitor, "dpia_done").turn.who == "b-data-protection-officer"
    monitor.advise_privacy(positive=True)
    state = _state(monitor, "dpia_done")
    assert state.status is GateStatus.NOT_APPLICABLE
    assert "Omdat het zo is." in state.reason


def test_a_prescan_that_the_officer_disagrees_with_does_not_open_gate_3(monitor):
    monitor.declare()
    monitor.screen(needed=False)
    monitor.advise_privacy(positive=False)
    assert _state(monitor, "dpia_done").status is GateStatus.NOT_MET


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
    assert _state(monitor, "dpia_done").passes


def test_advice_comes_before_adoption(monitor):
    monitor.declare()
    monitor.write_dpia()
    with pytest.raises(NotAllowed) as refusal:
        monitor.adopt_dpia()
    assert refusal.value.rule == "advice_first"


def _new_smart_text(world):
    world.write_smart(target=8.0)


def _other_client(world):
    world.change("R01", client="line")


def _other_audience(world):
    world.change("R01", audience=(Audience.PUBLIC,))


def _withdrawn_priority(world):
    world.do(acts.WithdrawDecision(decision="B-1", motive="Ander plan."))


def _other_title(world):
    world.change("R01", title="Iets anders")


def _other_level(world):
    world.change("R01", data_level=DataLevel.PERSONAL)


def _other_contract(world):
    world.declare(digest="d", sources=("Register", "BSN"))


def _new_dpia(world):
    world.write_dpia(summary="Opnieuw beoordeeld.")


def _reopened_measure(world):
    world.do(acts.ReopenMeasure(result="R01", measure="M2", motive="Toch open."))


def _second_thoughts(world):
    world.advise_privacy(positive=False)


def _new_architecture(world):
    world.describe_architecture(storage="elders")


@pytest.mark.parametrize(
    ("event", "gates", "words"),
    [
        (_new_smart_text, {"client_agreed"}, "gewijzigd na het akkoord"),
        (_other_client, {"client_agreed"}, "de klant veranderd"),
        (_other_audience, {"client_agreed", "prioritised"}, "doelgroep"),
        (_withdrawn_priority, {"prioritised"}, "ingetrokken: Ander plan."),
        (_other_title, {"prioritised"}, "titel"),
        (_other_level, {"prioritised"}, "gegevensniveau"),
        (_other_contract, {"dpia_done", "architecture_adopted"}, "productcontract is op 5 juli 2020 gewijzigd"),
        (_new_dpia, {"dpia_done"}, "Op 5 juli 2020 kwam er een nieuwe DPIA"),
        (_reopened_measure, {"dpia_done"}, "heropend."),
        (_second_thoughts, {"dpia_done"}, "opnieuw vaststellen"),
        (_new_architecture, {"architecture_adopted"}, "op 5 juli 2020 vervangen"),
    ],
)
def test_what_changes_after_approval_makes_the_gate_lapse_visibly(monitor, event, gates, words):
    monitor.open_all_gates()
    monitor.do(_placing(monitor))
    monitor.wait(3)
    event(monitor)
    states = {state.gate.code: state for state in gates_of(monitor.programme, "R01")}
    assert {code for code, state in states.items() if not state.passes} == gates
    for code in gates:
        assert states[code].status is GateStatus.LAPSED
        assert states[code].since == date(2020, 7, 5)
        assert words in states[code].reason
        assert states[code].turn is not None


@pytest.mark.parametrize(
    "event", [_new_smart_text, _other_level, _other_contract, _new_dpia, _reopened_measure, _new_architecture]
)
def test_a_placed_result_whose_gate_lapses_stays_under_reservation_and_off_the_air(monitor, event):
    monitor.open_all_gates()
    monitor.do(_placing(monitor))
    assert under_reservation(monitor.programme, "R01", on=monitor.today) == ()
    check_may_release(monitor.programme, "p-r01", "GM0534", "c" * 64, on=monitor.today)
    event(monitor)
    assert "R01" in monitor.programme.placements
    assert under_reservation(monitor.programme, "R01", on=monitor.today)
    with pytest.raises(NotAllowed) as refusal:
        check_may_release(monitor.programme, "p-r01", "GM0534", "c" * 64, on=monitor.today)
    assert refusal.value.gate is not None


def test_a_result_that_was_never_placed_is_not_under_reservation(monitor):
    assert under_reservation(monitor.programme, "R01", on=monitor.today) == ()


def test_reverting_the_contract_restores_what_was_approved_for_it(monitor):
    monitor.open_all_gates()
    before = gates_of(monitor.programme, "R01")
    _other_contract(monitor)
    monitor.declare()
    assert [state.status for state in gates_of(monitor.programme, "R01")] == [state.status for state in before]
    assert is_admissible(monitor.programme, "R01")


def test_reverting_the_contract_restores_only_when_nothing_else_changed(monitor):
    monitor.open_all_gates()
    monitor.do(_placing(monitor))
    moment = monitor.moment - timedelta(minutes=1)
    _other_contract(monitor)
    assert {state.gate.code for state in under_reservation(monitor.programme, "R01", on=monitor.today)} == {
        "dpia_done",
        "architecture_adopted",
    }
    _reopened_measure(monitor)
    monitor.declare()
    assert {state.gate.code for state in under_reservation(monitor.programme, "R01", on=monitor.today)} == {"dpia_done"}
    monitor.implement("R01", "M2")
    assert under_reservation(monitor.programme, "R01", on=monitor.today) == ()
    assert all(state.passes for state in gates_of(fold(monitor.entries, until=moment), "R01"))


def test_a_gate_that_closes_everywhere_is_told_once_and_one_that_closes_somewhere_with_where(monitor):
    monitor.open_all_gates()
    monitor.do(_placing(monitor))
    _reopened_measure(monitor)
    (everywhere,) = under_reservation(monitor.programme, "R01", on=monitor.today)
    assert everywhere.municipality is None
    _new_dpia(monitor)
    monitor.advise_privacy()
    monitor.implement()
    monitor.adopt_dpia(towns=("GM0534", "GM1525"))
    (there,) = under_reservation(monitor.programme, "R01", on=monitor.today)
    assert there.municipality == "GM0553"


def test_writing_the_old_smart_text_again_does_not_bring_the_agreement_back(monitor):
    monitor.open_all_gates()
    monitor.write_smart(target=8.0)
    monitor.write_smart()
    assert not _state(monitor, "client_agreed").passes
    monitor.agree()
    assert _state(monitor, "client_agreed").passes


def test_owner_and_other_names_may_change_without_a_new_decision(monitor):
    monitor.open_all_gates()
    monitor.change("R01", owner="team", aliases=("Oude naam",))
    assert is_admissible(monitor.programme, "R01")


def test_a_dpia_falls_due_without_any_act(monitor):
    monitor.declare()
    monitor.write_dpia(review_by=date(2021, 1, 1), measures=())
    monitor.advise_privacy()
    monitor.adopt_dpia()
    assert _state(monitor, "dpia_done", on=date(2021, 1, 1)).passes
    state = _state(monitor, "dpia_done", on=date(2021, 1, 2))
    assert (state.status, state.since) == (GateStatus.LAPSED, date(2021, 1, 1))


def test_the_gates_of_an_earlier_moment_still_say_what_they_said(monitor):
    monitor.open_all_gates()
    moment, before = monitor.moment - timedelta(minutes=1), gates_of(monitor.programme, "R01")
    monitor.wait(7)
    _other_contract(monitor)
    assert gates_of(fold(monitor.entries, until=moment), "R01") == before
    assert gates_of(monitor.programme, "R01") != before


def test_measures_do_not_carry_over_to_a_next_dpia(monitor):
    monitor.open_all_gates()
    _new_dpia(monitor)
    dpia = monitor.programme.privacy["R01"].dpia
    assert dpia.advice is None
    assert not dpia.adoptions
    assert {record.status for record in dpia.measures.values()} == {"open"}


def test_a_placement_remembers_the_evidence_it_stood_on(monitor):
    monitor.open_all_gates()
    monitor.do(_placing(monitor))
    snapshot = monitor.programme.placements["R01"].snapshot
    _new_smart_text(monitor)
    assert monitor.programme.placements["R01"].snapshot == snapshot
    assert snapshot.smart_hash == monitor.programme.smart["R01"][0].hash
    assert snapshot.dpia_hash == monitor.programme.privacy["R01"].dpia.hash


def test_what_changed_since_the_placing_is_told_piece_by_piece(monitor):
    monitor.open_all_gates()
    assert evidence_of_placing(monitor.programme, "R01", on=monitor.today) == ()
    monitor.do(_placing(monitor))
    assert all(piece.is_same for piece in evidence_of_placing(monitor.programme, "R01", on=monitor.today))
    _new_smart_text(monitor)
    monitor.agree()
    assert is_admissible(monitor.programme, "R01")
    changed = [
        piece.label for piece in evidence_of_placing(monitor.programme, "R01", on=monitor.today) if not piece.is_same
    ]
    assert changed == ["SMART-omschrijving"]


def test_only_the_approved_contract_of_a_placed_result_is_released(monitor):
    monitor.open_all_gates()
    assert "staat voor Hillegom niet op de roadmap" in _no_release(monitor, "p-r01", "c")
    monitor.do(_placing(monitor))
    assert may_release(monitor.programme, "p-r01", "GM0534", "c" * 64, on=monitor.today).ok
    assert "anders dan wat is goedgekeurd" in _no_release(monitor, "p-r01", "d")
    assert "hoort bij geen enkel resultaat" in _no_release(monitor, "onbekend", "c")


def _no_release(world, product: str, digest: str) -> str:
    verdict = may_release(world.programme, product, "GM0534", digest * 64, on=world.today)
    assert not verdict.ok
    return verdict.reason


def test_a_release_that_a_gate_blocks_names_the_gate_and_whose_turn_it_is(monitor):
    monitor.declare()
    with pytest.raises(NotAllowed) as refusal:
        check_may_release(monitor.programme, "p-r01", "GM0534", "c" * 64, on=monitor.today)
    assert refusal.value.gate.code == "client_agreed"
    assert refusal.value.turn.who == "b-programme-team"


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


def test_a_municipality_for_which_it_was_not_placed_gets_no_release_though_its_gates_are_open(monitor):
    monitor.open_all_gates()
    monitor.advise("A-9")
    monitor.decide("B-9", monitor.place(towns=("GM0534", "GM0553")), advice="A-9")
    assert is_admissible(monitor.programme, "R01", "GM1525")
    with pytest.raises(NotAllowed, match="staat voor Teylingen niet op de roadmap") as refusal:
        check_may_release(monitor.programme, "p-r01", "GM1525", "c" * 64, on=monitor.today)
    assert refusal.value.rule == "not_placed"


def test_a_municipality_outside_the_programme_gets_no_release_and_is_told_by_its_code(monitor):
    monitor.open_all_gates()
    monitor.do(_placing(monitor))
    with pytest.raises(NotAllowed, match="GM0575") as refusal:
        check_may_release(monitor.programme, "p-r01", "GM0575", "c" * 64, on=monitor.today)
    assert refusal.value.rule == "gate"
