"""An information product: which figures, for whom and why; and the contract that DPIA and architecture approve."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from roer.core.indicators.canonical import canonical_hash
from roer.core.indicators.definition import DataLevel, IndicatorDefinition, Label, PeriodCode, Text
from roer.core.indicators.measure import Definition, Name
from roer.core.values.regions import RegionLevel

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,62}$")]


class Total(Definition):
    """The programme as a whole: the area above the municipalities, with a code of our own."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]{1,15}$")]
    name: Text


class Areas(Definition):
    """Which areas a product shows: the warehouse table that lists them, and the programme's total above them.

    The table has `code`, `name` and `parent`; a parent outside the table is the total.
    `compare` names larger areas (the country, a region) that are shown beside ours when others published a figure.
    """

    table: Name
    total: Total
    compare: tuple[Text, ...] = ()


class Periods(Definition):
    """The periods of a cube: from `first` up to `last`, or to the newest delivered when `last` is left out."""

    first: PeriodCode
    last: PeriodCode | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last is None:
            return self
        if self.first[4:6] != self.last[4:6]:
            raise ValueError(f"{self.first} en {self.last} zijn niet even lang; een reeks heeft één soort periode")
        if self.last < self.first:
            raise ValueError(f"de laatste periode ({self.last}) ligt vóór de eerste ({self.first})")
        return self

    def holds(self, code: str) -> bool:
        """Whether the period with this code belongs to the series."""
        same_length = code[4:6] == self.first[4:6]
        return same_length and self.first <= code and (self.last is None or code <= self.last)


class CubeDefinition(Definition):
    """A cube (kubus): one indicator × levels of area × at most one breakdown × periods. Readers see nothing else."""

    indicator: Name
    levels: Annotated[tuple[RegionLevel, ...], Field(min_length=1)]
    breakdowns: Annotated[tuple[Name, ...], Field(max_length=1)] = ()
    periods: Periods


class Page(Definition):
    """A page of a product: a heading, the indicators on it in order, and the text beside the figures."""

    slug: Slug
    title: Label
    indicators: tuple[Name, ...] = ()
    text: Text | None = None


class Retention(Definition):
    """How long releases and the raw data behind them are kept, and on which ground (Archiefwet, AVG art. 5)."""

    releases_years: int = Field(ge=1)
    raw_months: int = Field(ge=0)
    ground: Text


class ProductDefinition(Definition):
    """An information product (informatieproduct): a monitor with its cubes, pages, audience and purpose.

    `result` is the code of the result in the goals-efforts network that this product delivers.
    """

    slug: Slug
    title: Label
    summary: Label
    result: Text
    areas: Areas
    boundaries: Name | None = None
    cubes: Annotated[tuple[CubeDefinition, ...], Field(min_length=1)]
    pages: Annotated[tuple[Page, ...], Field(min_length=1)]
    purpose: Annotated[tuple[Text, ...], Field(min_length=1)]
    legal_basis: Text
    audience: Annotated[tuple[Text, ...], Field(min_length=1)]
    retention: Retention
    data_level: DataLevel
    origin: Text | None = None

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        shown = [cube.indicator for cube in self.cubes]
        if len(set(shown)) < len(shown):
            raise ValueError("elke indicator heeft één kubus: voeg niveaus en periodes daarin samen")
        slugs = [page.slug for page in self.pages]
        if len(set(slugs)) < len(slugs):
            raise ValueError("elke pagina heeft een eigen `slug`")
        for page in self.pages:
            if absent := [code for code in page.indicators if code not in shown]:
                raise ValueError(f"pagina {page.slug!r} noemt {', '.join(absent)}, maar daarvan is geen kubus")
        return self


@dataclass(frozen=True, slots=True)
class SourceUse:
    """What a product takes from one source: the fields that its warehouse tables are made from."""

    source: str
    fields: tuple[str, ...]


def contract_of(
    product: ProductDefinition,
    indicators: Iterable[IndicatorDefinition],
    sources: Iterable[SourceUse],
    *,
    policies: Mapping[str, Mapping[str, object]],
) -> dict[str, object]:
    """What DPIA and architecture are approved for: sources, fields, purpose, audience, levels, policy, retention.

    Names, texts, pages and the periods stay outside: they may change without a new approval.
    """
    known = {indicator.code: indicator for indicator in indicators}
    return {
        "product": product.slug,
        "purpose": list(product.purpose),
        "legal_basis": product.legal_basis,
        "audience": sorted(product.audience),
        "retention": product.retention.model_dump(mode="json"),
        "data_level": product.data_level.value,
        "sources": {use.source: sorted(use.fields) for use in sources},
        "cubes": {cube.indicator: _cube_contract(cube, known[cube.indicator]) for cube in product.cubes},
        "policies": {
            known[cube.indicator].policy: dict(policies[known[cube.indicator].policy]) for cube in product.cubes
        },
    }


def contract_hash(
    product: ProductDefinition,
    indicators: Iterable[IndicatorDefinition],
    sources: Iterable[SourceUse],
    *,
    policies: Mapping[str, Mapping[str, object]],
) -> str:
    """The sha256 of `contract_of(...)`: an approval binds to it and lapses when it changes."""
    return canonical_hash(contract_of(product, indicators, sources, policies=policies))


def _cube_contract(cube: CubeDefinition, indicator: IndicatorDefinition) -> dict[str, object]:
    return {
        "levels": sorted(cube.levels),
        "breakdowns": {name: [node.code for node in indicator.breakdown(name).nodes] for name in cube.breakdowns},
        "purpose": indicator.purpose.model_dump(mode="json"),
        "data_level": indicator.data_level.value,
        "policy": indicator.policy,
    }
