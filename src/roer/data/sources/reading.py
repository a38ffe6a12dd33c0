"""From the text in a cell to a value: one small reader per type, each saying what is wrong with a text it refuses."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from roer.core.values.periods import Period
from roer.core.values.regions import level_of
from roer.data.sources.columns import Column, ColumnType, Locale

LARGEST_WHOLE = 2**63 - 1
EARLIEST_YEAR, LATEST_YEAR = 1850, 2150

Value = str | int | Decimal | date


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is no value of the column: the rule, the end of the sentence 'de waarde …', and what to do."""

    rule: str
    told: str
    cure: str


Reader = Callable[[str], Value | Fault]


def reader_of(column: Column, locale: Locale, known: frozenset[str] | None) -> Reader:
    """The reader for the texts of `column`; `known` holds the codes that exist, if the column refers to a source."""
    match column.type:
        case ColumnType.INTEGER:
            return lambda text: _whole(text, column, locale)
        case ColumnType.DECIMAL:
            return lambda text: _decimal(text, column, locale)
        case ColumnType.DATE:
            return lambda text: _date(text, column)
        case ColumnType.REGION:
            return lambda text: _among(text, column, known, _region(text, column))
        case ColumnType.PERIOD:
            return lambda text: _among(text, column, known, _period(text))
        case ColumnType.TEXT:
            return lambda text: _among(text, column, known, _text(text))


_PLAIN = {
    "point": re.compile(r"-?[0-9]+(\.[0-9]+)?"),
    "comma": re.compile(r"-?[0-9]+(,[0-9]+)?"),
}
_GROUPED = {
    "point": re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?"),
    "comma": re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?"),
}
_SOME_NUMBER = re.compile(r"-?[0-9][0-9.,]*")
_SIGNS = {"point": "een punt", "comma": "een komma"}


def _number(text: str, column: Column, locale: Locale) -> Decimal | Fault:
    if len(text) > 40:
        return Fault("not_a_number", "is te lang voor een getal", "Kijk of de kolommen nog goed staan.")
    if _PLAIN[locale].fullmatch(text) or (column.thousands and _GROUPED[locale].fullmatch(text)):
        group, mark = (".", ",") if locale == "comma" else (",", ".")
        value = Decimal(text.replace(group, "").replace(mark, ".")) + 0  # adding nought makes minus nought nought
        if column.range and not column.range.holds(value):
            return Fault("out_of_range", f"ligt buiten het bereik ({column.range})", "Verbeter de waarde in de bron.")
        return value
    if _SOME_NUMBER.fullmatch(text):
        return Fault(
            "decimal_mixed",
            f"is een getal dat anders is geschreven dan de afspraak: {_SIGNS[locale]} voor de decimalen"
            + ("" if column.thousands else " en niets bij de duizendtallen"),
            "Lever alle getallen in deze kolom op dezelfde manier, of pas `locale` en `thousands` in de bron aan.",
        )
    return Fault("not_a_number", "is geen getal", "Zet er een getal neer, of laat de cel leeg als het er niet is.")


def _whole(text: str, column: Column, locale: Locale) -> int | Fault:
    value = _number(text, column, locale)
    if isinstance(value, Fault):
        return value
    if value != value.to_integral_value():
        return Fault("not_a_whole_number", "is geen geheel getal", "Lever hele getallen, of maak het type decimal.")
    if abs(value) > LARGEST_WHOLE:
        return Fault("number_too_large", "is te groot", "Verbeter de waarde in de bron.")
    return int(value)


def _decimal(text: str, column: Column, locale: Locale) -> Decimal | Fault:
    value = _number(text, column, locale)
    if isinstance(value, Fault) or column.decimals is None:
        return value
    fitted = round(value, column.decimals)
    if fitted != value:
        told = f"heeft meer dan {column.decimals} cijfers achter de komma"
        return Fault("too_many_decimals", told, "Rond af in de bron, of pas `decimals` aan.")
    if len(fitted.as_tuple().digits) > 18:
        return Fault("number_too_large", "is te groot", "Verbeter de waarde in de bron.")
    return fitted


_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})")


def _date(text: str, column: Column) -> date | Fault:
    year_first = column.date_order == "year_first"
    found = (_YEAR_FIRST if year_first else _DAY_FIRST).fullmatch(text)
    form = "jjjj-mm-dd, zoals 2021-01-19" if year_first else "dd-mm-jjjj, zoals 19-01-2021"
    if not found:
        return Fault("not_a_date", f"is geen datum in de vorm {form}", "Lever alle datums in die vorm.")
    first, month, last = (int(part) for part in found.groups())
    year, day = (first, last) if year_first else (last, first)
    try:
        value = date(year, month, day)
    except ValueError:
        return Fault("no_such_date", "is een datum die niet bestaat", "Verbeter de datum in de bron.")
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return Fault("no_such_date", f"ligt niet tussen {EARLIEST_YEAR} en {LATEST_YEAR}", "Verbeter de datum.")
    return value


def _region(text: str, column: Column) -> str | Fault:
    try:
        level = level_of(text)
    except ValueError:
        told = "is geen gebiedscode, zoals GM0534, WK053401 of BU05340101"
        return Fault(
            "not_a_region", told, "Lever de volledige code van het CBS als tekst, met de letters en de nullen."
        )
    if column.levels and level not in column.levels:
        wanted = " of ".join(one.label for one in column.levels)
        return Fault("wrong_level", f"is de code van een {level.label}; hier hoort een {wanted}", "Lever die code.")
    return text


def _period(text: str) -> str | Fault:
    try:
        return Period(text).code
    except ValueError:
        return Fault("not_a_period", "is geen periode, zoals 2020JJ00 of 2020KW01", "Lever de periodecode van het CBS.")


_NINE_DIGITS = re.compile(r"(?<![0-9A-Za-z])[0-9]{9}(?![0-9A-Za-z])")
_ELEVEN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def _text(text: str) -> str | Fault:
    if any(_is_citizen_number(found) for found in _NINE_DIGITS.findall(text)):
        return Fault(
            "citizen_number",
            "bevat een getal dat een burgerservicenummer kan zijn",
            "Laat het weg of vervang het door een pseudoniem (dataminimalisatie, AVG art. 5).",
        )
    return text


def _is_citizen_number(digits: str) -> bool:
    """Whether nine digits pass the test of a citizen service number (BSN, elfproef)."""
    total = sum(weight * int(digit) for weight, digit in zip(_ELEVEN_WEIGHTS, digits, strict=True))
    return int(digits) > 0 and total % 11 == 0


def _among(text: str, column: Column, known: frozenset[str] | None, value: str | Fault) -> str | Fault:
    if isinstance(value, Fault):
        return value
    if column.allowed and text not in column.allowed:
        return Fault("not_allowed", f"hoort niet bij de afspraak ({', '.join(column.allowed)})", "Lever een van deze.")
    if known is not None and text not in known:
        kind = "gebiedscode" if column.type is ColumnType.REGION else "code"
        return Fault(
            "unknown_code",
            f"is een onbekende {kind}: zij staat niet in {column.references}",
            "Verbeter de code, of lever eerst de bron waarin zij staat.",
        )
    return value
