"""The facts for a colour view, gathered from the programme: costs, people, targets, and what asks attention."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from roer.core.network.facts import Attention, Shortage, Spend
from roer.core.network.health import Concern
from roer.core.programme.elements import Code
from roer.core.programme.means import BookingKind
from roer.core.programme.state import Programme
from roer.core.programme.targets import Measured, TargetState, evaluate
from roer.core.values.periods import Period


def spend_of(programme: Programme) -> dict[Code, Spend]:
    """What was budgeted, promised and paid per element, in cents; forecasts are no money."""
    found: dict[Code, Spend] = {}
    for record in programme.bookings.values():
        booking, known = record.booking, found.get(record.booking.element, Spend())
        match booking.kind:
            case BookingKind.BUDGETED:
                found[booking.element] = replace(known, budgeted=known.budgeted + booking.cents)
            case BookingKind.COMMITTED:
                found[booking.element] = replace(known, committed=known.committed + booking.cents)
            case BookingKind.REALISED:
                found[booking.element] = replace(known, realised=known.realised + booking.cents)
            case BookingKind.FORECAST:
                continue
    return found


def capacity_of(programme: Programme, *, on: date) -> dict[Code, Shortage]:
    """What the efforts need of people, and what was found, in the quarter of a day."""
    quarter = Period(f"{on.year}KW{(on.month + 2) // 3:02}").code
    return {
        effort: Shortage(record.allocation.needed, record.allocation.assigned)
        for (effort, when), record in programme.allocations.items()
        if when == quarter
    }


def attention_of(concerns: Iterable[Concern]) -> dict[Code, Attention]:
    """How much attention each element asks; a point about a link counts for both of its ends."""
    found: dict[Code, Attention] = {}
    for concern in concerns:
        for code in concern.codes:
            known = found.get(code, Attention(0, concern.rule.severity))
            heaviest = min(known.heaviest, concern.rule.severity, key=lambda severity: severity.rank)
            found[code] = Attention(known.count + 1, heaviest)
    return found


def targets_of(programme: Programme, measured: Mapping[Code, Measured], *, on: date) -> dict[Code, TargetState]:
    """How every element with a SMART text stands to it on a day, by the text as it was last written."""
    return {
        code: evaluate(versions[-1].text, measured.get(code), on)
        for code, versions in programme.smart.items()
        if versions and programme.network.is_open(code)
    }
