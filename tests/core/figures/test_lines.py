"""The specification of a line chart tells the truth: gaps stay gaps, breaks break, provisional looks provisional."""

from __future__ import annotations

import json

import altair as alt
import pytest

from roer.core.figures.line_chart import NARROW, WIDE, LineChart
from roer.core.figures.lines import line_spec
from roer.core.figures.observations import Quantity
from roer.core.values.status import Absence

SHARE = Quantity(label="Aandeel jongeren met jeugdhulp", unit="%", decimals=1, counts=False)


def rows(spec: dict, field: str) -> list[dict]:
    """All rows of the specification that have this field."""
    return [row for data in spec["datasets"].values() for row in data if field in row]


def pieces(spec: dict) -> list[tuple[tuple[float, float], str]]:
    """From which to which value a line runs, and how."""
    found: dict[str, list[dict]] = {}
    for row in rows(spec, "piece"):
        found.setdefault(row["piece"], []).append(row)
    ordered = sorted(found.values(), key=lambda ends: ends[0]["step"])
    return [((ends[0]["value"], ends[1]["value"]), ends[0]["dash"]) for ends in ordered]


def points(spec: dict) -> list[float]:
    return [row["value"] for row in sorted(rows(spec, "form"), key=lambda row: row["step"])]


def axis(spec: dict) -> tuple[float, float]:
    domains = [
        layer["encoding"]["y"]["scale"]["domain"] for layer in spec["layer"] if "scale" in layer["encoding"]["y"]
    ]
    assert all(domain == domains[0] for domain in domains)
    return tuple(domains[0])


@pytest.mark.parametrize(
    ("told", "lines", "shown"),
    [
        ((1.0, 2.0, 3.0), [(1.0, 2.0), (2.0, 3.0)], [1.0, 2.0, 3.0]),
        ((1.0, Absence.SECRET, 3.0), [], [1.0, 3.0]),
        ((1.0, 2.0, Absence.SECRET, 4.0, 5.0), [(1.0, 2.0), (4.0, 5.0)], [1.0, 2.0, 4.0, 5.0]),
        ((Absence.NOT_YET_PUBLISHED, 2.0, 3.0), [(2.0, 3.0)], [2.0, 3.0]),
        ((0.0, 2.0), [(0.0, 2.0)], [0.0, 2.0]),
        ((Absence.SECRET, Absence.UNKNOWN), [], []),
    ],
)
def test_an_absence_is_a_gap_and_never_a_nought(chart, told, lines, shown):
    spec = line_spec(chart(*told))
    assert [ends for ends, _ in pieces(spec)] == lines
    assert points(spec) == shown


@pytest.mark.parametrize("absence", list(Absence))
def test_the_sign_of_an_absence_stands_on_the_foot_of_the_chart(chart, absence):
    spec = line_spec(chart(1.0, absence, 3.0))
    assert [(row["step"], row["sign"], row["value"]) for row in rows(spec, "sign")] == [(1, absence.sign, 0.0)]


def test_classes_of_a_breakdown_share_no_signs(series):
    both = (series([1.0, Absence.SECRET]), series([2.0, 3.0]))
    assert rows(line_spec(LineChart(quantity=SHARE, series=both, split="leeftijd")), "sign") == []


def test_a_provisional_point_is_open_and_its_line_dashed(chart):
    spec = line_spec(chart(1.0, 2.0, 3.0, provisional=[2020]))
    assert [dash for _, dash in pieces(spec)] == ["sure", "provisional"]
    insides = [row["inside"] == row["colour"] for row in sorted(rows(spec, "form"), key=lambda row: row["step"])]
    assert insides == [True, True, False]
    assert '"2020*"' in json.dumps(spec).replace("\\", "")


def test_no_line_runs_over_a_break_and_a_rule_marks_it(chart):
    spec = line_spec(chart(1.0, 2.0, 3.0, 4.0, broken=[2020]))
    assert [ends for ends, _ in pieces(spec)] == [(1.0, 2.0), (3.0, 4.0)]
    assert {(row["step"], row["text"]) for row in rows(spec, "top")} == {(1.5, "breuk")}


