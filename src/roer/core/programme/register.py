"""The governance register (besturingsregister): what holds of the governance on a day, and what changed between two.

One function answers for the page, the chart and the annex of a letter, so that they cannot tell different things.
Of a day is told what is known of it now: a seat that was entered late counts from its start.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from roer.core.programme.elements import Body, BodyCode, BodyKind, Code, PersonId
from roer.core.programme.entries import Stamp
from roer.core.programme.governance import BodyRecord, SeatRecord
from roer.core.programme.organisation import GovernanceQuestion, Interface, QuestionStatus
from roer.core.programme.organisation_state import InterfaceRecord, QuestionRecord, QuestionStep
from roer.core.programme.state import Programme


class GovernanceLevel(StrEnum):
    """What part a body has in the governance; the order is that of the chart, from top to bottom."""

    CONTROLLING = "controlling"
    STEERING = "steering"
    ADVISING = "advising"
    EXECUTING = "executing"
    AROUND = "around"


LEVELS: Mapping[BodyKind, GovernanceLevel] = {
    BodyKind.COUNCIL: GovernanceLevel.CONTROLLING,
    BodyKind.CLERKS: GovernanceLevel.CONTROLLING,
    BodyKind.AUDITOR: GovernanceLevel.CONTROLLING,
    BodyKind.EXECUTIVE: GovernanceLevel.STEERING,
    BodyKind.MAYOR: GovernanceLevel.STEERING,
    BodyKind.STEERING_GROUP: GovernanceLevel.STEERING,
    BodyKind.JOINT_ORGANISATION: GovernanceLevel.STEERING,
    BodyKind.SOUNDING_BOARD: GovernanceLevel.ADVISING,
    BodyKind.DATA_PROTECTION_OFFICER: GovernanceLevel.ADVISING,
    BodyKind.PROGRAMME_TEAM: GovernanceLevel.EXECUTING,
    BodyKind.DATA_TEAM: GovernanceLevel.EXECUTING,
    BodyKind.ARCHITECTURE_BOARD: GovernanceLevel.EXECUTING,
    BodyKind.LINE: GovernanceLevel.AROUND,
    BodyKind.PARTNER: GovernanceLevel.AROUND,
}
"""Kind of body → its level: who checks, steers, advises, does the work, and who stands around the programme."""

_KINDS = tuple(LEVELS)


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as it stood on a day: whose turn it is (a body or a person), and for how many days it was open."""

    record: QuestionRecord
    step: QuestionStep
    turn: BodyCode | PersonId
    open_days: int
    status: QuestionStatus

    @property
    def question(self) -> GovernanceQuestion:
        """What is asked."""
        return self.record.question

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.status is not QuestionStatus.SETTLED


