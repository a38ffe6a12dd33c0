"""The one door through which the programme changes: check the rules, chain, store; or refuse and store nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

from django.db import IntegrityError, transaction

from roer.core.programme.elements import PersonId
from roer.core.programme.entries import Draft, Entry, line_of
from roer.core.programme.refusals import NotAllowed
from roer.core.programme.rules import check
from roer.core.programme.state import Programme
from roer.core.values.clock import day_of
from roer.core.values.errors import RoerError
from roer.office.ledger.history import history
from roer.office.ledger.models import LedgerEntry

TRIES = 50
"""How often somebody who is overtaken by another tries again; each time at least one other succeeded."""


class TooBusy(RoerError):
    """So many record at once that this draft found no place."""

    def __init__(self) -> None:
        super().__init__("Er wordt op dit moment te veel tegelijk vastgelegd. Probeer het zo nog eens.")


def record(draft: Draft, *, by: PersonId) -> Entry:
    """Record what a person wants to record, in her own name, and give the entry that it became.

    Raises NotAllowed when a rule forbids it and Conflict when somebody else changed the same thing first. When two
    people record at once, the second is checked again against what the first made of the programme.
    """
    if draft.by != by:
        raise NotAllowed("own_name", "U kunt alleen in uw eigen naam iets vastleggen.")
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                return _recorded(draft)
        except IntegrityError:
            continue
    raise TooBusy


def today() -> date:
    """The day as the municipalities count it."""
    return day_of(datetime.now(UTC))


def row_of(entry: Entry, line: str) -> LedgerEntry:
    """The row in which an entry is kept, with its line as it was made or came in."""
    return LedgerEntry(
        seq=entry.seq,
        id=entry.id,
        recorded_at=entry.recorded_at,
        hash=entry.hash,
        previous=entry.previous,
        body=line,
    )


def _recorded(draft: Draft) -> Entry:
    programme = history().programme
    moment = _moment_after(programme)
    check(programme, draft, today=day_of(moment))
    entry = Entry.chain(draft, seq=programme.seq + 1, id=uuid4(), recorded_at=moment, previous=programme.head)
    row_of(entry, line_of(entry)).save()
    return entry


def _moment_after(programme: Programme) -> datetime:
    """Now, and never before what was recorded already: a clock that was set back does not turn history around."""
    now = datetime.now(UTC)
    return now if programme.moment is None else max(now, programme.moment)
