"""What must hold for the rows of a model, as questions that count the rows that break it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlglot import exp

from roer.core.values.dutch import listing, plural
from roer.core.values.errors import Problem
from roer.data.catalogue.model import ModelDefinition
from roer.data.engines.door import EngineRefused, Workbench


@dataclass(frozen=True, slots=True)
class Check:
    """One demand: the query counts the rows that break it; `broken` says so in Dutch, without showing a row."""

    rule: str
    query: exp.Query
    broken: str
    cure: str


def problems_of(model: ModelDefinition, workbench: Workbench) -> list[Problem]:
    """A problem for each demand that some row of the made model breaks."""
    if model.header.tests.not_empty and workbench.rows(model.name) == 0:
        cure = "Kijk of de bron rijen heeft en of de filters in de query kloppen."
        return [Problem("model_empty", "het model heeft geen enkele rij", model.file, cure)]
    found = []
    for check in _checks(model):
        try:
            rows = workbench.count(check.query)
        except EngineRefused as error:
            cure = "Kijk of de toets bij het type van de kolom past."
            found.append(Problem("model_test_fails", f"{check.rule}: {error}", model.file, cure))
            continue
        if rows:
            what = f"{plural(rows, 'rij', 'rijen')}: {check.broken}"
            found.append(Problem(check.rule, what, model.file, check.cure))
    return found


def _checks(model: ModelDefinition) -> Iterator[Check]:
    tests, table = model.header.tests, model.name
    for column in dict.fromkeys((*model.header.key, *tests.not_null)):
        missing = exp.Is(this=_column(column), expression=exp.null())
        yield Check("model_not_null", _counting(table, missing), f"kolom {column!r} is leeg", "Vul aan of filter weg.")
    for columns in dict.fromkeys((model.header.key, *tests.unique)):
        told = listing([repr(column) for column in columns])
        cure = "Tel de dubbele rijen op, of voeg de kolom toe die ze onderscheidt."
        yield Check("model_unique", _doubles(table, columns), f"{told} komt vaker voor", cure)
    for column, values in tests.accepted.items():
        strange = exp.Not(this=exp.In(this=_column(column), expressions=[exp.convert(value) for value in values]))
        told = f"kolom {column!r} heeft een waarde die niet in de lijst staat"
        yield Check("model_accepted", _counting(table, strange), told, "Vul de lijst aan of verbeter de bron.")
    for column, span in tests.range.items():
        beside = exp.or_(
            exp.LT(this=_column(column), expression=exp.convert(span.low)),
            exp.GT(this=_column(column), expression=exp.convert(span.high)),
        )
        told = f"kolom {column!r} ligt niet tussen {span.low} en {span.high}"
        yield Check("model_range", _counting(table, beside), told, "Kijk naar eenheid en invoerfouten in de bron.")
    for column, target in tests.references.items():
        told = f"kolom {column!r} heeft een waarde die niet in {target} staat"
        yield Check(
            "model_reference", _orphans(table, column, target), told, "Vul aan wat ontbreekt of verbeter de code."
        )


def _counting(table: str, where: exp.Expression | None = None) -> exp.Select:
    query = exp.select(exp.Count(this=exp.Star())).from_(_table(table))
    return query.where(where) if where is not None else query


def _doubles(table: str, columns: tuple[str, ...]) -> exp.Select:
    keys = [_column(column) for column in columns]
    more_than_one = exp.GT(this=exp.Count(this=exp.Star()), expression=exp.convert(1))
    grouped = exp.select(*keys).from_(_table(table)).group_by(*keys).having(more_than_one)
    return exp.select(exp.Count(this=exp.Star())).from_(grouped.subquery("doubles"))


def _orphans(table: str, column: str, target: str) -> exp.Select:
    other, _, key = target.partition(".")
    known = (
        exp.select(_column(key))
        .from_(_table(other))
        .where(exp.Not(this=exp.Is(this=_column(key), expression=exp.null())))
    )
    return _counting(table, exp.Not(this=exp.In(this=_column(column), query=known.subquery())))


def _column(name: str) -> exp.Column:
    return exp.column(exp.to_identifier(name, quoted=True))


def _table(name: str) -> exp.Table:
    return exp.Table(this=exp.to_identifier(name, quoted=True))
