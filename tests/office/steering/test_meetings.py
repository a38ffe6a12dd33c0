"""Meetings, decisions, priorities and escalations in the browser: from the agenda to confirmed minutes."""

from __future__ import annotations

import json

import pytest

from roer.core.programme.decisions import Position, PriorityClass
from roer.office.ledger.door import today
from roer.office.ledger.history import programme
from roer.office.ledger.models import LedgerEntry

TEAM, OTHER, ALDERMAN, BOARD = "noor-dekker", "ruben-vos", "joost-verhagen", "ria-meijer"
FORMS = [
    "/overleggen/beleggen/",
    "/overleggen/OV-2021-03/agenda/",
    "/overleggen/OV-2021-03/aanwezigheid/",
    "/overleggen/OV-2021-03/verslag/",
    "/overleggen/OV-2021-03/actiepunt/",
    "/overleggen/actiepunten/AP-2020-02/",
    "/besluiten/nieuw/?soort=prioriteit",
    "/besluiten/nieuw/?soort=versie",
    "/besluiten/nieuw/?soort=afstamming",
    "/besluiten/nieuw/",
    "/besluiten/B-2021-05/intrekken/",
    "/adviezen/nieuw/?over=R01",
    "/prioriteiten/plafond/",
    "/escalaties/melden/",
    "/escalaties/E-2021-01/hoger/",
    "/escalaties/E-2021-01/besluiten/",
]


def _decided(submit, code: str = "B-2026-90", soort: str = "anders", **more: object):
    told = {"code": code, "title": "Besluit", "body": "stuurgroep", **more}
    if soort == "anders":
        told.setdefault("effect-text", "Wij doen het zo.")
    return submit(f"/besluiten/nieuw/?soort={soort}", **told)


def _is_inside(address: str) -> bool:
    """Whether a form is about a meeting or an escalation that others may not know of."""
    return address.startswith(("/overleggen/OV", "/overleggen/actiepunten/", "/escalaties/E"))


def test_the_team_gets_every_form_and_who_is_not_signed_in_the_reason(as_person, client):
    browser = as_person(TEAM)
    for address in FORMS:
        assert browser.get(address).status_code == 200, address
    client.post("/afmelden/")
    for address in FORMS:
        answer = client.get(address)
        if _is_inside(address):
            assert answer.status_code == 404, address
        else:
            assert answer.status_code == 403, address
            assert "Meld u aan om dit vast te leggen." in answer.text


def test_the_sounding_board_records_nothing_by_any_of_these_forms(as_person):
    browser, before = as_person(BOARD), LedgerEntry.objects.count()
    for address in FORMS:
        answer = browser.post(address, {"doe": "vastleggen"})
        if _is_inside(address):
            assert answer.status_code == 404, address
        else:
            assert answer.status_code == 403, address
            assert "denken mee maar beslissen en sturen niet" in answer.text
    assert LedgerEntry.objects.count() == before


def test_from_convening_to_confirmed_minutes(submit, as_person):
    day = today().isoformat()
    answer = submit("/overleggen/beleggen/", code="OV-2026-90", body="stuurgroep", held_on=day)
    assert answer.url == "/overleggen/OV-2026-90/agenda/"
    item = {
        "punt1-title": "Vaststellen",
        "punt1-kind": "decision",
        "punt1-papers": [],
        "punt1-files": f"Notitie {'a' * 64}",
    }
    assert submit("/overleggen/OV-2026-90/agenda/", **item).status_code == 302
    (shown,) = programme().meetings.records["OV-2026-90"].items
    assert (shown.title, shown.papers[0].name, shown.papers[0].hash) == ("Vaststellen", "Notitie", "a" * 64)
    refused = _decided(submit, item="OV-2026-90#1", decided_on=day)
    assert "Leg eerst vast wie er bij overleg OV-2026-90 waren" in refused.text
    assert submit("/overleggen/OV-2026-90/aanwezigheid/").status_code == 302
    assert _decided(submit, item="OV-2026-90#1", decided_on=day).url == "/besluiten/B-2026-90/"
    assert submit("/overleggen/OV-2026-90/verslag/", text="Wij doen het zo.").status_code == 302
    own = as_person(TEAM).get("/overleggen/OV-2026-90/bevestigen/")
    assert own.status_code == 403
    assert "Een ander moet het verslag bevestigen" in own.text
    assert submit("/overleggen/OV-2026-90/bevestigen/", by=ALDERMAN).status_code == 302
    assert programme().decisions["B-2026-90"].confirmed.by == ALDERMAN
    page = as_person(TEAM).get("/overleggen/OV-2026-90/").text
    assert "verslag bevestigd" in page
    assert "B-2026-90" in page


