"""A definition as an analyst writes it, to change one thing at a time."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

COUNT: dict[str, Any] = {
    "code": "jeugdhulp_jongeren",
    "version": 1,
    "lifecycle": {"state": "published", "since": "2026-11-01"},
    "label": {"nl": "Jongeren met jeugdhulp", "en": "Young people in youth care"},
    "definition": "Aantal jongeren van 0 tot en met 22 jaar met jeugdhulp in het jaar.",
    "type": "count",
    "numerator": {"table": "jeugdhulp_per_buurt", "contributors": "jongeren"},
    "scale": {"unit": "jongeren"},
    "time": {"grains": ["JJ"], "kind": "flow"},
    "region": {"levels": ["municipality", "neighbourhood"], "additive": True},
    "breakdowns": [
        {
            "name": "leeftijd",
            "label": {"nl": "Leeftijd", "en": "Age"},
            "column": "leeftijd",
            "total": {"code": "totaal", "label": {"nl": "Alle leeftijden", "en": "All ages"}},
            "nodes": [
                {"code": "0-17", "label": {"nl": "0 tot 18", "en": "0 to 18"}},
                {"code": "0-11", "parent": "0-17", "label": {"nl": "0 tot 12", "en": "0 to 12"}},
                {"code": "12-17", "parent": "0-17", "label": {"nl": "12 tot 18", "en": "12 to 18"}},
                {"code": "18-22", "label": {"nl": "18 tot 23", "en": "18 to 23"}},
            ],
        }
    ],
    "sources": ["jeugdhulp_personen"],
    "policy": "jeugdhulp",
    "data_level": "P1",
    "purpose": {"goals": ["beleid"], "legal_basis": "Jeugdwet", "audience": ["raad"]},
    "owner": "Team Jeugd",
}
RATIO = COUNT | {
    "code": "jeugdhulp_aandeel",
    "type": "ratio",
    "denominator": {"table": "kerncijfers", "value": "jongeren", "status": "jongeren__status"},
    "scale": {"unit": "%", "multiplier": 100, "decimals": 1},
}


@pytest.fixture
def count() -> dict[str, Any]:
    """A count over areas and age bands."""
    return deepcopy(COUNT)


@pytest.fixture
def ratio() -> dict[str, Any]:
    """The same as a share of a published number of young people."""
    return deepcopy(RATIO)
