"""The network as a PDF to print: each A3 sheet a page, tagged, with a text for who hears it instead."""

from __future__ import annotations

import json
import tempfile
from functools import cache
from pathlib import Path

import font_source_sans_pro
import typst

TEMPLATE = """#let told = json("told.json")
#set document(title: told.title, date: none)
#set text(lang: "nl")
#set page(width: 420mm, height: 297mm, margin: 0mm)
#for number in range(told.sheets) {
  image("sheet-" + str(number) + ".svg", width: 420mm, height: 297mm, alt: told.described)
}
"""


def network_pdf(sheets: tuple[str, ...], *, title: str, described: str) -> bytes:
    """The sheets as the pages of one PDF. The same sheets give the same bytes; nothing is fetched from elsewhere."""
    with tempfile.TemporaryDirectory(prefix="roer-din-") as name:
        folder = Path(name)
        told = {"title": title, "described": described, "sheets": len(sheets)}
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
def _fonts() -> typst.Fonts:
    folder = str(font_source_sans_pro.font_directory)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])