def test_a_decision_with_a_reservation_shows_it_until_the_municipality_lifts_it(submit, as_person):
    positions = {"standpunt-GM0553": "reserved", "standpunt-GM0534": "for"}
    refused = _decided(submit, **positions)
    assert "Schrijf op waarom deze gemeente een voorbehoud maakt." in refused.text
    _decided(submit, **positions, **{"standpunt-GM0553_tekst": "Eerst de raad."})
    decision = programme().decisions["B-2026-90"].decision
    assert [(town, said) for town, said, _ in decision.positions] == [
        ("GM0534", Position.FOR), ("GM0553", Position.RESERVED)]  # fmt: skip
    lift = "/besluiten/B-2026-90/voorbehoud/GM0553/"
    assert as_person(TEAM).get(lift).status_code == 403
    assert submit(lift, by=ALDERMAN, words="De raad is akkoord.").status_code == 302
    assert "De raad is akkoord. (Joost Verhagen)" in as_person(TEAM).get("/besluiten/B-2026-90/").text


def test_the_same_form_sent_twice_has_one_effect(as_person, filled_in):
    browser, before = as_person(TEAM), LedgerEntry.objects.count()
    page = browser.get("/besluiten/nieuw/").text
    sent = filled_in(page, code="B-2026-90", title="Besluit", **{"effect-text": "Wij doen het zo."})
    first, second = (browser.post("/besluiten/nieuw/", sent) for _ in range(2))
    assert first.url == second.url == "/besluiten/B-2026-90/"
    assert LedgerEntry.objects.count() == before + 1
    assert "Dit lag al vast, in regel" in browser.get(second.url).text


def test_two_who_decide_about_the_same_priority_do_not_pass_each_other(as_person, filled_in):
    address = "/besluiten/nieuw/?soort=prioriteit"
    page = as_person(TEAM).get(address).text
    told = {"title": "Prioriteit", "advice": "A-2020-02", "effect-R24": "now"}
    mine, yours = (filled_in(page, code=code, **told) for code in ("B-2026-90", "B-2026-91"))
    assert as_person(ALDERMAN).post(address, mine).status_code == 302
    answer = as_person(TEAM).post(address, yours)
    assert answer.status_code == 409
    assert "Joost Verhagen" in answer.text
    assert "B-2026-91" not in programme().decisions
    again = as_person(TEAM).post(address, filled_in(answer.text))
    assert again.status_code == 302


def test_the_list_shows_what_if_and_stores_nothing(client, example):
    before = LedgerEntry.objects.count()
    page = client.get("/prioriteiten/?R09=now&kwartaal=2021KW02").text
    assert "Dit is een proef." in page
    assert "0,60 fte te veel" in page
    assert "Dit is een proef." not in client.get("/prioriteiten/?R09=next&R01=onzin&kwartaal=x").text
    assert LedgerEntry.objects.count() == before
    assert programme().priorities["R09"].priority is PriorityClass.NEXT


def test_a_what_if_is_prepared_as_a_decision(as_person, filled_in):
    page = as_person(TEAM).get("/prioriteiten/?R24=next").text
    assert "/besluiten/nieuw/?soort=prioriteit&amp;R24=next" in page
    form = as_person(TEAM).get("/besluiten/nieuw/?soort=prioriteit&R24=next").text
    assert filled_in(form)["effect-R24"] == ["next"]


