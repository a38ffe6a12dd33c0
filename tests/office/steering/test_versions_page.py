"""The page of the frozen versions: the list, freezing, and saying that one was discussed."""

from __future__ import annotations

import re

import pytest

from roer.core.programme.decisions import VersionStatus
from roer.office.ledger.door import today
from roer.office.ledger.history import programme

pytestmark = pytest.mark.usefixtures("example")
TEAM, COUNCILLOR = "noor-dekker", "daan-mulder"
FILLED_IN = {"number": "4", "version_date": "2021-04-20", "audience": "Stuurgroep", "status": "draft"}


def words(answer: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_every_version_is_listed_with_its_hash_and_its_comparison(client):
    page = client.get("/din/versies/").content.decode()
    for version in programme().versions.values():
        assert version.hash[:8] in page
        assert f'href="/din/?versie={version.number}"' in page
    assert "/din/vergelijken/?van=2&amp;tot=3" in page


def test_a_version_shows_its_status_and_the_decision_that_adopted_it(client):
    page = client.get("/din/versies/").content.decode()
    for version in programme().versions.values():
        if version.decision:
            assert f'href="/besluiten/{version.decision}/"' in page
    assert "vastgesteld" in page


def test_a_visitor_reads_why_nothing_can_be_frozen(client):
    told = words(client.get("/din/versies/"))
    assert "Meld u aan. Alleen het programmateam bevriest" in told
    assert "Bevries deze versie" not in told
    assert client.post("/din/versies/", FILLED_IN).status_code == 403
    assert client.post("/din/versies/1/besproken/").status_code == 403


def test_a_councillor_is_refused_with_the_reason(as_person):
    client = as_person(COUNCILLOR)
    assert "denken mee maar beslissen en sturen niet" in words(client.get("/din/versies/"))
    answer = client.post("/din/versies/", FILLED_IN)
    assert answer.status_code == 403
    assert 4 not in programme().versions


def test_the_team_freezes_the_network_and_then_discusses_it(as_person):
    client = as_person(TEAM)
    assert "Bevries deze versie" in words(client.get("/din/versies/"))
    answer = client.post("/din/versies/", FILLED_IN, follow=True)
    assert "Versie 4 is bevroren." in words(answer)
    version = programme().versions[4]
    assert (version.author, version.audience, version.status) == (TEAM, "Stuurgroep", VersionStatus.DRAFT)
    assert version.hash == programme().network.content_hash()
    assert "Is besproken" in words(answer)
    assert "Versie 4 is besproken." in words(client.post("/din/versies/4/besproken/", follow=True))
    assert programme().versions[4].status is VersionStatus.DISCUSSED


def test_what_is_no_draft_cannot_be_discussed_again(as_person):
    answer = as_person(TEAM).post("/din/versies/3/besproken/")
    assert answer.status_code == 403
    assert "DIN-versie 3 is geen concept meer." in words(answer)


@pytest.mark.parametrize(
    ("changes", "status", "reason"),
    [
        ({"number": "9"}, 403, "De volgende DIN-versie heeft nummer 4, niet 9."),
        ({"version_date": "2999-01-01"}, 403, "De versiedatum ligt in de toekomst."),
        ({"version_date": "2020-01-01"}, 403, "De vorige DIN-versie is van"),
        ({"version_date": "gisteren"}, 400, "Er ontbreekt nog iets."),
        ({"status": "adopted"}, 400, "Er ontbreekt nog iets."),
        ({"audience": ""}, 400, "Er ontbreekt nog iets."),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(as_person, changes, status, reason):
    answer = as_person(TEAM).post("/din/versies/", FILLED_IN | changes)
    assert answer.status_code == status
    assert reason in words(answer)
    assert 4 not in programme().versions


def test_two_that_freeze_at_once_do_not_make_the_same_version(as_person):
    client = as_person(TEAM)
    client.post("/din/versies/", FILLED_IN)
    again = client.post("/din/versies/", FILLED_IN)
    assert again.status_code == 403
    assert "heeft nummer 5, niet 4" in words(again)


def test_the_form_starts_with_today(as_person):
    assert f'value="{today().isoformat()}"' in as_person(TEAM).get("/din/versies/").content.decode()
