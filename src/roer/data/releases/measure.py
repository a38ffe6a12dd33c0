"""From plans to raw cubes: each measure of a product is counted once per period, however many indicators use it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from roer.core.disclosure import Contribution, Cube, Dimension, Node, Policy
from roer.core.indicators.canonical import canonical_hash
from roer.core.indicators.definition import Breakdown, IndicatorDefinition, IndicatorType
from roer.core.indicators.measure import Measure, MeasureKind
from roer.core.indicators.plan import plan_for
from roer.core.indicators.product import CubeDefinition
from roer.core.values.dutch import listing
from roer.core.values.errors import InputRefused, Problem
from roer.core.values.periods import Period
from roer.core.values.regions import RegionLevel
from roer.core.values.status import Absence, Mark
from roer.data.catalogue.catalogue import Catalogue
from roer.data.engines.door import Warehouse
from roer.data.releases.areas import REGION, AreaTree

Row = Mapping[str, Any]
Codes = tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """A measure as the product needs it: its levels and breakdown, wide enough for each indicator that uses it."""

    measure: Measure
    policy: Policy
    levels: frozenset[RegionLevel]
    breakdown: Breakdown | None
    label: str
    file: str
    compare: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The same name for the same figure, in every product and release."""
        what = self.measure.contributors or self.measure.value
        chosen = self.measure.model_dump(mode="json", include={"filter", "value"})
        return f"{self.measure.table}.{what}.{canonical_hash(chosen)[:8]}"


def identity(measure: Measure) -> str:
    """What decides which figure a measure gives: marks and what may be summed over stay outside."""
    return canonical_hash(measure.model_dump(mode="json", exclude={"mark", "sum_over", "status"}))


def figures_of(
    cubes: Iterable[tuple[CubeDefinition, IndicatorDefinition]], catalogue: Catalogue, compare: tuple[str, ...]
) -> dict[str, Figure]:
    """The figures behind the indicators of a product, by the identity of their measure."""
    figures: dict[str, Figure] = {}
    for cube, indicator in cubes:
        key = identity(indicator.numerator)
        known = figures.get(key)
        breakdown = indicator.breakdown(cube.breakdowns[0]) if cube.breakdowns else None
        figures[key] = Figure(
            measure=indicator.numerator,
            policy=catalogue.policies[indicator.policy],
            levels=frozenset(cube.levels) | (known.levels if known else frozenset()),
            breakdown=breakdown or (known.breakdown if known else None),
            label=known.label if known and indicator.type is IndicatorType.RATIO else indicator.label.nl,
            file=f"indicators/{indicator.code}.yml",
            compare=compare if indicator.numerator.kind is MeasureKind.PUBLISHED else (),
        )
    return figures


@dataclass(frozen=True)
class RawCube:
    """A cube of one period, not yet safe, with its period beside it."""

    period: str
    cube: Cube = field(repr=False)


def measure(figure: Figure, warehouse: Warehouse, tree: AreaTree) -> list[RawCube]:
    """The cubes of a figure: one per period when all municipalities are released, else one per municipality too.

    Raises InputRefused when the table has an area or a class that the definitions do not know.
    """
    columns = [figure.breakdown.column] if figure.breakdown else []
    rows = warehouse.measure(plan_for(figure.measure, columns)).to_pylist()
    if any(not _is_period(row[figure.measure.period]) for row in rows):
        what = f"kolom {figure.measure.period!r} heeft een waarde die geen periode is, zoals 2020JJ00 of 2020KW01"
        raise _refuse(figure, "not_a_period", what, "Maak er in het model een periode van: jaar || 'JJ00' AS period.")
    periods: dict[str, list[Row]] = {}
    for row in rows:
        periods.setdefault(row[figure.measure.period], []).append(row)
    published = figure.measure.kind is MeasureKind.PUBLISHED
    make = _published if published else _counted
    return [RawCube(period, cube) for period in sorted(periods) for cube in make(figure, period, periods[period], tree)]


def _counted(figure: Figure, period: str, rows: list[Row], tree: AreaTree) -> Iterator[Cube]:
    summed = figure.measure.kind is MeasureKind.SUMMED
    for regions in tree.dimensions(figure.levels):
        dimensions = (regions, *_classes(figure.breakdown))
        cells: dict[Codes, Contribution] = {}
        for row in rows:
            if (codes := _place(figure, row, regions, tree)) is not None:
                if row["n"] < 0:
                    raise _refuse(figure, "negative_count", "een aantal is negatief")
                before = cells.get(codes)
                cells[codes] = _added(before, row, figure) if summed else _counted_on(before, row["n"])
        # A mark on one hidden cell and not on the next would tell which of the two is empty: all cells have all marks.
        marks = frozenset(Mark(row["mark"]) for row in rows if row["mark"] is not None)
        every = itertools.product(*(dimension.order for dimension in dimensions))
        yield Cube(
            name=f"{figure.name} {period}",
            dimensions=dimensions,
            cells=cells,
            kind="magnitude" if summed else "count",
            marks=dict.fromkeys(every, marks) if marks else {},
        )


