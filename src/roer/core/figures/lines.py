"""A line chart over periods, as a specification: no line over a gap or a break, provisional points open and dashed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import altair as alt

from roer.core.figures.axes import GAP, Frame, beside
from roer.core.figures.finishing import finished
from roer.core.figures.line_chart import WIDE, LineChart, Size
from roer.core.figures.observations import Point
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
    """Where the series of the chart has no value, the sign says why, on the foot of the chart."""
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


def _labels(chart: LineChart, frame: Frame) -> Iterator[alt.Chart]:
    if not frame.size.names:
        return
    ends = [
        (one, next((point for point in reversed(one.points) if point.value is not None), None)) for one in chart.series
    ]
    shown = [(index, one, point) for index, (one, point) in enumerate(ends) if point is not None]
    names = [beside(one, chart.quantity) for _, one, _ in shown]
    wanted = [
        Wanted(frame.pixel(point.value or 0.0), len(lines) * LINE_HEIGHT + 6)
        for (_, _, point), lines in zip(shown, names, strict=True)
    ]
    places = spread(wanted, top=-10, bottom=frame.size.height + 10)
    names_at = len(frame.steps) - 1 + GAP * frame.per_pixel
    rows = [
        {
            "step": frame.step(point.period),
            "value": point.value,
            "beside": names_at,
            "level": frame.value(place),
            "first": frame.value(place - (len(lines) - 1) * LINE_HEIGHT / 2),
            "text": lines,
            "colour": CATEGORICAL[index],
            "weight": "bold" if index == chart.emphasised else "normal",
        }
        for (index, _, point), lines, place in zip(shown, names, places, strict=True)
    ]
    leader = _rows(rows).mark_rule(strokeWidth=1)
    yield leader.encode(x=frame.x(), y=frame.y(), x2="beside:Q", y2="level:Q", color=alt.Color("colour:N", scale=None))
    for weight in ("bold", "normal"):
        chosen = [row for row in rows if row["weight"] == weight]
        text = _rows(chosen).mark_text(
            align="left", dx=4, fontSize=14, lineHeight=LINE_HEIGHT, fontWeight=weight, color=INK, baseline="middle"
        )
        yield text.encode(
            x=frame.x("beside"),
            y=frame.y("first"),
            text="text:N",
        )
