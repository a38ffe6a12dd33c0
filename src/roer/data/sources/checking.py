"""A delivery held against its contract as a whole: either a typed table, or everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from roer.core.values.dutch import number
from roer.core.values.errors import InputRefused, Problem
from roer.data.sources.columns import MARK, STATUS, Column, ColumnType
from roer.data.sources.contract import PERIOD, SourceDefinition
from roer.data.sources.delivery import Habit, Sheet
from roer.data.sources.reading import Fault, Reader, Value, reader_of

SHOWN_PER_FAULT = 3
SHOWN_IN_ALL = 30
QUOTED = 40

Known = Mapping[str, frozenset[str]]


def check(definition: SourceDefinition, sheets: Sequence[Sheet], known: Known) -> pa.Table:
    """The delivery as one table with `definition.landed_schema`. Raises InputRefused with what is wrong with it.

    `known` gives, per column that refers to another source, the codes that exist there.
    """
    problems: list[Problem] = []
    tables = [_typed(definition, sheet, known, problems) for sheet in sheets]
    if problems:
        raise InputRefused(_shortened(problems))
    table = pa.concat_tables(tables).combine_chunks()
    if table.num_rows < definition.rows.minimum:
        raise InputRefused([_too_few(definition, table.num_rows, sheets)])
    return table


def _typed(definition: SourceDefinition, sheet: Sheet, known: Known, problems: list[Problem]) -> pa.Table:
    columns: dict[str, pa.Array] = {}
    if definition.editions:
        columns[PERIOD] = pa.array([sheet.period] * sheet.rows, pa.string())
    found = len(problems)
    for column in definition.columns:
        cells = pc.utf8_trim_whitespace(sheet.cells[column.name])
        reader = reader_of(column, column.locale or definition.locale, known.get(column.name))
        habit = sheet.habits.get(column.name, Habit())
        read = _read(column, cells, reader, habit)
        problems += _faults_told(definition, sheet, column, cells, read)
        columns |= _landed(definition, column, sheet, habit, read)
    if len(problems) == found:
        problems += _twice(definition, sheet, columns)
    table = pa.table(columns)
    return _filtered(definition, table).cast(definition.landed_schema)


@dataclass(frozen=True, slots=True)
class _Read:
    """A column as read: values, the reason beside each that is absent, and the rows at fault."""

    values: pa.Array
    absences: pa.Array
    faults: Mapping[int, Fault]
    fault_of_row: np.ndarray


def _read(column: Column, cells: pa.Array, reader: Reader, habit: Habit) -> _Read:
    """Read each different text once and spread the outcome over the rows."""
    encoded = pc.dictionary_encode(cells)
    values: list[Value | None] = []
    absences: list[str | None] = []
    faults: dict[int, Fault] = {}
    for at, text in enumerate(encoded.dictionary.to_pylist()):
        absence = _absence(text, column, habit)
        outcome = None if absence or text == "" else (Decimal(0) if text == habit.nil else reader(text))
        if isinstance(outcome, Fault):
            faults[at] = outcome
            outcome = None
        values.append(outcome)
        absences.append(absence)
    rows = encoded.indices
    spread = pc.take(_array(values, column), rows)
    reasons = pc.fill_null(pc.take(pa.array(absences, pa.string()), rows), _empty(column, habit, cells))
    absent = pc.if_else(pc.is_null(spread), reasons, pa.scalar(None, pa.string()))
    return _Read(spread, absent, faults, np.asarray(pc.fill_null(rows, -1)))


def _absence(text: str, column: Column, habit: Habit) -> str | None:
    if not column.type.is_numeric or text == "":
        return None
    found = column.symbols.get(text) or habit.symbols.get(text)
    return found.value if found else None


def _empty(column: Column, habit: Habit, cells: pa.Array) -> pa.Scalar:
    """What an empty cell means: what the contract says, else nothing published yet if all are empty, else the habit."""
    if column.empty is None and habit.all_empty and len(cells) and cells.null_count == len(cells):
        return pa.scalar(habit.all_empty.value)
    return pa.scalar((column.empty or habit.empty).value)


def _array(values: list[Value | None], column: Column) -> pa.Array:
    if column.type is ColumnType.DECIMAL and column.decimals is None:
        return pa.array([None if value is None else float(str(value)) for value in values], pa.float64())
    if column.type is ColumnType.INTEGER:
        return pa.array([None if value is None else int(str(value)) for value in values], pa.int64())
    return pa.array(values, column.arrow_type)


def _landed(
    definition: SourceDefinition, column: Column, sheet: Sheet, habit: Habit, read: _Read
) -> dict[str, pa.Array]:
    landed = {column.name: read.values}
    if not column.type.is_numeric:
        return landed
    landed[column.name + STATUS] = read.absences
    if definition.has_marks:
        nothing = pa.nulls(sheet.rows, pa.string())
        marks = nothing if sheet.row_marks is None else sheet.row_marks
        if habit.mark:
            marks = pc.fill_null(marks, habit.mark.value)
        landed[column.name + MARK] = pc.if_else(pc.is_valid(read.values), marks, nothing)
    return landed


def _filtered(definition: SourceDefinition, table: pa.Table) -> pa.Table:
    if definition.filter is None:
        return table
    codes = pc.cast(table[definition.filter.column], pa.string())
    kept = pa.array(np.zeros(table.num_rows, dtype=bool))
    for start in definition.filter.starts_with:
        kept = pc.or_(kept, pc.fill_null(pc.starts_with(codes, start), False))
    return table.filter(kept)


def _faults_told(
    definition: SourceDefinition, sheet: Sheet, column: Column, cells: pa.Array, read: _Read
) -> Iterable[Problem]:
    by_rule: dict[str, list[tuple[int, Fault]]] = {}
    for bad in np.nonzero(np.isin(read.fault_of_row, list(read.faults)))[0]:
        fault = read.faults[int(read.fault_of_row[bad])]
        by_rule.setdefault(fault.rule, []).append((int(bad), fault))
    if column.is_filled:
        empty = np.nonzero(np.asarray(pc.or_kleene(pc.is_null(cells), pc.equal(cells, "")).fill_null(True)))[0]
        missing = Fault("missing_value", "ontbreekt", "Vul de cel; deze kolom mag niet leeg zijn.")
        by_rule["missing_value"] = [(int(row), missing) for row in empty]
    for rule, places in by_rule.items():
        for at, (row, fault) in enumerate(places[:SHOWN_PER_FAULT]):
            text = cells[row].as_py() if definition.is_open else None
            subject = f"waarde {text[:QUOTED]!r}" if text else "de waarde"
            rest = len(places) - SHOWN_PER_FAULT
            more = f" (en op nog {number(rest)} plaatsen)" if rest > 0 and at == SHOWN_PER_FAULT - 1 else ""
            yield Problem(rule, f"{subject} {fault.told}{more}", sheet.where(row, _there(column)), fault.cure)


def _there(column: Column) -> str:
    return column.name if column.name in column.names_there else f"{column.name} ({column.names_there[0]})"


def _twice(definition: SourceDefinition, sheet: Sheet, columns: Mapping[str, pa.Array]) -> Iterable[Problem]:
    keys = [column.name for column in definition.columns if column.key]
    numbered = pa.table({name: columns[name] for name in keys} | {"__row": pa.array(range(sheet.rows), pa.int64())})
    grouped = numbered.group_by(keys).aggregate([("__row", "count"), ("__row", "min"), ("__row", "max")])
    repeated = grouped.filter(pc.greater(grouped["__row_count"], 1)).sort_by("__row_min")
    told = ", ".join(keys)
    for group in repeated.slice(0, SHOWN_PER_FAULT).to_pylist():
        named = f" ({', '.join(str(group[name]) for name in keys)})" if definition.is_open else ""
        first = sheet.where(group["__row_min"]).rpartition(", ")[2]
        what = f"dezelfde sleutel{named} staat er {group['__row_count']} keer in, het eerst op {first}"
        cure = f"Lever elke combinatie van {told} één keer."
        yield Problem("duplicate_key", what, sheet.where(group["__row_max"], told), cure)
    if repeated.num_rows > SHOWN_PER_FAULT:
        more = number(repeated.num_rows - SHOWN_PER_FAULT)
        yield Problem("duplicate_key", f"nog {more} sleutels staan er vaker in", sheet.name, "Lever elke rij één keer.")


def _too_few(definition: SourceDefinition, rows: int, sheets: Sequence[Sheet]) -> Problem:
    least = definition.rows.minimum
    what = f"er zijn {number(rows)} rijen over; de afspraak is ten minste {number(least)}"
    cure = "Kijk of de levering volledig is. Klopt het wel, verlaag dan `rows.minimum` in de bron."
    return Problem("too_few_rows", what, listed(sheets), cure)


def listed(sheets: Sequence[Sheet]) -> str:
    """The names of the files or tables."""
    return ", ".join(sheet.name for sheet in sheets)


def _shortened(problems: list[Problem]) -> list[Problem]:
    if len(problems) <= SHOWN_IN_ALL:
        return problems
    rest = number(len(problems) - SHOWN_IN_ALL)
    return [*problems[:SHOWN_IN_ALL], Problem("more_problems", f"en nog {rest} andere meldingen")]
