"""What a map is about: one figure for the areas of one level in one period, their shapes and their classes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from roer.core.figures.classes import Classes, ticks
from roer.core.figures.observations import AreaValue, Quantity
from roer.core.figures.palette import ramp
from roer.core.figures.shapes import Shape, Shapes
from roer.core.values.periods import Period
from roer.core.values.regions import RegionLevel
from roer.core.values.status import Absence


class Fill(StrEnum):
    """Vulling of an area without a value: never with the colour of a class."""

    HATCHED = "hatched"
    DOTTED = "dotted"
    CROSSED = "crossed"
    BLANK = "blank"


FILLS: Mapping[Absence, Fill] = MappingProxyType(
    {
        Absence.SECRET: Fill.HATCHED,
        Absence.NOT_APPLICABLE: Fill.DOTTED,
        Absence.IMPOSSIBLE: Fill.DOTTED,
        Absence.EXCLUDED: Fill.CROSSED,
        Absence.UNKNOWN: Fill.BLANK,
        Absence.NOT_YET_PUBLISHED: Fill.BLANK,
    }
)


@dataclass(frozen=True, slots=True)
class Places:
    """Ligging: which area lies in which, and what areas are called. Shapes may be finer than the areas of a map."""

    parents: Mapping[str, str | None]
    names: Mapping[str, str]

    def around(self, code: str) -> Iterator[str]:
        """The area itself, then the one that it lies in, and so on outwards."""
        step: str | None = code
        while step is not None:
            yield step
            step = self.parents.get(step)

    def municipality(self, code: str) -> str | None:
        """The municipality that an area lies in or is."""
        return next((step for step in self.around(code) if step.startswith("GM")), None)


@dataclass(frozen=True, slots=True)
class LegendLine:
    """Regel of the legend: what it means, of how many areas it is said, and how it looks.

    Exactly one of `colour`, `fill` and `diameter` (of a circle, in pixels) is given.
    """

    label: str
    count: int | None
    colour: str | None = None
    fill: Fill | None = None
    diameter: float | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class AreaMap:
    """Kaart. Shares and rates colour the areas; numbers of things become circles, since large areas hold more.

    `most` is the largest value of all periods, so that circles mean the same on every map of the figure.
    """

    quantity: Quantity
    level: RegionLevel
    period: Period
    areas: tuple[AreaValue, ...]
    shapes: Shapes
    places: Places
    classes: Classes
    most: float = 0.0
    chosen: str | None = field(default=None)

    @cached_property
    def by_code(self) -> Mapping[str, AreaValue]:
        """Code → the area's value."""
        return MappingProxyType({area.code: area for area in self.areas})

    @cached_property
    def members(self) -> Mapping[str, tuple[Shape, ...]]:
        """Code of an area → its shapes; areas without any are left out."""
        found: dict[str, list[Shape]] = {}
        for shape in self.shapes.shapes:
            area = next((code for code in self.places.around(shape.code) if code in self.by_code), None)
            if area is not None:
                found.setdefault(area, []).append(shape)
        return MappingProxyType({code: tuple(shapes) for code, shapes in sorted(found.items())})

    @cached_property
    def municipalities(self) -> Mapping[str, tuple[Shape, ...]]:
        """Code of a municipality → the shapes within it; empty when the areas are municipalities themselves."""
        found: dict[str, list[Shape]] = {}
        for code, shapes in self.members.items():
            municipality = self.places.municipality(code)
            if municipality is not None and municipality != code:
                found.setdefault(municipality, []).extend(shapes)
        return MappingProxyType({code: tuple(shapes) for code, shapes in sorted(found.items())})

    @property
    def chosen_shapes(self) -> tuple[Shape, ...]:
        """The shapes of what the reader chose, whatever its level."""
        chosen = self.chosen
        if chosen is None:
            return ()
        return tuple(shape for shape in self.shapes.shapes if chosen in self.places.around(shape.code))

    @property
    def is_worth_drawing(self) -> bool:
        """Whether some area has a shape and some area a value."""
        return bool(self.members) and any(area.value is not None for area in self.areas)

    @property
    def not_drawn(self) -> tuple[AreaValue, ...]:
        """The areas that are in the table but have no shape to draw."""
        return tuple(area for area in self.areas if area.code not in self.members)

    @property
    def colours(self) -> tuple[str, ...]:
        """The colour of each class."""
        return ramp(len(self.classes))

    @property
    def diameter(self) -> float:
        """Pixels across of the largest circle: it may cover the area of an average neighbour, not more."""
        drawn = max(len(self.members), 1)
        return min(72.0, 1.6 * math.sqrt(self.shapes.width * self.shapes.height / drawn))

    def diameter_of(self, value: float) -> float:
        """Pixels across of the circle of a value: the surface tells, so twice the value is twice the surface."""
        return self.diameter * math.sqrt(max(value, 0.0) / self.most) if self.most > 0 else 0.0


def legend(area_map: AreaMap) -> tuple[LegendLine, ...]:
    """What every colour, pattern and circle means, with the number of areas; only what occurs, and every class."""
    lines = list(_circles(area_map) if area_map.quantity.counts else _classes(area_map))
    absent = [area.absence for area in area_map.areas if area.absence is not None]
    lines += [
        LegendLine(label=f"{absence.sign}: {absence.label}", count=absent.count(absence), fill=FILLS[absence])
        for absence in Absence
        if absence in absent
    ]
    return tuple(lines)


def _classes(area_map: AreaMap) -> list[LegendLine]:
    indices = [area_map.classes.index(area.value) for area in area_map.areas if area.value is not None]
    if not indices:
        return []
    pairs = zip(area_map.classes.labels, area_map.colours, strict=True)
    return [LegendLine(label, indices.count(at), colour=colour) for at, (label, colour) in enumerate(pairs)]


def _circles(area_map: AreaMap) -> list[LegendLine]:
    if area_map.most <= 0:
        return []
    marks = [mark for mark in ticks(0, area_map.most, wanted=4) if 0 < mark <= area_map.most]
    return [
        LegendLine(area_map.quantity.told(mark), None, diameter=area_map.diameter_of(float(mark))) for mark in marks
    ]
