"""The network as an ArchiMate Model Exchange File (The Open Group, 3.x): elements, relations, folders and a drawn view.

Which concept stands for what, and why: docs/decisions/the-network-in-archimate.md. Parts stand in the order that the
schema demands; the same network gives the same bytes.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from roer.core.network.archimate_architecture import (
    Modelled,
    add_definitions,
    add_elements,
    add_folder,
    add_relations,
    modelled_in,
)
from roer.core.network.archimate_view import drawn_view
from roer.core.network.archimate_words import element_id, field_id, link_id, new_model, say
from roer.core.network.look import Caption
from roer.core.network.scene import Scene
from roer.core.network.table_columns import LINKS, TYPES_OF, Column, columns_of
from roer.core.programme.elements import BodyCode, Link, LinkKind, PolicyField
from roer.core.programme.labels import label
from roer.core.programme.network_state import ElementRecord, LinkRecord, Network
from roer.core.programme.state import Programme

CONCEPTS: Mapping[str, str] = {"goal": "Goal", "result": "Deliverable", "effort": "WorkPackage"}
"""Type of an element → its concept."""
MODIFIERS = {1: "+", 2: "++", 3: "+++"}
"""How much a contribution to a goal weighs, as the modifier of an influence."""
FIELDS_FOLDER = "Beleidsterreinen"
_SAID_ELSEWHERE = frozenset({"title", "description", "rationale", "source", "target"})


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What goes into the file: a network with the words of its programme, and where everything stands in the view."""

    programme: Programme
    network: Network
    scene: Scene
    caption: Caption


def exchange_file(told: Exchanged) -> str:
    """The file, as UTF-8 text with its declaration. Archi opens it, and other tools that know the format."""
    model = new_model("din", told.caption)
    columns = columns_of(told.programme)
    fields = _fields_of(told)
    modelled = modelled_in(told.programme, told.network)
    _elements(model, told.network, columns, fields)
    _relationships(model, told.network, columns[LINKS], fields)
    _organizations(model, told.network, fields)
    _definitions(model, columns)
    if modelled:
        _architectures(model, modelled)
    drawn_view(model, told.scene, told.caption)
    ET.indent(model, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(model, encoding="unicode")}\n'


def _architectures(model: ET.Element, modelled: Sequence[Modelled]) -> None:
    """The target architectures of the results, in the parts that a network with a result always has."""
    elements, definitions = model.find("elements"), model.find("propertyDefinitions")
    relationships, organizations = model.find("relationships"), model.find("organizations")
    assert elements is not None, "a result with an architecture is an element"
    assert definitions is not None, "there are always properties"
    assert organizations is not None, "a result stands in a folder"
    if relationships is None:
        relationships = ET.Element("relationships")
        model.insert(list(model).index(elements) + 1, relationships)
    for one in modelled:
        add_elements(elements, one)
        add_relations(relationships, one)
        add_folder(organizations, one)
    add_definitions(definitions)


def _fields_of(told: Exchanged) -> dict[BodyCode, PolicyField]:
    """The policy fields that an open element belongs to."""
    used = {code for record in told.network.open_elements() for code in record.element.policy_fields}
    known = told.programme.policy_fields
    return {code: known.get(code) or PolicyField(code=code, name=code) for code in sorted(used)}


def _elements(
    model: ET.Element,
    network: Network,
    columns: Mapping[str, Sequence[Column]],
    fields: Mapping[BodyCode, PolicyField],
) -> None:
    records = network.open_elements()
    if not records:
        return
    elements = ET.SubElement(model, "elements")
    table_of = {kind: name for name, kind in TYPES_OF.items()}
    for record in records:
        _element(elements, record, columns[table_of[record.element.type]])
    for code, field in fields.items():
        grouping = ET.SubElement(elements, "element", {"identifier": field_id(code), "xsi:type": "Grouping"})
        say(grouping, "name", field.name)


