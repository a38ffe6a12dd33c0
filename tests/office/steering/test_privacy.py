"""The privacy pages: who reads what, every step by its form, and the register with what it lacks."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import jsonschema
import pytest

from roer.core.programme.acts import Controller
from roer.core.programme.entries import Draft
from roer.core.programme.privacy_acts import ReportRelease
from roer.core.programme.releases import ReleaseFacts
from roer.office.ledger.door import record
from roer.office.ledger.history import programme
from roer.office.ledger.models import LedgerEntry

pytestmark = pytest.mark.django_db
TEAM, OFFICER, DATA, OUTSIDER = "noor-dekker", "sem-de-wit", "fatima-aydin", "daan-mulder"
SECRET = "Iemand wordt ten onrechte met ondermijning in verband gebracht"
PROOF = "Proefdraai van 27 maart 2021"
READ = ("/privacy/R21/", "/privacy/R21/dpia.json", "/privacy/", "/privacy/register/", "/resultaten/R21/")


def _file(code: str = "R21"):
    return programme().privacy[code]


def test_the_officer_finds_everything_in_the_file(as_person):
    page = as_person(OFFICER).get("/privacy/R21/").text
    for words in (SECRET, PROOF, "samenwerkingsverbanden", "Geen bezwaar", "De DPIA is compleet", "niet te zien"):
        assert words in page


@pytest.mark.parametrize("who", [None, OUTSIDER])
@pytest.mark.parametrize("path", READ)
def test_outsiders_see_how_it_stands_and_none_of_the_texts(client, as_person, who, path):
    browser = as_person(who) if who else client
    answer = browser.get(path)
    assert SECRET not in answer.text
    assert PROOF not in answer.text
    assert answer.status_code == (404 if path.endswith(".json") else 200)


def test_the_line_of_the_ledger_is_not_there_for_who_may_not_read_it(client, as_person):
    as_person(TEAM)
    seq = _file().dpia.seq
    assert SECRET in client.get(f"/grootboek/{seq}/").text
    client.post("/afmelden/")
    assert client.get(f"/grootboek/{seq}/").status_code == 404
    assert f"/grootboek/{seq}/" not in client.get("/privacy/R21/").text


@pytest.mark.parametrize("who", [OUTSIDER, "ria-meijer"])
@pytest.mark.parametrize(
    "step", ["pre-scan", "dpia", "advies", "vaststellen", "raadpleging", "gebruik", "maatregelen/B6"]
)
def test_who_may_not_take_a_step_hears_why_and_reads_nothing(as_person, who, step):
    browser = as_person(who)
    before = LedgerEntry.objects.count()
    for answer in (browser.get(f"/privacy/R21/{step}/"), browser.post(f"/privacy/R21/{step}/", {})):
        assert answer.status_code == 403
        assert "Dit kan nu niet" in answer.text
        assert SECRET not in answer.text
        assert "loopt elk signaal na" not in answer.text
    assert LedgerEntry.objects.count() == before


@pytest.mark.parametrize(
    "path", ["/privacy/R99/", "/privacy/D1/", "/privacy/R99/dpia/", "/privacy/register/?gemeente=GM9999"]
)
def test_what_is_not_there_is_not_found(client, example, path):
    assert client.get(path).status_code == 404


def test_the_pre_scan_says_what_follows_from_the_answers(as_person, filled_in):
    browser = as_person(TEAM)
    address = "/privacy/R16/pre-scan/"
    assert browser.get(address).status_code == 403
    address = "/privacy/R07/pre-scan/"
    said = filled_in(browser.get(address).text, supervisor_list=["profiling"], motive="")
    answer = browser.post(address, said, follow=True)
    assert "een DPIA is nodig" in answer.text
    screening = _file("R07").screening
    assert screening.dpia_needed
    assert "profilering" in screening.motive
    said = filled_in(browser.get(address).text)
    assert said["supervisor_list"] == ["profiling"]
    said = {name: value for name, value in said.items() if name != "supervisor_list"}
    browser.post(address, said | {"motive": [""]}, follow=True)
    assert not _file("R07").screening.dpia_needed


def test_a_dpia_is_prefilled_and_written_again_without_loss(as_person, filled_in):
    browser = as_person(TEAM)
    before = _file("R02").dpia.dpia
    said = filled_in(browser.get("/privacy/R02/dpia/").text, summary="Anders samengevat.")
    answer = browser.post("/privacy/R02/dpia/", said)
    assert answer.status_code == 302, answer.text
    after = _file("R02").dpia.dpia
    assert after.model_copy(update={"summary": before.summary}) == before
    assert _file("R02").dpia.advice is None


def test_the_checks_of_measures_survive_the_form(as_person, filled_in):
    browser = as_person(TEAM)
    said = filled_in(browser.get("/privacy/R21/dpia/").text, summary="Anders samengevat.")
    assert browser.post("/privacy/R21/dpia/", said).status_code == 302
    kinds = [measure.check.type if measure.check else "" for measure in _file().dpia.dpia.measures]
    assert kinds == ["threshold", "audience", "fields_absent", "retention", "logging", ""]


def test_a_row_that_is_half_filled_in_is_told_at_its_field(as_person, filled_in):
    browser = as_person(TEAM)
    said = filled_in(browser.get("/privacy/R02/dpia/").text)
    said["data-4-source"] = ["Register"]
    answer = browser.post("/privacy/R02/dpia/", said)
    assert answer.status_code == 400
    assert "Vul ook dit in" in answer.text


def test_who_wrote_on_an_older_dpia_hears_who_was_first(as_person, filled_in):
    browser = as_person(TEAM)
    said = filled_in(browser.get("/privacy/R02/dpia/").text)
    browser.post("/privacy/R02/dpia/", said | {"summary": "De eerste."})
    answer = browser.post("/privacy/R02/dpia/", said | {"summary": "De tweede."})
    assert answer.status_code == 409
    assert "Noor Dekker" in answer.text
    assert _file("R02").dpia.dpia.summary == "De eerste."


def test_the_officer_advises_by_the_form(as_person, filled_in):
    browser = as_person(OFFICER)
    said = filled_in(browser.get("/privacy/R09/advies/").text, tone="ja", text="Nu wel akkoord.")
    assert "De verwerkingsverantwoordelijken besluiten" in browser.post("/privacy/R09/advies/", said, follow=True).text
    assert _file("R09").dpia.advice.positive


def test_a_controller_adopts_by_the_form_for_its_own_municipality(as_person, filled_in):
    browser = as_person("sanne-groot")
    page = browser.get("/privacy/R09/vaststellen/").text
    assert "het doel is te ruim" in page
    said = filled_in(page, motive="")
    assert browser.post("/privacy/R09/vaststellen/", said).status_code == 400
    assert browser.post("/privacy/R09/vaststellen/", said | {"motive": "Met een evaluatie."}).status_code == 302
    adoption = _file("R09").dpia.adoptions["GM1525"]
    assert (adoption.by, adoption.stamp.on_behalf_of) == ("sanne-groot", "college-teylingen")


def test_a_mayor_adopts_by_the_form(as_person, filled_in):
    browser = as_person("hanna-verbeek")
    said = filled_in(browser.get("/privacy/R21/vaststellen/").text)
    assert browser.post("/privacy/R21/vaststellen/", said).status_code == 302
    adoption = _file().dpia.mayors["GM0553"]
    assert (adoption.controller, adoption.stamp.on_behalf_of) == (Controller.MAYOR, "burgemeester-lisse")


def test_who_has_adopted_hears_for_whom_it_waits(as_person):
    page = as_person("petra-haan").get("/privacy/R21/vaststellen/")
    assert page.status_code == 403
    assert "Vastgesteld namens College van Hillegom." in page.text
    assert "wacht nog op: Burgemeester van Lisse" in page.text


def test_a_refusal_of_several_steps_is_told_once(as_person):
    page = as_person(OUTSIDER).get("/privacy/R21/").text
    assert page.count("denken mee maar beslissen en sturen niet") == 1


def test_a_measure_is_implemented_and_reopened_by_the_form(as_person, filled_in):
    browser = as_person(TEAM)
    address = "/privacy/R02/maatregelen/M6/"
    said = filled_in(browser.get(address).text, said="Logboek van mei.")
    browser.post(address, said)
    assert _file("R02").dpia.measures["M6"].is_implemented
    said = filled_in(browser.get(address).text, said="Het logboek bleek leeg.")
    browser.post(address, said)
    assert _file("R02").dpia.measures["M6"].status == "reopened"


def test_what_the_software_sees_has_no_form(as_person):
    answer = as_person(TEAM).get("/privacy/R21/maatregelen/B1/")
    assert answer.status_code == 403
    assert "kijkt Roer zelf na" in answer.text


def test_the_data_team_reports_what_it_saw(as_person, filled_in):
    browser = as_person(DATA)
    said = filled_in(browser.get("/privacy/R21/gebruik/").text, logging="nee", evidence="Het logboek is leeg.")
    assert browser.post("/privacy/R21/gebruik/", said).status_code == 302
    assert _file().operation.logging_on is False
    assert "werd niet bijgehouden" in browser.get("/privacy/R21/").text


def test_the_register_as_page_csv_and_json_says_the_same(as_person):
    browser = as_person(OFFICER)
    page = browser.get("/privacy/register/?gemeente=GM0553")
    table = browser.get("/privacy/register.csv?gemeente=GM0553").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table), delimiter=";"))
    told = json.loads(browser.get("/privacy/register.json?gemeente=GM0553").content)["verwerkingen"]
    assert [row[0] for row in rows[1:]] == [line["code"] for line in told] == ["R01", "R02", "R09", "R21", "R23"]
    crime = next(line for line in told if line["code"] == "R21")
    assert crime["lacking"] == []
    assert crime["controller"].startswith("College van Lisse en Burgemeester van Lisse")
    assert crime["security"] in page.text


@pytest.mark.parametrize("kind", ["csv", "json"])
@pytest.mark.parametrize("who", [None, OUTSIDER, "petra-haan"])
def test_the_files_of_a_register_are_for_its_own_controllers(client, as_person, who, kind):
    browser = as_person(who) if who else client
    address = f"/privacy/register.{kind}?gemeente="
    assert browser.get(address + "GM0553").status_code == 404
    assert browser.get(address + "GM0534").status_code == (200 if who == "petra-haan" else 404)


def test_the_export_of_every_dpia_is_valid(as_person, shared_data):
    schema = json.loads((shared_data / "dpia" / "assessment-output.v2.schema.json").read_text())
    browser = as_person(OFFICER)
    for code in ("R01", "R02", "R09", "R21", "R23"):
        jsonschema.validate(json.loads(browser.get(f"/privacy/{code}/dpia.json").content), schema)


def test_the_overview_starts_with_what_waits_for_the_reader(as_person):
    page = as_person(TEAM).get("/privacy/").text
    assert page.index("Wacht op u") < page.index("Dossiers")
    assert "Dashboards Dienstverlening" in page[page.index("Wacht op u") : page.index("Dossiers")]


def test_the_overview_asks_few_questions_of_the_database(as_person, django_assert_max_num_queries):
    browser = as_person(OFFICER)
    browser.get("/privacy/")
    with django_assert_max_num_queries(12):
        browser.get("/privacy/")


def test_the_outcome_of_a_pre_scan_is_told_before_anything_is_recorded(as_person, filled_in):
    browser, address = as_person(TEAM), "/privacy/R07/pre-scan/"
    before = LedgerEntry.objects.count()
    said = filled_in(browser.get(address).text, supervisor_list=["profiling"], doe="nakijken")
    page = browser.post(address, said).text
    assert "Een DPIA is verplicht, want: dit staat op de lijst van de Autoriteit Persoonsgegevens: profilering." in page
    assert LedgerEntry.objects.count() == before


def test_what_a_dpia_lacks_is_told_before_anything_is_recorded(as_person, filled_in):
    browser, address = as_person(TEAM), "/privacy/R02/dpia/"
    before = LedgerEntry.objects.count()
    said = filled_in(browser.get(address).text, subsidiarity="", doe="nakijken")
    page = browser.post(address, said).text
    assert "Er ontbreekt nog 1 punt." in page
    assert "Er staat niet of het met minder kan." in page
    assert LedgerEntry.objects.count() == before


def test_who_may_not_take_the_step_looks_at_nothing_either(as_person):
    answer = as_person(OUTSIDER).post("/privacy/R02/dpia/", {"doe": "nakijken"})
    assert answer.status_code == 403


def _stated(code: str, **said: object) -> None:
    """A release of the contract of now, stated by the data team."""
    facts = ReleaseFacts.model_validate(
        {
            "id": "20210329T080000Z-0000abcd",
            "made_at": "2021-03-29T08:00:00Z",
            "manifest": "0" * 64,
            "contract_hash": programme().contracts[code].hash,
            "withstood_attack": True,
            **said,
        }
    )
    draft = Draft(act=ReportRelease(result=code, release=facts), by=DATA, holds_from=date(2021, 3, 30))
    record(draft, by=DATA)


def test_each_measure_says_what_was_looked_at_against_what_and_when(as_person):
    browser = as_person(OFFICER)
    kept = [{"what": "deliveries", "oldest": "2021-03-01", "months": 2400}]
    _stated("R21", audience=["burgemeester", "uitvoering", "openbaar"], kept=kept, cells_attacked=12)
    page = " ".join(browser.get("/privacy/R21/").text.split())
    assert "van 29 maart 2021 wijkt af van het productcontract: dat noemt openbaar niet." in page
    assert "Gekeken naar: het productcontract van" in page
    assert "en vrijgave 20210329T080000Z-0000abcd van 29 maart 2021, gemeld op 30 maart 2021. Stand van" in page
    assert "De oudste levering met personen is van 1 maart 2021 en mag blijven tot en met 1 maart 2221." in page
    assert "uitvoering en openbaar; geen velden; aanval op 12 geheime cellen, niets gevonden." in page


def test_what_a_release_was_is_not_told_to_outsiders(client, as_person):
    as_person(OFFICER)
    _stated("R21")
    assert "Laatst gemeld" in client.get("/privacy/R21/").text
    client.post("/afmelden/")
    page = client.get("/privacy/R21/").text
    assert "Laatst gemeld" not in page
    assert "niets gevonden" not in page
