"""A drawn figure made fit for a page: small, named for who cannot see it, with patterns, without style or script."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from roer.core.figures.area_map import Fill, LegendLine
from roer.core.figures.palette import CATEGORICAL, FOCUS, FORMS, INK, MUTED, PAPER

_NS = "http://www.w3.org/2000/svg"
_TILE = f'width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="{PAPER}"/>'
_PATTERNS: Mapping[Fill, str] = MappingProxyType(
    {
        Fill.HATCHED: f'patternTransform="rotate(45)" {_TILE}<path d="M1,0V6" stroke="{MUTED}" stroke-width="2"/>',
        Fill.DOTTED: f'{_TILE}<circle cx="3" cy="3" r="1.1" fill="{INK}"/>',
        Fill.CROSSED: f'{_TILE}<path d="M0,0L6,6M6,0L0,6" stroke="{MUTED}" stroke-width="0.9"/>',
        Fill.BLANK: _TILE,
    }
)
_FORMS: Mapping[str, str] = MappingProxyType(
    {
        "circle": "M9,9a5,5 0 1,0 10,0a5,5 0 1,0 -10,0Z",
        "square": "M9.5,4.5h9v9h-9Z",
        "diamond": "M14,2.5L20,9L14,15.5L8,9Z",
        "triangle-up": "M14,3L20,14H8Z",
        "triangle-down": "M14,15L20,4H8Z",
        "cross": "M12,3h4v4h4v4h-4v4h-4v-4h-4v-4h4Z",
    }
)
_NOISE = re.compile(r"^(class|role|pointer-events|aria-.*|tabindex)$")
_LONG = re.compile(r"(\d+\.\d{2})\d+")
_REFERENCE = re.compile(r"url\(#([\w-]+)\)")
_AREAS = "layer_0_marks"

ET.register_namespace("", _NS)


def finished(svg: str, *, key: str, title: str, description: str, hover: Sequence[str] = ()) -> str:
    """The drawing as it goes into a page. `key` makes its ids unique there; `hover` names the areas of a map in order.

    Raises ValueError when the number of names differs from the number of areas drawn.
    """
    root = ET.fromstring(svg)  # noqa: S314 our own drawing, no document of others
    if hover:
        _name_areas(root, hover)
        root.set("data-borders", "")
    for parent in list(root.iter()):
        for child in list(parent):
            if child.get("class") in ("background", "foreground") and not child.get("fill"):
                parent.remove(child)
    for element in root.iter():
        _clean(element, key)
    _head(root, key, title, description)
    return ET.tostring(root, encoding="unicode")


def _name_areas(root: ET.Element, names: Sequence[str]) -> None:
    """What the table says of an area appears when a mouse rests on it; nobody needs it to read the map."""
    groups = [element for element in root.iter() if _AREAS in element.get("class", "").split()]
    paths = [path for group in groups for path in group]
    if len(paths) != len(names):
        raise ValueError(f"{len(paths)} areas are drawn and {len(names)} are named")
    for path, name in zip(paths, names, strict=True):
        ET.SubElement(path, f"{{{_NS}}}title").text = name


def _clean(element: ET.Element, key: str) -> None:
    for name, value in list(element.attrib.items()):
        if _NOISE.match(name):
            del element.attrib[name]
        elif name == "id":
            element.set(name, f"{key}-{value}")
        else:
            element.set(name, _REFERENCE.sub(rf"url(#{key}-\1)", _LONG.sub(r"\1", value)))


def _head(root: ET.Element, key: str, title: str, description: str) -> None:
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    root.set("role", "img")
    root.set("focusable", "false")
    root.set("aria-labelledby", f"{key}-title {key}-desc")
    parts = [ET.Element(f"{{{_NS}}}{tag}", {"id": f"{key}-{tag}"}) for tag in ("title", "desc")]
    parts[0].text, parts[1].text = title, description
    text = ET.tostring(root, encoding="unicode")
    used = [fill for fill in Fill if f"url(#{key}-{fill.value})" in text]
    if used:
        parts.append(ET.fromstring(f'<defs xmlns="{_NS}">{"".join(_pattern(fill, key) for fill in used)}</defs>'))  # noqa: S314
    for at, part in enumerate(parts):
        root.insert(at, part)


def _pattern(fill: Fill, key: str) -> str:
    return f'<pattern id="{key}-{fill.value}" {_PATTERNS[fill]}</pattern>'


def line_sign(index: int) -> str:
    """The sign of a line in the legend of a narrow chart: its colour with the form of its points."""
    colour = CATEGORICAL[index]
    line = f'<path d="M0,9H28" stroke="{colour}" stroke-width="{3 if index == 0 else 2}"/>'
    return _sign(28, 18, f'{line}<path d="{_FORMS[FORMS[index]]}" fill="{colour}"/>')


def swatch(line: LegendLine, *, key: str) -> str:
    """The sign before a line of a legend: a patch of its colour or pattern, or its circle."""
    if line.diameter is not None:
        size = max(line.diameter, 4) + 2
        middle, radius = f"{size / 2:.1f}", f"{line.diameter / 2:.1f}"
        circle = f'<circle cx="{middle}" cy="{middle}" r="{radius}" fill="{FOCUS}" opacity="0.75"/>'
        return _sign(size, size, circle)
    fill, defs = line.colour, ""
    if line.fill is not None:
        fill, defs = f"url(#{key}-{line.fill.value})", f"<defs>{_pattern(line.fill, key)}</defs>"
    return _sign(28, 18, f'{defs}<rect x="0.5" y="0.5" width="27" height="17" fill="{fill}" stroke="{MUTED}"/>')


def _sign(width: float, height: float, content: str) -> str:
    return (
        f'<svg viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}" aria-hidden="true" '
        f'focusable="false">{content}</svg>'
    )
