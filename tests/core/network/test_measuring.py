"""Text is wrapped in time: nothing lost, nothing over the edge."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from roer.core.network.measuring import width_of, wrapped

TITLES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=160)
ROOMS = st.floats(60, 400)
WORDS = st.lists(st.text("abcdefghijklmnopqrstuvwxyzABCMW-é", min_size=1, max_size=40), min_size=1, max_size=12)


@given(TITLES, ROOMS)
def test_no_line_is_wider_than_its_room(title, room):
    assert all(width_of(line, 13) <= room + 1e-9 for line in wrapped(title, width=room, size=13))


@given(WORDS, ROOMS)
def test_no_line_of_many_words_is_wider_than_its_room(words, room):
    assert all(width_of(line, 13) <= room + 1e-9 for line in wrapped(" ".join(words), width=room, size=13))


@given(WORDS, ROOMS)
def test_the_next_word_would_not_have_fitted_on_the_line_before(words, room):
    lines = wrapped(" ".join(words), width=room, size=13)
    for line, after in pairwise(lines):
        assert line.endswith("-") or width_of(f"{line} {after.split()[0]}", 13) > room


@given(TITLES, ROOMS)
def test_there_is_always_a_line(title, room):
    assert len(wrapped(title, width=room, size=13)) >= 1


@given(WORDS, ROOMS)
def test_nothing_is_lost_but_the_hyphens_that_break_a_word(words, room):
    together = "".join(wrapped(" ".join(words), width=room, size=13))
    assert together.replace("-", "").replace(" ", "") == "".join(words).replace("-", "")


@given(WORDS, ROOMS)
def test_words_that_fit_are_never_broken(words, room):
    lines = wrapped(" ".join(words), width=room, size=13)
    there = {word for line in lines for word in line.split()}
    assert {word for word in words if width_of(word, 13) <= room} <= there


def test_a_word_longer_than_the_room_is_broken_with_a_hyphen():
    lines = wrapped("Arbeidsongeschiktheidsverzekeringsmaatschappij", width=100, size=13)
    assert len(lines) > 1
    assert all(line.endswith("-") for line in lines[:-1])


def test_text_in_one_line_stays_in_one_line():
    assert wrapped("Monitor Jeugd", width=200, size=13) == ("Monitor Jeugd",)


def test_an_empty_text_is_one_empty_line():
    assert wrapped("   ", width=200, size=13) == ("",)


@given(st.text("abcdefghijklmnopqrstuvwxyz", max_size=20), st.text("abc XYZ", max_size=20))
def test_a_longer_text_is_at_least_as_wide(text, more):
    assert width_of(text + more, 13) >= width_of(text, 13)


def test_an_unknown_sign_counts_as_a_wide_one_and_an_accent_as_none():
    assert width_of("語", 10) == 10
    assert width_of("e\u0301", 10) == width_of("e", 10)
