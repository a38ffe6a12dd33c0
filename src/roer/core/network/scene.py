"""What a picture of the network shows and where: boxes, bands, lines and the roadmap, in pixels, before any drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from roer.core.network.colouring import Colouring
from roer.core.network.measuring import width_of, wrapped
from roer.core.network.placing import LAST, Board, Order, Slot, placed
from roer.core.network.sizes import SCREEN, Sizes
from roer.core.programme.elements import Code, Effort, Element, Goal, Link, PolicyField, Result
from roer.core.programme.network_state import Network
from roer.core.values.dutch import plural

BOLDER = 1.12
"""How much wider bold letters are."""
NEAR_ALL = 0.6
"""An effort that serves more than this share of the results gets a chip instead of a fan of lines."""
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
class Box:
    """An element's box: its place, its wrapped lines, and its caption below them or `aside` on the same line.

    `chip` is what it says instead of lines when it serves nearly everything.
    """

    element: Element
    left: float
    top: float
    width: float
    height: float
    lines: tuple[str, ...]
    caption: tuple[str, ...] = ()
    chip: tuple[str, ...] = ()
    aside: str = ""

    @property
    def middle(self) -> float:
        """Half-way down."""
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class Band:
    """The ground behind the results of one policy field."""

    title: str
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Ties:
    """Per code what it serves and what serves it, in code order."""

    serves: Mapping[Code, tuple[Code, ...]]
    served_by: Mapping[Code, tuple[Code, ...]]

    @classmethod
    def of(cls, network: Network) -> Ties:
        """The ties of a network, gathered once."""
        serves: dict[Code, list[Code]] = {}
        served_by: dict[Code, list[Code]] = {}
        for source, target in sorted(network.links):
            serves.setdefault(source, []).append(target)
            served_by.setdefault(target, []).append(source)
        frozen = ({code: tuple(others) for code, others in found.items()} for found in (serves, served_by))
        return cls(*frozen)

    def around(self, code: Code) -> tuple[Code, ...]:
        """Everything tied to an element, either way."""
        return self.serves.get(code, ()) + self.served_by.get(code, ())


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


def band_of(result: Result) -> str:
    """The band that a result stands in: its policy field (empty for none), or that of the connecting products."""
    return LAST if result.is_connecting else "".join(result.policy_fields)


def order_of(network: Network, before: Order | None = None) -> Order:
    """In which order the elements of a network stand; with the order of an earlier version, nothing of that moves."""
    return placed(_board(network), before)


def _board(network: Network) -> Board:
    """In order of arrival: what comes later makes room for itself among what was there."""
    arrived = sorted(network.open_elements(), key=lambda record: (record.added.seq, record.element.code))
    slots = [_slot(record.element) for record in arrived]
    column = {slot.code: slot.column for slot in slots}
    fans = near_universal(network)
    lines = [
        (target, source)
        for source, target in sorted(network.links)
        if source not in fans and column.get(source, 9) - column.get(target, 0) == 1
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


def near_universal(network: Network) -> dict[Code, int]:
    """Efforts that serve nearly every result, with how many: the biggest cure against spaghetti."""
    results = {result.code for result in network.results}
    served: dict[Code, int] = {}
    for source, target in network.links:
        if target in results and isinstance(network.elements[source].element, Effort):
            served[source] = served.get(source, 0) + 1
    least = max(6, NEAR_ALL * len(results))
    return {code: count for code, count in sorted(served.items()) if count >= least}


def scene(
    network: Network,
    *,
    order: Order,
    colouring: Colouring,
    policy_fields: Mapping[str, PolicyField],
    roadmap: Sequence[RoadmapItem] = (),
    sizes: Sizes = SCREEN,
) -> Scene:
    """Where everything stands. `order` comes from `order_of`; unknown codes in it are passed over."""
    fans, ties = near_universal(network), Ties.of(network)
    columns = [[network.elements[code].element for code in column if network.is_open(code)] for column in order]
    columns += [[]] * (3 - len(columns))
    sizes = _fitting(sizes, columns, roadmap)
    results = [element for element in columns[1] if isinstance(element, Result)]
    boxes, bands, depth = _results(results, sizes, colouring, policy_fields)
    rows = _roadmap(roadmap, sizes)
    height = max(
        depth,
        _stacked(columns[0], sizes.goals, sizes, colouring, fans),
        _stacked(columns[2], sizes.efforts, sizes, colouring, fans),
        rows[-1][1] + sizes.row + 4 if rows else 0,
    )
    placed_results = dict(boxes)
    for column, number, width in ((columns[2], 2, sizes.efforts), (columns[0], 0, sizes.goals)):
        blank = [_box(element, (sizes.left_of(number), width), sizes, colouring, fans) for element in column]
        beside = placed_results or dict(boxes)  # without results, goals stand beside the efforts that serve them
        for box in _spread(blank, [_wish(box, beside, ties) for box in blank], height, sizes):
            boxes[box.element.code] = box
    links = tuple(
        record.link
        for (source, target), record in sorted(network.links.items())
        if source in boxes and target in boxes
    )  # fmt: skip
    return Scene(boxes, bands, links, rows, sizes, height + sizes.padding, order, ties, fans)


def _fitting(sizes: Sizes, columns: Sequence[Sequence[Element]], roadmap: Sequence[RoadmapItem]) -> Sizes:
    """As wide as the rows of the roadmap ask; a column without elements, or without rows, takes no room."""
    goals, results, efforts = (
        width if column or not any(columns) else 0.0
        for column, width in zip(columns, (sizes.goals, sizes.results, sizes.efforts), strict=True)
    )
    wide = max((_row_width(item, sizes) for item in roadmap), default=0.0)
    return replace(sizes, goals=goals, results=results, efforts=efforts, roadmap=wide)


def _box(
    element: Element, at: tuple[float, float], sizes: Sizes, colouring: Colouring, fans: Mapping[Code, int]
) -> Box:
    """A box with its text, at the top for now; `at` is its left edge and its width."""
    left, width = at
    inner = width - sizes.stripe - 2 * sizes.padding - 6
    lines = wrapped(f"{element.code} {element.title}", width=inner, size=sizes.title)
    word = colouring.words.get(element.code, "")
    room = inner - width_of(lines[0], sizes.title) - 1.5 * sizes.caption
    aside = word if sizes.caption_beside and len(lines) == 1 and width_of(word, sizes.caption) <= room else ""
    caption = wrapped(word, width=inner, size=sizes.caption) if word and not aside else ()
    chip = wrapped(_chip(fans[element.code]), width=inner / BOLDER, size=sizes.caption) if element.code in fans else ()
    text = len(lines) * sizes.title_line + (len(caption) + len(chip)) * sizes.caption_line
    return Box(element, left, 0, width, 2 * sizes.padding + text, lines, caption, chip, aside)


def _chip(served: int) -> str:
    return f"randvoorwaarde voor {plural(served, 'resultaat', 'resultaten')}"


def _results(
    results: Sequence[Result], sizes: Sizes, colouring: Colouring, policy_fields: Mapping[str, PolicyField]
) -> tuple[dict[Code, Box], tuple[Band, ...], float]:
    boxes: dict[Code, Box] = {}
    bands: list[Band] = []
    top = sizes.heading
    for name in dict.fromkeys(band_of(result) for result in results):
        start, top = top, top + sizes.band_head
        title = _band_title(name, policy_fields)
        plain = _unless(colouring, title)
        for result in (result for result in results if band_of(result) == name):
            box = replace(_box(result, (sizes.left_of(1), sizes.results), sizes, plain, {}), top=top)
            boxes[result.code] = box
            top += box.height + sizes.gap
        top += sizes.band_foot - sizes.gap
        bands.append(Band(title, start, top - start))
        top += sizes.band_gap
    return boxes, tuple(bands), top - sizes.band_gap if bands else top


def _unless(colouring: Colouring, title: str) -> Colouring:
    """The colouring without the words that a band's title says already."""
    return replace(colouring, words={code: word for code, word in colouring.words.items() if word != title})


