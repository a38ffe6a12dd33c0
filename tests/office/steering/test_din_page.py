"""What else the page of the network offers: the list, chosen paths, comparing from the address, what is new."""

from __future__ import annotations

import re
from datetime import date

import pypdfium2
import pytest

from roer.core.programme.acts import AddGoal, AddResult, LinkElements
from roer.core.programme.elements import Goal, Link, Result
from roer.core.programme.entries import Draft
from roer.office.ledger.door import record
from roer.office.ledger.history import programme

pytestmark = pytest.mark.usefixtures("example")
TEAM = "noor-dekker"


def words(page: str) -> str:
    """What a reader sees of a page, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def boxes(page: str) -> list[str]:
    return re.findall(r'id="din-([A-Z0-9]+)"', page)


def done(act: AddGoal | AddResult | LinkElements) -> None:
    record(Draft(act=act, by=TEAM, holds_from=date(2021, 4, 12)), by=TEAM)


def test_the_list_holds_every_relation_and_no_picture(client):
    page = client.get("/din/", {"weergave": "lijst"}).content.decode()
    assert 'class="din"' not in page
    table = page[page.index("<tbody>") :]
    assert table.count("<tr>") == len(programme().network.links)
    assert "<details open>" in page


def test_the_list_says_which_efforts_serve_a_goal_and_which_of_its_results_are_on_the_roadmap(client):
    told = words(client.get("/din/", {"weergave": "lijst"}).content.decode())
    part = told[told.index("D6 Inwoners en ondernemers") :][:400]
    assert "op de roadmap: R10 Monitor Openbare Ruimte en R23 Dashboards Dienstverlening." in part
    assert "5 inspanningen: I01, I04, I08, I13 en I14." in part


def test_an_element_in_focus_keeps_colours_version_and_list_in_its_links(client):
    page = client.get("/din/", {"element": "R01", "kleur": "fase", "versie": "2"}).content.decode()
    assert "?versie=2&amp;kleur=fase&amp;element=D1" in page
    assert "Toon weer het hele netwerk" in page
    assert 'href="/resultaten/R01/"' in page


def test_chosen_efforts_colour_what_they_serve(client):
    page = client.get("/din/", {"kleur": "bijdrage", "van": ["I05", "I17"]}).content.decode()
    assert "draagt bij aan welke resultaten: I05 en I17" in page
    assert re.findall(r'value="(I\d+)" checked', page) == ["I05", "I17"]
    assert "I05 en I17" in page[page.index('id="din-D2"') :][:2500]


def test_what_was_chosen_but_is_not_there_is_passed_over(client):
    page = client.get("/din/", {"kleur": "bijdrage", "van": ["I99", '"><script>']}).content.decode()
    assert not re.findall(r'name="van"[^>]* checked', page)
    assert "<script>" not in page


def test_two_versions_in_the_address_of_the_network_lead_to_their_comparison(client):
    answer = client.get("/din/", {"versie": "1", "met": "3"})
    assert answer.status_code == 302
    assert answer["Location"] == "/din/vergelijken/?van=1&tot=3"


def test_the_comparison_says_who_decided_and_why(client):
    told = words(client.get("/din/vergelijken/", {"van": "1", "tot": "2"}).content.decode())
    assert "Reden: Twee dashboards met dezelfde bronnen" in told
    assert re.search(r"Besloten in B-2020-02 [^.]*\(Stuurgroep", told)


def test_the_comparison_can_be_had_as_a_picture(client):
    answer = client.get("/din/vergelijken/", {"van": "1", "tot": "3", "vorm": "svg"})
    assert answer["Content-Type"].startswith("image/svg+xml")
    assert 'filename="din-vergelijking-1-3.svg"' in answer["Content-Disposition"]
    assert "din-descent" in answer.content.decode()


def test_the_working_network_is_compared_with_the_last_version(client):
    done(AddGoal(goal=Goal(code="D9", title="Schone sloten")))
    told = words(client.get("/din/vergelijken/", {"tot": "nu"}).content.decode())
    assert "Doel D9 ‘Schone sloten’ is nieuw." in told


def test_what_is_recorded_is_seen_at_once(client):
    assert "D9" not in boxes(client.get("/din/").content.decode())
    done(AddGoal(goal=Goal(code="D9", title="Schone sloten")))
    assert "D9" in boxes(client.get("/din/").content.decode())


def test_an_added_result_makes_no_other_element_swap_places(client):
    before = boxes(client.get("/din/").content.decode())
    result = Result(code="R90", title="Monitor Sloten", municipalities=("GM0534",), policy_fields=("leefomgeving",))
    done(AddResult(result=result))
    done(LinkElements(link=Link(source="R90", target="D8", contribution=2)))
    after = boxes(client.get("/din/").content.decode())
    assert [code for code in after if code != "R90"] == before
    assert "R90" in after


def test_hostile_titles_stay_words_on_the_page(client):
    done(AddGoal(goal=Goal(code="D9", title="</text><script>alert(1)</script>{{ 7|add:7 }} =1+1")))
    for address in ("/din/", "/din/?weergave=lijst", "/din/?element=D9", "/din/vergelijken/?tot=nu"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "{{ 7|add:7 }}" in words(page).replace("&quot;", '"')


def test_the_page_asks_the_database_little(client, django_assert_max_num_queries):
    client.get("/din/")
    with django_assert_max_num_queries(7):
        client.get("/din/")


def test_the_page_is_light(client):
    for address in ("/din/", "/din/?weergave=lijst", "/din/vergelijken/?van=1&tot=3"):
        assert len(client.get(address).content) < 200_000


def test_the_network_can_be_printed_on_one_a3(client):
    answer = client.get("/din/netwerk.pdf", {"kleur": "poorten", "versie": "3"})
    assert answer["Content-Type"] == "application/pdf"
    assert 'filename="din-versie-3.pdf"' in answer["Content-Disposition"]
    sheets = pypdfium2.PdfDocument(answer.content)
    assert [tuple(round(side / 72 * 25.4) for side in sheet.get_size()) for sheet in sheets] == [(420, 297)]
    told = sheets[0].get_textpage().get_text_range()
    assert "Verbindende informatieproducten" in told
    assert "versie 3 van 10 maart 2021" in told


def test_the_network_can_be_printed_on_a4(client):
    answer = client.get("/din/netwerk.pdf", {"papier": "a4"})
    for sheet in pypdfium2.PdfDocument(answer.content):
        assert tuple(round(side / 72 * 25.4) for side in sheet.get_size()) == (297, 210)


def test_the_network_is_there_as_an_image(client):
    answer = client.get("/din/netwerk.png", {"versie": "2"})
    assert answer["Content-Type"] == "image/png"
    assert 'filename="din-versie-2.png"' in answer["Content-Disposition"]
    assert answer.content.startswith(b"\x89PNG")


def test_the_page_offers_its_files(client):
    page = client.get("/din/").content.decode()
    for address in ("/din/netwerk.svg?", "/din/netwerk.png?", "/din/netwerk.pdf?", "papier=a4"):
        assert address in page


def test_a_title_that_the_typeface_does_not_know_is_printed_all_the_same(client):
    done(AddGoal(goal=Goal(code="D9", title="Schone sloten 😀 漢")))
    assert client.get("/din/netwerk.pdf").content.startswith(b"%PDF")