def test_a_break_before_the_first_point_breaks_nothing(chart):
    assert rows(line_spec(chart(1.0, 2.0, broken=[2018])), "top") == []


def test_a_period_that_is_not_there_at_all_is_a_gap_too(series):
    early, late = series([1.0], first=2017), series([3.0], first=2019)
    both = LineChart(quantity=SHARE, series=(type(early)("LIS", "Lisse", early.points + late.points),))
    assert [period.year for period in both.periods] == [2017, 2018, 2019]
    assert pieces(line_spec(both)) == []


@pytest.mark.parametrize(
    ("zero", "told", "highest", "low", "high"),
    [
        (True, (10.0, 12.0), None, 0, 12.5),
        (True, (10.0, 12.0), 31.0, 0, 40),
        (False, (10.0, 12.0), None, 10, 12),
        (True, (-3.0, 4.0), None, -4, 4),
        (True, (0.0, 0.0), None, 0, 1),
    ],
)
def test_the_axis_starts_at_nought_unless_the_definition_says_otherwise(series, zero, told, highest, low, high):
    quantity = Quantity(label="A", unit="%", decimals=1, counts=False, zero_baseline=zero)
    spec = line_spec(LineChart(quantity=quantity, series=(series(told),), highest=highest))
    assert axis(spec) == (low, high)


def test_areas_of_one_level_share_their_axis(series):
    one, other = series([1.0, 2.0]), series([8.0, 9.0])
    axes = {axis(line_spec(LineChart(quantity=SHARE, series=(each,), highest=9.0))) for each in (one, other)}
    assert len(axes) == 1


def test_lines_differ_in_form_as_well_as_colour(series):
    names = ["Lisse", "Hillegom", "Teylingen", "Nederland"]
    spec = line_spec(LineChart(quantity=SHARE, series=tuple(series([1.0, 2.0], name=name) for name in names)))
    assert len({row["form"] for row in rows(spec, "form")}) == len({row["colour"] for row in rows(spec, "form")}) == 4


def test_every_line_is_named_beside_its_end_with_its_last_figure(series):
    both = (series([1.0, 2.0]), series([3.0, 4.0], name="Hillegom, Lisse en Teylingen"))
    spec = line_spec(LineChart(quantity=SHARE, series=both))
    named = {" ".join(row["text"]): row["beside"] for row in rows(spec, "first")}
    assert set(named) == {"Lisse 2,0", "Hillegom, Lisse en Teylingen 4,0"}
    assert all(beside > 1 for beside in named.values())
    assert rows(line_spec(LineChart(quantity=SHARE, series=both), NARROW), "first") == []


def test_a_line_that_stops_early_is_named_where_it_stops(series):
    both = (series([1.0, 2.0, 3.0]), series([3.0, Absence.SECRET, Absence.SECRET], name="Hillegom"))
    spec = line_spec(LineChart(quantity=SHARE, series=both))
    (place,) = {row["beside"] for row in rows(spec, "first") if row["text"] == ["Hillegom"]}
    assert 0 < place < 0.5, "just beside its last point"
    assert {row["step"] for row in rows(spec, "level")} == {2}, "no leader runs over the years without a figure"


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("told", [(1.0, Absence.SECRET, 3.0, 4.0), (Absence.SECRET,), (5.0,)])
def test_the_specification_is_valid_vega_lite(chart, size, told):
    spec = line_spec(chart(*told, broken=[2021]), size)
    alt.LayerChart.from_dict(spec, validate=True)


def test_a_chart_of_too_many_lines_or_of_mixed_periods_is_refused(series):
    with pytest.raises(ValueError, match="1 to 6"):
        LineChart(quantity=SHARE, series=tuple(series([1.0]) for _ in range(7)))
    with pytest.raises(ValueError, match="1 to 6"):
        LineChart(quantity=SHARE, series=())


@pytest.mark.parametrize(
    ("told", "worth"),
    [((1.0, 2.0), True), ((1.0, Absence.SECRET), True), ((1.0,), False), ((Absence.SECRET, Absence.SECRET), False)],
)
def test_a_course_needs_two_periods_and_a_value(chart, told, worth):
    assert chart(*told).is_worth_drawing is worth
