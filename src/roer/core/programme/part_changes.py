"""What differs between two things that say the same kind of things, part by part and in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from roer.core.values.dutch import listing

Thing = TypeVar("Thing")
Parts = Mapping[str, Callable[[Thing], tuple[str, ...]]]
"""Under a Dutch heading: how a thing says that part of itself."""


@dataclass(frozen=True, slots=True)
class PartChange:
    """Verschil in one part: what came and what went. Both are empty where words fail to tell it."""

    part: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __str__(self) -> str:
        told = [f"erbij: {listing(self.added)}"] if self.added else []
        told += [f"eraf: {listing(self.removed)}"] if self.removed else []
        return f"{self.part[:1].upper()}{self.part[1:]} {'; '.join(told)}." if told else self.part


def words_in(parts: Parts[Thing], thing: Thing) -> dict[str, tuple[str, ...]]:
    """Everything that a thing says, under its headings, in order; parts without words are left out."""
    return {part: said for part, words in parts.items() if (said := words(thing))}


def changes_in(parts: Parts[Thing], before: Thing, after: Thing) -> tuple[PartChange, ...]:
    """What differs from `before` to `after`, part by part, in the order of the parts."""
    found = []
    for part, words in parts.items():
        was, now = words(before), words(after)
        added = tuple(word for word in now if word not in was)
        removed = tuple(word for word in was if word not in now)
        if added or removed:
            found.append(PartChange(part, added, removed))
    return tuple(found)
