"""A line chart over periods, as a specification: no line over a gap or a break, provisional points open and dashed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import altair as alt

from roer.core.figures.axes import GAP, Frame, beside
from roer.core.figures.finishing import finished
from roer.core.figures.line_chart import WIDE, LineChart, Size
from roer.core.figures.observations import Point, Series
from roer.core.figures.palette import CATEGORICAL, FORMS, INK, MUTED, PAPER
from roer.core.figures.spreading import Wanted, spread

LINE_HEIGHT = 16


def line_spec(chart: LineChart, size: Size = WIDE) -> dict[str, Any]:
    """The chart as a Vega-Lite specification. A chart without any value shows its empty axes and the signs."""
    return finished(lambda: _layers(chart, size), width=size.width, height=size.height, padding=8)


def _layers(chart: LineChart, size: Size) -> Iterator[alt.Chart]:
    frame = Frame.of(chart, size)
    yield from _breaks(chart, frame)
    yield _segments(chart, frame)
    yield _points(chart, frame)
    yield from _signs(chart, frame)
    yield from _labels(chart, frame)


def _rows(values: list[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=values))


def _runs(chart: LineChart, frame: Frame) -> Iterator[tuple[int, Point, Point]]:
    """The pieces of line: between neighbours in time that both have a value, and never over a break."""
    for index, one in enumerate(chart.series):
        for before, point in pairwise(one.points):
            both = before.value is not None and point.value is not None
            adjacent = frame.step(point.period) - frame.step(before.period) == 1
            if both and adjacent and not point.follows_break:
                yield index, before, point


def _segments(chart: LineChart, frame: Frame) -> alt.Chart:
    rows = [
        {
            "step": frame.step(end.period),
            "value": end.value,
            "area": chart.series[index].code,
            "piece": f"{index}/{point.period.code}",
            "colour": CATEGORICAL[index],
            "thick": 3 if index == chart.emphasised else 2,
            "dash": "provisional" if point.is_provisional or before.is_provisional else "sure",
        }
        for index, before, point in reversed(list(_runs(chart, frame)))
        for end in (before, point)
    ]
    dash = alt.Scale(domain=["sure", "provisional"], range=[[1, 0], [6, 5]])
    return (
        _rows(rows)
        .mark_line(strokeCap="butt")
        .encode(
            x=frame.x(),
            y=frame.y(),
            detail="piece:N",
            color=alt.Color("colour:N", scale=None),
            strokeWidth=alt.StrokeWidth("thick:Q", scale=None),
            strokeDash=alt.StrokeDash("dash:N", scale=dash, legend=None),
        )
    )


def _points(chart: LineChart, frame: Frame) -> alt.Chart:
    rows = [
        {
            "step": frame.step(point.period),
            "value": point.value,
            "area": one.code,
            "period": point.period.code,
            "colour": CATEGORICAL[index],
            "inside": PAPER if point.is_provisional else CATEGORICAL[index],
            "form": FORMS[index],
        }
        for index, one in reversed(list(enumerate(chart.series)))
        for point in one.points
        if point.value is not None
    ]
    forms = alt.Scale(domain=list(FORMS), range=list(FORMS))
    return (
        _rows(rows)
        .mark_point(size=80, strokeWidth=2.5, opacity=1)
        .encode(
            x=frame.x(),
            y=frame.y(),
            stroke=alt.Stroke("colour:N", scale=None),
            fill=alt.Fill("inside:N", scale=None),
            shape=alt.Shape("form:N", scale=forms, legend=None),
        )
    )


def _signs(chart: LineChart, frame: Frame) -> Iterator[alt.Chart]:
    """Where the series of the chart has no value, the sign says why, on the foot of the chart.

    Not with classes of a breakdown: nobody could tell whose sign it is; the sentence and the table say it.
    """
    if chart.split:
        return
    rows = [
        {"step": frame.step(point.period), "value": frame.low, "sign": point.absence.sign}
        for point in chart.focus.points
        if point.absence is not None
    ]
    if rows:
        mark = {"fontSize": 14, "fontWeight": "bold", "color": INK, "dy": -12}
        yield _rows(rows).mark_text(**mark).encode(x=frame.x(), y=frame.y(), text="sign:N")


def _breaks(chart: LineChart, frame: Frame) -> Iterator[alt.Chart]:
    rows = [
        {"step": frame.step(period) - 0.5, "value": frame.low, "top": frame.high, "text": "breuk"}
        for period in chart.breaks
    ]
    if rows:
        rule = _rows(rows).mark_rule(color=MUTED, strokeDash=[2, 4], strokeWidth=2)
        yield rule.encode(x=frame.x(), y=frame.y(), y2="top:Q")
        text = _rows(rows).mark_text(align="left", baseline="top", dx=5, fontSize=13, color=MUTED)
        yield text.encode(x=frame.x(), y=frame.y("top"), text="text:N")


@dataclass(frozen=True, slots=True)
class _End:
    """Where a line ends: the index of its series, and its last point with a value."""

    index: int
    series: Series
    point: Point


def _labels(chart: LineChart, frame: Frame) -> Iterator[alt.Chart]:
    """The name of each line: beside the chart when it runs to the end, else where it stops."""
    if not frame.size.names:
        return
    found = [
        _End(index, one, next(point for point in reversed(one.points) if point.value is not None))
        for index, one in enumerate(chart.series)
        if any(point.value is not None for point in one.points)
    ]
    last = len(frame.steps) - 1
    rows = _rows_beside([end for end in found if frame.step(end.point.period) == last], chart, frame)
    leader = _rows(rows).mark_rule(strokeWidth=1)
    yield leader.encode(x=frame.x(), y=frame.y(), x2="beside:Q", y2="level:Q", color=alt.Color("colour:N", scale=None))
    rows += [_row_where_it_stops(end, frame) for end in found if frame.step(end.point.period) < last]
    for weight, colour, edge in (("bold", INK, 0), ("normal", PAPER, 4), ("normal", INK, 0)):
        bold = weight == "bold"
        chosen = [row for row in rows if (row["index"] == chart.emphasised) is bold]
        text = _rows(chosen).mark_text(
            align="left",
            baseline="middle",
            dx=4,
            fontSize=14,
            lineHeight=LINE_HEIGHT,
            fontWeight=weight,
            color=colour,
            stroke=colour,
            strokeWidth=edge,
        )
        yield text.encode(x=frame.x("beside"), y=frame.y("first"), text="text:N")


def _rows_beside(ends: list[_End], chart: LineChart, frame: Frame) -> list[dict[str, Any]]:
    names = [beside(end.series, chart.quantity) for end in ends]
    wanted = [
        Wanted(frame.pixel(end.point.value or 0.0), len(lines) * LINE_HEIGHT + 6)
        for end, lines in zip(ends, names, strict=True)
    ]
    places = spread(wanted, top=-10, bottom=frame.size.height + 10)
    return [
        {
            "index": end.index,
            "step": frame.step(end.point.period),
            "value": end.point.value,
            "beside": len(frame.steps) - 1 + GAP * frame.per_pixel,
            "level": frame.value(place),
            "first": frame.value(place - (len(lines) - 1) * LINE_HEIGHT / 2),
            "text": lines,
            "colour": CATEGORICAL[end.index],
        }
        for end, lines, place in zip(ends, names, places, strict=True)
    ]


def _row_where_it_stops(end: _End, frame: Frame) -> dict[str, Any]:
    """A line that stops early has its name just above its last point: a leader to the edge would look like a course."""
    return {
        "index": end.index,
        "beside": frame.step(end.point.period) + 4 * frame.per_pixel,
        "first": frame.value(frame.pixel(end.point.value or 0.0) - LINE_HEIGHT),
        "text": [end.series.name],
    }
