"""Meetings: papers bound by hash, a quorum of municipalities, and minutes that another than the writer confirms."""

from __future__ import annotations

from datetime import timedelta

import pytest

from roer.core.programme import acts
from roer.core.programme.decisions import Advice, General, Reservation
from roer.core.programme.elements import BodyKind
from roer.core.programme.meeting_acts import (
    AgreeAction,
    CancelMeeting,
    ConveneMeeting,
    RecordAttendance,
    SetAgenda,
    SettleAction,
    WriteMinutes,
)
from roer.core.programme.meeting_rules import DECIDING
from roer.core.programme.meetings import ActionPoint, AgendaItem, Attendee, ItemKind, Meeting
from roer.core.programme.paper_state import has_changed
from roer.core.programme.papers import Paper, PaperKind
from roer.core.programme.refusals import Conflict, NotAllowed

GENERAL = General(text="Stelt vast.")
H = "a" * 64


def _refused(rule: str):
    return pytest.raises(NotAllowed, check=lambda refusal: refusal.rule == rule)


def _decide(world, code: str = "B-1", meeting: str = "OV-1", item: int = 1, **more):
    return world.decide(code, GENERAL, meeting=meeting, item=item, **more)


def _paper(world, code: str = "R01") -> Paper:
    return Paper(name="Resultaat", hash=world.hash_of(code), kind=PaperKind.RESULT, code=code)


def _agenda(world, *items: AgendaItem, meeting: str = "OV-1") -> SetAgenda:
    last = world.programme.meetings.records[meeting].agenda
    return SetAgenda(meeting=meeting, items=items, expects=last.seq if last else None)


def test_a_meeting_has_a_new_code_and_a_body_in_office(world):
    world.convene()
    for meeting, rule in (
        (Meeting(code="OV-1", body="b-steering-group", held_on=world.today), "code_used"),
        (Meeting(code="OV-2", body="nobody", held_on=world.today), "unknown_body"),
    ):
        with _refused(rule):
            world.try_it(ConveneMeeting(meeting=meeting), "team")
    world.do(acts.RetireBody(body="b-sounding-board", motive="Opgeheven."))
    with _refused("retired_body"):
        world.try_it(ConveneMeeting(meeting=Meeting(code="OV-2", body="b-sounding-board", held_on=world.today)), "team")


@pytest.mark.parametrize("kind", [kind for kind in BodyKind if kind not in DECIDING and kind is not BodyKind.AUDITOR])
def test_a_body_that_decides_nothing_has_nothing_to_decide_on_its_agenda(world, kind):
    slug = kind.value.replace("_", "-")
    body = f"b-{slug}" if f"b-{slug}" in world.programme.bodies else f"b-{slug}-hillegom"
    by = "team" if kind is BodyKind.SOUNDING_BOARD else "clerks-hillegom" if kind is BodyKind.CLERKS else slug
    by = "team" if kind is BodyKind.PROGRAMME_TEAM else by
    world.do(ConveneMeeting(meeting=Meeting(code="OV-1", body=body, held_on=world.today)), by)
    with _refused("body_decides_nothing"):
        world.do(_agenda(world, AgendaItem(kind=ItemKind.DECISION, title="Besluiten")), by)
    world.do(_agenda(world, AgendaItem(kind=ItemKind.DISCUSSION, title="Bespreken")), by)


def test_the_sounding_board_decides_in_no_meeting(world):
    world.convene("OV-1", "b-sounding-board", ItemKind.DISCUSSION)
    for kind in (ItemKind.DECISION, ItemKind.DISCUSSION):
        with _refused("sounding_board_never_decides"):
            world.try_it(_agenda(world, AgendaItem(kind=kind, title="x")), "sounding-board")
    for person in ("team", "steering-group"):
        with _refused("permission"):
            _decide(world, body="b-sounding-board", by=person)


