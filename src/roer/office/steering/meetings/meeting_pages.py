"""The pages that show meetings: all of them, and one with its agenda, papers, attendance, decisions and minutes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roer.core.programme import meeting_acts
from roer.core.programme.decision_register import standing_of_decision
from roer.core.programme.elements import BodyKind, Code
from roer.core.programme.governance import DecisionRecord
from roer.core.programme.meeting_access import may_know_action, may_know_meeting, visible_meetings
from roer.core.programme.meeting_file import ActionRecord, MeetingRecord
from roer.core.programme.meeting_rules import decisions_of, represented
from roer.core.programme.meetings import ActionPoint, AgendaItem, Attendee, ItemKind, Meeting
from roer.core.programme.papers import Paper
from roer.core.programme.refusals import Verdict
from roer.office.people.register import names_of
from roer.office.steering.editing.desk import Desk
from roer.office.steering.editing.panel import Action
from roer.office.steering.free_codes import free_code
from roer.office.steering.meetings.acting import MOTIVE, button, may_here
from roer.office.steering.meetings.decision_page import Shown, papers_shown, sample
from roer.office.steering.people_named import names_in


@dataclass(frozen=True, slots=True)
class Point:
    """An agenda item with its number, its papers and what was decided about it."""

    number: int
    item: AgendaItem
    papers: list[tuple[Paper, bool]]
    decisions: list[Shown]

    @property
    def awaits_decision(self) -> bool:
        """Whether it is to be decided about and nothing was recorded yet."""
        return self.item.kind is ItemKind.DECISION and not self.decisions


@dataclass(frozen=True, slots=True)
class Doing:
    """An action point, whether it is late, and whether this person may settle it."""

    record: ActionRecord
    late: bool
    verdict: Verdict


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """`/overleggen/`: what is to come, what was held, and what is still to be done; `?gremium=` shows one body."""
    desk = Desk.of(request)
    known = desk.working.meetings
    body = request.GET.get("gremium", "")
    visible = visible_meetings(desk.working, desk.who, on=desk.on)
    records = [record for record in visible if not body or record.meeting.body == body]
    records.sort(key=lambda record: (record.meeting.held_on, record.meeting.code), reverse=True)
    told = {
        "to_come": [record for record in records if record.meeting.held_on > desk.on and record.cancelled is None][
            ::-1
        ],
        "held": [record for record in records if record.meeting.held_on <= desk.on or record.cancelled is not None],
        "bodies": sorted({(item.meeting.body, _name(desk, item)) for item in visible}),
        "body": body,
        "actions_open": [
            _doing(desk, record)
            for record in known.open_actions()
            if may_know_action(desk.working, record, desk.who, on=desk.on)
        ],
        "names": _names(desk),
        "actions": [button(desk, _("Beleg een overleg"), sample_meeting(desk), "convene")],
    }
    return render(request, "steering/meetings/meetings.html", told)


@require_safe
def meeting(request: HttpRequest, code: Code) -> HttpResponse:
    """`/overleggen/<code>/`: everything about one meeting, printable."""
    desk = Desk.of(request)
    record = desk.working.meetings.records.get(code)
    if record is None or not may_know_meeting(desk.working, code, desk.who, on=desk.on):
        raise Http404(_("Dit overleg is er niet, of niet voor u."))
    towns = desk.working.municipalities
    there = represented(desk.working, record, record.present)
    steering = desk.working.bodies[record.meeting.body].body.kind is BodyKind.STEERING_GROUP
    told = {
        "record": record,
        "meeting": record.meeting,
        "points": list(_points(desk, record)),
        "loose": [_shown(item) for item in decisions_of(desk.working, code) if item.decision.item is None],
        "absent": [towns[town].name for town in sorted(set(towns) - there)] if steering and record.attendance else [],
        "doings": [_doing(desk, item) for item in desk.working.meetings.actions_of(code)],
        "names": _names(desk),
        "actions": list(_actions(desk, record)),
    }
    return render(request, "steering/meetings/meeting.html", told)


def sample_meeting(desk: Desk) -> meeting_acts.ConveneMeeting:
    """A meeting as this person might convene it."""
    code = free_code("OV", desk.on, desk.programme.meetings.records)
    return meeting_acts.ConveneMeeting(meeting=Meeting(code=code, body=sample(desk).decision.body, held_on=desk.on))


def sample_agenda(record: MeetingRecord) -> meeting_acts.SetAgenda:
    """The agenda as it stands, once more."""
    items = record.items or (AgendaItem(kind=ItemKind.INFORMATION, title=MOTIVE),)
    return meeting_acts.SetAgenda(
        meeting=record.meeting.code, items=items, expects=record.agenda.seq if record.agenda else None
    )


def sample_attendance(desk: Desk, record: MeetingRecord) -> meeting_acts.RecordAttendance:
    """The attendance as it stands, or that of this person alone."""
    present = record.present or (Attendee(person=desk.who or "niemand"),)
    seen = record.attendance.seq if record.attendance else None
    return meeting_acts.RecordAttendance(meeting=record.meeting.code, present=present, expects=seen)


def sample_minutes(record: MeetingRecord) -> meeting_acts.WriteMinutes:
    """Some minutes."""
    seen = record.minutes.seq if record.minutes else None
    return meeting_acts.WriteMinutes(meeting=record.meeting.code, text=MOTIVE, expects=seen)


def sample_action(desk: Desk, record: MeetingRecord) -> meeting_acts.AgreeAction:
    """An action point as this person might agree on it."""
    code = free_code("AP", desk.on, desk.programme.meetings.actions)
    due = max(desk.on, record.meeting.held_on)
    action = ActionPoint(code=code, meeting=record.meeting.code, text=MOTIVE, owner="iemand", due=due)
    return meeting_acts.AgreeAction(action=action)


def _actions(desk: Desk, record: MeetingRecord) -> Iterator[Action]:
    """What can be done with a meeting, in the order in which it happens."""
    code = record.meeting.code
    if record.cancelled is not None:
        return
    if not record.is_confirmed:
        yield button(desk, _("Wijzig de agenda"), sample_agenda(record), "agenda", code)
        if record.meeting.held_on <= desk.on:
            yield button(desk, _("Leg aanwezigheid vast"), sample_attendance(desk, record), "attendance", code)
            yield button(desk, _("Schrijf het verslag"), sample_minutes(record), "minutes", code)
        if record.minutes is not None:
            act = meeting_acts.ConfirmMinutes(meeting=code, minutes_hash=record.minutes.hash)
            yield _confirming(desk, record, button(desk, _("Bevestig het verslag"), act, "confirm_minutes", code))
    yield button(desk, _("Nieuw actiepunt"), sample_action(desk, record), "agree_action", code)
    if record.minutes is None and not decisions_of(desk.working, code):
        act_ = meeting_acts.CancelMeeting(meeting=code, motive=MOTIVE)
        yield button(desk, _("Zeg af"), act_, "cancel_meeting", code)


def _confirming(desk: Desk, record: MeetingRecord, action: Action) -> Action:
    """Whoever may confirm in a later meeting only, may open the page when there is such a meeting."""
    if action.verdict.rule == "confirmed_where" and later_meetings(desk, record):
        return Action(action.name, action.label, action.address, Verdict(ok=True))
    return action


def later_meetings(desk: Desk, record: MeetingRecord) -> list[MeetingRecord]:
    """The later meetings of the same body that were held."""
    return [
        item
        for item in desk.working.meetings.of_body(record.meeting.body)
        if record.meeting.held_on < item.meeting.held_on <= desk.on and item.cancelled is None
    ]


def _points(desk: Desk, record: MeetingRecord) -> Iterator[Point]:
    taken = decisions_of(desk.working, record.meeting.code)
    for number, item in enumerate(record.items, start=1):
        here = [_shown(decision) for decision in taken if decision.decision.item == number]
        yield Point(number, item, papers_shown(desk.working, item.papers), here)


def _shown(record: DecisionRecord) -> Shown:
    return Shown(record, standing_of_decision(record))


def _doing(desk: Desk, record: ActionRecord) -> Doing:
    act = meeting_acts.SettleAction(action=record.action.code, text=MOTIVE)
    return Doing(record, record.is_late_on(desk.on), may_here(desk, act))


def _names(desk: Desk) -> dict[str, str]:
    known = desk.working.meetings
    persons = {item.person for record in known.records.values() for item in record.present}
    persons |= {item.substitutes for record in known.records.values() for item in record.present if item.substitutes}
    persons |= {record.action.owner for record in known.actions.values()}
    for record in known.records.values():
        persons.add(record.by)
        if record.minutes is not None:
            persons.add(record.minutes.by)
            persons |= {record.minutes.confirmed.by} if record.minutes.confirmed else set()
    return {**names_in(desk.working), **names_of(persons)}


def _name(desk: Desk, record: MeetingRecord) -> str:
    return desk.working.bodies[record.meeting.body].body.name
