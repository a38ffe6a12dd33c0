"""The network on paper, landscape: text of at least 7 points, on one sheet or split over several, never cut."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from immutables import Map

from roer.core.network.colouring import Colouring
from roer.core.network.columns import Columns, Share, band_of
from roer.core.network.drawing import Picture, draw
from roer.core.network.fitting import A3, SMALLEST, Fit, Paper, Sheet
from roer.core.network.foot import foot
from roer.core.network.look import Caption, Emphasis, Look
from roer.core.network.placing import Order
from roer.core.network.scene import RoadmapItem, Scene, Ties, roadmap_rows, roadmap_width, rows_depth, scene
from roer.core.network.sizes import PAPER, Sizes
from roer.core.network.svg import tag
from roer.core.programme.elements import Code, Element, PolicyField, Result
from roer.core.programme.network_state import Network
from roer.core.values.dutch import listing, number
from roer.core.values.errors import RoerError


class TooLargeForPaper(RoerError):
    """Even one result to a sheet does not fit: so much hangs on it that its text would be too small to read."""

    def __init__(self, paper: Paper, points: float) -> None:
        cure = "Kies een deel van het netwerk." if paper == A3 else "Kies A3, of een deel van het netwerk."
        super().__init__(
            f"Deze DIN past niet leesbaar op {paper.name}: de kleinste letters zouden {number(points, 1)} punt worden, "
            f"en {number(SMALLEST)} is het minste. {cure}"
        )


@dataclass(frozen=True, slots=True)
class _Content:
    """What goes on paper, whole or in parts; `share` tells what a part must know of the whole."""

    network: Network
    order: Order
    colouring: Colouring
    policy_fields: Mapping[str, PolicyField]
    roadmap: Sequence[RoadmapItem]
    share: Share

    def part(self, results: frozenset[Code], ties: Ties, *, first: bool) -> _Content:
        """These results and what they are tied to; what is tied to nothing at all stands on the first sheet."""
        codes = results | {other for code in results for other in ties.around(code) if not self._is_result(other)}
        if first:
            codes |= {code for code in self.network.elements if not self._is_result(code) and not ties.around(code)}
        elements = {code: self.network.elements[code] for code in codes}
        ends = ((code, target) for code in codes for target in ties.serves.get(code, ()) if target in codes)
        links = {both: self.network.links[both] for both in ends}
        network = Network(elements=Map(elements), links=Map(links), lineage=self.network.lineage)
        return replace(self, network=network, roadmap=[item for item in self.roadmap if item.code in results])

    def _is_result(self, code: Code) -> bool:
        return self.network.result(code) is not None

    def scene(self, sizes: Sizes) -> Scene:
        """Where everything stands with these sizes."""
        return scene(
            self.network,
            order=self.order,
            colouring=self.colouring,
            policy_fields=self.policy_fields,
            roadmap=self.roadmap,
            sizes=sizes,
            share=self.share,
        )

    def sheet(self, paper: Paper, caption: Caption) -> Sheet:
        """What must fit on this paper. Only the foot needs a scene, and that of the usual sizes tells enough."""
        columns = Columns.of(
            self.network, self.order, colouring=self.colouring, policy_fields=self.policy_fields, share=self.share
        )
        usual, look = self.scene(PAPER), Look(self.colouring, lambda _: "")
        return Sheet(
            columns=columns,
            rows=lambda sizes: rows_depth(roadmap_rows(self.roadmap, sizes), sizes),
            foot=lambda sizes: foot(replace(usual, sizes=sizes), look, caption.footer)[1],
            paper=paper,
        )

    def fitted(self, paper: Paper, caption: Caption) -> tuple[Sheet, Fit]:
        """The sizes with the largest text."""
        sheet = self.sheet(paper, caption)
        return sheet, sheet.fitted(roadmap_width(self.roadmap, PAPER))


def sheets(
    network: Network,
    *,
    order: Order,
    colouring: Colouring,
    policy_fields: Mapping[str, PolicyField],
    roadmap: Sequence[RoadmapItem],
    caption: Caption,
    address: Callable[[Element], str],
    paper: Paper = A3,
    emphasis: Emphasis | None = None,
) -> tuple[str, ...]:
    """The sheets as SVG documents as large as the paper, as few as keep the smallest text readable.

    Each tells its number, and what stands on several says on which others. Raises TooLargeForPaper.
    """
    content = _Content(network, order, colouring, policy_fields, roadmap, Share.of(network))
    parts = _parts(content, paper, caption)
    made = []
    for index, (part, sheet, fit) in enumerate(parts, 1):
        found = part.scene(sheet.loosened(fit).sizes)
        told = replace(caption, footer=_numbered(caption.footer, index, len(parts)))
        picture = draw(found, colouring=part.colouring, caption=told, address=address, emphasis=emphasis)
        made.append(on_paper(picture, paper))
    return tuple(made)


def _numbered(footer: str, sheet: int, count: int) -> str:
    return " · ".join(part for part in (footer, f"blad {sheet} van {count}") if part)


def _parts(content: _Content, paper: Paper, caption: Caption) -> list[tuple[_Content, Sheet, Fit]]:
    """The network over the sheets that it needs, in the order of the results: what does not fit is divided further."""
    results = [result for column in content.order for code in column if (result := content.network.result(code))]
    groups: list[Sequence[Result]] = [[result for result in results if content.network.is_open(result.code)]]
    ties = Ties.of(content.network)
    while True:
        parts = _split(content, groups, ties) if len(groups) > 1 else [content]
        widest = replace(caption, footer=_numbered(caption.footer, len(parts), len(parts)))
        fitted = [(part, *part.fitted(paper, widest)) for part in parts]
        if all(fit.points >= SMALLEST for _, _, fit in fitted):
            return fitted
        groups = [
            part
            for group, (_, _, fit) in zip(groups, fitted, strict=True)
            for part in (_divided(group, paper, fit.points) if fit.points < SMALLEST else [group])
        ]


def _split(content: _Content, groups: Sequence[Sequence[Result]], ties: Ties) -> list[_Content]:
    codes = [frozenset(result.code for result in group) for group in groups]
    return _referring([content.part(group, ties, first=not index) for index, group in enumerate(codes)])


def _divided(results: Sequence[Result], paper: Paper, points: float) -> list[Sequence[Result]]:
    """Stretches of about the same length, as many as these results need by their area, cut between bands if near."""
    if len(results) < 2:
        raise TooLargeForPaper(paper, points)
    count = min(len(results), max(2, round(0.8 * (SMALLEST / points) ** 2)))
    length = len(results) / count
    edges = [0]
    for sheet in range(1, count):
        ideal, first, last = sheet * length, edges[-1] + 1, len(results) - count + sheet
        near = [cut for cut in range(first, last + 1) if abs(cut - ideal) <= max(1.0, length / 4)]
        between = [cut for cut in near if band_of(results[cut]) != band_of(results[cut - 1])]
        wanted = min(between or near or [first], key=lambda cut: abs(cut - ideal))
        edges.append(min(max(wanted, first), last))
    return [results[start:end] for start, end in pairwise([*edges, len(results)])]


def _referring(parts: list[_Content]) -> list[_Content]:
    """The parts with, at each element that stands on several sheets, on which others."""
    standing: dict[Code, list[int]] = {}
    for sheet, part in enumerate(parts, 1):
        for code in part.network.elements:
            standing.setdefault(code, []).append(sheet)
    repeated = {code: found for code, found in standing.items() if len(found) > 1}
    return [
        replace(part, share=replace(part.share, elsewhere=_elsewhere(sheet, repeated)))
        for sheet, part in enumerate(parts, 1)
    ]  # fmt: skip


def _elsewhere(sheet: int, repeated: Mapping[Code, Sequence[int]]) -> dict[Code, str]:
    return {
        code: f"ook op blad {listing([str(other) for other in found if other != sheet])}"
        for code, found in repeated.items()
        if sheet in found
    }


def on_paper(picture: Picture, paper: Paper) -> str:
    """A picture as a document as large as the paper, within its margins."""
    ground = tag("rect", width=paper.wide, height=paper.high, fill="#fff")
    inner = picture.within(paper.margin, paper.margin, paper.room_wide, paper.room_high)
    size = {"viewBox": f"0 0 {paper.wide} {paper.high}", "width": f"{paper.wide}mm", "height": f"{paper.high}mm"}
    return tag("svg", ground + inner, xmlns="http://www.w3.org/2000/svg", **size)
