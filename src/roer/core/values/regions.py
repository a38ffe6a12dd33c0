"""Areas and their codes as the statistics office (CBS) writes them: `GM0534`, `WK053401`, `BU05340101`.

A code is unique only together with its year: borders are redrawn.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class RegionLevel(StrEnum):
    """The level of an area, from large to small."""

    COUNTRY = "country"
    PROVINCE = "province"
    REGION = "region"
    MUNICIPALITY = "municipality"
    DISTRICT = "district"
    NEIGHBOURHOOD = "neighbourhood"

    @property
    def label(self) -> str:
        """The Dutch word for one area of this level."""
        return _LABELS[self]

    @property
    def plural(self) -> str:
        """The Dutch word for several."""
        return _PLURALS[self]


_LABELS = {
    RegionLevel.COUNTRY: "land",
    RegionLevel.PROVINCE: "provincie",
    RegionLevel.REGION: "regio",
    RegionLevel.MUNICIPALITY: "gemeente",
    RegionLevel.DISTRICT: "wijk",
    RegionLevel.NEIGHBOURHOOD: "buurt",
}
_PLURALS = {
    RegionLevel.COUNTRY: "landen",
    RegionLevel.PROVINCE: "provincies",
    RegionLevel.REGION: "regio's",
    RegionLevel.MUNICIPALITY: "gemeenten",
    RegionLevel.DISTRICT: "wijken",
    RegionLevel.NEIGHBOURHOOD: "buurten",
}
_PATTERNS = (
    (RegionLevel.COUNTRY, re.compile(r"^NL\d{2}$")),
    (RegionLevel.PROVINCE, re.compile(r"^PV\d{2}$")),
    (RegionLevel.REGION, re.compile(r"^(LD|CR)\d{2}$")),
    (RegionLevel.MUNICIPALITY, re.compile(r"^GM\d{4}$")),
    (RegionLevel.DISTRICT, re.compile(r"^WK\d{4}[0-9A-Z]{2}$")),
    (RegionLevel.NEIGHBOURHOOD, re.compile(r"^BU\d{4}[0-9A-Z]{2}\d{2}$")),
)


def level_of(code: str) -> RegionLevel:
    """The level that a code stands for. Raises ValueError with the expected forms when it is none."""
    for level, pattern in _PATTERNS:
        if pattern.match(code):
            return level
    raise ValueError(f"{code!r} is not an area code; expected for example GM0534, WK053401 or BU05340101")


def parent_of(code: str) -> str | None:
    """The code of the area that a district or a neighbourhood lies in; None where the code does not tell."""
    match level_of(code):
        case RegionLevel.NEIGHBOURHOOD:
            return f"WK{code[2:8]}"
        case RegionLevel.DISTRICT:
            return f"GM{code[2:6]}"
        case _:
            return None


@dataclass(frozen=True, slots=True)
class Region:
    """An area (gebied): code without padding, name, and the code of the area it lies in (None for the largest)."""

    code: str
    name: str
    parent: str | None = None

    def __post_init__(self) -> None:
        level_of(self.code)
        if not self.name.strip():
            raise ValueError(f"area {self.code} has no name")

    @property
    def level(self) -> RegionLevel:
        """Country, province, region, municipality, district or neighbourhood."""
        return level_of(self.code)
