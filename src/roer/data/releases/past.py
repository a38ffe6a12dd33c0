"""What was shown before: every protected table of every release, so that a new release gives nothing away beside it.

The tables as shown stand in the release itself. Which hidden cells were risky is the analyst's and stands with the
builder, never where pages are served; without it every hidden cell is taken for risky.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from roer.core.disclosure import Dimension, Node, Policy, SafeTable, ShownTable
from roer.core.indicators.canonical import canonical_hash
from roer.core.values.status import Absence
from roer.data.releases.reader import MANIFEST

SHOWN_CELLS = "shown.parquet"
SHOWN_TABLES = "shown.json"
_SCHEMA = pa.schema(
    [
        ("table", pa.int32()),
        ("codes", pa.list_(pa.string())),
        ("value", pa.float64()),
        ("absence", pa.string()),
    ]
)


def write_shown(folder: Path, tables: Sequence[SafeTable]) -> None:
    """Write the tables as shown into a release; equal tables give equal bytes."""
    trees: dict[str, dict[str, Any]] = {}
    told = []
    columns: dict[str, list[Any]] = {name: [] for name in _SCHEMA.names}
    for number, table in enumerate(tables):
        for codes, cell in sorted(table.cells.items()):
            columns["table"].append(number)
            columns["codes"].append(list(codes))
            columns["value"].append(None if cell.value is None else float(cell.value))
            columns["absence"].append(None if cell.absence is None else cell.absence.value)
        told.append(
            {
                "name": table.name,
                "kind": table.kind,
                "additive": table.additive,
                "policy": table.policy.model_dump(mode="json"),
                "dimensions": [_tree(dimension, trees) for dimension in table.dimensions],
            }
        )
    pq.write_table(pa.table(columns, _SCHEMA), folder / SHOWN_CELLS, compression="zstd")
    text = json.dumps({"trees": trees, "tables": told}, indent=1, ensure_ascii=False)
    (folder / SHOWN_TABLES).write_text(text, encoding="utf-8")


def _tree(dimension: Dimension, trees: dict[str, dict[str, Any]]) -> str:
    nodes = [[node.code, node.parent] for node in dimension.nodes]
    key = canonical_hash([dimension.name, nodes])[:16]
    trees[key] = {"name": dimension.name, "nodes": nodes}
    return key


def write_risks(path: Path, tables: Sequence[SafeTable]) -> None:
    """Keep with the builder which hidden cells are risky, and which have one contributor."""
    told = [
        {
            "at_risk": sorted([list(codes), width] for codes, width in (table.shown.at_risk or {}).items()),
            "alone": sorted(list(codes) for codes in table.shown.alone),
        }
        for table in tables
    ]
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    path.write_text(json.dumps(told), encoding="utf-8")


def shown_before(releases: Path, risks: Path, names: Iterable[str]) -> list[ShownTable]:
    """Every different table of these names that any release of any product showed."""
    wanted = set(names)
    found: dict[str, ShownTable] = {}
    for manifest in sorted(releases.glob(f"*/[!.]*/{MANIFEST}")):
        folder = manifest.parent
        for table in shown_in(folder, risks / folder.parent.name / f"{folder.name}.json", wanted):
            found.setdefault(_print(table), table)
    return list(found.values())


def shown_in(folder: Path, risks: Path, wanted: Collection[str] | None = None) -> Iterator[ShownTable]:
    """The tables that the release in `folder` showed, all of them or those of the wanted names.

    `risks` is the builder's file of the release; where it is gone every hidden cell is taken for risky.
    """
    told = json.loads((folder / SHOWN_TABLES).read_text(encoding="utf-8"))
    if wanted is not None and not any(table["name"] in wanted for table in told["tables"]):
        return
    known = json.loads(risks.read_text(encoding="utf-8")) if risks.is_file() else None
    rows: dict[int, list[Mapping[str, Any]]] = {}
    for row in pq.read_table(folder / SHOWN_CELLS).to_pylist():
        rows.setdefault(row["table"], []).append(row)
    dimensions = {key: _dimension(tree) for key, tree in told["trees"].items()}
    for number, table in enumerate(told["tables"]):
        if wanted is None or table["name"] in wanted:
            risk = known[number] if known else None
            yield _shown(table, tuple(dimensions[key] for key in table["dimensions"]), rows.get(number, []), risk)


def _dimension(tree: Mapping[str, Any]) -> Dimension:
    return Dimension(tree["name"], tuple(Node(code, parent) for code, parent in tree["nodes"]))


def _shown(
    told: Mapping[str, Any],
    dimensions: tuple[Dimension, ...],
    rows: list[Mapping[str, Any]],
    risk: Mapping[str, Any] | None,
) -> ShownTable:
    absent = {tuple(row["codes"]): Absence(row["absence"]) for row in rows if row["absence"] is not None}
    return ShownTable(
        name=told["name"],
        dimensions=dimensions,
        kind=told["kind"],
        additive=told["additive"],
        policy=Policy.model_validate(told["policy"]),
        values={tuple(row["codes"]): row["value"] for row in rows if row["value"] is not None},
        hidden=frozenset(codes for codes, why in absent.items() if why is Absence.SECRET),
        absent={codes: why for codes, why in absent.items() if why is not Absence.SECRET},
        at_risk=None if risk is None else {tuple(codes): width for codes, width in risk["at_risk"]},
        alone=frozenset() if risk is None else frozenset(tuple(codes) for codes in risk["alone"]),
    )


def _print(table: ShownTable) -> str:
    """Equal for tables that show the same: releases often repeat what was there."""
    return canonical_hash(
        {
            "name": table.name,
            "policy": table.policy.model_dump(mode="json"),
            "trees": [[dimension.name, sorted(dimension.order)] for dimension in table.dimensions],
            "values": sorted([list(codes), value] for codes, value in table.values.items()),
            "hidden": sorted(list(codes) for codes in table.hidden),
            "absent": sorted([list(codes), why.value] for codes, why in table.absent.items()),
        }
    )