def test_a_paper_is_bound_to_what_it_is_and_tells_later_that_it_changed(monitor):
    monitor.convene()
    paper = _paper(monitor)
    item = AgendaItem(kind=ItemKind.DECISION, title="x", papers=(paper,))
    monitor.do(_agenda(monitor, item))
    assert not has_changed(monitor.programme, paper)
    monitor.change("R01", title="Anders")
    assert has_changed(monitor.programme, paper)
    other = item.model_copy(update={"title": "y"})
    monitor.do(_agenda(monitor, other))
    stale = paper.model_copy(update={"name": "Nog eens"})
    with _refused("other_version"):
        monitor.try_it(_agenda(monitor, item.model_copy(update={"papers": (stale,)})), "team")


@pytest.mark.parametrize(
    ("kind", "code"),
    [(PaperKind.RESULT, "R77"), (PaperKind.SMART_TEXT, "R01"), (PaperKind.DPIA, "R01"), (PaperKind.ARCHITECTURE, "R01"),
     (PaperKind.VERSION, "1"), (PaperKind.VERSION, "X"), (PaperKind.ADVICE, "A-1"), (PaperKind.MINUTES, "OV-9"),
     (PaperKind.RESULT, None)],
)  # fmt: skip
def test_a_paper_that_is_not_there_is_refused_on_an_agenda_and_in_an_advice(monitor, kind, code):
    monitor.convene()
    paper = Paper(name="x", hash=H, kind=kind, code=code)
    with _refused("unknown_paper"):
        monitor.try_it(_agenda(monitor, AgendaItem(kind=ItemKind.ADVICE, title="x", papers=(paper,))), "team")
    with _refused("unknown_paper"):
        advice = Advice(code="A-2", subjects=("R01",), text="Doe het.", papers=(paper,))
        monitor.try_it(acts.GiveAdvice(advice=advice), "team")


def test_every_kind_of_paper_of_the_programme_can_be_bound(monitor):
    monitor.open_all_gates()
    monitor.hold("OV-0")
    monitor.minute("OV-0")
    programme = monitor.programme
    hashes = {
        PaperKind.FILE: ("", H),
        PaperKind.RESULT: ("R01", monitor.hash_of("R01")),
        PaperKind.SMART_TEXT: ("R01", programme.smart["R01"][-1].hash),
        PaperKind.DPIA: ("R01", programme.privacy["R01"].dpia.hash),
        PaperKind.ARCHITECTURE: ("R01", programme.architectures["R01"][-1].hash),
        PaperKind.MINUTES: ("OV-0", programme.meetings.records["OV-0"].minutes.hash),
    }
    papers = tuple(Paper(name=kind, kind=kind, code=code or None, hash=h) for kind, (code, h) in hashes.items())
    monitor.convene("OV-1")
    monitor.do(_agenda(monitor, AgendaItem(kind=ItemKind.DECISION, title="x", papers=papers)))
    assert not any(has_changed(monitor.programme, paper) for paper in papers)


def test_two_people_do_not_overwrite_each_others_agenda_attendance_or_minutes(world):
    world.hold()
    world.minute()
    record = world.programme.meetings.records["OV-1"]
    for act in (
        SetAgenda(meeting="OV-1", items=(AgendaItem(kind=ItemKind.ADVICE, title="x"),)),
        RecordAttendance(meeting="OV-1", present=(Attendee(person="xx"),)),
        WriteMinutes(meeting="OV-1", text="Anders."),
    ):
        with pytest.raises(Conflict):
            world.try_it(act, "team-two")
    assert len({record.agenda.seq, record.attendance.seq, record.minutes.seq}) == 3


def test_an_item_on_which_was_decided_stays_as_it_was(world):
    world.hold()
    _decide(world)
    with _refused("decided_item"):
        world.try_it(_agenda(world, AgendaItem(kind=ItemKind.DECISION, title="Iets anders")), "team")
    first = world.programme.meetings.records["OV-1"].items[0]
    world.do(_agenda(world, first, AgendaItem(kind=ItemKind.INFORMATION, title="Rondvraag")))


