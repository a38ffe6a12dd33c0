"""What holds of the organisation beside bodies and seats: who replaces whom, the interfaces, the open questions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from immutables import Map

from roer.core.programme.elements import BodyCode, Code, PersonId, Seat
from roer.core.programme.entries import Recorded, Stamp
from roer.core.programme.organisation import GovernanceQuestion, Interface, QuestionStatus, Substitution
from roer.core.programme.organisation_acts import (
    AssignQuestion,
    EndInterface,
    EndSubstitute,
    NameSubstitute,
    RaiseQuestion,
    RecordInterface,
    SettleQuestion,
)
from roer.core.values.frozen import replace

OrganisingAct = (
    NameSubstitute | EndSubstitute | RecordInterface | EndInterface | RaiseQuestion | AssignQuestion | SettleQuestion
)


@dataclass(frozen=True, slots=True)
class SubstitutionRecord(Recorded):
    """A substitution as it stands."""

    substitution: Substitution

    def replaces(self, seat: Seat, on: date) -> bool:
        """Whether the substitute sits in this seat on this day."""
        said = self.substitution
        same = (said.body, said.person) == (seat.body, seat.person)
        return same and said.start <= on and (said.end is None or on < said.end)


@dataclass(frozen=True, slots=True)
class InterfaceRecord(Recorded):
    """An interface as it stands; an ended one stays in the register."""

    interface: Interface
    ended: Stamp | None = None
    motive: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether the two sides meet on this day."""
        return self.since <= day and (self.ended is None or day < self.ended.holds_from)


@dataclass(frozen=True, slots=True)
class QuestionStep(Recorded):
    """A step of a question: raised, given to somebody, or settled with an answer."""

    status: QuestionStatus
    owner: BodyCode | None = None
    answer: str = ""
    decision: Code | None = None


@dataclass(frozen=True, slots=True)
class QuestionRecord(Recorded):
    """A question with its steps from old to new; `stamp` is that of the last."""

    question: GovernanceQuestion
    steps: tuple[QuestionStep, ...]

    @property
    def raised(self) -> QuestionStep:
        """Its first step."""
        return self.steps[0]

    def step_on(self, day: date) -> QuestionStep | None:
        """How far it was at the end of a day; None before it was raised."""
        return next((step for step in reversed(self.steps) if step.since <= day), None)


@dataclass(frozen=True, slots=True)
class Organisation:
    """Organisatie: substitutions in order of recording, interfaces and questions by code."""

    substitutions: tuple[SubstitutionRecord, ...] = ()
    interfaces: Map[Code, InterfaceRecord] = field(default_factory=Map)
    questions: Map[Code, QuestionRecord] = field(default_factory=Map)

    def substitution_of(self, seat: Seat, *, on: date) -> SubstitutionRecord | None:
        """Who sits in this seat for its holder on a day; None when nobody does."""
        return next((record for record in self.substitutions if record.replaces(seat, on)), None)

    @property
    def persons(self) -> frozenset[PersonId]:
        """Everybody who is named here as a substitute or as the owner of a question; codes of bodies among them."""
        owners = {step.owner for record in self.questions.values() for step in record.steps if step.owner}
        return frozenset({record.substitution.substitute for record in self.substitutions} | owners)

    def after(self, act: OrganisingAct, stamp: Stamp) -> Organisation:
        """The organisation after this act."""
        match act:
            case NameSubstitute(substitution=said):
                return replace(self, substitutions=(*self.substitutions, SubstitutionRecord(stamp, said)))
            case EndSubstitute():
                return replace(self, substitutions=tuple(_ended(item, act, stamp) for item in self.substitutions))
            case RecordInterface(interface=interface):
                record = InterfaceRecord(stamp=stamp, interface=interface)
                return replace(self, interfaces=self.interfaces.set(interface.code, record))
            case EndInterface():
                ended = replace(self.interfaces[act.interface], ended=stamp, motive=act.motive)
                return replace(self, interfaces=self.interfaces.set(act.interface, ended))
            case RaiseQuestion(question=question):
                step = QuestionStep(stamp=stamp, status=QuestionStatus.RAISED)
                return self._with(QuestionRecord(stamp=stamp, question=question, steps=(step,)))
            case AssignQuestion():
                return self._stepped(act.question, QuestionStep(stamp, QuestionStatus.ASSIGNED, owner=act.owner))
            case SettleQuestion():
                owner = self.questions[act.question].steps[-1].owner
                step = QuestionStep(stamp, QuestionStatus.SETTLED, owner, act.answer, act.decision)
                return self._stepped(act.question, step)

    def _stepped(self, code: Code, step: QuestionStep) -> Organisation:
        record = self.questions[code]
        return self._with(replace(record, stamp=step.stamp, steps=(*record.steps, step)))

    def _with(self, record: QuestionRecord) -> Organisation:
        return replace(self, questions=self.questions.set(record.question.code, record))


def _ended(record: SubstitutionRecord, act: EndSubstitute, stamp: Stamp) -> SubstitutionRecord:
    said = record.substitution
    same = (said.body, said.person, said.substitute) == (act.body, act.person, act.substitute)
    if not same or said.start >= act.end or (said.end is not None and said.end <= act.end):
        return record
    return SubstitutionRecord(stamp=stamp, substitution=said.model_copy(update={"end": act.end}))
