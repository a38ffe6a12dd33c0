"""Everything that waits for somebody, from every part of the programme, in the eyes of one reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from roer.core.programme.elements import PersonId
from roer.core.programme.state import Programme
from roer.office.steering.turns import gate_work, governance_work
from roer.office.steering.turns.items import Reader, WorkItem

SOURCES: tuple[Callable[[Programme, date, Reader], Iterator[WorkItem]], ...] = (
    gate_work.reserved_work,
    gate_work.gate_work,
    gate_work.placing_work,
    governance_work.unconfirmed_work,
    governance_work.action_work,
    governance_work.escalation_work,
    governance_work.question_work,
    governance_work.idea_work,
    governance_work.review_work,
)
"""Where work comes from; each gives what waits on a day, as far as the reader may know of it."""


def work(programme: Programme, *, on: date, reader: Reader) -> tuple[WorkItem, ...]:
    """All that waits for somebody on a day, most urgent first and then longest."""
    found = [item for source in SOURCES for item in source(programme, on, reader)]
    return tuple(sorted(found, key=lambda item: (item.urgency, item.since or on, item.about, item.what)))


def seats_at(programme: Programme, person: PersonId, *, on: date) -> tuple[str, ...]:
    """For whom a person acts: herself, and each body in which she sits."""
    return (person, *dict.fromkeys(record.seat.body for record in programme.seats_of(person, on=on)))
