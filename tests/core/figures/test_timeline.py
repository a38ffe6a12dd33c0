"""The line of time has no holes."""

from __future__ import annotations

import pytest

from roer.core.figures.timeline import short_label, span, timeline
from roer.core.values.periods import Period


@pytest.mark.parametrize(
    ("given", "filled"),
    [
        (["2018JJ00", "2020JJ00"], ["2018JJ00", "2019JJ00", "2020JJ00"]),
        (["2019KW03", "2020KW02"], ["2019KW03", "2019KW04", "2020KW01", "2020KW02"]),
        (["2019HJ02", "2020HJ02"], ["2019HJ02", "2020HJ01", "2020HJ02"]),
        (["2019MM11", "2020MM01"], ["2019MM11", "2019MM12", "2020MM01"]),
        (["2019SJ00", "2021SJ00"], ["2019SJ00", "2020SJ00", "2021SJ00"]),
        (["2018XX00", "2020XX00"], ["2018XX00", "2020XX00"]),
        ([], []),
    ],
)
def test_missing_periods_are_filled_in(given, filled):
    assert [period.code for period in timeline(map(Period, given))] == filled


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("2020JJ00", "2020"),
        ("2020HJ01", "1e hj 2020"),
        ("2020KW03", "3e kw 2020"),
        ("2020MM05", "mei 2020"),
        ("2020SJ00", "2020/21"),
        ("1999SJ00", "1999/00"),
    ],
)
def test_labels_under_an_axis_are_short(code, label):
    assert short_label(Period(code)) == label


def test_a_span_names_both_ends_or_the_only_period():
    assert span([Period("2020JJ00"), Period("2018JJ00")]) == "2018–2020"
    assert span([Period("2020JJ00")]) == "2020"
    assert span([]) == ""
