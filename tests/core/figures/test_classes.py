"""Class limits are round, few, the same for everybody, and made of visible values only."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roer.core.figures.classes import Classes, classes_for, ticks
from roer.core.figures.observations import Quantity

SHARE = Quantity(label="Aandeel", unit="%", decimals=1, counts=False)
COUNT = Quantity(label="Aantal", unit="jongeren")
values = st.lists(st.floats(0, 100_000, allow_nan=False), min_size=0, max_size=60)


@pytest.mark.parametrize(
    ("shown", "labels"),
    [
        ([], ("alle waarden",)),
        ([5.0, 5.0], ("alle waarden",)),
        ([0.1, 0.2], ("minder dan 0,2\u00a0%", "0,2\u00a0% of meer")),
        ([1.0, 2.0, 3.0], ("minder dan 2\u00a0%", "2 tot 3\u00a0%", "3\u00a0% of meer")),
    ],
)
def test_classes_are_told_in_dutch(shown, labels):
    assert classes_for(SHARE, shown).labels == labels


@pytest.mark.parametrize(("value", "index"), [(7.94, 0), (7.95, 1), (8.0, 1), (9.95, 2), (10.0, 2), (99.0, 2)])
def test_a_value_falls_in_the_class_of_what_is_shown(value, index):
    assert Classes(SHARE, (Decimal(8), Decimal(10))).index(value) == index


@given(values)
def test_every_value_has_a_class_and_no_class_at_the_ends_is_empty(shown):
    classes = classes_for(SHARE, shown)
    found = {classes.index(value) for value in shown}
    assert len(classes.labels) == len(classes) <= 5
    assert not shown or {0, len(classes) - 1} <= found


@given(values, st.randoms())
def test_the_order_of_areas_does_not_matter(shown, random):
    shuffled = list(shown)
    random.shuffle(shuffled)
    assert classes_for(COUNT, shuffled) == classes_for(COUNT, shown)


@given(values)
def test_limits_are_no_finer_than_the_figures(shown):
    for quantity in (SHARE, COUNT):
        assert all(limit == quantity.rounded(float(limit)) for limit in classes_for(quantity, shown).limits)


@given(st.lists(st.floats(0, 100, allow_nan=False), min_size=20, max_size=60))
def test_limits_are_round_rather_than_somebodys_value(shown):
    limits = classes_for(SHARE, shown).limits
    gaps = {later - limit for limit, later in pairwise(limits)}
    assert len(gaps) <= 1, "classes in the middle are equally wide"
    for gap in gaps:
        assert gap.normalize().as_tuple().digits in {(1,), (2,), (2, 5), (5,)}


@pytest.mark.parametrize("limits", [(Decimal(2), Decimal(1)), (Decimal(1), Decimal(1)), tuple(map(Decimal, range(5)))])
def test_limits_that_make_no_sense_are_refused(limits):
    with pytest.raises(ValueError, match="limits"):
        Classes(SHARE, limits)


@given(st.floats(-1000, 1000), st.floats(0.01, 10_000))
def test_ticks_span_what_they_are_asked_for(low, width):
    found = ticks(low, low + width)
    assert found[0] <= Decimal(repr(low))
    assert found[-1] >= Decimal(repr(low + width))
    assert 2 <= len(found) <= 8


def test_an_axis_of_nothing_but_noughts_still_has_a_height():
    assert [float(tick) for tick in ticks(0, 0)] == [0, 1]
