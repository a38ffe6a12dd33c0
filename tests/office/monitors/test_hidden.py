"""What the release hides is nowhere: not on a page, not in a drawing, not in a file, not in what is kept."""

from __future__ import annotations

import io
import json
import re
import zipfile
from itertools import product

import pytest

from roer.core.figures.lines import line_spec
from roer.core.figures.maps import map_spec
from roer.core.values.periods import Period
from roer.core.values.regions import RegionLevel
from roer.core.values.status import Absence
from roer.office.monitors.figures import area_map, line_chart, split_chart

pytestmark = pytest.mark.django_db
AREAS = ("HL", "WK055301", "BU05530102", "BU05530103")
"""Around the hidden number: the whole, its district, itself, and its neighbour that is hidden because it is small."""
MAPS = ("buurt", "wijk", "gemeente")
YEARS = ("2019", "2020", "2021")


def shows(text: str, number: int) -> bool:
    """Whether the number stands in the text, plain or with a point, not as a part of a longer one or of a hash."""
    dotted = f"{number:,}".replace(",", "[.,]?")
    return re.search(rf"(?<![0-9a-zA-Z.,]){dotted}(?![0-9a-zA-Z])", text) is not None


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("4321", True),
        ("4.321 jongeren", True),
        (">4321<", True),
        ("f4321a", False),
        ("14321", False),
        ("0.4321", False),
    ],
)
def test_the_search_finds_what_it_must(text, seen):
    assert shows(text, 4321) is seen


def test_the_release_does_hide_the_number(released, canary):
    for year in YEARS:
        cell = released.cell("hulp", "BU05530102", f"{year}JJ00")
        assert (cell.value, cell.absence) == (None, Absence.SECRET)
    assert released.cell("hulp", "WK055301", "2019JJ00").value == canary + 3 + 9500, "its district is shown"


def test_no_page_shows_it(visit, canary):
    codes = ("aandeel", "hulp", "inwoners")
    asked = [{"indicator": code, "gebied": area} for code, area in product(codes, AREAS)]
    asked += [{"indicator": code, "jaar": "2019", "kaart": level} for code, level in product(codes, MAPS)]
    for query in asked:
        answer = visit.get("/monitors/jeugdmonitor/", query)
        assert answer.status_code == 200, query
        assert not shows(answer.content.decode(), canary), query


@pytest.mark.parametrize("area", AREAS)
def test_no_page_of_an_area_shows_it(visit, canary, area):
    assert not shows(visit.get(f"/gebieden/{area}/").content.decode(), canary)


def test_no_specification_shows_it(released, canary):
    for code, name in product(released.indicators, AREAS):
        area = released.areas_by_code[name]
        for chart in (line_chart(released, code, area), split_chart(released, code, area)):
            assert chart is None or not shows(json.dumps(line_spec(chart)), canary)
    for code, level in product(released.indicators, RegionLevel):
        made = area_map(released, code, level, Period("2021JJ00"), chosen="BU05530102")
        assert made is None or not shows(json.dumps(map_spec(made)), canary)


def test_no_kept_drawing_shows_it(visit, town, canary):
    visit.get("/monitors/jeugdmonitor/", {"indicator": "hulp", "gebied": "BU05530102"})
    kept = list(town.figures.glob("*/*.svg"))
    assert kept
    assert not [path.name for path in kept if shows(path.read_text(), canary)]


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_no_text_file_shows_it(visit, canary, kind):
    assert not shows(visit.get(f"/monitors/jeugdmonitor.{kind}").content.decode(), canary)


def test_no_workbook_shows_it(visit, canary):
    content = visit.get("/monitors/jeugdmonitor.xlsx").content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if shows(archive.read(name).decode("utf-8", "replace"), canary)]


def test_hidden_areas_are_told_as_secret_and_not_as_nought(visit):
    page = visit.get("/monitors/jeugdmonitor/", {"indicator": "hulp", "gebied": "BU05530102"}).content.decode()
    assert "2021: geheim (te kleine aantallen)" in page
    assert "zo weinig mensen" in page
    assert 'fill="url(#' in page
