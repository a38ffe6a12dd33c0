"""The ideas as they stand: original words, later versions, findings, answers, and the way that each one went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from immutables import Map

from roer.core.programme.decisions import Outcome, PrioritiseIdea, PriorityClass
from roer.core.programme.elements import Code, Digest, PersonId, canonical_text, content_hash, digest
from roer.core.programme.entries import Recorded, Stamp
from roer.core.programme.governance import DecisionRecord
from roer.core.programme.idea_acts import (
    AmendIdea,
    AnswerIdea,
    ElaborateIdea,
    IdeaAct,
    InvestigateIdea,
    MergeIdeas,
    RealiseIdea,
    SubmitIdea,
    TakeUpIdea,
)
from roer.core.programme.ideas import Idea, IdeaStatus, IdeaVerdict, Investigation
from roer.core.values.clock import day_of

_LaterAct = AmendIdea | TakeUpIdea | InvestigateIdea | AnswerIdea | ElaborateIdea | MergeIdeas | RealiseIdea


@dataclass(frozen=True, slots=True)
class IdeaStep(Recorded):
    """Stap on the way of an idea: since when, and by whose act, it is this far."""

    status: IdeaStatus


@dataclass(frozen=True, slots=True)
class IdeaText(Recorded):
    """A text of an idea: what was brought in, a later version of it, or how it was worked out."""

    text: str


@dataclass(frozen=True, slots=True)
class IdeaAnswer(Recorded):
    """Antwoord of the programme team to whoever brought the idea."""

    verdict: IdeaVerdict
    text: str


@dataclass(frozen=True, slots=True)
class InvestigationRecord(Recorded):
    """What the programme team found."""

    investigation: Investigation


@dataclass(frozen=True, slots=True)
class IdeaRecord(Recorded):
    """An idea as it stands. `way` runs from old to new; `merged` are the ideas that go on in this one."""

    idea: Idea
    way: tuple[IdeaStep, ...]
    versions: tuple[IdeaText, ...] = ()
    investigation: InvestigationRecord | None = None
    answers: tuple[IdeaAnswer, ...] = ()
    elaboration: IdeaText | None = None
    advice: Code | None = None
    decision: Code | None = None
    priority: PriorityClass | None = None
    result: Code | None = None
    into: Code | None = None
    merged: tuple[Code, ...] = ()
    motive: str = ""

    @property
    def code(self) -> Code:
        """The idea's code."""
        return self.idea.code

    @property
    def status(self) -> IdeaStatus:
        """How far it is."""
        return self.way[-1].status

    @property
    def submitter(self) -> PersonId:
        """Who brought it in."""
        return self.way[0].by

    @property
    def submitted_on(self) -> date:
        """The day on which it came in, which nobody can choose: the duty to answer counts from here."""
        return day_of(self.way[0].stamp.recorded_at)

    @property
    def text(self) -> str:
        """What it says now, in the words of whoever brought it."""
        return self.versions[-1].text if self.versions else self.idea.text

    @property
    def hash(self) -> Digest:
        """What a decision about it names: the idea as it was put before the steering group."""
        worked_out = self.elaboration.text if self.elaboration else ""
        return digest(canonical_text([content_hash(self.idea), self.text, worked_out]))

    def gone(self, status: IdeaStatus, stamp: Stamp) -> IdeaRecord:
        """The idea one step further."""
        return replace(self, stamp=stamp, way=(*self.way, IdeaStep(stamp=stamp, status=status)))

    def after(self, act: _LaterAct, stamp: Stamp) -> IdeaRecord:
        """The idea after an act about it alone."""
        match act:
            case AmendIdea():
                return replace(self, stamp=stamp, versions=(*self.versions, IdeaText(stamp=stamp, text=act.text)))
            case TakeUpIdea():
                return self.gone(IdeaStatus.INVESTIGATING, stamp)
            case InvestigateIdea():
                found = InvestigationRecord(stamp=stamp, investigation=act.investigation)
                return replace(self, stamp=stamp, investigation=found)
            case AnswerIdea():
                answer = IdeaAnswer(stamp=stamp, verdict=act.verdict, text=act.text)
                return replace(self.gone(act.verdict.status, stamp), answers=(*self.answers, answer))
            case ElaborateIdea():
                worked_out = IdeaText(stamp=stamp, text=act.text)
                return replace(self.gone(IdeaStatus.ELABORATED, stamp), elaboration=worked_out)
            case RealiseIdea():
                return replace(self.gone(IdeaStatus.RESULT, stamp), result=act.result)
            case MergeIdeas():
                return replace(self.gone(IdeaStatus.MERGED, stamp), into=act.into, motive=act.motive)


