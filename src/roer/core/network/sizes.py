"""How large everything in a picture is, in pixels: on a screen with room around it, on paper close together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """Maten: of the text, of the room around it, and of the columns with the space between them."""

    title: float = 13.0
    title_line: float = 16.5
    caption: float = 11.5
    caption_line: float = 14.5
    padding: float = 8.0
    gap: float = 9.0
    stripe: float = 10.0
    heading: float = 40.0
    band_head: float = 24.0
    band_foot: float = 8.0
    band_gap: float = 12.0
    row: float = 26.0
    caption_beside: bool = False
    """Whether a caption may stand on the last line of a title that leaves room for it."""
    goals: float = 210
    results: float = 270
    efforts: float = 240
    roadmap: float = 232
    between: float = 104
    margin: float = 16

    def width_of(self, column: int) -> float:
        """The width of a column, 0 for goals to 3 for the roadmap."""
        return (self.goals, self.results, self.efforts, self.roadmap)[column]

    def left_of(self, column: int) -> float:
        """The left edge of a column, 0 for goals to 3 for the roadmap; a column without width takes no room."""
        before = sum(map(self.shows, range(column)))
        spaces = self.between * (max(0, before - 1) + 0.45 if column == 3 else before)
        return self.margin + sum(map(self.width_of, range(column))) + spaces

    def shows(self, column: int) -> bool:
        """Whether a column takes room."""
        return self.width_of(column) > 0

    @property
    def gate(self) -> float:
        """The side of the square that shows a gate in the roadmap."""
        return min(20.0, self.row - 3)

    @property
    def total(self) -> float:
        """The width of the whole picture."""
        return self.left_of(3) + self.roadmap + self.margin

    @property
    def smallest_text(self) -> float:
        """The size of the smallest letters."""
        return min(self.title, self.caption)


SCREEN = Sizes()
PAPER = Sizes(
    title=12.0,
    title_line=13.8,
    caption=12.0,
    caption_line=13.8,
    padding=2.0,
    gap=2.6,
    stripe=9.0,
    heading=36.0,
    band_head=16.5,
    band_foot=3.0,
    band_gap=4.0,
    row=20.0,
    caption_beside=True,
    roadmap=190,
    margin=2,
)
