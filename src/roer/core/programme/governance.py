"""Who sits where, what was advised and decided, and what of it holds now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from roer.core.programme.decisions import Advice, Decision, Outcome, Place, PriorityClass
from roer.core.programme.elements import Body, Code, Digest, MunicipalityCode, Result, Seat
from roer.core.programme.entries import Recorded, Stamp


@dataclass(frozen=True, slots=True)
class Retirement(Recorded):
    """Vervallenverklaring of a body."""

    motive: str

    @property
    def date(self) -> date:
        """The day from which the body no longer exists."""
        return self.stamp.holds_from


@dataclass(frozen=True, slots=True)
class BodyRecord(Recorded):
    """A body as it stands; a retired one stays in the register."""

    body: Body
    retired: Retirement | None = None

    def exists_on(self, day: date) -> bool:
        """Whether the body is in office on this day."""
        return self.retired is None or day < self.retired.date


@dataclass(frozen=True, slots=True)
class SeatRecord(Recorded):
    """A seat as it stands; `seat.end` is the first day without it."""

    seat: Seat

    def is_held_on(self, day: date) -> bool:
        """Whether the person sits in the body on this day."""
        return self.seat.start <= day and (self.seat.end is None or day < self.seat.end)


@dataclass(frozen=True, slots=True)
class AdviceRecord(Recorded):
    """An advice of the programme team."""

    advice: Advice


@dataclass(frozen=True, slots=True)
class DecisionRecord(Recorded):
    """A decision: `by` recorded it, `decision.body` took it. Provisional until `confirmed`."""

    decision: Decision
    confirmed: Stamp | None = None
    withdrawn: Stamp | None = None
    withdrawal_motive: str = ""

    @property
    def recorded_by(self) -> str:
        """The person who recorded the decision; never the one who took it."""
        return self.stamp.by

    @property
    def has_effect(self) -> bool:
        """Adopted, as proposed or amended, and not withdrawn."""
        return self.decision.outcome in (Outcome.ADOPTED, Outcome.AMENDED) and self.withdrawn is None


@dataclass(frozen=True, slots=True)
class PriorityRecord(Recorded):
    """A priority that holds, by which decision, and the result as it was when decided."""

    priority: PriorityClass
    decision: Code
    subject: Result


@dataclass(frozen=True, slots=True)
class GateSnapshot:
    """On which evidence the steering group placed a result: what lapses afterwards can be told apart from it."""

    smart_hash: Digest | None
    priority_decision: Code | None
    contract_hash: Digest | None
    screening_hash: Digest | None
    dpia_hash: Digest | None
    architecture_hash: Digest | None


@dataclass(frozen=True, slots=True)
class PlacementRecord(Recorded):
    """A place on the roadmap that holds, by which decision and on which evidence."""

    place: Place
    decision: Code
    snapshot: GateSnapshot

    @property
    def municipalities(self) -> tuple[MunicipalityCode, ...]:
        """For which municipalities."""
        return self.place.municipalities
