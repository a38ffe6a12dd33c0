"""Codes that nobody took yet: what a form proposes for a new decision, meeting, advice or idea."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from itertools import count

from roer.core.programme.elements import Code


def free_code(prefix: str, on: date, taken: Container[Code]) -> Code:
    """The first code of the year that is not taken: 'OV-2021-03'."""
    codes = (f"{prefix}-{on.year}-{number:02d}" for number in count(1))
    return next(code for code in codes if code not in taken)
