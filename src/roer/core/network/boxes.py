"""The boxes of the picture, one per element."""

from __future__ import annotations

from functools import lru_cache

from roer.core.network.colouring import PLAIN, Swatch
from roer.core.network.columns import BOLDER, Box
from roer.core.network.compare import Kind
from roer.core.network.hearing import in_full, in_short
from roer.core.network.legend import filled
from roer.core.network.look import Look
from roer.core.network.measuring import width_of
from roer.core.network.scene import Scene
from roer.core.network.signs import sign
from roer.core.network.sizes import Sizes
from roer.core.network.svg import EDGE, GROUND, INK, MUTED, attributed, escaped, line_of, tag, text


def box_of(scene: Scene, box: Box, look: Look) -> str:
    """The box of an element: a link that tells its neighbours, with its colours, its words and its sign of change."""
    code, element, emphasis = box.element.code, box.element, look.emphasis
    mark = emphasis.marks.get(code)
    gone = code in emphasis.gone
    place = attributed(x=box.left, y=box.top, width=box.width, height=box.height)
    frame = f"<rect{place}{_edge(gone, added=mark == 'added')}/>"
    short = in_short(scene, element, look.colouring, mark)
    title = tag("title", escaped(short))
    ground = frame + _stripes(box, look.colouring.swatches.get(code, ()), scene.sizes.stripe)
    return tag(
        "a", title + ground + _words(box, scene.sizes) + (_mark(box, mark) if mark else ""),
        href=look.address(element) or None, aria_label=in_full(scene, element, short), id=f"din-{code}",
        data_code=code, data_type=element.type, data_serves=" ".join(scene.ties.serves.get(code, ())) or None,
        _class="din-element" + (" din-element--gone" if gone else ""), opacity=0.3 if emphasis.fades(code) else None,
    )  # fmt: skip


@lru_cache
def _edge(gone: bool, *, added: bool) -> str:
    """How the frame of a box is drawn: one of few ways, for many boxes."""
    return attributed(
        rx=6, fill="#fff", stroke="#7d8a93" if gone else INK if added else EDGE,
        stroke_dasharray="5 4" if gone else None, stroke_width=2.4 if added else 1.2, _class="din-frame",
    )  # fmt: skip


def _stripes(box: Box, swatches: tuple[Swatch, ...], stripe: float) -> str:
    drawn = _striped(box.width, box.height, swatches, stripe)
    return tag("g", drawn, transform=f"translate({box.left:.1f} {box.top:.1f})")


@lru_cache(maxsize=1024)
def _striped(width: float, height: float, swatches: tuple[Swatch, ...], stripe: float) -> str:
    """The colours of a box with its left upper corner at (0, 0): many boxes of a column are the same."""
    if not swatches:
        return tag("rect", x=3, y=4, width=4, height=height - 8, rx=2, fill=PLAIN, opacity=0.5)
    each = (height - 2) / len(swatches)
    parts: list[str] = []
    for index, swatch in enumerate(swatches):
        top = 1 + index * each
        tinted = tag("rect", x=1, y=top, width=width - 2, height=each, fill=swatch.colour, fill_opacity=0.11)
        parts += (tinted, filled(1, top, stripe, each, swatch))
    return "".join(parts)


def _words(box: Box, sizes: Sizes) -> str:
    x, y = box.left + sizes.stripe + sizes.padding + 2, box.top + sizes.padding + sizes.title - 1
    parts = []
    for index, line in enumerate(box.lines):
        first, _, rest = line.partition(" ") if index == 0 else ("", "", line)
        bold = tag("tspan", escaped(first), font_weight="700") + " " if first else ""
        parts.append(line_of(bold + escaped(rest), x, y, sizes.title))
        y += sizes.title_line
    if box.aside:
        right = box.left + box.width - sizes.padding - 3
        parts.append(text(box.aside, right, y - sizes.title_line, sizes.caption, fill=MUTED, text_anchor="end"))
    for line in box.caption:
        parts.append(text(line, x, y - 1, sizes.caption, fill=MUTED))
        y += sizes.caption_line
    if box.chip:
        parts.insert(0, _chip_ground(box, x, y, sizes))
    for line in box.chip:
        parts.append(text(line, x, y, sizes.caption, fill=INK, font_weight="700"))
        y += sizes.caption_line
    if box.elsewhere:
        parts.append(_off_page(x, y - 1, sizes.caption))
    for line in box.elsewhere:
        parts.append(text(line, x + sizes.caption, y - 1, sizes.caption, fill=MUTED))
        y += sizes.caption_line
    return "".join(parts)


def _chip_ground(box: Box, x: float, base: float, sizes: Sizes) -> str:
    """The ground of a chip, from its capitals to its tails, so that it covers nothing of the line above."""
    wide = max(width_of(line, sizes.caption) for line in box.chip) * BOLDER + 8
    tall = (len(box.chip) - 1) * sizes.caption_line + 1.06 * sizes.caption
    top = base - 0.8 * sizes.caption
    return tag("rect", x=x - 4, y=top, width=wide, height=tall, rx=4, fill=GROUND, stroke=EDGE, stroke_width=0.8)


def _off_page(x: float, base: float, size: float) -> str:
    """The sign of what goes on on another sheet: a pentagon that points down, as high as a letter."""
    place = f"translate({x:.1f} {base:.1f}) scale({size / 12:.2f})"
    return tag("path", d="M0-8h7v5l-3.5 3l-3.5-3z", transform=place, fill=MUTED)


def _mark(box: Box, mark: Kind) -> str:
    x, y = box.left + box.width - 4, box.top + 4
    return tag("circle", cx=x, cy=y, r=10, fill=INK) + sign(mark, x, y, ink="#fff")
