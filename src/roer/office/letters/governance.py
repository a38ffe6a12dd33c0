"""The annex about governing (bijlage 1): the register of the date of the letter, in words and as the chart of it."""

from __future__ import annotations

from typing import Any

from roer.core.network.drawing import Picture
from roer.core.network.governance_drawing import caption_of, governance_picture, governance_sheets
from roer.core.network.sheets import TooLargeForPaper
from roer.core.programme.governance import SeatRecord
from roer.core.programme.labels import label
from roer.core.programme.records import LetterRecord
from roer.core.programme.register import BodyEntry, register_on
from roer.core.programme.state import Programme
from roer.core.writing.facts import plain
from roer.office.people.register import names_of

Shown = dict[str, Any]


def governance_of(programme: Programme, letter: LetterRecord) -> list[Shown]:
    """The bodies in the order of the register, each with its mandate, rhythm and who sits there."""
    register = register_on(programme, letter.draft.letter_date)
    names = names_of({record.seat.person for entry in register.bodies for record in entry.seats})
    return [_shown(programme, entry, dict(names)) for entry in register.bodies]


def governance_chart(programme: Programme, letter: LetterRecord) -> Picture:
    """The chart of the date of the letter; nothing in it leads anywhere."""
    register = register_on(programme, letter.draft.letter_date)
    return governance_picture(register, caption_of(programme, register), lambda _code: "")


def chart_sheets(programme: Programme, letter: LetterRecord) -> tuple[str, ...]:
    """The same on A3; none where it would be too small to read, for the annex tells it in words too."""
    register = register_on(programme, letter.draft.letter_date)
    try:
        return governance_sheets(register, caption_of(programme, register))
    except TooLargeForPaper:
        return ()


def _shown(programme: Programme, entry: BodyEntry, names: dict[str, str]) -> Shown:
    return {
        "name": plain(entry.body.name),
        "kind": label(entry.body.kind),
        "mandate": plain(entry.body.mandate),
        "rhythm": plain(entry.body.rhythm),
        "seats": [
            {
                "name": plain(names[record.seat.person]),
                "role": label(record.seat.role),
                "town": _town(programme, record),
            }
            for record in entry.seats
        ],
    }


def _town(programme: Programme, record: SeatRecord) -> str:
    town = programme.municipalities.get(record.seat.municipality or "")
    return plain(town.name) if town else ""
