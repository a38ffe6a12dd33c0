"""Table twins, trends and sentences: the same figures as the drawing, in words."""

from __future__ import annotations

import pytest

from roer.core.figures.line_chart import LineChart
from roer.core.figures.lines import line_spec
from roer.core.figures.maps import map_spec
from roer.core.figures.observations import AreaValue, Quantity
from roer.core.figures.sentences import answer, extremes, line_sentence, map_sentence
from roer.core.figures.trends import trend
from roer.core.figures.twins import Column, Order, Row, TableTwin, line_twin, map_twin
from roer.core.values.periods import Period
from roer.core.values.status import Absence

SHARE = Quantity(label="Aandeel jongeren met jeugdhulp", unit="%", decimals=1, counts=False)
COUNT = Quantity(label="Jongeren met jeugdhulp", unit="jongeren")
SP = "\u00a0"
TOLD = {
    "BU05530101": 5.0,
    "BU05530102": 15.0,
    "BU05530201": Absence.SECRET,
    "BU05340101": Absence.NOT_APPLICABLE,
    "BU05530301": 10.0,
}


def test_the_twin_of_a_chart_has_its_figures_and_no_other(series):
    own = series([1.04, Absence.SECRET, 3.0], provisional=[2020])
    made = LineChart(quantity=SHARE, series=(own, series([4.0, 5.0, 6.0], name="Hillegom")))
    twin = line_twin(made)
    drawn = {
        (row["area"], row["period"]): row["value"]
        for data in line_spec(made)["datasets"].values()
        for row in data
        if "form" in row
    }
    told = {}
    for row in twin.rows:
        for one, text in zip(made.series, row.cells, strict=False):
            if text not in ("x", "geen cijfer"):
                told[one.code, row.code] = text.rstrip("*")
    assert told == {key: SHARE.bare(value) for key, value in drawn.items()}
    assert twin.caption == "Aandeel jongeren met jeugdhulp (%), Lisse, 2018–2020"
    assert [column.heading for column in twin.columns] == ["Periode", "Lisse", "Hillegom", "Status"]
    assert [row.status for row in twin.rows] == [
        "definitief",
        "geheim (te kleine aantallen): Lisse",
        "voorlopig cijfer: Lisse",
    ]


def test_the_twin_of_a_map_has_every_area_also_those_without_a_shape(area_map):
    made = area_map(TOLD)
    twin = map_twin(made)
    drawn = {row["code"]: row for data in map_spec(made)["datasets"].values() for row in data if "absence" in row}
    for row in twin.rows:
        text = row.cells[-2]
        assert text == SHARE.in_table(made.by_code[row.code])
        if row.code in drawn and drawn[row.code]["value"] is not None:
            assert text == SHARE.bare(drawn[row.code]["value"])
    assert {row.code for row in twin.rows} == set(TOLD)
    assert [column.heading for column in twin.columns] == [
        "Buurt",
        "Gemeente",
        "Aandeel jongeren met jeugdhulp (%)",
        "Status",
    ]
    assert {row.cells[0] for row in twin.rows} == {"Hillegom", "Lisse"}


@pytest.mark.parametrize(
    ("order", "codes"),
    [
        (Order.BY_NAME, ["BU05340101", "BU05530101", "BU05530102", "BU05530201", "BU05530301"]),
        (Order.BY_VALUE, ["BU05530102", "BU05530301", "BU05530101", "BU05340101", "BU05530201"]),
    ],
)
def test_rows_are_sorted_and_what_is_hidden_does_not_show_its_rank(area_map, order, codes):
    assert [row.code for row in map_twin(area_map(TOLD), order).rows] == codes


def test_a_table_with_a_row_too_short_is_refused():
    with pytest.raises(ValueError, match="every row"):
        TableTwin("t", (Column("a"), Column("b"), Column("c")), (Row("x", ("1",)),))


@pytest.mark.parametrize(
    ("quantity", "told", "marks", "rounding", "expected"),
    [
        (SHARE, (10.0, 11.8), {}, None, ("▲", f"1,8{SP}%-punt hoger dan in 2018")),
        (SHARE, (11.8, 10.0), {}, 5, ("▼", f"1,8{SP}%-punt lager dan in 2018")),
        (SHARE, (10.04, 10.0), {}, None, ("=", "gelijk aan 2018")),
        (COUNT, (100.0, 150.0), {}, 5, ("▲", f"50{SP}jongeren meer dan in 2018")),
        (COUNT, (100.0, 95.0), {}, 5, ("≈", "geen duidelijk verschil met 2018 (de cijfers zijn afgerond)")),
        (COUNT, (100.0, 95.0), {}, None, ("▼", f"5{SP}jongeren minder dan in 2018")),
        (COUNT, (100.0, 150.0), {"broken": [2019]}, None, ("", "niet te vergelijken met 2018: breuk in de reeks")),
        (COUNT, (Absence.SECRET, 150.0), {}, None, ("", "niet te vergelijken met 2018: geheim (te kleine aantallen)")),
        (COUNT, (100.0, Absence.SECRET), {}, None, None),
        (COUNT, (100.0,), {}, None, None),
    ],
)
def test_a_trend_says_no_more_than_the_figures(series, quantity, told, marks, rounding, expected):
    made = series(told, **marks)
    found = trend(made, made.points[-1].period, quantity, rounding=rounding)
    assert (found and (found.sign, found.words)) == expected


