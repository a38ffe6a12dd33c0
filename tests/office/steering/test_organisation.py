"""The governance on screen: any day, each body, the chart as a file, and every form with its refusals."""

from __future__ import annotations

import re

from roer.core.programme.entries import Draft
from roer.core.programme.organisation_acts import ChangeBody
from roer.office.ledger.door import record, today
from roer.office.ledger.history import entries, programme
from roer.office.ledger.models import LedgerEntry

TEAM = "noor-dekker"
FORMS = [
    "/besturing/gremium/instellen/",
    "/besturing/raakvlak/nieuw/",
    "/besturing/raakvlak/V-01/beeindigen/",
    "/besturing/vraag/nieuw/",
    "/besturing/vraag/Q-01/toewijzen/",
    "/besturing/vraag/Q-01/beantwoorden/",
    "/besturing/klankbordgroep/wijzigen/",
    "/besturing/team-po/vervallen/",
    "/besturing/stuurgroep/zetel/",
    "/besturing/stuurgroep/zetel/joost-verhagen/beeindigen/",
    "/besturing/stuurgroep/zetel/joost-verhagen/vervangen/",
]


def _last() -> Draft:
    return next(iter(entries(after=programme().seq - 1))).draft


def _count() -> int:
    return LedgerEntry.objects.count()


def _words(page) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text))


# the register


def test_the_same_role_has_the_word_of_its_body(client, example):
    words = _words(client.get("/besturing/"))
    for said in ("Petra Haan , gemeentesecretaris (Hillegom)", "Ria Meijer , griffier (Hillegom)"):
        assert said in words


def test_the_register_of_the_letter_tells_what_its_first_annex_showed(client, example):
    words = _words(client.get("/besturing/?op=2021-01-19"))
    for told in (
        "Besturing op 19 januari 2021", "Stuurgroep Datagedreven Sturing", "Dhr. J. van Rijn", "eens per twee maanden",
        "periodieke raadsinformatiebrieven", "Welke rol hebben de burgemeesters", "Stakeholder-overleg (ambtelijk)",
        "vervallen op 10 september 2020", "brief, bijlage 1", "131 dagen open", "Andere projecten en programma",
    ):  # fmt: skip
        assert told in words, told
    assert "Bram Kuiper" not in words


def test_on_another_day_another_substitute_and_another_rhythm(client, example):
    there = _words(client.get("/besturing/?op=2021-03-25"))
    assert re.search(r"Bram Kuiper , wethouder \(Teylingen\) vervangt Anneke Smits", there)
    assert "bij elke raadsbrief" in there
    after = _words(client.get("/besturing/?op=2021-04-01&sinds=2021-03-20"))
    assert "Anneke Smits , wethouder (Teylingen)" in after
    assert "Vervanging geëindigd: Stuurgroep Datagedreven Sturing , Anneke Smits → Bram Kuiper" in after
    assert "Vraag beantwoord" not in _words(client.get("/besturing/?op=2021-03-14&sinds=2021-01-01"))


def test_what_is_no_day_or_still_to_come_is_not_there(client, example):
    for asked in ("?op=gisteren", "?op=2999-01-01", "?sinds=2021-02-30"):
        assert client.get(f"/besturing/{asked}").status_code == 404


def test_before_the_programme_nothing_is_told(client, example):
    assert "nog geen besturing vastgelegd" in client.get("/besturing/?op=2019-01-01").text


def test_without_a_programme_the_page_is_there(client, db):
    assert client.get("/besturing/").status_code == 200


def test_the_chart_comes_as_svg_pdf_and_png(client, example):
    svg = client.get("/besturing/plaatje.svg?op=2021-01-19")
    assert svg["Content-Disposition"] == 'attachment; filename="besturing-2021-01-19.svg"'
    assert "href" not in svg.text
    assert client.get("/besturing/plaatje.pdf?papier=a4").content.startswith(b"%PDF")
    assert client.get("/besturing/plaatje.pdf").content.startswith(b"%PDF")
    assert client.get("/besturing/plaatje.png").content.startswith(b"\x89PNG")


def test_the_chart_on_the_page_leads_to_each_body_on_the_same_day(client, example):
    page = client.get("/besturing/?op=2021-01-19").text
    assert 'href="/besturing/raad-lisse/?op=2021-01-19"' in page
    for address in set(re.findall(r'href="(/besturing/[^"]*)"', page)):
        assert client.get(address.replace("&amp;", "&")).status_code == 200, address


def test_a_body_shows_its_seats_its_decisions_and_what_it_was(client, example):
    words = _words(client.get("/besturing/stuurgroep/"))
    for told in ("Joost Verhagen", "Bram Kuiper vervangt Anneke Smits vanaf 15 maart 2021", "Besturingsmodel"):
        assert told in words
    assert "op verzoek van het programmateam" in _words(client.get("/besturing/klankbordgroep/?op=2021-01-19"))
    assert "DIN van 10 maart 2021" in words
    assert "DIN van 10 maart 2021" not in client.get("/besturing/stuurgroep/?op=2021-01-19").text
    assert "Hoe het was" in client.get("/besturing/klankbordgroep/").text
    assert "Vervallen op 10 september 2020" in client.get("/besturing/stakeholderoverleg/").text
    assert client.get("/besturing/onbekend/").status_code == 404
    assert client.get("/besturing/stuurgroep/?op=2020-01-01").status_code == 404


def test_a_person_has_a_page_for_public_functions_only(client, example):
    assert "College van Lisse" in client.get("/besturing/persoon/joost-verhagen/").text
    assert "Bram Kuiper" in client.get("/besturing/persoon/bram-kuiper/").text
    for person in ("fatima-aydin", "noor-dekker", "niemand"):
        assert client.get(f"/besturing/persoon/{person}/").status_code == 404


