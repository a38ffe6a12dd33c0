"""The network as files: CSV, a map of CSV files, a workbook, JSON. The same network gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from roer.core.network.archimate import Exchanged, exchange_file
from roer.core.network.cells import readable
from roer.core.network.export import as_plain
from roer.core.network.scene import scene
from roer.core.network.tables import Table, tables_of
from roer.core.values.errors import InputRefused, Problem
from roer.core.values.spreadsheets import harmless
from roer.office.steering.din_picture import TITLE, Moment
from roer.office.steering.din_sight import Sight

LONGEST_CELL = 32_767
"""More signs than this do not fit in one cell of a workbook."""
ROOM = 200
"""For how many new rows below the others a workbook offers the words to choose from."""
_TEXT_ONLY = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WIDTHS = {"Code": 9, "Van": 9, "Naar": 9, "Titel": 44, "Omschrijving": 60, "Onderbouwing": 50, "Andere namen": 30}
_USUAL_WIDTH = 20
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def network_tables(moment: Moment) -> tuple[Table, ...]:
    """The tables of the working network or of a version, in the words of that moment."""
    return tables_of(moment.programme, moment.network)


def as_csv(table: Table) -> bytes:
    """One table for Dutch spreadsheets: semicolons, and a byte order mark so that accents survive."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.headings)
    writer.writerows([harmless(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def as_csv_map(tables: Sequence[Table]) -> bytes:
    """All tables as CSV files in one ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in tables:
            archive.writestr(zipfile.ZipInfo(csv_name(table), _LONG_AGO), as_csv(table))
    return out.getvalue()


def csv_name(table: Table) -> str:
    """'resultaten.csv'."""
    return f"{table.name.lower()}.csv"


def as_workbook(tables: Sequence[Table], *, title: str, made: datetime) -> bytes:
    """A workbook with a sheet per table; every cell is typed as text. Raises InputRefused when a text does not fit."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _TEXT_ONLY) as book:
        book.set_properties({"title": title, "created": made.astimezone(UTC).replace(tzinfo=None)})
        bold = book.add_format({"bold": True, "bottom": 1})
        body = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        for table in tables:
            sheet = book.add_worksheet(table.name)
            for column, heading in enumerate(table.headings):
                sheet.set_column(column, column, _WIDTHS.get(heading, _USUAL_WIDTH), body)
                sheet.write_string(0, column, heading, bold)
            for number, row in enumerate(table.rows, start=1):
                for column, cell in enumerate(row):
                    _check_fits(table, number, column, cell)
                    sheet.write_string(number, column, readable(cell), body)
            _offer_choices(sheet, table)
            sheet.freeze_panes(1, 1)
            sheet.autofilter(0, 0, len(table.rows), len(table.headings) - 1)
    return out.getvalue()


def _offer_choices(sheet: Worksheet, table: Table) -> None:
    """Let a cell that holds one of a few words offer them, also in rows that are still empty."""
    for column, words in enumerate(table.choices):
        if words:
            told = {"validate": "list", "source": list(words), "error_type": "warning"}
            sheet.data_validation(1, column, len(table.rows) + ROOM, column, told)


def _check_fits(table: Table, row: int, column: int, cell: str) -> None:
    if len(cell) > LONGEST_CELL:
        where = f"{table.name}, rij {row + 1}, kolom {table.headings[column]}"
        what = "Deze tekst is langer dan in een cel van een werkmap past."
        raise InputRefused([Problem("cell_too_long", what, where, "Kies CSV of JSON.")])


def as_json(moment: Moment, *, view: str = "") -> str:
    """The network as JSON: elements, links and lineage, with the number of the version and the hash of the network."""
    told = {"version": moment.number, "hash": moment.network.content_hash(), **as_plain(moment.network)}
    if view:
        told["view"] = view
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def as_archimate(sight: Sight) -> str:
    """The whole network as an ArchiMate exchange file, drawn in the colours of this sight."""
    moment, sight = sight.moment, Sight.by(sight.moment, sight.view)
    colouring = sight.colouring()
    found = scene(moment.network, order=moment.order, colouring=colouring, policy_fields=moment.programme.policy_fields)
    return exchange_file(Exchanged(moment.programme, moment.network, found, sight.caption(colouring.title)))


def workbook_of(moment: Moment) -> bytes:
    """The workbook of the network. Raises InputRefused when a text does not fit in a cell."""
    return as_workbook(network_tables(moment), title=TITLE, made=made_at(moment))


def made_at(moment: Moment) -> datetime:
    """When what the moment shows was last changed."""
    return moment.programme.moment or datetime(*_LONG_AGO, tzinfo=UTC)
