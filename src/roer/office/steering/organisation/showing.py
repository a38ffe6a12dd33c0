"""The register in the shape in which its pages show it, with the names of persons, which the core does not know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from roer.core.network.governance_chart import LANES
from roer.core.programme.elements import PersonId, SeatRole
from roer.core.programme.governance import SeatRecord
from roer.core.programme.register import WHAT, BodyEntry, GovernanceLevel, Register, RegisterChange, changes_between
from roer.core.programme.state import Programme
from roer.office.people.register import names_of
from roer.office.steering.people_named import names_in

PUBLIC = frozenset({SeatRole.ALDERMAN, SeatRole.MAYOR, SeatRole.COUNCILLOR, SeatRole.CLERK, SeatRole.DIRECTOR})
"""Functions that somebody holds in public; only of these is told over the years who held them."""


@dataclass(frozen=True, slots=True)
class LevelShown:
    """A level with its bodies, under the name that the chart gives it."""

    title: str
    code: str
    entries: tuple[BodyEntry, ...]


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """A change of the register in words."""

    change: RegisterChange
    what: str
    subject: str
    body: str
    detail: str


def levels_of(register: Register) -> list[LevelShown]:
    """The levels that have bodies, from who checks to who stands around."""
    shown = (LevelShown(LANES[level], level.value, register.at(level)) for level in GovernanceLevel)
    return [level for level in shown if level.entries]


def changes_shown(programme: Programme, changes: Iterable[RegisterChange]) -> list[ChangeShown]:
    """The changes with the names of bodies, interfaces, questions and persons."""
    names = names_in(programme)
    return [_shown(programme, change, names) for change in changes]


def changes_since(programme: Programme, register: Register, first: date) -> list[ChangeShown]:
    """What changed after the day `first` up to the day of the register."""
    return changes_shown(programme, changes_between(programme, first, register.on))


def _shown(programme: Programme, change: RegisterChange, names: Mapping[str, str]) -> ChangeShown:
    organisation, code = programme.organisation, change.subject
    if code in programme.bodies:
        who = [names.get(person, person) for person in (change.person, change.other) if person]
        detail = " → ".join(who)
        return ChangeShown(change, WHAT[change.what], programme.bodies[code].body_on(change.on).name, code, detail)
    if code in organisation.interfaces:
        said = organisation.interfaces[code].interface
        return ChangeShown(change, WHAT[change.what], f"{code} {said.title}", said.body, "")
    return ChangeShown(change, WHAT[change.what], f"{code} {organisation.questions[code].question.text}", "", "")


def seats_over_time(programme: Programme, records: Iterable[SeatRecord]) -> list[SeatRecord]:
    """Seats with the latest first."""
    return sorted(records, key=lambda record: (record.seat.start, record.seq), reverse=True)


def public_name(programme: Programme, person: PersonId) -> str | None:
    """The name of somebody who holds or held a public function here; None for anybody else."""
    seats = [record.seat for record in programme.seats if record.seat.person == person]
    substituted = {
        (record.substitution.body, record.substitution.person)
        for record in programme.organisation.substitutions
        if record.substitution.substitute == person
    }
    seats += [record.seat for record in programme.seats if (record.seat.body, record.seat.person) in substituted]
    return names_of([person])[person] if any(seat.role in PUBLIC for seat in seats) else None
