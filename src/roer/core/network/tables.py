"""The network as tables for a spreadsheet: a row for each open element and each link; and what became of elements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roer.core.network.cells import joined
from roer.core.network.table_columns import LINEAGE, LINEAGE_HEADINGS, LINKS, TYPES_OF, Column, columns_of
from roer.core.programme.labels import OPERATIONS
from roer.core.programme.network_state import ElementRecord, Lineage, LinkRecord, Network
from roer.core.programme.state import Programme

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Tabel: a name, the headings of its columns, and its rows as text.

    `file` names where it came from; `first` is the number of the first row as a spreadsheet counts.
    """

    name: str
    headings: Row
    rows: tuple[Row, ...]
    file: str = ""
    first: int = 2
    choices: tuple[Row, ...] = ()
    """Per column the words of which a cell holds one; empty for a column that may hold anything."""


def tables_of(programme: Programme, network: Network | None = None) -> tuple[Table, ...]:
    """The network of a programme, or an earlier network of it, as tables in code order."""
    shown = programme.network if network is None else network
    columns = columns_of(programme)
    elements = (
        _table(name, columns[name], tuple(_element_row(record, columns[name]) for record in _of(shown, kind)))
        for name, kind in TYPES_OF.items()
    )
    links = tuple(_link_row(record, columns[LINKS]) for record in shown.links_in_order())
    lineage = tuple(_lineage_row(line) for line in shown.lineage)
    return (*elements, _table(LINKS, columns[LINKS], links), Table(LINEAGE, LINEAGE_HEADINGS, lineage))


def _table(name: str, columns: Sequence[Column], rows: tuple[Row, ...]) -> Table:
    headings, choices = zip(*((column.heading, column.choices) for column in columns), strict=True)
    return Table(name, headings, rows, choices=choices)


def _of(network: Network, kind: str) -> list[ElementRecord]:
    return [record for record in network.open_elements() if record.element.type == kind]


def _element_row(record: ElementRecord, columns: Sequence[Column]) -> Row:
    told = {**dict(record.element), "since": record.since.isoformat(), "origin": record.origin}
    return tuple(column.tell(told[column.field]) for column in columns)


def _link_row(record: LinkRecord, columns: Sequence[Column]) -> Row:
    confirmed = {"confirmed_on": record.confirmed_on.isoformat(), "confirmed_by": record.confirmed_by}
    told = {**dict(record.link), **confirmed, "origin": record.origin}
    return tuple(column.tell(told[column.field]) for column in columns)


def _lineage_row(line: Lineage) -> Row:
    ends = (joined(line.predecessors), joined(line.successors))
    return (OPERATIONS[line.op], *ends, line.motive, line.decision or "", line.date.isoformat(), line.by)
