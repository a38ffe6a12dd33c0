from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roer.data.sources.columns import Column, ColumnType
from roer.data.sources.reading import Fault, reader_of


def read(text: str, *, locale: str = "comma", known: frozenset[str] | None = None, **fields: object) -> object:
    column = Column.model_validate({"name": "c", "type": "text"} | fields)
    outcome = reader_of(column, locale, known)(text)
    return outcome.rule if isinstance(outcome, Fault) else outcome


@pytest.mark.parametrize(
    ("text", "locale", "fields", "outcome"),
    [
        ("12", "comma", {}, Decimal("12")),
        ("12,5", "comma", {}, Decimal("12.5")),
        ("12.5", "point", {}, Decimal("12.5")),
        ("-3,5", "comma", {}, Decimal("-3.5")),
        ("-0", "comma", {}, Decimal("0")),
        ("12.5", "comma", {}, "decimal_mixed"),
        ("12,5", "point", {}, "decimal_mixed"),
        ("1.234", "comma", {}, "decimal_mixed"),
        ("1.234", "comma", {"thousands": True}, Decimal("1234")),
        ("1.234,5", "comma", {"thousands": True}, Decimal("1234.5")),
        ("1.23", "comma", {"thousands": True}, "decimal_mixed"),
        ("1,234.5", "point", {"thousands": True}, Decimal("1234.5")),
        ("1e400", "point", {}, "not_a_number"),
        ("NaN", "point", {}, "not_a_number"),
        ("inf", "point", {}, "not_a_number"),
        ("twaalf", "comma", {}, "not_a_number"),
        ("=1+1", "comma", {}, "not_a_number"),
        ("٣", "comma", {}, "not_a_number"),
        ("1" * 41, "comma", {}, "not_a_number"),
        ("12,345", "comma", {"decimals": 2}, "too_many_decimals"),
        ("12,30", "comma", {"decimals": 2}, Decimal("12.30")),
        ("12,300", "comma", {"decimals": 2}, Decimal("12.30")),
        ("1" * 18, "comma", {"decimals": 2}, "number_too_large"),
        ("101", "comma", {"range": {"high": 100}}, "out_of_range"),
    ],
)
def test_a_number_is_read_one_way_or_refused(text, locale, fields, outcome):
    assert read(text, locale=locale, type="decimal", **fields) == outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [("12", 12), ("12,0", 12), ("12,5", "not_a_whole_number"), ("9223372036854775808", "number_too_large")],
)
def test_a_whole_number_is_whole_and_fits(text, outcome):
    assert read(text, type="integer") == outcome


@pytest.mark.parametrize(
    ("text", "order", "outcome"),
    [
        ("2021-01-19", "year_first", date(2021, 1, 19)),
        ("19-01-2021", "day_first", date(2021, 1, 19)),
        ("1-2-2021", "day_first", date(2021, 2, 1)),
        ("2024-02-29", "year_first", date(2024, 2, 29)),
        ("31-02-2021", "day_first", "no_such_date"),
        ("1900-01-00", "year_first", "no_such_date"),
        ("0021-01-19", "year_first", "no_such_date"),
        ("19-01-21", "day_first", "not_a_date"),
        ("19-01-2021", "year_first", "not_a_date"),
        ("20210119", "year_first", "not_a_date"),
    ],
)
def test_a_date_is_read_in_the_agreed_order_or_refused(text, order, outcome):
    assert read(text, type="date", date_order=order) == outcome


@pytest.mark.parametrize(
    ("text", "levels", "outcome"),
    [
        ("GM0534", [], "GM0534"),
        ("WK0363MA", [], "WK0363MA"),
        ("534", [], "not_a_region"),
        ("0534", [], "not_a_region"),
        ("gm0534", [], "not_a_region"),
        ("GM0534", ["neighbourhood"], "wrong_level"),
        ("BU99999999", [], "unknown_code"),
    ],
)
def test_an_area_code_is_whole_of_the_right_level_and_known(text, levels, outcome):
    known = frozenset({"GM0534", "WK0363MA"})
    assert read(text, type="region", levels=levels, references="grenzen.code", known=known) == outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("notitie", "notitie"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("bsn 111222333", "citizen_number"),
        ("111222333", "citizen_number"),
        ("111222334", "111222334"),
        ("000000000", "000000000"),
        ("a111222333", "a111222333"),
    ],
)
def test_text_stays_as_it_is_unless_it_may_hold_a_citizen_number(text, outcome):
    assert read(text) == outcome


@given(text=st.text(max_size=60), kind=st.sampled_from(list(ColumnType)), locale=st.sampled_from(["comma", "point"]))
def test_no_text_whatever_breaks_a_reader(text, kind, locale):
    column = Column.model_validate({"name": "c", "type": kind})
    assert isinstance(reader_of(column, locale, None)(text), str | int | Decimal | date | Fault)


@given(value=st.decimals(min_value=-(10**12), max_value=10**12, places=3), locale=st.sampled_from(["comma", "point"]))
def test_a_number_that_was_written_reads_back(value, locale):
    text = f"{value:f}".replace(".", "," if locale == "comma" else ".")
    assert read(text, locale=locale, type="decimal") == value
