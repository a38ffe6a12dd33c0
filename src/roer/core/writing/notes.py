"""Numbering the sources of a letter, so that page, PDF and terminal show the same mark behind the same number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from roer.core.writing.blocks import LetterBody, Runs
from roer.core.writing.facts import Fact, FactKind, Run, Source, SourceKind


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece of a sentence as it is shown: its text, the fact behind it, and the marks that follow it."""

    text: str
    fact: Fact | None = None
    marks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Notes:
    """Bronnenlijst of a letter: its sources, numbered from 1 in the order of reading."""

    sources: tuple[Source, ...]
    numbers: dict[tuple[SourceKind, str], int]

    @classmethod
    def of(cls, body: LetterBody) -> Notes:
        """The numbered sources of the figures in a letter; a name alone needs no mark."""
        found = {fact.source.key: fact.source for fact in body.facts() if fact.kind is FactKind.FIGURE}
        return cls(tuple(found.values()), {key: number for number, key in enumerate(found, start=1)})

    def marked(self, runs: Runs) -> tuple[Marked, ...]:
        """The pieces of a sentence; each source is marked once, behind the last figure that comes from it."""
        last = {key: index for index, key in _figures(runs)}
        return tuple(self._marked(run, is_marked=index in last.values()) for index, run in enumerate(runs))

    def row(self, cells: tuple[Runs, ...]) -> tuple[tuple[Marked, ...], ...]:
        """The cells of a row; each source is marked once, behind the first figure, so that columns stay lined up."""
        seen: set[tuple[SourceKind, str]] = set()
        shown = []
        for runs in cells:
            first = set()
            for index, key in _figures(runs):
                if key not in seen:
                    first.add(index)
                    seen.add(key)
            shown.append(tuple(self._marked(run, is_marked=index in first) for index, run in enumerate(runs)))
        return tuple(shown)

    def _marked(self, run: Run, *, is_marked: bool) -> Marked:
        if isinstance(run, str):
            return Marked(run)
        return Marked(run.text, run, (self.numbers[run.source.key],) if is_marked else ())


def _figures(runs: Runs) -> Iterator[tuple[int, tuple[SourceKind, str]]]:
    for index, run in enumerate(runs):
        if isinstance(run, Fact) and run.kind is FactKind.FIGURE:
            yield index, run.source.key
