"""Writing the council letter: from what changed, what was decided, how the roadmap stands and what was released.

The text is a pure function of the programme and of released figures; the same material gives the same text and hash.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from roer.core.programme.elements import BodyKind
from roer.core.programme.records import LetterRecord
from roer.core.programme.state import Programme
from roer.core.writing.blocks import Block, LetterBody, Section, paragraph
from roer.core.writing.changes import network_section
from roer.core.writing.facts import Run, Source, charter_source, day, entry_source, name
from roer.core.writing.governing import budget_section, decisions_section, governance_section
from roer.core.writing.material import Material
from roer.core.writing.released import ReleasedFigure, figures_section
from roer.core.writing.roadmap import roadmap_section


def draft(programme: Programme, letter: LetterRecord, *, figures: Iterable[ReleasedFigure] = ()) -> LetterBody:
    """The text of a letter that is in the programme's register, without the header of any one council.

    `programme` is as it was at the `cut_off` of the letter and knows the network versions that the letter compares.
    """
    material = Material(programme, letter, tuple(figures))
    sections = (
        governance_section(material),
        network_section(material),
        decisions_section(material),
        roadmap_section(material),
        figures_section(material.figures),
        budget_section(material),
        _closing(material),
    )
    return LetterBody(
        title=name(letter.draft.title, _own(letter)),
        opening=tuple(_opening(material)),
        sections=tuple(section for section in sections if section is not None),
    )


def _own(letter: LetterRecord) -> Source:
    return entry_source(letter.stamp, f"brief {letter.draft.code} in concept", about=letter.draft.code)


def _opening(material: Material) -> Iterator[Block]:
    yield paragraph("Geachte raadsleden,")
    since: tuple[Run, ...] = ()
    previous = material.previous
    if previous is not None:
        since = (" sinds de vorige brief, van ", day(previous.draft.letter_date, _own(previous)))
    yield paragraph(
        "Namens ", *material.steering_group(), " informeren wij u over de voortgang van ",
        *_named(material), *since, ". U leest hoe het netwerk van doelen, resultaten en inspanningen eruitziet, "
        "wat er is besloten, hoe de roadmap ervoor staat en welke cijfers er zijn.",
    )  # fmt: skip
    yield paragraph(
        "Elk getal in deze brief komt uit de administratie van het programma op ",
        day(material.act.letter_date, _own(material.letter)),
        ", of uit een vrijgegeven monitor. De cijfers tussen haken verwijzen naar de lijst achterin. "
        "Daar staat waar elk getal vandaan komt.",
    )


def _named(material: Material) -> tuple[Run, ...]:
    charter = material.programme.charter
    if charter is None:
        return ("het programma",)
    article = "het " if charter.name.lower().startswith("programma") else "het programma "
    return (article, name(charter.name, charter_source()))


def _closing(material: Material) -> Section:
    boards = material.programme.bodies_of(BodyKind.SOUNDING_BOARD, on=material.act.letter_date)
    first: tuple[Run, ...] = ("eerst een lid van ", *material.the(boards[0].code), " uit uw raad") if boards else ()
    then = ", en daarna de portefeuillehouder van uw gemeente." if boards else "de portefeuillehouder van uw gemeente."
    return Section(
        code="closing",
        heading="Tot slot",
        blocks=(
            paragraph("Heeft u vragen over deze brief? Benader ", *first, then),
            paragraph("Met vriendelijke groet, namens ", *material.steering_group()),
        ),
    )
