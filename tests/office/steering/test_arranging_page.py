"""The page on which the programme team draws the network in a fresh order."""

from __future__ import annotations

import re

import pytest

from roer.core.programme.entries import Draft
from roer.core.programme.network_acts import ArrangeNetwork
from roer.office.ledger.door import record, today
from roer.office.ledger.history import programme
from roer.office.steering.din_picture import moment_of

pytestmark = pytest.mark.usefixtures("example")
TEAM = "noor-dekker"
ADDRESS = "/din/herschikken/"


@pytest.fixture
def turned(example: None) -> None:
    """The network was arranged upside down, so that a fresh order is better."""
    order = tuple(tuple(sorted(column)) for column in moment_of().order)
    act = ArrangeNetwork(order=order, crossings_before=0, crossings_after=0)
    record(Draft(act=act, by=TEAM, holds_from=today()), by=TEAM)


def words(answer: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.usefixtures("turned")
def test_before_and_after_are_seen_with_their_crossings_and_the_pairs_that_swap(client):
    answer = client.get(ADDRESS)
    now, then = (re.search(rf"Kruisende lijnen {word} (\d+)", words(answer))[1] for word in ("nu", "straks"))
    assert int(then) < int(now)
    assert re.search(r"Paren die van plaats wisselen \d+ van \d+", words(answer))
    shown = [re.findall(r'id="din-([A-Z0-9]+)"', client.get(ADDRESS, {"stand": stand}).content.decode())
             for stand in ("nu", "nieuw")]  # fmt: skip
    assert sorted(shown[0]) == sorted(shown[1])
    assert shown[0] != shown[1]


@pytest.mark.usefixtures("turned")
def test_a_visitor_cannot_arrange(client):
    assert "Alleen het programmateam herschikt het netwerk." in words(client.get(ADDRESS))
    assert client.post(ADDRESS, {"seen": programme().head}).status_code == 403


@pytest.mark.usefixtures("turned")
def test_a_councillor_cannot_arrange(as_person):
    answer = as_person("daan-mulder").post(ADDRESS, {"seen": programme().head})
    assert answer.status_code == 403
    assert "denken mee maar beslissen en sturen niet" in words(answer)


@pytest.mark.usefixtures("turned")
def test_the_team_records_the_fresh_order_and_the_network_stands_in_it(as_person):
    client = as_person(TEAM)
    answer = client.post(ADDRESS, {"seen": programme().head}, follow=True)
    assert "Het netwerk staat in de nieuwe volgorde." in words(answer)
    assert moment_of().order == programme().network.order
    assert "niet minder kruisende lijnen" in words(client.get(ADDRESS))


@pytest.mark.usefixtures("turned")
def test_what_changed_since_it_was_seen_is_looked_at_again(as_person):
    answer = as_person(TEAM).post(ADDRESS, {"seen": "0" * 64})
    assert answer.status_code == 409
    assert "intussen gewijzigd" in words(answer)
