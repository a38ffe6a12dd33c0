"""What a source promises about one column: its name with us, its name there, its type, and what may stand in it."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, Self

import pyarrow as pa
from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from roer.core.indicators.definition import Text
from roer.core.indicators.measure import Definition, Name
from roer.core.values.regions import RegionLevel
from roer.core.values.status import Absence

STATUS = "__status"
MARK = "__mark"

Reference = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")]
Locale = Literal["comma", "point"]


def _as_names(given: object) -> object:
    return (given,) if isinstance(given, str) else given


def _as_texts(given: object) -> object:
    return tuple(str(one) for one in given) if isinstance(given, list | tuple) else given


class ColumnType(StrEnum):
    """What kind of value stands in a column."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    REGION = "region"
    PERIOD = "period"

    @property
    def label(self) -> str:
        """The Dutch word, with its article left out: 'geheel getal'."""
        return _LABELS[self]

    @property
    def is_numeric(self) -> bool:
        """Whether an absent value has a typed reason beside it."""
        return self in (ColumnType.INTEGER, ColumnType.DECIMAL)


_LABELS = {
    ColumnType.TEXT: "tekst",
    ColumnType.INTEGER: "geheel getal",
    ColumnType.DECIMAL: "getal",
    ColumnType.DATE: "datum",
    ColumnType.REGION: "gebiedscode",
    ColumnType.PERIOD: "periodecode",
}


class Range(Definition):
    """The smallest and the largest value (bereik) that can be true; both ends included, either may be left open."""

    low: Decimal | None = None
    high: Decimal | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.low is None and self.high is None:
            raise ValueError("een bereik noemt `low`, `high` of allebei")
        if self.low is not None and self.high is not None and self.high < self.low:
            raise ValueError(f"een bereik loopt van laag naar hoog, niet van {self.low} tot {self.high}")
        return self

    def holds(self, value: Decimal) -> bool:
        """Whether `value` lies in it."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def __str__(self) -> str:
        if self.low is None:
            return f"hoogstens {self.high}"
        return f"ten minste {self.low}" if self.high is None else f"{self.low} tot en met {self.high}"


class Column(Definition):
    """A column (kolom) of a source. In the statistics office's tables `source` is the name without its number.

    `source` lists the names that the column has had there, `group` the heading above it where several columns share a
    name, `WijkenEnBuurten.Title` a field of the list of a dimension. `empty` says what an empty cell means, `symbols`
    what a sign such as `x` means. `references` names a column of another source that must hold every code.
    """

    name: Name
    source: Annotated[tuple[Text, ...], BeforeValidator(_as_names)] = ()
    group: Text | None = None
    type: ColumnType
    meaning: Text | None = None
    unit: Text | None = None
    required: bool = False
    key: bool = False
    allowed: Annotated[tuple[Text, ...], BeforeValidator(_as_texts)] = ()
    range: Range | None = None
    locale: Locale | None = None
    thousands: bool = False
    decimals: Annotated[int, Field(ge=0, le=9)] | None = None
    date_order: Literal["year_first", "day_first"] = "year_first"
    empty: Absence | None = None
    symbols: dict[str, Absence] = Field(default_factory=dict)
    levels: tuple[RegionLevel, ...] = ()
    references: Reference | None = None

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if "__" in self.name:
            raise ValueError(f"de naam {self.name!r} mag geen twee lage streepjes naast elkaar hebben")
        for field, wanted in _ONLY_FOR:
            if getattr(self, field) and self.type not in wanted:
                kinds = " of ".join(kind.value for kind in wanted)
                raise ValueError(f"kolom {self.name!r}: `{field}` hoort alleen bij type {kinds}")
        if self.decimals is not None and self.type is not ColumnType.DECIMAL:
            raise ValueError(f"kolom {self.name!r}: `decimals` hoort alleen bij type decimal")
        if self.key and self.type is ColumnType.DECIMAL:
            raise ValueError(f"kolom {self.name!r}: een gebroken getal kan geen sleutel zijn")
        if self.is_filled and self.empty:
            raise ValueError(f"kolom {self.name!r} moet gevuld zijn, dus `empty` zegt hier niets: haal er één weg")
        return self

    @property
    def names_there(self) -> tuple[str, ...]:
        """The names to look for in the source."""
        return self.source or (self.name,)

    @property
    def is_filled(self) -> bool:
        """Whether an empty cell is a mistake."""
        return self.required or self.key

    @property
    def arrow_type(self) -> pa.DataType:
        """The type in which the column lands: exact where the contract says how many decimals."""
        match self.type:
            case ColumnType.INTEGER:
                return pa.int64()
            case ColumnType.DECIMAL:
                return pa.float64() if self.decimals is None else pa.decimal128(18, self.decimals)
            case ColumnType.DATE:
                return pa.date32()
            case _:
                return pa.string()


_NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL)
_ONLY_FOR = (
    ("range", _NUMBERS),
    ("locale", (ColumnType.DECIMAL,)),
    ("thousands", _NUMBERS),
    ("unit", _NUMBERS),
    ("empty", _NUMBERS),
    ("symbols", _NUMBERS),
    ("levels", (ColumnType.REGION,)),
    ("allowed", (ColumnType.TEXT, ColumnType.INTEGER, ColumnType.REGION, ColumnType.PERIOD)),
    ("references", (ColumnType.TEXT, ColumnType.REGION)),
)
