"""Colours: several values are several stripes, colour is never alone, and the legend counts what is there."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roer.core.network.colouring import MOST_CHOSEN, PATTERNS, VIEWS, Facts, GateCount, by_change, view_by
from roer.core.network.compare import compare, union
from roer.core.network.signs import GATE_COLOURS
from roer.core.network.svg import GROUND, INK, MUTED
from roer.core.programme.elements import Phase

PAPER_WHITE, TINT = "#ffffff", 0.11


def view(code):
    return next(found.colour for found in VIEWS if found.code == code)


def facts(programme, **more):
    return Facts(programme.network, programme.policy_fields, **more)


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.1 contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def tinted(colour: str) -> str:
    """What a box looks like with its colour thinly over white."""
    mixed = [round(255 - TINT * (255 - int(colour[at : at + 2], 16))) for at in (1, 3, 5)]
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def test_an_effort_has_the_colour_and_the_word_of_its_phase(growth):
    growth.efforts("I01", phase=Phase.IDEA)
    growth.efforts("I02", "I03", phase=Phase.EXECUTION)
    growth.results("R01")
    colouring = view("fase")(facts(growth.programme))
    assert colouring.words == {"I01": "idee", "I02": "uitvoering", "I03": "uitvoering"}
    assert [(line.swatch.label, line.count) for line in colouring.legend()] == [("idee", 1), ("uitvoering", 2)]
    assert "R01" not in colouring.swatches


def test_an_element_with_more_policy_fields_has_a_stripe_for_each(growth):
    growth.field("jeugd", "Jeugd")
    growth.field("wonen", "Wonen")
    growth.results("R01", policy_fields=("jeugd", "wonen"))
    growth.results("R02", policy_fields=("wonen",))
    growth.results("R03")
    colouring = view("beleidsterrein")(facts(growth.programme))
    assert [swatch.label for swatch in colouring.swatches["R01"]] == ["Jeugd", "Wonen"]
    assert colouring.words["R01"] == "Jeugd, Wonen"
    assert not colouring.swatches["R03"]
    assert {line.swatch.label: line.count for line in colouring.legend()} == {"Jeugd": 1, "Wonen": 2}


def test_an_effort_is_striped_with_the_results_that_it_serves(growth):
    growth.results("R01", "R02", "R03")
    growth.efforts("I01", "I02")
    growth.link("I01", "R01")
    growth.link("I01", "R03")
    colouring = view("bijdrage")(facts(growth.programme))
    assert [swatch.label[:3] for swatch in colouring.swatches["I01"]] == ["R01", "R03"]
    assert colouring.words["I01"] == "→ R01, R03"
    assert not colouring.swatches["I02"]
    assert "I02" not in colouring.words


def test_an_effort_that_serves_too_many_says_how_many_instead(growth):
    codes = [f"R{number:02}" for number in range(1, 10)]
    growth.results(*codes)
    growth.efforts("I01")
    for code in codes:
        growth.link("I01", code)
    colouring = view("bijdrage")(facts(growth.programme))
    assert (colouring.swatches["I01"], colouring.words["I01"]) == ((), "→ 9 resultaten")


def test_of_chosen_efforts_each_has_a_colour_and_what_both_serve_two(growth):
    growth.results("R01", "R02", "R03")
    growth.efforts("I01", "I02")
    for ends in (("I01", "R01"), ("I01", "R02"), ("I02", "R02")):
        growth.link(*ends)
    colouring = view("bijdrage")(facts(growth.programme, chosen=("I01", "I02", "I99")))
    stripes = {code: [swatch.label[:3] for swatch in found] for code, found in colouring.swatches.items() if found}
    assert stripes == {"I01": ["I01"], "I02": ["I02"], "R01": ["I01"], "R02": ["I01", "I02"]}


def test_no_more_are_chosen_than_can_be_told_apart(growth):
    codes = tuple(f"I{number:02}" for number in range(1, 12))
    growth.efforts(*codes)
    colouring = view("bijdrage")(facts(growth.programme, chosen=codes))
    assert len(colouring.legend()) == MOST_CHOSEN


@pytest.mark.parametrize("opened", range(5))
def test_a_result_tells_how_many_gates_are_open(growth, opened):
    growth.results("R01", "R02")
    gates = {"R01": GateCount(opened), "R02": GateCount(opened, reserved=True)}
    colouring = view("poorten")(facts(growth.programme, gates=gates))
    assert colouring.words == {"R01": f"{opened} van 4 poorten", "R02": f"{opened} van 4 poorten, voorbehoud"}
    assert [line.swatch.label for line in colouring.legend()] == [
        f"{opened} van 4 poorten open", "op de roadmap, onder voorbehoud",
    ]  # fmt: skip


def test_changes_are_coloured_for_what_the_picture_shows_and_no_other(growth):
    growth.results("R01", "R02")
    before = growth.network
    growth.split("R01", "R03", "R04")
    growth.remove("R03")
    growth.change("R02", title="Anders")
    comparison = compare(before, growth.network)
    colouring = by_change(comparison, union(before, growth.network))
    assert {code: swatch.label for code, (swatch,) in colouring.swatches.items()} == {
        "R01": "gesplitst", "R04": "gesplitst", "R02": "hernoemd",
    }  # fmt: skip
    assert colouring.words["R01"] == "gesplitst in R03 en R04"
    assert colouring.words["R04"] == "ontstaan uit R01"


@settings(max_examples=10)
@given(st.integers(0, 10**6), st.sampled_from(VIEWS))
def test_the_legend_counts_every_stripe_once(by_chance, seed, found):
    programme = by_chance(seed)
    gates = {result.code: GateCount(number % 5) for number, result in enumerate(programme.network.results)}
    colouring = found.colour(facts(programme, gates=gates))
    stripes = Counter(swatch for swatches in colouring.swatches.values() for swatch in swatches)
    assert {line.swatch: line.count for line in colouring.legend()} == stripes
    assert set(colouring.swatches) | set(colouring.words) <= set(programme.network.elements)


@settings(max_examples=10)
@given(st.integers(0, 10**6), st.sampled_from(VIEWS))
def test_up_to_24_values_no_two_share_colour_and_pattern(by_chance, seed, found):
    programme = by_chance(seed, results=24)
    gates = {
        result.code: GateCount(number % 5, reserved=number % 7 == 0)
        for number, result in enumerate(programme.network.results)
    }
    shown = [line.swatch for line in found.colour(facts(programme, gates=gates)).legend()]
    assert len({(swatch.colour, swatch.pattern) for swatch in shown}) == len(shown)
    assert {swatch.pattern for swatch in shown} <= set(PATTERNS)


def test_words_can_be_read_on_every_colour(by_chance):
    programme = by_chance(1)
    gates = {result.code: GateCount(number % 5) for number, result in enumerate(programme.network.results)}
    for found in VIEWS:
        for line in found.colour(facts(programme, gates=gates)).legend():
            for ink in (INK, MUTED):
                assert contrast(ink, tinted(line.swatch.colour)) >= 4.5


@pytest.mark.parametrize(
    ("ink", "ground"), [(INK, PAPER_WHITE), (MUTED, PAPER_WHITE), (MUTED, GROUND), *GATE_COLOURS.values()]
)
def test_words_and_signs_stand_out_from_their_ground(ink, ground):
    assert contrast(ink, ground) >= 4.5


def test_the_shades_of_the_gates_darken_step_by_step_so_that_they_survive_a_copier(growth):
    growth.results(*[f"R{number}0" for number in range(5)])
    gates = {f"R{number}0": GateCount(number) for number in range(5)}
    colouring = view("poorten")(facts(growth.programme, gates=gates))
    shades = [luminance(colouring.swatches[f"R{number}0"][0].colour) for number in range(5)]
    assert shades == sorted(shades, reverse=True)
    assert all(upper - lower > 0.05 for upper, lower in pairwise(shades))


def test_every_colour_is_a_plain_hexadecimal_one(by_chance):
    programme = by_chance(1)
    for found in VIEWS:
        for line in found.colour(facts(programme)).legend():
            assert re.fullmatch("#[0-9a-f]{6}", line.swatch.colour)


def test_views_have_their_own_address_and_an_unknown_one_gives_the_usual():
    assert all(one.code != other.code for one, other in combinations(VIEWS, 2))
    assert view_by("poorten").code == "poorten"
    assert view_by("onbekend") is view_by(None) is VIEWS[0]
