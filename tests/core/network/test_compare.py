"""What changed between two networks: one sentence for each act, and nothing else."""

from __future__ import annotations

import json
import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roer.core.network.compare import KINDS, compare, union
from roer.core.programme.elements import Audience, DataLevel, Phase
from roer.core.programme.network_state import Network

CLOSING = {"removed", "split", "merged"}


def start(growth) -> Network:
    """A goal, four results and two efforts, with a link from each to the next, and an effort that was closed."""
    growth.efforts("I09")
    growth.remove("I09")
    growth.goals("D1")
    growth.results("R01", "R02", "R03", "R04")
    growth.efforts("I01", "I02")
    growth.link("R01", "D1", contribution=2)
    growth.link("R04", "D1")
    growth.link("I01", "R01", contribution=1)
    return growth.network


def kinds(comparison) -> list[tuple]:
    return [(change.kind, change.before, change.after) for change in comparison.changes]


CASES = {
    "a goal is added": (
        lambda growth: growth.goals("D2"),
        [("added", (), ("D2",))],
        "Doel D2 ‘Doel D2’ is nieuw.",
    ),
    "a result is added": (
        lambda growth: growth.results("R05"),
        [("added", (), ("R05",))],
        "Resultaat R05 ‘Monitor R05’ is nieuw.",
    ),
    "an effort is added": (
        lambda growth: growth.efforts("I03"),
        [("added", (), ("I03",))],
        "Inspanning I03 ‘Werk I03’ is nieuw.",
    ),
    "a result is removed": (
        lambda growth: growth.remove("R02"),
        [("removed", ("R02",), ())],
        "Resultaat R02 ‘Monitor R02’ is op 14 september 2020 verwijderd.",
    ),
    "an effort that was closed opens again": (
        lambda growth: growth.restore("I09"),
        [("restored", (), ("I09",))],
        "Inspanning I09 ‘Werk I09’ is op 14 september 2020 hersteld.",
    ),
    "a result is split": (
        lambda growth: growth.split("R02", "R05", "R06"),
        [("split", ("R02",), ("R05", "R06"))],
        "Resultaat R02 ‘Monitor R02’ is op 14 september 2020 gesplitst in R05 ‘Monitor R05’ en R06 ‘Monitor R06’.",
    ),
    "two results are merged": (
        lambda growth: growth.merge("R02", "R03", into="R05"),
        [("merged", ("R02", "R03"), ("R05",))],
        "Resultaat R02 ‘Monitor R02’ en resultaat R03 ‘Monitor R03’ zijn op 14 september 2020 samengevoegd "
        "tot R05 ‘Monitor R05’.",
    ),
    "a result is renamed": (
        lambda growth: growth.change("R02", title="Jeugdmonitor"),
        [("renamed", ("R02",), ("R02",))],
        "Resultaat R02 ‘Monitor R02’ heet nu ‘Jeugdmonitor’.",
    ),
    "an effort goes on to the next phase": (
        lambda growth: growth.change("I01", phase=Phase.EXECUTION),
        [("changed", ("I01",), ("I01",))],
        "Inspanning I01 ‘Werk I01’ is gewijzigd: fase (van idee naar uitvoering).",
    ),
    "a description changes": (
        lambda growth: growth.change("D1", description="Langer dan dit."),
        [("changed", ("D1",), ("D1",))],
        "Doel D1 ‘Doel D1’ is gewijzigd: omschrijving.",
    ),
    "a link is laid": (
        lambda growth: growth.link("I02", "R04", contribution=3),
        [("linked", (), ("I02", "R04"))],
        "Inspanning I02 ‘Werk I02’ draagt voortaan bij aan resultaat R04 ‘Monitor R04’.",
    ),
    "a link is taken away": (
        lambda growth: growth.unlink("I01", "R01"),
        [("unlinked", ("I01", "R01"), ())],
        "Inspanning I01 ‘Werk I01’ draagt niet meer bij aan resultaat R01 ‘Monitor R01’.",
    ),
    "a link is reweighed": (
        lambda growth: growth.relink("I01", "R01", contribution=3),
        [("reweighed", ("I01", "R01"), ("I01", "R01"))],
        "De bijdrage van inspanning I01 ‘Werk I01’ aan resultaat R01 ‘Monitor R01’ gaat van klein naar groot.",
    ),
    "a link gets another reason": (
        lambda growth: growth.relink("I01", "R01", contribution=1, rationale="Levert de bronnen."),
        [("reweighed", ("I01", "R01"), ("I01", "R01"))],
        "De onderbouwing bij de relatie van inspanning I01 ‘Werk I01’ met resultaat R01 ‘Monitor R01’ is gewijzigd.",
    ),
}


