"""The few pieces of SVG that the pictures are made of; whatever comes in is escaped here and nowhere else."""

from __future__ import annotations

import re
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

FONT = "'Source Sans Pro', 'Source Sans 3', 'Segoe UI', Helvetica, Arial, sans-serif"
"""In quotes: a bare name with a number in it makes the whole list invalid, and the text a serif."""
INK, MUTED, GROUND, EDGE, LINE = "#1a2730", "#4a5862", "#eef2f4", "#b9c4cb", "#7d93a1"
STROKES = {None: 1.3, 1: 1.3, 2: 2.6, 3: 4.2}
"""How wide a line is drawn for an unknown, small, medium or large contribution, in pixels."""
INDIRECT = 0.9
"""The width of a line that stands for links through a column that is not shown."""
_SPECIAL = re.compile(r"[^ !#-%'-;=?-~\xa0-\ud7ff\ue000-\ufffd]")
"""Signs that cannot stand in XML as they are, and a few more: without one of them nothing needs a second look."""
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tag(name: str, content: str = "", **attributes: str | float | None) -> str:
    """One element of SVG. Values are escaped here; `content` is SVG already. `_` in a name stands for `-`."""
    told = attributed(**attributes)
    return f"<{name}{told}>{content}</{name}>" if content else f"<{name}{told}/>"


def attributed(**attributes: str | float | None) -> str:
    """Attributes as they stand behind the name of an element, each with a space before it; without those of None."""
    told = ""
    for key, value in attributes.items():
        if value is not None:
            told += f" {_NAMES[key]}={_said(value) if isinstance(value, str) else _quoted(value)}"
    return told


def text(words: str, x: float, y: float, size: float, **attributes: str | float | None) -> str:
    """A line of text; the words are escaped here."""
    return line_of(escaped(words), x, y, size, **attributes)


def line_of(content: str, x: float, y: float, size: float, **attributes: str | float | None) -> str:
    """A line of text of which the content is SVG already. Put together here: no picture has more of anything else."""
    place = f"x={_quoted(x)} y={_quoted(y)} font-size={_quoted(size)}"
    return f"<text {place}{attributed(**attributes)}>{content}</text>"


def escaped(words: str) -> str:
    """Words as content of an element."""
    return escape(_readable(words)) if _SPECIAL.search(words) else words


def _said(value: str) -> str:
    return quoteattr(_readable(value)) if _SPECIAL.search(value) else f'"{value}"'


def _readable(words: str) -> str:
    """A control sign, that no XML may hold, becomes the sign for something unreadable."""
    return _NOT_IN_XML.sub("\ufffd", words)


class _Names(dict[str, str]):
    """The names of attributes by the words of the code: `stroke_width` is `stroke-width`, `_class` is `class`."""

    def __missing__(self, key: str) -> str:
        self[key] = key.strip("_").replace("_", "-")
        return self[key]


_NAMES = _Names()


@lru_cache(maxsize=4096)
def _quoted(value: float) -> str:
    """A number as an attribute: a picture says the same few again and again. Adding 0 leaves no `-0`."""
    if isinstance(value, int):
        return f'"{value}"'
    told = f"{value + 0:.1f}"
    return f'"{told[:-2]}"' if told.endswith(".0") else f'"{told}"'
