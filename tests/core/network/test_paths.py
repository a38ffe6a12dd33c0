"""Paths: up and down but never sideways, only the neighbours, and told in plain Dutch."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roer.core.network.paths import Path, Ways, neighbours_of, path_of, told


@pytest.fixture
def chain(growth):
    """I01 → R01 → D1, and I02 → R02 → D1 beside it."""
    growth.goals("D1")
    growth.results("R01", "R02")
    growth.efforts("I01", "I02")
    for ends in (("I01", "R01"), ("R01", "D1"), ("I02", "R02"), ("R02", "D1")):
        growth.link(*ends, contribution=3)
    return growth.network


def test_a_path_goes_up_and_down_but_not_sideways(chain):
    assert path_of(chain, "R01").codes == {"D1", "R01", "I01"}
    assert path_of(chain, "D1").codes == {"D1", "R01", "R02", "I01", "I02"}


def test_neighbours_are_only_what_is_tied_directly(chain):
    found = neighbours_of(chain, "D1")
    assert found.codes == {"D1", "R01", "R02"}
    assert ("R01", "D1") in found.ends
    assert ("I01", "R01") not in found.ends


@pytest.mark.parametrize("of", [path_of, neighbours_of])
def test_what_is_not_in_the_network_has_no_path(chain, of):
    assert of(chain, "R99") == Path()


@pytest.mark.parametrize("of", [path_of, neighbours_of])
def test_an_element_without_relations_is_a_path_of_its_own(growth, of):
    growth.goals("D1")
    assert of(growth.network, "D1").codes == {"D1"}


def test_a_link_is_told_with_its_contribution_and_when_it_was_confirmed(chain):
    first, second = path_of(chain, "R01").links
    assert told(chain, first) == (
        "Inspanning I01 ‘Werk I01’ draagt bij aan resultaat R01 ‘Monitor R01’ "
        "(bijdrage groot, bevestigd op 7 september 2020)."
    )
    assert second.link.target == "D1"


@settings(max_examples=15)
@given(st.integers(0, 10**6))
def test_an_element_is_on_the_path_of_whatever_is_on_its_own(by_chance, seed):
    network = by_chance(seed).network
    ways = Ways.of(network)
    paths = {record.element.code: ways.path_of(record.element.code).codes for record in network.open_elements()}
    assert all(code in paths[other] for code, path in paths.items() for other in path)
    assert all(neighbours_of(network, code).codes <= path for code, path in paths.items())
