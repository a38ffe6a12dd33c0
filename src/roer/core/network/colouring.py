"""How a network is coloured (kleuren): the palette, the swatches of each element, and the legend that counts them.

A view never mixes colours: an element with several values gets several stripes. Colour is never alone: each value has
its own pattern and its word stands in the box. The hues are those of Okabe and Ito, safe for colour-blind readers, in
an order in which neighbours differ in lightness: what shares a pattern can be told apart in grey print too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from roer.core.programme.elements import Code


class Colour(StrEnum):
    """Kleur: the hues to tell values apart, and shades from light to dark for steps of one thing."""

    BLUE = "blue"
    ORANGE = "orange"
    GREEN = "green"
    SKY = "sky"
    RED = "red"
    YELLOW = "yellow"
    GREY = "grey"
    PINK = "pink"
    SHADE_0 = "shade_0"
    SHADE_1 = "shade_1"
    SHADE_2 = "shade_2"
    SHADE_3 = "shade_3"
    SHADE_4 = "shade_4"

    @property
    def is_shade(self) -> bool:
        """Whether it is one of the steps from light to dark."""
        return self in SHADES

    @property
    def hexadecimal(self) -> str:
        """As SVG writes it."""
        return _HEXADECIMAL[self]

    @property
    def label(self) -> str:
        """The Dutch word: 'blauw'."""
        return _WORDS[self]


SHADES = (Colour.SHADE_0, Colour.SHADE_1, Colour.SHADE_2, Colour.SHADE_3, Colour.SHADE_4)
HUES = tuple(colour for colour in Colour if colour not in SHADES)
_HEXADECIMAL = dict(
    zip(
        Colour,
        (
            "#0072b2", "#e69f00", "#009e73", "#56b4e9", "#d55e00", "#b8a800", "#5a5a5a", "#cc79a7",
            "#e8eef2", "#bcd3e2", "#7fb0d0", "#2f7fb5", "#0b4f7d",
        ),
        strict=True,
    )
)  # fmt: skip
_WORDS = dict(
    zip(
        Colour,
        (
            "blauw", "oranje", "groen", "lichtblauw", "rood", "geel", "grijs", "roze",
            "heel licht", "licht", "middel", "donker", "heel donker",
        ),
        strict=True,
    )
)  # fmt: skip

PATTERNS = ("solid", "diagonal", "dots", "bars", "cross", "counter", "columns", "zigzag")
PLAIN = "#8a949c"
"""The bar of an element to which the view gives no colour."""
MOST_STRIPES = len(HUES)
"""How many values one box can show at once; with more it says how many."""


@dataclass(frozen=True, slots=True)
class Swatch:
    """One value of a view: its key, its word, its colour and its pattern."""

    key: str
    label: str
    colour: str
    pattern: str = "solid"


TOO_MANY = Swatch("~1-too-many", f"meer dan {MOST_STRIPES} tegelijk", "#3f4a52", "bars")


def swatch_at(order: int, word: str, colour: Colour | None = None) -> Swatch:
    """The value in place `order`: the first sixteen differ in pattern or in lightness, the first 64 in something.

    With a `colour` of one's own the first eight differ in pattern; shades tell themselves apart and have none.
    """
    given = colour or HUES[order % len(HUES)]
    pattern = PATTERNS[0] if given.is_shade else PATTERNS[(order + order // len(HUES)) % len(PATTERNS)]
    return Swatch(f"{order:04d}", word, given.hexadecimal, pattern)


@dataclass(frozen=True, slots=True)
class LegendLine:
    """A line of the legend: a value and how many elements have it."""

    swatch: Swatch
    count: int


@dataclass(frozen=True, slots=True)
class Colouring:
    """How one view colours one network: per code its swatches (none is plain) and the words in its box.

    What the view does not speak of (the phase of a goal) has no line; what it speaks of but gives no colour has none of
    the swatches, and the legend counts it as `rest`.
    """

    title: str
    swatches: Mapping[Code, tuple[Swatch, ...]]
    words: Mapping[Code, str] = field(default_factory=dict)
    rest: str = "zonder waarde"

    def within(self, codes: Collection[Code]) -> Colouring:
        """The same for these elements only, so that the legend counts what is drawn."""
        swatches = {code: found for code, found in self.swatches.items() if code in codes}
        return replace(self, swatches=swatches)

    def legend(self) -> tuple[LegendLine, ...]:
        """Every value that occurs, in the order of the view, with its count; last those without a value."""
        counts = Counter(swatch for swatches in self.swatches.values() for swatch in swatches)
        lines = [LegendLine(swatch, counts[swatch]) for swatch in sorted(counts, key=lambda swatch: swatch.key)]
        blank = sum(not swatches for swatches in self.swatches.values())
        return (*lines, *([LegendLine(Swatch("~2-rest", self.rest, PLAIN), blank)] if blank else []))
