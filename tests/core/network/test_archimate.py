"""The network for architects: the file keeps to the schema of the exchange format, and everything it names is there."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.parsers import expat

import pytest

from roer.core.network.archimate import CONCEPTS, Exchanged, exchange_file
from roer.core.network.archimate_architecture import architecture_file
from roer.core.network.architecture_plan import Shown
from roer.core.network.facts import Facts
from roer.core.network.known_views import VIEWS
from roer.core.network.look import Caption
from roer.core.network.scene import order_of, scene
from roer.core.programme import acts
from roer.core.programme.architecture import PRODUCT, Architecture, Flow
from roer.core.programme.elements import PolicyField
from roer.core.programme.state import Programme

SPACE = "{http://www.opengroup.org/xsd/archimate/3.0/}"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)


@dataclass(frozen=True)
class Kind:
    """What may stand in an element: its children in this order ('+' at least one, '?' at most one), its attributes."""

    children: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()


def kind(*children: str, needs: str = "", may: str = "") -> Kind:
    return Kind(children, frozenset(needs.split()), frozenset(may.split()))


NAMED = ("name+", "documentation*", "properties?")
PLACED = "identifier x y w h"
SCHEMA = {
    "model": kind(
        "name+", "documentation*", "properties?", "metadata?", "elements?", "relationships?", "organizations*",
        "propertyDefinitions?", "views?", needs="identifier", may="version schemaLocation",
    ),
    "elements": kind("element+"),
    "element": kind(*NAMED, needs="identifier type"),
    "relationships": kind("relationship+"),
    "relationship": kind(
        "name*", "documentation*", "properties?", needs="identifier source target type",
        may="modifier isDirected accessType",
    ),
    "properties": kind("property+"),
    "property": kind("value+", needs="propertyDefinitionRef"),
    "organizations": kind("item+"),
    "item": kind("label*", "documentation*", "item*", may="identifierRef identifier"),
    "propertyDefinitions": kind("propertyDefinition+"),
    "propertyDefinition": kind("name+", "documentation*", needs="identifier type"),
    "views": kind("viewpoints?", "diagrams?"),
    "diagrams": kind("view+"),
    "view": kind(*NAMED, "node*", "connection*", needs="identifier type", may="viewpoint"),
    "node": kind("label*", "documentation*", "style?", "viewRef*", "node*", needs=f"{PLACED} type", may="elementRef"),
    "connection": kind(
        "label*", "documentation*", "style?", "viewRef*", "bendpoint*",
        needs="identifier source target type relationshipRef",
    ),
    "style": kind("lineColor?", "fillColor?", "font?", may="lineWidth"),
    **dict.fromkeys(("name", "documentation", "label", "value"), kind(may="lang")),
}  # fmt: skip
ALLOWED = {
    ("Realization", "WorkPackage", "Deliverable"),
    ("Influence", "Deliverable", "Goal"),
    ("Influence", "WorkPackage", "Goal"),
    *(("Association", one, other) for one in CONCEPTS.values() for other in CONCEPTS.values()),
    *(("Aggregation", "Grouping", one) for one in CONCEPTS.values()),
    ("Realization", "Deliverable", "ApplicationComponent"),
    ("Flow", "ApplicationComponent", "ApplicationComponent"),
    ("Access", "ApplicationComponent", "DataObject"),
}  # fmt: skip
"""Of all relations that the standard allows, those between the concepts that we use."""


def read(text: str) -> ET.Element:
    """Parse it as a stranger's file: nothing but elements, attributes and text."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise AssertionError("a document type or an entity")

    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = parser.ProcessingInstructionHandler = refuse
    parser.Parse(text.encode(), True)
    return ET.fromstring(text)


def bare(name: str) -> str:
    return name.rpartition("}")[2]


def breaches(element: ET.Element) -> Iterator[str]:
    """Everything in which an element and what is in it breaks the schema."""
    if not element.tag.startswith(SPACE):
        yield f"{element.tag} is in another namespace"
        return
    tag, attributes = bare(element.tag), {bare(name) for name in element.attrib}
    known = SCHEMA[tag]
    if attributes - known.needs - known.may or known.needs - attributes:
        yield f"{tag} has {sorted(attributes)}"
    told = "".join(f"<{bare(child.tag)}>" for child in element)
    pattern = "".join(f"(<{child[:-1]}>){child[-1]}" for child in known.children)
    if not re.fullmatch(pattern, told):
        yield f"{tag} holds {told}"
    if len(element) and (element.text or "").strip():
        yield f"{tag} mixes text and elements"
    for child in element:
        yield from breaches(child)


