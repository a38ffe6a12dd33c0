"""Where everything stands: nothing over anything else, nothing over the edge, all words within their box."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roer.core.network.drawing import COLUMNS, Caption, Emphasis, draw
from roer.core.network.measuring import width_of
from roer.core.network.placing import placed
from roer.core.network.scene import RoadmapItem, band_of, near_universal, order_of, scene
from roer.core.network.selecting import with_columns
from roer.core.network.sizes import PAPER, SCREEN

SIZES = (SCREEN, PAPER, replace(SCREEN, results=150, goals=120, efforts=130))
FEW = settings(max_examples=20)
SEEDS, VIEWS, SIZED = st.integers(0, 10**6), st.sampled_from(range(4)), st.sampled_from(SIZES)


@pytest.fixture(scope="module")
def stage(by_chance, coloured, set_out):
    """A programme by chance and its scene in one of the views."""

    def made(seed, view, sizes, **many):
        programme = by_chance(seed, **many)
        colouring = coloured(programme, view)
        return programme, set_out(programme, colouring, sizes)

    return made


@FEW
@given(SEEDS, VIEWS, SIZED)
def test_no_box_lies_over_another(stage, seed, view, sizes):
    _, found = stage(seed, view, sizes)
    for one, other in combinations(found.boxes.values(), 2):
        apart = one.top + one.height <= other.top or other.top + other.height <= one.top
        assert apart or one.left + one.width <= other.left or other.left + other.width <= one.left


@FEW
@given(SEEDS, VIEWS, SIZED)
def test_everything_stands_within_the_picture(stage, seed, view, sizes):
    _, found = stage(seed, view, sizes)
    for box in found.boxes.values():
        assert box.left >= 0
        assert box.left + box.width <= sizes.left_of(3)
        assert box.top >= sizes.heading
        assert box.top + box.height <= found.height
    assert all(band.top >= 0 and band.top + band.height <= found.height for band in found.bands)
    assert all(top + sizes.row <= found.height for _, top in found.roadmap)


@FEW
@given(SEEDS, VIEWS, SIZED)
def test_all_words_of_a_box_stand_within_it(stage, seed, view, sizes):
    _, found = stage(seed, view, sizes)
    for box in found.boxes.values():
        room = box.width - sizes.stripe - 2 * sizes.padding
        assert all(width_of(line, sizes.title) <= room for line in box.lines)
        assert all(width_of(line, sizes.caption) <= room for line in (*box.caption, *box.chip))
        beside = width_of(box.lines[-1], sizes.title) + width_of(box.aside, sizes.caption)
        assert not box.aside or beside < room
        text = len(box.lines) * sizes.title_line + (len(box.caption) + len(box.chip)) * sizes.caption_line
        assert text <= box.height


@FEW
@given(SEEDS)
def test_every_result_stands_in_the_band_of_its_policy_field_and_no_band_over_another(stage, seed):
    programme, found = stage(seed, 0, SCREEN)
    assert len({band.title for band in found.bands}) == len(found.bands)
    for upper, lower in pairwise(found.bands):
        assert upper.top + upper.height <= lower.top
    for result in programme.network.results:
        box = found.boxes[result.code]
        (inside,) = [b for b in found.bands if b.top <= box.top and box.top + box.height <= b.top + b.height]
        name = "".join(result.policy_fields)
        wanted = "Verbindende informatieproducten" if result.is_connecting else name.capitalize()
        assert inside.title == (wanted or "Zonder beleidsterrein")


@FEW
@given(SEEDS)
def test_each_column_stands_in_the_order_given(stage, seed):
    _, found = stage(seed, 0, SCREEN)
    for column in found.order:
        tops = [found.boxes[code].top for code in column]
        assert tops == sorted(tops)


@FEW
@given(SEEDS)
def test_the_rows_of_the_roadmap_stand_below_each_other(stage, seed):
    _, found = stage(seed, 0, SCREEN)
    for (_, upper), (_, lower) in pairwise(found.roadmap):
        assert upper + SCREEN.row <= lower


def test_the_roadmap_is_as_wide_as_its_longest_code_with_gates_and_reservation(growth, coloured):
    growth.results("R01", "MONITOR-JEUGD-2021-NOORD")
    gates = (("lapsed", "", "vervallen"),) * 4
    items = [RoadmapItem(result.code, result.title, None, gates, reserved=True) for result in growth.network.results]
    for sizes in (SCREEN, PAPER):
        found = scene(
            growth.network,
            order=order_of(growth.network),
            colouring=coloured(growth.programme),
            policy_fields={},
            roadmap=items,
            sizes=sizes,
        )
        words = width_of("MONITOR-JEUGD-2021-NOORD", sizes.title) + width_of("voorbehoud", sizes.caption)
        assert found.sizes.roadmap > words + 4 * sizes.gate


@FEW
@given(SEEDS)
def test_every_open_element_and_every_link_is_there(stage, seed):
    programme, found = stage(seed, 0, SCREEN)
    assert set(found.boxes) == {record.element.code for record in programme.network.open_elements()}
    assert {(link.source, link.target) for link in found.links} == set(programme.network.links)


@pytest.mark.parametrize(("served", "expected"), [(5, {}), (6, {"I01": 6}), (10, {"I01": 10})])
def test_nearly_all_is_six_in_ten_and_at_least_six(growth, served, expected):
    codes = [f"R{number:02}" for number in range(1, 11)]
    growth.results(*codes)
    growth.efforts("I01")
    for code in codes[:served]:
        growth.link("I01", code)
    assert near_universal(growth.network) == expected


def test_goals_do_not_count_as_results_that_are_served(growth):
    growth.goals(*[f"D{number}" for number in range(1, 9)])
    growth.results("R01")
    growth.efforts("I01")
    for number in range(1, 9):
        growth.link("I01", f"D{number}")
    assert near_universal(growth.network) == {}


def test_a_goal_stands_beside_the_results_that_serve_it(growth, coloured, set_out):
    growth.goals("D1", "D2")
    growth.results(*[f"R{number:02}" for number in range(1, 13)])
    for number in range(1, 13):
        growth.link(f"R{number:02}", "D1" if number < 3 else "D2")
    found = set_out(growth.programme, coloured(growth.programme))
    served = [found.boxes[code].middle for code in found.boxes if (code, "D2") in growth.network.links]
    assert min(served) < found.boxes["D2"].middle < max(served)


def test_one_more_result_makes_no_two_boxes_swap(by_chance, growing, hlt):
    before = order_of(hlt.network)
    growth = growing()
    growth.programme = hlt
    growth.results("R99", policy_fields=("jeugd",))
    growth.link("R99", hlt.network.goals[0].code)
    after = order_of(growth.network, before)
    assert tuple(tuple(code for code in column if code != "R99") for column in after) == before


def test_what_only_changes_words_is_not_placed_anew(by_chance, growing, monkeypatch):
    growth, boards = growing(), []

    def counted(board, before=None):
        boards.append(board)
        return placed(board, before)

    monkeypatch.setattr("roer.core.network.scene.placed", counted)
    growth.programme = by_chance(987_654)
    first = order_of(growth.network)
    growth.change("R03", title="Een andere naam")
    assert order_of(growth.network) == first
    assert len(boards) <= 1


def test_the_bands_of_the_example_are_its_policy_fields(hlt):
    assert {band_of(result) for result in hlt.network.results} <= {*hlt.policy_fields, "~", ""}


@pytest.mark.parametrize(
    ("types", "heading"),
    [
        ({"goal", "result"}, ["Doelen", "Resultaten"]),
        ({"goal", "effort"}, ["Doelen", "Inspanningen"]),
        ({"result", "effort"}, ["Resultaten", "Inspanningen"]),
        ({"effort"}, ["Inspanningen"]),
    ],
)
def test_a_column_without_elements_takes_no_room_and_its_neighbours_close_up(by_chance, coloured, types, heading):
    programme = by_chance(7)
    columns = with_columns(programme.network, types)
    found = scene(
        columns.network,
        order=order_of(programme.network),
        colouring=coloured(programme),
        policy_fields=programme.policy_fields,
    )
    lefts = sorted({(box.left, box.width) for box in found.boxes.values()})
    assert len(lefts) == len(heading)
    assert all(right - (left + width) == SCREEN.between for (left, width), (right, _) in pairwise(lefts))
    assert found.sizes.total < SCREEN.total
    drawn = draw(
        found,
        colouring=coloured(programme),
        caption=Caption("Netwerk", ""),
        address=lambda _: "",
        emphasis=Emphasis(indirect=columns.indirect),
    ).document()
    assert [word for word in COLUMNS if f">{word}</text>" in drawn] == heading
    lines = drawn.count("data-from")
    assert bool(lines) == (len(types) > 1)
    assert ("via wat niet getoond is" in drawn) == bool(columns.indirect)


def test_without_results_the_goals_stand_beside_the_efforts_that_serve_them(growth, coloured):
    growth.goals("D1", "D2")
    growth.efforts(*[f"I{number:02}" for number in range(1, 13)])
    growth.link("I01", "D1")
    growth.link("I12", "D2")
    found = scene(
        growth.network, order=order_of(growth.network), colouring=coloured(growth.programme), policy_fields={}
    )
    for goal, effort in (("D1", "I01"), ("D2", "I12")):
        assert abs(found.boxes[goal].middle - found.boxes[effort].middle) < 20
