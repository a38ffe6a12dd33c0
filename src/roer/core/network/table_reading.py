"""The way back from tables to what they ask of the network; every cell that cannot be read is told with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from roer.core.network.cells import UnknownWord, echo, folded, nearest, readable, trimmed
from roer.core.network.planning import Plan, planned
from roer.core.network.table_columns import LINEAGE, LINKS, TYPES_OF, Column, columns_of
from roer.core.network.tables import Table
from roer.core.network.wishes import LINK, Place, WantedElement, WantedLink, Wish
from roer.core.programme.elements import Value
from roer.core.programme.network_state import Network
from roer.core.programme.state import Programme
from roer.core.values.dutch import listing, number
from roer.core.values.errors import Problem

MOST_ROWS = 20_000
"""More rows than this in one table are not read: no programme is that large, and somebody waits."""
PASSED_OVER = frozenset({folded(LINEAGE), "toelichting"})
"""Tables that are there to be looked at."""
KEYS = {"code", "source", "target"}


def changes_in(programme: Programme, tables: Sequence[Table]) -> Plan:
    """What recording these tables would change in the programme's network, and what is wrong with them."""
    return planned(programme.network, _wish_of(programme, tables))


def _wish_of(programme: Programme, tables: Sequence[Table]) -> Wish:
    """What these tables ask, with a problem for everything in them that cannot be understood."""
    columns = columns_of(programme)
    elements: list[WantedElement] = []
    links: list[WantedLink] = []
    problems: list[Problem] = []
    covers: set[str] = set()
    for table in tables:
        name = next((known for known in columns if folded(known) == folded(table.name)), None)
        if name is None:
            problems += _unknown_table(table, columns)
            continue
        reading = _Reading(programme.network, table, columns[name], problems)
        if name == LINKS:
            covers.add(LINK)
            links += reading.links()
        else:
            covers.add(TYPES_OF[name])
            elements += reading.elements(TYPES_OF[name])
    if not covers and not problems:
        problems.append(Problem("no_table", "Er staat geen tabel in.", "", _wanted(columns)))
    return Wish(tuple(elements), tuple(links), tuple(problems), frozenset(covers))


def table_named(stem: str, headings: Sequence[str]) -> str:
    """The table that a file on its own holds: by a name in the file's name, else by headings that no other has."""
    words = folded(re.sub(r"[^\w]+", " ", stem)).split()
    for name in (*TYPES_OF, LINKS, LINEAGE):
        if folded(name) in words:
            return name
    found = {folded(heading) for heading in headings}
    marks = {LINKS: {"van", "naar"}, "Resultaten": {"gemeenten"}, "Inspanningen": {"fase"}, "Doelen": {"code"}}
    return next((name for name, mark in marks.items() if mark <= found), stem)


def _unknown_table(table: Table, columns: Mapping[str, Sequence[Column]]) -> Iterator[Problem]:
    if folded(table.name) not in PASSED_OVER:
        what = f"‘{echo(table.name)}’ is geen tabel van het netwerk."
        yield Problem("unknown_table", what, table.file, nearest(table.name, columns) or _wanted(columns))


def _wanted(columns: Mapping[str, Sequence[Column]]) -> str:
    return f"Noem een tabel of blad: {listing(list(columns), 'of')}."


