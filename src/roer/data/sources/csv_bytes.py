"""What can be said of a CSV file before any row is read: its size, its encoding, its lines, its header."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable

import numpy as np

from roer.core.values.dutch import listing
from roer.core.values.errors import InputRefused, Problem
from roer.data.sources.contract import CsvForm
from roer.data.sources.delivery import refuse

LARGEST_FILE = 1024 * 1024 * 1024
LONGEST_LINE = 1024 * 1024
SEPARATORS = {";": "puntkomma", ",": "komma", "\t": "tab", "|": "streep"}
_AGAIN = "Maak het bestand opnieuw en lever het nog eens."


def as_utf8(content: bytes, form: CsvForm, name: str) -> bytes:
    """The text as UTF-8 without a mark. Raises InputRefused when it is empty or not written as agreed."""
    if not content.strip():
        raise refuse("empty_file", "leeg bestand", name, "Lever het bestand opnieuw, met kolomnamen en rijen.")
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    agreed = {"utf-8": ("utf-8-sig",), "utf-16": ("utf-16",), "windows-1252": (None,), "auto": ("utf-8-sig", "utf-16")}
    if marked and marked not in agreed[form.encoding]:
        raise _other_encoding(f"het bestand zegt zelf {marked.removesuffix('-sig').upper()} te zijn", form, name)
    if form.encoding == "windows-1252":
        return _from_windows(content, form, name)
    if marked == "utf-16" or form.encoding == "utf-16":
        return _decoded(content, "utf-16", form, name).encode()
    return _decoded(content.removeprefix(codecs.BOM_UTF8), "utf-8", form, name).encode()


_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def _decoded(content: bytes, encoding: str, form: CsvForm, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _other_encoding(f"dit is geen {encoding.upper()}", form, f"{name}, regel {line}") from None


def _from_windows(content: bytes, form: CsvForm, name: str) -> bytes:
    if content.isascii():
        return content
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(content, "windows-1252", form, name).encode()
    raise _other_encoding("de letters met accenten zijn als UTF-8 geschreven", form, name)


def _other_encoding(what: str, form: CsvForm, where: str) -> InputRefused:
    agreed = "UTF-8" if form.encoding == "auto" else form.encoding.upper()
    cure = f"Sla het op als {agreed}, of zet bij `csv: {{encoding: …}}` in de bron hoe het is geschreven."
    return refuse("encoding_mismatch", what, where, cure)


def check_lines(text: bytes, name: str) -> None:
    """Raise InputRefused when a line is not what it seems: NUL bytes, loose returns, open quotes, empty, endless."""
    if (at := text.find(b"\0")) >= 0:
        raise refuse("nul_byte", "er staat een NUL-teken in", _line(name, text, at), _AGAIN)
    loose = text.replace(b"\r\n", b"\n\n").find(b"\r")
    if loose >= 0:
        what = "er staat een los regeleinde (CR) in"
        raise refuse("loose_return", what, _line(name, text, loose), "Sla het bestand op met gewone regeleinden.")
    signs = np.frombuffer(text, dtype=np.uint8)
    ends = np.append(np.nonzero(signs == ord("\n"))[0], len(signs))
    starts = np.concatenate(([0], ends[:-1] + 1))
    lengths = ends - starts
    if lengths.max() > LONGEST_LINE:
        where = f"{name}, regel {int(lengths.argmax()) + 1}"
        raise refuse("line_too_long", "de regel is langer dan een rij kan zijn", where, _AGAIN)
    quotes = np.searchsorted(np.nonzero(signs == ord('"'))[0], ends)
    odd = np.nonzero(np.diff(quotes, prepend=0) % 2)[0]
    if len(odd):
        what = "een aanhalingsteken wordt op deze regel niet gesloten"
        cure = "Sluit het, en haal regeleinden binnen een cel weg: één rij is één regel."
        raise refuse("unclosed_quote", what, f"{name}, regel {int(odd[0]) + 1}", cure)
    blank = np.nonzero((lengths == 0) | ((lengths == 1) & (signs[np.minimum(starts, len(signs) - 1)] == ord("\r"))))[0]
    if len(blank) and starts[blank[0]] < len(text.rstrip()):
        where = f"{name}, regel {int(blank[0]) + 1}"
        raise refuse("blank_line", "de regel is leeg", where, "Haal lege regels tussen de rijen weg.")


def _line(name: str, text: bytes, at: int) -> str:
    line = text.count(b"\n", 0, at) + 1
    return f"{name}, regel {line}"


def header_of(text: bytes, form: CsvForm, name: str) -> list[str]:
    """The column names of the first line. Raises InputRefused when blank, doubled, or separated differently."""
    line = text.partition(b"\n")[0].rstrip(b"\r").decode()
    names = [one.strip() for one in next(csv.reader([line], delimiter=form.sign))]
    if problems := list(_header_problems(names, form, f"{name}, regel 1")):
        raise InputRefused(problems)
    return names


def _header_problems(names: list[str], form: CsvForm, where: str) -> Iterable[Problem]:
    agreed = SEPARATORS[form.sign]
    for sign, word in SEPARATORS.items():
        if sign != form.sign and any(sign in one for one in names):
            what = f"tussen de kolomnamen staat een {word}, en de afspraak is een {agreed}"
            yield Problem("separator", what, where, f"Lever het bestand met overal een {agreed} tussen de kolommen.")
            return
    for at, one in enumerate(names, start=1):
        if not one:
            yield Problem("blank_column_name", f"kolom {at} heeft geen naam", where, "Geef elke kolom een naam.")
    folded = [one.casefold() for one in names]
    for one in sorted({one for one in folded if one and folded.count(one) > 1}):
        # told by place: without its line of names, the first line of a file is somebody's row
        places = listing([str(at) for at, other in enumerate(folded, start=1) if other == one])
        cure = "Houd er één over, of geef ze verschillende namen (hoofdletters tellen niet mee)."
        yield Problem("duplicate_column_name", f"de kolommen {places} hebben dezelfde naam", where, cure)
