"""Working on the network with the keyboard alone, with two people at once, and by dragging."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
FIRST = "Noor Dekker"
FORMS = [
    "/din/R01/",
    "/din/R01/wijzigen/",
    "/din/R01/verbinden/",
    "/din/I05/splitsen/",
    "/din/samenvoegen/",
    "/din/samenvoegen/?van=I05&van=I06",
    "/din/R01/verwijderen/",
    "/din/toevoegen/resultaat/?naast=R01",
    "/din/beleidsterreinen/",
    "/din/relatie/I05/R01/",
    "/din/voorstellen/",
    "/din/R21/smart/",
    "/din/I05/",
    "/din/I05/boeken/",
    "/din/I05/inzet/?kwartaal=2021KW02",
    "/resultaten/R01/architectuur/beschrijven/",
    "/resultaten/R01/architectuur/inlezen/",
]
HERE = "document.activeElement"
WORDS = f"{HERE}.labels?.[0]?.textContent || {HERE}.textContent || ''"
CALLED = f"({WORDS}).trim().replace(/\\s+/g, ' ')"


def _tab_to(page, name: str, *, most: int = 250) -> None:
    """Press Tab until what has the focus is called `name`."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(CALLED).startswith(name):
            return
    pytest.fail(f"Tab never came to {name}")


def _press(page, name: str) -> None:
    _tab_to(page, name)
    page.keyboard.press("Enter")


def _fill(page, name: str, text: str) -> None:
    _tab_to(page, name)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


@pytest.fixture
def editor(reader):
    """Somebody of the programme team."""
    reader.sign_in(FIRST)
    return reader


def test_with_the_keyboard_alone_a_result_is_added_linked_changed_and_the_change_undone(editor):
    visit = editor.visit("/din/")
    page = visit.page
    page.evaluate("window.stayed = true")
    _tab_to(page, "Resultaat R01:")
    page.keyboard.press("e")
    page.locator("#paneel h2").first.wait_for()
    assert page.evaluate(f"{HERE}.closest('#paneel') !== null")
    _press(page, "Resultaat")
    page.locator("#paneel input[name=title]").wait_for()
    _fill(page, "Titel", "Jeugd in cijfers")
    _tab_to(page, "draagt bij aan D1")
    page.keyboard.press("Space")
    _press(page, "Leg vast")
    page.locator("#paneel .utrecht-alert--success").wait_for()
    code = re.search(r"(R\d+) ‘Jeugd in cijfers’ is toegevoegd", page.locator("#paneel").inner_text())[1]
    box = page.locator(f"#din-{code}")
    box.wait_for(state="attached")
    assert box.get_attribute("data-serves") == "D1"
    _press(page, "Wijzig")
    page.locator("#paneel input[name=title]").wait_for()
    _fill(page, "Titel", "Vergissing")
    _press(page, "Leg vast")
    page.locator(f"#din-{code}[aria-label*='Vergissing']").wait_for(state="attached")
    _press(page, "Ongedaan maken")
    page.get_by_text("Er wordt niets uitgewist.").wait_for()
    _press(page, "Maak ongedaan")
    page.locator(f"#din-{code}[aria-label*='Jeugd in cijfers']").wait_for(state="attached")
    page.keyboard.press("Escape")
    assert page.locator("#paneel").is_hidden()
    assert page.evaluate("window.stayed")
    assert visit.errors == []


def test_the_browsers_back_button_closes_the_panel_and_forward_opens_it(editor):
    page = editor.visit("/din/").page
    page.locator("#din-R02").focus()
    page.keyboard.press("e")
    page.locator("#paneel h2").first.wait_for()
    assert page.url.endswith("/din/#paneel=/din/R02/")
    page.go_back()
    page.locator("#paneel").wait_for(state="hidden")
    assert page.evaluate(f"{HERE}.id") == "din-R02"
    page.go_forward()
    page.locator("#paneel h2").first.wait_for()
    page.reload()
    page.locator("#paneel h2").first.wait_for()


def test_when_the_site_does_not_answer_what_was_filled_in_stays(editor):
    page = editor.visit("/din/#paneel=/din/R02/wijzigen/").page
    page.locator("#paneel textarea[name=description]").fill("Lang verhaal.")
    page.context.set_offline(True)
    page.locator("#paneel").get_by_role("button", name="Leg vast").click()
    page.get_by_text("De site antwoordt niet.").wait_for()
    assert page.locator("#paneel textarea[name=description]").input_value() == "Lang verhaal."


def test_an_address_with_a_panel_from_elsewhere_opens_nothing(editor):
    visit = editor.visit("/din/#paneel=//voorbeeld.example/din/R01/")
    assert visit.page.locator("#paneel").is_hidden()
    assert visit.elsewhere == []


def test_the_keys_and_the_pointer_still_work_in_a_picture_that_was_drawn_anew(editor):
    page = editor.visit("/din/").page
    page.locator("#din-I05").focus()
    page.keyboard.press("e")
    page.locator("#paneel").get_by_role("link", name="Wijzig").click()
    page.locator("#paneel textarea[name=description]").fill("Met de hand.")
    page.evaluate("document.querySelector('svg.din').id = 'before'")
    page.locator("#paneel").get_by_role("button", name="Leg vast").click()
    page.locator("#paneel .utrecht-alert--success").wait_for()
    page.locator("svg.din:not(#before)").wait_for()
    page.locator("#din-R01").focus()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(f"{HERE}.dataset.type") == "goal"


