"""The fourth column: which results are on the roadmap, when, and how many of their gates are open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from roer.core.network.facts import GateCount
from roer.core.network.roadmap import (
    footer_of,
    gate_counts,
    merged,
    order_between,
    order_through,
    remarks,
    roadmap_items,
)
from roer.core.network.scene import RoadmapItem, order_of
from roer.core.programme.folding import fold
from roer.core.programme.gates import gates_of
from roer.site.example.programme import entries

ON = date(2021, 4, 12)


def item(code: str, when: str | None, *states: str, reserved: bool = False) -> RoadmapItem:
    return RoadmapItem(code, f"Monitor {code}", when, tuple((state, "", state) for state in states), reserved)


def test_every_open_result_is_there_once(hlt):
    found = [one.code for one in roadmap_items(hlt, on=ON)]
    assert sorted(found) == [result.code for result in hlt.network.results]


def test_what_is_placed_comes_first_by_quarter_then_what_is_nearest(hlt):
    items = roadmap_items(hlt, on=ON)
    placed = [one for one in items if one.when]
    assert items[: len(placed)] == tuple(placed)
    assert {one.code for one in placed} == {code for code in hlt.placements if hlt.network.is_open(code)}
    starts = [hlt.placements[one.code].place.start for one in placed]
    assert starts == sorted(starts)
    counts = [gate_counts([one])[one.code].open for one in items[len(placed) :]]
    assert counts == sorted(counts, reverse=True)


def test_the_gates_are_those_of_the_rules(hlt):
    for one in roadmap_items(hlt, on=ON):
        assert [status for status, _, _ in one.gates] == [s.status.value for s in gates_of(hlt, one.code, on=ON)]


@pytest.mark.parametrize(
    ("states", "opened"),
    [
        (("met",) * 4, 4),
        (("met", "met", "not_applicable", "met"), 4),
        (("met", "in_progress", "not_met", "lapsed"), 1),
        (("not_met",) * 4, 0),
    ],
)
def test_a_gate_is_open_when_it_is_met_or_does_not_apply(states, opened):
    assert gate_counts([item("R01", None, *states)]) == {"R01": GateCount(opened)}


def test_the_remark_tells_the_quarter_the_reservation_or_the_gates():
    told = remarks(
        [
            item("R01", "2e kwartaal 2021", *["met"] * 4),
            item("R02", "2e kwartaal 2021", "met", "met", "met", "lapsed", reserved=True),
            item("R03", None, "met", "met", "in_progress", "not_met"),
        ]
    )
    assert told == {
        "R01": "op de roadmap vanaf 2e kwartaal 2021",
        "R02": "op de roadmap vanaf 2e kwartaal 2021, onder voorbehoud",
        "R03": "nog niet op de roadmap, 2 van 4 poorten open",
    }


def test_through_the_versions_what_stood_keeps_its_place(hlt):
    networks = [version.network for _, version in sorted(hlt.versions.items())]
    for until in range(1, len(networks)):
        before, after = order_through(networks[:until]), order_through(networks[: until + 1])
        for old, new in zip(before, after, strict=True):
            stayed = set(old) & set(new)
            assert [code for code in old if code in stayed] == [code for code in new if code in stayed]


def test_the_order_of_one_network_is_its_own(hlt):
    first = hlt.versions[1].network
    assert order_through([first]) == order_of(first)
    assert order_through([]) == ()


@pytest.mark.parametrize(
    ("first", "last", "both"),
    [
        ((("a", "b"),), (("a", "b", "c"),), (("a", "b", "c"),)),
        ((("a", "x", "b"),), (("a", "c", "b"),), (("a", "x", "c", "b"),)),
        ((("x", "a"), ("p",)), (("a",),), (("x", "a"), ("p",))),
        ((), (("a",),), (("a",),)),
    ],
)
def test_two_orders_in_one_keep_what_each_says(first, last, both):
    assert merged(first, last) == both


def test_at_no_moment_between_two_versions_does_a_box_swap_with_another(hlt):
    lines = list(entries({"jeugdmonitor": ("a" * 64, ("Register jeugdhulp",))}))
    first, second = hlt.versions[1].network, hlt.versions[2].network
    shown = [order_through([first])]
    for seq in range(hlt.versions[1].seq + 1, hlt.versions[2].seq, 3):
        shown.append(order_between([first], fold(lines[:seq]).network, second))
    shown.append(order_through([first, second]))
    for before, after in pairwise(shown):
        for old, new in zip(before, after, strict=True):
            assert [code for code in old if code in new] == [code for code in new if code in old]


def test_an_order_that_was_chosen_in_between_holds_from_then_on(hlt):
    first, second = hlt.versions[1].network, hlt.versions[2].network
    chosen = tuple(column[::-1] for column in order_through([first]))
    turned = replace(first, order=chosen)
    assert order_between([first], turned, second) == order_through([first, turned])


def test_the_footer_of_an_earlier_day_says_so(hlt):
    assert "stand van 1 maart 2021" in footer_of(hlt, version=None, view="", digest="a" * 64, stood_on=date(2021, 3, 1))


def test_the_footer_tells_programme_version_status_view_and_hash(hlt):
    digest = hlt.versions[2].network.content_hash()
    footer = footer_of(hlt, version=2, view="Beleidsterrein", digest=digest)
    assert hlt.charter.name in footer
    assert "versie 2 van 18 november 2020" in footer
    assert footer.endswith(f"Beleidsterrein · kenmerk {digest[:8]}")
    assert "werkversie" in footer_of(hlt, version=None, view="", digest=digest)
