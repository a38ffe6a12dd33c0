"""The readable truth: plans worked out in plain Python, to hold every other engine against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import pyarrow as pa

from roer.core.indicators.plan import PLACES, Between, Condition, Plan, PublishedPlan, SumPlan
from roer.data.engines.door import EngineRefused

Row = Mapping[str, object]
Key = tuple[object, ...]

_EXACT = pa.decimal128(38, PLACES)


@dataclass(frozen=True, slots=True)
class MemoryWarehouse:
    """Tables held in memory, as lists of rows."""

    tables: Mapping[str, Sequence[Row]]

    def measure(self, plan: Plan) -> pa.Table:
        """What the plan asks for, one row per key, in the order of the keys."""
        chosen = [row for row in self._rows(plan.table) if all(_holds(row, condition) for condition in plan.where)]
        return _summed(plan, chosen) if isinstance(plan, SumPlan) else _published(plan, chosen)

    def rows(self, table: str, columns: Sequence[str]) -> pa.Table:
        """These columns of a table, in the order of these columns."""
        kept = sorted((tuple(row[name] for name in columns) for row in self._rows(table)), key=_order)
        return pa.table({name: [row[at] for row in kept] for at, name in enumerate(columns)})

    def close(self) -> None:
        """Nothing to let go of."""

    def _rows(self, table: str) -> Sequence[Row]:
        if table not in self.tables:
            raise EngineRefused(f"lezen uit tabel {table} is niet gelukt: die tabel is er niet")
        return self.tables[table]


def _holds(row: Row, condition: Condition) -> bool:
    value = row[condition.column]
    if value is None:
        return False
    if isinstance(condition, Between):
        return isinstance(value, int) and condition.low <= value <= condition.high
    return value in condition.values


def _summed(plan: SumPlan, rows: Sequence[Row]) -> pa.Table:
    groups: dict[Key, list[Row]] = {}
    for row in rows:
        mark = row[plan.mark] if plan.mark else None
        groups.setdefault((*(row[name] for name in plan.keys), mark), []).append(row)
    keys = sorted(groups, key=_order)
    columns: dict[str, pa.Array] = {
        name: pa.array([key[at] for key in keys], pa.string()) for at, name in enumerate(plan.keys)
    }
    columns["n"] = pa.array([sum(_whole(row[plan.contributors]) for row in groups[key]) for key in keys], pa.int64())
    columns["value"] = pa.array([_total(plan.value, groups[key]) for key in keys], _EXACT)
    columns["largest"] = pa.array([_most(plan.largest, groups[key]) for key in keys], _EXACT)
    columns["second_largest"] = pa.array([_most(plan.second_largest, groups[key]) for key in keys], _EXACT)
    columns["mark"] = pa.array([key[-1] for key in keys], pa.string())
    return pa.table(columns)


def _published(plan: PublishedPlan, rows: Sequence[Row]) -> pa.Table:
    ordered = sorted(rows, key=lambda row: _order(tuple(row[name] for name in (*plan.keys, *_mark(plan)))))
    columns: dict[str, pa.Array] = {name: pa.array([row[name] for row in ordered], pa.string()) for name in plan.keys}
    columns["value"] = pa.array([_real(row[plan.value]) for row in ordered], pa.float64())
    columns["status"] = pa.array([row[plan.status] if plan.status else None for row in ordered], pa.string())
    columns["mark"] = pa.array([row[plan.mark] if plan.mark else None for row in ordered], pa.string())
    return pa.table(columns)


def _mark(plan: PublishedPlan) -> tuple[str, ...]:
    return (plan.mark,) if plan.mark else ()


def _order(key: Key) -> tuple[tuple[bool, str], ...]:
    return tuple((part is not None, str(part or "")) for part in key)


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _real(value: object) -> float | None:
    return float(value) if isinstance(value, int | float | Decimal) else None


def _exactly(value: object) -> Decimal | None:
    if not isinstance(value, int | float | Decimal):
        return None
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-PLACES), ROUND_HALF_UP)


def _given(column: str | None, rows: Sequence[Row]) -> list[Decimal]:
    exact = [_exactly(row[column]) for row in rows] if column else []
    return [value for value in exact if value is not None]


def _total(column: str | None, rows: Sequence[Row]) -> Decimal | None:
    given = _given(column, rows)
    return sum(given, Decimal(0)) if given else None


def _most(column: str | None, rows: Sequence[Row]) -> Decimal | None:
    return max(_given(column, rows), default=None)
