"""Filters that write the programme's values as Dutch readers expect: days, quarters, labels, names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from django import template
from django.utils.timezone import localtime

from roer.core.programme.elements import BodyKind, SeatRole
from roer.core.programme.labels import CONTRIBUTIONS, OPERATIONS, TYPES, label, role_in
from roer.core.programme.network_state import ElementRecord
from roer.core.values import dutch
from roer.core.values.money import Euro
from roer.core.values.periods import Period

register = template.Library()


@register.filter
def day(moment: date | datetime | None) -> str:
    """'19 januari 2021'; a moment is told in the municipalities' own time."""
    if moment is None:
        return ""
    return dutch.day(localtime(moment).date() if isinstance(moment, datetime) else moment)


@register.filter
def clock(moment: datetime) -> str:
    """'19 januari 2021, 14:05'."""
    local = localtime(moment)
    return f"{dutch.day(local.date())}, {local:%H:%M}"


@register.filter
def iso(moment: date | datetime) -> str:
    """The moment for machines, as in `<time datetime>`."""
    return moment.isoformat()


@register.filter
def period(code: str) -> str:
    """'1e kwartaal 2021' for 2021KW01."""
    return Period(code).label


@register.filter
def word(code: StrEnum) -> str:
    """The Dutch word for a code of the programme."""
    return label(code)


@register.filter
def word_in(role: SeatRole, kind: BodyKind) -> str:
    """The Dutch word for a role in this kind of body: 'griffier' in a griffie."""
    return role_in(role, kind)


@register.filter
def words(codes: tuple[StrEnum, ...]) -> str:
    """The Dutch words for several codes: 'bestuur, raad en beleid'."""
    return dutch.listing([label(code) for code in codes])


@register.filter
def contribution(weight: int | None) -> str:
    """'groot' for 3; 'onbekend' for None."""
    return CONTRIBUTIONS[weight]


@register.filter
def type_word(type: str) -> str:
    """'Resultaat' for result."""
    return TYPES[type].capitalize()


@register.filter
def operation(op: str) -> str:
    """'gesplitst' for split."""
    return OPERATIONS[op]


@register.filter
def named(key: str | None, names: Mapping[str, str]) -> str:
    """The name that belongs to a key; the key itself when there is none."""
    return names.get(key, key) if key else ""


@register.filter
def listing(words_: list[str] | tuple[str, ...]) -> str:
    """'a, b en c'."""
    return dutch.listing(list(words_))


@register.filter
def euros(cents: int) -> str:
    """'€ 438.151'."""
    return dutch.money(Euro(cents))


@register.filter
def to_the_cent(cents: int) -> str:
    """'€ 12.000,00': for columns, where amounts must line up."""
    return f"€{dutch.NBSP}{dutch.number(Decimal(cents) / 100, 2)}"


@register.filter
def figure(value: float | None) -> str:
    """A number with as many decimals as it has: '10,4', '1.200'."""
    return "" if value is None else dutch.figure(value)


@register.filter
def fte(hundredths: int) -> str:
    """'1,50' for 150 hundredths of a full-time equivalent."""
    return dutch.number(Decimal(hundredths) / 100, 2)


@register.filter
def named_all(keys: tuple[str, ...], names: Mapping[str, str]) -> str:
    """The names that belong to several keys: 'Hillegom, Lisse en Teylingen'."""
    return dutch.listing([names.get(key, key) for key in keys])


@register.filter
def record(records: Mapping[str, ElementRecord], code: str) -> ElementRecord | None:
    """The element with this code."""
    return records.get(code)
