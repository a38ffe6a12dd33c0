"""Every page in a real browser: quiet, at home, accessible, on a phone, on paper, without script."""

from __future__ import annotations

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PAGES = [
    "/",
    "/aanmelden/",
    "/din/",
    "/din/?element=R01",
    "/din/?op=2020-10-20",
    "/din/?weergave=lijst",
    "/din/?weergave=matrix",
    "/din/?weergave=doelen",
    "/din/?weergave=resultaten&sorteer=-poorten",
    "/din/?weergave=inspanningen",
    "/din/?weergave=relaties",
    "/din/versies/",
    "/din/herschikken/",
    "/din/?kleur=doelen&kolommen=doelen,resultaten&fase=execution",
    "/din/?kleur=gezondheid&element=D1&bereik=buren&alleen=1",
    "/din/vinden/?zoek=monitor",
    "/din/weergaven/",
    "/din/vergelijken/?van=1&tot=3",
    "/din/R01/",
    "/din/voorstellen/",
    "/din/inlezen/",
    "/din/R03/afstamming/",
    "/din/gezondheid/",
    "/din/gezondheid/?regel=link.without_rationale",
    "/din/vergelijken/?van=2020-10-19&tot=nu",
    "/resultaten/",
    "/resultaten/R01/",
    "/resultaten/R21/",
    "/resultaten/R01/architectuur/",
    "/resultaten/R23/architectuur/",
    "/roadmap/",
    "/aan-zet/",
    "/aan-zet/stuurgroep/",
    "/poorten/dpia/",
    "/resultaten/R23/poorten/?op=2021-03-03",
    "/monitors/",
    "/monitors/jeugdmonitor/",
    "/monitors/jeugdmonitor/?gebied=GM0553",
    "/gebieden/GM0534/",
    "/brieven/",
    "/besturing/",
    "/besturing/?op=2021-01-19&sinds=2020-09-10",
    "/besturing/stuurgroep/",
    "/besturing/stakeholderoverleg/",
    "/besturing/persoon/joost-verhagen/",
    "/overleggen/",
    "/besluiten/?zoek=monitor&stand=confirmed",
    "/besluiten/B-2021-04/",
    "/prioriteiten/?R09=now&kwartaal=2021KW02",
    "/escalaties/",
    "/ideeen/",
    "/voorvertoningen/",
    "/privacy/",
    "/privacy/R21/",
    "/privacy/R07/",
    "/privacy/register/",
]
MEMBERS = ["/overleggen/OV-2020-03/", "/escalaties/E-2020-01/", "/besluiten/nieuw/", "/ideeen/ID-02/"]
"""Pages that only those who work in the programme may open."""
KILO = 1000


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_quiet_and_asks_nothing_elsewhere(reader, path):
    visit = reader.visit(path)
    assert visit.errors == []
    assert visit.elsewhere == []


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_serious(reader, path):
    found = Axe().run(reader.visit(path).page).response["violations"]
    serious = [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found if v["impact"] in ("serious", "critical")]
    assert serious == []


@pytest.mark.parametrize("path", MEMBERS)
def test_a_page_for_members_is_quiet_accessible_and_narrow(phone, path):
    phone.sign_in("Noor Dekker")
    visit = phone.visit(path)
    found = Axe().run(visit.page).response["violations"]
    assert visit.errors == []
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_screen_of_320_pixels(phone, path):
    page = phone.visit(path).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", PAGES)
def test_a_page_weighs_little_without_its_borders(reader, path):
    visit = reader.visit(path)
    drawn = visit.page.evaluate(
        "[...document.querySelectorAll('svg[data-borders]')].reduce((n, s) => n + s.outerHTML.length, 0)"
    )
    assert sum(visit.bytes_per_kind.values()) - drawn < 200 * KILO


@pytest.mark.parametrize("path", ["/din/", "/roadmap/", "/monitors/jeugdmonitor/", "/besturing/"])
def test_a_page_prints(reader, path):
    document = pypdfium2.PdfDocument(reader.visit(path).page.pdf())
    assert 1 <= len(document) <= 12
    assert all(page.get_textpage().count_chars() > 0 for page in document)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_the_same_without_script(plain, reader, path):
    words = reader.visit(path).page.locator("main").inner_text().split()
    assert plain.visit(path).page.locator("main").inner_text().split() == words
