"""What a model may never reach: other files, the network, the engine's settings, the persons' file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import sqlglot

from roer.data.engines.door import EngineRefused
from roer.data.engines.duckdb_engine import DuckDBWarehouse, DuckDBWorkbench


@pytest.fixture
def landed(tmp_path: Path) -> Path:
    path = tmp_path / "landed.parquet"
    pq.write_table(pa.table({"person": ["Jansen", "Smit"], "region": ["BU05340101", "BU05340102"]}), path)
    return path


@pytest.fixture
def workbench(tmp_path: Path, landed: Path) -> Iterator[DuckDBWorkbench]:
    (tmp_path / "build").mkdir()
    bench = DuckDBWorkbench(tmp_path / "build", {"register": landed})
    yield bench
    bench.close()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM '{other}'",
        "SELECT * FROM read_parquet('https://example.org/x.parquet')",
    ],
)
def test_a_model_reads_nothing_but_what_was_landed(workbench: DuckDBWorkbench, tmp_path: Path, query: str) -> None:
    other = tmp_path / "other.parquet"
    pq.write_table(pa.table({"a": [1]}), other)
    with pytest.raises(EngineRefused):
        workbench.make("leak", sqlglot.parse_one(query.format(other=other), dialect="duckdb"), persons=False)


def test_an_error_of_the_engine_does_not_quote_a_value(workbench: DuckDBWorkbench) -> None:
    query = sqlglot.parse_one("SELECT CAST(person AS INTEGER) AS person FROM register", dialect="duckdb")
    with pytest.raises(EngineRefused) as refusal:
        workbench.make("broken", query, persons=False)
    assert "Jansen" not in str(refusal.value)
    assert refusal.value.__cause__ is None


def test_person_tables_are_used_by_models_but_are_not_in_the_file_that_readers_open(
    workbench: DuckDBWorkbench, tmp_path: Path
) -> None:
    workbench.make("people", sqlglot.parse_one("SELECT * FROM register"), persons=True)
    workbench.make(
        "counts", sqlglot.parse_one("SELECT region, COUNT(*) AS n FROM people GROUP BY region"), persons=False
    )
    workbench.finish()
    reader = DuckDBWarehouse(tmp_path / "build")
    assert reader.rows("counts", ["region", "n"]).num_rows == 2
    with pytest.raises(EngineRefused):
        reader.rows("people", ["person"])
    reader.close()
    assert b"Jansen" not in (tmp_path / "build" / "warehouse.duckdb").read_bytes()
    assert b"Jansen" in (tmp_path / "build" / "persons.duckdb").read_bytes()
