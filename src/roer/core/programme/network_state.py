"""The goals-efforts network as a value: elements, links and lineage, and what each network act makes of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Literal, TypeVar

from immutables import Map

from roer.core.programme.elements import (
    Code,
    Effort,
    Element,
    Goal,
    Link,
    PersonId,
    Result,
    canonical_text,
    content_hash,
    digest,
    said,
)
from roer.core.programme.entries import Recorded, Stamp
from roer.core.programme.network_acts import (
    AddEffort,
    AddGoal,
    AddResult,
    ArrangeNetwork,
    ChangeElement,
    ChangeLink,
    LinkElements,
    MergeElements,
    RemoveElement,
    RestoreElement,
    SplitElement,
    UnlinkElements,
)
from roer.core.values.frozen import replace

NetworkAct = (
    AddGoal
    | AddResult
    | AddEffort
    | ChangeElement
    | LinkElements
    | ChangeLink
    | UnlinkElements
    | SplitElement
    | MergeElements
    | RemoveElement
    | RestoreElement
    | ArrangeNetwork
)
Operation = Literal["split", "merged", "removed", "restored"]
Kind = TypeVar("Kind", Goal, Result, Effort)


@dataclass(frozen=True, slots=True)
class Closing(Recorded):
    """Sluiting of an element: how, into what, why and by which decision; `links` are those that it had until then."""

    op: Operation
    successors: tuple[Code, ...]
    motive: str
    decision: Code | None
    links: tuple[Link, ...] = ()

    @property
    def date(self) -> date:
        """The day from which the element is closed."""
        return self.stamp.holds_from


@dataclass(frozen=True, slots=True)
class ElementRecord(Recorded):
    """An element as it stands: `stamp` is its last change, `added` its first; `closed` says how and when it ended.

    `restored` is when it was opened again: what was approved before counts no more.
    """

    element: Element
    added: Stamp
    closed: Closing | None = None
    restored: Stamp | None = None

    @property
    def hash(self) -> str:
        """The hash of exactly this element: the `subject_hash` of a decision about it."""
        return content_hash(self.element)

    @property
    def is_open(self) -> bool:
        """Whether it still belongs to the working network."""
        return self.closed is None


@dataclass(frozen=True, slots=True)
class LinkRecord(Recorded):
    """A link as it stands; recording it again confirms it."""

    link: Link
    added: Stamp

    @property
    def confirmed_on(self) -> date:
        """The day on which somebody last stood for this link."""
        return self.stamp.holds_from

    @property
    def confirmed_by(self) -> PersonId:
        """Who did."""
        return self.stamp.by


@dataclass(frozen=True, slots=True)
class Lineage(Recorded):
    """Afstamming: what became of elements, so that 'where did it go?' always has an answer."""

    op: Operation
    predecessors: tuple[Code, ...]
    successors: tuple[Code, ...]
    motive: str
    decision: Code | None

    @property
    def date(self) -> date:
        """The day from which it holds."""
        return self.stamp.holds_from


@dataclass(slots=True)
class _Kept:
    """What a network has worked out once: its open elements, its links in order and by either end."""

    open_elements: tuple[ElementRecord, ...] | None = None
    links: tuple[LinkRecord, ...] | None = None
    links_from: dict[Code, tuple[LinkRecord, ...]] | None = None
    links_to: dict[Code, tuple[LinkRecord, ...]] | None = None


@lru_cache(maxsize=16_384)
def _text_of(value: Element | Link) -> str:
    """What is said in a value, as canonical JSON; of a network that changed, nearly everything was said before."""
    return canonical_text(said(value))


@dataclass(frozen=True, slots=True)
class Network:
    """Doel-Inspanningen-Netwerk (DIN). Closed elements stay, without links; `open_elements` are the working network."""

    elements: Map[Code, ElementRecord] = field(default_factory=Map)
    links: Map[tuple[Code, Code], LinkRecord] = field(default_factory=Map)
    lineage: tuple[Lineage, ...] = ()
    unlinked: Map[tuple[Code, Code], Stamp] = field(default_factory=Map)
    """Who took a link away last, so that a comparison can tell."""
    order: tuple[tuple[Code, ...], ...] = ()
    """The order of drawing that somebody last chose, per column; empty as long as nobody did."""
    _kept: _Kept = field(default_factory=_Kept, init=False, repr=False, compare=False)

    def open_elements(self) -> tuple[ElementRecord, ...]:
        """The records of the working network, in code order."""
        if self._kept.open_elements is None:
            self._kept.open_elements = tuple(record for _, record in sorted(self.elements.items()) if record.is_open)
        return self._kept.open_elements

    def links_in_order(self) -> tuple[LinkRecord, ...]:
        """The records of all links, in code order of the sources and then of the targets."""
        if self._kept.links is None:
            self._kept.links = tuple(record for _, record in sorted(self.links.items()))
        return self._kept.links

    def _open(self, kind: type[Kind]) -> tuple[Kind, ...]:
        return tuple(record.element for record in self.open_elements() if isinstance(record.element, kind))

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The open goals, in code order."""
        return self._open(Goal)

    @property
    def results(self) -> tuple[Result, ...]:
        """The open results, in code order."""
        return self._open(Result)

    @property
    def efforts(self) -> tuple[Effort, ...]:
        """The open efforts, in code order."""
        return self._open(Effort)

    def result(self, code: Code) -> Result | None:
        """The result with this code, open or closed; None when there is none."""
        record = self.elements.get(code)
        return record.element if record and isinstance(record.element, Result) else None

    def is_open(self, code: Code) -> bool:
        """Whether an element with this code exists and is open."""
        record = self.elements.get(code)
        return record is not None and record.is_open

    def links_from(self, code: Code) -> tuple[LinkRecord, ...]:
        """What this element serves, in code order of the targets."""
        if self._kept.links_from is None:
            self._kept.links_from = self._links_by(0)
        return self._kept.links_from.get(code, ())

    def links_to(self, code: Code) -> tuple[LinkRecord, ...]:
        """What serves this element, in code order of the sources."""
        if self._kept.links_to is None:
            self._kept.links_to = self._links_by(1)
        return self._kept.links_to.get(code, ())

    def _links_by(self, end: int) -> dict[Code, tuple[LinkRecord, ...]]:
        found: dict[Code, list[LinkRecord]] = {}
        for record in self.links_in_order():
            found.setdefault((record.link.source, record.link.target)[end], []).append(record)
        return {code: tuple(records) for code, records in found.items()}

    def predecessors_of(self, code: Code) -> tuple[Code, ...]:
        """Where this element directly came from by a split or a merger."""
        return next((line.predecessors for line in self.lineage if code in line.successors and line.predecessors), ())

    def content_hash(self) -> str:
        """SHA-256 over the open elements and their links: the same picture has the same hash."""
        elements = ",".join(_text_of(record.element) for record in self.open_elements())
        links = ",".join(_text_of(record.link) for record in self.links_in_order())
        return digest(f'{{"elements":[{elements}],"links":[{links}]}}')

    def after(self, act: NetworkAct, stamp: Stamp) -> Network:
        """The network after this act."""
        match act:
            case AddGoal():
                return self._with_elements([act.goal], stamp)
            case AddResult():
                return self._with_elements([act.result], stamp)
            case AddEffort():
                return self._with_elements([act.effort], stamp)
            case ChangeElement():
                record = replace(self.elements[act.element.code], element=act.element, stamp=stamp)
                return replace(self, elements=self.elements.set(act.element.code, record))
            case LinkElements() | ChangeLink():
                return self._with_links([act.link], stamp)
            case UnlinkElements():
                ends = (act.source, act.target)
                return replace(self, links=self.links.delete(ends), unlinked=self.unlinked.set(ends, stamp))
            case SplitElement() | MergeElements() | RemoveElement():
                return self._after_lineage(_lineage(act, stamp), act)
            case RestoreElement():
                return self._restored(act, stamp)
            case ArrangeNetwork():
                return replace(self, order=act.order)

    def _with_elements(self, elements: Iterable[Element], stamp: Stamp) -> Network:
        changed = self.elements
        for element in elements:
            changed = changed.set(element.code, ElementRecord(stamp=stamp, element=element, added=stamp))
        return replace(self, elements=changed)

    def _with_links(self, links: Iterable[Link], stamp: Stamp) -> Network:
        changed = self.links
        for link in links:
            before = self.links.get((link.source, link.target))
            record = LinkRecord(stamp=stamp, link=link, added=before.added if before else stamp)
            changed = changed.set((link.source, link.target), record)
        return replace(self, links=changed)

    def _after_lineage(self, line: Lineage, act: SplitElement | MergeElements | RemoveElement) -> Network:
        closing = Closing(
            stamp=line.stamp, op=line.op, successors=line.successors, motive=line.motive, decision=line.decision
        )
        network = replace(self, lineage=(*self.lineage, line))._closing(line.predecessors, closing)
        match act:
            case SplitElement():
                return network._with_elements(act.successors, line.stamp)._with_links(act.links, line.stamp)
            case MergeElements():
                return network._with_elements([act.successor], line.stamp)._with_links(act.links, line.stamp)
            case RemoveElement():
                return network

    def _restored(self, act: RestoreElement, stamp: Stamp) -> Network:
        line = Lineage(
            stamp=stamp,
            op="restored",
            predecessors=(),
            successors=(act.code,),
            motive=act.motive,
            decision=act.decision,
        )
        record = replace(self.elements[act.code], closed=None, restored=stamp, stamp=stamp)
        opened = replace(self, elements=self.elements.set(act.code, record), lineage=(*self.lineage, line))
        return opened._with_links(act.links, stamp)

    def _closing(self, codes: tuple[Code, ...], closing: Closing) -> Network:
        ended = [(ends, record.link) for ends, record in sorted(self.links.items()) if not set(codes).isdisjoint(ends)]
        elements, links = self.elements, self.links
        for code in codes:
            own = tuple(link for ends, link in ended if code in ends)
            elements = elements.set(code, replace(elements[code], closed=replace(closing, links=own)))
        for ends, _ in ended:
            links = links.delete(ends)
        return replace(self, elements=elements, links=links)


def _lineage(act: SplitElement | MergeElements | RemoveElement, stamp: Stamp) -> Lineage:
    op: Operation
    before: tuple[Code, ...]
    after: tuple[Code, ...]
    match act:
        case SplitElement():
            op, before = "split", (act.predecessor,)
            after = tuple(element.code for element in act.successors)
        case MergeElements():
            op, before, after = "merged", act.predecessors, (act.successor.code,)
        case RemoveElement():
            op, before, after = "removed", (act.code,), ()
    return Lineage(stamp=stamp, op=op, predecessors=before, successors=after, motive=act.motive, decision=act.decision)
