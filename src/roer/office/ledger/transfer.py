"""The whole programme as lines of JSON, and back. An import goes through the same rules as anybody who records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from roer.core.programme.entries import Entry
from roer.core.programme.refusals import Conflict, NotAllowed
from roer.core.programme.rules import check
from roer.core.programme.state import Programme
from roer.core.values.clock import day_of
from roer.core.values.errors import InputRefused, Problem
from roer.office.ledger.door import row_of
from roer.office.ledger.history import History, history
from roer.office.ledger.models import LedgerEntry
from roer.office.ledger.verify import verify_lines

EVERY = 100
"""After so many lines an import tells how far it is."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: how many lines were new, and how many were there already."""

    added: int
    known: int


def export_lines() -> Iterator[str]:
    """Every entry as one line of canonical JSON, from old to new: the same ledger gives the same bytes."""
    return LedgerEntry.objects.values_list("body", flat=True).iterator()


def import_lines(lines: Iterable[str], *, progress: Callable[[str], None] = lambda _: None) -> Imported:
    """Take over the entries of an exported ledger: all of them, or none.

    Into an empty ledger, or as a continuation of what is there: lines that are there already must be the same.
    Raises InputRefused with the line and the rule, or NotAllowed's reason, of whatever does not fit.
    """
    told = [line.rstrip("\r\n") for line in lines]
    _refuse_broken(told)
    entries = tuple(Entry.model_validate_json(line) for line in told)
    with transaction.atomic():
        known = history()
        fresh = _fresh(entries, known)
        programme = known.programme
        for entry in fresh:
            programme = _admitted(programme, entry)
            if entry.seq % EVERY == 0:
                progress(f"{entry.seq} van {entries[-1].seq} regels gecontroleerd")
        LedgerEntry.objects.bulk_create([row_of(entry) for entry in fresh], batch_size=500)
    return Imported(added=len(fresh), known=len(entries) - len(fresh))


def _refuse_broken(lines: list[str]) -> None:
    if not lines:
        raise InputRefused([Problem("empty", "Het bestand is leeg.", "", "Kies een geëxporteerd grootboek.")])
    report = verify_lines(lines)
    if not report.ok:
        raise InputRefused(report.problems)


def _fresh(entries: tuple[Entry, ...], known: History) -> tuple[Entry, ...]:
    """The entries that are not there yet. Refuses a ledger of another programme, or one that went another way."""
    for here, there in zip(known.entries, entries, strict=False):
        if here.hash != there.hash:
            what = "Het grootboek hier is al gevuld en zegt op deze plaats iets anders."
            cure = "Gebruik een leeg grootboek, of een bestand dat op dit grootboek voortbouwt."
            raise InputRefused([Problem("other_ledger", what, f"regel {there.seq}", cure)])
    return entries[len(known.entries) :]


def _admitted(programme: Programme, entry: Entry) -> Programme:
    if programme.moment is not None and entry.recorded_at < programme.moment:
        raise _refused("order_in_time", "Deze regel is vastgelegd vóór de vorige.", entry)
    if entry.recorded_at > datetime.now(UTC):
        raise _refused("future", "Deze regel is vastgelegd in de toekomst.", entry)
    try:
        check(programme, entry.draft, today=day_of(entry.recorded_at))
    except (NotAllowed, Conflict) as refusal:
        raise _refused(refusal.rule, str(refusal), entry) from refusal
    return programme.apply(entry)


def _refused(rule: str, what: str, entry: Entry) -> InputRefused:
    cure = "Er is niets ingelezen. Herstel het bij de bron en exporteer opnieuw."
    return InputRefused([Problem(rule, what, f"regel {entry.seq}", cure)])
