"""The axes of a line chart: where each period and each value stands, and how much room the names beside it take."""

from __future__ import annotations

import json
import textwrap
from dataclasses import dataclass

import altair as alt

from roer.core.figures.classes import ticks
from roer.core.figures.line_chart import LineChart, Size
from roer.core.figures.observations import Quantity, Series
from roer.core.figures.palette import GRID, MUTED
from roer.core.figures.timeline import short_label
from roer.core.values.periods import Period

MARGIN = 24
"""Pixels before the first period."""
GAP = 18
"""Pixels between the last period and the names."""
_WIDEST = 22
"""Characters in one line of a name."""
_CHARACTER = 8.0
"""The width of a character in a name; on the wide side, because the page shows it in the reader's own font."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Raam: where things stand. Which step each period has, the ends of both axes, and the room for the names."""

    steps: tuple[Period, ...]
    low: float
    high: float
    marks: tuple[float, ...]
    room: float
    size: Size
    unit: str
    provisional: frozenset[Period]

    @classmethod
    def of(cls, chart: LineChart, size: Size) -> Frame:
        """The frame of a chart in the room that it gets."""
        values = chart.values or (0.0,)
        highest = max(*values, chart.highest or 0.0, 0.0)
        lowest = min(*values, 0.0) if chart.quantity.zero_baseline else min(values)
        marks = tuple(float(mark) for mark in ticks(lowest, highest))
        names = [line for one in chart.series for line in beside(one, chart.quantity)] if size.names else [""]
        return cls(
            steps=chart.periods,
            low=marks[0],
            high=marks[-1],
            marks=marks,
            room=max(map(len, names)) * _CHARACTER + 30 if size.names else 16.0,
            size=size,
            unit=chart.quantity.unit,
            provisional=frozenset(point.period for point in chart.focus.points if point.is_provisional),
        )

    def step(self, period: Period) -> int:
        """The place of a period on the line of time."""
        return self.steps.index(period)

    @property
    def per_pixel(self) -> float:
        """How many steps of time one pixel is."""
        return max(len(self.steps) - 1, 1) / (self.size.width - self.room - MARGIN)

    def x(self, field: str = "step") -> alt.X:
        """The axis of time, for a field in steps; room is kept at both ends for points and names."""
        last = len(self.steps) - 1
        every = -(-len(self.steps) // self.size.most_periods)
        shown = [at for at in range(last + 1) if (last - at) % every == 0]
        labels = [short_label(period) + ("*" if period in self.provisional else "") for period in self.steps]
        domain = [-MARGIN * self.per_pixel, last + self.room * self.per_pixel]
        axis = alt.Axis(
            values=shown,
            labelExpr=f"{json.dumps(labels, ensure_ascii=False)}[datum.value]",
            labelFlush=False,
            labelOverlap=False,
            labelPadding=6,
            grid=False,
            title=None,
            domainColor=MUTED,
            tickColor=MUTED,
        )
        return alt.X(f"{field}:Q", scale=alt.Scale(domain=domain, nice=False, zero=False), axis=axis)

    def y(self, field: str = "value") -> alt.Y:
        """The axis of values, with its unit on top."""
        whole = all(mark == int(mark) for mark in self.marks)
        axis = alt.Axis(
            values=list(self.marks),
            format=",.0f" if whole else ",~f",
            title=self.unit,
            titleAngle=0,
            titleAlign="left",
            titleAnchor="end",
            titleX=-4,
            titleY=-14,
            gridColor=GRID,
            domain=False,
            ticks=False,
            labelPadding=8,
        )
        return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[self.low, self.high], nice=False, zero=False), axis=axis)

    def pixel(self, value: float) -> float:
        """How far below the top a value stands."""
        return (self.high - value) / (self.high - self.low) * self.size.height

    def value(self, pixel: float) -> float:
        """The value that stands so far below the top."""
        return self.high - pixel / self.size.height * (self.high - self.low)


def beside(one: Series, quantity: Quantity) -> list[str]:
    """What stands beside a line: its name, and its last value or the sign of its absence."""
    return textwrap.wrap(f"{one.name} {quantity.in_table(one.points[-1])}", _WIDEST)
