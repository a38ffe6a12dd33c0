"""The letter as a neutral document: sections of paragraphs, lists and tables, without any file format.

Page, PDF and terminal are made from the same blocks. Plain words hold no digits: a number without a source cannot
be put into a letter, because the block refuses to exist.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from roer.core.programme.elements import Digest, content_hash
from roer.core.writing.facts import Fact, Run, Source, Told, has_digit


def _without_loose_digits(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    for run in runs:
        if isinstance(run, str) and has_digit(run):
            raise ValueError(f"a number without a source in {run!r}; make it a fact")
    return runs


def _wordy(text: str) -> str:
    if has_digit(text):
        raise ValueError(f"a number without a source in {text!r}; make it a fact")
    return text


Runs = Annotated[tuple[Run, ...], AfterValidator(_without_loose_digits)]
"""Pieces of one sentence or more, in order."""
Words = Annotated[str, AfterValidator(_wordy)]
"""Text of our own without a number."""


class Heading(Told):
    """Tussenkop within a section."""

    type: Literal["heading"] = "heading"
    text: Words


class Paragraph(Told):
    """Alinea: sentences that belong together."""

    type: Literal["paragraph"] = "paragraph"
    runs: Runs


class Bullets(Told):
    """Opsomming: an item may have lines under it."""

    type: Literal["bullets"] = "bullets"
    items: tuple[Item, ...] = Field(min_length=1)


class Item(Told):
    """A line of a list, with what is said under it."""

    runs: Runs
    under: tuple[Runs, ...] = ()


class Table(Told):
    """Tabel: the first cell of a row names the row. `numeric` are the columns that line up on the right."""

    type: Literal["table"] = "table"
    caption: Runs
    head: tuple[Runs, ...] = Field(min_length=2)
    rows: tuple[tuple[Runs, ...], ...] = Field(min_length=1)
    numeric: tuple[int, ...] = ()
    notes: tuple[Runs, ...] = ()

    @model_validator(mode="after")
    def _is_a_rectangle(self) -> Table:
        if any(len(row) != len(self.head) for row in self.rows):
            raise ValueError("every row has a cell for every column")
        return self


Block = Annotated[Heading | Paragraph | Bullets | Table, Field(discriminator="type")]


class Section(Told):
    """Paragraaf of a letter: a heading of our own and its blocks. Numbers of sections are given when it is printed."""

    code: str
    heading: Words
    blocks: tuple[Block, ...] = Field(min_length=1)


class LetterBody(Told):
    """Brieftekst: what all councils read alike. The headers of the copies stand outside it (programme.md 3.8, 13)."""

    title: Fact
    opening: tuple[Block, ...]
    sections: tuple[Section, ...] = Field(min_length=1)

    @property
    def hash(self) -> Digest:
        """SHA-256 over the canonical JSON: what is fixed when the letter is offered."""
        return content_hash(self)

    def lines(self) -> Iterator[Runs]:
        """Every sequence of runs in the order of reading."""
        yield (self.title,)
        for block in self.opening:
            yield from lines_of(block)
        for section in self.sections:
            yield (section.heading,)
            for block in section.blocks:
                yield from lines_of(block)

    def facts(self) -> Iterator[Fact]:
        """Every fact in the order of reading."""
        return (run for line in self.lines() for run in line if isinstance(run, Fact))

    def sources(self) -> tuple[Source, ...]:
        """What vouches for the facts of the letter, each once, in the order of reading."""
        return tuple({fact.source.key: fact.source for fact in self.facts()}.values())


def lines_of(block: Block) -> Iterator[Runs]:
    """The sequences of runs of a block, in the order of reading."""
    match block:
        case Heading():
            yield (block.text,)
        case Paragraph():
            yield block.runs
        case Bullets():
            for item in block.items:
                yield item.runs
                yield from item.under
        case Table():
            yield block.caption
            yield from block.head
            for row in block.rows:
                yield from row
            yield from block.notes


def paragraph(*runs: Run) -> Paragraph:
    """A paragraph of these pieces."""
    return Paragraph(runs=runs)


def text_of(runs: Runs) -> str:
    """The pieces as one text."""
    return "".join(run if isinstance(run, str) else run.text for run in runs)