def _place(figure: Figure, row: Row, regions: Dimension, tree: AreaTree) -> Codes | None:
    """Where a row belongs in the cube; None when it is of a municipality that this cube is not about."""
    code = row[figure.measure.region]
    if code not in tree.municipality_of:
        # Which one is not told, here and below: the row may be about a single person.
        raise _refuse(figure, "unknown_area", "een rij heeft een gebied dat in geen gemeente van het product ligt")
    if tree.municipality_of[code] not in regions.parents:
        return None
    leaf = tree.leaf_of(code, regions.order)
    if leaf is None or regions.children[leaf]:
        raise _refuse(figure, "area_too_large", "een rij heeft een gebied met kleinere gebieden, maar noemt er geen")
    if figure.breakdown is None:
        return (leaf,)
    given = row[figure.breakdown.column]
    if given not in figure.breakdown.leaves:
        known = listing(figure.breakdown.leaves)
        what = f"een rij heeft een klasse die niet in uitsplitsing {figure.breakdown.name!r} staat ({known})"
        raise _refuse(figure, "unknown_class", what)
    return (leaf, given)


def _is_period(given: object) -> bool:
    try:
        return isinstance(given, str) and bool(Period(given))
    except ValueError:
        return False


def _refuse(
    figure: Figure, rule: str, what: str, cure: str = "Vul het model aan of verbeter de definitie."
) -> InputRefused:
    where = f"model {figure.measure.table}, gemeten voor {figure.file}"
    return InputRefused([Problem(rule, what, where, cure)])


def _counted_on(before: Contribution | None, more: int) -> Contribution:
    return Contribution(more + (before.n if before else 0))


def _added(before: Contribution | None, row: Row, figure: Figure) -> Contribution:
    value, largest, second = (float(row[name] or Decimal(0)) for name in ("value", "largest", "second_largest"))
    if min(value, largest, second) < 0:
        raise _refuse(
            figure, "negative_value", "een bedrag of hoeveelheid is negatief; dat kan nog niet beveiligd worden"
        )
    if before is None:
        return Contribution(row["n"], value, largest, second)
    tops = sorted((before.top1 or 0.0, before.top2 or 0.0, largest, second), reverse=True)
    return Contribution(before.n + row["n"], (before.value or 0.0) + value, tops[0], tops[1])


def _published(figure: Figure, period: str, rows: list[Row], tree: AreaTree) -> Iterator[Cube]:
    """What others published has totals of its own; only the programme's total is ours, the sum of municipalities."""
    shown = [place for place in tree.at(figure.levels) if tree.is_released(place.code)]
    larger = [tree.places[code] for code in figure.compare if code in tree.places]
    nodes = [Node(place.code, tree.total.code, place.name) for place in (*shown, *larger)]
    regions = Dimension(REGION, (Node(tree.total.code, None, tree.total.name), *nodes))
    dimensions = (regions, *_classes(figure.breakdown))
    cells: dict[Codes, Contribution] = {}
    absences: dict[Codes, Absence] = {}
    marks: dict[Codes, frozenset[Mark]] = {}
    for row in rows:
        codes = (row[figure.measure.region], *([row[figure.breakdown.column]] if figure.breakdown else []))
        if codes[0] not in regions.parents:
            continue
        value, absence = published_value(row)
        if absence is not None:
            absences[codes] = absence
        elif value is not None and value < 0:
            raise _refuse(figure, "negative_value", "een overgenomen cijfer is negatief; dat kan nog niet")
        else:
            cells[codes] = Contribution(1, value)
        if row["mark"] is not None:
            marks[codes] = frozenset({Mark(row["mark"])})
    if tree.whole:
        _add_total(tree, (cells, absences, marks))
    yield Cube(f"{figure.name} {period}", dimensions, cells, "magnitude", False, absences, marks)


def published_value(row: Row) -> tuple[float | None, Absence | None]:
    """A figure of others: its value, or why there is none."""
    if row["status"] is not None:
        return None, Absence(row["status"])
    return (None, Absence.UNKNOWN) if row["value"] is None else (float(row["value"]), None)


def _add_total(
    tree: AreaTree,
    found: tuple[dict[Codes, Contribution], dict[Codes, Absence], dict[Codes, frozenset[Mark]]],
) -> None:
    cells, absences, marks = found
    for rest in {codes[1:] for codes in (*cells, *absences)}:
        parts = [(code, *rest) for code in tree.municipalities]
        total = (tree.total.code, *rest)
        if missing := [codes for codes in parts if codes not in cells]:
            absences[total] = absences.get(missing[0], Absence.UNKNOWN)
        else:
            cells[total] = Contribution(1, sum(cells[codes].value or 0.0 for codes in parts))
        marks[total] = frozenset().union(*(marks.get(codes, frozenset()) for codes in parts))


def _classes(breakdown: Breakdown | None) -> tuple[Dimension, ...]:
    if breakdown is None:
        return ()
    total = breakdown.total.code
    nodes = (Node(node.code, node.parent or total, node.label.nl) for node in breakdown.nodes)
    return (Dimension(breakdown.name, (Node(total, None, breakdown.total.label.nl), *nodes)),)
