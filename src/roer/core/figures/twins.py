"""The table twin of every chart and map: the same figures as text, with how each stands in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from roer.core.figures.area_map import AreaMap
from roer.core.figures.line_chart import LineChart
from roer.core.figures.observations import DEFINITIVE, AreaValue, Observed, Quantity
from roer.core.figures.timeline import span

NO_FIGURE = "geen cijfer"


class Order(StrEnum):
    """Volgorde of the rows of a table."""

    BY_NAME = "naam"
    BY_VALUE = "cijfer"


@dataclass(frozen=True, slots=True)
class Column:
    """Kolom: its heading, and whether figures stand in it."""

    heading: str
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Rij: what it is about, then a text for every further column, the last of them how it stands in words."""

    heading: str
    cells: tuple[str, ...]
    code: str = ""

    @property
    def status(self) -> str:
        """How the figures of the row stand."""
        return self.cells[-1]


@dataclass(frozen=True, slots=True)
class TableTwin:
    """Tabel that says the same as a chart or map. Every row has one text less than there are columns: its heading."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        if any(len(row.cells) + 1 != len(self.columns) for row in self.rows):
            raise ValueError("every row fills every column")


def line_twin(chart: LineChart) -> TableTwin:
    """A row per period, a column per series; periods without a point say so."""
    quantity = chart.quantity
    columns = [Column(one.name, figures=True) for one in chart.series]
    rows = []
    for period in chart.periods:
        points = [one.at(period) for one in chart.series]
        texts = [NO_FIGURE if point is None else quantity.in_table(point) for point in points]
        named = [(one.name, point) for one, point in zip(chart.series, points, strict=True) if point is not None]
        rows.append(Row(period.label, (*texts, _status(named)), period.code))
    split = f" naar {chart.split}" if chart.split else ""
    caption = f"{_with_unit(quantity)}{split}, {chart.place or chart.focus.name}, {span(chart.periods)}"
    return TableTwin(caption, (Column("Periode"), *columns, Column("Status")), tuple(rows))


def map_twin(area_map: AreaMap, order: Order = Order.BY_NAME) -> TableTwin:
    """A row per area, also those without a shape, with the municipality around it."""
    quantity, places = area_map.quantity, area_map.places
    around = {area.code: places.municipality(area.code) for area in area_map.areas}
    nested = any(outer not in (None, code) for code, outer in around.items())
    rows = []
    for area in sorted_areas(area_map.areas, order):
        outer = around[area.code] or ""
        within = (places.names.get(outer, outer),) if nested else ()
        rows.append(Row(area.name, (*within, quantity.in_table(area), area.status), area.code))
    columns = [Column(area_map.level.label.capitalize())]
    columns += [Column("Gemeente")] if nested else []
    columns += [Column(_with_unit(quantity), figures=True), Column("Status")]
    caption = f"{_with_unit(quantity)} per {area_map.level.label}, {area_map.period.label}"
    return TableTwin(caption, tuple(columns), tuple(rows))


def sorted_areas(areas: Iterable[AreaValue], order: Order) -> list[AreaValue]:
    """By code, which keeps areas of one municipality together; or from high to low, those without a value last."""
    by_code = sorted(areas, key=lambda area: area.code)
    if order is Order.BY_NAME:
        return by_code
    return sorted(by_code, key=lambda area: (area.value is None, -(area.value or 0.0)))


def _with_unit(quantity: Quantity) -> str:
    return quantity.label if quantity.unit in quantity.label.lower() else f"{quantity.label} ({quantity.unit})"


def _status(named: Sequence[tuple[str, Observed]]) -> str:
    """One word when all stand alike, else each that differs with its name."""
    if not named:
        return NO_FIGURE
    found: dict[str, list[str]] = {}
    for name, point in named:
        found.setdefault(point.status, []).append(name)
    if len(found) == 1:
        return next(iter(found))
    told = [f"{status}: {', '.join(names)}" for status, names in found.items() if status != DEFINITIVE]
    return "; ".join(told)
