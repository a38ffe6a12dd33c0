"""What holds of meetings: who met, about what, what the minutes say, which action points are open."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from immutables import Map

from roer.core.programme.elements import BodyCode, Code, Digest, PersonId, content_hash
from roer.core.programme.entries import Recorded, Stamp
from roer.core.programme.meeting_acts import (
    AgreeAction,
    CancelMeeting,
    ConfirmMinutes,
    ConveneMeeting,
    MeetingAct,
    RecordAttendance,
    SetAgenda,
    SettleAction,
    WriteMinutes,
)
from roer.core.programme.meetings import ActionPoint, AgendaItem, Attendee, Meeting
from roer.core.values.frozen import replace


@dataclass(frozen=True, slots=True)
class Agenda(Recorded):
    """Agenda as it stands."""

    items: tuple[AgendaItem, ...]

    def item(self, number: int) -> AgendaItem | None:
        """The item with this number, counted from 1."""
        return self.items[number - 1] if 1 <= number <= len(self.items) else None


@dataclass(frozen=True, slots=True)
class Attendance(Recorded):
    """Presentielijst as it stands."""

    present: tuple[Attendee, ...]


@dataclass(frozen=True, slots=True)
class Minutes(Recorded):
    """Verslag: the last text; provisional until `confirmed`, perhaps in the later meeting `at`."""

    text: str
    hash: Digest
    confirmed: Stamp | None = None
    at: Code | None = None


@dataclass(frozen=True, slots=True)
class MeetingRecord(Recorded):
    """A meeting with its agenda, attendance and minutes."""

    meeting: Meeting
    agenda: Agenda | None = None
    attendance: Attendance | None = None
    minutes: Minutes | None = None
    cancelled: Stamp | None = None
    motive: str = ""

    @property
    def is_confirmed(self) -> bool:
        """Whether the minutes are confirmed, so that nothing of the meeting changes any more."""
        return self.minutes is not None and self.minutes.confirmed is not None

    @property
    def items(self) -> tuple[AgendaItem, ...]:
        """What stands on the agenda."""
        return self.agenda.items if self.agenda else ()

    @property
    def present(self) -> tuple[Attendee, ...]:
        """Who was there."""
        return self.attendance.present if self.attendance else ()


@dataclass(frozen=True, slots=True)
class ActionRecord(Recorded):
    """An action point as it stands."""

    action: ActionPoint
    settled: Stamp | None = None
    text: str = ""

    def is_late_on(self, day: date) -> bool:
        """Whether it should have been done before this day."""
        return self.settled is None and self.action.due < day


@dataclass(frozen=True, slots=True)
class Meetings:
    """All meetings and action points, by code."""

    records: Map[Code, MeetingRecord] = field(default_factory=Map)
    actions: Map[Code, ActionRecord] = field(default_factory=Map)

    def of_body(self, body: BodyCode) -> tuple[MeetingRecord, ...]:
        """The meetings of a body, from old to new."""
        found = (record for record in self.records.values() if record.meeting.body == body)
        return tuple(sorted(found, key=lambda record: (record.meeting.held_on, record.meeting.code)))

    def actions_of(self, meeting: Code) -> tuple[ActionRecord, ...]:
        """The action points that a meeting agreed on, in order."""
        return tuple(record for _, record in sorted(self.actions.items()) if record.action.meeting == meeting)

    def open_actions(self, owner: PersonId | None = None) -> tuple[ActionRecord, ...]:
        """The action points that are still to be done, of everybody or of one person, the first due first."""
        found = (record for record in self.actions.values() if record.settled is None)
        mine = (record for record in found if owner is None or record.action.owner == owner)
        return tuple(sorted(mine, key=lambda record: (record.action.due, record.action.code)))

    def after(self, act: MeetingAct, stamp: Stamp) -> Meetings:
        """The meetings after this act."""
        match act:
            case ConveneMeeting(meeting=meeting):
                return self._with(MeetingRecord(stamp=stamp, meeting=meeting))
            case AgreeAction(action=action):
                return self._with_action(ActionRecord(stamp=stamp, action=action))
            case SettleAction(action=code, text=text):
                return self._with_action(replace(self.actions[code], stamp=stamp, settled=stamp, text=text))
            case _:
                return self._with(_changed(self.records[act.meeting], act, stamp))

    def _with(self, record: MeetingRecord) -> Meetings:
        return replace(self, records=self.records.set(record.meeting.code, record))

    def _with_action(self, record: ActionRecord) -> Meetings:
        return replace(self, actions=self.actions.set(record.action.code, record))


def _changed(
    record: MeetingRecord,
    act: CancelMeeting | SetAgenda | RecordAttendance | WriteMinutes | ConfirmMinutes,
    stamp: Stamp,
) -> MeetingRecord:
    match act:
        case CancelMeeting():
            return replace(record, cancelled=stamp, motive=act.motive)
        case SetAgenda():
            return replace(record, agenda=Agenda(stamp=stamp, items=act.items))
        case RecordAttendance():
            return replace(record, attendance=Attendance(stamp=stamp, present=act.present))
        case WriteMinutes():
            bare = act.model_copy(update={"expects": None})
            return replace(record, minutes=Minutes(stamp=stamp, text=act.text, hash=content_hash(bare)))
        case ConfirmMinutes():
            assert record.minutes is not None, "rules let nobody confirm minutes that are not there"
            return replace(record, minutes=replace(record.minutes, confirmed=stamp, at=act.at))
