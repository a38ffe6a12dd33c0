"""The network on paper: readable, whole, and on as few sheets as that takes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator

import pytest

from roer.core.network.drawing import Caption
from roer.core.network.fitting import A3, SMALLEST
from roer.core.network.measuring import width_of
from roer.core.network.roadmap import roadmap_items
from roer.core.network.scene import order_of, scene
from roer.core.network.sheets import TooLargeForPaper, sheets

SVG = "{http://www.w3.org/2000/svg}"
POINTS = 72 / 25.4
ONE_SHEET, MORE_SHEETS = (8, 40, 25), (12, 80, 50)


@pytest.fixture(scope="module")
def printed(coloured, roadmap_of):
    """The sheets of a programme in one of the views, parsed."""

    def parsed(programme, view: int = 0) -> list[ET.Element]:
        made = sheets(
            programme.network,
            order=order_of(programme.network),
            colouring=coloured(programme, view),
            policy_fields=programme.policy_fields,
            roadmap=roadmap_of(programme),
            caption=Caption("Het netwerk", "Programma · versie 3 van 3 maart 2021 · kenmerk 0123abcd"),
            address=lambda element: "",
        )
        return [ET.fromstring(sheet) for sheet in made]

    return parsed


@pytest.fixture(scope="module")
def one(by_chance, printed):
    """Forty results by gate: the sheet that acceptance asks for."""
    return printed(by_chance(1, *ONE_SHEET), 3)


@pytest.fixture(scope="module")
def more(by_chance, printed):
    """Eighty results, that need more sheets."""
    return printed(by_chance(1, *MORE_SHEETS))


def picture_in(sheet: ET.Element) -> tuple[ET.Element, float]:
    """The picture in a sheet, and how many millimetres one of its pixels is."""
    inner = sheet.find(f"{SVG}svg")
    _, _, width, height = map(float, inner.get("viewBox").split())
    return inner, min(float(inner.get("width")) / width, float(inner.get("height")) / height)


def words_of(sheet: ET.Element) -> str:
    return " ".join(" ".join(text.itertext()) for text in sheet.iter(f"{SVG}text"))


def codes_of(sheet: ET.Element, kind: str) -> list[str]:
    return [a.get("data-code") for a in sheet.iter(f"{SVG}a") if a.get("data-type") == kind]


def extents(element: ET.Element, dx: float = 0.0, dy: float = 0.0) -> Iterator[tuple[float, float, float, float]]:
    """Left, top, right and bottom of everything drawn."""
    if moved := re.match(r"translate\((\S+) (\S+)\)", element.get("transform", "")):
        dx, dy = dx + float(moved[1]), dy + float(moved[2])
    name = element.tag.removeprefix(SVG)
    if name == "rect":
        x, y = dx + float(element.get("x")), dy + float(element.get("y"))
        yield x, y, x + float(element.get("width")), y + float(element.get("height"))
    elif name == "text":
        size, words = float(element.get("font-size")), "".join(element.itertext())
        x, y, width = dx + float(element.get("x")), dy + float(element.get("y")), width_of(words, size)
        left = x - width if element.get("text-anchor") == "end" else x
        yield left, y - size * 0.8, left + width, y + size * 0.25
    elif name == "path" and element.get("data-from"):
        numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", element.get("d"))]
        yield dx + min(numbers[::2]), dy + min(numbers[1::2]), dx + max(numbers[::2]), dy + max(numbers[1::2])
    if name not in ("defs", "title", "desc", "text"):
        for child in element:
            yield from extents(child, dx, dy)


def test_forty_results_stand_on_one_a3_in_letters_of_seven_points(one):
    (sheet,) = one
    assert (sheet.get("width"), sheet.get("height")) == ("420mm", "297mm")
    inner, millimetres = picture_in(sheet)
    sizes = [float(text.get("font-size")) for text in inner.iter(f"{SVG}text")]
    assert min(sizes) * millimetres * POINTS >= SMALLEST


@pytest.mark.parametrize("seed", [0, 2, 3])
def test_so_do_forty_others(by_chance, printed, seed):
    assert len(printed(by_chance(seed, *ONE_SHEET), 3)) == 1


def test_every_sheet_keeps_its_margin_and_its_letters(more):
    for sheet in more:
        inner, millimetres = picture_in(sheet)
        left, top, width, height = (float(inner.get(name)) for name in ("x", "y", "width", "height"))
        assert min(left, top) >= A3.margin
        assert left + width <= A3.wide - A3.margin
        assert top + height <= A3.high - A3.margin
        assert min(float(t.get("font-size")) for t in inner.iter(f"{SVG}text")) * millimetres * POINTS >= SMALLEST


def test_nothing_is_cut_off(one, more, hlt, printed):
    for sheet in (*one, *more, *printed(hlt, 0), *printed(hlt, 2)):
        inner, _ = picture_in(sheet)
        _, _, width, height = map(float, inner.get("viewBox").split())
        for child in inner:
            for left, top, right, bottom in extents(child):
                assert left >= -0.5
                assert top >= -0.5
                assert right <= width + 0.5
                assert bottom <= height + 0.5


def test_every_result_stands_on_exactly_one_sheet_and_nothing_is_left_out(by_chance, more):
    network = by_chance(1, *MORE_SHEETS).network
    assert len(more) > 1
    results = Counter(code for sheet in more for code in codes_of(sheet, "result"))
    assert results == Counter(result.code for result in network.results)
    assert {code for sheet in more for code in codes_of(sheet, "goal")} == {goal.code for goal in network.goals}
    assert {code for sheet in more for code in codes_of(sheet, "effort")} == {e.code for e in network.efforts}


def test_every_link_of_a_result_is_drawn_on_its_sheet_or_told_by_a_chip(by_chance, more):
    network = by_chance(1, *MORE_SHEETS).network
    drawn = {(p.get("data-from"), p.get("data-to")) for sheet in more for p in sheet.iter(f"{SVG}path")}
    results = {result.code for result in network.results}
    chips = {a.get("data-code") for sheet in more for a in sheet.iter(f"{SVG}a") if "randvoorwaarde" in words_of(a)}
    missing = {ends for ends in network.links if results & set(ends)} - drawn
    assert {source for source, _ in missing} <= chips


def test_a_line_runs_between_boxes_of_its_own_sheet_and_is_drawn_once(more):
    drawn = []
    for sheet in more:
        lines = [(p.get("data-from"), p.get("data-to")) for p in sheet.iter(f"{SVG}path") if p.get("data-from")]
        assert {end for ends in lines for end in ends} <= {a.get("data-code") for a in sheet.iter(f"{SVG}a")}
        drawn += lines
    assert len(set(drawn)) == len(drawn) > 100


def test_a_sheet_leads_nowhere(one):
    assert not [a for a in one[0].iter(f"{SVG}a") if a.get("href") is not None]


def test_what_stands_on_more_sheets_says_on_which(more):
    on_sheets = Counter(code for sheet in more for kind in ("goal", "effort") for code in codes_of(sheet, kind))
    assert max(on_sheets.values()) > 1
    for number, sheet in enumerate(more, 1):
        for a in sheet.iter(f"{SVG}a"):
            heard, code = a.get("aria-label"), a.get("data-code")
            if a.get("data-type") in ("goal", "effort"):
                assert ("blad" in heard) == (on_sheets[code] > 1)
                assert not re.search(rf"blad[^.]*\b{number}\b", heard)


def test_each_of_more_sheets_tells_its_number_and_each_its_version_and_legend(one, more):
    assert "blad 1 van 1" in words_of(one[0])
    for number, sheet in enumerate(more, 1):
        assert f"blad {number} van {len(more)}" in words_of(sheet)
    for sheet in (*one, *more):
        assert "kenmerk 0123abcd" in words_of(sheet)
        assert "Kleur: " in words_of(sheet)


def test_the_sizes_of_two_hundred_results_are_found_with_few_scenes(by_chance, printed, monkeypatch):
    made = []

    def counted(*args, **more):
        made.append(scene(*args, **more))
        return made[-1]

    monkeypatch.setattr("roer.core.network.sheets.scene", counted)
    many = printed(by_chance(1, 20, 200, 120), 3)
    assert len(many) <= 12
    assert len(made) <= 6 * len(many)


@pytest.mark.parametrize("view", range(4))
def test_the_example_fits_on_one_sheet_in_every_view(hlt, printed, view):
    assert len(printed(hlt, view)) == 1


def test_an_empty_network_is_one_sheet(growth, printed):
    assert len(printed(growth.programme)) == 1


def test_one_result_alone_is_one_sheet(growth, printed):
    growth.results("R01")
    (sheet,) = printed(growth.programme)
    assert codes_of(sheet, "result") == ["R01"]


def test_what_cannot_be_read_on_paper_is_refused_with_the_reason(growing, coloured):
    growth = growing()
    growth.results("R01")
    for number in range(1, 150):
        growth.efforts(f"I{number:03}", title="Een inspanning met een titel die over meer dan één regel loopt " * 2)
        growth.link(f"I{number:03}", "R01")
    with pytest.raises(TooLargeForPaper, match="niet leesbaar op A3"):
        sheets(
            growth.network,
            order=order_of(growth.network),
            colouring=coloured(growth.programme),
            policy_fields={},
            roadmap=roadmap_items(growth.programme, on=growth.day),
            caption=Caption("", ""),
            address=lambda element: "",
        )
