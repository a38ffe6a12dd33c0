"""What must hold for ideas: own words, steps in the order of the table, findings before a verdict (raadsbrief §2)."""

from __future__ import annotations

from roer.core.programme.decisions import Decision, PrioritiseIdea
from roer.core.programme.elements import Code
from roer.core.programme.idea_acts import (
    AmendIdea,
    AnswerIdea,
    ElaborateIdea,
    InvestigateIdea,
    MergeIdeas,
    RealiseIdea,
    SubmitIdea,
    TakeUpIdea,
)
from roer.core.programme.idea_state import IdeaRecord
from roer.core.programme.ideas import AMENDABLE, TAKES_IN, TRANSITIONS, IdeaStatus, IdeaVerdict
from roer.core.programme.labels import label
from roer.core.programme.question import Question
from roer.core.programme.refusals import Conflict, NotAllowed, check_follows
from roer.core.values.dutch import day

INVESTIGATED_FIRST = frozenset({IdeaVerdict.PROMISING, IdeaVerdict.NOT_FEASIBLE})
"""Only after an investigation the programme team can say this."""


def submission_fits(question: Question, act: SubmitIdea) -> None:
    """A new code."""
    if question.programme.ideas.get(act.idea.code) is not None:
        raise NotAllowed("code_used", f"Er is al een idee {act.idea.code}. Kies een nieuwe code.")


def amendment_fits(question: Question, act: AmendIdea) -> None:
    """Another text, as long as nobody built on the one before."""
    record = _seen(question, act.idea, act.expects)
    if record.status not in AMENDABLE:
        reason = f"Idee {act.idea} is {label(record.status)}. De tekst verandert nu niet meer; dien een nieuw idee in."
        raise NotAllowed("idea_order", reason)
    if act.text == record.text:
        raise NotAllowed("no_change", "De tekst is niet veranderd.")


def taking_up_fits(question: Question, act: TakeUpIdea) -> None:
    """Something that can be investigated now."""
    _check_step(_seen(question, act.idea, act.expects), IdeaStatus.INVESTIGATING)


def investigation_fits(question: Question, act: InvestigateIdea) -> None:
    """An idea that is being investigated, or was found promising."""
    record = _seen(question, act.idea, act.expects)
    if record.status not in (IdeaStatus.INVESTIGATING, IdeaStatus.PROMISING):
        reason = f"Idee {act.idea} is {label(record.status)}. Neem het eerst in onderzoek."
        raise NotAllowed("idea_order", reason)


def answer_fits(question: Question, act: AnswerIdea) -> None:
    """A step that may follow; what can be made or not is said after an investigation."""
    record = _seen(question, act.idea, act.expects)
    if record.status is IdeaStatus.PUT_FORWARD:
        raise NotAllowed("idea_order", f"Idee {act.idea} ligt voor aan de stuurgroep. Leg haar besluit vast.")
    _check_step(record, act.verdict.status)
    if act.verdict in INVESTIGATED_FIRST and record.investigation is None:
        reason = "Leg eerst het onderzoek vast: haalbaarheid, privacy, gegevens en architectuur."
        raise NotAllowed("investigate_first", reason)


def elaboration_fits(question: Question, act: ElaborateIdea) -> None:
    """A promising idea, or one that is worked out better."""
    record = _seen(question, act.idea, act.expects)
    _check_step(record, IdeaStatus.ELABORATED)
    if record.elaboration is not None and record.elaboration.text == act.text:
        raise NotAllowed("no_change", "De uitwerking is niet veranderd.")


def merging_fits(question: Question, act: MergeIdeas) -> None:
    """Two ideas, of which the one that goes on has not ended."""
    if act.idea == act.into:
        raise NotAllowed("merge_itself", "Kies een ander idee om mee samen te voegen.")
    record = _seen(question, act.idea, act.expects[0])
    into = _seen(question, act.into, act.expects[1])
    _check_step(record, IdeaStatus.MERGED)
    if into.status not in TAKES_IN:
        reason = f"Idee {act.into} is {label(into.status)}. Kies het idee dat wel verdergaat."
        raise NotAllowed("idea_order", reason)


def realisation_fits(question: Question, act: RealiseIdea) -> None:
    """A prioritised idea, and an open result in which it goes on."""
    _check_step(_seen(question, act.idea, act.expects), IdeaStatus.RESULT)
    question.open_result(act.result)


def can_be_put_forward(question: Question, code: Code) -> None:
    """An idea that an advice names was worked out first."""
    _check_step(_known(question, code), IdeaStatus.PUT_FORWARD)


def idea_priority_fits(question: Question, decision: Decision, effect: PrioritiseIdea) -> None:
    """The steering group decides about an idea that lies before it, as it was put forward, on an advice about it."""
    record = _known(question, effect.idea)
    if record.status is not IdeaStatus.PUT_FORWARD:
        reason = f"Idee {effect.idea} ligt niet voor aan de stuurgroep: het is {label(record.status)}."
        raise NotAllowed("idea_order", reason)
    if record.hash != effect.subject_hash:
        raise Conflict(f"idee {effect.idea}", record.stamp)
    advice = question.programme.advices.get(decision.advice) if decision.advice else None
    if advice is None or effect.idea not in advice.advice.ideas:
        reason = (
            f"De stuurgroep beslist over idee {effect.idea} op advies van het programmateam. "
            "Noem een advies over dit idee."
        )
        raise NotAllowed("advice_first", reason)
    if advice.since > decision.decided_on:
        reason = f"Advies {advice.advice.code} kwam pas op {day(advice.since)}, na het besluit."
        raise NotAllowed("advice_first", reason)


def _known(question: Question, code: Code) -> IdeaRecord:
    record = question.programme.ideas.get(code)
    if record is None:
        raise NotAllowed("unknown_idea", f"Er is geen idee {code}.")
    return record


def _seen(question: Question, code: Code, expects: int) -> IdeaRecord:
    record = _known(question, code)
    check_follows(record, expects, f"idee {code}")
    return record


def _check_step(record: IdeaRecord, to: IdeaStatus) -> None:
    if to not in TRANSITIONS[record.status]:
        reason = f"Idee {record.code} is {label(record.status)} en kan nu niet worden: {label(to)}."
        raise NotAllowed("idea_order", reason)
