"""Previews: figures of a release only, marked with who looks, and nothing at all for who is not invited."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from roer.core.programme.entries import Draft
from roer.core.programme.preview_acts import InviteToPreview
from roer.core.programme.previews import Preview
from roer.office.ledger.door import record, today
from roer.office.ledger.history import entries, programme
from roer.office.ledger.transfer import import_lines
from roer.office.people.register import enter, open_account
from roer.site.example.programme import ledger_lines, people

pytestmark = pytest.mark.django_db
GUEST, COUNCILLOR, ANALYST, TEAM = "mirjam-faber", "daan-mulder", "fatima-aydin", "noor-dekker"
UNINVITED = ("joost-verhagen", "sem-de-wit", "iris-kok", "petra-haan")
OPEN, OVER = "/voorvertoningen/V-02/", "/voorvertoningen/V-01/"


@pytest.fixture
def as_person(visit, settings) -> Callable[[str], Client]:
    """Signs a person of the example in, in a browser of her own, on a site that shows the release of both."""
    settings.ROER_DEMO = True
    import_lines(tuple(ledger_lines({"jeugdmonitor": ("b" * 64, ("Kerncijfers", "Register"))})))
    for person in people():
        open_account(enter(person.id, name=person.name, function=person.function), password=None)

    def signed_in(person: str) -> Client:
        client = Client()
        client.post("/aanmelden/", {"person": person})
        return client

    return signed_in


def page_of(client: Client, address: str = OPEN) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("person", [GUEST, COUNCILLOR])
def test_a_guest_sees_the_product_while_its_gates_are_closed_with_generated_figures(as_person, person):
    page = page_of(as_person(person))
    assert "Alle cijfers op deze pagina zijn verzonnen." in page
    assert "Jeugdmonitor" in page
    assert as_person(person).get("/monitors/jeugdmonitor/").status_code == 403


def test_every_picture_and_the_page_say_who_looks_and_when(as_person):
    page = page_of(as_person(COUNCILLOR), f"{OPEN}?gebied=GM0553")
    pictures = re.findall(r'<svg[^>]*role="img".*?</svg>', page, re.S)
    assert len(pictures) >= 2
    assert all("Voorvertoning · Daan Mulder · " in picture for picture in pictures)
    assert "<strong>Voorvertoning · Daan Mulder · " in page
    assert "roer-page-mark" in page


def test_what_is_kept_for_other_readers_carries_no_mark(as_person, released, settings):
    page_of(as_person(COUNCILLOR))
    kept = [path.read_text() for path in settings.ROER_FIGURES.rglob("*.svg")]
    assert kept
    assert not [drawing for drawing in kept if "Daan Mulder" in drawing]


def test_a_preview_gives_no_files_and_stays_nowhere_on_the_way(as_person):
    answer = as_person(GUEST).get(OPEN)
    page = answer.content.decode()
    assert ".xlsx" not in page
    assert "/monitors/jeugdmonitor" not in page
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Robots-Tag"] == "noindex"


def test_a_preview_holds_no_hidden_number(as_person, canary):
    for query in ("", "?gebied=BU05530102", "?gebied=GM0553", "?indicator=hulp&kaart=buurt"):
        page = re.sub(r"<svg.*?</svg>", "", page_of(as_person(GUEST), OPEN + query), flags=re.S)
        assert str(canary) not in page.replace(".", "")


@pytest.mark.parametrize("person", ["", *UNINVITED])
def test_who_is_not_invited_finds_nothing_of_a_preview(as_person, person):
    client = as_person(person) if person else Client()
    assert "V-0" not in page_of(client, "/voorvertoningen/")
    assert "Nodig uit" not in page_of(client, "/voorvertoningen/")
    for code in ("V-01", "V-02", "V-99"):
        for page in ("", "opmerking/", "sluiten/", "opmerkingen/1/antwoord/"):
            assert client.get(f"/voorvertoningen/{code}/{page}").status_code == 404
    about = [entry.seq for entry in entries() if re.search("preview|remark", entry.draft.act.kind)]
    assert len(about) == 5
    assert {client.get(f"/grootboek/{seq}/").status_code for seq in about} == {404}
    for page in ("/", "/monitors/", "/din/vinden/?zoek=voorvertoning", "/resultaten/R01/"):
        answer = client.get(page).content.decode()
        assert "nieuwe kaart" not in answer
        assert "/voorvertoningen/V" not in answer


def test_after_its_last_day_a_preview_is_there_for_its_makers_only(as_person):
    assert as_person(COUNCILLOR).get(OVER).status_code == 404
    assert "niet te zien voor genodigden" in page_of(as_person(TEAM), "/voorvertoningen/")
    page = page_of(as_person(ANALYST), OVER)
    assert "De lichtste en de witte vlakken" in page
    assert "Gebieden zonder cijfer krijgen een streep" in page
    assert "Maak een opmerking" not in page


def test_a_guest_remarks_on_a_part_and_reads_the_answer(as_person):
    guest = as_person(COUNCILLOR)
    link = f"{OPEN}opmerking/?deel=kaart"
    assert link in page_of(guest)
    assert '<option value="kaart" selected>' in page_of(guest, link)
    filled = {"part": "kaart", "text": "Zet de namen van de wijken erbij.", "release": "r1", "doe": "vastleggen"}
    assert guest.post(link, filled)["Location"] == OPEN
    remark = programme().previews.records["V-02"].remarks[0]
    assert (remark.by, remark.part) == (COUNCILLOR, "kaart")
    answer = f"{OPEN}opmerkingen/{remark.seq}/antwoord/"
    assert guest.post(answer, {"text": "Mijn eigen antwoord."}).status_code == 403
    assert as_person(ANALYST).post(answer, {"text": "Dat doen we."}).status_code == 302
    assert "Dat doen we." in page_of(guest)
    assert as_person(ANALYST).get(f"{OPEN}opmerkingen/9999/antwoord/").status_code == 404


def test_the_team_invites_and_closes(as_person):
    team = as_person(TEAM)
    filled = {
        "title": "Kijk mee", "product": "jeugdmonitor", "question": "", "bodies": ["stuurgroep"],
        "start": today().isoformat(), "until": (today() + timedelta(days=9)).isoformat(), "doe": "vastleggen",
    }  # fmt: skip
    assert as_person(COUNCILLOR).post("/voorvertoningen/uitnodigen/", filled).status_code == 403
    assert team.post("/voorvertoningen/uitnodigen/", {**filled, "until": "2020-01-01"}).status_code == 400
    answer = team.post("/voorvertoningen/uitnodigen/", filled)
    assert answer.status_code == 302, answer.content.decode()
    alderman = as_person("joost-verhagen")
    assert "Kijk mee" in page_of(alderman, "/voorvertoningen/")
    assert alderman.get("/voorvertoningen/V-03/").status_code == 200
    seen = programme().previews.records["V-03"].seq
    closing = {"end": today().isoformat(), "motive": "Fout in de kaart.", "expects": seen}
    assert team.post("/voorvertoningen/V-03/sluiten/", closing).status_code == 302
    assert alderman.get("/voorvertoningen/V-03/").status_code == 404


@pytest.fixture
def real_figures(town, settings, tmp_path):
    """The same release, of sources that say they are not invented."""
    shutil.copytree(town.releases, tmp_path / "releases")
    for path in (tmp_path / "releases").rglob("manifest.json"):
        told = json.loads(path.read_text())
        for source in told["sources"]:
            source["origin"] = "openbare bron"
        path.write_text(json.dumps(told))
    settings.ROER_RELEASES = tmp_path / "releases"


def test_real_figures_behind_a_closed_gate_are_not_previewed_either(as_person, real_figures):
    page = page_of(as_person(GUEST))
    assert "De cijfers zijn nu niet te zien, ook niet in een voorvertoning" in page
    assert "Kerncijfers" not in page
    assert "Opmerkingen" in page


def test_a_product_without_a_release_has_nothing_to_show_yet(as_person, settings, tmp_path):
    settings.ROER_RELEASES = tmp_path
    assert "Er is nog geen vrijgave van dit product." in page_of(as_person(GUEST))


def test_a_preview_shows_the_release_that_it_names(as_person, released):
    for code, name, told in (("V-10", released.id, "Kerncijfers"), ("V-11", "20200101T000000Z-x", "nog geen vrijgave")):
        preview = Preview(
            code=code, title="Vast", product="jeugdmonitor", release=name, persons=(GUEST,),
            start=today(), until=today() + timedelta(days=2),
        )  # fmt: skip
        record(Draft(act=InviteToPreview(preview=preview), by=TEAM, holds_from=today()), by=TEAM)
        assert told in page_of(as_person(GUEST), f"/voorvertoningen/{code}/")


def test_a_question_that_makes_no_sense_is_told_so(as_person):
    assert as_person(GUEST).get(f"{OPEN}?gebied=nergens").status_code == 400
