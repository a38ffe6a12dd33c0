"""What must hold for bookings and allocations: known elements, within the programme, nothing counted twice."""

from __future__ import annotations

from datetime import date

from roer.core.programme import acts
from roer.core.programme.elements import Effort, Goal
from roer.core.programme.question import Question
from roer.core.programme.refusals import NotAllowed, check_follows
from roer.core.values.dutch import day
from roer.core.values.periods import Period


def booking_fits(question: Question, act: acts.BookAmount) -> None:
    """A booking has a new code, an open effort or result, an amount, and a day within the programme (raadsbrief §9)."""
    booking = act.booking
    if booking.code in question.programme.bookings:
        raise NotAllowed("code_used", f"Boeking {booking.code} is er al. Herstel een fout met een nieuwe boeking.")
    if isinstance(question.open_element(booking.element).element, Goal):
        reason = f"{booking.element} is een doel. Boek op de inspanning of het resultaat dat geld kost."
        raise NotAllowed("not_bookable", reason)
    if booking.cents == 0:
        raise NotAllowed("no_amount", "Een boeking van nul zegt niets. Vul een bedrag in.")
    _check_within(question, booking.booked_on)


def allocation_fits(question: Question, act: acts.AllocateCapacity) -> None:
    """An allocation is of an open effort, follows the last for its quarter, and finds no more than is needed."""
    place = act.allocation
    if not isinstance(question.open_element(place.effort).element, Effort):
        raise NotAllowed("not_an_effort", f"{place.effort} is geen inspanning. Inzet hoort bij een inspanning.")
    last = question.programme.allocations.get((place.effort, place.quarter))
    check_follows(last, act.expects, f"de inzet van {place.effort}")
    if place.assigned > place.needed:
        reason = f"Voor {place.effort} is meer gevonden dan nodig. Verhoog eerst wat nodig is."
        raise NotAllowed("more_than_needed", reason)
    if last is not None and last.allocation == place:
        raise NotAllowed("no_change", f"Deze inzet van {place.effort} ligt al vast.")


def ceiling_fits(question: Question, act: acts.SetCeiling) -> None:
    """A ceiling follows the last for its quarter and says something else."""
    last = question.programme.ceilings.get(act.ceiling.quarter)
    check_follows(last, act.expects, f"het capaciteitsplafond van {Period(act.ceiling.quarter).label}")
    if last is not None and last.ceiling == act.ceiling:
        raise NotAllowed("no_change", "Dit plafond ligt al vast.")


def _check_within(question: Question, on: date) -> None:
    charter = question.programme.charter
    if charter is not None and not charter.start <= on < charter.end:
        reason = f"Het programma loopt van {day(charter.start)} tot {day(charter.end)}; {day(on)} valt daarbuiten."
        raise NotAllowed("outside_programme", reason)
