"""How wide the columns of a sheet become: so that its smallest text is as large as the paper allows.

A narrow column is high and a wide one low. For each height that the columns can have, the narrowest columns that
stay within it are known at once, so the best height is found by halving, without placing a single box.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from roer.core.network.columns import Columns
from roer.core.network.sizes import PAPER, Sizes

SMALLEST = 7.0
"""Points that the smallest text on paper must have."""
COMFORTABLE = 8.0
"""Points beyond which room around the text helps a reader more than larger text."""
POINTS_PER_MILLIMETRE = 72 / 25.4
_WIDER = (0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.4, 1.6, 1.8, 2.0, 2.25, 2.5, 2.75, 3.0, 3.5)
"""How much wider than usual a column is tried."""
_CLOSER = (1.0, 0.75, 0.5)
"""How much closer than usual the columns are tried."""
_ROOM = tuple(product((0.5, 0.75, 1.0, 1.5), (1.0, 1.5, 2.0, 3.0)))
"""With the best columns, how much wider the space between them, and how much looser the boxes."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A format of paper, landscape: its name, its width, height and margin in millimetres."""

    name: str
    wide: float
    high: float
    margin: float = 10

    @property
    def room_wide(self) -> float:
        """The width within the margins."""
        return self.wide - 2 * self.margin

    @property
    def room_high(self) -> float:
        """The height within the margins."""
        return self.high - 2 * self.margin


A3, A4 = Paper("A3", 420, 297), Paper("A4", 297, 210)


@dataclass(frozen=True, slots=True)
class Fit:
    """Sizes that were tried: how many points the smallest text gets, and how many lines of text there are."""

    sizes: Sizes
    points: float
    lines: int

    @property
    def worth(self) -> tuple[float, float]:
        """Large text first; once that is comfortable, few wrapped lines and room around them."""
        return min(self.points, COMFORTABLE), self.sizes.padding + self.sizes.between / 2 - self.lines


@dataclass(frozen=True, slots=True)
class Sheet:
    """What must fit on one sheet: its columns, and the room that the rows of the roadmap and the foot ask."""

    columns: Columns
    rows: Callable[[Sizes], float]
    """How deep the roadmap reaches."""
    foot: Callable[[Sizes], float]
    """How high the legend and the footer are, given the width of the picture."""
    paper: Paper
    _depths: dict[tuple[float, ...], tuple[float, int]] = field(default_factory=dict)
    _feet: dict[float, float] = field(default_factory=dict)

    def fitted(self, roadmap: float) -> Fit:
        """The columns with the largest text; `roadmap` is the width of its column."""
        usual = self.columns.within(replace(PAPER, roadmap=roadmap))
        heights = self._heights(usual)
        tried = (self._best(replace(usual, between=PAPER.between * closer), heights) for closer in _CLOSER)
        return max(tried, key=lambda fit: fit.worth)

    def loosened(self, fit: Fit) -> Fit:
        """The same columns, with as much room between them and around their text as they can have."""
        tried = (self.tried(_loosened(fit.sizes, between, loose)) for between, loose in _ROOM)
        return max((fit, *tried), key=lambda found: found.worth)

    def tried(self, sizes: Sizes) -> Fit:
        """What comes of these sizes."""
        lines = sum(self._depth(number, sizes)[1] for number in range(3))
        return Fit(sizes, min(self._across(sizes), self._down(sizes)), lines)

    def _across(self, sizes: Sizes) -> float:
        """How many points the smallest text may have if only the width of the paper counted."""
        return sizes.smallest_text * POINTS_PER_MILLIMETRE * self.paper.room_wide / sizes.total

    def _down(self, sizes: Sizes) -> float:
        """The same if only its height counted."""
        deepest = max(self.rows(sizes), *(self._depth(number, sizes)[0] for number in range(3)))
        height = deepest + sizes.padding + self._foot(sizes)
        return sizes.smallest_text * POINTS_PER_MILLIMETRE * self.paper.room_high / height

    def _best(self, usual: Sizes, heights: Sequence[float]) -> Fit:
        """The first height at which the width is no longer what keeps the text small, or the one before."""
        low, high = 0, len(heights) - 1
        while low < high:
            middle = (low + high) // 2
            if self._is_high_enough(self._narrowest(usual, heights[middle])):
                high = middle
            else:
                low = middle + 1
        around = (self.tried(self._narrowest(usual, heights[index])) for index in {max(low - 1, 0), low})
        return max(around, key=lambda fit: fit.worth)

    def _is_high_enough(self, sizes: Sizes) -> bool:
        return self._across(sizes) >= min(COMFORTABLE, self._down(sizes))

    def _heights(self, usual: Sizes) -> list[float]:
        """Every height that one of the columns would have, lowest first."""
        found = {self._depth(number, _as_wide(usual, number, wider))[0] for number in range(3) for wider in _WIDER}
        return sorted(found | {self.rows(usual)})

    def _narrowest(self, usual: Sizes, height: float) -> Sizes:
        """Each column as narrow as it can be without growing higher than this; else as wide as is tried."""
        sizes = usual
        for number in range(3):
            widths = (_as_wide(sizes, number, wider) for wider in _WIDER)
            fitting = (wide for wide in widths if self._depth(number, wide)[0] <= height)
            sizes = next(fitting, _as_wide(sizes, number, _WIDER[-1]))
        return sizes

    def _depth(self, number: int, sizes: Sizes) -> tuple[float, int]:
        key = (number, sizes.width_of(number), sizes.padding, sizes.gap, sizes.band_gap)
        if key not in self._depths:
            self._depths[key] = self.columns.depth(number, sizes)
        return self._depths[key]

    def _foot(self, sizes: Sizes) -> float:
        if sizes.total not in self._feet:
            self._feet[sizes.total] = self.foot(sizes)
        return self._feet[sizes.total]


def _as_wide(sizes: Sizes, number: int, wider: float) -> Sizes:
    match number:
        case 0:
            return replace(sizes, goals=PAPER.goals * wider if sizes.shows(0) else 0.0)
        case 1:
            return replace(sizes, results=PAPER.results * wider if sizes.shows(1) else 0.0)
        case _:
            return replace(sizes, efforts=PAPER.efforts * wider if sizes.shows(2) else 0.0)


def _loosened(sizes: Sizes, between: float, loose: float) -> Sizes:
    return replace(
        sizes,
        between=PAPER.between * between,
        padding=PAPER.padding * loose,
        gap=PAPER.gap * loose,
        band_gap=PAPER.band_gap * loose,
    )
