"""The specification of a map tells the truth: what has no value has no colour of a class."""

from __future__ import annotations

import altair as alt
import pytest

from roer.core.figures.area_map import Fill, legend
from roer.core.figures.maps import map_spec, pattern
from roer.core.figures.observations import Quantity
from roer.core.figures.palette import LAND, SEQUENTIAL
from roer.core.values.status import Absence

COUNT = Quantity(label="Jongeren met jeugdhulp", unit="jongeren")
TOLD = {
    "BU05530101": 5.0,
    "BU05530102": 15.0,
    "BU05530201": Absence.SECRET,
    "BU05340101": Absence.NOT_APPLICABLE,
    "BU05530301": 10.0,
    "BU05530302": Absence.NOT_APPLICABLE,
}


def areas(spec: dict) -> dict[str, dict]:
    return {
        row["code"]: row for data in spec["datasets"].values() for row in data if "geometry" in row and "code" in row
    }


def words(spec: dict) -> list[str]:
    return [row["text"] for data in spec["datasets"].values() for row in data if "text" in row]


@pytest.mark.parametrize(
    ("absence", "fill"),
    [
        (Absence.SECRET, Fill.HATCHED),
        (Absence.NOT_APPLICABLE, Fill.DOTTED),
        (Absence.IMPOSSIBLE, Fill.DOTTED),
        (Absence.EXCLUDED, Fill.CROSSED),
        (Absence.UNKNOWN, Fill.BLANK),
        (Absence.NOT_YET_PUBLISHED, Fill.BLANK),
    ],
)
@pytest.mark.parametrize("counts", [True, False])
def test_an_area_without_a_value_gets_a_pattern(area_map, absence, fill, counts):
    quantity = Quantity(label="A", unit="%", decimals=1, counts=counts)
    spec = map_spec(area_map({**TOLD, "BU05530101": absence}, quantity=quantity))
    row = areas(spec)["BU05530101"]
    assert (row["value"], row["absence"], row["fill"]) == (None, absence.value, pattern(fill))


def test_hidden_and_empty_areas_look_different(area_map):
    drawn = areas(map_spec(area_map(TOLD)))
    assert drawn["BU05530201"]["fill"] != drawn["BU05340101"]["fill"]


def test_values_get_the_colour_of_their_class_from_light_to_dark(area_map):
    drawn = areas(map_spec(area_map(TOLD)))
    low, high = drawn["BU05530101"]["fill"], drawn["BU05530102"]["fill"]
    assert SEQUENTIAL.index(low) < SEQUENTIAL.index(high)


def test_a_real_nought_is_drawn_as_a_value(area_map):
    drawn = areas(map_spec(area_map({**TOLD, "BU05530101": 0.0})))
    assert drawn["BU05530101"]["fill"] in SEQUENTIAL


def test_areas_with_empty_geometry_are_left_out_and_named(area_map):
    made = area_map(TOLD)
    assert set(areas(map_spec(made))) == set(TOLD) - {"BU05530301", "BU05530302"}
    assert [area.code for area in made.not_drawn] == ["BU05530301", "BU05530302"]


def test_the_legend_counts_every_area_once(area_map):
    lines = legend(area_map(TOLD))
    assert sum(line.count for line in lines) == len(TOLD)
    assert [(line.label, line.count, line.fill) for line in lines if line.fill] == [
        ("x: geheim (te kleine aantallen)", 1, Fill.HATCHED),
        ("n.v.t.: niet van toepassing", 2, Fill.DOTTED),
    ]


def test_numbers_of_things_become_circles_whose_surface_tells(area_map):
    made = area_map({**TOLD, "BU05530101": 25.0, "BU05530102": 100.0}, quantity=COUNT)
    spec = map_spec(made)
    sizes = {row["code"]: row["size"] for data in spec["datasets"].values() for row in data if "size" in row}
    assert set(sizes) == {"BU05530101", "BU05530102"}, "a hidden area has no circle, nor has one without a shape"
    assert sizes["BU05530102"] == pytest.approx(4 * sizes["BU05530101"])
    assert {areas(spec)[code]["fill"] for code in sizes} == {LAND}
    assert all(line.diameter for line in legend(made) if line.fill is None)


def test_a_nought_has_no_circle(area_map):
    spec = map_spec(area_map({**TOLD, "BU05530101": 0.0}, quantity=COUNT))
    sizes = {row["code"] for data in spec["datasets"].values() for row in data if "size" in row}
    assert sizes == {"BU05530102"}


@pytest.mark.parametrize(
    ("chosen", "outlines"), [(None, 2), ("GM0553", 3), ("WK055301", 3), ("BU05530101", 3), ("GM1525", 2)]
)
def test_what_was_chosen_is_outlined(area_map, chosen, outlines):
    spec = map_spec(area_map(TOLD, chosen=chosen))
    lines = [
        row
        for data in spec["datasets"].values()
        for row in data
        if row.get("geometry", {}).get("type", "").endswith("LineString")
    ]
    assert len(lines) == outlines, "thin lines, municipalities, and what was chosen"


def test_municipalities_are_named_and_signs_stand_in_their_areas(area_map):
    assert set(words(map_spec(area_map(TOLD)))) == {"Hillegom", "Lisse", "x", "n.v.t."}


def test_without_any_shape_there_is_nothing_to_draw(area_map):
    with pytest.raises(ValueError, match="nothing to draw"):
        map_spec(area_map({"BU05530301": 1.0}))


@pytest.mark.parametrize("quantity", [COUNT, Quantity(label="A", unit="%", decimals=1, counts=False)])
def test_the_specification_is_valid_vega_lite(area_map, quantity):
    alt.LayerChart.from_dict(map_spec(area_map(TOLD, quantity=quantity, chosen="GM0553")), validate=True)


def test_no_value_at_all_is_still_a_map(area_map):
    made = area_map(dict.fromkeys(TOLD, Absence.NOT_YET_PUBLISHED))
    assert {row["fill"] for row in areas(map_spec(made)).values()} == {pattern(Fill.BLANK)}
    assert [line.label for line in legend(made)] == ["nnb: nog niet gepubliceerd"]


@pytest.mark.parametrize(
    ("told", "worth"), [(TOLD, True), (dict.fromkeys(TOLD, Absence.SECRET), False), ({"BU05530301": 1.0}, False)]
)
def test_a_map_needs_a_shape_and_a_value(area_map, told, worth):
    assert area_map(told).is_worth_drawing is worth
