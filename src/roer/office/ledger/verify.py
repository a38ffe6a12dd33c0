"""Whether a ledger is whole: every line unchanged, every line behind the one before.

It looks at the text of the lines and does not read the acts: that is some hundred thousand lines a second, and a line
of an older version of Roer is as whole as one of today. That every act can be read was seen to when it was recorded or
imported. Only a line with which something is wrong is read, to tell what. What a chain cannot show by itself (a tail
that was cut off, a history that was written anew from end to end) shows against anchors that were kept elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import TextField
from django.db.models.functions import Cast
from pydantic import ValidationError

from roer.core.programme.entries import Entry, line_as_read
from roer.core.programme.lines import GENESIS, Tail, hash_of, tail_of
from roer.core.values.errors import Problem
from roer.office.ledger.anchors import Anchor
from roer.office.ledger.models import LedgerEntry

ENOUGH = 20
"""So many problems are told at most; the first one says where to look."""
COLUMNS = (Cast("id", TextField()), Cast("recorded_at", TextField()), "hash", "previous", "body")
"""The columns, as the text that the database makes of them."""
UNREADABLE = ("unreadable", "Dit is geen grootboekregel.")
NOTATION = ("notation", "De inhoud staat er anders geschreven dan zij is vastgelegd.")
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


@dataclass(slots=True)
class Chain:
    """A ledger that is followed line by line: how far it came, and what is wrong up to there.

    `anchored` tells for the number of a line which hashes were written down elsewhere as that of this line.
    """

    entries: int = 0
    head: str = GENESIS
    problems: list[Problem] = field(default_factory=list)
    anchored: Mapping[int, Collection[str]] = field(default_factory=dict)

    @classmethod
    def held_by(cls, anchors: Iterable[Anchor]) -> Chain:
        """A ledger that must fit these anchors."""
        anchored: dict[int, set[str]] = {}
        for anchor in anchors:
            anchored.setdefault(anchor.seq, set()).add(anchor.hash)
        return cls(anchored=anchored)

    def follow(self, line: str) -> Tail | None:
        """Look at the next line. Its tail; None when something is wrong with it."""
        self.entries += 1
        tail = tail_of(line)
        if tail and tail.seq == self.entries and tail.previous == self.head and hash_of(line, tail) == tail.hash:
            self.head = tail.hash
        else:
            self._complain(line, tail)
            tail = None
        if any(kept != self.head for kept in self.anchored.get(self.entries, ())):
            self.complain("anchor", "Een anker zegt hier een andere hash: de geschiedenis is herschreven.")
        return tail

    def complain(self, rule: str, what: str) -> None:
        """Remember what is wrong with the line that was looked at last."""
        if len(self.problems) < ENOUGH:
            self.problems.append(Problem(rule, what, f"regel {self.entries}", CURE))

    def report(self) -> VerifyReport:
        """What was found, when the last line was followed."""
        if missing := [seq for seq in self.anchored if seq > self.entries]:
            what = f"Volgens een anker waren er {max(missing)} regels; het einde ontbreekt."
            self.complain("truncated", what)
        return VerifyReport(self.entries, self.head, tuple(self.problems))

    def _complain(self, line: str, tail: Tail | None) -> None:
        entry = entry_in(line)
        if entry is None:
            self.complain(*UNREADABLE)
            return
        if entry.seq != self.entries:
            what = f"Hier staat regel {entry.seq}; er mist een regel of de volgorde klopt niet."
            self.complain("sequence", what)
        if entry.previous != self.head:
            self.complain("chain", "Deze regel sluit niet aan op de vorige.")
        if tail is None or hash_of(line, tail) != entry.hash:
            self._complain_of_change(entry)
        self.head = entry.hash

    def _complain_of_change(self, entry: Entry) -> None:
        right = line_as_read(entry)
        tail = tail_of(right)
        if tail and hash_of(right, tail) == entry.hash:
            self.complain(*NOTATION)
        else:
            self.complain("changed", "De inhoud is veranderd nadat zij is vastgelegd.")


def verify(anchors: Iterable[Anchor] = ()) -> VerifyReport:
    """Verify the ledger in the database, its columns included, and that it fits these anchors."""
    chain = Chain.held_by(anchors)
    for seq, entry_id, recorded_at, entry_hash, previous, body in LedgerEntry.objects.in_order(*COLUMNS):
        tail = chain.follow(body) or tail_of(body)
        if tail is None:
            continue
        told = (tail.seq, tail.id.replace("-", ""), _moment(tail.recorded_at), tail.hash, tail.previous)
        if told != (seq, entry_id.replace("-", ""), _moment(recorded_at), entry_hash, previous):
            chain.complain("columns", "De kolommen zeggen iets anders dan de inhoud.")
    return chain.report()


def verify_lines(lines: Iterable[str], anchors: Iterable[Anchor] = ()) -> VerifyReport:
    """Verify the lines of an exported ledger, and that they fit these anchors."""
    chain = Chain.held_by(anchors)
    for line in lines:
        chain.follow(line)
    return chain.report()


def entry_in(line: str) -> Entry | None:
    """The entry that a line tells; None when it tells none."""
    try:
        return Entry.model_validate_json(line)
    except ValidationError:
        return None


def _moment(text: str) -> str:
    """A moment (UTC) as text without what databases and JSON write differently: T, Z, +00 and zeros at the end."""
    plain = text.replace("T", " ").removesuffix("Z").removesuffix("+00")
    return plain.rstrip("0") if "." in plain else plain
