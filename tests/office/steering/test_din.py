"""The pages of the goals-efforts network."""

from __future__ import annotations

import re

import pytest

from roer.core.network.known_views import VIEWS
from roer.office.ledger.history import programme

pytestmark = pytest.mark.usefixtures("example")


@pytest.mark.parametrize("view", [*(known.code for known in VIEWS), "onbekend", ""])
def test_every_colour_view_draws_the_whole_network(client, view):
    page = client.get("/din/", {"kleur": view}).content.decode()
    assert page.count('class="din-element') == len(programme().network.open_elements())
    assert "Kleur: " in page


def test_an_unknown_version_is_not_found(client):
    assert client.get("/din/", {"versie": "99"}).status_code == 404
    assert client.get("/din/", {"versie": "x"}).status_code == 404


def test_an_old_version_shows_what_was_there_then(client):
    then = client.get("/din/", {"versie": "1"}).content.decode()
    now = client.get("/din/").content.decode()
    assert "R06 SD-monitor" in re.sub(r"<[^>]+>", "", then)
    assert 'id="din-R06"' not in now


def test_jumping_finds_an_element_by_code_or_title(client):
    assert client.get("/din/", {"spring": "r01"})["Location"].endswith("element=R01#din-R01")
    assert "element=R02" in client.get("/din/", {"spring": "monitor jeugdzorg"})["Location"]


def test_jumping_to_nothing_says_so(client):
    answer = client.get("/din/", {"spring": "<script>"}, follow=True).content.decode()
    assert "Er is niets met ‘&lt;script&gt;’" in answer


def test_the_path_of_an_element_is_told_in_words(client):
    page = client.get("/din/", {"element": "R01"}).content.decode()
    assert "Het pad van R01" in page
    assert "draagt bij aan resultaat R01" in page


def test_a_comparison_tells_splits_mergers_and_removals_with_their_decision(client):
    page = client.get("/din/vergelijken/", {"van": "1", "tot": "3"}).content.decode()
    for word in ("Samengevoegd", "Gesplitst", "Verwijderd", "Hernoemd", "Toegevoegd", "/besluiten/"):
        assert word in page


def test_comparing_backwards_turns_the_versions_round(client):
    forth = client.get("/din/vergelijken/", {"van": "1", "tot": "3", "vorm": "json"}).json()
    back = client.get("/din/vergelijken/", {"van": "3", "tot": "1", "vorm": "json"}).json()
    assert forth == back
    assert {change["kind"] for change in forth["changes"]} >= {"added", "removed", "split", "merged", "renamed"}


def test_a_version_compared_with_itself_shows_no_change(client):
    page = client.get("/din/vergelijken/", {"van": "2", "tot": "2"}).content.decode()
    assert "Er is niets veranderd." in page


def test_the_picture_can_be_had_as_a_file(client):
    answer = client.get("/din/netwerk.svg", {"versie": "2"})
    assert answer["Content-Type"].startswith("image/svg+xml")
    assert answer.content.startswith(b"<svg")
    assert "versie 2 van 18 november 2020" in answer.content.decode()
