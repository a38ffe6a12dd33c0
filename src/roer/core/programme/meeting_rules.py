"""What must hold for meetings: who meets, on what papers, who was there, and who confirms the minutes (3.8 no. 4)."""

from __future__ import annotations

from collections.abc import Iterable

from roer.core.programme import meeting_acts
from roer.core.programme.decisions import Decision
from roer.core.programme.elements import BodyKind, Code, MunicipalityCode, PersonId, Seat, SeatRole
from roer.core.programme.governance import DecisionRecord
from roer.core.programme.labels import label
from roer.core.programme.meeting_file import MeetingRecord
from roer.core.programme.meetings import Attendee, ItemKind
from roer.core.programme.paper_state import check_papers
from roer.core.programme.question import Question
from roer.core.programme.refusals import Conflict, NotAllowed, check_follows
from roer.core.programme.seat_rules import kinds_apart_from
from roer.core.programme.state import Programme
from roer.core.values.dutch import day, listing

DECIDING = frozenset(
    {
        BodyKind.STEERING_GROUP,
        BodyKind.COUNCIL,
        BodyKind.EXECUTIVE,
        BodyKind.MAYOR,
        BodyKind.JOINT_ORGANISATION,
        BodyKind.ARCHITECTURE_BOARD,
        BodyKind.LINE,
    }
)
"""The kinds of bodies that decide anything at all; the sounding board and the programme team are not among them."""


def meeting_fits(question: Question, act: meeting_acts.ConveneMeeting) -> None:
    """A meeting has a new code and is of a body that is in office on that day."""
    meeting = act.meeting
    if known := question.programme.meetings.records.get(meeting.code):
        reason = f"Er is al een overleg {meeting.code} ({day(known.meeting.held_on)}). Kies een nieuwe code."
        raise NotAllowed("code_used", reason)
    body = question.programme.bodies.get(meeting.body)
    if body is None:
        raise NotAllowed("unknown_body", f"Er is geen gremium met code {meeting.body}.")
    if not body.exists_on(meeting.held_on):
        raise NotAllowed("retired_body", f"{body.body.name} is op {day(meeting.held_on)} al vervallen.")


def cancellation_fits(question: Question, act: meeting_acts.CancelMeeting) -> None:
    """A meeting in which nothing was decided and of which there are no minutes can be called off."""
    record = _open_meeting(question, act.meeting)
    if record.minutes is not None or decisions_of(question.programme, act.meeting):
        reason = (
            f"Overleg {act.meeting} is gehouden: er is een verslag of een besluit. Het kan niet meer worden afgezegd."
        )
        raise NotAllowed("meeting_held", reason)


def agenda_fits(question: Question, act: meeting_acts.SetAgenda) -> None:
    """An agenda follows the last, keeps items on which was decided, and binds papers as they stand."""
    record = _open_meeting(question, act.meeting)
    check_follows(record.agenda, act.expects, f"de agenda van {act.meeting}")
    kind = question.programme.bodies[record.meeting.body].body.kind
    for item in act.items:
        if item.kind is ItemKind.DECISION and kind not in DECIDING:
            reason = f"Dit overleg besluit niet ({label(kind)}). Zet ‘{item.title}’ ter bespreking of als advies."
            raise NotAllowed("body_decides_nothing", reason)
    decided = {record.decision.item or 0 for record in decisions_of(question.programme, act.meeting)}
    for number in sorted(decided):
        if record.items[number - 1 : number] != act.items[number - 1 : number]:
            reason = f"Over agendapunt {number} is besloten. Dat punt en zijn stukken blijven zoals ze waren."
            raise NotAllowed("decided_item", reason)
    known = {paper for item in record.items for paper in item.papers}
    check_papers(question, (paper for item in act.items for paper in item.papers if paper not in known))