NAMES = {"jeugd": "Jeugd", "wonen": "Wonen", "GM0534": "Hillegom", "GM0553": "Lisse", "noor-dekker": "Noor Dekker"}
FIELD_CASES = {
    "policy fields": ("R01", {"policy_fields": ("jeugd", "wonen")}, "beleidsterreinen (van niets naar Jeugd en Wonen)"),
    "municipalities": ("R02", {"municipalities": ("GM0534", "GM0553")}, "gemeenten"),
    "an owner": ("I01", {"owner": "noor-dekker"}, "eigenaar (van niemand naar Noor Dekker)"),
    "a person without a name": ("R01", {"client": "iemand"}, "klant"),
    "an audience": ("R01", {"audience": (Audience.COUNCIL, Audience.PUBLIC)},
                    "doelgroep (van niets naar raad en inwoners)"),
    "a data level": ("R01", {"data_level": DataLevel.PERSONAL},
                     "gegevensniveau (van anonieme aantallen naar persoonsgegevens)"),
    "a product": ("R01", {"product": "jeugd"}, "product (van niets naar jeugd)"),
    "aliases": ("D1", {"aliases": ("Ooit",)}, "andere namen (van niets naar Ooit)"),
}  # fmt: skip


@pytest.mark.parametrize(("code", "changes", "words"), FIELD_CASES.values(), ids=FIELD_CASES)
def test_a_changed_field_tells_what_it_was_and_is_as_far_as_names_are_known(growth, code, changes, words):
    before = start(growth)
    growth.change(code, **changes)
    (change,) = compare(before, growth.network, NAMES).changes
    assert change.sentence.endswith(f"is gewijzigd: {words}.")


def test_without_names_codes_are_not_told(growth):
    before = start(growth)
    growth.change("R01", policy_fields=("jeugd",))
    (change,) = compare(before, growth.network).changes
    assert change.sentence.endswith("is gewijzigd: beleidsterreinen.")
    assert (change.fields[0].was, change.fields[0].now) == ("", "")


def test_a_description_is_told_apart_from_the_sentence(growth):
    before = start(growth)
    growth.change("D1", description="Langer dan dit.")
    (change,) = compare(before, growth.network).changes
    assert (change.fields[0].was, change.fields[0].now) == ("niets", "Langer dan dit.")
    assert change.fields[0].is_prose


def test_a_renaming_tells_both_titles_as_a_field(growth):
    before = start(growth)
    growth.change("R02", title="Jeugdmonitor")
    (change,) = compare(before, growth.network).changes
    assert [(field.name, field.was, field.now) for field in change.fields] == [("title", "Monitor R02", "Jeugdmonitor")]


def test_everything_that_differs_in_a_link_is_told(growth):
    before = start(growth)
    growth.relink("I01", "R01", contribution=3, rationale="Levert de bronnen.", evidence=("Verslag",))
    (change,) = compare(before, growth.network).changes
    assert change.sentence.endswith("gaat van klein naar groot. Ook onderbouwing en bewijs zijn gewijzigd.")
    assert [field.name for field in change.fields] == ["contribution", "rationale", "evidence"]


def test_what_came_of_a_split_tells_what_it_is_tied_to(growth):
    before = start(growth)
    growth.split("R02", "R05", "R06")
    growth.link("R05", "D1")
    growth.link("I01", "R06")
    (change,) = compare(before, growth.network).changes
    assert change.sentence.endswith(" R05 draagt bij aan D1. I01 draagt bij aan R06.")


@pytest.mark.parametrize(("act", "told", "sentence"), CASES.values(), ids=CASES)
def test_each_kind_of_change_is_told_as_such(growth, act, told, sentence):
    before = start(growth)
    act(growth)
    comparison = compare(before, growth.network)
    assert kinds(comparison) == told
    assert [change.sentence for change in comparison.changes] == [sentence]


def test_every_kind_of_change_has_a_case():
    assert {kind for _, told, _ in CASES.values() for kind, _, _ in told} == set(KINDS)


def test_who_took_a_link_away_is_told_with_the_day(growth):
    before = start(growth)
    growth.unlink("I01", "R01")
    (change,) = compare(before, growth.network).changes
    assert (change.by, change.on) == ("noor-dekker", growth.day)


