"""The nouns of money and people: bookings in whole cents, allocations in hundredths of a full-time equivalent."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from roer.core.programme.elements import Code, Text, Value

Quarter = Annotated[str, StringConstraints(pattern=r"^\d{4}KW0[1-4]$")]
Hundredths = Annotated[int, Field(ge=0, le=100_000)]
"""Hundredths of a full-time equivalent: 150 is one and a half."""


class BookingKind(StrEnum):
    """What kind of amount a booking is (programme.md 3.6)."""

    BUDGETED = "budgeted"
    COMMITTED = "committed"
    REALISED = "realised"
    FORECAST = "forecast"


class Booking(Value):
    """Boeking: cents on an effort or a result, on a day; a mistake is put right by one with the opposite sign."""

    code: Code
    element: Code
    kind: BookingKind
    cents: int
    booked_on: date
    text: Text = ""


class Allocation(Value):
    """Inzet: what an effort needs of people in a quarter, and what of it was found."""

    effort: Code
    quarter: Quarter
    needed: Hundredths
    assigned: Hundredths


class Ceiling(Value):
    """Capaciteitsplafond: how many people there are for what has priority, from a quarter on until a next ceiling."""

    quarter: Quarter
    capacity: Hundredths
