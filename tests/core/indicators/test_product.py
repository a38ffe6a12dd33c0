"""The contract of a product: an approval lapses when sources, fields, purpose, audience or detail change."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from roer.core.indicators.definition import IndicatorDefinition
from roer.core.indicators.product import Periods, ProductDefinition, SourceUse, contract_hash

LABEL = {"nl": "Jeugdmonitor", "en": "Youth monitor"}
PRODUCT: dict[str, Any] = {
    "slug": "jeugdmonitor",
    "title": LABEL,
    "summary": LABEL,
    "result": "R01",
    "areas": {"table": "gebieden", "total": {"code": "HLT", "name": "Hillegom, Lisse en Teylingen"}},
    "cubes": [
        {
            "indicator": "jeugdhulp_jongeren",
            "levels": ["municipality", "neighbourhood"],
            "breakdowns": ["leeftijd"],
            "periods": {"first": "2016JJ00"},
        }
    ],
    "pages": [{"slug": "overzicht", "title": LABEL, "indicators": ["jeugdhulp_jongeren"]}],
    "purpose": ["beleid"],
    "legal_basis": "Jeugdwet",
    "audience": ["raad", "openbaar"],
    "retention": {"releases_years": 7, "raw_months": 24, "ground": "Archiefwet"},
    "data_level": "P1",
}
USES = (SourceUse("jeugdhulp_personen", ("persoon", "buurt")),)
POLICIES = {"jeugdhulp": {"threshold": 8}}


def hashed(
    product: dict[str, Any], indicator: dict[str, Any], uses: tuple[SourceUse, ...] = USES, **policies: Any
) -> str:
    definition = IndicatorDefinition.model_validate(indicator)
    return contract_hash(ProductDefinition.model_validate(product), [definition], uses, policies=POLICIES | policies)


@pytest.mark.parametrize(
    "change",
    [
        {"title": {"nl": "Jeugd in beeld", "en": "Youth"}},
        {"pages": [{"slug": "kaart", "title": LABEL}]},
        {"cubes": [PRODUCT["cubes"][0] | {"periods": {"first": "2015JJ00", "last": "2024JJ00"}}]},
        {"audience": ["openbaar", "raad"]},
    ],
)
def test_names_pages_and_periods_may_change_under_an_approval(count: dict[str, Any], change: dict[str, Any]) -> None:
    assert hashed(PRODUCT | change, count) == hashed(PRODUCT, count)


@pytest.mark.parametrize(
    "change",
    [
        {"purpose": ["beleid", "toezicht"]},
        {"legal_basis": "Wmo"},
        {"audience": ["raad"]},
        {"retention": {"releases_years": 10, "raw_months": 24, "ground": "Archiefwet"}},
        {"data_level": "P2"},
        {"cubes": [PRODUCT["cubes"][0] | {"levels": ["municipality", "district", "neighbourhood"]}]},
        {"cubes": [PRODUCT["cubes"][0] | {"breakdowns": []}]},
    ],
)
def test_a_wider_product_needs_a_new_approval(count: dict[str, Any], change: dict[str, Any]) -> None:
    assert hashed(PRODUCT | change, count) != hashed(PRODUCT, count)


def test_a_field_a_class_or_a_milder_policy_needs_a_new_approval(count: dict[str, Any]) -> None:
    approved = hashed(PRODUCT, count)
    assert hashed(PRODUCT, count, (SourceUse("jeugdhulp_personen", ("persoon", "buurt", "sekse")),)) != approved
    assert hashed(PRODUCT, count, jeugdhulp={"threshold": 3}) != approved
    assert hashed(PRODUCT, count | {"purpose": count["purpose"] | {"goals": ["toezicht"]}}) != approved


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"cubes": PRODUCT["cubes"] * 2}, "één kubus"),
        ({"pages": PRODUCT["pages"] * 2}, "eigen `slug`"),
        ({"pages": [{"slug": "p", "title": LABEL, "indicators": ["iets_anders"]}]}, "geen kubus"),
        ({"cubes": []}, "at least 1"),
    ],
)
def test_a_product_that_does_not_hold_together_is_refused(change: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        ProductDefinition.model_validate(PRODUCT | change)


@pytest.mark.parametrize(
    ("code", "held"),
    [("2015JJ00", False), ("2016JJ00", True), ("2020JJ00", True), ("2021JJ00", False), ("2018KW01", False)],
)
def test_a_series_holds_its_periods_of_one_length(code: str, held: bool) -> None:
    assert Periods(first="2016JJ00", last="2020JJ00").holds(code) is held