def test_a_decision_names_a_held_meeting_of_its_body_on_its_day_and_an_item_to_decide_on(world):
    world.convene("OV-1", "b-steering-group", ItemKind.DISCUSSION, ItemKind.DECISION)
    with _refused("attendance_first"):
        _decide(world, item=2)
    world.attend("OV-1")
    world.convene("OV-2", "b-line")
    for more, rule in (
        ({"item": 1}, "agenda_item"),
        ({"item": 3}, "agenda_item"),
        ({"meeting": "OV-9"}, "unknown_meeting"),
        ({"meeting": "OV-2"}, "other_meeting"),
        ({"meeting": None, "item": 2}, "item_without_meeting"),
        ({"item": 2, "decided_on": world.today - timedelta(days=1)}, "other_meeting"),
    ):
        with _refused(rule):
            _decide(world, **more)
    _decide(world, item=2)


def test_each_municipality_is_there_or_reserves_in_writing(world):
    world.convene()
    world.attend("OV-1", "alderman-hillegom", "alderman-lisse", "steering-group")
    with pytest.raises(NotAllowed, match="Teylingen") as refusal:
        _decide(world)
    assert refusal.value.rule == "quorum"
    _decide(world, reservations=(Reservation(municipality="GM1525", text="Wij waren er niet."),))
    with _refused("quorum"):
        world.attend("OV-1", "steering-group")
    world.attend("OV-1", "alderman-hillegom", "alderman-lisse")


def test_a_substitute_counts_for_the_municipality_of_who_is_replaced(world):
    world.convene()
    there = [Attendee(person=f"alderman-{name}") for name in ("hillegom", "lisse")]
    record = world.programme.meetings.records["OV-1"].attendance
    for wrong in (
        Attendee(person="deputy", substitutes="nobody"),
        Attendee(person="deputy", substitutes="alderman-lisse"),
        Attendee(person="alderman-lisse"),
    ):
        with pytest.raises(NotAllowed):
            world.do(RecordAttendance(meeting="OV-1", present=(*there, wrong)))
    deputy = Attendee(person="deputy", substitutes="alderman-teylingen")
    world.do(RecordAttendance(meeting="OV-1", present=(*there, deputy), expects=record))
    _decide(world)


@pytest.mark.parametrize("person", ["sounding-board", "team", "data-protection-officer"])
def test_who_may_hold_no_seat_in_a_body_takes_nobodys_place_in_its_meeting(world, person):
    world.convene()
    there = (Attendee(person="alderman-hillegom"), Attendee(person=person, substitutes="alderman-lisse"))
    with _refused("substitute"):
        world.do(RecordAttendance(meeting="OV-1", present=there))


def test_a_body_of_one_municipality_has_no_quorum_of_municipalities(world):
    world.convene("OV-1", "b-executive-lisse")
    world.attend("OV-1", "executive-lisse", by="executive-lisse")
    _decide(world, body="b-executive-lisse", by="executive-lisse")


def test_nobody_attends_or_minutes_a_meeting_that_is_still_to_come(world):
    later = Meeting(code="OV-1", body="b-steering-group", held_on=world.today + timedelta(days=3))
    world.do(ConveneMeeting(meeting=later))
    with _refused("meeting_later"):
        world.attend("OV-1")
    with _refused("meeting_later"):
        world.minute()


