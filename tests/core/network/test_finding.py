"""Finding by typing: the code itself, the start of a title, another name; what is closed too; best first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roer.core.network.finding import MOST, find, plain


@pytest.fixture
def some(growth):
    growth.goals("D1")
    growth.results("R01", title="Jeugdmonitor", aliases=("Monitor sociaal domein",))
    growth.results("R02", title="Monitor Jeugdzorg")
    growth.results("R03", title="Café-kaart")
    growth.efforts("I01", title="Register jeugdhulp koppelen")
    return growth


def codes(growth, wanted):
    return [found.code for found in find(growth.programme, wanted, network=growth.network)]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("r02", ["R02"]),
        ("R02 Monitor Jeugdzorg", ["R02"]),
        ("monitor jeugdzorg", ["R02"]),
        ("  JEUGD ", ["R01", "R02", "I01"]),
        ("monitor", ["R01", "R02"]),
        ("sociaal", ["R01"]),
        ("cafe", ["R03"]),
        ("koppelen register", ["I01"]),
        ("R0", ["R01", "R02", "R03"]),
        ("zwembad", []),
        ("", []),
        ("   ", []),
        ("<script>", []),
    ],
)
def test_what_is_found_and_in_which_order(some, wanted, found):
    assert codes(some, wanted) == found


def test_what_is_closed_is_found_after_what_is_open_and_says_what_became_of_it(some):
    some.remove("R02")
    found = find(some.programme, "jeugd", network=some.network)
    assert [(hit.code, hit.is_open, hit.remark) for hit in found] == [
        ("R01", True, "resultaat"), ("I01", True, "inspanning"), ("R02", False, "resultaat, verwijderd"),
    ]  # fmt: skip


def test_decisions_and_letters_are_found_as_far_as_the_reader_may_know_of_them(hlt):
    letters = tuple(hlt.letters.values())
    wanted = letters[0].draft.code
    assert [hit.kind for hit in find(hlt, wanted, network=hlt.network, letters=letters)] == ["letter"]
    assert find(hlt, wanted, network=hlt.network) == ()
    decision = min(hlt.decisions)
    assert [hit.kind for hit in find(hlt, decision.lower(), network=hlt.network)] == ["decision"]


def test_no_more_are_told_than_a_page_holds(growth):
    growth.results(*[f"R{number:03}" for number in range(MOST + 5)])
    assert len(codes(growth, "monitor")) == MOST


@given(st.text(max_size=80))
def test_any_words_can_be_asked(wanted):
    assert plain(plain(wanted)) == plain(wanted) or not wanted.isascii()
