"""A folder with one table in, a folder with the safe table out: what `roer protect` and `roer attack` read and write.

In (design 8): `cells.parquet` or `cells.csv`, `hier_<dimension>.csv`, `policy.yml`. Out: `safe.parquet`, `report.json`.
What comes out is for the analyst: it tells primary from secondary, which no reader may see.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from roer.core.disclosure import AttackReport, Contribution, Cube, Dimension, Node, Policy, SafeTable, ShownTable
from roer.core.disclosure.cube import Kind
from roer.core.values.errors import InputRefused, Problem
from roer.data.catalogue.complaints import parsed
from roer.data.catalogue.placed import read_placed

SAFE, REPORT = "safe.parquet", "report.json"
_FORMAT = 1
_AMOUNTS = ("value", "top1", "top2")
_MOST = 20


@dataclass(frozen=True)
class TableFolder:
    """A folder to protect (tabelmap): the cube in it and the policy that it asks for."""

    cube: Cube
    policy: Policy


def read_folder(folder: Path) -> TableFolder:
    """The cube and the policy in `folder`. Raises InputRefused naming file, row, field, rule and cure."""
    name, rows = _cells(folder)
    dimensions = _dimensions(folder, name, rows.column_names)
    _refuse([*_odd_columns(name, rows, dimensions), *_bad_codes(name, rows, dimensions)])
    policy = parsed(Policy, read_placed(_present(folder / "policy.yml"), "policy.yml"))
    kind: Kind = "magnitude" if "value" in rows.column_names else "count"
    cells = _contributions(name, rows, dimensions)
    return TableFolder(Cube(folder.resolve().name or "tabel", dimensions, cells, kind=kind), policy)


def _cells(folder: Path) -> tuple[str, pa.Table]:
    found = [folder / name for name in ("cells.parquet", "cells.csv") if (folder / name).is_file()]
    if len(found) != 1:
        what = "er is geen cells.parquet of cells.csv" if not found else "er zijn twee bestanden met cellen"
        raise InputRefused([Problem("cells_file", what, str(folder), "Leg precies een van beide in de map.")])
    rows = _read_csv(found[0]) if found[0].suffix == ".csv" else _read_parquet(found[0])
    if not rows.num_rows:
        raise InputRefused([Problem("empty_file", "er staat geen enkele cel in", found[0].name, "Lever het opnieuw.")])
    return found[0].name, rows


def _read_csv(path: Path) -> pa.Table:
    """All columns as text, so that codes keep their zeros and a bad number has a row."""
    where = path.name
    try:
        with path.open(encoding="utf-8-sig") as file:
            header = file.readline().strip()
        names = [name.strip().strip('"') for name in header.split(",")]
        options = pacsv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False)
        rows = pacsv.read_csv(path, convert_options=options)
    except UnicodeDecodeError:
        problem = Problem("encoding", "het bestand is geen UTF-8", where, "Sla het op als UTF-8.")
        raise InputRefused([problem]) from None
    except pa.ArrowInvalid:
        # The reason quotes the row itself, and a row may hold what nobody should see in a log.
        what = "het bestand is leeg of geen CSV met komma's en op elke regel evenveel velden"
        raise InputRefused([Problem("csv_shape", what, where, "Lever het opnieuw, met een kopregel.")]) from None
    return rows


def _read_parquet(path: Path) -> pa.Table:
    try:
        return pq.read_table(path)
    except (pa.ArrowInvalid, OSError):
        problem = Problem("parquet_shape", "dit is geen leesbaar Parquet-bestand", path.name, "Lever het opnieuw.")
        raise InputRefused([problem]) from None


def _present(path: Path) -> Path:
    if not path.is_file():
        raise InputRefused([Problem("missing_file", "dit bestand ontbreekt", path.name, "Leg het bij de cellen.")])
    return path


def _dimensions(folder: Path, cells: str, columns: Sequence[str]) -> tuple[Dimension, ...]:
    names = [name for name in columns if name not in ("n", *_AMOUNTS)]
    given = {path.stem.removeprefix("hier_"): path for path in sorted(folder.glob("hier_*.csv"))}
    problems = [
        Problem("missing_hierarchy", f"hier_{name}.csv ontbreekt", f"{cells}, kolom {name}", "Voeg het bestand toe.")
        for name in names
        if name not in given
    ]
    problems += [
        Problem("missing_column", f"kolom {name} ontbreekt", cells, f"Voeg de kolom toe of haal {path.name} weg.")
        for name, path in given.items()
        if name not in names
    ]
    if not names:
        problems.append(Problem("missing_column", "er is geen kolom met codes", cells, "Geef minstens een dimensie."))
    _refuse(problems)
    return tuple(_dimension(name, given[name]) for name in names)


def _dimension(name: str, path: Path) -> Dimension:
    rows = _read_csv(path)
    lacking = [column for column in ("code", "parent") if column not in rows.column_names]
    _refuse([Problem("missing_column", f"kolom {c} ontbreekt", path.name, "Kop: code,parent,level.") for c in lacking])
    labels = rows["label"].to_pylist() if "label" in rows.column_names else [""] * rows.num_rows
    listed = zip(rows["code"].to_pylist(), rows["parent"].to_pylist(), labels, strict=True)
    nodes = tuple(Node(code, parent or None, label) for code, parent, label in listed)
    if nodes and nodes[0].parent is not None:
        problem = Problem(
            "root_first", "de eerste regel is niet het totaal", f"{path.name}, rij 2", "Zet dat bovenaan."
        )
        raise InputRefused([problem])
    try:
        return Dimension(name, nodes)
    except InputRefused as refusal:
        raise InputRefused([replace(problem, where=path.name) for problem in refusal.problems]) from None


def _odd_columns(name: str, rows: pa.Table, dimensions: Sequence[Dimension]) -> Iterator[Problem]:
    if "n" not in rows.column_names:
        yield Problem("missing_column", "kolom n ontbreekt", name, "n is het aantal dat bijdraagt aan de cel.")
    for column in ("top1", "top2"):
        if column in rows.column_names and "value" not in rows.column_names:
            yield Problem("missing_column", f"kolom value ontbreekt naast {column}", name, "Voeg value toe.")


def _bad_codes(name: str, rows: pa.Table, dimensions: Sequence[Dimension]) -> Iterator[Problem]:
    for dimension in dimensions:
        codes = pc.cast(rows[dimension.name], pa.string())
        known = pc.is_in(codes, value_set=pa.array(dimension.leaves))
        for row in _first(pc.invert(known)):
            code = codes[row].as_py()
            what = f"code {code!r} is onbekend" if code not in dimension.parents else f"code {code!r} is een totaal"
            cure = f"Alleen laagste codes uit hier_{dimension.name}.csv; totalen rekent Roer zelf."
            yield Problem("unknown_leaf", what, f"{name}, rij {row + 2}, veld {dimension.name}", cure)


def _contributions(name: str, rows: pa.Table, dimensions: Sequence[Dimension]) -> dict[tuple[str, ...], Contribution]:
    amounts = [column for column in _AMOUNTS if column in rows.column_names]
    persons = _numbers(name, rows, "n", whole=True)
    columns = [_numbers(name, rows, column, whole=False) for column in amounts]
    codes = list(zip(*(pc.cast(rows[d.name], pa.string()).to_pylist() for d in dimensions), strict=True))
    cells: dict[tuple[str, ...], Contribution] = {}
    problems: list[Problem] = []
    for row, place in enumerate(codes):
        where = f"{name}, rij {row + 2}"
        if place in cells:
            problems.append(Problem("duplicate_cell", "deze cel staat er al", where, "Tel dubbele rijen eerst op."))
            continue
        given = {column: float(numbers[row]) for column, numbers in zip(amounts, columns, strict=True)}
        try:
            cells[place] = Contribution(int(persons[row]), **given)
        except ValueError:
            what = "n, value, top1 en top2 passen niet bij elkaar"
            cure = "top1 is de grootste bijdrage, top2 de tweede, samen niet meer dan value; zonder n geen value."
            problems.append(Problem("amounts", what, where, cure))
            cells[place] = Contribution(0)
    _refuse(problems)
    return cells


def _numbers(name: str, rows: pa.Table, column: str, *, whole: bool) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The numbers in a column: not negative, none missing, no fractions where they are persons."""
    text = pc.utf8_trim_whitespace(pc.cast(rows[column], pa.string()).combine_chunks())
    shape = r"^\d+(\.0*)?$" if whole else r"^\d+(\.\d*)?([eE][+-]?\d+)?$"
    good = pc.fill_null(pc.match_substring_regex(text, shape), False)
    rule = "whole_number" if whole else "number"
    what = f"hier hoort een {'heel ' if whole else ''}getal van 0 of meer"
    cure = "Schrijf cijfers, met een punt voor decimalen, en laat niets leeg."
    where = [f"{name}, rij {row + 2}, veld {column}" for row in _first(pc.invert(good))]
    _refuse([Problem(rule, what, place, cure) for place in where])
    numbers: np.ndarray[Any, np.dtype[np.float64]] = pc.cast(text, pa.float64()).to_numpy(zero_copy_only=False)
    return numbers


