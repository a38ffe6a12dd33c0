"""Which cells are at risk: one row per case of each rule."""

from __future__ import annotations

import pytest

from roer.core.disclosure import Contribution, Cube, Dimension, Node, Policy
from roer.core.disclosure.lattice import amounts_of, lattice_of
from roer.core.disclosure.primary import cells_at_risk
from roer.core.values.errors import InputRefused
from roer.core.values.status import Absence

SEX = Dimension("sex", (Node("T"), Node("m", "T"), Node("v", "T")))


def risks(cube: Cube, policy: Policy) -> dict[tuple[str, ...], tuple[float, float, float]]:
    lattice = lattice_of(cube)
    risk = cells_at_risk(cube, lattice, amounts_of(cube, lattice), policy)
    return {
        codes: (risk.up[number], risk.down[number], risk.width[number])
        for number, codes in enumerate(lattice.every_codes())
        if risk.cells[number]
    }


@pytest.mark.parametrize(
    ("persons", "threshold", "zeros", "at_risk"),
    [
        (4, 5, "open", True),
        (5, 5, "open", False),
        (0, 5, "open", False),
        (0, 5, "secret", True),
        (7, 8, "secret", True),
        (8, 8, "secret", False),
    ],
)
def test_a_cell_under_the_threshold_is_at_risk(persons: int, threshold: int, zeros: str, at_risk: bool) -> None:
    cube = Cube("c", (SEX,), {("m",): Contribution(persons), ("v",): Contribution(50)})
    policy = Policy(name="p", threshold=threshold, zeros=zeros)
    assert (("m",) in risks(cube, policy)) == at_risk


def test_without_a_threshold_an_empty_cell_is_not_at_risk() -> None:
    cube = Cube("c", (SEX,), {("m",): Contribution(9, 100.0, 20.0, 10.0)}, kind="magnitude")
    assert risks(cube, Policy(name="p", p_percent=10)) == {}


@pytest.mark.parametrize(
    ("contribution", "up"),
    [
        (Contribution(3, 100.0, 90.0, 9.0), 8.0),  # 10 % of 90 is 9, the rest is 1
        (Contribution(3, 100.0, 90.0, 1.0), 0.0),  # the rest is 9: exactly enough
        (Contribution(2, 100.0, 50.0, 50.0), 5.0),
        (Contribution(1, 100.0, 100.0, 0.0), 10.0),
        (Contribution(9, 100.0, 20.0, 10.0), 0.0),
    ],
)
def test_the_p_percent_rule_asks_for_what_the_second_largest_lacks(contribution: Contribution, up: float) -> None:
    cube = Cube("c", (SEX,), {("m",): contribution}, kind="magnitude")
    found = risks(cube, Policy(name="p", p_percent=10)).get(("m",), (0.0, 0.0, 0.0))
    assert found[0] == pytest.approx(up)
    assert found[1] == pytest.approx(up)


@pytest.mark.parametrize(
    ("largest", "share", "up"),
    [(1, 75, 20.0), (1, 90, 0.0), (2, 85, pytest.approx(100 * 95 / 85 - 100)), (2, 95, 0.0)],
)
def test_the_dominance_rule_asks_until_the_largest_hold_no_more_than_their_share(
    largest: int, share: float, up: float
) -> None:
    cube = Cube("c", (SEX,), {("m",): Contribution(4, 100.0, 90.0, 5.0)}, kind="magnitude")
    policy = Policy(name="p", dominance={"largest": largest, "share": share})
    assert risks(cube, policy).get(("m",), (0.0, 0.0, 0.0))[0] == up


def test_few_contributors_to_an_amount_are_protected_by_a_share_of_it() -> None:
    cells = {("m",): Contribution(2, 60.0), ("v",): Contribution(2, 0.0)}
    found = risks(Cube("c", (SEX,), cells, kind="magnitude"), Policy(name="p", threshold=3, protect_percent=20))
    assert found["m",] == (12.0, 12.0, 0.0)
    assert found["v",][0] > 0


@pytest.mark.parametrize(
    ("kind", "contribution", "rule"),
    [
        ("count", Contribution(3), "dominance_of_counts"),
        ("magnitude", Contribution(3, 9.0), "dominance_figures"),
        ("magnitude", Contribution(3, 9.0, 5.0), "dominance_figures"),
    ],
)
def test_a_dominance_rule_without_the_figures_it_needs_is_refused(kind, contribution, rule: str) -> None:
    with pytest.raises(InputRefused, match=rule):
        risks(Cube("c", (SEX,), {("m",): contribution}, kind=kind), Policy(name="p", p_percent=10))


@pytest.mark.parametrize(
    ("men", "women", "at_risk"), [(95, 5, True), (89, 11, False), (20, 0, True), (0, 0, False), (90, 10, True)]
)
def test_a_group_of_which_nearly_all_are_in_one_category_is_hidden_whole(men: int, women: int, at_risk: bool) -> None:
    cube = Cube("c", (SEX,), {("m",): Contribution(men), ("v",): Contribution(women)})
    policy = Policy(name="p", threshold=2, zeros="open", group={"dimension": "sex", "share": 90})
    assert set(risks(cube, policy)) == ({("m",), ("v",)} if at_risk else set())


def test_a_group_rule_about_a_dimension_that_is_not_there_is_refused() -> None:
    cube = Cube("c", (SEX,), {("m",): Contribution(5)})
    with pytest.raises(InputRefused, match="group_dimension"):
        risks(cube, Policy(name="p", threshold=2, group={"dimension": "age"}))


def test_what_the_deliverer_calls_secret_is_secret_and_what_cannot_be_is_not_at_risk() -> None:
    region = Dimension("region", (Node("T"), Node("a", "T"), Node("b", "T"), Node("c", "T")))
    absences = {("a",): Absence.SECRET, ("c",): Absence.NOT_APPLICABLE}
    cells = {("a",): Contribution(90), ("b",): Contribution(40)}
    assert set(risks(Cube("t", (region,), cells, absences=absences), Policy(name="p", threshold=8))) == {("a",)}
