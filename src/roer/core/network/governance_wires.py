"""The wires of the interfaces: between the rows of boxes and beside them, each on a track of its own.

A wire leaves a box at its upper or lower edge into the channel between two rows. To a row that is not next to it, it
goes along the trunk, the room between the rows and what stands aside. An interface with several bodies on its other
side keeps one track and branches off, so that its number needs to be told once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from roer.core.programme.organisation import Interface, InterfaceLevel
from roer.core.programme.register import Register

TRACK, QUIET, SPACE = 17.0, 24.0, 15.0
"""The room for a track, the depth of a channel without one, and the room above and below the tracks."""
Point = tuple[float, float]
_BESIDE = "left"


@dataclass(frozen=True, slots=True)
class Side:
    """The edges of a box."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Wire:
    """A drawn interface with one of the bodies on its other side; `mark` is where its number stands, once for all."""

    number: int
    points: tuple[Point, ...]
    level: InterfaceLevel
    both: bool
    mark: Point | None


@dataclass(frozen=True, slots=True)
class _Way:
    """A wire before it has a place: its ends, at which edge it leaves and arrives, and the channels it runs through."""

    number: int
    interface: Interface
    source: str
    target: str
    leaves: str
    arrives: str
    channels: tuple[int, ...]
    trunk: bool


@dataclass(frozen=True)
class Plan:
    """Which wire runs through which channel, and on which track."""

    ways: tuple[_Way, ...] = ()
    tracks: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """Channel → the numbers of the interfaces that run through it, in order."""
    trunk: tuple[int, ...] = ()

    def depth(self, channel: int) -> float:
        """How deep the channel above this row is."""
        count = len(self.tracks.get(channel, ()))
        if not count:
            return 0.0 if channel == 0 else QUIET
        return 2 * SPACE + (count - 1) * TRACK

    @property
    def trunk_width(self) -> float:
        """How wide the trunk is."""
        return 2 * SPACE + max(0, len(self.trunk) - 1) * TRACK if self.trunk else QUIET


def plan_of(register: Register, ranks: Mapping[str, int], aside: Mapping[str, int]) -> Plan:
    """The plan for boxes in rows (`ranks`) and beside them (`aside`, at the height of a row)."""
    ways = tuple(
        _way(number, record.interface, target, (ranks, aside))
        for number, record in enumerate(register.interfaces, 1)
        for target in _targets(record.interface, ranks, aside)
    )
    channels = sorted({channel for way in ways for channel in way.channels})
    tracks = {
        channel: tuple(dict.fromkeys(way.number for way in ways if channel in way.channels)) for channel in channels
    }
    return Plan(ways, tracks, tuple(dict.fromkeys(way.number for way in ways if way.trunk)))


def _targets(interface: Interface, ranks: Mapping[str, int], aside: Mapping[str, int]) -> Iterator[str]:
    wanted = (f"outside:{interface.outside}",) if interface.outside else interface.bodies
    yield from (key for key in wanted if key in ranks or key in aside)


def _way(number: int, interface: Interface, target: str, places: tuple[Mapping[str, int], Mapping[str, int]]) -> _Way:
    ranks, aside = places
    source = interface.body
    start, end = ranks.get(source), ranks.get(target)
    channels: tuple[int, ...]
    if start is None and end is None:
        leaves, arrives, channels, trunk = _BESIDE, _BESIDE, (), True
    elif start is None:
        arrives = _edge(end or 0, aside[source])
        leaves, channels, trunk = _BESIDE, (_channel(end or 0, arrives),), True
    elif end is None:
        leaves = _edge(start, aside[target])
        arrives, channels, trunk = _BESIDE, (_channel(start, leaves),), True
    else:
        leaves = "bottom" if end >= start else "top"
        arrives = "bottom" if end <= start else "top"
        channels = tuple(dict.fromkeys((_channel(start, leaves), _channel(end, arrives))))
        trunk = len(channels) > 1
    return _Way(number, interface, source, target, leaves, arrives, channels, trunk)


