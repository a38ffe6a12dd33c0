"""What somebody sees of the network stands in the address, all of it, and a wrong address breaks nothing."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roer.core.network.known_views import VIEWS
from roer.core.programme.elements import Phase, Umbrella
from roer.office.ledger.history import programme
from roer.office.steering.din_shown import COLUMNS, FILTERS
from roer.office.steering.din_sight import Sight

pytestmark = pytest.mark.usefixtures("example")
CODES = ("R01", "R02", "D1", "I05", "I17", "R06", "R99", "<b>")
VALUES = {
    "gemeente": ("GM0534", "GM0553", "GM1525", "GM9999"),
    "beleidsterrein": ("jeugd", "wonen", "mars"),
    "eigenaar": ("noor-dekker", "olga-peters", "niemand"),
    "fase": (*Phase, "klaar"),
    "paraplu": (*Umbrella, ""),
}
ASKED = st.fixed_dictionaries(
    {},
    optional={
        "versie": st.sampled_from(["", "1", "2", "3"]),
        "kleur": st.sampled_from([*(view.code for view in VIEWS), "", "onbekend"]),
        "element": st.sampled_from(CODES),
        "sinds": st.sampled_from(["", "1", "2", "3", "9", "x", "-1"]),
        "kolommen": st.lists(st.sampled_from([*COLUMNS, "iets", "doelen,resultaten", ""]), max_size=3),
        "bereik": st.sampled_from(["buren", "", "alles"]),
        "alleen": st.sampled_from(["1", "0", ""]),
        "van": st.lists(st.sampled_from(CODES), max_size=4),
        **{name: st.lists(st.sampled_from(values), max_size=3) for name, values in VALUES.items()},
    },
)


def address(asked: dict[str, str | list[str]]) -> QueryDict:
    found = QueryDict(mutable=True)
    for name, value in asked.items():
        found.setlist(name, value if isinstance(value, list) else [value])
    return found


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ASKED)
def test_reading_the_address_of_a_sight_gives_the_same_sight(asked):
    sight = Sight.of(address(asked))
    again = Sight.of(QueryDict(sight.query()))
    assert again == sight
    assert hash(again) == hash(sight)
    assert again.query() == sight.query()
    assert not again.problems


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ASKED)
def test_whatever_is_asked_the_page_comes_and_says_what_it_passed_over(client, asked):
    answer = client.get(f"/din/?{address(asked).urlencode()}")
    assert answer.status_code == 200
    page = answer.content.decode()
    for problem in Sight.of(address(asked)).problems:
        assert problem.replace("<b>", "&lt;b&gt;") in page


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("kleur=mauve", "Weergave ‘mauve’ is er niet. U ziet de gewone kleuren."),
        ("kolommen=zijkant", "Kolom ‘zijkant’ is er niet. Kies uit doelen, resultaten, inspanningen en roadmap."),
        ("fase=klaar", "‘klaar’ kennen we niet als fase. Die keuze is overgeslagen."),
        ("gemeente=GM9999", "‘GM9999’ kennen we niet als gemeente."),
        ("sinds=7", "Versie 7 is er niet of is niet ouder."),
        ("versie=2&sinds=2", "Versie 2 is er niet of is niet ouder."),
        ("bereik=ver", "Bereik ‘ver’ kennen we niet. U ziet het hele pad."),
        ("element=R99", "‘R99’ staat niet in dit deel van het netwerk."),
        ("element=R01&fase=idea&gemeente=GM0534&beleidsterrein=wonen", "‘R01’ staat niet in dit deel"),
    ],
)
def test_what_cannot_be_is_passed_over_and_said(client, asked, says):
    assert says in client.get(f"/din/?{asked}").content.decode()


def boxes(page: str) -> set[str]:
    return set(re.findall(r'id="din-([A-Z0-9]+)"', page))


def test_goals_and_results_alone_leave_out_efforts_and_the_roadmap(client):
    page = client.get("/din/?kolommen=doelen,resultaten").content.decode()
    network = programme().network
    assert boxes(page) == {element.code for element in (*network.goals, *network.results)}
    assert "din-roadmap" not in page
    assert ">Roadmap</text>" not in page


def test_the_legend_counts_only_the_columns_that_are_drawn(client):
    drawn = client.get("/din/netwerk.svg?kleur=poorten&kolommen=doelen,inspanningen").content.decode()
    assert "van 4 poorten open" not in drawn


def test_a_part_is_printed_without_the_columns_that_are_hidden(client):
    answer = client.get("/din/netwerk.pdf?kolommen=doelen,resultaten&kleur=gegevens")
    sheets = pypdfium2.PdfDocument(answer.content)
    told = "".join(sheet.get_textpage().get_text_range() for sheet in sheets)
    assert "Doelen" in told
    assert "Roadmap" not in told
    assert "I05" not in told


def test_without_the_results_thin_lines_say_what_efforts_do_for_goals(client):
    page = client.get("/din/?kolommen=doelen,inspanningen,roadmap").content.decode()
    assert "via wat niet getoond is" in page
    assert re.search(r'data-from="I\d+" data-to="D\d"', page)
    assert "din-roadmap" not in page


def test_a_selection_is_told_with_how_much_of_the_network_is_left(client):
    page = client.get("/din/?fase=execution&fase=done").content.decode()
    network = programme().network
    left = boxes(page)
    assert {code for code in left if code.startswith("I")} == {
        effort.code for effort in network.efforts if effort.phase in (Phase.EXECUTION, Phase.DONE)
    }
    assert f"{len(left)} van {len(network.open_elements())} elementen" in page
    assert "keuze: fase van de inspanning" in re.sub(r"<[^>]+>|\s+", " ", page).replace("  ", " ")


def test_the_footer_of_a_selection_says_so_on_paper_too(client):
    drawn = client.get("/din/netwerk.svg?fase=idea").content.decode()
    assert "keuze: fase van de inspanning idee" in drawn


def test_only_a_path_is_drawn_when_it_is_asked_alone(client):
    whole, alone = (client.get(f"/din/?element=R01{more}").content.decode() for more in ("", "&alleen=1"))
    assert boxes(alone) < boxes(whole)
    assert boxes(alone) == Sight.of(QueryDict("element=R01")).path.codes
    assert "Toon ook de rest, vervaagd" in alone


def test_only_neighbours_are_brought_forward_when_they_are_asked(client):
    page = client.get("/din/?element=D1&bereik=buren").content.decode()
    assert "De directe buren van D1" in page
    path = Sight.of(QueryDict("element=D1&bereik=buren")).path
    assert path.codes < Sight.of(QueryDict("element=D1")).path.codes
    assert all("D1" in ends for ends in path.ends)


def test_changes_are_coloured_since_the_version_that_was_asked(client):
    assert "Kleur: Gewijzigd sinds versie 1" in client.get("/din/?kleur=wijzigingen&sinds=1").content.decode()
    assert "Kleur: Gewijzigd sinds versie 2" in client.get("/din/?kleur=wijzigingen&versie=3").content.decode()
    assert "niet gewijzigd" in client.get("/din/?kleur=wijzigingen&versie=1").content.decode()


def test_the_controls_show_what_is_chosen_and_what_is_hidden(client):
    page = client.get("/din/?kolommen=doelen,resultaten&fase=idea").content.decode()
    assert "verborgen: inspanningen en roadmap" in page
    assert re.findall(r'name="kolommen" value="(\w+)" checked', page) == ["doelen", "resultaten"]
    assert 'name="fase" value="idea" checked' in page
    assert "verborgen:" not in client.get("/din/").content.decode()


def test_a_filter_names_no_value_that_nobody_knows():
    assert set(FILTERS) == set(VALUES)
