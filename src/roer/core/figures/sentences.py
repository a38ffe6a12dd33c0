"""The sentence that says what a figure shows: made from the same rounded and protected values as the figure itself."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from roer.core.figures.area_map import AreaMap
from roer.core.figures.line_chart import LineChart
from roer.core.figures.observations import AreaValue, Point, Quantity, Series
from roer.core.figures.timeline import span
from roer.core.figures.trends import Trend
from roer.core.values.dutch import listing, plural
from roer.core.values.periods import Period
from roer.core.values.status import Absence

_MOST_NAMES = 3
_HIDDEN = "Het gaat daar over zo weinig mensen dat het cijfer iets over een persoon kan zeggen."


def answer(quantity: Quantity, series: Series, period: Period, trend: Trend | None = None) -> str:
    """The answer at the top: 'Aandeel jongeren met jeugdhulp in Lisse, 2020: 10,4 % (voorlopig cijfer). …'."""
    point = series.at(period)
    head = f"{quantity.label} in {series.name}, {period.label}"
    if point is None:
        return f"{head}: daarvan is geen cijfer."
    told = f"{head}: {quantity.in_words(point)}."
    if point.absence is Absence.SECRET:
        return f"{told} {_HIDDEN}"
    if trend is None:
        return told
    return f"{told} Dat is {trend.words}." if trend.sign else f"{told} Dit cijfer is {trend.words}."


def extremes(quantity: Quantity, areas: Sequence[AreaValue], *, many: str = "gebieden") -> str:
    """'Het laagst in Lisse (10,4 %), het hoogst in Teylingen (12,2 %).'; empty with fewer than two values."""
    shown = [(quantity.rounded(area.value), area.name) for area in areas if area.value is not None]
    if len(shown) < 2:
        return ""
    low, high = min(value for value, _ in shown), max(value for value, _ in shown)
    if low == high:
        return f"Overal gelijk: {quantity.told(low)}."
    return (
        f"Het laagst in {_who(shown, low, many)} ({quantity.told(low)}), het hoogst in {_who(shown, high, many)} "
        f"({quantity.told(high)})."
    )


def _who(shown: Sequence[tuple[object, str]], value: object, many: str) -> str:
    names = [name for one, name in shown if one == value]
    return listing(names) if len(names) <= _MOST_NAMES else f"{len(names)} {many}"


def line_sentence(chart: LineChart) -> str:
    """'Lijngrafiek van aandeel jongeren in Lisse, 2018–2020. Van 10,1 % in 2018 naar 10,4 % in 2020.'"""
    kind = "Lijngrafiek" if chart.is_worth_drawing else "Tabel"
    head = f"{kind} van {chart.about}, {span(chart.periods)}."
    if chart.split:
        return f"{head} {_newest(chart)}"
    told = [head, _course(chart)]
    if chart.breaks:
        told.append(f"Breuk in de reeks: vergelijk {chart.breaks[-1].label} en later niet met de tijd daarvoor.")
    absent = [point for point in chart.focus.points if point.absence is not None]
    for status, points in groupby(sorted(absent, key=lambda p: (p.status, p.period)), lambda p: p.status):
        told.append(f"Geen cijfer in {listing([p.period.label for p in points])}: {status}.")
    if len(chart.series) > 1:
        told.append(f"Ter vergelijking: {listing([one.name for one in chart.series[1:]])}.")
    return " ".join(part for part in told if part)


def _newest(chart: LineChart) -> str:
    """The figure of every class in the last period."""
    period = chart.periods[-1]
    points = [(one.name, one.at(period)) for one in chart.series]
    told = [f"{name}: {chart.quantity.in_words(point)}" for name, point in points if point is not None]
    return f"In {period.label}: {'; '.join(told)}." if told else "Er is geen cijfer om te tonen."


def _course(chart: LineChart) -> str:
    """From the first to the last value since the last break."""
    since = chart.breaks[-1] if chart.breaks else chart.focus.points[0].period
    shown: list[Point] = [p for p in chart.focus.points if p.value is not None and p.period >= since]
    if not shown:
        return "Er is geen cijfer om te tonen."
    first, last = shown[0], shown[-1]
    if first is last:
        return f"In {last.period.label}: {chart.quantity.in_words(last)}."
    return (
        f"Van {chart.quantity.in_words(first)} in {first.period.label} naar {chart.quantity.in_words(last)} in "
        f"{last.period.label}."
    )


def map_sentence(area_map: AreaMap) -> str:
    """'Kaart van aandeel jongeren per buurt, 2020. Het laagst in …, het hoogst in …. 12 van de 95 buurten: geheim.'"""
    quantity, level = area_map.quantity, area_map.level
    kind = "Kaart" if area_map.is_worth_drawing else "Tabel"
    told = [f"{kind} van {quantity.inline_label} per {level.label}, {area_map.period.label}."]
    told.append(extremes(quantity, area_map.areas, many=level.plural))
    absent = [area.absence for area in area_map.areas]
    counted = [(absent.count(absence), absence.label) for absence in Absence if absence in absent]
    if counted and len(area_map.areas) == sum(count for count, _ in counted):
        told.append(f"Er is geen enkel cijfer om te tonen: {listing(list({label for _, label in counted}))}.")
    elif counted:
        parts = listing([f"{count} {label}" for count, label in counted])
        told.append(f"Van de {plural(len(area_map.areas), level.label, level.plural)}: {parts}.")
    if area_map.is_worth_drawing and area_map.not_drawn:
        names = [area.name for area in area_map.not_drawn]
        told.append(f"Niet op de kaart, want zonder grens in de bron: {listing(names)}.")
    return " ".join(part for part in told if part)
