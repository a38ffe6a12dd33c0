"""Part of a network: what does not fit goes, what is tied to what fits stays, hidden results leave a line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roer.core.network.paths import path_of
from roer.core.network.selecting import FILTERS, Projection, Selection, only, selected, with_columns
from roer.core.network.sources import SOURCES, SourceName
from roer.core.programme.elements import Phase

PHASES = Selection.of({SourceName.PHASE: ("execution",)})


def codes(network):
    return {record.element.code for record in network.open_elements()}


@pytest.fixture
def chain(growth):
    """I01 (busy) → R01 (Hillegom, youth) → D1, and I02 (an idea) → R02 (Lisse) → D2; I03 is busy with nothing."""
    growth.goals("D1", "D2")
    growth.results("R01", municipalities=("GM0534",), policy_fields=("jeugd",))
    growth.results("R02", municipalities=("GM0553",), owner="noor-dekker")
    growth.efforts("I01", "I03", phase=Phase.EXECUTION)
    growth.efforts("I02", phase=Phase.IDEA, owner="noor-dekker")
    for ends in (("I01", "R01"), ("R01", "D1"), ("I02", "R02"), ("R02", "D2")):
        growth.link(*ends)
    return growth.network


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({}, {"D1", "D2", "R01", "R02", "I01", "I02", "I03"}),
        ({SourceName.PHASE: ("execution",)}, {"I01", "I03", "R01", "D1"}),
        ({SourceName.PHASE: ("idea", "execution")}, {"D1", "D2", "R01", "R02", "I01", "I02", "I03"}),
        ({SourceName.MUNICIPALITY: ("GM0553",)}, {"R02", "D2", "I02"}),
        ({SourceName.POLICY_FIELD: ("jeugd",)}, {"R01", "D1", "I01"}),
        ({SourceName.OWNER: ("noor-dekker",)}, {"R02", "I02", "D2"}),
        ({SourceName.OWNER: ("niemand",)}, set()),
        ({SourceName.MUNICIPALITY: ("GM0534",), SourceName.PHASE: ("idea",)}, {"R01", "D1", "I02"}),
        ({SourceName.UMBRELLA: ("line",)}, set()),
    ],
)
def test_what_is_left_of_a_network(chain, asked, left):
    assert codes(selected(chain, Selection.of(asked))) == left


def test_a_closed_element_is_never_selected(growth, chain):
    growth.remove("R01")
    assert "R01" not in codes(selected(growth.network, Selection.of({SourceName.POLICY_FIELD: ("jeugd",)})))


def test_a_selection_is_the_same_whatever_the_order_in_which_it_was_asked():
    one = Selection.of({SourceName.PHASE: ("idea", "done"), SourceName.OWNER: ("x",), SourceName.UMBRELLA: ()})
    other = Selection.of({SourceName.OWNER: ("x",), SourceName.PHASE: ("done", "idea", "done")})
    assert one == other
    assert one.values(SourceName.PHASE) == ("done", "idea")
    assert one.values(SourceName.UMBRELLA) == ()


@settings(max_examples=20)
@given(st.integers(0, 10**6), st.sampled_from([SourceName.PHASE, SourceName.POLICY_FIELD]), st.integers(0, 6))
def test_nothing_stays_that_does_not_fit_and_nothing_goes_that_fits(by_chance, seed, source, nth):
    programme = by_chance(seed)
    values = list(Phase) if source is SourceName.PHASE else sorted(programme.policy_fields)
    selection = Selection.of({source: (str(values[nth % len(values)]),)})
    left = codes(selected(programme.network, selection))
    for record in programme.network.open_elements():
        fits, code = selection.fits(record.element), record.element.code
        if fits is None:
            assert code not in left or path_of(programme.network, code).codes & left - {code}
        else:
            assert (code in left) == fits


def test_filters_are_attributes():
    assert all(SOURCES[name].sort == "attribute" for name in FILTERS)


def test_only_what_was_asked_stays_with_the_links_between(chain):
    part = only(chain, ["R01", "D1", "D2", "R99"])
    assert codes(part) == {"R01", "D1", "D2"}
    assert set(part.links) == {("R01", "D1")}


def test_a_hidden_column_of_goals_or_efforts_is_left_out(chain):
    columns = with_columns(chain, {"goal", "result"})
    assert codes(columns.network) == {"D1", "D2", "R01", "R02"}
    assert set(columns.network.links) == {("R01", "D1"), ("R02", "D2")}
    assert not columns.indirect


def test_without_the_results_efforts_are_tied_to_the_goals_that_they_serve_through_them(growth, chain):
    growth.link("I02", "D1", contribution=3)
    growth.link("I01", "R02")
    columns = with_columns(growth.network, {"goal", "effort"})
    assert set(columns.network.links) == {("I01", "D1"), ("I01", "D2"), ("I02", "D2"), ("I02", "D1")}
    assert columns.indirect == {("I01", "D1"), ("I01", "D2"), ("I02", "D2")}


def test_with_all_columns_the_network_is_left_as_it_is(chain):
    assert with_columns(chain, {"goal", "result", "effort"}) == Projection(chain)


@settings(max_examples=15)
@given(st.integers(0, 10**6))
def test_an_effort_reaches_the_same_goals_with_and_without_the_results(by_chance, seed):
    network = by_chance(seed).network
    columns = with_columns(network, {"goal", "effort"})
    for effort in network.efforts:
        goals = path_of(network, effort.code).codes & {goal.code for goal in network.goals}
        assert path_of(columns.network, effort.code).codes - {effort.code} == goals
