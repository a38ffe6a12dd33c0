"""Where an element came from and where it went: who decided, why, at what cost, and what its approvals are worth.

Everything on one page (programme.md 6, scenario 4), from the state alone: closed elements keep how they ended, and
bookings stay with the element on which they were booked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from roer.core.programme.elements import Code, Effort, Link, Result
from roer.core.programme.gate_states import Evidence
from roer.core.programme.gates import gates_of
from roer.core.programme.governance import DecisionRecord
from roer.core.programme.labels import OPERATIONS, TYPES
from roer.core.programme.means import BookingKind
from roer.core.programme.network_state import ElementRecord, Lineage, Network
from roer.core.programme.privacy import PrivacyFile
from roer.core.programme.spending import BookingRecord, booked
from roer.core.programme.state import Programme
from roer.core.values.dutch import day, listing


@dataclass(frozen=True, slots=True)
class Turn:
    """Wending: a split, merger, removal or restoration, and the decision behind it where one was asked."""

    line: Lineage
    decision: DecisionRecord | None


@dataclass(frozen=True, slots=True)
class Cost:
    """Kosten: the posts on one element, and the other results that it served besides, for which they were made too."""

    record: ElementRecord
    posts: tuple[BookingRecord, ...]
    shared_with: tuple[Code, ...] = ()

    def cents(self, kind: BookingKind) -> int:
        """What was booked of this kind, in cents."""
        return booked(self.posts, kind)

    @property
    def budgeted(self) -> int:
        """Begroot, in cents."""
        return self.cents(BookingKind.BUDGETED)

    @property
    def realised(self) -> int:
        """Gerealiseerd, in cents."""
        return self.cents(BookingKind.REALISED)


@dataclass(frozen=True, slots=True)
class Heir:
    """Opvolger: an open element that came of another, and how many of the four gates it opened itself."""

    record: ElementRecord
    open_gates: int | None


@dataclass(frozen=True, slots=True)
class Ancestry:
    """Afstamming of an element. `own` are the costs of it and of what it came from, `work` those of efforts beside it.

    Posts of `work` are made for other results as well; they are never added to those of `own`.
    """

    record: ElementRecord
    origins: tuple[Turn, ...]
    fate: tuple[Turn, ...]
    heirs: tuple[Heir, ...]
    until: date
    own: tuple[Cost, ...]
    work: tuple[Cost, ...]
    approvals: tuple[Evidence, ...]
    versions: tuple[int, ...]

    @property
    def realised(self) -> int:
        """What the element and its predecessors had cost until they ended, in cents: every post once."""
        return sum(cost.realised for cost in self.own)

    @property
    def budgeted(self) -> int:
        """What was budgeted for them, in cents."""
        return sum(cost.budgeted for cost in self.own)

    @property
    def answer(self) -> str:
        """Where it went, in one sentence: 'Resultaat R03 ‘…’ is op 8 oktober 2020 gesplitst in R21 ‘…’ en R22 ‘…’.'"""
        element, closed = self.record.element, self.record.closed
        named = f"{TYPES[element.type].capitalize()} {element.code} ‘{element.title}’"
        if closed is None:
            since = self.record.restored or self.record.added
            how = "is hersteld" if self.record.restored else "staat in het netwerk"
            return f"{named} {how} sinds {day(since.holds_from)}."
        into = f" {'in' if closed.op == 'split' else 'tot'} {listing(closed.successors)}" if closed.successors else ""
        return f"{named} is op {day(closed.date)} {OPERATIONS[closed.op]}{into}."


def ancestry_of(programme: Programme, code: Code, *, on: date) -> Ancestry | None:
    """Everything about where an element came from and went; None when there is no element with this code."""
    network = programme.network
    record = network.elements.get(code)
    if record is None:
        return None
    forebears, offspring = _backward(network, code), _forward(network, code)
    until = record.closed.date if record.closed else on
    heirs = [network.elements[other] for other in sorted(offspring) if network.is_open(other)]
    return Ancestry(
        record=record,
        origins=tuple(_origins(programme, {code} | forebears)),
        fate=tuple(_fate(programme, {code} | offspring)),
        heirs=tuple(Heir(heir, _open_gates(programme, heir, on)) for heir in heirs),
        until=until,
        own=tuple(_cost(programme, other, until) for other in (*sorted(forebears), code)),
        work=tuple(_work(programme, record, until)),
        approvals=tuple(_approvals(programme, code)),
        versions=tuple(n for n, version in sorted(programme.versions.items()) if version.network.is_open(code)),
    )


def _forward(network: Network, code: Code) -> set[Code]:
    """Everything that came of an element by a split or a merger that still holds."""
    found: set[Code] = set()
    waiting = [code]
    while waiting:
        closed = network.elements[waiting.pop()].closed
        fresh = set(closed.successors) - found if closed else set()
        found |= fresh
        waiting += fresh
    return found


def _backward(network: Network, code: Code) -> set[Code]:
    """Everything that an element came from."""
    found: set[Code] = set()
    waiting = [code]
    while waiting:
        fresh = set(network.predecessors_of(waiting.pop())) - found
        found |= fresh
        waiting += fresh
    return found


def _origins(programme: Programme, family: set[Code]) -> Iterator[Turn]:
    """The splits and mergers from which these elements came, in order."""
    for line in programme.network.lineage:
        if line.predecessors and family & set(line.successors):
            yield _turn(programme, line)


def _fate(programme: Programme, family: set[Code]) -> Iterator[Turn]:
    """What became of these elements, in order."""
    for line in programme.network.lineage:
        if family & set(line.successors if line.op == "restored" else line.predecessors):
            yield _turn(programme, line)


def _turn(programme: Programme, line: Lineage) -> Turn:
    return Turn(line, programme.decisions.get(line.decision) if line.decision else None)


def _cost(programme: Programme, code: Code, until: date, shared_with: tuple[Code, ...] = ()) -> Cost:
    posts = (record for _, record in sorted(programme.bookings.items()) if record.booking.element == code)
    kept = tuple(record for record in posts if record.booking.booked_on <= until)
    return Cost(programme.network.elements[code], kept, shared_with)


def _work(programme: Programme, record: ElementRecord, until: date) -> Iterator[Cost]:
    """The efforts that served a result, as long as it was open."""
    if not isinstance(record.element, Result):
        return
    code = record.element.code
    links = record.closed.links if record.closed else _links_of(programme.network, code)
    for effort in sorted({link.source for link in links if link.target == code}):
        if isinstance(programme.network.elements[effort].element, Effort):
            others = {link.target for link in _links_of(programme.network, effort)} - {code}
            yield _cost(programme, effort, until, tuple(sorted(others)))


def _links_of(network: Network, code: Code) -> Iterable[Link]:
    """The links of an element; those that it had until the end when it is closed."""
    closed = network.elements[code].closed
    if closed is not None:
        return closed.links
    return [record.link for record in (*network.links_from(code), *network.links_to(code))]


def _open_gates(programme: Programme, record: ElementRecord, on: date) -> int | None:
    if not isinstance(record.element, Result):
        return None
    return sum(state.passes for state in gates_of(programme, record.element.code, on=on))


def _approvals(programme: Programme, code: Code) -> Iterator[Evidence]:
    """What was approved of a result, whatever it is worth now."""
    for version in programme.smart.get(code, ()):
        if version.agreed is not None:
            yield Evidence(
                f"Akkoord van de klant met de SMART-omschrijving, {day(version.agreed.on)}", version.agreed.seq
            )
    file = programme.privacy.get(code, PrivacyFile())
    for town, adoption in sorted(file.dpia.adoptions.items()) if file.dpia else ():
        name = programme.municipalities[town].name
        yield Evidence(f"DPIA vastgesteld door het college van {name}, {day(adoption.since)}", adoption.seq)
    for architecture in programme.architectures.get(code, ()):
        if architecture.adopted is not None:
            on = day(architecture.adopted.since)
            yield Evidence(f"Doelarchitectuur vastgesteld, {on}", architecture.adopted.seq)
