"""Another frozen value with some fields changed, fast: a replay of a million entries asks for some four million."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

Frozen = TypeVar("Frozen")
Setters = dict[str, Callable[[object, object], None]]


def replace(value: Frozen, /, **changes: object) -> Frozen:
    """As `dataclasses.replace`, in half the time, for a dataclass with slots that does nothing when it is made.

    It copies field by field and does not go through the constructor, which asks leave for each field of a frozen value.
    """
    kind: Any = type(value)
    setters, read = _fields_of(kind)
    copy: Frozen = object.__new__(kind)
    for put, told in zip(setters.values(), read(value), strict=False):
        put(copy, told)
    for name, told in changes.items():
        setters[name](copy, told)
    return copy


@cache
def _fields_of(kind: Any) -> tuple[Setters, Callable[[Any], tuple[Any, ...]]]:
    names = tuple(told.name for told in fields(kind))
    setters: Setters = {name: getattr(kind, name).__set__ for name in names}
    return setters, attrgetter(*names, names[0])  # once more the first: of a single name it would give no tuple
