"""The network at any moment: on a day, between two days, and on the slider through time."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from roer.core.programme.acts import AddGoal
from roer.core.programme.elements import Goal
from roer.core.programme.entries import Draft
from roer.office.ledger.door import record, today
from roer.office.ledger.history import programme
from roer.office.steering.din_time import stops

pytestmark = pytest.mark.usefixtures("example")
TEAM = "noor-dekker"


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def boxes(page: str) -> list[str]:
    return re.findall(r'id="din-([A-Z0-9]+)"', page)


def test_a_day_shows_the_network_as_it_stood_at_its_end(client):
    before, after = (boxes(client.get("/din/", {"op": day}).content.decode()) for day in ("2020-10-19", "2020-10-20"))
    assert {"R03", "R04", "R05", "R14"} <= set(before)
    assert not {"R03", "R04", "R05", "R14"} & set(after)
    assert [code for code in before if code in after] == [code for code in after if code in before]


def test_the_picture_of_a_day_says_of_which_day_it_is_and_its_links_keep_the_day(client):
    page = client.get("/din/", {"op": "2021-03-01"}).content.decode()
    assert "stand van 1 maart 2021" in page
    assert "?op=2021-03-01&amp;kleur=beleidsterrein&amp;element=D1" in page
    file = client.get("/din/netwerk.svg", {"op": "2021-03-01"})
    assert 'filename="din-2021-03-01.svg"' in file["Content-Disposition"]


def test_today_is_the_working_network(client):
    assert boxes(client.get("/din/", {"op": today().isoformat()}).content.decode()) == boxes(
        client.get("/din/").content.decode()
    )


@pytest.mark.parametrize("wrong", ["2021-02-30", "2999-01-01", "1999-01-01", "gisteren", "0", "-1", "9" * 40, "<b>"])
def test_a_moment_that_is_not_there_is_not_found_with_a_reason(client, wrong):
    assert client.get("/din/", {"op": wrong}).status_code == 404
    answer = client.get("/din/vergelijken/", {"van": wrong, "tot": "3"})
    assert answer.status_code == 404
    assert "Deze vergelijking is er niet." in answer.content.decode()
    assert "<b>" not in answer.content.decode()


def test_versions_days_and_now_are_compared_in_the_order_of_time(client):
    pairs = [("1", "2020-10-20"), ("2020-10-20", "1"), ("nu", "2020-10-20"), ("2020-10-20", "nu"), ("nu", "1")]
    told = [client.get("/din/vergelijken/", {"van": a, "tot": b, "vorm": "json"}).json() for a, b in pairs]
    assert told[0] == told[1]
    assert told[2] == told[3]
    assert (told[0]["from"], told[0]["to"], told[0]["to_date"]) == (1, None, "2020-10-20")
    assert told[4]["from"] == 1
    assert {"split", "merged", "removed"} <= {change["kind"] for change in told[0]["changes"]}


def test_a_day_in_the_form_counts_before_the_version_beside_it(client):
    page = client.get("/din/vergelijken/", {"van": "1", "van_op": "2020-10-19", "tot": "2"}).content.decode()
    assert "tussen het netwerk van 19 oktober 2020 en versie 2 van 18 november 2020" in words(page)


def test_the_comparison_as_csv_has_a_line_for_each_change_and_no_formulas(client):
    record(Draft(act=AddGoal(goal=Goal(code="D9", title="=1+1")), by=TEAM, holds_from=date(2021, 4, 12),
                 reason="=cmd()"), by=TEAM)  # fmt: skip
    asked = {"van": "1", "tot": "nu"}
    answer = client.get("/din/vergelijken/", asked | {"vorm": "csv"})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert lines[0].startswith("wijziging;soort;van;naar;zin;velden;reden;besluit;datum;door")
    assert len(lines) - 1 == len(client.get("/din/vergelijken/", asked | {"vorm": "json"}).json()["changes"])
    assert ";'=cmd();" in answer.content.decode()


def test_the_comparison_names_owners_and_policy_fields(client):
    told = client.get("/din/vergelijken/", {"van": "1", "tot": "nu", "vorm": "json"}).json()
    fields = [field for change in told["changes"] for field in change["fields"] if field["name"] == "policy_fields"]
    assert all(field["was"] and field["now"] for field in fields)


def test_the_slider_goes_past_every_change_to_now(client):
    page = client.get("/din/").content.decode()
    most = int(re.search(r'id="stap"[^>]* max="(\d+)"', page)[1])
    assert most >= len(stops()) - 1
    for place in (0, most // 2, most - 1):
        answer = client.get("/din/", {"stap": place, "kleur": "fase"})
        assert answer["Location"] == f"/din/?kleur=fase&op={stops()[place].named}"
        shown = client.get(answer["Location"]).content.decode()
        assert re.search(r'id="stap"[^>]* value="(\d+)"', shown)[1] == str(place)
        assert stops()[place].told in words(shown)
    assert client.get("/din/", {"stap": most})["Location"].endswith("op=nu")


@pytest.mark.parametrize("wrong", ["-1", "x", "99999999999", "1.5"])
def test_a_place_that_is_not_on_the_slider_leads_to_now(client, wrong):
    assert client.get("/din/", {"stap": wrong})["Location"].endswith("op=nu")


def test_links_lead_to_the_change_before_and_after_and_keep_the_rest(client):
    page = client.get("/din/", {"op": "2020-10-20", "kleur": "fase"}).content.decode()
    assert "20 oktober 2020: R03 gesplitst" in page
    before = re.search(r'rel="prev" href="/din/\?([^"]*)"', page)[1].replace("&amp;", "&")
    after = re.search(r'rel="next" href="/din/\?([^"]*)"', page)[1].replace("&amp;", "&")
    assert before.startswith("kleur=fase&op=")
    assert after.startswith("kleur=fase&op=")
    assert client.get(f"/din/?{before}").status_code == client.get(f"/din/?{after}").status_code == 200


def test_a_quiet_day_tells_what_changed_before_it(client):
    page = client.get("/din/", {"op": "2020-10-25"}).content.decode()
    assert "25 oktober 2020. Laatste wijziging daarvoor: 20 oktober 2020" in page


def test_what_is_recorded_is_on_the_slider_at_once(client):
    before = len(stops())
    record(Draft(act=AddGoal(goal=Goal(code="D9", title="Schoon")), by=TEAM, holds_from=today()), by=TEAM)
    assert len(stops()) == before + 1
    assert "Nu. Laatste wijziging" in words(client.get("/din/").content.decode())
    assert "D9 toegevoegd" in client.get("/din/").content.decode()


def test_a_day_before_today_does_not_show_what_is_recorded_today(client):
    record(Draft(act=AddGoal(goal=Goal(code="D9", title="Schoon")), by=TEAM, holds_from=today()), by=TEAM)
    yesterday = (today() - timedelta(days=1)).isoformat()
    assert "D9" not in boxes(client.get("/din/", {"op": yesterday}).content.decode())
    assert programme().network.is_open("D9")
