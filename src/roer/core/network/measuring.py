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
_WIDEST = 1000


class _Widths(dict[str, int]):
    """The width of a sign in thousandths of an em; one that is not known counts as a wide one, an accent as none."""

    def __missing__(self, sign: str) -> int:
        self[sign] = 0 if unicodedata.combining(sign) else _WIDEST
        return self[sign]


_WIDTHS = _Widths((sign, thousandths) for thousandths, signs in _SIGNS_BY_WIDTH.items() for sign in signs)
_SPACE, _HYPHEN = _WIDTHS[" "], _WIDTHS["-"]


def width_of(text: str, size: float) -> float:
    """The width of `text` at font size `size`, in the unit of `size`; never less than a common sans-serif needs."""
    return _thousandths(text) * size / 1000


@lru_cache(maxsize=4096)
def _thousandths(text: str) -> int:
    return sum(map(_WIDTHS.__getitem__, text))


@lru_cache(maxsize=4096)
def wrapped(text: str, *, width: float, size: float) -> tuple[str, ...]:
    """`text` in lines that fit `width`; a word that is longer is broken with a hyphen. At least one line."""
    room = int(width * 1000 / size)
    lines: list[list[str]] = [[]]
    taken = 0
    for word in text.split():
        for part in _broken(word, room):
            needed = _thousandths(part)
            if lines[-1] and taken + _SPACE + needed > room:
                lines.append([])
            taken = taken + _SPACE + needed if lines[-1] else needed
            lines[-1].append(part)
    return tuple(" ".join(line) for line in lines)


def _broken(word: str, room: int) -> list[str]:
    """The word in pieces that fit, each but the last with a hyphen; never of fewer than two signs."""
    parts = []
    while _thousandths(word) > room and len(word) > 2:
        cut = len(word) - 1
        while cut > 1 and _thousandths(word[:cut]) + _HYPHEN > room:
            cut -= 1
        parts.append(f"{word[:cut]}-")
        word = word[cut:]
    return [*parts, word]
