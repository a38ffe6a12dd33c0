"""What must hold for interfaces and for open questions about the governance (raadsbrief §1, bijlage 1)."""

from __future__ import annotations

from collections.abc import Iterable

from roer.core.programme.elements import BodyCode, Code
from roer.core.programme.organisation import QuestionStatus
from roer.core.programme.organisation_acts import (
    AssignQuestion,
    EndInterface,
    RaiseQuestion,
    RecordInterface,
    SettleQuestion,
)
from roer.core.programme.organisation_rules import body_in_office
from roer.core.programme.organisation_state import QuestionRecord
from roer.core.programme.question import Question
from roer.core.programme.refusals import NotAllowed, check_follows
from roer.core.programme.register import is_settled


def interface_fits(question: Question, act: RecordInterface) -> None:
    """An interface has a new code and is between different bodies in office, or with something outside."""
    said = act.interface
    if said.code in question.programme.organisation.interfaces:
        raise NotAllowed("already_there", f"Er is al een raakvlak met code {said.code}. Kies een andere code.")
    _in_office(question, (said.body, *said.bodies))
    if said.body in said.bodies or len(set(said.bodies)) < len(said.bodies):
        raise NotAllowed("interface_sides", "Kies voor elke kant van het raakvlak een ander gremium.")


def interface_can_end(question: Question, act: EndInterface) -> None:
    """Only an interface that holds can end."""
    known = question.programme.organisation.interfaces.get(act.interface)
    if known is None:
        raise NotAllowed("unknown_interface", f"Er is geen raakvlak met code {act.interface}.")
    if known.ended is not None:
        raise NotAllowed("ended_interface", f"Raakvlak {act.interface} is al beëindigd.")


def question_is_new(question: Question, act: RaiseQuestion) -> None:
    """A question has a new code and is about bodies in office."""
    said = act.question
    if said.code in question.programme.organisation.questions:
        raise NotAllowed("already_there", f"Er is al een vraag met code {said.code}. Kies een andere code.")
    _in_office(question, said.bodies)


def owner_fits(question: Question, act: AssignQuestion) -> None:
    """An open question goes to a body in office or to somebody who sits somewhere."""
    known = _open_question(question, act.question, act.expects)
    if act.owner == known.steps[-1].owner and known.steps[-1].status is QuestionStatus.ASSIGNED:
        raise NotAllowed("no_change", f"Vraag {act.question} ligt daar al.")
    if act.owner in question.programme.bodies:
        body_in_office(question.programme, act.owner, question.today)
    elif not question.programme.seats_of(act.owner, on=question.today):
        reason = f"{act.owner} is geen gremium en heeft nergens een zetel. Kies een gremium of iemand met een zetel."
        raise NotAllowed("unknown_owner", reason)


def answer_fits(question: Question, act: SettleQuestion) -> None:
    """An open question is settled once; a decision that is named was taken, and holds."""
    _open_question(question, act.question, act.expects)
    if act.decision is None:
        return
    decision = question.programme.decisions.get(act.decision)
    if decision is None:
        raise NotAllowed("unknown_decision", f"Er is geen besluit {act.decision}. Leg eerst het besluit vast.")
    if not decision.has_effect:
        reason = f"Besluit {act.decision} is niet aangenomen of is ingetrokken, en beantwoordt dus geen vraag."
        raise NotAllowed("decision_without_effect", reason)


def _open_question(question: Question, code: Code, expects: int) -> QuestionRecord:
    known = question.programme.organisation.questions.get(code)
    if known is None:
        raise NotAllowed("unknown_question", f"Er is geen besturingsvraag {code}.")
    check_follows(known, expects, f"vraag {code}")
    if is_settled(question.programme, known):
        raise NotAllowed("settled_question", f"Vraag {code} is al beantwoord. Stel een nieuwe vraag.")
    return known


def _in_office(question: Question, codes: Iterable[BodyCode]) -> None:
    for code in codes:
        body_in_office(question.programme, code, question.today)