def test_dragging_one_box_onto_another_opens_the_form_of_a_link_with_both_filled_in(editor):
    page = editor.visit("/din/").page
    page.locator("#din-R29").scroll_into_view_if_needed()
    start, end = (page.locator(f"#din-{code}").bounding_box() for code in ("R29", "D1"))
    page.mouse.move(start["x"] + 60, start["y"] + 12)
    page.mouse.down()
    page.mouse.move(end["x"] + 60, end["y"] + 12, steps=8)
    page.mouse.up()
    chosen = page.locator("#paneel select[name=other]")
    chosen.wait_for()
    assert chosen.input_value() == "R29>D1"
    assert page.url.endswith("#paneel=/din/R29/verbinden/?naar=D1")


def test_two_browsers_that_edit_the_same_element_get_the_conflict_page(editor, browser, site):
    address = "/din/I06/wijzigen/"
    other = browser.new_context(locale="nl-NL")
    try:
        second = type(editor)(other, site)
        second.sign_in(FIRST)
        theirs, mine = second.visit(address).page, editor.visit(address).page
        mine.get_by_label("Fase").select_option("done")
        mine.get_by_role("button", name="Leg vast").click()
        mine.get_by_text("I06 is gewijzigd.").wait_for()
        theirs.get_by_label("Titel", exact=True).fill("Andere titel")
        theirs.get_by_role("button", name="Leg vast").click()
        told = theirs.get_by_role("alert").inner_text()
        assert f"{FIRST} was u voor" in told
        assert "→ afgerond" in told
        assert theirs.get_by_label("Titel", exact=True).input_value() == "Andere titel"
        assert theirs.get_by_label("Fase").input_value() == "done"
        theirs.get_by_role("button", name="Neem over en leg opnieuw vast").click()
        theirs.get_by_text("I06 is gewijzigd.").wait_for()
        assert theirs.locator("h1").inner_text() == "Andere titel"
    finally:
        other.close()


def test_without_script_the_same_pages_do_the_same(plain):
    plain.sign_in(FIRST)
    page = plain.visit("/din/I13/").page
    page.get_by_role("link", name="Wijzig", exact=True).click()
    page.get_by_label("Titel", exact=True).fill("Zonder script")
    page.get_by_role("button", name="Leg vast").click()
    assert "I13 is gewijzigd." in page.locator("main").inner_text()
    assert page.locator("h1").inner_text() == "Zonder script"


def test_a_proposal_is_prepared_seen_and_recorded(editor):
    page = editor.visit("/din/toevoegen/inspanning/?naast=R01").page
    page.get_by_label("Titel", exact=True).fill("Uit een voorstel")
    page.get_by_label("draagt bij aan R01").check()
    page.get_by_role("button", name="Voeg toe aan voorstel").click()
    page.get_by_role("heading", name="De stappen").wait_for()
    assert "is nieuw" in page.locator("main").inner_text()
    found = Axe().run(page).response["violations"]
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []
    page.get_by_role("button", name="Leg alles vast").click()
    page.get_by_text("is vastgelegd: 2 stappen.").wait_for()
    assert page.locator("a[aria-label*=': Uit een voorstel']").count() == 1


def test_a_smart_text_is_found_wanting_mended_and_recorded_with_the_keyboard_beside_the_picture(editor):
    visit = editor.visit("/din/#paneel=/din/R15/smart/")
    page = visit.page
    page.locator("#paneel textarea[name=sentence]").wait_for()
    _fill(page, "Omschrijving", "In 2022 staan er 90 woningen voor starters in aanbouw.")
    _fill(page, "Streefwaarde", "90")
    page.keyboard.press("Enter")
    page.get_by_text("Nagekeken, nog niet vastgelegd:").wait_for()
    assert page.evaluate(f"{HERE}.closest('#paneel') !== null")
    found = page.locator("#id_baseline_findings")
    assert "De nulmeting ontbreekt." in found.inner_text()
    assert page.locator("#paneel input[name=baseline]").get_attribute("aria-describedby").endswith("_findings")
    assert page.locator("#paneel input[name=target]").input_value() == "90"
    _fill(page, "Indicator", "Aantal woningen voor starters in aanbouw")
    _fill(page, "Eenheid", "woningen")
    _fill(page, "Nulmeting", "1.012,5")
    for field, typed in (("baseline_date", "2019-12-31"), ("target_date", "2022-12-31")):
        page.locator(f"#paneel input[name={field}]").fill(typed)
    page.locator("#paneel input[name=baseline]").focus()
    _press(page, "Nakijken")
    page.locator("#id_baseline_findings").wait_for(state="detached")
    _press(page, "Leg vast")
    page.get_by_text("De SMART-omschrijving van R15 is vastgelegd.").wait_for()
    assert "1.012,5 op 31 december 2019" in page.locator("#paneel").inner_text()
    assert visit.errors == []


@pytest.mark.parametrize("path", FORMS)
def test_axe_finds_nothing_serious_on_the_pages_of_who_may_edit(editor, path):
    visit = editor.visit(path)
    found = Axe().run(visit.page).response["violations"]
    serious = [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found if v["impact"] in ("serious", "critical")]
    assert serious == []
    assert visit.errors == []
    visit.page.set_viewport_size({"width": 320, "height": 640})
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_axe_finds_nothing_serious_with_the_panel_open(editor):
    page = editor.visit("/din/").page
    page.locator("#din-R01").focus()
    page.keyboard.press("e")
    page.locator("#paneel h2").first.wait_for()
    found = Axe().run(page).response["violations"]
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []
