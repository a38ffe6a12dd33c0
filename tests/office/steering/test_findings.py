"""What the page of a result says of its SMART text."""

from __future__ import annotations

import re

import pytest

from roer.core.programme.acts import WriteSmartText
from roer.core.programme.entries import Draft
from roer.office.ledger.door import record
from roer.office.ledger.history import programme

pytestmark = pytest.mark.usefixtures("example")
TEAM = "noor-dekker"


def words(page: str) -> str:
    """What a reader sees of a page, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_a_smart_text_is_shown_with_what_the_checker_finds(client):
    told = words(client.get("/resultaten/R21/").text)
    assert "nulmeting: Geen nulmeting noodzakelijk De nulmeting ontbreekt. Meet hoe het nu is" in told
    assert "specifiek: Vage woorden advies ‘eerder’ leest niet iedereen hetzelfde." in told


def test_a_smart_text_without_findings_says_so(client):
    assert "Geen bevindingen" in words(client.get("/resultaten/R01/").text)


def test_a_result_without_smart_text_has_nothing_to_check(client):
    assert "te toetsen" not in client.get("/resultaten/R13/").text


def test_a_target_too_large_to_read_is_still_shown(client):
    last = programme().smart["R07"][-1]
    text = last.text.model_copy(update={"target": 1.5e300})
    record(Draft(act=WriteSmartText(text=text, expects=last.seq), by=TEAM, holds_from=last.since), by=TEAM)
    assert "1,5e+300" in client.get("/resultaten/R07/").text
