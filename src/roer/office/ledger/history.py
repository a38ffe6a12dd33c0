"""What the ledger says: its entries, and the programme that follows from them, now or at an earlier moment.

Each process keeps what it has read. Asking again costs one small query, that brings only what is new.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from roer.core.programme.entries import Entry
from roer.core.programme.state import Programme, fold
from roer.office.ledger.models import LedgerEntry


@dataclass(frozen=True, slots=True)
class History:
    """Everything recorded, read once: the entries in order and the programme after the last of them."""

    entries: tuple[Entry, ...] = ()
    programme: Programme = field(default_factory=Programme.empty)

    def extended_with(self, entries: tuple[Entry, ...]) -> History:
        """The history after these further entries."""
        programme = self.programme
        for entry in entries:
            programme = programme.apply(entry)
        return History((*self.entries, *entries), programme)


_kept = History()


def history() -> History:
    """The whole history as it is now, from memory as far as it is known and still what the database says."""
    global _kept
    known = _kept
    rows = list(LedgerEntry.objects.filter(seq__gte=known.programme.seq).values_list("hash", "body"))
    if known.programme.seq:
        if not rows or rows[0][0] != known.programme.head:
            known, rows = History(), list(LedgerEntry.objects.values_list("hash", "body"))
        else:
            rows = rows[1:]
    if rows or known is not _kept:
        known = known.extended_with(tuple(Entry.model_validate_json(body) for _, body in rows))
        _kept = known
    return known


def programme(at: datetime | None = None, *, before: int | None = None) -> Programme:
    """The programme as it is now, or as it was at the moment `at` (with time zone) and before the entry `before`."""
    known = history()
    if before is not None:
        return fold(known.entries[: max(0, before - 1)], until=at)
    if at is None or (known.programme.moment is not None and at >= known.programme.moment):
        return known.programme
    return fold(known.entries, until=at)


def entries(*, after: int = 0) -> tuple[Entry, ...]:
    """The entries behind the one numbered `after`, from old to new."""
    return history().entries[after:]
