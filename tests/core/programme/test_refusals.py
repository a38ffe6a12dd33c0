"""What names something that is not there, or is there already, is refused with the rule that says so."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest
from pydantic import ValidationError

from roer.core.programme import acts
from roer.core.programme.acts import ACT
from roer.core.programme.decisions import AdoptVersion, ApproveLineage, General
from roer.core.programme.elements import Link, Result
from roer.core.programme.entries import Entry
from roer.core.programme.gates import GateStatus, gates_of
from roer.core.programme.lines import GENESIS
from roer.core.programme.rules import NotAllowed

GENERAL = General(text="Wij doen het zo.")
H = "0" * 64


def _rule(world, act, by: str = "team", **more: object) -> str:
    with pytest.raises(NotAllowed) as refusal:
        world.try_it(act, by, **more)
    assert str(refusal.value).endswith(".")
    return refusal.value.rule


def _gate(world, number: int):
    return gates_of(world.programme, "R01")[number - 1]


@pytest.mark.parametrize(
    ("said", "by", "rule"),
    [
        ({"kind": "add_municipality", "municipality": {"code": "GM0534", "name": "Weer"}}, "team", "already_there"),
        ({"kind": "add_policy_field", "policy_field": {"code": "jeugd", "name": "Weer"}}, "team", "already_there"),
        ({"kind": "give_advice", "advice": {"code": "A-1", "subjects": ["R01"], "text": "Nog."}}, "team", "code_used"),
        ({"kind": "give_advice", "advice": {"code": "A-2", "subjects": ["R9"], "text": "Nog."}}, "team",
         "unknown_element"),
        ({"kind": "confirm_decision", "decision": "B-9"}, "team", "unknown_decision"),
        ({"kind": "withdraw_decision", "decision": "B-9", "motive": "Toch niet."}, "team", "unknown_decision"),
        ({"kind": "confirm_decision", "decision": "B-9"}, "steering-group", "permission"),
        ({"kind": "offer_letter", "letter": "RIB-9", "body_hash": H}, "team", "unknown_letter"),
        ({"kind": "agree_smart_text", "result": "R01", "text_hash": H}, "client", "no_smart_text"),
        ({"kind": "agree_smart_text", "result": "R99", "text_hash": H}, "client", "permission"),
        ({"kind": "advise_on_privacy", "result": "R01", "subject_hash": H, "positive": True, "text": "Goed."},
         "data-protection-officer", "nothing_to_advise_on"),
        ({"kind": "adopt_dpia", "result": "R01", "dpia_hash": H, "municipality": "GM0534"},
         "executive-hillegom", "no_dpia"),
        ({"kind": "adopt_dpia", "result": "R02", "dpia_hash": H, "municipality": "GM1525"},
         "executive-teylingen", "other_municipality"),
        ({"kind": "adopt_architecture", "result": "R01", "architecture_hash": H},
         "architecture-board", "no_architecture"),
        ({"kind": "screen_privacy", "result": "R01", "contract_hash": H, "dpia_needed": True, "motive": "Nodig."},
         "team", "no_contract"),
        ({"kind": "screen_privacy", "result": "D1", "contract_hash": H, "dpia_needed": True, "motive": "Nodig."},
         "team", "not_a_result"),
        ({"kind": "implement_measure", "result": "R01", "measure": "M1", "proof": "Zie dossier."}, "team", "no_dpia"),
        ({"kind": "implement_measure", "result": "R01", "measure": "M1", "proof": "Zie dossier."}, "owner",
         "permission"),
    ],
)  # fmt: skip
def test_an_act_about_what_is_not_there_is_refused(monitor, said, by, rule):
    monitor.add_result("R02", municipalities=("GM0534",))
    monitor.add_goal()
    monitor.advise()
    assert _rule(monitor, ACT.validate_python(said), by) == rule


def test_a_decision_is_new_and_of_a_body_in_office(world):
    world.decide("B-1", GENERAL)
    assert _rule(world, world.decision("B-1", GENERAL)) == "code_used"
    assert _rule(world, world.decision("B-2", GENERAL, body="b-unknown")) == "unknown_body"
    absent = AdoptVersion(number=4, subject_hash=H)
    assert _rule(world, world.decision("B-2", absent)) == "unknown_version"
    assert _rule(world, world.decision("B-2", ApproveLineage(elements=("R99",)))) == "unknown_element"
    world.do(acts.RetireBody(body="b-steering-group", motive="Opgeheven."))
    assert _rule(world, world.decision("B-2", GENERAL)) == "retired_body"


def test_without_a_steering_group_nothing_is_decided(world):
    world.do(acts.RetireBody(body="b-steering-group", motive="Opgeheven."))
    assert _rule(world, world.decision("B-1", GENERAL)) == "retired_body"


def test_one_speaks_on_behalf_of_a_body_that_exists(world):
    goal = acts.AddGoal.model_validate({"goal": {"code": "D1", "title": "Doel"}})
    assert _rule(world, goal, on_behalf_of="b-unknown") == "unknown_body"


def test_two_parts_of_a_split_do_not_share_a_product(monitor):
    monitor.decide("B-L", ApproveLineage(elements=("R01",)))
    parts = tuple(Result(code=code, title=code, municipalities=("GM0534",), product="samen") for code in ("R11", "R12"))
    split = acts.SplitElement(
        predecessor="R01", successors=parts, decision="B-L", motive="Te groot.", expects=monitor.seen("R01")
    )
    assert _rule(monitor, split) == "product_taken"
    monitor.add_effort()
    link = acts.ChangeLink(link=Link(source="I01", target="R01"), expects=1)
    assert _rule(monitor, link) == "unknown_link"


def test_gate_1_asks_for_a_client(monitor):
    monitor.add_result("R02", client=None)
    monitor.write_smart("R02")
    state = gates_of(monitor.programme, "R02")[0]
    assert state.status is GateStatus.NOT_MET
    assert "nog geen klant" in state.reason


def test_a_prescan_lapses_with_its_contract(monitor):
    monitor.declare()
    monitor.screen(needed=False)
    monitor.declare(digest="d")
    assert _gate(monitor, 3).status is GateStatus.NOT_MET
    monitor.declare()
    monitor.advise_privacy()
    assert _gate(monitor, 3).passes
    monitor.declare(digest="d")
    assert _gate(monitor, 3).status is GateStatus.LAPSED
    monitor.write_dpia()
    assert "nieuwe DPIA" in _gate(monitor, 3).reason


def test_an_architecture_for_another_contract_opens_nothing(monitor):
    monitor.declare(sources=())
    monitor.describe_architecture(sources=())
    monitor.declare(digest="d")
    assert _gate(monitor, 4).status is GateStatus.NOT_MET
    monitor.declare(sources=("Telefonie",))
    state = _gate(monitor, 4)
    assert state.status is GateStatus.NOT_MET
    assert "Telefonie" in state.reason


def test_an_executive_of_a_town_without_a_body_is_still_named(monitor):
    monitor.do(acts.RetireBody(body="b-executive-hillegom", motive="Opgeheven."))
    monitor.declare()
    monitor.write_dpia()
    monitor.advise_privacy()
    assert _gate(monitor, 3).turn.label == "college van Hillegom"


def test_a_moment_in_the_ledger_is_in_utc(world):
    first = world.entries[0]
    for moment in (datetime(2020, 7, 1, 8), datetime.fromisoformat("2020-07-01T08:00+02:00")):
        with pytest.raises(ValidationError):
            Entry.chain(first.draft, seq=1, id=UUID(int=1), recorded_at=moment, previous=GENESIS)
