"""Which characters the letter's typeface can show. A PDF for everybody may hold no empty boxes (PDF/UA-1, 7.21.8)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import font_source_sans_pro

FONTS = Path(font_source_sans_pro.font_directory)
FROM_THE_SECOND_FONT = frozenset("✗↺□")
"""Signs of ours that the typeface lacks and that typst has in its own monospaced font."""
PLACEHOLDER = "□"


def showable(text: str) -> str:
    """`text` with □ for every character that cannot be shown, an emoji for example."""
    known = _known()
    return "".join(character if ord(character) in known else PLACEHOLDER for character in text)


@cache
def _known() -> frozenset[int]:
    shown = set(_characters((FONTS / "SourceSansPro-Regular.ttf").read_bytes()))
    return frozenset(shown | {ord(sign) for sign in FROM_THE_SECOND_FONT} | {0x0A})


def _characters(font: bytes) -> Iterator[int]:
    """The code points in the Unicode table of a TrueType font (`cmap`, format 4, and 12 for those above U+FFFF)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    start = next(
        offset
        for tag, _, offset, _ in (struct.unpack_from(">4sIII", font, 12 + 16 * index) for index in range(tables))
        if tag == b"cmap"
    )
    (count,) = struct.unpack_from(">H", font, start + 2)
    for index in range(count):
        (offset,) = struct.unpack_from(">I", font, start + 8 + 8 * index)
        (layout,) = struct.unpack_from(">H", font, start + offset)
        if layout == 4:
            yield from _segments(font, start + offset)
        elif layout == 12:
            yield from _groups(font, start + offset)


def _segments(font: bytes, at: int) -> Iterator[int]:
    (twice,) = struct.unpack_from(">H", font, at + 6)
    ends = struct.unpack_from(f">{twice // 2}H", font, at + 14)
    starts = struct.unpack_from(f">{twice // 2}H", font, at + 16 + twice)
    for first, last in zip(starts, ends, strict=True):
        if last != 0xFFFF:
            yield from range(first, last + 1)


def _groups(font: bytes, at: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">I", font, at + 12)
    for index in range(count):
        first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * index)
        yield from range(first, last + 1)
