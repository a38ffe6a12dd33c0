"""The order of elements in their columns: few crossings, bands together, and nothing that stands there moves."""

from __future__ import annotations

import random
from itertools import chain, combinations, groupby, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roer.core.network.placing import LAST, Board, Order, Slot, placed, rearranged

BANDS = ("jeugd", "wonen", "zorg", LAST)


@st.composite
def boards(draw: st.DrawFn) -> Board:
    """Boards of up to 4 goals, 9 results in bands and 5 efforts, with any lines between neighbouring columns."""
    goals = [Slot(f"D{n}", 0) for n in range(draw(st.integers(0, 4)))]
    bands = draw(st.lists(st.sampled_from(BANDS), max_size=9))
    results = [Slot(f"R{n}", 1, band) for n, band in enumerate(bands)]
    efforts = [Slot(f"I{n}", 2) for n in range(draw(st.integers(0, 5)))]
    pairs = [(a.code, b.code) for left, right in ((goals, results), (results, efforts)) for a in left for b in right]
    lines = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=25)) if pairs else []
    return Board((*goals, *results, *efforts), tuple(lines))


def columns_of(board: Board) -> list[set[str]]:
    return [{slot.code for slot in board.slots if slot.column == number} for number in range(board.columns())]


def bands_in(board: Board, order: Order) -> list[str]:
    """The bands of the results from top to bottom, one for each stretch."""
    band = {slot.code: slot.band for slot in board.slots}
    return [name for name, _ in groupby(order[1], key=band.__getitem__)] if len(order) > 1 else []


def crossings_counted_one_by_one(board: Board, order: Order) -> int:
    at = {code: (number, index) for number, column in enumerate(order) for index, code in enumerate(column)}
    return sum(
        at[a][0] == at[c][0] and (at[a][1] - at[c][1]) * (at[b][1] - at[d][1]) < 0
        for (a, b), (c, d) in combinations(board.lines, 2)
    )


def like_the_programme(seed: int, size: int = 1) -> Board:
    """`size` times 6 goals, 28 results in 7 bands, 16 efforts and about 90 lines, entered in any order."""
    chance = random.Random(seed)
    goals, results, efforts = (
        [f"{letter}{n:03}" for n in range(size * count)] for letter, count in (("D", 6), ("R", 28), ("I", 16))
    )
    lines = {(goal, result) for result in results for goal in chance.sample(goals, chance.choice((1, 1, 2)))}
    lines |= {(result, effort) for result in results for effort in chance.sample(efforts, chance.choice((1, 2, 3)))}
    slots = [Slot(code, 0) for code in goals]
    slots += [Slot(code, 1, f"band {n % (7 * size)}") for n, code in enumerate(results)]
    return Board((*slots, *(Slot(code, 2) for code in efforts)), tuple(sorted(lines)))


