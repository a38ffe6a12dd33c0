"""The roadmap column of the picture: per result its quarter and the signs of its four gates."""

from __future__ import annotations

from collections.abc import Iterator

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
    side = sizes.gate
    base = top + side / 2 + sizes.title * 0.35
    states = listing([f"{gate.label}: {word}" for gate, (_, _, word) in zip(GATES, item.gates, strict=False)])
    label = f"Roadmap: {item.code} {item.title}, {item.when or 'nog niet geplaatst'}. {states}."
    parts = [tag("title", escaped(label)), text(item.code, left, base, sizes.title, font_weight="700")]
    x = left + gates_from(item.code, sizes)
    for status, _, _ in item.gates:
        parts.append(gate_box(status, x, top, side))
        x += side + GATE_GAP
    if item.reserved:
        parts.append(text(RESERVED, x + 4, base, sizes.caption, fill="#9a2015", font_weight="600"))
    return tag(
        "a", "".join(parts), href=look.address(scene.boxes[item.code].element) or None, aria_label=label,
        data_code=item.code, _class="din-roadmap",
        opacity=0.3 if look.emphasis.fades(item.code) else None,
    )  # fmt: skip
