"""The view in an ArchiMate exchange file: the network drawn as on the page, so that it opens drawn."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from roer.core.network.archimate_words import element_id, field_id, link_id, place_of, say
from roer.core.network.columns import Band, Box, band_of
from roer.core.network.look import Caption
from roer.core.network.placing import LAST
from roer.core.network.scene import Scene
from roer.core.programme.elements import Result

BESIDE = 10
"""How much wider a band is than the results in it, on either side."""


def drawn_view(model: ET.Element, scene: Scene, caption: Caption) -> None:
    """Add the one view: goals, bands with their results, efforts; and the lines that the page draws."""
    diagrams = ET.SubElement(ET.SubElement(model, "views"), "diagrams")
    view = ET.SubElement(diagrams, "view", {"identifier": "view-din", "xsi:type": "Diagram"})
    say(view, "name", caption.title)
    say(view, "documentation", caption.footer)
    for number, (name, band) in enumerate(_bands(scene)):
        ground = _ground(view, scene, band, name, number)
        for box in scene.boxes.values():
            if isinstance(box.element, Result) and band_of(box.element) == name:
                _node(ground, box)
    for box in scene.boxes.values():
        if not isinstance(box.element, Result):
            _node(view, box)
    for link in scene.links:
        if link.source not in scene.fans:
            ends = {"source": f"node-{link.source}", "target": f"node-{link.target}"}
            kind = {"xsi:type": "Relationship", "relationshipRef": link_id(link)}
            line = ET.SubElement(
                view, "connection", {"identifier": f"line-{link.source}_{link.target}", **kind, **ends}
            )
            ET.SubElement(line, "style", {"lineWidth": str(link.contribution or 1)})


def _bands(scene: Scene) -> Iterator[tuple[str, Band]]:
    """Each band with the code of its policy field; empty for none, LAST for the connecting products."""
    results = (box.element for box in scene.boxes.values() if isinstance(box.element, Result))
    yield from zip(dict.fromkeys(band_of(result) for result in results), scene.bands, strict=True)


def _ground(view: ET.Element, scene: Scene, band: Band, name: str, number: int) -> ET.Element:
    """The ground of a band: the policy field itself, or a plain group."""
    kind = {"xsi:type": "Element", "elementRef": field_id(name)} if name and name != LAST else {"xsi:type": "Container"}
    left, wide = scene.sizes.left_of(1) - BESIDE, scene.sizes.results + 2 * BESIDE
    ground = ET.SubElement(
        view, "node", {"identifier": f"band-{number}", **kind, **place_of(left, band.top, wide, band.height)}
    )
    if "elementRef" not in kind:
        say(ground, "label", band.title)
    return ground


def _node(parent: ET.Element, box: Box) -> None:
    code = box.element.code
    kind = {"xsi:type": "Element", "elementRef": element_id(code)}
    ET.SubElement(
        parent, "node", {"identifier": f"node-{code}", **kind, **place_of(box.left, box.top, box.width, box.height)}
    )