@dataclass(frozen=True, slots=True)
class Ideas:
    """Alle ideeën, by code."""

    records: Map[Code, IdeaRecord] = field(default_factory=Map)

    def get(self, code: Code) -> IdeaRecord | None:
        """The idea with this code; None when there is none."""
        return self.records.get(code)

    def in_order(self) -> tuple[IdeaRecord, ...]:
        """All ideas, the one that came in last first."""
        return tuple(sorted(self.records.values(), key=lambda record: record.way[0].seq, reverse=True))

    def free_code(self) -> Code:
        """The next code for a new idea: `ID-01`, `ID-02`."""
        tails = [code.removeprefix("ID-") for code in self.records]
        return f"ID-{max((int(tail) for tail in tails if tail.isdecimal()), default=0) + 1:02d}"

    def leading(self, code: Code) -> IdeaRecord:
        """The idea in which this one goes on: itself, unless it was merged. Raises KeyError."""
        record = self.records[code]
        while record.into is not None:
            record = self.records[record.into]
        return record

    def family(self, code: Code) -> tuple[IdeaRecord, ...]:
        """The idea that goes on, and all that were merged into it, in the order in which they came in."""
        return tuple(sorted(self._below(self.leading(code)), key=lambda record: record.way[0].seq))

    def submitters(self, code: Code) -> tuple[PersonId, ...]:
        """Everybody who brought this idea or one that goes on with it, each once, the first first."""
        return tuple(dict.fromkeys(record.submitter for record in self.family(code)))

    def after(self, act: IdeaAct, stamp: Stamp) -> Ideas:
        """The ideas after this act."""
        if isinstance(act, SubmitIdea):
            step = IdeaStep(stamp=stamp, status=IdeaStatus.SUBMITTED)
            return self._with(IdeaRecord(stamp=stamp, idea=act.idea, way=(step,)))
        changed = self._with(self.records[act.idea].after(act, stamp))
        if not isinstance(act, MergeIdeas):
            return changed
        into = self.records[act.into]
        return changed._with(replace(into, stamp=stamp, merged=(*into.merged, act.idea)))

    def put_forward(self, codes: Iterable[Code], advice: Code, stamp: Stamp) -> Ideas:
        """The ideas after an advice that puts some before the steering group."""
        changed = self
        for code in codes:
            record = changed.records[code].gone(IdeaStatus.PUT_FORWARD, stamp)
            changed = changed._with(replace(record, advice=advice))
        return changed

    def decided(self, effect: PrioritiseIdea, decision: DecisionRecord) -> Ideas:
        """The ideas after what the steering group decided about one of them."""
        status = _decided(effect, decision.decision.outcome)
        priority = effect.priority if status is IdeaStatus.PRIORITISED else None
        record = self.records[effect.idea].gone(status, decision.stamp)
        return self._with(replace(record, decision=decision.decision.code, priority=priority))

    def undecided(self, decision: Code, stamp: Stamp) -> Ideas:
        """The ideas after the withdrawal of a decision: what it decided lies before the steering group again."""
        changed = self
        for record in self.records.values():
            if record.decision == decision and record.status is not IdeaStatus.RESULT:
                again = record.gone(IdeaStatus.PUT_FORWARD, stamp)
                changed = changed._with(replace(again, decision=None, priority=None))
        return changed

    def _below(self, record: IdeaRecord) -> Iterator[IdeaRecord]:
        yield record
        for code in record.merged:
            yield from self._below(self.records[code])

    def _with(self, record: IdeaRecord) -> Ideas:
        return Ideas(self.records.set(record.code, record))


def _decided(effect: PrioritiseIdea, outcome: Outcome) -> IdeaStatus:
    match outcome:
        case Outcome.HELD:
            return IdeaStatus.HELD
        case Outcome.REJECTED:
            return IdeaStatus.REJECTED
        case _:
            is_refused = effect.priority is PriorityClass.NOT
            return IdeaStatus.REJECTED if is_refused else IdeaStatus.PRIORITISED
