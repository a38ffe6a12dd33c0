"""The outline of several areas together: the sides that only one of them has, joined to lines.

Boundaries of the statistics office share their corners, so a side between two neighbours occurs twice and falls away.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise

from roer.core.figures.shapes import Position, Shape

Side = tuple[Position, Position]
Line = tuple[Position, ...]


def outline(shapes: Iterable[Shape]) -> tuple[Line, ...]:
    """The lines around these shapes as one area."""
    counted: Counter[Side] = Counter()
    for shape in shapes:
        for polygon in shape.polygons:
            for ring in polygon:
                counted.update(_side(*corners) for corners in pairwise(ring) if corners[0] != corners[1])
    return joined(side for side, times in counted.items() if times == 1)


def joined(sides: Iterable[Side]) -> tuple[Line, ...]:
    """As few lines as walking from corner to corner gives, each side used once."""
    ways: dict[Position, set[Position]] = defaultdict(set)
    for one, other in sides:
        ways[one].add(other)
        ways[other].add(one)
    lines = []
    # ends first: a line that starts in its middle would fall apart in two
    for start in sorted(ways, key=lambda corner: (len(ways[corner]) % 2 == 0, corner)):
        while ways[start]:
            lines.append(_walk(start, ways))
    return tuple(lines)


def _walk(start: Position, ways: dict[Position, set[Position]]) -> Line:
    line, here = [start], start
    while ways[here]:
        onward = min(ways[here])
        ways[here].discard(onward)
        ways[onward].discard(here)
        line.append(onward)
        here = onward
    return tuple(line)


def _side(one: Position, other: Position) -> Side:
    return (one, other) if one <= other else (other, one)
