"""Boundaries: a GeoJSON file with one feature per area, in coordinates that the contract declares.

They land as longitude and latitude, as RFC 7946 asks: MultiPolygon, outer rings counter-clockwise, six decimals.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from roer.core.values.errors import InputRefused, Problem
from roer.data.sources.contract import GeoForm, SourceDefinition
from roer.data.sources.csv_file import delivered
from roer.data.sources.delivery import Habit, Part, Sheet, refuse
from roer.data.sources.projection import Points, from_rd
from roer.data.sources.strict_json import read_object

RD, WGS84 = "EPSG:28992", "EPSG:4326"
DECIMALS = 6
MOST_POINTS = 2_000_000
_PLAUSIBLE = {RD: ((-7_000, 300_000), (289_000, 629_000)), WGS84: ((3.2, 7.3), (50.7, 53.7))}
_NAMES = {RD: "Rijksdriehoek (RD)", WGS84: "lengte en breedte (WGS84)"}
_AGAIN = "Haal de grenzen opnieuw op."


def read_geojson(definition: SourceDefinition, root: Path, *, progress: Callable[[str], None]) -> tuple[Sheet, ...]:
    """The areas as one sheet, with their shapes. Raises InputRefused when a shape or the file is not sound."""
    if definition.geojson is None:
        raise ValueError("a definition of boundaries declares its coordinates")
    location = definition.locations[0]
    progress(f"{definition.title}: {location} lezen")
    path = root / location
    content = delivered(path, location)
    features = _features(read_object(content, path.name), definition.geojson, path.name)
    sheet = Sheet(
        name=path.name,
        cells={column.name: _cells(features, column.names_there, path.name) for column in definition.columns},
        habits={column.name: Habit() for column in definition.columns},
        parts=(Part.of(path.name, content),),
        row_word="gebied",
    )
    return (_with_shapes(sheet, features, definition.geojson),)


def _features(document: Mapping[str, Any], form: GeoForm, name: str) -> list[Mapping[str, Any]]:
    features = document.get("features")
    if document.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise refuse("not_geojson", "dit is geen FeatureCollection van GeoJSON", name, _AGAIN)
    said = document.get("crs")
    told = str(said.get("properties", {}).get("name", "")) if isinstance(said, dict) else ""
    if told and not _same_crs(told, form.crs):
        what = f"het bestand zegt {told[:60]} te gebruiken, en de bron belooft {form.crs}"
        raise refuse("crs_mismatch", what, name, "Zet bij `geojson: {crs: …}` in de bron wat klopt.")
    for at, feature in enumerate(features, start=1):
        if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
            raise refuse("not_geojson", "dit is geen Feature met eigenschappen", f"{name}, gebied {at}", _AGAIN)
    return features


def _same_crs(told: str, declared: str) -> bool:
    return told.rpartition(":")[2] in {declared.rpartition(":")[2]} | ({"CRS84"} if declared == WGS84 else set())


def _cells(features: Sequence[Mapping[str, Any]], names: Sequence[str], where: str) -> pa.Array:
    """A property of every area as text, whatever it was: script and formulas are letters like any other."""
    found = next((name for name in names if any(name in feature["properties"] for feature in features)), None)
    if found is None and features:
        told = " of ".join(repr(name) for name in names)
        raise refuse("missing_column", f"eigenschap {told} ontbreekt", where, "Kijk hoe de eigenschap nu heet.")
    values = [feature["properties"].get(found) for feature in features]
    return pa.array([None if value is None else str(value) for value in values], pa.string())


def _with_shapes(sheet: Sheet, features: Sequence[Mapping[str, Any]], form: GeoForm) -> Sheet:
    problems: list[Problem] = []
    shapes = []
    points = 0
    for at, feature in enumerate(features):
        try:
            shape = _shape(feature.get("geometry"), form.crs, sheet.where(at))
        except InputRefused as refusal:
            problems += refusal.problems
            continue
        points += sum(len(ring) for polygon in shape["coordinates"] for ring in polygon)
        shapes.append(shape)
    if points > MOST_POINTS:
        what = "de grenzen hebben te veel punten voor een kaart"
        problems.append(
            Problem("too_many_points", what, sheet.name, "Neem een vereenvoudigde (gegeneraliseerde) kaart.")
        )
    if problems:
        raise InputRefused(problems)
    return Sheet(sheet.name, sheet.cells, sheet.habits, sheet.parts, row_word=sheet.row_word, shapes=tuple(shapes))


def _shape(geometry: object, crs: str, where: str) -> dict[str, Any]:
    """The geometry as a MultiPolygon in degrees. An area without a shape keeps an empty one."""
    if geometry is None:
        return {"type": "MultiPolygon", "coordinates": []}
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise refuse("not_an_area", "de vorm is geen Polygon of MultiPolygon", where, _AGAIN)
    given = geometry.get("coordinates")
    polygons = [given] if geometry["type"] == "Polygon" and given else given
    if not isinstance(polygons, list) or not all(isinstance(polygon, list) for polygon in polygons):
        raise refuse("not_geojson", "de coördinaten zijn geen lijst van ringen", where, _AGAIN)
    kept = [[_ring(ring, at > 0, crs, where) for at, ring in enumerate(polygon)] for polygon in polygons if polygon]
    return {"type": "MultiPolygon", "coordinates": kept}


def _ring(ring: object, is_hole: bool, crs: str, where: str) -> list[list[float]]:
    points = _points(ring, where)
    if len(points) < 4 or not np.array_equal(points[0], points[-1]):
        raise refuse("unclosed_ring", "een ring van de grens is niet gesloten", where, _AGAIN)
    _check_plausible(points, crs, where)
    degrees = from_rd(points) if crs == RD else points
    if (_signed_area(degrees) > 0) == is_hole:
        degrees = degrees[::-1]
    return [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in degrees.tolist()]


def _points(ring: object, where: str) -> Points:
    try:
        points = np.array([[float(x), float(y)] for x, y, *_ in ring], dtype=np.float64)  # type: ignore[attr-defined]  # anything else is refused
    except (TypeError, ValueError):
        raise refuse("not_geojson", "een punt van de grens is geen paar getallen", where, _AGAIN) from None
    if not np.isfinite(points).all():
        raise refuse("not_geojson", "een punt van de grens is geen paar getallen", where, _AGAIN)
    return points.reshape(-1, 2)


def _check_plausible(points: Points, crs: str, where: str) -> None:
    if _lies_in(points, crs):
        return
    other = next((one for one in (RD, WGS84) if one != crs and _lies_in(points, one)), None)
    if other:
        cure = f"Zet bij `geojson: {{crs: …}}` in de bron {other}, of lever {_NAMES[crs]}."
        raise refuse("crs_mismatch", f"de coördinaten lijken op {_NAMES[other]}", where, cure)
    if crs == WGS84 and _lies_in(points[:, ::-1], crs):
        raise refuse("swapped_axes", "lengte en breedte zijn verwisseld", where, "Lever eerst de lengte (oost).")
    raise refuse("outside_country", "de coördinaten liggen niet in Nederland", where, _AGAIN)


def _lies_in(points: Points, crs: str) -> bool:
    (west, east), (south, north) = _PLAUSIBLE[crs]
    x, y = points[:, 0], points[:, 1]
    return bool((x >= west).all() and (x <= east).all() and (y >= south).all() and (y <= north).all())


def _signed_area(points: Points) -> float:
    x, y = points[:, 0], points[:, 1]
    return math.fsum((x[:-1] * y[1:] - x[1:] * y[:-1]).tolist())
