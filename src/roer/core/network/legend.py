"""The legend below a picture: every value with its colour, pattern and count, the line widths, the signs of change."""

from __future__ import annotations

from roer.core.network.colouring import Colouring, Swatch
from roer.core.network.compare import KINDS, Kind
from roer.core.network.lines import CAME, DESCENT, WENT
from roer.core.network.look import Look
from roer.core.network.measuring import width_of, wrapped
from roer.core.network.scene import Scene
from roer.core.network.signs import gate_box, has_sign, sign
from roer.core.network.svg import EDGE, INDIRECT, INK, LINE, MUTED, STROKES, tag, text
from roer.core.programme.gates import GATES, GateStatus

_GATES_TOLD = "Roadmap, poorten van links naar rechts: " + " · ".join(
    f"{number} {gate.label}" for number, gate in enumerate(GATES, 1)
)


def legend(scene: Scene, look: Look) -> tuple[str, float]:
    """The legend in rows as wide as the picture, and the height it takes."""
    sizes, colouring, emphasis = scene.sizes, look.colouring, look.emphasis
    room, size = sizes.total - 2 * sizes.margin, sizes.caption
    parts = [text(f"Kleur: {colouring.title}", 0, 12, size + 0.5, font_weight="600", fill=MUTED)]
    x, y = 0.0, 22.0
    for entry in colouring.legend():
        for line in wrapped(f"{entry.swatch.label} ({entry.count})", width=room - 40, size=size):
            width = 40 + width_of(line, size)
            if x and x + width > room:
                x, y = 0.0, y + 18
            parts.append(filled(x, y, 18, 12, entry.swatch) + text(line, x + 24, y + 10, size))
            x += width
    if scene.links:
        y += 20
        parts.append(_line_legend(y, size, indirect=bool(emphasis.indirect)))
    if scene.roadmap:
        for line in wrapped(_GATES_TOLD, width=room, size=size):
            y += 18
            parts.append(text(line, 0, y + 10, size))
        y += 20
        parts.append(_gate_legend(y, size))
    if shown := [kind for kind in KINDS if kind in set(emphasis.marks.values()) and has_sign(kind)]:
        y += 20
        parts.append(_sign_legend(shown, y, size))
    if emphasis.link_marks or emphasis.descent:
        y += 20
        parts.append(_change_legend(y, size))
    return "".join(parts), y + 18


def _gate_legend(y: float, size: float) -> str:
    parts, x = [], 0.0
    for status in GateStatus:
        parts.append(gate_box(status.value, x, y - 2, 16) + text(status.label, x + 22, y + 10, size))
        x += 38 + width_of(status.label, size)
    return "".join(parts)


def _change_legend(y: float, size: float) -> str:
    parts, x = [], 0.0
    for word, colour, dashes in (
        ("nieuwe of gewijzigde relatie", CAME, None),
        ("vervallen relatie", WENT, "1.5 5"),
        ("ging over in", DESCENT, None),
    ):
        line = f"M{x:.1f} {y + 5:.1f}h24"
        parts.append(
            tag("path", d=line, stroke=colour, stroke_width=2.4, stroke_dasharray=dashes, stroke_linecap="round")
        )
        parts.append(text(word, x + 30, y + 9, size))
        x += 46 + width_of(word, size)
    return "".join(parts)


def _sign_legend(kinds: list[Kind], y: float, size: float) -> str:
    parts, x = [], 0.0
    for kind in kinds:
        parts.append(tag("circle", cx=x + 9, cy=y + 5, r=8, fill=INK) + sign(kind, x + 9, y + 5, ink="#fff"))
        parts.append(text(KINDS[kind].lower(), x + 24, y + 9, size))
        x += 40 + width_of(KINDS[kind], size)
    return "".join(parts)


def _line_legend(y: float, size: float, *, indirect: bool) -> str:
    kinds: list[tuple[float, str | None, str]] = [
        (STROKES[1], None, "kleine bijdrage"),
        (STROKES[2], None, "middelgrote"),
        (STROKES[3], None, "grote"),
        (STROKES[None], "5 4", "onbekend"),
    ]
    parts, x = [], 0.0
    for wide, dashes, word in [*kinds, *([(INDIRECT, None, "via wat niet getoond is")] if indirect else [])]:
        line = f"M{x:.1f} {y + 5:.1f}h24"
        parts.append(tag("path", d=line, stroke=LINE, stroke_width=wide, stroke_dasharray=dashes))
        parts.append(text(word, x + 30, y + 9, size))
        x += 46 + width_of(word, size)
    return "".join(parts)


def patterns(colouring: Colouring) -> str:
    """The definitions of the patterns that a view uses."""
    strokes = {
        "diagonal": "M-1 6L6 -1M1 9L9 1", "counter": "M-1 2L6 9M2 -1L9 6", "bars": "M0 2.5h8M0 6.5h8",
        "cross": "M0 4h8M4 0v8", "dots": "M2 2h2v2h-2zM6 6h2v2h-2z",
        "columns": "M2.5 0v8M6.5 0v8", "zigzag": "M0 5.5L2 2.5L4 5.5L6 2.5L8 5.5",
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
    """A rectangle in the colour of a value, with its pattern over it."""

    def rectangle(fill: str, edge: str | None = None) -> str:
        return tag("rect", x=x, y=y, width=width, height=height, fill=fill, stroke=edge, stroke_width=edge and 0.8)

    solid = rectangle(swatch.colour, EDGE)
    return solid if swatch.pattern == "solid" else solid + rectangle(f"url(#din-{swatch.pattern})")
