"""Placing labels one above the other: as near as may be to where they belong, without touching."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where the middle of a label belongs, and how high it is, in pixels from the top."""

    at: float
    height: float


def spread(labels: Sequence[Wanted], *, top: float, bottom: float) -> tuple[float, ...]:
    """The middle of each label, in the order given. Labels that touch are moved apart evenly, then kept inside."""
    order = sorted(range(len(labels)), key=lambda index: labels[index].at)
    groups: list[tuple[list[int], float]] = []
    for index in order:
        groups.append(([index], labels[index].at))
        while len(groups) > 1 and _touch(labels, groups[-2], groups[-1]):
            (upper, upper_at), (lower, lower_at) = groups[-2], groups.pop()
            count = len(upper) + len(lower)
            groups[-1] = (upper + lower, (upper_at * len(upper) + lower_at * len(lower)) / count)
    placed = [0.0] * len(labels)
    for members, middle in groups:
        height = _height(labels, members)
        edge = min(max(middle - height / 2, top), max(bottom - height, top))
        for index in members:
            placed[index] = edge + labels[index].height / 2
            edge += labels[index].height
    return tuple(placed)


def _height(labels: Sequence[Wanted], members: Sequence[int]) -> float:
    return sum(labels[index].height for index in members)


def _touch(labels: Sequence[Wanted], upper: tuple[list[int], float], lower: tuple[list[int], float]) -> bool:
    return lower[1] - upper[1] < (_height(labels, upper[0]) + _height(labels, lower[0])) / 2
