"""Two people at once, undoing, and proposals, by their pages."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from roer.office.ledger.history import entries, programme
from roer.office.ledger.models import LedgerEntry
from roer.office.steering.models import Proposal

TEAM, SECOND, BOARD = "noor-dekker", "ruben-vos", "ria-meijer"
CHANGE = "/din/I05/wijzigen/"


@pytest.fixture
def second(as_person, settings) -> Client:
    """The browser of a colleague in the team."""
    browser = Client()
    browser.post("/aanmelden/", {"person": SECOND})
    return browser


@pytest.fixture
def send(filled_in):
    """Fill in the form of an address, or of a page that was opened before, and send it."""

    def sent(browser, address: str, page: str | None = None, **changes: object):
        said = filled_in(browser.get(address).text if page is None else page, **changes)
        return browser.post(address, said)

    return sent


def _undo_address(page: str) -> str:
    found = re.search(r'href="(/grootboek/[^"]*ongedaan/[^"]*)"', page)
    assert found, page
    return found[1]


def test_who_comes_second_sees_who_was_first_when_and_what_changed_field_by_field(as_person, second, send):
    first = as_person(TEAM)
    seen = second.get(CHANGE).text
    send(first, CHANGE, phase="done", description="Klaar.")
    before = LedgerEntry.objects.count()
    answer = send(second, CHANGE, seen, title="Mijn titel", description="Anders.", keep_title=[])
    assert answer.status_code == 409
    assert LedgerEntry.objects.count() == before
    text = re.sub(r"<[^>]+>", "", answer.text)
    assert "Noor Dekker was u voor: I05 is gewijzigd op" in text
    assert re.search(r"fase: \w+ → afgerond", text)
    assert "omschrijving: leeg → Klaar.; u vulde in: Anders." in text
    assert f"regel {programme().seq}" in text


def test_what_was_filled_in_is_kept_and_can_be_recorded_on_top(as_person, second, send):
    first = as_person(TEAM)
    seen = second.get(CHANGE).text
    send(first, CHANGE, phase="done", owner="ruben-vos")
    overtaken = send(second, CHANGE, seen, title="Mijn titel", keep_title=[])
    assert "Neem over en leg opnieuw vast" in overtaken.text
    answer = send(second, CHANGE, overtaken.text)
    assert answer.status_code == 302
    now = programme().network.elements["I05"]
    assert (now.element.title, now.element.phase, now.by) == ("Mijn titel", "done", SECOND)
    assert now.element.owner == "ruben-vos"


def test_a_link_and_a_removal_meet_the_same_conflict(as_person, second, send):
    first = as_person(TEAM)
    address = "/din/relatie/I05/R01/"
    seen, leaving = second.get(address).text, second.get("/din/I05/verwijderen/").text
    send(first, address, contribution="1")
    send(first, CHANGE, phase="done")
    answer = send(second, address, seen, rationale="Daarom.")
    assert answer.status_code == 409
    assert "bijdrage: groot → <strong>klein</strong>" in answer.text
    again = send(second, address, answer.text)
    assert again.status_code == 302
    link = programme().network.links["I05", "R01"].link
    assert (link.contribution, link.rationale) == (1, "Daarom.")
    removal = send(second, "/din/I05/verwijderen/", leaving, motive="Niet nodig.")
    assert removal.status_code == 409
    assert "Niet nodig." in removal.text
    assert send(second, "/din/I05/verwijderen/", removal.text).status_code == 302
    assert not programme().network.is_open("I05")


def test_a_policy_field_that_another_renamed_meets_the_same_conflict(as_person, second, send):
    first, address = as_person(TEAM), "/din/beleidsterreinen/jeugd/"
    seen = second.get(address).text
    send(first, address, name="Jeugd en gezin")
    answer = send(second, address, seen, name="Jongeren")
    assert answer.status_code == 409
    assert "Noor Dekker was u voor: beleidsterrein ‘Jeugd’" in answer.text
    assert "→ <strong>Jeugd en gezin</strong>" in answer.text
    assert send(second, address, answer.text).status_code == 302
    assert programme().policy_fields["jeugd"].name == "Jongeren"


def test_after_recording_one_click_leads_to_undoing(as_person, send, filled_in):
    browser = as_person(TEAM)
    old = programme().network.elements["I05"].element
    browser.post(CHANGE, filled_in(browser.get(CHANGE).text, title="Vergissing", keep_title=[]))
    address = _undo_address(browser.get("/din/I05/").text)
    page = browser.get(address)
    assert "Er wordt niets uitgewist." in page.text
    assert "Wijzig I05" in page.text
    assert send(browser, address, page.text, reason="Vergissing.").status_code == 302
    assert programme().network.elements["I05"].element == old
    assert next(iter(entries(after=programme().seq - 1))).draft.reason == "Vergissing."


def test_what_was_recorded_together_is_undone_together(as_person, send):
    browser = as_person(TEAM)
    before = programme().network.content_hash()
    add = "/din/toevoegen/inspanning/?naast=R01"
    send(browser, add, title="Nieuw", code="I90", links=["contributes:*>R01"])
    address = _undo_address(browser.get("/din/I90/").text)
    assert "tot=" in address
    assert send(browser, address).status_code == 302
    assert programme().network.content_hash() == before


def test_a_split_effort_is_put_together_again(as_person, send):
    browser = as_person(TEAM)
    before = programme().network.content_hash()
    send(browser, "/din/I05/splitsen/", motive="Te groot.", **{"deel1-title": "Een", "deel2-title": "Twee"})
    address = _undo_address(browser.get("/din/I05/").text)
    assert send(browser, address).status_code == 302
    assert programme().network.content_hash() == before


def test_undoing_an_added_result_waits_for_a_decision_and_can_be_proposed(as_person, send, filled_in):
    browser = as_person(TEAM)
    send(browser, "/din/toevoegen/resultaat/", title="Nieuw", code="R90")
    address = _undo_address(browser.get("/din/R90/").text)
    answer = send(browser, address)
    assert answer.status_code == 400
    assert "Over R90 beslist de stuurgroep." in answer.text
    proposed = browser.post(address, filled_in(browser.get(address).text, doe="voorstel"), follow=True)
    assert "Verwijder R90" in proposed.text
    assert "Kan niet:" in proposed.text


def test_what_something_else_was_built_on_is_not_undone(as_person, send):
    browser = as_person(TEAM)
    for phase in ("aftercare", "done"):
        send(browser, CHANGE, phase=phase)
    first = programme().seq - 1
    answer = browser.get(f"/grootboek/{first}/ongedaan/")
    assert answer.status_code == 403
    assert "I05 is intussen opnieuw gewijzigd" in answer.text
    line = browser.get(f"/grootboek/{first}/").text
    assert 'aria-disabled="true"' in line
    assert "I05 is intussen opnieuw gewijzigd" in line
    assert f'href="/grootboek/{first + 1}/ongedaan/"' in browser.get(f"/grootboek/{first + 1}/").text


def test_the_line_of_a_letter_under_embargo_shows_nothing_to_undo_either(client, example):
    line = next(entry.seq for entry in entries() if getattr(entry.draft.act, "code", "") == "RIB-2")
    assert client.get(f"/grootboek/{line}/ongedaan/").status_code == 404
    assert client.get(f"/grootboek/{line - 1}/ongedaan/?tot={line}").status_code == 404


@pytest.fixture
def proposal(as_person, send, filled_in):
    """A proposal of the first of the team: a new effort, and in a second step its link."""
    browser = as_person(TEAM)
    page = browser.get("/din/toevoegen/inspanning/").text
    browser.post("/din/toevoegen/inspanning/", filled_in(page, title="Nieuw", code="I90", doe="voorstel"))
    made = Proposal.objects.get()
    address = f"/din/I90/verbinden/?voorstel={made.pk}"
    answer = send(browser, address, other="I90>R01", doe="voorstel")
    assert answer.status_code == 302
    made.refresh_from_db()
    return made


def _do(browser, proposal: Proposal, do: str, **more: object):
    return browser.post(f"/din/voorstellen/{proposal.pk}/", {"doe": do, **more}, follow=True)


def _mark(browser, proposal: Proposal) -> str:
    return re.search(r'name="gezien" value="(\w+)"', browser.get(f"/din/voorstellen/{proposal.pk}/").text)[1]


def test_acts_go_into_a_proposal_without_being_recorded(as_person, proposal):
    assert [step["act"]["kind"] for step in proposal.steps] == ["add_effort", "link_elements"]
    assert "I90" not in programme().network.elements
    page = as_person(TEAM).get(f"/din/voorstellen/{proposal.pk}/").text
    assert "Voeg inspanning I90 ‘Nieuw’ toe" in page
    assert "Inspanning I90 ‘Nieuw’ is nieuw." in page
    assert "<svg" in page
    assert f"/din/I90/?voorstel={proposal.pk}" in page


def test_a_proposal_is_recorded_at_once(as_person, proposal):
    browser = as_person(TEAM)
    answer = _do(browser, proposal, "vastleggen", gezien=_mark(browser, proposal))
    assert "is vastgelegd: 2 stappen." in answer.text
    assert ("I90", "R01") in programme().network.links
    proposal.refresh_from_db()
    assert proposal.status == "recorded"
    assert f"regel {proposal.first_seq}" in browser.get(f"/din/voorstellen/{proposal.pk}/").text


def test_when_the_network_changed_a_refusal_tells_who_and_when(as_person, second, proposal, send):
    browser = as_person(TEAM)
    page = f"{CHANGE}?voorstel={proposal.pk}"
    send(browser, page, title="In het voorstel", doe="voorstel")
    mark = _mark(browser, proposal)
    send(second, CHANGE, phase="done")
    before = LedgerEntry.objects.count()
    shown = browser.get(f"/din/voorstellen/{proposal.pk}/").text
    assert re.search(r"Kan niet:</strong> Ruben Vos heeft I05 intussen gewijzigd \(\d+ \w+ \d+, regel", shown)
    assert "1 stap kan niet." in shown
    answer = _do(browser, proposal, "vastleggen", gezien=mark)
    assert answer.status_code == 409
    assert "Stap 3 kan niet: Ruben Vos heeft I05" in answer.text
    assert LedgerEntry.objects.count() == before


def test_a_step_on_what_the_proposal_itself_changed_follows_it(as_person, proposal, send):
    browser = as_person(TEAM)
    for title in ("Eerst", "Daarna"):
        send(browser, f"/din/I90/wijzigen/?voorstel={proposal.pk}", title=title, keep_title=[], doe="voorstel")
    _do(browser, proposal, "vastleggen", gezien=_mark(browser, proposal))
    assert programme().network.elements["I90"].element.title == "Daarna"


def test_steps_are_taken_out_and_ordered_and_a_proposal_is_described_shared_and_dropped(as_person, second, proposal):
    browser, page = as_person(TEAM), f"/din/voorstellen/{proposal.pk}/"
    _do(browser, proposal, "later", stap="0")
    assert "Er is geen doel, resultaat of inspanning met code I90." in browser.get(page).text
    _do(browser, proposal, "eerder", stap="1")
    _do(browser, proposal, "haal-weg", stap="1")
    _do(browser, proposal, "beschrijf", titel="Betere titel", reden="Daarom.")
    proposal.refresh_from_db()
    assert (len(proposal.steps), proposal.title, proposal.reason) == (1, "Betere titel", "Daarom.")
    assert second.get(page).status_code == 404
    _do(browser, proposal, "deel")
    assert "Betere titel" in second.get("/din/voorstellen/").text
    refused = _do(second, proposal, "laat-vallen")
    assert (refused.status_code, "Alleen wie dit voorstel maakte" in refused.text) == (403, True)
    _do(browser, proposal, "laat-vallen")
    proposal.refresh_from_db()
    assert proposal.status == "dropped"
    assert "er is niets van vastgelegd" in browser.get(page).text


def test_a_colleague_records_a_shared_proposal_in_her_own_name(as_person, second, proposal):
    _do(as_person(TEAM), proposal, "deel")
    _do(second, proposal, "vastleggen", gezien=_mark(second, proposal))
    assert programme().network.elements["I90"].by == SECOND


def test_who_may_not_work_on_the_network_sees_no_proposals_and_makes_none(as_person, proposal):
    _do(as_person(TEAM), proposal, "deel")
    browser = as_person(BOARD)
    assert "denken mee maar beslissen en sturen niet" in browser.get("/din/voorstellen/").text
    assert browser.get(f"/din/voorstellen/{proposal.pk}/").status_code == 404
    browser.post("/din/voorstellen/nieuw/", {"titel": "Toch"})
    assert Proposal.objects.count() == 1


def test_a_proposal_can_be_started_empty(as_person):
    answer = as_person(TEAM).post("/din/voorstellen/nieuw/", {"titel": "Straks"}, follow=True)
    assert "Er is nog geen stap." in answer.text
    assert "Er is nog niets om vast te leggen." in answer.text


def test_a_decision_is_named_at_a_step_that_asks_one(as_person, filled_in):
    browser = as_person(TEAM)
    address = "/din/R01/verwijderen/"
    browser.post(address, filled_in(browser.get(address).text, motive="Niet nodig.", doe="voorstel"))
    made = Proposal.objects.get()
    _do(browser, made, "besluit", stap="0", besluit="B-2020-02")
    made.refresh_from_db()
    assert made.steps[0]["act"]["decision"] == "B-2020-02"
    assert "gaat niet over R01" in browser.get(f"/din/voorstellen/{made.pk}/").text
