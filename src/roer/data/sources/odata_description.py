"""What the statistics office says about its own table: names, units, types, and what an empty cell and a figure mean.

The words of the v3 standard (`DataProperties`, `Default`, `Datatype`) stay in this module and in the connector.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from roer.core.values.errors import Problem
from roer.core.values.status import Absence, Mark
from roer.data.sources.columns import Column, ColumnType
from roer.data.sources.contract import ODataForm
from roer.data.sources.delivery import Habit, refuse

_NUMBER_AT_THE_END = re.compile(r"_[0-9]+$")
_SHOWN_AS_SECRET = re.compile(r"\bals geheim\b", re.IGNORECASE)
_PROVISIONAL = re.compile(r"\bbetreft voorlopige cijfers\b|\bvoorlopig karakter\b", re.IGNORECASE)
_DATATYPES = {
    ColumnType.INTEGER: ("Long", "Integer", "Short", "Double", "Float"),
    ColumnType.DECIMAL: ("Double", "Float", "Long", "Integer", "Short"),
}
SYMBOLS: Mapping[str, Absence] = {".": Absence.UNKNOWN, "x": Absence.SECRET, "X": Absence.SECRET}
NIL = "-"


@dataclass(frozen=True, slots=True)
class Topic:
    """A column of figures as the office describes it; `groups` are the headings above it, the nearest first."""

    key: str
    title: str
    groups: tuple[str, ...]
    datatype: str
    unit: str
    decimals: int
    default: str
    description: str

    @property
    def stem(self) -> str:
        """The key without the number that is different in every table: `k_0Tot15Jaar_8` → `k_0Tot15Jaar`."""
        return _NUMBER_AT_THE_END.sub("", self.key)

    def is_called(self, name: str) -> bool:
        """Whether `name` is its title, or its key without number."""
        return name in (self.stem, self.stem.removeprefix("k_"), self.title)


@dataclass(frozen=True, slots=True)
class Description:
    """What a table has: topics, the keys of its dimensions, and the dimension of time if there is one."""

    topics: tuple[Topic, ...]
    dimensions: tuple[str, ...]
    time: str | None = None

    def find(self, column: Column, where: str) -> str | Problem:
        """The key in this table of a column of the contract."""
        for name in column.names_there:
            if name in self.dimensions:
                return name
            found = [topic for topic in self.topics if topic.is_called(name)]
            if column.group:
                found = [topic for topic in found if column.group in topic.groups]
            if len(found) == 1:
                return found[0].key
            if found:
                groups = ", ".join(repr(topic.groups[0]) for topic in found if topic.groups)
                what = f"{name!r} komt {len(found)} keer voor"
                return Problem("ambiguous_column", what, where, f"Noem bij `group` het kopje erboven: {groups}.")
        names = " of ".join(repr(name) for name in column.names_there)
        cure = "Kijk hoe de kolom nu heet en zet die naam erbij in `source`, of haal de kolom uit de bron."
        return Problem("missing_column", f"kolom {names} is er niet (meer)", f"{where}, kolom {column.name}", cure)

    def topic(self, key: str) -> Topic | None:
        """The topic with this key; None for a dimension."""
        return next((topic for topic in self.topics if topic.key == key), None)


class _Property(BaseModel):
    """A row of `DataProperties`, as far as it is used."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    id: int = Field(alias="ID")
    parent: int | None = Field(alias="ParentID", default=None)
    key: str = Field(alias="Key", default="")
    kind: str = Field(alias="odata.type", default="")
    title: str | None = Field(alias="Title", default=None)
    description: str | None = Field(alias="Description", default=None)
    datatype: str | None = Field(alias="Datatype", default=None)
    unit: str | None = Field(alias="Unit", default=None)
    decimals: int | None = Field(alias="Decimals", default=None)
    default: str | None = Field(alias="Default", default=None)


