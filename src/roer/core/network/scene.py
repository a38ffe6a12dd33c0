"""What a picture of the network shows and where: boxes, bands, lines and the roadmap, in pixels, before any drawing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import TypeVar

from roer.core.network.colouring import Colouring
from roer.core.network.columns import BOLDER, Band, Box, Columns, Share, band_of, near_universal, stacked
from roer.core.network.measuring import width_of
from roer.core.network.placing import Board, Order, Slot, placed
from roer.core.network.sizes import SCREEN, Sizes
from roer.core.programme.elements import Code, Effort, Element, Goal, Link, LinkKind, PolicyField, Result
from roer.core.programme.network_state import Network
from roer.core.values.frozen import replace

Key = TypeVar("Key", Code, tuple[Code, LinkKind])
RESERVED, GATE_GAP = "voorbehoud", 4.0
"""What a row of the roadmap says of a result of which a gate closed since; the room between two gates."""


@dataclass(frozen=True, slots=True)
class RoadmapItem:
    """A result on, or on its way to, the roadmap: when (None for 'not yet'), and the sign and word of each gate."""

    code: Code
    title: str
    when: str | None
    gates: tuple[tuple[str, str, str], ...]
    reserved: bool = False


@dataclass(frozen=True, slots=True)
class Ties:
    """Per code what it serves and what serves it, in code order; `serving` and `helping` the same per kind of tie."""

    serves: Mapping[Code, tuple[Code, ...]]
    served_by: Mapping[Code, tuple[Code, ...]]
    serving: Mapping[tuple[Code, LinkKind], tuple[Code, ...]]
    helping: Mapping[tuple[Code, LinkKind], tuple[Code, ...]]

    @classmethod
    def of(cls, network: Network) -> Ties:
        """The ties of a network, gathered once."""
        links = [record.link for record in network.links_in_order()]
        return cls(
            serves=_gathered((link.source, link.target) for link in links),
            served_by=_gathered((link.target, link.source) for link in links),
            serving=_gathered(((link.source, link.kind), link.target) for link in links),
            helping=_gathered(((link.target, link.kind), link.source) for link in links),
        )

    def around(self, code: Code) -> tuple[Code, ...]:
        """Everything tied to an element, either way."""
        return self.serves.get(code, ()) + self.served_by.get(code, ())


def _gathered(pairs: Iterable[tuple[Key, Code]]) -> dict[Key, tuple[Code, ...]]:
    found: dict[Key, list[Code]] = {}
    for key, code in pairs:
        found.setdefault(key, []).append(code)
    return {key: tuple(codes) for key, codes in found.items()}


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything to draw, with the size it takes."""

    boxes: Mapping[Code, Box]
    bands: tuple[Band, ...]
    links: tuple[Link, ...]
    roadmap: tuple[tuple[RoadmapItem, float], ...]
    sizes: Sizes
    height: float
    order: Order
    ties: Ties
    fans: Mapping[Code, int]
    on_roadmap: Mapping[Code, RoadmapItem] = field(default_factory=dict)
    """What the roadmap says of each result."""


def order_of(network: Network, before: Order | None = None) -> Order:
    """In which order the elements of a network stand; with the order of an earlier version, nothing of that moves."""
    return _placed(board_of(network), before)


@lru_cache(maxsize=32)
def _placed(board: Board, before: Order | None) -> Order:
    """Placing depends on nothing but the board, that stays the same when only words change: kept per process."""
    return placed(board, before)


def board_of(network: Network) -> Board:
    """What has to be placed, in order of arrival: what comes later makes room for itself among what was there."""
    arrived = sorted(network.open_elements(), key=lambda record: (record.added.seq, record.element.code))
    slots = [_slot(record.element) for record in arrived]
    column = {slot.code: slot.column for slot in slots}
    fans = near_universal(network)
    links = [record.link for record in network.links_in_order()]
    lines = [
        (link.target, link.source)
        for link in links
        if link.source not in fans and column.get(link.source, 9) - column.get(link.target, 0) == 1
    ]
    return Board(tuple(slots), tuple(lines))


def _slot(element: Element) -> Slot:
    match element:
        case Goal():
            return Slot(element.code, 0)
        case Result():
            return Slot(element.code, 1, band_of(element))
        case Effort():
            return Slot(element.code, 2)


