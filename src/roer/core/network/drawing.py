"""The network as SVG: every element a link that the keyboard reaches and a screen reader can tell.

Only presentation attributes, no style and no script, so that a strict page accepts it and a file stands on its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from roer.core.network.boxes import box_of
from roer.core.network.colouring import Colouring
from roer.core.network.columns import Box
from roer.core.network.foot import foot
from roer.core.network.legend import patterns
from roer.core.network.lines import lines
from roer.core.network.look import Caption, Emphasis, Look
from roer.core.network.rows import rows
from roer.core.network.scene import Scene
from roer.core.network.svg import FONT, GROUND, INK, MUTED, escaped, tag, text
from roer.core.programme.elements import Element
from roer.core.values.dutch import listing

__all__ = ["Caption", "Emphasis", "Picture", "draw"]

COLUMNS = ("Doelen", "Resultaten", "Inspanningen", "Roadmap")


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn network: its SVG content without the frame, and its size in pixels."""

    content: str
    width: float
    height: float
    title: str

    def document(self) -> str:
        """A standalone SVG, without XML declaration so that it can stand in a page."""
        return self._framed(xmlns="http://www.w3.org/2000/svg", width=self.width, height=self.height)

    def on_white(self) -> str:
        """A standalone SVG with a white ground, for what cannot be looked through."""
        size = {"width": self.width, "height": self.height}
        ground = tag("rect", "", fill="#fff", **size)
        return tag("svg", ground + self.within(0, 0, **size), xmlns="http://www.w3.org/2000/svg", **size)

    def within(self, x: float, y: float, width: float, height: float) -> str:
        """The picture as large as fits the given rectangle of another SVG."""
        return self._framed(x=x, y=y, width=width, height=height, preserveAspectRatio="xMidYMin meet")

    def _framed(self, **attributes: str | float) -> str:
        box = f"0 0 {self.width:.0f} {self.height:.0f}"
        return tag(
            "svg", self.content, viewBox=box, role="group", aria_label=self.title, font_family=FONT, fill=INK,
            _class="din", **attributes,
        )  # fmt: skip


def draw(
    scene: Scene,
    *,
    colouring: Colouring,
    caption: Caption,
    address: Callable[[Element], str],
    emphasis: Emphasis | None = None,
) -> Picture:
    """The picture of a scene; `address` gives each element's link."""
    look = Look(colouring, address, emphasis or Emphasis())
    below, depth = foot(scene, look, caption.footer)
    parts = [
        tag("title", escaped(caption.title)),
        tag("desc", escaped(_described(scene, colouring))),
        patterns(colouring),
        _headings(scene),
        *(_band(scene, index) for index in range(len(scene.bands))),
        tag("g", "".join(lines(scene, look.emphasis)), fill="none", _class="din-lines", aria_hidden="true"),
        *(box_of(scene, box, look) for box in _reading_order(scene)),
        *rows(scene, look),
        below,
    ]
    return Picture("".join(parts), scene.sizes.total, scene.height + depth, caption.title)


def _described(scene: Scene, colouring: Colouring) -> str:
    types: list[str] = [box.element.type for box in scene.boxes.values()]
    words = (("goal", "doelen"), ("result", "resultaten"), ("effort", "inspanningen"))
    counts = [f"{types.count(name)} {word}" for name, word in words if name in types] or ["nog niets"]
    if scene.roadmap:
        counts.append("de roadmap")
    return f"Van links naar rechts {listing(counts)}. Kleur: {colouring.title}."


def _reading_order(scene: Scene) -> list[Box]:
    return [scene.boxes[code] for column in scene.order for code in column if code in scene.boxes]


def _headings(scene: Scene) -> str:
    return "".join(
        text(word, scene.sizes.left_of(column), 22, 15, font_weight="700", fill=INK)
        for column, word in enumerate(COLUMNS)
        if scene.sizes.shows(column)
    )


def _band(scene: Scene, index: int) -> str:
    band, sizes = scene.bands[index], scene.sizes
    left, base = sizes.left_of(1) - 10, band.top + sizes.band_head - 7
    ground = tag("rect", x=left, y=band.top, width=sizes.results + 20, height=band.height, rx=8, fill=GROUND)
    return ground + text(band.title, left + 10, base, sizes.caption + 0.5, font_weight="600", fill=MUTED)