def _edge(row: int, other: int) -> str:
    """At which edge a box of a row goes to something beside the rows."""
    return "top" if other < row else "bottom"


def _channel(row: int, edge: str) -> int:
    return row if edge == "top" else row + 1


@dataclass(frozen=True, slots=True)
class Wiring:
    """Where the boxes, the rows (upper and lower edge) and the trunk are."""

    boxes: Mapping[str, Side]
    rows: tuple[tuple[float, float], ...]
    trunk: float


def wires_of(plan: Plan, wiring: Wiring) -> tuple[Wire, ...]:
    """The wires with their corners, in the order of the interfaces."""
    ports = _ports(plan, wiring.boxes)
    marked: set[int] = set()
    made = []
    for way in plan.ways:
        points = tuple(_points(way, plan, wiring, ports))
        mark = None if way.number in marked else _mark(way, points, wiring)
        marked.add(way.number)
        made.append(Wire(way.number, points, way.interface.level, way.interface.is_mutual, mark))
    return tuple(made)


Port = tuple[str, str, int]
"""A box, one of its edges, and the interface that is tied there."""


def _ports(plan: Plan, boxes: Mapping[str, Side]) -> dict[Port, Point]:
    """Where the wires are tied to the edges of the boxes: at equal distances, in the order of where they go."""
    tied: dict[tuple[str, str], dict[int, float]] = {}
    for way in plan.ways:
        for key, edge, other in ((way.source, way.leaves, way.target), (way.target, way.arrives, way.source)):
            toward = boxes[other].left + boxes[other].right if edge != _BESIDE else boxes[other].top
            tied.setdefault((key, edge), {}).setdefault(way.number, toward)
    found: dict[Port, Point] = {}
    for (key, edge), numbers in tied.items():
        ordered = sorted(numbers, key=lambda number: (numbers[number], number))
        for index, number in enumerate(ordered, 1):
            found[key, edge, number] = _port(boxes[key], edge, index / (len(ordered) + 1))
    return found


def _port(box: Side, edge: str, share: float) -> Point:
    if edge == _BESIDE:
        return box.left, box.top + share * (box.bottom - box.top)
    shift = 4.0 if edge == "top" else -4.0
    return box.left + share * (box.right - box.left) + shift, box.top if edge == "top" else box.bottom


def _points(way: _Way, plan: Plan, wiring: Wiring, ports: Mapping[Port, Point]) -> Iterator[Point]:
    start = ports[way.source, way.leaves, way.number]
    end = ports[way.target, way.arrives, way.number]
    yield start
    along = wiring.trunk + SPACE + TRACK * plan.trunk.index(way.number) if way.trunk else None
    heights = [_height(plan, wiring, channel, way.number) for channel in way.channels]
    if way.leaves == _BESIDE:
        assert along is not None, "what stands aside is reached along the trunk"
        yield along, start[1]
    else:
        yield start[0], heights[0]
        if along is not None:
            yield along, heights[0]
    if way.arrives == _BESIDE:
        assert along is not None, "what stands aside is reached along the trunk"
        yield along, end[1]
    else:
        if along is not None:
            yield along, heights[-1]
        yield end[0], heights[-1]
    yield end


def _height(plan: Plan, wiring: Wiring, channel: int, number: int) -> float:
    """How high the track of an interface runs in a channel."""
    track = plan.tracks[channel].index(number)
    above = wiring.rows[channel - 1][1] if channel else wiring.rows[0][0] - plan.depth(0)
    return above + SPACE + TRACK * track


def _mark(way: _Way, points: Iterable[Point], wiring: Wiring) -> Point:
    """Where the number of a wire stands: halfway its last track in a channel, or halfway the trunk."""
    told = list(points)
    if not way.channels:
        (x, first), (_, last) = told[1], told[2]
        return x, (first + last) / 2
    (first, height), (last, _) = (told[1], told[2]) if way.arrives == _BESIDE else (told[-3], told[-2])
    return min((first + last) / 2, wiring.trunk - SPACE), height
