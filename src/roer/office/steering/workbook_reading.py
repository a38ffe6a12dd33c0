"""A workbook (XLSX) that somebody hands in, read as text; it is a ZIP of XML, looked through before it is opened.

A few kilobytes can stand for gigabytes: by compression, by entities, or by one cell far away, for which a reader makes
room. So every part is read within bounds first, and only the parts that passed reach the library.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from xml.parsers import expat

import python_calamine

from roer.core.network.table_reading import MOST_ROWS
from roer.core.network.tables import Table
from roer.core.values.errors import InputRefused, Problem

MOST_PARTS = 400
MOST_UNPACKED = 64 * 1024 * 1024
LAST_ROW, LAST_COLUMN = MOST_ROWS + 100, 100
"""How far a sheet may reach: beyond this nobody keeps a network."""
_XML = (".xml", ".rels")
_CELL = re.compile(r"([A-Za-z]{1,4})([1-9]\d{0,8})")
_AGAIN = "Sla het op als gewone werkmap (.xlsx) en probeer het nog eens."

Value = int | float | str | bool | time | date | datetime | timedelta
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError)


class _TooMuch(Exception):
    """A part asks for more than we give."""


def sheets_in(content: bytes, name: str, wanted: Callable[[str], bool]) -> Iterator[Table]:
    """The sheets of a workbook as tables; one that is not `wanted` by its name comes without rows.

    Raises InputRefused when it is no workbook, or one that asks for too much.
    """
    checked = _checked(content, name)
    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(checked)) as book:
            for sheet in book.sheet_names:
                rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False) if wanted(sheet) else []
                yield _table(sheet, rows)
    except (python_calamine.CalamineError, *BROKEN) as error:
        raise _refused("not_a_workbook", "Dit bestand is geen werkmap die we kunnen lezen.", name) from error


def _table(name: str, rows: list[list[Value]]) -> Table:
    texts = [tuple(_text(value) for value in row) for row in rows]
    header = next((at for at, row in enumerate(texts) if any(cell.strip() for cell in row)), None)
    if header is None:
        return Table(name, (), ())
    return Table(name, texts[header], tuple(texts[header + 1 :]), first=header + 2)


def _text(value: Value) -> str:
    """A cell as somebody would have typed it: 1.0 is 1, and a day stands as 2021-01-19."""
    match value:
        case bool():
            return "WAAR" if value else "ONWAAR"
        case float():
            return str(int(value)) if value.is_integer() else str(value).replace(".", ",")
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case str():
            return value
        case _:
            return str(value)


def _checked(content: bytes, name: str) -> bytes:
    """The workbook with only those parts that were read in full and within bounds."""
    kept = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(kept, "w") as safe:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise _TooMuch
            if len({part.filename for part in parts}) < len(parts):
                raise _refused("not_a_workbook", "In dit bestand staat een deel dubbel.", name)
            for part in parts:
                if part.filename.lower().endswith(_XML):
                    text = archive.read(part)
                    _look_through(text)
                    safe.writestr(part.filename, text)
    except _TooMuch:
        what = "Deze werkmap is veel groter dan een netwerk kan zijn."
        cure = "Haal lege rijen, kolommen en andere bladen weg."
        raise InputRefused([Problem("workbook_too_large", what, name, cure)]) from None
    except (expat.ExpatError, LookupError, *BROKEN) as error:
        raise _refused("not_a_workbook", "Dit bestand is geen werkmap die we kunnen lezen.", name) from error
    return kept.getvalue()


def _look_through(text: bytes) -> None:
    """Raise _TooMuch or ExpatError for a part with a document type, or with a cell too far away."""
    parser = expat.ParserCreate()
    reach = _Reach()
    parser.StartDoctypeDeclHandler = reach.no_document_type
    parser.StartElementHandler = reach.opened
    parser.Parse(text, True)


class _Reach:
    """How far the cells of a sheet reach."""

    def __init__(self) -> None:
        self.row = self.column = 0

    def no_document_type(self, *_: object) -> None:
        raise _TooMuch

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        name, place = tag.rpartition(":")[2], attributes.get("r")
        if name == "row":
            self.row, self.column = int(place) if place and place.isdecimal() else self.row + 1, 0
        elif name == "c":
            self._cell(place)
        elif name in ("v", "is") and (self.row > LAST_ROW or self.column > LAST_COLUMN):
            raise _TooMuch

    def _cell(self, place: str | None) -> None:
        found = _CELL.fullmatch(place) if place else None
        if place and not found:
            raise _TooMuch
        if not found:
            self.column += 1
            return
        self.row, self.column = int(found[2]), 0
        for letter in found[1].upper():
            self.column = self.column * 26 + ord(letter) - ord("A") + 1


def _refused(rule: str, what: str, name: str) -> InputRefused:
    return InputRefused([Problem(rule, what, name, _AGAIN)])