def attendance_fits(question: Question, act: meeting_acts.RecordAttendance) -> None:
    """After the meeting began, each person once; a substitute takes the place of a member who was not there."""
    record = held_meeting(question, act.meeting)
    check_follows(record.attendance, act.expects, f"de aanwezigheid bij {act.meeting}")
    persons = [attendee.person for attendee in act.present]
    if len(set(persons)) < len(persons):
        raise NotAllowed("present_twice", "Iemand staat twee keer in de lijst. Noem iedereen één keer.")
    replaced = [attendee.substitutes for attendee in act.present if attendee.substitutes is not None]
    if len(set(replaced)) < len(replaced) or set(replaced) & set(persons):
        raise NotAllowed("substitute", "Een lid wordt door hoogstens één ander vervangen, en is er dan zelf niet bij.")
    members = _members(question.programme, record)
    if odd := [person for person in replaced if person not in members]:
        reason = f"{listing(odd)} had op {day(record.meeting.held_on)} geen zetel en kan dus niet worden vervangen."
        raise NotAllowed("substitute", reason)
    for attendee in act.present:
        if attendee.substitutes is not None:
            _check_may_replace(question, record, attendee.person)
    for taken in decisions_of(question.programme, act.meeting):
        check_quorum(question, record, act.present, taken.decision)


def _check_may_replace(question: Question, meeting: MeetingRecord, person: PersonId) -> None:
    """Who may hold no seat in a body takes nobody's place there either: the sounding board never decides."""
    kind = question.programme.bodies[meeting.meeting.body].body.kind
    held = question.kinds_of(person, on=meeting.meeting.held_on)
    if clash := sorted(held & kinds_apart_from(kind)):
        reason = f"{person} zit in {label(clash[0])} en kan daarom in {label(kind)} niemand vervangen."
        raise NotAllowed("substitute", reason)


def minutes_fit(question: Question, act: meeting_acts.WriteMinutes) -> None:
    """Minutes are of a meeting that was held, of which is known who was there; they follow the last text."""
    record = held_meeting(question, act.meeting)
    check_follows(record.minutes, act.expects, f"het verslag van {act.meeting}")
    if record.attendance is None:
        raise NotAllowed("attendance_first", f"Leg eerst vast wie er bij overleg {act.meeting} waren.")
    if record.minutes is not None and record.minutes.text == act.text:
        raise NotAllowed("no_change", f"Dit is het verslag van {act.meeting} al.")


def minutes_can_be_confirmed(question: Question, act: meeting_acts.ConfirmMinutes) -> None:
    """Another than who wrote it confirms: a member of the body, or whoever records that a later meeting did."""
    record = held_meeting(question, act.meeting)
    if record.minutes is None:
        raise NotAllowed("no_minutes", f"Van overleg {act.meeting} is nog geen verslag.")
    if record.minutes.hash != act.minutes_hash:
        raise Conflict(f"het verslag van {act.meeting}", record.minutes.stamp)
    own = [item.decision.code for item in _provisional(question.programme, act.meeting) if item.by == question.by]
    if record.minutes.by == question.by or own:
        what = f"besluit {listing(own)}" if own else "dit verslag"
        raise NotAllowed("four_eyes", f"U heeft {what} zelf vastgelegd. Een ander moet het verslag bevestigen.")
    if act.at is not None:
        _check_later(question, record, act.at)
    elif not question.sits_in(record.meeting.body):
        reason = (
            "Noem het latere overleg waarin het verslag is bevestigd, of laat een lid van het gremium het bevestigen."
        )
        raise NotAllowed("confirmed_where", reason)


def action_fits(question: Question, act: meeting_acts.AgreeAction) -> None:
    """An action point has a new code, comes from a meeting, and is due on or after it."""
    action = act.action
    if action.code in question.programme.meetings.actions:
        raise NotAllowed("code_used", f"Er is al een actiepunt {action.code}. Kies een nieuwe code.")
    record = _known_meeting(question, action.meeting)
    if record.cancelled is not None:
        raise NotAllowed("meeting_cancelled", f"Overleg {action.meeting} is afgezegd.")
    if action.due < record.meeting.held_on:
        reason = f"Het overleg is van {day(record.meeting.held_on)}. Kies een einddatum op of na die dag."
        raise NotAllowed("action_due", reason)


def action_can_be_settled(question: Question, act: meeting_acts.SettleAction) -> None:
    """An action point is settled once."""
    record = question.programme.meetings.actions.get(act.action)
    if record is None:
        raise NotAllowed("unknown_action", f"Er is geen actiepunt {act.action}.")
    if record.settled is not None:
        raise NotAllowed("no_change", f"Actiepunt {act.action} is op {day(record.settled.holds_from)} al afgehandeld.")


