"""How wide a text will be, without a font at hand, so that a label is wrapped in time and never cut.

The widths are those of DejaVu Sans, the widest sans-serif that readers are likely to have, measured from its glyphs and
rounded up to 1/50 em. Where Source Sans, Segoe UI or Arial is shown, a line comes out up to a fifth shorter.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_SIGNS_BY_WIDTH = {
    280: "'ijlïîíì",
    300: "IJÏÎÍ",
    320: " ,.‘’·\u00a0",
    340: "/:;\\|",
    360: "f",
    380: "-",
    400: "()[]t",
    420: "!r²³",
    460: '"',
    500: "*_`–°ªº",
    520: "“”„",
    540: "?sz",
    560: "Lcç",
    580: "Fk",
    600: "vxy•",
    620: "PTYaeoéèëêóòöôáàäâ",
    640: "$0123456789ESbdghnpqu{}üúûùñÉËÈ€",
    660: "K",
    700: "ABCRVXZÁÀÄÇ",
    740: "UÜÚ",
    760: "HN",
    780: "&DG",
    800: "OQÖÓ",
    820: "w",
    840: "#+<=>^~×→≤≥",
    880: "M",
    960: "%",
    980: "m½",
    1000: "@W—…",
}
_WIDTHS = {sign: thousandths / 1000 for thousandths, signs in _SIGNS_BY_WIDTH.items() for sign in signs}
_WIDEST = 1.0


def width_of(text: str, size: float) -> float:
    """The width of `text` at font size `size`, in the unit of `size`; never less than a common sans-serif needs."""
    return size * sum(_width(sign) for sign in text)


def _width(sign: str) -> float:
    known = _WIDTHS.get(sign)
    if known is not None:
        return known
    return 0.0 if unicodedata.combining(sign) else _WIDEST


@lru_cache(maxsize=4096)
def wrapped(text: str, *, width: float, size: float) -> tuple[str, ...]:
    """`text` in lines that fit `width`; a word that is longer is broken with a hyphen. At least one line."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        candidate = f"{line} {word}" if line else word
        if width_of(candidate, size) <= width:
            line = candidate
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, width, size)
        lines.extend(full)
    return (*lines, line) if line or not lines else tuple(lines)


def _broken(word: str, width: float, size: float) -> list[str]:
    parts = []
    while width_of(word, size) > width and len(word) > 2:
        cut = len(word) - 1
        while cut > 1 and width_of(f"{word[:cut]}-", size) > width:
            cut -= 1
        parts.append(f"{word[:cut]}-")
        word = word[cut:]
    return [*parts, word]
