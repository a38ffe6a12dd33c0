"""Boundaries made ready for drawing: flat, fitted to a width, on a fine grid; areas without a shape are named.

Longitude and latitude become flat by shrinking the east-west distance (x · cos φ of the middle), which is exact enough
for a group of municipalities; coordinates in metres (RD, EPSG:28992) are flat already.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

GRID = 10
"""Steps of the grid in one pixel: finer is not seen, coarser shows."""
_LEAST_RING = 4

Position = tuple[int, int]
Ring = tuple[Position, ...]
Polygon = tuple[Ring, ...]
_Lines = list[list[list[tuple[float, float]]]]


@dataclass(frozen=True, slots=True)
class Shape:
    """Vorm: the polygons of one area, each with its outer ring first, in steps of the grid."""

    code: str
    polygons: tuple[Polygon, ...]

    @property
    def centre(self) -> Position:
        """A place well inside the largest polygon: the middle of its widest stretch at half height."""
        return _inside(max(self.polygons, key=lambda polygon: abs(_area(polygon[0]))))

    @property
    def size(self) -> float:
        """The surface in square pixels."""
        return sum(abs(_area(polygon[0])) for polygon in self.polygons) / GRID**2


@dataclass(frozen=True, eq=False)
class Shapes:
    """Vormen of one map with its size in pixels. `without` are the codes whose geometry is empty."""

    shapes: tuple[Shape, ...]
    without: tuple[str, ...]
    width: int
    height: int

    @classmethod
    def of(cls, collection: Mapping[str, Any], *, width: int = 560, most_height: int = 640) -> Shapes:
        """From GeoJSON whose features have `properties.code`, in longitude and latitude or in metres."""
        found = {str(one["properties"]["code"]): _lines(one.get("geometry")) for one in collection["features"]}
        without = tuple(sorted(code for code, polygons in found.items() if not polygons))
        every = [position for polygons in found.values() for rings in polygons for ring in rings for position in ring]
        if not every:
            return cls((), without, width, 0)
        fit = _Fit.to(every, width=width, most_height=most_height)
        drawn = (Shape(code, fit.polygons(polygons)) for code, polygons in sorted(found.items()) if polygons)
        return cls(tuple(drawn), without, fit.width, fit.height)


@dataclass(frozen=True, slots=True)
class _Fit:
    """How positions come on the grid: north up, so y turns over."""

    west: float
    north: float
    across: float
    down: float
    width: int
    height: int

    @classmethod
    def to(cls, positions: list[tuple[float, float]], *, width: int, most_height: int) -> _Fit:
        xs, ys = [x for x, _ in positions], [y for _, y in positions]
        in_degrees = max(map(abs, xs)) <= 180 and max(map(abs, ys)) <= 90
        squeeze = math.cos(math.radians((min(ys) + max(ys)) / 2)) if in_degrees else 1.0
        wide = max((max(xs) - min(xs)) * squeeze, 1e-9)
        high = max(max(ys) - min(ys), 1e-9)
        scale = min(width / wide, most_height / high)
        return cls(
            west=min(xs),
            north=max(ys),
            across=scale * squeeze * GRID,
            down=scale * GRID,
            width=math.ceil(wide * scale),
            height=math.ceil(high * scale),
        )

    def polygons(self, polygons: _Lines) -> tuple[Polygon, ...]:
        return tuple(tuple(self._ring(ring) for ring in rings) for rings in polygons)

    def _ring(self, ring: list[tuple[float, float]]) -> Ring:
        placed = [(round((x - self.west) * self.across), round((self.north - y) * self.down)) for x, y in ring]
        kept = [placed[0], *(here for before, here in pairwise(placed) if here != before)]
        return tuple(kept if len(kept) >= _LEAST_RING else placed)


def _lines(geometry: Mapping[str, Any] | None) -> _Lines:
    """The polygons of a geometry; none when it is null or empty, or holds no surface."""
    if geometry is None:
        return []
    match geometry["type"]:
        case "Polygon":
            parts = [geometry["coordinates"]]
        case "MultiPolygon":
            parts = geometry["coordinates"]
        case "GeometryCollection":
            return [polygon for part in geometry["geometries"] for polygon in _lines(part)]
        case _:
            return []
    rings = ([[(p[0], p[1]) for p in ring] for ring in polygon if len(ring) >= _LEAST_RING] for polygon in parts)
    return [polygon for polygon in rings if polygon]


def _area(ring: Ring) -> float:
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring)) / 2


def _inside(polygon: Polygon) -> Position:
    ys = [y for _, y in polygon[0]]
    height = (min(ys) + max(ys)) / 2 + 0.25  # off the grid, so that no corner lies on it
    crossings = sorted(x for ring in polygon for x in _crossings(ring, height))
    pairs = list(zip(crossings[::2], crossings[1::2], strict=False))
    if not pairs:
        return polygon[0][0]
    left, right = max(pairs, key=lambda pair: pair[1] - pair[0])
    return round((left + right) / 2), round(height)


def _crossings(ring: Ring, height: float) -> Iterator[float]:
    for (x0, y0), (x1, y1) in pairwise(ring):
        if (y0 > height) != (y1 > height):
            yield x0 + (height - y0) * (x1 - x0) / (y1 - y0)
