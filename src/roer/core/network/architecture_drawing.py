"""A target architecture as SVG, and as the rows of the table that says the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roer.core.network.architecture_plan import (
    GAP,
    HEAD,
    MARGIN,
    NAME,
    NAME_LINE,
    NOTE,
    NOTE_LINE,
    PAD,
    PRODUCTS,
    WIDE,
    Plan,
    Shown,
    Spot,
    Strand,
    plan_of,
)
from roer.core.network.drawing import Picture
from roer.core.network.look import Caption
from roer.core.network.measuring import wrapped
from roer.core.network.svg import EDGE, GROUND, INK, LINE, MUTED, escaped, tag, text
from roer.core.values.dutch import listing, plural

BADGE = 16
"""How high the number of a flow is drawn; a square one is about persons."""
LIST_LINE, LIST_SIZE = 19, 12
PERSONAL = "persoonsgegevens"


@dataclass(frozen=True, slots=True)
class Legend:
    """The flows in words below the picture: number, lines that fit, and where the first line stands."""

    number: int
    personal: bool
    lines: tuple[str, ...]
    top: float


def draw_architecture(shown: Shown, caption: Caption) -> Picture:
    """The picture of a target architecture, with its flows in words below it."""
    plan = plan_of(shown)
    entries, end = legend(plan)
    foot = wrapped(caption.footer, width=plan.width - 2 * MARGIN, size=NOTE)
    parts = [
        tag("title", escaped(caption.title)),
        tag("desc", escaped(_described(shown))),
        *(text(words, left, HEAD - 20, 14, font_weight="700", fill=INK) for words, left in plan.headings),
        tag("g", "".join(map(_line, plan.strands)), fill="none", stroke=LINE, stroke_width=1.6, aria_hidden="true"),
        *map(_box, plan.spots),
        *(_badge(strand) for strand in plan.strands if strand.flow is not None),
        *map(_entry, entries),
        *(text(line, MARGIN, end + (at + 1) * NOTE_LINE, NOTE, fill=MUTED) for at, line in enumerate(foot)),
    ]
    return Picture("".join(parts), plan.width, end + len(foot) * NOTE_LINE + MARGIN, caption.title)


def legend(plan: Plan) -> tuple[tuple[Legend, ...], float]:
    """The flows in words, in the order of their numbers, and where the list ends."""
    top, entries = plan.height + 12, []
    room = plan.width - 2 * MARGIN - 40
    for strand in sorted((one for one in plan.strands if one.flow is not None), key=lambda one: one.number):
        flow = strand.flow
        assert flow is not None, "only flows are listed"
        words = f"{flow.source} → {flow.target}: {flow.what}" + (f" ({PERSONAL})" if flow.personal else "")
        lines = wrapped(words, width=room, size=LIST_SIZE)
        entries.append(Legend(strand.number, flow.personal, lines, top))
        top += len(lines) * LIST_LINE + 3
    return tuple(entries), top + (8 if entries else 0)


def flow_rows(shown: Shown) -> tuple[tuple[str, ...], ...]:
    """The table that says the same as the lines: number, from, to, what, and whether it is about persons."""
    return tuple(
        (str(at), flow.source, flow.target, flow.what, "ja" if flow.personal else "nee")
        for at, flow in enumerate(shown.architecture.flows, start=1)
    )


def _described(shown: Shown) -> str:
    architecture = shown.architecture
    counts = [
        plural(len(architecture.sources), "bron", "bronnen"),
        plural(len(architecture.components), "component", "componenten"),
        plural(len(architecture.flows), "stroom", "stromen"),
    ]
    return f"Van links naar rechts: {listing(counts)}. De stromen staan genummerd onder de tekening."


def _line(strand: Strand) -> str:
    (x, y), (to_x, to_y) = strand.start, strand.end
    if strand.returns:
        out = max(x, to_x) + GAP * 0.62
        path = f"M{x:.1f} {y:.1f}C{out:.1f} {y:.1f} {out:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"
        return tag("path", d=path) + _arrow(to_x, to_y, back=True)
    bend = (to_x - x) / 2
    path = f"M{x:.1f} {y:.1f}C{x + bend:.1f} {y:.1f} {to_x - bend:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"
    return tag("path", d=path) + _arrow(to_x, to_y)


def _arrow(x: float, y: float, *, back: bool = False) -> str:
    side = 8 if back else -8
    return tag("path", d=f"M{x:.1f} {y:.1f}l{side} -4v8z", fill=LINE, stroke="none")


def _box(spot: Spot) -> str:
    edge = INK if spot.column == PRODUCTS else EDGE
    ground = tag(
        "rect", x=spot.left, y=spot.top, width=WIDE, height=spot.height, rx=6, fill=_ground(spot), stroke=edge,
        stroke_width=1.4,
    )  # fmt: skip
    return tag("g", ground + "".join(_words(spot)))


def _ground(spot: Spot) -> str:
    return "#fff" if spot.column < PRODUCTS else GROUND


def _words(spot: Spot) -> Iterator[str]:
    left, base = spot.left + PAD, spot.top + PAD + NAME - 1
    for at, line in enumerate(spot.lines):
        yield text(line, left, base + at * NAME_LINE, NAME, font_weight="600", fill=INK)
    base += len(spot.lines) * NAME_LINE
    for at, line in enumerate(spot.notes):
        yield text(line, left, base + at * NOTE_LINE, NOTE, fill=MUTED)


def badge_of(strand: Strand) -> tuple[float, float, float]:
    """Left, top and width of the number beside where a flow leaves."""
    wide = 8 + 8 * max(len(str(strand.number)), 1)
    return strand.start[0] + 7, strand.start[1] - BADGE / 2, wide


def _badge(strand: Strand) -> str:
    left, top, wide = badge_of(strand)
    assert strand.flow is not None, "only flows have a number"
    return _number(strand.number, (left, top), wide, personal=strand.flow.personal)


def _number(number: int, place: tuple[float, float], wide: float, *, personal: bool) -> str:
    left, top = place
    ground, ink, corner = (INK, "#fff", 1) if personal else ("#fff", INK, BADGE / 2)
    shape = tag("rect", x=left, y=top, width=wide, height=BADGE, rx=corner, fill=ground, stroke=INK)
    middle = left + wide / 2
    return shape + text(str(number), middle, top + 12, NOTE, fill=ink, text_anchor="middle", font_weight="600")


def _entry(entry: Legend) -> str:
    badge = _number(entry.number, (MARGIN, entry.top), 8 + 8 * len(str(entry.number)), personal=entry.personal)
    lines: Sequence[str] = entry.lines
    words = (
        text(line, MARGIN + 40, entry.top + 12 + at * LIST_LINE, LIST_SIZE, fill=INK) for at, line in enumerate(lines)
    )
    return badge + "".join(words)
