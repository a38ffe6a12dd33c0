"""The inbox of ideas: who sees what, who does what, and how an idea goes from words to a result."""

from __future__ import annotations

import pytest
from django.test import Client

from roer.core.programme.ideas import IdeaStatus
from roer.office.ledger.history import entries, programme

COUNCILLOR, CLERK, TEAM, ALDERMAN = "daan-mulder", "ria-meijer", "noor-dekker", "joost-verhagen"
OUTSIDERS = ("fatima-aydin", "sem-de-wit", "iris-kok", "petra-haan", "mirjam-faber")
WORDS = "Graag een overzicht van speeltuinen."
PAGES = ("", "aanpassen/", "in-onderzoek/", "onderzoek/", "antwoord/", "uitwerking/", "samenvoegen/", "voorleggen/",
         "besluit/", "resultaat/")  # fmt: skip


def signed_in(person: str) -> Client:
    client = Client()
    client.post("/aanmelden/", {"person": person})
    return client


@pytest.fixture
def people(as_person):
    """Signs in each person in a browser of her own."""
    return signed_in


@pytest.fixture
def submitted(people) -> str:
    """The code of an idea that a councillor brought in on the page."""
    filled = {"title": "Speeltuinen", "text": WORDS, "body": "klankbordgroep", "doe": "vastleggen"}
    answer = people(COUNCILLOR).post("/ideeen/nieuw/", filled)
    assert answer.status_code == 302
    return programme().ideas.in_order()[0].code


def record_of(code: str):
    return programme().ideas.records[code]


def post(client: Client, code: str, page: str, /, **filled: object):
    return client.post(f"/ideeen/{code}/{page}/", {"expects": record_of(code).seq, "doe": "vastleggen", **filled})


def test_a_councillor_brings_in_an_idea_and_is_told_when_the_answer_comes(people):
    client = people(COUNCILLOR)
    filled = {"title": "Speeltuinen", "text": WORDS, "body": "klankbordgroep", "doe": "vastleggen"}
    page = client.post("/ideeen/nieuw/", filled, follow=True).content.decode()
    assert "U krijgt uiterlijk op" in page
    assert "Ongedaan maken" not in page
    record = programme().ideas.in_order()[0]
    assert (record.idea.text, record.submitter, record.way[0].stamp.on_behalf_of) == (
        WORDS,
        COUNCILLOR,
        "klankbordgroep",
    )


def test_a_form_for_an_idea_asks_no_more_than_it_needs(people):
    page = people(COUNCILLOR).get("/ideeen/nieuw/").content.decode()
    assert "Voeg toe aan voorstel" not in page
    assert "Geldt vanaf" not in page
    assert "Klankbordgroep" in page
    assert 'name="body"' not in people("linda-visser").get("/ideeen/nieuw/").content.decode()


def test_an_idea_without_words_is_asked_again(people):
    before = programme().seq
    answer = people(COUNCILLOR).post("/ideeen/nieuw/", {"title": "Leeg", "text": "", "body": "klankbordgroep"})
    assert answer.status_code == 400
    assert programme().seq == before


def test_nobody_is_brought_to_a_proposal_by_an_idea(people):
    filled = {"title": "Speeltuinen", "text": WORDS, "body": "klankbordgroep", "doe": "voorstel"}
    people(COUNCILLOR).post("/ideeen/nieuw/?voorstel=1", filled)
    assert programme().ideas.in_order()[0].idea.text == WORDS


def test_the_first_words_stay_beside_the_next_version(people, submitted):
    client = people(COUNCILLOR)
    assert post(client, submitted, "aanpassen", text="En van trapveldjes.").status_code == 302
    page = client.get(f"/ideeen/{submitted}/").content.decode()
    assert WORDS in page
    assert "En van trapveldjes." in page


def test_a_version_that_was_overtaken_is_not_recorded(people, submitted):
    seen = record_of(submitted).seq
    post(people(TEAM), submitted, "in-onderzoek")
    answer = people(COUNCILLOR).post(f"/ideeen/{submitted}/aanpassen/", {"expects": seen, "text": "Anders."})
    assert answer.status_code == 409
    assert "Noor Dekker was u voor" in answer.content.decode()


def test_an_idea_goes_from_words_to_a_result_on_the_pages(people, submitted):
    team = people(TEAM)
    found = dict.fromkeys(("feasibility", "privacy", "data", "architecture"), "In orde.")
    steps = (
        ("in-onderzoek", {}),
        ("onderzoek", found),
        ("antwoord", {"verdict": "promising", "text": "Dank u wel, dit kan."}),
        ("uitwerking", {"text": "Een kaart van speeltuinen."}),
        ("voorleggen", {"text": "Doe het.", "code": "A-2021-90"}),
        ("besluit", {"expects": "", "outcome": "adopted", "priority": "next", "decided_on": "2021-06-20",
                     "code": "B-2021-90", "motive": ""}),
        ("resultaat", {"result": "R20"}),
    )  # fmt: skip
    reached = []
    for page, filled in steps:
        link = f"/ideeen/{submitted}/{page}/"
        assert link in team.get(f"/ideeen/{submitted}/").content.decode(), page
        if page == "voorleggen":
            filled = {**filled, "expects": ""}
        if page == "besluit":
            filled = {**filled, "decided_on": record_of(submitted).way[-1].since.isoformat()}
        answer = post(team, submitted, page, **filled)
        assert answer.status_code == 302, (page, answer.content.decode()[-3000:])
        reached.append(record_of(submitted).status.value)
    assert reached == [
        "investigating", "investigating", "promising", "elaborated", "put_forward", "prioritised", "result",
    ]  # fmt: skip
    seen_by_submitter = people(COUNCILLOR).get(f"/ideeen/{submitted}/").content.decode()
    for told in ("Dank u wel, dit kan.", "Meldingenkaart", "B-2021-90", "Een kaart van speeltuinen."):
        assert told in seen_by_submitter


