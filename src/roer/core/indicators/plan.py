"""The plan that measures a figure: what to read, group and add up, without a word about an engine.

`memory` reads a plan as plain Python, other engines compile `to_query(plan)`; one test suite holds them equal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlglot import exp

from roer.core.indicators.measure import Filter, Measure, MeasureKind, Scalar, Span

PLACES = 4
"""Summed values are exact decimals with this many places, so that the order of adding up does not matter."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """A row counts when the column holds one of these values."""

    column: str
    values: tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """A row counts when the column lies between two whole numbers, ends included."""

    column: str
    low: int
    high: int


Condition = OneOf | Between


@dataclass(frozen=True, slots=True)
class SumPlan:
    """Add up contributors (`n`) and value per key: the answer has the keys, n, value, largest, second_largest, mark.

    Rows with different marks stay apart, so that a cell can gather every mark of what it is made of.
    `largest` and `second_largest` are the two biggest single contributions; they are taken over, not added up, so
    such a plan groups by the whole key of its table.
    """

    table: str
    keys: tuple[str, ...]
    contributors: str
    value: str | None = None
    largest: str | None = None
    second_largest: str | None = None
    mark: str | None = None
    where: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedPlan:
    """Take over what others published per key, as it is: the answer has the keys, value, status and mark."""

    table: str
    keys: tuple[str, ...]
    value: str
    status: str | None = None
    mark: str | None = None
    where: tuple[Condition, ...] = ()


Plan = SumPlan | PublishedPlan


def plan_for(measure: Measure, breakdown_columns: Sequence[str] = ()) -> Plan:
    """The plan that measures `measure` per area, period and the given breakdown columns, in that order."""
    keys = (measure.region, measure.period, *breakdown_columns)
    where = _conditions(measure.filter)
    if measure.contributors is None:
        assert measure.value is not None, "a measure counts or takes over"
        return PublishedPlan(measure.table, keys, measure.value, measure.status, measure.mark, where)
    summed = measure.kind is MeasureKind.SUMMED
    return SumPlan(
        table=measure.table,
        keys=keys,
        contributors=measure.contributors,
        value=measure.value if summed else None,
        largest=measure.largest,
        second_largest=measure.second_largest,
        mark=measure.mark,
        where=where,
    )


def _conditions(chosen: Filter) -> tuple[Condition, ...]:
    return tuple(_condition(column, wanted) for column, wanted in sorted(chosen.items()))


def _condition(column: str, wanted: Scalar | tuple[Scalar, ...] | Span) -> Condition:
    if isinstance(wanted, Span):
        return Between(column, wanted.low, wanted.high)
    return OneOf(column, wanted if isinstance(wanted, tuple) else (wanted,))


def to_query(plan: Plan) -> exp.Select:
    """The plan as a tree that any SQL engine can be given; rows come out in the order of the keys."""
    columns = _summed(plan) if isinstance(plan, SumPlan) else _published(plan)
    keys = [_column(name) for name in plan.keys]
    apart = [*keys, _column(plan.mark)] if plan.mark else keys
    query = exp.select(*keys, *(exp.alias_(made, name) for name, made in columns.items())).from_(_table(plan.table))
    for condition in plan.where:
        query = query.where(_where(condition))
    if isinstance(plan, SumPlan):
        query = query.group_by(*apart)
    return query.order_by(*(exp.Ordered(this=key, nulls_first=True) for key in apart))


def _summed(plan: SumPlan) -> Mapping[str, exp.Expression]:
    contributors = exp.Sum(this=_column(plan.contributors))
    value = exp.Sum(this=exp.cast(_column(plan.value), f"DECIMAL(18, {PLACES})")) if plan.value else exp.null()
    return {
        "n": exp.cast(exp.Coalesce(this=contributors, expressions=[exp.Literal.number(0)]), "BIGINT"),
        "value": _exact(value),
        "largest": _exact(exp.Max(this=_column(plan.largest)) if plan.largest else exp.null()),
        "second_largest": _exact(exp.Max(this=_column(plan.second_largest)) if plan.second_largest else exp.null()),
        "mark": exp.cast(_column(plan.mark) if plan.mark else exp.null(), "TEXT"),
    }


def _published(plan: PublishedPlan) -> Mapping[str, exp.Expression]:
    return {
        "value": exp.cast(_column(plan.value), "DOUBLE"),
        "status": exp.cast(_column(plan.status) if plan.status else exp.null(), "TEXT"),
        "mark": exp.cast(_column(plan.mark) if plan.mark else exp.null(), "TEXT"),
    }


def _exact(expression: exp.Expression) -> exp.Expression:
    return exp.cast(expression, f"DECIMAL(38, {PLACES})")


def _where(condition: Condition) -> exp.Expression:
    column = _column(condition.column)
    if isinstance(condition, Between):
        return exp.Between(this=column, low=exp.convert(condition.low), high=exp.convert(condition.high))
    return exp.In(this=column, expressions=[exp.convert(value) for value in condition.values])


def _column(name: str) -> exp.Column:
    return exp.column(exp.to_identifier(name, quoted=True))


def _table(name: str) -> exp.Table:
    return exp.Table(this=exp.to_identifier(name, quoted=True))
