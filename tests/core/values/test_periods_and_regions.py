"""Periods and areas in the codes of the statistics office."""

from __future__ import annotations

from datetime import date

import pytest

from roer.core.values.errors import InputRefused, Problem
from roer.core.values.periods import Grain, Period
from roer.core.values.regions import Region, RegionLevel, level_of, parent_of
from roer.core.values.status import Absence, Mark


@pytest.mark.parametrize(
    ("code", "grain", "label", "first_day"),
    [
        ("2020JJ00", Grain.YEAR, "2020", date(2020, 1, 1)),
        ("2020HJ02", Grain.HALF_YEAR, "2e halfjaar 2020", date(2020, 7, 1)),
        ("2020KW03", Grain.QUARTER, "3e kwartaal 2020", date(2020, 7, 1)),
        ("2020MM12", Grain.MONTH, "december 2020", date(2020, 12, 1)),
        ("2020SJ00", Grain.SCHOOL_YEAR, "2020/2021", date(2020, 8, 1)),
        ("2013X000", Grain.OPAQUE, "2013X000", date(2013, 1, 1)),
    ],
)
def test_a_period_is_read_from_its_code(code, grain, label, first_day):
    period = Period(code)
    assert (period.grain, period.label, period.first_day, str(period)) == (grain, label, first_day, label)


@pytest.mark.parametrize("code", ["2020", "2020JJ00 ", "2020KW05", "2020KW00", "2020MM13", "20JJ00", ""])
def test_what_is_no_period_is_refused(code):
    with pytest.raises(ValueError, match=r"period|part of the year"):
        Period(code)


def test_years_stand_in_time():
    assert sorted([Period.of_year(2021), Period.of_year(2019)])[0].year == 2019


@pytest.mark.parametrize(
    ("code", "level", "parent"),
    [
        ("NL00", RegionLevel.COUNTRY, None),
        ("PV28", RegionLevel.PROVINCE, None),
        ("CR26", RegionLevel.REGION, None),
        ("GM0534", RegionLevel.MUNICIPALITY, None),
        ("WK053401", RegionLevel.DISTRICT, "GM0534"),
        ("WK0363MA", RegionLevel.DISTRICT, "GM0363"),
        ("BU05340101", RegionLevel.NEIGHBOURHOOD, "WK053401"),
    ],
)
def test_an_area_code_tells_its_level_and_what_it_lies_in(code, level, parent):
    assert (level_of(code), parent_of(code)) == (level, parent)
    assert Region(code, "x", parent).level is level


@pytest.mark.parametrize("code", ["GM0534    ", "534", "BU0534", ""])
def test_what_is_no_area_code_is_refused(code):
    with pytest.raises(ValueError, match="not an area code"):
        level_of(code)


def test_an_area_without_a_name_is_refused():
    with pytest.raises(ValueError, match="no name"):
        Region("GM0534", "  ")


@pytest.mark.parametrize("word", [*Absence, *Mark, *RegionLevel])
def test_every_code_has_words_for_the_screen(word):
    assert word.label
    assert word.label != word.value


def test_a_refusal_says_where_what_which_rule_and_what_to_do():
    problem = Problem(
        "duplicate_key", "De sleutel komt twee keer voor.", "personen.csv, regel 3", "Verwijder een regel."
    )
    assert str(problem) == "personen.csv, regel 3: De sleutel komt twee keer voor. [duplicate_key] Verwijder een regel."
    assert str(InputRefused([problem])) == str(problem)


def test_a_refusal_without_a_problem_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="at least one"):
        InputRefused([])
