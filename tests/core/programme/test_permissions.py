"""Who may record what, as a truth table written apart from the one in the code (programme.md 3.9)."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from roer.core.programme import acts
from roer.core.programme.acts import ACT, Act
from roer.core.programme.elements import BodyKind, Seat, SeatRole
from roer.core.programme.labels import ACTS, label
from roer.core.programme.permissions import CONFINED, PERMISSIONS, Relation
from roer.core.programme.rules import INVARIANTS, Conflict, NotAllowed

KINDS = tuple(act.model_fields["kind"].default for act in get_args(get_args(Act)[0]))
WHO = {
    "t": "team", "s": "steering-group", "k": "sounding-board", "r": "council-hillegom", "c": "executive-hillegom",
    "g": "clerks-hillegom", "f": "data-protection-officer", "a": "architecture-board", "d": "data-team", "l": "line",
    "y": "mayor-hillegom", "j": "joint-organisation", "p": "partner", "q": "client", "m": "owner",
    "o": "action-owner", "w": "alderman-hillegom", "n": "nobody",
    "u": "auditor", "i": "guest", "b": "submitter",
}  # fmt: skip

# t team · s steering group · k sounding board · r council · c executive · g clerks · f officer · a architects
# d data team · y mayor · j joint organisation · l line · p partner · q client of the result · m measure owner
# u auditor · n anybody else · i invited to the preview · b who brought the idea in
TABLE = """
found_programme
add_municipality    t
add_policy_field    t
rename_policy_field t
establish_body      t
retire_body         t
give_seat           t
end_seat            t
add_goal            t
add_result          t
add_effort          t
change_element      t
link_elements       t
change_link         t
unlink_elements     t
split_element       t
merge_elements      t
remove_element      t
restore_element     t
arrange_network     t
write_smart_text    t
agree_smart_text    q
declare_contract    td
screen_privacy      t
write_dpia          t
advise_on_privacy   f
adopt_dpia          c
implement_measure   tdm
reopen_measure      tdm
describe_architecture td
adopt_architecture  a
give_advice         t
take_decision       tsw
confirm_decision    tsw
withdraw_decision   tsw
freeze_network      t
discuss_version     t
book_amount         t
allocate_capacity   td
draft_letter        t
offer_letter        t
change_body         t
name_substitute     t
end_substitute      t
record_interface    t
end_interface       t
raise_question      t
assign_question     t
settle_question     t
lift_reservation    cw
set_ceiling         td
convene_meeting     tsw
cancel_meeting      tsw
set_agenda          tsw
record_attendance   tsw
write_minutes       tsw
confirm_minutes     tsw
agree_action        tsw
settle_action       tswo
report_escalation   tdfalcjb
raise_escalation    tdfalcjb
settle_escalation   t
close_escalation    t
submit_idea         krglb
amend_idea          b
take_up_idea        t
investigate_idea    t
answer_idea         t
elaborate_idea      t
merge_ideas         t
realise_idea        t
invite_to_preview   td
end_preview         td
remark_on_preview   i
answer_remark       td
record_consultation tf
report_operation    d
report_release      td
"""
ROWS = {line.split()[0]: line.split()[1] if len(line.split()) > 1 else "" for line in TABLE.strip().splitlines()}
H = "0" * 64
RESULT = {"type": "result", "code": "R01", "title": "x", "municipalities": ["GM0534"]}
LINK = {"source": "R01", "target": "D1"}
CHARTER = {"code": "P", "name": "P", "start": "2020-07-01", "end": "2023-07-01", "yearly_budget_cents": 1}
DECISION = {"code": "B-9", "body": "b-steering-group", "decided_on": "2020-07-02", "title": "x", "outcome": "adopted",
            "effects": [{"type": "general", "text": "abc"}]}  # fmt: skip
COPY = {"municipality": "GM0534", "executive_date": "2020-07-02", "portfolio_holder": "xx", "handling_officer": "xx"}
SAMPLES = {
    "found_programme": {"charter": CHARTER},
    "add_municipality": {"municipality": {"code": "GM0001", "name": "x"}},
    "add_policy_field": {"policy_field": {"code": "xx", "name": "x"}},
    "rename_policy_field": {"policy_field": "jeugd", "was": "jeugd", "name": "Jeugd"},
    "establish_body": {"body": {"code": "xx", "name": "x", "kind": "line"}},
    "retire_body": {"body": "b-line", "motive": "abc"},
    "give_seat": {"seat": {"body": "b-line", "person": "new", "role": "member", "start": "2020-07-01"}},
    "end_seat": {"body": "b-line", "person": "line", "end": "2020-07-03"},
    "add_goal": {"goal": {"code": "D9", "title": "x"}},
    "add_result": {"result": {**RESULT, "code": "R09"}},
    "add_effort": {"effort": {"code": "I09", "title": "x"}},
    "change_element": {"element": RESULT, "expects": 1},
    "link_elements": {"link": LINK},
    "change_link": {"link": LINK, "expects": 1},
    "unlink_elements": {**LINK, "expects": 1},
    "split_element": {"predecessor": "R01", "successors": [RESULT, RESULT], "motive": "abc", "expects": 1},
    "merge_elements": {"predecessors": ["R01", "R02"], "successor": RESULT, "motive": "abc", "expects": [1, 1]},
    "remove_element": {"code": "R01", "motive": "abc", "expects": 1},
    "restore_element": {"code": "R01", "motive": "abc", "expects": 1},
    "arrange_network": {"order": [["R01"]], "crossings_before": 1, "crossings_after": 0},
    "write_smart_text": {"text": {"element": "R01", "sentence": "abc"}},
    "agree_smart_text": {"result": "R01", "text_hash": H},
    "declare_contract": {"contract": {"result": "R01", "product": "xx", "hash": H}},
    "screen_privacy": {"result": "R01", "contract_hash": H, "dpia_needed": True, "motive": "abc"},
    "write_dpia": {"dpia": {"result": "R01", "contract_hash": H, "summary": "abc", "review_by": "2023-01-01"}},
    "advise_on_privacy": {"result": "R01", "subject_hash": H, "positive": True, "text": "abc"},
    "adopt_dpia": {"result": "R01", "dpia_hash": H, "municipality": "GM0534"},
    "implement_measure": {"result": "R01", "measure": "M2", "proof": "abc"},
    "reopen_measure": {"result": "R01", "measure": "M2", "motive": "abc"},
    "describe_architecture": {"architecture": {"result": "R01", "contract_hash": H}},
    "adopt_architecture": {"result": "R01", "architecture_hash": H},
    "give_advice": {"advice": {"code": "A-9", "subjects": ["R01"], "text": "abc"}},
    "take_decision": {"decision": DECISION},
    "confirm_decision": {"decision": "B-1"},
    "withdraw_decision": {"decision": "B-1", "motive": "abc"},
    "freeze_network": {"number": 1, "version_date": "2020-07-02", "author": "team", "audience": "x"},
    "discuss_version": {"number": 1},
    "book_amount": {"booking": {"code": "K-1", "element": "R01", "kind": "realised", "cents": 1,
                                "booked_on": "2020-07-02"}},
    "allocate_capacity": {"allocation": {"effort": "I01", "quarter": "2020KW03", "needed": 50, "assigned": 0}},
    "draft_letter": {"code": "RIB-1", "number": 1, "title": "x", "letter_date": "2020-07-02", "to_version": 1,
                     "copies": [COPY]},
    "offer_letter": {"letter": "RIB-1", "body_hash": H},
    "change_body": {"body": {"code": "b-line", "name": "x", "kind": "line"}, "expects": 1},
    "name_substitute": {"substitution": {"body": "b-line", "person": "line", "substitute": "xx",
                                         "start": "2020-07-02"}},
    "end_substitute": {"body": "b-line", "person": "line", "substitute": "xx", "end": "2020-07-03"},
    "record_interface": {"interface": {"code": "V-1", "body": "b-line", "outside": "Andere programma's", "title": "x",
                                       "level": "steering", "subjects": ["capacity"]}},
    "end_interface": {"interface": "V-1", "motive": "abc"},
    "raise_question": {"question": {"code": "Q-1", "text": "Wie?"}},
    "assign_question": {"question": "Q-1", "owner": "b-line", "expects": 1},
    "settle_question": {"question": "Q-1", "answer": "abc", "expects": 1},
    "lift_reservation": {"decision": "B-1", "municipality": "GM0534", "text": "abc"},
    "set_ceiling": {"ceiling": {"quarter": "2020KW03", "capacity": 100}},
    "convene_meeting": {"meeting": {"code": "OV-9", "body": "b-steering-group", "held_on": "2020-07-02"}},
    "cancel_meeting": {"meeting": "OV-1", "motive": "abc"},
    "set_agenda": {"meeting": "OV-1", "items": [{"kind": "decision", "title": "x"}]},
    "record_attendance": {"meeting": "OV-1", "present": [{"person": "steering-group"}]},
    "write_minutes": {"meeting": "OV-1", "text": "abc"},
    "confirm_minutes": {"meeting": "OV-1", "minutes_hash": H},
    "agree_action": {"action": {"code": "AP-9", "meeting": "OV-1", "text": "abc", "owner": "xx", "due": "2020-07-09"}},
    "settle_action": {"action": "AP-1", "text": "abc"},
    "report_escalation": {"escalation": {"code": "E-9", "title": "x", "cause": "abc"}},
    "raise_escalation": {"escalation": "E-1", "to": "programme_manager", "motive": "abc", "expects": 1},
    "settle_escalation": {"escalation": "E-1", "outcome": "abc", "expects": 1},
    "close_escalation": {"escalation": "E-1", "text": "abc", "expects": 1},
    "submit_idea": {"idea": {"code": "ID-9", "title": "x", "text": "abc"}},
    "amend_idea": {"idea": "ID-1", "text": "abcd", "expects": 1},
    "take_up_idea": {"idea": "ID-1", "expects": 1},
    "investigate_idea": {"idea": "ID-1", "expects": 1,
                         "investigation": dict.fromkeys(("feasibility", "privacy", "data", "architecture"), "abc")},
    "answer_idea": {"idea": "ID-1", "verdict": "held", "text": "abc", "expects": 1},
    "elaborate_idea": {"idea": "ID-1", "text": "abc", "expects": 1},
    "merge_ideas": {"idea": "ID-1", "into": "ID-2", "motive": "abc", "expects": [1, 1]},
    "realise_idea": {"idea": "ID-1", "result": "R01", "expects": 1},
    "invite_to_preview": {"preview": {"code": "V-9", "title": "x", "product": "p-r01", "persons": ["guest"],
                                      "start": "2020-07-01", "until": "2020-08-01"}},
    "end_preview": {"preview": "V-1", "end": "2020-07-20", "motive": "abc", "expects": 1},
    "remark_on_preview": {"preview": "V-1", "part": "kaart", "text": "abc"},
    "answer_remark": {"preview": "V-1", "remark": 1, "text": "abc"},
    "record_consultation": {"result": "R01", "dpia_hash": H, "reference": "AP-1", "text": "abc"},
    "report_operation": {"result": "R01", "evidence": "abc"},
    "report_release": {"result": "R01", "release": {"id": "r1", "made_at": "2020-07-01T08:00:00Z", "manifest": H,
                                                    "contract_hash": "c" * 64, "withstood_attack": True}},
}  # fmt: skip


@pytest.fixture(scope="module")
def full(new_world):
    """A programme where everything that a permission may depend on exists."""
    world = new_world()
    world.add_result()
    world.declare()
    world.write_dpia()
    world.prioritise(decision="B-1")
    world.convene("OV-1")
    world.agree_action("AP-1", "OV-1", owner="action-owner")
    seat = Seat(body="b-line", person="submitter", role=SeatRole.MEMBER, start=world.today)
    world.do(acts.GiveSeat(seat=seat))
    world.submit_idea("ID-1", by="submitter")
    world.invite("V-1", persons=("guest",))
    return world


def _may_record(world, kind: str, who: str) -> bool:
    act = ACT.validate_python({"kind": kind, **SAMPLES[kind]})
    try:
        world.try_it(act, who)
    except NotAllowed as refusal:
        return refusal.rule not in {"permission", "sounding_board_never_decides", "auditor_only_reads"}
    except Conflict:
        return True
    return True


def test_the_table_names_every_act():
    assert set(ROWS) == set(KINDS) == set(PERMISSIONS) == set(INVARIANTS) == set(ACTS) == set(SAMPLES)


@pytest.mark.parametrize("kind", KINDS)
def test_an_act_is_recorded_by_whom_the_table_says_and_by_nobody_else(full, kind):
    allowed = {WHO[letter] for letter in ROWS[kind]}
    assert {who for who in WHO.values() if _may_record(full, kind, who)} == allowed


def test_the_first_act_is_anybodys_and_only_the_first(new_world):
    world = new_world()
    with pytest.raises(NotAllowed) as refusal:
        world.try_it(acts.FoundProgramme.model_validate({"charter": CHARTER}), "founder")
    assert refusal.value.rule == "permission"


def test_the_founder_sets_up_only_while_the_programme_team_is_empty(world):
    goal = acts.AddPolicyField.model_validate({"policy_field": {"code": "nieuw", "name": "Nieuw"}})
    with pytest.raises(NotAllowed, match="oprichter"):
        world.try_it(goal, "founder")
    for person in ("team", "team-two"):
        world.do(acts.EndSeat(body="b-programme-team", person=person, end=date(2020, 7, 3)))
    world.wait()
    world.try_it(goal, "founder")
    with pytest.raises(NotAllowed):
        world.try_it(goal, "team")


def test_the_founder_never_writes_in_the_network(world):
    with pytest.raises(NotAllowed, match="programmateam"):
        world.try_it(ACT.validate_python({"kind": "add_goal", **SAMPLES["add_goal"]}), "founder")


def test_a_seat_counts_from_its_start_up_to_its_end(world):
    goal = ACT.validate_python({"kind": "add_goal", **SAMPLES["add_goal"]})
    seat = Seat(
        body="b-programme-team", person="temp", role=SeatRole.MEMBER, start=date(2020, 7, 3), end=date(2020, 7, 4)
    )
    world.do(acts.GiveSeat(seat=seat))
    outcomes = []
    for _ in range(3):
        outcomes.append(_may_record_goal(world, goal))
        world.wait()
    assert outcomes == [False, True, False]


def _may_record_goal(world, goal) -> bool:
    try:
        world.try_it(goal, "temp")
    except NotAllowed:
        return False
    return True


def test_a_seat_in_a_retired_body_gives_no_permission(monitor):
    monitor.declare()
    monitor.describe_architecture()
    monitor.do(acts.RetireBody(body="b-architecture-board", motive="Opgeheven."))
    digest = monitor.programme.architectures["R01"][-1].hash
    with pytest.raises(NotAllowed):
        monitor.try_it(acts.AdoptArchitecture(result="R01", architecture_hash=digest), "architecture-board")


@pytest.mark.parametrize("town", ["hillegom", "lisse", "teylingen"])
def test_an_executive_adopts_for_its_own_town_only(full, town):
    assert _may_record(full, "adopt_dpia", f"executive-{town}") is (town == "hillegom")


def test_who_sits_in_the_sounding_board_decides_nothing_in_any_other_quality(monitor):
    seat = Seat(body="b-sounding-board", person="client", role=SeatRole.COUNCILLOR, start=monitor.today)
    monitor.write_smart()
    monitor.do(acts.GiveSeat(seat=seat))
    with pytest.raises(NotAllowed, match="denken mee maar beslissen") as refusal:
        monitor.agree()
    assert refusal.value.rule == "sounding_board_never_decides"


@pytest.mark.parametrize("body", ["b-steering-group", "b-programme-team", "b-executive-lisse", "b-line", "b-data-team"])
def test_the_sounding_board_records_its_own_three_acts_whatever_else_its_members_are(new_world, body):
    world = new_world()
    world.add_result(client="sounding-board-two")
    seats = [(body, "sounding-board"), ("b-sounding-board", "sounding-board-two")]
    for where, person in seats:
        seat = Seat(body=where, person=person, role=SeatRole.MEMBER, start=world.today)
        world.append(world.draft(acts.GiveSeat(seat=seat), "team"))  # the rules keep these seats apart
    world.submit_idea("ID-1", by="sounding-board")
    world.invite("V-1", bodies=("b-sounding-board",))
    admitted = {kind for kind in KINDS if _may_record(world, kind, "sounding-board")}
    assert admitted == {"submit_idea", "amend_idea", "remark_on_preview"} == set(CONFINED[BodyKind.SOUNDING_BOARD].own)
    assert {kind for kind in KINDS if _may_record(world, kind, "sounding-board-two")} == admitted - {"amend_idea"}


@pytest.mark.parametrize("kind", list(BodyKind))
def test_every_kind_of_body_has_a_dutch_name(kind):
    assert label(kind) != kind.value or kind is BodyKind.PARTNER


def test_before_there_is_a_dpia_nobody_owns_a_measure(monitor):
    act = acts.ImplementMeasure(result="R01", measure="M2", proof="Zie dossier.")
    monitor.declare()
    monitor.screen(needed=True)
    with pytest.raises(NotAllowed) as refusal:
        monitor.try_it(act, "owner")
    assert refusal.value.rule == "permission"


@pytest.mark.parametrize("relation", sorted(set(Relation) - {Relation.SECRETARY, Relation.MEETING_SECRETARY}))
def test_a_relation_to_one_thing_gives_nothing_for_an_act_about_another(full, monkeypatch, relation):
    monkeypatch.setitem(PERMISSIONS, "add_goal", (relation,))
    assert not {who for who in WHO.values() if _may_record(full, "add_goal", who)}
