"""The latest released figure of each element whose SMART text names an indicator: what its target is judged by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from roer.core.programme.elements import Code, SmartText
from roer.core.programme.targets import Measured
from roer.core.values.clock import day_of
from roer.core.values.periods import Grain, Period
from roer.data.releases.reader import ReleaseReader
from roer.office.ledger.door import today
from roer.office.ledger.history import programme as programme_now
from roer.office.monitors.air import on_air
from roer.office.monitors.figures import PROGRAMME
from roer.office.monitors.released import all_current, is_public

_MONTHS = {Grain.YEAR: 12, Grain.HALF_YEAR: 6, Grain.QUARTER: 3, Grain.MONTH: 1}


def measured_results(on: date) -> Mapping[Code, Measured]:
    """Per element the figure of the last period that had ended on a day, for all municipalities together.

    Only of products that anybody may read and that are on the air: the colours of the network tell it to everybody.
    """
    now = programme_now()
    texts = [versions[-1].text for versions in now.smart.values() if versions]
    public = (release for _slug, release in all_current() if release is not None and is_public(release))
    shown = (on_air(release, now, on=today()) for release in public)
    return dict(figures_for(texts, [release for release in shown if release is not None], on))


def figures_for(
    texts: Iterable[SmartText], releases: Sequence[ReleaseReader], on: date
) -> Iterator[tuple[Code, Measured]]:
    """For each text whose indicator is in one of these releases, the figure of the last period that had ended."""
    for text in texts:
        for release in releases:
            figure = _figure(text, release, on)
            if figure is not None:
                yield text.element, figure
                break


def _figure(text: SmartText, release: ReleaseReader, on: date) -> Measured | None:
    indicator = _indicator(text, release)
    area = next((area for area in release.regions if area.level == PROGRAMME and area.released), None)
    if indicator is None or area is None:
        return None
    cells = [(end_of(Period(cell.period)), cell) for cell in release.cells(indicator, region=area.code)]
    ended = [(end, cell) for end, cell in cells if end is not None and end <= on]
    if not ended:
        return None
    end, cell = max(ended, key=lambda pair: pair[0])
    return Measured(cell.value, cell.absence, end, day_of(release.created_at))


def _indicator(text: SmartText, release: ReleaseReader) -> str | None:
    """The indicator that the text names, by its code or by its label; None when the product has no such."""
    named = {text.measured_by.strip().casefold(), text.indicator.strip().casefold()} - {""}
    for code, told in release.indicators.items():
        if {code.casefold(), str(told["label"]["nl"]).casefold()} & named:
            return code
    return None


def end_of(period: Period) -> date | None:
    """The last day of a period; None for kinds of which it is not known."""
    if period.grain is Grain.SCHOOL_YEAR:
        return date(period.year + 1, 7, 31)
    months = _MONTHS.get(period.grain)
    if months is None:
        return None
    after = period.year * 12 + months * max(1, period.number)
    return date(after // 12, after % 12 + 1, 1) - timedelta(days=1)
