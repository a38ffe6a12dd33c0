"""Who may see a preview, and when. For everybody else it does not exist (raadsbrief §2)."""

from __future__ import annotations

from datetime import date

from roer.core.programme.elements import BodyKind, Code, PersonId
from roer.core.programme.preview_state import PreviewRecord
from roer.core.programme.state import Programme

ORGANISERS = frozenset({BodyKind.PROGRAMME_TEAM, BodyKind.DATA_TEAM})
"""Who sits here invites to previews and answers the remarks; they see a preview at any time."""


def organises(programme: Programme, person: PersonId | None, *, on: date) -> bool:
    """Whether this person sits on this day in a body that makes previews."""
    return not programme.kinds_of(person, on=on).isdisjoint(ORGANISERS)


def is_invited(programme: Programme, record: PreviewRecord, person: PersonId | None, *, on: date) -> bool:
    """Whether this person is invited, herself or by a seat, to a preview that is open on this day."""
    if person is None or not record.is_open(on):
        return False
    preview = record.preview
    seats = programme.seats_of(person, on=on)
    return person in preview.persons or any(seat.seat.body in preview.bodies for seat in seats)


def may_know_preview(programme: Programme, code: Code, person: PersonId | None, *, on: date) -> bool:
    """Whether this person may know on this day that there is a preview with this code."""
    record = programme.previews.get(code)
    if record is None:
        return False
    return organises(programme, person, on=on) or is_invited(programme, record, person, on=on)


def visible_previews(programme: Programme, person: PersonId | None, *, on: date) -> tuple[PreviewRecord, ...]:
    """The previews that this person may know of on this day, the one that starts last first."""
    return tuple(
        record
        for record in programme.previews.in_order()
        if may_know_preview(programme, record.preview.code, person, on=on)
    )