def decisions_of(programme: Programme, meeting: Code) -> tuple[DecisionRecord, ...]:
    """The decisions that were taken in a meeting, in order of recording; withdrawn ones too."""
    found = (record for record in programme.decisions.values() if record.decision.meeting == meeting)
    return tuple(sorted(found, key=lambda record: record.seq))


def represented(programme: Programme, meeting: MeetingRecord, present: Iterable[Attendee]) -> set[MunicipalityCode]:
    """The municipalities that had their alderman, or who took the alderman's place, at the meeting."""
    there = {attendee.substitutes or attendee.person for attendee in present}
    aldermen = (seat for seat in _seats(programme, meeting) if seat.role is SeatRole.ALDERMAN and seat.person in there)
    return {seat.municipality for seat in aldermen if seat.municipality is not None}


def check_quorum(question: Question, meeting: MeetingRecord, present: Iterable[Attendee], decision: Decision) -> None:
    """Refuse when a municipality of the steering group was neither there nor reserved in writing (3.8 no. 5)."""
    programme = question.programme
    if programme.bodies[meeting.meeting.body].body.kind is not BodyKind.STEERING_GROUP:
        return
    reserved = {item.municipality for item in decision.reservations}
    if absent := sorted(set(programme.municipalities) - represented(programme, meeting, present) - reserved):
        names = listing([question.name_of(code) for code in absent])
        reason = (
            f"Bij overleg {meeting.meeting.code} was niemand namens {names}, en er is geen schriftelijk voorbehoud. "
            "Elke gemeente is aanwezig of maakt een voorbehoud. Vul de aanwezigheid aan of leg het voorbehoud vast."
        )
        raise NotAllowed("quorum", reason)


def _known_meeting(question: Question, code: Code) -> MeetingRecord:
    record = question.programme.meetings.records.get(code)
    if record is None:
        raise NotAllowed("unknown_meeting", f"Er is geen overleg {code}.")
    return record


def _open_meeting(question: Question, code: Code) -> MeetingRecord:
    record = _known_meeting(question, code)
    if record.cancelled is not None:
        raise NotAllowed("meeting_cancelled", f"Overleg {code} is op {day(record.cancelled.holds_from)} afgezegd.")
    if record.minutes is not None and record.minutes.confirmed is not None:
        when = day(record.minutes.confirmed.holds_from)
        raise NotAllowed("minutes_confirmed", f"Het verslag van overleg {code} is op {when} bevestigd en ligt vast.")
    return record


def held_meeting(question: Question, code: Code) -> MeetingRecord:
    """A meeting that was held and whose minutes are still open. Raises NotAllowed."""
    record = _open_meeting(question, code)
    if record.meeting.held_on > question.today:
        raise NotAllowed("meeting_later", f"Overleg {code} is pas op {day(record.meeting.held_on)}.")
    return record


def _members(programme: Programme, record: MeetingRecord) -> set[PersonId]:
    return {seat.person for seat in _seats(programme, record)}


def _seats(programme: Programme, record: MeetingRecord) -> list[Seat]:
    """The seats of the body on the day of the meeting: of who holds them, and of who was named in somebody's place."""
    body, day_ = record.meeting.body, record.meeting.held_on
    held = [item for item in programme.seats if item.seat.body == body and item.is_held_on(day_)]
    return [item.seat for item in (*held, *programme.members_of(body, on=day_))]


def _provisional(programme: Programme, meeting: Code) -> tuple[DecisionRecord, ...]:
    found = decisions_of(programme, meeting)
    return tuple(record for record in found if record.confirmed is None and record.withdrawn is None)


def _check_later(question: Question, record: MeetingRecord, at: Code) -> None:
    later = _known_meeting(question, at)
    ok = later.meeting.body == record.meeting.body and record.meeting.held_on < later.meeting.held_on
    if not ok or later.cancelled is not None or later.meeting.held_on > question.today:
        reason = f"{at} is geen later overleg van hetzelfde gremium dat al is gehouden."
        raise NotAllowed("confirmed_where", reason)
