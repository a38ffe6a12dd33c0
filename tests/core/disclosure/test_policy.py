"""What a policy may say and what it means."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from roer.core.disclosure import Policy


@pytest.mark.parametrize(
    ("fields", "width", "least_hidden"),
    [
        ({"threshold": 8}, 7, 0),
        ({"threshold": 5, "zeros": "open"}, 3, 1),
        ({"threshold": 5, "zeros": "open", "group": {"dimension": "care"}}, 3, 0),
        ({"threshold": 5, "width": 9}, 9, 0),
        ({"threshold": 2, "zeros": "open"}, 1, 1),
        ({"p_percent": 10}, 1, 0),
    ],
)
def test_a_hidden_count_stays_as_wide_as_the_rule_itself_tells(fields: dict, width: float, least_hidden: int) -> None:
    policy = Policy(name="p", **fields)
    assert (policy.count_width, policy.least_hidden) == (width, least_hidden)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"threshold": 0},
        {"treshold": 5},
        {"threshold": 5, "zeros": "maybe"},
        {"threshold": 5, "rounding": 1},
        {"threshold": 5, "published": "CBS heeft dit zelf beveiligd"},
        {"rounding": 5, "published": "CBS heeft dit zelf beveiligd"},
        {"published": "kort"},
        {"dominance": {"largest": 3, "share": 75}},
        {"p_percent": 0},
        {"group": {"dimension": "care", "share": 40}},
    ],
)
def test_a_policy_that_says_nothing_too_much_or_something_unknown_is_refused(fields: dict) -> None:
    with pytest.raises(ValidationError):
        Policy.model_validate({"name": "p", **fields})


def test_a_policy_never_changes() -> None:
    with pytest.raises(ValidationError):
        Policy(name="p", threshold=5).threshold = 3  # type: ignore[misc]
