"""The page that answers where an element went."""

from __future__ import annotations

import pytest

from roer.office.ledger.history import programme


def test_it_answers_where_who_why_and_at_what_cost(client, example):
    page = client.get("/din/R03/afstamming/").text
    for told in (
        "op 20 oktober 2020 gesplitst in R21 en R22",
        "Stuurgroep",
        "De uitvoering heeft persoonsgegevens nodig",
        "€\N{NO-BREAK SPACE}3.249,95",
        "/besluiten/B-2020-02/",
        "/din/?versie=1&amp;element=R03",
    ):
        assert told in page, told


def test_a_closed_result_leads_to_it(client, example):
    assert "/din/R03/afstamming/" in client.get("/resultaten/R03/").text


@pytest.mark.parametrize("code", ["D1", "I01", "R01", "R14", "R25"])
def test_every_kind_of_element_has_it(client, example, code):
    assert client.get(f"/din/{code}/afstamming/").status_code == 200


@pytest.mark.parametrize("code", ["R99", "x", "R01%20"])
def test_what_never_was_is_not_found(client, example, code):
    assert client.get(f"/din/{code}/afstamming/").status_code == 404


def test_single_posts_are_for_the_team_and_totals_for_everybody(as_person, client, example):
    seq = programme().bookings["K-2020-01"].seq
    assert as_person("noor-dekker").get(f"/grootboek/{seq}/").status_code == 200
    client.post("/afmelden/")
    assert client.get(f"/grootboek/{seq}/").status_code == 404
