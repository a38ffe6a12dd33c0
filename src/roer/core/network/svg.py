"""The few pieces of SVG that the pictures are made of; whatever comes in is escaped here and nowhere else."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

FONT = "Source Sans Pro, Source Sans 3, Segoe UI, Helvetica, Arial, sans-serif"
INK, MUTED, GROUND, EDGE, LINE = "#1a2730", "#4a5862", "#eef2f4", "#b9c4cb", "#7d93a1"
STROKES = {None: 1.3, 1: 1.3, 2: 2.6, 3: 4.2}
"""How wide a line is drawn for an unknown, small, medium or large contribution, in pixels."""


def tag(name: str, content: str = "", **attributes: str | float | None) -> str:
    """One element of SVG. Values are escaped here; `content` is SVG already. `_` in a name stands for `-`."""
    given = (
        f" {key.strip('_').replace('_', '-')}={quoteattr(_plain(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{''.join(given)}>{content}</{name}>" if content else f"<{name}{''.join(given)}/>"


def _plain(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def text(words: str, x: float, y: float, size: float, **attributes: str | float | None) -> str:
    """A line of text; the words are escaped here."""
    return tag("text", escape(words), x=x, y=y, font_size=size, **attributes)
