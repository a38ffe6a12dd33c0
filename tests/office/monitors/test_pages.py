"""The pages of released products, as readers meet them."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest

from roer.core.programme import acts
from roer.core.programme.entries import Draft
from roer.office.ledger.door import record, today
from roer.office.ledger.history import programme
from roer.office.ledger.transfer import import_lines
from roer.office.people.register import enter, open_account
from roer.site.example.programme import ledger_lines
from roer.site.example.story_people import OFFICER, SECRETARY, TOWN_SECRETARIES

pytestmark = pytest.mark.django_db
PAGE = "/monitors/jeugdmonitor/"
SP = "\u00a0"


def text_of(answer) -> str:
    """The words of a page, as a reader sees them."""
    content = re.sub(r"<svg.*?</svg>", " ", answer.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", content)).replace(SP, " "))


def test_the_list_says_what_there_is_for_whom_and_from_where(visit):
    text = text_of(visit.get("/monitors/"))
    for told in ("Jeugdmonitor", "Hoeveel jongeren hebben hulp?", "24 november 2026", "raad en openbaar"):
        assert told in text
    assert "Bureau voor voorbeelden" in text
    assert "fictief" in text


def test_without_releases_the_list_says_so(client, settings):
    settings.ROER_RELEASES = None
    assert "Er is nog geen monitor vrijgegeven." in text_of(client.get("/monitors/"))
    assert client.get(PAGE).status_code == 404


def test_the_page_goes_from_question_to_answer_to_figure_to_explanation_to_files(visit):
    text = text_of(visit.get(PAGE))
    parts = [
        "Hoeveel jongeren hebben hulp?",
        "Aandeel jongeren met jeugdhulp in Hillegom en Lisse, 2021: 10,3 % (voorlopig cijfer).",
        "Kerncijfers",
        "Ontwikkeling",
        "Bekijk als tabel",
        "Tabel: Aandeel jongeren met jeugdhulp (%)",
        "Wat betekent dit cijfer?",
        "Tekens",
        "Download de cijfers",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_the_answer_compares_with_the_year_before_and_with_the_towns(visit):
    text = text_of(visit.get(PAGE))
    assert "Dat is 0,1 %-punt hoger dan in 2020." in text
    assert "Het laagst in Hillegom (9,8 %), het hoogst in Lisse (10,3 %)." in text


def test_every_figure_has_its_sentence_its_drawing_and_its_table(visit):
    content = visit.get(PAGE, {"indicator": "hulp"}).content.decode()
    assert content.count('<figure class="roer-monitor-figure') == 3
    assert content.count("<caption>") == 3
    assert content.count('role="img"') == 5, "two charts, wide and narrow, and a map"
    for start in ("Lijngrafiek van", "naar leeftijd", "Kaart van"):
        assert start in content
    assert len(re.findall(r'<th scope="row">', content)) >= 3 + 3 + 6


@pytest.mark.parametrize(
    ("area", "indicator", "told"),
    [
        ("GM0534", "aandeel", "0,6 %-punt hoger dan in 2020"),
        ("BU05340101", "aandeel", "niet vergeleken met eerder: in een klein gebied maakt de afronding te veel uit"),
        ("BU05340101", "hulp", "20 jongeren meer dan in 2020"),
        ("GM0534", "hulp", "30 jongeren meer dan in 2020"),
    ],
)
def test_rounding_is_not_told_as_a_change(visit, rounded, settings, area, indicator, told):
    settings.ROER_RELEASES, settings.ROER_FIGURES = rounded.releases, rounded.figures
    answer = visit.get(PAGE, {"gebied": area, "indicator": indicator})
    (headline,) = re.findall(r'<p class="roer-monitor-answer">(.*?)</p>', answer.content.decode())
    assert told in headline.replace(SP, " ")


def test_year_and_area_are_chosen_in_the_address(visit):
    text = text_of(visit.get(PAGE, {"jaar": "2019", "gebied": "GM0553"}))
    assert "Aandeel jongeren met jeugdhulp in Lisse, 2019: 10,2 %." in text
    assert "Per buurt, 2019" in text


def test_an_area_in_small_letters_is_understood(visit):
    assert visit.get(PAGE, {"gebied": "gm0553"}).status_code == 200


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"gebied": "GM9999"}, "Gebied ‘GM9999’ kennen we niet."),
        ({"gebied": "<script>alert(1)</script>"}, "Gebied ‘<script>alert(1)</script>’ kennen we niet."),
        ({"jaar": "1999"}, "Voor ‘1999’ zijn er geen cijfers, wel voor 2019, 2020 en 2021. U ziet nu 2021."),
        ({"jaar": "2020KW01"}, "Voor ‘2020KW01’ zijn er geen cijfers"),
        ({"jaar": "x" * 5000}, "Voor ‘" + "x" * 40 + "’"),
        ({"indicator": "bestaat-niet"}, "Indicator ‘bestaat-niet’ staat niet in deze monitor."),
        ({"kaart": "straat"}, "Een kaart per ‘straat’ is er niet. Kies buurt, wijk of gemeente."),
        ({"volgorde": "geluk"}, "Sorteren op ‘geluk’ kan niet. Kies naam of cijfer."),
        ({"jaar": "\x00"}, "zijn er geen cijfers"),
    ],
)
def test_what_is_not_there_is_said_and_the_page_still_works(visit, query, told):
    answer = visit.get(PAGE, query)
    assert answer.status_code == 400
    assert told in text_of(answer)
    assert "Kerncijfers" in text_of(answer)
    assert "<script>alert" not in answer.content.decode()


def test_an_empty_choice_is_no_choice(visit):
    assert visit.get(PAGE, {"gebied": "", "jaar": " "}).status_code == 200


def test_names_and_texts_of_others_cannot_become_markup(visit):
    content = visit.get(PAGE).content.decode()
    assert "<b>Plein</b>" not in content
    assert "Kerk &amp; &lt;b&gt;Plein" in content
    assert "<script" not in content
    assert "<img" not in content
    assert "<em>verzonnen</em>" in content


def test_the_drawings_pass_a_strict_policy(visit):
    answer = visit.get(PAGE)
    assert "unsafe" not in answer["Content-Security-Policy"]
    for drawing in re.findall(r"<svg.*?</svg>", answer.content.decode(), flags=re.S):
        assert not re.search(r"\sstyle=|\son\w+=|<style|<script|<image|href=", drawing)
    ids = re.findall(r'\sid="([^"]+)"', answer.content.decode())
    assert len(ids) == len(set(ids))


def test_areas_without_a_boundary_are_named_below_the_map(visit):
    text = text_of(visit.get(PAGE))
    assert "Niet op de kaart, want zonder grens in de bron: Leegveld en Oever." in text


def test_a_figure_of_large_areas_only_says_so_in_a_small_one(visit):
    answer = visit.get(PAGE, {"indicator": "bevolking", "gebied": "BU05340101"})
    assert answer.status_code == 200
    assert "Bevolking per gemeente is er niet voor Dorp." in text_of(answer)
    assert "Per gemeente, 2021" in text_of(answer)
    assert "Ontwikkeling" not in text_of(answer)
    assert 'name="kaart"' not in answer.content.decode(), "there is one level, so nothing to choose"


def test_without_borders_there_is_a_table_and_no_map(visit, without_borders, settings):
    settings.ROER_RELEASES, settings.ROER_FIGURES = without_borders.releases, without_borders.figures
    answer = visit.get(PAGE)
    assert "Er zijn geen grenzen voor een kaart." in text_of(answer)
    assert "data-borders" not in answer.content.decode()
    assert len(re.findall(r'<th scope="row">', answer.content.decode())) == 3 + 6


@pytest.mark.parametrize(("order", "first"), [("naam", "Dorp"), ("cijfer", "=1+1 Park")])
def test_the_table_of_the_map_is_sorted_as_asked(visit, order, first):
    content = visit.get(PAGE, {"volgorde": order, "indicator": "inwoners", "jaar": "2019"}).content.decode()
    table = content[content.index('id="kaart-tabel"') :]
    rows = re.findall(r'<th scope="row">([^<]+)</th>', table)
    assert rows[0] == first


def test_where_parts_do_not_add_up_the_page_says_why(visit):
    text = text_of(visit.get(PAGE, {"indicator": "inwoners", "gebied": "GM0534", "jaar": "2019"}))
    assert "Waarom tellen de delen niet op tot het totaal?" in text
    assert "Opgeteld over 1 wijk: 20.000 inwoners. Totaal van Hillegom: 20.003 inwoners." in text
    assert "De bron rondt buurten en wijken af op vijf." in text


def test_a_share_gets_the_reason_without_a_sum(visit):
    text = text_of(visit.get(PAGE))
    assert "Een aandeel telt niet op." in text
    assert "Opgeteld" not in text


def test_a_break_is_explained(visit):
    text = text_of(visit.get(PAGE, {"indicator": "inwoners"}))
    assert "Breuk vanaf 2020: de buurten zijn opnieuw ingedeeld" in text
    assert "Breuk in de reeks: vergelijk 2020 en later niet met de tijd daarvoor." in text


def test_the_signs_that_occur_are_explained(visit):
    text = text_of(visit.get(PAGE))
    for told in ("* voorlopig cijfer", "x geheim (te kleine aantallen)", "n.v.t. niet van toepassing"):
        assert told in text


def test_definition_sources_and_release_are_told(visit, released):
    text = text_of(visit.get(PAGE))
    for told in ("Jongeren met jeugdhulp per 100 jongeren.", "hulp die ouders zelf betalen", "CC BY 4.0"):
        assert told in text
    assert "Minder dan 8 is geheim." in text
    assert released.id in text


def test_an_excluded_municipality_gets_a_message_and_no_figures(visit, narrow, settings):
    settings.ROER_RELEASES, settings.ROER_FIGURES = narrow.releases, narrow.figures
    start = text_of(visit.get(PAGE))
    assert "Nu niet te zien: Hillegom." in start
    assert "Aandeel jongeren met jeugdhulp in Lisse" in start, "without all towns there is no total to start with"
    there = visit.get(PAGE, {"gebied": "BU05340101"})
    assert "Voor Dorp zijn deze cijfers niet vrijgegeven." in text_of(there)
    assert "roer-key-figure" not in there.content.decode()
    assert "Voor Hillegom zijn deze cijfers niet vrijgegeven." in text_of(visit.get("/gebieden/GM0534/"))


def _import(contract: str) -> None:
    import_lines(tuple(ledger_lines({"jeugdmonitor": (contract, ("Kerncijfers", "Register"))})))


def test_a_product_with_open_gates_is_on_the_air(visit, released):
    _import(released.contract_hash)
    assert visit.get(PAGE).status_code == 200


@pytest.mark.parametrize("path", [PAGE, "/monitors/jeugdmonitor.csv", "/monitors/jeugdmonitor.xlsx"])
def test_a_product_whose_gates_closed_is_off_the_air_and_says_why(visit, path):
    _import("b" * 64)
    answer = visit.get(path)
    assert answer.status_code == 403
    assert "Deze monitor is nu niet te zien." in text_of(answer)
    assert "anders dan wat is goedgekeurd" in text_of(answer)
    assert "nu niet te zien" in text_of(visit.get("/monitors/"))
    assert visit.get("/gebieden/GM0553/").status_code == 404


def _next_dpia_adopted_by(town: str) -> None:
    """A next DPIA of the youth monitor, complete for one municipality only."""
    file = programme().privacy["R01"]
    dpia = file.dpia.dpia.model_copy(update={"summary": "Opnieuw beoordeeld.", "review_by": date(2099, 1, 1)})
    _record(acts.WriteDpia(dpia=dpia, expects=file.dpia.seq), SECRETARY)
    digest = programme().privacy["R01"].dpia.hash
    _record(acts.AdviseOnPrivacy(result="R01", subject_hash=digest, positive=True, text="Gelezen."), OFFICER)
    _record(acts.AdoptDpia(result="R01", dpia_hash=digest, municipality=town), TOWN_SECRETARIES[town])
    for measure in dpia.measures:
        _record(acts.ImplementMeasure(result="R01", measure=measure.code, proof="Zie dossier."), SECRETARY)


def _record(act: acts.Act, by: str) -> None:
    record(Draft(act=act, by=by, holds_from=today(), origin="fictief"), by=by)


def test_a_gate_that_closes_for_one_municipality_hides_it_and_the_total_and_nothing_else(visit, released):
    _import(released.contract_hash)
    assert "541.203" in text_of(visit.get(PAGE, {"indicator": "bevolking", "gebied": "GM0553"}))
    _next_dpia_adopted_by("GM0534")
    start = visit.get(PAGE)
    assert "Nu niet te zien: Lisse." in text_of(start)
    assert "nog niet vastgesteld door het college van Lisse" in text_of(start)
    assert "Aandeel jongeren met jeugdhulp in Hillegom" in text_of(start)
    table = visit.get("/monitors/jeugdmonitor.csv").content.decode()
    shown = [start.content.decode(), table, visit.get("/monitors/jeugdmonitor.json").content.decode()]
    for text in (*shown, text_of(visit.get("/gebieden/GM0553/")), text_of(visit.get(PAGE, {"gebied": "GM0553"}))):
        assert "541.203" not in text
        assert "541203" not in text
    rows = [row.split(";") for row in table.splitlines()[1:]]
    assert {row[3][2:6] for row in rows if row[10][:1].isdecimal()} == {"0534"}
    assert "roer-key-figure" not in visit.get(PAGE, {"gebied": "BU05530101"}).content.decode()


def test_a_product_that_is_not_for_everybody_asks_to_sign_in(client, council, settings):
    settings.ROER_RELEASES, settings.ROER_FIGURES, settings.ROER_DEMO = council.releases, council.figures, True
    for path in (PAGE, "/monitors/jeugdmonitor.csv"):
        assert client.get(path)["Location"] == f"/aanmelden/?next={path}"
    assert "Jeugdmonitor" not in text_of(client.get("/monitors/"))
    assert client.get("/gebieden/GM0553/").status_code == 404
    open_account(enter("raadslid", name="R. Lid", function="raadslid"), password=None)
    client.post("/aanmelden/", {"person": "raadslid"})
    assert client.get(PAGE).status_code == 200


def test_a_damaged_release_is_not_shown(client, settings, tmp_path, town):
    name = town.releases / "jeugdmonitor"
    current = (name / "current").read_text().strip()
    broken = tmp_path / "jeugdmonitor" / current
    broken.mkdir(parents=True)
    (tmp_path / "jeugdmonitor" / "current").write_text(current)
    (broken / "manifest.json").write_bytes((name / current / "manifest.json").read_bytes())
    settings.ROER_RELEASES = tmp_path
    assert client.get(PAGE).status_code == 503
    assert "beschadigd" in text_of(client.get(PAGE))
    assert "kan nu niet worden geopend" in text_of(client.get("/monitors/"))


def test_an_area_has_all_its_figures_on_one_page(visit):
    text = text_of(visit.get("/gebieden/GM0553/"))
    for told in ("gemeente · GM0553", "Aandeel jongeren met jeugdhulp 10,3 %", "Inwoners", "Gebieden in Lisse", "Kern"):
        assert told in text


@pytest.mark.parametrize("code", ["GM9999", "onzin", "HLT"])
def test_an_unknown_area_is_said(visit, code):
    answer = visit.get(f"/gebieden/{code}/")
    assert answer.status_code == 404
    assert f"Over gebied ‘{code}’ is niets vrijgegeven." in text_of(answer)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_can_only_be_read(visit, method):
    assert getattr(visit, method)(PAGE).status_code == 405