def dangling(model: ET.Element) -> Iterator[str]:
    """Every identifier that is no name or stands twice, and every reference to what is not there."""
    by_id: dict[str, ET.Element] = {}
    for element in model.iter():
        identifier = element.get("identifier")
        if identifier is not None:
            if identifier in by_id or not NAME.fullmatch(identifier):
                yield f"identifier {identifier}"
            by_id[identifier] = element
    wanted = {
        "propertyDefinitionRef": "propertyDefinition", "identifierRef": "element", "elementRef": "element",
        "relationshipRef": "relationship",
    }  # fmt: skip
    for element in model.iter():
        ends = {"relationship": "element", "connection": "node"}.get(bare(element.tag))
        for name, tag in {**wanted, **({"source": ends, "target": ends} if ends else {})}.items():
            there = by_id.get(element.get(name, ""))
            if name in element.attrib and (there is None or bare(there.tag) != tag):
                yield f"{name} {element.get(name)}"


def illegal(model: ET.Element) -> Iterator[tuple[str, str, str]]:
    """Relations that the standard does not allow between these concepts."""
    concept = {element.get("identifier"): element.get(TYPE) for element in model.iter(f"{SPACE}element")}
    for relation in model.iter(f"{SPACE}relationship"):
        told = (relation.get(TYPE), concept[relation.get("source")], concept[relation.get("target")])
        if told not in ALLOWED:
            yield told


@pytest.fixture
def exchanged() -> Callable[[Programme], str]:
    """The file of a programme's network."""

    def written(programme: Programme) -> str:
        network = programme.network
        colouring = VIEWS[0].colour(Facts(network, programme.policy_fields))
        found = scene(network, order=order_of(network), colouring=colouring, policy_fields=programme.policy_fields)
        return exchange_file(Exchanged(programme, network, found, Caption("Netwerk", "Voettekst")))

    return written


def assert_sound(text: str) -> ET.Element:
    model = read(text)
    assert list(breaches(model)) == []
    assert list(dangling(model)) == []
    assert list(illegal(model)) == []
    return model


def test_the_file_keeps_to_the_order_of_the_schema_and_resolves_all_references(hlt, exchanged):
    model = assert_sound(exchanged(hlt))
    records = hlt.network.open_elements()
    fields = {field for record in records for field in record.element.policy_fields}
    concepts = {*CONCEPTS.values(), "Grouping"}
    told = [one for one in model.iterfind(f"{SPACE}elements/{SPACE}element") if one.get(TYPE) in concepts]
    assert len(told) == len(records) + len(fields)
    lines = [line for line in model.iter(f"{SPACE}relationship") if line.get("identifier").startswith("link-")]
    assert len(lines) == len(hlt.network.links)


def test_every_product_on_the_roadmap_is_a_component_with_data(hlt, exchanged):
    model = assert_sound(exchanged(hlt))
    concept = {one.get("identifier"): one.get(TYPE) for one in model.iter(f"{SPACE}element")}
    assert hlt.placements
    for code in hlt.placements:
        product = next(one for one in model.iter(f"{SPACE}relationship") if one.get("identifier") == f"product-{code}")
        assert (product.get("source"), concept[product.get("target")]) == (f"element-{code}", "ApplicationComponent")
        assert [name for name, kind in concept.items() if name.startswith(f"data-{code}_") and kind == "DataObject"]


@pytest.mark.parametrize("seed", range(3))
def test_so_does_the_file_of_any_network(by_chance, exchanged, seed):
    assert_sound(exchanged(by_chance(seed)))


def test_so_does_the_file_of_an_empty_network(exchanged):
    model = assert_sound(exchanged(Programme.empty()))
    assert model.find(f"{SPACE}elements") is None


def test_the_check_of_the_schema_finds_what_is_wrong(hlt, exchanged):
    text = exchanged(hlt)
    assert list(breaches(read(text.replace("<relationships>", "<views/><relationships>"))))
    assert list(breaches(read(text.replace(' xsi:type="Goal"', "", 1))))
    assert list(dangling(read(text.replace('elementRef="element-D1"', 'elementRef="element-D99"'))))
    assert list(dangling(read(text.replace('identifier="element-D2"', 'identifier="element-D1"'))))
    assert list(illegal(read(text.replace('xsi:type="Influence"', 'xsi:type="Composition"'))))


def test_every_kind_of_link_becomes_a_relation_that_the_standard_allows(growth, exchanged):
    growth.goals("D1", "D2")
    growth.results("R1", "R2")
    growth.efforts("I1", "I2")
    for kind_of_link, pairs in {
        "contributes": (("I1", "R1"), ("R1", "D1"), ("I1", "D1")),
        "precondition": (("I2", "R1"), ("R2", "D1"), ("I2", "D1")),
        "depends_on": (("D1", "D2"), ("R1", "R2"), ("I1", "I2")),
    }.items():
        for source, target in pairs:
            growth.link(source, target, kind=kind_of_link, contribution=3, rationale="Waarom")
    model = assert_sound(exchanged(growth.programme))
    told = {line.get("identifier"): line for line in model.iter(f"{SPACE}relationship")}
    assert (told["link-I1_R1"].get(TYPE), told["link-R1_D1"].get(TYPE)) == ("Realization", "Influence")
    assert told["link-R1_D1"].get("modifier") == "+++"
    assert told["link-D1_D2"].get("isDirected") == "true"
    assert told["link-D1_D2"].findtext(f"{SPACE}name") == "hangt af van"


