"""What changed between two networks, in the domain's words: the page, the picture and the letter all say the same.

A change is told by the act that made it: a split is a split, not three removals and additions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

from roer.core.network.field_changes import FieldChange, Names, element_changes, link_changes
from roer.core.programme.elements import Code, Element, Link
from roer.core.programme.entries import Stamp
from roer.core.programme.labels import FIELDS, OPERATIONS, TYPES, label
from roer.core.programme.network_state import Lineage, Network
from roer.core.values.dutch import day, listing

Ends = tuple[Code, Code]
"""Source and target of a link."""
Kind = Literal[
    "added", "restored", "removed", "split", "merged", "renamed", "changed", "linked", "unlinked", "reweighed"
]

KINDS: Mapping[Kind, str] = {
    "added": "Toegevoegd",
    "restored": "Hersteld",
    "merged": "Samengevoegd",
    "split": "Gesplitst",
    "removed": "Verwijderd",
    "renamed": "Hernoemd",
    "changed": "Gewijzigd",
    "linked": "Nieuwe relatie",
    "unlinked": "Vervallen relatie",
    "reweighed": "Gewijzigde relatie",
}
"""The kinds of change in reading order, with the heading on the page."""


_THE = {"rationale": "De onderbouwing", "assumption": "De aanname", "evidence": "Het bewijs"}


@dataclass(frozen=True, slots=True)
class Change:
    """Wijziging: one thing that happened to the network. `before` and `after` are the codes that it touched."""

    kind: Kind
    type: str
    before: tuple[Code, ...]
    after: tuple[Code, ...]
    sentence: str
    fields: tuple[FieldChange, ...] = ()
    motive: str = ""
    decision: Code | None = None
    on: date | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Vergelijking of an earlier with a later network.

    `gone` are the elements that the later one no longer has; `link_marks` tells of every link that differs, also those
    of elements that came or went, how: linked, unlinked or reweighed.
    """

    changes: tuple[Change, ...]
    gone: frozenset[Code] = frozenset()
    link_marks: Mapping[Ends, Kind] = field(default_factory=dict)

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """The changes of one kind, in code order."""
        return tuple(change for change in self.changes if change.kind == kind)

    def grouped(self) -> tuple[tuple[str, tuple[Change, ...]], ...]:
        """Heading and changes for each kind that occurs, in reading order."""
        return tuple((heading, self.of(kind)) for kind, heading in KINDS.items() if self.of(kind))

    @property
    def marks(self) -> dict[Code, Kind]:
        """For each element that differs, the change that matters most: what the picture marks it with."""
        found: dict[Code, Kind] = {}
        for kind in KINDS:
            if kind not in ("linked", "unlinked", "reweighed"):
                for change in self.of(kind):
                    for code in (*change.before, *change.after):
                        found.setdefault(code, kind)
        return found

    def as_json(self) -> list[dict[str, Any]]:
        """The changes as plain values; dates as ISO text."""
        return [{**asdict(change), "on": change.on.isoformat() if change.on else None} for change in self.changes]


def compare(before: Network, after: Network, names: Names | None = None) -> Comparison:
    """Everything that changed from `before` to the later `after`; empty when they show the same picture.

    With the `names` of policy fields, municipalities and persons, also what such a field was and is.
    """
    old = {record.element.code: record.element for record in before.open_elements()}
    new = {record.element.code: record.element for record in after.open_elements()}
    events = _events(before, after, old.keys())
    changes = [
        *_came(before, after, new.keys() - old.keys(), events),
        *_lineage(after, events),
        *_went_unexplained(old, new, events),
        *_kept(after, old, new, names or {}),
        *_links(before, after, old.keys() & new.keys()),
    ]
    order = list(KINDS)
    changes.sort(key=lambda change: (order.index(change.kind), change.before, change.after))
    return Comparison(tuple(changes), frozenset(old.keys() - new.keys()), _link_marks(before, after))


