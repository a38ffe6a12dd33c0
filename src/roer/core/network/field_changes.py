"""What a field of an element or a link said, and what it says now, in Dutch words: for the list, JSON and CSV alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from roer.core.programme.elements import Element, Link
from roer.core.programme.labels import CONTRIBUTIONS, FIELDS, label
from roer.core.values.dutch import listing

Names = Mapping[str, str]
"""The names that belong to the codes of policy fields and municipalities and to the ids of persons."""
_PROSE = frozenset({"description", "rationale", "assumption", "evidence"})
_NAMED = frozenset({"policy_fields", "municipalities", "owner", "client"})
_PERSONS = frozenset({"owner", "client"})
_LINK_FIELDS = ("kind", "contribution", "rationale", "assumption", "evidence")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs: its Dutch word, and what it said and says; both are empty when no name is known."""

    name: str
    label: str
    was: str = ""
    now: str = ""

    @property
    def is_prose(self) -> bool:
        """Whether it holds sentences: too long to repeat in another sentence."""
        return self.name in _PROSE

    @property
    def words(self) -> str:
        """'fase (van idee naar uitvoering)', or only the field where its contents are too long to tell."""
        told = self.was and self.now and not self.is_prose
        return f"{self.label} (van {self.was} naar {self.now})" if told else self.label


def element_changes(was: Element, now: Element, names: Names) -> tuple[FieldChange, ...]:
    """Every field but the title that differs, in the order of the fields."""
    fields = type(now).model_fields
    pairs = ((name, getattr(was, name, None), getattr(now, name)) for name in fields if name != "title")
    return tuple(_field(name, old, new, names) for name, old, new in pairs if old != new)


def link_changes(was: Link, now: Link) -> tuple[FieldChange, ...]:
    """What differs in what a link says."""
    return tuple(_link_changes(was, now))


def _link_changes(was: Link, now: Link) -> Iterator[FieldChange]:
    for name in _LINK_FIELDS:
        old, new = getattr(was, name), getattr(now, name)
        if old == new:
            continue
        if name == "contribution":
            yield FieldChange(name, FIELDS[name], CONTRIBUTIONS[was.contribution], CONTRIBUTIONS[now.contribution])
        elif name == "kind":
            yield FieldChange(name, "soort relatie", label(was.kind), label(now.kind))
        else:
            yield _field(name, old, new, {})


def _field(name: str, was: object, now: object, names: Names) -> FieldChange:
    old, new = _told(name, was, names), _told(name, now, names)
    known = old is not None and new is not None
    return FieldChange(name, FIELDS.get(name, name), (old or "") if known else "", (new or "") if known else "")


def _told(name: str, value: object, names: Names) -> str | None:
    """The words for a value; None when it is a code whose name is not known here."""
    if value is None or value in ((), ""):
        return "niemand" if name in _PERSONS else "niets"
    if isinstance(value, tuple):
        told = [_told(name, one, names) for one in value]
        return None if None in told else listing([one for one in told if one is not None])
    if isinstance(value, StrEnum):
        return label(value)
    return names.get(str(value)) if name in _NAMED else str(value)