def test_confirming_the_minutes_confirms_the_decisions_of_the_meeting_and_closes_it(world):
    world.hold()
    _decide(world)
    world.decide("B-2", GENERAL)
    assert world.programme.decisions["B-1"].confirmed is None
    with _refused("confirm_minutes"):
        world.try_it(acts.ConfirmDecision(decision="B-1"), "steering-group")
    with _refused("no_minutes"):
        world.try_it(_confirmation(world), "steering-group")
    world.minute()
    world.confirm_minutes()
    confirmed = world.programme.decisions["B-1"].confirmed
    assert confirmed == world.programme.meetings.records["OV-1"].minutes.confirmed
    assert world.programme.decisions["B-2"].confirmed is None
    for late in (
        lambda: _decide(world, "B-3"),
        lambda: world.attend("OV-1"),
        lambda: world.minute(text="Toch anders."),
        lambda: world.confirm_minutes(by="alderman-lisse"),
    ):
        with _refused("minutes_confirmed"):
            late()


def _confirmation(world):
    from_minutes = world.programme.meetings.records["OV-1"].minutes
    return acts.ACT.validate_python(
        {"kind": "confirm_minutes", "meeting": "OV-1", "minutes_hash": from_minutes.hash if from_minutes else H}
    )


def test_a_withdrawn_decision_is_not_confirmed_by_the_minutes(world):
    world.hold()
    _decide(world)
    world.do(acts.WithdrawDecision(decision="B-1", motive="Toch niet."))
    world.minute()
    world.confirm_minutes()
    assert world.programme.decisions["B-1"].confirmed is None


def test_who_wrote_the_minutes_or_recorded_a_decision_does_not_confirm(world):
    world.hold()
    _decide(world)
    world.minute(by="steering-group")
    for person in ("steering-group", "team"):
        with _refused("four_eyes"):
            world.confirm_minutes(by=person)
    world.confirm_minutes(by="alderman-lisse")


def test_the_team_confirms_only_what_a_later_meeting_of_the_body_confirmed(world):
    world.hold()
    world.minute()
    with _refused("confirmed_where"):
        world.confirm_minutes(by="team-two")
    world.convene("OV-0", "b-line")
    for at, rule in (("OV-1", "confirmed_where"), ("OV-0", "confirmed_where"), ("OV-9", "unknown_meeting")):
        with _refused(rule):
            world.confirm_minutes(by="team-two", at=at)
    world.wait()
    world.convene("OV-2")
    world.confirm_minutes(by="team-two", at="OV-2")
    assert world.programme.meetings.records["OV-1"].minutes.at == "OV-2"


def test_whoever_read_other_minutes_confirms_nothing(world):
    world.hold()
    world.minute()
    old = _confirmation(world)
    world.minute(text="Er is veel besloten.", by="team-two")
    with pytest.raises(Conflict):
        world.try_it(old, "steering-group")


def test_a_meeting_that_was_held_is_not_called_off(world):
    world.hold()
    world.convene("OV-2")
    world.do(CancelMeeting(meeting="OV-2", motive="Te weinig punten."))
    with _refused("meeting_cancelled"):
        world.attend("OV-2")
    _decide(world)
    with _refused("meeting_held"):
        world.try_it(CancelMeeting(meeting="OV-1", motive="Vergeten."), "team")


def test_an_action_point_is_settled_once_by_the_team_the_body_or_its_owner(world):
    world.hold()
    world.agree_action("AP-1", "OV-1", owner="client")
    record = world.programme.meetings.actions["AP-1"]
    assert not record.is_late_on(world.today)
    assert record.is_late_on(world.today + timedelta(days=1))
    for owner in (None, "client"):
        assert world.programme.meetings.open_actions(owner) == (record,)
    with _refused("code_used"):
        world.agree_action("AP-1", "OV-1")
    with _refused("permission"):
        world.try_it(SettleAction(action="AP-1", text="Klaar."), "nobody")
    world.do(SettleAction(action="AP-1", text="Klaar."), "client")
    assert world.programme.meetings.open_actions() == ()
    with _refused("no_change"):
        world.try_it(SettleAction(action="AP-1", text="Klaar."), "team")
    with _refused("action_due"):
        early = ActionPoint(
            code="AP-2", meeting="OV-1", text="Te vroeg.", owner="client", due=world.today - timedelta(days=1)
        )
        world.try_it(AgreeAction(action=early), "team")
