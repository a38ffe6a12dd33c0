"""A councillor brings an idea, amends it, sees a preview, suggests a change; then she tries to steer, in vain."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe

from roer.core.programme.entries import Draft, Entry, line_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
COUNCILLOR, HER_ID, TEAM = "Daan Mulder", "daan-mulder", "Noor Dekker"
PREVIEW = "/voorvertoningen/V-02/"
WORDS, BETTER = "Ik wil zien waar speeltuinen ontbreken.", "Ik wil per wijk zien waar speeltuinen ontbreken."
H = "0" * 64
STEERING = [
    {"kind": "agree_smart_text", "result": "R07", "text_hash": H},
    {"kind": "arrange_network", "order": [["R01"]], "crossings_before": 1, "crossings_after": 0},
    {"kind": "take_decision", "decision": {
        "code": "B-2021-99", "body": "stuurgroep", "decided_on": "2021-06-10", "title": "Prioriteit",
        "advice": "A-2021-02", "outcome": "adopted",
        "effects": [{"type": "prioritise", "result": "R01", "subject_hash": H, "priority": "now"}],
    }},
]  # fmt: skip
"""Set a priority, approve a SMART text, reorder: what the sounding board never does (raadsbrief §2)."""


@pytest.fixture
def councillor(reader):
    """A councillor of the sounding board."""
    reader.sign_in(COUNCILLOR)
    return reader


def _brought_in(councillor) -> str:
    page = councillor.visit("/ideeen/nieuw/").page
    page.get_by_label("Hoe noemt u uw idee?").fill("Speeltuinen")
    page.get_by_label("Wat is uw idee, in uw eigen woorden?").fill(WORDS)
    page.get_by_role("button", name="Dien in").click()
    page.wait_for_load_state("networkidle")
    assert "U krijgt uiterlijk op" in page.get_by_role("status").inner_text()
    page.get_by_role("link", name="Speeltuinen").first.click()
    page.wait_for_load_state("networkidle")
    return page.url.rstrip("/").rpartition("/")[2]


def test_an_idea_is_brought_in_amended_and_merged_and_everybody_stays_named(councillor, browser, site):
    code = _brought_in(councillor)
    page = councillor.visit(f"/ideeen/{code}/").page
    page.get_by_role("link", name="Pas uw tekst aan").click()
    page.get_by_label("Uw idee").fill(BETTER)
    page.get_by_role("button", name="Leg vast").click()
    page.wait_for_load_state("networkidle")
    said = page.locator("main").inner_text()
    assert WORDS in said
    assert BETTER in said
    _merge(browser, site, code)
    told = councillor.visit(f"/ideeen/{code}/").page
    told.get_by_role("link", name="Meldingen van inwoners op de kaart").click()
    told.wait_for_load_state("networkidle")
    said = told.locator("main").inner_text()
    assert "Els van Dam, Henk Jansma en Daan Mulder" in said
    assert "Prioriteit voor een idee van de klankbordgroep" in said


def _merge(browser, site, code: str) -> None:
    context = browser.new_context(locale="nl-NL")
    page = context.new_page()
    page.goto(f"{site}/aanmelden/")
    page.get_by_role("button", name=TEAM).first.click()
    page.goto(f"{site}/ideeen/{code}/samenvoegen/")
    page.get_by_label("Gaat verder in").select_option("ID-01")
    page.get_by_label("Waarom is dit hetzelfde idee?").fill("Ook dit vraagt om een kaart per buurt.")
    page.get_by_role("button", name="Leg vast").click()
    page.wait_for_load_state("networkidle")
    assert "Dit idee gaat verder in" in page.locator("main").inner_text()
    context.close()


def test_a_preview_is_marked_holds_no_person_and_takes_a_suggestion(councillor):
    page = councillor.visit(PREVIEW).page
    assert "Voorvertoning · Daan Mulder · " in page.locator(".roer-preview-banner").inner_text()
    pictures = page.locator("svg[role=img]").all()
    assert len(pictures) >= 2
    assert all("Voorvertoning · Daan Mulder" in picture.text_content() for picture in pictures)
    assert "fic-" not in page.content()
    page.get_by_role("link", name="Maak een opmerking bij dit deel").first.click()
    page.get_by_label("Wat valt u op, of wat kan er beter?").fill("Begin de lijn bij nul.")
    page.get_by_role("button", name="Geef door").click()
    page.wait_for_load_state("networkidle")
    assert "Begin de lijn bij nul." in page.locator("main").inner_text()


@pytest.mark.parametrize("act", STEERING, ids=lambda act: act["kind"])
def test_steering_is_refused_to_a_program_too(councillor, act):
    councillor.visit("/ideeen/nieuw/")
    status, told = councillor.record({"act": act})
    assert (status, told["rule"]) == (403, "sounding_board_never_decides")
    assert "denken mee maar beslissen" in told["detail"]
    assert "R07" not in str(told), "a refusal tells nothing of what was aimed at"


@pytest.mark.parametrize(
    "path",
    ["/resultaten/R01/akkoord/", "/din/R07/wijzigen/", "/din/R07/smart/", "/ideeen/ID-05/antwoord/",
     "/ideeen/ID-06/besluit/", "/voorvertoningen/uitnodigen/"],
)  # fmt: skip
def test_steering_by_address_or_by_sending_a_form_is_refused_with_a_reason(councillor, path):
    page = councillor.visit(path).page
    assert "denken mee maar beslissen" in page.locator("main").inner_text()
    (token,) = (one["value"] for one in councillor.context.cookies() if one["name"] == "csrftoken")
    sent = councillor.context.request.post(
        councillor.site + path,
        form={"csrfmiddlewaretoken": token, "priority": "now", "verdict": "rejected", "text": "Nee."},
        headers={"Referer": councillor.site + path},
    )
    assert sent.status == 403


@pytest.mark.parametrize("act", STEERING, ids=lambda act: act["kind"])
def test_steering_by_import_is_refused(site, roer, demo_folder, tmp_path, act):
    ledger = tmp_path / "ledger.jsonl"
    assert roer("ledger", "export", "--out", ledger, "--dir", demo_folder).code == 0
    before = ledger.read_text(encoding="utf-8")
    last = Entry.model_validate_json(before.splitlines()[-1])
    draft = Draft.model_validate({"act": act, "by": HER_ID, "holds_from": last.draft.holds_from})
    forged = Entry.chain(draft, seq=last.seq + 1, id=uuid4(), recorded_at=datetime.now(UTC), previous=last.hash)
    ledger.write_text(before + line_of(forged) + "\n", encoding="utf-8")
    told = roer("ledger", "import", ledger, "--dir", demo_folder)
    assert told.code != 0
    assert "denken mee maar beslissen" in told.everything
    again = tmp_path / "again.jsonl"
    roer("ledger", "export", "--out", again, "--dir", demo_folder)
    assert again.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("path", ["/ideeen/", "/ideeen/ID-01/", "/ideeen/nieuw/", "/voorvertoningen/", PREVIEW])
def test_the_pages_of_the_sounding_board_are_for_everybody(councillor, path):
    visit = councillor.visit(path)
    assert (visit.errors, visit.elsewhere) == ([], [])
    found = Axe().run(visit.page).response["violations"]
    assert [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found if v["impact"] in ("serious", "critical")] == []
    visit.page.set_viewport_size({"width": 320, "height": 640})
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320