def union(before: Network, after: Network) -> Network:
    """Both networks in one, for a picture of the comparison: what went stands as it was, and links that went too."""
    gone = {record.element.code: record for record in before.open_elements() if not after.is_open(record.element.code)}
    links = {ends: record for ends, record in before.links.items() if ends not in after.links}
    return Network(after.elements.update(gone), after.links.update(links), after.lineage)


def _events(before: Network, after: Network, known: Set[Code]) -> list[Lineage]:
    """What became of elements since, as far as they come from what the earlier network showed.

    Who saw only the earlier network never met an element that was added and split since: its successors are new.
    """
    told = {line.seq for line in before.lineage}
    descends = set(known)
    events = []
    for line in after.lineage:
        if line.seq not in told and descends & set(line.predecessors) and _still_holds(line, after):
            events.append(line)
            descends |= set(line.successors)
    return events


def _still_holds(line: Lineage, after: Network) -> bool:
    """Whether something is closed by this split, merger or removal; what was opened again since needs no telling."""
    closings = (after.elements[code].closed for code in line.predecessors)
    return any(closing is not None and closing.seq == line.seq for closing in closings)


def _link_marks(before: Network, after: Network) -> dict[Ends, Kind]:
    marks: dict[Ends, Kind] = {ends: "linked" for ends in after.links if ends not in before.links}
    marks |= {ends: "unlinked" for ends in before.links if ends not in after.links}
    marks |= {
        ends: "reweighed"
        for ends in set(before.links) & set(after.links)
        if _said(before.links[ends].link) != _said(after.links[ends].link)
    }
    return marks


def _said(link: Link) -> tuple[object, ...]:
    return link.kind, link.contribution, link.rationale, link.assumption, link.evidence


def _came(before: Network, after: Network, came: Set[Code], events: list[Lineage]) -> Iterator[Change]:
    for code in came - {code for line in events for code in line.successors}:
        record = after.elements[code]
        stamp, what = record.added, record.element
        if code in before.elements and (line := restoration_of(after, code)):
            sentence = _opening(f"{_name(what)} is op {day(line.date)} hersteld.{_tied(after, code)}")
            yield _told_by(line, "restored", what.type, sentence)
            continue
        sentence = _opening(f"{_name(what)} is nieuw.{_tied(after, code)}")
        yield Change("added", what.type, (), (code,), sentence, motive=stamp.reason, on=stamp.holds_from, by=stamp.by)


def restoration_of(network: Network, code: Code) -> Lineage | None:
    """How this element was last opened again; None when it never was."""
    lines = (line for line in reversed(network.lineage) if line.op == "restored" and code in line.successors)
    return next(lines, None)


def _tied(network: Network, code: Code, subject: str = "Het") -> str:
    """What a new element is linked with, so that nothing of it goes untold."""
    serves = [record.link.target for record in network.links_from(code)]
    served_by = [record.link.source for record in network.links_to(code)]
    forward = f" {subject} draagt bij aan {listing(serves)}." if serves else ""
    to = "eraan bij" if subject == "Het" else f"bij aan {subject}"
    backward = f" {listing(served_by)} {_contribute(served_by)} {to}." if served_by else ""
    return forward + backward


def _contribute(codes: list[Code]) -> str:
    return "draagt" if len(codes) == 1 else "dragen"


def _lineage(after: Network, events: list[Lineage]) -> Iterator[Change]:
    for line in events:
        gone = [_name(after.elements[code].element) for code in line.predecessors]
        came = [_name(after.elements[code].element, with_type=False) for code in line.successors]
        verb = "is" if len(gone) == 1 else "zijn"
        into = f" {'in' if line.op == 'split' else 'tot'} {listing(came)}" if came else ""
        sentence = _opening(f"{listing(gone)} {verb} op {day(line.date)} {OPERATIONS[line.op]}{into}.")
        sentence += "".join(_tied(after, code, code) for code in line.successors if after.is_open(code))
        yield _told_by(line, line.op, after.elements[line.predecessors[0]].element.type, sentence)


def _told_by(line: Lineage, kind: Kind, type: str, sentence: str) -> Change:
    return Change(
        kind,
        type,
        line.predecessors,
        line.successors,
        sentence,
        motive=line.motive,
        decision=line.decision,
        on=line.date,
        by=line.by,
    )


