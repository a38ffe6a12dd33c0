"""What was booked and allocated, as it stands, and what elements cost: every post counted once, wherever it went."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roer.core.programme.entries import Recorded
from roer.core.programme.means import Allocation, Booking, BookingKind


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


def booked(records: Iterable[BookingRecord], kind: BookingKind) -> int:
    """The sum of the bookings of one kind, in cents."""
    return sum(record.booking.cents for record in records if record.booking.kind is kind)
