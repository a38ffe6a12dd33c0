"""The page of the network's health: whose turn it is, narrowed by the address, and its twin for machines."""

from __future__ import annotations

import re
from datetime import date

import pytest

from roer.core.network.health import health
from roer.core.programme.acts import (
    AddEffort,
    AddGoal,
    AddPolicyField,
    EstablishBody,
    FoundProgramme,
    GiveSeat,
    LinkElements,
    WriteSmartText,
)
from roer.core.programme.elements import (
    Body,
    BodyKind,
    Charter,
    Effort,
    Goal,
    GoalKind,
    Link,
    Phase,
    PolicyField,
    Seat,
    SeatRole,
    SmartText,
)
from roer.core.programme.entries import Draft
from roer.core.values.dutch import day
from roer.office.ledger.door import record
from roer.office.ledger.history import programme
from roer.office.steering.health import MOST_LINES

PAGE = "/din/gezondheid/"
TEAM = "noor-dekker"
CHARTER = Charter(code="P", name="P", start=date(2020, 7, 1), end=date(2023, 7, 1), yearly_budget_cents=1)
DONE = Effort(code="I01", title="Klaar", phase=Phase.DONE, owner=TEAM, policy_fields=("jeugd",))


def words(page: str) -> str:
    """What a reader sees of a page, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def done(act: AddGoal | LinkElements | WriteSmartText) -> None:
    record(Draft(act=act, by=TEAM, holds_from=date(2021, 4, 12)), by=TEAM)


def concerns(client, **asked: str) -> list[dict]:
    return client.get(PAGE, {**asked, "vorm": "json"}).json()["concerns"]


def test_the_list_is_told_to_everybody_as_the_core_gives_it(client, example):
    told = client.get(PAGE, {"vorm": "json"}).json()
    found = health(programme())
    assert told["count"] == len(found) > 50
    assert told["concerns"] == [concern.as_json() for concern in found]


def test_the_page_groups_by_who_is_to_move(client, example):
    told = words(client.get(PAGE).text)
    assert re.search(r"Fatima Aydin \d+ punten", told)
    assert "Programmateam Datagedreven Sturing" in told
    assert f"Stand van {day(programme().moment.date())}" in told


def test_a_concern_leads_to_its_elements_and_to_where_it_is_mended(client, example):
    page = client.get(PAGE, {"regel": "link.without_rationale"}).text
    assert 'href="/din/?element=I01"' in page
    assert 'href="/din/?element=R02"' in page
    assert 'href="/din/relatie/I01/R02/"' in page
    assert 'href="/resultaten/R21/#smart"' in client.get(PAGE, {"regel": "baseline.no_value"}).text
    assert 'href="/din/R13/wijzigen/"' in client.get(PAGE, {"regel": "result.without_client"}).text


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        ({"regel": "result.without_client"}, lambda found: found["rule"] == "result.without_client"),
        ({"soort": "goal"}, lambda found: found["about"] == "goal"),
        ({"eigenaar": "fatima-aydin"}, lambda found: found["turn"] == "fatima-aydin"),
        (
            {"soort": "result", "eigenaar": "kees-timmer"},
            lambda found: (found["about"], found["turn"]) == ("result", "kees-timmer"),
        ),
    ],
)
def test_the_address_narrows_the_list(client, example, asked, holds):
    whole, shown = concerns(client), concerns(client, **asked)
    assert shown == [found for found in whole if holds(found)]
    assert 0 < len(shown) < len(whole)
    assert f"{len(shown)} van {len(whole)} aandachtspunten" in words(client.get(PAGE, asked).text)


@pytest.mark.parametrize("asked", [{"regel": "x"}, {"soort": "<script>"}, {"eigenaar": "niemand"}])
def test_a_choice_that_leaves_nothing_is_good_news(client, example, asked):
    page = client.get(PAGE, asked).text
    assert "Dat is goed nieuws" in page
    assert "<script>" not in page


def test_the_twin_of_a_choice_keeps_the_choice(client, example):
    page = client.get(PAGE, {"soort": "goal"}).text
    assert f'href="{PAGE}?soort=goal&amp;vorm=json"' in page


def test_a_reader_sees_first_what_waits_for_her(as_person):
    told = words(as_person("kees-timmer").get(PAGE).text)
    assert re.search(r"aandachtspunten\. Deze lijst als JSON Kees Timmer u bent aan zet", told)


def test_what_is_mended_leaves_the_list(client, example):
    asked = {"regel": "goal.not_measurable"}
    before = concerns(client, **asked)
    text = SmartText(element="D6", sentence="In 2022 wacht een inwoner hoogstens 8 minuten aan de balie.")
    done(WriteSmartText(text=text, expects=None))
    assert [found["codes"] for found in before] == [["D6"], ["D8"]]
    assert [found["codes"] for found in concerns(client, **asked)] == [["D8"]]
    assert ["D6"] in [found["codes"] for found in concerns(client, regel="baseline.no_value")]


def test_what_is_new_and_loose_joins_the_list_with_its_title_as_words(client, example):
    done(AddGoal(goal=Goal(code="D9", title="<script>alert(1)</script>", kind=GoalKind.DIRECTIONAL)))
    page = client.get(PAGE, {"regel": "goal.without_result"}).text
    assert "D9 &lt;script&gt;" in page
    done(LinkElements(link=Link(source="R01", target="D9", contribution=1)))
    assert concerns(client, regel="goal.without_result") == []


def test_a_long_list_shows_its_beginning_and_leads_to_the_rest(client, example):
    for number in range(40):
        done(AddGoal(goal=Goal(code=f"D1{number:02}", title=f"Los doel {number}")))
    asked = {"regel": "goal.without_result"}
    begin = client.get(PAGE, asked).text
    rest = f"{PAGE}?eigenaar=programmateam&amp;regel=goal.without_result"
    assert "Doel zonder resultaat: 40" in words(begin)
    assert begin.count("/din/?element=D1") == MOST_LINES
    assert f'href="{rest}"' in begin
    whole = client.get(rest.replace("&amp;", "&")).text
    assert whole.count("/din/?element=D1") == 40
    assert "Toon alle 40" not in whole


def test_a_network_without_concerns_is_told_so_kindly(client, db):
    for act, by in (
        (FoundProgramme(charter=CHARTER), "oprichter"),
        (AddPolicyField(policy_field=PolicyField(code="jeugd", name="Jeugd")), "oprichter"),
        (EstablishBody(body=Body(code="team", name="Team", kind=BodyKind.PROGRAMME_TEAM)), "oprichter"),
        (GiveSeat(seat=Seat(body="team", person=TEAM, role=SeatRole.MEMBER, start=CHARTER.start)), "oprichter"),
        (AddEffort(effort=DONE), TEAM),
    ):
        record(Draft(act=act, by=by, holds_from=CHARTER.start), by=by)
    assert "Het netwerk is gezond. Er is nu niets te doen." in words(client.get(PAGE).text)


def test_an_empty_network_is_told_what_will_stand_here(client, db):
    told = words(client.get(PAGE).text)
    assert "Er staat nog niets in het netwerk" in told
    assert concerns(client) == []


def test_the_network_leads_to_the_list(client, example):
    assert f'href="{PAGE}"' in client.get("/din/").text


def test_the_page_asks_the_database_little_and_is_light(client, example, django_assert_max_num_queries):
    client.get(PAGE)
    with django_assert_max_num_queries(4):
        page = client.get(PAGE)
    assert len(page.content) < 100_000
    assert not re.search(r'<script|\sstyle="|\son\w+="', page.text)
