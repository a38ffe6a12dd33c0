"""Handing the network out and taking it in, by the pages: what they give opens, and nothing is recorded unseen."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from html import unescape
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from roer.core.programme.entries import Draft
from roer.core.programme.network_acts import ChangeLink
from roer.office.ledger.door import record, today
from roer.office.ledger.history import programme
from roer.office.ledger.models import LedgerEntry
from roer.office.steering.models import Proposal

TEAM = "noor-dekker"
PAGE = "/din/inlezen/"
HOSTILE = '<script>alert(1)</script>{{ 7|add:7 }}"><svg/onload=alert(1)>'

pytestmark = pytest.mark.django_db


@pytest.fixture
def hand_in(as_person: Callable[[str], Client]) -> Callable:
    """Hand in a file as a person, and give what the page answers."""

    def sent(content: str | bytes, name: str = "inspanningen.csv", by: str = TEAM, **more: str):
        body = content.encode() if isinstance(content, str) else content
        return as_person(by).post(PAGE, {"bestand": SimpleUploadedFile(name, body), **more})

    return sent


def words(answer) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))


# --- out


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("netwerk.csv?tabel=relaties", "text/csv"),
        ("netwerk.zip", "application/zip"),
        ("netwerk.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("netwerk.json", "application/json"),
        ("netwerk.archimate.xml", "application/xml"),
    ],
)
@pytest.mark.parametrize("version", ["", "2"])
def test_the_network_is_handed_out_in_every_form_always_in_the_same_bytes(client, example, name, kind, version):
    address = f"/din/{name}{'&' if '?' in name else '?'}versie={version}"
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith(kind)
    assert answer["Content-Disposition"].startswith(f'attachment; filename="din{"-versie-2" if version else ""}')
    assert answer.content == client.get(address).content


def test_a_table_on_its_own_is_asked_by_name(client, example):
    assert client.get("/din/netwerk.csv?tabel=resultaten").content.startswith("\ufeffCode;Titel;".encode())
    assert client.get("/din/netwerk.csv?tabel=bestaat-niet").status_code == 404
    assert client.get("/din/netwerk.csv?versie=2")["Location"] == "/din/netwerk.zip?versie=2"
    assert client.get("/din/netwerk.csv?tabel=doelen&versie=99").status_code == 404


def test_a_workbook_that_cannot_hold_a_text_is_refused_with_another_form(client, example):
    network = programme().network
    ends = min(network.links)
    link = network.links[ends].link.model_copy(update={"evidence": tuple(f"{n} {'a' * 7990}" for n in range(5))})
    act = ChangeLink(link=link, expects=network.links[ends].seq)
    record(Draft(act=act, by=TEAM, holds_from=today()), by=TEAM)
    page = words(client.get("/din/netwerk.xlsx", follow=True))
    assert "kolom Bewijs: Deze tekst is langer dan in een cel van een werkmap past. Kies CSV of JSON." in page


def test_the_json_says_which_version_view_and_hash(client, example):
    told = json.loads(client.get("/din/netwerk.json?kleur=fase&versie=2").content)
    assert (told["version"], told["view"]) == (2, "fase")
    assert told["hash"] == programme().versions[2].hash


def test_the_exchange_file_names_the_version_and_the_hash(client, example):
    model = ElementTree.fromstring(client.get("/din/netwerk.archimate.xml?versie=2").content)
    documentation = model.findtext("{*}documentation")
    assert "ersie 2" in documentation
    assert programme().versions[2].hash[:8] in documentation


def test_the_page_of_the_network_leads_to_every_form(client, example):
    page = client.get("/din/?versie=2").content.decode()
    for name in ("xlsx", "zip", "json", "archimate.xml"):
        assert re.search(rf'href="/din/netwerk\.{name}\?versie=2', page)
    assert f'href="{PAGE}"' in page


# --- in


def test_a_file_becomes_a_proposal_and_nothing_is_recorded(hand_in, example):
    before = LedgerEntry.objects.count()
    answer = hand_in("Code;Titel\nI01;Andere naam\nI99;Nieuw werk\n", reden="Uit het overleg.")
    proposal = Proposal.objects.get()
    assert answer["Location"] == f"/din/voorstellen/{proposal.pk}/"
    assert (proposal.author, proposal.reason, len(proposal.steps)) == (TEAM, "Uit het overleg.", 2)
    assert LedgerEntry.objects.count() == before


def test_the_proposal_shows_what_would_change_and_what_stays(hand_in, client):
    said = hand_in("Code;Titel\nI01;Andere naam\nI99;Nieuw werk\n")
    page = words(client.get(said["Location"]))
    assert "heet nu ‘Andere naam’" in page
    assert "‘Nieuw werk’ is nieuw" in page
    assert "elementen staan niet in het bestand en blijven: I02" in page


def test_a_recorded_import_asks_nothing_the_second_time(hand_in, client):
    file = "Code;Titel\nI01;Andere naam\nI99;Nieuw werk\n"
    address = hand_in(file)["Location"]
    seen = re.search(r'name="gezien" value="(\w+)"', client.get(address).content.decode())[1]
    client.post(address, {"doe": "vastleggen", "gezien": seen})
    assert programme().network.elements["I01"].element.title == "Andere naam"
    again = hand_in(file)
    assert again.status_code == 200
    assert "verandert niets aan het netwerk" in words(again)
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize("form", ["xlsx", "zip", "json", "archimate.xml"])
def test_what_was_handed_out_changes_nothing_when_it_comes_back(hand_in, client, form):
    content = client.get(f"/din/netwerk.{form}").content
    answer = hand_in(content, f"din.{form}")
    assert "verandert niets aan het netwerk" in words(answer)
    assert not Proposal.objects.exists()


def test_what_is_wrong_is_told_with_its_place_and_makes_no_proposal(hand_in):
    answer = hand_in("Code;Fase;Eigenaar\nI01;uitvoerng;noor-dekker\n", reden="Uit het <overleg>.")
    assert answer.status_code == 400
    assert "Uit het &lt;overleg&gt;.</textarea>" in answer.content.decode()
    assert "inspanningen.csv, rij 2, kolom Fase: ‘uitvoerng’ is geen fase. Bedoelde u ‘uitvoering’?" in " ".join(
        words(answer).split()
    ).replace(" :", ":")
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("inspanningen", "Code;Eigenaar\nI01;noor-deker\n"),
        ("inspanningen", "Code;Titel;Eigenaar\nI99;Nieuw;noor-deker\n"),
        ("doelen", "Code;Titel;Eigenaar\nD99;Nieuw;noor-deker\n"),
        ("resultaten", "Code;Titel;Gemeenten;Klant\nR99;Nieuw;Lisse;noor-deker\n"),
    ],
)
def test_a_person_whom_nobody_knows_is_told(hand_in, table, row):
    answer = hand_in(row, f"{table}.csv")
    assert answer.status_code == 400
    assert "Er is geen persoon noor-deker. Bedoelde u ‘noor-dekker’?" in words(answer)


def test_a_link_names_no_persons(hand_in):
    assert hand_in("Van;Naar;Bijdrage\nI01;R10;klein\n", "relaties.csv").status_code == 302


def test_only_some_of_many_problems_are_listed(hand_in):
    rows = "".join(f"I{number};onbekend\n" for number in range(100, 170))
    answer = hand_in("Code;Fase\n" + rows)
    assert answer.content.decode().count("is geen fase") == 50
    assert "En nog 90 keer iets." in words(answer)


def test_what_is_no_file_of_the_network_is_refused(hand_in, as_person):
    assert hand_in(b"\xd0\xcf\x11\xe0", "din.xls").status_code == 400
    assert "oude of beveiligde werkmap" in words(hand_in(b"\xd0\xcf\x11\xe0", "din.xls"))
    answer = as_person(TEAM).post(PAGE, {})
    assert answer.status_code == 400
    assert "Er is geen bestand gekozen." in words(answer)


def test_a_file_with_very_many_changes_is_for_the_command_line(hand_in):
    rows = "".join(f"I{number};Werk\n" for number in range(1000, 2001))
    assert "meer dan duizend wijzigingen" in words(hand_in("Code;Titel\n" + rows))


def test_who_may_not_work_on_the_network_hands_in_nothing(hand_in, client, example):
    assert hand_in("Code;Titel\nI01;X\n", by="ria-meijer").status_code == 403
    client.post("/afmelden/")
    page = client.get(PAGE)
    assert page.status_code == 200
    assert 'name="bestand"' not in page.content.decode()
    assert client.post(PAGE, {"bestand": SimpleUploadedFile("i.csv", b"Code\n")}).status_code == 403
    assert not Proposal.objects.exists()


# --- awkward labels


def test_awkward_labels_stay_text_on_the_page_and_in_every_file(hand_in, client):
    address = hand_in(f'Code;Titel\nI99;"{HOSTILE.replace(chr(34), chr(34) * 2)}"\n')["Location"]
    page = client.get(address).content.decode()
    assert "<script>alert" not in page
    assert "<svg/onload" not in page
    seen = re.search(r'name="gezien" value="(\w+)"', page)[1]
    client.post(address, {"doe": "vastleggen", "gezien": seen})
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get("/din/netwerk.xlsx").content))
    assert HOSTILE in [row[1] for row in book.get_sheet_by_name("Inspanningen").to_python()]
    with zipfile.ZipFile(io.BytesIO(client.get("/din/netwerk.zip").content)) as archive:
        assert HOSTILE.replace('"', '""') in archive.read("inspanningen.csv").decode()
    titles = [one["title"] for one in json.loads(client.get("/din/netwerk.json").content)["elements"]]
    assert HOSTILE in titles
    model = ElementTree.fromstring(client.get("/din/netwerk.archimate.xml").content)
    assert f"I99 {HOSTILE}" in [name.text for name in model.iter("{http://www.opengroup.org/xsd/archimate/3.0/}name")]


def test_an_awkward_file_is_told_as_text(hand_in):
    answer = hand_in(f"Code;{HOSTILE}\nI01;x\n", f"{HOSTILE}.csv".replace("/", ""))
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "<script>alert" not in page
    assert "onload=alert(1)>" not in page
