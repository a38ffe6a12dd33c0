"""Bodies, seats and decisions: a body decides, a person records (programme.md 3.8: 2 to 5)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from roer.core.programme import acts
from roer.core.programme.decisions import AdoptVersion, ApproveLineage, General, PriorityClass, VersionStatus
from roer.core.programme.elements import Body, BodyKind, Seat, SeatRole
from roer.core.programme.rules import Conflict, NotAllowed, may

GENERAL = General(text="Wij doen het zo.")
BODIES = {
    BodyKind.STEERING_GROUP: "b-steering-group",
    BodyKind.SOUNDING_BOARD: "b-sounding-board",
    BodyKind.PROGRAMME_TEAM: "b-programme-team",
    BodyKind.COUNCIL: "b-council-hillegom",
    BodyKind.EXECUTIVE: "b-executive-hillegom",
    BodyKind.MAYOR: "b-mayor-hillegom",
    BodyKind.CLERKS: "b-clerks-hillegom",
    BodyKind.DATA_PROTECTION_OFFICER: "b-data-protection-officer",
    BodyKind.ARCHITECTURE_BOARD: "b-architecture-board",
    BodyKind.DATA_TEAM: "b-data-team",
    BodyKind.JOINT_ORGANISATION: "b-joint-organisation",
    BodyKind.LINE: "b-line",
    BodyKind.PARTNER: "b-partner",
    BodyKind.AUDITOR: "b-auditor",
}
SILENT = {"sounding_board": "sounding_board_never_decides", "auditor": "auditor_only_reads"}
MAY_DECIDE = {
    "general": {"steering_group", "council", "executive", "architecture_board", "line", "joint_organisation", "mayor"},
    "prioritise": {"steering_group"},
    "place": {"steering_group"},
    "approve_lineage": {"steering_group"},
    "adopt_version": {"steering_group"},
}


def _rule(world, act, by: str = "team", **more: object) -> str:
    with pytest.raises((NotAllowed, Conflict)) as refusal:
        world.try_it(act, by, **more)
    return refusal.value.rule


def _seat(body: str, person: str, role: SeatRole = SeatRole.MEMBER, **more: object) -> acts.GiveSeat:
    said = {"body": body, "person": person, "role": role, "start": date(2020, 7, 1)}
    return acts.GiveSeat(seat=Seat.model_validate({**said, **more}))


@pytest.mark.parametrize("kind", list(BodyKind))
@pytest.mark.parametrize("about", list(MAY_DECIDE))
def test_each_matter_is_decided_by_its_own_bodies(monitor, kind, about):
    monitor.open_all_gates()
    monitor.advise("A-9", ("R01",))
    monitor.do(acts.FreezeNetwork(number=1, version_date=monitor.today, author="team", audience="x"))
    effect = {
        "general": GENERAL,
        "prioritise": monitor.priority(),
        "place": monitor.place(),
        "approve_lineage": ApproveLineage(elements=("R01",)),
        "adopt_version": AdoptVersion(number=1, subject_hash=monitor.programme.versions[1].hash),
    }[about]
    act = monitor.decision("B-9", effect, advice="A-9", body=BODIES[kind])
    member = "team" if kind is BodyKind.STEERING_GROUP else BODIES[kind].removeprefix("b-").replace("programme-", "")
    verdict = may(monitor.programme, monitor.draft(act, member), today=monitor.today)
    assert verdict.ok is (kind.value in MAY_DECIDE[about])
    assert verdict.rule == ("" if verdict.ok else SILENT.get(kind.value, "wrong_body"))


@pytest.mark.parametrize("kind", [kind for kind in BodyKind if kind is not BodyKind.STEERING_GROUP])
def test_the_programme_team_records_decisions_of_the_steering_group_and_of_nobody_else(world, kind):
    rule = _rule(world, world.decision("B-9", GENERAL, body=BODIES[kind]))
    assert rule == ("wrong_body" if kind is BodyKind.PROGRAMME_TEAM else "permission")


def test_nobody_speaks_for_a_body_without_a_seat_in_it(world):
    policy = acts.AddPolicyField.model_validate({"policy_field": {"code": "nieuw", "name": "Nieuw"}})
    world.try_it(policy, "team", on_behalf_of="b-programme-team")
    world.try_it(policy, "team", on_behalf_of="b-steering-group")
    for body in ("b-executive-hillegom", "b-council-lisse", "b-data-protection-officer"):
        assert _rule(world, policy, on_behalf_of=body) == "foreign_body"
    decision = world.decision("B-1", GENERAL, body="b-executive-lisse")
    world.try_it(decision, "executive-lisse", on_behalf_of="b-executive-lisse")
    for body in ("b-executive-hillegom", "b-steering-group"):
        assert _rule(world, decision, "executive-lisse", on_behalf_of=body) == "foreign_body"


def test_a_member_records_for_the_own_body_only(world):
    own = world.decision("B-1", GENERAL, body="b-council-hillegom")
    world.try_it(own, "council-hillegom")
    assert _rule(world, own, "council-lisse") == "permission"


@pytest.mark.parametrize(
    ("person", "word"),
    [
        ("alderman-lisse", "een wethouder van Lisse"),
        ("alderman-teylingen", "een wethouder van Teylingen"),
        ("steering-group", "een directeur"),
    ],
)
def test_an_incomplete_steering_group_decides_nothing(world, person, word):
    gone = world.today + timedelta(days=1)
    world.do(acts.EndSeat(body="b-steering-group", person=person, end=gone))
    world.try_it(world.decision("B-1", GENERAL), "team")
    world.wait(1)
    with pytest.raises(NotAllowed, match=word) as refusal:
        world.try_it(world.decision("B-1", GENERAL), "team")
    assert refusal.value.rule == "steering_group_incomplete"
    world.try_it(world.decision("B-1", GENERAL, decided_on=gone - timedelta(days=1)), "team")


def test_priority_and_placement_ask_an_advice_about_this_result_from_before(monitor):
    monitor.add_result("R02")
    monitor.advise("A-2", ("R02",))
    early = monitor.today - timedelta(days=1)
    assert _rule(monitor, monitor.decision("B-1", monitor.priority())) == "advice_first"
    assert _rule(monitor, monitor.decision("B-1", monitor.priority(), advice="A-2")) == "advice_first"
    assert _rule(monitor, monitor.decision("B-1", monitor.priority(), advice="A-9")) == "unknown_advice"
    monitor.advise("A-1")
    late = monitor.decision("B-1", monitor.priority(), advice="A-1", decided_on=early)
    assert _rule(monitor, late) == "advice_first"
    monitor.try_it(monitor.decision("B-1", monitor.priority(), advice="A-1"), "team")


def test_a_decision_is_about_the_result_as_it_is_now(monitor):
    monitor.advise()
    decision = monitor.decision("B-1", monitor.priority(), advice="A-1")
    monitor.change("R01", title="Iets anders")
    assert _rule(monitor, decision) == "conflict"


def test_what_was_decided_stays_what_it_was(monitor):
    monitor.prioritise()
    decided = monitor.programme.decisions["B-1"].decision
    monitor.change("R01", title="Iets anders")
    assert monitor.programme.decisions["B-1"].decision == decided
    assert monitor.programme.priorities["R01"].subject.title == "Monitor R01"


@pytest.mark.parametrize("outcome", ["held", "rejected"])
def test_a_proposal_that_was_not_adopted_changes_nothing(monitor, outcome):
    monitor.advise()
    monitor.decide("B-1", monitor.priority(), monitor.place(), advice="A-1", outcome=outcome, motive="Nog niet.")
    assert not monitor.programme.priorities
    assert not monitor.programme.placements
    assert not monitor.programme.decisions["B-1"].has_effect


def test_an_outcome_other_than_adopted_says_why(monitor):
    assert _rule(monitor, monitor.decision("B-1", GENERAL, outcome="held")) == "outcome_motive"


def test_priority_and_placement_may_come_in_one_decision(monitor):
    monitor.declare()
    for gate in ("client_agreed", "dpia_done", "architecture_adopted"):
        monitor.open_gate(gate)
    monitor.advise()
    both = (monitor.priority(given=PriorityClass.NOT), monitor.place())
    assert _rule(monitor, monitor.decision("B-1", *both, advice="A-1")) == "decided_twice"
    monitor.decide("B-1", monitor.priority(), monitor.place(), advice="A-1")
    assert monitor.programme.placements["R01"].snapshot.priority_decision == "B-1"


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"start": "2021KW02", "end": "2021KW01"}, "place_period"),
        ({"start": "2023KW03", "end": "2023KW04"}, "place_period"),
        ({"municipalities": ("GM0001",)}, "other_municipality"),
    ],
)
def test_a_placement_fits_the_programme_and_the_result(monitor, changes, rule):
    monitor.open_all_gates()
    monitor.advise()
    place = monitor.place().model_copy(update=changes)
    assert _rule(monitor, monitor.decision("B-9", place, advice="A-1")) == rule


def test_a_later_placement_replaces_the_earlier(monitor):
    monitor.open_all_gates()
    monitor.advise()
    monitor.decide("B-8", monitor.place(), advice="A-1")
    later = monitor.place().model_copy(update={"start": "2021KW03", "end": "2021KW04"})
    monitor.decide("B-9", later, advice="A-1")
    assert monitor.programme.placements["R01"].place.start == "2021KW03"


def test_a_withdrawn_decision_loses_its_effects_and_stays_on_record(monitor):
    monitor.open_all_gates()
    monitor.advise("A-9", ("R01",))
    monitor.decide("B-9", monitor.place(), advice="A-9")
    monitor.do(acts.WithdrawDecision(decision="B-9", motive="Te vroeg."))
    assert "R01" not in monitor.programme.placements
    assert "R01" in monitor.programme.priorities
    assert monitor.programme.decisions["B-9"].withdrawal_motive == "Te vroeg."
    assert _rule(monitor, acts.WithdrawDecision(decision="B-9", motive="Weer.")) == "withdrawn"
    assert _rule(monitor, acts.ConfirmDecision(decision="B-9"), "team-two") == "withdrawn"


def test_who_recorded_a_decision_does_not_confirm_it(world):
    world.decide("B-1", GENERAL)
    assert _rule(world, acts.ConfirmDecision(decision="B-1"), "team") == "four_eyes"
    world.do(acts.ConfirmDecision(decision="B-1"), "alderman-lisse")
    assert world.programme.decisions["B-1"].confirmed.by == "alderman-lisse"
    assert _rule(world, acts.ConfirmDecision(decision="B-1"), "team-two") == "no_change"


def test_nobody_records_what_is_still_to_be_decided(world):
    later = world.today + timedelta(days=1)
    assert _rule(world, world.decision("B-1", GENERAL, decided_on=later)) == "decided_later"
    with pytest.raises(NotAllowed) as refusal:
        world.try_it(world.decision("B-1", GENERAL), "team", holds_from=later)
    assert refusal.value.rule == "holds_later"


@pytest.mark.parametrize(
    ("body", "role", "more", "rule"),
    [
        ("b-steering-group", SeatRole.PROGRAMME_MANAGER, {}, "seat_role"),
        ("b-steering-group", SeatRole.ALDERMAN, {}, "seat_municipality"),
        ("b-sounding-board", SeatRole.ALDERMAN, {}, "seat_role"),
        ("b-unknown", SeatRole.MEMBER, {}, "unknown_body"),
        ("b-line", SeatRole.MEMBER, {"end": date(2020, 7, 1)}, "seat_period"),
        ("b-line", SeatRole.MEMBER, {"municipality": "GM0001"}, "unknown_municipality"),
    ],
)
def test_a_seat_fits_its_body(world, body, role, more, rule):
    assert _rule(world, _seat(body, "nieuw", role, **more)) == rule


@pytest.mark.parametrize(
    ("first", "second", "role"),
    [
        ("sounding-board", "b-steering-group", SeatRole.DIRECTOR),
        ("sounding-board", "b-programme-team", SeatRole.MEMBER),
        ("sounding-board", "b-executive-lisse", SeatRole.CLERK),
        ("data-protection-officer", "b-programme-team", SeatRole.MEMBER),
        ("data-protection-officer", "b-executive-lisse", SeatRole.MEMBER),
        ("team", "b-steering-group", SeatRole.DIRECTOR),
        ("team", "b-sounding-board", SeatRole.CLERK),
        ("council-lisse", "b-programme-team", SeatRole.MEMBER),
    ],
)
def test_some_seats_are_never_held_together(world, first, second, role):
    assert _rule(world, _seat(second, first, role)) == "seats_apart"


def test_a_seat_may_follow_an_ended_one(world):
    assert _rule(world, _seat("b-line", "line")) == "already_there"
    end = date(2020, 8, 1)
    world.do(acts.EndSeat(body="b-line", person="line", end=end))
    world.do(_seat("b-line", "line", start=end))
    world.do(_seat("b-line", "sounding-board", start=end))
    assert _rule(world, acts.EndSeat(body="b-line", person="line", end=date(2020, 7, 1))) == "no_seat"


def test_bodies_of_the_governance_are_single_and_local_ones_belong_to_a_town(world):
    def establish(code: str, kind: BodyKind, town: str | None = None) -> acts.EstablishBody:
        return acts.EstablishBody(body=Body(code=code, name=code, kind=kind, municipality=town))

    assert _rule(world, establish("b-new", BodyKind.STEERING_GROUP)) == "single_body"
    assert _rule(world, establish("b-new", BodyKind.EXECUTIVE)) == "body_municipality"
    assert _rule(world, establish("b-new", BodyKind.EXECUTIVE, "GM0534")) == "single_body"
    assert _rule(world, establish("b-line", BodyKind.PARTNER)) == "already_there"
    world.do(establish("b-new", BodyKind.PARTNER))
    world.do(acts.RetireBody(body="b-new", motive="Opgeheven."))
    assert world.programme.bodies["b-new"].retired.motive == "Opgeheven."
    assert _rule(world, acts.RetireBody(body="b-new", motive="Nog eens.")) == "retired_body"


def test_adopting_a_version_makes_the_earlier_one_lapse(monitor):
    freeze = {"version_date": monitor.today, "author": "team", "audience": "x"}
    monitor.do(acts.FreezeNetwork(number=1, **freeze))
    monitor.change("R01", title="Anders")
    monitor.do(acts.FreezeNetwork(number=2, status=VersionStatus.DISCUSSED, **freeze))
    versions = monitor.programme.versions
    wrong = AdoptVersion(number=2, subject_hash=versions[1].hash)
    assert _rule(monitor, monitor.decision("B-1", wrong)) == "other_version"
    for number in (1, 2):
        adopt = AdoptVersion(number=number, subject_hash=versions[number].hash)
        monitor.decide(f"B-{number}", adopt)
    statuses = {number: record.status for number, record in monitor.programme.versions.items()}
    assert statuses == {1: VersionStatus.LAPSED, 2: VersionStatus.ADOPTED}
    again = AdoptVersion(number=1, subject_hash=versions[1].hash)
    assert _rule(monitor, monitor.decision("B-3", again)) == "version_passed"
    monitor.do(acts.WithdrawDecision(decision="B-2", motive="Te vroeg."))
    assert monitor.programme.adopted_version is None