def described(properties: Sequence[Mapping[str, Any]], where: str) -> Description:
    """The description that the rows of `DataProperties` give. Raises InputRefused when they are not of that form."""
    try:
        rows = [_Property.model_validate(row) for row in properties]
    except ValidationError as refusal:
        field = refusal.errors(include_url=False)[0]["loc"][0]
        what = f"de beschrijving van de tabel heeft niet de vorm van versie 3 (veld {field})"
        cure = "Haal de tabel opnieuw op; blijft het, meld het dan aan de leverancier."
        raise refuse("description_changed", what, f"{where}/DataProperties", cure) from None
    by_id = {row.id: row for row in rows}
    topics, dimensions, time = [], [], None
    for row in rows:
        kind = row.kind.rpartition(".")[2]
        if kind == "Topic":
            topics.append(_topic(row, list(_above(row, by_id))))
        elif kind.endswith("Dimension") or kind == "GeoDetail":
            dimensions.append(row.key)
            time = row.key if kind == "TimeDimension" else time
    return Description(tuple(topics), tuple(dimensions), time)


def undescribed(columns: Iterable[str]) -> Description:
    """What can be said of a table from the names of its columns alone."""
    topics = [Topic(name, "", (), "", "", 0, "", "") for name in columns if _NUMBER_AT_THE_END.search(name)]
    keys = {topic.key for topic in topics}
    return Description(tuple(topics), tuple(name for name in columns if name not in keys))


def changes(column: Column, topic: Topic, where: str) -> Iterable[Problem]:
    """Where the description no longer says what the contract was made for: another type, another unit."""
    place = f"{where}, kolom {column.name} ({topic.key})"
    wanted = _DATATYPES.get(column.type, ("String",))
    if topic.datatype and topic.datatype not in wanted:
        what = f"het soort gegeven is veranderd: {topic.datatype}, en de bron belooft {column.type.label}"
        yield Problem("type_changed", what, place, "Pas `type` in de bron aan als dit klopt.")
    elif column.type is ColumnType.INTEGER and topic.decimals > 0:
        what = f"de cijfers hebben nu {topic.decimals} decimalen, en de bron belooft een geheel getal"
        yield Problem("type_changed", what, place, "Maak het type decimal als dit klopt.")
    if column.unit and topic.unit and column.unit != topic.unit:
        what = f"de eenheid is veranderd: {topic.unit!r}, en de bron belooft {column.unit!r}"
        yield Problem("unit_changed", what, place, "Reken na wat dit betekent en pas dan `unit` in de bron aan.")


def habit_of(topic: Topic | None, form: ODataForm) -> Habit:
    """How the office writes what is not there in this column.

    In a typed table an empty cell may be secret, unknown or impossible, whatever `Default` says (seen in 84799NED);
    only the explanation tells: where small numbers are "weergegeven als geheim", an empty cell is secret.
    In an untyped table the signs tell: a point is unknown, x is secret, a dash is nil, an empty cell cannot be.
    """
    if topic is None:
        return Habit()
    told = {"key": topic.key, "title": topic.title, "unit": topic.unit, "default": topic.default}
    told |= {"groups": " > ".join(reversed(topic.groups)), "description": topic.description}
    secret = _SHOWN_AS_SECRET.search(topic.description)
    return Habit(
        empty=Absence.IMPOSSIBLE if form.dataset == "untyped" else Absence.SECRET if secret else Absence.UNKNOWN,
        all_empty=Absence.NOT_YET_PUBLISHED,
        symbols=SYMBOLS,
        nil=NIL,
        mark=Mark.PROVISIONAL if _PROVISIONAL.search(topic.description) else None,
        told={name: text for name, text in told.items() if text},
    )


def _topic(row: _Property, above: Sequence[_Property]) -> Topic:
    explanations = [row.description, *(group.description for group in above)]
    return Topic(
        key=row.key,
        title=_clean(row.title),
        groups=tuple(_clean(group.title) for group in above),
        datatype=_clean(row.datatype),
        unit=_clean(row.unit),
        decimals=row.decimals or 0,
        default=_clean(row.default),
        description="\n\n".join(text.strip() for text in explanations if text and text.strip()),
    )


def _above(row: _Property, by_id: Mapping[int, _Property]) -> Iterable[_Property]:
    seen = {row.id}
    while row.parent is not None and row.parent in by_id and row.parent not in seen:
        seen.add(row.parent)
        row = by_id[row.parent]
        yield row


def _clean(text: str | None) -> str:
    return " ".join((text or "").split())
