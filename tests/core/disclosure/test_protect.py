"""What leaves through protect withstands the attack, tells the truth, and is the same every time."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from roer.core.disclosure import (
    CannotProtect,
    Contribution,
    Cube,
    Dimension,
    Node,
    Policy,
    SafeTable,
    attack,
    protect,
    protect_and_attack,
)
from roer.core.disclosure.lattice import amounts_of, lattice_of
from roer.core.values.errors import InputRefused
from roer.core.values.status import Absence, Mark

FIVE = Policy(name="five", threshold=5, zeros="open")
CBS = Policy(name="cbs", threshold=8, zeros="secret", rounding=5)
SEX = Dimension("sex", (Node("T"), Node("m", "T"), Node("v", "T")))


@st.composite
def dimensions(draw: st.DrawFn, name: str) -> Dimension:
    """A tree of one to six nodes under the root, of any and uneven depth, only children among them."""
    nodes = [Node("T")]
    for number in range(draw(st.integers(1, 6))):
        nodes.append(Node(f"{name}{number}", draw(st.sampled_from([node.code for node in nodes]))))
    return Dimension(name, tuple(nodes))


@st.composite
def cubes(draw: st.DrawFn) -> Cube:
    axes = tuple(draw(dimensions(name)) for name in "abc"[: draw(st.integers(1, 3))])
    leaves = list(itertools.product(*(axis.leaves for axis in axes)))
    persons = draw(
        st.lists(st.one_of(st.integers(0, 9), st.integers(0, 60)), min_size=len(leaves), max_size=len(leaves))
    )
    return Cube("t", axes, {codes: Contribution(n) for codes, n in zip(leaves, persons, strict=True)})


policies = st.sampled_from(
    [
        FIVE,
        CBS,
        Policy(name="eight", threshold=8, zeros="secret"),
        Policy(name="rounded", threshold=4, zeros="open", rounding=5),
        Policy(name="ten", threshold=10, zeros="open", rounding=10, width=5),
        Policy(name="outsiders", threshold=5, zeros="open", lone_contributors=False),
        Policy(name="group", threshold=3, zeros="open", group={"dimension": "a", "share": 90}),
    ]
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(cubes(), policies)
def test_what_is_shown_is_true_and_what_is_hidden_stays_hidden(cube: Cube, policy: Policy) -> None:
    try:
        safe = protect(cube, policy)
    except InputRefused as refusal:
        rules = [problem.rule for problem in refusal.problems]
    else:
        rules = []
    if rules:
        assert rules == ["hides_everything"]
        return
    report = attack([safe])
    assert report.ok, report.found
    lattice = lattice_of(cube)
    figure = amounts_of(cube, lattice).figure
    half = (policy.rounding or 0) / 2
    for codes, cell in safe.cells.items():
        truth = figure[lattice.number(codes)]
        if cell.value is not None:
            assert abs(cell.value - truth) <= half
            assert truth >= policy.threshold or (truth == 0 and policy.zeros == "open")
        else:
            assert cell.absence is Absence.SECRET
    assert safe.primary.isdisjoint(safe.secondary)
    assert safe.primary | safe.secondary == safe.shown.hidden


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(cubes(), st.sampled_from([FIVE, CBS]), st.integers())
def test_the_same_data_in_another_order_give_the_same_table(cube: Cube, policy: Policy, seed: int) -> None:
    shuffled = list(cube.cells.items())
    random.Random(seed).shuffle(shuffled)
    turned = tuple(
        Dimension(axis.name, (axis.nodes[0], *random.Random(seed).sample(axis.nodes[1:], len(axis.nodes) - 1)))
        for axis in cube.dimensions
    )
    try:
        first = protect(cube, policy)
    except InputRefused:
        assume(False)
    second = protect(Cube("t", turned, dict(shuffled)), policy)
    assert list(map(repr, first.cells.values())) == list(map(repr, second.cells.values()))
    assert first.shown.values == second.shown.values
    assert (first.primary, first.secondary) == (second.primary, second.secondary)


def test_a_certificate_makes_the_attack_short_and_not_milder() -> None:
    cube = youth_care()
    safe, report = protect_and_attack(cube, FIVE)
    assert report.ok
    assert report.cells_tried == len(safe.primary) > 10
    assert attack([safe]).ok
    assert report.programmes < attack([safe]).programmes


def youth_care(seed: int = 7, mean: float = 9.0) -> Cube:
    """Three municipalities with neighbourhoods, by age and kind of care: 4 x 2 x 3 leaves and up."""
    towns = {"HIL": 4, "LIS": 3, "TEY": 5}
    nodes = [Node("HLT")] + [Node(town, "HLT") for town in towns]
    nodes += [Node(f"{town}{place}", town) for town, places in towns.items() for place in range(places)]
    region = Dimension("region", tuple(nodes))
    age = Dimension("age", (Node("0-23"), Node("0-12", "0-23"), Node("12-18", "0-23"), Node("18-23", "0-23")))
    care = Dimension("care", (Node("all"), Node("with", "all"), Node("without", "all"), Node("home", "without")))
    luck = random.Random(seed)
    leaves = itertools.product(region.leaves, age.leaves, care.leaves)
    cells = {codes: Contribution(int(luck.expovariate(1 / mean))) for codes in leaves}
    return Cube("youth", (region, age, care), cells)


@pytest.mark.parametrize("policy", [FIVE, CBS, Policy(name="eight", threshold=8, zeros="secret")])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_table_of_three_dimensions_with_nested_regions_is_protected(policy: Policy, seed: int) -> None:
    safe = protect(youth_care(seed), policy)
    assert attack([safe]).ok
    assert safe.primary
    assert safe.cells["HLT", "0-23", "all"].value is not None
    assert len(safe.shown.hidden) < len(safe.cells) * 0.8


def test_rounded_figures_need_fewer_cells_hidden() -> None:
    exact = protect(youth_care(), Policy(name="eight", threshold=8, zeros="secret"))
    rounded = protect(youth_care(), CBS)
    assert exact.primary == rounded.primary
    assert len(rounded.secondary) < len(exact.secondary)


def amounts(seed: int = 5) -> Cube:
    luck = random.Random(seed)
    branch = Dimension("branch", (Node("T"), *(Node(code, "T") for code in "ab"), Node("a1", "a"), Node("a2", "a")))
    town = Dimension("town", (Node("T"), *(Node(f"t{number}", "T") for number in range(6))))
    cells = {}
    for codes in itertools.product(town.leaves, branch.leaves):
        given_ = sorted((round(luck.lognormvariate(3, 1.4), 1) for _ in range(luck.randint(0, 7))), reverse=True)
        top = [*given_, 0.0, 0.0]
        cells[codes] = Contribution(len(given_), sum(given_), top[0], top[1]) if given_ else Contribution(0)
    return Cube("turnover", (town, branch), cells, kind="magnitude", unit="x 1.000 euro")


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    "policy",
    [
        Policy(name="p", p_percent=15, zeros="open"),
        Policy(name="pt", p_percent=10, threshold=3, zeros="open"),
        Policy(name="nk", dominance={"largest": 2, "share": 80}, threshold=3),
        Policy(name="pr", p_percent=15, rounding=10),
    ],
)
def test_amounts_are_protected_against_the_second_largest_contributor(seed: int, policy: Policy) -> None:
    safe = protect(amounts(seed), policy)
    assert attack([safe]).ok
    assert safe.unit == "x 1.000 euro"
    assert safe.primary
    open_cells = [cell for cell in safe.cells.values() if cell.value is not None]
    assert open_cells


def test_two_who_are_alone_are_not_each_others_only_cover() -> None:
    dimension = Dimension("d", (Node("T"), *(Node(code, "T") for code in "abcd")))
    cells = {("a",): Contribution(1), ("b",): Contribution(1), ("c",): Contribution(30), ("d",): Contribution(40)}
    narrow = Policy(name="p", threshold=3, zeros="secret", width=1, lone_contributors=False)
    careless = protect(Cube("t", (dimension,), cells), narrow)
    assert careless.shown.hidden == {("a",), ("b",)}
    careful = protect(Cube("t", (dimension,), cells), narrow.model_copy(update={"lone_contributors": True}))
    assert careful.shown.hidden > {("a",), ("b",)}
    assert attack([careful]).ok


def test_a_policy_that_would_hide_everything_is_refused() -> None:
    with pytest.raises(InputRefused, match="hides_everything"):
        protect(Cube("t", (SEX,), {("m",): Contribution(4), ("v",): Contribution(3)}), CBS)


def test_an_empty_table_is_shown_as_zeros_or_hidden_whole() -> None:
    assert {cell.value for cell in protect(Cube("t", (SEX,), {}), FIVE).cells.values()} == {0}
    assert {cell.absence for cell in protect(Cube("t", (SEX,), {}), CBS).cells.values()} == {Absence.SECRET}


def test_reasons_and_marks_pass_through() -> None:
    region = Dimension("region", (Node("T"), *(Node(code, "T") for code in "abc")))
    cube = Cube(
        "t",
        (region,),
        {("a",): Contribution(40), ("b",): Contribution(30)},
        absences={("c",): Absence.NOT_APPLICABLE},
        marks={("a",): frozenset({Mark.PROVISIONAL})},
    )
    safe = protect(cube, CBS)
    assert safe.cells["c",].absence is Absence.NOT_APPLICABLE
    assert safe.cells["a",].marks == {Mark.PROVISIONAL}
    assert safe.cells["T",].value == 70


def test_a_neighbourhood_without_inhabitants_hides_nobody() -> None:
    region = Dimension("region", (Node("T"), *(Node(code, "T") for code in "abc")))
    given_ = {("a",): Contribution(3), ("b",): Contribution(30)}
    safe = protect(
        Cube("t", (region,), given_, absences={("c",): Absence.NOT_APPLICABLE}),
        CBS.model_copy(update={"rounding": None}),
    )
    assert safe.shown.hidden == {("a",), ("b",)}


def test_a_figure_released_again_is_the_same_figure() -> None:
    for policy in (FIVE, CBS):
        first = protect(youth_care(), policy)
        again = protect(youth_care(), policy, past=[first])
        assert again.shown == first.shown
        assert attack([again], past=[first]).ok


def test_what_was_hidden_before_stays_hidden_and_what_was_shown_is_known() -> None:
    dimension = Dimension("d", (Node("T"), *(Node(code, "T") for code in "abcd")))
    cells = {(code,): Contribution(n) for code, n in zip("abcd", (3, 20, 30, 40), strict=True)}
    first = protect(Cube("t", (dimension,), cells), FIVE)
    assert first.shown.hidden == {("a",), ("b",)}
    milder = protect(Cube("t", (dimension,), cells), Policy(name="mild", threshold=2, zeros="open"), past=[first])
    assert milder.shown.hidden == first.shown.hidden
    with pytest.raises(CannotProtect, match="al getoond"):
        protect(Cube("t", (dimension,), cells), Policy(name="strict", threshold=25, zeros="open"), past=[first])


def test_a_finer_table_after_a_coarser_one_gives_nothing_away() -> None:
    cube = youth_care()
    coarse_region = Dimension("region", tuple(node for node in cube.dimensions[0].nodes if len(node.code) == 3))
    sums: dict[tuple[str, ...], int] = {}
    for (place, age, care), given_ in cube.cells.items():
        codes = (place[:3], age, care)
        sums[codes] = sums.get(codes, 0) + given_.n
    coarse = Cube("youth", (coarse_region, *cube.dimensions[1:]), {c: Contribution(n) for c, n in sums.items()})
    for policy in (FIVE, CBS):
        first = protect(coarse, policy)
        second = protect(cube, policy, past=[first])
        assert attack([second], past=[first]).ok
        assert first.shown.hidden <= second.shown.hidden


def test_a_table_over_another_dimension_does_not_betray_an_earlier_one() -> None:
    region = Dimension("region", (Node("T"), *(Node(code, "T") for code in "abcd")))
    age = Dimension("age", (Node("A"), Node("young", "A"), Node("old", "A")))
    luck = random.Random(3)
    for _ in range(8):
        persons = {
            codes: luck.choice([1, 2, 4, 9, 20, 35])
            for codes in itertools.product(region.leaves, SEX.leaves, age.leaves)
        }
        tables: list[SafeTable] = []
        for place, dimension in ((1, SEX), (2, age)):
            sums: dict[tuple[str, ...], int] = {}
            for codes, n in persons.items():
                sums[codes[0], codes[place]] = sums.get((codes[0], codes[place]), 0) + n
            cube = Cube("t", (region, dimension), {codes: Contribution(n) for codes, n in sums.items()})
            tables.append(protect(cube, FIVE, past=tables))
        assert attack(tables).ok