def _element(elements: ET.Element, record: ElementRecord, columns: Sequence[Column]) -> None:
    element = record.element
    concept = {"identifier": element_id(element.code), "xsi:type": CONCEPTS[element.type]}
    item = ET.SubElement(elements, "element", concept)
    say(item, "name", f"{element.code} {element.title}")
    if element.description:
        say(item, "documentation", element.description)
    values = {**dict(element), "since": record.since.isoformat(), "origin": record.origin}
    _properties(item, columns, values)


def _relationships(
    model: ET.Element, network: Network, columns: Sequence[Column], fields: Mapping[BodyCode, PolicyField]
) -> None:
    records = network.links_in_order()
    if not records and not fields:
        return
    relationships = ET.SubElement(model, "relationships")
    for record in records:
        _relationship(relationships, network, record, columns)
    for element in (found.element for found in network.open_elements()):
        for field in dict.fromkeys(element.policy_fields):
            ends = {"source": field_id(field), "target": element_id(element.code), "xsi:type": "Aggregation"}
            identifier = f"member-{field}_{element.code}"
            ET.SubElement(relationships, "relationship", {"identifier": identifier, **ends})


def _relationship(relationships: ET.Element, network: Network, record: LinkRecord, columns: Sequence[Column]) -> None:
    link = record.link
    kind = relation_of(link, network.elements[link.target].element.type)
    attributes = {
        "identifier": link_id(link),
        "source": element_id(link.source),
        "target": element_id(link.target),
        "xsi:type": kind,
    }
    if kind == "Influence" and link.contribution:
        attributes["modifier"] = MODIFIERS[link.contribution]
    if kind == "Association":
        attributes["isDirected"] = "true"
    item = ET.SubElement(relationships, "relationship", attributes)
    say(item, "name", label(link.kind))
    if link.rationale:
        say(item, "documentation", link.rationale)
    confirmed = {"confirmed_on": record.confirmed_on.isoformat(), "confirmed_by": record.confirmed_by}
    _properties(item, columns, {**dict(link), **confirmed, "origin": record.origin})


def relation_of(link: Link, target: str) -> str:
    """The relation that stands for a link to an element of type `target`; the standard allows each of them."""
    if link.kind is not LinkKind.CONTRIBUTES:
        return "Association"
    return "Influence" if target == "goal" else "Realization"


def _properties(item: ET.Element, columns: Sequence[Column], values: Mapping[str, object]) -> None:
    told = {column: column.tell(values[column.field]) for column in columns if column.field not in _SAID_ELSEWHERE}
    properties = ET.SubElement(item, "properties")
    for column, text in told.items():
        if text:
            item = ET.SubElement(properties, "property", {"propertyDefinitionRef": _property_id(column.field)})
            say(item, "value", text)


def _property_id(field: str) -> str:
    return f"property-{field}"


def _organizations(model: ET.Element, network: Network, fields: Mapping[BodyCode, PolicyField]) -> None:
    """The folders: one per type, one for the policy fields."""
    records = network.open_elements()
    folders = {
        name: [element_id(record.element.code) for record in records if record.element.type == kind]
        for name, kind in TYPES_OF.items()
    }
    folders[FIELDS_FOLDER] = [field_id(code) for code in fields]
    if not any(folders.values()):
        return
    organizations = ET.SubElement(model, "organizations")
    for name, members in folders.items():
        if members:
            folder = ET.SubElement(organizations, "item")
            say(folder, "label", name)
            for member in members:
                ET.SubElement(folder, "item", {"identifierRef": member})


def _definitions(model: ET.Element, columns: Mapping[str, Sequence[Column]]) -> None:
    definitions = ET.SubElement(model, "propertyDefinitions")
    for field, heading in _headings(columns):
        item = ET.SubElement(definitions, "propertyDefinition", {"identifier": _property_id(field), "type": "string"})
        say(item, "name", heading)


def _headings(columns: Mapping[str, Sequence[Column]]) -> Iterator[tuple[str, str]]:
    """Each field that may be told as a property, once, with its heading."""
    headings = {column.field: column.heading for table in columns.values() for column in table}
    yield from ((field, heading) for field, heading in headings.items() if field not in _SAID_ELSEWHERE)
