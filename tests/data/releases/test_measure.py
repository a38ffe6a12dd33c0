"""From rows of the warehouse to cubes, over the readable engine: who counts where, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from roer.core.disclosure import Contribution, Cube, Policy
from roer.core.indicators.definition import Breakdown
from roer.core.indicators.measure import Measure
from roer.core.indicators.product import Areas
from roer.core.values.errors import InputRefused
from roer.core.values.regions import RegionLevel
from roer.core.values.status import Absence, Mark
from roer.data.engines.memory import MemoryWarehouse
from roer.data.releases.areas import AreaTree, read_areas
from roer.data.releases.measure import Figure, measure

PLACES = [
    ("NL00", "Nederland", None),
    ("GM0534", "Hillegom", None),
    ("WK053401", "Centrum", "GM0534"),
    ("BU05340101", "Dorp", "WK053401"),
    ("BU05340102", "Haven", "WK053401"),
    ("GM0553", "Lisse", None),
    ("WK055301", "Kern", "GM0553"),
    ("BU05530101", "Kerk", "WK055301"),
]
AREAS = Areas.model_validate({"table": "areas", "total": {"code": "HL", "name": "Samen"}, "compare": ["NL00"]})
ALL = frozenset({RegionLevel.MUNICIPALITY, RegionLevel.DISTRICT, RegionLevel.NEIGHBOURHOOD})
AGE = Breakdown.model_validate(
    {
        "name": "leeftijd",
        "label": {"nl": "Leeftijd", "en": "Age"},
        "column": "age",
        "total": {"code": "T", "label": {"nl": "Alle", "en": "All"}},
        "nodes": [{"code": code, "label": {"nl": code, "en": code}} for code in ("jong", "oud")],
    }
)
STRICT = Policy.model_validate({"name": "streng", "threshold": 8})
Row = Mapping[str, Any]


def tree_over(warehouse: MemoryWarehouse, *municipalities: str) -> AreaTree:
    return read_areas(warehouse, AREAS, municipalities or ("GM0534", "GM0553"), file="products/x.yml")


def house(rows: list[Row]) -> MemoryWarehouse:
    areas = [{"code": code, "name": name, "parent": parent} for code, name, parent in PLACES]
    return MemoryWarehouse({"facts": rows, "areas": areas})


def figure(levels: frozenset[RegionLevel] = ALL, breakdown: Breakdown | None = AGE, **columns: Any) -> Figure:
    told = Measure.model_validate({"table": "facts", **(columns or {"contributors": "n"})})
    return Figure(told, STRICT, levels, breakdown, "Jongeren", "indicators/x.yml", ("NL00",))


def row(region: str, n: int, age: str = "jong", **more: Any) -> Row:
    return {"region": region, "period": "2020JJ00", "age": age, "n": n, **more}


def cubes(rows: list[Row], asked: Figure, *municipalities: str) -> list[Cube]:
    warehouse = house(rows)
    return [one.cube for one in measure(asked, warehouse, tree_over(warehouse, *municipalities))]


def test_contributors_stand_in_their_neighbourhood_and_class() -> None:
    (cube,) = cubes([row("BU05340101", 9), row("BU05340101", 4, "oud"), row("BU05530101", 3)], figure())
    assert cube.cells == {
        ("BU05340101", "jong"): Contribution(9),
        ("BU05340101", "oud"): Contribution(4),
        ("BU05530101", "jong"): Contribution(3),
    }
    assert cube.dimensions[0].root == "HL"
    assert cube.dimensions[1].leaves == ("jong", "oud")


def test_a_coarser_cube_adds_neighbourhoods_up_to_its_smallest_level() -> None:
    levels = frozenset({RegionLevel.MUNICIPALITY, RegionLevel.DISTRICT})
    (cube,) = cubes([row("BU05340101", 9), row("BU05340102", 4)], figure(levels))
    assert cube.cells == {("WK053401", "jong"): Contribution(13)}


def test_each_released_municipality_has_a_tree_of_its_own_when_not_all_are() -> None:
    (cube,) = cubes([row("BU05340101", 9), row("BU05530101", 3)], figure(), "GM0553")
    assert cube.dimensions[0].root == "GM0553"
    assert cube.cells == {("BU05530101", "jong"): Contribution(3)}
    assert "GM0534" not in cube.dimensions[0].parents


def test_a_period_is_a_cube_with_a_name_that_every_release_gives_it() -> None:
    rows = [row("BU05340101", 9), row("BU05340101", 9) | {"period": "2019JJ00"}]
    names = [cube.name for cube in cubes(rows, figure())]
    assert len(names) == 2
    assert names == [
        cube.name for cube in cubes(rows, figure(levels=frozenset({RegionLevel.MUNICIPALITY}), breakdown=None))
    ]


def test_all_cells_have_the_marks_of_the_period() -> None:
    asked = figure(contributors="n", mark="mark")
    (cube,) = cubes([row("BU05340101", 9, mark="provisional"), row("BU05530101", 3, mark=None)], asked)
    assert set(cube.marks.values()) == {frozenset({Mark.PROVISIONAL})}
    assert len(cube.marks) == cube.size


def test_a_sum_keeps_its_two_largest_contributions() -> None:
    asked = figure(
        frozenset({RegionLevel.MUNICIPALITY}), None,
        contributors="n", value="euro", largest="first", second_largest="second",
    )  # fmt: skip
    rows = [
        row("BU05340101", 9, euro=Decimal(100), first=Decimal(60), second=Decimal(10)),
        row("BU05340102", 4, euro=Decimal(80), first=Decimal(50), second=Decimal(20)),
    ]
    (cube,) = cubes(rows, asked)
    assert cube.kind == "magnitude"
    assert cube.cells == {("GM0534",): Contribution(13, 180.0, 60.0, 50.0)}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([row("BU09990101", 3)], "in geen gemeente"),
        ([row("NL00", 3)], "in geen gemeente"),
        ([row("GM0534", 3)], "kleinere gebieden"),
        ([row("BU05340101", 3, "baby")], r"klasse die niet in uitsplitsing 'leeftijd' staat \(jong en oud\)"),
        ([row("BU05340101", 3, "T")], "klasse die niet"),
    ],
)
def test_a_row_that_has_no_place_is_refused_and_never_dropped(rows: list[Row], told: str) -> None:
    with pytest.raises(InputRefused, match=told) as refused:
        cubes(rows, figure())
    assert "baby" not in str(refused.value), "the row may be about one person"


@pytest.mark.parametrize("period", [None, "2020", "2020KW05"])
def test_a_period_that_is_none_is_refused_with_what_to_write(period: object) -> None:
    with pytest.raises(InputRefused, match=r"'period' heeft een waarde die geen periode is.*jaar \|\| 'JJ00'"):
        cubes([{**row("BU05340101", 3), "period": period}], figure())


def test_published_figures_keep_their_own_totals_and_reasons() -> None:
    asked = figure(breakdown=None, value="v", status="s")
    given = [("GM0534", 105.0, None), ("GM0553", 50.0, None), ("WK053401", 100.0, None), ("BU05340101", None, "secret"),
             ("BU05340102", None, None), ("NL00", 1e6, None)]  # fmt: skip
    (cube,) = cubes([row(code, 0, v=value, s=why) for code, value, why in given], asked)
    assert not cube.additive
    assert cube.cells["GM0534",].value == 105.0
    assert cube.cells["WK053401",].value == 100.0, "no sum is assumed"
    assert cube.cells["NL00",].value == 1e6
    assert cube.cells["HL",].value == 155.0, "the programme's total is ours: the sum of municipalities"
    assert cube.absences == {("BU05340101",): Absence.SECRET, ("BU05340102",): Absence.UNKNOWN}


def test_a_total_of_municipalities_is_absent_when_one_of_them_is() -> None:
    asked = figure(breakdown=None, value="v", status="s")
    (cube,) = cubes([row("GM0534", 0, v=1.0, s=None), row("GM0553", 0, v=None, s="not_yet_published")], asked)
    assert cube.absences["HL",] is Absence.NOT_YET_PUBLISHED


@pytest.mark.parametrize(
    ("places", "told"),
    [
        ([("XX01", "Nergens", None)], "geen gebiedscode"),
        ([("BU05340101", "Dorp", "WK053401"), ("GM0534", "Hillegom", None)], "onbekend gebied"),
        ([("WK053401", "Dorp", "GM0534")], "'GM0534' staat niet in model 'areas'.*geen gemeenten"),
    ],
)
def test_areas_that_do_not_hold_are_refused(places: list[tuple[str, str, str | None]], told: str) -> None:
    areas = [{"code": code, "name": name, "parent": parent} for code, name, parent in places]
    with pytest.raises(InputRefused, match=told):
        read_areas(MemoryWarehouse({"areas": areas}), AREAS, ("GM0534",), file="products/x.yml")
