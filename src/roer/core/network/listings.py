"""The network as tables: goals, results, efforts and relations with all that is known of them, sortable by column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from roer.core.network.paths import Ways
from roer.core.network.scene import RoadmapItem
from roer.core.programme.elements import Code, Effort, Element, Goal, Result, SmartText
from roer.core.programme.gates import GATES
from roer.core.programme.labels import CONTRIBUTIONS, label
from roer.core.programme.network_state import LinkRecord, Network
from roer.core.programme.state import Programme
from roer.core.values.dutch import day, listing, number

TableName = Literal["doelen", "resultaten", "inspanningen", "relaties"]
TABLES: Mapping[TableName, str] = {
    "doelen": "Doelen",
    "resultaten": "Resultaten",
    "inspanningen": "Inspanningen",
    "relaties": "Relaties",
}
"""The tables, as an address names them, with their headings."""
SortKey = tuple[bool, tuple[tuple[int, str], ...]]
"""Whether there is nothing, and what there is in pieces of text and numbers."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one row says in one column: its words, the gates where they stand, and by what it is sorted."""

    words: str
    order: str = ""
    gates: tuple[tuple[str, str, str], ...] = ()
    """Of each gate how it stands: its status, its sign, and both in words."""

    @property
    def key(self) -> SortKey:
        """Numbers in a text count as numbers: R9 comes before R10. What is empty comes last."""
        text = (self.order or self.words).casefold()
        pieces = re.findall(r"\d+|\D+", text)
        return not text, tuple((int(piece), "") if piece.isdecimal() else (-1, piece) for piece in pieces)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the codes that it is about (two for a relation), where it comes from, and its cells."""

    codes: tuple[Code, ...]
    type: str
    origin: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Tabel: columns by their name in an address with their heading, and the rows."""

    name: TableName
    columns: Mapping[str, str]
    rows: tuple[Row, ...]

    @property
    def title(self) -> str:
        """'Resultaten'."""
        return TABLES[self.name]

    def sorted_by(self, wanted: str) -> Table:
        """The rows by this column, upside down with a minus before it; as they were for a column that is not there.

        Empty cells stay last, either way.
        """
        name = wanted.removeprefix("-")
        if name not in self.columns:
            return self
        at = list(self.columns).index(name)
        told = [row for row in self.rows if not row.cells[at].key[0]]
        empty = [row for row in self.rows if row.cells[at].key[0]]
        told.sort(key=lambda row: row.cells[at].key, reverse=wanted.startswith("-"))
        return replace(self, rows=(*told, *empty))


@dataclass(frozen=True, slots=True)
class Known:
    """What a table is made of: the network to show with its ways, the programme then, the roadmap, names of persons."""

    network: Network
    programme: Programme
    ways: Ways
    items: Mapping[Code, RoadmapItem]
    names: Mapping[str, str]

    @classmethod
    def of(
        cls, network: Network, programme: Programme, items: Iterable[RoadmapItem], names: Mapping[str, str]
    ) -> Known:
        """Everything gathered once. `network` may be a part of that of the programme."""
        return cls(network, programme, Ways.of(network), {item.code: item for item in items}, names)

    def called(self, codes: Iterable[str]) -> str:
        """The names of policy fields, municipalities or persons."""
        fields, towns = self.programme.policy_fields, self.programme.municipalities
        return listing(
            [
                fields[code].name
                if code in fields
                else towns[code].name
                if code in towns
                else self.names.get(code, code)
                for code in codes
            ]
        )

    def serving(self, code: Code, type: str) -> list[LinkRecord]:
        """The links from elements of this type to the one with this code."""
        records = self.ways.down.get(code, ())
        return [record for record in records if self.network.elements[record.link.source].element.type == type]

    def served(self, code: Code, type: str) -> list[LinkRecord]:
        """The links from the element with this code to elements of this type."""
        records = self.ways.up.get(code, ())
        return [record for record in records if self.network.elements[record.link.target].element.type == type]

    def target(self, code: Code) -> str:
        """'≤ 9,5 procent op 31 december 2022'; empty without a SMART text."""
        versions = self.programme.smart.get(code, ())
        return _target(versions[-1].text) if versions else ""


def table_of(name: TableName, known: Known) -> Table:
    """The table with this name, its rows in code order."""
    return _MAKERS[name](known)


def _goals(known: Known) -> Table:
    columns = {
        "code": "Code", "titel": "Titel", "soort": "Soort", "beleidsterrein": "Beleidsterrein", "eigenaar": "Eigenaar",
        "resultaten": "Resultaten", "roadmap": "Op de roadmap", "inspanningen": "Inspanningen",
        "streefwaarde": "Streefwaarde", "sinds": "Sinds",
    }  # fmt: skip
    return Table("doelen", columns, tuple(_goal(goal, known) for goal in known.network.goals))


def _goal(goal: Goal, known: Known) -> Row:
    results = [record.link.source for record in known.serving(goal.code, "result")]
    placed = [code for code in results if code in known.items and known.items[code].when]
    efforts = {record.link.source for code in (goal.code, *results) for record in known.serving(code, "effort")}
    return _row(
        goal, known, _word(label(goal.kind)), _word(known.called(goal.policy_fields)), _owner(goal, known),
        _codes(results), _codes(placed), _codes(sorted(efforts)), _word(known.target(goal.code)),
    )  # fmt: skip


