"""The network on paper: A3, letters of at least seven points, nothing cut, and on more sheets when one is too small."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from roer.core.network.drawing import Caption
from roer.core.network.scene import order_of
from roer.core.network.sheets import HIGH, MARGIN, SMALLEST, WIDE, TooLargeForPaper, a3_sheets

SVG = "{http://www.w3.org/2000/svg}"
POINTS_PER_MILLIMETRE = 72 / 25.4


@pytest.fixture
def on_paper(roadmap_of, coloured):
    """The sheets of a programme in the colours of a view."""

    def made(programme, view=0):
        return a3_sheets(
            programme.network,
            order=order_of(programme.network),
            colouring=coloured(programme, view),
            policy_fields=programme.policy_fields,
            roadmap=roadmap_of(programme),
            caption=Caption("Het netwerk", "Voettekst"),
            address=lambda _element: "",
        )

    return made


def inner(sheet: str) -> ET.Element:
    """The picture on a sheet."""
    found = ET.fromstring(sheet).find(f"{SVG}svg")
    assert found is not None
    return found


def millimetres_per_pixel(sheet: str) -> float:
    _, _, width, height = map(float, inner(sheet).attrib["viewBox"].split())
    return min((WIDE - 2 * MARGIN) / width, (HIGH - 2 * MARGIN) / height)


def smallest_letters(sheet: str) -> float:
    """In points."""
    sizes = [float(text.attrib["font-size"]) for text in inner(sheet).iter(f"{SVG}text")]
    return min(sizes) * millimetres_per_pixel(sheet) * POINTS_PER_MILLIMETRE


def elements_on(sheet: str) -> set[str]:
    return set(re.findall(r'id="din-([A-Z0-9]+)"', sheet))


@pytest.mark.parametrize("view", range(4))
def test_the_example_fits_on_one_sheet_in_every_view(hlt, on_paper, view):
    (sheet,) = on_paper(hlt, view)
    assert smallest_letters(sheet) >= SMALLEST
    assert 'width="420mm"' in sheet
    assert 'height="297mm"' in sheet


@pytest.mark.parametrize("seed", range(3))
def test_eight_goals_forty_results_and_twenty_five_efforts_fit_on_one_sheet(by_chance, on_paper, seed):
    sheets = on_paper(by_chance(seed, 8, 40, 25), 3)
    assert len(sheets) == 1
    assert smallest_letters(sheets[0]) >= SMALLEST


def test_nothing_stands_outside_the_sheet(by_chance, on_paper):
    for sheet in on_paper(by_chance(2, 8, 40, 25), 3):
        _, _, width, height = map(float, inner(sheet).attrib["viewBox"].split())
        for box in inner(sheet).iter(f"{SVG}rect"):
            x, y = float(box.get("x", 0)), float(box.get("y", 0))
            assert -11 <= x <= x + float(box.attrib["width"]) <= width + 11
            assert 0 <= y <= y + float(box.attrib["height"]) <= height


def test_what_does_not_fit_is_split_over_sheets_that_refer_to_each_other(by_chance, on_paper):
    programme = by_chance(4, 8, 130, 30)
    sheets = on_paper(programme)
    assert len(sheets) > 1
    assert all(smallest_letters(sheet) >= SMALLEST for sheet in sheets)
    for number, sheet in enumerate(sheets, 1):
        assert f"blad {number} van {len(sheets)}" in sheet
        assert "ook op blad" in sheet


def test_over_more_sheets_nothing_is_lost_and_each_result_stands_once(by_chance, on_paper):
    programme = by_chance(4, 8, 130, 30)
    sheets = on_paper(programme)
    found = [elements_on(sheet) for sheet in sheets]
    assert set().union(*found) == {record.element.code for record in programme.network.open_elements()}
    assert sum(sum(code.startswith("R") for code in codes) for codes in found) == 130


def test_over_more_sheets_a_line_runs_between_boxes_of_its_own_sheet_and_is_drawn_once(by_chance, on_paper):
    sheets = on_paper(by_chance(4, 8, 130, 30))
    drawn = [re.findall(r'data-from="(\w+)" data-to="(\w+)"', sheet) for sheet in sheets]
    for lines, sheet in zip(drawn, sheets, strict=True):
        assert {end for ends in lines for end in ends} <= elements_on(sheet)
    assert len({ends for lines in drawn for ends in lines}) == sum(map(len, drawn)) > 100


def test_what_cannot_be_read_on_any_sheet_is_refused(growth, on_paper):
    growth.results("R1")
    for number in range(150):
        growth.goals(f"D{number:03}", title="Een doel met een titel die wat ruimte vraagt " * 3)
        growth.link("R1", f"D{number:03}")
    with pytest.raises(TooLargeForPaper, match="past niet leesbaar op A3"):
        on_paper(growth.programme)


def test_an_empty_network_is_one_empty_sheet(growth, on_paper):
    (sheet,) = on_paper(growth.programme)
    assert not elements_on(sheet)


def test_a_sheet_leads_nowhere(hlt, on_paper):
    assert "href" not in on_paper(hlt)[0]
