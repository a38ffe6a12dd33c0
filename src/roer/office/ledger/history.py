"""What the ledger says: its entries, and the programme that follows from them, now or at an earlier moment.

Each process keeps the programme as it is, and as it was after every so many entries: programmes share what did not
change between them, so hundreds of them cost little. It does not keep the entries: a million of them as values would
take several gigabytes, and whoever asks for entries asks for a few, which the database has at hand. So

- asking again costs one small query, that brings only what is new;
- an earlier moment costs the nearest programme kept before it and the few entries behind that;
- when rows turn out to be rolled back, what is kept is still good up to the last programme that the database knows.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache, reduce
from threading import Lock

from pydantic import ValidationError

from roer.core.programme.entries import Entry
from roer.core.programme.folding import applied
from roer.core.programme.lines import tail_of
from roer.core.programme.state import Programme
from roer.core.values.errors import RoerError
from roer.office.ledger.models import PAGE, LedgerEntry

EVERY = 2_000
"""After so many entries the programme is kept as it was then; so many are read again at most for an earlier moment."""
RECENT = 32
"""So many programmes of earlier moments are kept because somebody asked for them."""


class UnreadableEntry(RoerError):
    """A line of the ledger means nothing to this version of Roer."""

    def __init__(self, line: str) -> None:
        tail = tail_of(line)
        super().__init__(
            f"Regel {tail.seq if tail else '?'} van het grootboek is niet te lezen met deze versie van Roer. "
            "Werk Roer bij, of controleer het grootboek met `roer ledger verify`."
        )


@dataclass(frozen=True, slots=True)
class History:
    """Everything recorded: the programme as it is, and as it was after each EVERY entries."""

    programme: Programme = field(default_factory=Programme.empty)
    kept: tuple[Programme, ...] = ()

    def extended_with(self, lines: Iterable[str]) -> History:
        """The history after these further lines."""
        programme, kept = self.programme, list(self.kept)
        for line in lines:
            programme = applied(programme, _read(line))
            if programme.seq % EVERY == 0:
                kept.append(programme)
        return self if programme is self.programme else History(programme, tuple(kept))

    def nearest(self, seq: int) -> Programme:
        """The last programme that was kept at or before entry `seq`."""
        passed = self.kept[: seq // EVERY]
        return passed[-1] if passed else Programme.empty()


_kept = History()
_one_at_a_time = Lock()


def history() -> History:
    """The whole history as it is now, from memory as far as it is known and still what the database says."""
    global _kept
    with _one_at_a_time:
        last = _kept.programme
        rows = LedgerEntry.objects.in_order("hash", "body", after=last.seq - 1)
        if last.seq and next(rows, (last.seq, ""))[1] != last.head:
            _kept = _as_far_as_it_holds(_kept)
            _past.cache_clear()
            rows = LedgerEntry.objects.in_order("hash", "body", after=_kept.programme.seq)
        with _undisturbed():
            _kept = _kept.extended_with(body for _, _, body in rows)
            if _kept.programme.seq - last.seq > EVERY:
                gc.freeze()
        return _kept


def programme(at: datetime | None = None, *, before: int | None = None) -> Programme:
    """The programme as it is now, or as it was at the moment `at` (with time zone) and before the entry `before`."""
    now = history().programme
    if at is not None and (now.moment is None or at >= now.moment):
        at = None
    if before is not None and before > now.seq:
        before = None
    return now if at is None and before is None else _past(at, before)


def entries(*, after: int = 0, since: datetime | None = None, until: datetime | None = None) -> Iterator[Entry]:
    """The entries behind the one numbered `after`, from old to new; only those recorded from `since`, up to `until`."""
    if since is not None:
        after = max(after, _seq_at(since - timedelta.resolution))
    return map(_read, _lines(after=after, up_to=None if until is None else _seq_at(until)))


def entry(seq: int) -> Entry | None:
    """The entry with this number; None when there is none."""
    line = LedgerEntry.objects.filter(seq=seq).values_list("body", flat=True).first()
    return None if line is None else _read(line)


def entries_numbered(seqs: Iterable[int]) -> Iterator[Entry]:
    """The entries with these numbers, from old to new, as far as they are there."""
    rows = LedgerEntry.objects.filter(seq__in=set(seqs)).order_by("seq")
    return map(_read, rows.values_list("body", flat=True))


def newest_first(*, up_to: int) -> Iterator[Entry]:
    """The entries from the one numbered `up_to` back to the first, read as far as somebody looks."""
    rows, size = LedgerEntry.objects.order_by("-seq").values_list("body", flat=True), 50
    while up_to > 0:
        yield from map(_read, rows.filter(seq__lte=up_to, seq__gt=up_to - size))
        up_to, size = up_to - size, min(2 * size, PAGE)


@lru_cache(RECENT)
def _past(at: datetime | None, before: int | None) -> Programme:
    """The programme at a moment that lies behind us: what was recorded since cannot change it."""
    seqs = ([] if at is None else [_seq_at(at)]) + ([] if before is None else [before - 1])
    start = _kept.nearest(min(seqs))
    return reduce(applied, map(_read, _lines(after=start.seq, up_to=min(seqs))), start)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Do not look for cycles meanwhile: a replay makes millions of values that stay, and no cycles.

    After a long one `gc.freeze` spares every later search the walk past all of them, which takes seconds.
    """
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()


def _as_far_as_it_holds(known: History) -> History:
    """The history up to the last kept programme that the database still knows."""
    for index in reversed(range(len(known.kept))):
        kept = known.kept[index]
        if LedgerEntry.objects.filter(seq=kept.seq, hash=kept.head).exists():
            return History(kept, known.kept[: index + 1])
    return History()


def _lines(*, after: int, up_to: int | None = None) -> Iterator[str]:
    rows = LedgerEntry.objects.all() if up_to is None else LedgerEntry.objects.filter(seq__lte=up_to)
    return (body for _, body in rows.in_order("body", after=after))


def _seq_at(moment: datetime) -> int:
    """The last entry recorded at this moment or before; 0 when there is none."""
    found = LedgerEntry.objects.filter(recorded_at__lte=moment).order_by("-recorded_at", "-seq")
    return found.values_list("seq", flat=True).first() or 0


def _read(line: str) -> Entry:
    try:
        return Entry.model_validate_json(line)
    except ValidationError as error:
        raise UnreadableEntry(line) from error
