"""What an element costs and has of people, as far as the reader may see it: totals for all, posts for some."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from roer.core.programme.elements import Code, PersonId
from roer.core.programme.labels import label
from roer.core.programme.means import BookingKind, Quarter
from roer.core.programme.reading import Matter, is_reader
from roer.core.programme.spending import AllocationRecord, BookingRecord, booked
from roer.core.programme.state import Programme
from roer.core.values.periods import Period
from roer.office.steering.editing.typed_fields import fte


@dataclass(frozen=True, slots=True)
class Total:
    """The bookings of one kind on one element, together, in cents."""

    word: str
    cents: int


@dataclass(frozen=True, slots=True)
class Place:
    """An allocation as it is shown: the quarter by name, and full-time equivalents in Dutch."""

    record: AllocationRecord

    @property
    def quarter(self) -> Quarter:
        """The quarter, for the address."""
        return self.record.allocation.quarter

    @property
    def name(self) -> str:
        """'2e kwartaal 2021'."""
        return Period(self.quarter).label

    @property
    def needed(self) -> str:
        """What is needed."""
        return fte(self.record.allocation.needed)

    @property
    def assigned(self) -> str:
        """What was found."""
        return fte(self.record.allocation.assigned)

    @property
    def short(self) -> str:
        """What is missing; empty when nothing is."""
        return fte(self.record.short) if self.record.short else ""


@dataclass(frozen=True, slots=True)
class Means:
    """Middelen of one element. `posts` is None for who may see the totals only; the latest come first."""

    totals: tuple[Total, ...]
    posts: tuple[BookingRecord, ...] | None
    places: tuple[Place, ...]


def means_of(programme: Programme, code: Code, reader: PersonId | None, *, on: date) -> Means:
    """What was booked on an element and, for an effort, allocated per quarter."""
    booked_on = [record for record in programme.bookings.values() if record.booking.element == code]
    booked_on.sort(key=lambda record: (record.booking.booked_on, record.seq), reverse=True)
    posts = tuple(booked_on) if is_reader(Matter.MONEY, programme, reader, on=on) else None
    return Means(tuple(_totals(booked_on)), posts, places_of(programme, code))


def places_of(programme: Programme, code: Code) -> tuple[Place, ...]:
    """The allocations of an effort, by quarter."""
    found = [record for (effort, _quarter), record in programme.allocations.items() if effort == code]
    return tuple(Place(record) for record in sorted(found, key=lambda record: record.allocation.quarter))


def _totals(records: list[BookingRecord]) -> Iterator[Total]:
    for kind in BookingKind:
        if any(record.booking.kind is kind for record in records):
            yield Total(label(kind), booked(records, kind))
