"""What a text needs before it goes into a file that spreadsheets open."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula (CWE-1236)."""
    return f"'{text}" if text.startswith(_FORMULA) else text
