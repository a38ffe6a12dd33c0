"""Finding anything by typing (vinden): elements by code, title or other name, open and closed; decisions; letters.

What starts with the words comes before what only holds them; accents and capitals do not matter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from roer.core.programme.elements import Code
from roer.core.programme.labels import OPERATIONS, TYPES
from roer.core.programme.network_state import ElementRecord, Network
from roer.core.programme.records import LetterRecord
from roer.core.programme.state import Programme
from roer.core.values.dutch import day

Kind = Literal["element", "decision", "letter"]
MOST = 50
"""How many are told at most."""


@dataclass(frozen=True, slots=True)
class Found:
    """Vondst: what it is, its code and title, a remark for the reader, and whether it is still there."""

    kind: Kind
    code: Code
    title: str
    remark: str
    is_open: bool = True
    aliases: tuple[str, ...] = ()


def find(
    programme: Programme, wanted: str, *, network: Network, letters: Iterable[LetterRecord] = ()
) -> tuple[Found, ...]:
    """What fits the words, best first. `letters` are those that the reader may know of.

    A whole code or title finds only what has exactly that.
    """
    words = plain(wanted)
    if not words:
        return ()
    ranked = []
    for place, found in enumerate(everything(programme, network, letters)):
        rank = _rank(found, words)
        if rank is not None:
            ranked.append((rank, not found.is_open, place, found))
    ranked.sort(key=lambda line: line[:3])
    best = [found for rank, _closed, _place, found in ranked if rank == 0]
    return tuple(best or [found for *_order, found in ranked[:MOST]])


def everything(programme: Programme, network: Network, letters: Iterable[LetterRecord]) -> Iterator[Found]:
    """Everything that can be found: results first, then goals and efforts, decisions and letters."""
    order = {"result": 0, "goal": 1, "effort": 2}
    records = sorted(network.elements.values(), key=lambda r: (order[r.element.type], r.element.code))
    yield from (_element(record) for record in records)
    for code, decided in sorted(programme.decisions.items()):
        yield Found("decision", code, decided.decision.title, f"besluit van {day(decided.decision.decided_on)}")
    for letter in letters:
        draft = letter.draft
        yield Found("letter", draft.code, draft.title, f"raadsbrief van {day(draft.letter_date)}")


def _element(record: ElementRecord) -> Found:
    element, closed = record.element, record.closed
    remark = TYPES[element.type] if closed is None else f"{TYPES[element.type]}, {OPERATIONS[closed.op]}"
    return Found("element", element.code, element.title, remark, closed is None, element.aliases)


def _rank(found: Found, words: str) -> int | None:
    """0 for the code or the title itself, then how well the words fit; None when they do not."""
    title = plain(found.title)
    code = plain(found.code)
    if words in (code, title, f"{code} {title}"):
        return 0
    names = (title, *map(plain, found.aliases))
    if code.startswith(words):
        return 1
    if any(name.startswith(words) for name in names):
        return 2
    if any(f" {words}" in name for name in names):
        return 3
    parts = words.split()
    return 4 if any(all(part in f"{code} {name}" for part in parts) for name in names) else None


def plain(text: str) -> str:
    """Words as they are compared: without accents, capitals and double spaces."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(bare.casefold().split())