def test_what_was_removed_and_opened_again_in_between_is_told_by_its_links_only(growth):
    before = start(growth)
    growth.remove("R02")
    growth.restore("R02")
    assert [kind for kind, _, _ in kinds(compare(before, growth.network))] == []


def test_a_split_that_was_undone_is_not_told(growth):
    before = start(growth)
    growth.split("R02", "R05", "R06")
    growth.remove("R05")
    growth.remove("R06")
    growth.restore("R02")
    assert compare(before, growth.network).changes == ()


def test_what_was_removed_twice_is_told_once_with_the_last_day(growth):
    before = start(growth)
    growth.remove("R02")
    growth.restore("R02")
    growth.remove("R02")
    (change,) = compare(before, growth.network).changes
    assert (change.kind, change.on) == ("removed", growth.day)


def test_confirming_a_link_without_changing_it_is_no_change(growth):
    before = start(growth)
    growth.relink("I01", "R01", contribution=1)
    assert compare(before, growth.network).changes == ()


def test_a_change_carries_its_motive_decision_day_and_person(growth):
    before = start(growth)
    growth.split("R02", "R05", "R06")
    (change,) = compare(before, growth.network).changes
    assert (change.motive, change.decision, change.by) == ("Twee doelgroepen.", "B-2021-01", "noor-dekker")
    assert change.on == growth.day


def test_a_renaming_beside_other_changes_is_told_as_two(growth):
    before = start(growth)
    growth.change("I01", title="Bouwen", phase=Phase.DONE, reason="Klaar.")
    assert kinds(compare(before, growth.network)) == [("renamed", ("I01",), ("I01",)), ("changed", ("I01",), ("I01",))]


def test_a_change_taken_back_is_no_change(growth):
    before = start(growth)
    growth.change("R01", title="Anders")
    growth.change("R01", title="Monitor R01")
    growth.link("I02", "R03")
    growth.unlink("I02", "R03")
    assert compare(before, growth.network).changes == ()


def test_a_split_of_which_one_half_is_merged_with_another_is_told_as_both(growth):
    before = start(growth)
    growth.split("R02", "R05", "R06")
    growth.merge("R06", "R03", into="R07")
    comparison = compare(before, growth.network)
    assert kinds(comparison) == [("merged", ("R06", "R03"), ("R07",)), ("split", ("R02",), ("R05", "R06"))]
    assert comparison.gone == {"R02", "R03"}


def test_a_successor_of_something_that_came_and_went_in_between_is_new(growth):
    before = start(growth)
    growth.results("R05")
    growth.split("R05", "R06", "R07")
    comparison = compare(before, growth.network)
    assert [(change.kind, change.after) for change in comparison.changes] == [("added", ("R06",)), ("added", ("R07",))]


def test_what_came_and_went_in_between_is_not_told(growth):
    before = start(growth)
    growth.results("R05")
    growth.link("I01", "R05")
    growth.remove("R05")
    assert compare(before, growth.network).changes == ()


def test_a_merger_of_an_old_and_a_new_element_is_told(growth):
    before = start(growth)
    growth.results("R05")
    growth.merge("R02", "R05", into="R06")
    assert kinds(compare(before, growth.network)) == [("merged", ("R02", "R05"), ("R06",))]


def test_the_links_of_what_closed_are_told_with_it_and_not_apart(growth):
    before = start(growth)
    growth.remove("R01")
    comparison = compare(before, growth.network)
    assert kinds(comparison) == [("removed", ("R01",), ())]
    assert comparison.link_marks == {("R01", "D1"): "unlinked", ("I01", "R01"): "unlinked"}


def test_a_new_element_tells_what_it_is_tied_to(growth):
    before = start(growth)
    growth.results("R05")
    growth.link("R05", "D1")
    growth.link("I01", "R05")
    growth.link("I02", "R05")
    (change,) = compare(before, growth.network).changes
    assert change.sentence == (
        "Resultaat R05 ‘Monitor R05’ is nieuw. Het draagt bij aan D1. I01 en I02 dragen eraan bij."
    )


