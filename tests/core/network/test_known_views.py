"""The views that every programme has: what they colour, what stands in the boxes, what the legend counts."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roer.core.network.colouring import TOO_MANY
from roer.core.network.compare import compare, union
from roer.core.network.facts import Attention, Facts, GateCount, Shortage, Spend
from roer.core.network.known_views import MOST_CHOSEN, VIEWS, by_change, view_by
from roer.core.programme.elements import Municipality, Phase
from roer.core.programme.findings import Severity
from roer.core.programme.targets import TargetState, TargetStatus


def view(code):
    return next(found.colour for found in VIEWS if found.code == code)


def facts(programme, **more):
    return Facts(programme.network, programme.policy_fields, **more)


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
    assert {line.swatch.label: line.count for line in colouring.legend()} == {
        "Jeugd": 1, "Wonen": 2, "zonder beleidsterrein": 1,
    }  # fmt: skip


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
    assert (colouring.swatches["I01"], colouring.words["I01"]) == ((TOO_MANY,), "→ 9 resultaten")


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
    assert len([line for line in colouring.legend() if line.swatch.label != "niet op een pad"]) == MOST_CHOSEN


@pytest.mark.parametrize("opened", range(5))
def test_a_result_tells_how_many_gates_are_open(growth, opened):
    growth.results("R01", "R02")
    gates = {"R01": GateCount(opened), "R02": GateCount(opened, reserved=True)}
    colouring = view("poorten")(facts(growth.programme, gates=gates))
    assert colouring.words == {"R01": f"{opened} van 4 poorten", "R02": f"{opened} van 4 poorten, voorbehoud"}
    assert [line.swatch.label for line in colouring.legend()] == [
        "op de roadmap, onder voorbehoud", f"{opened} van 4 poorten open",
    ]  # fmt: skip


def test_changes_are_coloured_for_what_the_picture_shows_and_no_other(growth):
    growth.results("R01", "R02")
    before = growth.network
    growth.split("R01", "R03", "R04")
    growth.remove("R03")
    growth.change("R02", title="Anders")
    comparison = compare(before, growth.network)
    colouring = by_change(comparison, union(before, growth.network))
    assert {code: found[0].label for code, found in colouring.swatches.items() if found} == {
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
    shown = {line.swatch: line.count for line in colouring.legend() if line.swatch.label != colouring.rest}
    assert shown == stripes
    blank = sum(not found for found in colouring.swatches.values())
    assert sum(line.count for line in colouring.legend() if line.swatch.label == colouring.rest) == blank
    assert set(colouring.swatches) | set(colouring.words) <= set(programme.network.elements)


def test_every_colour_is_a_plain_hexadecimal_one(by_chance):
    programme = by_chance(1)
    for found in VIEWS:
        for line in found.colour(facts(programme)).legend():
            assert re.fullmatch("#[0-9a-f]{6}", line.swatch.colour)


def test_views_have_their_own_address_and_an_unknown_one_gives_the_usual():
    assert all(one.code != other.code for one, other in combinations(VIEWS, 2))
    assert view_by("poorten").code == "poorten"
    assert view_by("onbekend") is view_by(None) is VIEWS[0]


def test_the_goals_that_an_element_serves_in_the_end_colour_it(growth):
    growth.goals("D1", "D2")
    growth.results("R01", "R02")
    growth.efforts("I01", "I02")
    for ends in (("I01", "R01"), ("R01", "D1"), ("I01", "R02"), ("R02", "D2"), ("I02", "R02")):
        growth.link(*ends)
    colouring = view("doelen")(facts(growth.programme))
    assert {code: [swatch.label[:2] for swatch in found] for code, found in colouring.swatches.items()} == {
        "D1": ["D1"], "D2": ["D2"], "I01": ["D1", "D2"], "I02": ["D2"], "R01": ["D1"], "R02": ["D2"],
    }  # fmt: skip
    assert colouring.words["I01"] == "→ D1, D2"


def test_a_municipality_and_an_owner_stand_in_the_box_by_name(growth):
    growth.results("R01", owner="noor-dekker", municipalities=("GM0534", "GM0553"))
    towns = {code: Municipality(code=code, name=name) for code, name in (("GM0534", "Hillegom"), ("GM0553", "Lisse"))}
    told = facts(growth.programme, municipalities=towns, people={"noor-dekker": "Noor Dekker"})
    assert view("gemeente")(told).words["R01"] == "Hillegom, Lisse"
    assert view("eigenaar")(told).words["R01"] == "Noor Dekker"


@pytest.mark.parametrize("status", TargetStatus)
def test_a_target_state_stands_in_the_box_and_only_a_figure_makes_it_green_or_red(growth, status):
    growth.results("R01", "R02")
    targets = {"R01": TargetState(status, "10 op 31 december 2020, streefwaarde 12.")}
    colouring = view("doelstand")(facts(growth.programme, targets=targets))
    assert colouring.words["R01"].startswith(status.label)
    assert ("streefwaarde" in colouring.words["R01"]) == status.is_known
    grey = colouring.swatches["R01"][0].colour == "#5a5a5a"
    assert grey != status.is_known
    assert colouring.swatches["R02"] == ()


@pytest.mark.parametrize(
    ("days", "says"),
    [
        (183, "in het laatste half jaar bevestigd"),
        (184, "een half tot een heel jaar geleden"),
        (365, "een half tot een heel jaar geleden"),
        (366, "langer dan een jaar geleden"),
    ],
)
def test_the_relation_that_was_confirmed_longest_ago_tells_how_fresh_an_element_is(growth, days, says):
    growth.goals("D1")
    growth.results("R01", "R02")
    growth.link("R01", "D1")
    confirmed = growth.day
    growth.link("R02", "D1")
    on = date.fromordinal(confirmed.toordinal() + days)
    colouring = view("versheid")(facts(growth.programme, on=on))
    assert [swatch.label for swatch in colouring.swatches["R01"]] == [says]
    assert colouring.words["D1"] == colouring.words["R01"] == f"oudste: {confirmed.day} september 2020"


@pytest.mark.parametrize(
    ("needed", "assigned", "says"),
    [
        (100, 100, "genoeg toegewezen"),
        (100, 40, "te weinig toegewezen"),
        (100, 0, "niemand toegewezen"),
        (0, 0, "geen inzet gevraagd"),
    ],
)
def test_capacity_tells_who_lacks_people(growth, needed, assigned, says):
    growth.efforts("I01")
    colouring = view("capaciteit")(facts(growth.programme, capacity={"I01": Shortage(needed, assigned)}))
    assert [line.swatch.label for line in colouring.legend()] == [says]
    assert ("I01" in colouring.words) == bool(needed)


@pytest.mark.parametrize(
    ("spend", "says"),
    [
        (Spend(1000, 700, 100), "ruim binnen de begroting"),
        (Spend(1000, 700, 101), "meer dan 80% besteed of verplicht"),
        (Spend(1000, 1000, 0), "meer dan 80% besteed of verplicht"),
        (Spend(1000, 1000, 1), "boven de begroting"),
        (Spend(0, 1, 0), "kosten zonder begroting"),
        (Spend(0, 0, 0), "geen bedragen geboekt"),
    ],
)
def test_costs_are_what_is_paid_and_promised_beside_the_budget(growth, spend, says):
    growth.efforts("I01")
    colouring = view("kosten")(facts(growth.programme, spend={"I01": spend}))
    assert [line.swatch.label for line in colouring.legend()] == [says]


def test_what_asks_attention_tells_how_much_and_the_rest_is_healthy(growth):
    growth.goals("D1")
    growth.results("R01")
    attention = {"D1": Attention(2, Severity.SERIOUS)}
    colouring = view("gezondheid")(facts(growth.programme, attention=attention))
    assert colouring.words == {"D1": "2 aandachtspunten"}
    assert [(line.swatch.label, line.count) for line in colouring.legend()] == [
        ("aandachtspunt: belangrijk", 1), ("geen aandachtspunten", 1),
    ]  # fmt: skip


def test_the_view_of_changes_counts_what_did_not_change(growth):
    growth.results("R01", "R02")
    before = growth.network
    growth.change("R02", title="Anders")
    colouring = view("wijzigingen")(facts(growth.programme, changes=compare(before, growth.network)))
    assert [(line.swatch.label, line.count) for line in colouring.legend()] == [("hernoemd", 1), ("niet gewijzigd", 1)]


def test_without_a_fact_a_live_view_says_that_nothing_has_a_value(by_chance):
    programme = by_chance(1)
    for code in ("poorten", "doelstand", "versheid", "gezondheid", "capaciteit", "kosten", "wijzigingen"):
        colouring = view(code)(facts(programme))
        assert [line.swatch.label for line in colouring.legend()] == [colouring.rest]
