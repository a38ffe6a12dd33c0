"""Many people decide about the same thing at the same moment: one decision, and the others hear who was first, when."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import count
from threading import Barrier

import pytest
from django.db import close_old_connections, connections

from roer.core.programme.acts import ACT
from roer.core.programme.entries import Draft
from roer.core.programme.refusals import Conflict
from roer.office.ledger.door import record, today
from roer.office.ledger.history import entries, programme
from roer.office.ledger.repeats import already_recorded
from roer.office.ledger.verify import verify

ROUNDS, SESSIONS = 20, 8
TEAM = [f"lid-{number}" for number in range(SESSIONS)]
ALDERMEN = {"wethouder-hillegom": "GM0534"}


@pytest.fixture
def steering(shared_ledger, draft) -> None:
    """A steering group, a team of eight, a result and an advice about it."""
    start = {"start": "2020-07-01"}
    told = [
        {"kind": "establish_body", "body": {"code": "stuurgroep", "name": "Stuurgroep", "kind": "steering_group"}},
        *({"kind": "give_seat", "seat": {"body": "stuurgroep", "person": person, "role": "alderman",
                                         "municipality": town, **start}} for person, town in ALDERMEN.items()),
        {"kind": "give_seat", "seat": {"body": "stuurgroep", "person": "directeur", "role": "director", **start}},
        *({"kind": "give_seat", "seat": {"body": "programmateam", "person": person, "role": "member", **start}}
          for person in TEAM),
        {"kind": "add_result", "result": {"code": "R01", "title": "Monitor", "municipalities": ["GM0534"]}},
        {"kind": "give_advice", "advice": {"code": "A-1", "subjects": ["R01"], "text": "Doe het."}},
    ]  # fmt: skip
    for act in told:
        record(draft(act), by="mira-vonk")


def _decision(by: str, code: str) -> Draft:
    """What this person saw and wants to record: a priority for R01 after the last."""
    now = programme()
    last = now.priorities.get("R01")
    effect = {
        "type": "prioritise", "result": "R01", "subject_hash": now.network.elements["R01"].hash, "priority": "now",
        "seen": last.seq if last else 0,
    }  # fmt: skip
    decision = {"code": code, "body": "stuurgroep", "decided_on": today(), "title": "Prioriteit", "advice": "A-1",
                "outcome": "adopted", "effects": [effect]}  # fmt: skip
    return Draft(act=ACT.validate_python({"kind": "take_decision", "decision": decision}), by=by, holds_from=today())


def _at_once(drafts: list[Draft]) -> list[object]:
    """Record each draft in a session of its own, all at the same moment; what became of each."""
    barrier = Barrier(len(drafts))

    def decide(draft: Draft) -> object:
        try:
            barrier.wait(timeout=60)
            return record(draft, by=draft.by)
        except Conflict as conflict:
            return conflict
        finally:
            connections.close_all()

    close_old_connections()
    with ThreadPoolExecutor(len(drafts)) as sessions:
        return list(sessions.map(decide, drafts))


@pytest.mark.django_db(transaction=True)
def test_of_eight_sessions_one_decides_and_seven_hear_who_and_when(steering):
    numbers = count(1)
    for round_ in range(ROUNDS):
        before = programme().seq
        began = datetime.now(UTC)
        drafts = [_decision(person, f"B-{next(numbers)}") for person in TEAM]
        became = _at_once(drafts)
        (entry,) = entries(after=before)
        refused = [item for item in became if isinstance(item, Conflict)]
        assert len(refused) == SESSIONS - 1, round_
        assert {(item.by, item.seq) for item in refused} == {(entry.draft.by, entry.seq)}
        assert all(began <= item.recorded_at == entry.recorded_at for item in refused)
        assert "de prioriteit van R01" in str(refused[0])
    assert len(programme().decisions) == ROUNDS
    assert verify().ok


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_eight_times_at_once_has_one_effect(steering):
    draft = _decision(TEAM[0], "B-1")
    before = programme().seq
    became = _at_once([draft] * SESSIONS)
    (entry,) = entries(after=before)
    assert sum(not isinstance(item, Conflict) for item in became) == 1
    assert already_recorded([draft]) == entry
    assert already_recorded([draft.model_copy(update={"by": TEAM[1]})]) is None
    assert already_recorded([draft, _decision(TEAM[0], "B-2")]) is None
