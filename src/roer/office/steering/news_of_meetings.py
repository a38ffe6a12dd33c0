"""Acts on meetings, escalations and capacity as news: what each was about, and where that is shown."""

from __future__ import annotations

from django.urls import reverse

from roer.core.programme import acts, escalation_acts, meeting_acts
from roer.core.programme.acts import Act
from roer.core.programme.elements import Code
from roer.core.programme.state import Programme
from roer.core.values.dutch import day
from roer.core.values.periods import Period


def told_of(act: Act, programme: Programme) -> tuple[str, str] | None:
    """What an act of this part was about and its address; None for any other act."""
    match act:
        case acts.SetCeiling():
            return f"vanaf het {Period(act.ceiling.quarter).label}", reverse("steering:priorities")
        case meeting_acts.ConveneMeeting():
            return _meeting(act.meeting.code, programme)
        case meeting_acts.AgreeAction():
            return f"{act.action.text} ({act.action.code})", _page("meeting", act.action.meeting)
        case meeting_acts.SettleAction():
            action = programme.meetings.actions[act.action].action
            return f"{action.text} ({action.code})", _page("meeting", action.meeting)
        case (
            meeting_acts.CancelMeeting()
            | meeting_acts.SetAgenda()
            | meeting_acts.RecordAttendance()
            | meeting_acts.WriteMinutes()
            | meeting_acts.ConfirmMinutes()
        ):
            return _meeting(act.meeting, programme)
        case escalation_acts.ReportEscalation():
            return _escalation(act.escalation.code, programme)
        case escalation_acts.RaiseEscalation() | escalation_acts.SettleEscalation() | escalation_acts.CloseEscalation():
            return _escalation(act.escalation, programme)
        case _:
            return None


def _meeting(code: Code, programme: Programme) -> tuple[str, str]:
    meeting = programme.meetings.records[code].meeting
    name = programme.bodies[meeting.body].body.name
    return f"{name}, {day(meeting.held_on)} ({code})", _page("meeting", code)


def _escalation(code: Code, programme: Programme) -> tuple[str, str]:
    escalation = programme.escalations.records[code].escalation
    return f"{escalation.title} ({code})", _page("escalation", code)


def _page(name: str, code: Code) -> str:
    return reverse(f"steering:{name}", args=[code])
