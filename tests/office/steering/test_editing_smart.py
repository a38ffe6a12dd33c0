"""Writing a SMART text in the browser: checked before it is recorded, with each finding at the field that mends it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from roer.core.programme import smart_rules
from roer.core.programme.smart_rules import SMART_RULES
from roer.office.ledger.history import entries, programme
from roer.office.ledger.models import LedgerEntry
from roer.office.steering.editing.smart_forms import FINDING_AT, SmartForm
from roer.office.steering.models import Proposal

TEAM, SECOND, BOARD, ANALYST = "noor-dekker", "ruben-vos", "ria-meijer", "fatima-aydin"
WEAK, AGREED, EMPTY, GOAL = "R21", "R01", "R13", "D6"
GOOD = {
    "sentence": "In 2022 leiden 40 signalen per jaar tot onderzoek; in 2019 waren dat er 12.",
    "indicator": "Aantal signalen dat tot onderzoek leidt",
    "unit": "signalen",
    "operator": "≥",
    "baseline": "12",
    "baseline_date": "2019-12-31",
    "target": "1.040,5",
    "target_date": "2022-12-31",
    "measured_by": "zaaksysteem",
}
SECOND_TEXT = "In 2022 zijn het er 50."


@pytest.fixture
def send(filled_in):
    """Fill in the form of a SMART text, or of a page that was opened before, and send it."""

    def sent(browser, code: str, page: str | None = None, *, asked: str = "", **changes: object):
        address = f"/din/{code}/smart/{asked}"
        opened = browser.get(address).text if page is None else page
        return browser.post(address, filled_in(opened, **changes))

    return sent


def _count() -> int:
    return LedgerEntry.objects.count()


def _words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def _found_at(page: str, field: str) -> str:
    found = re.search(rf'<ul class="din-findings" id="id_{field}_findings">(.*?)</ul>', page, re.S)
    return _words(found[1]) if found else ""


def _last_text(code: str):
    return programme().smart[code][-1].text


def test_every_rule_of_the_checker_has_a_field_or_is_about_the_surroundings():
    around = {rule for rule in SMART_RULES if rule not in FINDING_AT}
    assert around == {
        smart_rules.NO_CLIENT,
        smart_rules.NO_OWNER,
        smart_rules.NO_EFFORT,
        smart_rules.NO_CAPACITY,
        smart_rules.NO_SOURCES,
    }
    assert set(FINDING_AT.values()) <= set(SmartForm().fields)


def test_the_form_opens_with_the_text_that_is_there_and_what_the_checker_says_of_it(as_person):
    page = as_person(TEAM).get(f"/din/{WEAK}/smart/").text
    assert _last_text(WEAK).sentence in page
    assert "De nulmeting ontbreekt." in _found_at(page, "baseline")
    assert "noodzakelijk" in _found_at(page, "baseline")
    assert "‘eerder’ leest niet iedereen hetzelfde." in _found_at(page, "sentence")
    assert 'aria-describedby="id_sentence_helptext id_sentence_findings"' in page
    assert "kan de klant niet akkoord gaan" in _words(page)


def test_an_empty_form_has_no_findings_yet(as_person):
    page = as_person(TEAM).get(f"/din/{EMPTY}/smart/").text
    assert 'class="din-form"' in page
    assert "din-findings" not in page


def test_looking_over_shows_findings_and_records_nothing(as_person, send):
    before = _count()
    answer = send(as_person(TEAM), EMPTY, doe="nakijken", sentence="Alles wordt beter.", target="90", unit="%")
    assert answer.status_code == 200
    assert "‘beter’ leest niet iedereen hetzelfde." in _found_at(answer.text, "sentence")
    assert "De streefdatum ontbreekt." in _found_at(answer.text, "target_date")
    assert not _found_at(answer.text, "target")
    assert "Nagekeken, nog niet vastgelegd" in answer.text
    assert 'value="90"' in answer.text
    assert _count() == before


def test_what_no_word_can_mend_leads_to_where_it_can(as_person, send):
    page = send(as_person(TEAM), EMPTY, doe="nakijken", **GOOD).text
    assert "Er is nog geen klant aangewezen" in page
    assert f'href="/din/{EMPTY}/wijzigen/"' in page


def test_a_text_is_mended_and_recorded_with_numbers_as_the_dutch_type_them(as_person, send):
    browser = as_person(TEAM)
    answer = send(browser, WEAK, reason="Nu te toetsen.", **GOOD)
    assert answer.status_code == 302
    text = _last_text(WEAK)
    assert (text.baseline, text.target, text.operator) == (12.0, 1040.5, "≥")
    assert (text.sentence, text.measured_by) == (GOOD["sentence"], GOOD["measured_by"])
    assert next(iter(entries(after=programme().seq - 1))).draft.reason == "Nu te toetsen."
    page = browser.get(answer["Location"]).text
    assert "De klant kan nu beoordelen of die akkoord is." in page
    assert 'value="1.040,5"' in browser.get(f"/din/{WEAK}/smart/").text


def test_a_weak_text_may_be_recorded_and_it_is_said_that_the_client_cannot_agree(as_person, send):
    browser = as_person(TEAM)
    answer = send(browser, EMPTY, sentence="Alles wordt beter.")
    assert answer.status_code == 302
    assert _last_text(EMPTY).sentence == "Alles wordt beter."
    assert "De klant kan nog niet akkoord gaan. De SMART-omschrijving is niet compleet" in browser.get(
        answer["Location"]
    ).text.replace("&#x27;", "'")


def test_it_is_said_whose_approval_lapses_before_it_does(as_person, send):
    browser = as_person(TEAM)
    signed = programme().smart[AGREED][-1].agreed
    assert signed is not None
    words = _words(browser.get(f"/din/{AGREED}/smart/").text)
    assert "Mirjam Faber ging op 28 oktober 2020 akkoord met deze tekst. Dat akkoord vervalt" in words
    assert "staat het daar onder voorbehoud" in words
    send(browser, AGREED, sentence="In 2022 heeft hoogstens 10% van de jongeren jeugdhulp.")
    assert programme().smart[AGREED][-1].agreed is None
    assert "Er is nu geen akkoord dat vervalt." in browser.get(f"/din/{AGREED}/smart/").text


def test_the_same_text_once_more_is_not_recorded_because_it_would_only_end_the_approval(as_person, send):
    before = _count()
    answer = send(as_person(TEAM), AGREED)
    assert answer.status_code == 400
    assert f"Er is niets veranderd aan de SMART-omschrijving van {AGREED}." in answer.text
    assert _count() == before


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"sentence": ""}, "sentence", "verplicht"),
        ({"sentence": "x"}, "sentence", "3"),
        ({"target": "12.50"}, "target", "met een komma voor de decimalen"),
        ({"baseline": "veel"}, "baseline", "met een komma voor de decimalen"),
        ({"target": "0,1234567"}, "target", "Hoogstens 6 cijfers"),
        ({"target_date": "31 feb"}, "target_date", "geldige datum"),
        ({"operator": "<"}, "operator", "<"),
    ],
)
@pytest.mark.parametrize("button", ["vastleggen", "nakijken"])
def test_what_is_wrong_stands_at_its_field(as_person, send, changes, field, words, button):
    before = _count()
    answer = send(as_person(TEAM), WEAK, **{**GOOD, **changes, "doe": button})
    assert answer.status_code == 400
    error = re.search(rf'id="id_{field}_error">([^<]*)</p>', answer.text)
    assert error, answer.text
    assert words in error[1].replace("&lt;", "<")
    assert _count() == before


def test_a_measurable_goal_has_a_text_and_another_goal_hears_why_not(as_person, send):
    browser = as_person(TEAM)
    assert "Er is nog geen SMART-omschrijving." in browser.get(f"/din/{GOAL}/").text
    assert send(browser, GOAL, **GOOD).status_code == 302
    assert _last_text(GOAL).element == GOAL
    assert GOOD["sentence"] in browser.get(f"/din/{GOAL}/").text
    refused = browser.get("/din/D1/smart/")
    assert refused.status_code == 403
    assert "Maak het doel eerst meetbaar." in refused.text


def test_who_comes_second_sees_what_changed_and_can_record_on_top(as_person, send):
    first, second = as_person(TEAM), Client()
    second.post("/aanmelden/", {"person": SECOND})
    seen = second.get(f"/din/{WEAK}/smart/").text
    send(first, WEAK, **GOOD)
    before = _count()
    answer = send(second, WEAK, seen, unit="onderzoeken", target="50")
    assert answer.status_code == 409
    assert _count() == before
    words = _words(answer.text)
    assert "Noor Dekker was u voor" in words
    assert "nulmeting: leeg → 12" in words
    assert "streefwaarde: leeg → 1.040,5 ; u vulde in: 50" in words
    again = send(second, WEAK, answer.text)
    assert again.status_code == 302
    text = _last_text(WEAK)
    assert (text.unit, text.target, text.baseline, text.sentence) == ("onderzoeken", 50.0, 12.0, GOOD["sentence"])


def test_a_text_can_be_a_step_of_a_proposal_and_a_second_step_follows_the_first(as_person, send):
    browser, before = as_person(TEAM), _count()
    answer = send(browser, EMPTY, **{**GOOD, "doe": "voorstel"})
    assert answer.status_code == 302
    proposal = Proposal.objects.get()
    page = browser.get(f"/din/voorstellen/{proposal.pk}/").text
    assert f"Schrijf de SMART-omschrijving van {EMPTY}" in page
    asked = f"?voorstel={proposal.pk}"
    assert GOOD["sentence"] in browser.get(f"/din/{EMPTY}/smart/{asked}").text
    send(browser, EMPTY, asked=asked, sentence=SECOND_TEXT)
    assert _count() == before
    page = browser.get(f"/din/voorstellen/{proposal.pk}/").text
    seen = re.search(r'name="gezien" value="([^"]*)"', page)[1]
    browser.post(f"/din/voorstellen/{proposal.pk}/", {"doe": "vastleggen", "gezien": seen})
    assert [version.text.sentence for version in programme().smart[EMPTY]] == [GOOD["sentence"], SECOND_TEXT]


def test_a_text_is_undone_by_the_one_before(as_person, send, filled_in):
    browser, was = as_person(TEAM), _last_text(WEAK)
    answer = send(browser, WEAK, **GOOD)
    page = browser.get(answer["Location"]).text
    address = re.search(r'href="(/grootboek/[^"]*ongedaan/[^"]*)"', page)[1]
    done = browser.post(address, filled_in(browser.get(address).text))
    assert (done.status_code, done["Location"]) == (302, f"/din/{WEAK}/")
    assert _last_text(WEAK) == was


@pytest.mark.parametrize(
    ("person", "why"),
    [(None, "Meld u aan"), (BOARD, "denken mee maar beslissen"), (ANALYST, "Dit mag alleen een lid van het")],
)
def test_who_may_not_write_it_gets_the_reason_and_no_form(as_person, person, why):
    browser = as_person(person) if person else Client()
    before = _count()
    for answer in (
        browser.get(f"/din/{WEAK}/smart/"),
        browser.post(f"/din/{WEAK}/smart/", {**GOOD, "doe": "nakijken"}),
    ):
        assert answer.status_code == 403
        assert why in answer.text
        assert 'class="din-form"' not in answer.text
    assert _count() == before


def test_the_page_of_the_result_and_the_work_list_lead_to_the_form(as_person, client):
    browser = as_person(TEAM)
    assert f'href="/din/{WEAK}/smart/"' in browser.get(f"/resultaten/{WEAK}/").text
    assert f'href="/din/{WEAK}/smart/"' in browser.get(f"/din/{WEAK}/").text
    assert f'href="/din/{EMPTY}/smart/"' in browser.get("/din/gezondheid/?regel=result.without_smart_text").text
    assert f'href="/din/{GOAL}/smart/"' in browser.get("/din/gezondheid/?regel=goal.not_measurable").text
    assert "/din/I05/smart/" not in browser.get("/din/I05/").text
