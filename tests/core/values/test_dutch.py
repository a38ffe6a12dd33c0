"""Numbers, money and dates as Dutch readers write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roer.core.values.dutch import NBSP, day, exact, figure, listing, money, number, plural, read_number
from roer.core.values.money import Euro


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (1234.5, 1, "1.234,5"),
        (1234567, 0, "1.234.567"),
        (0.05, 1, "0,1"),
        (2.675, 2, "2,68"),
        (-3.2, 1, "−3,2"),
        (-0.04, 1, "0,0"),
        (Decimal("10.45"), 1, "10,5"),
    ],
)
def test_a_number_has_points_per_thousand_and_a_decimal_comma(value, decimals, text):
    assert number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(10.4, "10,4"), (1200.0, "1.200"), (0.0, "0"), (-0.25, "−0,25"), (1e20, "1e+20"), (1.5e300, "1,5e+300")],
)
def test_a_figure_has_as_many_decimals_as_it_needs(value, text):
    assert figure(value) == text


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_survives_being_written(value):
    assert int(number(value).replace(".", "").replace("−", "-")) == value


@pytest.mark.parametrize(
    ("amount", "text"),
    [(Euro.of(438_151), "438.151"), (Euro.of(219_075, 50), "219.075,50"), (Euro(5), "0,05")],
)
def test_money_shows_cents_only_when_there_are_any(amount, text):
    assert money(amount) == f"€{NBSP}{text}"


def test_three_years_of_the_frame_are_right_to_the_cent():
    assert Euro.of(438_151) * 3 == Euro.of(1_314_453)
    assert Euro.of(219_075, 50) + Euro.of(219_075, 50) - Euro.of(438_151) == Euro(0)


def test_a_date_is_written_out():
    assert day(date(2021, 1, 19)) == "19 januari 2021"


@pytest.mark.parametrize(
    ("words", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")]
)
def test_a_listing_ends_with_and(words, text):
    assert listing(words) == text


@pytest.mark.parametrize(("count", "text"), [(0, "geen buurten"), (1, "1 buurt"), (1200, "1.200 buurten")])
def test_a_count_takes_the_right_noun(count, text):
    assert plural(count, "buurt", "buurten") == text


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.234,56", "1234.56"),
        ("1234,5", "1234.5"),
        (" € 12 ", "12"),
        ("−0,5", "-0.5"),
        ("-3", "-3"),
        (f"€{NBSP}1.000.000", "1000000"),
    ],
)
def test_a_number_is_read_as_the_dutch_type_it(typed, value):
    assert read_number(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["", "12.50", "1,234.56", "12,", ",5", "1.23", "twaalf", "1e5", "--3", "1.2345", "½"])
def test_what_could_mean_two_things_is_not_read(typed):
    with pytest.raises(ValueError, match="as the Dutch write it"):
        read_number(typed)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_what_is_written_exactly_is_read_back(value):
    assert read_number(exact(value)) == value


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12))
def test_a_float_survives_being_typed(value):
    assert float(read_number(exact(value))) == value
