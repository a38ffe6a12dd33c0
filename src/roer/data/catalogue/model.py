"""A model: one SELECT that makes one table of the warehouse, with a header that says what it is and what must hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import sqlglot
from pydantic import Field
from sqlglot import exp

from roer.core.indicators.definition import DataLevel, Text
from roer.core.indicators.measure import Definition, Name, Scalar, Span
from roer.core.values.errors import InputRefused, Problem
from roer.data.catalogue.complaints import parsed
from roer.data.catalogue.placed import placed_text
from roer.data.sources.contract import PERSON_LEVELS

DIALECT = "duckdb"
_HEADER = re.compile(r"\A\s*/\*(.*?)\*/", re.DOTALL)


class RowTests(Definition):
    """What must hold for the rows of a model; one row that breaks it stops the build."""

    not_null: tuple[Name, ...] = ()
    unique: tuple[tuple[Name, ...], ...] = ()
    accepted: dict[Name, tuple[Scalar, ...]] = Field(default_factory=dict)
    range: dict[Name, Span] = Field(default_factory=dict)
    references: dict[Name, Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")]] = Field(
        default_factory=dict
    )
    not_empty: bool = True


class Header(Definition):
    """The header of a model: what one row is, the columns that tell rows apart, and how close it is to persons."""

    description: Text
    key: Annotated[tuple[Name, ...], Field(min_length=1)]
    level: DataLevel
    tests: RowTests = RowTests()


@dataclass(frozen=True)
class ModelDefinition:
    """A model (model): `name` is the table that it makes, `query` its SELECT, `inputs` the tables that it reads."""

    name: str
    file: str
    header: Header
    query: exp.Query
    inputs: tuple[str, ...]

    @property
    def of_persons(self) -> bool:
        """Whether it has rows of persons, so that it is kept in the file that no reader opens."""
        return self.header.level in PERSON_LEVELS

    @property
    def needs(self) -> tuple[str, ...]:
        """The tables that must be there first: those that it reads, and those that its tests look into."""
        looked_into = (target.partition(".")[0] for target in self.header.tests.references.values())
        return tuple(sorted({*self.inputs, *looked_into} - {self.name}))

    @property
    def text(self) -> str:
        """The query and its header in one fixed form: what the fingerprint of a build is made of."""
        return f"{self.header.model_dump_json()}\n{self.query.sql(DIALECT)}"


def read_model(path: Path, file: str) -> ModelDefinition:
    """The model in a `.sql` file. Raises InputRefused when header or query is not as it should be."""
    text = path.read_text(encoding="utf-8")
    found = _HEADER.match(text)
    if not found:
        cure = "Begin het bestand met /* … */ met daarin description, key, level en tests."
        raise InputRefused([Problem("model_header", "het model heeft geen kop", f"{file}, regel 1", cure)])
    first = text[: found.start(1)].count("\n") + 1
    header = parsed(Header, placed_text(found[1], file, first_line=first))
    query = _query(text, file)
    return ModelDefinition(path.stem, file, header, query, _inputs(query))


def _query(text: str, file: str) -> exp.Query:
    try:
        statements = [statement for statement in sqlglot.parse(text, dialect=DIALECT) if statement is not None]
    except sqlglot.errors.SqlglotError as error:
        told = error.errors[0] if getattr(error, "errors", None) else {}
        where = f"{file}, regel {told['line']}" if told.get("line") else file
        cure = f"Kijk naar de tekst rond {told['highlight']!r}." if told.get("highlight") else "Kijk de query na."
        raise InputRefused([Problem("model_syntax", "dit is geen geldige SQL", where, cure)]) from None
    if len(statements) != 1 or not isinstance(statements[0], exp.Query):
        cure = "Schrijf één SELECT; Roer maakt er zelf een tabel van."
        raise InputRefused([Problem("model_not_a_select", "een model is één SELECT en niets anders", file, cure)])
    query = statements[0]
    query.comments = None
    if strange := [table for table in query.find_all(exp.Table) if not isinstance(table.this, exp.Identifier)]:
        what = f"een model leest alleen bronnen en modellen, niet {strange[0].sql(DIALECT)}"
        raise InputRefused([Problem("model_reads_elsewhere", what, file, "Maak er een bron van in catalogue/sources.")])
    if unclear := sorted(_unclear(query)):
        cure = "Schrijf de kolommen en groepen uit, dan blijft te volgen welk gegeven waar terechtkomt."
        raise InputRefused([Problem("model_unclear", f"{unclear[0]} mag niet in een model", file, cure)])
    return query


def _unclear(query: exp.Query) -> Iterator[str]:
    """Forms of SQL that hide which column ends up where, so that persons could slip through."""
    for kind, name in ((exp.Lateral, "LATERAL"), (exp.Pivot, "PIVOT"), (exp.Columns, "COLUMNS()")):
        if query.find(kind):
            yield name
    if any(group.args.get("all") for group in query.find_all(exp.Group)):
        yield "GROUP BY ALL"


def _inputs(query: exp.Query) -> tuple[str, ...]:
    named = {cte.alias_or_name for cte in query.find_all(exp.CTE)}
    return tuple(sorted({table.name for table in query.find_all(exp.Table)} - named))
