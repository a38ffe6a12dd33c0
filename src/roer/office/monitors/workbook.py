"""The figures as a workbook (XLSX): one sheet with figures, one with what they mean and where they come from."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import UTC

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from roer.core.values.dutch import day
from roer.core.values.status import Absence, Mark
from roer.data.releases.reader import ReleaseReader
from roer.office.monitors.files import COLUMNS, Line

FIGURES, NOTES = "Cijfers", "Toelichting"
_WIDTHS = (22, 34, 7, 14, 28, 11, 11, 14, 12, 20, 12, 14, 30)
_FIGURE_AT = COLUMNS.index("waarde")
_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def workbook(release: ReleaseReader, found: Iterable[Line]) -> bytes:
    """The workbook. Every text is written as text, so that none can be a formula."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _SAFE) as book:
        made = release.created_at.astimezone(UTC).replace(tzinfo=None)
        book.set_properties({"title": release.title, "subject": f"Vrijgave {release.id}", "created": made})
        bold = book.add_format({"bold": True, "bottom": 1})
        formats = {decimals: book.add_format({"num_format": _pattern(decimals)}) for decimals in range(7)}
        sign = book.add_format({"align": "right"})
        sheet = book.add_worksheet(FIGURES)
        last = _write_figures(sheet, found, formats, sign)
        for column, heading in enumerate(COLUMNS):
            sheet.write_string(0, column, heading, bold)
            sheet.set_column(column, column, _WIDTHS[column])
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
        notes = book.add_worksheet(NOTES)
        notes.set_column(0, 0, 34)
        notes.set_column(1, 1, 110, book.add_format({"text_wrap": True, "valign": "top"}))
        for row, (heading, text) in enumerate(note_lines(release)):
            notes.write_string(row, 0, heading, bold if heading and not text else None)
            notes.write_string(row, 1, text)
    return out.getvalue()


def _write_figures(sheet: Worksheet, found: Iterable[Line], formats: dict[int, object], sign: object) -> int:
    row = 0
    for row, line in enumerate(found, start=1):
        for column, text in enumerate((*line.texts[:_FIGURE_AT], "", *line.texts[_FIGURE_AT:])):
            if column != _FIGURE_AT:
                sheet.write_string(row, column, text)
        if line.number is None:
            sheet.write_string(row, _FIGURE_AT, line.sign, sign)
        else:
            sheet.write_number(row, _FIGURE_AT, line.number, formats[line.decimals])
    return row


def _pattern(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def note_lines(release: ReleaseReader) -> Iterator[tuple[str, str]]:
    """What the figures mean: heading and text, with a heading alone where a part begins."""
    yield release.title, ""
    yield "Vraag", release.product["summary"]["nl"]
    yield "Vrijgave", f"{release.id}, {day(release.created_at.date())}"
    yield "Gemeenten", ", ".join(release.areas_by_code[code].name for code in release.municipalities)
    yield "Bestemd voor", ", ".join(release.product["audience"])
    yield "Grondslag", release.product["legal_basis"]
    for code, told in release.indicators.items():
        yield "", ""
        yield told["label"]["nl"], ""
        yield "Code en versie", f"{code}, versie {told['version']}"
        yield "Definitie", told["definition"]
        yield "Eenheid", told["scale"]["unit"]
        if told["not_included"]:
            yield "Niet meegeteld", "; ".join(told["not_included"])
        for one in told["breaks"]:
            yield f"Breuk vanaf {one['at']}", one["text"]
        for caveat in told["caveats"]:
            yield "Let op", caveat
        if told["parts_reason"]:
            yield "Delen en totaal", told["parts_reason"]
        yield "Beveiliging", _policy(release, told["policy"])
        yield "Bronnen", "; ".join(source.attribution for source in release.sources_of(code))
    yield from _signs()
    yield from _sources(release)


def _policy(release: ReleaseReader, name: str) -> str:
    policy = release.manifest["policies"][name]
    told = [policy["description"], policy["published"] or ""]
    return f"{name}: {' '.join(part for part in told if part)}"


def _signs() -> Iterator[tuple[str, str]]:
    yield "", ""
    yield "Tekens", ""
    for absence in Absence:
        yield absence.sign, absence.label
    for mark in Mark:
        yield mark.sign, mark.label


def _sources(release: ReleaseReader) -> Iterator[tuple[str, str]]:
    yield "", ""
    yield "Bronnen en licenties", ""
    for source in release.sources:
        parts = [source.attribution, f"eigenaar {source.owner}", f"licentie {source.licence}"]
        parts += [f"ontvangen {source.receipt['fetched_at'][:10]}", source.origin]
        yield source.title, "; ".join(part for part in parts if part)