def test_the_union_shows_what_went_with_its_links_beside_what_is(growth):
    before = start(growth)
    growth.remove("R01")
    growth.unlink("R04", "D1")
    growth.results("R05")
    growth.link("R05", "D1")
    both = union(before, growth.network)
    assert {record.element.code for record in both.open_elements()} >= {"R01", "R05", "D1"}
    assert set(both.links) == {("R01", "D1"), ("I01", "R01"), ("R04", "D1"), ("R05", "D1")}


def test_headings_stand_in_reading_order_and_only_where_something_is(growth):
    before = start(growth)
    growth.unlink("I01", "R01")
    growth.merge("R02", "R03", into="R05")
    growth.goals("D2")
    assert [heading for heading, _ in compare(before, growth.network).grouped()] == [
        "Toegevoegd", "Samengevoegd", "Vervallen relatie",
    ]  # fmt: skip


def test_as_values_it_can_be_written_and_read(growth):
    before = start(growth)
    growth.remove("R02")
    growth.change("I01", phase=Phase.DONE)
    values = json.loads(json.dumps(compare(before, growth.network).as_json()))
    assert values[0]["on"] == "2020-09-14"
    assert values[1]["fields"] == [{"name": "phase", "label": "fase", "was": "idee", "now": "afgerond"}]


def wander(growth, chance: random.Random, steps: range) -> None:
    """Any acts that the network allows, one after the other."""
    for step in steps:
        network = growth.network
        results, efforts = ([e.code for e in found] for found in (network.results, network.efforts))
        what = chance.choice(("add", "effort", "split", "merge", "remove", "rename", "link", "link", "unlink"))
        if what == "add":
            growth.results(f"N{step}0")
        elif what == "effort":
            growth.efforts(f"J{step}0")
        elif what == "split" and results:
            growth.split(chance.choice(results), f"N{step}1", f"N{step}2")
        elif what == "merge" and len(results) > 1:
            growth.merge(*chance.sample(results, 2), into=f"N{step}3")
        elif what == "remove" and results:
            growth.remove(chance.choice(results))
        elif what == "rename" and results:
            growth.change(chance.choice(results), title=f"Titel {step}")
        elif what == "link" and results and efforts:
            growth.link(chance.choice(efforts), chance.choice(results), contribution=chance.choice((None, 1, 2, 3)))
        elif what == "unlink" and network.links:
            growth.unlink(*chance.choice(sorted(network.links)))


@pytest.fixture(scope="module")
def wandered(growing):
    """Two networks with any acts between them, the same for the same seed."""

    def grown(seed: int) -> tuple[Network, Network]:
        growth, chance = growing(), random.Random(seed)
        start(growth)
        wander(growth, chance, range(6))
        before = growth.network
        wander(growth, chance, range(6, 20))
        return before, growth.network

    return grown


@settings(max_examples=60)
@given(st.integers(0, 10**6))
def test_what_came_and_what_went_is_told_exactly_once(wandered, seed):
    before, after = wandered(seed)
    comparison = compare(before, after)
    old, new = ({record.element.code for record in network.open_elements()} for network in (before, after))
    went = [code for change in comparison.changes if change.kind in CLOSING for code in change.before if code in old]
    came = [code for change in comparison.changes if change.kind in CLOSING | {"added"} for code in change.after]
    assert sorted(went) == sorted(old - new)
    assert sorted(code for code in came if code in new) == sorted(new - old)
    assert comparison.gone == old - new


@settings(max_examples=60)
@given(st.integers(0, 10**6))
def test_the_union_holds_exactly_what_either_network_shows(wandered, seed):
    before, after = wandered(seed)
    both = union(before, after)
    shown = [{record.element.code for record in network.open_elements()} for network in (before, after, both)]
    assert shown[2] == shown[0] | shown[1]
    assert set(both.links) == set(before.links) | set(after.links)
    assert set(compare(before, after).link_marks) <= set(both.links)


@settings(max_examples=30)
@given(st.integers(0, 10**6))
def test_a_network_compared_with_itself_has_not_changed(wandered, seed):
    for network in wandered(seed):
        comparison = compare(network, network)
        assert (comparison.changes, comparison.gone, dict(comparison.link_marks)) == ((), frozenset(), {})


@settings(max_examples=30)
@given(st.integers(0, 10**6))
def test_every_sentence_is_one_with_a_capital_and_a_full_stop(wandered, seed):
    before, after = wandered(seed)
    for change in compare(before, after).changes:
        assert change.sentence[0].isupper()
        assert change.sentence.endswith(".")
        assert "None" not in change.sentence
        assert change.on is None or change.on > date(2020, 9, 1)