def _band_title(name: str, policy_fields: Mapping[str, PolicyField]) -> str:
    if name == LAST:
        return "Verbindende informatieproducten"
    return policy_fields[name].name if name in policy_fields else "Zonder beleidsterrein"


def _stacked(
    elements: Sequence[Element], width: float, sizes: Sizes, colouring: Colouring, fans: Mapping[Code, int]
) -> float:
    boxes = (_box(element, (0, width), sizes, colouring, fans) for element in elements)
    return sizes.heading + sum(box.height + sizes.gap for box in boxes)


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


def _row_width(item: RoadmapItem, sizes: Sizes) -> float:
    """How wide the roadmap must be for this row, and never less than usual."""
    gates = len(item.gates) * (sizes.gate + GATE_GAP)
    word = BOLDER * width_of(RESERVED, sizes.caption) + GATE_GAP if item.reserved else 0.0
    return max(sizes.roadmap, gates_from(item.code, sizes) + gates + word)


def _roadmap(items: Sequence[RoadmapItem], sizes: Sizes) -> tuple[tuple[RoadmapItem, float], ...]:
    """Each item with its top; a new heading wherever `when` changes takes room of its own."""
    rows: list[tuple[RoadmapItem, float]] = []
    top, when = sizes.heading, object()
    for item in items:
        if item.when != when:
            top, when = top + sizes.band_head + (6 if rows else 0), item.when
        rows.append((item, top))
        top += sizes.row
    return tuple(rows)
