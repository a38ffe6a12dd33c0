"""What is under embargo does not show on any page of the programme, not even by its title."""

from __future__ import annotations

import pytest

from roer.core.programme.entries import Draft
from roer.office.ledger.door import record
from roer.office.ledger.history import entries

TEAM, TITLE = "noor-dekker", "Tweede voortgangsrapportage"


@pytest.fixture
def draft_line(example) -> int:
    """The line of the ledger in which the second letter was drafted anew: the newest of all."""
    first = next(entry for entry in entries() if getattr(entry.draft.act, "code", "") == "RIB-2")
    again = first.draft.act.model_copy(update={"expects": first.seq})
    return record(Draft(act=again, by=TEAM, holds_from=first.draft.holds_from), by=TEAM).seq


def test_an_outsider_finds_no_trace_of_a_draft_letter(client, draft_line):
    assert TITLE not in client.get("/").content.decode()
    assert client.get(f"/grootboek/{draft_line}/").status_code == 404


def test_the_programme_team_sees_the_draft_in_the_news(as_person, draft_line):
    team = as_person("noor-dekker")
    assert TITLE in team.get("/").content.decode()
    assert team.get(f"/grootboek/{draft_line}/").status_code == 200
