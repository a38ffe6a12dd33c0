"""Who may see ideas (programme.md 3.9), when an answer is due, and whose turn it is: asked of a day, never stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from roer.core.programme.elements import BodyKind, Code, PersonId
from roer.core.programme.idea_state import IdeaRecord
from roer.core.programme.ideas import IdeaStatus
from roer.core.programme.state import Programme

VIEWERS = frozenset({BodyKind.SOUNDING_BOARD, BodyKind.PROGRAMME_TEAM, BodyKind.STEERING_GROUP, BodyKind.AUDITOR})
"""Who sits here sees all ideas; anybody else only what she brought in herself, and how that goes on."""

_TURNS: Mapping[IdeaStatus, BodyKind] = {
    IdeaStatus.SUBMITTED: BodyKind.PROGRAMME_TEAM,
    IdeaStatus.INVESTIGATING: BodyKind.PROGRAMME_TEAM,
    IdeaStatus.PROMISING: BodyKind.PROGRAMME_TEAM,
    IdeaStatus.ELABORATED: BodyKind.PROGRAMME_TEAM,
    IdeaStatus.PUT_FORWARD: BodyKind.STEERING_GROUP,
    IdeaStatus.PRIORITISED: BodyKind.PROGRAMME_TEAM,
}
"""Whose turn it is at each step; a step that is not here waits for nobody."""


@dataclass(frozen=True, slots=True)
class IdeaTurn:
    """Aan zet: which body brings the idea further, since when, and by when an answer is due if one still is."""

    record: IdeaRecord
    kind: BodyKind
    since: date
    due: date | None
    is_overdue: bool


def sees_ideas(programme: Programme, person: PersonId | None, *, on: date) -> bool:
    """Whether this person sits on this day in a body that sees all ideas."""
    return not programme.kinds_of(person, on=on).isdisjoint(VIEWERS)


def may_know_idea(programme: Programme, code: Code, person: PersonId | None, *, on: date) -> bool:
    """Whether this person may know on this day that there is an idea with this code."""
    if person is None or programme.ideas.get(code) is None:
        return False
    return sees_ideas(programme, person, on=on) or person in programme.ideas.submitters(code)


def visible_ideas(programme: Programme, person: PersonId | None, *, on: date) -> tuple[IdeaRecord, ...]:
    """The ideas that this person may know of on this day, the one that came in last first."""
    return tuple(
        record for record in programme.ideas.in_order() if may_know_idea(programme, record.code, person, on=on)
    )


def answer_due(programme: Programme, record: IdeaRecord) -> date | None:
    """By which day the programme team has to answer; None when it did, or when another idea carries the duty.

    An idea that took in another is due when the first of them is: merging postpones no answer.
    """
    if record.answers or record.into is not None or programme.charter is None:
        return None
    first = min(one.submitted_on for one in programme.ideas.family(record.code))
    return first + timedelta(weeks=programme.charter.weeks_to_answer)


def is_overdue(programme: Programme, record: IdeaRecord, *, on: date) -> bool:
    """Whether the answer should have been given before this day."""
    due = answer_due(programme, record)
    return due is not None and due < on


def turn_of(programme: Programme, record: IdeaRecord, *, on: date) -> IdeaTurn | None:
    """Whose turn it is; None when the idea waits for nobody."""
    kind = _TURNS.get(record.status)
    if kind is None:
        return None
    due = answer_due(programme, record)
    return IdeaTurn(record, kind, record.way[-1].since, due, is_overdue(programme, record, on=on))


def idea_turns(programme: Programme, *, on: date) -> tuple[IdeaTurn, ...]:
    """Every idea that waits for somebody: overdue answers first, then the one that waits longest."""
    turns = (turn_of(programme, record, on=on) for record in programme.ideas.in_order())
    waiting = [turn for turn in turns if turn is not None]
    return tuple(sorted(waiting, key=lambda turn: (not turn.is_overdue, turn.since, turn.record.code)))
