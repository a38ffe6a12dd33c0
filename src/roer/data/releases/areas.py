"""Which areas a release is about: the tree from the programme down to neighbourhoods, and who is in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from roer.core.disclosure import Dimension, Node
from roer.core.indicators.product import Areas
from roer.core.values.errors import InputRefused, Problem
from roer.core.values.regions import RegionLevel, level_of
from roer.data.engines.door import Warehouse

REGION = "region"
PROGRAMME = "programme"
_ORDER = [PROGRAMME, *(level.value for level in RegionLevel)]


@dataclass(frozen=True, slots=True)
class Place:
    """An area (gebied) in the tree: its code, name, level, and the code of the area around it."""

    code: str
    name: str
    level: str
    parent: str | None


@dataclass(frozen=True)
class AreaTree:
    """All areas of a product, and which municipalities are released (`released`) of all that there are."""

    total: Place
    places: Mapping[str, Place]
    released: tuple[str, ...]

    @cached_property
    def municipalities(self) -> tuple[str, ...]:
        """The codes of all municipalities, released or not."""
        return tuple(sorted(code for code, place in self.places.items() if place.level == RegionLevel.MUNICIPALITY))

    @property
    def whole(self) -> bool:
        """Whether every municipality is released, so that the programme's total gives nobody away."""
        return set(self.released) == set(self.municipalities)

    @cached_property
    def municipality_of(self) -> Mapping[str, str]:
        """Area code → the municipality that it lies in or is; larger areas are left out."""
        found = {}
        for code in self.places:
            step: str | None = code
            while step is not None and step in self.places and self.places[step].level != RegionLevel.MUNICIPALITY:
                step = self.places[step].parent
            if step is not None and step in self.places:
                found[code] = step
        return MappingProxyType(found)

    def at(self, levels: Iterable[RegionLevel]) -> tuple[Place, ...]:
        """The areas of these levels within the municipalities, released or not."""
        wanted = {level.value for level in levels}
        return tuple(self.places[code] for code in sorted(self.municipality_of) if self.places[code].level in wanted)

    def is_released(self, code: str) -> bool:
        """Whether the area lies in a released municipality."""
        return self.municipality_of.get(code) in self.released

    def dimensions(self, levels: Iterable[RegionLevel]) -> tuple[Dimension, ...]:
        """One tree under the programme's total when all are released, else a tree per released municipality."""
        shown = [place for place in self.at({*levels, RegionLevel.MUNICIPALITY}) if self.is_released(place.code)]
        codes = {place.code for place in shown}
        if self.whole:
            nodes = [Node(place.code, self._above(place, codes) or self.total.code, place.name) for place in shown]
            return (Dimension(REGION, (Node(self.total.code, None, self.total.name), *nodes)),)
        return tuple(
            Dimension(
                REGION,
                tuple(
                    Node(place.code, self._above(place, codes), place.name)
                    for place in shown
                    if self.municipality_of[place.code] == municipality
                ),
            )
            for municipality in self.released
        )

    def leaf_of(self, code: str, codes: Iterable[str]) -> str | None:
        """The smallest area among `codes` that `code` is or lies in; None when it lies in none."""
        known = set(codes)
        step: str | None = code
        while step is not None and step not in known:
            step = self.places[step].parent if step in self.places else None
        return step

    def _above(self, place: Place, codes: set[str]) -> str | None:
        step = place.parent
        while step is not None and step not in codes:
            step = self.places[step].parent if step in self.places else None
        return step


def read_areas(warehouse: Warehouse, areas: Areas, municipalities: Sequence[str], *, file: str) -> AreaTree:
    """The tree of the product's areas. Raises InputRefused when a municipality is unknown or the tree does not hold."""
    rows = warehouse.rows(areas.table, ("code", "name", "parent")).to_pylist()
    places = {row["code"]: Place(row["code"], row["name"], _level(row["code"], file), row["parent"]) for row in rows}
    known = {code for code, place in places.items() if place.level == RegionLevel.MUNICIPALITY}
    if unknown := sorted(set(municipalities) - known):
        what = f"gemeente {unknown[0]!r} staat niet in model {areas.table!r}"
        cure = f"Neem haar daarin op, met een lege parent. Nu staan er: {', '.join(sorted(known)) or 'geen gemeenten'}."
        raise InputRefused([Problem("unknown_municipality", what, file, cure)])
    if not municipalities:
        cure = "Geef ten minste één gemeente vrij."
        raise InputRefused([Problem("no_municipality", "er is geen gemeente om vrij te geven", file, cure)])
    lost = [place.code for place in places.values() if place.parent is not None and place.parent not in places]
    if lost:
        cure = "Neem het gebied eromheen ook op, of laat parent leeg."
        raise InputRefused(
            [Problem("area_without_parent", f"gebied {lost[0]} ligt in een onbekend gebied", file, cure)]
        )
    total = Place(areas.total.code, areas.total.name, PROGRAMME, None)
    return AreaTree(total, MappingProxyType(places), tuple(sorted(set(municipalities))))


def by_size(places: Iterable[Place]) -> list[Place]:
    """From large to small, and by code within a level."""
    return sorted(places, key=lambda place: (_ORDER.index(place.level), place.code))


def _level(code: str, file: str) -> str:
    try:
        return level_of(code).value
    except ValueError:
        cure = "Gebruik codes zoals GM0534, WK053401 en BU05340101."
        raise InputRefused([Problem("area_code", f"{code!r} is geen gebiedscode", file, cure)]) from None
