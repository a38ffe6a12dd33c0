"""The way back: a target architecture out of an exchange file, each hindrance told by concept.

A file that Roer wrote says by its properties what is a source, storage or the product. In a model that is an
architect's own, a component is a source when the contract names it, and the product when it is called so.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from roer.core.network.archimate_architecture import (
    ACCESS,
    COMPONENT,
    FIELDS,
    FLOW,
    KIND,
    OBJECT,
    PERSONAL,
    PRODUCT_KIND,
    REFERENCE,
    RESULT,
    SOURCE_KIND,
    WHOLE_KIND,
)
from roer.core.network.archimate_reading import SPACE, TYPE, parsed_model
from roer.core.network.cells import trimmed
from roer.core.programme.architecture import PRODUCT, Architecture, Component, ComponentKind, DataObject, Flow
from roer.core.programme.elements import Contract
from roer.core.programme.labels import label
from roer.core.values.dutch import listing
from roer.core.values.errors import InputRefused, Problem

LONGEST = 160
"""Longer names do not fit."""
_KINDS = {label(kind): kind for kind in ComponentKind}


@dataclass
class _Found:
    """What was read so far: names by identifier, the parts of the architecture, and what stands in the way."""

    file: str
    contract: Contract
    headings: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)
    components: list[Component] = field(default_factory=list)

    def refuse(self, rule: str, what: str, item: ET.Element, cure: str) -> None:
        """Keep a problem, with the concept or relation that it is about."""
        name = trimmed(item.findtext(f"{SPACE}name") or "") or item.get("identifier", "")
        self.problems.append(Problem(rule, what, f"{self.file}, {item.get(TYPE, '')} {name[:60]}", cure))

    def told(self, item: ET.Element) -> dict[str, str]:
        """What the properties of a concept or relation say, by their headings."""
        found = item.iterfind(f"{SPACE}properties/{SPACE}property")
        return {
            self.headings.get(one.get("propertyDefinitionRef", ""), ""): trimmed(one.findtext(f"{SPACE}value") or "")
            for one in found
        }

    def name_of(self, item: ET.Element) -> str:
        """The name of a concept or relation; empty, with a problem, when there is none that fits."""
        name = trimmed(item.findtext(f"{SPACE}name") or "")
        if not name:
            self.refuse("no_name", "Dit heeft geen naam.", item, "Geef het een naam.")
        elif len(name) > LONGEST:
            what = f"Deze naam is langer dan {LONGEST} tekens."
            self.refuse("name_too_long", what, item, "Maak de naam korter.")
            return ""
        return name


def read_architecture(text: str, file: str, contract: Contract, before: Architecture | None = None) -> Architecture:
    """The target architecture in an exchange file, for this contract. Raises InputRefused with every problem.

    What the file has no place for, storage and tools in words, stays as it was `before`.
    """
    model = parsed_model(text, file)
    headings = {
        one.get("identifier", ""): trimmed(one.findtext(f"{SPACE}name") or "")
        for one in model.iter(f"{SPACE}propertyDefinition")
    }
    found = _Found(file, contract, headings)
    elements = list(_of_result(found, model.findall(f"{SPACE}elements/{SPACE}element")))
    for element in elements:
        if element.get(TYPE) == COMPONENT:
            _read_component(found, element)
    relations = model.findall(f"{SPACE}relationships/{SPACE}relationship")
    objects = tuple(_objects(found, elements, relations))
    flows = tuple(_flows(found, relations))
    if not found.names:
        what = f"In dit bestand staat geen enkel applicatiecomponent voor {contract.result}."
        found.problems.append(Problem("no_components", what, file, "Exporteer het model met zijn applicatielaag."))
    if found.problems:
        raise InputRefused(found.problems)
    return Architecture(
        result=contract.result,
        contract_hash=contract.hash,
        sources=tuple(dict.fromkeys((*(one for one in contract.sources if one in found.sources), *found.sources))),
        storage=before.storage if before else "",
        tools=before.tools if before else "",
        components=tuple(found.components),
        objects=objects,
        flows=flows,
    )


def _of_result(found: _Found, elements: list[ET.Element]) -> Iterator[ET.Element]:
    """What is of this result; where nothing says of which result it is, everything."""
    wanted = [one for one in elements if one.get(TYPE) in (COMPONENT, OBJECT)]
    marked = [one for one in wanted if RESULT in found.told(one)]
    for one in wanted:
        if not marked or found.told(one).get(RESULT) == found.contract.result:
            yield one


def _read_component(found: _Found, element: ET.Element) -> None:
    name, told = found.name_of(element), found.told(element)
    if not name:
        return
    kind, identifier = told.get(KIND, ""), element.get("identifier", "")
    if kind == PRODUCT_KIND or (not kind and name.casefold() == PRODUCT.casefold()):
        found.names[identifier] = PRODUCT
        return
    found.names[identifier] = name
    if kind == SOURCE_KIND or (not kind and name in found.contract.sources):
        found.sources.append(name)
    elif kind in _KINDS or not kind:
        known = _KINDS.get(kind, ComponentKind.APPLICATION)
        found.components.append(Component(name=name, kind=known, reference=told.get(REFERENCE, "")))
    else:
        cure = f"Kies uit {listing([SOURCE_KIND, *_KINDS, PRODUCT_KIND], 'of')}."
        found.refuse("unknown_kind", f"De soort ‘{kind[:60]}’ is er niet.", element, cure)


def _objects(found: _Found, elements: list[ET.Element], relations: list[ET.Element]) -> Iterator[DataObject]:
    held = {one.get("target"): one.get("source", "") for one in relations if one.get(TYPE) == ACCESS}
    for element in (one for one in elements if one.get(TYPE) == OBJECT):
        told = found.told(element)
        if told.get(KIND) == WHOLE_KIND or not (name := found.name_of(element)):
            continue
        source = found.names.get(held.get(element.get("identifier"), ""), "")
        if source in found.sources:
            fields = tuple(dict.fromkeys(part.strip() for part in told.get(FIELDS, "").split(",") if part.strip()))
            yield DataObject(name=name, source=source, fields=fields)
        else:
            cure = "Trek een Access-relatie van de bron naar dit gegevensobject."
            found.refuse("object_without_source", "Dit gegevensobject hangt aan geen bron.", element, cure)


def _flows(found: _Found, relations: list[ET.Element]) -> Iterator[Flow]:
    for relation in (one for one in relations if one.get(TYPE) == FLOW):
        told = found.told(relation)
        if told.get(RESULT, found.contract.result) != found.contract.result:
            continue
        ends = [found.names.get(relation.get(end, ""), "") for end in ("source", "target")]
        if not all(ends):
            cure = "Laat elke stroom tussen twee applicatiecomponenten van dit resultaat lopen."
            found.refuse("flow_from_nowhere", "Deze stroom begint of eindigt buiten de tekening.", relation, cure)
        elif name := found.name_of(relation):
            personal = told.get(PERSONAL, "").casefold() == "ja"
            yield Flow(source=ends[0], target=ends[1], what=name, personal=personal)
