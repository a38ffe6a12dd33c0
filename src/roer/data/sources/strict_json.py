"""JSON read strictly: no field twice, no NaN, nothing behind the end, no depth without bound."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from roer.data.sources.delivery import refuse

_CURE = "Haal het bestand of de tabel opnieuw op. Blijft het fout, meld het dan aan de leverancier."


class _Twice(ValueError):
    """A field stood twice in one object."""


def read_object(content: bytes, where: str) -> dict[str, Any]:
    """The JSON object in `content`. Raises InputRefused, with the line, when it is no sound JSON object."""
    if not content.strip():
        raise refuse("empty_file", "leeg bestand", where, _CURE)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        what = "dit is een webpagina (bijvoorbeeld een inlogscherm) en geen JSON"
        raise refuse("html_instead_of_json", what, where, "Kijk of het adres nog klopt en vrij toegankelijk is.")
    try:
        document = json.loads(content, object_pairs_hook=_object, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise refuse("not_json", "dit is geen geldige JSON", f"{where}, regel {error.lineno}", _CURE) from None
    except _Twice as error:
        raise refuse("not_json", f"het veld {str(error)!r} staat twee keer in één object", where, _CURE) from None
    except UnicodeDecodeError:
        raise refuse("encoding_mismatch", "dit is geen UTF-8", where, _CURE) from None
    except (ValueError, RecursionError):
        raise refuse("not_json", "dit is geen geldige JSON: een getal of de diepte klopt niet", where, _CURE) from None
    if not isinstance(document, dict):
        raise refuse("not_json", "hier hoort één JSON-object", where, _CURE)
    return document


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Twice(next(name for name in names if names.count(name) > 1)[:60])
    return made


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)