def _went_unexplained(
    old: Mapping[Code, Element], new: Mapping[Code, Element], events: list[Lineage]
) -> Iterator[Change]:
    explained = {code for line in events for code in line.predecessors}
    for code in old.keys() - new.keys() - explained:
        yield Change("removed", old[code].type, (code,), (), _opening(f"{_name(old[code])} staat er niet meer in."))


def _kept(after: Network, old: Mapping[Code, Element], new: Mapping[Code, Element], names: Names) -> Iterator[Change]:
    for code in old.keys() & new.keys():
        was, now, stamp = old[code], new[code], after.elements[code].stamp
        fields = element_changes(was, now, names)
        if was.title != now.title:
            title = FieldChange("title", FIELDS["title"], was.title, now.title)
            yield _stamped("renamed", code, now, f"{_name(was)} heet nu ‘{now.title}’.", (title,), stamp)
        if fields:
            told = f"{_name(now)} is gewijzigd: {listing([field.words for field in fields])}."
            yield _stamped("changed", code, now, told, fields, stamp)


def _stamped(
    kind: Kind, code: Code, element: Element, sentence: str, fields: tuple[FieldChange, ...], stamp: Stamp
) -> Change:
    return Change(
        kind, element.type, (code,), (code,), _opening(sentence), fields,
        motive=stamp.reason, on=stamp.holds_from, by=stamp.by,
    )  # fmt: skip


def _links(before: Network, after: Network, kept: set[Code]) -> Iterator[Change]:
    """Links between elements that stayed; those of new and closed elements are told with the element itself."""
    old = {ends: record.link for ends, record in before.links.items() if set(ends) <= kept}
    new = {ends: record.link for ends, record in after.links.items() if set(ends) <= kept}
    for ends in new.keys() - old.keys():
        stamp = after.links[ends].stamp
        yield Change(
            "linked",
            "link",
            (),
            ends,
            _says(after, new[ends], "voortaan"),
            motive=stamp.reason,
            on=stamp.holds_from,
            by=stamp.by,
        )
    for ends in old.keys() - new.keys():
        gone = after.unlinked[ends]
        yield Change(
            "unlinked",
            "link",
            ends,
            (),
            _says(after, old[ends], "niet meer"),
            motive=gone.reason,
            on=gone.holds_from,
            by=gone.by,
        )
    for ends in old.keys() & new.keys():
        was, now = old[ends], new[ends]
        if _said(was) != _said(now):
            stamp = after.links[ends].stamp
            fields = link_changes(was, now)
            sentence = _reweighed(after, now, fields)
            yield Change(
                "reweighed", "link", ends, ends, sentence, fields,
                motive=stamp.reason, on=stamp.holds_from, by=stamp.by,
            )  # fmt: skip


def _reweighed(network: Network, now: Link, fields: tuple[FieldChange, ...]) -> str:
    """The first of what differs in a sentence, and what else does in the next."""
    first, *others = fields
    source, target = _named(network, now.source), _named(network, now.target)
    if first.name == "kind":
        sentence = _says(network, now, "voortaan")
    elif first.name == "contribution":
        sentence = f"De bijdrage van {source} aan {target} gaat van {first.was} naar {first.now}."
    else:
        sentence = f"{_THE[first.name]} bij de relatie van {source} met {target} is gewijzigd."
    verb = "is" if len(others) == 1 else "zijn"
    return f"{sentence} Ook {listing([field.words for field in others])} {verb} gewijzigd." if others else sentence


def _says(network: Network, link: Link, adverb: str) -> str:
    verb, _, rest = label(link.kind).partition(" ")
    return _opening(f"{_named(network, link.source)} {verb} {adverb} {rest} {_named(network, link.target)}.")


def _opening(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


def _named(network: Network, code: Code) -> str:
    return _name(network.elements[code].element)


def _name(element: Element, *, with_type: bool = True) -> str:
    named = f"{element.code} ‘{element.title}’"
    return f"{TYPES[element.type]} {named}" if with_type else named