def test_what_we_know_of_an_element_stands_in_its_properties(hlt, exchanged):
    model = read(exchanged(hlt))
    heading = {one.get("identifier"): one.findtext(f"{SPACE}name") for one in model.iter(f"{SPACE}propertyDefinition")}
    found = next(one for one in model.iter(f"{SPACE}element") if one.get("identifier") == "element-R01")
    told = {
        heading[one.get("propertyDefinitionRef")]: one.findtext(f"{SPACE}value")
        for one in found.iter(f"{SPACE}property")
    }
    assert told["Code"] == "R01"
    assert told["Gegevensniveau"]
    assert told["Herkomst"]
    assert "Hillegom" in told["Gemeenten"]


def test_texts_say_that_they_are_dutch(hlt, exchanged):
    for element in read(exchanged(hlt)).iter():
        assert (element.get(LANGUAGE) == "nl") is (bare(element.tag) in ("name", "documentation", "label", "value"))


def test_the_view_stands_as_the_page_does(growth, exchanged):
    growth.field("jeugd", "Jeugd")
    growth.goals("D1")
    growth.results("R1", policy_fields=("jeugd",))
    growth.results("R2")
    growth.link("R1", "D1", contribution=2)
    model = assert_sound(exchanged(growth.programme))
    nodes = {node.get("identifier"): node for node in model.iter(f"{SPACE}node")}
    bands = [node for node in nodes.values() if node.get("identifier").startswith("band-")]
    assert {band.get("elementRef") for band in bands} == {"field-jeugd", None}
    for band in bands:
        (inside,) = band.findall(f"{SPACE}node")
        assert int(band.get("x")) < int(inside.get("x"))
        assert int(band.get("y")) < int(inside.get("y"))
        assert int(inside.get("y")) + int(inside.get("h")) <= int(band.get("y")) + int(band.get("h"))
    assert int(nodes["node-D1"].get("x")) < int(nodes["node-R1"].get("x"))
    (line,) = model.iter(f"{SPACE}connection")
    assert line.find(f"{SPACE}style").get("lineWidth") == "2"


HOSTILE = ("<script>alert(1)</script>", "]]>&lt;!ENTITY x", "\x00\x1b\ufffe", "=1+1", "{{ 7|add:7 }}", '" onload="x')


@pytest.mark.parametrize("words", HOSTILE)
def test_awkward_labels_stay_text(growth, exchanged, words):
    growth.field("jeugd", words)
    growth.goals("D1", title=words, description=words)
    growth.results("R1", policy_fields=("jeugd",), aliases=(words,))
    growth.link("R1", "D1", rationale=words, evidence=(f"{words} bewijs",))
    model = assert_sound(exchanged(growth.programme))
    goal = next(one for one in model.iter(f"{SPACE}element") if one.get("identifier") == "element-D1")
    assert goal.findtext(f"{SPACE}name") == "D1 " + re.sub("[\x00\x1b\ufffe]", "\ufffd", words)


def test_the_same_network_gives_the_same_bytes_and_another_one_does_not(growth, exchanged):
    growth.goals("D1")
    growth.do(acts.AddPolicyField(policy_field=PolicyField(code="wonen", name="Wonen")))
    first = exchanged(growth.programme)
    assert exchanged(growth.programme) == first
    growth.change("D1", title="Anders")
    assert exchanged(growth.programme) != first


def test_a_target_architecture_in_a_file_of_its_own_is_as_sound(hlt):
    for code, versions in hlt.architectures.items():
        title = hlt.network.elements[code].element.title
        shown = Shown(versions[-1].architecture, title, ("raad",))
        model = assert_sound(architecture_file(shown, code, Caption(title, "versie 1")))
        assert len(model.findall(f".//{SPACE}connection")) == len(versions[-1].architecture.flows)


@pytest.mark.parametrize("words", HOSTILE)
def test_so_is_one_with_awkward_names(words):
    name = f"x {words}"
    flow = Flow(source=name, target=PRODUCT, what=name)
    told = Architecture(result="R01", contract_hash="c" * 64, sources=(name,), flows=(flow,))
    assert_sound(architecture_file(Shown(told, name), "R01", Caption(name, name)))