def scene(
    network: Network,
    *,
    order: Order,
    colouring: Colouring,
    policy_fields: Mapping[str, PolicyField],
    roadmap: Sequence[RoadmapItem] = (),
    sizes: Sizes = SCREEN,
    share: Share | None = None,
) -> Scene:
    """Where everything stands. `order` comes from `order_of`; `share` is told when the network is part of another."""
    share = share or Share.of(network)
    columns = Columns.of(network, order, colouring=colouring, policy_fields=policy_fields, share=share)
    sizes, ties = columns.within(replace(sizes, roadmap=roadmap_width(roadmap, sizes))), Ties.of(network)
    boxes, bands, depth = columns.results(sizes)
    rows, sides = roadmap_rows(roadmap, sizes), [columns.boxes(number, sizes) for number in (2, 0)]
    height = max(depth, rows_depth(rows, sizes), *(stacked(blank, sizes) for blank in sides))
    results = dict(boxes)
    for blank in sides:
        beside = results or dict(boxes)  # without results, goals stand beside the efforts that serve them
        for box in _spread(blank, [_wish(box, beside, ties) for box in blank], height, sizes):
            boxes[box.element.code] = box
    links = tuple(
        record.link
        for record in network.links_in_order()
        if record.link.source in boxes and record.link.target in boxes
    )
    shown = {item.code: item for item in roadmap}
    return Scene(boxes, bands, links, rows, sizes, height + sizes.padding, order, ties, share.fans, shown)


def _spread(blank: Sequence[Box], wishes: Sequence[float | None], height: float, sizes: Sizes) -> list[Box]:
    """Goals or efforts as near as can be to where they wish their middle, in order and without overlap.

    Boxes that want the same room form a group around the mean of their wishes, as large as needed and no larger.
    """
    above = list(accumulate((box.height + sizes.gap for box in blank), initial=0.0))
    groups: list[tuple[float, int]] = []
    last = sizes.heading
    for box, wish, before in zip(blank, wishes, above, strict=False):
        last = wish - box.height / 2 - before if wish is not None else last
        groups.append((last, 1))
        while len(groups) > 1 and groups[-2][0] >= groups[-1][0]:
            (upper, count), (lower, more) = groups[-2:]
            groups[-2:] = [((upper * count + lower * more) / (count + more), count + more)]
    lowest = height - above[-1] + sizes.gap
    starts = (max(sizes.heading, min(start, lowest)) for start, count in groups for _ in range(count))
    return [replace(box, top=start + before) for box, start, before in zip(blank, starts, above, strict=False)]


def _wish(box: Box, fixed: Mapping[Code, Box], ties: Ties) -> float | None:
    middles = [fixed[other].middle for other in ties.around(box.element.code) if other in fixed]
    return sum(middles) / len(middles) if middles else None


def gates_from(code: Code, sizes: Sizes) -> float:
    """How far from the left edge of its row the gates of a result begin."""
    return max(40.0, BOLDER * width_of(code, sizes.title) + 10)


def roadmap_width(items: Iterable[RoadmapItem], sizes: Sizes) -> float:
    """How wide the roadmap must be for its rows, and never less than usual; without rows it takes no room."""
    return max((_row_width(item, sizes) for item in items), default=0.0)


def _row_width(item: RoadmapItem, sizes: Sizes) -> float:
    gates = len(item.gates) * (sizes.gate + GATE_GAP)
    word = BOLDER * width_of(RESERVED, sizes.caption) + GATE_GAP if item.reserved else 0.0
    return max(sizes.roadmap, gates_from(item.code, sizes) + gates + word)


def roadmap_rows(items: Sequence[RoadmapItem], sizes: Sizes) -> tuple[tuple[RoadmapItem, float], ...]:
    """Each item with its top; a new heading wherever `when` changes takes room of its own."""
    rows: list[tuple[RoadmapItem, float]] = []
    top, when = sizes.heading, object()
    for item in items:
        if item.when != when:
            top, when = top + sizes.band_head + (6 if rows else 0), item.when
        rows.append((item, top))
        top += sizes.row
    return tuple(rows)


def rows_depth(rows: Sequence[tuple[RoadmapItem, float]], sizes: Sizes) -> float:
    """How deep the rows of the roadmap reach."""
    return rows[-1][1] + sizes.row + 4 if rows else 0.0
