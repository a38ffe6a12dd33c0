"""The figures on a page: each with its sentence before it, its table behind it, and its legend as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from roer.core.figures.area_map import AreaMap, legend
from roer.core.figures.line_chart import NARROW, WIDE, LineChart, Size
from roer.core.figures.lines import line_spec
from roer.core.figures.maps import map_spec
from roer.core.figures.sentences import line_sentence, map_sentence
from roer.core.figures.twins import TableTwin, line_twin, map_twin
from roer.core.values.periods import Period
from roer.data.releases.reader import ReleaseReader
from roer.office.monitors.choice import Choice
from roer.office.monitors.figures import PROGRAMME, area_map, line_chart, split_chart
from roer.office.monitors.rendering import Drawing, drawn
from roer.office.monitors.svg import line_sign, swatch


@dataclass(frozen=True, slots=True)
class LegendItem:
    """Regel of a legend on the page: its sign, its words, and of how many areas it is said."""

    sign: SafeString
    label: str
    count: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """Paneel: a figure with its words. `drawings` are the same figure for a wide and for a narrow page.

    `not_drawn` says why there is none, where the table has to do.
    """

    anchor: str
    heading: str
    sentence: str
    drawings: tuple[tuple[str, SafeString], ...]
    legend: tuple[LegendItem, ...]
    twin: TableTwin
    is_map: bool = False
    has_circles: bool = False
    is_sortable: bool = False
    not_drawn: str = ""
    notes: tuple[str, ...] = ()

    @property
    def rows(self) -> list[TableRow]:
        """The rows of the table twin, ready for the template."""
        figures = [column.figures for column in self.twin.columns[1:]]
        return [TableRow(row.heading, tuple(zip(row.cells, figures, strict=True))) for row in self.twin.rows]


@dataclass(frozen=True, slots=True)
class TableRow:
    """Rij of a table on the page: its heading, and every further text with whether it is a figure."""

    heading: str
    cells: tuple[tuple[str, bool], ...]


def panels(release: ReleaseReader, choice: Choice) -> tuple[Panel, ...]:
    """The course, the classes and the map of what was chosen, as far as the release has them."""
    return tuple(_panels(release, choice))


def _panels(release: ReleaseReader, choice: Choice) -> Iterator[Panel]:
    course = line_chart(release, choice.indicator, choice.area)
    if course is not None:
        notes = tuple(
            f"Breuk vanaf {period.label}: {text}"
            for period, text in _breaks(release, choice)
            if period in course.breaks
        )
        yield _line_panel(
            course, (release.edition, choice.indicator, choice.area.code), "verloop", "Ontwikkeling", notes
        )
    split = split_chart(release, choice.indicator, choice.area)
    if split is not None:
        key = (release.edition, choice.indicator, choice.area.code, split.split)
        yield _line_panel(split, key, "uitsplitsing", f"Naar {split.split}", ())
    chosen = None if choice.area.level == PROGRAMME else choice.area.code
    found = area_map(release, choice.indicator, choice.level, choice.period, chosen=chosen)
    if found is not None:
        yield _map_panel(found, release, choice)


def _breaks(release: ReleaseReader, choice: Choice) -> Iterator[tuple[Period, str]]:
    for told in release.indicators[choice.indicator]["breaks"]:
        yield Period(told["at"]), told["text"]


def _line_panel(chart: LineChart, key: tuple[str, ...], anchor: str, heading: str, notes: tuple[str, ...]) -> Panel:
    sentence, title = line_sentence(chart), f"Lijngrafiek van {chart.about}"

    def drawing(name: str, size: Size) -> tuple[str, SafeString]:
        made = Drawing((*key, anchor, name), lambda: line_spec(chart, size), title, sentence)
        return name, mark_safe(drawn(made))  # noqa: S308 our own drawing

    if not chart.is_worth_drawing:
        reason = (
            "Er is geen cijfer om te tekenen." if not chart.values else "Er is nog maar één periode: geen lijn dus."
        )
        return Panel(anchor, heading, sentence, (), (), line_twin(chart), not_drawn=reason, notes=notes)
    items = [LegendItem(mark_safe(line_sign(at)), one.name) for at, one in enumerate(chart.series)]  # noqa: S308
    return Panel(
        anchor=anchor,
        heading=heading,
        sentence=sentence,
        drawings=(drawing("wide", WIDE), drawing("narrow", NARROW)),
        legend=tuple(items),
        twin=line_twin(chart),
        notes=notes,
    )


def _map_panel(found: AreaMap, release: ReleaseReader, choice: Choice) -> Panel:
    sentence = map_sentence(found)
    title = f"Kaart van {found.quantity.inline_label} per {found.level.label}, {found.period.label}"
    key = (release.edition, choice.indicator, found.period.code, found.level.value, found.chosen or "")
    drawings: tuple[tuple[str, SafeString], ...] = ()
    if found.is_worth_drawing:
        made = Drawing(
            ("kaart", *key),
            lambda: map_spec(found),
            title,
            sentence,
            hover=lambda: [_hover(found, code) for code in found.members],
        )
        drawings = (("map", mark_safe(drawn(made))),)  # noqa: S308 our own drawing
    items = [
        LegendItem(
            mark_safe(swatch(line, key=f"teken{at}")),  # noqa: S308 our own drawing
            line.label,
            "" if line.count is None else str(line.count),
        )
        for at, line in enumerate(legend(found))
    ]
    return Panel(
        anchor="kaart",
        heading=f"Per {found.level.label}, {found.period.label}",
        sentence=sentence,
        drawings=drawings,
        legend=tuple(items),
        twin=map_twin(found, choice.order),
        is_map=True,
        has_circles=found.quantity.counts,
        is_sortable=True,
        not_drawn=_why_no_map(found),
    )


def _why_no_map(found: AreaMap) -> str:
    if found.is_worth_drawing:
        return ""
    return "Er is geen cijfer om op de kaart te tekenen." if found.members else "Er zijn geen grenzen voor een kaart."


def _hover(found: AreaMap, code: str) -> str:
    area = found.by_code[code]
    return f"{area.name}: {found.quantity.in_words(area)}"
