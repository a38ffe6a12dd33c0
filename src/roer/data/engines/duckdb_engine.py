"""DuckDB behind the narrow door, locked: no network, no extensions, no file that was not named beforehand."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
from sqlglot import exp

from roer.core.indicators.plan import Plan, to_query
from roer.data.engines.door import EngineRefused

WAREHOUSE_FILE = "warehouse.duckdb"
PERSONS_FILE = "persons.duckdb"
DIALECT = "duckdb"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of the machine the engine may take."""

    memory: str = "1GB"
    threads: int = 2


class DuckDBWarehouse:
    """A finished build, opened read-only. Person-level tables are in another file, out of reach from here."""

    def __init__(self, folder: Path, limits: Limits | None = None) -> None:
        limits = limits or Limits()
        settings = {"memory_limit": limits.memory, "threads": limits.threads, "enable_external_access": "false"}
        with _plainly(f"warehouse {folder.name} openen"):
            self._connection = duckdb.connect(
                folder / WAREHOUSE_FILE, read_only=True, config=settings | {"lock_configuration": "true"}
            )

    def measure(self, plan: Plan) -> pa.Table:
        """What the plan asks for, one row per key, in the order of the keys."""
        return self._ask(to_query(plan), plan.table)

    def rows(self, table: str, columns: Sequence[str]) -> pa.Table:
        """These columns of a table, in the order of these columns."""
        named = [exp.column(exp.to_identifier(column, quoted=True)) for column in columns]
        order = [exp.Ordered(this=column.copy(), nulls_first=True) for column in named]
        return self._ask(exp.select(*named).from_(_quoted(table)).order_by(*order), table)

    def close(self) -> None:
        """Let go of the build."""
        self._connection.close()

    def _ask(self, query: exp.Query, table: str) -> pa.Table:
        with _plainly(f"lezen uit tabel {table}"):
            return self._connection.sql(_sql(query)).to_arrow_table()


class DuckDBWorkbench:
    """A build in the making in an empty folder; `landed` are the only files in reach, by the name of their source."""

    def __init__(self, folder: Path, landed: Mapping[str, Path], limits: Limits | None = None) -> None:
        limits = limits or Limits()
        with _plainly("een nieuwe bouw beginnen"):
            connection = duckdb.connect(folder / WAREHOUSE_FILE, config={"autoload_known_extensions": "false"})
            connection.execute(f"ATTACH {_literal(folder / PERSONS_FILE)} AS persons")
            for name, path in landed.items():
                files = exp.func("read_parquet", exp.Literal.string(str(path)))
                reading = exp.select("*").from_(files)
                connection.execute(f"CREATE TEMP VIEW {_sql(_quoted(name))} AS {_sql(reading)}")
            reachable = ", ".join(_literal(path) for path in landed.values())
            connection.execute(f"SET allowed_paths = [{reachable}]")
            connection.execute(f"SET temp_directory = {_literal(folder / 'spill')}")
            connection.execute(f"SET memory_limit = '{limits.memory}'")
            connection.execute(f"SET threads = {limits.threads}")
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
        self._connection = connection

    def make(self, table: str, query: exp.Query, *, persons: bool) -> None:
        """Make `table` from `query`; with `persons` it is kept in the file apart that no reader opens."""
        name = _sql(_quoted(table))
        home = "persons.main" if persons else "warehouse.main"
        with _plainly(f"model {table} maken"):
            self._connection.execute(f"CREATE TABLE {home}.{name} AS {_sql(query)}")
            if persons:
                self._connection.execute(f"CREATE TEMP VIEW {name} AS FROM {home}.{name}")

    def columns(self, table: str) -> Mapping[str, str]:
        """Column name → type of a landed or made table."""
        with _plainly(f"kolommen van {table} lezen"):
            described = self._connection.execute(f"DESCRIBE {_sql(_quoted(table))}").fetchall()
        return {name: kind for name, kind, *_ in described}

    def count(self, query: exp.Query) -> int:
        """The single number that `query` gives."""
        with _plainly("een toets uitvoeren"):
            row = self._connection.execute(_sql(query)).fetchone()
        return int(row[0]) if row else 0

    def rows(self, table: str) -> int:
        """How many rows a made table has."""
        return self.count(exp.select(exp.Count(this=exp.Star())).from_(_quoted(table)))

    def finish(self) -> None:
        """Write everything to disk and let go."""
        with _plainly("de bouw wegschrijven"):
            self._connection.execute("DETACH persons")
            self._connection.execute("CHECKPOINT warehouse")
        self.close()

    def close(self) -> None:
        """Let go, finished or not; once is as good as twice."""
        self._connection.close()


_TELLS_NO_VALUES = (duckdb.CatalogException, duckdb.BinderException, duckdb.ParserException, duckdb.PermissionException)


@contextlib.contextmanager
def _plainly(doing: str) -> Iterator[None]:
    """Turn the engine's error into ours. Its text may quote a person's value, so it is kept only where it cannot."""
    try:
        yield
    except duckdb.Error as error:
        told = str(error).partition("\n")[0] if isinstance(error, _TELLS_NO_VALUES) else type(error).__name__
        raise EngineRefused(f"{doing} is niet gelukt: {told}") from None


def _quoted(table: str) -> exp.Table:
    return exp.Table(this=exp.to_identifier(table, quoted=True))


def _literal(path: Path) -> str:
    return _sql(exp.Literal.string(str(path)))


def _sql(tree: exp.Expression) -> str:
    return str(tree.sql(DIALECT))
