"""What is wrong with a definition, said in Dutch with the place in the file and the nearest name that does exist."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from roer.core.values.errors import InputRefused, Problem
from roer.data.catalogue.placed import Placed, Way

Model = TypeVar("Model", bound=BaseModel)

_TOLD = {
    "missing": "veld {field} ontbreekt",
    "enum": "{given} mag hier niet; kies uit {expected}",
    "literal_error": "{given} mag hier niet; kies uit {expected}",
    "string_type": "hier hoort tekst",
    "string_pattern_mismatch": "{given} heeft niet de juiste vorm ({pattern})",
    "string_too_short": "dit veld mag niet leeg zijn",
    "too_short": "hier hoort ten minste {min_length} onderdeel",
    "too_long": "hier horen ten hoogste {max_length} onderdelen",
    "int_type": "hier hoort een heel getal",
    "int_parsing": "hier hoort een heel getal",
    "float_type": "hier hoort een getal",
    "float_parsing": "hier hoort een getal",
    "bool_type": "hier hoort true of false",
    "bool_parsing": "hier hoort true of false",
    "greater_than": "het getal moet groter zijn dan {gt}",
    "greater_than_equal": "het getal moet ten minste {ge} zijn",
    "less_than_equal": "het getal mag ten hoogste {le} zijn",
    "date_from_datetime_parsing": "hier hoort een datum zoals 2021-01-19",
    "date_parsing": "hier hoort een datum zoals 2021-01-19",
    "date_type": "hier hoort een datum zoals 2021-01-19",
    "tuple_type": "hier hoort een lijst",
    "list_type": "hier hoort een lijst",
    "dict_type": "hier horen velden met een waarde",
    "model_type": "hier horen velden met een waarde",
    "model_attributes_type": "hier horen velden met een waarde",
}


def parsed(model: type[Model], placed: Placed) -> Model:
    """`placed` as a definition. Raises InputRefused with a problem per mistake, each at its line."""
    try:
        return model.model_validate(placed.value)
    except ValidationError as refusal:
        raise InputRefused(list(_problems(model, placed, refusal.errors(include_url=False)))) from None


def _problems(model: type[BaseModel], placed: Placed, errors: Iterable[ErrorDetails]) -> Iterable[Problem]:
    seen: set[str] = set()
    for error in errors:
        way = tuple(error["loc"])
        where = placed.where(way)
        if where in seen:  # one of several forms that a field may have: one complaint is enough
            continue
        seen.add(where)
        yield _unknown_field(model, error, where) if error["type"] == "extra_forbidden" else _problem(error, way, where)


def _unknown_field(model: type[BaseModel], error: ErrorDetails, where: str) -> Problem:
    *above, name = error["loc"]
    known = list(_fields_at(model, tuple(above)))
    return Problem("unknown_field", f"veld {str(name)!r} bestaat hier niet", where, nearest(str(name), known))


def _problem(error: ErrorDetails, way: Way, where: str) -> Problem:
    context: Mapping[str, Any] = error.get("ctx") or {}
    if error["type"] == "value_error":
        return Problem("invalid_definition", str(context["error"]), where)
    told = _TOLD.get(error["type"], "deze waarde heeft niet de juiste vorm")
    given = error.get("input")
    shown = repr(given) if isinstance(given, str | int | float | bool) else "deze waarde"
    what = told.format_map({"field": repr(way[-1]) if way else "", "given": shown, **_Blank(context)})
    return Problem("missing_field" if error["type"] == "missing" else "invalid_value", what, where)


class _Blank(dict[str, object]):
    """Fills what an error does not tell with nothing."""

    def __missing__(self, key: str) -> str:
        return ""


def nearest(name: str, known: Iterable[str]) -> str:
    """'Bedoelde u x?' or the names that there are; what to do about a name that does not exist."""
    names = sorted(known)
    if close := difflib.get_close_matches(name, names, n=1, cutoff=0.6):
        return f"Bedoelde u {close[0]!r}?"
    return f"Bekend zijn: {', '.join(names)}." if names else "Er zijn er nog geen."


def _fields_at(model: type[BaseModel], way: Way) -> Iterable[str]:
    """The fields that may stand at `way` in a definition."""
    schema: Any = model.model_json_schema()
    place: Any = schema
    for step in way:
        place = _resolved(schema, place)
        if isinstance(step, int):
            place = place.get("items") or (place.get("prefixItems") or [{}])[0]
        else:
            place = place.get("properties", {}).get(step, place.get("additionalProperties") or {})
    return tuple(_resolved(schema, place).get("properties", {}))


def _resolved(schema: Mapping[str, Any], place: Any) -> Mapping[str, Any]:
    if not isinstance(place, dict):
        return {}
    if "$ref" in place:
        return _resolved(schema, schema["$defs"][place["$ref"].rpartition("/")[2]])
    for kind in ("anyOf", "oneOf", "allOf"):
        for choice in place.get(kind, ()):
            if (found := _resolved(schema, choice)) and found.get("type") != "null":
                return found
    return place
