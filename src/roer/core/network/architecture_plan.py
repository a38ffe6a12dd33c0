"""Where everything of a drawn target architecture stands: sources, exchange, storage, components, product, audience.

Left to right in columns of boxes that never meet. Every flow leaves its box at a port of its own on the right, with its
number beside it, so that numbers never meet either; what it carries stands in the list below, where words have room.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from roer.core.network.measuring import wrapped
from roer.core.programme.architecture import PRODUCT, Architecture, ComponentKind, Flow
from roer.core.programme.labels import label

COLUMNS = ("Bronnen", "Uitwisseling", "Opslag", "Componenten", "Product", "Doelgroep")
SOURCES, EXCHANGES, STORES, COMPONENTS, PRODUCTS, READERS = range(len(COLUMNS))
WIDE, GAP, MARGIN, HEAD, APART = 164, 78, 16, 44, 22
"""The width of a box, between columns, around everything, above the boxes and between two boxes, in pixels."""
PAD, PORT = 12, 22
"""Room within a box, and between two lines that leave or reach it."""
NAME, NOTE = 13, 11
"""Sizes of text."""
NAME_LINE, NOTE_LINE = 17, 15
_COLUMN_OF = {ComponentKind.EXCHANGE: EXCHANGES, ComponentKind.STORAGE: STORES}
_BOLD = 1.1
"""How much wider than usual bold text is reckoned."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is drawn: an architecture with the name of its product and whom that serves."""

    architecture: Architecture
    product: str
    audience: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """A box: its name in lines that fit, smaller notes below, and where it stands."""

    name: str
    column: int
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    left: float = 0
    top: float = 0
    height: float = 0

    @property
    def right(self) -> float:
        """The side at which flows leave."""
        return self.left + WIDE

    @property
    def bottom(self) -> float:
        """Below which the next box may begin."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Strand:
    """A line: from the port where it leaves to where it arrives; without a flow it is the product reaching readers."""

    start: tuple[float, float]
    end: tuple[float, float]
    returns: bool
    """Whether it arrives at the right side of its target, because that stands in the same column or before it."""
    number: int = 0
    flow: Flow | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything with its place, and how large the whole is."""

    spots: tuple[Spot, ...]
    strands: tuple[Strand, ...]
    headings: tuple[tuple[str, float], ...]
    width: float
    height: float


def plan_of(shown: Shown) -> Plan:
    """The places of everything in this architecture; the same architecture gives the same places."""
    architecture = shown.architecture
    ways = _ways(shown)
    spots = [_sized(spot, ways) for spot in _spots(shown)]
    used = sorted({spot.column for spot in spots})
    lefts = {column: MARGIN + at * (WIDE + GAP) for at, column in enumerate(used)}
    placed = _placed(spots, lefts, ways)
    strands = tuple(_strands(placed, ways, architecture.flows))
    width = 2 * MARGIN + len(used) * (WIDE + GAP) - GAP
    height = max((spot.bottom for spot in placed.values()), default=HEAD) + MARGIN
    headings = tuple((COLUMNS[column], lefts[column]) for column in used)
    return Plan(tuple(placed.values()), strands, headings, width, height)


Way = tuple[str, str, int]
"""From, to, and the number of the flow; 0 for the product reaching its readers."""


def _ways(shown: Shown) -> tuple[Way, ...]:
    flows = tuple((flow.source, flow.target, at) for at, flow in enumerate(shown.architecture.flows, start=1))
    return (*flows, *((PRODUCT, reader, 0) for reader in _readers(shown)))


def _readers(shown: Shown) -> tuple[str, ...]:
    """The readers under names that nothing else has."""
    taken = {PRODUCT, *shown.architecture.sources, *(one.name for one in shown.architecture.components)}
    return tuple(f"{name} (doelgroep)" if name in taken else name for name in dict.fromkeys(shown.audience))


def _spots(shown: Shown) -> Iterable[Spot]:
    architecture = shown.architecture
    for source in dict.fromkeys(architecture.sources):
        held = [one.name for one in architecture.objects if one.source == source]
        yield _spot(source, SOURCES, [f"• {name}" for name in held])
    for one in architecture.components:
        yield _spot(
            one.name,
            _COLUMN_OF.get(one.kind, COMPONENTS),
            [label(one.kind), *([one.reference] if one.reference else [])],
        )
    yield _spot(PRODUCT, PRODUCTS, [shown.product])
    yield from (_spot(reader, READERS, []) for reader in _readers(shown))


def _spot(name: str, column: int, notes: Sequence[str]) -> Spot:
    room = WIDE - 2 * PAD
    lines = wrapped(name, width=room / _BOLD, size=NAME)
    return Spot(name, column, lines, tuple(line for note in notes for line in wrapped(note, width=room, size=NOTE)))


def _sized(spot: Spot, ways: Sequence[Way]) -> Spot:
    text = len(spot.lines) * NAME_LINE + len(spot.notes) * NOTE_LINE
    leaving = sum(1 for source, _target, _number in ways if source == spot.name)
    arriving = sum(1 for _source, target, _number in ways if target == spot.name)
    return replace(spot, height=max(text + 2 * PAD, (leaving + arriving) * PORT))


def _placed(spots: Sequence[Spot], lefts: Mapping[int, float], ways: Sequence[Way]) -> dict[str, Spot]:
    """Column by column, each box near what flows into it, and the columns centred on the tallest."""
    tallest = max(_tall([spot for spot in spots if spot.column == column]) for column in lefts)
    placed: dict[str, Spot] = {}
    for column, left in lefts.items():
        members = [spot for spot in spots if spot.column == column]
        members.sort(key=lambda spot: _pull(spot, placed, ways))
        top = HEAD + (tallest - _tall(members)) / 2
        for spot in members:
            placed[spot.name] = replace(spot, left=left, top=top)
            top += spot.height + APART
    return placed


def _tall(members: Sequence[Spot]) -> float:
    return sum(spot.height for spot in members) + APART * (len(members) - 1)


def _pull(spot: Spot, placed: Mapping[str, Spot], ways: Sequence[Way]) -> float:
    """The height at which what flows in stands on average; what nothing flows into stays on top."""
    heights = [placed[source].top for source, target, _ in ways if target == spot.name and source in placed]
    return sum(heights) / len(heights) if heights else 0


def _strands(placed: Mapping[str, Spot], ways: Sequence[Way], flows: Sequence[Flow]) -> Iterable[Strand]:
    rights, lefts = dict.fromkeys(placed, 0), dict.fromkeys(placed, 0)
    known = [way for way in ways if way[0] in placed and way[1] in placed]
    for source, target, number in sorted(known, key=lambda way: (placed[way[1]].top, way[2])):
        begin, end = placed[source], placed[target]
        returns = end.column <= begin.column
        start = begin.right, _port(begin, rights)
        stop = (end.right, _port(end, rights)) if returns else (end.left, _port(end, lefts))
        yield Strand(start, stop, returns, number, flows[number - 1] if number else None)


def _port(spot: Spot, taken: dict[str, int]) -> float:
    """The next free port of a side: from the top, a port apart; there is room for all lines of the box."""
    taken[spot.name] += 1
    return spot.top + PORT * (taken[spot.name] - 0.5)
