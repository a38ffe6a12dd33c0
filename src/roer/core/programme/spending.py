"""What was booked and allocated, as it stands, and what elements cost: every post counted once, wherever it went."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from roer.core.programme.elements import Code
from roer.core.programme.entries import Recorded
from roer.core.programme.means import Allocation, Booking, BookingKind, Ceiling


@dataclass(frozen=True, slots=True)
class BookingRecord(Recorded):
    """A booking as recorded; it never changes, also not when its element is split, merged or removed."""

    booking: Booking


@dataclass(frozen=True, slots=True)
class AllocationRecord(Recorded):
    """The allocation of an effort for a quarter as it stands."""

    allocation: Allocation

    @property
    def short(self) -> int:
        """How much is missing, in hundredths of a full-time equivalent; never negative."""
        return max(0, self.allocation.needed - self.allocation.assigned)


@dataclass(frozen=True, slots=True)
class CeilingRecord(Recorded):
    """A ceiling as it stands."""

    ceiling: Ceiling


def booked(records: Iterable[BookingRecord], kind: BookingKind) -> int:
    """The sum of the bookings of one kind, in cents."""
    return sum(record.booking.cents for record in records if record.booking.kind is kind)


def next_booking_code(taken: Collection[Code], year: int) -> Code:
    """The next free number in the series of a year: 'K-2021-12' after 'K-2021-11'."""
    series = f"K-{year}-"
    tails = [code.removeprefix(series) for code in taken if code.startswith(series)]
    last = max((int(tail) for tail in tails if tail.isdecimal()), default=0)
    return f"{series}{last + 1:02d}"
