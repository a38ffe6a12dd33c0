"""What holds of escalations: how high each stands, since when, until when, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from immutables import Map

from roer.core.programme.elements import Code
from roer.core.programme.entries import Recorded, Stamp
from roer.core.programme.escalation_acts import (
    CloseEscalation,
    EscalationAct,
    RaiseEscalation,
    ReportEscalation,
    SettleEscalation,
)
from roer.core.programme.escalations import TERMS, Escalation, Level
from roer.core.values.frozen import replace


@dataclass(frozen=True, slots=True)
class Step(Recorded):
    """Trede that an escalation reached, why, and the last day on which it should have been dealt with there."""

    level: Level
    motive: str
    deadline: date


@dataclass(frozen=True, slots=True)
class Settlement(Recorded):
    """Uitkomst of an escalation, and the decision behind it."""

    outcome: str
    decision: Code | None


@dataclass(frozen=True, slots=True)
class Closing(Recorded):
    """Afsluiting of an escalation: what was done."""

    text: str


@dataclass(frozen=True, slots=True)
class EscalationRecord(Recorded):
    """An escalation as it stands; `steps` from low to high."""

    escalation: Escalation
    steps: tuple[Step, ...]
    settled: Settlement | None = None
    closed: Closing | None = None

    @property
    def step(self) -> Step:
        """Where it lies now, or lay when it was settled."""
        return self.steps[-1]

    @property
    def reported(self) -> Stamp:
        """Who reported it, when."""
        return self.steps[0].stamp

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a decision."""
        return self.settled is None

    def is_late_on(self, day: date) -> bool:
        """Whether its level should have dealt with it before this day."""
        return self.is_open and self.step.deadline < day

    def days_late(self, day: date) -> int:
        """How many days it is past its deadline on this day; 0 when it is not."""
        return (day - self.step.deadline).days if self.is_late_on(day) else 0


@dataclass(frozen=True, slots=True)
class Escalations:
    """All escalations, by code."""

    records: Map[Code, EscalationRecord] = field(default_factory=Map)

    def late_on(self, day: date) -> tuple[EscalationRecord, ...]:
        """The escalations past their deadline on a day, the longest first."""
        found = (record for record in self.records.values() if record.is_late_on(day))
        return tuple(sorted(found, key=lambda record: (record.step.deadline, record.escalation.code)))

    def after(self, act: EscalationAct, stamp: Stamp) -> Escalations:
        """The escalations after this act."""
        match act:
            case ReportEscalation(escalation=escalation):
                first = _step(Level.REPORTED, escalation.cause, escalation.deadline, stamp)
                return self._with(EscalationRecord(stamp=stamp, escalation=escalation, steps=(first,)))
            case RaiseEscalation():
                steps = (*self.records[act.escalation].steps, _step(act.to, act.motive, act.deadline, stamp))
                return self._changed(act.escalation, stamp, steps=steps)
            case SettleEscalation():
                settled = Settlement(stamp=stamp, outcome=act.outcome, decision=act.decision)
                return self._changed(act.escalation, stamp, settled=settled)
            case CloseEscalation():
                return self._changed(act.escalation, stamp, closed=Closing(stamp=stamp, text=act.text))

    def _changed(self, code: Code, stamp: Stamp, **changes: object) -> Escalations:
        return self._with(replace(self.records[code], stamp=stamp, **changes))

    def _with(self, record: EscalationRecord) -> Escalations:
        return replace(self, records=self.records.set(record.escalation.code, record))


def _step(level: Level, motive: str, deadline: date | None, stamp: Stamp) -> Step:
    return Step(stamp=stamp, level=level, motive=motive, deadline=deadline or stamp.holds_from + TERMS[level])
