"""A value or a reason, never both; and how it reads in Dutch."""

from __future__ import annotations

import pytest

from roer.core.figures.observations import Observed, Point, Quantity, Series
from roer.core.values.periods import Period
from roer.core.values.status import Absence, Mark

SHARE = Quantity(label="Aandeel jongeren", unit="%", decimals=1, counts=False)
COUNT = Quantity(label="Inwoners", unit="inwoners")


@pytest.mark.parametrize(
    ("value", "absence"), [(None, None), (3.0, Absence.SECRET), (float("nan"), None), (float("inf"), None)]
)
def test_a_hidden_value_cannot_travel_along_with_its_absence(value, absence):
    with pytest.raises(ValueError, match=r"value"):
        Observed(value=value, absence=absence)


@pytest.mark.parametrize(
    ("quantity", "value", "marks", "in_table", "in_words"),
    [
        (SHARE, 11.84, (), "11,8", "11,8\u00a0%"),
        (SHARE, 11.85, (), "11,9", "11,9\u00a0%"),
        (SHARE, 0.0, (), "0,0", "0,0\u00a0%"),
        (SHARE, -0.5, (), "\u22120,5", "\u22120,5\u00a0%"),
        (SHARE, 12.0, (Mark.PROVISIONAL,), "12,0*", "12,0\u00a0% (voorlopig cijfer)"),
        (COUNT, 16609.0, (), "16.609", "16.609\u00a0inwoners"),
        (COUNT, 5.0, (Mark.PROVISIONAL, Mark.BREAK), "5*b", "5\u00a0inwoners (voorlopig cijfer)"),
    ],
)
def test_figures_read_as_dutch_readers_write_them(quantity, value, marks, in_table, in_words):
    observed = Observed(value=value, marks=frozenset(marks))
    assert quantity.in_table(observed) == in_table
    assert quantity.in_words(observed) == in_words


@pytest.mark.parametrize("absence", list(Absence))
def test_an_absence_is_a_sign_in_a_table_and_words_elsewhere(absence):
    observed = Observed(value=None, absence=absence, marks=frozenset({Mark.PROVISIONAL}))
    assert SHARE.in_table(observed) == absence.sign
    assert SHARE.in_words(observed) == observed.status == absence.label


@pytest.mark.parametrize(
    ("label", "inline"), [("Aandeel jongeren", "aandeel jongeren"), ("WMO-cliënten", "WMO-cliënten"), ("", "")]
)
def test_a_label_inside_a_sentence_keeps_its_abbreviations(label, inline):
    assert Quantity(label=label, unit="").inline_label == inline


@pytest.mark.parametrize("codes", [(), ("2020JJ00", "2019JJ00"), ("2020JJ00", "2020JJ00"), ("2019JJ00", "2020KW01")])
def test_a_series_goes_forward_in_periods_of_one_length(codes):
    with pytest.raises(ValueError, match="series"):
        Series("A", "A", tuple(Point(period=Period(code), value=1.0) for code in codes))
