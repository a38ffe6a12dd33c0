"""The text of a letter: of an offered one as it was offered, of a draft as the programme stands."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings

from roer.core.programme.records import LetterRecord
from roer.core.programme.state import Programme
from roer.core.writing.blocks import LetterBody
from roer.core.writing.letter import draft
from roer.core.writing.material import cut_off
from roer.data.releases.reader import ReleaseStore
from roer.office.ledger.history import programme as programme_at
from roer.office.letters.figures import figures_for
from roer.office.letters.keeping import LetterShelf


def body_of(letter: LetterRecord) -> LetterBody | None:
    """The text of a letter. None when it was offered and its text is not known here: then no other may stand for it."""
    if letter.offered is None or letter.body_hash is None:
        return draft_body(letter)
    if settings.ROER_LETTERS is not None:
        kept = LetterShelf(settings.ROER_LETTERS).find(letter.draft.code, letter.body_hash)
        if kept is not None:
            return kept
    # Offered where the texts are not kept (an import): the same facts give the same text.
    again = draft_body(letter)
    return again if again.hash == letter.body_hash else None


def draft_body(letter: LetterRecord) -> LetterBody:
    """The text that follows from the facts at the letter's cut-off."""
    programme = programme_for(letter)
    store = None if settings.ROER_RELEASES is None else ReleaseStore(settings.ROER_RELEASES)
    figures = () if store is None else figures_for(store, programme, letter)
    return draft(programme, letter, figures=figures)


def programme_for(letter: LetterRecord) -> Programme:
    """The programme as a letter may tell it: up to its cut-off and before it was offered, with its network versions."""
    past = programme_at(cut_off(letter), before=letter.offered.seq if letter.offered else None)
    versions = past.versions
    for number in (letter.draft.from_version, letter.draft.to_version):
        if number is not None and number not in versions:
            versions = versions.set(number, programme_at().versions[number])
    return replace(past, versions=versions)
