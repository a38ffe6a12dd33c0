"""Who sits where, what was advised and decided, and what of it holds now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
