"""What a model makes of what it reads: its columns, the fields it uses, and whether persons are still in it.

Computed from the query itself, never taken from what its author says about it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlglot import exp
from sqlglot.errors import OptimizeError, SqlglotError
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, traverse_scope

from roer.core.values.errors import InputRefused, Problem
from roer.data.catalogue.complaints import nearest
from roer.data.catalogue.model import DIALECT, ModelDefinition


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table (tabel) as models see it: its columns, which of them identify a person, and whether rows are persons."""

    columns: tuple[str, ...]
    identifying: frozenset[str] = frozenset()
    of_persons: bool = False


@dataclass(frozen=True, slots=True)
class ModelShape:
    """What came out for a model: the table it makes, and per table the fields that it uses."""

    table: TableShape
    fields: Mapping[str, frozenset[str]]


def shape_of(model: ModelDefinition, tables: Mapping[str, TableShape]) -> ModelShape:
    """The shape of `model` over the tables it reads.

    Raises InputRefused when a column does not exist or columns cannot be told apart.
    """
    qualified = _qualified(model, tables)
    fields: dict[str, set[str]] = {name: set() for name in model.inputs}
    outcomes: dict[int, TableShape] = {}
    result = TableShape(())
    for scope in traverse_scope(qualified):
        reader = _Reader(scope, tables, outcomes)
        for table, column in reader.read():
            fields[table].add(column)
        result = outcomes[id(scope.expression)] = reader.outcome()
    return ModelShape(result, {name: frozenset(used) for name, used in fields.items()})


def _qualified(model: ModelDefinition, tables: Mapping[str, TableShape]) -> exp.Query:
    schema = {name: dict.fromkeys(tables[name].columns, "TEXT") for name in model.inputs}
    try:
        query = qualify(model.query.copy(), schema=schema, dialect=DIALECT, quote_identifiers=False)
    except (OptimizeError, SqlglotError) as error:
        raise InputRefused([_unresolved(model, tables, str(error))]) from None
    assert isinstance(query, exp.Query), "a query stays a query"
    return query


def _unresolved(model: ModelDefinition, tables: Mapping[str, TableShape], told: str) -> Problem:
    known = {column for name in model.inputs for column in tables[name].columns}
    named = {column.name for column in model.query.find_all(exp.Column)}
    aliased = {alias.alias for alias in model.query.find_all(exp.Alias)}
    if strange := sorted(named - known - aliased - {"*"}):
        what = f"kolom {strange[0]!r} staat niet in {', '.join(model.inputs)}"
        return Problem("model_unknown_column", what, model.file, nearest(strange[0], known))
    cure = "Zet de naam van de tabel voor elke kolom."
    return Problem("model_columns", f"de kolommen zijn niet te herleiden ({told})", model.file, cure)


@dataclass(frozen=True)
class _Reader:
    """One SELECT (or UNION) within a query, with the outcomes of those inside it."""

    scope: Scope
    tables: Mapping[str, TableShape]
    outcomes: Mapping[int, TableShape]

    def read(self) -> Iterator[tuple[str, str]]:
        """Each (table, column) of the warehouse that this SELECT itself uses."""
        for column in self.scope.columns:
            source = self.scope.sources.get(column.table)
            if isinstance(source, exp.Table) and source.name in self.tables:
                yield source.name, column.name

    def outcome(self) -> TableShape:
        """The table that this SELECT or UNION gives."""
        query = self.scope.expression
        if isinstance(query, exp.SetOperation):
            return self._united()
        if not isinstance(query, exp.Select):
            return TableShape(())
        names = tuple(query.named_selects)
        told = frozenset(name for name, made in zip(names, query.selects, strict=True) if self._tells_who(made))
        return TableShape(names, told, self._has_persons(query))

    def _united(self) -> TableShape:
        parts = [self.outcomes[id(scope.expression)] for scope in self.scope.set_operation_scopes]
        names = parts[0].columns
        told = {names[part.columns.index(name)] for part in parts for name in part.identifying}
        return TableShape(names, frozenset(told), any(part.of_persons for part in parts))

    def _has_persons(self, query: exp.Select) -> bool:
        """Rows of persons stay rows of persons unless they are added up over something that is no person."""
        sources = [self._shape(source) for source in self.scope.sources.values()]
        if not any(source.of_persons for source in sources):
            return False
        group = query.args.get("group")
        if group is not None:
            return any(self._tells_who(key) for key in group.find_all(exp.Column))
        return not any(_adds_up(made) for made in query.selects)

    def _tells_who(self, made: exp.Expression) -> bool:
        """Whether this expression passes on a column that identifies a person; counting them does not."""
        if made.find(exp.TableColumn):  # a whole row as one value
            return any(self._shape(source).of_persons for source in self.scope.sources.values())
        return any(
            self._identifies(column)
            for column in made.find_all(exp.Column)
            if not isinstance(column.find_ancestor(exp.Count, exp.Select), exp.Count)
        )

    def _identifies(self, column: exp.Column) -> bool:
        scope: Scope | None = self.scope
        while scope is not None:
            if column.table in scope.sources:
                return column.name in self._shape(scope.sources[column.table]).identifying
            scope = scope.parent
        # a column of a query within this expression: what that query passes on decides
        return any(bool(self.outcomes[id(inner.expression)].identifying) for inner in self.scope.subquery_scopes)

    def _shape(self, source: exp.Expression | Scope) -> TableShape:
        if isinstance(source, Scope):
            return self.outcomes.get(id(source.expression), TableShape(()))
        return self.tables.get(source.name, TableShape(()))


def _adds_up(made: exp.Expression) -> bool:
    return any(not found.find_ancestor(exp.Window) for found in made.find_all(exp.AggFunc))
