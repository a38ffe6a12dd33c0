"""Target architectures in an ArchiMate exchange file: beside the network, or one of them in a file of its own.

What stands for what: docs/decisions/target-architectures-in-archimate.md. Identifiers come from codes and names, so
that a later export meets the earlier one.
"""

from __future__ import annotations

import hashlib
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from roer.core.network.archimate_words import element_id, new_model, place_of, say
from roer.core.network.architecture_plan import WIDE, Plan, Shown, plan_of
from roer.core.network.look import Caption
from roer.core.programme.architecture import PRODUCT, Architecture
from roer.core.programme.elements import Code
from roer.core.programme.labels import label
from roer.core.programme.network_state import Network
from roer.core.programme.state import Programme

COMPONENT, OBJECT, FLOW, ACCESS = "ApplicationComponent", "DataObject", "Flow", "Access"
SOURCE_KIND, PRODUCT_KIND, WHOLE_KIND = "bron", "informatieproduct", "alle gegevens van de bron"
"""What a component or data object is, beside the words for kinds of components."""
RESULT, KIND, REFERENCE, FIELDS, PERSONAL = "Resultaat", "Soort component", "Object ID", "Velden", "Persoonsgegevens"
_DEFINITIONS: Mapping[str, str] = {
    RESULT: "property-architecture-result",
    KIND: "property-architecture-kind",
    REFERENCE: "property-architecture-reference",
    FIELDS: "property-architecture-fields",
    PERSONAL: "property-architecture-personal",
}


@dataclass(frozen=True, slots=True)
class Modelled:
    """One target architecture as concepts and relations."""

    code: Code
    title: str
    architecture: Architecture

    def place(self, name: str) -> str:
        """The identifier of a source, a component or the product."""
        return f"component-{self.code}_{_key(name)}"

    def held(self, name: str, kind: str) -> str:
        """The identifier of a data object of this kind."""
        return f"data-{self.code}_{_key(f'{kind}|{name}')}"

    def flow(self, number: int) -> str:
        """The identifier of a flow."""
        one = self.architecture.flows[number - 1]
        return f"flow-{self.code}_{_key(f'{one.source}|{one.target}|{one.what}')}"

    @property
    def objects(self) -> tuple[tuple[str, str, tuple[str, ...], str], ...]:
        """Name, source, fields and kind of each data object; a source without any stands for all of its data."""
        told = self.architecture.objects
        named = {one.source for one in told}
        bare = [name for name in self.architecture.sources if name not in named]
        return (
            *((one.name, one.source, one.fields, "") for one in told),
            *((f"Gegevens van {name}", name, (), WHOLE_KIND) for name in bare),
        )


def modelled_in(programme: Programme, network: Network) -> tuple[Modelled, ...]:
    """The last target architecture of each open result that has one."""
    return tuple(
        Modelled(result.code, result.title, programme.architectures[result.code][-1].architecture)
        for result in network.results
        if result.code in programme.architectures
    )


def architecture_file(shown: Shown, code: Code, caption: Caption) -> str:
    """One target architecture as a file, drawn as on its page. The same architecture gives the same bytes."""
    one = Modelled(code, shown.product, shown.architecture)
    model = new_model(f"architecture-{code}", caption)
    add_elements(ET.SubElement(model, "elements"), one)
    relations = list(_relations(one))
    if relations:
        ET.SubElement(model, "relationships").extend(relations)
    add_folder(ET.SubElement(model, "organizations"), one)
    add_definitions(ET.SubElement(model, "propertyDefinitions"))
    _view(model, one, plan_of(shown), caption)
    ET.indent(model, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(model, encoding="unicode")}\n'


def add_elements(parent: ET.Element, one: Modelled) -> None:
    """Sources, components and the product as application components, and the data objects."""
    for name in dict.fromkeys(one.architecture.sources):
        _element(parent, one.place(name), COMPONENT, name, {RESULT: one.code, KIND: SOURCE_KIND})
    for component in one.architecture.components:
        told = {RESULT: one.code, KIND: label(component.kind), REFERENCE: component.reference}
        _element(parent, one.place(component.name), COMPONENT, component.name, told)
    _element(parent, one.place(PRODUCT), COMPONENT, one.title, {RESULT: one.code, KIND: PRODUCT_KIND})
    for name, _source, fields, kind in one.objects:
        _element(parent, one.held(name, kind), OBJECT, name, {RESULT: one.code, KIND: kind, FIELDS: ", ".join(fields)})


