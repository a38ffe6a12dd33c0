"""The boxes of the picture, one per element."""

from __future__ import annotations

from roer.core.network.colouring import PLAIN, Swatch
from roer.core.network.compare import Kind
from roer.core.network.hearing import in_full, in_short
from roer.core.network.legend import filled
from roer.core.network.look import Look
from roer.core.network.measuring import width_of
from roer.core.network.scene import BOLDER, Box, Scene
from roer.core.network.signs import sign
from roer.core.network.sizes import Sizes
from roer.core.network.svg import EDGE, GROUND, INK, MUTED, escaped, tag, text


def box_of(scene: Scene, box: Box, look: Look) -> str:
    """The box of an element: a link that tells its neighbours, with its colours, its words and its sign of change."""
    code, element, emphasis = box.element.code, box.element, look.emphasis
    mark = emphasis.marks.get(code)
    gone = code in emphasis.gone
    frame = tag(
        "rect", x=box.left, y=box.top, width=box.width, height=box.height, rx=6, fill="#fff",
        stroke="#7d8a93" if gone else INK if mark == "added" else EDGE, stroke_dasharray="5 4" if gone else None,
        stroke_width=2.4 if mark == "added" else 1.2, _class="din-frame",
    )  # fmt: skip
    label = in_full(scene, element, look.colouring, mark)
    title = tag("title", escaped(in_short(scene, element, look.colouring, mark)))
    ground = frame + _stripes(box, look.colouring.swatches.get(code, ()), scene.sizes.stripe)
    return tag(
        "a", title + ground + _words(box, scene.sizes) + (_mark(box, mark) if mark else ""),
        href=look.address(element) or None, aria_label=label, id=f"din-{code}",
        data_code=code, data_type=element.type, data_serves=" ".join(scene.ties.serves.get(code, ())) or None,
        _class="din-element" + (" din-element--gone" if gone else ""), opacity=0.3 if emphasis.fades(code) else None,
    )  # fmt: skip


def _stripes(box: Box, swatches: tuple[Swatch, ...], width: float) -> str:
    if not swatches:
        return tag("rect", x=box.left + 3, y=box.top + 4, width=4, height=box.height - 8, rx=2, fill=PLAIN, opacity=0.5)
    height = (box.height - 2) / len(swatches)
    parts = []
    for index, swatch in enumerate(swatches):
        top = box.top + 1 + index * height
        parts.append(
            tag(
                "rect", x=box.left + 1, y=top, width=box.width - 2, height=height, fill=swatch.colour, fill_opacity=0.11
            )
        )
        parts.append(filled(box.left + 1, top, width, height, swatch))
    return "".join(parts)


def _words(box: Box, sizes: Sizes) -> str:
    x, y = box.left + sizes.stripe + sizes.padding + 2, box.top + sizes.padding + sizes.title - 1
    parts = []
    if box.aside:
        right = box.left + box.width - sizes.padding - 3
        parts.append(text(box.aside, right, y, sizes.caption, fill=MUTED, text_anchor="end"))
    for index, line in enumerate(box.lines):
        first, _, rest = line.partition(" ") if index == 0 else ("", "", line)
        bold = tag("tspan", escaped(first), font_weight="700") + " " if first else ""
        parts.append(tag("text", bold + escaped(rest), x=x, y=y, font_size=sizes.title))
        y += sizes.title_line
    for line in box.caption:
        parts.append(text(line, x, y - 1, sizes.caption, fill=MUTED))
        y += sizes.caption_line
    if box.chip:
        wide = max(width_of(line, sizes.caption) for line in box.chip) * BOLDER + 4
        tall, top = len(box.chip) * sizes.caption_line, y - sizes.caption - 1
        parts.append(tag("rect", x=x - 4, y=top, width=wide + 4, height=tall, rx=4, fill=GROUND, stroke=EDGE))
    for line in box.chip:
        parts.append(text(line, x, y - 1, sizes.caption, fill=INK, font_weight="700"))
        y += sizes.caption_line
    return "".join(parts)


def _mark(box: Box, mark: Kind) -> str:
    x, y = box.left + box.width - 4, box.top + 4
    return tag("circle", cx=x, cy=y, r=10, fill=INK) + sign(mark, x, y, ink="#fff")
