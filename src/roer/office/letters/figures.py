"""Key figures of released products for a letter: those of the first page, for the last two periods that were over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from roer.core.programme.records import LetterRecord
from roer.core.programme.state import Programme
from roer.core.values.clock import day_of
from roer.core.values.periods import Grain, Period
from roer.core.writing.released import ReleasedCell, ReleasedFigure
from roer.data.releases.reader import Area, ReleaseReader, ReleaseStore
from roer.office.monitors.air import on_air

PERIODS = 2
"""How many periods a letter shows: the last one and the one before it."""
PROGRAMME_LEVEL = "programme"
_MONTHS = {Grain.HALF_YEAR: 6, Grain.QUARTER: 3, Grain.MONTH: 1}


def figures_for(store: ReleaseStore, programme: Programme, letter: LetterRecord) -> tuple[ReleasedFigure, ...]:
    """The key figures of every released product whose result stands in the network of the letter.

    A draft uses what is released and on the air; an offered letter what was released when it was offered.
    """
    wanted = {result.product for result in programme.versions[letter.draft.to_version].network.results}
    readers = (_release(store, programme, slug, letter) for slug in store.products() if slug in wanted)
    towns, on = frozenset(programme.municipalities), letter.draft.letter_date
    return tuple(figure for reader in readers if reader is not None for figure in _figures(reader, towns, on))


def _release(store: ReleaseStore, programme: Programme, slug: str, letter: LetterRecord) -> ReleaseReader | None:
    if letter.offered is None:
        release = store.current(slug)
        return release and on_air(release, programme, on=letter.draft.letter_date)
    moment = letter.offered.recorded_at
    earlier = [reader for name in store.releases(slug) if (reader := store.open(slug, name)).created_at <= moment]
    return max(earlier, key=lambda reader: reader.created_at, default=None)


def _figures(reader: ReleaseReader, towns: frozenset[str], on: date) -> Iterator[ReleasedFigure]:
    areas = [area for area in reader.regions if area.level == PROGRAMME_LEVEL or area.code in towns]
    shown = sorted(areas, key=lambda area: (area.level == PROGRAMME_LEVEL, area.code))
    for code in reader.product["pages"][0]["indicators"]:
        if cells := tuple(_cells(reader, code, shown, on)):
            yield _figure(reader, code, cells)


def _figure(reader: ReleaseReader, code: str, cells: tuple[ReleasedCell, ...]) -> ReleasedFigure:
    definition, sources = reader.indicators[code], reader.sources_of(code)
    invented = any(source.is_invented for source in sources)
    return ReleasedFigure(
        product=reader.slug,
        product_title=reader.title,
        release=reader.id,
        released_on=day_of(reader.created_at),
        indicator=code,
        version=definition["version"],
        label=definition["label"]["nl"],
        unit=definition["scale"]["unit"],
        decimals=definition["scale"]["decimals"],
        attribution=tuple(source.attribution for source in sources),
        origin="fictief" if invented else "",
        cells=cells,
    )


def _ended(period: Period, on: date) -> bool:
    """Whether a period was over on the date of the letter: a letter tells nothing of what was still to come."""
    last = period.first_day.month - 1 + _MONTHS.get(period.grain, 12)
    return date(period.year + last // 12, last % 12 + 1, 1) <= on


def _cells(reader: ReleaseReader, code: str, areas: list[Area], on: date) -> Iterator[ReleasedCell]:
    for area in areas:
        for period in [period for period in reader.periods(code) if _ended(period, on)][-PERIODS:]:
            for cell in reader.cells(code, region=area.code, period=period.code):
                yield ReleasedCell(
                    area=area.code,
                    area_name=area.name,
                    period=cell.period,
                    value=cell.value,
                    absence=cell.absence,
                    marks=cell.marks,
                )