# who may


def test_who_may_not_change_the_governance_hears_why_and_gets_no_form(client, as_person):
    before = _count()
    for who, reason in (
        ("", "Meld u aan om de besturing te wijzigen."),
        ("ria-meijer", "denken mee maar beslissen en sturen niet"),
        ("joost-verhagen", "Dit mag alleen een lid van het programmateam"),
    ):
        browser = as_person(who) if who else client
        for address in FORMS:
            for answer in (browser.get(address), browser.post(address, {"doe": "vastleggen"})):
                assert answer.status_code == 403, address
                assert reason in answer.text, address
                assert "din-form" not in answer.text
        assert reason in browser.get("/besturing/").text
        assert "instellen/" not in browser.get("/besturing/").text
    assert _count() == before


def test_the_team_gets_every_form(as_person):
    browser = as_person(TEAM)
    for address in FORMS:
        answer = browser.get(address)
        assert answer.status_code == 200, address
        assert 'class="din-form"' in answer.text
    for address in ("/besturing/raakvlak/V-99/beeindigen/", "/besturing/vraag/Q-99/toewijzen/", "/besturing/x-x/zetel/",
                    "/besturing/stuurgroep/zetel/niemand/vervangen/"):  # fmt: skip
        assert browser.get(address).status_code == 404
    assert "is vervallen" in browser.get("/besturing/stakeholderoverleg/wijzigen/").text


# each act


def test_a_body_is_established_changed_and_retired(submit):
    address = "/besturing/gremium/instellen/"
    assert submit(address, name="Themagroep wonen", kind="line", code="themagroep").status_code == 302
    assert programme().bodies["themagroep"].body.name == "Themagroep wonen"
    assert submit("/besturing/themagroep/wijzigen/", rhythm="elke maand").status_code == 302
    assert programme().bodies["themagroep"].body.rhythm == "elke maand"
    assert submit("/besturing/themagroep/vervallen/", motive="Klaar met het werk.").status_code == 302
    assert programme().bodies["themagroep"].retired is not None


def test_a_second_steering_group_is_refused_at_the_form(submit):
    before = _count()
    answer = submit("/besturing/gremium/instellen/", name="Nog een", kind="steering_group", code="nog-een-stuurgroep")
    assert answer.status_code == 400
    assert "Er is al een stuurgroep" in answer.text
    assert _count() == before


def test_two_people_who_change_a_body_do_not_overwrite_each_other(as_person, filled_in):
    browser = as_person(TEAM)
    page = browser.get("/besturing/team-po/wijzigen/").text
    known = programme().bodies["team-po"]
    other = ChangeBody(body=known.body.model_copy(update={"rhythm": "elke week"}), expects=known.seq)
    record(Draft(act=other, by="ruben-vos", holds_from=today()), by="ruben-vos")
    answer = browser.post("/besturing/team-po/wijzigen/", filled_in(page, mandate="Helpt."))
    assert answer.status_code == 409
    assert "Ruben Vos was u voor" in answer.text
    again = browser.post("/besturing/team-po/wijzigen/", filled_in(answer.text))
    assert again.status_code == 302
    now = programme().bodies["team-po"].body
    assert (now.mandate, now.rhythm) == ("Helpt.", "elke week")


def test_a_seat_is_given_replaced_and_ended(submit):
    submit("/besturing/team-po/zetel/", person="olga-peters", role="member", start="2021-03-01")
    submit("/besturing/team-po/zetel/olga-peters/vervangen/", substitute="tom-bakker", start="2021-03-05")
    on = today()
    assert [item.seat.person for item in programme().members_of("team-po", on=on)] == ["tom-bakker"]
    submit("/besturing/team-po/zetel/olga-peters/vervanger/tom-bakker/", end=on.isoformat())
    assert [item.seat.person for item in programme().members_of("team-po", on=on)] == ["olga-peters"]
    submit("/besturing/team-po/zetel/olga-peters/beeindigen/", end=on.isoformat())
    assert programme().members_of("team-po", on=on) == ()


def test_somebody_of_the_team_replaces_nobody_in_the_steering_group(submit):
    before = _count()
    answer = submit("/besturing/stuurgroep/zetel/joost-verhagen/vervangen/", substitute="ruben-vos")
    assert "Niemand kan tegelijk zitten in" in answer.text
    assert _count() == before


def test_an_interface_is_recorded_and_ended(submit):
    told = {"title": "overleg", "body": "stuurgroep", "bodies": ["lijn"], "level": "steering", "subjects": ["capacity"]}
    assert submit("/besturing/raakvlak/nieuw/", **told).status_code == 302
    assert programme().organisation.interfaces["V-11"].interface.title == "overleg"
    answer = submit("/besturing/raakvlak/nieuw/", **told, outside="Elders")
    assert "niet allebei" in answer.text
    assert submit("/besturing/raakvlak/V-11/beeindigen/", motive="Niet meer nodig.").status_code == 302
    assert programme().organisation.interfaces["V-11"].ended is not None


def test_a_question_is_raised_assigned_and_settled_by_a_decision(submit, client):
    submit("/besturing/vraag/nieuw/", text="Wie zit voor?", bodies=["stuurgroep"])
    submit("/besturing/vraag/Q-04/toewijzen/", owner="pieter-brand")
    assert "Aan zet: Pieter Brand" in _words(client.get("/besturing/"))
    submit("/besturing/vraag/Q-04/beantwoorden/", answer="De directeur.", decision="B-2020-01")
    assert (_last().act.decision, _last().by) == ("B-2020-01", TEAM)
    assert "De directeur." in client.get("/besturing/stuurgroep/").text
    assert "is al beantwoord" in client.get("/besturing/vraag/Q-04/toewijzen/").text
