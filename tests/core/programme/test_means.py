"""Money and people on elements: every post once, in whole cents, wherever its element goes."""

from __future__ import annotations

from datetime import date

import pytest

from roer.core.programme import acts
from roer.core.programme.means import Allocation, Booking, BookingKind
from roer.core.programme.rules import Conflict, NotAllowed
from roer.core.programme.spending import booked, next_booking_code


@pytest.fixture
def net(world):
    world.add_goal("D1")
    world.add_result("R01")
    world.add_effort("I01")
    return world


def _booking(code: str = "K-1", **more: object) -> acts.BookAmount:
    said = {"code": code, "element": "I01", "kind": "realised", "cents": 12_345, "booked_on": "2020-09-01", **more}
    return acts.BookAmount(booking=Booking.model_validate(said))


def _allocation(expects: int | None = None, **more: object) -> acts.AllocateCapacity:
    said = {"effort": "I01", "quarter": "2020KW04", "needed": 150, "assigned": 50, **more}
    return acts.AllocateCapacity(allocation=Allocation.model_validate(said), expects=expects)


def _refused(world, act) -> str:
    with pytest.raises(NotAllowed) as refusal:
        world.try_it(act, "team")
    return refusal.value.rule


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"element": "D1"}, "not_bookable"),
        ({"element": "I99"}, "unknown_element"),
        ({"cents": 0}, "no_amount"),
        ({"booked_on": "2020-06-30"}, "outside_programme"),
        ({"booked_on": "2023-07-01"}, "outside_programme"),
        ({"code": "K-0"}, "code_used"),
    ],
)
def test_a_booking_that_does_not_fit_is_refused(net, more, rule):
    net.do(_booking("K-0"))
    assert _refused(net, _booking(**more)) == rule


def test_the_last_day_of_the_programme_can_be_booked(net):
    net.do(_booking(booked_on="2023-06-30"))
    assert net.programme.bookings["K-1"].booking.booked_on == date(2023, 6, 30)


def test_amounts_of_one_kind_are_added_and_a_correction_takes_off(net):
    net.do(_booking("K-1"))
    net.do(_booking("K-2", cents=-345))
    net.do(_booking("K-3", kind="budgeted", cents=1))
    records = net.programme.bookings.values()
    assert booked(records, BookingKind.REALISED) == 12_000
    assert booked(records, BookingKind.BUDGETED) == 1


def test_posts_stay_as_they_are_when_their_element_closes(net):
    net.do(_booking("K-1"))
    before = dict(net.programme.bookings)
    net.do(acts.RemoveElement(code="I01", motive="Klaar.", expects=net.seen("I01")))
    assert dict(net.programme.bookings) == before
    assert _refused(net, _booking("K-2")) == "closed_element"


def test_an_allocation_tells_what_is_short_and_follows_the_last_one(net):
    net.do(_allocation())
    record = net.programme.allocations["I01", "2020KW04"]
    assert record.short == 100
    with pytest.raises(Conflict):
        net.try_it(_allocation(assigned=60), "team")
    net.do(_allocation(record.seq, assigned=150))
    assert net.programme.allocations["I01", "2020KW04"].short == 0


@pytest.mark.parametrize(
    ("more", "rule"), [({"effort": "R01"}, "not_an_effort"), ({"assigned": 151}, "more_than_needed")]
)
def test_an_allocation_that_does_not_fit_is_refused(net, more, rule):
    assert _refused(net, _allocation(**more)) == rule


def test_the_same_allocation_twice_is_refused(net):
    net.do(_allocation())
    assert _refused(net, _allocation(net.programme.allocations["I01", "2020KW04"].seq)) == "no_change"


def test_the_next_booking_takes_the_number_after_the_highest_of_its_year():
    taken = ["K-2020-99", "K-2021-01", "K-2021-11", "K-2021-11-X", "A-1"]
    assert next_booking_code(taken, 2021) == "K-2021-12"
    assert next_booking_code(taken, 2020) == "K-2020-100"
    assert next_booking_code(taken, 2022) == "K-2022-01"
