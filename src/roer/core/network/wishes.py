"""What a file asks of the network: elements and links as they should be, each with the place where it says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from roer.core.network.cells import echo
from roer.core.programme.elements import Code
from roer.core.values.errors import Problem

LINK = "link"
"""Beside the types of elements, what a file may tell of."""


@dataclass(frozen=True, slots=True)
class Place:
    """Plek in a file: 'Resultaten, rij 12', and the heading under which each field stands there."""

    where: str
    headings: Mapping[str, str] = field(default_factory=dict)
    unit: str = "kolom"

    def at(self, name: str = "") -> str:
        """'Resultaten, rij 12, kolom Fase'; without a field, the whole row."""
        return f"{self.where}, {self.unit} {self.headings.get(name) or echo(name)}" if name else self.where


@dataclass(frozen=True, slots=True)
class WantedElement:
    """An element as a file wants it; a field that is not in `fields` stays as it is."""

    type: str
    code: Code
    fields: Mapping[str, object]
    place: Place


@dataclass(frozen=True, slots=True)
class WantedLink:
    """A link as a file wants it; a field that is not in `fields` stays as it is."""

    source: Code
    target: Code
    fields: Mapping[str, object]
    place: Place


@dataclass(frozen=True, slots=True)
class Wish:
    """Wens: everything a file asks, what is wrong with it, and of which types (and LINK) it tells at all."""

    elements: tuple[WantedElement, ...] = ()
    links: tuple[WantedLink, ...] = ()
    problems: tuple[Problem, ...] = ()
    covers: frozenset[str] = frozenset()
