"""The programme as a value: what holds at a moment. How acts bring it about is in `folding`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from immutables import Map

from roer.core.programme.decisions import VersionStatus
from roer.core.programme.elements import (
    Body,
    BodyCode,
    BodyKind,
    Charter,
    Code,
    Municipality,
    MunicipalityCode,
    PersonId,
    PolicyField,
)
from roer.core.programme.escalation_file import Escalations
from roer.core.programme.evidence import ArchitectureRecord, ContractRecord, SmartRecord
from roer.core.programme.governance import (
    AdviceRecord,
    BodyRecord,
    DecisionRecord,
    PlacementRecord,
    PriorityRecord,
    SeatRecord,
    in_force,
)
from roer.core.programme.idea_state import Ideas
from roer.core.programme.lines import GENESIS
from roer.core.programme.means import Quarter
from roer.core.programme.meeting_file import Meetings
from roer.core.programme.network_state import Network
from roer.core.programme.organisation_state import Organisation, SubstitutionRecord
from roer.core.programme.preview_state import Previews
from roer.core.programme.privacy import PrivacyFile
from roer.core.programme.records import LetterRecord, NetworkVersion
from roer.core.programme.spending import AllocationRecord, BookingRecord, CeilingRecord


@dataclass(frozen=True, slots=True)
class Programme:
    """Programma: everything that holds after entry `seq`. Old values share structure with new ones."""

    seq: int = 0
    head: str = GENESIS
    moment: datetime | None = None
    founder: PersonId | None = None
    charter: Charter | None = None
    municipalities: Map[MunicipalityCode, Municipality] = field(default_factory=Map)
    policy_fields: Map[BodyCode, PolicyField] = field(default_factory=Map)
    bodies: Map[BodyCode, BodyRecord] = field(default_factory=Map)
    seats: tuple[SeatRecord, ...] = ()
    network: Network = field(default_factory=Network)
    smart: Map[Code, tuple[SmartRecord, ...]] = field(default_factory=Map)
    contracts: Map[Code, ContractRecord] = field(default_factory=Map)
    privacy: Map[Code, PrivacyFile] = field(default_factory=Map)
    architectures: Map[Code, tuple[ArchitectureRecord, ...]] = field(default_factory=Map)
    advices: Map[Code, AdviceRecord] = field(default_factory=Map)
    decisions: Map[Code, DecisionRecord] = field(default_factory=Map)
    priorities: Map[Code, PriorityRecord] = field(default_factory=Map)
    placements: Map[Code, PlacementRecord] = field(default_factory=Map)
    versions: Map[int, NetworkVersion] = field(default_factory=Map)
    bookings: Map[Code, BookingRecord] = field(default_factory=Map)
    allocations: Map[tuple[Code, Quarter], AllocationRecord] = field(default_factory=Map)
    letters: Map[Code, LetterRecord] = field(default_factory=Map)
    organisation: Organisation = field(default_factory=Organisation)
    ceilings: Map[Quarter, CeilingRecord] = field(default_factory=Map)
    meetings: Meetings = field(default_factory=Meetings)
    escalations: Escalations = field(default_factory=Escalations)
    ideas: Ideas = field(default_factory=Ideas)
    previews: Previews = field(default_factory=Previews)

    @classmethod
    def empty(cls) -> Programme:
        """The programme before its first entry."""
        return cls()

    def bodies_of(self, kind: BodyKind, *, on: date | None = None) -> tuple[Body, ...]:
        """The bodies of a kind, in code order; with `on`, those in office on that day."""
        found = (record for record in self.bodies.values() if record.body.kind is kind)
        in_office = (record.body for record in found if on is None or record.exists_on(on))
        return tuple(sorted(in_office, key=lambda body: body.code))

    def seats_of(self, person: PersonId, *, on: date) -> tuple[SeatRecord, ...]:
        """The seats in which a person sits on a day, own or as a substitute, in bodies that are in office then."""
        return tuple(
            record
            for record in self._taken(self.seats, on)
            if record.seat.person == person and self.bodies[record.seat.body].exists_on(on)
        )

    def kinds_of(self, person: PersonId | None, *, on: date) -> frozenset[BodyKind]:
        """In which kinds of bodies a person sits on a day; in none for a visitor."""
        seats = self.seats_of(person, on=on) if person else ()
        return frozenset(self.bodies[record.seat.body].body.kind for record in seats)

    def members_of(self, body: BodyCode, *, on: date) -> tuple[SeatRecord, ...]:
        """Who sits in a body on a day; where a substitute sits, the substitute and not whose seat it is."""
        return self._taken((record for record in self.seats if record.seat.body == body), on)

    def _taken(self, seats: Iterable[SeatRecord], on: date) -> tuple[SeatRecord, ...]:
        held = (record for record in seats if record.is_held_on(on))
        if not self.organisation.substitutions:
            return tuple(held)
        return tuple(_taken_by(self.organisation.substitution_of(record.seat, on=on), record) for record in held)

    def priority_of(self, result: Code, *, on: date) -> PriorityRecord | None:
        """The priority that a result has on a day."""
        return in_force(self.priorities.get(result), on)

    def placement_of(self, result: Code, *, on: date) -> PlacementRecord | None:
        """The place on the roadmap that a result has on a day."""
        return in_force(self.placements.get(result), on)

    def result_of_product(self, product: BodyCode) -> Code | None:
        """The code of the open result that this product delivers; None when there is none."""
        return next((result.code for result in self.network.results if result.product == product), None)

    @property
    def adopted_version(self) -> NetworkVersion | None:
        """The network version that the steering group adopted last and that has not lapsed."""
        adopted = [record for record in self.versions.values() if record.status is VersionStatus.ADOPTED]
        return max(adopted, key=lambda record: record.number, default=None)


def _taken_by(found: SubstitutionRecord | None, record: SeatRecord) -> SeatRecord:
    """The seat as its substitute sits in it, if there is one."""
    if found is None:
        return record
    seat = record.seat.model_copy(update={"person": found.substitution.substitute})
    return SeatRecord(stamp=found.stamp, seat=seat, replaces=record.seat.person)
