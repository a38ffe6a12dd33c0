"""Released figures in a letter: given as plain values by whoever may open releases; what is hidden stays hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from pydantic import Field, model_validator

from roer.core.values import dutch
from roer.core.values.status import Absence, Mark
from roer.core.writing.blocks import Block, Runs, Section, Table, paragraph
from roer.core.writing.facts import Fact, Source, SourceKind, Told, day, name, period, plain


class ReleasedCell(Told):
    """One figure as a reader of the monitor sees it: a value, or the reason why there is none."""

    area: str
    area_name: str
    period: str
    value: float | None
    absence: Absence | None = None
    marks: frozenset[Mark] = frozenset()

    @model_validator(mode="after")
    def _value_or_reason(self) -> ReleasedCell:
        if (self.value is None) is (self.absence is None):
            raise ValueError("a cell has a value or a reason why there is none, never both")
        return self


class ReleasedFigure(Told):
    """Kerncijfer of a released product: one indicator for some areas and periods."""

    product: str
    product_title: str
    release: str
    released_on: date
    indicator: str
    version: int
    label: str
    unit: str
    decimals: int = 0
    attribution: tuple[str, ...] = ()
    origin: str = ""
    cells: tuple[ReleasedCell, ...] = Field(min_length=1)

    @property
    def source(self) -> Source:
        """The release that vouches for every cell."""
        text = (
            f"vrijgave van {plain(self.product_title)} op {dutch.day(self.released_on)}: "
            f"{plain(self.label)}, definitie versie {self.version}"
        )
        credit = f" (bron: {plain('; '.join(self.attribution))})" if self.attribution else ""
        reference = f"{self.product}/{self.release}/{self.indicator}"
        return Source(kind=SourceKind.RELEASE, reference=reference, text=text + credit, origin=self.origin)

    @property
    def areas(self) -> tuple[tuple[str, str], ...]:
        """Code and name of the areas, in the order in which they were given."""
        return tuple({cell.area: (cell.area, cell.area_name) for cell in self.cells}.values())

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods, oldest first."""
        return tuple(sorted({cell.period for cell in self.cells}))

    def cell(self, area: str, code: str) -> ReleasedCell | None:
        """One cell; None when it was not given."""
        return next((cell for cell in self.cells if (cell.area, cell.period) == (area, code)), None)


def figures_section(figures: Iterable[ReleasedFigure]) -> Section | None:
    """What the monitors show, a table per product; None when nothing was released."""
    ordered = sorted(figures, key=lambda figure: figure.product)
    blocks = [block for _, group in groupby(ordered, lambda figure: figure.product) for block in _product(list(group))]
    return Section(code="figures", heading="Cijfers uit de monitors", blocks=tuple(blocks)) if blocks else None


def _product(figures: list[ReleasedFigure]) -> Iterator[Block]:
    first = figures[0]
    yield paragraph(
        "De cijfers van ‘",
        name(first.product_title, first.source, at=first.product),
        "’ zijn vrijgegeven op ",
        day(first.released_on, first.source),
        ". Ze zijn beveiligd: aantallen die te klein zijn, laten we weg. "
        "De cijfers laten zien wat er verandert, niet waardoor.",
    )
    areas = tuple({code: (code, label) for figure in figures for code, label in figure.areas}.values())
    yield Table(
        caption=("Kerncijfers van ‘", name(first.product_title, first.source, at=first.product), "’"),
        head=(("Cijfer",), ("Periode",), *((name(label, first.source, at=code),) for code, label in areas)),
        rows=tuple(row for figure in figures for row in _rows(figure, [code for code, _ in areas])),
        numeric=tuple(range(2, len(areas) + 2)),
        notes=_notes(figures),
    )


def _rows(figure: ReleasedFigure, areas: list[str]) -> Iterator[tuple[Runs, ...]]:
    source = figure.source
    unit = _unit(figure)
    for code in figure.periods:
        cells = (figure.cell(area, code) for area in areas)
        shown = (() if cell is None else (_shown(cell, figure),) for cell in cells)
        yield ((name(figure.label, source, at=figure.indicator), *unit), (period(code, source),), *shown)


def _unit(figure: ReleasedFigure) -> Runs:
    """' (%)'; nothing where the label says the unit already."""
    unit = plain(figure.unit)
    return () if unit.lower() in plain(figure.label).lower() else (" (", name(unit, figure.source), ")")


def _shown(cell: ReleasedCell, figure: ReleasedFigure) -> Fact:
    at = f"{cell.area}/{cell.period}"
    if cell.absence is not None:
        return Fact(text=cell.absence.sign, value=None, source=figure.source, at=at)
    assert cell.value is not None, "a cell has a value or a reason why there is none"
    signs = "".join(mark.sign for mark in sorted(cell.marks))
    text = dutch.number(cell.value, figure.decimals) + signs
    return Fact(text=text, value=cell.value, source=figure.source, at=at)


def _notes(figures: list[ReleasedFigure]) -> tuple[Runs, ...]:
    cells = [cell for figure in figures for cell in figure.cells]
    absences = [kind for kind in Absence if any(cell.absence is kind for cell in cells)]
    marks = [kind for kind in Mark if any(kind in cell.marks for cell in cells)]
    legend = [f"{mark.sign} = {mark.label}" for mark in marks]
    legend += [f"{absence.sign} = {absence.label}" for absence in absences]
    credits = tuple(dict.fromkeys(credit for figure in figures for credit in figure.attribution))
    source = figures[0].source
    notes: list[Runs] = [("; ".join(legend) + ".",)] if legend else []
    if credits:
        notes.append(("Bron: ", name("; ".join(credits), source), "."))
    return tuple(notes)
