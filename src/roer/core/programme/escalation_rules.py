"""What must hold for escalations: one step at a time, the body on its level decides, settled before closed (3.7)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from roer.core.programme import escalation_acts
from roer.core.programme.elements import BodyKind, Code
from roer.core.programme.escalation_file import EscalationRecord
from roer.core.programme.escalations import Level
from roer.core.programme.labels import label
from roer.core.programme.question import Question
from roer.core.programme.refusals import NotAllowed, check_follows
from roer.core.values.dutch import day, listing

DECIDED_BY: Mapping[Level, frozenset[BodyKind]] = {
    Level.STEERING_GROUP: frozenset({BodyKind.STEERING_GROUP}),
    Level.EXECUTIVES: frozenset({BodyKind.EXECUTIVE, BodyKind.JOINT_ORGANISATION}),
}
"""Level → whose decision settles what lies there; below that the programme manager settles it without one."""


def escalation_fits(question: Question, act: escalation_acts.ReportEscalation) -> None:
    """An escalation has a new code, is about something known, and its deadline is still to come."""
    escalation = act.escalation
    if escalation.code in question.programme.escalations.records:
        raise NotAllowed("code_used", f"Er is al een escalatie {escalation.code}. Kies een nieuwe code.")
    if escalation.element is not None:
        question.known_element(escalation.element)
    _check_deadline(question, escalation.deadline)


def raising_fits(question: Question, act: escalation_acts.RaiseEscalation) -> None:
    """What is open goes one step up."""
    record = _open_escalation(question, act.escalation, act.expects)
    following = record.step.level.following
    if following is None:
        raise NotAllowed("top_of_ladder", f"Escalatie {act.escalation} ligt al op de hoogste trede.")
    if act.to is not following:
        reason = f"Een escalatie gaat één trede tegelijk omhoog. De volgende is: {label(following)}."
        raise NotAllowed("one_step", reason)
    _check_deadline(question, act.deadline)


def settlement_fits(question: Question, act: escalation_acts.SettleEscalation) -> None:
    """The programme manager settles what lies with him; higher up a decision of the body on that level does."""
    record = _open_escalation(question, act.escalation, act.expects)
    level = record.step.level
    if level is Level.REPORTED:
        raise NotAllowed("not_taken_up", "Breng de escalatie eerst bij de programmamanager.")
    kinds = DECIDED_BY.get(level)
    if act.decision is None:
        if kinds is None:
            return
        who = listing([label(kind) for kind in sorted(kinds)], "of")
        raise NotAllowed("escalation_decision", f"Hierover besluit: {who}. Noem het besluit.")
    decision = question.programme.decisions.get(act.decision)
    if decision is None or not decision.has_effect:
        raise NotAllowed("unknown_decision", f"Besluit {act.decision} is er niet of geldt niet.")
    body = question.programme.bodies[decision.decision.body].body
    if kinds is not None and body.kind not in kinds:
        raise NotAllowed("escalation_decision", f"Besluit {act.decision} is van {body.name}, en daar ligt dit niet.")
    if decision.decision.decided_on < record.reported.holds_from:
        taken = day(decision.decision.decided_on)
        raise NotAllowed("escalation_decision", f"Besluit {act.decision} van {taken} is ouder dan de escalatie.")


def closing_fits(question: Question, act: escalation_acts.CloseEscalation) -> None:
    """What was settled can be closed, once."""
    record = _known_escalation(question, act.escalation)
    check_follows(record, act.expects, f"escalatie {act.escalation}")
    if record.settled is None:
        raise NotAllowed("not_settled", f"Over escalatie {act.escalation} is nog niet besloten.")
    if record.closed is not None:
        raise NotAllowed("no_change", f"Escalatie {act.escalation} is op {day(record.closed.since)} al gesloten.")


def _known_escalation(question: Question, code: Code) -> EscalationRecord:
    record = question.programme.escalations.records.get(code)
    if record is None:
        raise NotAllowed("unknown_escalation", f"Er is geen escalatie {code}.")
    return record


def _open_escalation(question: Question, code: Code, expects: int) -> EscalationRecord:
    record = _known_escalation(question, code)
    check_follows(record, expects, f"escalatie {code}")
    if record.settled is not None:
        reason = f"Over escalatie {code} is op {day(record.settled.since)} besloten. Meld zo nodig een nieuwe."
        raise NotAllowed("settled", reason)
    return record


def _check_deadline(question: Question, deadline: date | None) -> None:
    if deadline is not None and deadline < question.today:
        raise NotAllowed("deadline_passed", "De termijn ligt in het verleden. Kies vandaag of later.")
