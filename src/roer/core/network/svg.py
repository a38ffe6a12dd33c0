"""The few pieces of SVG that the pictures are made of; whatever comes in is escaped here and nowhere else."""

from __future__ import annotations

import re
from functools import cache
from xml.sax.saxutils import escape, quoteattr

FONT = "'Source Sans Pro', 'Source Sans 3', 'Segoe UI', Helvetica, Arial, sans-serif"
"""In quotes: a bare name with a number in it makes the whole list invalid, and the text a serif."""
INK, MUTED, GROUND, EDGE, LINE = "#1a2730", "#4a5862", "#eef2f4", "#b9c4cb", "#7d93a1"
STROKES = {None: 1.3, 1: 1.3, 2: 2.6, 3: 4.2}
"""How wide a line is drawn for an unknown, small, medium or large contribution, in pixels."""
INDIRECT = 0.9
"""The width of a line that stands for links through a column that is not shown."""
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tag(name: str, content: str = "", **attributes: str | float | None) -> str:
    """One element of SVG. Values are escaped here; `content` is SVG already. `_` in a name stands for `-`."""
    given = "".join(
        f" {_attribute(key)}={quoteattr(_readable(value)) if isinstance(value, str) else _quoted(value)}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{given}>{content}</{name}>" if content else f"<{name}{given}/>"


def text(words: str, x: float, y: float, size: float, **attributes: str | float | None) -> str:
    """A line of text; the words are escaped here."""
    return tag("text", escaped(words), x=x, y=y, font_size=size, **attributes)


def escaped(words: str) -> str:
    """Words as content of an element."""
    return escape(_readable(words))


def _readable(words: str) -> str:
    """A control sign, that no XML may hold, becomes the sign for something unreadable."""
    return _NOT_IN_XML.sub("\ufffd", words)


@cache
def _attribute(key: str) -> str:
    return key.strip("_").replace("_", "-")


def _quoted(value: float) -> str:
    told = f"{value:.1f}"
    return f'"{told.removesuffix(".0")}"'
