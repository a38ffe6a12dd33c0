"""What people read on the steering pages of the example."""

from __future__ import annotations

import re

import pytest

from roer.office.ledger.history import programme

pytestmark = pytest.mark.django_db
PAGES = [
    "/",
    "/resultaten/",
    "/resultaten/R01/",
    "/resultaten/R09/",
    "/roadmap/",
    "/besluiten/",
    "/besluiten/B-2020-03/",
]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_and_is_light(client, example, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert len(answer.content) < 100_000


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_style_or_script_in_it(client, example, path):
    assert not re.search(r'<script|\sstyle="|\son\w+="', client.get(path).text)


def test_every_result_and_every_decision_has_its_page(client, example):
    now = programme()
    results = [code for code, record in now.network.elements.items() if record.element.type == "result"]
    addresses = [f"/resultaten/{code}/" for code in results] + [f"/besluiten/{code}/" for code in now.decisions]
    assert len(results) > 20
    assert {client.get(address).status_code for address in addresses} == {200}


@pytest.mark.parametrize(
    "path",
    [
        "/resultaten/R99/",
        "/resultaten/D1/",
        "/besluiten/B-0/",
        "/roadmap/R99/plaatsen/",
        "/grootboek/0/",
        "/grootboek/9999/",
    ],
)
def test_what_does_not_exist_is_not_found(client, example, path):
    assert client.get(path).status_code == 404


def test_an_empty_programme_says_how_to_begin(client):
    assert "roer ledger record" in client.get("/").text


@pytest.mark.parametrize("path", ["/resultaten/", "/roadmap/", "/besluiten/"])
def test_other_pages_stand_an_empty_programme(client, db, path):
    assert client.get(path).status_code == 200


def test_a_result_shows_each_gate_with_its_reason_and_whose_turn_it_is(client, example):
    page = client.get("/resultaten/R09/").text
    assert "Poorten: 2 van 4 open" in page
    assert "De DPIA is nog niet vastgesteld door het college van Teylingen" in page
    assert "Aan zet: <strong>college van Teylingen</strong>" in page


def test_a_result_shows_where_it_came_from_and_where_it_went(client, example):
    split = client.get("/resultaten/R06/").text
    assert "gesplitst" in split
    assert "/resultaten/R25/" in split
    assert "/resultaten/R06/" in client.get("/resultaten/R25/").text


def test_a_successor_says_that_the_approvals_of_its_predecessor_are_worth_nothing(client, example):
    assert (
        "ontstaan uit R03 (gesplitst). Wat daar was goedgekeurd, geldt hier niet."
        in client.get("/resultaten/R21/").text
    )
    assert "geldt hier niet" not in client.get("/resultaten/R01/").text


def test_every_record_shows_its_origin(client, example):
    assert "brief §7" in client.get("/resultaten/R02/").text
    assert ">fictief</span>" in client.get("/resultaten/R01/").text


def test_a_result_that_lapsed_after_placing_stands_under_reservation(client, example):
    assert "onder voorbehoud" in client.get("/roadmap/").text
    assert "onder voorbehoud" in client.get("/resultaten/R23/").text


def test_results_can_be_seen_per_policy_field(client, example):
    page = client.get("/resultaten/?beleidsterrein=jeugd").text
    assert "Jeugdmonitor" in page
    assert "Verhuismonitor" not in page
    assert client.get("/resultaten/?beleidsterrein=bestaat-niet").status_code == 404


def test_somebody_sees_what_waits_for_her(as_person):
    assert "U bent aan zet" in as_person("noor-dekker").get("/").text


def test_somebody_for_whom_nothing_waits_is_told_so(as_person):
    assert "Er wacht op dit moment niets op u" in as_person("ria-meijer").get("/").text


def test_people_are_shown_by_name(client, example):
    page = client.get("/resultaten/R01/").text
    assert "Mirjam Faber" in page
    assert "mirjam-faber" not in page


def test_a_page_asks_the_database_little(client, example, django_assert_max_num_queries):
    client.get("/roadmap/")
    with django_assert_max_num_queries(5):
        client.get("/roadmap/")


def test_every_line_of_the_ledger_has_a_page(as_person, client):
    for seq in range(1, programme().seq + 1, 7):
        answer = as_person("noor-dekker").get(f"/grootboek/{seq}/")
        assert answer.status_code == 200
    assert "Noor Dekker" in client.get("/grootboek/228/").text


def test_evidence_leads_to_the_line_that_recorded_it(client, example):
    assert re.search(r'href="/grootboek/\d+/"', client.get("/resultaten/R01/").text)
