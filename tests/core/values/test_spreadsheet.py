"""Texts that spreadsheets might take for a formula."""

from __future__ import annotations

import pytest

from roer.core.values.spreadsheet import harmless


@pytest.mark.parametrize("text", ["=1+1", "+31 6", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_formula_gets_a_quote_before_it(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Jeugd", "a=b", "1+1", " =1"])
def test_any_other_text_stays_as_it_is(text):
    assert harmless(text) == text
