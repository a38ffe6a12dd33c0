"""A programme that has just begun: bodies and people, and nothing else yet. Every page opens and says so."""

from __future__ import annotations

import pytest
from tests.core.programme.conftest import founded

from roer.core.programme.entries import line_of
from roer.office.ledger.transfer import import_lines
from roer.office.people.register import enter, open_account

pytestmark = pytest.mark.django_db
PAGES = (
    "/", "/din/", "/din/gezondheid/", "/resultaten/", "/roadmap/", "/aan-zet/", "/poorten/klant/", "/poorten/dpia/",
    "/besturing/", "/besturing/b-steering-group/", "/besturing/plaatje.svg", "/overleggen/", "/besluiten/",
    "/besluiten/register.csv", "/besluiten/register.json", "/privacy/", "/privacy/register/", "/ideeen/",
    "/voorvertoningen/", "/prioriteiten/", "/escalaties/", "/monitors/", "/brieven/",
)  # fmt: skip
FORMS = ("/overleggen/beleggen/", "/besluiten/nieuw/", "/prioriteiten/plafond/", "/escalaties/melden/")


@pytest.fixture
def just_begun(db, settings):
    """The ledger of the first day."""
    settings.ROER_DEMO = True
    import_lines(tuple(line_of(entry) for entry in founded().entries))
    open_account(enter("team", name="Tess Team"), password=None)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_for_a_visitor_and_for_the_team(client, just_begun, path):
    assert client.get(path).status_code == 200
    client.post("/aanmelden/", {"person": "team"})
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", FORMS)
def test_the_team_gets_the_forms_with_which_to_begin(client, just_begun, path):
    assert client.get(path).status_code == 403
    client.post("/aanmelden/", {"person": "team"})
    assert client.get(path).status_code == 200
