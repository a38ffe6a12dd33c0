"""Working on the network in the browser: each act by its page, wrong input at its field, no rights with the reason."""

from __future__ import annotations

import re

import pytest

from roer.core.programme.acts import ACT
from roer.core.programme.entries import Draft
from roer.office.ledger.door import record, today
from roer.office.ledger.history import entries, programme
from roer.office.ledger.models import LedgerEntry

TEAM, BOARD = "noor-dekker", "ria-meijer"
PAGES = [
    "/din/R01/wijzigen/",
    "/din/R01/verbinden/",
    "/din/R01/splitsen/",
    "/din/R01/verwijderen/",
    "/din/samenvoegen/?van=I01&van=I02",
    "/din/toevoegen/doel/",
    "/din/toevoegen/resultaat/?naast=R01",
    "/din/toevoegen/inspanning/?naast=R01",
    "/din/beleidsterreinen/",
    "/din/beleidsterreinen/jeugd/",
]


def _last():
    return next(iter(entries(after=programme().seq - 1))).draft


def _count() -> int:
    return LedgerEntry.objects.count()


def test_who_is_not_signed_in_gets_the_reason_and_no_form(client, example):
    before = _count()
    for address in PAGES:
        for answer in (client.get(address), client.post(address, {"doe": "vastleggen"})):
            assert answer.status_code == 403, address
            assert "Meld u aan om het netwerk te wijzigen." in answer.text
            assert "din-form" not in answer.text
    assert _count() == before


def test_the_sounding_board_gets_its_own_reason(as_person):
    browser, before = as_person(BOARD), _count()
    for address in PAGES:
        for answer in (browser.get(address), browser.post(address, {"doe": "vastleggen"})):
            assert answer.status_code == 403, address
            assert "denken mee maar beslissen en sturen niet" in answer.text
    assert _count() == before


@pytest.mark.parametrize("person", ["joost-verhagen", "sem-de-wit", "fatima-aydin"])
def test_whoever_is_not_of_the_team_hears_who_may(as_person, person):
    browser, before = as_person(person), _count()
    for address in PAGES:
        answer = browser.post(address, {"doe": "vastleggen"})
        assert answer.status_code == 403, address
        assert "Dit mag alleen een lid van het programmateam" in answer.text
    assert _count() == before


def test_the_team_gets_a_form(as_person):
    browser = as_person(TEAM)
    for address in PAGES:
        answer = browser.get(address)
        assert answer.status_code == 200, address
        assert 'class="din-form"' in answer.text


def test_a_change_is_recorded_and_keeps_the_old_title_as_another_name(submit):
    old = programme().network.elements["R01"].element
    answer = submit("/din/R01/wijzigen/", title="Jeugd in beeld", reason="Zo noemt iedereen het.")
    assert answer.status_code == 302
    new = programme().network.elements["R01"].element
    assert new == old.model_copy(update={"title": "Jeugd in beeld", "aliases": (*old.aliases, old.title)})
    assert (_last().by, _last().reason) == (TEAM, "Zo noemt iedereen het.")


def test_an_effort_gets_another_phase_and_the_old_title_goes_when_not_kept(submit):
    submit("/din/I01/wijzigen/", title="Anders", keep_title=[], phase="aftercare", holds_from="2021-03-01")
    effort = programme().network.elements["I01"].element
    assert (effort.title, effort.phase, effort.aliases) == ("Anders", "aftercare", ())
    assert _last().holds_from.isoformat() == "2021-03-01"


