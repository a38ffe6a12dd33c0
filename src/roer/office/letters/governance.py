"""The annex about governing: every body that is in office on the date of the letter, and who sits in it (bijlage 1)."""

from __future__ import annotations

from typing import Any

from roer.core.programme.elements import Body, BodyKind
from roer.core.programme.governance import SeatRecord
from roer.core.programme.labels import label
from roer.core.programme.records import LetterRecord
from roer.core.programme.state import Programme
from roer.core.writing.facts import plain
from roer.office.people.register import names_of

Shown = dict[str, Any]


def governance_of(programme: Programme, letter: LetterRecord) -> list[Shown]:
    """The bodies in the order of their kind, each with its mandate, rhythm and seats."""
    on = letter.draft.letter_date
    bodies = [record.body for record in programme.bodies.values() if record.exists_on(on)]
    members = {body.code: programme.members_of(body.code, on=on) for body in bodies}
    names = names_of({record.seat.person for seats in members.values() for record in seats})
    kinds = list(BodyKind)
    ordered = sorted(bodies, key=lambda body: (kinds.index(body.kind), body.municipality or "", body.name))
    return [_shown(programme, body, members[body.code], dict(names)) for body in ordered]


def _shown(programme: Programme, body: Body, seats: tuple[SeatRecord, ...], names: dict[str, str]) -> Shown:
    return {
        "name": plain(body.name),
        "kind": label(body.kind),
        "mandate": plain(body.mandate),
        "rhythm": plain(body.rhythm),
        "seats": [
            {
                "name": plain(names[record.seat.person]),
                "role": label(record.seat.role),
                "town": _town(programme, record),
            }
            for record in sorted(seats, key=lambda record: (record.seat.municipality or "", record.seq))
        ],
    }


def _town(programme: Programme, record: SeatRecord) -> str:
    town = programme.municipalities.get(record.seat.municipality or "")
    return plain(town.name) if town else ""
