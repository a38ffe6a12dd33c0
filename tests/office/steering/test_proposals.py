"""A proposal: several acts seen as one comparison, then recorded at once or not at all."""

from __future__ import annotations

import pytest

from roer.core.programme.acts import ACT
from roer.core.programme.entries import Draft
from roer.core.programme.refusals import Conflict, NotAllowed
from roer.core.programme.together import NEVER
from roer.office.ledger.door import record, today
from roer.office.ledger.history import programme
from roer.office.ledger.models import LedgerEntry
from roer.office.steering.proposals import (
    add_steps,
    drop,
    mark_of,
    move_step,
    propose,
    record_proposal,
    rehearsal_of,
    remove_step,
    visible_to,
)

TEAM, OTHER = "noor-dekker", "ruben-vos"


def _effort(code: str, title: str = "Nieuwe inspanning") -> dict:
    return {"type": "effort", "code": code, "title": title}


def _acts() -> list:
    said = (
        {"kind": "add_effort", "effort": _effort("I90")},
        {"kind": "link_elements", "link": {"source": "I90", "target": "R01"}},
        {"kind": "change_element", "element": _effort("I90", "Anders"), "expects": NEVER},
    )
    return [ACT.validate_python(act) for act in said]


def _change(title: str) -> None:
    kept = programme().network.elements["R01"]
    act = {"kind": "change_element", "element": kept.element.model_copy(update={"title": title}), "expects": kept.seq}
    record(Draft(act=ACT.validate_python(act), by=TEAM, holds_from=today()), by=TEAM)


def test_all_steps_are_recorded_with_the_reason_of_the_proposal(example):
    proposal = propose("Een inspanning erbij", _acts(), by=TEAM, reason="Afgesproken in het team.")
    rehearsed = rehearsal_of(proposal, by=TEAM)
    assert rehearsed.ok
    assert not programme().network.is_open("I90")
    entries = record_proposal(proposal, by=TEAM, seen=mark_of(proposal))
    assert [entry.draft.reason for entry in entries] == ["Afgesproken in het team."] * 3
    assert programme().network.elements["I90"].element.title == "Anders"
    assert programme().network.content_hash() == rehearsed.programme.network.content_hash()
    proposal.refresh_from_db()
    assert (proposal.status, proposal.first_seq, proposal.last_seq) == ("recorded", entries[0].seq, entries[-1].seq)


def test_one_step_that_may_not_stops_all(example):
    before = LedgerEntry.objects.count()
    proposal = propose("Dubbel", [*_acts(), _acts()[0]], by=TEAM)
    with pytest.raises(NotAllowed) as refused:
        record_proposal(proposal, by=TEAM, seen=mark_of(proposal))
    assert (refused.value.rule, refused.value.step) == ("code_used", 3)
    assert LedgerEntry.objects.count() == before
    proposal.refresh_from_db()
    assert proposal.is_open


def test_what_another_changed_since_is_a_conflict(example):
    kept = programme().network.elements["R01"]
    act = {"kind": "change_element", "element": kept.element.model_copy(update={"title": "Mijn naam"})}
    proposal = propose("Hernoemen", [ACT.validate_python({**act, "expects": kept.seq})], by=TEAM)
    _change("Van een ander")
    assert isinstance(rehearsal_of(proposal, by=TEAM).refusals[0], Conflict)
    with pytest.raises(Conflict) as refused:
        record_proposal(proposal, by=TEAM, seen=mark_of(proposal))
    assert refused.value.by == TEAM


def test_the_rules_are_asked_of_who_records_it(example):
    proposal = propose("Van de klankbordgroep", _acts(), by="ria-meijer")
    assert rehearsal_of(proposal, by="ria-meijer").refusals[0].rule == "sounding_board_never_decides"
    with pytest.raises(NotAllowed):
        record_proposal(proposal, by="ria-meijer", seen=mark_of(proposal))
    assert record_proposal(proposal, by=TEAM, seen=mark_of(proposal))[0].draft.by == TEAM


def test_steps_can_be_added_taken_out_and_put_in_another_order(example):
    proposal = propose("Proberen", _acts()[:2], by=TEAM)
    move_step(proposal, 0, 1)
    assert [step["act"]["kind"] for step in proposal.steps] == ["link_elements", "add_effort"]
    move_step(proposal, 1, -1)
    move_step(proposal, 0, -1)
    move_step(proposal, 7, 1)
    add_steps(proposal, _acts()[2:], reason="Betere naam.")
    remove_step(proposal, 0)
    assert [(step["act"]["kind"], step["reason"]) for step in proposal.steps] == [
        ("link_elements", ""),
        ("change_element", "Betere naam."),
    ]


def test_who_saw_other_steps_records_nothing(example):
    proposal = propose("Proberen", _acts(), by=TEAM)
    seen = mark_of(proposal)
    remove_step(proposal, 2)
    with pytest.raises(NotAllowed) as refused:
        record_proposal(proposal, by=TEAM, seen=seen)
    assert refused.value.rule == "proposal_changed"


def test_a_dropped_proposal_is_never_recorded_and_never_changed(example):
    proposal = propose("Toch niet", _acts(), by=TEAM)
    drop(proposal)
    for attempt in (
        lambda: record_proposal(proposal, by=TEAM, seen=mark_of(proposal)),
        lambda: remove_step(proposal, 0),
    ):
        with pytest.raises(NotAllowed) as refused:
            attempt()
        assert refused.value.rule == "proposal_closed"


def test_only_shared_proposals_are_seen_by_others_and_only_by_who_works_on_the_network(example):
    kept, shown = propose("Van mij", _acts(), by=TEAM), propose("Van ons", _acts(), by=TEAM)
    shown.shared = True
    shown.save()
    assert set(visible_to(TEAM, works_on_network=True)) == {kept, shown}
    assert set(visible_to(OTHER, works_on_network=True)) == {shown}
    assert not visible_to(OTHER, works_on_network=False)
