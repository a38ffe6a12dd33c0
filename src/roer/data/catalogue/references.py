"""What definitions say about each other: names that must exist, and uses that a definition does not allow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from roer.core.indicators.definition import IndicatorDefinition, Stage
from roer.core.indicators.measure import Measure, MeasureKind, Span
from roer.core.indicators.product import CubeDefinition, ProductDefinition
from roer.core.values.dutch import listing
from roer.core.values.errors import Problem
from roer.core.values.periods import Period
from roer.data.catalogue.catalogue import Catalogue
from roer.data.catalogue.complaints import nearest
from roer.data.catalogue.placed import Placed, Way

AREA_COLUMNS = ("code", "name", "parent")


def reference_problems(catalogue: Catalogue, placed: Mapping[tuple[str, str], Placed]) -> Iterator[Problem]:
    """Everything that one definition says about another that does not hold."""
    for code, indicator in catalogue.indicators.items():
        yield from _OfIndicator(catalogue, indicator, placed["indicators", code]).problems()
    for slug, product in catalogue.products.items():
        yield from _OfProduct(catalogue, product, placed["products", slug]).problems()
    yield from _linked_problems(catalogue, placed)


@dataclass(frozen=True)
class _OfIndicator:
    """The references of one indicator: to sources, a policy, and the tables that it is measured in."""

    catalogue: Catalogue
    indicator: IndicatorDefinition
    placed: Placed

    def problems(self) -> Iterator[Problem]:
        yield from self._sources()
        yield from self._policy()
        yield from self._measure("numerator", self.indicator.numerator)
        if self.indicator.denominator is not None:
            yield from self._measure("denominator", self.indicator.denominator)

    def _problem(self, rule: str, what: str, way: Way, cure: str = "") -> Problem:
        return Problem(rule, what, self.placed.where(way), cure)

    def _sources(self) -> Iterator[Problem]:
        named = set(self.indicator.sources)
        for source in sorted(named - set(self.catalogue.sources)):
            cure = nearest(source, self.catalogue.sources)
            yield self._problem("unknown_source", f"bron {source!r} is er niet", ("sources",), cure)
        behind = self.catalogue.sources_behind(measure.table for measure in self.indicator.measures)
        if behind and (unnamed := sorted(behind - named)):
            what = f"het cijfer komt ook uit {listing(unnamed)}, maar dat staat er niet bij"
            yield self._problem(
                "source_unnamed", what, ("sources",), "Noem elke bron; de lezer ziet ze onder het cijfer."
            )
        if behind and (unused := sorted((named & set(self.catalogue.sources)) - behind)):
            what = f"het cijfer komt niet uit {listing(unused)}"
            yield self._problem("source_unused", what, ("sources",), "Haal die bron weg.")

    def _policy(self) -> Iterator[Problem]:
        name = self.indicator.policy
        if name not in self.catalogue.policies:
            cure = nearest(name, self.catalogue.policies)
            yield self._problem("unknown_policy", f"beleid {name!r} is er niet", ("policy",), cure)
        elif self.catalogue.policies[name].published and self.indicator.numerator.kind is not MeasureKind.PUBLISHED:
            what = "een cijfer dat wij zelf tellen, heeft een beleid met een drempel nodig"
            yield self._problem("waiver_for_own_count", what, ("policy",), "Kies een ander beleid.")

    def _measure(self, part: str, measure: Measure) -> Iterator[Problem]:
        model = self.catalogue.models.get(measure.table)
        if model is None:
            cure = nearest(measure.table, self.catalogue.models)
            yield self._problem("unknown_table", f"model {measure.table!r} is er niet", (part, "table"), cure)
            return
        if model.of_persons:
            what = f"model {measure.table!r} heeft rijen van personen"
            yield self._problem(
                "table_of_persons", what, (part, "table"), "Maak een model dat optelt per gebied en periode."
            )
            return
        if measure.kind is MeasureKind.PUBLISHED and self.catalogue.rests_on_persons(measure.table):
            what = f"de cijfers in {measure.table!r} zijn uit personen geteld, dus niet door een ander beveiligd"
            yield self._problem(
                "published_from_persons", what, (part, "table"), "Noem `contributors` in plaats van `value`."
            )
        breakdowns = [b.column for b in self.indicator.breakdowns] if part == "numerator" else []
        columns = self.catalogue.shapes[measure.table].table.columns
        for column in sorted({*measure.columns, *breakdowns} - set(columns)):
            what = f"kolom {column!r} staat niet in model {measure.table!r}"
            yield self._problem("unknown_column", what, (part,), nearest(column, columns))
        yield from self._grain(part, measure, breakdowns)

    def _grain(self, part: str, measure: Measure, breakdowns: list[str]) -> Iterator[Problem]:
        """A contributor must count once: what tells rows of the table apart is shown, filtered, or safe to sum over."""
        key = set(self.catalogue.models[measure.table].header.key)
        pinned = {column for column, wanted in measure.filter.items() if not isinstance(wanted, tuple | Span)}
        shown = {measure.region, measure.period, *breakdowns}
        if unsafe := sorted(key - shown - pinned - set(measure.sum_over)):
            what = f"model {measure.table!r} heeft ook rijen per {listing(unsafe)}; dan telt iemand dubbel"
            cure = "Noem de kolom in `sum_over` als elke bijdrage daar één keer in zit, of filter op één waarde."
            yield self._problem("adds_up_twice", what, (part,), cure)
        if loose := sorted(shown - key):
            what = f"kolom {listing(loose)} hoort niet bij de sleutel van model {measure.table!r}"
            yield self._problem("not_in_key", what, (part,), "Neem de kolom op in key in de kop van het model.")


@dataclass(frozen=True)
class _OfProduct:
    """The references of one product: to indicators, areas, boundaries and texts, and the purposes that they allow."""

    catalogue: Catalogue
    product: ProductDefinition
    placed: Placed

    def problems(self) -> Iterator[Problem]:
        yield from self._areas()
        for at, cube in enumerate(self.product.cubes):
            indicator = self.catalogue.indicators.get(cube.indicator)
            if indicator is None:
                cure = nearest(cube.indicator, self.catalogue.indicators)
                what = f"indicator {cube.indicator!r} is er niet"
                yield self._problem("unknown_indicator", what, ("cubes", at, "indicator"), cure)
                continue
            yield from self._cube(("cubes", at), cube, indicator)
            yield from self._purpose(("cubes", at), indicator)
        for at, page in enumerate(self.product.pages):
            if page.text and page.text not in self.catalogue.texts:
                cure = nearest(page.text, self.catalogue.texts)
                yield self._problem("unknown_text", f"tekst {page.text!r} is er niet", ("pages", at, "text"), cure)

    def _problem(self, rule: str, what: str, way: Way, cure: str = "") -> Problem:
        return Problem(rule, what, self.placed.where(way), cure)

    def _areas(self) -> Iterator[Problem]:
        table, boundaries = self.product.areas.table, self.product.boundaries
        model = self.catalogue.models.get(table)
        if model is None or model.of_persons:
            cure = nearest(table, self.catalogue.models)
            yield self._problem("unknown_table", f"model {table!r} is er niet", ("areas", "table"), cure)
        elif missing := [name for name in AREA_COLUMNS if name not in self.catalogue.shapes[table].table.columns]:
            what = f"model {table!r} heeft geen kolom {listing(missing)}"
            yield self._problem("unknown_column", what, ("areas", "table"), "Een gebied heeft code, name en parent.")
        if boundaries and boundaries not in self.catalogue.sources:
            cure = nearest(boundaries, self.catalogue.sources)
            yield self._problem("unknown_source", f"bron {boundaries!r} is er niet", ("boundaries",), cure)

    def _cube(self, way: Way, cube: CubeDefinition, indicator: IndicatorDefinition) -> Iterator[Problem]:
        if strange := sorted(level.value for level in set(cube.levels) - set(indicator.region.levels)):
            what = f"{cube.indicator} is niet bedoeld voor niveau {listing(strange)}"
            yield self._problem("level_not_meant", what, (*way, "levels"), "Kies uit region.levels van de indicator.")
        known = [breakdown.name for breakdown in indicator.breakdowns]
        for name in cube.breakdowns:
            if name not in known:
                what = f"{cube.indicator} heeft geen uitsplitsing {name!r}"
                yield self._problem("unknown_breakdown", what, (*way, "breakdowns"), nearest(name, known))
        if Period(cube.periods.first).grain not in indicator.time.grains:
            what = f"{cube.indicator} is er niet voor perioden zoals {cube.periods.first}"
            yield self._problem("grain_not_meant", what, (*way, "periods"), "Kies uit time.grains van de indicator.")
        if indicator.lifecycle.state in (Stage.IDEA, Stage.WITHDRAWN):
            withdrawn = indicator.lifecycle.state is Stage.WITHDRAWN
            what = f"{cube.indicator} is {'ingetrokken' if withdrawn else 'nog een idee'}"
            yield self._problem("not_in_use", what, (*way, "indicator"), "Kies een andere indicator.")

    def _purpose(self, way: Way, indicator: IndicatorDefinition) -> Iterator[Problem]:
        """A figure may be used for a purpose and by an audience only where its own definition allows both."""
        pairs = (
            ("purpose", "doel", self.product.purpose, indicator.purpose.goals),
            ("audience", "publiek", self.product.audience, indicator.purpose.audience),
        )
        for rule, word, wanted, allowed in pairs:
            if beyond := sorted(set(wanted) - set(allowed)):
                what = f"{indicator.code} mag niet voor {word} {listing(beyond)}"
                cure = f"Toegestaan: {', '.join(allowed)}. Overleg met de eigenaar, {indicator.owner}."
                yield self._problem(f"{rule}_not_allowed", what, (*way, "indicator"), cure)


def _linked_problems(catalogue: Catalogue, placed: Mapping[tuple[str, str], Placed]) -> Iterator[Problem]:
    """Figures counted in one table share people: seen beside each other they would have to be protected as one.

    That is not possible yet, so a table has one measure and one breakdown, in all products together.
    """
    seen: dict[str, tuple[set[str], set[str]]] = {}
    for slug, product in catalogue.products.items():
        for at, cube in enumerate(product.cubes):
            indicator = catalogue.indicators.get(cube.indicator)
            if indicator is None or indicator.numerator.kind is MeasureKind.PUBLISHED:
                continue
            measure = indicator.numerator
            breakdowns, measures = seen.setdefault(measure.table, (set(), set()))
            breakdowns.update(cube.breakdowns)
            measures.add(measure.model_dump_json(include={"contributors", "value", "filter"}) + indicator.policy)
            if len(breakdowns) > 1 or len(measures) > 1:
                what = f"uit model {measure.table!r} komen cijfers die samen meer verraden dan elk apart"
                cure = "Houd één maat, één uitsplitsing en één beleid per model aan; samen beveiligen kan nog niet."
                yield Problem("linked_figures", what, placed["products", slug].where(("cubes", at)), cure)
