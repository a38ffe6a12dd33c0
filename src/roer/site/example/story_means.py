"""Money and people of the example: bookings on efforts and results, and what efforts need per quarter. All invented."""

from __future__ import annotations

from collections.abc import Iterator

from roer.core.programme.acts import AllocateCapacity, BookAmount
from roer.core.programme.means import Allocation, Booking, BookingKind
from roer.site.example.story_chronicle import Chronicle
from roer.site.example.story_people import ENGINEER, SECRETARY

_AUTUMN = """
I01 budgeted 96.000,00
I01 realised 18.412,50
I03 budgeted 42.000,00
I03 realised 21.780,00
I05 budgeted 38.500,00
I05 realised 4.961,25
I06 budgeted 30.000,00
I06 realised 7.350,00
I07 budgeted 45.000,00
I07 realised 6.187,44
R03 budgeted 12.000,00
R03 realised 3.249,95
R04 realised 1.815,00
R05 realised 2.178,33
R14 realised 640,10
"""
_WINTER = """
I01 realised 14.036,00
I03 realised 19.965,00
I04 budgeted 28.000,00
I04 committed 24.200,00
I05 realised 11.434,50
I06 realised 16.822,75
I07 realised 9.075,00
I12 realised 5.142,50
R21 realised 1.452,00
R23 realised 2.299,00
R23 realised -181,50
"""
"""Element, kind of booking, amount."""

_NEEDED = """
I01 2020KW04 150 100
I01 2021KW01 200 150
I01 2021KW02 200 120
I03 2020KW04 100 100
I05 2021KW01 80 80
I05 2021KW02 100 100
I06 2021KW01 60 60
I07 2021KW01 100 40
I07 2021KW02 120 40
I12 2021KW02 50 50
I15 2021KW02 40 0
"""
"""Effort, quarter, and hundredths of a full-time equivalent: what is needed, what was found."""


def tell_autumn_means(story: Chronicle) -> None:
    """What was booked and allocated before the first products were split and merged."""
    story.turn_to(2020, 10, 16)
    _book(story, "K-2020", _AUTUMN)
    for allocation in _allocations(("2020",)):
        story.tell(AllocateCapacity(allocation=allocation), by=ENGINEER)


def tell_winter_means(story: Chronicle) -> None:
    """What was booked and allocated since."""
    story.turn_to(2021, 2, 26)
    _book(story, "K-2021", _WINTER)
    for allocation in _allocations(("2021",)):
        story.tell(AllocateCapacity(allocation=allocation), by=ENGINEER)


def _book(story: Chronicle, series: str, posts: str) -> None:
    for number, line in enumerate(posts.strip().splitlines(), 1):
        element, kind, amount = line.split()
        cents = int(amount.replace(".", "").replace(",", ""))
        code = f"{series}-{number:02d}"
        booking = Booking(code=code, element=element, kind=BookingKind(kind), cents=cents, booked_on=story.today)
        story.tell(BookAmount(booking=booking), by=SECRETARY)


def _allocations(years: tuple[str, ...]) -> Iterator[Allocation]:
    for line in _NEEDED.strip().splitlines():
        effort, quarter, needed, found = line.split()
        if quarter.startswith(years):
            yield Allocation(effort=effort, quarter=quarter, needed=int(needed), assigned=int(found))
