"""Colour views as data: the first rule that fits, stripes for several, and refusals in Dutch from birth."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from roer.core.network.colouring import MOST_STRIPES, TOO_MANY, Colour
from roer.core.network.facts import Facts, GateCount
from roer.core.network.sources import SOURCES, SourceName
from roer.core.network.views import ColourRule, ColourView, coloured, spread
from roer.core.programme.elements import Phase

DONE = {"source": "phase", "values": ("done", "aftercare"), "colour": "green", "word": "klaar"}
BUSY = {"source": "phase", "values": ("execution",), "colour": "blue", "word": "bezig"}


def view(*rules, **more):
    return ColourView.model_validate({"name": "Mijn kleuren", "rules": rules, **more})


def facts(programme, **more):
    return Facts(programme.network, programme.policy_fields, **more)


def labels(colouring):
    return {code: [swatch.label for swatch in found] for code, found in colouring.swatches.items()}


def test_the_first_rule_that_fits_gives_the_colour_and_the_word(growth):
    growth.efforts("I01", phase=Phase.DONE)
    growth.efforts("I02", phase=Phase.EXECUTION)
    growth.efforts("I03", phase=Phase.IDEA)
    colouring = coloured(view(DONE, BUSY), facts(growth.programme))
    assert labels(colouring) == {"I01": ["klaar"], "I02": ["bezig"], "I03": []}
    assert colouring.words == {"I01": "klaar", "I02": "bezig"}
    assert colouring.swatches["I01"][0].colour == Colour.GREEN.hexadecimal


def test_a_rule_higher_up_wins_from_a_rule_over_another_source(growth):
    growth.results("R01", policy_fields=("jeugd",), data_level="personal")
    growth.results("R02", policy_fields=("jeugd",))
    personal = {"source": "data_level", "values": ("personal",), "colour": "red", "word": "persoonsgegevens"}
    youth = {"source": "policy_field", "values": ("jeugd",), "colour": "blue", "word": "jeugd"}
    assert labels(coloured(view(personal, youth), facts(growth.programme))) == {
        "R01": ["persoonsgegevens"], "R02": ["jeugd"],
    }  # fmt: skip


def test_with_several_each_rule_that_fits_gives_a_stripe_in_the_order_of_the_rules(growth):
    growth.results("R01", policy_fields=("jeugd",), data_level="personal")
    personal = {"source": "data_level", "values": ("personal",), "colour": "red", "word": "persoonsgegevens"}
    youth = {"source": "policy_field", "values": ("jeugd",), "colour": "blue", "word": "jeugd"}
    colouring = coloured(view(personal, youth, several=True), facts(growth.programme))
    assert labels(colouring) == {"R01": ["persoonsgegevens", "jeugd"]}
    assert colouring.words == {"R01": "persoonsgegevens, jeugd"}


def test_a_rule_without_values_fits_whatever_has_a_value(growth):
    growth.results("R01", owner="noor-dekker")
    growth.results("R02")
    owned = {"source": "owner", "colour": "green", "word": "heeft een eigenaar"}
    colouring = coloured(view(owned), facts(growth.programme))
    assert labels(colouring) == {"R01": ["heeft een eigenaar"], "R02": []}


def test_rules_with_the_same_word_share_a_line_of_the_legend(growth):
    growth.efforts("I01", phase=Phase.DONE)
    growth.efforts("I02", phase=Phase.STOPPED)
    stopped = {"source": "phase", "values": ("stopped",), "colour": "green", "word": "klaar"}
    legend = coloured(view(DONE, stopped), facts(growth.programme)).legend()
    assert [(line.swatch.label, line.count) for line in legend] == [("klaar", 2)]


def test_what_the_rules_do_not_speak_of_is_not_counted_as_without_a_value(growth):
    growth.goals("D1")
    growth.results("R01")
    growth.efforts("I01")
    colouring = coloured(view(BUSY), facts(growth.programme))
    assert labels(colouring) == {"I01": []}
    assert [(line.swatch.label, line.count) for line in colouring.legend()] == [("zonder waarde", 1)]


def test_more_values_than_a_box_can_show_become_one_sign(growth):
    codes = [f"R{number:02}" for number in range(1, MOST_STRIPES + 2)]
    growth.results(*codes)
    growth.efforts("I01")
    for code in codes:
        growth.link("I01", code)
    rules = [{"source": "serves_result", "values": (code,), "word": code} for code in codes]
    colouring = coloured(view(*rules, several=True), facts(growth.programme))
    assert colouring.swatches["I01"] == (TOO_MANY,)


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ({**BUSY, "source": "weather"}, "‘weather’ is geen bron voor kleuren"),
        ({**BUSY, "colour": "mauve"}, "‘mauve’ is geen kleur van het palet"),
        ({**BUSY, "word": "  "}, "Geef elke regel een woord"),
        ({**BUSY, "values": ("executing",)}, "‘executing’ is geen waarde van ‘Fase van de inspanning’"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_in_dutch(rule, says):
    with pytest.raises(ValidationError, match=says):
        ColourRule.model_validate(rule)


def test_a_rule_that_can_never_be_used_is_refused_with_its_number():
    with pytest.raises(ValidationError, match="Regel 3 wordt nooit gebruikt"):
        view(DONE, BUSY, {**BUSY, "word": "ook bezig"})


def test_after_a_rule_that_fits_everything_none_of_that_source_can_be_used():
    with pytest.raises(ValidationError, match="Regel 2 wordt nooit gebruikt"):
        view({"source": "phase", "word": "een fase"}, BUSY)


def test_a_word_with_two_colours_is_refused():
    with pytest.raises(ValidationError, match="‘bezig’ heeft twee kleuren"):
        view(BUSY, {**DONE, "word": "bezig"})


@pytest.mark.parametrize("field", ["name", "word"])
def test_a_view_is_the_same_after_a_journey_through_json(field):
    made = view({**DONE, "word": '</script><b>"{{ 7|add:7 }}'}, BUSY, several=True, name="=1+1 <script>")
    assert ColourView.model_validate_json(made.model_dump_json()) == made


@settings(max_examples=15)
@given(st.integers(0, 10**6), st.sampled_from(list(SOURCES)), st.booleans())
def test_a_spread_view_gives_every_element_with_a_value_a_colour(by_chance, seed, source, several):
    programme = by_chance(seed)
    gates = {result.code: GateCount(number % 5) for number, result in enumerate(programme.network.results)}
    given_facts = facts(programme, gates=gates, chosen=("I01", "R02"))
    reading = SOURCES[source].read(given_facts)
    colouring = coloured(spread(source, given_facts, name="Alles", several=several), given_facts)
    words = SOURCES[source].words(given_facts)
    for record in programme.network.open_elements():
        element = record.element
        if element.type in SOURCES[source].types and words:
            shown = [value for value in reading(element) if value in words]
            assert bool(colouring.swatches[element.code]) == bool(shown)


def test_a_view_tells_what_it_looks_at():
    assert view(DONE, {"source": "owner", "word": "van iemand"}, tells="gates").sources == {"phase", "owner", "gates"}


def test_every_source_is_named_and_speaks_of_something():
    assert set(SOURCES) == set(SourceName)
    assert all(source.title and source.types for source in SOURCES.values())
