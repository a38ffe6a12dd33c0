"""How the privacy files stand on a day: which step was taken last, which reviews come, which measures are due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from roer.core.programme.elements import Result
from roer.core.programme.measure_checks import ContractFacts, Seen, lacking, see
from roer.core.programme.privacy import MeasureRecord, PrivacyFile
from roer.core.programme.privacy_gate import facts_of
from roer.core.programme.state import Programme

AHEAD = timedelta(days=90)
"""So long before its date a review is told to come."""


class Stage(StrEnum):
    """Stap that a privacy file is at, whether or not a later change made it lapse."""

    NOTHING = "nothing"
    EXEMPT = "exempt"
    NEEDED = "needed"
    WRITTEN = "written"
    ADVISED = "advised"
    ADOPTED = "adopted"

    @property
    def label(self) -> str:
        """The words on the screen."""
        return _STAGES[self]


_STAGES = {
    Stage.NOTHING: "nog geen pre-scan",
    Stage.EXEMPT: "pre-scan: geen DPIA nodig",
    Stage.NEEDED: "pre-scan: DPIA nodig",
    Stage.WRITTEN: "DPIA geschreven",
    Stage.ADVISED: "DPIA met advies",
    Stage.ADOPTED: "DPIA vastgesteld",
}


def stage_of(file: PrivacyFile, result: Result) -> Stage:
    """The last step of a file; adopted only when every controller of the result adopted it."""
    if file.exempting_screening is not None:
        return Stage.EXEMPT
    dpia = file.dpia
    if dpia is None:
        return Stage.NEEDED if file.screening else Stage.NOTHING
    if all(dpia.is_adopted_by(town) for town in result.municipalities):
        return Stage.ADOPTED
    return Stage.ADVISED if dpia.advice else Stage.WRITTEN


@dataclass(frozen=True, slots=True)
class Review:
    """Herziening of a DPIA that comes or is late."""

    result: Result
    by: date
    late: bool


def reviews(programme: Programme, *, on: date) -> tuple[Review, ...]:
    """The reviews that come within `AHEAD` or are late, the first first."""
    found = [Review(result, by, by < on) for result, by in _review_dates(programme) if by - AHEAD <= on]
    return tuple(sorted(found, key=lambda review: (review.by, review.result.code)))


def _review_dates(programme: Programme) -> Iterator[tuple[Result, date]]:
    for result in programme.network.results:
        file = programme.privacy.get(result.code, PrivacyFile())
        if file.dpia is not None and file.exempting_screening is None:
            yield result, file.dpia.dpia.review_by


@dataclass(frozen=True, slots=True)
class DueMeasure:
    """Maatregel that is not in place; `seen` is what the software saw where it looks for itself."""

    result: Result
    record: MeasureRecord
    seen: Seen | None


def measures_due(programme: Programme, *, on: date) -> tuple[DueMeasure, ...]:
    """The measures of the DPIAs that count which are not in place, those due first first."""
    found: list[DueMeasure] = []
    for result in programme.network.results:
        file = programme.privacy.get(result.code, PrivacyFile())
        if file.dpia is None or file.exempting_screening is not None:
            continue
        facts = facts_of(programme, result.code, on=on)
        missing = lacking(file.dpia.measures.values(), facts)
        found += [DueMeasure(result, record, seen_of(record, facts)) for record in missing]
    return tuple(sorted(found, key=lambda item: (item.record.measure.due, item.result.code, item.record.measure.code)))


def seen_of(record: MeasureRecord, facts: ContractFacts) -> Seen | None:
    """What the software sees of a measure; None when people report it."""
    check = record.measure.check
    return None if check is None else see(check, facts)
