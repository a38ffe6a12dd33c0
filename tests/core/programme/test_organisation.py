"""Bodies that change, substitutes, interfaces and open questions, and the register of any day (raadsbrief §1, §2)."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.programme.conftest import founded

from roer.core.programme import acts
from roer.core.programme.correcting import correction_of, has_opposite
from roer.core.programme.elements import BodyKind, Seat, SeatRole
from roer.core.programme.organisation import (
    GovernanceQuestion,
    Interface,
    InterfaceLevel,
    InterfaceSubject,
    QuestionStatus,
    Substitution,
)
from roer.core.programme.organisation_acts import (
    AssignQuestion,
    ChangeBody,
    EndInterface,
    EndSubstitute,
    NameSubstitute,
    RaiseQuestion,
    RecordInterface,
    SettleQuestion,
)
from roer.core.programme.refusals import Conflict, NotAllowed
from roer.core.programme.register import LEVELS, GovernanceLevel, Register, changes_between, register_on

STEERING, HOLDER, SUBSTITUTE = "b-steering-group", "alderman-hillegom", "waarnemer"
START = date(2020, 7, 1)


def _rule(world, act, by="team") -> str:
    with pytest.raises((NotAllowed, Conflict)) as refusal:
        world.try_it(act, by)
    return refusal.value.rule


def _replace(person=HOLDER, substitute=SUBSTITUTE, body=STEERING, start=date(2020, 7, 2), end=None) -> NameSubstitute:
    said = Substitution(body=body, person=person, substitute=substitute, start=start, end=end)
    return NameSubstitute(substitution=said)


def _interface(code="V-1", **more) -> RecordInterface:
    said = {"body": STEERING, "bodies": ("b-council-lisse",), "title": "Raadsinformatiebrief", "level": "steering"}
    return RecordInterface(
        interface=Interface.model_validate({"code": code, **said, "subjects": ["reporting"], **more})
    )


def _ask(code="Q-1", bodies=(STEERING,)) -> RaiseQuestion:
    return RaiseQuestion(question=GovernanceQuestion(code=code, text="Welke rol hebben burgemeesters?", bodies=bodies))


def _asked(world, code="Q-1"):
    register = register_on(world.programme, world.today)
    return next(item for item in register.questions if item.question.code == code)


def _people(world, body=STEERING, on=None) -> set[str]:
    return {record.seat.person for record in world.programme.members_of(body, on=on or world.today)}


# bodies


def test_a_body_gets_another_mandate_and_keeps_what_it_was(world):
    record = world.programme.bodies["b-line"]
    changed = record.body.model_copy(update={"name": "Lijn", "mandate": "Stemt af.", "rhythm": "elke maand"})
    world.wait(10)
    world.do(ChangeBody(body=changed, expects=record.seq))
    now = world.programme.bodies["b-line"]
    assert (now.body, now.established.holds_from) == (changed, START)
    assert now.body_on(world.today - timedelta(days=1)) == record.body
    assert now.body_on(world.today) == changed


def test_a_change_of_a_body_names_what_its_author_saw(world):
    record = world.programme.bodies["b-line"]
    changed = record.body.model_copy(update={"rhythm": "elke week"})
    assert _rule(world, ChangeBody(body=record.body, expects=record.seq)) == "no_change"
    world.do(ChangeBody(body=changed, expects=record.seq))
    again = changed.model_copy(update={"rhythm": "elke dag"})
    assert _rule(world, ChangeBody(body=again, expects=record.seq)) == "conflict"
    seen = world.programme.bodies["b-line"].seq
    other = again.model_copy(update={"kind": BodyKind.COUNCIL})
    assert _rule(world, ChangeBody(body=other, expects=seen)) == "body_kind"
    unknown = again.model_copy(update={"code": "b-geen"})
    assert _rule(world, ChangeBody(body=unknown, expects=seen)) == "unknown_body"
    world.do(acts.RetireBody(body="b-line", motive="Opgeheven."))
    assert _rule(world, ChangeBody(body=again, expects=world.programme.bodies["b-line"].seq)) == "retired_body"


def test_nobody_sits_in_a_body_before_it_is_there(world):
    seat = Seat(body="b-line", person="vroeg", role=SeatRole.MEMBER, start=START - timedelta(days=1))
    assert _rule(world, acts.GiveSeat(seat=seat)) == "body_not_yet"


# substitutes


def test_a_substitute_sits_in_the_seat_and_whose_seat_it_is_does_not(world):
    world.do(_replace(end=date(2020, 7, 10)))
    assert SUBSTITUTE in _people(world)
    assert HOLDER not in _people(world)
    assert _people(world, on=date(2020, 7, 10)) == _people(world, on=START)
    record = world.programme.seats_of(SUBSTITUTE, on=world.today)[0]
    assert (record.seat.role, record.seat.municipality, record.replaces) == (SeatRole.ALDERMAN, "GM0534", HOLDER)


def test_with_a_substitute_the_steering_group_is_complete_and_decides(world):
    world.do(_replace())
    act = world.decision("B-1", {"type": "general", "text": "Akkoord."})
    world.try_it(act, SUBSTITUTE)
    assert _rule(world, act, HOLDER) == "permission"
    world.do(EndSubstitute(body=STEERING, person=HOLDER, substitute=SUBSTITUTE, end=date(2020, 7, 3)))
    world.wait()
    world.try_it(world.decision("B-1", {"type": "general", "text": "Akkoord."}), HOLDER)


def test_a_letter_names_who_sits_there_on_its_date(monitor):
    monitor.do(acts.FreezeNetwork(number=1, version_date=monitor.today, author="team", audience="x"))
    monitor.do(_replace(end=date(2020, 7, 20)))

    def letter(holder: str, on: date) -> acts.DraftLetter:
        holders = {"GM0534": holder, "GM0553": "alderman-lisse", "GM1525": "alderman-teylingen"}
        copies = [
            {"municipality": town, "executive_date": on, "portfolio_holder": name, "handling_officer": "team"}
            for town, name in holders.items()
        ]
        said = {"code": "RIB-1", "number": 1, "title": "Brief", "letter_date": on, "to_version": 1, "copies": copies}
        return acts.DraftLetter.model_validate(said)

    monitor.try_it(letter(SUBSTITUTE, date(2020, 7, 19)), "team")
    assert _rule(monitor, letter(HOLDER, date(2020, 7, 19))) == "portfolio_holder"
    monitor.try_it(letter(HOLDER, date(2020, 7, 20)), "team")
    assert _rule(monitor, letter(SUBSTITUTE, date(2020, 7, 20))) == "portfolio_holder"


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"person": "nieuw"}, "no_seat"),
        ({"start": date(2020, 6, 30)}, "body_not_yet"),
        ({"end": date(2020, 7, 2)}, "seat_period"),
        ({"substitute": HOLDER}, "own_substitute"),
        ({"substitute": "alderman-lisse"}, "already_there"),
        ({"substitute": "team"}, "seats_apart"),
        ({"substitute": "sounding-board"}, "seats_apart"),
        ({"body": "b-geen"}, "unknown_body"),
    ],
)
def test_a_substitute_fits_the_seat(world, more, rule):
    assert _rule(world, _replace(**more)) == rule


def test_one_seat_has_one_substitute_at_a_time(world):
    world.do(_replace(end=date(2020, 8, 1)))
    assert _rule(world, _replace(substitute="ander", start=date(2020, 7, 31))) == "already_replaced"
    world.do(_replace(substitute="ander", start=date(2020, 8, 1)))


def test_who_substitutes_takes_no_seat_that_must_stay_apart(world):
    world.do(_replace())
    seat = Seat(body="b-programme-team", person=SUBSTITUTE, role=SeatRole.MEMBER, start=world.today)
    assert _rule(world, acts.GiveSeat(seat=seat)) == "seats_apart"


def test_a_substitution_ends_within_its_period_and_with_the_seat(world):
    end = EndSubstitute(body=STEERING, person=HOLDER, substitute=SUBSTITUTE, end=date(2020, 7, 9))
    assert _rule(world, end) == "no_substitution"
    world.do(_replace())
    world.do(acts.EndSeat(body=STEERING, person=HOLDER, end=date(2020, 7, 5)))
    assert not world.programme.seats_of(SUBSTITUTE, on=date(2020, 7, 5))
    world.do(end)
    assert _rule(world, end) == "no_substitution"


def test_who_substitutes_in_the_sounding_board_records_nothing(world):
    world.do(acts.EndSeat(body="b-programme-team", person="team-two", end=date(2020, 7, 3)))
    world.wait()
    world.do(_replace(person="sounding-board", substitute="team-two", body="b-sounding-board", start=world.today))
    assert _rule(world, _ask(), "team-two") == "sounding_board_never_decides"


# interfaces


def test_an_interface_is_recorded_and_ends_and_stays(world):
    world.do(_interface())
    assert [item.interface.code for item in register_on(world.programme, world.today).interfaces] == ["V-1"]
    assert not register_on(world.programme, START).interfaces
    world.wait()
    world.do(EndInterface(interface="V-1", motive="Niet meer nodig."))
    assert not register_on(world.programme, world.today).interfaces
    assert register_on(world.programme, world.today - timedelta(days=1)).interfaces
    assert world.programme.organisation.interfaces["V-1"].motive == "Niet meer nodig."


def test_an_interface_fits_the_register(world):
    assert _rule(world, _interface(bodies=("b-geen",))) == "unknown_body"
    assert _rule(world, _interface(bodies=(STEERING,))) == "interface_sides"
    assert _rule(world, EndInterface(interface="V-1", motive="abc")) == "unknown_interface"
    world.do(_interface())
    assert _rule(world, _interface()) == "already_there"
    world.do(EndInterface(interface="V-1", motive="abc"))
    assert _rule(world, EndInterface(interface="V-1", motive="abc")) == "ended_interface"


def test_an_interface_has_exactly_one_other_side():
    said = {"code": "V-1", "body": "b-line", "title": "x", "level": "steering", "subjects": ["capacity"]}
    for sides in ({}, {"bodies": ["b-x"], "outside": "Elders"}):
        with pytest.raises(ValueError, match="bodies of the register or with something outside"):
            Interface.model_validate({**said, **sides})
    assert Interface.model_validate({**said, "outside": "Elders"}).is_mutual


def test_with_a_retired_body_there_is_no_interface_left(world):
    world.do(_interface(body="b-line", bodies=("b-partner",)))
    world.do(acts.RetireBody(body="b-partner", motive="Opgeheven."))
    assert not register_on(world.programme, world.today).interfaces


# questions


def test_a_question_is_the_teams_turn_until_it_is_given_to_somebody(world):
    world.do(_ask())
    world.wait(9)
    found = _asked(world)
    assert (found.turn, found.open_days, found.status) == ("b-programme-team", 9, QuestionStatus.RAISED)
    world.do(AssignQuestion(question="Q-1", owner=STEERING, expects=found.record.seq))
    assert _asked(world).turn == STEERING
    assert register_on(world.programme, world.today - timedelta(days=1)).questions[0].turn == "b-programme-team"


def test_a_question_is_settled_by_a_decision_and_opens_again_when_that_is_withdrawn(world):
    world.do(_ask())
    world.decide("B-1", {"type": "general", "text": "Op afroep."})
    seen = _asked(world).record.seq
    world.do(SettleQuestion(question="Q-1", answer="Op afroep.", decision="B-1", expects=seen))
    world.wait(5)
    settled = _asked(world)
    assert (settled.is_open, settled.open_days) == (False, 0)
    again = AssignQuestion(question="Q-1", owner=STEERING, expects=settled.record.seq)
    assert _rule(world, again) == "settled_question"
    world.do(acts.WithdrawDecision(decision="B-1", motive="Te vroeg."))
    assert (_asked(world).is_open, _asked(world).open_days) == (True, 5)
    world.do(again)
    assert _asked(world).status is QuestionStatus.ASSIGNED


def test_a_question_is_answered_from_what_its_author_saw(world):
    world.do(_ask())
    seen = _asked(world).record.seq
    assert _rule(world, _ask()) == "already_there"
    assert _rule(world, _ask("Q-2", ("b-geen",))) == "unknown_body"
    assert _rule(world, AssignQuestion(question="Q-9", owner=STEERING, expects=1)) == "unknown_question"
    assert _rule(world, AssignQuestion(question="Q-1", owner="niemand", expects=seen)) == "unknown_owner"
    missing = SettleQuestion(question="Q-1", answer="abc", decision="B-1", expects=seen)
    assert _rule(world, missing) == "unknown_decision"
    world.decide("B-1", {"type": "general", "text": "Nee."}, outcome="rejected", motive="Nog niet.")
    assert _rule(world, missing) == "decision_without_effect"
    world.do(AssignQuestion(question="Q-1", owner="line", expects=seen))
    assert _rule(world, SettleQuestion(question="Q-1", answer="abc", expects=seen)) == "conflict"
    seen = _asked(world).record.seq
    assert _rule(world, AssignQuestion(question="Q-1", owner="line", expects=seen)) == "no_change"
    world.do(acts.RetireBody(body="b-partner", motive="Opgeheven."))
    assert _rule(world, AssignQuestion(question="Q-1", owner="b-partner", expects=seen)) == "retired_body"


# the register


def test_every_kind_of_body_has_a_level():
    assert set(LEVELS) == set(BodyKind)
    assert set(LEVELS.values()) == set(GovernanceLevel)


def test_a_retired_body_stays_in_the_register(world):
    world.wait()
    world.do(acts.RetireBody(body="b-partner", motive="Opgeheven."))
    now = register_on(world.programme, world.today)
    assert [entry.body.code for entry in now.retired] == ["b-partner"]
    assert "b-partner" not in {entry.body.code for entry in now.bodies}
    assert not now.retired[0].seats
    before = register_on(world.programme, world.today - timedelta(days=1))
    assert "b-partner" in {entry.body.code for entry in before.bodies}
    assert not before.retired


def test_before_the_programme_there_is_no_register(world):
    register = register_on(world.programme, START - timedelta(days=1))
    assert register == Register(on=register.on, bodies=(), retired=(), interfaces=(), questions=())


def test_what_changed_between_two_days_is_told_in_order(world):
    world.wait(3)
    first = world.today - timedelta(days=1)
    world.do(_replace(start=world.today, end=world.today + timedelta(days=4)))
    world.do(_ask())
    world.do(acts.RetireBody(body="b-partner", motive="Opgeheven."))
    world.wait(10)
    told = [(change.what, change.subject) for change in changes_between(world.programme, first, world.today)]
    assert told == [("replaced", STEERING), ("raised", "Q-1"), ("retired", "b-partner"), ("returned", STEERING)]
    assert not changes_between(world.programme, world.today, world.today)


@given(
    days=st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), min_size=1, max_size=6),
    looked=st.integers(0, 45),
)
def test_a_seat_is_held_by_exactly_one_person_on_any_day(days, looked):
    world = founded()
    for number, (start, length) in enumerate(days):
        first = START + timedelta(days=start)
        act = _replace(substitute=f"waarnemer-{number}", start=first, end=first + timedelta(days=length))
        with suppress(NotAllowed):
            world.do(act)
    on = START + timedelta(days=looked)
    mine = [item for item in world.programme.members_of(STEERING, on=on) if item.seat.municipality == "GM0534"]
    assert len(mine) == 1
    assert [world.programme.seats_of(item.seat.person, on=on) for item in mine] == [tuple(mine)]


def test_the_levels_and_subjects_of_interfaces_are_those_of_the_letter():
    assert {level.value for level in InterfaceLevel} == {"steering", "executing"}
    assert {"capacity", "dependencies", "sequence", "reporting", "escalation"} < {
        item.value for item in InterfaceSubject
    }


# undoing


def test_a_changed_body_and_an_interface_are_undone_unless_somebody_was_there_since(world):
    before = world.programme
    record = before.bodies["b-line"]
    world.do(ChangeBody(body=record.body.model_copy(update={"rhythm": "elke week"}), expects=record.seq))
    (back,) = correction_of(world.entries[-1], before, world.programme)
    changed = world.entries[-1]
    world.do(back)
    assert world.programme.bodies["b-line"].body == record.body
    with pytest.raises(NotAllowed, match="intussen opnieuw gewijzigd"):
        correction_of(changed, before, world.programme)
    before = world.programme
    world.do(_interface())
    recorded = world.entries[-1]
    (back,) = correction_of(recorded, before, world.programme)
    world.do(back)
    assert not register_on(world.programme, world.today).interfaces
    with pytest.raises(NotAllowed, match="intussen beëindigd"):
        correction_of(recorded, before, world.programme)
    assert not has_opposite(_replace())
