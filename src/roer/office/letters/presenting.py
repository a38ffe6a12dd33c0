"""A letter's text as plain values, ready for a page and for a PDF: pieces of text with the marks behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from roer.core.writing.blocks import Block, Bullets, Heading, LetterBody, Paragraph, Runs, Table, text_of
from roer.core.writing.facts import Fact, FactKind, Source
from roer.core.writing.notes import Marked, Notes

NARROW = 18
"""Up to how many characters a cell is short."""
Shown = dict[str, Any]
"""A block or a run as plain values: text, numbers, lists and dictionaries only."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where names and sources lead to; empty for nowhere, as on paper."""

    of_name: Callable[[Fact], str] = lambda _: ""
    of_source: Callable[[Source], str] = lambda _: ""


def presented(body: LetterBody, addresses: Addresses | None = None) -> Shown:
    """The title, opening, sections and numbered sources of a letter."""
    notes, addresses = Notes.of(body), addresses or Addresses()
    show = _Showing(notes, addresses)
    return {
        "title": body.title.text,
        "opening": show.blocks(body.opening),
        "sections": [
            {"code": section.code, "heading": section.heading, "blocks": show.blocks(section.blocks)}
            for section in body.sections
        ],
        "sources": [
            {"number": number, "text": source.text, "origin": source.origin, "address": addresses.of_source(source)}
            for number, source in enumerate(notes.sources, start=1)
        ],
    }


def _is_narrow(table: Table, column: int) -> bool:
    """Whether every cell of a column is short enough to stand on one line."""
    return all(len(text_of(row[column])) <= NARROW for row in (table.head, *table.rows))


class _Showing:
    """Turns blocks into plain values, with the numbers of one letter."""

    def __init__(self, notes: Notes, addresses: Addresses) -> None:
        self._notes = notes
        self._addresses = addresses

    def blocks(self, blocks: Iterable[Block]) -> list[Shown]:
        return [self._block(block) for block in blocks]

    def _block(self, block: Block) -> Shown:
        match block:
            case Heading():
                return {"type": "heading", "text": block.text}
            case Paragraph():
                return {"type": "paragraph", "runs": self._runs(block.runs)}
            case Bullets():
                items = [
                    {"runs": self._runs(item.runs), "under": [self._runs(line) for line in item.under]}
                    for item in block.items
                ]
                return {"type": "bullets", "items": items}
            case Table():
                return self._table(block)

    def _table(self, table: Table) -> Shown:
        return {
            "type": "table",
            "caption": self._runs(table.caption),
            "head": [
                {"runs": self._runs(cell), "numeric": index in table.numeric, "narrow": _is_narrow(table, index)}
                for index, cell in enumerate(table.head)
            ],
            "rows": [
                [
                    {
                        "runs": [self._run(marked) for marked in cell],
                        "numeric": index in table.numeric,
                        "narrow": _is_narrow(table, index),
                    }
                    for index, cell in enumerate(self._notes.row(row))
                ]
                for row in table.rows
            ],
            "notes": [self._runs(note) for note in table.notes],
        }

    def _runs(self, runs: Runs) -> list[Shown]:
        return [self._run(marked) for marked in self._notes.marked(runs)]

    def _run(self, marked: Marked) -> Shown:
        fact = marked.fact
        if fact is None:
            return {"text": marked.text}
        if fact.kind is FactKind.FIGURE:
            return {"text": marked.text, "note": self._notes.numbers[fact.source.key], "marks": list(marked.marks)}
        return {"text": marked.text, "address": self._addresses.of_name(fact)}