def test_a_new_ceiling_follows_the_last(submit):
    assert submit("/prioriteiten/plafond/?kwartaal=2021KW02", capacity="5,5").status_code == 302
    assert programme().ceilings["2021KW02"].ceiling.capacity == 550


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("zoek=integrale+toegang", {"B-2020-04"}),
        ("stand=provisional", {"B-2021-05", "B-2021-06"}),
        ("stand=withdrawn", {"B-2020-05"}),
        ("uitkomst=held", {"B-2020-04"}),
        ("soort=place", {"B-2021-01", "B-2021-03"}),
        ("element=R01", {"B-2020-03", "B-2021-03"}),
        ("van=2021-03-01", {"B-2021-05", "B-2021-06"}),
        ("tot=2020-09-30", {"B-2020-01"}),
        ("gemeente=GM1525&soort=approve_lineage", {"B-2021-04"}),
        ("gremium=architectuurgroep", set()),
        ("zoek=nergens+te+vinden", set()),
    ],
)
def test_the_register_finds_by_its_address_and_gives_the_same_as_files(client, example, question, codes):
    page = client.get(f"/besluiten/?{question}").text
    assert all(f'href="/besluiten/{code}/"' in page for code in codes)
    told = json.loads(client.get(f"/besluiten/register.json?{question}").content)
    assert {item["code"] for item in told["decisions"]} == codes
    assert told["count"] == len(codes)
    rows = client.get(f"/besluiten/register.csv?{question}").content.decode("utf-8-sig").strip().splitlines()
    assert {row.split(";")[0] for row in rows[1:]} == codes


def test_nonsense_in_the_address_of_the_register_asks_nothing(client, example):
    told = json.loads(client.get("/besluiten/register.json?van=gisteren&stand=x&gremium=x&soort=x&element=x").content)
    assert told["count"] == len(programme().decisions)
    assert told["wanted"] == ""


def test_a_decision_tells_on_what_it_was_taken_and_what_changed_since(submit, as_person):
    page = as_person(TEAM).get("/besluiten/B-2020-03/").text
    assert programme().decisions["B-2020-03"].decision.effects[0].subject_hash in page
    record = programme().network.elements["R01"]
    assert submit("/din/R01/wijzigen/", title="Jeugdmonitor anders").status_code == 302
    assert programme().network.elements["R01"].hash != record.hash
    assert "Gewijzigd: titel" in as_person(TEAM).get("/besluiten/B-2020-03/").text


def test_an_escalation_climbs_and_is_settled_by_a_decision(submit, as_person):
    answer = submit("/escalaties/melden/", code="E-2026-90", title="Vast", cause="Het zit vast.", element="I01")
    assert answer.url == "/escalaties/E-2026-90/"
    for _ in range(2):
        assert submit("/escalaties/E-2026-90/hoger/", words="Lukt niet.").status_code == 302
    refused = submit("/escalaties/E-2026-90/besluiten/", words="Geregeld.")
    assert "Hierover besluit: stuurgroep. Noem het besluit." in refused.text
    _decided(submit)
    assert submit("/escalaties/E-2026-90/besluiten/", words="Geregeld.", decision="B-2026-90").status_code == 302
    assert submit("/escalaties/E-2026-90/sluiten/", words="Gedaan.").status_code == 302
    assert "gesloten" in as_person(TEAM).get("/escalaties/E-2026-90/").text


def test_a_visitor_sees_neither_meetings_nor_escalations_and_every_decision(client, example):
    assert "OV-2021-03" not in client.get("/overleggen/").text
    assert client.get("/overleggen/OV-2021-03/").status_code == 404
    assert "Logboek van raadplegingen" not in client.get("/escalaties/").text
    assert "B-2021-05" in client.get("/besluiten/").text
    assert "/overleggen/OV-" not in client.get("/besluiten/").text + client.get("/besluiten/B-2021-05/").text


def test_the_ladder_tells_what_is_late(as_person):
    page = as_person(TEAM).get("/escalaties/").text
    assert "dagen te laat" in page
    assert "Logboek van raadplegingen is niet klaar" in page


def test_an_advice_with_options_and_papers_leads_to_a_decision(submit):
    answer = submit("/adviezen/nieuw/?over=R24", code="A-2026-90", text="Doe het.", options="Niets doen\nLater doen")
    assert answer.url == "/besluiten/nieuw/?advies=A-2026-90&soort=prioriteit"
    advice = programme().advices["A-2026-90"].advice
    assert (advice.subjects, advice.options) == (("R24",), ("Niets doen", "Later doen"))


@pytest.mark.parametrize(
    "address", ["/overleggen/OV-9/", "/besluiten/B-9/", "/escalaties/E-9/", "/overleggen/OV-9/agenda/",
                "/besluiten/nieuw/?soort=x", "/besluiten/B-9/intrekken/", "/overleggen/actiepunten/AP-9/"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(as_person, address):
    assert as_person(TEAM).get(address).status_code == 404
