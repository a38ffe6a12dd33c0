"""The whole programme as lines of JSON, and back. An import goes through the same rules as anybody who records.

Lines are kept as they came in: one of an older version of Roer leaves again byte for byte as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from django.db import transaction

from roer.core.programme.entries import Entry, line_as_read
from roer.core.programme.folding import applied
from roer.core.programme.refusals import Conflict, NotAllowed
from roer.core.programme.rules import check
from roer.core.programme.state import Programme
from roer.core.values.clock import day_of
from roer.core.values.errors import InputRefused, Problem
from roer.office.ledger.door import row_of
from roer.office.ledger.history import history
from roer.office.ledger.models import LedgerEntry
from roer.office.ledger.verify import NOTATION, UNREADABLE, Chain, entry_in

EVERY = 100
"""After so many lines an import tells how far it is."""
BATCH = 500
"""So many rows are stored at a time."""

Read = tuple[Entry, str]
"""An entry and the line in which it came."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: how many lines were new, and how many were there already."""

    added: int
    known: int


def export_lines() -> Iterator[str]:
    """Every entry as one line of canonical JSON, from old to new: the same ledger gives the same bytes."""
    return (body for _, body in LedgerEntry.objects.in_order("body"))


def import_lines(lines: Iterable[str], *, progress: Callable[[str], None] = lambda _: None) -> Imported:
    """Take over the entries of an exported ledger: all of them, or none.

    Into an empty ledger, or as a continuation of what is there: lines that are there already must be the same.
    Raises InputRefused with the line and the rule, or NotAllowed's reason, of whatever does not fit.
    """
    chain, added = Chain(), 0
    with transaction.atomic():
        programme = history().programme
        rows = _rows(_fresh(_sound(lines, chain), programme), programme, progress)
        while batch := list(islice(rows, BATCH)):
            added += len(LedgerEntry.objects.bulk_create(batch))
    return Imported(added=added, known=chain.entries - added)


def _sound(lines: Iterable[str], chain: Chain) -> Iterator[Read]:
    """The entries up to the first line with which something is wrong; at the end that and all that follows is told."""
    for line in (told.rstrip("\r\n") for told in lines):
        if chain.follow(line) is None:
            continue
        entry = entry_in(line)
        if entry is None:
            chain.complain(*UNREADABLE)
        elif line_as_read(entry) != line:
            chain.complain(*NOTATION)
        elif not chain.problems:
            yield entry, line
    if chain.problems:
        raise InputRefused(chain.problems)
    if not chain.entries:
        raise InputRefused([Problem("empty", "Het bestand is leeg.", "", "Kies een geëxporteerd grootboek.")])


def _fresh(sound: Iterable[Read], programme: Programme) -> Iterator[Read]:
    """The entries that are not there yet. Refuses a ledger of another programme, or one that went another way."""
    known = LedgerEntry.objects.filter(seq__lte=programme.seq).in_order("hash")
    for entry, line in sound:
        here = next(known, None)
        if here is None:
            yield entry, line
        elif here != (entry.seq, entry.hash):
            what = "Het grootboek hier is al gevuld en zegt op deze plaats iets anders."
            cure = "Gebruik een leeg grootboek, of een bestand dat op dit grootboek voortbouwt."
            raise InputRefused([Problem("other_ledger", what, f"regel {entry.seq}", cure)])


def _rows(fresh: Iterable[Read], programme: Programme, progress: Callable[[str], None]) -> Iterator[LedgerEntry]:
    """The rows to add, each admitted by the rules after those before it."""
    for entry, line in fresh:
        programme = _admitted(programme, entry)
        if entry.seq % EVERY == 0:
            progress(f"{entry.seq} regels gecontroleerd")
        yield row_of(entry, line)


def _admitted(programme: Programme, entry: Entry) -> Programme:
    if programme.moment is not None and entry.recorded_at < programme.moment:
        raise _refused("order_in_time", "Deze regel is vastgelegd vóór de vorige.", entry)
    if entry.recorded_at > datetime.now(UTC):
        raise _refused("future", "Deze regel is vastgelegd in de toekomst.", entry)
    try:
        check(programme, entry.draft, today=day_of(entry.recorded_at))
    except (NotAllowed, Conflict) as refusal:
        raise _refused(refusal.rule, str(refusal), entry) from refusal
    return applied(programme, entry)


def _refused(rule: str, what: str, entry: Entry) -> InputRefused:
    cure = "Er is niets ingelezen. Herstel het bij de bron en exporteer opnieuw."
    return InputRefused([Problem(rule, what, f"regel {entry.seq}", cure)])
