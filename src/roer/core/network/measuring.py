"""How wide a text will be, without a font at hand: widths in em, a little generous, so that a label is never cut."""

from __future__ import annotations

_NARROW = frozenset("iljtfrI1.,:;!|'‘’`()[] /-")
_WIDE = frozenset("mwMWÆŒ@%&—…")
_WIDTHS = ((_NARROW, 0.38), (_WIDE, 0.97))
_CAPITAL, _OTHER = 0.72, 0.61


def width_of(text: str, size: float) -> float:
    """The width of `text` at font size `size`, in the unit of `size`; never less than a common sans-serif needs."""
    return size * sum(_width(sign) for sign in text)


def _width(sign: str) -> float:
    for signs, width in _WIDTHS:
        if sign in signs:
            return width
    return _CAPITAL if sign.isupper() else _OTHER


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