def _first(wrong: Any) -> list[int]:
    places: list[int] = np.flatnonzero(pc.fill_null(wrong, True).to_numpy(zero_copy_only=False))[:_MOST].tolist()
    return places


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise InputRefused(list(problems[:_MOST]))


def write_result(out: Path, table: SafeTable, report: AttackReport) -> None:
    """Write the safe table and the report into `out`; the same table gives the same bytes."""
    shown = table.shown
    risky = shown.at_risk or {}
    places = list(table.cells)
    columns: dict[str, pa.Array] = {
        dimension.name: pa.array([codes[axis] for codes in places], pa.string())
        for axis, dimension in enumerate(shown.dimensions)
    }
    columns["status"] = pa.array([_status(codes, shown, risky) for codes in places], pa.string())
    values = [cell.value for cell in table.cells.values()]
    whole = all(value is None or value == int(value) for value in values)
    columns["value"] = pa.array(values, pa.int64() if whole else pa.float64())
    columns["width"] = pa.array([risky.get(codes) for codes in places], pa.float64())
    told = {
        "format": _FORMAT,
        "name": shown.name,
        "kind": shown.kind,
        "cells": len(places),
        "primary": len(table.primary),
        "secondary": len(table.secondary),
        "attack": {"ok": report.ok, "found": len(report.found), "cells_tried": report.cells_tried},
        "policy": shown.policy.model_dump(mode="json"),
        "dimensions": [
            {"name": dimension.name, "nodes": [[code, dimension.parents[code]] for code in dimension.order]}
            for dimension in shown.dimensions
        ],
    }
    out.mkdir(parents=True, exist_ok=True)
    # The report last, each under its name only when it is whole: a result that was cut off is no result.
    (out / REPORT).unlink(missing_ok=True)
    pq.write_table(pa.table(columns), out / f".{SAFE}", compression="zstd")
    (out / f".{SAFE}").replace(out / SAFE)
    (out / f".{REPORT}").write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (out / f".{REPORT}").replace(out / REPORT)


