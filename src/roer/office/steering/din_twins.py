"""The twins of the picture of the network: a list, a matrix and tables, with the same content and the same actions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from roer.core.network.listings import TABLES, Cell, Known, Row, TableName, table_of
from roer.core.network.matrix import Matrix, matrices
from roer.core.network.paths import told
from roer.core.programme.elements import Code
from roer.core.programme.network_state import Network
from roer.office.people.register import names_of
from roer.office.steering.din_sight import Sight

LIST, MATRIX = "lijst", "matrix"
FORMS: Mapping[str, str] = {"": "Plaatje", LIST: "Lijst", MATRIX: "Matrix", **TABLES}
"""What `?weergave=` can ask, with the word on the page; the picture when it asks something else."""
_ACTIONS = (("steering:change", "Wijzig"), ("steering:connect", "Verbind"))
"""The pages on which an element is edited, with the word on the link."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a column that sorts: where it leads, and how the rows stand now ('' when by another column)."""

    name: str
    title: str
    query: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row on the page: where it opens, what it says per column, and what else can be done with it."""

    row: Row
    address: str
    cells: tuple[tuple[Heading, Cell], ...]
    actions: tuple[tuple[str, str], ...]


def form_of(wanted: str | None) -> str:
    """The form that was asked for; the picture for what is none."""
    return wanted if wanted in FORMS else ""


def forms_of(sight: Sight) -> Iterator[tuple[str, str, str]]:
    """Every form with its word and its address."""
    return ((form, word, sight.query(weergave=form or None)) for form, word in FORMS.items())


def twin_of(sight: Sight, network: Network, form: str, wanted: str) -> dict[str, Any]:
    """What the page needs for this form of the network (a part of it, perhaps), sorted as `wanted`."""
    if form == MATRIX:
        return _matrices(sight, network, wanted)
    name: TableName | None = "relaties" if form == LIST else next((name for name in TABLES if name == form), None)
    return _table(sight, network, name, form, wanted) if name else {}


def _table(sight: Sight, network: Network, name: TableName, form: str, wanted: str) -> dict[str, Any]:
    moment = sight.moment
    known = Known.of(network, moment.programme, moment.items, names_of(_persons(network)))
    table = table_of(name, known).sorted_by(wanted)
    headings = tuple(_heading(sight, form, one, title, wanted) for one, title in table.columns.items())
    lines = [_line(sight, row, headings) for row in table.rows]
    return {"table": table, "headings": headings, "lines": lines, "editable": any(line.actions for line in lines)}


def _heading(sight: Sight, form: str, name: str, title: str, wanted: str) -> Heading:
    """Its link sorts by this column, or turns the rows round when they are sorted by it."""
    by = {name: "ascending", f"-{name}": "descending"}.get(wanted, "")
    query = sight.query(weergave=form, sorteer=f"-{name}" if by == "ascending" else name)
    return Heading(name, title, query, by)


def _line(sight: Sight, row: Row, headings: tuple[Heading, ...]) -> Line:
    address = f"{reverse('steering:din')}?{sight.query(element=row.codes[0])}"
    if row.type == "result":
        address = reverse("steering:result", args=row.codes)
    return Line(row, address, tuple(zip(headings, row.cells, strict=True)), tuple(_editing(sight, row)))


def _editing(sight: Sight, row: Row) -> Iterator[tuple[str, str]]:
    """Editing belongs to the network as it is now; a relation has one page for everything."""
    if sight.moment.number is not None or sight.moment.past:
        return
    if len(row.codes) == 2:
        yield "Wijzig", reverse("steering:link", args=row.codes)
        return
    for name, word in _ACTIONS:
        yield word, reverse(name, args=row.codes)


def _matrices(sight: Sight, network: Network, wanted: str) -> dict[str, Any]:
    found = matrices(network)
    parts = [
        (_("Resultaten en doelen"), _("Hoeveel elk resultaat bijdraagt aan elk doel."), found.goals),
        (_("Resultaten en inspanningen"), _("Hoeveel elke inspanning bijdraagt aan elk resultaat."), found.efforts),
    ]
    return {
        "matrices": [
            (title, about, matrix.sorted_by(wanted), _columns(sight, matrix, wanted)) for title, about, matrix in parts
        ],
        "others": [told(network, record) for record in found.others],
    }


def _columns(sight: Sight, matrix: Matrix, wanted: Code) -> list[Heading]:
    """The columns; each sorts the rows by how much they contribute in it."""
    return [
        Heading(
            element.code,
            element.title,
            sight.query(weergave=MATRIX, sorteer=element.code),
            "descending" if element.code == wanted else "",
        )
        for element in matrix.columns
    ]


def _persons(network: Network) -> set[str]:
    elements = [record.element for record in network.open_elements()]
    owners = {element.owner for element in elements} | {getattr(element, "client", None) for element in elements}
    return {person for person in owners if person} | {record.confirmed_by for record in network.links.values()}
