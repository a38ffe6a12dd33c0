"""The network on paper: A3 landscape, text of at least 7 points, on one sheet or split by band, never cut."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from immutables import Map

from roer.core.network.colouring import Colouring
from roer.core.network.drawing import Caption, Picture, draw
from roer.core.network.placing import Order
from roer.core.network.scene import CAPTION_SIZE, RoadmapItem, Scene, Widths, band_of, scene
from roer.core.network.svg import tag
from roer.core.programme.elements import Code, Element, PolicyField, Result
from roer.core.programme.network_state import Network

WIDE, HIGH, MARGIN = 420, 297, 10
"""A3 landscape and its margin, in millimetres."""
SMALLEST = 7.0
"""Points that the smallest text must have."""
_POINTS_PER_MILLIMETRE = 72 / 25.4
_STRETCHES = (1.0, 1.15, 1.3, 1.5, 1.7, 2.0, 2.4)


def a3_sheets(
    network: Network,
    *,
    order: Order,
    colouring: Colouring,
    policy_fields: Mapping[str, PolicyField],
    roadmap: Sequence[RoadmapItem],
    caption: Caption,
    address: Callable[[Element], str],
) -> tuple[str, ...]:
    """The sheets as SVG documents of 420 × 297 mm. As few as keep the smallest text readable; each tells its number."""
    bands = list(dict.fromkeys(band_of(result) for result in _results(network, order)))
    for count in range(1, max(1, len(bands)) + 1):
        parts = [_part(network, group) for group in _grouped(bands, network, count)]
        fitted = [_fitted(part, order, colouring, policy_fields, _on_sheet(part, roadmap)) for part in parts]
        if count >= len(bands) or all(_points(found) >= SMALLEST for found in fitted):
            break
    sheets = []
    for number, found in enumerate(fitted, 1):
        footer = caption.footer if count == 1 else f"{caption.footer} · blad {number} van {len(parts)}"
        picture = draw(found, colouring=colouring, caption=replace(caption, footer=footer), address=address)
        sheets.append(_sheet(picture))
    return tuple(sheets)


def _results(network: Network, order: Order) -> list[Result]:
    codes = order[1] if len(order) > 1 else ()
    return [result for code in codes if (result := network.result(code)) is not None and network.is_open(code)]


def _grouped(bands: Sequence[str], network: Network, count: int) -> list[set[str]]:
    """Bands over `count` sheets, in order, about as many results on each."""
    sizes = {band: sum(band_of(result) == band for result in network.results) for band in bands}
    share, groups, filled = sum(sizes.values()) / count, [set[str]()], 0
    for band in bands:
        if filled + sizes[band] / 2 > share * len(groups) and groups[-1] and len(groups) < count:
            groups.append(set())
        groups[-1].add(band)
        filled += sizes[band]
    return groups


def _part(network: Network, bands: set[str]) -> Network:
    """The results of these bands with all goals, and the efforts that serve them or serve nothing here."""
    results = {result.code for result in network.results if band_of(result) in bands}
    elsewhere = {result.code for result in network.results} - results
    serving = {source for source, target in network.links if target in results}
    serving_elsewhere = {source for source, target in network.links if target in elsewhere}
    gone: set[Code] = elsewhere | {
        effort.code for effort in network.efforts if effort.code in serving_elsewhere - serving
    }
    return Network(
        elements=Map({code: record for code, record in network.elements.items() if code not in gone}),
        links=Map({ends: record for ends, record in network.links.items() if not gone & set(ends)}),
        lineage=network.lineage,
    )


def _on_sheet(part: Network, roadmap: Sequence[RoadmapItem]) -> list[RoadmapItem]:
    return [item for item in roadmap if item.code in part.elements]


def _fitted(
    network: Network,
    order: Order,
    colouring: Colouring,
    policy_fields: Mapping[str, PolicyField],
    roadmap: Sequence[RoadmapItem],
) -> Scene:
    """The scene with the column widths that leave the text largest."""
    scenes = []
    for stretch in _STRETCHES:
        usual = Widths()
        widths = Widths(
            usual.goals * stretch,
            usual.results * stretch,
            usual.efforts * stretch,
            usual.roadmap,
            usual.between * stretch,
        )
        scenes.append(
            scene(
                network, order=order, colouring=colouring, policy_fields=policy_fields, roadmap=roadmap, widths=widths
            )
        )
    return max(scenes, key=_points)


def _points(found: Scene) -> float:
    """How large the smallest text comes out on paper. The legend's room is estimated generously."""
    millimetres = min((WIDE - 2 * MARGIN) / found.widths.total, (HIGH - 2 * MARGIN) / (found.height + 130))
    return CAPTION_SIZE * millimetres * _POINTS_PER_MILLIMETRE


def _sheet(picture: Picture) -> str:
    ground = tag("rect", width=WIDE, height=HIGH, fill="#fff")
    inner = picture.within(MARGIN, MARGIN, WIDE - 2 * MARGIN, HIGH - 2 * MARGIN)
    size = {"viewBox": f"0 0 {WIDE} {HIGH}", "width": f"{WIDE}mm", "height": f"{HIGH}mm"}
    return tag("svg", ground + inner, xmlns="http://www.w3.org/2000/svg", **size)