@dataclass(slots=True)
class _Reading:
    """One table being read; what is wrong is added to `problems`."""

    network: Network
    table: Table
    columns: Sequence[Column]
    problems: list[Problem]

    def elements(self, kind: str) -> Iterator[WantedElement]:
        for place, cells in self._rows():
            code = self._key(cells, "code", place)
            if code is None:
                continue
            record = self.network.elements.get(code)
            known = record.element if record is not None and record.element.type == kind else None
            yield WantedElement(kind, code, self._fields(cells, known, place), place)

    def links(self) -> Iterator[WantedLink]:
        for place, cells in self._rows():
            source, target = (self._key(cells, name, place) for name in ("source", "target"))
            if source is None or target is None:
                continue
            record = self.network.links.get((source, target))
            yield WantedLink(source, target, self._fields(cells, record.link if record else None, place), place)

    def _rows(self) -> Iterator[tuple[Place, dict[str, str]]]:
        """Each row that holds anything: its place, and its cells by field."""
        columns = self._columns()
        if columns is None:
            return
        if len(self.table.rows) > MOST_ROWS:
            what = f"De tabel heeft {number(len(self.table.rows))} rijen; we lezen er ten hoogste {number(MOST_ROWS)}."
            self.problems.append(Problem("too_many_rows", what, self._where(), "Verdeel haar over meer bestanden."))
            return
        headings = {column.field: column.heading for column in self.columns}
        for line, row in enumerate(self.table.rows, start=self.table.first):
            if any(trimmed(cell) for cell in row):
                place = Place(f"{self._where()}, rij {line}", headings)
                self._check_outside(row, columns, place)
                yield place, {column.field: row[at] for at, column in columns.items() if at < len(row)}

    def _columns(self) -> dict[int, Column] | None:
        """Which column stands where. None when the header cannot be read, or lacks what names a row."""
        by_heading = {folded(column.heading): column for column in self.columns}
        found: dict[int, Column] = {}
        before = len(self.problems)
        for at, heading in enumerate(self.table.headings):
            column = by_heading.get(folded(heading))
            if column is None and trimmed(heading):
                cure = nearest(heading, [known.heading for known in self.columns])
                self._in_header("unknown_column", f"Kolom ‘{echo(heading)}’ kennen we niet.", cure)
            elif column is not None and column in found.values():
                self._in_header(
                    "duplicate_column", f"Kolom ‘{column.heading}’ staat er twee keer.", "Houd er één over."
                )
            elif column is not None:
                found[at] = column
        for column in self.columns:
            if column.field in KEYS and column not in found.values():
                self._in_header(
                    "missing_column",
                    f"Kolom ‘{column.heading}’ ontbreekt.",
                    "Zonder weten we niet waar een rij over gaat.",
                )
        return found if len(self.problems) == before else None

    def _in_header(self, rule: str, what: str, cure: str) -> None:
        self.problems.append(Problem(rule, what, f"{self._where()}, rij {self.table.first - 1}", cure))

    def _check_outside(self, row: Sequence[str], columns: Mapping[int, Column], place: Place) -> None:
        outside = [at for at, cell in enumerate(row) if at not in columns and trimmed(cell)]
        if outside:
            what = f"In de {outside[0] + 1}e kolom staat iets, maar die kolom heeft geen kop."
            cure = "Geef elke kolom een eigen kop; samengevoegde cellen kunnen we niet lezen."
            self.problems.append(Problem("cell_without_heading", what, place.where, cure))

    def _key(self, cells: Mapping[str, str], name: str, place: Place) -> str | None:
        code = trimmed(cells.get(name, "")).upper()
        if not code:
            self.problems.append(
                Problem("no_code", "De code ontbreekt.", place.at(name), "Vul haar in, of haal de rij weg.")
            )
            return None
        return code

    def _fields(self, cells: Mapping[str, str], known: Value | None, place: Place) -> dict[str, object]:
        """What the cells say; a cell that says what is there already, in our own words, asks nothing."""
        fields: dict[str, object] = {}
        for column in self.columns:
            cell = trimmed(cells.get(column.field, ""))
            if column.field not in cells or column.read is None or column.field in KEYS or (column.kept and not cell):
                continue
            if known is not None and cell == trimmed(readable(column.tell(getattr(known, column.field)))):
                continue
            try:
                fields[column.field] = column.read(cell)
            except UnknownWord as unknown:
                self.problems.append(Problem("unknown_word", unknown.what, place.at(column.field), unknown.cure))
        return fields

    def _where(self) -> str:
        return self.table.file or self.table.name
