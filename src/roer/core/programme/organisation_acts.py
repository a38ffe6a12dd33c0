"""Acts on the organisation: change a body, name a substitute, record interfaces and open questions."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from roer.core.programme.elements import Body, BodyCode, Code, PersonId, Reason, Value
from roer.core.programme.organisation import GovernanceQuestion, Interface, Substitution

Seen = Annotated[int, Field(ge=1)]
"""The entry that last changed the subject, as the author saw it."""


class ChangeBody(Value):
    """Give a body another name, mandate or rhythm; its code, kind and municipality stay (raadsbrief §1)."""

    kind: Literal["change_body"] = "change_body"
    body: Body
    expects: Seen


class NameSubstitute(Value):
    """Name who sits in somebody's seat for a time (programme.md 3.1, 'plaatsvervanger')."""

    kind: Literal["name_substitute"] = "name_substitute"
    substitution: Substitution


class EndSubstitute(Value):
    """The substitute leaves the seat as of `end`; whose seat it is sits in it again."""

    kind: Literal["end_substitute"] = "end_substitute"
    body: BodyCode
    person: PersonId
    substitute: PersonId
    end: date


class RecordInterface(Value):
    """Record an interface with other bodies, another programme or the line (raadsbrief §1, bijlage 1)."""

    kind: Literal["record_interface"] = "record_interface"
    interface: Interface


class EndInterface(Value):
    """End an interface; it stays in the register."""

    kind: Literal["end_interface"] = "end_interface"
    interface: Code
    motive: Reason


class RaiseQuestion(Value):
    """Raise an open question about the governance (bijlage 1: 'Rol voor burgemeesters ...??')."""

    kind: Literal["raise_question"] = "raise_question"
    question: GovernanceQuestion


class AssignQuestion(Value):
    """Say whose turn it is to answer: a body in office, or somebody with a seat."""

    kind: Literal["assign_question"] = "assign_question"
    question: Code
    owner: BodyCode
    expects: Seen


class SettleQuestion(Value):
    """Settle a question with an answer, and by a decision where one was taken."""

    kind: Literal["settle_question"] = "settle_question"
    question: Code
    answer: Reason
    decision: Code | None = None
    expects: Seen


OrganisationAct = (
    ChangeBody
    | NameSubstitute
    | EndSubstitute
    | RecordInterface
    | EndInterface
    | RaiseQuestion
    | AssignQuestion
    | SettleQuestion
)
