"""Whose turn it is: the pages of what waits, of a gate, and of the client's agreement."""

from __future__ import annotations

from datetime import date

import pytest

from roer.core.programme.acts import AgreeSmartText, ChangeElement, ImplementMeasure, ReopenMeasure, WriteSmartText
from roer.core.programme.entries import Draft
from roer.office.ledger.door import record, today
from roer.office.ledger.history import programme
from roer.office.ledger.models import LedgerEntry
from roer.office.steering.turns.items import piles
from roer.office.steering.turns.work import seats_at, work
from roer.site.example.story_people import CLIENT_YOUTH, OFFICER

pytestmark = pytest.mark.django_db
TEAM = "noor-dekker"
GATES = ("klant", "prioriteit", "dpia", "architectuur")


def _waiting(who: str) -> list[str]:
    return [f"{item.what}: {item.about}" for item in work(programme(), on=today(), reader=TEAM) if item.turn.who == who]


def _do(act, by: str = TEAM) -> None:
    record(Draft(act=act, by=by, holds_from=today(), origin="fictief"), by=by)


def _waits_with_client() -> None:
    """A next SMART text of the youth monitor, on which its client is to move."""
    _do(_next_text(1.0))


def _next_text(target: float) -> WriteSmartText:
    last = programme().smart["R01"][-1]
    return WriteSmartText(text=last.text.model_copy(update={"target": target}), expects=last.seq)


def test_what_waits_says_why_since_when_and_for_how_many_days(example):
    on = date(2021, 4, 1)
    item = next(item for item in work(programme(), on=on, reader=TEAM) if "M6" in item.why)
    assert item.about == "Monitor Jeugdzorg"
    assert item.since == date(2021, 2, 9)
    assert item.days(on) == 51


def test_a_gate_that_opens_leaves_the_list_and_the_steering_group_is_to_decide(example, last_measure_done):
    assert not any("M6" in item.why for item in work(programme(), on=today(), reader=TEAM))
    assert "Plaatsing op de roadmap: Monitor Jeugdzorg" in _waiting("stuurgroep")


def test_what_closes_after_the_placing_is_told_to_the_steering_group_and_the_officer(example):
    _do(ReopenMeasure(result="R01", measure="M2", motive="De toegang bleek te ruim."))
    told = "Onder voorbehoud: poort ‘DPIA gereed en maatregelen geïmplementeerd’ is weer dicht: Jeugdmonitor"
    assert told in _waiting("stuurgroep")
    assert told in _waiting("fg")
    _do(ImplementMeasure(result="R01", measure="M2", proof="Toegang beperkt."))
    assert told not in _waiting("stuurgroep")


def test_what_stands_in_doubt_comes_first(example):
    pile = next(pile for pile in piles(work(programme(), on=today(), reader=TEAM)) if pile.turn.who == "stuurgroep")
    assert [item.urgency for item in pile.items] == sorted(item.urgency for item in pile.items)
    assert pile.items[0].what.startswith("Onder voorbehoud")


def test_a_person_is_to_move_for_herself_and_for_the_bodies_in_which_she_sits(example):
    assert seats_at(programme(), OFFICER, on=today()) == (OFFICER, "fg")


def test_the_page_shows_what_waits_for_the_reader_and_for_everybody(as_person):
    page = as_person(TEAM).get("/aan-zet/").text
    assert "U bent aan zet" in page
    assert "Als lid van: Programmateam" in page
    assert 'href="/aan-zet/stuurgroep/"' in page


def test_a_visitor_sees_who_is_to_move_and_nothing_of_her_own(client, example):
    page = client.get("/aan-zet/").text
    assert "U bent aan zet" not in page
    assert "Stuurgroep" in page


def test_somebody_with_nothing_to_do_has_a_page_and_somebody_unknown_has_none(client, example):
    assert "Er wacht op dit moment niets." in client.get("/aan-zet/raad-lisse/").text
    assert client.get("/aan-zet/niemand/").status_code == 404


@pytest.mark.parametrize("slug", GATES)
def test_the_page_of_a_gate_shows_every_open_result_with_reason_and_turn(client, example, slug):
    page = client.get(f"/poorten/{slug}/")
    assert page.status_code == 200
    for result in programme().network.results:
        assert f'href="/resultaten/{result.code}/"' in page.text
    assert "Wanneer de poort weer dichtgaat" in page.text


