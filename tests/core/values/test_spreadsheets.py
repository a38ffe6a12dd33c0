"""Texts that spreadsheet programs would take for formulas, written so that they do not, and read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roer.core.values.spreadsheets import as_meant, harmless

SIGNS = st.one_of(st.sampled_from("'=+-@\t\r"), st.characters())


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "'="])
def test_what_begins_as_a_formula_is_written_as_text(start):
    assert harmless(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


@pytest.mark.parametrize("text", ["gewoon", "'s-Gravenhage", "a=b", ""])
def test_any_other_text_is_written_as_it_is(text):
    assert harmless(text) == as_meant(text) == text


@given(st.text(SIGNS))
def test_what_was_made_harmless_comes_back_as_it_was(text):
    assert as_meant(harmless(text)) == text


@given(st.text(SIGNS))
def test_what_is_written_never_begins_as_a_formula(text):
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r"))
