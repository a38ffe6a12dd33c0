"""The network in words: what the picture shows, for those who do not see it."""

from __future__ import annotations

import pytest

from roer.core.network.outline import Branch, outline
from roer.core.network.paths import path_of, told


@pytest.fixture
def small(growth):
    """Two goals, three results, three efforts; R1 serves both goals and I1 serves R1 and R2."""
    growth.goals("D1", "D2")
    growth.results("R1", "R2", "R3")
    growth.efforts("I1", "I2", "I3")
    for source, target, weight in (("R1", "D1", 3), ("R2", "D1", 1), ("R1", "D2", 2), ("I1", "R1", 2), ("I1", "R2", 3)):
        growth.link(source, target, contribution=weight)
    growth.link("I2", "R2")
    return growth


def codes(branches: tuple[Branch, ...]) -> list[str]:
    return [branch.element.code for branch in branches]


def test_under_each_goal_stand_its_results_and_under_those_their_efforts(small):
    first, second = outline(small.network, {}).goals
    assert (codes(first.branches), codes(second.branches)) == (["R1", "R2"], ["R1"])
    assert [codes(result.branches) for result in first.branches] == [["I1"], ["I1", "I2"]]


def test_each_branch_tells_its_contribution_to_what_stands_above_it(small):
    first, second = outline(small.network, {}).goals
    assert [result.contribution for result in first.branches] == ["groot", "klein"]
    assert second.branches[0].contribution == "middel"
    assert [effort.contribution for effort in first.branches[1].branches] == ["groot", "onbekend"]


def test_a_goal_sums_up_its_efforts_and_its_results_on_the_roadmap(small):
    first, second = outline(small.network, {}, placed={"R2"}).goals
    assert first.remark == "2 resultaten, op de roadmap: R2 Monitor R2. 2 inspanningen: I1 en I2."
    assert second.remark == "1 resultaat, nog niets op de roadmap. 1 inspanning: I1."


def test_a_goal_without_anything_says_so(growth):
    growth.goals("D1")
    assert outline(growth.network, {}).goals[0].remark == "geen resultaten, nog niets op de roadmap. Geen inspanningen."


def test_what_serves_nothing_is_not_left_out(small):
    found = outline(small.network, {"R3": "nog niet op de roadmap"})
    assert codes(found.loose_results) == ["R3"]
    assert found.loose_results[0].remark == "nog niet op de roadmap"
    assert codes(found.loose_efforts) == ["I3"]


def test_an_effort_that_serves_a_goal_directly_stands_under_it(small):
    small.link("I3", "D2", contribution=1)
    second = outline(small.network, {}).goals[1]
    assert codes(second.branches) == ["I3", "R1"]
    assert second.remark.endswith("2 inspanningen: I1 en I3.")


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("D1", {"D1", "R1", "R2", "I1", "I2"}),
        ("D2", {"D2", "R1", "I1"}),
        ("R1", {"D1", "D2", "R1", "I1"}),
        ("I2", {"I2", "R2", "D1"}),
        ("R3", {"R3"}),
    ],
)
def test_a_path_goes_all_the_way_up_and_all_the_way_down_but_not_sideways(small, code, path):
    assert path_of(small.network, code).codes == path


def test_a_path_holds_only_the_links_that_it_goes_along(small):
    path = path_of(small.network, "D2")
    assert ("I1", "R1") in path.ends
    assert ("I1", "R2") not in path.ends
    assert ("R1", "D1") not in path.ends


def test_what_is_not_in_the_network_has_no_path(small):
    small.remove("R3")
    assert path_of(small.network, "R3").codes == path_of(small.network, "R9").codes == frozenset()


def test_a_link_is_told_with_its_weight_and_when_somebody_last_stood_for_it(small):
    record = small.network.links["R1", "D1"]
    assert told(small.network, record) == (
        "Resultaat R1 ‘Monitor R1’ draagt bij aan doel D1 ‘Doel D1’ (bijdrage groot, bevestigd op 10 september 2020)."
    )


def test_a_dependency_is_told_without_a_weight(growth):
    growth.results("R1", "R2")
    growth.link("R1", "R2", kind="depends_on")
    sentence = told(growth.network, growth.network.links["R1", "R2"])
    assert "R1 ‘Monitor R1’ hangt af van resultaat R2 ‘Monitor R2’ (bevestigd op" in sentence
