"""What a cell of a spreadsheet holds: trimmed text, several values in one cell, and words that stand for codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from roer.core.values.dutch import listing
from roer.core.values.errors import RoerError

SPACES = (
    " \t\n\r\v\f\x85\N{NO-BREAK SPACE}\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""What counts as room around a text: what programs put there unasked, such as the no-break space of a copied page."""
BETWEEN = "; "
"""What stands between several values in one cell; a semicolon within a value is written `\\;`."""
LONGEST_ECHO = 40
"""How much of a cell a message repeats."""
MOST_CHOICES = 20
"""How many words a message lists to choose from."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_TO_ESCAPE = re.compile(r";|\\(?=[;\\]|$)")
_VALUE = re.compile(r"(?:\\[;\\]|[^;])+")
_ESCAPED = re.compile(r"\\([;\\])")


class UnknownWord(RoerError):
    """A word in a cell stands for nothing that we know; `what` says so, `cure` what to write instead."""

    def __init__(self, what: str, cure: str) -> None:
        self.what, self.cure = what, cure
        super().__init__(f"{what} {cure}")


def trimmed(text: str) -> str:
    """The text without room around it, and with one kind of line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip(SPACES)


def has_control_sign(text: str) -> bool:
    """Whether a text holds signs that no page, XML or database should."""
    return _CONTROL.search(text) is not None


def readable(text: str) -> str:
    """The text as any program can hold it: a control sign becomes the sign for something unreadable."""
    return _CONTROL.sub("\ufffd", text)


def folded(word: str) -> str:
    """A word as it is compared: capitals, and the kind and amount of room in it, do not count."""
    return " ".join(word.translate(_AS_SPACE).split()).casefold()


_AS_SPACE = {ord(sign): " " for sign in SPACES}


def joined(values: Iterable[str]) -> str:
    """Several values in one cell: joined(['raad', 'beleid']) == 'raad; beleid'."""
    return BETWEEN.join(_TO_ESCAPE.sub(lambda found: f"\\{found[0]}", value) for value in values)


def parted(cell: str) -> tuple[str, ...]:
    """The values of one cell, each once, in their order: the way back of `joined`."""
    values = (_ESCAPED.sub(r"\1", part.strip(SPACES)).strip(SPACES) for part in _VALUE.findall(cell))
    return tuple(dict.fromkeys(value for value in values if value))


def echo(cell: str) -> str:
    """A cell as a message repeats it: on one line, not too long."""
    said = " ".join(cell.split())
    return said if len(said) <= LONGEST_ECHO else f"{said[:LONGEST_ECHO]}…"


def nearest(word: str, known: Iterable[str]) -> str:
    """'Bedoelde u uitvoering?', or a list of what there is; empty when there is nothing or too much to choose from."""
    choices = {folded(choice): choice for choice in known}
    if close := get_close_matches(folded(word), choices, n=1, cutoff=0.6):
        return f"Bedoelde u ‘{choices[close[0]]}’?"
    return f"Kies uit: {listing(list(choices.values()), 'of')}." if 0 < len(choices) <= MOST_CHOICES else ""


@dataclass(frozen=True, slots=True)
class Words:
    """Woordenlijst of one column: the words that people read, each with the code that it stands for."""

    what: str
    """What such a word is: 'fase', 'gemeente'."""
    codes: Mapping[str, object]

    def told(self, code: object) -> str:
        """The word for a code; the code itself when no word stands for it alone."""
        return next((word for word, known in self.codes.items() if known == code), str(code))

    def meant(self, word: str) -> object:
        """The code that a word, or the code itself, stands for. Raises UnknownWord, with the nearest word."""
        wanted = folded(word)
        for known, code in self.codes.items():
            if folded(known) == wanted:
                return code
        for code in self.codes.values():
            if folded(str(code)) == wanted:
                return code
        raise UnknownWord(f"‘{echo(word)}’ is geen {self.what}.", nearest(word, self.codes))
