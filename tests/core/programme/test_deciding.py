"""What a decision says beside its effects: votes, reservations, its start, what it replaces, what its author saw."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from roer.core.programme import acts
from roer.core.programme.decisions import (
    ApproveLineage,
    Decision,
    General,
    Outcome,
    Position,
    PriorityClass,
    Reservation,
    Vote,
)
from roer.core.programme.elements import content_hash
from roer.core.programme.gates import gates_of, missing_gates, under_reservation
from roer.core.programme.refusals import Conflict, NotAllowed
from roer.core.programme.rules import may_place, may_release

LISSE, TEYLINGEN = "GM0553", "GM1525"
RESERVED = (Reservation(municipality=LISSE, text="Eerst de raad."),)


def _refused(rule: str):
    return pytest.raises(NotAllowed, check=lambda refusal: refusal.rule == rule)


def _lift(world, by: str = "alderman-lisse", decision: str = "B-2", town: str = LISSE) -> None:
    world.do(acts.LiftReservation(decision=decision, municipality=town, text="De raad is akkoord."), by)


def _passed(world, town: str) -> bool:
    return all(state.passes for state in gates_of(world.programme, "R01", town, on=world.today))


@pytest.fixture
def advised(monitor):
    monitor.advise("A-1")
    return monitor


def test_new_fields_of_a_decision_change_no_hash_of_an_old_one():
    old = {"code": "B-1", "body": "stuurgroep", "decided_on": "2020-09-10", "title": "x", "outcome": "adopted",
           "effects": [{"type": "general", "text": "abc"}]}  # fmt: skip
    decision = Decision.model_validate(old)
    assert content_hash(decision) == "0dc59a6804dfe4d86fb7771f9e4fe6f832ffdb42caead0de37873ad780004ac7"


def test_a_municipality_has_one_position(advised):
    votes = (Vote(municipality=LISSE, position=Position.AGAINST, text="Te duur."),)
    with _refused("two_positions"):
        advised.decide("B-1", General(text="Stelt vast."), votes=votes, reservations=RESERVED)
    with _refused("unknown_municipality"):
        vote = Vote(municipality="GM0001", position=Position.FOR)
        advised.decide("B-1", General(text="Stelt vast."), votes=(vote,))
    reserved = (Reservation(municipality=TEYLINGEN, text="Eerst de raad."),)
    advised.decide("B-1", General(text="Stelt vast."), votes=votes, reservations=reserved)
    positions = advised.programme.decisions["B-1"].decision.positions
    assert positions == ((LISSE, Position.AGAINST, "Te duur."), (TEYLINGEN, Position.RESERVED, "Eerst de raad."))


def test_a_priority_does_not_hold_for_who_reserved_until_it_is_lifted(monitor):
    monitor.open_all_gates()
    assert _passed(monitor, LISSE)
    monitor.advise("A-2")
    monitor.decide("B-2", monitor.priority(), advice="A-2", reservations=RESERVED)
    assert not _passed(monitor, LISSE)
    assert _passed(monitor, TEYLINGEN)
    (missing,) = missing_gates(monitor.programme, "R01", LISSE)
    assert "Lisse maakt een voorbehoud bij besluit B-2: Eerst de raad." in missing.reason
    assert missing.turn.who == "b-executive-lisse"
    refusal = may_place(monitor.programme, "R01", [TEYLINGEN, LISSE], on=monitor.today)
    assert not refusal.ok
    _lift(monitor)
    assert _passed(monitor, LISSE)


def test_a_place_does_not_hold_for_who_reserved_until_it_is_lifted(monitor):
    monitor.open_all_gates()
    monitor.advise("A-2")
    monitor.decide("B-2", monitor.place(), advice="A-2", reservations=RESERVED)
    contract = monitor.programme.contracts["R01"].hash

    def released() -> list[str]:
        towns = ("GM0534", LISSE, TEYLINGEN)
        return [town for town in towns if may_release(monitor.programme, "p-r01", town, contract, on=monitor.today).ok]

    assert released() == ["GM0534", TEYLINGEN]
    assert under_reservation(monitor.programme, "R01", on=monitor.today) == ()
    _lift(monitor, by="executive-lisse")
    assert released() == ["GM0534", LISSE, TEYLINGEN]


def test_only_the_municipality_itself_lifts_its_reservation_once(advised):
    advised.decide("B-2", General(text="Stelt vast."), reservations=RESERVED)
    for person in ("team", "steering-group", "alderman-teylingen", "executive-hillegom", "sounding-board"):
        with pytest.raises(NotAllowed):
            _lift(advised, by=person)
    with _refused("no_reservation"):
        _lift(advised, by="alderman-teylingen", town=TEYLINGEN)
    _lift(advised)
    with _refused("no_change"):
        _lift(advised)
    with _refused("unknown_decision"):
        _lift(advised, by="executive-lisse", decision="B-7")


def test_an_effect_counts_from_its_start(advised):
    advised.decide("B-1", advised.priority(given=PriorityClass.LATER), advice="A-1")
    start = advised.today + timedelta(days=10)
    advised.decide("B-2", advised.priority(), advice="A-1", effective=start)
    classes = [
        advised.programme.priority_of("R01", on=day).priority for day in (advised.today, start - timedelta(1), start)
    ]
    assert classes == [PriorityClass.LATER, PriorityClass.LATER, PriorityClass.NOW]
    reason = gates_of(advised.programme, "R01", on=start)[1].reason
    assert "prioriteit ‘nu’" in reason


def test_a_decision_that_did_not_start_yet_is_withdrawn_without_a_trace(advised):
    advised.decide("B-1", advised.priority(given=PriorityClass.LATER), advice="A-1")
    start = advised.today + timedelta(days=10)
    advised.decide("B-2", advised.priority(), advice="A-1", effective=start)
    advised.do(acts.WithdrawDecision(decision="B-2", motive="Toch niet."))
    assert advised.programme.priority_of("R01", on=start).decision == "B-1"
    advised.decide("B-3", advised.priority(), advice="A-1", effective=start)
    advised.do(acts.WithdrawDecision(decision="B-1", motive="Ook niet."))
    assert advised.programme.priority_of("R01", on=advised.today) is None
    assert advised.programme.priority_of("R01", on=start).decision == "B-3"
    advised.wait(11)
    advised.do(acts.WithdrawDecision(decision="B-3", motive="Dit ook niet."))
    assert advised.programme.priority_of("R01", on=advised.today) is None


def test_a_place_that_starts_later_releases_nothing_before(monitor):
    monitor.open_all_gates()
    monitor.advise("A-2")
    start, contract = monitor.today + timedelta(days=5), monitor.programme.contracts["R01"].hash
    monitor.decide("B-2", monitor.place(), advice="A-2", effective=start)
    released = [may_release(monitor.programme, "p-r01", LISSE, contract, on=day).ok for day in (monitor.today, start)]
    assert released == [False, True]


def test_a_start_lies_not_before_the_decision(advised):
    with _refused("effective_before"):
        advised.decide("B-1", General(text="Stelt vast."), effective=advised.today - timedelta(days=1))


def test_splitting_waits_for_the_start_of_its_approval(advised):
    lineage, start = ApproveLineage(elements=("R01",)), advised.today + timedelta(days=2)
    advised.decide("B-1", lineage, effective=start)
    removal = acts.ACT.validate_python(
        {"kind": "remove_element", "code": "R01", "decision": "B-1", "motive": "Weg.", "expects": advised.seen("R01")}
    )
    with _refused("lineage_decision"):
        advised.try_it(removal, "team")
    advised.wait(2)
    advised.try_it(removal, "team")


def test_a_decision_replaces_an_earlier_one_about_the_same(advised):
    advised.decide("B-1", advised.priority(given=PriorityClass.LATER), advice="A-1")
    advised.decide("B-2", advised.priority(), advice="A-1", replaces=("B-1",))
    replaced = advised.programme.decisions["B-1"].replaced
    assert (replaced.decision, replaced.start) == ("B-2", advised.today)
    assert advised.programme.priorities["R01"].decision == "B-2"


def test_what_cannot_be_replaced_is_told(advised):
    advised.decide("B-1", advised.priority(), advice="A-1")
    advised.decide("B-2", General(text="Stelt vast."))
    advised.decide("B-3", General(text="Stelt vast."), body="b-line", by="line")
    for replaces, more, rule in (
        (("B-9",), {}, "unknown_decision"),
        (("B-3",), {}, "other_body"),
        (("B-1",), {}, "replaces_nothing"),
        (("B-2",), {"outcome": Outcome.REJECTED, "motive": "Niet nu."}, "replaces_nothing"),
    ):
        with _refused(rule):
            advised.decide("B-4", General(text="Anders."), replaces=replaces, **more)
    advised.decide("B-4", General(text="Anders."), replaces=("B-2",))
    with _refused("replaced_already"):
        advised.decide("B-5", General(text="Weer anders."), replaces=("B-2",))


def test_whoever_did_not_see_the_last_decision_hears_who_decided(advised):
    seen_nothing = advised.priority().model_copy(update={"seen": 0})
    advised.decide("B-1", seen_nothing, advice="A-1")
    with pytest.raises(Conflict) as conflict:
        advised.decide("B-2", seen_nothing, advice="A-1")
    assert (conflict.value.by, conflict.value.seq) == ("team", advised.programme.priorities["R01"].seq)
    seen = seen_nothing.model_copy(update={"seen": advised.programme.priorities["R01"].seq})
    advised.decide("B-2", seen, advice="A-1")


def test_no_role_decides_for_a_body_without_a_seat_in_it(advised):
    take = advised.decision("B-1", General(text="Stelt vast."), body="b-executive-lisse")
    with _refused("permission"):
        advised.try_it(take, "executive-hillegom")
    with _refused("permission"):
        advised.try_it(take, "nobody")
    advised.do(take, "executive-lisse")


def _ceiling(world, capacity: int, quarter: str = "2020KW03", expects: int | None = None) -> None:
    act = acts.ACT.validate_python(
        {"kind": "set_ceiling", "ceiling": {"quarter": quarter, "capacity": capacity}, "expects": expects}
    )
    world.do(act)


@pytest.fixture
def staffed(advised):
    """R01 and R02 share effort I01, which asks 1,5 in the third quarter of 2020."""
    advised.add_result("R02")
    advised.add_effort("I01")
    for code in ("R01", "R02"):
        advised.do(acts.ACT.validate_python({"kind": "link_elements", "link": {"source": "I01", "target": code}}))
    advised.do(
        acts.ACT.validate_python(
            {"kind": "allocate_capacity",
             "allocation": {"effort": "I01", "quarter": "2020KW03", "needed": 150, "assigned": 0}}
        )
    )  # fmt: skip
    advised.advise("A-2", ("R01", "R02"))
    return advised


def test_more_than_the_ceiling_asks_a_motive(staffed):
    _ceiling(staffed, 100)
    with pytest.raises(NotAllowed, match="1,50 fte en het plafond is 1,00 fte") as refusal:
        staffed.decide("B-1", staffed.priority(), advice="A-2")
    assert refusal.value.rule == "over_ceiling"
    staffed.decide("B-0", staffed.priority(given=PriorityClass.NEXT), advice="A-2")
    staffed.decide("B-1", staffed.priority(), advice="A-2", motive="De pilot loopt al.")
    staffed.decide("B-2", staffed.priority("R02"), advice="A-2")


def test_an_effort_behind_two_results_is_counted_once(staffed):
    _ceiling(staffed, 150)
    staffed.decide("B-1", staffed.priority(), staffed.priority("R02"), advice="A-2")


def test_a_ceiling_holds_until_the_next_and_follows_the_last(staffed):
    _ceiling(staffed, 100, "2020KW01")
    with _refused("over_ceiling"):
        staffed.decide("B-1", staffed.priority(), advice="A-2")
    with pytest.raises(Conflict):
        _ceiling(staffed, 200, "2020KW01")
    _ceiling(staffed, 200, "2020KW01", expects=staffed.programme.ceilings["2020KW01"].seq)
    with _refused("no_change"):
        _ceiling(staffed, 200, "2020KW01", expects=staffed.programme.ceilings["2020KW01"].seq)
    staffed.decide("B-1", staffed.priority(), advice="A-2")


def test_a_decision_for_a_later_quarter_is_measured_there(staffed):
    _ceiling(staffed, 100)
    staffed.decide("B-1", staffed.priority(), advice="A-2", effective=date(2020, 10, 1))
