"""From safe tables to what readers see: counts as they left, ratios worked out from safe numerators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from roer.core.disclosure import Policy, SafeTable
from roer.core.indicators.definition import IndicatorDefinition, IndicatorType
from roer.core.indicators.measure import Measure
from roer.core.indicators.plan import plan_for
from roer.core.indicators.product import CubeDefinition
from roer.core.values.status import Absence, Mark
from roer.data.engines.door import Warehouse
from roer.data.releases.areas import PROGRAMME, AreaTree
from roer.data.releases.cells import NO_BREAKDOWN, Cell
from roer.data.releases.measure import published_value

Known = tuple[float | None, Absence | None, frozenset[Mark]]
Denominators = Mapping[tuple[str, str], Known]

_UNKNOWN_YET: Known = (None, Absence.NOT_YET_PUBLISHED, frozenset())


@dataclass(frozen=True)
class Shaping:
    """One indicator of the product, with the safe tables of its numerator, by period."""

    indicator: IndicatorDefinition
    cube: CubeDefinition
    policy: Policy
    tables: Mapping[str, tuple[SafeTable, ...]]
    denominators: Denominators
    tree: AreaTree

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods that were measured and belong to the cube."""
        return tuple(period for period in sorted(self.tables) if self.cube.periods.holds(period))

    @property
    def classes(self) -> tuple[str, ...]:
        """The codes of the classes in this cube, the total first; one empty code without a breakdown."""
        if not self.cube.breakdowns:
            return (NO_BREAKDOWN,)
        breakdown = self.indicator.breakdown(self.cube.breakdowns[0])
        return (breakdown.total.code, *(node.code for node in breakdown.nodes))

    def cells(self) -> Iterator[Cell]:
        """Every cell of the indicator: of released areas as they are safe, of others as excluded."""
        for period in self.periods:
            yield from self._shown(period)
            yield from self._excluded(period)

    def _shown(self, period: str) -> Iterator[Cell]:
        levels = {level.value for level in self.cube.levels} | ({PROGRAMME} if self.tree.whole else set())
        for table in self.tables[period]:
            broken_down = len(table.dimensions) > 1
            for codes, safe in table.cells.items():
                if self._level(codes[0]) not in levels and codes[0] not in self._compared:
                    continue
                if broken_down and not self.cube.breakdowns and codes[1] != table.dimensions[1].root:
                    continue
                class_code = codes[1] if self.cube.breakdowns else NO_BREAKDOWN
                value, absence, marks = self._told(codes[0], period, (safe.value, safe.absence, safe.marks))
                yield Cell(self.indicator.code, codes[0], period, class_code, value, absence, marks)

    def _level(self, code: str) -> str:
        return PROGRAMME if code == self.tree.total.code else self.tree.places[code].level

    @property
    def _compared(self) -> frozenset[str]:
        """Areas larger than the municipalities, which only published figures have."""
        return frozenset(self.tree.places) - frozenset(self.tree.municipality_of)

    def _told(self, region: str, period: str, numerator: Known) -> Known:
        told = self._ratio(region, period, numerator) if self.indicator.type is IndicatorType.RATIO else numerator
        if any(broken.at == period for broken in self.indicator.breaks):
            told = (told[0], told[1], told[2] | {Mark.BREAK})
        return told

    def _ratio(self, region: str, period: str, numerator: Known) -> Known:
        """What is public comes first: where nobody lives a ratio does not apply, whatever the numerator hides."""
        value, absence, marks = numerator
        below, why, more = self.denominators.get((region, period), _UNKNOWN_YET)
        marks = marks | more
        if below is None:
            return None, why, marks
        if below == 0:
            return None, Absence.NOT_APPLICABLE, marks
        if value is None:
            return None, absence, marks
        if below < self.policy.minimum_denominator:
            return None, Absence.SECRET, marks
        exact = Decimal(str(value)) * self.indicator.scale.multiplier / Decimal(str(below))
        return float(exact.quantize(Decimal(1).scaleb(-self.indicator.scale.decimals), ROUND_HALF_UP)), None, marks

    def _excluded(self, period: str) -> Iterator[Cell]:
        left_out = [place.code for place in self.tree.at(self.cube.levels) if not self.tree.is_released(place.code)]
        if not self.tree.whole:
            left_out.append(self.tree.total.code)
        for code in left_out:
            for class_code in self.classes:
                yield Cell(self.indicator.code, code, period, class_code, None, Absence.EXCLUDED, frozenset())


def read_denominators(measure: Measure, warehouse: Warehouse, tree: AreaTree) -> Denominators:
    """The public figures below the line, by area and period; the programme's total is the sum of municipalities."""
    found: dict[tuple[str, str], Known] = {}
    for row in warehouse.measure(plan_for(measure)).to_pylist():
        value, absence = published_value(row)
        marks = frozenset() if row["mark"] is None else frozenset({Mark(row["mark"])})
        found[row[measure.region], row[measure.period]] = (value, absence, marks)
    for period in {period for _, period in found}:
        parts = [found.get((code, period), _UNKNOWN_YET) for code in tree.municipalities]
        absent = next((why for value, why, _ in parts if value is None), None)
        total = None if absent else sum(value or 0.0 for value, _, _ in parts)
        found[tree.total.code, period] = (total, absent, frozenset().union(*(marks for *_, marks in parts)))
    return found
