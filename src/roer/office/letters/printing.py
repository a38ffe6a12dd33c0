"""From a letter in the register to the file of one copy: for the page and for the command line alike."""

from __future__ import annotations

from roer.core.programme.decisions import LetterCopy
from roer.core.programme.elements import BodyKind
from roer.core.programme.records import LetterRecord
from roer.core.values.errors import RoerError
from roer.core.writing.facts import plain
from roer.office.letters.annexes import Annexes
from roer.office.letters.copies import head_of
from roer.office.letters.pdf import Cover, letter_pdf
from roer.office.letters.texts import body_of, programme_for


class TextUnknown(RoerError):
    """A letter was offered, but the text that was offered is not kept here and does not follow from the facts."""

    def __init__(self, letter: LetterRecord) -> None:
        super().__init__(
            f"De tekst van brief {letter.draft.code}, zoals die is aangeboden, staat niet in deze werkmap. "
            "Zet de map var/letters terug uit de reservekopie."
        )


def copy_as_pdf(letter: LetterRecord, copy: LetterCopy) -> bytes:
    """The PDF of one copy. Raises TextUnknown."""
    body = body_of(letter)
    if body is None:
        raise TextUnknown(letter)
    programme = programme_for(letter)
    senders = programme.bodies_of(BodyKind.STEERING_GROUP, on=letter.draft.letter_date)
    cover = Cover(
        programme=plain(programme.charter.name) if programme.charter else "",
        sender=plain(senders[0].name) if senders else "",
        letter_date=letter.draft.letter_date,
        code=letter.draft.code,
        is_draft=letter.offered is None,
    )
    return letter_pdf(body, head_of(programme, letter, copy), cover, Annexes.of(programme, letter))
