"""Whether a ledger is whole: every line unchanged, every line behind the one before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from roer.core.programme.elements import canonical_json
from roer.core.programme.entries import GENESIS, Entry
from roer.core.values.errors import Problem
from roer.office.ledger.models import LedgerEntry

ENOUGH = 20
"""So many problems are told at most; the first one says where to look."""
CURE = "Zet een reservekopie terug en vergelijk."


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What was found: how many entries were looked at, the hash of the last one, and everything that is wrong."""

    entries: int
    head: str
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify() -> VerifyReport:
    """Verify the ledger in the database, its columns included."""
    rows = LedgerEntry.objects.values_list("seq", "id", "recorded_at", "hash", "previous", "body")
    lines, problems = [], []
    for seq, entry_id, recorded_at, entry_hash, previous, body in rows.iterator():
        lines.append(body)
        entry = _parsed(body)
        kept = (seq, entry_id, recorded_at, entry_hash, previous)
        if entry and kept != (entry.seq, entry.id, entry.recorded_at, entry.hash, entry.previous):
            problems.append(_problem("columns", "De kolommen zeggen iets anders dan de inhoud.", seq))
    report = verify_lines(lines)
    return VerifyReport(report.entries, report.head, (*report.problems, *problems)[:ENOUGH])


def verify_lines(lines: Iterable[str]) -> VerifyReport:
    """Verify the lines of an exported ledger."""
    problems: list[Problem] = []
    count, head = 0, GENESIS
    for count, line in enumerate(lines, start=1):
        entry = _parsed(line)
        if entry is None:
            problems.append(_problem("unreadable", "Dit is geen grootboekregel.", count))
            continue
        if len(problems) < ENOUGH:
            problems += _problems_of(entry, line, count, head)
        head = entry.hash
    return VerifyReport(count, head, tuple(problems[:ENOUGH]))


def _problems_of(entry: Entry, line: str, number: int, head: str) -> Iterator[Problem]:
    if entry.seq != number:
        yield _problem(
            "sequence", f"Hier staat regel {entry.seq}; er mist een regel of de volgorde klopt niet.", number
        )
    if entry.previous != head:
        yield _problem("chain", "Deze regel sluit niet aan op de vorige.", number)
    if entry.hash != entry.computed_hash():
        yield _problem("changed", "De inhoud is veranderd nadat zij is vastgelegd.", number)
    elif canonical_json(entry) != line:
        yield _problem("notation", "De inhoud staat er anders geschreven dan zij is vastgelegd.", number)


def _parsed(line: str) -> Entry | None:
    try:
        return Entry.model_validate_json(line)
    except ValidationError:
        return None


def _problem(rule: str, what: str, number: int) -> Problem:
    return Problem(rule, what, f"regel {number}", CURE)
