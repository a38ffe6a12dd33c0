"""The page of a target architecture, and the pages on which it is described and adopted."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from roer.core.programme.acts import DeclareContract
from roer.core.programme.entries import Draft
from roer.core.programme.gates import gates_of
from roer.office.ledger.door import record, today
from roer.office.ledger.history import programme

ANALYST = "fatima-aydin"
PAGE = "/resultaten/R01/architectuur/"
DESCRIBE, ADOPT = f"{PAGE}beschrijven/", f"{PAGE}vaststellen/"


@pytest.fixture
def architect(example):
    """Whoever sits in the architecture board."""
    return next(seat.seat.person for seat in programme().seats if seat.seat.body == "architectuurgroep")


def _versions():
    return programme().architectures["R01"]


def test_the_page_shows_the_adopted_version_drawn_and_in_tables(client, example):
    page = unescape(client.get(PAGE).text)
    assert "<svg" in page
    assert "Poort 4: voldaan" in page
    assert "vastgesteld op" in page
    assert re.search(r"<caption>Stromen</caption>.*Website met monitors.*Informatieproduct", page, re.S)
    assert "Elke bron en elk veld uit het productcontract staat in deze doelarchitectuur" in page
    assert "Meld u aan" in page


def test_the_drawing_comes_as_a_file(client, example):
    answer = client.get("/resultaten/R01/architectuur.svg?versie=1")
    assert answer["Content-Type"].startswith("image/svg+xml")
    assert answer["Content-Disposition"] == 'attachment; filename="doelarchitectuur-R01-versie-1.svg"'


@pytest.mark.parametrize(
    "address",
    [
        "/resultaten/R99/architectuur/",
        "/resultaten/D1/architectuur/",
        f"{PAGE}?versie=9",
        f"{PAGE}?versie=x",
        f"{PAGE}?naast=0",
        "/resultaten/R03/architectuur.svg",
    ],
)
def test_what_is_not_there_is_not_found(client, example, address):
    assert client.get(address).status_code == 404


def test_a_result_without_architecture_says_what_comes_first(client, example):
    bare = next(one.code for one in programme().network.results if one.code not in programme().contracts)
    page = client.get(f"/resultaten/{bare}/architectuur/").text
    assert "Er is nog geen productcontract" in page
    assert client.get(f"/resultaten/{bare}/architectuur/beschrijven/").status_code == 403


def test_the_result_tells_its_contract_in_words_and_links_here(client, example):
    page = unescape(client.get("/resultaten/R02/").text)
    assert "Productcontract en doelarchitectuur" in page
    assert "kosten beheersen" in page
    assert "/resultaten/R02/architectuur/" in page


def test_what_differs_from_an_earlier_contract_is_told(client, example):
    page = unescape(client.get("/resultaten/R23/architectuur/").text)
    assert "Bronnen erbij: Telefooncentrale." in page
    assert "deze versie gaat over een ander productcontract" in page
    assert "In de doelarchitectuur ontbreekt de bron Telefooncentrale." in page


def test_an_analyst_describes_the_next_version_and_the_gate_waits_for_the_board(as_person, filled_in):
    browser = as_person(ANALYST)
    page = browser.get(DESCRIBE)
    assert page.status_code == 200, page.text
    at = len(_versions()[-1].architecture.components)
    sent = filled_in(page.text, **{f"componenten-{at}-name": "Kaartdienst", f"componenten-{at}-kind": "exchange"})
    answer = browser.post(DESCRIBE, sent | {"doe": "vastleggen"})
    assert answer.status_code == 302, answer.text
    first, second = _versions()
    assert second.architecture.components[-1].name == "Kaartdienst"
    assert second.architecture.flows == first.architecture.flows
    assert second.architecture.sources == first.architecture.sources
    assert not gates_of(programme(), "R01")[3].passes
    beside = unescape(browser.get(f"{PAGE}?naast=1").text)
    assert "Wat verschilt tussen versie 1 en versie 2" in beside
    assert "Kaartdienst (uitwisseling)" in beside


def test_more_rows_keep_what_was_filled_in(as_person, filled_in):
    browser = as_person(ANALYST)
    sent = filled_in(browser.get(DESCRIBE).text, storage="Op zolder", **{"stromen-0-what": "Alles"})
    page = browser.post(DESCRIBE, sent | {"doe": "meer-stromen"})
    assert page.status_code == 200
    assert len(_versions()) == 1
    before = len({key for key in sent if re.fullmatch(r"stromen-\d+-what", key)})
    assert page.text.count("-what") > 0
    assert f'name="stromen-{before + 2}-what"' in page.text
    assert "Op zolder" in page.text
    assert 'value="Alles"' in page.text


def test_a_flow_from_nowhere_is_refused_and_what_was_typed_stays(as_person, filled_in):
    browser = as_person(ANALYST)
    sent = filled_in(browser.get(DESCRIBE).text, **{"stromen-0-source": "Nergens", "doe": "vastleggen"})
    answer = browser.post(DESCRIBE, sent)
    assert answer.status_code == 400
    assert "Stroom 1: Nergens is geen bron en geen component" in unescape(answer.text)
    assert 'value="Nergens"' in answer.text
    assert len(_versions()) == 1


def test_who_was_overtaken_sees_by_whom_and_can_go_on(as_person, filled_in):
    browser = as_person(ANALYST)
    sent = filled_in(browser.get(DESCRIBE).text, storage="Eerst", doe="vastleggen")
    late = filled_in(browser.get(DESCRIBE).text, storage="Daarna", doe="vastleggen")
    assert browser.post(DESCRIBE, sent).status_code == 302
    page = browser.post(DESCRIBE, late)
    assert page.status_code == 409
    assert "Fatima" in page.text
    assert browser.post(DESCRIBE, filled_in(page.text, doe="vastleggen")).status_code == 302
    assert _versions()[-1].architecture.storage == "Daarna"


def test_the_board_adopts_and_nobody_else(as_person, filled_in, architect):
    browser = as_person(ANALYST)
    browser.post(DESCRIBE, filled_in(browser.get(DESCRIBE).text, storage="Nieuw", doe="vastleggen"))
    refused = browser.get(ADOPT)
    assert refused.status_code == 403
    assert "een lid van de architectuurgroep" in refused.text
    browser = as_person(architect)
    page = browser.get(ADOPT)
    assert "<svg" in page.text
    assert browser.post(ADOPT, filled_in(page.text, doe="vastleggen")).status_code == 302
    assert gates_of(programme(), "R01")[3].passes


def test_a_version_can_be_prepared_as_a_proposal(as_person, filled_in):
    browser = as_person(ANALYST)
    answer = browser.post(DESCRIBE, filled_in(browser.get(DESCRIBE).text, storage="Straks", doe="voorstel"))
    assert "/voorstellen/" in answer["Location"]
    assert len(_versions()) == 1


def test_a_new_contract_starts_the_next_version_with_its_sources(as_person):
    old = programme().contracts["R01"].contract
    wider = old.model_copy(update={"hash": "e" * 64, "sources": (*old.sources, "Leerlingen")})
    record(Draft(act=DeclareContract(contract=wider), by=ANALYST, holds_from=today()), by=ANALYST)
    page = as_person(ANALYST).get(DESCRIBE).text
    assert '<option value="Leerlingen">' in page
    assert "e" * 64 in page


def _upload(browser, text, name="r01.xml"):
    return browser.post(f"{PAGE}inlezen/", {"bestand": SimpleUploadedFile(name, text.encode())})


def test_a_model_goes_out_and_comes_back_as_a_proposal(as_person):
    browser = as_person(ANALYST)
    text = browser.get("/resultaten/R01/architectuur.archimate.xml").text
    same = _upload(browser, text)
    assert same.status_code == 400
    assert "Dit bestand zegt hetzelfde als de laatste versie." in same.text
    answer = _upload(browser, text.replace(">Meten en beveiligen<", ">Meten, beveiligen en verzegelen<"))
    assert answer.status_code == 302, answer.text
    assert len(_versions()) == 1
    page = browser.get(answer["Location"])
    assert "Beschrijf de doelarchitectuur van R01" in page.text
    assert "(componenten en stromen)" in page.text
    drawn = re.search(r'href="(/resultaten/R01/architectuur/\?voorstel=\d+)"', page.text)[1]
    assert "Meten, beveiligen en" in browser.get(drawn).text
    seen = re.search(r'name="gezien" value="([^"]*)"', page.text)[1]
    recorded = browser.post(answer["Location"], {"doe": "vastleggen", "gezien": seen})
    assert recorded.status_code == 302, recorded.text
    assert _versions()[-1].architecture.components[2].name == "Meten, beveiligen en verzegelen"


def test_what_cannot_be_read_is_told_per_concept(as_person):
    browser = as_person(ANALYST)
    text = browser.get("/resultaten/R01/architectuur.archimate.xml").text
    page = unescape(_upload(browser, text.replace(">uitwisseling<", ">toverij<")).text)
    assert "ApplicationComponent Pseudonimiseren: De soort ‘toverij’ is er niet." in page
    assert "geen geldige XML" in _upload(browser, "hallo").text
    assert "Er is geen bestand gekozen." in browser.post(f"{PAGE}inlezen/").text
    fewer = text.replace(">Register jeugdhulp<", ">Elders<")
    assert "Beschrijf ook de bron Register jeugdhulp" in unescape(_upload(browser, fewer).text)


def test_who_may_not_describe_may_not_hand_in(client, example, as_person):
    assert client.get(f"{PAGE}inlezen/").status_code == 403
    browser = as_person("iris-kok")
    assert browser.get(f"{PAGE}inlezen/").status_code == 403
    assert _upload(browser, "<model/>").status_code == 403
