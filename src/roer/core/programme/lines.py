"""The line of text in which an entry is kept and sent, and the hash of that text.

The hash is taken over the text and not over what a program makes of it: a later version of Roer may know more fields,
and what was recorded before must still fit its hash. Sorted keys put everything about the chain in a tail of fixed
shape, so a chain can be followed without reading the acts.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

GENESIS = "0" * 64
"""What the first entry of a ledger follows; and what stands in an entry in place of its hash when the hash is taken."""
HEAD = '{"draft":{"act":{'
_MARK = ',"hash":"'
_TAIL = re.compile(
    _MARK
    + r'(.{64})","id":"([0-9a-f-]{36})","previous":"(.{64})","recorded_at":"([0-9T:.-]{19,26}Z)","seq":(\d{1,18})\}',
    re.ASCII,
)
"""Loose where a comparison follows: a hash is compared with one that was computed, a number with the one expected."""


@dataclass(slots=True)
class Tail:
    """What a line says of itself after its draft, as text; `start` is where in the line that begins."""

    start: int
    hash: str
    id: str
    previous: str
    recorded_at: str
    seq: int


def tail_of(line: str) -> Tail | None:
    """The tail of a line; None for text that is not shaped as an entry. Whether its draft is one is not looked at."""
    start = line.rfind(_MARK)
    found = _TAIL.fullmatch(line, start) if start > 0 and line.startswith(HEAD) else None
    if found is None:
        return None
    own, entry_id, previous, recorded_at, seq = found.groups()
    return Tail(start, own, entry_id, previous, recorded_at, int(seq))


def hash_of(line: str, tail: Tail) -> str:
    """SHA-256 over the line with zeros in place of its own hash; differs from `tail.hash` when it was tampered with."""
    start = tail.start + len(_MARK)
    return hashlib.sha256(f"{line[:start]}{GENESIS}{line[start + len(GENESIS) :]}".encode()).hexdigest()
