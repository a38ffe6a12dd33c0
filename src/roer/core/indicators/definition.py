"""What a figure means, as analysts write it in `catalogue/indicators/*.yml`."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from roer.core.indicators.canonical import canonical_hash
from roer.core.indicators.measure import Definition, Measure, MeasureKind, Name
from roer.core.values.periods import Grain, Period
from roer.core.values.regions import RegionLevel

KNOWN_LATER = ("mean", "median", "percentile", "dsr", "isr", "index", "survey_proportion", "score")


def _period_code(code: str) -> str:
    try:
        return Period(code).code
    except ValueError as error:
        raise ValueError(f"{code!r} is geen periode; schrijf bijvoorbeeld 2020JJ00 of 2020KW01") from error


PeriodCode = Annotated[str, AfterValidator(_period_code)]
Text = Annotated[str, Field(min_length=1)]


class Label(Definition):
    """A name in Dutch, and in English for those who read English."""

    nl: Text
    en: Text


class IndicatorType(StrEnum):
    """How the figure is made from its measures."""

    COUNT = "count"
    SUM = "sum"
    RATIO = "ratio"


class Direction(StrEnum):
    """Whether more is better; a choice of the council, so neutral unless decided."""

    NEUTRAL = "neutral"
    HIGHER_IS_BETTER = "higher_is_better"
    LOWER_IS_BETTER = "lower_is_better"


class Stage(StrEnum):
    """Where a definition is in its life."""

    IDEA = "idea"
    CONCEPT = "concept"
    TEST = "test"
    PUBLISHED = "published"
    DEPRECATED = "deprecated"
    WITHDRAWN = "withdrawn"


class DataLevel(StrEnum):
    """How close to persons: open, steering figures after protection, pseudonymised, personal, special categories."""

    P0 = "P0"
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"


class Scale(Definition):
    """The scale (schaal): what one unit on the screen is."""

    multiplier: int = Field(default=1, ge=1)
    unit: Text
    decimals: int = Field(default=0, ge=0, le=6)
    zero_baseline: bool = True


class BreakdownNode(Definition):
    """One class of a breakdown, with the class that it is part of (none: part of the total)."""

    code: Text
    label: Label
    parent: Text | None = None


class Breakdown(Definition):
    """A breakdown (uitsplitsing) of a figure next to the area, such as the age band: a closed list of classes."""

    name: Name
    label: Label
    column: Name
    total: BreakdownNode
    nodes: Annotated[tuple[BreakdownNode, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _is_a_tree(self) -> Self:
        seen = {self.total.code}
        for node in self.nodes:
            if node.code in seen:
                raise ValueError(f"klasse {node.code!r} staat er twee keer in")
            if node.parent is not None and node.parent not in seen:
                raise ValueError(f"klasse {node.code!r} hoort bij {node.parent!r}, maar die staat er niet boven")
            seen.add(node.code)
        return self

    @property
    def leaves(self) -> tuple[str, ...]:
        """The codes of the classes that have no classes below them: what the table of the warehouse holds."""
        parents = {node.parent for node in self.nodes}
        return tuple(node.code for node in self.nodes if node.code not in parents)


class Time(Definition):
    """Which periods a figure is about; figures of different lengths are never put in one line."""

    grains: Annotated[tuple[Grain, ...], Field(min_length=1)]
    kind: Literal["flow", "stock"]
    additive: bool = False


class Parts(Definition):
    """Whether the figures of the areas add up to the figure of the area around them, and why not if not."""

    levels: Annotated[tuple[RegionLevel, ...], Field(min_length=1)]
    additive: bool
    reason: Text | None = None

    @model_validator(mode="after")
    def _says_why_not(self) -> Self:
        if not self.additive and not self.reason:
            raise ValueError("zeg in `reason` waarom de delen niet optellen tot het totaal; de lezer ziet die zin")
        return self


class Break(Definition):
    """A break in the series (breuk): from this period on the figure may not be compared with what came before."""

    at: PeriodCode
    kind: Literal["definition", "method", "area", "source"]
    text: Text


class Purpose(Definition):
    """What a figure may be used for, on which ground, and by whom (AVG art. 5 and 6)."""

    goals: Annotated[tuple[Text, ...], Field(min_length=1)]
    legal_basis: Text
    audience: Annotated[tuple[Text, ...], Field(min_length=1)]


class Lifecycle(Definition):
    """The stage of a definition, since when, and what follows it up."""

    state: Stage
    since: date
    successor: Name | None = None


class IndicatorDefinition(Definition):
    """An indicator: what a figure means, so that it can be measured, protected and explained.

    `code` and `version` together never change their meaning once released: a new meaning is a new version.
    A ratio is worked out per cell from the protected numerator and the published denominator, never averaged.
    """

    code: Name
    version: int = Field(ge=1)
    lifecycle: Lifecycle
    label: Label
    definition: Text
    not_included: tuple[Text, ...] = ()
    type: IndicatorType
    numerator: Measure
    denominator: Measure | None = None
    scale: Scale
    direction: Direction = Direction.NEUTRAL
    time: Time
    region: Parts
    breakdowns: tuple[Breakdown, ...] = ()
    sources: Annotated[tuple[Name, ...], Field(min_length=1)]
    breaks: tuple[Break, ...] = ()
    policy: Name
    data_level: DataLevel
    purpose: Purpose
    goal_links: tuple[Text, ...] = ()
    owner: Text
    caveats: tuple[Text, ...] = ()
    origin: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _names_types_that_come_later(cls, given: object) -> object:
        if isinstance(given, dict) and given.get("type") in KNOWN_LATER:
            raise ValueError(
                f"type {given['type']!r} kan Roer nog niet berekenen; nu zijn er: count (aantal), sum (som) en ratio "
                "(aandeel of verhouding)"
            )
        return given

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        self._check_numerator()
        self._check_denominator()
        names = [breakdown.name for breakdown in self.breakdowns]
        if len(set(names)) < len(names):
            raise ValueError("elke uitsplitsing heeft een eigen naam")
        if self.numerator.kind is MeasureKind.PUBLISHED and self.region.additive:
            raise ValueError(
                "een overgenomen cijfer heeft eigen totalen: zet region.additive op false en zeg in `reason` waarom "
                "de delen niet optellen"
            )
        return self

    def _check_numerator(self) -> None:
        wanted = MeasureKind.SUMMED if self.type is IndicatorType.SUM else MeasureKind.COUNTED
        if self.numerator.kind not in (wanted, MeasureKind.PUBLISHED):
            raise ValueError(
                "een som (sum) heeft een maat met `value`; een aantal (count) en een aandeel (ratio) tellen "
                "`contributors`"
            )

    def _check_denominator(self) -> None:
        if (self.type is IndicatorType.RATIO) != (self.denominator is not None):
            raise ValueError("een aandeel (ratio) heeft een noemer (`denominator`), en alleen een aandeel heeft die")
        if self.denominator is not None and self.denominator.kind is not MeasureKind.PUBLISHED:
            raise ValueError(
                "de noemer is een openbaar cijfer: noem alleen `value`. Een noemer die Roer zelf telt, moet eerst "
                "beveiligd worden en dat kan nog niet"
            )

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The numerator, and the denominator if there is one."""
        return (self.numerator,) if self.denominator is None else (self.numerator, self.denominator)

    def breakdown(self, name: str) -> Breakdown:
        """The breakdown called `name`. Raises KeyError when this indicator has no such breakdown."""
        for breakdown in self.breakdowns:
            if breakdown.name == name:
                return breakdown
        raise KeyError(name)

    def meaning_hash(self) -> str:
        """The sha256 of everything that decides the figure; names, caveats, owner and life-cycle stay outside."""
        decides = self.model_dump(
            mode="json",
            include={
                "code": True,
                "version": True,
                "definition": True,
                "not_included": True,
                "type": True,
                "numerator": True,
                "denominator": True,
                "scale": {"multiplier", "unit"},
                "time": True,
                "region": {"additive"},
                "breakdowns": {"__all__": {"name": True, "column": True, "nodes": {"__all__": {"code", "parent"}}}},
                "sources": True,
            },
        )
        return canonical_hash(decides)
