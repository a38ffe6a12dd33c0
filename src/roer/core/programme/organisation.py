"""The nouns of governing beside bodies and seats: substitutes, interfaces, questions (raadsbrief §1, bijlage 1)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from roer.core.programme.elements import BodyCode, Code, PersonId, Reason, Text, Title, Value


class Substitution(Value):
    """Vervanging: `substitute` sits in the seat of `person` from `start` up to and without `end`.

    In that period the seat is that of the substitute, and of nobody else: one seat, one voice (programme.md 3.1).
    """

    body: BodyCode
    person: PersonId
    substitute: PersonId
    start: date
    end: date | None = None


class InterfaceLevel(StrEnum):
    """On which level two sides meet: those who steer, or those who do the work (raadsbrief §1)."""

    STEERING = "steering"
    EXECUTING = "executing"


class InterfaceSubject(StrEnum):
    """What an interface is about (bijlage 1: 'o.a. over capaciteit, afhankelijkheden, volgorde')."""

    CAPACITY = "capacity"
    DEPENDENCIES = "dependencies"
    SEQUENCE = "sequence"
    REPORTING = "reporting"
    ESCALATION = "escalation"
    ADVICE = "advice"


MUTUAL = frozenset({InterfaceSubject.CAPACITY, InterfaceSubject.DEPENDENCIES, InterfaceSubject.SEQUENCE})
"""What is tuned between two sides; about anything else one side informs or asks the other."""


class Interface(Value):
    """Interface (raakvlak): how a body keeps in touch with other bodies, or with a programme outside this one.

    `bodies` are of this register; `outside` names a programme or project that is not.
    """

    code: Code
    body: BodyCode
    bodies: tuple[BodyCode, ...] = ()
    outside: Annotated[str, StringConstraints(max_length=160)] = ""
    title: Title
    level: InterfaceLevel
    subjects: tuple[InterfaceSubject, ...] = Field(min_length=1)
    rhythm: Text = ""

    @model_validator(mode="after")
    def _has_another_side(self) -> Interface:
        if bool(self.bodies) == bool(self.outside):
            raise ValueError("an interface is with bodies of the register or with something outside, not both")
        return self

    @property
    def is_mutual(self) -> bool:
        """Whether both sides tune with each other, so that its arrow has two heads."""
        return not MUTUAL.isdisjoint(self.subjects)


class GovernanceQuestion(Value):
    """Besturingsvraag: an open question about the governance and the bodies it is about (bijlage 1: '??')."""

    code: Code
    text: Reason
    bodies: tuple[BodyCode, ...] = ()


class QuestionStatus(StrEnum):
    """How far a question about the governance is."""

    RAISED = "raised"
    ASSIGNED = "assigned"
    SETTLED = "settled"
