"""Files that somebody hands in, read into what they would change: nothing here records anything."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePath

from roer.core.network.archimate_reading import exchange_tables
from roer.core.network.cells import folded
from roer.core.network.plain_reading import wish_of_plain
from roer.core.network.planning import Plan, planned
from roer.core.network.table_columns import LINKS, TYPES_OF
from roer.core.network.table_reading import changes_in, table_named
from roer.core.network.tables import Table
from roer.core.programme.state import Programme
from roer.core.values.errors import InputRefused, Problem
from roer.core.values.spreadsheets import as_meant
from roer.office.steering.workbook_reading import BROKEN, sheets_in

LARGEST = 10 * 1024 * 1024
"""A larger file is not read: a network of thousands of elements is a tenth of this."""
MOST_FILES = 20
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ROOM = b"\xef\xbb\xbf \t\r\n"
_SEPARATORS = ";,\t"
_KINDS = "Lever een werkmap (.xlsx), CSV (.csv, of meer in één .zip), JSON (.json) of ArchiMate (.xml) aan."


def plan_of(content: bytes, name: str, programme: Programme) -> Plan:
    """What recording this file would change. Raises InputRefused when it cannot be read at all."""
    if len(content) > LARGEST:
        raise _refused("file_too_large", "Dit bestand is groter dan 10 MB.", name, "Lever het in delen aan.")
    if not content.strip():
        raise _refused("empty_file", "Dit bestand is leeg.", name, _KINDS)
    if content.startswith(_OLD_OFFICE):
        cure = "Sla het op als gewone werkmap (.xlsx), zonder wachtwoord."
        raise _refused("old_workbook", "Dit is een oude of beveiligde werkmap.", name, cure)
    if content.startswith(_ZIP):
        tables = tuple(_zipped(content, name))
    elif name.lower().endswith(".xml") or content.lstrip(_ROOM).startswith(b"<"):
        tables = exchange_tables(_decoded(content, name), PurePath(name).name)
    elif name.lower().endswith(".json") or content.lstrip(_ROOM).startswith((b"{", b"[")):
        return planned(programme.network, wish_of_plain(_decoded(content, name), name))
    else:
        tables = (csv_table(content, name),)
    return changes_in(programme, tables)


def csv_table(content: bytes, name: str) -> Table:
    """A CSV file as a table: UTF-8, UTF-16 or what Windows writes; semicolons, commas or tabs. Raises InputRefused."""
    text = _decoded(content, name)
    said, _, rest = text.partition("\n")
    separator, skipped = (said[4:5], 1) if said.lower().startswith("sep=") and said[4:5] else (None, 0)
    text = rest if separator else text
    rows = _rows(text, separator or _separator(text), name)
    header = next((at for at, row in enumerate(rows) if any(cell.strip() for cell in row)), None)
    if header is None:
        raise _refused("empty_file", "Dit bestand is leeg.", name, _KINDS)
    table = table_named(PurePath(name).stem, rows[header])
    return Table(
        table, tuple(rows[header]), tuple(map(tuple, rows[header + 1 :])), PurePath(name).name, header + skipped + 2
    )


def _zipped(content: bytes, name: str) -> Iterator[Table]:
    """The tables of a workbook, or of the CSV files in a ZIP."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir()]
            if any(part.filename == "[Content_Types].xml" for part in parts):
                yield from sheets_in(content, name, _is_table)
                return
            if len(parts) > MOST_FILES or sum(part.file_size for part in parts) > LARGEST:
                cure = "Laat alleen de CSV-bestanden van het netwerk erin."
                raise _refused("file_too_large", "Hier zit te veel in.", name, cure)
            for part in parts:
                # beside each file, some archivers keep one of their own whose name begins with a point
                if part.filename.lower().endswith(".csv") and not PurePath(part.filename).name.startswith("."):
                    yield csv_table(archive.read(part), part.filename)
    except BROKEN as error:
        raise _refused("not_a_zip", "Dit bestand is niet te openen.", name, _KINDS) from error


def _is_table(sheet: str) -> bool:
    return folded(sheet) in {folded(name) for name in (*TYPES_OF, LINKS)}


def _decoded(content: bytes, name: str) -> str:
    for encoding in ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _refused("unreadable", "Dit bestand is niet te lezen als tekst.", name, _KINDS)


def _separator(text: str) -> str:
    """What stands most between the headings."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    return max(_SEPARATORS, key=header.count)


def _rows(text: str, separator: str, name: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return [[as_meant(cell) for cell in row] for row in reader]
    except csv.Error as error:
        what = f"Rond regel {reader.line_num} klopt een aanhalingsteken niet."
        cure = "Zet een tekst met het scheidingsteken of een regeleinde erin tussen aanhalingstekens."
        raise _refused("quotes", what, name, cure) from error


def _refused(rule: str, what: str, name: str, cure: str) -> InputRefused:
    return InputRefused([Problem(rule, what, PurePath(name).name, cure)])
