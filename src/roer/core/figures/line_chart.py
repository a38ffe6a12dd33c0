"""What a line chart is about: one or more series over the same periods, and the room that it gets."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from roer.core.figures.observations import Quantity, Series
from roer.core.figures.palette import CATEGORICAL
from roer.core.figures.timeline import timeline
from roer.core.values.periods import Period

MOST_SERIES = len(CATEGORICAL)


@dataclass(frozen=True, slots=True)
class Size:
    """Formaat: the room for a chart in pixels, how many periods fit under it, and whether names stand beside lines."""

    width: int
    height: int
    most_periods: int
    names: bool


WIDE = Size(width=800, height=320, most_periods=9, names=True)
NARROW = Size(width=290, height=230, most_periods=4, names=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChart:
    """Lijngrafiek: the series that it is about first, then those to compare it with.

    `highest` is the highest value that the axis must hold, so that areas of one level share their axis. A chart of a
    breakdown has a series per class; `split` names it ('leeftijd') and `place` the area.
    """

    quantity: Quantity
    series: tuple[Series, ...]
    highest: float | None = None
    split: str = ""
    place: str = ""

    def __post_init__(self) -> None:
        if not 1 <= len(self.series) <= MOST_SERIES:
            raise ValueError(f"a chart has 1 to {MOST_SERIES} lines")
        if len({one.points[0].period.grain for one in self.series}) > 1:
            raise ValueError("a chart has periods of one length")

    @property
    def focus(self) -> Series:
        """The series that the chart is about."""
        return self.series[0]

    @property
    def emphasised(self) -> int | None:
        """The index of the series that stands out; classes of a breakdown are equals."""
        return None if self.split else 0

    @property
    def about(self) -> str:
        """What the chart is about: 'aandeel jongeren in Lisse', 'jongeren in Lisse naar leeftijd'."""
        split = f" naar {self.split}" if self.split else ""
        return f"{self.quantity.inline_label} in {self.place or self.focus.name}{split}"

    @property
    def periods(self) -> tuple[Period, ...]:
        """Every period on the axis, also those without any figure."""
        return timeline(point.period for one in self.series for point in one.points)

    @property
    def values(self) -> tuple[float, ...]:
        """Every value that is drawn."""
        return tuple(point.value for one in self.series for point in one.points if point.value is not None)

    @property
    def is_worth_drawing(self) -> bool:
        """Whether there is a course to see: at least two periods, and a value."""
        return len(self.periods) > 1 and bool(self.values)

    @property
    def breaks(self) -> tuple[Period, ...]:
        """The periods before which the series of the chart breaks, where something stands before it."""
        return tuple(later.period for _, later in pairwise(self.focus.points) if later.follows_break)
