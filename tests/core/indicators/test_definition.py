"""What a definition may say, and what its meaning is."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from roer.core.indicators.definition import IndicatorDefinition
from roer.core.indicators.plan import PublishedPlan, SumPlan, plan_for

AGE = {
    "name": "leeftijd",
    "label": {"nl": "Leeftijd", "en": "Age"},
    "column": "leeftijd",
    "total": {"code": "totaal", "label": {"nl": "Alle leeftijden", "en": "All ages"}},
    "nodes": [{"code": "0-22", "label": {"nl": "0 tot 23", "en": "0 to 23"}}],
}


def test_a_count_and_a_ratio_are_valid_and_their_plans_follow(count: dict[str, Any], ratio: dict[str, Any]) -> None:
    counted, shared = IndicatorDefinition.model_validate(count), IndicatorDefinition.model_validate(ratio)
    assert plan_for(counted.numerator, ["leeftijd"]) == SumPlan(
        "jeugdhulp_per_buurt", ("region", "period", "leeftijd"), "jongeren"
    )
    assert shared.denominator is not None
    assert plan_for(shared.denominator) == PublishedPlan(
        "kerncijfers", ("region", "period"), "jongeren", "jongeren__status"
    )
    assert counted.breakdown("leeftijd").leaves == ("0-11", "12-17", "18-22")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"type": "median"}, "kan Roer nog niet berekenen"),
        ({"denominator": {"table": "t", "value": "v"}}, "alleen een aandeel"),
        ({"type": "ratio"}, "heeft een noemer"),
        ({"type": "sum"}, "een som"),
        ({"type": "ratio", "denominator": {"table": "t", "contributors": "n"}}, "openbaar cijfer"),
        ({"numerator": {"table": "t"}}, "`contributors`"),
        ({"numerator": {"table": "t", "value": "v"}}, "eigen totalen"),
        ({"numerator": {"table": "t", "value": "v", "contributors": "n"}}, "grootste"),
        ({"region": {"levels": ["municipality"], "additive": False}}, "waarom de delen niet optellen"),
        ({"breaks": [{"at": "2020", "kind": "method", "text": "x"}]}, "geen periode"),
        ({"breakdowns": [AGE, AGE]}, "eigen naam"),
        ({"code": "Jeugd Hulp"}, "pattern"),
    ],
)
def test_a_definition_that_cannot_be_measured_is_refused(
    count: dict[str, Any], change: dict[str, Any], told: str
) -> None:
    with pytest.raises(ValidationError, match=told):
        IndicatorDefinition.model_validate(count | change)


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"label": {"nl": "Anders", "en": "Other"}}, True),
        ({"owner": "Team Onderzoek"}, True),
        ({"caveats": ["Let op"]}, True),
        ({"lifecycle": {"state": "deprecated", "since": "2027-01-01"}}, True),
        ({"definition": "Aantal jongeren van 0 tot en met 20 jaar."}, False),
        ({"not_included": ["pgb"]}, False),
        ({"numerator": {"table": "jeugdhulp_per_buurt", "contributors": "trajecten"}}, False),
        ({"scale": {"unit": "jongeren", "multiplier": 1000}}, False),
        ({"version": 2}, False),
    ],
)
def test_only_what_decides_the_figure_is_its_meaning(count: dict[str, Any], change: dict[str, Any], same: bool) -> None:
    before = IndicatorDefinition.model_validate(count).meaning_hash()
    assert (IndicatorDefinition.model_validate(count | change).meaning_hash() == before) is same
