"""Who may read what was recorded, against a table written apart from the one in the code (programme.md 3.9)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.core.programme.matrix_acts import tried
from tests.core.programme.matrix_world import ROLES, STATES, TOWNS, person, populated
from tests.core.programme.test_permissions import KINDS

from roer.core.programme import acts, privacy_access
from roer.core.programme.elements import BodyKind, Seat, SeatRole
from roer.core.programme.reading import MATTERS, READERS, Matter, is_decided, may_read

NOW = datetime(2020, 8, 1, 9, tzinfo=UTC)
WORKS = {"programme_manager", "team_member", "alderman", "director", "auditor"}
DATA = {"analyst", "hired_analyst"}
PRIVACY = {*WORKS, *DATA, "officer", "architect", "executive_secretary", "mayor", "client", "measure_owner"}
LADDER = {
    *WORKS, *DATA, "officer", "architect", "executive_secretary", "mayor", "client", "youth_worker", "measure_owner",
    "joint_director",
}  # fmt: skip
LINE = {"client", "youth_worker", "measure_owner"}
ABOUT_IDEAS = (
    "amend_idea", "take_up_idea", "investigate_idea", "answer_idea", "elaborate_idea", "merge_ideas", "realise_idea"
)  # fmt: skip
ABOUT_PREVIEWS = ("end_preview", "remark_on_preview", "answer_remark")
ABOUT_MEETINGS = (
    "cancel_meeting", "set_agenda", "record_attendance", "write_minutes", "confirm_minutes", "agree_action",
    "settle_action",
)  # fmt: skip
ABOUT_ESCALATIONS = ("report_escalation", "raise_escalation", "settle_escalation", "close_escalation")
# What not everybody may read, in a state where nothing was decided and no letter was offered.
CLOSED = {
    "screen_privacy": PRIVACY,
    "write_dpia": PRIVACY,
    "advise_on_privacy": PRIVACY,
    "adopt_dpia": PRIVACY,
    "record_consultation": PRIVACY,
    "report_operation": PRIVACY,
    "report_release": PRIVACY,
    "implement_measure": PRIVACY,
    "reopen_measure": PRIVACY,
    "give_advice": WORKS,
    "book_amount": WORKS,
    "allocate_capacity": {*WORKS, *DATA, *LINE},
    "draft_letter": WORKS - {"auditor"},
    "offer_letter": WORKS - {"auditor"},
    **{kind: {*WORKS, "sounding_board_member", "youth_worker"} for kind in ABOUT_IDEAS},
    **{kind: {"programme_manager", "team_member", *DATA, "resident"} for kind in ABOUT_PREVIEWS},
    **dict.fromkeys(ABOUT_MEETINGS, WORKS),
    **dict.fromkeys(ABOUT_ESCALATIONS, LADDER),
    "convene_meeting": set(),
    "submit_idea": set(),
    "invite_to_preview": set(),
}
# What is not there yet is known to nobody, so the acts that would bring it are read by nobody.
LOCAL = {"alderman", "executive_secretary", "mayor"}


@pytest.fixture(scope="module")
def agreed(new_world):
    """Everything about R01 is written and agreed; a letter lies ready, an idea is on its way, a preview is open."""
    world = populated(new_world())
    STATES["agreed"](world)
    return world


def _reads(world, act, who) -> bool:
    return may_read(act, world.programme, who, now=NOW)


def test_every_act_says_what_it_is_about():
    assert set(MATTERS) == set(KINDS), "say in MATTERS of core/programme/reading.py what the act is about"
    assert set(READERS) == set(Matter)


@pytest.mark.parametrize("kind", KINDS)
def test_an_act_is_read_by_whom_the_table_says_and_by_nobody_else(agreed, kind):
    act = tried(kind, agreed)
    for town in TOWNS:
        readers = {role for role in ROLES if _reads(agreed, act, person(role, town))}
        expected = CLOSED.get(kind, set(ROLES))
        if kind in CLOSED:
            expected = {role for role in expected if not (role in LOCAL and town == "none")}
            expected -= {"client", "measure_owner"} if town != "own" and CLOSED[kind] is PRIVACY else set()
            expected -= {"resident"} if town != "own" else set()
            expected -= {"youth_worker"} if town != "own" and kind in ABOUT_IDEAS else set()
        assert readers == expected
    assert _reads(agreed, act, None) is (kind not in CLOSED)


def test_an_advice_is_everybodys_when_a_decision_names_it(agreed):
    decided = acts.GiveAdvice.model_validate({"advice": {"code": "A-1", "subjects": ["R01"], "text": "Doe het."}})
    open_still = acts.GiveAdvice.model_validate({"advice": {"code": "A-2", "subjects": ["R01"], "text": "Doe het."}})
    assert is_decided("A-1", agreed.programme)
    assert _reads(agreed, decided, None)
    assert not _reads(agreed, open_still, None)


@pytest.mark.parametrize("town", ["hillegom", "lisse", "teylingen"])
def test_an_executive_reads_the_privacy_files_of_its_own_municipality_only(monitor, town):
    monitor.add_result("R03", municipalities=("GM0534",))
    for who in (f"executive-{town}", f"mayor-{town}"):
        reads = privacy_access.may_read(monitor.programme, "R03", who, on=monitor.today)
        assert reads is (town == "hillegom")
        act = acts.ScreenPrivacy(result="R03", contract_hash="c" * 64, dpia_needed=True, motive="Gevoelig.")
        assert _reads(monitor, act, who) is reads
    assert privacy_access.may_read(monitor.programme, "R03", "client", on=monitor.today)
    assert not privacy_access.may_read(monitor.programme, "R03", "line", on=monitor.today)
    assert not privacy_access.may_read(monitor.programme, "R99", "client", on=monitor.today)


def test_a_seat_that_ended_reads_no_more(monitor):
    seat = Seat(body="b-data-team", person="temp", role=SeatRole.ANALYST, start=monitor.today, end=NOW.date())
    monitor.do(acts.GiveSeat(seat=seat))
    act = acts.ScreenPrivacy(result="R01", contract_hash="c" * 64, dpia_needed=True, motive="Gevoelig.")
    assert may_read(act, monitor.programme, "temp", now=NOW.replace(month=7, day=31))
    assert not may_read(act, monitor.programme, "temp", now=NOW)


def test_what_nobody_classed_is_for_who_works_on_the_programme(monitor, monkeypatch):
    monkeypatch.delitem(MATTERS, "add_policy_field")
    act = acts.AddPolicyField.model_validate({"policy_field": {"code": "nieuw", "name": "Nieuw"}})
    readers = {
        who
        for who in ("team", "steering-group", "auditor", "line", "council-hillegom", None)
        if _reads(monitor, act, who)
    }
    assert readers == {"team", "steering-group", "auditor"}
    assert READERS[Matter.INSIDE] == {BodyKind.PROGRAMME_TEAM, BodyKind.STEERING_GROUP, BodyKind.AUDITOR}
