"""What a gate says in the rarer cases: of the last of several, after a refusal, after a restoration, without a day."""

from __future__ import annotations

import pytest

from roer.core.programme import acts
from roer.core.programme.decisions import ApproveLineage, Outcome
from roer.core.programme.gates import GateStatus, gates_of


def _state(world, code: str, result: str = "R01", **more: object):
    return {state.gate.code: state for state in gates_of(world.programme, result, **more)}[code]


def _withdraw(world, code: str, motive: str) -> None:
    world.do(acts.WithdrawDecision(decision=code, motive=motive))


def _restored(world) -> None:
    """R01 is removed and opened again."""
    world.decide("B-8", ApproveLineage(elements=("R01",)))
    world.do(acts.RemoveElement(code="R01", decision="B-8", motive="Weg.", expects=world.seen("R01")))
    world.decide("B-9", ApproveLineage(elements=("R01",)))
    world.do(acts.RestoreElement(code="R01", decision="B-9", motive="Terug.", expects=world.seen("R01")))


def test_a_gate_of_one_municipality_says_so_and_one_of_all_does_not(monitor):
    assert {state.municipality for state in gates_of(monitor.programme, "R01", "GM0553")} == {"GM0553"}
    assert {state.municipality for state in gates_of(monitor.programme, "R01")} == {None}


def test_without_a_day_the_gates_are_those_of_the_last_entry(monitor):
    monitor.open_all_gates()
    assert _state(monitor, "dpia_done").status is GateStatus.MET
    monitor.wait(3 * 365)
    monitor.add_goal()
    assert _state(monitor, "dpia_done").status is GateStatus.LAPSED


def test_an_advice_is_the_evidence_that_the_steering_group_can_decide(monitor):
    assert _state(monitor, "prioritised").evidence == ()
    monitor.advise()
    state = _state(monitor, "prioritised")
    (evidence,) = state.evidence
    assert (state.status, evidence.text[:10]) == (GateStatus.IN_PROGRESS, "Advies A-1")
    assert evidence.seq == monitor.programme.seq


def test_a_proposal_that_was_rejected_and_withdrawn_never_gave_a_priority(monitor):
    monitor.advise()
    monitor.decide("B-1", monitor.priority(), advice="A-1", outcome=Outcome.REJECTED, motive="Te duur.")
    assert _state(monitor, "prioritised").status is GateStatus.NOT_MET
    _withdraw(monitor, "B-1", "Opnieuw bespreken.")
    assert _state(monitor, "prioritised").status is GateStatus.IN_PROGRESS


def test_after_a_rejection_a_new_advice_makes_it_the_steering_groups_turn_again(monitor):
    monitor.advise()
    monitor.decide("B-1", monitor.priority(), advice="A-1", outcome=Outcome.HELD, motive="Eerst meer weten.")
    assert "Eerst meer weten." in _state(monitor, "prioritised").reason
    monitor.advise("A-2")
    state = _state(monitor, "prioritised")
    assert (state.status, "A-2" in state.reason) == (GateStatus.IN_PROGRESS, True)


def test_of_two_withdrawn_priorities_the_one_withdrawn_last_is_told(monitor):
    monitor.prioritise(decision="B-1")
    monitor.prioritise(decision="B-2")
    monitor.wait()
    _withdraw(monitor, "B-1", "De eerste.")
    monitor.wait()
    _withdraw(monitor, "B-2", "De tweede.")
    state = _state(monitor, "prioritised")
    assert (state.status, state.since) == (GateStatus.LAPSED, monitor.today)
    assert "De tweede." in state.reason


def test_the_last_withdrawal_counts_and_not_the_last_decision(monitor):
    monitor.prioritise(decision="B-1")
    monitor.prioritise(decision="B-2")
    _withdraw(monitor, "B-2", "De tweede.")
    _withdraw(monitor, "B-1", "De eerste.")
    assert "De eerste." in _state(monitor, "prioritised").reason


def test_a_first_architecture_waits_for_the_board_and_an_adopted_one_shows_both_as_evidence(monitor):
    monitor.declare()
    monitor.describe_architecture()
    state = _state(monitor, "architecture_adopted")
    assert (state.status, len(state.evidence)) == (GateStatus.IN_PROGRESS, 1)
    assert "moet nog worden vastgesteld" in state.reason
    assert state.turn.who == "b-architecture-board"
    monitor.adopt_architecture()
    state = _state(monitor, "architecture_adopted")
    assert (state.status, state.turn) == (GateStatus.MET, None)
    assert [item.text.split()[0] for item in state.evidence] == ["Doelarchitectuur", "Vastgesteld"]


def test_after_a_restoration_only_what_was_open_lapses(monitor):
    monitor.declare()
    monitor.open_gate("client_agreed")
    monitor.advise()
    _restored(monitor)
    assert _state(monitor, "client_agreed").status is GateStatus.LAPSED
    waiting = _state(monitor, "prioritised")
    assert (waiting.status, "hersteld" in waiting.reason) == (GateStatus.IN_PROGRESS, False)


@pytest.mark.parametrize("gate", ["client_agreed", "prioritised", "dpia_done", "architecture_adopted"])
def test_after_a_restoration_new_evidence_opens_a_gate_again(monitor, gate):
    monitor.declare()
    _restored(monitor)
    monitor.open_gate(gate)
    assert _state(monitor, gate).status is GateStatus.MET


def test_after_a_restoration_an_earlier_priority_is_no_refusal(monitor):
    monitor.prioritise()
    _restored(monitor)
    state = _state(monitor, "prioritised")
    assert (state.status, "moet nog besluiten" in state.reason) == (GateStatus.IN_PROGRESS, True)


def test_what_was_decided_about_another_result_says_nothing_about_this_one(monitor):
    monitor.add_result("R02")
    monitor.prioritise("R02", decision="B-1")
    _withdraw(monitor, "B-1", "Toch niet.")
    monitor.advise("A-2", ("R02",))
    monitor.decide("B-2", monitor.priority("R02"), advice="A-2", outcome=Outcome.REJECTED, motive="Te duur.")
    state = _state(monitor, "prioritised")
    assert (state.status, "nog geen advies" in state.reason) == (GateStatus.NOT_MET, True)
