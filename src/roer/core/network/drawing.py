"""The network as SVG: every element a link that the keyboard reaches and a screen reader can tell.

Only presentation attributes, no style and no script, so that a strict page accepts it and a file stands on its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from roer.core.network.colouring import PLAIN, Colouring, Swatch
from roer.core.network.compare import KINDS, Kind
from roer.core.network.legend import filled, legend, patterns
from roer.core.network.measuring import width_of
from roer.core.network.paths import Path
from roer.core.network.scene import (
    Box,
    RoadmapItem,
    Scene,
    Ties,
)
from roer.core.network.signs import sign
from roer.core.network.sizes import Sizes
from roer.core.network.svg import EDGE, FONT, GROUND, INK, LINE, MUTED, STROKES, tag, text
from roer.core.programme.elements import Code, Element, Link
from roer.core.programme.gates import GATES
from roer.core.programme.labels import TYPES
from roer.core.values.dutch import listing

COLUMNS = ("Doelen", "Resultaten", "Inspanningen", "Roadmap")
_GATE_COLOURS = {
    "met": ("#17603c", "#e2f1e8"),
    "in_progress": ("#7a4a00", "#fdf0d5"),
    "not_met": ("#4b5761", "#edeff0"),
    "lapsed": ("#9a2015", "#fbe7e4"),
    "not_applicable": ("#44407a", "#ecebf6"),
}


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands around a picture: its name for those who hear it, and the footer (version date, view, hash)."""

    title: str
    footer: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What a picture brings forward: a path (the rest fades), marks of change, and what is no longer there."""

    path: Path = field(default_factory=Path)
    marks: Mapping[Code, Kind] = field(default_factory=dict)
    gone: frozenset[Code] = frozenset()

    def fades(self, code: Code) -> bool:
        """Whether an element steps back."""
        return bool(self.path.codes) and code not in self.path.codes


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
    emphasis = emphasis or Emphasis()
    margin, width = scene.sizes.margin, scene.sizes.total
    kinds = tuple(dict.fromkeys(emphasis.marks.values()))
    below, depth = legend(colouring, kinds, sizes=scene.sizes, with_lines=bool(scene.links))
    height = scene.height + depth + 40
    parts = [
        tag("title", escape(caption.title)),
        tag("desc", escape(_described(scene, colouring))),
        patterns(colouring),
        _headings(scene),
        *(_band(scene, index) for index in range(len(scene.bands))),
        tag("g", "".join(_lines(scene, emphasis)), fill="none", _class="din-lines", aria_hidden="true"),
        *(_box(scene, box, colouring, address, emphasis) for box in _reading_order(scene)),
        *_roadmap(scene, address, emphasis),
        tag("g", below, transform=f"translate({margin} {scene.height + 16:.0f})", _class="din-legend"),
        text(caption.footer, margin, height - 8, scene.sizes.caption, fill=MUTED),
    ]
    return Picture("".join(parts), width, height, caption.title)


def _described(scene: Scene, colouring: Colouring) -> str:
    types: list[str] = [box.element.type for box in scene.boxes.values()]
    words = (("goal", "doelen"), ("result", "resultaten"), ("effort", "inspanningen"))
    counts = [f"{types.count(name)} {word}" for name, word in words]
    return f"Van links naar rechts {listing(counts)} en de roadmap. Kleur: {colouring.title.lower()}."


def _reading_order(scene: Scene) -> list[Box]:
    return [scene.boxes[code] for column in scene.order for code in column if code in scene.boxes]


def _headings(scene: Scene) -> str:
    return "".join(
        text(word, scene.sizes.left_of(column), 22, 15, font_weight="700", fill=INK)
        for column, word in enumerate(COLUMNS)
    )


def _band(scene: Scene, index: int) -> str:
    band, sizes = scene.bands[index], scene.sizes
    left, base = sizes.left_of(1) - 10, band.top + sizes.band_head - 7
    ground = tag("rect", x=left, y=band.top, width=sizes.results + 20, height=band.height, rx=8, fill=GROUND)
    return ground + text(band.title, left + 10, base, sizes.caption + 0.5, font_weight="600", fill=MUTED)


def _lines(scene: Scene, emphasis: Emphasis) -> Iterable[str]:
    fans = scene.fans
    ports = _ports(scene, [link for link in scene.links if link.source not in fans])
    for link in scene.links:
        in_path = emphasis.path.has(link.source, link.target)
        if (link.source in fans and not in_path) or (emphasis.path.codes and not in_path):
            continue
        source, target = scene.boxes[link.source], scene.boxes[link.target]
        start = (source.left, ports.get((link.source, link.target), (source.middle, 0.0))[0])
        end = (target.left + target.width, ports.get((link.source, link.target), (0.0, target.middle))[1])
        if end[0] >= start[0] or (start[0] - end[0] > scene.sizes.between + 1 and not in_path):
            continue
        bend = (start[0] - end[0]) / 2
        (x1, y1), (x2, y2) = start, end
        curve = f"M{x1:.1f} {y1:.1f}C{x1 - bend:.1f} {y1:.1f} {x2 + bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
        yield tag(
            "path", d=curve, stroke="#0d3b4f" if in_path else LINE, stroke_width=STROKES[link.contribution],
            stroke_opacity=0.95 if in_path else 0.5, stroke_dasharray="5 4" if link.contribution is None else None,
            data_from=link.source, data_to=link.target,
        )  # fmt: skip


def _ports(scene: Scene, links: list[Link]) -> dict[tuple[Code, Code], tuple[float, float]]:
    """Where on its boxes each line ends: spread over the side, in the order of what is at the other end."""
    starts: dict[Code, list[Code]] = {}
    ends: dict[Code, list[Code]] = {}
    for link in links:
        starts.setdefault(link.source, []).append(link.target)
        ends.setdefault(link.target, []).append(link.source)
    leaving = {ends: y for code, others in starts.items() for ends, y in _spread(scene, code, others, out=True)}
    arriving = {ends: y for code, others in ends.items() for ends, y in _spread(scene, code, others, out=False)}
    return {key: (leaving[key], arriving[key]) for key in leaving}


def _spread(scene: Scene, code: Code, others: list[Code], *, out: bool) -> Iterable[tuple[tuple[Code, Code], float]]:
    box = scene.boxes[code]
    ordered = sorted(others, key=lambda other: scene.boxes[other].middle)
    room = min(box.height - 12, 7.0 * len(ordered))
    for index, other in enumerate(ordered):
        y = box.middle + room * ((index + 0.5) / len(ordered) - 0.5)
        yield ((code, other) if out else (other, code)), y


def _box(scene: Scene, box: Box, colouring: Colouring, address: Callable[[Element], str], emphasis: Emphasis) -> str:
    code = box.element.code
    mark = emphasis.marks.get(code)
    gone = code in emphasis.gone
    swatches = colouring.swatches.get(code, ())
    frame = tag(
        "rect", x=box.left, y=box.top, width=box.width, height=box.height, rx=6, fill="#fff",
        stroke="#7d8a93" if gone else EDGE, stroke_dasharray="5 4" if gone else None,
        stroke_width=2.4 if mark == "added" else 1.2, _class="din-frame",
    )  # fmt: skip
    label = _heard(scene.ties, box.element, colouring, mark)
    ground = frame + _stripes(box, swatches, scene.sizes.stripe)
    return tag(
        "a", tag("title", escape(label)) + ground + _words(box, scene.sizes) + (_mark(box, mark) if mark else ""),
        href=address(box.element), aria_label=label, data_code=code, id=f"din-{code}",
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
        bold = tag("tspan", escape(first), font_weight="700") + " " if first else ""
        parts.append(tag("text", bold + escape(rest), x=x, y=y, font_size=sizes.title))
        y += sizes.title_line
    for line in (*box.caption, *((box.chip,) if box.chip else ())):
        weight = "600" if line == box.chip else None
        parts.append(text(line, x, y - 1, sizes.caption, fill=MUTED, font_weight=weight))
        y += sizes.caption_line
    return "".join(parts)


def _mark(box: Box, mark: Kind) -> str:
    x, y = box.left + box.width - 4, box.top + 4
    return tag("circle", cx=x, cy=y, r=10, fill=INK) + sign(mark, x, y, ink="#fff")


def _heard(ties: Ties, element: Element, colouring: Colouring, mark: Kind | None) -> str:
    parts = [f"{TYPES[element.type].capitalize()} {element.code}: {element.title}."]
    if word := colouring.words.get(element.code):
        parts.append(f"{word[0].upper()}{word[1:]}.")
    if mark:
        parts.append(f"{KINDS[mark]}.")
    if serves := ties.serves.get(element.code):
        parts.append(f"Draagt bij aan {listing(serves)}.")
    if served_by := ties.served_by.get(element.code):
        parts.append(f"Krijgt bijdragen van {listing(served_by)}.")
    return " ".join(parts)


def _roadmap(scene: Scene, address: Callable[[Element], str], emphasis: Emphasis) -> Iterable[str]:
    left, when = scene.sizes.left_of(3), object()
    for item, top in scene.roadmap:
        if item.when != when:
            when, words = item.when, item.when or "Nog niet op de roadmap"
            yield text(words, left, top - 8, scene.sizes.caption + 0.5, font_weight="600", fill=MUTED)
        if item.code in scene.boxes:
            yield _row(item, (left, top), scene, address, emphasis)


def _row(
    item: RoadmapItem,
    at: tuple[float, float],
    scene: Scene,
    address: Callable[[Element], str],
    emphasis: Emphasis,
) -> str:
    (left, top), sizes = at, scene.sizes
    side = min(20.0, sizes.row - 3)
    base, middle = top + side / 2 + sizes.title * 0.35, top + side / 2
    states = listing([f"{gate.label}: {word}" for gate, (_, _, word) in zip(GATES, item.gates, strict=False)])
    label = f"Roadmap: {item.code} {item.title}, {item.when or 'nog niet geplaatst'}. {states}."
    parts = [tag("title", escape(label)), text(item.code, left, base, sizes.title, font_weight="700")]
    x = left + max(40.0, width_of(item.code, sizes.title) + 10)
    for status, _, _ in item.gates:
        ink, ground = _GATE_COLOURS[status]
        parts.append(tag("rect", x=x, y=top, width=side, height=side, rx=4, fill=ground, stroke=ink, stroke_width=1.2))
        parts.append(sign(status, x + side / 2, middle, ink=ink))
        x += side + 4
    if item.reserved:
        parts.append(text("voorbehoud", x + 4, base, sizes.caption, fill="#9a2015", font_weight="600"))
    return tag(
        "a", "".join(parts), href=address(scene.boxes[item.code].element), aria_label=label,
        _class="din-roadmap", opacity=0.3 if emphasis.fades(item.code) else None,
    )  # fmt: skip
