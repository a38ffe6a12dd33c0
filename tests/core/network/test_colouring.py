"""Colours: never alone, apart in grey print and for colour-blind readers, and readable words on all of them."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

import pytest

from roer.core.network.colouring import HUES, PATTERNS, SHADES, TOO_MANY, Colour, Colouring, Swatch, swatch_at
from roer.core.network.signs import GATE_COLOURS
from roer.core.network.svg import GROUND, INK, MUTED

PAPER_WHITE, TINT = "#ffffff", 0.11
TOLD_APART = 1.3
"""The contrast of greys from which a copier keeps two areas apart."""
PROTANOPIA = ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052))
DEUTERANOPIA = ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969))
"""Linear light as people see it who lack the cones for long or middle waves (Machado and others, 2009)."""


def channels(colour: str) -> list[float]:
    """Linear light of red, green and blue."""
    given = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in given]


def luminance(colour: str) -> float:
    red, green, blue = channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.1 contrast ratio: what is left of a difference in grey print."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def seen(colour: str, eyes: tuple[tuple[float, ...], ...]) -> list[float]:
    return [
        sum(weight * light for weight, light in zip(row, channels(colour), strict=True)) ** (1 / 2.2)
        if sum(weight * light for weight, light in zip(row, channels(colour), strict=True)) > 0
        else 0.0
        for row in eyes
    ]


def distance(one: str, other: str, eyes: tuple[tuple[float, ...], ...]) -> float:
    return max(abs(a - b) for a, b in zip(seen(one, eyes), seen(other, eyes), strict=True))


def tinted(colour: str) -> str:
    """What a box looks like with its colour thinly over white."""
    mixed = [round(255 - TINT * (255 - int(colour[at : at + 2], 16))) for at in (1, 3, 5)]
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def swatches(count: int) -> list[Swatch]:
    return [swatch_at(order, f"waarde {order}") for order in range(count)]


def test_any_two_of_sixteen_values_differ_in_pattern_or_stay_apart_in_grey_print():
    for one, other in combinations(swatches(16), 2):
        assert one.pattern != other.pattern or contrast(one.colour, other.colour) >= TOLD_APART


@pytest.mark.parametrize("eyes", [PROTANOPIA, DEUTERANOPIA], ids=["protanopia", "deuteranopia"])
def test_any_two_of_sixteen_values_differ_in_pattern_or_for_colour_blind_eyes(eyes):
    for one, other in combinations(swatches(16), 2):
        assert one.pattern != other.pattern or distance(one.colour, other.colour, eyes) > 0.1


def test_the_first_sixty_four_values_all_differ_in_something():
    found = {(swatch.colour, swatch.pattern) for swatch in swatches(64)}
    assert len(found) == 64
    assert {pattern for _colour, pattern in found} == set(PATTERNS)


@pytest.mark.parametrize("colour", HUES)
def test_eight_values_that_were_all_given_one_colour_differ_in_pattern(colour):
    assert len({swatch_at(order, "x", colour).pattern for order in range(8)}) == 8


def test_shades_darken_step_by_step_and_stay_apart_without_a_pattern():
    shades = [swatch_at(order, "stap", shade) for order, shade in enumerate(SHADES)]
    assert {shade.pattern for shade in shades} == {"solid"}
    assert all(contrast(light.colour, dark.colour) >= TOLD_APART for light, dark in pairwise(shades))
    assert [luminance(s.colour) for s in shades] == sorted((luminance(s.colour) for s in shades), reverse=True)


@pytest.mark.parametrize("colour", Colour)
def test_words_can_be_read_on_every_colour(colour):
    assert re.fullmatch("#[0-9a-f]{6}", colour.hexadecimal)
    assert colour.label
    for ink in (INK, MUTED):
        assert contrast(ink, tinted(colour.hexadecimal)) >= 4.5


@pytest.mark.parametrize(
    ("ink", "ground"), [(INK, PAPER_WHITE), (MUTED, PAPER_WHITE), (MUTED, GROUND), *GATE_COLOURS.values()]
)
def test_words_and_signs_stand_out_from_their_ground(ink, ground):
    assert contrast(ink, ground) >= 4.5


def test_the_legend_counts_stripes_and_ends_with_what_has_no_value():
    one, other = swatch_at(0, "een"), swatch_at(1, "twee")
    colouring = Colouring("Kleur", {"R01": (other, one), "R02": (one,), "R03": (), "R04": (TOO_MANY,)})
    assert [(line.swatch.label, line.count) for line in colouring.legend()] == [
        ("een", 2), ("twee", 1), ("meer dan 8 tegelijk", 1), ("zonder waarde", 1),
    ]  # fmt: skip


def test_the_legend_of_a_part_counts_only_that_part():
    one, other = swatch_at(0, "een"), swatch_at(1, "twee")
    colouring = Colouring("Kleur", {"R01": (one,), "R02": (one, other), "R03": ()}, {"R01": "een"})
    lines = colouring.within({"R01", "R99"}).legend()
    assert [(line.swatch.label, line.count) for line in lines] == [("een", 1)]


def test_a_legend_in_which_everything_has_a_value_does_not_speak_of_what_has_none():
    colouring = Colouring("Kleur", {"R01": (swatch_at(0, "een"),)})
    assert [line.swatch.label for line in colouring.legend()] == ["een"]
