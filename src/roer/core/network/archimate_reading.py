"""The way back from an ArchiMate exchange file: goals, deliverables and work packages as the tables they stand for.

Other concepts and relations of the model are an architect's own and are passed over. Where an element has no code among
its properties, its name begins with one.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from typing import NoReturn
from xml.parsers import expat

from roer.core.network.archimate import CONCEPTS, MODIFIERS
from roer.core.network.archimate_words import INSTANCE, NAMESPACE
from roer.core.network.cells import trimmed
from roer.core.network.table_columns import LINKS, TYPES_OF, columns_of
from roer.core.network.tables import Table
from roer.core.programme.elements import LinkKind
from roer.core.programme.labels import CONTRIBUTIONS, label
from roer.core.programme.state import Programme
from roer.core.values.errors import InputRefused, Problem

SPACE, TYPE = f"{{{NAMESPACE}}}", f"{{{INSTANCE}}}type"
_TABLES = {CONCEPTS[kind]: name for name, kind in TYPES_OF.items()}
"""Concept → the table in which it belongs."""
_WEIGHTS = {sign: CONTRIBUTIONS[weight] for weight, sign in MODIFIERS.items()}
_RELATIONS = ("Realization", "Influence", "Association")
_KNOWN = {
    table: frozenset(column.heading for column in columns if column.read)
    for table, columns in columns_of(Programme.empty()).items()
}
"""Of the properties of an architect's model, those that are ours to read."""
_CODE = re.compile(r"[A-Z][A-Z0-9-]*\d")
"""A word at the start of a name that is a code and not just a word."""
_EXPORT = "Exporteer het model in Archi als ‘Open Exchange File’."


def exchange_tables(text: str, name: str) -> tuple[Table, ...]:
    """The tables that an exchange file stands for. Raises InputRefused when it is none."""
    model = parsed_model(text, name)
    headings = {
        found.get("identifier", ""): trimmed(found.findtext(f"{SPACE}name") or "")
        for found in model.iter(f"{SPACE}propertyDefinition")
    }
    rows: dict[str, list[dict[str, str]]] = {table: [] for table in (*TYPES_OF, LINKS)}
    codes: dict[str, str] = {}
    for element in model.iterfind(f"{SPACE}elements/{SPACE}element"):
        table = _TABLES.get(element.get(TYPE, ""))
        if table is not None:
            row = _element(element, headings, table)
            codes[element.get("identifier", "")] = row["Code"]
            rows[table].append(row)
    rows[LINKS] = list(_links(model, headings, codes))
    return tuple(_table(table, found, name) for table, found in rows.items() if found)


def parsed_model(text: str, name: str) -> ET.Element:
    """The root of the file: read without document types, so without entities of its own. Raises InputRefused."""
    looked = expat.ParserCreate()

    def refuse(*_: object) -> NoReturn:
        raise _refused(name, "Dit bestand heeft een documenttype; dat lezen we niet.")

    looked.StartDoctypeDeclHandler = refuse
    try:
        looked.Parse(text.encode(), True)
        model = ET.fromstring(text)  # noqa: S314 - looked through just before: it has no document type
    except (expat.ExpatError, ET.ParseError, LookupError, ValueError) as error:
        raise _refused(name, "Dit is geen geldige XML.") from error
    if model.tag != f"{SPACE}model":
        raise _refused(name, "Dit is geen ArchiMate-uitwisselbestand.")
    return model


def _element(element: ET.Element, headings: Mapping[str, str], table: str) -> dict[str, str]:
    told = _properties(element, headings, table)
    named = trimmed(element.findtext(f"{SPACE}name") or "")
    first = named.partition(" ")[0]
    code = told.get("Code") or (first if _CODE.fullmatch(first) else "")
    title = trimmed(named.removeprefix(code))
    return {**told, "Code": code, "Titel": title, "Omschrijving": element.findtext(f"{SPACE}documentation") or ""}


def _links(model: ET.Element, headings: Mapping[str, str], codes: Mapping[str, str]) -> Iterator[dict[str, str]]:
    for relation in model.iterfind(f"{SPACE}relationships/{SPACE}relationship"):
        ends = codes.get(relation.get("source", "")), codes.get(relation.get("target", ""))
        if relation.get(TYPE) in _RELATIONS and ends[0] and ends[1]:
            told = _properties(relation, headings, LINKS)
            weight = _WEIGHTS.get(relation.get("modifier", "")) or told.get("Bijdrage", "")
            yield {
                **told,
                "Van": ends[0],
                "Soort": told.get("Soort") or _kind(relation),
                "Naar": ends[1],
                "Bijdrage": weight,
                "Onderbouwing": relation.findtext(f"{SPACE}documentation") or "",
            }


def _kind(relation: ET.Element) -> str:
    """What a relation that an architect drew says: an association says it by its name."""
    if relation.get(TYPE) == "Association":
        return relation.findtext(f"{SPACE}name") or "een relatie zonder naam"
    return label(LinkKind.CONTRIBUTES)


def _properties(item: ET.Element, headings: Mapping[str, str], table: str) -> dict[str, str]:
    """What the properties tell, by their headings; what is only there to be seen is left out."""
    told = {}
    for one in item.iterfind(f"{SPACE}properties/{SPACE}property"):
        heading = headings.get(one.get("propertyDefinitionRef", ""), "")
        if heading in _KNOWN[table]:
            told[heading] = one.findtext(f"{SPACE}value") or ""
    return told


def _table(name: str, rows: list[dict[str, str]], file: str) -> Table:
    """The rows under every heading that any of them has; a property that is missing is an empty cell."""
    headings = tuple(dict.fromkeys(heading for row in rows for heading in row))
    cells = tuple(tuple(row.get(heading, "") for heading in headings) for row in rows)
    return Table(name, headings, cells, file=f"{file}, {name}", first=1)


def _refused(name: str, what: str) -> InputRefused:
    return InputRefused([Problem("not_an_exchange_file", what, name, _EXPORT)])
