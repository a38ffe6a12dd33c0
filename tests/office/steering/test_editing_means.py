"""Booking an amount and allocating people in the browser: typed as the Dutch do, wrong input at its field."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from roer.core.programme.elements import Charter
from roer.core.programme.means import BookingKind
from roer.core.programme.spending import booked
from roer.office.ledger.history import programme
from roer.office.ledger.models import LedgerEntry
from roer.office.steering.editing.means_pages import quarters_of
from roer.office.steering.models import Proposal

TEAM, SECOND, BOARD, ENGINEER = "noor-dekker", "ruben-vos", "ria-meijer", "kees-timmer"
BOOK, ALLOCATE = "/din/I05/boeken/", "/din/I05/inzet/?kwartaal=2021KW02"
SAID = {"kind": "realised", "amount": "1.234,56", "booked_on": "2021-03-09", "text": "Dashboard"}


@pytest.fixture
def send(filled_in):
    """Fill in the form of an address, or of a page that was opened before, and send it."""

    def sent(browser, address: str, page: str | None = None, **changes: object):
        said = filled_in(browser.get(address).text if page is None else page, **changes)
        return browser.post(address, said)

    return sent


def _count() -> int:
    return LedgerEntry.objects.count()


def _words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def _realised(element: str) -> int:
    own = [record for record in programme().bookings.values() if record.booking.element == element]
    return booked(own, BookingKind.REALISED)


def _undo_address(page: str) -> str:
    return re.search(r'href="(/grootboek/[^"]*ongedaan/[^"]*)"', page)[1]


def test_an_amount_is_booked_to_the_cent_and_stands_on_the_page_of_the_element(as_person, send):
    browser, before = as_person(TEAM), _realised("I05")
    answer = send(browser, BOOK, **SAID)
    assert (answer.status_code, answer["Location"]) == (302, "/din/I05/")
    last = max(programme().bookings.values(), key=lambda record: record.seq).booking
    assert (last.element, last.kind, last.cents, last.booked_on) == ("I05", "realised", 123_456, date(2021, 3, 9))
    assert _realised("I05") == before + 123_456
    words = _words(browser.get("/din/I05/").text)
    assert "€\N{NO-BREAK SPACE}1.234,56" in words or "€ 1.234,56" in words
    assert "Dashboard" in words


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"amount": ""}, "amount", "verplicht"),
        ({"amount": "12.50"}, "amount", "met een komma"),
        ({"amount": "1,234"}, "amount", "Hoogstens 2 cijfers"),
        ({"amount": "0"}, "amount", "Vul een bedrag in"),
        ({"booked_on": ""}, "booked_on", "verplicht"),
        ({"booked_on": "2019-01-01"}, "booked_on", "valt daarbuiten"),
        ({"kind": "anders"}, "kind", "anders"),
        ({"code": "klein"}, "code", "hoofdletters"),
        ({"code": "K-2021-01"}, "code", "is al gebruikt"),
    ],
)
def test_what_is_wrong_with_a_booking_stands_at_its_field(as_person, send, changes, field, words):
    before = _count()
    answer = send(as_person(TEAM), BOOK, **{**SAID, **changes})
    assert answer.status_code == 400
    error = re.search(rf'id="id_{field}_error">([^<]*)</p>', answer.text)
    assert error, answer.text
    assert words in error[1]
    assert _count() == before


def test_the_same_form_sent_twice_books_once(as_person, send):
    browser, before = as_person(TEAM), _realised("I05")
    page = browser.get(BOOK).text
    send(browser, BOOK, page, **SAID)
    again = send(browser, BOOK, page, **SAID)
    assert again.status_code == 400
    assert "Deze boeking ligt al vast" in again.text
    assert _realised("I05") == before + 123_456


def test_a_number_that_a_colleague_took_in_the_meantime_is_replaced_by_the_next(as_person, send):
    browser = as_person(TEAM)
    page = browser.get(BOOK).text
    send(browser, BOOK, page, **SAID)
    answer = send(browser, BOOK, page, **{**SAID, "amount": "7"})
    assert answer.status_code == 400
    free = re.search(r"Kies (K-\d+-\d+)\.", answer.text)[1]
    assert "<details" in answer.text
    assert send(browser, BOOK, answer.text, code=free).status_code == 302
    assert programme().bookings[free].booking.cents == 700


def test_a_booking_is_undone_by_one_with_the_opposite_sign(as_person, send):
    browser, before = as_person(TEAM), _realised("I05")
    send(browser, BOOK, **SAID)
    address = _undo_address(browser.get("/din/I05/").text)
    assert "−1.234,56" in browser.get(address).text
    assert send(browser, address).status_code == 302
    assert _realised("I05") == before
    assert browser.get(address).status_code == 403


def test_on_a_goal_nothing_is_booked(as_person):
    browser = as_person(TEAM)
    answer = browser.get("/din/D1/boeken/")
    assert answer.status_code == 403
    assert "Boek op de inspanning of het resultaat dat geld kost." in answer.text
    assert "/din/D1/boeken/" not in browser.get("/din/D1/").text


@pytest.mark.parametrize(("person", "sees"), [(None, False), ("fatima-aydin", False), (BOARD, False), (TEAM, True)])
def test_single_posts_are_for_those_who_steer_and_totals_for_all(as_person, person, sees):
    browser = as_person(person) if person else Client()
    page = browser.get("/din/I05/").text
    assert "16.395,75" in page
    assert ("K-2020-06" in page) is sees


def test_an_allocation_is_opened_changed_and_recorded(as_person, send):
    browser = as_person(TEAM)
    page = browser.get(ALLOCATE).text
    assert re.search(r'name="needed" value="1"', page)
    answer = send(browser, ALLOCATE, page, needed="1,75", assigned="0,5")
    assert answer.status_code == 302
    place = programme().allocations["I05", "2021KW02"].allocation
    assert (place.needed, place.assigned) == (175, 50)
    words = _words(browser.get("/din/I05/").text)
    assert "2e kwartaal 2021 1,75 0,5 1,25" in words


def test_an_allocation_is_undone(as_person, send):
    browser = as_person(TEAM)
    was = programme().allocations["I05", "2021KW02"].allocation
    send(browser, ALLOCATE, needed="3", assigned="0")
    assert send(browser, _undo_address(browser.get("/din/I05/").text)).status_code == 302
    assert programme().allocations["I05", "2021KW02"].allocation == was


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"needed": "1", "assigned": "2"}, "assigned", "meer gevonden dan nodig"),
        ({"needed": "-1", "assigned": "0"}, "needed", "niet minder dan nul"),
        ({"needed": "9999", "assigned": "0"}, "needed", "meer dan kan"),
        ({"needed": "1,005", "assigned": "0"}, "needed", "Hoogstens 2 cijfers"),
        ({}, "needed", "ligt al vast"),
    ],
)
def test_what_is_wrong_with_an_allocation_stands_at_its_field(as_person, send, changes, field, words):
    before = _count()
    answer = send(as_person(TEAM), ALLOCATE, **changes)
    assert answer.status_code == 400
    error = re.search(rf'id="id_{field}_error">([^<]*)</p>', answer.text)
    assert error, answer.text
    assert words in error[1]
    assert _count() == before


def test_who_allocates_second_sees_who_was_first_and_can_record_on_top(as_person, send):
    first, second = as_person(TEAM), Client()
    second.post("/aanmelden/", {"person": SECOND})
    seen = second.get(ALLOCATE).text
    send(first, ALLOCATE, needed="2", assigned="1")
    answer = send(second, ALLOCATE, seen, needed="1,0", assigned="0,25")
    assert answer.status_code == 409
    words = _words(answer.text)
    assert "Noor Dekker was u voor: de inzet van I05" in words
    assert "nodig (fte): 1 → 2" in words
    assert send(second, ALLOCATE, answer.text).status_code == 302
    place = programme().allocations["I05", "2021KW02"].allocation
    assert (place.needed, place.assigned) == (200, 25)


def test_the_data_team_allocates_and_takes_it_back_but_books_nothing(as_person, send):
    browser = as_person(ENGINEER)
    page = browser.get("/din/I05/").text
    assert 'href="/din/I05/inzet/"' in page
    assert 'href="/din/I05/boeken/"' not in page
    assert send(browser, ALLOCATE, needed="2", assigned="1").status_code == 302
    address = _undo_address(browser.get("/din/I05/").text)
    assert send(browser, address).status_code == 302
    refused = browser.post(BOOK, {**SAID, "code": "K-2021-90", "doe": "vastleggen"})
    assert refused.status_code == 403
    assert "Dit mag alleen een lid van het programmateam" in refused.text


@pytest.mark.parametrize(("person", "why"), [(None, "Meld u aan"), (BOARD, "denken mee maar beslissen")])
def test_who_may_not_gets_the_reason_and_no_form(as_person, person, why):
    browser, before = as_person(person) if person else Client(), _count()
    for address in (BOOK, ALLOCATE):
        for answer in (browser.get(address), browser.post(address, {**SAID, "doe": "vastleggen"})):
            assert answer.status_code == 403
            assert why in answer.text
            assert 'class="din-form"' not in answer.text
    assert _count() == before


def test_bookings_and_allocations_can_be_steps_of_a_proposal(as_person, send):
    browser, before = as_person(TEAM), _count()
    send(browser, BOOK, **{**SAID, "doe": "voorstel"})
    proposal = Proposal.objects.get()
    asked = f"voorstel={proposal.pk}"
    send(browser, f"{BOOK}?{asked}", **{**SAID, "amount": "5"})
    send(browser, f"{ALLOCATE}&{asked}", needed="2", assigned="0")
    page = _words(browser.get(f"/din/voorstellen/{proposal.pk}/").text)
    assert "(gerealiseerd) op I05" in page
    assert "Leg inzet van I05" in page
    codes = [step["act"]["booking"]["code"] for step in Proposal.objects.get().steps[:2]]
    assert len(set(codes)) == 2
    assert _count() == before


@pytest.mark.parametrize("asked", ["2019KW01", "2031KW01", "2021KW05", "iets"])
def test_a_quarter_outside_the_programme_is_not_there(as_person, asked):
    assert as_person(TEAM).get(f"/din/I05/inzet/?kwartaal={asked}").status_code == 404


def test_the_quarters_are_those_in_which_the_programme_runs():
    charter = Charter(code="P", name="P", start=date(2020, 8, 15), end=date(2021, 4, 1), yearly_budget_cents=1)
    assert quarters_of(charter) == ["2020KW03", "2020KW04", "2021KW01"]
