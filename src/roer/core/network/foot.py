"""What stands below a picture: the legend, the relations that are not drawn, and the footer, wrapped to its width."""

from __future__ import annotations

from roer.core.network.legend import legend
from roer.core.network.lines import dependence_legend, left_out
from roer.core.network.look import Look
from roer.core.network.measuring import wrapped
from roer.core.network.scene import Scene
from roer.core.network.svg import INK, MUTED, tag, text
from roer.core.values.dutch import listing, plural

MOST_TOLD = 12
"""How many relations that are not drawn are named one by one."""
_ABOVE, _LEADING = 16.0, 1.35


def foot(scene: Scene, look: Look, footer: str) -> tuple[str, float]:
    """What stands below the boxes, as wide as the picture, and how high it is with the space above it."""
    sizes = scene.sizes
    room, size = sizes.total - 2 * sizes.margin, sizes.caption
    drawn, y = legend(scene, look)
    arrows = dependence_legend(scene, look.emphasis, y, size)
    y += 20.0 if arrows else 0.0
    parts = [drawn, arrows]
    for words, ink, above in ((_not_drawn(scene, look), INK, 2.0), (footer, MUTED, 5.0)):
        y += above if words else 0.0
        for line in wrapped(words, width=room, size=size) if words else ():
            y += _LEADING * size
            parts.append(text(line, 0, y, size, fill=ink))
    place = f"translate({sizes.margin} {scene.height + _ABOVE:.0f})"
    return tag("g", "".join(parts), transform=place, _class="din-legend"), _ABOVE + y + 8


def _not_drawn(scene: Scene, look: Look) -> str:
    """'Niet getekend, want zij slaan een kolom over: I02 → D1 en I09 → D3.'"""
    links = left_out(scene, look.emphasis)
    if not links:
        return ""
    if len(links) > MOST_TOLD:
        return f"Niet getekend: {plural(len(links), 'relatie', 'relaties')} die een kolom overslaan."
    told = listing([f"{link.source} → {link.target}" for link in links])
    return f"Niet getekend, want zij slaan een kolom over: {told}."
