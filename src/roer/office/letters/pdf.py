"""The PDF of a letter: tagged for screen readers (PDF/UA-1), made from data in a folder of its own.

Nothing is fetched: typst sees only that folder, our template and our fonts, and everything that people wrote comes
in as data, never as part of the template.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _

from roer.core.writing.blocks import LetterBody
from roer.office.letters.annexes import Annexes
from roer.office.letters.copies import Head
from roer.office.letters.glyphs import FONTS, showable
from roer.office.letters.presenting import presented

TEMPLATE = Path(__file__).parent / "typst" / "letter.typ"


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on the letter beside text and header: whose it is, its date, and whether it is a draft."""

    programme: str
    sender: str
    letter_date: date
    code: str
    is_draft: bool


def letter_pdf(body: LetterBody, head: Head, cover: Cover, annexes: Annexes) -> bytes:
    """One copy of a letter as a PDF. The same input gives the same bytes."""
    data = {
        **presented(body),
        "head": asdict(head),
        "cover": {**asdict(cover), "letter_date": cover.letter_date.isoformat()},
        "fingerprint": body.hash[:12],
        "governance": list(annexes.governance),
        "sheets": len(annexes.sheets),
        "charts": len(annexes.chart),
        "described": annexes.described,
        "network": list(annexes.network),
        "words": _words(),
    }
    with tempfile.TemporaryDirectory(prefix="roer-letter-") as place:
        folder = Path(place)
        (folder / "letter.typ").write_bytes(TEMPLATE.read_bytes())
        (folder / "letter.json").write_text(json.dumps(_shown(data), ensure_ascii=False), encoding="utf-8")
        for name, sheets in (("sheet", annexes.sheets), ("chart", annexes.chart)):
            for number, sheet in enumerate(sheets, start=1):
                (folder / f"{name}-{number}.svg").write_text(showable(sheet), encoding="utf-8")
        return _compiled(folder, cover.letter_date)


def _compiled(folder: Path, on: date) -> bytes:
    empty = folder / "no-packages"
    compiler = typst.Compiler(
        input=str(folder / "letter.typ"), root=str(folder), font_paths=_fonts(), ignore_system_fonts=True,
        package_path=str(empty), package_cache_path=str(empty),
    )  # fmt: skip
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=datetime.combine(on, time(12), UTC))
    assert isinstance(made, bytes), "one document gives one file"
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])


def _shown(value: Any) -> Any:
    """The same value with only characters that the typeface can show."""
    match value:
        case str():
            return showable(value)
        case dict():
            return {key: _shown(item) for key, item in value.items()}
        case list() | tuple():
            return [_shown(item) for item in value]
        case _:
            return value


def _words() -> dict[str, str]:
    """The fixed words on paper, in the language of the reader."""
    return {
        "municipality": _("Gemeente"),
        "kind": _("Raadsinformatiebrief"),
        "draft": _("Concept"),
        "sources": _("Waar komt dit vandaan?"),
        "sources_lead": _("De cijfers tussen haken verwijzen naar deze lijst."),
        "annex": _("Bijlage"),
        "annexes": _("Bijlagen"),
        "governance": _("Besturing van het programma"),
        "chart": _("Schema van de besturing. Hetzelfde staat hiervoor in woorden."),
        "network": _("Het Doel-Inspanningen-Netwerk"),
        "in_words": _("Het netwerk als tabel"),
        "result": _("Resultaat"),
        "goals": _("Draagt bij aan"),
        "efforts": _("Inspanningen"),
        "standing": _("Roadmap"),
        "sheet": _("blad"),
        "of": _("van"),
        "page": _("pagina"),
        "seat_name": _("Naam"),
        "seat_role": _("Rol"),
        "seat_town": _("Gemeente"),
        "rhythm": _("Komt bijeen"),
        "fingerprint": _("kenmerk van de tekst"),
    }
