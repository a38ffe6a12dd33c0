"""What a program asks to record: one act or several, read from the body of a request, every mistake told at once.

Who records is who is signed in, and the origin of what a user records is that user: neither can be said here. A field
that does not exist is refused and named, never passed over (a draft that said `by` would otherwise seem to be heard).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NoReturn

from django.utils.translation import gettext as _
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from roer.core.programme.acts import Act
from roer.core.programme.elements import BodyCode, PersonId, Text, Value
from roer.core.programme.entries import Draft
from roer.core.values.errors import InputRefused, Problem

MOST = 500
"""So many acts are recorded together at most; more is an import."""
_CHOICE = frozenset({"enum", "literal_error", "union_tag_invalid"})


class Wanted(Value):
    """Wens: an act as it will stand in the ledger, and its circumstances as far as a user says them."""

    act: Act
    on_behalf_of: BodyCode | None = None
    holds_from: date | None = None
    reason: Text = ""

    def draft(self, *, by: PersonId, on: date) -> Draft:
        """The draft of this person; what says no day holds from `on`."""
        day = self.holds_from or on
        return Draft(act=self.act, by=by, on_behalf_of=self.on_behalf_of, holds_from=day, reason=self.reason)


_ONE: TypeAdapter[Wanted] = TypeAdapter(Wanted)
_SEVERAL: TypeAdapter[tuple[Wanted, ...]] = TypeAdapter(tuple[Wanted, ...])


def wanted_in(body: bytes) -> tuple[Wanted, ...]:
    """What a request asks to record, in order: one object, or a list. Raises InputRefused with every mistake."""
    told = _json(body)
    try:
        if isinstance(told, list):
            return _SEVERAL.validate_python(_counted(told))
        return (_ONE.validate_python(told),)
    except ValidationError as refusal:
        problems = [_problem(error, told) for error in refusal.errors(include_url=False, include_input=False)]
        raise InputRefused(problems) from None


def _counted(told: list[Any]) -> list[Any]:
    if 1 <= len(told) <= MOST:
        return told
    what = _("Leg minstens één en hoogstens %(most)s handelingen tegelijk vast.") % {"most": MOST}
    raise InputRefused([Problem("how_many", what)])


def _json(body: bytes) -> Any:
    try:
        return json.loads(body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError):
        what = _("Dit is geen JSON, of een veld staat er twee keer in.")
        raise InputRefused([Problem("unreadable", what)]) from None


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """A field that stands twice in an object means two things: which one was meant, nobody knows."""
    told = dict(pairs)
    if len(told) != len(pairs):
        raise ValueError
    return told


def _no_number(_name: str) -> NoReturn:
    raise ValueError


def _problem(error: ErrorDetails, told: Any) -> Problem:
    where = ".".join(str(step) for step in _way(error["loc"], told))
    context: Mapping[str, Any] = error.get("ctx") or {}
    match error["type"]:
        case "extra_forbidden":
            return Problem("unknown_field", _("Dit veld bestaat hier niet."), where)
        case "missing":
            return Problem("missing_field", _("Dit veld ontbreekt."), where)
        case "union_tag_not_found":
            return Problem("missing_field", _("Het veld kind ontbreekt: welke handeling is dit?"), where)
        case kind if kind in _CHOICE:
            choices = str(context.get("expected") or context.get("expected_tags", "")).replace(" or ", ", ")
            return Problem("invalid_value", _("Kies uit: %(choices)s.") % {"choices": choices}, where)
        case _:
            return Problem("invalid_value", _("Deze waarde heeft niet de juiste vorm."), where)


def _way(steps: Sequence[int | str], told: Any) -> Iterator[int | str]:
    """The way to a field as it stands in the body: without the names of the forms that a value may have."""
    for step in steps:
        here = _inside(told, step)
        if here is not _NOTHING:
            told = here
            yield step
        elif step == steps[-1]:
            yield step


_NOTHING = object()


def _inside(told: Any, step: int | str) -> Any:
    if isinstance(told, dict):
        return told.get(step, _NOTHING)
    if isinstance(told, list) and isinstance(step, int) and step < len(told):
        return told[step]
    return _NOTHING
