"""Periods in the codes of the statistics office (CBS): `2020JJ00`, `2020KW01`, `2020MM12`, `2020HJ01`, `2020SJ00`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


class Grain(StrEnum):
    """How long a period is. Kinds that we do not know stay opaque, so that a new one never breaks a load."""

    YEAR = "JJ"
    HALF_YEAR = "HJ"
    QUARTER = "KW"
    MONTH = "MM"
    SCHOOL_YEAR = "SJ"
    OPAQUE = "??"


_CODE = re.compile(r"^(\d{4})([A-Z][A-Z0-9])(\d{2})$")
_PER_YEAR = {Grain.HALF_YEAR: 2, Grain.QUARTER: 4, Grain.MONTH: 12}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A period (periode). `code` is the padded-free CBS code; ordering follows the code, so years sort in time."""

    code: str

    def __post_init__(self) -> None:
        match = _CODE.match(self.code)
        if not match:
            raise ValueError(f"{self.code!r} is not a period code; expected for example 2020JJ00 or 2020KW01")
        number, count = int(match[3]), _PER_YEAR.get(self.grain)
        if count and not 1 <= number <= count:
            raise ValueError(f"{self.code!r} numbers a part of the year that does not exist (1 to {count})")

    @classmethod
    def of_year(cls, year: int) -> Period:
        """The calendar year as a period."""
        return cls(f"{year:04d}JJ00")

    @property
    def year(self) -> int:
        """The calendar year, or the year in which a school year starts."""
        return int(self.code[:4])

    @property
    def grain(self) -> Grain:
        """Year, half year, quarter, month, school year or opaque."""
        try:
            return Grain(self.code[4:6])
        except ValueError:
            return Grain.OPAQUE

    @property
    def number(self) -> int:
        """Which half year, quarter or month; 0 for a whole year."""
        return int(self.code[6:])

    @property
    def label(self) -> str:
        """The Dutch name: '2020', '1e halfjaar 2020', '3e kwartaal 2020', 'mei 2020', '2020/2021'."""
        match self.grain:
            case Grain.YEAR:
                return str(self.year)
            case Grain.HALF_YEAR:
                return f"{self.number}e halfjaar {self.year}"
            case Grain.QUARTER:
                return f"{self.number}e kwartaal {self.year}"
            case Grain.MONTH:
                return f"{MONTHS[self.number - 1]} {self.year}"
            case Grain.SCHOOL_YEAR:
                return f"{self.year}/{self.year + 1}"
            case Grain.OPAQUE:
                return self.code

    @property
    def first_day(self) -> date:
        """The day on which the period starts (school years on 1 August)."""
        match self.grain:
            case Grain.HALF_YEAR:
                return date(self.year, 6 * self.number - 5, 1)
            case Grain.QUARTER:
                return date(self.year, 3 * self.number - 2, 1)
            case Grain.MONTH:
                return date(self.year, self.number, 1)
            case Grain.SCHOOL_YEAR:
                return date(self.year, 8, 1)
            case _:
                return date(self.year, 1, 1)

    def __str__(self) -> str:
        return self.label
