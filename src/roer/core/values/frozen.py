"""Another frozen value with some fields changed, fast: a replay of a million entries asks for some four million."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

Frozen = TypeVar("Frozen")
Setters = dict[str, Callable[[object, object], None]]
Fresh = tuple[tuple[Callable[[object, object], None], Callable[[], object]], ...]


def replace(value: Frozen, /, **changes: object) -> Frozen:
    """As `dataclasses.replace`, in half the time, for a dataclass with slots that does nothing when it is made.

    It copies field by field and does not go through the constructor, which asks leave for each field of a frozen value.
    A field that the constructor does not take, where a value keeps what it once computed, starts anew.
    """
    kind: Any = type(value)
    setters, read, fresh = _fields_of(kind)
    copy: Frozen = object.__new__(kind)
    for put, told in zip(setters.values(), read(value), strict=False):
        put(copy, told)
    for name, told in changes.items():
        setters[name](copy, told)
    for put, made in fresh:
        put(copy, made())
    return copy


@cache
def _fields_of(kind: Any) -> tuple[Setters, Callable[[Any], tuple[Any, ...]], Fresh]:
    told = fields(kind)
    setters: Setters = {field.name: getattr(kind, field.name).__set__ for field in told if field.init}
    fresh = tuple(
        (getattr(kind, field.name).__set__, field.default_factory)
        for field in told
        if not field.init and field.default_factory is not MISSING
    )
    names = tuple(setters)
    return setters, attrgetter(*names, names[0]), fresh  # once more the first: of a single name it would give no tuple