def _status(codes: tuple[str, ...], shown: ShownTable, risky: Mapping[tuple[str, ...], float]) -> str:
    if codes not in shown.hidden:
        return "open"
    return "primary" if codes in risky else "secondary"


def read_result(out: Path) -> ShownTable:
    """The table in `out` as it was shown, ready to be attacked. Raises InputRefused when it is not whole."""
    rows = _read_parquet(_present(out / SAFE))
    try:
        told = json.loads(_present(out / REPORT).read_text(encoding="utf-8"))
        dimensions = tuple(
            Dimension(tree["name"], tuple(Node(code, parent) for code, parent in tree["nodes"]))
            for tree in told["dimensions"]
        )
        policy = Policy.model_validate(told["policy"])
        places = list(zip(*(rows[dimension.name].to_pylist() for dimension in dimensions), strict=True))
        columns = (rows[name].to_pylist() for name in ("status", "value", "width"))
        cells = list(zip(places, *columns, strict=True))
        name, kind = told["name"], told["kind"]
    except (KeyError, TypeError, ValueError):
        what = "dit is geen heel resultaat van 'roer protect'"
        raise InputRefused([Problem("result_shape", what, str(out), "Maak het opnieuw met 'roer protect'.")]) from None
    return ShownTable(
        name=name,
        dimensions=dimensions,
        kind=kind,
        additive=True,
        policy=policy,
        values={codes: value for codes, status, value, _ in cells if status == "open"},
        hidden=frozenset(codes for codes, status, _, _ in cells if status != "open"),
        absent={},
        at_risk={codes: width for codes, status, _, width in cells if status == "primary"},
    )
