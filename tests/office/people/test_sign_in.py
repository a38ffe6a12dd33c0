"""Signing in: with a password everywhere, without one in the demo only."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from roer.office.people.models import Account
from roer.office.people.register import enter, names_of, open_account

pytestmark = pytest.mark.django_db
PASSWORD = "een lange zin met 7 woorden erin"


@pytest.fixture
def fatima():
    return open_account(enter("fatima-aydin", name="Fatima Aydin", function="data-analist"), password=None)


@pytest.fixture
def demo(settings):
    settings.ROER_DEMO = True


def _signed_in(client):
    return Account.objects.filter(pk=client.session.get("_auth_user_id")).first()


def test_in_the_demo_a_button_signs_in(client, fatima, demo):
    page = client.get("/aanmelden/")
    assert "Fatima Aydin" in page.text
    answer = client.post("/aanmelden/", {"person": "fatima-aydin", "next": "/roadmap/"})
    assert (answer.status_code, answer.url) == (302, "/roadmap/")
    assert _signed_in(client) == fatima


def test_outside_the_demo_no_button_is_shown_and_none_works(client, fatima, settings):
    settings.ROER_DEMO = False
    assert "Fatima" not in client.get("/aanmelden/").text
    assert client.post("/aanmelden/", {"person": "fatima-aydin"}).status_code == 403
    assert _signed_in(client) is None


@pytest.mark.parametrize("person", ["nobody", "", "fatima-aydin' OR 1=1"])
def test_in_the_demo_only_its_people_get_in(client, fatima, demo, person):
    assert client.post("/aanmelden/", {"person": person}).status_code == 404


def test_an_account_without_password_does_not_open_with_any_password(client, fatima):
    for password in ("", "!", "None"):
        assert client.post("/aanmelden/", {"username": "fatima-aydin", "password": password}).status_code == 400
    assert _signed_in(client) is None


def test_with_a_password_people_sign_in_and_out(client, fatima):
    open_account(fatima.person, password=PASSWORD)
    assert Account.objects.get().password.startswith("argon2")
    client.post("/aanmelden/", {"username": "fatima-aydin", "password": PASSWORD})
    assert _signed_in(client) == fatima
    assert "Fatima Aydin" in client.get("/aanmelden/").text
    client.post("/afmelden/")
    assert _signed_in(client) is None


def test_signing_out_asks_for_a_form(client):
    assert client.get("/afmelden/").status_code == 405


def test_somebody_who_left_gets_in_no_more(client, fatima, demo):
    client.post("/aanmelden/", {"person": "fatima-aydin"})
    fatima.person.active = False
    fatima.person.save()
    assert client.post("/aanmelden/", {"person": "fatima-aydin"}).status_code == 404
    assert "Afmelden" not in client.get("/aanmelden/").text


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_signing_in_never_leads_elsewhere(client, fatima, demo, elsewhere):
    assert client.post("/aanmelden/", {"person": "fatima-aydin", "next": elsewhere}).url == "/"


def test_names_are_given_for_ids_and_unknown_people_keep_theirs(fatima):
    assert names_of(["fatima-aydin", "someone"]) == {"fatima-aydin": "Fatima Aydin", "someone": "someone"}


@pytest.mark.parametrize("person", ["Hoofdletters", "met spatie", "x", "-voorop"])
def test_an_id_that_the_ledger_cannot_hold_is_refused(person):
    with pytest.raises(ValidationError):
        enter(person, name="Iemand")
