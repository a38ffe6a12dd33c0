"""Who may see a letter, and from when. Until then it does not exist for anybody else (programme.md 3.8, 13-14)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time

from roer.core.programme.elements import BodyKind, Code, PersonId
from roer.core.programme.records import LetterRecord
from roer.core.programme.state import Programme
from roer.core.values.clock import day_of, utc_of

INSIDERS = frozenset({BodyKind.PROGRAMME_TEAM, BodyKind.STEERING_GROUP})
"""Who sits here drafts letters, or has them offered in its name; they see a letter at any time."""


def is_insider(programme: Programme, person: PersonId | None, *, now: datetime) -> bool:
    """Whether this person sits today in a body that makes letters."""
    return not programme.kinds_of(person, on=day_of(now)).isdisjoint(INSIDERS)


def public_from(letter: LetterRecord) -> datetime | None:
    """The moment (UTC) from which everybody may read all copies; None while the letter is not offered.

    No council reads it before another: the latest embargo and the latest meeting day of an executive count for all.
    """
    if letter.offered is None:
        return None
    embargoes = [
        utc_of(datetime.fromisoformat(copy.embargo_until)) for copy in letter.draft.copies if copy.embargo_until
    ]
    meetings = [utc_of(datetime.combine(copy.executive_date, time.min)) for copy in letter.draft.copies]
    return max([letter.offered.recorded_at, *meetings, *embargoes])


def is_public(letter: LetterRecord, *, now: datetime) -> bool:
    """Whether everybody may read the letter at this moment."""
    moment = public_from(letter)
    return moment is not None and moment <= now


def visible_letters(programme: Programme, person: PersonId | None, *, now: datetime) -> tuple[LetterRecord, ...]:
    """The letters that this person may know of at this moment, the latest first."""
    insider = is_insider(programme, person, now=now)
    seen: Iterable[LetterRecord] = (
        record for record in programme.letters.values() if insider or is_public(record, now=now)
    )
    return tuple(sorted(seen, key=lambda record: record.draft.number, reverse=True))


def may_know(programme: Programme, code: Code, person: PersonId | None, *, now: datetime) -> bool:
    """Whether this person may know that there is a letter with this code."""
    letter = programme.letters[code]
    return is_public(letter, now=now) or is_insider(programme, person, now=now)
