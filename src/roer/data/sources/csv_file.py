"""A CSV file with a contract: refused as a whole, with line and cure, as soon as it could be read in two ways."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv

from roer.core.values.dutch import listing, number
from roer.core.values.errors import InputRefused, Problem
from roer.data.sources.contract import CsvForm, Edition, SourceDefinition
from roer.data.sources.csv_bytes import LARGEST_FILE, SEPARATORS, as_utf8, check_lines, header_of
from roer.data.sources.delivery import Habit, Part, Sheet, refuse

SHOWN = 5


def read_csv(definition: SourceDefinition, root: Path, *, progress: Callable[[str], None]) -> tuple[Sheet, ...]:
    """Every file of the source as a sheet. Raises InputRefused when a file is not what was agreed."""
    editions: tuple[Edition | None, ...] = definition.editions or (None,)
    sheets = []
    for edition, location in zip(editions, definition.locations, strict=True):
        progress(f"{definition.title}: {location} lezen")
        sheets.append(_read_file(definition, edition, delivered(root / location, location), Path(location).name))
    return tuple(sheets)


def delivered(path: Path, location: str) -> bytes:
    """The bytes of a delivered file. Raises InputRefused when it is not there or larger than any delivery."""
    if not path.is_file():
        cure = "Zet het bestand op die plek, of pas `location` in de bron aan."
        raise refuse("no_delivery", "dit bestand is er niet", location, cure)
    if path.stat().st_size > LARGEST_FILE:
        raise refuse("file_too_large", "het bestand is te groot", location, "Lever het in delen aan.")
    return path.read_bytes()


def _read_file(definition: SourceDefinition, edition: Edition | None, content: bytes, name: str) -> Sheet:
    form = definition.csv_form
    text = as_utf8(content, form, name)
    check_lines(text, name)
    header = header_of(text, form, name)
    there = _places(definition, header, name)
    table = _parsed(text, header, form, name)
    return Sheet(
        name=name,
        cells={name: _cells(table, at) for name, at in there.items()},
        habits={column.name: Habit() for column in definition.columns},
        parts=(Part.of(name, content),),
        first_row=2,
        period=edition.period if edition else None,
    )


def _places(definition: SourceDefinition, header: list[str], name: str) -> dict[str, int]:
    """Column of the contract → its place in the file. Raises InputRefused with every column that is missing."""
    by_name = {one.casefold(): at for at, one in enumerate(header)}
    there, problems = {}, []
    for column in definition.columns:
        found = next((by_name[one.casefold()] for one in column.names_there if one.casefold() in by_name), None)
        if found is None:
            names = " of ".join(repr(one) for one in column.names_there)
            cure = f"Voeg de kolom toe. {_told(definition, header)}"
            problems.append(Problem("missing_column", f"kolom {names} ontbreekt", f"{name}, regel 1", cure))
        else:
            there[column.name] = found
    if problems:
        raise InputRefused(problems)
    return there


def _told(definition: SourceDefinition, header: list[str]) -> str:
    """What the file does have; without its line of names, the first line of a file is somebody's row."""
    agreed = {name.casefold() for column in definition.columns for name in column.names_there}
    names = header if definition.is_open else [one for one in header if one.casefold() in agreed]
    if names:
        return f"Het bestand heeft{'' if definition.is_open else ' wel'}: {listing([one[:40] for one in names[:20]])}."
    return "Het bestand heeft geen enkele kolom uit de afspraak: staan de namen van de kolommen op de eerste regel?"


def _parsed(text: bytes, header: list[str], form: CsvForm, name: str) -> pa.Table:
    """The rows as text. Raises InputRefused with the lines that have another number of columns than the header."""
    numbered = [f"c{at}" for at in range(len(header))]
    bad: list[tuple[int, str, int]] = []

    def note(row: pa_csv.InvalidRow) -> str:
        bad.append((row.number or 0, row.text, row.actual_columns))
        return "skip"

    reading = pa_csv.ReadOptions(use_threads=False, column_names=numbered, skip_rows=1, block_size=1 << 24)
    parsing = pa_csv.ParseOptions(delimiter=form.sign, invalid_row_handler=note, ignore_empty_lines=True)
    as_text = pa_csv.ConvertOptions(
        column_types=dict.fromkeys(numbered, pa.string()), strings_can_be_null=True, null_values=[""]
    )
    try:
        table = pa_csv.read_csv(pa.BufferReader(text), reading, parsing, as_text)
    except pa.ArrowInvalid as error:
        if "Empty CSV" in str(error):
            return pa.table({one: pa.nulls(0, pa.string()) for one in numbered})
        raise refuse("not_csv", "dit is geen geldige CSV", name, "Maak het bestand opnieuw aan.") from None
    if bad:
        raise InputRefused(list(_misshapen(bad, len(header), form, name)))
    return table


def _misshapen(bad: list[tuple[int, str, int]], wanted: int, form: CsvForm, name: str) -> list[Problem]:
    problems = []
    for line, text, found in bad[:SHOWN]:
        other = next(
            (word for sign, word in SEPARATORS.items() if sign != form.sign and text.count(sign) == wanted - 1), None
        )
        where = f"{name}, regel {line}" if line else name
        if other:
            what = f"op deze regel staat een {other} tussen de kolommen, elders een {SEPARATORS[form.sign]}"
            problems.append(Problem("separator", what, where, "Lever het bestand met overal hetzelfde teken."))
        else:
            what = f"de regel heeft {found} kolommen en de kop {wanted}"
            cure = "Zet tekst waarin het scheidingsteken voorkomt tussen aanhalingstekens."
            problems.append(Problem("column_count", what, where, cure))
    if len(bad) > SHOWN:
        problems.append(Problem("column_count", f"en nog {number(len(bad) - SHOWN)} zulke regels", name))
    return problems


def _cells(table: pa.Table, at: int) -> pa.Array:
    column = table.column(at)
    return column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
