"""Rounded figures: the same figure, the same answer, and what may be behind it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roer.core.disclosure import Policy, protect
from roer.core.disclosure.knowledge import _behind
from roer.core.disclosure.rounding import room, rounded

policies = st.builds(
    Policy,
    name=st.just("p"),
    threshold=st.integers(2, 12),
    zeros=st.sampled_from(["open", "secret"]),
    rounding=st.one_of(st.none(), st.integers(2, 25)),
)


@pytest.mark.parametrize(("figure", "shown"), [(0, 0), (2, 0), (3, 5), (7, 5), (8, 10), (12, 10), (12.5, 15), (13, 15)])
def test_figures_go_to_the_nearest_five_halves_up(figure: float, shown: float) -> None:
    assert rounded(np.array([figure]), 5) == [shown]


@given(policies, st.integers(0, 200))
def test_the_truth_is_always_among_what_a_reader_supposes(policy: Policy, figure: int) -> None:
    if figure >= policy.threshold or (figure == 0 and policy.zeros == "open"):
        low, high = room(np.array([float(figure)]), policy, "count")
        shown = float(rounded(np.array([float(figure)]), policy.rounding)[0])
        assert low[0] <= figure <= high[0]
        assert _behind(shown, policy, True) == (low[0], high[0])


@given(st.integers(1, 1000), st.floats(0, 1e6))
def test_an_amount_lies_within_half_a_base_of_what_is_shown(base: int, amount: float) -> None:
    policy = Policy(name="p", p_percent=10, rounding=base + 1)
    low, high = room(np.array([amount]), policy, "magnitude")
    assert low[0] <= amount * (1 + 1e-12)
    assert high[0] >= amount * (1 - 1e-12)
    assert high[0] - low[0] <= base + 1 + 1e-6


def test_the_rule_of_the_national_office_shows_ten_as_its_least_figure(tree, counted) -> None:
    leaves = "abcdefghijklmno"
    cube = counted((tree("d", "T", T=leaves),), {(code,): place for place, code in enumerate(leaves)})
    safe = protect(cube, Policy(name="cbs", threshold=8, zeros="secret", rounding=5))
    shown = {cell.value for cell in safe.cells.values() if cell.value is not None}
    assert min(shown) == 10
    assert all(value % 5 == 0 for value in shown)
    assert {("a",), ("h",)} <= safe.primary
    assert ("i",) not in safe.primary
