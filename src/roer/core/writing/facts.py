"""The facts of a letter: a value as Dutch readers see it, with where it comes from. Numbers in a letter are facts only.

A letter's reader may ask of every number: who says so? So a fact carries its source, and text without a source
may not hold a digit (programme.md 3.8, 12).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from roer.core.programme.entries import Stamp
from roer.core.programme.governance import DecisionRecord
from roer.core.programme.labels import label
from roer.core.programme.records import NetworkVersion
from roer.core.programme.state import Programme
from roer.core.values import dutch
from roer.core.values.money import Euro
from roer.core.values.periods import MONTHS, Period

_DIGIT = re.compile(r"\d")
_FIGURES = re.compile(rf"(\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}|\S*\d\S*?(?=[.,;:)]*(?:\s|$)))")
_DIRECTION_MARKS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Told(BaseModel):
    """A frozen part of a letter. Unlike the programme's values it keeps white space: runs of text are joined."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class SourceKind(StrEnum):
    """What kind of thing vouches for a fact."""

    ENTRY = "entry"
    DECISION = "decision"
    VERSION = "version"
    COMPARISON = "comparison"
    STATE = "state"
    RELEASE = "release"


class Source(Told):
    """Bron of a fact: what vouches for it, and the Dutch line that says so in the list at the end of the letter.

    `reference` identifies it within its kind: the number of an entry (`55`), the code of a decision, the number of a
    network version (`3`), two of them (`2-3`), what was computed from the ledger (`gates/R01`, `seats/stuurgroep`), or
    product, release and indicator of a figure (`jeugdmonitor/20210301-ab12/jeugdhulp`). `about` is the code of the
    element or letter that it concerns, `origin` the herkomst of what stands there.
    """

    kind: SourceKind
    reference: str
    text: str
    about: str = ""
    origin: str = ""

    @property
    def key(self) -> tuple[SourceKind, str]:
        """What tells two sources apart."""
        return (self.kind, self.reference)


class FactKind(StrEnum):
    """How a fact is shown: a figure gets a mark that leads to its source, a name is only a name."""

    FIGURE = "figure"
    NAME = "name"


class Fact(Told):
    """Feit: `text` as the letter prints it, `value` as a machine reads it (a date as ISO text), and its source.

    `at` is the place within the source: the code of the element that a name belongs to, or `GM0534/2020JJ00` for the
    cell of a release.
    """

    text: str = Field(min_length=1)
    value: int | float | str | None
    kind: FactKind = FactKind.FIGURE
    source: Source
    at: str = ""


Run = str | Fact
"""A piece of a sentence: plain words, or a fact."""


def plain(text: str) -> str:
    """`text` without control characters and without marks that turn the direction of reading; white space is one space.

    Somebody's title or motive may hold anything; what stays is what a reader can see.
    """
    kept = (
        " " if character.isspace() and character not in dutch.NBSP + "\u202f" else character
        for character in text
        if character.isspace() or (character not in _DIRECTION_MARKS and unicodedata.category(character) != "Cc")
    )
    return re.sub(r" {2,}", " ", "".join(kept)).strip()


def has_digit(text: str) -> bool:
    """Whether the text holds a digit of any script."""
    return _DIGIT.search(text) is not None


def count(number: int, one: str, many: str, *, source: Source) -> Fact:
    """'1 resultaat', '2 resultaten'."""
    return Fact(text=dutch.plural(number, one, many), value=number, source=source)


def day(moment: date, source: Source) -> Fact:
    """'19 januari 2021'."""
    return Fact(text=dutch.day(moment), value=moment.isoformat(), source=source)


def money(amount: Euro, source: Source) -> Fact:
    """'€ 438.151'; the value is in cents."""
    return Fact(text=dutch.money(amount), value=amount.cents, source=source)


def period(code: str, source: Source) -> Fact:
    """'2e kwartaal 2021' of a period code."""
    return Fact(text=Period(code).label, value=code, source=source)


def code(text: str, source: Source) -> Fact:
    """A code, such as that of a decision, as a figure of its own."""
    return Fact(text=text, value=text, source=source)


def told(text: str, source: Source) -> tuple[Run, ...]:
    """A sentence that the programme itself says, such as the reason of a gate: its dates and numbers become figures."""
    pieces = [(piece, has_digit(piece)) for piece in _FIGURES.split(plain(text)) if piece]
    return tuple(Fact(text=piece, value=piece, source=source) if figure else piece for piece, figure in pieces)


def name(text: str, source: Source, *, at: str = "") -> Fact:
    """Words that somebody else chose: a title, the name of a body, a motive. With a number in it and no page of its
    own to lead to (`at`), it is marked with its source like any figure."""
    shown = plain(text)
    kind = FactKind.FIGURE if has_digit(shown) and not at else FactKind.NAME
    return Fact(text=shown or "(zonder naam)", value=shown, kind=kind, source=source, at=at)


def entry_source(stamp: Stamp, what: str, *, about: str = "") -> Source:
    """The entry of the ledger in which something was recorded; `what` says in a few Dutch words what it was."""
    text = f"grootboek, regel {stamp.seq}: {what}, geldt vanaf {dutch.day(stamp.holds_from)}"
    return Source(kind=SourceKind.ENTRY, reference=str(stamp.seq), text=text, about=about, origin=stamp.origin)


def charter_source() -> Source:
    """The charter: a ledger starts with it."""
    return Source(kind=SourceKind.ENTRY, reference="1", text="grootboek, regel 1: programmaplan")


def decision_source(programme: Programme, record: DecisionRecord) -> Source:
    """A decision, with the body that took it."""
    decision = record.decision
    body = programme.bodies[decision.body].body.name
    kept = "" if record.confirmed else "; het verslag is nog niet bevestigd"
    text = (
        f"besluit {decision.code} van {plain(body)} op {dutch.day(decision.decided_on)}: "
        f"{label(decision.outcome)} (grootboek, regel {record.seq}{kept})"
    )
    return Source(kind=SourceKind.DECISION, reference=decision.code, text=text, origin=record.origin)


def version_source(version: NetworkVersion) -> Source:
    """A frozen network version."""
    text = (
        f"DIN-versie {version.number} van {dutch.day(version.version_date)}, {label(version.status)} "
        f"(grootboek, regel {version.stamp.seq})"
    )
    return Source(kind=SourceKind.VERSION, reference=str(version.number), text=text, origin=version.origin)


def comparison_source(before: NetworkVersion, after: NetworkVersion) -> Source:
    """The comparison of two network versions."""
    text = (
        f"vergelijking van DIN-versie {before.number} ({dutch.day(before.version_date)}) "
        f"met DIN-versie {after.number} ({dutch.day(after.version_date)})"
    )
    return Source(kind=SourceKind.COMPARISON, reference=f"{before.number}-{after.number}", text=text)


def state_source(programme: Programme, reference: str, what: str) -> Source:
    """Something computed from everything that was recorded; `what` says in a few Dutch words what it is."""
    text = f"{what}, berekend uit het grootboek tot en met regel {programme.seq}"
    return Source(kind=SourceKind.STATE, reference=reference, text=text)


def gates_source(programme: Programme, result: str) -> Source:
    """The gates of a result."""
    title = plain(programme.network.elements[result].element.title)
    return state_source(programme, f"gates/{result}", f"stand van de vier poorten van {result} ({title})")
