"""The legend below a picture: every value with its colour, pattern and count, the line widths, the signs of change."""

from __future__ import annotations

from roer.core.network.colouring import Colouring, Swatch
from roer.core.network.compare import KINDS, Kind
from roer.core.network.measuring import width_of
from roer.core.network.scene import CAPTION_SIZE
from roer.core.network.svg import LINE, MUTED, STROKES, tag, text

SIGNS: dict[str, str] = {"added": "+", "removed": "–", "split": "⑂", "merged": "⑃", "renamed": "✎", "changed": "≠"}
"""The sign on an element that changed."""


def legend(colouring: Colouring, kinds: tuple[Kind, ...], *, room: float, with_lines: bool) -> tuple[str, float]:
    """The legend in rows as wide as the picture, and the height it takes."""
    parts = [text(f"Kleur: {colouring.title}", 0, 12, CAPTION_SIZE + 0.5, font_weight="600", fill=MUTED)]
    x, y = 0.0, 26.0
    for entry in colouring.legend():
        words = f"{entry.swatch.label} ({entry.count})"
        width = 26 + width_of(words, CAPTION_SIZE) + 14
        if x and x + width > room:
            x, y = 0.0, y + 20
        parts.append(filled(x, y, 18, 12, entry.swatch) + text(words, x + 24, y + 10, CAPTION_SIZE))
        x += width
    if with_lines:
        y += 24
        parts.append(_line_legend(y))
    if kinds:
        signs = "   ".join(f"{SIGNS[kind]} {KINDS[kind].lower()}" for kind in kinds if kind in SIGNS)
        y += 20
        parts.append(text(f"Tekens: {signs}", 0, y + 8, CAPTION_SIZE))
    return "".join(parts), y + 24


def _line_legend(y: float) -> str:
    parts, x = [], 0.0
    for weight, word in ((1, "kleine bijdrage"), (2, "middelgrote"), (3, "grote"), (None, "onbekend")):
        parts.append(
            tag(
                "path",
                d=f"M{x} {y + 5}h24",
                stroke=LINE,
                stroke_width=STROKES[weight],
                stroke_dasharray="5 4" if weight is None else None,
            )
        )
        parts.append(text(word, x + 30, y + 9, CAPTION_SIZE))
        x += 44 + width_of(word, CAPTION_SIZE)
    return "".join(parts)


def patterns(colouring: Colouring) -> str:
    strokes = {
        "diagonal": "M-1 6L6 -1M1 9L9 1", "counter": "M-1 2L6 9M2 -1L9 6", "bars": "M0 2.5h8M0 6.5h8",
        "cross": "M0 4h8M4 0v8", "dots": "M2 2h2v2h-2zM6 6h2v2h-2z",
    }  # fmt: skip
    used = sorted({swatch.pattern for swatches in colouring.swatches.values() for swatch in swatches} - {"solid"})
    drawn = (
        tag("pattern", _stroke(name, strokes[name]), id=f"din-{name}", width=8, height=8, patternUnits="userSpaceOnUse")
        for name in used
    )
    return tag("defs", "".join(drawn)) if used else ""


def _stroke(name: str, path: str) -> str:
    return tag("path", d=path, stroke="#fff", stroke_width=1.6, fill="#fff" if name == "dots" else "none")


def filled(x: float, y: float, width: float, height: float, swatch: Swatch) -> str:
    solid = tag("rect", x=x, y=y, width=width, height=height, fill=swatch.colour)
    if swatch.pattern == "solid":
        return solid
    return solid + tag("rect", x=x, y=y, width=width, height=height, fill=f"url(#din-{swatch.pattern})")