def small_enough_to_try_all(seed: int) -> Board:
    """3 goals, 3 results in one band and 2 in another, and 3 efforts, with half of the lines there can be."""
    chance = random.Random(seed)
    goals, efforts = (tuple(Slot(f"{letter}{n}", column) for n in range(3)) for letter, column in (("D", 0), ("I", 2)))
    results = tuple(Slot(f"R{n}", 1, f"band {n % 2}") for n in range(5))
    pairs = [(a.code, b.code) for left, right in ((goals, results), (results, efforts)) for a in left for b in right]
    return Board((*goals, *results, *efforts), tuple(chance.sample(pairs, len(pairs) // 2)))


def all_orders(board: Board) -> list[Order]:
    """Every order of the columns in which the bands of the results stay together."""
    goals, results, efforts = (tuple(permutations(column)) for column in board.entered())
    band = {slot.code: slot.band for slot in board.slots}
    banded = [column for column in results if len(list(groupby(column, key=band.__getitem__))) == 2]
    return list(product(goals, banded, efforts))


def without(board: Board, code: str) -> Board:
    slots = tuple(slot for slot in board.slots if slot.code != code)
    return Board(slots, tuple(line for line in board.lines if code not in line))


@given(boards())
def test_every_element_stands_once_in_its_own_column(board):
    order = placed(board)
    assert [set(column) for column in order] == columns_of(board)
    assert sum(map(len, order)) == len(board.slots)


@given(boards())
def test_a_band_stays_together_and_the_connecting_products_stand_below(board):
    found = bands_in(board, placed(board))
    assert len(found) == len(set(found))
    assert LAST not in found[:-1]


@given(boards())
def test_the_count_of_crossings_is_that_of_comparing_every_pair_of_lines(board):
    for order in (board.entered(), placed(board)):
        assert board.crossings(order) == crossings_counted_one_by_one(board, order)


@given(boards())
def test_the_order_found_crosses_no_more_than_the_order_entered(board):
    assert board.crossings(placed(board)) <= board.crossings(board.entered())


@given(boards(), st.randoms(use_true_random=False))
def test_the_same_board_is_always_placed_alike_whatever_the_order_of_its_lines(board, chance):
    lines = list(board.lines)
    chance.shuffle(lines)
    assert placed(Board(board.slots, tuple(lines))) == placed(board)


@settings(max_examples=200)
@given(boards(), st.data())
def test_an_added_element_makes_no_other_pair_swap(board, data):
    before = placed(board)
    others = {0: ("R",), 1: ("D", "I"), 2: ("R",)}
    column = data.draw(st.sampled_from((0, 1, 2)))
    slot = Slot("NEW", column, data.draw(st.sampled_from(BANDS)) if column == 1 else "")
    near = [known.code for known in board.slots if known.code[0] in others[column]]
    ends = data.draw(st.lists(st.sampled_from(near), unique=True)) if near else []
    lines = [(end, "NEW") if end[0] == "D" or column == 2 else ("NEW", end) for end in ends]
    after = placed(Board((*board.slots, slot), (*board.lines, *lines)), before)
    assert [code for found in after for code in found if code != "NEW"] == [code for found in before for code in found]
    assert LAST not in bands_in(Board((*board.slots, slot), ()), after)[:-1]


@pytest.mark.parametrize("seed", range(3))
def test_elements_added_one_after_another_make_no_pair_swap(seed):
    board = like_the_programme(seed)
    coming = ["R005", "D002", "I011", "R027", "I000", "R013"]
    boards_in_time = [board]
    for code in coming:
        boards_in_time.append(without(boards_in_time[-1], code))
    order = placed(boards_in_time.pop())
    for grown in reversed(boards_in_time):
        before, order = order, placed(grown, order)
        new = set(chain(*order)) - set(chain(*before))
        assert len(new) == 1
        assert tuple(tuple(code for code in column if code not in new) for column in order) == before


@given(boards())
def test_with_the_order_it_has_nothing_moves(board):
    order = placed(board)
    assert placed(board, order) == order


@given(boards(), st.data())
def test_a_removed_element_makes_no_other_pair_swap(board, data):
    before = placed(board)
    gone = data.draw(st.sampled_from([slot.code for slot in board.slots])) if board.slots else ""
    after = placed(without(board, gone), before)
    assert [code for column in after for code in column] == [c for column in before for c in column if c != gone]


def test_an_element_that_changes_its_band_joins_the_others_of_that_band():
    board = Board((Slot("R1", 1, "jeugd"), Slot("R2", 1, "wonen"), Slot("R3", 1, "jeugd")), ())
    assert placed(board, ((), ("R1", "R2", "R3")))[1] == ("R1", "R3", "R2")


def test_a_new_element_stands_where_its_lines_cross_least():
    slots = (Slot("D1", 0), Slot("D2", 0), Slot("D3", 0), Slot("R1", 1), Slot("R2", 1), Slot("R3", 1))
    lines = (("D1", "R1"), ("D2", "R2"), ("D3", "R3"))
    before = (("D1", "D2", "D3"), ("R1", "R2", "R3"))
    after = placed(Board((*slots, Slot("R0", 1)), (*lines, ("D1", "R0"))), before)
    assert after[1].index("R0") < after[1].index("R2")


@pytest.mark.parametrize("seed", range(6))
def test_no_order_crosses_less_where_all_can_be_tried(seed):
    board = small_enough_to_try_all(seed)
    assert board.crossings(placed(board)) == min(map(board.crossings, all_orders(board)))


@pytest.mark.parametrize(("seed", "size"), [(0, 1), (1, 1), (2, 1), (3, 1), (0, 10)])
def test_a_network_of_any_size_loses_four_in_ten_of_its_crossings_at_least(seed, size):
    board = like_the_programme(seed, size)
    assert board.crossings(placed(board)) < 0.6 * board.crossings(board.entered())


@pytest.mark.parametrize("seed", range(4))
def test_adding_to_an_order_costs_hardly_more_than_placing_everything_anew(seed):
    board = like_the_programme(seed)
    order = placed(without(board, "R013"))
    assert board.crossings(placed(board, order)) <= 1.15 * board.crossings(placed(board))


@given(boards(), st.data())
def test_rearranging_tells_the_crossings_before_and_after_and_never_adds_one(board, data):
    before = tuple(tuple(data.draw(st.permutations(column))) for column in board.entered())
    after, crossed, crosses = rearranged(board, before)
    assert crossed == board.crossings(placed(board, before))
    assert crosses == board.crossings(after) <= min(crossed, board.crossings(placed(board)))


@given(boards())
def test_rearranging_what_cannot_be_better_moves_nothing(board):
    order = placed(board)
    assert rearranged(board, order)[0] == order


def test_rearranging_shows_what_the_order_that_stood_costs():
    slots = (Slot("D1", 0), Slot("D2", 0), Slot("R1", 1), Slot("R2", 1))
    board = Board(slots, (("D1", "R1"), ("D2", "R2")))
    order, crossed, crosses = rearranged(board, (("D1", "D2"), ("R2", "R1")))
    assert (crossed, crosses) == (1, 0)
    assert board.crossings(order) == 0
