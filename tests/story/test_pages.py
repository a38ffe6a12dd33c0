"""Every page in a real browser: quiet, at home, accessible, on a phone, on paper, without script."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.story.conftest import Reader, Visit

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
    "/poorten/klant/",
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
TEAM, OFFICER, ARCHITECT = "Noor Dekker", "Sem de Wit", "Iris Kok"
SIGNED_IN = {
    # what is behind a wall, and the forms of governing: who may open them
    "/aan-zet/": TEAM,
    "/overleggen/": TEAM,
    "/overleggen/OV-2020-03/": TEAM,
    "/overleggen/beleggen/": TEAM,
    "/overleggen/OV-2021-03/agenda/": TEAM,
    "/overleggen/OV-2021-03/aanwezigheid/": TEAM,
    "/overleggen/OV-2021-03/verslag/": TEAM,
    "/overleggen/OV-2021-03/actiepunt/": TEAM,
    "/overleggen/actiepunten/AP-2020-02/": TEAM,
    "/adviezen/nieuw/": TEAM,
    "/besluiten/nieuw/": TEAM,
    "/besluiten/B-2021-04/": TEAM,
    "/prioriteiten/plafond/": TEAM,
    "/roadmap/R01/plaatsen/": TEAM,
    "/escalaties/": TEAM,
    "/escalaties/E-2020-01/": TEAM,
    "/escalaties/E-2020-01/sluiten/": TEAM,
    "/escalaties/E-2021-01/hoger/": TEAM,
    "/escalaties/E-2021-01/besluiten/": TEAM,
    "/escalaties/melden/": TEAM,
    "/besturing/": TEAM,
    "/besturing/stuurgroep/": TEAM,
    "/besturing/gremium/instellen/": TEAM,
    "/besturing/stuurgroep/wijzigen/": TEAM,
    "/besturing/stuurgroep/vervallen/": TEAM,
    "/besturing/stuurgroep/zetel/": TEAM,
    "/besturing/stuurgroep/zetel/joost-verhagen/beeindigen/": TEAM,
    "/besturing/stuurgroep/zetel/joost-verhagen/vervangen/": TEAM,
    "/besturing/raakvlak/nieuw/": TEAM,
    "/besturing/raakvlak/V-01/beeindigen/": TEAM,
    "/besturing/vraag/nieuw/": TEAM,
    "/besturing/vraag/Q-01/toewijzen/": TEAM,
    "/besturing/vraag/Q-01/beantwoorden/": TEAM,
    "/privacy/R09/": TEAM,
    "/privacy/R09/pre-scan/": TEAM,
    "/privacy/R09/dpia/": TEAM,
    "/privacy/R09/maatregelen/M1/": TEAM,
    "/privacy/R09/advies/": OFFICER,
    "/resultaten/R09/architectuur/vaststellen/": ARCHITECT,
    "/ideeen/ID-01/": TEAM,
    "/ideeen/ID-05/": TEAM,
    "/ideeen/ID-05/in-onderzoek/": TEAM,
    "/ideeen/ID-05/antwoord/": TEAM,
    "/ideeen/ID-05/samenvoegen/": TEAM,
    "/ideeen/ID-06/onderzoek/": TEAM,
    "/voorvertoningen/uitnodigen/": TEAM,
    "/voorvertoningen/V-02/": TEAM,
    "/voorvertoningen/V-02/sluiten/": TEAM,
}
KILO = 1000
SCREEN, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 640}


@pytest.fixture(scope="module", params=PAGES)
def seen(request, browser, site) -> Iterator[tuple[str, Visit]]:
    """A page as it comes to a visitor who has nothing of the site yet, opened once for all that is asked of it."""
    context = browser.new_context(viewport=SCREEN, locale="nl-NL")
    yield request.param, Reader(context, site).visit(request.param)
    context.close()


@pytest.fixture(scope="module")
def member(browser, site):
    """A browser in which somebody of the programme is signed in, one for each of them."""
    readers: dict[str, Reader] = {}

    def signed_in(name: str) -> Reader:
        if name not in readers:
            readers[name] = Reader(browser.new_context(viewport=SCREEN, locale="nl-NL"), site)
            readers[name].sign_in(name)
        return readers[name]

    yield signed_in
    for reader in readers.values():
        reader.context.close()


def serious(visit: Visit) -> list[str]:
    found = Axe().run(visit.page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found if v["impact"] in ("serious", "critical")]


def width_on_a_phone(visit: Visit) -> int:
    visit.page.set_viewport_size(PHONE)
    try:
        return visit.page.evaluate("document.documentElement.scrollWidth")
    finally:
        visit.page.set_viewport_size(SCREEN)


def test_a_page_is_quiet_and_asks_nothing_elsewhere(seen):
    _, visit = seen
    assert visit.errors == []
    assert visit.elsewhere == []


def test_axe_finds_nothing_serious(seen):
    assert serious(seen[1]) == []


def test_a_page_fits_a_screen_of_320_pixels(seen):
    assert width_on_a_phone(seen[1]) <= 320


def test_a_page_weighs_little_without_its_borders(seen):
    _, visit = seen
    drawn = visit.page.evaluate(
        "[...document.querySelectorAll('svg[data-borders]')].reduce((n, s) => n + s.outerHTML.length, 0)"
    )
    assert sum(visit.bytes_per_kind.values()) - drawn < 200 * KILO


def test_a_page_says_the_same_without_script(seen, plain):
    path, visit = seen
    words = visit.page.locator("main").inner_text().split()
    assert plain.visit(path).page.locator("main").inner_text().split() == words


@pytest.mark.parametrize("path", ["/din/", "/roadmap/", "/monitors/jeugdmonitor/", "/besturing/"])
def test_a_page_prints(reader, path):
    document = pypdfium2.PdfDocument(reader.visit(path).page.pdf())
    assert 1 <= len(document) <= 12
    assert all(page.get_textpage().count_chars() > 0 for page in document)


@pytest.mark.parametrize("path", SIGNED_IN)
def test_a_page_for_who_may_open_it_is_quiet_accessible_light_and_fits_a_phone(member, path):
    visit = member(SIGNED_IN[path]).visit(path)
    try:
        assert (visit.errors, visit.elsewhere) == ([], [])
        assert serious(visit) == []
        assert width_on_a_phone(visit) <= 320
        assert visit.bytes_per_kind["document"] < 200 * KILO
    finally:
        visit.page.close()
