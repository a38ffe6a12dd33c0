"""The copies of a letter: one text, and a header per council (raadsbrief, kop). Names come from `people`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from roer.core.programme.decisions import LetterCopy
from roer.core.programme.elements import MunicipalityCode, PersonId
from roer.core.programme.records import LetterRecord
from roer.core.programme.state import Programme
from roer.core.values.dutch import day
from roer.core.writing.facts import plain
from roer.office.people.register import names_of


@dataclass(frozen=True, slots=True)
class Head:
    """Kop of a copy: to which council, and the lines under it as label and text."""

    municipality: MunicipalityCode
    town: str
    lines: tuple[tuple[str, str], ...]


def copy_for(letter: LetterRecord, municipality: MunicipalityCode | None) -> LetterCopy | None:
    """The copy for a council; the first one when none is named; None when the letter has no copy for it."""
    if municipality is None:
        return letter.draft.copies[0]
    return next((copy for copy in letter.draft.copies if copy.municipality == municipality), None)


def head_of(programme: Programme, letter: LetterRecord, copy: LetterCopy) -> Head:
    """The header of one copy."""
    town = plain(programme.municipalities[copy.municipality].name)
    names = names_of([copy.portfolio_holder, copy.handling_officer])
    lines = (
        (_("aan"), _("de raad van de gemeente %(town)s") % {"town": town}),
        (_("datum"), day(letter.draft.letter_date)),
        (_("zaaknummer"), plain(copy.case_number) or _("volgt")),
        (_("datum collegevergadering"), day(copy.executive_date)),
        (_("portefeuillehouder"), _name(names, copy.portfolio_holder)),
        (_("behandelend ambtenaar"), _name(names, copy.handling_officer)),
        (_("embargo"), embargo_text(copy)),
    )
    return Head(copy.municipality, town, lines)


def embargo_text(copy: LetterCopy) -> str:
    """'tot 26 januari 2021, 18.00 uur', or 'geen'."""
    if copy.embargo_until is None:
        return _("geen")
    moment = datetime.fromisoformat(copy.embargo_until)
    return _("tot %(day)s, %(time)s uur") % {"day": day(moment), "time": f"{moment:%H.%M}"}


def _name(names: Mapping[PersonId, str], person: PersonId) -> str:
    return plain(names[person])