def test_there_are_four_gates_and_no_fifth(client, example):
    assert client.get("/poorten/vijfde/").status_code == 404


def test_the_client_agrees_on_the_page_with_exactly_the_text_that_was_shown(as_person, filled_in):
    _waits_with_client()
    browser = as_person(CLIENT_YOUTH)
    form = filled_in(browser.get("/resultaten/R01/akkoord/").text)
    assert browser.post("/resultaten/R01/akkoord/", form).status_code == 302
    act = list(LedgerEntry.objects.in_order("body"))[-1]
    assert "agree_smart_text" in str(act)
    assert programme().smart["R01"][-1].agreed.by == CLIENT_YOUTH


def test_an_agreement_with_a_text_that_was_replaced_meanwhile_is_refused(as_person, filled_in):
    _waits_with_client()
    browser = as_person(CLIENT_YOUTH)
    form = filled_in(browser.get("/resultaten/R01/akkoord/").text)
    _do(_next_text(2.0))
    answer = browser.post("/resultaten/R01/akkoord/", form)
    assert answer.status_code == 409
    assert programme().smart["R01"][-1].agreed is None


def test_who_wrote_the_text_cannot_agree_and_the_page_says_so(as_person):
    _waits_with_client()
    answer = as_person(TEAM).get("/resultaten/R01/akkoord/")
    assert answer.status_code == 403
    assert "de klant van het resultaat" in answer.text


def test_an_agreement_cannot_be_put_in_a_proposal(as_person, filled_in):
    _waits_with_client()
    browser = as_person(CLIENT_YOUTH)
    page = browser.get("/resultaten/R01/akkoord/")
    assert "voorstel" not in page.text.split("<main")[1]
    browser.post("/resultaten/R01/akkoord/", filled_in(page.text) | {"doe": "voorstel"})
    assert programme().smart["R01"][-1].agreed is not None


def test_another_client_must_agree_anew(example):
    record_of = programme().network.elements["R01"]
    changed = record_of.element.model_copy(update={"client": "gert-prins"})
    _do(ChangeElement(element=changed, expects=record_of.seq))
    assert any("Jeugdmonitor" in told for told in _waiting("gert-prins"))
    _do(AgreeSmartText(result="R01", text_hash=programme().smart["R01"][-1].hash), "gert-prins")
    assert not any("Klant akkoord" in told and "Jeugdmonitor" in told for told in _waiting("gert-prins"))


def _abouts(reader: str | None) -> set[str]:
    return {item.what.split(":")[0].split(",")[0] for item in work(programme(), on=date(2021, 6, 30), reader=reader)}


def test_every_part_of_the_programme_brings_its_work(example):
    assert _abouts(TEAM) >= {
        "Actiepunt",
        "Escalatie",
        "Open vraag over de besturing",
        "Idee",
        "Onder voorbehoud",
        "Poort ‘Doelarchitectuur vastgesteld’",
    }


def test_a_visitor_is_told_nothing_of_ideas_escalations_and_action_points(client, example):
    assert _abouts(None).isdisjoint({"Actiepunt", "Escalatie", "Idee"})
    page = client.get("/aan-zet/").text + client.get("/aan-zet/programmateam/").text
    assert "/ideeen/" not in page.split("<main")[1]
    assert "/escalaties/" not in page.split("<main")[1]


def test_who_has_an_action_point_finds_it_among_her_own_turns(example):
    record = programme().meetings.open_actions()[0]
    mine = work(programme(), on=today(), reader=record.action.owner)
    assert any(item.turn.who == record.action.owner and record.action.code in item.about for item in mine)


def test_the_gates_of_an_earlier_day_are_what_they_were_then_whatever_came_after(client, example):
    entries = "/resultaten/R23/poorten/"
    now = client.get(entries).text
    assert "onder voorbehoud" in now
    assert now.count("veranderd") >= 1
    before = client.get(f"{entries}?op=2021-03-03").text
    assert "De poorten op 3 maart 2021" in before
    assert "onder voorbehoud" not in before
    assert "veranderd" not in before


@pytest.mark.parametrize("asked", ["gisteren", "2099-01-01", "2020-07-02"])
def test_a_day_that_is_none_is_to_come_or_was_before_the_result_has_no_gates(client, example, asked):
    assert client.get(f"/resultaten/R23/poorten/?op={asked}").status_code == 404
