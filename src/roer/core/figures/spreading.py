"""Placing labels one above the other: as near as may be to where they belong, without touching."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Wanted:
    """Gewenste plaats of a label: where its middle belongs and how high it is, in pixels from the top."""

    at: float
    height: float


def spread(labels: Sequence[Wanted], *, top: float, bottom: float) -> tuple[float, ...]:
    """The middle of each label, in the order given, so that none touch and all lie between `top` and `bottom`.

    Pushed together against the one above, a label may only slide down by as much as those above it slid, or more.
    That makes it a regression with rising values: pool neighbours that are out of order, then keep inside.
    """
    order = sorted(range(len(labels)), key=lambda index: labels[index].at)
    heights = [labels[index].height for index in order]
    packed = [above + height / 2 for above, height in zip(accumulate([0.0, *heights]), heights, strict=False)]
    slides = _rising([labels[index].at - middle for index, middle in zip(order, packed, strict=True)])
    most = max(bottom - sum(heights), top)
    placed = [0.0] * len(labels)
    for index, middle, slide in zip(order, packed, slides, strict=True):
        placed[index] = middle + min(max(slide, top), most)
    return tuple(placed)


def _rising(values: Sequence[float]) -> list[float]:
    """The rising values nearest to these (pool adjacent violators)."""
    pools: list[tuple[float, int]] = []
    for value in values:
        pools.append((value, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (upper, many), (lower, few) = pools[-2], pools.pop()
            pools[-1] = ((upper * many + lower * few) / (many + few), many + few)
    return [value for value, count in pools for _ in range(count)]
