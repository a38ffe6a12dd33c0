"""Jumping by typing: straight to what is meant, or to a list; closed elements, decisions and letters too."""

from __future__ import annotations

import re

import pytest

from roer.office.ledger.history import programme

pytestmark = pytest.mark.usefixtures("example")


def test_more_than_one_match_gives_a_list_with_links(client):
    answer = client.get("/din/", {"spring": "jeugd", "kleur": "fase"}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[0][0].startswith("/din/vinden/?zoek=jeugd")
    assert "/din/?kleur=fase&amp;element=R01#din-R01" in page
    assert "R02" in page


@pytest.mark.parametrize(("wanted", "leads"), [("B-2020-01", "/besluiten/B-2020-01/"), ("r06", "/din/R06/afstamming/")])
def test_a_decision_or_a_closed_element_is_jumped_to(client, wanted, leads):
    assert wanted.upper() in {*programme().decisions, *programme().network.elements}
    assert client.get("/din/", {"spring": wanted})["Location"] == leads


def test_an_element_outside_the_selection_is_shown_in_the_whole_network(client):
    leads = client.get("/din/?kolommen=doelen,resultaten&spring=I05")["Location"]
    assert leads == "/din/?kleur=beleidsterrein&element=I05#din-I05"
    leads = client.get("/din/?kolommen=doelen,resultaten&spring=R01")["Location"]
    assert leads == "/din/?kleur=beleidsterrein&kolommen=doelen,resultaten&element=R01#din-R01"


def test_a_letter_is_found_only_by_who_may_know_of_it(as_person):
    letters = programme().letters
    code = max(letters, key=lambda code: letters[code].draft.number)
    client = as_person("noor-dekker")
    assert client.get("/din/", {"spring": code})["Location"] == f"/brieven/{code}/"
    assert f'value="{code} ' in client.get("/din/").content.decode()


def test_the_page_of_what_was_found_works_by_itself(client):
    assert client.get("/din/vinden/").status_code == 200
    assert "Er is niets met ‘zwembad’" in client.get("/din/vinden/", {"zoek": "zwembad"}).content.decode()
    assert client.get("/din/vinden/", {"zoek": "jeugd", "versie": "99"}).status_code == 404


def test_what_is_typed_stays_text(client):
    page = client.get("/din/vinden/", {"zoek": '"><script>alert(1)</script>{{ 7|add:7 }}'}).content.decode()
    assert "<script>alert" not in page
    assert "{{ 7|add:7 }}" in re.sub("&quot;", '"', page)
