"""Acts on meetings: convene, set the agenda, attend, write and confirm minutes, agree on actions (programme.md 3.1)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from roer.core.programme.elements import Code, Digest, Reason, Value
from roer.core.programme.meetings import ActionPoint, AgendaItem, Attendee, Meeting

Follows = Annotated[int, Field(ge=1)] | None
"""The entry of the version that this one follows, as its author saw it; None for the first version."""


class ConveneMeeting(Value):
    """Convene a body on a day."""

    kind: Literal["convene_meeting"] = "convene_meeting"
    meeting: Meeting


class CancelMeeting(Value):
    """The meeting does not take place; it stays in the register."""

    kind: Literal["cancel_meeting"] = "cancel_meeting"
    meeting: Code
    motive: Reason


class SetAgenda(Value):
    """Set the agenda; a later one replaces an earlier one, except items on which was decided."""

    kind: Literal["set_agenda"] = "set_agenda"
    meeting: Code
    items: Annotated[tuple[AgendaItem, ...], Field(min_length=1, max_length=60)]
    expects: Follows = None


class RecordAttendance(Value):
    """Say who was there and who took whose place; a later list replaces an earlier one."""

    kind: Literal["record_attendance"] = "record_attendance"
    meeting: Code
    present: Annotated[tuple[Attendee, ...], Field(min_length=1, max_length=100)]
    expects: Follows = None


class WriteMinutes(Value):
    """Write the next minutes of a meeting."""

    kind: Literal["write_minutes"] = "write_minutes"
    meeting: Code
    text: Reason
    expects: Follows = None


class ConfirmMinutes(Value):
    """Confirm exactly these minutes, and with them the decisions of the meeting; `at` is the later meeting that did."""

    kind: Literal["confirm_minutes"] = "confirm_minutes"
    meeting: Code
    minutes_hash: Digest
    at: Code | None = None


class AgreeAction(Value):
    """Agree in a meeting that somebody does something before a day."""

    kind: Literal["agree_action"] = "agree_action"
    action: ActionPoint


class SettleAction(Value):
    """Say that an action point is done or no longer needed, and how."""

    kind: Literal["settle_action"] = "settle_action"
    action: Code
    text: Reason


MeetingAct = (
    ConveneMeeting
    | CancelMeeting
    | SetAgenda
    | RecordAttendance
    | WriteMinutes
    | ConfirmMinutes
    | AgreeAction
    | SettleAction
)
