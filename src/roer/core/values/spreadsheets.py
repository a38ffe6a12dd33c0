"""Texts in files that spreadsheet programs open: such a program takes a cell that begins with some signs for a formula.

The rule, for CSV only: a text that begins with =, +, -, @, a tab or a return, or with apostrophes before one of these,
is written with one more apostrophe in front; reading takes that one away again. In a workbook a text is typed as text.
"""

from __future__ import annotations

import re

_STARTS_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_MADE_HARMLESS = re.compile(r"'+[=+\-@\t\r]")


def harmless(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula (CWE-1236)."""
    return f"'{text}" if _STARTS_FORMULA.match(text) else text


def as_meant(text: str) -> str:
    """The way back of `harmless`: as_meant(harmless(text)) == text. A formula that somebody typed stays text."""
    return text[1:] if _MADE_HARMLESS.match(text) else text
