"""What must hold around a decision: the meeting and its quorum, who voted what, its start, what it replaces (3.8)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from roer.core.programme.decisions import (
    AdoptVersion,
    ApproveLineage,
    Decision,
    Effect,
    General,
    Outcome,
    Place,
    Prioritise,
    PrioritiseIdea,
)
from roer.core.programme.meeting_rules import check_quorum, held_meeting
from roer.core.programme.meetings import ItemKind
from roer.core.programme.priority_list import exceeds
from roer.core.programme.question import Question
from roer.core.programme.refusals import NotAllowed
from roer.core.values.dutch import day, listing, number
from roer.core.values.periods import Period


def check_circumstances(question: Question, decision: Decision) -> None:
    """Refuse a decision of which meeting, votes, start, replacement or capacity do not fit."""
    _check_positions(question, decision)
    _check_meeting(question, decision)
    _check_start(decision)
    _check_replaced(question, decision)
    if decision.outcome in (Outcome.ADOPTED, Outcome.AMENDED):
        _check_capacity(question, decision)


def _check_positions(question: Question, decision: Decision) -> None:
    towns = [town for town, _position, _text in decision.positions]
    question.known_municipalities(towns)
    if twice := sorted({town for town in towns if towns.count(town) > 1}):
        names = listing([question.name_of(town) for town in twice])
        raise NotAllowed("two_positions", f"{names} staat er met twee standpunten in. Kies er één.")


def _check_meeting(question: Question, decision: Decision) -> None:
    if decision.meeting is None:
        if decision.item is not None:
            raise NotAllowed("item_without_meeting", "Noem het overleg waar dit agendapunt bij hoort.")
        return
    record = held_meeting(question, decision.meeting)
    if record.meeting.body != decision.body or record.meeting.held_on != decision.decided_on:
        name = question.programme.bodies[record.meeting.body].body.name
        reason = f"Overleg {decision.meeting} is van {name} op {day(record.meeting.held_on)}; dit besluit niet."
        raise NotAllowed("other_meeting", reason)
    item = record.agenda.item(decision.item) if record.agenda and decision.item else None
    if item is None or item.kind is not ItemKind.DECISION:
        reason = f"Noem het agendapunt ter besluitvorming van overleg {decision.meeting} waarover is besloten."
        raise NotAllowed("agenda_item", reason)
    if record.attendance is None:
        raise NotAllowed("attendance_first", f"Leg eerst vast wie er bij overleg {decision.meeting} waren.")
    check_quorum(question, record, record.present, decision)


def _check_start(decision: Decision) -> None:
    start = decision.effective
    if start is None or start == decision.decided_on:
        return
    if any(isinstance(effect, AdoptVersion) for effect in decision.effects):
        raise NotAllowed("version_start", "Een DIN-versie geldt vanaf het besluit. Laat de ingang leeg.")


def _check_replaced(question: Question, decision: Decision) -> None:
    if decision.replaces and decision.outcome not in (Outcome.ADOPTED, Outcome.AMENDED):
        raise NotAllowed("replaces_nothing", "Alleen een aangenomen besluit vervangt een eerder besluit.")
    for code in decision.replaces:
        record = question.programme.decisions.get(code)
        if record is None:
            raise NotAllowed("unknown_decision", f"Er is geen besluit {code}.")
        if not record.has_effect or record.replaced is not None:
            raise NotAllowed("replaced_already", f"Besluit {code} geldt niet meer en kan dus niet worden vervangen.")
        if record.decision.body != decision.body:
            name = question.programme.bodies[record.decision.body].body.name
            raise NotAllowed("other_body", f"Besluit {code} is van {name}. Alleen dat gremium vervangt het.")
        if not _subjects(record.decision.effects) & _subjects(decision.effects):
            reason = f"Dit besluit gaat over iets anders dan {code}. Trek {code} in als het niet meer moet gelden."
            raise NotAllowed("replaces_nothing", reason)


def _subjects(effects: Iterable[Effect]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for effect in effects:
        match effect:
            case AdoptVersion() | General():
                found.add((effect.type, ""))
            case ApproveLineage():
                found |= {(effect.type, code) for code in effect.elements}
            case PrioritiseIdea():
                found.add((effect.type, effect.idea))
            case Prioritise() | Place():
                found.add((effect.type, effect.result))
    return found


def _check_capacity(question: Question, decision: Decision) -> None:
    """Whoever asks more people than there are says why (programme.md 3.5)."""
    given = [effect for effect in decision.effects if isinstance(effect, Prioritise)]
    start: date = decision.effective or decision.decided_on
    if not given or decision.motive:
        return
    if after := exceeds(question.programme, given, on=start):
        asked, ceiling = number(after.asked / 100, 2), number((after.ceiling or 0) / 100, 2)
        reason = (
            f"‘Nu’ vraagt in het {Period(after.quarter).label} {asked} fte en het plafond is {ceiling} fte. "
            "Zet een resultaat in een andere klasse, of leg in de toelichting uit waarom het toch zo moet."
        )
        raise NotAllowed("over_ceiling", reason)
