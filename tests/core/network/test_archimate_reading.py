"""Exchange files that come back from an architect: what is ours is read, what is hers is passed over."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from roer.core.network.archimate import Exchanged, exchange_file
from roer.core.network.archimate_reading import exchange_tables
from roer.core.network.facts import Facts
from roer.core.network.known_views import VIEWS
from roer.core.network.look import Caption
from roer.core.network.planning import Plan
from roer.core.network.scene import order_of, scene
from roer.core.network.table_reading import changes_in
from roer.core.programme.state import Programme
from roer.core.values.errors import InputRefused


@pytest.fixture
def exchanged() -> Callable[[Programme], str]:
    """The file of a programme's network."""

    def written(programme: Programme) -> str:
        network = programme.network
        colouring = VIEWS[0].colour(Facts(network, programme.policy_fields))
        found = scene(network, order=order_of(network), colouring=colouring, policy_fields=programme.policy_fields)
        return exchange_file(Exchanged(programme, network, found, Caption("Netwerk", "Voettekst")))

    return written


def plan_of(programme: Programme, text: str) -> Plan:
    return changes_in(programme, exchange_tables(text, "din.xml"))


def added(text: str, part: str, content: str) -> str:
    """The file with something an architect added at the end of a part."""
    return text.replace(f"</{part}>", f"{content}</{part}>")


NEW = '<element identifier="id-1" xsi:type="{}"><name>{}</name></element>'
DRAWN = '<relationship identifier="id-2" source="element-{}" target="element-{}" xsi:type="{}">{}</relationship>'


def test_what_was_written_asks_nothing(hlt, exchanged):
    plan = plan_of(hlt, exchanged(hlt))
    assert (plan.acts, plan.problems) == ((), ())


def test_another_name_text_or_property_is_a_change(growth, exchanged):
    growth.efforts("I1", description="Oud", phase="idea")
    text = exchanged(growth.programme)
    text = text.replace("I1 Werk I1", "I1 Beter werk").replace(">Oud<", ">Nieuw<").replace(">idee<", ">uitvoering<")
    (act,) = plan_of(growth.programme, text).acts
    assert (act.element.title, act.element.description) == ("Beter werk", "Nieuw")
    assert (act.element.phase, act.element.aliases) == ("execution", ("Werk I1",))


def test_a_new_concept_is_added_by_the_code_that_its_name_begins_with(growth, exchanged):
    growth.goals("D1")
    text = added(exchanged(growth.programme), "elements", NEW.format("WorkPackage", "I7 Nieuw werk"))
    (act,) = plan_of(growth.programme, text).acts
    assert (act.kind, act.effort.code, act.effort.title) == ("add_effort", "I7", "Nieuw werk")


def test_a_new_concept_without_a_code_is_told(growth, exchanged):
    growth.goals("D1")
    text = added(exchanged(growth.programme), "elements", NEW.format("WorkPackage", "NIEUW werk"))
    (problem,) = plan_of(growth.programme, text).problems
    assert (problem.rule, problem.where) == ("no_code", "din.xml, Inspanningen, rij 1, kolom Code")


def test_other_concepts_relations_and_properties_are_passed_over(growth, exchanged):
    growth.goals("D1")
    growth.efforts("I1")
    growth.link("I1", "D1", rationale="Waarom")
    text = exchanged(growth.programme)
    text = added(text, "elements", NEW.format("ApplicationComponent", "Zaaksysteem"))
    text = added(text, "relationships", DRAWN.format("D1", "I1", "Flow", ""))
    text = text.replace('<name xml:lang="nl">Fase</name>', "<name>Object ID</name>")
    plan = plan_of(growth.programme, text)
    assert (plan.acts, plan.problems) == ((), ())


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("Realization", "", "contributes"),
        ("Association", "<name>is randvoorwaarde voor</name>", "precondition"),
        ("Association", "<name>draagt bij aan</name>", "contributes"),
    ],
)
def test_a_relation_that_an_architect_drew_is_a_link(growth, exchanged, kind, name, said):
    growth.results("R1")
    growth.efforts("I1", "I2")
    growth.link("I2", "R1")
    text = added(exchanged(growth.programme), "relationships", DRAWN.format("I1", "R1", kind, name))
    (act,) = plan_of(growth.programme, text).acts
    assert (act.link.source, act.link.target, act.link.kind) == ("I1", "R1", said)


def test_an_association_that_says_nothing_is_told(growth, exchanged):
    growth.results("R1")
    growth.efforts("I1", "I2")
    growth.link("I2", "R1")
    text = added(exchanged(growth.programme), "relationships", DRAWN.format("I1", "R1", "Association", ""))
    assert plan_of(growth.programme, text).problems[0].rule == "unknown_word"


def test_the_modifier_of_an_influence_is_the_weight(growth, exchanged):
    growth.goals("D1")
    growth.results("R1")
    growth.link("R1", "D1", contribution=1)
    text = exchanged(growth.programme).replace('modifier="+"', 'modifier="+++"')
    (act,) = plan_of(growth.programme, text).acts
    assert act.link.contribution == 3


@pytest.mark.parametrize(
    "text",
    [
        "geen xml",
        "<model/>",
        '<archimate:model xmlns:archimate="http://www.archimatetool.com/archimate"/>',
        '<!DOCTYPE model [<!ENTITY a "b">]><model xmlns="http://www.opengroup.org/xsd/archimate/3.0/">&a;</model>',
    ],
)
def test_what_is_no_exchange_file_is_refused(text):
    with pytest.raises(InputRefused) as refusal:
        exchange_tables(text, "din.xml")
    assert refusal.value.problems[0].rule == "not_an_exchange_file"
