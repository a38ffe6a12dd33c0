"""A frozen value is replaced by another, field by field, and stays as it was itself."""

from __future__ import annotations

import dataclasses

import pytest

from roer.core.values.frozen import replace


@dataclasses.dataclass(frozen=True, slots=True)
class Mark:
    name: str


@dataclasses.dataclass(frozen=True, slots=True)
class Place(Mark):
    depth: int = 0
    width: int | None = None


@pytest.mark.parametrize(
    "changes", [{}, {"depth": 3}, {"name": "b", "width": 7}, {"depth": 1, "name": "c", "width": 2}]
)
def test_it_gives_what_the_constructor_gives(changes):
    place = Place("a", depth=1, width=2)
    assert replace(place, **changes) == dataclasses.replace(place, **changes)
    assert place == Place("a", depth=1, width=2)


def test_a_value_with_a_single_field_can_be_replaced():
    assert replace(Mark("ab"), name="cd") == Mark("cd")
    assert replace(Mark("ab")) == Mark("ab")


def test_a_field_that_does_not_exist_is_refused():
    with pytest.raises(KeyError, match="length"):
        replace(Place("a"), length=1)


def test_what_came_of_it_is_as_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        replace(Place("a"), depth=1).depth = 2


def test_what_a_value_kept_for_itself_is_made_anew():
    @dataclasses.dataclass(frozen=True, slots=True)
    class Keeping:
        words: str
        kept: list[str] = dataclasses.field(default_factory=list, init=False)

    first = Keeping("een")
    first.kept.append("van een")
    second = replace(first, words="twee")
    assert (second.words, second.kept, first.kept) == ("twee", [], ["van een"])
