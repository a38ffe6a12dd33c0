"""Who sits where, what was advised and decided, and what of it holds now."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, Self, TypeVar

from immutables import Map

from roer.core.programme.decisions import Advice, Decision, Outcome, Place, PriorityClass
from roer.core.programme.elements import Body, Code, Digest, MunicipalityCode, PersonId, Result, Seat
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
class BodyVersion(Recorded):
    """A body as it was said to be from a day on."""

    body: Body


@dataclass(frozen=True, slots=True)
class BodyRecord(Recorded):
    """A body as it stands, with its versions from old to new; a retired one stays in the register."""

    body: Body
    versions: tuple[BodyVersion, ...]
    retired: Retirement | None = None

    @property
    def established(self) -> Stamp:
        """When, by whom and why it was established."""
        return self.versions[0].stamp

    def exists_on(self, day: date) -> bool:
        """Whether the body is in office on this day."""
        return self.established.holds_from <= day and (self.retired is None or day < self.retired.date)

    def body_on(self, day: date) -> Body:
        """The body as it was on a day: of what was said of that day, what was said last."""
        said = (version.body for version in reversed(self.versions) if version.since <= day)
        return next(said, self.versions[0].body)


@dataclass(frozen=True, slots=True)
class SeatRecord(Recorded):
    """A seat as it stands; `seat.end` is the first day without it.

    Where a substitute sits in it, `seat.person` is the substitute and `replaces` is whose seat it is.
    """

    seat: Seat
    replaces: PersonId | None = None

    def is_held_on(self, day: date) -> bool:
        """Whether the person sits in the body on this day."""
        return self.seat.start <= day and (self.seat.end is None or day < self.seat.end)


@dataclass(frozen=True, slots=True)
class AdviceRecord(Recorded):
    """An advice of the programme team."""

    advice: Advice


@dataclass(frozen=True, slots=True)
class Lifting(Recorded):
    """Opheffing of a municipality's reservation, and why."""

    text: str


@dataclass(frozen=True, slots=True)
class Replacement(Recorded):
    """Vervanging of a decision by a later one, from the day `start`."""

    decision: Code
    start: date


@dataclass(frozen=True, slots=True)
class DecisionRecord(Recorded):
    """A decision: `by` recorded it, `decision.body` took it. Provisional until `confirmed`."""

    decision: Decision
    confirmed: Stamp | None = None
    withdrawn: Stamp | None = None
    withdrawal_motive: str = ""
    lifted: Map[MunicipalityCode, Lifting] = field(default_factory=Map)
    replaced: Replacement | None = None

    @property
    def recorded_by(self) -> str:
        """The person who recorded the decision; never the one who took it."""
        return self.stamp.by

    @property
    def has_effect(self) -> bool:
        """Adopted, as proposed or amended, and not withdrawn."""
        return self.decision.outcome in (Outcome.ADOPTED, Outcome.AMENDED) and self.withdrawn is None

    def has_effect_on(self, day: date) -> bool:
        """Whether it has effect and its day of entry has come."""
        return self.has_effect and (self.decision.effective is None or self.decision.effective <= day)

    @property
    def reserved(self) -> tuple[MunicipalityCode, ...]:
        """The municipalities for which it does not hold: they made a reservation that was not lifted."""
        return tuple(item.municipality for item in self.decision.reservations if item.municipality not in self.lifted)


class Starting(Protocol):
    """What a decision brought about: it may start later, and `before` holds until then."""

    @property
    def decision(self) -> Code:
        """By which decision."""

    @property
    def starts(self) -> date | None:
        """From which day; None is at once."""

    @property
    def before(self) -> Self | None:
        """What holds until it starts."""


Effective = TypeVar("Effective", bound=Starting)


def in_force(record: Effective | None, on: date) -> Effective | None:
    """What holds on a day: the record itself, or what was there before it starts."""
    while record is not None and record.starts is not None and record.starts > on:
        record = record.before
    return record


@dataclass(frozen=True, slots=True)
class PriorityRecord(Recorded):
    """A priority that holds, by which decision, and the result as it was when decided."""

    priority: PriorityClass
    decision: Code
    subject: Result
    rank: int | None = None
    starts: date | None = None
    before: PriorityRecord | None = None


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
    reserved: tuple[MunicipalityCode, ...] = ()
    starts: date | None = None
    before: PlacementRecord | None = None

    @property
    def municipalities(self) -> tuple[MunicipalityCode, ...]:
        """For which municipalities: those that made no reservation."""
        return tuple(code for code in self.place.municipalities if code not in self.reserved)
