"""Who may know of meetings and escalations (programme.md 3.9). What was decided there is open; the talking is not."""

from __future__ import annotations

from datetime import date

from roer.core.programme.elements import BodyKind, Code, PersonId
from roer.core.programme.meeting_acts import AgreeAction, ConveneMeeting, MeetingAct, SettleAction
from roer.core.programme.meeting_file import ActionRecord, MeetingRecord
from roer.core.programme.state import Programme

ATTENDANTS = frozenset({BodyKind.PROGRAMME_TEAM, BodyKind.STEERING_GROUP, BodyKind.AUDITOR})
"""Who sits here knows of every meeting; anybody else of those of the own bodies, and of the own action points."""
LADDER = ATTENDANTS | {
    BodyKind.DATA_PROTECTION_OFFICER,
    BodyKind.ARCHITECTURE_BOARD,
    BodyKind.DATA_TEAM,
    BodyKind.LINE,
    BodyKind.EXECUTIVE,
    BodyKind.MAYOR,
    BodyKind.JOINT_ORGANISATION,
}
"""Who sits here may escalate, or decides on what was escalated, and sees all escalations."""


def may_know_meeting(programme: Programme, code: Code, person: PersonId | None, *, on: date) -> bool:
    """Whether this person may know on this day that there is a meeting with this code."""
    record = programme.meetings.records.get(code)
    if person is None or record is None:
        return False
    own = any(seat.seat.body == record.meeting.body for seat in programme.seats_of(person, on=on))
    return own or not programme.kinds_of(person, on=on).isdisjoint(ATTENDANTS)


def may_know_action(programme: Programme, record: ActionRecord, person: PersonId | None, *, on: date) -> bool:
    """Whether this person may know of an action point: its owner does, and who may know of the meeting."""
    mine = person is not None and record.action.owner == person
    return mine or may_know_meeting(programme, record.action.meeting, person, on=on)


def visible_meetings(programme: Programme, person: PersonId | None, *, on: date) -> tuple[MeetingRecord, ...]:
    """The meetings of which this person may know on this day."""
    found = programme.meetings.records.items()
    return tuple(record for code, record in found if may_know_meeting(programme, code, person, on=on))


def sees_escalations(programme: Programme, person: PersonId | None, *, on: date) -> bool:
    """Whether this person sees the ladder of escalations on this day."""
    return not programme.kinds_of(person, on=on).isdisjoint(LADDER)


def meeting_of(act: MeetingAct, programme: Programme) -> Code:
    """The code of the meeting that an act is about."""
    match act:
        case ConveneMeeting(meeting=meeting):
            return meeting.code
        case AgreeAction(action=action):
            return action.meeting
        case SettleAction(action=code):
            return programme.meetings.actions[code].action.meeting
        case _:
            return act.meeting
