"""A drawn target architecture: no box on another, no text cut, the same each time, and a table that says the same."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from roer.core.network.architecture_drawing import BADGE, badge_of, draw_architecture, flow_rows, legend
from roer.core.network.architecture_plan import HEAD, MARGIN, NAME, NOTE, PAD, WIDE, Plan, Shown, plan_of
from roer.core.network.look import Caption
from roer.core.network.measuring import width_of
from roer.core.programme.architecture import PRODUCT, Architecture, Component, ComponentKind, DataObject, Flow

CAPTION = Caption("Doelarchitectuur", "R01 · versie 1")
SMALL = Shown(
    Architecture(
        result="R01",
        contract_hash="c" * 64,
        sources=("Register jeugdhulp", "Kerncijfers"),
        components=(
            Component(name="Post", kind=ComponentKind.EXCHANGE),
            Component(name="Magazijn", kind=ComponentKind.STORAGE),
            Component(name="Roer", reference="GEMMA-12"),
        ),
        objects=(DataObject(name="Jongeren", source="Register jeugdhulp"),),
        flows=(
            Flow(source="Register jeugdhulp", target="Magazijn", what="Rijen <per> persoon", personal=True),
            Flow(source="Kerncijfers", target="Magazijn", what="Aantallen"),
            Flow(source="Magazijn", target="Roer", what="Rijen"),
            Flow(source="Roer", target="Magazijn", what="Vrijgaven"),
            Flow(source="Roer", target=PRODUCT, what="Cijfers"),
        ),
    ),
    "Jeugdmonitor",
    ("gemeenteraad", "openbaar"),
)
names = st.text(st.sampled_from("abcWM -é"), min_size=1, max_size=60).filter(lambda name: bool(name.strip()))


@st.composite
def shown(draw):
    told = draw(st.lists(names, min_size=1, max_size=14, unique_by=lambda name: name.strip().casefold()))
    told = [name.strip() for name in told]
    cut = draw(st.integers(1, len(told)))
    sources, parts = told[:cut], told[cut:]
    components = [Component(name=name, kind=draw(st.sampled_from(ComponentKind))) for name in parts]
    ends = [*parts, PRODUCT]
    flows = draw(
        st.lists(
            st.builds(
                Flow, source=st.sampled_from(told), target=st.sampled_from(ends), what=names, personal=st.booleans()
            ),
            max_size=25,
        )
    )
    flows = [flow for flow in flows if flow.source != flow.target]
    architecture = Architecture(
        result="R01", contract_hash="c" * 64, sources=tuple(sources), components=tuple(components), flows=tuple(flows)
    )
    return Shown(architecture, draw(names), tuple(draw(st.lists(names, max_size=4))))


def _boxes(plan: Plan):
    return [(spot.left, spot.top, WIDE, spot.height) for spot in plan.spots]


def _badges(plan: Plan):
    return [(*badge_of(one), BADGE) for one in plan.strands if one.flow is not None]


def _apart(one, other) -> bool:
    left, top, wide, high = one
    other_left, other_top, other_wide, other_high = other
    beside = left + wide <= other_left or other_left + other_wide <= left
    return beside or top + high <= other_top or other_top + other_high <= top


@settings(max_examples=60, deadline=None)
@given(shown())
def test_nothing_stands_on_anything_else_and_all_of_it_within_the_picture(told):
    plan = plan_of(told)
    places = _boxes(plan) + _badges(plan)
    assert all(_apart(one, other) for one, other in combinations(places, 2))
    for left, top, wide, high in places:
        assert left >= MARGIN
        assert top >= HEAD
        assert left + wide <= plan.width
        assert top + high <= plan.height


@settings(max_examples=60, deadline=None)
@given(shown())
def test_no_text_is_cut_and_every_line_begins_and_ends_at_a_box(told):
    plan = plan_of(told)
    for spot in plan.spots:
        room = WIDE - 2 * PAD
        assert all(width_of(line, NAME) <= room for line in spot.lines)
        assert all(width_of(line, NOTE) <= room for line in spot.notes)
        assert "".join(spot.lines).replace("-", "").replace(" ", "") == spot.name.replace("-", "").replace(" ", "")
    sides = {(spot.left, spot.top, spot.bottom) for spot in plan.spots}
    sides |= {(spot.right, spot.top, spot.bottom) for spot in plan.spots}
    for strand in plan.strands:
        for x, y in (strand.start, strand.end):
            assert any(x == side and top < y < bottom for side, top, bottom in sides)
    assert len({strand.start for strand in plan.strands}) == len(plan.strands)


@settings(max_examples=25, deadline=None)
@given(shown())
def test_the_same_architecture_gives_the_same_picture_and_it_is_valid_xml(told):
    picture = draw_architecture(told, CAPTION).document()
    assert draw_architecture(told, CAPTION).document() == picture
    assert ET.fromstring(picture).tag.endswith("svg")


def test_columns_run_from_source_to_reader():
    plan = plan_of(SMALL)
    assert [words for words, _left in plan.headings] == [
        "Bronnen",
        "Uitwisseling",
        "Opslag",
        "Componenten",
        "Product",
        "Doelgroep",
    ]
    lefts = {spot.name: spot.left for spot in plan.spots}
    assert lefts["Register jeugdhulp"] < lefts["Magazijn"] < lefts["Roer"] < lefts[PRODUCT] < lefts["openbaar"]


def test_a_column_without_boxes_takes_no_room():
    plan = plan_of(Shown(Architecture(result="R01", contract_hash="c" * 64, sources=("Register",)), "Jeugdmonitor"))
    assert [words for words, _left in plan.headings] == ["Bronnen", "Product"]


def test_the_list_and_the_table_say_the_same_as_the_lines():
    entries, end = legend(plan_of(SMALL))
    assert [entry.number for entry in entries] == [1, 2, 3, 4, 5]
    assert entries[0].lines == ("Register jeugdhulp → Magazijn: Rijen <per> persoon (persoonsgegevens)",)
    assert end > entries[-1].top
    assert flow_rows(SMALL)[0] == ("1", "Register jeugdhulp", "Magazijn", "Rijen <per> persoon", "ja")


def test_a_reader_with_the_name_of_a_component_stays_a_reader():
    told = Shown(SMALL.architecture, "Jeugdmonitor", ("Roer",))
    assert "Roer (doelgroep)" in [spot.name for spot in plan_of(told).spots]


def test_words_of_people_are_escaped():
    assert "&lt;per&gt;" in draw_architecture(SMALL, CAPTION).document()
