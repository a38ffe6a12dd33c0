"""Invented borders: one partition of the plane, so that neighbours share every vertex, with towns denser inside."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.spatial import Voronoi, cKDTree

from roer.site.example.places import FICTIONAL, MunicipalityPlan, Place, sizes

Points = npt.NDArray[np.float64]

SPACING = 960.0
DENSE_WITHIN = 2_600.0
BEND = 0.06


@dataclass(frozen=True, slots=True)
class Shape:
    """The border of one neighbourhood: a closed ring of points in metres (RD), its middle, and its area in hectares."""

    ring: Points
    middle: tuple[float, float]
    hectares: float


def shapes_of(plans: Sequence[MunicipalityPlan], rng: np.random.Generator) -> tuple[Shape, ...]:
    """A shape per neighbourhood, in the order of `places_of`."""
    field = _field(plans, rng)
    chosen = [at for members in _members(plans, field) for at in members]
    cells = Voronoi(_denser_in_town(field, plans))
    bends = _Bends(cells.vertices, rng)
    return tuple(_shape(bends.ring(_around(cells, at))) for at in chosen)


def write_boundaries(path: Path, places: Sequence[Place], shapes: Sequence[Shape]) -> None:
    """The shapes as GeoJSON in RD, each marked as fictional."""
    features = [
        {
            "type": "Feature",
            "id": place.code,
            "properties": {
                "buurtcode": place.code,
                "buurtnaam": place.name,
                "wijkcode": place.district,
                "wijknaam": place.district_name,
                "gemeentecode": place.municipality,
                "gemeentenaam": place.municipality_name,
                "herkomst": FICTIONAL,
            },
            "geometry": {"type": "Polygon", "coordinates": [shape.ring.tolist()]},
        }
        for place, shape in zip(places, shapes, strict=True)
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    document = {"type": "FeatureCollection", "name": f"buurten ({FICTIONAL})", "crs": crs, "features": features}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def _field(plans: Sequence[MunicipalityPlan], rng: np.random.Generator) -> Points:
    """Points on a shaken honeycomb, wide enough that no cell of ours lies at the rim."""
    centres = np.array([plan.centre for plan in plans])
    room = SPACING * (4 + 2 * np.sqrt(max(plan.neighbourhoods for plan in plans)))
    low, high = centres.min(axis=0) - room, centres.max(axis=0) + room
    rows = np.arange(low[1], high[1], SPACING * np.sqrt(3) / 2)
    columns = np.arange(low[0], high[0], SPACING)
    grid = np.array([(x + (at % 2) * SPACING / 2, y) for at, y in enumerate(rows) for x in columns])
    return grid + rng.uniform(-0.28, 0.28, grid.shape) * SPACING


def _members(plans: Sequence[MunicipalityPlan], field: Points) -> list[list[int]]:
    """Which points belong to which municipality: in turns, each takes the free point nearest to its centre."""
    nearest = [iter(np.argsort(np.hypot(*(field - plan.centre).T))) for plan in plans]
    taken: set[int] = set()
    members: list[list[int]] = [[] for _ in plans]
    while any(len(own) < plan.neighbourhoods for own, plan in zip(members, plans, strict=True)):
        for own, plan, order in zip(members, plans, nearest, strict=True):
            if len(own) < plan.neighbourhoods:
                at = next(int(one) for one in order if int(one) not in taken)
                taken.add(at)
                own.append(at)
    return [_by_district(own, field, plan) for own, plan in zip(members, plans, strict=True)]


def _by_district(members: list[int], field: Points, plan: MunicipalityPlan) -> list[int]:
    """The points in the order of their districts: halved along the longer side until each district is its own."""
    return _halved(members, field, sizes(plan.neighbourhoods, plan.districts))


def _halved(members: list[int], field: Points, parts: list[int]) -> list[int]:
    if len(parts) == 1:
        return members
    points = field[members]
    axis = int(np.ptp(points, axis=0).argmax())
    ordered = [members[at] for at in np.argsort(points[:, axis])]
    first = parts[: len(parts) // 2]
    cut = sum(first)
    return _halved(ordered[:cut], field, first) + _halved(ordered[cut:], field, parts[len(first) :])


def _denser_in_town(field: Points, plans: Sequence[MunicipalityPlan]) -> Points:
    """Draw points towards the centre that they are nearest to, so that the middle of a town has small cells."""
    centres = np.array([plan.centre for plan in plans])
    distance, which = cKDTree(centres).query(field)
    pull = 0.62 + 0.38 * np.minimum(1.0, distance / DENSE_WITHIN)
    moved: Points = centres[which] + (field - centres[which]) * pull[:, None]
    return moved


def _around(cells: Voronoi, at: int) -> list[int]:
    region = cells.regions[cells.point_region[at]]
    if -1 in region or not region:
        raise ValueError("a neighbourhood lies at the rim of the field")
    return list(region)


class _Bends:
    """Bends every edge a little, the same for both neighbours, so that borders look grown and still fit."""

    def __init__(self, vertices: Points, rng: np.random.Generator) -> None:
        self._vertices = vertices
        self._rng = rng
        self._known: dict[tuple[int, int], Points] = {}

    def ring(self, vertices: list[int]) -> Points:
        """The closed ring through these vertices, with its bends, in whole metres."""
        pieces = [self._edge(a, b)[:-1] for a, b in zip(vertices, vertices[1:] + vertices[:1], strict=True)]
        ring = np.round(np.vstack(pieces))
        return np.vstack((ring, ring[:1]))

    def _edge(self, a: int, b: int) -> Points:
        low, high = min(a, b), max(a, b)
        if (low, high) not in self._known:
            start, end = self._vertices[low], self._vertices[high]
            across = np.array([start[1] - end[1], end[0] - start[0]])
            steps = np.array([0.0, 0.25, 0.5, 0.75, 1.0])[:, None]
            aside = np.concatenate(([0.0], self._rng.uniform(-BEND, BEND, 3), [0.0]))[:, None]
            self._known[low, high] = start + steps * (end - start) + aside * across
        edge = self._known[low, high]
        return edge if a == low else edge[::-1]


def _shape(ring: Points) -> Shape:
    x, y = ring[:, 0], ring[:, 1]
    area = float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])) / 2
    counter_clockwise = ring if area > 0 else ring[::-1]
    return Shape(counter_clockwise, (float(x[:-1].mean()), float(y[:-1].mean())), abs(area) / 10_000)
