"""One suite over every engine: plans that Hypothesis thinks up get the same answer as the readable truth gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st

from roer.core.indicators.measure import Measure, Span
from roer.core.indicators.plan import Between, OneOf, Plan, PublishedPlan, SumPlan, plan_for
from roer.data.engines.door import EngineRefused, Warehouse
from roer.data.engines.duckdb_engine import DuckDBWarehouse, DuckDBWorkbench
from roer.data.engines.memory import MemoryWarehouse

SCHEMA = pa.schema(
    [
        ("region", pa.string()),
        ("period", pa.string()),
        ("age", pa.string()),
        ("year", pa.int64()),
        ("n", pa.int64()),
        ("value", pa.decimal128(12, 4)),
        ("figure", pa.float64()),
        ("status", pa.string()),
        ("mark", pa.string()),
    ]
)

amounts = st.decimals(min_value=-10_000, max_value=10_000, places=4, allow_nan=False)
rows = st.lists(
    st.fixed_dictionaries(
        {
            "region": st.sampled_from(["BU05340101", "BU05340102", "BU05530101"]),
            "period": st.sampled_from(["2019JJ00", "2020JJ00"]),
            "age": st.sampled_from(["0-11", "12-17", "18-22", None]),
            "year": st.one_of(st.none(), st.integers(2018, 2021)),
            "n": st.integers(0, 50),
            "value": st.one_of(st.none(), amounts),
            "figure": st.one_of(st.none(), st.integers(-1000, 1000).map(float)),
            "status": st.sampled_from([None, "secret", "unknown"]),
            "mark": st.sampled_from([None, "provisional", "estimated"]),
        }
    ),
    max_size=25,
)
conditions = st.lists(
    st.one_of(
        st.builds(OneOf, st.just("age"), st.sampled_from([("0-11",), ("0-11", "18-22"), ("elders",)])),
        st.builds(OneOf, st.just("year"), st.sampled_from([(2019,), (2018, 2021)])),
        st.builds(Between, st.just("year"), st.integers(2018, 2019), st.integers(2020, 2021)),
    ),
    max_size=2,
).map(tuple)
keys = st.sampled_from([("region", "period"), ("region", "period", "age"), ("period",)])
sums = st.builds(
    SumPlan,
    table=st.just("facts"),
    keys=keys,
    contributors=st.just("n"),
    value=st.sampled_from([None, "value"]),
    largest=st.sampled_from([None, "value"]),
    mark=st.sampled_from([None, "mark"]),
    where=conditions,
)
published = st.builds(
    PublishedPlan,
    table=st.just("facts"),
    keys=keys,
    value=st.just("figure"),
    status=st.sampled_from([None, "status"]),
    mark=st.sampled_from([None, "mark"]),
    where=conditions,
)


def built(folder: Path, rows: Sequence[Mapping[str, object]]) -> Warehouse:
    pq.write_table(pa.Table.from_pylist(list(rows), SCHEMA), folder / "facts.parquet")
    workbench = DuckDBWorkbench(folder, {"landed": folder / "facts.parquet"})
    workbench.make("facts", sqlglot.parse_one("SELECT * FROM landed"), persons=False)
    workbench.finish()
    return DuckDBWarehouse(folder)


def answer(warehouse: Warehouse, plan: Plan) -> list[Mapping[str, object]]:
    found = warehouse.measure(plan).to_pylist()
    return sorted(found, key=repr) if isinstance(plan, PublishedPlan) else found


@settings(max_examples=25)
@given(rows=rows, plans=st.lists(st.one_of(sums, published), min_size=4, max_size=8))
def test_duckdb_answers_as_the_readable_truth(rows: list[Mapping[str, object]], plans: list[Plan]) -> None:
    with TemporaryDirectory() as folder:
        duck = built(Path(folder), rows)
        truth = MemoryWarehouse({"facts": rows})
        try:
            for plan in plans:
                assert answer(duck, plan) == answer(truth, plan)
            assert (
                duck.rows("facts", ["region", "age"]).to_pylist() == truth.rows("facts", ["region", "age"]).to_pylist()
            )
        finally:
            duck.close()


FACTS = [
    {"region": "BU05340101", "period": "2020JJ00", "age": "0-11", "year": 2020, "n": 4, "value": Decimal("0.1"),
     "figure": None, "status": "secret", "mark": None},
    {"region": "BU05340101", "period": "2020JJ00", "age": "12-17", "year": 2021, "n": 5, "value": Decimal("0.2"),
     "figure": 7.0, "status": None, "mark": "provisional"},
]  # fmt: skip


@pytest.fixture(params=["memory", "duckdb"])
def warehouse(request: pytest.FixtureRequest, tmp_path: Path) -> Warehouse:
    return MemoryWarehouse({"facts": FACTS}) if request.param == "memory" else built(tmp_path, FACTS)


def test_a_count_adds_up_contributors_that_pass_the_filter(warehouse: Warehouse) -> None:
    plan = plan_for(Measure(table="facts", contributors="n", filter={"year": Span(low=2020, high=2020)}))
    assert [(row["region"], row["n"]) for row in warehouse.measure(plan).to_pylist()] == [("BU05340101", 4)]


def test_rows_with_different_marks_stay_apart(warehouse: Warehouse) -> None:
    plan = plan_for(Measure(table="facts", contributors="n", mark="mark"))
    assert [(row["mark"], row["n"]) for row in warehouse.measure(plan).to_pylist()] == [(None, 4), ("provisional", 5)]


def test_a_published_figure_keeps_its_status_and_is_not_added_up(warehouse: Warehouse) -> None:
    plan = plan_for(Measure(table="facts", value="figure", status="status"), ["age"])
    told = [(row["age"], row["value"], row["status"]) for row in warehouse.measure(plan).to_pylist()]
    assert told == [("0-11", None, "secret"), ("12-17", 7.0, None)]


def test_a_table_that_is_not_there_is_named_in_the_refusal(warehouse: Warehouse) -> None:
    with pytest.raises(EngineRefused, match="afwezig"):
        warehouse.measure(SumPlan("afwezig", ("region",), "n"))
