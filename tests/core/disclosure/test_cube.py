"""Dimensions are trees and cubes fit them, or they do not come into being."""

from __future__ import annotations

import pytest

from roer.core.disclosure import Contribution, Cube, Dimension, Node
from roer.core.disclosure.lattice import amounts_of, lattice_of
from roer.core.values.errors import InputRefused
from roer.core.values.status import Absence

FLAT = Dimension("sex", (Node("T"), Node("m", "T"), Node("v", "T")))


@pytest.mark.parametrize(
    ("nodes", "rule"),
    [
        ((), "hierarchy_empty"),
        ((Node("T"), Node("", "T")), "hierarchy_code"),
        ((Node("T"), Node("a", "T"), Node("a", "T")), "hierarchy_duplicate"),
        ((Node("T"), Node("U")), "hierarchy_root"),
        ((Node("a", "b"), Node("b", "a")), "hierarchy_root"),
        ((Node("T"), Node("a", "x")), "hierarchy_orphan"),
        ((Node("T"), Node("a", "b"), Node("b", "c"), Node("c", "a")), "hierarchy_cycle"),
        ((Node("T"), Node("a", "a")), "hierarchy_cycle"),
    ],
)
def test_what_is_not_one_tree_is_refused_by_the_rule_it_breaks(nodes: tuple[Node, ...], rule: str) -> None:
    with pytest.raises(InputRefused) as refusal:
        Dimension("region", nodes)
    assert rule in {problem.rule for problem in refusal.value.problems}
    assert all(problem.cure for problem in refusal.value.problems)


def test_the_order_of_a_dimension_does_not_depend_on_how_its_nodes_were_listed() -> None:
    nodes = (Node("T"), Node("b", "T"), Node("a", "T"), Node("z", "a"), Node("y", "a"))
    assert Dimension("d", nodes).order == ("T", "a", "y", "z", "b")
    assert Dimension("d", (nodes[0], *reversed(nodes[1:]))).order == Dimension("d", nodes).order
    assert Dimension("d", nodes).leaves == ("y", "z", "b")


def test_totals_are_sums_over_trees_of_uneven_depth() -> None:
    region = Dimension("region", (Node("T"), Node("a", "T"), Node("b", "T"), Node("a1", "a"), Node("a2", "a")))
    given = {("a1", "m"): 1, ("a2", "m"): 2, ("a2", "v"): 3, ("b", "v"): 4}
    cube = Cube("c", (region, FLAT), {codes: Contribution(n) for codes, n in given.items()})
    lattice = lattice_of(cube)
    figure = amounts_of(cube, lattice).figure
    sums = {codes: figure[lattice.number(codes)] for codes in lattice.every_codes()}
    assert (sums["T", "T"], sums["a", "T"], sums["a", "m"], sums["b", "m"], sums["a2", "T"]) == (10, 6, 3, 0, 5)
    assert not (lattice.sums @ figure).any()
    assert [lattice.codes(lattice.number(codes)) for codes in sums] == list(sums)


def test_the_two_largest_contributions_of_a_total_are_those_of_its_parts() -> None:
    cells = {("m",): Contribution(3, 20.0, 9.0, 8.0), ("v",): Contribution(2, 15.0, 10.0, 5.0)}
    cube = Cube("c", (FLAT,), cells, kind="magnitude")
    amounts = amounts_of(cube, lattice_of(cube))
    assert (amounts.figure[0], amounts.top1[0], amounts.top2[0]) == (35, 10, 9)


@pytest.mark.parametrize(
    ("cells", "absences", "rule"),
    [
        ({("x",): Contribution(1)}, {}, "unknown_code"),
        ({("T",): Contribution(1)}, {}, "unknown_code"),
        ({("m", "v"): Contribution(1)}, {}, "cell_codes"),
        ({("m",): Contribution(2, 3.0)}, {}, "cube_value"),
        ({}, {("q",): Absence.UNKNOWN}, "unknown_code"),
    ],
)
def test_cells_that_do_not_fit_the_dimensions_are_refused(cells: dict, absences: dict, rule: str) -> None:
    with pytest.raises(InputRefused) as refusal:
        Cube("c", (FLAT,), cells, absences=absences)
    assert {problem.rule for problem in refusal.value.problems} == {rule}


def test_a_cube_needs_dimensions_with_different_names() -> None:
    for dimensions in ((), (FLAT, FLAT)):
        with pytest.raises(InputRefused, match="cube_dimensions"):
            Cube("c", dimensions, {})


def test_an_absent_cell_has_no_contributions() -> None:
    with pytest.raises(InputRefused, match="absent_cell"):
        Cube("c", (FLAT,), {("m",): Contribution(3)}, absences={("m",): Absence.NOT_APPLICABLE})
    with pytest.raises(InputRefused, match="absent_cell"):
        Cube("c", (FLAT,), {("m",): Contribution(3)}, absences={("T",): Absence.IMPOSSIBLE})
    assert Cube("c", (FLAT,), {("m",): Contribution(3)}, absences={("v",): Absence.NOT_APPLICABLE}).size == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"n": -1},
        {"n": 1.5},
        {"n": True},
        {"n": 0, "value": 4.0},
        {"n": 2, "value": -1.0},
        {"n": 2, "value": float("nan")},
        {"n": 2, "value": 5.0, "top1": 1.0, "top2": 2.0},
        {"n": 2, "value": 5.0, "top2": 2.0},
        {"n": 2, "value": 5.0, "top1": 4.0, "top2": 2.0},
    ],
)
def test_a_contribution_that_cannot_be_is_refused(wrong: dict) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Contribution(**wrong)