@pytest.mark.parametrize(
    ("address", "changes", "field", "words"),
    [
        ("/din/R01/wijzigen/", {"title": ""}, "title", "verplicht"),
        ("/din/R01/wijzigen/", {"municipalities": []}, "municipalities", "verplicht"),
        ("/din/R01/wijzigen/", {"product": "Hoofd Letters"}, "product", ""),
        ("/din/R01/wijzigen/", {"holds_from": "2999-01-01"}, "holds_from", "in de toekomst"),
        ("/din/R01/wijzigen/", {"client": "ria-meijer"}, "client", "klankbordgroep beslist niet"),
        ("/din/R01/wijzigen/", {"aliases": "x" * 200}, "aliases", "te lang"),
        ("/din/toevoegen/doel/", {"code": "D1", "title": "Dubbel"}, "code", "al eens gebruikt"),
        ("/din/toevoegen/doel/", {"code": "klein", "title": "Klein"}, "code", "hoofdletters"),
        ("/din/R01/verbinden/", {"other": ""}, "other", "verplicht"),
        ("/din/R01/verwijderen/", {"motive": ""}, "motive", "verplicht"),
        ("/din/I01/verwijderen/", {"motive": "x"}, "motive", ""),
        ("/din/beleidsterreinen/", {"code": "jeugd", "name": "Nog eens"}, "code", ""),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_recorded(submit, address, changes, field, words):
    before = _count()
    answer = submit(address, **changes)
    assert answer.status_code == 400
    error = re.search(rf'id="(?:fout-)?id_{field}(?:_error)?">([^<]*)</p>', answer.text)
    assert error, answer.text
    assert words in error[1]
    assert "Traceback" not in answer.text
    assert _count() == before


def test_saving_without_a_change_says_so_above_the_form(submit):
    answer = submit("/din/R01/wijzigen/")
    assert answer.status_code == 400
    assert "Er is niets veranderd aan R01." in answer.text


def test_a_result_is_added_beside_another_and_linked_at_once(submit):
    network = programme().network
    page = "/din/toevoegen/resultaat/?naast=R01"
    goal = network.links_from("R01")[0].link.target
    before = _count()
    submit(page, title="Naast R01", links=[f"contributes:*>{goal}", "depends_on:*>R01"])
    assert _count() == before + 3
    new = max(programme().network.results, key=lambda result: programme().network.elements[result.code].seq)
    added = programme().network.elements[new.code].element
    assert (added.title, added.policy_fields) == ("Naast R01", network.result("R01").policy_fields)
    assert {(record.link.target, record.link.kind) for record in programme().network.links_from(new.code)} == {
        (goal, "contributes"),
        ("R01", "depends_on"),
    }


def test_when_the_link_may_not_be_laid_the_element_is_not_added_either(submit, monkeypatch):
    before = _count()
    answer = submit("/din/toevoegen/inspanning/?naast=R01", title="Nieuw", code="I90", links=["contributes:*>R01"])
    assert answer.status_code == 302
    assert _count() == before + 2
    again = submit("/din/toevoegen/inspanning/?naast=R01", title="Ander", code="I90", links=["contributes:*>R01"])
    assert again.status_code == 400
    assert _count() == before + 2


def test_a_link_is_laid_by_choosing_and_says_how_much_and_why(submit):
    network = programme().network
    free = next(goal.code for goal in network.goals if ("R01", goal.code) not in network.links)
    submit(
        f"/din/R01/verbinden/?naar={free}", contribution="3", rationale="Zo werkt het.", assumption="Men leest het.",
        evidence="Onderzoek 2020\nGesprek 2021", kind="precondition",
    )  # fmt: skip
    link = programme().network.links["R01", free].link
    assert (link.contribution, link.kind) == (3, "precondition")
    assert (link.rationale, link.assumption) == ("Zo werkt het.", "Men leest het.")
    assert link.evidence == ("Onderzoek 2020", "Gesprek 2021")


def test_only_what_is_allowed_can_be_chosen(as_person):
    page = as_person(TEAM).get("/din/R01/verbinden/").text
    network = programme().network
    offered = set(re.findall(r'<option value="(\w+&gt;\w+)"', page))
    pairs = {tuple(pair.split("&gt;")) for pair in offered}
    assert pairs
    assert not pairs & set(network.links)
    assert all("R01" in pair for pair in pairs)
    assert ("D1", "R01") not in pairs


def test_asking_for_a_link_that_is_there_leads_to_it_and_for_one_that_cannot_be_says_why(as_person):
    browser = as_person(TEAM)
    answer = browser.get("/din/R01/verbinden/?naar=D1")
    assert answer.status_code == 302
    assert answer["Location"] == "/din/relatie/R01/D1/"
    page = browser.get("/din/D1/verbinden/?naar=D2").text
    assert "selected>D2" in page
    page = browser.get("/din/D1/verbinden/?naar=D1").text
    assert "Kies hieronder wat wel kan." in page


def test_two_results_depend_on_each_other_in_one_direction(submit):
    submit("/din/R01/verbinden/", other="R01>R02")
    assert programme().network.links["R01", "R02"].link.kind == "depends_on"
    answer = submit("/din/R02/verbinden/", other="R02>R01")
    assert answer.status_code == 400


def _link():
    return min(programme().network.links.items(), key=lambda pair: pair[0])


def test_a_link_is_weighed_anew_confirmed_and_taken_away(submit, as_person):
    (source, target), _record = _link()
    address = f"/din/relatie/{source}/{target}/"
    submit(address, contribution="1", rationale="Minder dan gedacht.")
    link = programme().network.links[source, target]
    assert (link.link.contribution, link.link.rationale) == (1, "Minder dan gedacht.")
    browser = as_person(TEAM)
    answer = browser.post(f"{address}bevestigen/", {"expects": str(link.seq), "doe": "vastleggen"})
    assert answer.status_code == 302
    confirmed = programme().network.links[source, target]
    assert (confirmed.link, confirmed.confirmed_on, confirmed.confirmed_by) == (link.link, today(), TEAM)
    submit(f"{address}verbreken/", reason="Klopt niet.")
    assert (source, target) not in programme().network.links
    assert browser.get(address).status_code == 404


def test_an_effort_is_split_and_each_part_takes_only_the_links_it_names(submit):
    old = programme().network.links_from("I01")
    key = f"contributes:*>{old[0].link.target}"
    answer = submit(
        "/din/I01/splitsen/?aantal=3", motive="Te groot.",
        **{"deel1-title": "Eerst", "deel2-title": "Daarna", "deel3-title": "Ten slotte", "deel1-links": [key]},
    )  # fmt: skip
    assert answer.status_code == 302, answer.text
    network = programme().network
    parts = network.elements["I01"].closed.successors
    assert [network.elements[code].element.title for code in parts] == ["Eerst", "Daarna", "Ten slotte"]
    assert [len(network.links_from(code)) for code in parts] == [1, 0, 0]
    assert network.links_from(parts[0])[0].link.contribution == old[0].link.contribution


def test_efforts_are_merged_into_a_new_one(submit):
    answer = submit("/din/samenvoegen/?van=I01&van=I02", motive="Eén ploeg.", **{"deel1-title": "Samen"})
    assert answer.status_code == 302, answer.text
    network = programme().network
    (became,) = network.elements["I01"].closed.successors
    assert network.elements["I02"].closed.successors == (became,)
    assert network.elements[became].element.title == "Samen"


def test_an_effort_is_removed_and_restored_with_the_links_it_names(submit):
    submit("/din/I01/verwijderen/", motive="Niet nodig.")
    assert not programme().network.is_open("I01")
    target = next(record.target for record in _closed_links("I01"))
    submit("/din/I01/herstellen/", motive="Toch nodig.", links=[f"contributes:*>{target}"])
    assert programme().network.is_open("I01")
    assert [record.link.target for record in programme().network.links_from("I01")] == [target]


def _closed_links(code: str):
    before = programme(before=programme().network.elements[code].closed.seq)
    return [record.link for record in before.network.links_from(code)]


def test_about_a_result_the_steering_group_decides_and_until_then_it_can_be_proposed(as_person, filled_in):
    browser, before = as_person(TEAM), _count()
    page = browser.get("/din/R01/verwijderen/")
    assert page.status_code == 200
    assert "Over R01 beslist de stuurgroep." in page.text
    said = filled_in(page.text, motive="Niet nodig.")
    assert browser.post("/din/R01/verwijderen/", said).status_code == 400
    assert _count() == before
    answer = browser.post("/din/R01/verwijderen/", {**said, "doe": "voorstel"}, follow=True)
    assert "Verwijder R01" in answer.text
    assert _count() == before


def test_with_a_decision_a_result_is_removed(submit, as_person):
    act = {
        "kind": "take_decision",
        "decision": {
            "code": "B-2021-90", "body": "stuurgroep", "decided_on": today().isoformat(), "title": "Minder monitors",
            "outcome": "adopted", "effects": [{"type": "approve_lineage", "elements": ["R01"]}],
            "advice": _advice(),
        },
    }  # fmt: skip
    record(Draft(act=ACT.validate_python(act), by=TEAM, holds_from=today()), by=TEAM)
    submit("/din/R01/verwijderen/", motive="Niet nodig.")
    assert programme().network.elements["R01"].closed.decision == "B-2021-90"


def _advice() -> str:
    act = {"kind": "give_advice", "advice": {"code": "A-2021-90", "subjects": ["R01"], "text": "Doe het."}}
    record(Draft(act=ACT.validate_python(act), by=TEAM, holds_from=today()), by=TEAM)
    return "A-2021-90"


def test_policy_fields_are_added_and_renamed(submit):
    submit("/din/beleidsterreinen/", code="water", name="Water")
    submit("/din/beleidsterreinen/water/", name="Water en bodem")
    assert programme().policy_fields["water"].name == "Water en bodem"


def test_the_page_of_an_element_greys_what_may_not_with_the_reason(client, example):
    page = client.get("/din/R01/").text
    assert page.count('aria-disabled="true"') >= 5
    assert "Meld u aan om het netwerk te wijzigen." in page
    assert 'href="/din/R01/wijzigen/"' not in page


def test_the_page_of_an_element_leads_the_team_to_every_act(as_person):
    page = as_person(TEAM).get("/din/R01/").text
    for address in ("wijzigen", "verbinden", "splitsen", "verwijderen"):
        assert f'href="/din/R01/{address}/"' in page
    assert 'href="/din/toevoegen/resultaat/?naast=R01"' in page
    closed = next(
        code for code, item in programme().network.elements.items() if item.closed and item.closed.op == "removed"
    )
    assert f'href="/din/{closed}/herstellen/"' in as_person(TEAM).get(f"/din/{closed}/").text


@pytest.mark.parametrize("address", ["/din/R99/", "/din/R99/wijzigen/", "/din/relatie/R01/R99/", "/din/toevoegen/iets/",
                                     "/din/R01/wijzigen/?voorstel=999", "/din/beleidsterreinen/niets/",
                                     "/grootboek/99999/ongedaan/"])  # fmt: skip
def test_what_is_not_there_is_not_found(as_person, address):
    assert as_person(TEAM).get(address).status_code == 404
