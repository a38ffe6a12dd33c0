"""The lines of the picture: curves between neighbouring columns, as wide as the contribution, in ports in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from roer.core.network.compare import Ends
from roer.core.network.look import Emphasis
from roer.core.network.scene import Scene
from roer.core.network.svg import INDIRECT, LINE, STROKES, attributed, tag, text
from roer.core.programme.elements import Code, Link

FOLLOWED, CAME, WENT, DESCENT = "#0d3b4f", "#0072b2", "#b4461e", "#5b4a9c"
"""The colours of a line in a path, of a new one, of one that went, and of what became of an element."""
_PORT = 7.0
_ARROW = "l5-3.5m-5 3.5l5 3.5"
"""The head of an arrow that points to the left, drawn from its tip."""


def lines(scene: Scene, emphasis: Emphasis) -> Iterator[str]:
    """Every line that is drawn. Those of an effort that serves nearly everything, and those that skip a column, are
    drawn only when they belong to the path in focus. What depends on another of its own column has an arc.
    """
    on_path = _path(emphasis)
    drawn = [link for link in scene.links if _is_drawn(scene, link, on_path)]
    ports = _ports(scene, drawn)
    for link in drawn:
        yield _line(scene, link, ports[link.source, link.target], emphasis)
    for link in _dependences(scene, emphasis):
        yield _arc(scene, link, emphasis)
    for before, after in emphasis.descent:
        if before in scene.boxes and after in scene.boxes:
            yield _descent(scene, before, after)


def left_out(scene: Scene, emphasis: Emphasis) -> list[Link]:
    """The links that are not drawn because they skip a column."""
    followed = _path(emphasis) is not None
    return [] if followed else [link for link in scene.links if _space(scene, link) > scene.sizes.between + 1]


def _space(scene: Scene, link: Link) -> float:
    """How far the boxes of a link stand apart; below zero when they stand in the same column."""
    source, target = scene.boxes[link.source], scene.boxes[link.target]
    return source.left - (target.left + target.width)


def _path(emphasis: Emphasis) -> frozenset[Ends] | None:
    """The links of the path in focus; None when there is none in focus."""
    return emphasis.path.ends if emphasis.path.codes else None


def _is_drawn(scene: Scene, link: Link, on_path: frozenset[Ends] | None) -> bool:
    space = _space(scene, link)
    if on_path is not None:
        return space > 0 and (link.source, link.target) in on_path
    return link.source not in scene.fans and 0 < space <= scene.sizes.between + 1


def _dependences(scene: Scene, emphasis: Emphasis) -> list[Link]:
    on_path = _path(emphasis)
    return [
        link
        for link in scene.links
        if _space(scene, link) <= 0 and (on_path is None or (link.source, link.target) in on_path)
    ]


class _Stroke(NamedTuple):
    """How a line is drawn, by the names of SVG."""

    stroke: str
    stroke_width: float
    stroke_opacity: float
    stroke_dasharray: str | None = None
    stroke_linecap: str | None = None


def _stroke(link: Link, emphasis: Emphasis) -> _Stroke:
    """As wide as the contribution, and set apart when the line is in a path or has changed."""
    ends = (link.source, link.target)
    indirect, mark = ends in emphasis.indirect, emphasis.link_marks.get(ends)
    width = INDIRECT if indirect else STROKES[link.contribution]
    dashes = "5 4" if link.contribution is None and not indirect else None
    cap = "round" if mark == "unlinked" else None
    if emphasis.path.codes:
        return _Stroke(FOLLOWED, width, 0.95, dashes, cap)
    if mark == "unlinked":
        return _Stroke(WENT, width, 0.9, "1.5 5", cap)
    if mark is not None:
        return _Stroke(CAME, width, 0.9, dashes)
    return _Stroke(LINE, width, 0.3 if emphasis.link_marks else 0.5, dashes)


@lru_cache
def _drawn(stroke: _Stroke) -> str:
    """The attributes of a stroke: few for many lines."""
    return attributed(**stroke._asdict())


def _ends(link: Link) -> str:
    return attributed(data_from=link.source, data_to=link.target)


def _line(scene: Scene, link: Link, ports: tuple[float, float], emphasis: Emphasis) -> str:
    source, target = scene.boxes[link.source], scene.boxes[link.target]
    x1, x2 = source.left, target.left + target.width
    y1, y2 = ports
    bend = (x1 - x2) / 2
    curve = f"M{x1:.1f} {y1:.1f}C{x1 - bend:.1f} {y1:.1f} {x2 + bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    return f'<path d="{curve}"{_drawn(_stroke(link, emphasis))}{_ends(link)}/>'


def _arc(scene: Scene, link: Link, emphasis: Emphasis) -> str:
    """From what depends to what it depends on: an arc at the right of their column, the arrow on the latter."""
    source, target = scene.boxes[link.source], scene.boxes[link.target]
    x, y1, y2 = source.left + source.width, source.middle, target.middle
    out = x + min(scene.sizes.between * 0.6, 14 + abs(y2 - y1) / 12)
    arc = f"M{x:.1f} {y1:.1f}C{out:.1f} {y1:.1f} {out:.1f} {y2:.1f} {x + 1:.1f} {y2:.1f}"
    stroke = _stroke(link, emphasis)._replace(stroke_width=1.5, stroke_dasharray="2 3", stroke_opacity=0.95)
    head = tag("path", d=f"M{x + 1:.1f} {y2:.1f}{_ARROW}", stroke=stroke.stroke, stroke_width=1.5)
    return f'<path d="{arc}" class="din-dependence"{_drawn(stroke)}{_ends(link)}/>' + head


def dependence_legend(scene: Scene, emphasis: Emphasis, y: float, size: float) -> str:
    """A line of the legend that explains the arcs; empty when there are none."""
    if not _dependences(scene, emphasis):
        return ""
    arc = tag("path", d=f"M24 {y + 5:.1f}H1", stroke=LINE, stroke_width=1.5, stroke_dasharray="2 3")
    head = tag("path", d=f"M1 {y + 5:.1f}{_ARROW}", stroke=LINE, stroke_width=1.5, fill="none")
    return arc + head + text("hangt af van (de pijl wijst naar wat eerst nodig is)", 30, y + 9, size)


def _descent(scene: Scene, before: Code, after: Code) -> str:
    """From what went to what came of it: an arc at the left of their column, the arrow on the successor."""
    old, new = scene.boxes[before], scene.boxes[after]
    x1, y1, x2, y2 = old.left, old.middle, new.left - 5, new.middle
    out = 26 + min(40.0, abs(y2 - y1) / 12)
    arc = f"M{x1:.1f} {y1:.1f}C{x1 - out:.1f} {y1:.1f} {x2 - out:.1f} {y2:.1f} {x2:.1f} {y2:.1f}m-7-4l7 4l-7 4"
    return tag("path", d=arc, stroke=DESCENT, stroke_width=2.2, stroke_linejoin="round", _class="din-descent")


def _ports(scene: Scene, drawn: Iterable[Link]) -> dict[Ends, tuple[float, float]]:
    """Where on its boxes each line ends: spread over the side, in the order of what is at the other end."""
    leaving: dict[Code, list[Code]] = {}
    arriving: dict[Code, list[Code]] = {}
    for link in drawn:
        leaving.setdefault(link.source, []).append(link.target)
        arriving.setdefault(link.target, []).append(link.source)
    starts = {(code, other): y for code, others in leaving.items() for other, y in _spread(scene, code, others)}
    ends = {(other, code): y for code, others in arriving.items() for other, y in _spread(scene, code, others)}
    return {key: (y, ends[key]) for key, y in starts.items()}


def _spread(scene: Scene, code: Code, others: list[Code]) -> Iterator[tuple[Code, float]]:
    box = scene.boxes[code]
    ordered = sorted(others, key=lambda other: scene.boxes[other].middle)
    room = min(box.height - 10, _PORT * len(ordered))
    for index, other in enumerate(ordered):
        yield other, box.middle + room * ((index + 0.5) / len(ordered) - 0.5)
