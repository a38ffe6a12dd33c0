"""Who may know of meetings, action points and escalations, against a table written apart from the code."""

from __future__ import annotations

import pytest

from roer.core.programme.meeting_access import may_know_action, may_know_meeting, sees_escalations, visible_meetings
from roer.core.programme.meetings import ItemKind

# Person → knows of a meeting of the steering group, sees the ladder of escalations.
KNOWS = {
    "team": (True, True),
    "steering-group": (True, True),
    "alderman-lisse": (True, True),
    "auditor": (True, True),
    "data-protection-officer": (False, True),
    "architecture-board": (False, True),
    "data-team": (False, True),
    "line": (False, True),
    "executive-hillegom": (False, True),
    "mayor-hillegom": (False, True),
    "joint-organisation": (False, True),
    "sounding-board": (False, False),
    "council-hillegom": (False, False),
    "clerks-hillegom": (False, False),
    "partner": (False, False),
    "founder": (False, False),
    None: (False, False),
}


@pytest.fixture
def met(world):
    world.convene("OV-1")
    world.convene("OV-2", "b-sounding-board", ItemKind.DISCUSSION)
    world.agree_action("AP-1", "OV-1", owner="partner")
    return world


@pytest.mark.parametrize(("person", "knows"), KNOWS.items())
def test_meetings_and_escalations_are_known_to_whom_the_table_says(met, person, knows):
    seen = (
        may_know_meeting(met.programme, "OV-1", person, on=met.today),
        sees_escalations(met.programme, person, on=met.today),
    )
    assert seen == knows


@pytest.mark.parametrize(
    ("person", "codes"),
    [("team", {"OV-1", "OV-2"}), ("sounding-board", {"OV-2"}), ("partner", set()), (None, set())],
)
def test_a_list_of_meetings_holds_only_what_the_reader_may_know(met, person, codes):
    assert {record.meeting.code for record in visible_meetings(met.programme, person, on=met.today)} == codes


def test_of_an_action_point_knows_its_owner_and_who_knows_of_the_meeting(met):
    action = met.programme.meetings.actions["AP-1"]
    known = {who for who in KNOWS if may_know_action(met.programme, action, who, on=met.today)}
    assert known == {"team", "steering-group", "alderman-lisse", "auditor", "partner"}


def test_nobody_knows_of_a_meeting_that_is_not_there(met):
    assert not may_know_meeting(met.programme, "OV-9", "team", on=met.today)
