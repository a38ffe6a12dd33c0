"""Escalations climb one step at a time, against a clock, and end with a decision of the body they lie with."""

from __future__ import annotations

from datetime import timedelta

import pytest

from roer.core.programme.acts import ACT
from roer.core.programme.decisions import General
from roer.core.programme.escalations import TERMS, Level
from roer.core.programme.refusals import Conflict, NotAllowed

LADDER = list(Level)


def _refused(rule: str):
    return pytest.raises(NotAllowed, check=lambda refusal: refusal.rule == rule)


def _report(world, code: str = "E-1", by: str = "line", **more) -> None:
    told = {"code": code, "title": "Te weinig mensen", "cause": "Er is geen analist.", **more}
    world.do(ACT.validate_python({"kind": "report_escalation", "escalation": told}), by)


def _record(world):
    return world.programme.escalations.records["E-1"]


def _do(world, kind: str, by: str = "team", **more) -> None:
    told = {"kind": kind, "escalation": "E-1", "expects": _record(world).seq, **more}
    world.do(ACT.validate_python(told), by)


def _raise_to(world, level: Level) -> None:
    for step in LADDER[1 : LADDER.index(level) + 1]:
        _do(world, "raise_escalation", to=step, motive="Komt er niet uit.")


def test_the_clock_runs_per_level(world):
    _report(world)
    for level in LADDER:
        if level is not Level.REPORTED:
            _do(world, "raise_escalation", to=level, motive="Komt er niet uit.")
        deadline = world.today + TERMS[level]
        assert _record(world).step.deadline == deadline
        late = [_record(world).is_late_on(deadline + timedelta(days=days)) for days in (-1, 0, 1)]
        assert late == [False, False, True]
        assert _record(world).days_late(deadline + timedelta(days=3)) == 3
        world.wait(2)
    assert [step.level for step in _record(world).steps] == LADDER


def test_who_reports_or_raises_may_say_another_deadline_that_is_still_to_come(world):
    with _refused("deadline_passed"):
        _report(world, deadline=str(world.today - timedelta(days=1)))
    _report(world, deadline=str(world.today))
    with _refused("deadline_passed"):
        _do(world, "raise_escalation", to="programme_manager", motive="abc", deadline=world.today - timedelta(days=1))
    assert world.programme.escalations.late_on(world.today) == ()
    assert world.programme.escalations.late_on(world.today + timedelta(days=1)) == (_record(world),)


@pytest.mark.parametrize("here", LADDER)
@pytest.mark.parametrize("there", LADDER)
def test_it_goes_one_step_up_and_never_down(world, here, there):
    _report(world)
    _raise_to(world, here)
    if there is here.following:
        _do(world, "raise_escalation", to=there, motive="Komt er niet uit.")
    else:
        with pytest.raises(NotAllowed):
            _do(world, "raise_escalation", to=there, motive="Komt er niet uit.")


def test_an_escalation_has_a_new_code_and_is_about_something_known(world):
    _report(world)
    with _refused("code_used"):
        _report(world)
    with _refused("unknown_element"):
        _report(world, "E-2", element="R77")


def test_what_was_only_reported_is_not_settled(world):
    _report(world)
    with _refused("not_taken_up"):
        _do(world, "settle_escalation", outcome="Geregeld.")


def test_the_programme_manager_settles_without_a_decision(world):
    _report(world)
    _raise_to(world, Level.PROGRAMME_MANAGER)
    _do(world, "settle_escalation", outcome="Geregeld.")
    assert not _record(world).is_open
    assert not _record(world).is_late_on(world.today + timedelta(days=999))
    with _refused("settled"):
        _do(world, "raise_escalation", to="steering_group", motive="Toch niet.")


@pytest.mark.parametrize(
    ("level", "right", "wrong"),
    [
        (Level.STEERING_GROUP, "b-steering-group", "b-executive-lisse"),
        (Level.EXECUTIVES, "b-executive-lisse", "b-steering-group"),
        (Level.EXECUTIVES, "b-joint-organisation", "b-line"),
    ],
)
def test_higher_up_the_body_on_that_level_decides(world, level, right, wrong):
    world.decide("B-0", General(text="Eerder."), body=right, by=right[2:])
    world.wait()
    _report(world)
    _raise_to(world, level)
    world.decide("B-1", General(text="Zo doen we het."), body=wrong, by=wrong[2:])
    for decision, rule in (
        (None, "escalation_decision"), ("B-1", "escalation_decision"), ("B-9", "unknown_decision"),
        ("B-0", "escalation_decision"),
    ):  # fmt: skip
        with _refused(rule):
            _do(world, "settle_escalation", outcome="Zo.", decision=decision)
    world.decide("B-2", General(text="Zo doen we het."), body=right, by=right[2:])
    _do(world, "settle_escalation", outcome="Zo.", decision="B-2")


def test_it_is_closed_once_and_only_when_settled(world):
    _report(world)
    _raise_to(world, Level.PROGRAMME_MANAGER)
    with _refused("not_settled"):
        _do(world, "close_escalation", text="Klaar.")
    _do(world, "settle_escalation", outcome="Geregeld.")
    _do(world, "close_escalation", text="Klaar.")
    with _refused("no_change"):
        _do(world, "close_escalation", text="Klaar.")


def test_two_people_do_not_raise_it_twice(world):
    _report(world)
    seen = _record(world).seq
    _raise_to(world, Level.PROGRAMME_MANAGER)
    for kind, more in (
        ("raise_escalation", {"to": "steering_group", "motive": "abc"}),
        ("settle_escalation", {"outcome": "abc"}),
        ("close_escalation", {"text": "abc"}),
    ):
        with pytest.raises(Conflict):
            world.try_it(ACT.validate_python({"kind": kind, "escalation": "E-1", "expects": seen, **more}), "team")
    with _refused("unknown_escalation"):
        told = {"kind": "close_escalation", "escalation": "E-7", "text": "abc", "expects": 1}
        world.try_it(ACT.validate_python(told), "team")


def test_the_sounding_board_reports_nothing(world):
    with _refused("sounding_board_never_decides"):
        _report(world, by="sounding-board")
