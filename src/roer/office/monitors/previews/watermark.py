"""The watermark of a preview: over the page and in every picture stands who looked at it, and when."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import escape
from itertools import product

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from roer.core.values.dutch import day
from roer.office.monitors.panels import Panel

_BOX = re.compile(r'viewBox="\s*(\S+)[ ,]+(\S+)[ ,]+(\S+)[ ,]+(\S+)\s*"')
_PLACES = tuple(product((0.02, 0.5), (0.32, 0.64, 0.96)))
"""Where the words begin, as shares of width and height: no cut of a picture that is worth showing goes without them."""
_TILE = 520, 260
"""The size in pixels of the tile of which the page's own mark is made."""


def words_for(name: str, on: date) -> str:
    """'Voorvertoning · Ria Meijer · 19 januari 2021'."""
    return " · ".join((_("Voorvertoning"), name, day(on)))


def marked(panel: Panel, words: str) -> Panel:
    """The same panel, with the words in each of its pictures."""
    drawings = tuple((name, in_picture(drawing, words)) for name, drawing in panel.drawings)
    return replace(panel, drawings=drawings)


def in_picture(drawing: str, words: str) -> SafeString:
    """The same picture with the words across it. Raises ValueError for what is no picture with a size."""
    box = _BOX.search(drawing)
    head, end, tail = drawing.rpartition("</svg>")
    if box is None or not end:
        raise ValueError("a picture without a size cannot be marked")
    left, top, width, height = map(float, box.groups())
    size, said = 0.9 * width / max(len(words), 20), escape(words)
    texts = "".join(_text(left + width * across, top + height * down, size, said) for across, down in _PLACES)
    mark = f'<g class="roer-mark" aria-hidden="true" pointer-events="none">{texts}</g>'
    return mark_safe(f"{head}{mark}{end}{tail}")  # noqa: S308 our own drawing, and the name is escaped


def over_page(words: str) -> SafeString:
    """The mark that lies over the whole page, on the screen and on each sheet of paper."""
    width, height = _TILE
    tile = _text(20, height - 40, 18, escape(words))
    return mark_safe(  # noqa: S308 our own drawing, and the name is escaped
        '<svg class="roer-page-mark" aria-hidden="true" focusable="false" width="100%" height="100%">'
        f'<defs><pattern id="merk" width="{width}" height="{height}" patternUnits="userSpaceOnUse">{tile}</pattern>'
        '</defs><rect width="100%" height="100%" fill="url(#merk)"/></svg>'
    )


def _text(x: float, y: float, size: float, said: str) -> str:
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size:.1f}" fill="#4a4a4a" fill-opacity="0.22" '
        f'transform="rotate(-18 {x:.0f} {y:.0f})">{said}</text>'
    )
