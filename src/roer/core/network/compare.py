"""What changed between two networks, in the domain's words: the page, the picture and the letter all say the same.

A change is told by the act that made it: a split is a split, not three removals and additions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from roer.core.programme.elements import Code, Element, Link
from roer.core.programme.labels import CONTRIBUTIONS, FIELDS, OPERATIONS, TYPES, label
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


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs; `label` is the Dutch word, `was` and `now` tell codes with a Dutch word of their own."""

    name: str
    label: str
    was: str = ""
    now: str = ""

    @property
    def words(self) -> str:
        """'fase (van idee naar uitvoering)', or only the field where its contents are too long to tell."""
        return f"{self.label} (van {self.was} naar {self.now})" if self.was and self.now else self.label


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


def compare(before: Network, after: Network) -> Comparison:
    """Everything that changed from `before` to the later `after`; empty when they show the same picture."""
    old = {record.element.code: record.element for record in before.open_elements()}
    new = {record.element.code: record.element for record in after.open_elements()}
    events = _events(before, after, old.keys())
    changes = [
        *_came(before, after, new.keys() - old.keys(), events),
        *_lineage(after, events),
        *_went_unexplained(old, new, events),
        *_kept(after, old, new),
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


def _tied(network: Network, code: Code) -> str:
    """What a new element is linked with, so that nothing of it goes untold."""
    serves = [record.link.target for record in network.links_from(code)]
    served_by = [record.link.source for record in network.links_to(code)]
    forward = f" Het draagt bij aan {listing(serves)}." if serves else ""
    backward = f" {listing(served_by)} {_contribute(served_by)} eraan bij." if served_by else ""
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


def _kept(after: Network, old: Mapping[Code, Element], new: Mapping[Code, Element]) -> Iterator[Change]:
    for code in old.keys() & new.keys():
        was, now, stamp = old[code], new[code], after.elements[code].stamp
        if was.title != now.title:
            sentence = _opening(f"{_name(was)} heet nu ‘{now.title}’.")
            yield Change(
                "renamed", now.type, (code,), (code,), sentence, motive=stamp.reason, on=stamp.holds_from, by=stamp.by
            )
        names = [
            name
            for name in type(now).model_fields
            if name != "title" and getattr(was, name, None) != getattr(now, name)
        ]
        if names:
            fields = tuple(_field(name, getattr(was, name, None), getattr(now, name)) for name in names)
            sentence = _opening(f"{_name(now)} is gewijzigd: {listing([field.words for field in fields])}.")
            yield Change(
                "changed", now.type, (code,), (code,), sentence,
                fields=fields, motive=stamp.reason, on=stamp.holds_from, by=stamp.by,
            )  # fmt: skip


def _field(name: str, was: object, now: object) -> FieldChange:
    told = [label(value) if isinstance(value, StrEnum) else "" for value in (was, now)]
    return FieldChange(name, FIELDS.get(name, name), *told)


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
            sentence = _reweighed(after, was, now)
            yield Change(
                "reweighed", "link", ends, ends, sentence, motive=stamp.reason, on=stamp.holds_from, by=stamp.by
            )


def _reweighed(network: Network, was: Link, now: Link) -> str:
    source, target = _named(network, now.source), _named(network, now.target)
    if was.kind != now.kind:
        return _says(network, now, "voortaan")
    if was.contribution != now.contribution:
        weight = f"{CONTRIBUTIONS[was.contribution]} naar {CONTRIBUTIONS[now.contribution]}"
        return f"De bijdrage van {source} aan {target} gaat van {weight}."
    pairs = ((was.rationale, now.rationale, "onderbouwing"), (was.assumption, now.assumption, "aanname"))
    word = next((word for old, new, word in pairs if old != new), "lijst met bewijs")
    return f"De {word} bij de relatie van {source} met {target} is gewijzigd."


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
