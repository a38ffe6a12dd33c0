"""The pages of letters: who sees which, what stands on them, and that every number leads to its source."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from roer.core.programme.entries import Draft
from roer.core.programme.refusals import NotAllowed
from roer.core.writing.facts import Fact, SourceKind
from roer.office.ledger.door import record
from roer.office.ledger.history import programme
from roer.office.letters.addresses import address_of_source
from roer.office.letters.keeping import LetterShelf
from roer.office.letters.offering import LetterPlan, draft_letter, drafted, offer_letter
from roer.office.letters.printing import TextUnknown, copy_as_pdf
from roer.office.letters.texts import body_of, draft_body, programme_for

TEAM = "noor-dekker"
SENT = "a-title-that-nobody-may-know-yet"


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


def without_own(answer, path):
    """A page without its own address and without the token of its form."""
    return re.sub(r'value="\w{64}"', "", answer.content.decode()).replace(path, "")


def under_embargo(code="RIB-2", title=SENT):
    """Give the draft another title and an embargo far ahead, and offer it."""
    act = programme().letters[code].draft
    copies = tuple(copy.model_copy(update={"embargo_until": "2999-01-01T12:00"}) for copy in act.copies)
    expects = programme().letters[code].seq
    act = act.model_copy(update={"title": title, "copies": copies, "expects": expects})
    record(Draft(act=act, by=TEAM, holds_from=date(2021, 4, 12)), by=TEAM)
    return offer_letter(code, by=TEAM)


def test_everybody_reads_an_offered_letter(client, example):
    text = page(client, "/brieven/RIB-1/")
    for said in (
        "Eerste voortgangsrapportage Programma Datagedreven Sturing (DgS)",
        "de raad van de gemeente Hillegom",
        "Z-21-163431",
        "Dhr. J. van Rijn",
        "Lucas Kuijpers",
        "19 januari 2021",
        "438.151",
    ):
        assert said in text


def test_the_reader_chooses_the_council(client, example):
    text = page(client, "/brieven/RIB-1/?gemeente=GM0553")
    assert "de raad van de gemeente Lisse" in text
    assert "Joost Verhagen" in text
    assert "Z-21-163431" not in text


@pytest.mark.parametrize(
    "address",
    [
        "/brieven/RIB-9/",
        "/brieven/RIB-1/?gemeente=GM0363",
        "/brieven/RIB-1/GM0363.pdf",
        "/brieven/RIB-2/",
        "/brieven/RIB-2/GM0534.pdf",
    ],
)
def test_what_is_not_there_and_what_may_not_be_known_answer_alike(client, example, address):
    assert client.get(address).status_code == 404


def test_outsiders_see_nothing_of_a_letter_under_embargo(as_person):
    client = as_person(TEAM)
    under_embargo()
    assert SENT in page(client, "/brieven/")
    client.post("/afmelden/")
    for person in (None, "daan-mulder", "ria-meijer", "petra-haan"):
        if person:
            as_person(person)
        assert SENT not in page(client, "/brieven/")
        for address in ("/brieven/RIB-2/", "/brieven/RIB-2/?gemeente=GM0553", "/brieven/RIB-2/GM0553.pdf"):
            missing, refused = client.get("/brieven/RIB-99/"), client.get(address)
            assert refused.status_code == 404
            assert SENT.encode() not in refused.content
            assert without_own(refused, address.partition("?")[0]) == without_own(missing, "/brieven/RIB-99/")


def test_what_is_not_public_may_be_kept_by_no_cache(as_person):
    client = as_person(TEAM)
    for address in ("/brieven/", "/brieven/RIB-2/", "/brieven/RIB-2/GM0534.pdf"):
        assert "no-store" in client.get(address)["Cache-Control"]
    assert "no-store" not in client.get("/brieven/RIB-1/").get("Cache-Control", "")


def test_every_number_on_the_page_leads_to_a_source_on_the_page(as_person):
    text = page(as_person(TEAM), "/brieven/RIB-2/")
    letter = text.partition('<article class="roer-letter"')[2].partition("</article>")[0]
    written = letter.partition("</dl>")[2].partition('<h2 class="utrecht-heading-2" id="bijlagen"')[0]
    noted = re.findall(r'<a class="roer-fact" href="#bron-(\d+)">(.*?)</a>', written)
    assert len(noted) > 40
    assert {number for number, _ in noted} <= set(re.findall(r'<li id="bron-(\d+)"', letter))
    rest = re.sub(r'<a class="roer-fact.*?</a>|<span class="roer-letter__number">.*?</span>|<[^>]*>', "", written)
    assert re.findall(r".{0,30}\d+.{0,9}", rest) == []


def test_every_address_in_a_letter_exists(as_person):
    client = as_person(TEAM)
    text = page(client, "/brieven/RIB-2/").partition('<article class="roer-letter"')[2].partition("</article>")[0]
    addresses = {address for address in re.findall(r'href="(/[^"#]*)"', text) if not address.startswith("/monitors/")}
    assert len(addresses) > 15
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


def test_every_kind_of_source_leads_somewhere(letter):
    now = programme()
    for source in draft_body(letter("RIB-2")).sources():
        has_page = source.kind is not SourceKind.ENTRY or bool(source.about)
        if source.reference != "municipalities" and has_page:
            assert address_of_source(now, source), source


def test_an_offered_text_is_shown_as_it_was_also_when_the_facts_change(as_person, shelf):
    client = as_person(TEAM)
    entry = offer_letter("RIB-2", by=TEAM)
    letter = programme().letters["RIB-2"]
    kept = LetterShelf(shelf).find("RIB-2", entry.draft.act.body_hash)
    assert kept is not None
    # The same letter with another cut-off would tell other facts; the kept text does not care.
    assert body_of(letter) == kept
    assert kept.hash[:12] in page(client, "/brieven/RIB-2/")


def test_an_offered_letter_without_its_text_says_so_and_shows_no_other(example, shelf):
    entry = offer_letter("RIB-2", by=TEAM)
    wrong = programme().letters["RIB-2"]
    path = shelf / "RIB-2" / f"{entry.draft.act.body_hash}.json"
    path.write_text(path.read_text(encoding="utf-8").replace("Wijkprofielen", "Wijkprofiel"), encoding="utf-8")
    # A tampered text is not shown; the facts still give the right one.
    assert body_of(wrong).hash == wrong.body_hash
    unknown = replace(wrong, body_hash="f" * 64)
    assert body_of(unknown) is None
    with pytest.raises(TextUnknown, match="RIB-2"):
        copy_as_pdf(unknown, unknown.draft.copies[0])


def test_the_text_of_the_first_letter_follows_from_the_facts_of_its_day(letter):
    first = letter("RIB-1")
    body = body_of(first)
    assert body is not None
    assert body.hash == first.body_hash
    assert programme_for(first).seq < first.offered.seq
    told = " ".join(fact.text for fact in body.facts())
    assert "B-2021-02" in told
    assert "B-2021-03" not in told


def test_three_copies_differ_in_their_header_only(as_person):
    client = as_person(TEAM)
    texts = [page(client, f"/brieven/RIB-2/?gemeente={town}") for town in ("GM0534", "GM0553", "GM1525")]
    bodies = {text.partition('<article class="roer-letter"')[2].partition("</dl>")[2] for text in texts}
    heads = {text.partition("<dl")[2].partition("</dl>")[0] for text in texts}
    assert len(bodies) == 1
    assert len(heads) == 3


def test_a_plan_takes_from_the_programme_what_is_left_out(example):
    plan = LetterPlan(title="Derde", letter_date=date(2021, 6, 1), handling_officer=TEAM)
    act = drafted(programme(), plan)
    assert (act.code, act.number, act.from_version, act.to_version) == ("RIB-3", 3, 2, 3)
    assert [copy.portfolio_holder for copy in act.copies] == ["karin-postma", "joost-verhagen", "anneke-smits"]


def test_on_an_earlier_day_the_alderman_of_that_day_answers(example):
    plan = LetterPlan(title="Toen", letter_date=date(2021, 1, 31), handling_officer=TEAM, to_version=2)
    assert drafted(programme(), plan).copies[0].portfolio_holder == "j-van-rijn"


def test_a_drafted_letter_can_be_drafted_again_but_not_after_it_was_offered(example):
    plan = LetterPlan(title="Beter", letter_date=date(2021, 4, 13), handling_officer=TEAM, code="RIB-2")
    draft_letter(plan, by=TEAM)
    assert programme().letters["RIB-2"].draft.title == "Beter"
    offer_letter("RIB-2", by=TEAM)
    with pytest.raises(NotAllowed, match="al aangeboden"):
        draft_letter(plan, by=TEAM)
    with pytest.raises(NotAllowed, match="al aangeboden"):
        offer_letter("RIB-2", by=TEAM)


@pytest.mark.parametrize("person", ["daan-mulder", "joost-verhagen", "sem-de-wit"])
def test_only_the_programme_team_records_letters(example, person):
    with pytest.raises(NotAllowed):
        offer_letter("RIB-2", by=person)
    assert programme().letters["RIB-2"].offered is None


def test_hostile_words_stay_words_on_the_page(as_person):
    client = as_person(TEAM)
    title = '<script>alert(1)</script> #eval("1") {{ 7*7 }} \u202etxt'
    draft_letter(LetterPlan(title=title, letter_date=date(2021, 4, 13), handling_officer=TEAM, code="RIB-2"), by=TEAM)
    raw = client.get("/brieven/RIB-2/").content.decode()
    assert "<script>" not in raw
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in raw
    assert "{{ 7*7 }}" in raw


def test_a_page_of_a_letter_asks_the_database_little(as_person, django_assert_max_num_queries):
    client = as_person(TEAM)
    client.get("/brieven/RIB-2/")
    with django_assert_max_num_queries(9):
        client.get("/brieven/RIB-2/")


def test_no_fact_of_the_example_is_without_its_words(letter):
    assert all(isinstance(fact, Fact) and fact.text.strip() for fact in draft_body(letter("RIB-2")).facts())
