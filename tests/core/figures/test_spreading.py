"""Names beside lines never lie over each other."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from roer.core.figures.spreading import Wanted, spread

names = st.lists(
    st.builds(Wanted, at=st.floats(0, 300, allow_nan=False), height=st.sampled_from([22.0, 38.0])), max_size=6
)


@given(names)
def test_names_do_not_touch_and_stay_inside(labels):
    placed = spread(labels, top=-10, bottom=310)
    spans = sorted((at - label.height / 2, at + label.height / 2) for at, label in zip(placed, labels, strict=True))
    assert all(lower[0] >= upper[1] - 1e-6 for upper, lower in pairwise(spans))
    assert all(top >= -10 - 1e-6 and bottom <= 310 + 1e-6 for top, bottom in spans)


@given(names)
def test_names_keep_the_order_of_their_lines(labels):
    placed = spread(labels, top=-10, bottom=310)
    order = sorted(range(len(labels)), key=lambda index: labels[index].at)
    assert [placed[index] for index in order] == sorted(placed)


def test_names_that_are_far_apart_stay_where_they_belong():
    assert spread([Wanted(40, 20), Wanted(200, 20)], top=0, bottom=300) == (40, 200)


def test_names_that_want_the_same_place_share_it_evenly():
    assert spread([Wanted(100, 20), Wanted(100, 20)], top=0, bottom=300) == (90, 110)
