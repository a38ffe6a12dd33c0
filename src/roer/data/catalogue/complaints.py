"""What is wrong with a definition, said in Dutch with the place in the file and the nearest name that does exist."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from roer.core.values.dutch import listing
from roer.core.values.errors import InputRefused, Problem
from roer.data.catalogue.placed import Placed, Way

Model = TypeVar("Model", bound=BaseModel)

_TOLD = {
    "enum": "{given} mag hier niet; kies uit {expected}",
    "literal_error": "{given} mag hier niet; kies uit {expected}",
    "union_tag_not_found": "veld {discriminator} ontbreekt",
    "string_type": "hier hoort tekst",
    "string_pattern_mismatch": "hier hoort {pattern}, niet {given}",
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


_SHAPES = {
    r"^[0-9a-f]{64}$": "een hash: 64 tekens, 0 tot en met 9 en a tot en met f",
    r"^[a-z][a-z0-9_]{0,62}$": "een naam: kleine letters, cijfers en lage streepjes, met een letter vooraan",
    r"^[a-z][a-z0-9-]{0,62}$": "een naam: kleine letters, cijfers en streepjes, met een letter vooraan",
    r"^[a-z0-9][a-z0-9-]{1,40}$": "een naam: kleine letters, cijfers en streepjes",
    r"^[a-z][a-z0-9-]{1,40}$": "een naam: kleine letters, cijfers en streepjes, met een letter vooraan",
    r"^GM\d{4}$": "de code van een gemeente, zoals GM0534",
}
"""Patterns in words; other patterns are shown as they are."""


def parsed(model: type[Model], placed: Placed) -> Model:
    """`placed` as a definition. Raises InputRefused with a problem per mistake, each at its line."""
    try:
        return model.model_validate(placed.value)
    except ValidationError as refusal:
        raise InputRefused(list(_problems(model, placed, refusal.errors(include_url=False)))) from None


def _problems(model: type[BaseModel], placed: Placed, errors: Iterable[ErrorDetails]) -> Iterable[Problem]:
    seen: set[str] = set()
    missing: defaultdict[str, list[str]] = defaultdict(list)
    for error in errors:
        where = placed.where(_way(placed, error["loc"]))
        if error["type"] == "missing":
            missing[where].append(repr(error["loc"][-1]))
        elif where not in seen:  # one of several forms that a field may have: one complaint is enough
            seen.add(where)
            yield _unknown_field(model, error, where) if error["type"] == "extra_forbidden" else _problem(error, where)
    for where, fields in missing.items():
        if where not in seen:
            told = f"veld {fields[0]} ontbreekt" if len(fields) == 1 else f"de velden {listing(fields)} ontbreken"
            yield Problem("missing_field", told, where)


def _way(placed: Placed, told: Way) -> Way:
    """The way to a field as it stands in the file: without the names of the forms that a field may have."""
    way: Way = ()
    for step in told:
        if (*way, step) in placed.lines:
            way = (*way, step)
    return way


def _unknown_field(model: type[BaseModel], error: ErrorDetails, where: str) -> Problem:
    *above, name = error["loc"]
    known = list(_fields_at(model, tuple(above)))
    return Problem("unknown_field", f"veld {str(name)!r} bestaat hier niet", where, nearest(str(name), known))


def _problem(error: ErrorDetails, where: str) -> Problem:
    context: Mapping[str, Any] = error.get("ctx") or {}
    if error["type"] == "value_error":
        return Problem("invalid_definition", str(context["error"]), where)
    if error["type"] == "union_tag_invalid":
        kinds = [kind.strip("'") for kind in str(context["expected_tags"]).split(", ")]
        return Problem("invalid_value", f"{context['tag']!r} bestaat hier niet", where, nearest(context["tag"], kinds))
    told = _TOLD.get(error["type"], "deze waarde heeft niet de juiste vorm")
    given = error.get("input")
    shown = repr(given) if isinstance(given, str | int | float | bool) else "deze waarde"
    what = told.format_map({"given": shown, **_Blank(_in_dutch(context))})
    return Problem("invalid_value", what, where)


def _in_dutch(context: Mapping[str, Any]) -> dict[str, object]:
    """What an error tells of itself, with its list of choices and its pattern in Dutch."""
    told = dict(context)
    if "expected" in told:
        told["expected"] = str(told["expected"]).replace(" or ", " of ")
    if "pattern" in told:
        told["pattern"] = _SHAPES.get(told["pattern"], f"iets in de vorm {told['pattern']}")
    return told


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
        if tagged := _tagged(place, step):
            place = tagged
            continue
        place = _resolved(schema, place)
        if isinstance(step, int):
            place = place.get("items") or (place.get("prefixItems") or [{}])[0]
        else:
            place = place.get("properties", {}).get(step, place.get("additionalProperties") or {})
    return tuple(_resolved(schema, place).get("properties", {}))


def _tagged(place: Any, step: str | int) -> dict[str, str] | None:
    """The form that `step` is the tag of, where a field has several forms told apart by a tag."""
    mapping = place.get("discriminator", {}).get("mapping", {}) if isinstance(place, dict) else {}
    return {"$ref": mapping[step]} if step in mapping else None


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
