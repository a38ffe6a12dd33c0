"""What a picture of the network shows and where: boxes, bands, lines and the roadmap, in pixels, before any drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roer.core.network.colouring import Colouring
from roer.core.network.measuring import wrapped
from roer.core.network.placing import LAST, Board, Order, Slot, placed
from roer.core.programme.elements import Code, Effort, Element, Link, PolicyField, Result
from roer.core.programme.network_state import Network
from roer.core.values.dutch import plural

TITLE_SIZE, TITLE_LINE = 13.0, 16.5
CAPTION_SIZE, CAPTION_LINE = 11.5, 14.5
PADDING, GAP, STRIPE = 8.0, 9.0, 10.0
BAND_HEAD, BAND_FOOT, BAND_GAP = 24.0, 8.0, 12.0
HEADING = 40.0
NEAR_ALL = 0.6
"""An effort that serves more than this share of the results gets a chip instead of a fan of lines."""


@dataclass(frozen=True, slots=True)
class Widths:
    """How wide the columns and the spaces between them are."""

    goals: float = 210
    results: float = 270
    efforts: float = 240
    roadmap: float = 232
    between: float = 104
    margin: float = 16

    def left_of(self, column: int) -> float:
        """The left edge of a column, 0 for goals to 3 for the roadmap."""
        widths = (self.goals, self.results, self.efforts, self.roadmap)
        spaces = self.between * min(column, 2) + (self.between * 0.45 if column == 3 else 0)
        return self.margin + sum(widths[:column]) + spaces

    @property
    def total(self) -> float:
        """The width of the whole picture."""
        return self.left_of(3) + self.roadmap + self.margin


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
    """An element's box: its place, its wrapped lines, its caption, and a chip text when it serves nearly everything."""

    element: Element
    left: float
    top: float
    width: float
    height: float
    lines: tuple[str, ...]
    caption: tuple[str, ...] = ()
    chip: str = ""

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
    widths: Widths
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
    slots = [Slot(goal.code, 0) for goal in network.goals]
    slots += [Slot(result.code, 1, band_of(result)) for result in network.results]
    slots += [Slot(effort.code, 2) for effort in network.efforts]
    column = {slot.code: slot.column for slot in slots}
    fans = near_universal(network)
    lines = [
        (target, source)
        for source, target in sorted(network.links)
        if source not in fans and column.get(source, 9) - column.get(target, 0) == 1
    ]
    return Board(tuple(slots), tuple(lines))


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
    widths: Widths | None = None,
) -> Scene:
    """Where everything stands. `order` comes from `order_of`; unknown codes in it are passed over."""
    widths = widths or Widths()
    fans, ties = near_universal(network), Ties.of(network)
    columns = [[network.elements[code].element for code in column if network.is_open(code)] for column in order]
    columns += [[]] * (3 - len(columns))
    results = [element for element in columns[1] if isinstance(element, Result)]
    boxes, bands, depth = _results(results, widths, colouring, policy_fields)
    rows = _roadmap(roadmap)
    height = max(
        depth,
        _stacked(columns[0], widths.goals, colouring, fans),
        _stacked(columns[2], widths.efforts, colouring, fans),
        rows[-1][1] + 30 if rows else 0,
    )
    placed_results = dict(boxes)
    for column, number, width in ((columns[0], 0, widths.goals), (columns[2], 2, widths.efforts)):
        blank = [_box(element, widths.left_of(number), width, colouring, fans) for element in column]
        for box in _spread(blank, placed_results, ties, height):
            boxes[box.element.code] = box
    links = tuple(
        record.link
        for (source, target), record in sorted(network.links.items())
        if source in boxes and target in boxes
    )  # fmt: skip
    return Scene(boxes, bands, links, rows, widths, height + PADDING, order, ties, fans)


def _box(element: Element, left: float, width: float, colouring: Colouring, fans: Mapping[Code, int]) -> Box:
    inner = width - STRIPE - 2 * PADDING
    lines = wrapped(f"{element.code} {element.title}", width=inner, size=TITLE_SIZE)
    word = colouring.words.get(element.code, "")
    caption = wrapped(word, width=inner, size=CAPTION_SIZE) if word else ()
    chip = (
        f"randvoorwaarde voor {plural(fans[element.code], 'resultaat', 'resultaten')}" if element.code in fans else ""
    )
    height = 2 * PADDING + len(lines) * TITLE_LINE + (len(caption) + bool(chip)) * CAPTION_LINE
    return Box(element, left, 0, width, height, lines, caption, chip)


def _moved(box: Box, top: float) -> Box:
    return Box(box.element, box.left, top, box.width, box.height, box.lines, box.caption, box.chip)


def _results(
    results: Sequence[Result], widths: Widths, colouring: Colouring, policy_fields: Mapping[str, PolicyField]
) -> tuple[dict[Code, Box], tuple[Band, ...], float]:
    boxes: dict[Code, Box] = {}
    bands: list[Band] = []
    top = HEADING
    for name in dict.fromkeys(band_of(result) for result in results):
        start, top = top, top + BAND_HEAD
        for result in (result for result in results if band_of(result) == name):
            box = _moved(_box(result, widths.left_of(1), widths.results, colouring, {}), top)
            boxes[result.code] = box
            top += box.height + GAP
        top += BAND_FOOT - GAP
        bands.append(Band(_band_title(name, policy_fields), start, top - start))
        top += BAND_GAP
    return boxes, tuple(bands), top - BAND_GAP if bands else top


def _band_title(name: str, policy_fields: Mapping[str, PolicyField]) -> str:
    if name == LAST:
        return "Verbindende informatieproducten"
    return policy_fields[name].name if name in policy_fields else "Zonder beleidsterrein"


def _stacked(elements: Sequence[Element], width: float, colouring: Colouring, fans: Mapping[Code, int]) -> float:
    return HEADING + sum(_box(element, 0, width, colouring, fans).height + GAP for element in elements)


def _spread(blank: Sequence[Box], fixed: Mapping[Code, Box], ties: Ties, height: float) -> list[Box]:
    """Goals or efforts, each near the middle of what it is linked with, in order and without overlap."""
    tops: list[float] = []
    low = HEADING
    for box in blank:
        tops.append(max(low, _wish(box, fixed, ties) - box.height / 2))
        low = tops[-1] + box.height + GAP
    high = height
    for index in range(len(blank) - 1, -1, -1):
        tops[index] = min(tops[index], high - blank[index].height)
        high = tops[index] - GAP
    return [_moved(box, max(HEADING, top)) for box, top in zip(blank, tops, strict=True)]


def _wish(box: Box, fixed: Mapping[Code, Box], ties: Ties) -> float:
    middles = [fixed[other].middle for other in ties.around(box.element.code) if other in fixed]
    return sum(middles) / len(middles) if middles else 0.0


def _roadmap(items: Sequence[RoadmapItem]) -> tuple[tuple[RoadmapItem, float], ...]:
    """Each item with its top; a new heading wherever `when` changes takes room of its own."""
    rows: list[tuple[RoadmapItem, float]] = []
    top, when = HEADING, object()
    for item in items:
        if item.when != when:
            top, when = top + BAND_HEAD + (6 if rows else 0), item.when
        rows.append((item, top))
        top += 26
    return tuple(rows)
