"""The network on paper: A3 landscape, text of at least 7 points, on one sheet or split over several, never cut."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from immutables import Map

from roer.core.network.colouring import Colouring
from roer.core.network.drawing import Picture, draw
from roer.core.network.legend import legend
from roer.core.network.look import Caption, Look
from roer.core.network.placing import Order
from roer.core.network.scene import RoadmapItem, Scene, band_of, scene
from roer.core.network.sizes import PAPER, Sizes
from roer.core.network.svg import tag
from roer.core.programme.elements import Code, Element, PolicyField, Result
from roer.core.programme.network_state import Network
from roer.core.values.dutch import listing, number
from roer.core.values.errors import RoerError

WIDE, HIGH, MARGIN = 420, 297, 10
"""A3 landscape and its margin, in millimetres."""
SMALLEST = 7.0
"""Points that the smallest text must have."""
_POINTS_PER_MILLIMETRE = 72 / 25.4
_ROOM_WIDE, _ROOM_HIGH = WIDE - 2 * MARGIN, HIGH - 2 * MARGIN
COMFORTABLE = 8.0
"""Points beyond which room around the text helps a reader more than larger text."""
_COLUMNS = tuple(product((0.8, 1.0, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5), (0.8, 1.0, 1.25, 1.5, 1.75, 2.0), (0.5, 1.0)))
"""How much wider than usual are tried: the results, the goals and efforts, and the space between the columns."""
_ROOM = tuple(product((0.5, 0.75, 1.0, 1.5), (1.0, 1.5, 2.0, 3.0)))
"""With the best columns, how much wider the space between them, and how much looser the boxes."""


class TooLargeForPaper(RoerError):
    """Even one result to a sheet does not fit: so much hangs on it that its text would be too small to read."""

    def __init__(self, points: float) -> None:
        super().__init__(
            f"Deze DIN past niet leesbaar op A3: de kleinste letters zouden {number(points, 1)} punt worden, "
            f"en {number(SMALLEST)} is het minste. Kies een deel van het netwerk."
        )


@dataclass(frozen=True, slots=True)
class _Content:
    """What goes on paper, whole or in parts."""

    network: Network
    order: Order
    colouring: Colouring
    policy_fields: Mapping[str, PolicyField]
    roadmap: Sequence[RoadmapItem]

    def part(self, results: frozenset[Code], *, first: bool) -> _Content:
        """These results and what they are tied to; what is tied to nothing at all stands on the first sheet."""
        tied = {end for ends in self.network.links if results & set(ends) for end in ends}
        anywhere = {end for ends in self.network.links for end in ends}
        elements = {
            code: record
            for code, record in self.network.elements.items()
            if code in results
            or (not isinstance(record.element, Result) and (code in tied or (first and code not in anywhere)))
        }
        links = {ends: record for ends, record in self.network.links.items() if set(ends) <= elements.keys()}
        network = Network(elements=Map(elements), links=Map(links), lineage=self.network.lineage)
        return replace(self, network=network, roadmap=[item for item in self.roadmap if item.code in results])

    def scene(self, sizes: Sizes) -> Scene:
        """Where everything stands with these sizes."""
        return scene(
            self.network,
            order=self.order,
            colouring=self.colouring,
            policy_fields=self.policy_fields,
            roadmap=self.roadmap,
            sizes=sizes,
        )

    def fitted(self) -> Scene:
        """The scene with the largest text; once that is comfortable, with few wrapped lines and room around them."""

        def worth(found: Scene) -> tuple[float, float]:
            lines = sum(len(box.lines) + len(box.caption) for box in found.boxes.values())
            return min(self.points(found), COMFORTABLE), found.sizes.padding + found.sizes.between / 4 - lines

        best = max((self.scene(_stretched(*tried)) for tried in _COLUMNS), key=worth)
        return max((best, *(self.scene(_loosened(best.sizes, *tried)) for tried in _ROOM)), key=worth)

    def points(self, found: Scene) -> float:
        """How large the smallest text comes out on paper."""
        millimetres = min(_ROOM_WIDE / found.sizes.total, _ROOM_HIGH / self._height(found))
        return found.sizes.smallest_text * millimetres * _POINTS_PER_MILLIMETRE

    def _height(self, found: Scene) -> float:
        _, below = legend(found, Look(self.colouring, lambda _: ""))
        return found.height + below + 40


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
    """The sheets as SVG documents of 420 × 297 mm, as few as keep the smallest text readable.

    When there are more, each tells its number, and what stands on several says on which. Raises TooLargeForPaper.
    """
    content = _Content(network, order, colouring, policy_fields, roadmap)
    parts = _parts(content)
    sheets = []
    for sheet, (part, found) in enumerate(parts, 1):
        footer = caption.footer if len(parts) == 1 else f"{caption.footer} · blad {sheet} van {len(parts)}"
        picture = draw(found, colouring=part.colouring, caption=replace(caption, footer=footer), address=address)
        sheets.append(_sheet(picture))
    return tuple(sheets)


def _parts(content: _Content) -> list[tuple[_Content, Scene]]:
    """The network over as many sheets as it needs, in the order of the results, by band as long as that is enough."""
    results = [result for column in content.order for code in column if (result := content.network.result(code))]
    results = [result for result in results if content.network.is_open(result.code)]
    count = 1
    while True:
        groups = _groups(results, count)
        parts = [content.part(group, first=not index) for index, group in enumerate(groups)] if count > 1 else [content]
        parts = _referring(parts)
        fitted = [(part, part.fitted()) for part in parts]
        points = min(part.points(found) for part, found in fitted)
        if points >= SMALLEST:
            return fitted
        if count >= len(results):
            raise TooLargeForPaper(points)
        count = min(len(results), max(count + 1, int(count * SMALLEST / points * 0.8)))


def _groups(results: Sequence[Result], count: int) -> list[frozenset[Code]]:
    """The results in `count` stretches of about the same length, cut between bands where there are enough of them."""
    bands = [band_of(result) for result in results]
    cuts = [index for index in range(1, len(results)) if bands[index] != bands[index - 1]]
    if len(cuts) < count - 1:
        cuts = list(range(1, len(results)))
    chosen: list[int] = []
    for sheet in range(1, count):
        free = [cut for cut in cuts if not chosen or cut > chosen[-1]]
        free = free[: max(1, len(free) - (count - 1 - sheet))]
        chosen.append(min(free, key=lambda cut: abs(cut - len(results) * sheet / count)))
    edges = [0, *chosen, len(results)]
    return [
        frozenset(result.code for result in results[start:end])
        for start, end in pairwise(edges)
    ]  # fmt: skip


def _referring(parts: list[_Content]) -> list[_Content]:
    """The parts with, at each element that stands on several sheets, on which others."""
    sheets: dict[Code, list[int]] = {}
    for sheet, part in enumerate(parts, 1):
        for record in part.network.open_elements():
            sheets.setdefault(record.element.code, []).append(sheet)
    referring = []
    for sheet, part in enumerate(parts, 1):
        words = dict(part.colouring.words)
        for code, found in sheets.items():
            if sheet in found and len(found) > 1:
                others = listing([str(other) for other in found if other != sheet])
                words[code] = " · ".join(word for word in (words.get(code, ""), f"ook op blad {others}") if word)
        referring.append(replace(part, colouring=replace(part.colouring, words=words)))
    return referring


def _stretched(results: float, others: float, between: float) -> Sizes:
    return replace(
        PAPER,
        goals=PAPER.goals * others,
        results=PAPER.results * results,
        efforts=PAPER.efforts * others,
        between=PAPER.between * between,
    )


def _loosened(sizes: Sizes, between: float, loose: float) -> Sizes:
    return replace(
        sizes,
        between=PAPER.between * between,
        padding=PAPER.padding * loose,
        gap=PAPER.gap * loose,
        band_gap=PAPER.band_gap * loose,
    )


def _sheet(picture: Picture) -> str:
    ground = tag("rect", width=WIDE, height=HIGH, fill="#fff")
    inner = picture.within(MARGIN, MARGIN, _ROOM_WIDE, _ROOM_HIGH)
    size = {"viewBox": f"0 0 {WIDE} {HIGH}", "width": f"{WIDE}mm", "height": f"{HIGH}mm"}
    return tag("svg", ground + inner, xmlns="http://www.w3.org/2000/svg", **size)
