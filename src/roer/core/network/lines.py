"""The lines of the picture: curves between neighbouring columns, as wide as the contribution, in ports in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from roer.core.network.compare import Ends
from roer.core.network.look import Emphasis
from roer.core.network.scene import Scene
from roer.core.network.svg import INDIRECT, LINE, STROKES, tag
from roer.core.programme.elements import Code, Link

FOLLOWED, CAME, WENT, DESCENT = "#0d3b4f", "#0072b2", "#b4461e", "#5b4a9c"
"""The colours of a line in a path, of a new one, of one that went, and of what became of an element."""
_PORT = 7.0


def lines(scene: Scene, emphasis: Emphasis) -> Iterator[str]:
    """Every line that is drawn. Those of an effort that serves nearly everything, and those that skip a column, are
    drawn only when they belong to the path in focus.
    """
    drawn = [link for link in scene.links if _is_drawn(scene, link, emphasis)]
    ports = _ports(scene, drawn)
    for link in drawn:
        yield _line(scene, link, ports[link.source, link.target], emphasis)
    for before, after in emphasis.descent:
        if before in scene.boxes and after in scene.boxes:
            yield _descent(scene, before, after)


def _is_drawn(scene: Scene, link: Link, emphasis: Emphasis) -> bool:
    source, target = scene.boxes[link.source], scene.boxes[link.target]
    room = source.left - (target.left + target.width)
    if room <= 0:
        return False
    if emphasis.path.codes:
        return emphasis.path.has(link.source, link.target)
    return link.source not in scene.fans and room <= scene.sizes.between + 1


def _line(scene: Scene, link: Link, ports: tuple[float, float], emphasis: Emphasis) -> str:
    source, target = scene.boxes[link.source], scene.boxes[link.target]
    x1, x2 = source.left, target.left + target.width
    y1, y2 = ports
    bend = (x1 - x2) / 2
    curve = f"M{x1:.1f} {y1:.1f}C{x1 - bend:.1f} {y1:.1f} {x2 + bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    indirect = (link.source, link.target) in emphasis.indirect
    width = INDIRECT if indirect else STROKES[link.contribution]
    dashes = "5 4" if link.contribution is None and not indirect else None
    stroke, opacity = LINE, 0.5
    mark = emphasis.link_marks.get((link.source, link.target))
    if emphasis.path.codes:
        stroke, opacity = FOLLOWED, 0.95
    elif mark == "unlinked":
        stroke, opacity, dashes = WENT, 0.9, "1.5 5"
    elif mark is not None:
        stroke, opacity = CAME, 0.9
    elif emphasis.link_marks:
        opacity = 0.3
    return tag(
        "path", d=curve, stroke=stroke, stroke_width=width, stroke_opacity=opacity,
        stroke_dasharray=dashes, stroke_linecap="round" if mark == "unlinked" else None,
        data_from=link.source, data_to=link.target,
    )  # fmt: skip


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
