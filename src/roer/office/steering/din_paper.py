"""The network as a file to print or to paste: a PNG, or a tagged PDF with each sheet a page, told in words too.

Both are made with the typeface that comes along, so that the same picture gives the same bytes on any machine.
"""

from __future__ import annotations

import json
import math
import tempfile
from functools import cache
from pathlib import Path

import font_source_sans_pro
import typst
import vl_convert
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roer.core.network.drawing import Picture
from roer.core.network.fitting import A3, A4, Paper
from roer.core.values.errors import RoerError

TEMPLATE = """#let told = json("told.json")
#set document(title: told.title, date: none)
#set text(lang: "nl")
#set page(width: told.wide * 1mm, height: told.high * 1mm, margin: 0mm)
#for number in range(told.sheets) {
  image("sheet-" + str(number) + ".svg", width: 100%, height: 100%, alt: told.described)
}
"""
PAPERS = {paper.name.lower(): paper for paper in (A3, A4)}
"""The formats by the name that an address and a command call them."""
DESCRIBED = gettext_lazy("Het netwerk als plaatje. Hetzelfde staat als lijst op de pagina van het netwerk.")
SHARPEST = 3.0
"""How many pixels of a PNG stand for one of the picture: enough to print a picture of A4 width at 300 to the inch."""
MOST_PIXELS = 24_000_000
"""How large a PNG may become: about a hundred megabytes while it is being made."""


class TooLargeForImage(RoerError):
    """The picture has more pixels than an image may have, even when nothing is enlarged."""

    def __init__(self) -> None:
        super().__init__(
            _("Deze DIN is te groot voor een PNG. Kies SVG, dat op elke grootte scherp is, of PDF om af te drukken.")
        )


def network_png(picture: Picture) -> bytes:
    """The picture as an image, as sharp as its size allows. Raises TooLargeForImage."""
    scale = min(SHARPEST, math.sqrt(MOST_PIXELS / (picture.width * picture.height)))
    if scale < 1:
        raise TooLargeForImage
    _register_fonts()
    return vl_convert.svg_to_png(picture.on_white(), scale=scale)


def network_pdf(sheets: tuple[str, ...], *, title: str, described: object, paper: Paper = A3) -> bytes:
    """The sheets as the pages of one PDF. The same sheets give the same bytes; nothing is fetched from elsewhere."""
    with tempfile.TemporaryDirectory(prefix="roer-din-") as name:
        folder = Path(name)
        size = {"wide": paper.wide, "high": paper.high}
        told = {"title": title, "described": str(described), "sheets": len(sheets), **size}
        (folder / "din.typ").write_text(TEMPLATE, encoding="utf-8")
        (folder / "told.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        for number, sheet in enumerate(sheets):
            (folder / f"sheet-{number}.svg").write_text(sheet, encoding="utf-8")
        empty = folder / "no-packages"
        compiler = typst.Compiler(
            input=str(folder / "din.typ"), root=str(folder), font_paths=_fonts(), ignore_system_fonts=True,
            package_path=str(empty), package_cache_path=str(empty),
        )  # fmt: skip
        made = compiler.compile(format="pdf")
    assert isinstance(made, bytes), "one document gives one file"
    return made


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(font_source_sans_pro.font_directory)


@cache
def _fonts() -> typst.Fonts:
    folder = str(font_source_sans_pro.font_directory)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])