def test_a_merged_idea_shows_everybody_who_brought_it_and_the_decision(people):
    for person in ("els-van-dam", "henk-jansma"):
        page = people(COUNCILLOR if person == "els-van-dam" else TEAM).get("/ideeen/ID-01/").content.decode()
        assert "Els van Dam en Henk Jansma" in page
        assert "Prioriteit voor een idee van de klankbordgroep" in page
    assert "Dit idee gaat verder in" in people(COUNCILLOR).get("/ideeen/ID-03/").content.decode()


def test_two_ideas_are_merged_on_a_page(people, submitted):
    answer = post(people(TEAM), submitted, "samenvoegen", into="ID-06", motive="Hetzelfde.")
    assert answer.status_code == 302
    assert record_of(submitted).status is IdeaStatus.MERGED


def test_late_answers_stand_first_and_can_be_picked_out(people):
    page = people(TEAM).get("/ideeen/").content.decode()
    assert page.index("antwoord te laat") < page.index("/ideeen/ID-01/")
    late = people(TEAM).get("/ideeen/?toon=te-laat").content.decode()
    assert "/ideeen/ID-05/" in late
    assert "/ideeen/ID-04/" not in late
    assert people(TEAM).get("/ideeen/?toon=anders").status_code == 404


@pytest.mark.parametrize("person", ["", *OUTSIDERS])
def test_who_brings_no_ideas_finds_none_anywhere(people, person):
    client = people(person) if person else Client()
    listed = client.get("/ideeen/").content.decode()
    found = [record.code for record in programme().ideas.in_order()]
    assert not [code for code in found if code in listed or record_of(code).idea.title in listed]
    for code in (*found, "ID-99"):
        for page in PAGES:
            assert client.get(f"/ideeen/{code}/{page}").status_code == 404
    news = client.get("/").content.decode()
    assert not [code for code in found if record_of(code).idea.title in news or f"/ideeen/{code}/" in news]
    about = [entry.seq for entry in entries() if "idea" in entry.draft.act.kind]
    assert len(about) > 15
    assert {client.get(f"/grootboek/{seq}/").status_code for seq in about} == {404}
    assert record_of("ID-01").idea.title not in client.get("/besluiten/B-2021-06/").content.decode()


def test_somebody_of_the_line_sees_her_own_idea_and_no_other(people):
    client = people("olga-peters")
    listed = client.get("/ideeen/").content.decode()
    assert "Mantelzorg in beeld" in listed
    assert "Meldingen van inwoners" not in listed
    assert client.get("/ideeen/ID-04/").status_code == 200
    assert client.get("/ideeen/ID-01/").status_code == 404


@pytest.mark.parametrize("page", PAGES[1:])
@pytest.mark.parametrize("person", [CLERK, COUNCILLOR])
def test_the_sounding_board_meets_a_reason_on_every_page_of_the_team(people, submitted, person, page):
    before = programme().seq
    client = people(person)
    if (person, page) == (COUNCILLOR, "aanpassen/"):
        assert client.get(f"/ideeen/{submitted}/{page}").status_code == 200
        return
    for answer in (client.get(f"/ideeen/{submitted}/{page}"), client.post(f"/ideeen/{submitted}/{page}", {})):
        assert answer.status_code == 403
        assert "Dit kan nu niet." in answer.content.decode()
    assert programme().seq == before


def test_a_page_says_why_somebody_cannot_bring_an_idea_further(people):
    assert "denken mee maar beslissen" in people(COUNCILLOR).get("/ideeen/ID-05/").content.decode()
    assert "denken mee maar beslissen" not in people(TEAM).get("/ideeen/ID-05/").content.decode()


def test_the_result_leads_back_to_the_idea_for_who_may_see_it(people):
    assert "/ideeen/ID-01/" in people(COUNCILLOR).get("/resultaten/R20/").content.decode()
    assert "/ideeen/" not in Client().get("/resultaten/R20/").content.decode()


def test_the_decision_page_leads_to_the_idea_for_who_may_see_it(people):
    assert "/ideeen/ID-01/" in people(ALDERMAN).get("/besluiten/B-2021-06/").content.decode()


def test_who_was_overtaken_sees_by_whom_and_records_the_same_words_after_that(people, submitted, filled_in):
    old = people(COUNCILLOR).get(f"/ideeen/{submitted}/aanpassen/").text
    assert post(people(TEAM), submitted, "in-onderzoek").status_code == 302
    answer = people(COUNCILLOR).post(f"/ideeen/{submitted}/aanpassen/", filled_in(old, text="Met schommels."))
    assert answer.status_code == 409
    assert "Noor Dekker" in answer.text
    again = people(COUNCILLOR).post(f"/ideeen/{submitted}/aanpassen/", filled_in(answer.text))
    assert again.status_code == 302
    assert record_of(submitted).text == "Met schommels."
