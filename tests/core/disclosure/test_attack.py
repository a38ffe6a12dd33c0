"""The attacker finds what can be found, and agrees with one who tries every table of whole persons."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roer.core.disclosure import Contribution, Cube, Dimension, Node, Policy, ShownTable, attack, protect
from roer.core.disclosure.lattice import amounts_of, lattice_of
from roer.core.disclosure.primary import cells_at_risk

FIVE = Policy(name="five", threshold=5, zeros="open")
ROW = Dimension("row", (Node("R"), Node("a", "R"), Node("b", "R"), Node("b1", "b"), Node("b2", "b")))
COLUMN = Dimension("column", (Node("C"), Node("x", "C"), Node("y", "C")))


def shown(cube: Cube, policy: Policy, hidden: set[tuple[str, ...]] | None = None) -> ShownTable:
    """`cube` with only its cells at risk hidden (or `hidden`), as a careless publisher would show it."""
    lattice = lattice_of(cube)
    amounts = amounts_of(cube, lattice)
    risk = cells_at_risk(cube, lattice, amounts, policy)
    risky = {codes for number, codes in enumerate(lattice.every_codes()) if risk.cells[number]}
    hidden = risky if hidden is None else hidden
    figures = dict(zip(lattice.every_codes(), amounts.figure.tolist(), strict=True))
    return ShownTable(
        name=cube.name,
        dimensions=cube.dimensions,
        kind=cube.kind,
        additive=cube.additive,
        policy=policy,
        values={codes: value for codes, value in figures.items() if codes not in hidden},
        hidden=frozenset(hidden),
        absent={},
        at_risk=dict.fromkeys(sorted(hidden & risky), policy.count_width),
    )


def counts(dimensions: tuple[Dimension, ...], persons: list[int]) -> Cube:
    leaves = itertools.product(*(dimension.leaves for dimension in dimensions))
    return Cube("t", dimensions, {codes: Contribution(n) for codes, n in zip(leaves, persons, strict=True)})


def test_without_secondary_suppression_the_attacker_computes_every_hidden_cell() -> None:
    cube = counts((ROW, COLUMN), [3, 20, 30, 40, 2, 60])
    report = attack([shown(cube, FIVE)])
    assert {finding.codes for finding in report.found} == {("a", "x"), ("b2", "x")}
    assert {finding.rule for finding in report.found} == {"exact_in_one_table"}
    assert report.cells_tried == 2


def test_a_hidden_cell_that_bounds_pin_down_is_found_though_no_sum_gives_it() -> None:
    # Two hidden cells of at least one that add up to five: 1-4, as wide as asked. Of which four: 1-3, too narrow.
    dimension = Dimension("d", (Node("T"), Node("a", "T"), Node("b", "T"), Node("c", "T")))
    for other, narrow in ((2, False), (1, True)):
        cube = counts((dimension,), [3, other, 40])
        report = attack([shown(cube, FIVE, {("a",), ("b",)})])
        assert {(finding.codes, finding.rule) for finding in report.found} == (
            {(("a",), "narrow_in_one_table"), (("b",), "narrow_in_one_table")} if narrow else set()
        )


def test_the_difference_between_two_tables_is_found_and_called_so() -> None:
    dimension = Dimension("d", (Node("T"), Node("a", "T"), Node("b", "T"), Node("c", "T")))
    cube = counts((dimension,), [3, 20, 40])
    first, second = shown(cube, FIVE, {("a",), ("b",)}), shown(cube, FIVE, {("a",), ("c",)})
    assert attack([first]).ok
    assert attack([second]).ok
    assert [finding.rule for finding in attack([first, second]).found] == ["exact_between_tables"]
    assert [finding.rule for finding in attack([second], past=[first]).found] == ["exact_between_tables"]


def test_tables_that_share_only_a_margin_are_put_together() -> None:
    # The men and women of a come out of the second table; with them the hidden total of a in the first.
    cube = counts((ROW, COLUMN), [3, 20, 30, 40, 9, 60])
    sex = Dimension("sex", (Node("S"), Node("m", "S"), Node("v", "S")))
    by_sex = counts((ROW, sex), [11, 12, 30, 40, 29, 40])
    hidden = {("a", "x"), ("a", "C"), ("b1", "x"), ("b1", "C"), ("b", "x"), ("b", "C")}
    first, second = shown(cube, FIVE, hidden), shown(by_sex, FIVE, set())
    assert attack([first]).ok
    assert {finding.codes for finding in attack([first, second]).found} == {("a", "x")}


def test_revised_figures_that_cannot_both_be_true_are_attacked_apart() -> None:
    before = counts((ROW, COLUMN), [3, 20, 30, 40, 9, 60])
    after = counts((ROW, COLUMN), [3, 21, 30, 40, 9, 60])
    hidden = {("a", "x"), ("a", "y"), ("b1", "x"), ("b1", "y")}
    assert not attack([shown(after, FIVE)], past=[shown(before, FIVE, hidden)]).ok
    assert (
        attack([shown(after, FIVE, hidden - {("b1", "x")} | {("b", "x")})], past=[shown(before, FIVE, hidden)]).ok
        is False
    )


def test_a_table_that_contradicts_itself_is_a_finding_not_a_pass() -> None:
    table = shown(counts((ROW, COLUMN), [3, 20, 30, 40, 2, 60]), FIVE)
    wrong = {**table.values, ("R", "C"): 1000.0}
    changed = ShownTable(**{**{name: getattr(table, name) for name in table.__dataclass_fields__}, "values": wrong})
    assert [finding.rule for finding in attack([changed]).found] == ["contradiction"]


def test_who_is_alone_in_a_cell_computes_the_only_other_hidden_one() -> None:
    policy = Policy(name="p", threshold=5, zeros="secret", width=1)
    dimension = Dimension("d", (Node("T"), Node("a", "T"), Node("b", "T"), Node("c", "T")))
    table = shown(counts((dimension,), [1, 3, 90]), policy, {("a",), ("b",)})
    assert attack([table]).ok
    told = {name: getattr(table, name) for name in table.__dataclass_fields__}
    report = attack([ShownTable(**{**told, "alone": frozenset({("a",)})})])
    assert [(finding.codes, finding.rule) for finding in report.found] == [(("b",), "lone_contributor_in_one_table")]


def test_figures_that_do_not_add_up_give_no_equations() -> None:
    cells = {("T",): Contribution(100), ("a",): Contribution(3), ("b",): Contribution(95)}
    dimension = Dimension("d", (Node("T"), Node("a", "T"), Node("b", "T")))
    safe = protect(Cube("t", (dimension,), cells, additive=False), FIVE)
    assert safe.primary == {("a",)}
    assert not safe.secondary
    assert attack([safe]).ok


def tables_of_persons(total: int, leaves: int) -> Iterator[tuple[int, ...]]:
    """Every way to spread `total` persons over `leaves` cells."""
    for bars in itertools.combinations(range(total + leaves - 1), leaves - 1):
        ends = (-1, *bars, total + leaves - 1)
        yield tuple(high - low - 1 for low, high in itertools.pairwise(ends))


def narrow_by_brute_force(table: ShownTable, total: int, knows: tuple[str, ...] | None = None) -> set[tuple[str, ...]]:
    """The cells at risk that are too narrow over all tables that fit; for who `knows` that he is alone in a cell."""
    lowest: dict[tuple[str, ...], float] = {}
    highest: dict[tuple[str, ...], float] = {}
    leaves = list(itertools.product(*(dimension.leaves for dimension in table.dimensions)))
    above = {
        codes: [i for i, leaf in enumerate(leaves) if all(map(_under, table.dimensions, leaf, codes))]
        for codes in itertools.product(*(dimension.order for dimension in table.dimensions))
    }
    for persons in tables_of_persons(total, len(leaves)):
        sums = {codes: sum(persons[i] for i in places) for codes, places in above.items()}
        if any(sums[codes] != value for codes, value in table.values.items()):
            continue
        if any(sums[codes] < table.policy.least_hidden for codes in table.hidden):
            continue
        if knows is not None and sums[knows] != 1:
            continue
        for codes in table.hidden:
            lowest[codes] = min(sums[codes], lowest.get(codes, sums[codes]))
            highest[codes] = max(sums[codes], highest.get(codes, sums[codes]))
    return {codes for codes, need in (table.at_risk or {}).items() if highest[codes] - lowest[codes] < need}


def _under(dimension: Dimension, code: str, above: str) -> bool:
    return code == above or ((parent := dimension.parents[code]) is not None and _under(dimension, parent, above))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, 4), min_size=6, max_size=6), st.sampled_from(["open", "secret"]), st.data())
def test_the_attacker_agrees_with_one_who_tries_every_table(
    persons: list[int], zeros: str, data: st.DataObject
) -> None:
    # Two dimensions of which one has one level: there the least and greatest of a program are whole numbers.
    policy = Policy(name="p", threshold=3, zeros=zeros, lone_contributors=False)
    cube = counts((ROW, COLUMN), persons)
    careless = shown(cube, policy)
    more = [codes for codes, value in careless.values.items() if codes != ("R", "C") and value >= policy.threshold]
    extra = data.draw(st.sets(st.sampled_from(more))) if more else set()
    hidden = set(careless.hidden - {("R", "C")}) | extra
    table = shown(cube, policy, hidden)
    found = {finding.codes for finding in attack([table]).found}
    assert found == narrow_by_brute_force(table, sum(persons))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, 3), min_size=6, max_size=6), st.sampled_from(["open", "secret"]), st.data())
def test_who_is_alone_finds_what_one_who_tries_every_table_finds(
    persons: list[int], zeros: str, data: st.DataObject
) -> None:
    cube = counts((ROW, COLUMN), persons)
    careless = shown(cube, Policy(name="p", threshold=3, zeros=zeros, width=1))
    more = [codes for codes, value in careless.values.items() if codes != ("R", "C") and value >= 3]
    extra = data.draw(st.sets(st.sampled_from(more))) if more else set()
    table = shown(cube, careless.policy, set(careless.hidden - {("R", "C")}) | extra)
    lattice = lattice_of(cube)
    n = dict(zip(lattice.every_codes(), amounts_of(cube, lattice).figure.tolist(), strict=True))
    alone = frozenset(codes for codes in table.hidden if n[codes] == 1)
    told = {name: getattr(table, name) for name in table.__dataclass_fields__}
    expected = narrow_by_brute_force(table, sum(persons))
    for leaf in (codes for codes in alone if codes in cube.cells):
        own = {codes for codes in alone if all(map(_under, table.dimensions, leaf, codes))}
        expected |= narrow_by_brute_force(table, sum(persons), leaf) - own
    report = attack([ShownTable(**{**told, "alone": alone})])
    assert {finding.codes for finding in report.found} == expected


@pytest.mark.parametrize("additive", [True, False])
def test_figures_that_their_publisher_protected_pass_as_they_are(additive: bool) -> None:
    policy = Policy(name="cbs", published="CBS heeft deze cijfers zelf afgerond en beveiligd")
    cells = {("a",): Contribution(3), ("b",): Contribution(95)}
    if not additive:
        cells["T",] = Contribution(105)
    dimension = Dimension("d", (Node("T"), Node("a", "T"), Node("b", "T")))
    safe = protect(Cube("t", (dimension,), cells, additive=additive), policy)
    assert {codes: cell.value for codes, cell in safe.cells.items()} == {
        ("T",): 98 if additive else 105,
        ("a",): 3,
        ("b",): 95,
    }
    assert attack([safe]).ok
