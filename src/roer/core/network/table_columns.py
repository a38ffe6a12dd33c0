"""The columns in which the network is written for spreadsheets: what each holds, how it is told, how it is read back.

Headings and words are Dutch, as on the pages; codes of elements and ids of persons stand as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from roer.core.network.cells import Words, joined, parted
from roer.core.programme.elements import (
    Audience,
    DataLevel,
    EffortKind,
    GoalKind,
    LinkKind,
    Phase,
    ResultKind,
    Umbrella,
)
from roer.core.programme.labels import CONTRIBUTIONS, FIELDS, label
from roer.core.programme.state import Programme

GOALS, RESULTS, EFFORTS, LINKS, LINEAGE = "Doelen", "Resultaten", "Inspanningen", "Relaties", "Afstamming"
"""The names of the tables, as sheets of a workbook and as files."""
TYPES_OF: Mapping[str, str] = {GOALS: "goal", RESULTS: "result", EFFORTS: "effort"}
"""Table → the type of the elements in it."""


@dataclass(frozen=True, slots=True)
class Column:
    """Kolom: its heading, the field of the element or link that it holds, and how that is told and read.

    A column without `read` is told for whoever looks, and passed over on the way back. When `kept` and the cell is
    empty, what there was stays: such a field is never empty.
    """

    heading: str
    field: str
    tell: Callable[[object], str]
    read: Callable[[str], object] | None = None
    kept: bool = False
    choices: tuple[str, ...] = ()
    """The words of which a cell holds one; empty when it may hold anything."""


def columns_of(programme: Programme) -> dict[str, tuple[Column, ...]]:
    """The columns of each table of elements and links, with the municipalities and policy fields of a programme."""
    fields = _named(
        "beleidsterrein", ((known.code, known.name) for _, known in sorted(programme.policy_fields.items()))
    )
    towns = _named("gemeente", ((known.code, known.name) for _, known in sorted(programme.municipalities.items())))
    told = (_told("Sinds", "since"), _told("Herkomst", "origin"))
    head = (_code("Code", "code"), _text("title"), _text("description"))
    own = (_listed("policy_fields", fields), _optional("owner"))
    names = (_texts(_heading("aliases"), "aliases"),)
    return {
        GOALS: (*head, _word("kind", GoalKind), *own, *names, *told),
        RESULTS: (
            *head,
            _word("kind", ResultKind),
            *own,
            _optional("client"),
            _listed("audience", _enumerated("audience", Audience)),
            _word("data_level", DataLevel),
            _listed("municipalities", towns),
            _optional("product"),
            *names,
            *told,
        ),
        EFFORTS: (
            *head,
            _word("kind", EffortKind),
            _word("umbrella", Umbrella),
            _word("phase", Phase),
            *own,
            *names,
            *told,
        ),
        LINKS: (
            _code("Van", "source"),
            _word("kind", LinkKind),
            _code("Naar", "target"),
            _weight(),
            _text("rationale", "Onderbouwing"),
            _text("assumption", "Aanname"),
            _texts("Bewijs", "evidence"),
            _told("Bevestigd op", "confirmed_on"),
            _told("Bevestigd door", "confirmed_by"),
            _told("Herkomst", "origin"),
        ),
    }


LINEAGE_HEADINGS = ("Wat", "Van", "Naar", "Reden", "Besluit", "Datum", "Door")
"""The headings of the table that tells what became of elements; it is written, never read."""


def _heading(field: str) -> str:
    return FIELDS[field].capitalize()


def _text(field: str, heading: str = "") -> Column:
    return Column(heading or _heading(field), field, str, str)


def _optional(field: str) -> Column:
    return Column(_heading(field), field, _or_empty, lambda cell: cell or None)


def _code(heading: str, field: str) -> Column:
    return Column(heading, field, str, str.upper, kept=True)


def _told(heading: str, field: str) -> Column:
    return Column(heading, field, _or_empty)


def _texts(heading: str, field: str) -> Column:
    return Column(heading, field, lambda values: joined(_several(values)), parted)


def _word(field: str, kind: type[StrEnum]) -> Column:
    words = _enumerated(field, kind)
    return Column(_heading(field), field, words.told, words.meant, kept=True, choices=tuple(words.codes))


def _listed(field: str, words: Words) -> Column:
    def tell(codes: object) -> str:
        return joined(words.told(code) for code in _several(codes))

    def read(cell: str) -> object:
        return tuple(dict.fromkeys(words.meant(word) for word in parted(cell)))

    return Column(_heading(field), field, tell, read)


def _weight() -> Column:
    words = Words("bijdrage", {word: weight for weight, word in CONTRIBUTIONS.items()})

    def read(cell: str) -> object:
        return words.meant(cell) if cell else None

    return Column("Bijdrage", "contribution", words.told, read, choices=tuple(words.codes))


def _enumerated(field: str, kind: type[StrEnum]) -> Words:
    return Words(FIELDS[field], {label(member): member for member in kind})


def _named(what: str, pairs: Iterable[tuple[str, str]]) -> Words:
    """Words that users chose: where two codes share a name, each keeps its code."""
    told: dict[str, list[str]] = {}
    for code, name in pairs:
        told.setdefault(name, []).append(code)
    return Words(what, {name if len(codes) == 1 else code: code for name, codes in told.items() for code in codes})


def _several(values: object) -> tuple[str, ...]:
    assert isinstance(values, tuple), "a column of several values holds a tuple"
    return values


def _or_empty(value: object) -> str:
    return "" if value is None else str(value)