def test_the_difference_is_that_of_the_figures_as_shown(series):
    made = series([10.04, 10.06])  # shown as 10,0 and 10,1
    assert trend(made, Period.of_year(2019), SHARE).words == f"0,1{SP}%-punt hoger dan in 2018"


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ((10.1, 10.4), f"Van 10,1{SP}% in 2018 naar 10,4{SP}% in 2019."),
        ((10.1,), f"In 2018: 10,1{SP}%."),
        ((Absence.SECRET,), "Er is geen cijfer om te tonen. Geen cijfer in 2018: geheim (te kleine aantallen)."),
        (
            (1.0, Absence.SECRET, 3.0),
            f"Van 1,0{SP}% in 2018 naar 3,0{SP}% in 2020. Geen cijfer in 2019: geheim (te kleine aantallen).",
        ),
    ],
)
def test_the_sentence_of_a_chart_says_what_it_shows(chart, told, sentence):
    made = line_sentence(chart(*told))
    kind = "Tabel" if len(told) == 1 else "Lijngrafiek"
    assert made.startswith(f"{kind} van aandeel jongeren met jeugdhulp in Lisse, 2018")
    assert made.endswith(sentence)


def test_the_sentence_compares_nothing_over_a_break(chart):
    told = line_sentence(chart(1.0, 2.0, 30.0, 40.0, broken=[2020]))
    assert f"Van 30,0{SP}% in 2020 naar 40,0{SP}% in 2021." in told
    assert "Breuk in de reeks: vergelijk 2020 en later niet met de tijd daarvoor." in told
    assert "1,0" not in told


def test_the_sentence_of_a_breakdown_tells_every_class(series):
    young = series([4.0, 5.0], name="0 tot 12 jaar")
    older = series([6.0, Absence.SECRET], name="12 tot 18 jaar")
    made = LineChart(quantity=COUNT, series=(young, older), split="leeftijd", place="Lisse")
    assert line_sentence(made) == (
        "Lijngrafiek van jongeren met jeugdhulp in Lisse naar leeftijd, 2018–2019. In 2019: "
        f"0 tot 12 jaar: 5{SP}jongeren; 12 tot 18 jaar: geheim (te kleine aantallen)."
    )


def test_the_sentence_of_a_map_tells_lowest_highest_and_what_is_missing(area_map):
    assert map_sentence(area_map(TOLD)) == (
        "Kaart van aandeel jongeren met jeugdhulp per buurt, 2020. "
        f"Het laagst in Buurt 101 (5,0{SP}%), het hoogst in Buurt 102 (15,0{SP}%). "
        "Van de 5 buurten: 1 geheim (te kleine aantallen) en 1 niet van toepassing. "
        "Niet op de kaart, want zonder grens in de bron: Buurt 301."
    )


def test_the_sentence_of_a_map_without_figures_says_so(area_map):
    told = map_sentence(area_map(dict.fromkeys(TOLD, Absence.NOT_YET_PUBLISHED)))
    assert "Er is geen enkel cijfer om te tonen: nog niet gepubliceerd." in told


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([], ""),
        ([1.0], ""),
        ([2.0, 2.0], f"Overal gelijk: 2,0{SP}%."),
        ([1.0, 1.0, 1.0, 1.0, 2.0], f"Het laagst in 4 buurten (1,0{SP}%), het hoogst in E (2,0{SP}%)."),
        ([1.0, 2.0, 2.0], f"Het laagst in A (1,0{SP}%), het hoogst in B en C (2,0{SP}%)."),
    ],
)
def test_lowest_and_highest_are_named(values, told):
    areas = [AreaValue(code=name, name=name, value=value) for name, value in zip("ABCDE", values, strict=False)]
    assert extremes(SHARE, areas, many="buurten") == told


def test_the_answer_explains_why_a_figure_is_hidden(series):
    told = answer(COUNT, series([Absence.SECRET]), Period.of_year(2018))
    assert told.startswith("Jongeren met jeugdhulp in Lisse, 2018: geheim (te kleine aantallen).")
    assert "zo weinig mensen" in told


def test_the_answer_tells_figure_and_change(series):
    made = series([10.0, 11.0], provisional=[2019])
    when = Period.of_year(2019)
    assert answer(SHARE, made, when, trend(made, when, SHARE)) == (
        f"Aandeel jongeren met jeugdhulp in Lisse, 2019: 11,0{SP}% (voorlopig cijfer). "
        f"Dat is 1,0{SP}%-punt hoger dan in 2018."
    )
    assert answer(SHARE, made, Period.of_year(2030)).endswith("daarvan is geen cijfer.")


def test_the_answer_says_when_it_may_not_be_compared(series):
    made, when = series([10.0, 11.0], broken=[2019]), Period.of_year(2019)
    told = answer(SHARE, made, when, trend(made, when, SHARE))
    assert told.endswith("Dit cijfer is niet te vergelijken met 2018: breuk in de reeks.")


def test_without_a_shape_the_sentence_speaks_of_a_table(area_map):
    told = map_sentence(area_map({"BU05530301": 1.0, "BU05530302": 2.0}))
    assert told.startswith("Tabel van aandeel jongeren met jeugdhulp per buurt, 2020.")
    assert "Niet op de kaart" not in told
