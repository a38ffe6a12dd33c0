"""When somebody was first: who, when, what they changed field by field, and what one wanted on top of that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from pydantic import BaseModel

from roer.core.programme.elements import Code, Element, Link, SmartText
from roer.core.programme.entries import Entry
from roer.core.programme.labels import ALLOCATION_FIELDS, CONTRIBUTIONS, FIELDS, SMART_FIELDS, label
from roer.core.programme.means import Allocation, Quarter
from roer.core.programme.refusals import Conflict
from roer.core.programme.state import Programme
from roer.core.values.dutch import day, exact, figure, listing, read_number
from roer.office.ledger.history import entries, programme
from roer.office.people.register import names_of
from roer.office.steering.editing.typed_fields import fte
from roer.office.steering.news import news_item

LINK_FIELDS = {
    "kind": "soort relatie",
    "contribution": "bijdrage",
    "rationale": "onderbouwing",
    "assumption": "aanname",
    "evidence": "bewijs",
}
NUMBERS = frozenset({"baseline", "target", *ALLOCATION_FIELDS})
"""Fields in which a number is typed."""


def _fields_of(value: BaseModel) -> Mapping[str, str]:
    match value:
        case Link():
            return LINK_FIELDS
        case SmartText():
            return SMART_FIELDS
        case Allocation():
            return ALLOCATION_FIELDS
        case _:
            return FIELDS


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that another changed; `mine` is what was filled in here when that differs too."""

    name: str
    label: str
    was: str
    now: str
    mine: str = ""


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Ingehaald: who was first (`name`), when, in which line of the ledger, and what that changed."""

    name: str
    what: str
    at: datetime
    seq: int
    act: str
    differences: tuple[Difference, ...] = ()
    seen: BaseModel | None = None
    now: BaseModel | None = None

    @classmethod
    def by_entry(cls, conflict: Conflict) -> Overtaken:
        """What is known of any conflict: who, when, and which act."""
        entry = next(iter(entries(after=conflict.seq - 1)))
        item = news_item(entry, programme())
        name = names_of([conflict.by])[conflict.by]
        return cls(name, conflict.what, conflict.recorded_at, conflict.seq, item.what)

    @classmethod
    def by_rename(cls, entry: Entry, seen: str) -> Overtaken:
        """Who gave a policy field another name since it was seen under the name `seen`."""
        act, by = entry.draft.act, entry.draft.by
        what = _("beleidsterrein ‘%(name)s’") % {"name": seen}
        difference = Difference("name", _("naam"), seen, act.name)
        item = news_item(entry, programme())
        return cls(names_of([by])[by], what, entry.recorded_at, entry.seq, item.what, (difference,))

    def with_values(
        self, seen: BaseModel | None, now: BaseModel, names: Mapping[str, str], data: QueryDict
    ) -> Overtaken:
        """The same, with the fields that differ between what was seen and what is there now."""
        if seen is None:
            return self
        found = []
        for field, word in _fields_of(now).items():
            was, is_now = getattr(seen, field, None), getattr(now, field, None)
            if was != is_now:
                mine = _typed(data, field, seen)
                clash = mine not in (_plain(seen, field), _plain(now, field))
                told = words_of(was, names, field), words_of(is_now, names, field)
                found.append(Difference(field, word, *told, mine=_mine(mine, is_now, names) if clash else ""))
        return replace(self, differences=tuple(found), seen=seen, now=now)

    def on_top(self, data: QueryDict) -> QueryDict:
        """The filled-in form on top of what is there now: what one left as it was becomes what the other made of it."""
        again = data.copy()
        if self.seen is not None and self.now is not None:
            for difference in self.differences:
                field = difference.name
                if _typed(data, field, self.seen) == _plain(self.seen, field):
                    now = _plain(self.now, field)
                    again.setlist(field, now if isinstance(now, list) else [now])
        return again


def _typed(data: QueryDict, field: str, seen: BaseModel) -> str | list[str]:
    """What was filled in, in the shape of `_plain`."""
    if isinstance(_plain(seen, field), list):
        return data.getlist(field)
    typed = data.get(field, "").replace("\r\n", "\n")
    if field not in NUMBERS:
        return typed
    try:
        return exact(read_number(typed))
    except ValueError:
        return typed


def _mine(typed: str | list[str], now: Any, names: Mapping[str, str]) -> str:
    if isinstance(typed, list):
        return listing([names.get(item, item) for item in typed]) or _("leeg")
    if isinstance(now, StrEnum) and typed in list(type(now)):
        return label(type(now)(typed))
    return names.get(typed, typed) or _("leeg")


def element_as_seen(code: Code, seq: int) -> Element | None:
    """The element in the version that a form showed; None when there is no such version."""
    record = _then(seq).network.elements.get(code)
    return record.element if record and record.seq == seq else None


def link_as_seen(source: Code, target: Code, seq: int) -> Link | None:
    """The link in the version that a form showed; None when there is no such version."""
    record = _then(seq).network.links.get((source, target))
    return record.link if record and record.seq == seq else None


def smart_as_seen(code: Code, seq: int) -> SmartText | None:
    """The SMART text in the version that a form showed; None when there is no such version."""
    versions = _then(seq).smart.get(code, ())
    return versions[-1].text if versions and versions[-1].seq == seq else None


def allocation_as_seen(effort: Code, quarter: Quarter, seq: int) -> Allocation | None:
    """The allocation in the version that a form showed; None when there is no such version."""
    record = _then(seq).allocations.get((effort, quarter))
    return record.allocation if record and record.seq == seq else None


def _then(seq: int) -> Programme:
    return programme(before=seq + 1)


def words_of(value: Any, names: Mapping[str, str], field: str) -> str:
    """A value of a field as a reader says it: 'uitvoering', 'Jeugd en Wonen', 'leeg'."""
    if field == "contribution":
        return CONTRIBUTIONS[value]
    if field in ALLOCATION_FIELDS:
        return fte(value)
    if isinstance(value, float):
        return figure(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, tuple):
        return listing([words_of(item, names, field) for item in value]) or _("leeg")
    return names.get(str(value), str(value)) if value else _("leeg")


def _plain(value: BaseModel, field: str) -> Any:
    """A value as a form sends it."""
    if field in ALLOCATION_FIELDS:
        return fte(getattr(value, field))
    if isinstance(number := getattr(value, field, None), float):
        return exact(number)
    said = value.model_dump(mode="json").get(field)
    if field in ("aliases", "evidence"):
        return "\n".join(said or ())
    if isinstance(said, list):
        return said
    return "" if said is None else str(said)
