"""The roadmap column of the picture: per result its quarter and the signs of its four gates."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from roer.core.network.look import Look
from roer.core.network.scene import GATE_GAP, RESERVED, RoadmapItem, Scene, gates_from
from roer.core.network.signs import gate_box
from roer.core.network.svg import MUTED, escaped, tag, text
from roer.core.programme.gates import GATES
from roer.core.values.dutch import listing


def rows(scene: Scene, look: Look) -> Iterator[str]:
    """The rows of the roadmap, under the quarter in which they start or under 'not yet'."""
    left, when = scene.sizes.left_of(3), object()
    for item, top in scene.roadmap:
        if item.when != when:
            when, words = item.when, item.when or "Nog niet op de roadmap"
            yield text(words, left, top - 8, scene.sizes.caption + 0.5, font_weight="600", fill=MUTED)
        if item.code in scene.boxes:
            yield _row(item, (left, top), scene, look)


def _row(item: RoadmapItem, at: tuple[float, float], scene: Scene, look: Look) -> str:
    (left, top), sizes = at, scene.sizes
    base = top + sizes.gate / 2 + sizes.title * 0.35
    label = f"Roadmap: {item.code} {item.title}, {item.when or 'nog niet geplaatst'}. {_states(item.gates)}."
    parts = [tag("title", escaped(label)), text(item.code, left, base, sizes.title, font_weight="700")]
    x = left + gates_from(item.code, sizes)
    if item.gates:
        drawn, wide = _gates(item.gates, sizes.gate)
        parts.append(tag("g", drawn, transform=f"translate({x:.1f} {top:.1f})"))
        x += wide
    if item.reserved:
        parts.append(text(RESERVED, x + 4, base, sizes.caption, fill="#9a2015", font_weight="600"))
    return tag(
        "a", "".join(parts), href=look.address(scene.boxes[item.code].element) or None, aria_label=label,
        data_code=item.code, _class="din-roadmap",
        opacity=0.3 if look.emphasis.fades(item.code) else None,
    )  # fmt: skip


_Gates = tuple[tuple[str, str, str], ...]


@lru_cache(maxsize=1024)
def _states(gates: _Gates) -> str:
    return listing([f"{gate.label}: {word}" for gate, (_, _, word) in zip(GATES, gates, strict=False)])


@lru_cache(maxsize=1024)
def _gates(gates: _Gates, side: float) -> tuple[str, float]:
    """The signs of the gates beside each other, from (0, 0), and how wide they are: few of many rows differ."""
    step = side + GATE_GAP
    drawn = (gate_box(status, index * step, 0, side) for index, (status, _, _) in enumerate(gates))
    return "".join(drawn), len(gates) * step
