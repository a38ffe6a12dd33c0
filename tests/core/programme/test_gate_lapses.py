"""The gates close again visibly when what was approved changes, and nothing goes out through a closed gate (3.4)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.core.programme.gate_events import (
    gate_state,
    new_architecture,
    new_dpia,
    new_smart_text,
    other_audience,
    other_client,
    other_contract,
    other_level,
    other_title,
    placing,
    reopened_measure,
    second_thoughts,
    withdrawn_priority,
)

from roer.core.programme.admission import evidence_of_placing
from roer.core.programme.folding import fold
from roer.core.programme.gates import (
    GateStatus,
    gates_of,
    is_admissible,
    under_reservation,
)
from roer.core.programme.rules import NotAllowed, check_may_release, may_release


@pytest.mark.parametrize(
    ("event", "gates", "words"),
    [
        (new_smart_text, {"client_agreed"}, "gewijzigd na het akkoord"),
        (other_client, {"client_agreed"}, "de klant veranderd"),
        (other_audience, {"client_agreed", "prioritised"}, "doelgroep"),
        (withdrawn_priority, {"prioritised"}, "ingetrokken: Ander plan."),
        (other_title, {"prioritised"}, "titel"),
        (other_level, {"prioritised"}, "gegevensniveau"),
        (other_contract, {"dpia_done", "architecture_adopted"}, "productcontract is op 5 juli 2020 gewijzigd"),
        (new_dpia, {"dpia_done"}, "Op 5 juli 2020 kwam er een nieuwe DPIA"),
        (reopened_measure, {"dpia_done"}, "heropend."),
        (second_thoughts, {"dpia_done"}, "opnieuw vaststellen"),
        (new_architecture, {"architecture_adopted"}, "op 5 juli 2020 vervangen"),
    ],
)
def test_what_changes_after_approval_makes_the_gate_lapse_visibly(monitor, event, gates, words):
    monitor.open_all_gates()
    monitor.do(placing(monitor))
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
    "event", [new_smart_text, other_level, other_contract, new_dpia, reopened_measure, new_architecture]
)
def test_a_placed_result_whose_gate_lapses_stays_under_reservation_and_off_the_air(monitor, event):
    monitor.open_all_gates()
    monitor.do(placing(monitor))
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
    other_contract(monitor)
    monitor.declare()
    assert [state.status for state in gates_of(monitor.programme, "R01")] == [state.status for state in before]
    assert is_admissible(monitor.programme, "R01")


def test_reverting_the_contract_restores_only_when_nothing_else_changed(monitor):
    monitor.open_all_gates()
    monitor.do(placing(monitor))
    moment = monitor.moment - timedelta(minutes=1)
    other_contract(monitor)
    assert {state.gate.code for state in under_reservation(monitor.programme, "R01", on=monitor.today)} == {
        "dpia_done",
        "architecture_adopted",
    }
    reopened_measure(monitor)
    monitor.declare()
    assert {state.gate.code for state in under_reservation(monitor.programme, "R01", on=monitor.today)} == {"dpia_done"}
    monitor.implement("R01", "M2")
    assert under_reservation(monitor.programme, "R01", on=monitor.today) == ()
    assert all(state.passes for state in gates_of(fold(monitor.entries, until=moment), "R01"))


def test_a_gate_that_closes_everywhere_is_told_once_and_one_that_closes_somewhere_with_where(monitor):
    monitor.open_all_gates()
    monitor.do(placing(monitor))
    reopened_measure(monitor)
    (everywhere,) = under_reservation(monitor.programme, "R01", on=monitor.today)
    assert everywhere.municipality is None
    new_dpia(monitor)
    monitor.advise_privacy()
    monitor.implement()
    monitor.adopt_dpia(towns=("GM0534", "GM1525"))
    (there,) = under_reservation(monitor.programme, "R01", on=monitor.today)
    assert there.municipality == "GM0553"


def test_writing_the_old_smart_text_again_does_not_bring_the_agreement_back(monitor):
    monitor.open_all_gates()
    monitor.write_smart(target=8.0)
    monitor.write_smart()
    assert not gate_state(monitor, "client_agreed").passes
    monitor.agree()
    assert gate_state(monitor, "client_agreed").passes


def test_owner_and_other_names_may_change_without_a_new_decision(monitor):
    monitor.open_all_gates()
    monitor.change("R01", owner="team", aliases=("Oude naam",))
    assert is_admissible(monitor.programme, "R01")


def test_a_dpia_falls_due_without_any_act(monitor):
    monitor.declare()
    monitor.write_dpia(review_by=date(2021, 1, 1), measures=())
    monitor.advise_privacy()
    monitor.adopt_dpia()
    assert gate_state(monitor, "dpia_done", on=date(2021, 1, 1)).passes
    state = gate_state(monitor, "dpia_done", on=date(2021, 1, 2))
    assert (state.status, state.since) == (GateStatus.LAPSED, date(2021, 1, 1))


def test_the_gates_of_an_earlier_moment_still_say_what_they_said(monitor):
    monitor.open_all_gates()
    moment, before = monitor.moment - timedelta(minutes=1), gates_of(monitor.programme, "R01")
    monitor.wait(7)
    other_contract(monitor)
    assert gates_of(fold(monitor.entries, until=moment), "R01") == before
    assert gates_of(monitor.programme, "R01") != before


def test_measures_do_not_carry_over_to_a_next_dpia(monitor):
    monitor.open_all_gates()
    new_dpia(monitor)
    dpia = monitor.programme.privacy["R01"].dpia
    assert dpia.advice is None
    assert not dpia.adoptions
    assert {record.status for record in dpia.measures.values()} == {"open"}


def test_a_placement_remembers_the_evidence_it_stood_on(monitor):
    monitor.open_all_gates()
    monitor.do(placing(monitor))
    snapshot = monitor.programme.placements["R01"].snapshot
    new_smart_text(monitor)
    assert monitor.programme.placements["R01"].snapshot == snapshot
    assert snapshot.smart_hash == monitor.programme.smart["R01"][0].hash
    assert snapshot.dpia_hash == monitor.programme.privacy["R01"].dpia.hash


def test_what_changed_since_the_placing_is_told_piece_by_piece(monitor):
    monitor.open_all_gates()
    assert evidence_of_placing(monitor.programme, "R01", on=monitor.today) == ()
    monitor.do(placing(monitor))
    assert all(piece.is_same for piece in evidence_of_placing(monitor.programme, "R01", on=monitor.today))
    new_smart_text(monitor)
    monitor.agree()
    assert is_admissible(monitor.programme, "R01")
    changed = [
        piece.label for piece in evidence_of_placing(monitor.programme, "R01", on=monitor.today) if not piece.is_same
    ]
    assert changed == ["SMART-omschrijving"]


def test_only_the_approved_contract_of_a_placed_result_is_released(monitor):
    monitor.open_all_gates()
    assert "staat voor Hillegom niet op de roadmap" in _no_release(monitor, "p-r01", "c")
    monitor.do(placing(monitor))
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
    monitor.do(placing(monitor))
    with pytest.raises(NotAllowed, match="GM0575") as refusal:
        check_may_release(monitor.programme, "p-r01", "GM0575", "c" * 64, on=monitor.today)
    assert refusal.value.rule == "gate"
