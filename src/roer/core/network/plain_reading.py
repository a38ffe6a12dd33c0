"""The way back from the network as JSON: what it asks of a network, field by field, in codes instead of words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from roer.core.network.wishes import LINK, Place, WantedElement, WantedLink, Wish
from roer.core.programme.elements import Code
from roer.core.programme.labels import TYPES
from roer.core.values.errors import Problem

PARTS = ("elements", "links")
TOLD = frozenset({"type", "since", "origin", "confirmed_on", "confirmed_by"})
"""Keys that an export tells and that an import does not change."""
_EXPORT = "Kies een bestand dat als JSON is gedownload."


def wish_of_plain(text: str, name: str) -> Wish:
    """What the JSON of a network asks: `elements` and `links`; whatever else is told of it is passed over."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return Wish(problems=(Problem("not_json", "Dit is geen geldige JSON.", name, _EXPORT),))
    if not isinstance(told, dict) or not all(isinstance(told.get(part, []), list) for part in PARTS):
        return Wish(problems=(Problem("not_a_network", "Dit is geen netwerk.", name, _EXPORT),))
    problems: list[Problem] = []
    elements = tuple(_elements(told.get("elements", []), problems))
    links = tuple(_links(told.get("links", []), problems))
    covers = {element.type for element in elements} | ({LINK} if "links" in told else set())
    if not any(part in told for part in PARTS):
        problems.append(Problem("not_a_network", "Er staan geen elementen of relaties in.", name, _EXPORT))
    return Wish(elements, links, tuple(problems), frozenset(covers))


def _elements(items: list[object], problems: list[Problem]) -> Iterator[WantedElement]:
    for number, item in enumerate(items, start=1):
        place = Place(f"elements, nummer {number}", unit="veld")
        if not isinstance(item, dict) or item.get("type") not in TYPES:
            cure = f"Noem als `type` een van: {', '.join(TYPES)}."
            problems.append(Problem("unknown_type", "Dit is geen doel, resultaat of inspanning.", place.where, cure))
        elif code := _code(item, "code", place, problems):
            yield WantedElement(str(item["type"]), code, _fields(item, {"code"}), place)


def _links(items: list[object], problems: list[Problem]) -> Iterator[WantedLink]:
    for number, item in enumerate(items, start=1):
        place = Place(f"links, nummer {number}", unit="veld")
        if not isinstance(item, dict):
            problems.append(Problem("not_a_link", "Dit is geen relatie.", place.where, "Noem `source` en `target`."))
            continue
        source, target = (_code(item, end, place, problems) for end in ("source", "target"))
        if source and target:
            yield WantedLink(source, target, _fields(item, {"source", "target"}), place)


def _code(item: Mapping[str, object], name: str, place: Place, problems: list[Problem]) -> Code | None:
    code = item.get(name)
    if isinstance(code, str) and code:
        return code
    problems.append(Problem("no_code", "De code ontbreekt.", place.at(name), "Vul haar in."))
    return None


def _fields(item: Mapping[str, object], keys: set[str]) -> dict[str, object]:
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in item.items()
        if name not in TOLD | keys
    }
