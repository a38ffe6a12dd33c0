"""What is counted: a measure over one table of the warehouse."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
"""A name of a table, a column, an indicator or a source: small letters, digits and underscores."""

Scalar = str | int | bool


class Definition(BaseModel):
    """What every definition of the catalogue shares: frozen, and no field that we do not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, use_enum_values=False)


class Span(Definition):
    """A span (bereik) of whole numbers, both ends included."""

    low: int
    high: int

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.high < self.low:
            raise ValueError(f"een bereik loopt van laag naar hoog, niet van {self.low} tot {self.high}")
        return self


Filter = dict[Name, Scalar | tuple[Scalar, ...] | Span]
"""Column → the value, one of the values, or the span that a row must have to count."""


class MeasureKind(StrEnum):
    """How the figure came about, which decides how it is protected."""

    COUNTED = "counted"
    SUMMED = "summed"
    PUBLISHED = "published"


class Measure(Definition):
    """A measure (maat) over one table of the warehouse, which has one row per area, period and breakdown.

    With `contributors` alone it counts them; with `value` too it sums the value that they bring in; with `value` alone
    it takes over a figure that others published, with the totals that they published: nothing is added up.
    `sum_over` names the columns of the table's key over which adding up is sound, because a contributor is in one of
    their rows only. Distinct persons over kinds of care are not: then leave the column out of the table.
    """

    table: Name
    contributors: Name | None = None
    value: Name | None = None
    largest: Name | None = None
    second_largest: Name | None = None
    status: Name | None = None
    mark: Name | None = None
    region: Name = "region"
    period: Name = "period"
    filter: Filter = Field(default_factory=dict)
    sum_over: tuple[Name, ...] = ()

    @model_validator(mode="after")
    def _is_one_kind(self) -> Self:
        if not self.contributors and not self.value:
            raise ValueError("een maat noemt `contributors` (wat telt u?), `value` (welk cijfer?) of allebei")
        if self.kind is MeasureKind.PUBLISHED and (self.largest or self.second_largest or self.sum_over):
            raise ValueError("een overgenomen cijfer wordt niet opgeteld: laat `largest` en `sum_over` weg")
        if self.kind is not MeasureKind.PUBLISHED and self.status:
            raise ValueError("`status` hoort bij een overgenomen cijfer: laat `contributors` of `status` weg")
        if self.kind is MeasureKind.SUMMED and not (self.largest and self.second_largest):
            raise ValueError(
                "een som van bedragen of hoeveelheden noemt `largest` en `second_largest`: de twee grootste bijdragen, "
                "nodig om te zien of één bijdrage het cijfer bepaalt"
            )
        return self

    @property
    def kind(self) -> MeasureKind:
        """Counted by us, summed by us, or published by others."""
        if not self.contributors:
            return MeasureKind.PUBLISHED
        return MeasureKind.SUMMED if self.value else MeasureKind.COUNTED

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column of the table that this measure reads, without the breakdowns."""
        named = (self.contributors, self.value, self.largest, self.second_largest, self.status, self.mark)
        return (self.region, self.period, *(name for name in named if name), *self.filter, *self.sum_over)
