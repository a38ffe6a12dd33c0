"""A fresh order for the whole network, and what it would be worth."""

from __future__ import annotations

import pytest

from roer.core.network.arranging import Arrangement, arrangement
from roer.core.network.scene import board_of, order_of


def test_a_fresh_order_never_crosses_more_than_the_order_as_entered(by_chance):
    network = by_chance(3).network
    found = arrangement(network, board_of(network).entered())
    assert found.is_better
    assert found.crossings_after < found.crossings_before
    assert [sorted(column) for column in found.after] == [sorted(column) for column in found.before]


def test_a_fresh_order_is_not_better_than_itself(by_chance):
    network = by_chance(3).network
    found = arrangement(network, order_of(network))
    assert not found.is_better
    assert found.swapped[0] == 0


@pytest.mark.parametrize(
    ("before", "after", "swapped"),
    [
        (("a", "b", "c"), ("a", "b", "c"), (0, 3)),
        (("a", "b", "c"), ("b", "a", "c"), (1, 3)),
        (("a", "b", "c"), ("c", "b", "a"), (3, 3)),
        ((), (), (0, 0)),
    ],
)
def test_pairs_that_swap_are_counted(before, after, swapped):
    assert Arrangement((before,), (after,), 0, 0).swapped == swapped