@dataclass(frozen=True, slots=True)
class BodyEntry:
    """A body as it was on a day: who sat in it, which interfaces it had, and what was asked about it."""

    record: BodyRecord
    body: Body
    level: GovernanceLevel
    seats: tuple[SeatRecord, ...]
    interfaces: tuple[InterfaceRecord, ...]
    questions: tuple[AskedQuestion, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """Besturingsregister on a day: bodies in office by level, those that lapsed, interfaces and questions."""

    on: date
    bodies: tuple[BodyEntry, ...]
    retired: tuple[BodyEntry, ...]
    interfaces: tuple[InterfaceRecord, ...]
    questions: tuple[AskedQuestion, ...]

    def at(self, level: GovernanceLevel) -> tuple[BodyEntry, ...]:
        """The bodies of a level, in the order of their kinds."""
        return tuple(entry for entry in self.bodies if entry.level is level)

    @property
    def outside(self) -> tuple[str, ...]:
        """The programmes and projects outside this one with which there is an interface."""
        return tuple(dict.fromkeys(item.interface.outside for item in self.interfaces if item.interface.outside))


def register_on(programme: Programme, on: date) -> Register:
    """The governance on a day, from what is known of that day."""
    known = [record for _, record in sorted(programme.bodies.items()) if record.established.holds_from <= on]
    interfaces = tuple(_interfaces(programme, on))
    asked = tuple(
        found
        for _, record in sorted(programme.organisation.questions.items())
        if (found := asked_on(programme, record, on))
    )
    entries = sorted((_entry(programme, record, interfaces, asked, on) for record in known), key=_place)
    return Register(
        on=on,
        bodies=tuple(entry for entry in entries if entry.record.exists_on(on)),
        retired=tuple(entry for entry in entries if not entry.record.exists_on(on)),
        interfaces=interfaces,
        questions=asked,
    )


def asked_on(programme: Programme, record: QuestionRecord, on: date) -> AskedQuestion | None:
    """A question as it stood on a day; None when it was not raised yet. Without an owner the team is to move."""
    step = record.step_on(on)
    if step is None:
        return None
    status = step.status
    if _lapsed(programme, step, on):
        status = QuestionStatus.ASSIGNED if step.owner else QuestionStatus.RAISED
    until = step.since if status is QuestionStatus.SETTLED else on
    turn = step.owner or next((body.code for body in programme.bodies_of(BodyKind.PROGRAMME_TEAM, on=on)), "")
    return AskedQuestion(record, step, turn, (until - record.raised.since).days, status)


def is_settled(programme: Programme, record: QuestionRecord) -> bool:
    """Whether a question is answered now; not when the decision that answered it was withdrawn."""
    step = record.steps[-1]
    return step.status is QuestionStatus.SETTLED and _withdrawal(programme, step) is None


def _lapsed(programme: Programme, step: QuestionStep, on: date) -> bool:
    withdrawn = _withdrawal(programme, step)
    return withdrawn is not None and withdrawn.holds_from <= on


def _withdrawal(programme: Programme, step: QuestionStep) -> Stamp | None:
    decision = programme.decisions.get(step.decision) if step.decision else None
    return decision.withdrawn if decision else None


def _interfaces(programme: Programme, on: date) -> Iterator[InterfaceRecord]:
    """The interfaces of a day whose own body is in office, and at least one of the others."""
    bodies = programme.bodies
    for _, record in sorted(programme.organisation.interfaces.items()):
        said = record.interface
        there = said.outside or any(bodies[code].exists_on(on) for code in said.bodies)
        if record.holds_on(on) and bodies[said.body].exists_on(on) and there:
            yield record


def _entry(
    programme: Programme,
    record: BodyRecord,
    interfaces: Iterable[InterfaceRecord],
    asked: Iterable[AskedQuestion],
    on: date,
) -> BodyEntry:
    code = record.body.code
    seats = programme.members_of(code, on=on) if record.exists_on(on) else ()
    return BodyEntry(
        record=record,
        body=record.body_on(on),
        level=LEVELS[record.body.kind],
        seats=tuple(sorted(seats, key=lambda seat: (seat.seat.municipality or "", seat.seq))),
        interfaces=tuple(item for item in interfaces if concerns(item.interface, code)),
        questions=tuple(item for item in asked if code in item.question.bodies),
    )


def concerns(interface: Interface, code: BodyCode) -> bool:
    """Whether a body is a side of an interface."""
    return code == interface.body or code in interface.bodies


def _place(entry: BodyEntry) -> tuple[int, int, str, str]:
    levels = list(GovernanceLevel)
    return levels.index(entry.level), _KINDS.index(entry.body.kind), entry.body.municipality or "", entry.body.code


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """Wijziging in the register: on which day something began, ended or changed, and in which entry that stands.

    `what` is one of the words of WHAT, `subject` a code, `person` whose seat it is, `other` the substitute.
    """

    on: date
    what: str
    subject: BodyCode | Code
    stamp: Stamp
    person: PersonId = ""
    other: PersonId = ""


WHAT: Mapping[str, str] = {
    "established": "ingesteld",
    "changed": "gewijzigd",
    "retired": "vervallen",
    "seated": "zetel begonnen",
    "left": "zetel geëindigd",
    "replaced": "vervanging begonnen",
    "returned": "vervanging geëindigd",
    "interface": "raakvlak begonnen",
    "interface_ended": "raakvlak geëindigd",
    "raised": "vraag gesteld",
    "assigned": "vraag toegewezen",
    "settled": "vraag beantwoord",
}
"""What can happen in the register, in Dutch."""


def changes_between(programme: Programme, first: date, last: date) -> tuple[RegisterChange, ...]:
    """What became different in the register after the day `first` up to and with the day `last`, in order of time."""
    found = (change for change in _changes(programme) if first < change.on <= last)
    return tuple(sorted(found, key=lambda change: (change.on, change.stamp.seq)))


def _changes(programme: Programme) -> Iterator[RegisterChange]:
    for code, record in sorted(programme.bodies.items()):
        for index, version in enumerate(record.versions):
            yield RegisterChange(version.since, "changed" if index else "established", code, version.stamp)
        if record.retired is not None:
            yield RegisterChange(record.retired.date, "retired", code, record.retired.stamp)
    for seat in programme.seats:
        yield from _period(seat.stamp, seat.seat.body, seat.seat.person, (seat.seat.start, seat.seat.end))
    for item in programme.organisation.substitutions:
        said = item.substitution
        yield from _period(item.stamp, said.body, said.person, (said.start, said.end), said.substitute)
    yield from _consultation(programme)


def _period(
    stamp: Stamp, body: BodyCode, person: PersonId, days: tuple[date, date | None], other: PersonId = ""
) -> Iterator[RegisterChange]:
    start, end = days
    yield RegisterChange(start, "replaced" if other else "seated", body, stamp, person, other)
    if end is not None:
        yield RegisterChange(end, "returned" if other else "left", body, stamp, person, other)


def _consultation(programme: Programme) -> Iterator[RegisterChange]:
    for code, interface in sorted(programme.organisation.interfaces.items()):
        yield RegisterChange(interface.since, "interface", code, interface.stamp)
        if interface.ended is not None:
            yield RegisterChange(interface.ended.holds_from, "interface_ended", code, interface.ended)
    for code, asked in sorted(programme.organisation.questions.items()):
        for step in asked.steps:
            yield RegisterChange(step.since, step.status.value, code, step.stamp)