def _results(known: Known) -> Table:
    columns = {
        "code": "Code", "titel": "Titel", "beleidsterrein": "Beleidsterrein", "eigenaar": "Eigenaar",
        "poorten": "Poorten", "kwartaal": "Roadmap", "streefwaarde": "Streefwaarde", "doelen": "Doelen",
        "inspanningen": "Inspanningen", "klant": "Klant", "doelgroep": "Doelgroep", "gegevens": "Gegevens",
        "gemeenten": "Gemeenten", "soort": "Soort", "sinds": "Sinds",
    }  # fmt: skip
    return Table("resultaten", columns, tuple(_result(result, known) for result in known.network.results))


def _result(result: Result, known: Known) -> Row:
    return _row(
        result, known, _word(known.called(result.policy_fields)), _owner(result, known),
        *_roadmap(known.items.get(result.code)), _word(known.target(result.code)),
        _weighed(known.served(result.code, "goal"), source=False),
        _weighed(known.serving(result.code, "effort"), source=True),
        _word(known.called([result.client] if result.client else [])),
        _word(listing([label(one) for one in result.audience])), _word(label(result.data_level)),
        _word(known.called(result.municipalities)), _word(label(result.kind)),
    )  # fmt: skip


def _efforts(known: Known) -> Table:
    columns = {
        "code": "Code", "titel": "Titel", "soort": "Soort", "paraplu": "Paraplu", "fase": "Fase",
        "beleidsterrein": "Beleidsterrein", "eigenaar": "Eigenaar", "dient": "Draagt bij aan", "sinds": "Sinds",
    }  # fmt: skip
    return Table("inspanningen", columns, tuple(_effort(effort, known) for effort in known.network.efforts))


def _effort(effort: Effort, known: Known) -> Row:
    phase = f"{list(type(effort.phase)).index(effort.phase)} {effort.phase}"
    return _row(
        effort, known, _word(label(effort.kind)), _word(label(effort.umbrella)), Cell(label(effort.phase), phase),
        _word(known.called(effort.policy_fields)), _owner(effort, known),
        _weighed(known.ways.up.get(effort.code, ()), source=False),
    )  # fmt: skip


def _relations(known: Known) -> Table:
    columns = {
        "van": "Van", "relatie": "Relatie", "naar": "Naar", "bijdrage": "Bijdrage", "onderbouwing": "Onderbouwing",
        "aanname": "Aanname", "bewijs": "Bewijs", "bevestigd": "Bevestigd op", "door": "Bevestigd door",
    }  # fmt: skip
    return Table("relaties", columns, tuple(_relation(record, known) for record in known.network.links_in_order()))


def _relation(record: LinkRecord, known: Known) -> Row:
    link = record.link
    ends = [known.network.elements[code].element for code in (link.source, link.target)]
    source, target = (Cell(f"{element.code} {element.title}") for element in ends)
    weight = Cell(CONTRIBUTIONS[link.contribution], str(link.contribution or 0))
    cells = (
        source, _word(label(link.kind)), target, weight, _word(link.rationale), _word(link.assumption),
        _word(listing(link.evidence)), _on(record.confirmed_on), _word(known.called([record.confirmed_by])),
    )  # fmt: skip
    return Row((link.source, link.target), "link", record.origin, cells)


_MAKERS: Mapping[TableName, Callable[[Known], Table]] = {
    "doelen": _goals,
    "resultaten": _results,
    "inspanningen": _efforts,
    "relaties": _relations,
}


def _row(element: Element, known: Known, *cells: Cell) -> Row:
    record = known.network.elements[element.code]
    since = _on(record.since)
    return Row((element.code,), element.type, record.origin, (_word(element.code), _word(element.title), *cells, since))


def _word(text: str) -> Cell:
    return Cell(text)


def _on(moment: date) -> Cell:
    return Cell(day(moment), moment.isoformat())


def _owner(element: Element, known: Known) -> Cell:
    return Cell(known.called([element.owner] if element.owner else []))


def _codes(codes: Sequence[Code]) -> Cell:
    """How many and which; sorted by how many."""
    return Cell(listing(list(codes)), f"{len(codes)} {codes[0]}" if codes else "")


def _weighed(records: Iterable[LinkRecord], *, source: bool) -> Cell:
    """'D1 (groot) en D7 (klein)'; sorted by how many."""
    ends = [(record.link.source if source else record.link.target, record.link.contribution) for record in records]
    words = [f"{code} ({CONTRIBUTIONS[weight]})" for code, weight in ends]
    return Cell(listing(words), f"{len(words)} {words[0]}" if words else "")


def _roadmap(item: RoadmapItem | None) -> tuple[Cell, Cell]:
    """The gates, sorted by how many are open, and the quarter; what is not placed comes last."""
    if item is None:
        return Cell(""), Cell("")
    opened = sum(status in ("met", "not_applicable") for status, _, _ in item.gates)
    reserved = ", onder voorbehoud" if item.reserved else ""
    when = Cell(f"{item.when}{reserved}", _quarter(item.when)) if item.when else Cell("")
    gates = tuple(
        (status, sign, f"{gate.label}: {word}") for gate, (status, sign, word) in zip(GATES, item.gates, strict=True)
    )
    return Cell(f"{opened} van {len(item.gates)}", str(opened), gates), when


def _quarter(when: str) -> str:
    """'2021 2e kwartaal', so that years come before quarters."""
    words = when.split()
    return " ".join((words[-1], *words[:-1]))


def _target(text: SmartText) -> str:
    if text.target is None:
        return ""
    decimals = len(f"{text.target:.6f}".rstrip("0").partition(".")[2])
    value = f"{text.operator} {number(text.target, decimals)} {text.unit}".strip()
    return f"{value} op {day(text.target_date)}" if text.target_date else value
