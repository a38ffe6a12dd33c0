"""What a screen reader says of a box: what it is, where it stands on the roadmap, and by name what it is tied to."""

from __future__ import annotations

from collections.abc import Iterable

from roer.core.network.colouring import Colouring
from roer.core.network.compare import KINDS, Kind
from roer.core.network.scene import Scene
from roer.core.programme.elements import Code, Element, LinkKind
from roer.core.programme.labels import TYPES
from roer.core.values.dutch import listing

_TIES = {
    LinkKind.CONTRIBUTES: ("Draagt bij aan", "Krijgt bijdragen van"),
    LinkKind.PRECONDITION: ("Is randvoorwaarde voor", "Heeft als randvoorwaarde"),
    LinkKind.DEPENDS_ON: ("Hangt af van", "Is nodig voor"),
}
"""What a box says aloud of what it serves and of what serves it, for each kind of link."""


def in_short(scene: Scene, element: Element, colouring: Colouring, mark: Kind | None) -> str:
    """'Resultaat R01: Jeugdmonitor. Jeugd. Op de roadmap vanaf 1e kwartaal 2021.'"""
    parts = [f"{TYPES[element.type].capitalize()} {element.code}: {element.title}."]
    if word := colouring.words.get(element.code):
        parts.append(f"{_opening(word)}.")
    if mark:
        parts.append(f"{KINDS[mark]}.")
    if where := _where(scene, element.code):
        parts.append(f"{_opening(where)}.")
    return " ".join(parts)


def in_full(scene: Scene, element: Element, short: str) -> str:
    """`short`, with everything that it serves and that serves it; of a goal also the efforts behind its results."""
    sentences = [short]
    for kind, (outward, inward) in _TIES.items():
        if told := _told(scene, scene.ties.serving.get((element.code, kind), ())):
            sentences.append(f"{outward} {told}.")
        if told := _told(scene, scene.ties.helping.get((element.code, kind), ())):
            sentences.append(f"{inward} {told}.")
    if element.type == "goal":
        served_by = scene.ties.served_by.get(element.code, ())
        behind = {effort for code in served_by for effort in scene.ties.served_by.get(code, ())} - set(served_by)
        if told := _told(scene, sorted(behind)):
            sentences.append(f"Via die resultaten ook van {told}.")
    if where := " ".join(scene.boxes[element.code].elsewhere):
        sentences.append(f"{_opening(where)}.")
    return " ".join(sentences)


def _told(scene: Scene, codes: Iterable[Code]) -> str:
    """'resultaat R09 Wonen (op de roadmap vanaf 2e kwartaal 2021) en inspanning I03 Ontwerp'."""
    elements = [scene.boxes[code].element for code in codes if code in scene.boxes]
    return listing([_named(scene, element) for element in elements])


def _named(scene: Scene, element: Element) -> str:
    where = _where(scene, element.code)
    return f"{TYPES[element.type]} {element.code} {element.title}" + (f" ({where})" if where else "")


def _where(scene: Scene, code: Code) -> str:
    """'op de roadmap vanaf 2e kwartaal 2021'; empty for what no roadmap shows."""
    item = scene.on_roadmap.get(code)
    if item is None:
        return ""
    if item.when is None:
        return "nog niet op de roadmap"
    return f"op de roadmap vanaf {item.when}" + (", onder voorbehoud" if item.reserved else "")


def _opening(words: str) -> str:
    return words[0].upper() + words[1:]