def add_relations(parent: ET.Element, one: Modelled) -> None:
    """Flows and what holds which data; and that the result of the network realises its product."""
    parent.extend(_relations(one))
    ends = {"source": element_id(one.code), "target": one.place(PRODUCT), "xsi:type": "Realization"}
    ET.SubElement(parent, "relationship", {"identifier": f"product-{one.code}", **ends})


def add_folder(organizations: ET.Element, one: Modelled) -> None:
    """A folder for everything of this architecture."""
    folder = ET.SubElement(organizations, "item")
    say(folder, "label", f"Doelarchitectuur {one.code}")
    for member in _members(one):
        ET.SubElement(folder, "item", {"identifierRef": member})


def add_definitions(parent: ET.Element) -> None:
    """What the properties are called."""
    for heading, identifier in _DEFINITIONS.items():
        item = ET.SubElement(parent, "propertyDefinition", {"identifier": identifier, "type": "string"})
        say(item, "name", heading)


def _members(one: Modelled) -> Iterator[str]:
    names = (*one.architecture.sources, *(part.name for part in one.architecture.components), PRODUCT)
    yield from (one.place(name) for name in dict.fromkeys(names))
    yield from (one.held(name, kind) for name, _source, _fields, kind in one.objects)


def _element(parent: ET.Element, identifier: str, concept: str, name: str, told: Mapping[str, str]) -> None:
    item = ET.SubElement(parent, "element", {"identifier": identifier, "xsi:type": concept})
    say(item, "name", name)
    _properties(item, told)


def _relations(one: Modelled) -> Iterator[ET.Element]:
    for number, flow in enumerate(one.architecture.flows, start=1):
        ends = {"source": one.place(flow.source), "target": one.place(flow.target), "xsi:type": FLOW}
        item = ET.Element("relationship", {"identifier": one.flow(number), **ends})
        say(item, "name", flow.what)
        _properties(item, {RESULT: one.code, PERSONAL: "ja" if flow.personal else "nee"})
        yield item
    for name, source, _fields, kind in one.objects:
        held = one.held(name, kind)
        ends = {"source": one.place(source), "target": held, "xsi:type": ACCESS, "accessType": "Write"}
        yield ET.Element("relationship", {"identifier": f"access-{held}", **ends})


def _properties(item: ET.Element, told: Mapping[str, str]) -> None:
    properties = ET.SubElement(item, "properties")
    for heading, words in told.items():
        if words:
            one = ET.SubElement(properties, "property", {"propertyDefinitionRef": _DEFINITIONS[heading]})
            say(one, "value", words)


def _view(model: ET.Element, one: Modelled, plan: Plan, caption: Caption) -> None:
    """The drawing of the page, without its readers: they are no concept of the application layer."""
    diagrams = ET.SubElement(ET.SubElement(model, "views"), "diagrams")
    view = ET.SubElement(diagrams, "view", {"identifier": f"view-{one.code}", "xsi:type": "Diagram"})
    say(view, "name", caption.title)
    say(view, "documentation", caption.footer)
    drawn = {*one.architecture.sources, *(part.name for part in one.architecture.components), PRODUCT}
    for spot in (spot for spot in plan.spots if spot.name in drawn):
        kind = {"xsi:type": "Element", "elementRef": one.place(spot.name)}
        where = place_of(spot.left, spot.top, WIDE, spot.height)
        ET.SubElement(view, "node", {"identifier": f"node-{one.place(spot.name)}", **kind, **where})
    _connections(view, one, [strand.number for strand in plan.strands if strand.flow is not None])


def _connections(view: ET.Element, one: Modelled, numbers: Sequence[int]) -> None:
    for number in sorted(numbers):
        flow = one.architecture.flows[number - 1]
        ends = {"source": f"node-{one.place(flow.source)}", "target": f"node-{one.place(flow.target)}"}
        kind = {"xsi:type": "Relationship", "relationshipRef": one.flow(number)}
        ET.SubElement(view, "connection", {"identifier": f"line-{one.flow(number)}", **kind, **ends})


def _key(name: str) -> str:
    """What tells a name apart within a result, as part of an identifier."""
    return hashlib.sha256(name.encode()).hexdigest()[:12]
