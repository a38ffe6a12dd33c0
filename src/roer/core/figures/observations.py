"""What a figure is made of: values that readers may see, or the reason why there is none. Valid from birth."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from roer.core.values.dutch import NBSP, listing, number
from roer.core.values.periods import Period
from roer.core.values.status import Absence, Mark

DEFINITIVE = "definitief"
PERCENT = "%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """Waarneming as a reader sees it: a value, or the reason for its absence; never both, never neither."""

    value: float | None
    absence: Absence | None = None
    marks: frozenset[Mark] = frozenset()

    def __post_init__(self) -> None:
        if (self.value is None) is (self.absence is None):
            raise ValueError("a cell has a value or a reason why there is none, and never both")
        if self.value is not None and not math.isfinite(self.value):
            raise ValueError("a value is a finite number")

    @property
    def is_provisional(self) -> bool:
        """Whether the figure may still change."""
        return Mark.PROVISIONAL in self.marks

    @property
    def follows_break(self) -> bool:
        """Whether it may not be compared with what came before."""
        return Mark.BREAK in self.marks

    @property
    def status(self) -> str:
        """How the figure stands, in words: 'definitief', 'voorlopig cijfer', 'geheim (te kleine aantallen)'."""
        words = [mark.label for mark in Mark if mark in self.marks]
        if self.absence is not None:
            return self.absence.label
        return listing(words) if words else DEFINITIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Point(Observed):
    """Punt of a series: what was observed in one period."""

    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaValue(Observed):
    """Waarde of one area on a map."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Series:
    """Reeks: the points of one area or class, oldest first, all of the same length of period."""

    code: str
    name: str
    points: tuple[Point, ...]

    def __post_init__(self) -> None:
        periods = [point.period for point in self.points]
        if not periods:
            raise ValueError(f"series {self.code} has no points")
        if any(later <= earlier for earlier, later in pairwise(periods)):
            raise ValueError(f"series {self.code} does not go forward in time")
        if len({period.grain for period in periods}) > 1:
            raise ValueError(f"series {self.code} mixes periods of different lengths")

    def at(self, period: Period) -> Point | None:
        """The point of a period; None when the series has none."""
        return next((point for point in self.points if point.period == period), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """Grootheid: what is counted or related, its unit, and with how many decimals it is shown.

    `counts` tells numbers of things (which grow with the size of an area) from shares and rates.
    """

    label: str
    unit: str
    decimals: int = 0
    counts: bool = True
    zero_baseline: bool = True

    @property
    def inline_label(self) -> str:
        """The label inside a sentence: 'aandeel jongeren'; abbreviations keep their capitals."""
        head = self.label[:1]
        return head.lower() + self.label[1:] if self.label[1:2].islower() else self.label

    @property
    def difference_unit(self) -> str:
        """The unit of a change: percentages change by percentage points."""
        return "%-punt" if self.unit == PERCENT else self.unit

    def rounded(self, value: float) -> Decimal:
        """The value as every page, chart and file shows it."""
        return Decimal(repr(value)).quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)

    def bare(self, value: float | Decimal) -> str:
        """The number without its unit: '1.234,5'."""
        return number(value, self.decimals)

    def told(self, value: float | Decimal) -> str:
        """The number with its unit: '11,8 %'."""
        return f"{self.bare(value)}{NBSP}{self.unit}"

    def in_table(self, observed: Observed) -> str:
        """What stands in a cell: '11,8*', or the sign of its absence."""
        if observed.value is None:
            return observed.absence.sign if observed.absence else ""
        signs = "".join(mark.sign for mark in Mark if mark in observed.marks)
        return self.bare(observed.value) + signs

    def in_words(self, observed: Observed) -> str:
        """What stands in a sentence: '11,8 % (voorlopig cijfer)', or why there is no figure.

        A break is no remark on the figure but on comparing it; sentences that compare say it themselves.
        """
        if observed.value is None:
            return observed.status
        remarks = [mark.label for mark in Mark if mark in observed.marks and mark is not Mark.BREAK]
        return self.told(observed.value) + (f" ({listing(remarks)})" if remarks else "")
