"""The one door through which the programme changes: check the rules, chain, store; or refuse and store nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from uuid import uuid4

from django.db import IntegrityError, transaction

from roer.core.programme.elements import PersonId
from roer.core.programme.entries import Draft, Entry, line_of
from roer.core.programme.folding import applied
from roer.core.programme.refusals import Conflict, NotAllowed
from roer.core.programme.rules import check
from roer.core.programme.state import Programme
from roer.core.programme.together import rebound
from roer.core.values.clock import day_of
from roer.core.values.errors import RoerError
from roer.office.ledger.history import history
from roer.office.ledger.models import LedgerEntry

LOG = logging.getLogger("roer.refused")
"""Who tried what that a rule forbids: person, act and rule, never what it said."""
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
    (entry,) = record_together([draft], by=by)
    return entry


def record_together(drafts: Iterable[Draft], *, by: PersonId) -> tuple[Entry, ...]:
    """Record several drafts of one person in this order, each checked after those before it: all of them or none.

    A draft that changes what an earlier one made or changed follows that one. Raises what `record` raises; the `step`
    of the refusal says which draft it was.
    """
    drafts = tuple(drafts)
    for step, draft in enumerate(drafts):
        if draft.by != by:
            with _step(step):
                raise NotAllowed("own_name", "U kunt alleen in uw eigen naam iets vastleggen.")
    try:
        return record_as_named(drafts)
    except NotAllowed as refusal:
        LOG.warning("%s: %s [%s]", by, drafts[refusal.step].act.kind, refusal.rule)
        raise


def record_as_named(drafts: Iterable[Draft]) -> tuple[Entry, ...]:
    """As `record_together`, for who keeps the workspace itself: the names in the drafts are believed."""
    drafts = tuple(drafts)
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                return tuple(_recorded(drafts))
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


def _recorded(drafts: Sequence[Draft]) -> Iterator[Entry]:
    """Check, chain and store. Each row is stored before the next draft is checked: the first one claims the place."""
    programme = history().programme
    since = programme.seq
    for step, wanted in enumerate(drafts):
        moment, draft = _moment_after(programme), rebound(wanted, programme, since=since)
        with _step(step):
            check(programme, draft, today=day_of(moment))
        entry = Entry.chain(draft, seq=programme.seq + 1, id=uuid4(), recorded_at=moment, previous=programme.head)
        row_of(entry, line_of(entry)).save()
        programme = applied(programme, entry)
        yield entry


@contextmanager
def _step(step: int) -> Iterator[None]:
    """Let a refusal tell which of the drafts it is about."""
    try:
        yield
    except (NotAllowed, Conflict) as refusal:
        refusal.step = step
        raise


def _moment_after(programme: Programme) -> datetime:
    """Now, and never before what was recorded already: a clock that was set back does not turn history around."""
    now = datetime.now(UTC)
    return now if programme.moment is None else max(now, programme.moment)
