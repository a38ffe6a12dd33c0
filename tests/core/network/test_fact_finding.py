"""Facts from the programme: costs to the cent, people in this quarter, targets by the last SMART text."""

from __future__ import annotations

from datetime import date

import pytest

from roer.core.network.fact_finding import attention_of, capacity_of, spend_of, targets_of
from roer.core.network.facts import Attention, Shortage, Spend
from roer.core.network.health import health
from roer.core.programme.acts import AllocateCapacity, BookAmount, WriteSmartText
from roer.core.programme.elements import SmartText
from roer.core.programme.means import Allocation, Booking, BookingKind
from roer.core.programme.targets import Measured, TargetStatus


def book(growth, code, kind, cents, element="I01"):
    booking = Booking(code=code, element=element, kind=kind, cents=cents, booked_on=date(2020, 10, 1))
    growth.do(BookAmount(booking=booking))


def test_costs_add_up_to_the_cent_and_a_forecast_is_no_money(growth):
    growth.efforts("I01", "I02")
    book(growth, "BK-1", BookingKind.BUDGETED, 100_001)
    book(growth, "BK-2", BookingKind.REALISED, 30_050)
    book(growth, "BK-3", BookingKind.REALISED, -50)
    book(growth, "BK-4", BookingKind.COMMITTED, 7)
    book(growth, "BK-5", BookingKind.FORECAST, 999_999)
    book(growth, "BK-6", BookingKind.BUDGETED, 1, "I02")
    assert spend_of(growth.programme) == {"I01": Spend(100_001, 30_000, 7), "I02": Spend(1)}
    assert spend_of(growth.programme)["I01"].used == 30_007


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (date(2021, 1, 1), {"I01": Shortage(120, 50)}),
        (date(2021, 3, 31), {"I01": Shortage(120, 50)}),
        (date(2021, 4, 1), {}),
        (date(2020, 12, 31), {}),
    ],
)
def test_people_are_those_of_the_quarter_that_is_looked_at(growth, on, found):
    growth.efforts("I01")
    growth.do(AllocateCapacity(allocation=Allocation(effort="I01", quarter="2021KW01", needed=120, assigned=50)))
    assert capacity_of(growth.programme, on=on) == found


def test_missing_people_are_never_fewer_than_none():
    assert (Shortage(120, 50).missing, Shortage(50, 120).missing) == (70, 0)


def test_a_target_is_judged_by_the_text_as_it_was_last_written_and_only_while_the_result_is_there(growth):
    growth.results("R01", "R02")
    for target in (5.0, 20.0):
        text = SmartText(
            element="R01",
            sentence="Het wordt meer.",
            operator="≥",
            baseline=1.0,
            baseline_date=date(2019, 12, 31),
            target=target,
            target_date=date(2022, 12, 31),
        )
        growth.do(WriteSmartText(text=text, expects=None))
    measured = {"R01": Measured(6.0, None, date(2020, 12, 31), date(2021, 3, 1))}
    states = targets_of(growth.programme, measured, on=date(2021, 4, 1))
    assert {code: state.status for code, state in states.items()} == {"R01": TargetStatus.BEHIND}
    assert targets_of(growth.programme, {}, on=date(2021, 4, 1))["R01"].status is TargetStatus.UNDETERMINED
    growth.remove("R01")
    assert targets_of(growth.programme, measured, on=date(2021, 4, 1)) == {}


def test_attention_counts_every_point_of_an_element_and_keeps_the_heaviest(by_chance):
    concerns = health(by_chance(5), date(2021, 4, 1))
    attention = attention_of(concerns)
    assert sum(found.count for found in attention.values()) == sum(len(concern.codes) for concern in concerns)
    for code, found in attention.items():
        own = [concern.rule.severity for concern in concerns if code in concern.codes]
        assert found == Attention(len(own), min(own, key=lambda severity: severity.rank))
