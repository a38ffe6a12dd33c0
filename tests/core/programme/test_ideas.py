"""Ideas: own words, steps in order, everybody named, an answer in time, a decision of the steering group."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest

from roer.core.programme import acts
from roer.core.programme.acts import ACT
from roer.core.programme.decisions import Advice, Outcome, PrioritiseIdea, PriorityClass
from roer.core.programme.elements import Charter
from roer.core.programme.idea_access import answer_due, idea_turns, is_overdue, may_know_idea, turn_of, visible_ideas
from roer.core.programme.idea_acts import (
    AmendIdea,
    AnswerIdea,
    ElaborateIdea,
    InvestigateIdea,
    MergeIdeas,
    RealiseIdea,
    TakeUpIdea,
)
from roer.core.programme.ideas import AMENDABLE, TRANSITIONS, IdeaStatus
from roer.core.programme.labels import label
from roer.core.programme.refusals import Conflict, NotAllowed

FOUND = dict.fromkeys(("feasibility", "privacy", "data", "architecture"), "In orde.")
WAY = ("investigating", "promising", "elaborated", "put_forward", "prioritised", "result")
ALLOWED = """
submitted      investigating merged held rejected
investigating  promising not_feasible merged held rejected
promising      elaborated not_feasible merged held rejected
elaborated     elaborated put_forward not_feasible merged held
put_forward    prioritised held rejected
prioritised    result
held           investigating merged rejected
result
merged
not_feasible
rejected
"""
"""The life of an idea written apart from the table in the code (programme.md 3.7)."""


def step(world, to: str) -> None:
    """Do what brings ID-1 to this status."""
    match to:
        case "investigating":
            world.idea(TakeUpIdea)
        case "promising" | "not_feasible" | "held" | "rejected":
            if world.programme.ideas.records["ID-1"].status in (IdeaStatus.INVESTIGATING, IdeaStatus.PROMISING):
                world.idea(InvestigateIdea, investigation=FOUND)
            if world.programme.ideas.records["ID-1"].status is IdeaStatus.PUT_FORWARD and to in ("held", "rejected"):
                decide(world, outcome=Outcome.HELD if to == "held" else Outcome.REJECTED, motive="Nu niet.")
                return
            world.idea(AnswerIdea, verdict=to, text="Dank u wel.")
        case "elaborated":
            known = world.programme.ideas.records["ID-1"].elaboration
            world.idea(ElaborateIdea, text="Beter uitgewerkt." if known else "Uitgewerkt.")
        case "put_forward":
            world.do(acts.GiveAdvice(advice=Advice(code="A-1", subjects=(), ideas=("ID-1",), text="Doe het.")))
        case "prioritised":
            decide(world)
        case "result":
            world.idea(RealiseIdea, result="R01")
        case "merged":
            seqs = tuple(world.programme.ideas.records[code].seq for code in ("ID-1", "ID-2"))
            world.do(MergeIdeas(idea="ID-1", into="ID-2", motive="Hetzelfde.", expects=seqs))


def decide(world, given: PriorityClass = PriorityClass.NOW, **more: object) -> None:
    subject = world.programme.ideas.records["ID-1"].hash
    world.decide("B-1", PrioritiseIdea(idea="ID-1", subject_hash=subject, priority=given), advice="A-1", **more)


def status(world, code: str = "ID-1") -> str:
    return world.programme.ideas.records[code].status.value


def brought_to(world, wanted: str) -> None:
    """Two ideas, the first of them this far."""
    world.add_result()
    world.submit_idea("ID-1")
    world.submit_idea("ID-2", by="clerks-lisse")
    if wanted in WAY:
        for to in WAY[: WAY.index(wanted) + 1]:
            step(world, to)
    elif wanted == "not_feasible":
        step(world, "investigating")
        step(world, wanted)
    elif wanted != "submitted":
        step(world, wanted)


@pytest.mark.parametrize(("start", "to"), tuple(product(IdeaStatus, IdeaStatus)))
def test_an_idea_takes_the_steps_of_the_table_and_no_other(world, start, to):
    allowed = {line.split()[0]: set(line.split()[1:]) for line in ALLOWED.strip().splitlines()}
    assert {key.value: {to.value for to in steps} for key, steps in TRANSITIONS.items()} == allowed
    brought_to(world, start.value)
    assert status(world) == start.value
    if to is IdeaStatus.SUBMITTED:
        with pytest.raises(NotAllowed, match="al een idee"):
            world.submit_idea("ID-1")
    elif to.value in allowed[start.value]:
        step(world, to.value)
        assert status(world) == to.value
    else:
        with pytest.raises(NotAllowed):
            step(world, to.value)
        assert status(world) == start.value


@pytest.mark.parametrize("verdict", ["held", "rejected", "promising", "not_feasible"])
def test_what_lies_before_the_steering_group_is_no_longer_the_teams_to_answer(world, verdict):
    brought_to(world, "put_forward")
    with pytest.raises(NotAllowed, match="Leg haar besluit vast"):
        world.idea(AnswerIdea, verdict=verdict, text="Toch niet.")


@pytest.mark.parametrize("start", IdeaStatus)
def test_a_submitter_adds_versions_until_others_build_on_her_text(world, start):
    brought_to(world, start.value)
    if start in AMENDABLE:
        world.idea(AmendIdea, by="sounding-board", text="Liever een tabel.")
        record = world.programme.ideas.records["ID-1"]
        assert (record.idea.text, record.text) == ("Graag een kaart.", "Liever een tabel.")
    else:
        with pytest.raises(NotAllowed):
            world.idea(AmendIdea, by="sounding-board", text="Liever een tabel.")


def test_nobody_changes_the_words_of_another(world):
    world.submit_idea("ID-1")
    for person in ("team", "clerks-lisse", "nobody"):
        with pytest.raises(NotAllowed):
            world.idea(AmendIdea, by=person, text="Andere woorden.")


def test_the_same_text_is_no_next_version(world):
    world.submit_idea("ID-1")
    with pytest.raises(NotAllowed, match="niet veranderd"):
        world.idea(AmendIdea, by="sounding-board", text="Graag een kaart.")


def test_the_same_elaboration_is_no_next_one(world):
    brought_to(world, "elaborated")
    with pytest.raises(NotAllowed, match="niet veranderd"):
        world.idea(ElaborateIdea, text="Uitgewerkt.")


def test_what_is_not_there_is_not_taken_up(world):
    with pytest.raises(NotAllowed, match="geen idee ID-1"):
        world.do(TakeUpIdea(idea="ID-1", expects=1))


def test_a_step_that_another_took_first_is_a_conflict(world):
    world.submit_idea("ID-1")
    seen = world.programme.ideas.records["ID-1"].seq
    world.idea(TakeUpIdea)
    with pytest.raises(Conflict):
        world.do(AmendIdea(idea="ID-1", text="Anders.", expects=seen), "sounding-board")


@pytest.mark.parametrize("verdict", ["promising", "not_feasible"])
def test_what_can_be_made_is_said_after_an_investigation(world, verdict):
    world.submit_idea("ID-1")
    world.idea(TakeUpIdea)
    with pytest.raises(NotAllowed, match="haalbaarheid, privacy, gegevens en architectuur"):
        world.idea(AnswerIdea, verdict=verdict, text="Dat kan.")


def test_an_investigation_waits_until_an_idea_is_taken_up(world):
    world.submit_idea("ID-1")
    with pytest.raises(NotAllowed, match="eerst in onderzoek"):
        world.idea(InvestigateIdea, investigation=FOUND)


def test_an_idea_is_brought_in_for_ones_own_body_only(world):
    act = ACT.validate_python({"kind": "submit_idea", "idea": {"code": "ID-1", "title": "x", "text": "abc"}})
    world.try_it(act, "sounding-board", on_behalf_of="b-sounding-board")
    with pytest.raises(NotAllowed, match="geen zetel"):
        world.try_it(act, "sounding-board", on_behalf_of="b-steering-group")


def test_a_merger_keeps_everybody_who_brought_the_idea(world):
    for code, person in (("ID-1", "sounding-board"), ("ID-2", "clerks-lisse"), ("ID-3", "council-lisse")):
        world.submit_idea(code, by=person)
    step(world, "merged")
    seqs = tuple(world.programme.ideas.records[code].seq for code in ("ID-2", "ID-3"))
    world.do(MergeIdeas(idea="ID-2", into="ID-3", motive="Ook hetzelfde.", expects=seqs))
    ideas = world.programme.ideas
    assert ideas.submitters("ID-1") == ideas.submitters("ID-3") == ("sounding-board", "clerks-lisse", "council-lisse")
    assert (ideas.records["ID-1"].into, ideas.records["ID-2"].merged) == ("ID-2", ("ID-1",))
    assert ideas.leading("ID-1").code == "ID-3"


@pytest.mark.parametrize("end", ["merged", "rejected"])
def test_nothing_is_merged_into_what_has_ended(world, end):
    brought_to(world, end)
    seqs = tuple(world.programme.ideas.records[code].seq for code in ("ID-2", "ID-1"))
    with pytest.raises(NotAllowed, match="Kies het idee dat wel verdergaat"):
        world.do(MergeIdeas(idea="ID-2", into="ID-1", motive="Hetzelfde.", expects=seqs))


def test_an_idea_is_not_merged_with_itself(world):
    world.submit_idea("ID-1")
    seq = world.programme.ideas.records["ID-1"].seq
    with pytest.raises(NotAllowed, match="een ander idee"):
        world.do(MergeIdeas(idea="ID-1", into="ID-1", motive="Hetzelfde.", expects=(seq, seq)))


@pytest.mark.parametrize(
    ("outcome", "given", "after"),
    [
        (Outcome.ADOPTED, PriorityClass.NOW, "prioritised"),
        (Outcome.AMENDED, PriorityClass.LATER, "prioritised"),
        (Outcome.ADOPTED, PriorityClass.NOT, "rejected"),
        (Outcome.HELD, PriorityClass.NOW, "held"),
        (Outcome.REJECTED, PriorityClass.NOW, "rejected"),
    ],
)
def test_the_steering_group_decides_about_an_idea(world, outcome, given, after):
    brought_to(world, "put_forward")
    decide(world, given, outcome=outcome, motive="Daarom.")
    record = world.programme.ideas.records["ID-1"]
    assert (record.status.value, record.decision) == (after, "B-1")
    assert record.priority == (given if after == "prioritised" else None)


def test_a_withdrawn_decision_leaves_the_idea_before_the_steering_group(world):
    brought_to(world, "prioritised")
    world.do(acts.WithdrawDecision(decision="B-1", motive="Vergissing."))
    record = world.programme.ideas.records["ID-1"]
    assert (record.status, record.priority, record.decision) == (IdeaStatus.PUT_FORWARD, None, None)


def test_a_withdrawn_decision_does_not_undo_a_result(world):
    brought_to(world, "result")
    world.do(acts.WithdrawDecision(decision="B-1", motive="Vergissing."))
    assert status(world) == "result"


def test_a_decision_names_an_advice_about_the_idea_and_the_idea_as_it_was_put_forward(world):
    brought_to(world, "put_forward")
    world.advise("A-2", ("R01",))
    record = world.programme.ideas.records["ID-1"]
    effect = PrioritiseIdea(idea="ID-1", subject_hash=record.hash, priority=PriorityClass.NOW)
    for advice in (None, "A-2"):
        with pytest.raises(NotAllowed, match="op advies van het programmateam"):
            world.decide("B-1", effect, advice=advice)
    with pytest.raises(Conflict):
        world.decide("B-1", effect.model_copy(update={"subject_hash": "0" * 64}), advice="A-1")
    with pytest.raises(NotAllowed, match="twee keer iets over hetzelfde idee"):
        world.decide("B-1", effect, effect, advice="A-1")
    with pytest.raises(NotAllowed, match="na het besluit"):
        world.decide("B-1", effect, advice="A-1", decided_on=date(2020, 7, 1))
    with pytest.raises(NotAllowed, match="beslist: stuurgroep"):
        world.do(world.decision("B-1", effect, advice="A-1", body="b-line"), "line")


def test_an_answer_is_due_in_six_weeks_unless_the_charter_says_otherwise(world):
    world.submit_idea("ID-1")
    record, came_in = world.programme.ideas.records["ID-1"], world.today
    due = answer_due(world.programme, record)
    assert due == came_in + timedelta(weeks=6)
    assert [is_overdue(world.programme, record, on=due + timedelta(days=n)) for n in (0, 1)] == [False, True]
    assert Charter.model_fields["weeks_to_answer"].default == 6


def test_a_day_that_somebody_chose_postpones_no_answer(world):
    act = ACT.validate_python({"kind": "submit_idea", "idea": {"code": "ID-1", "title": "x", "text": "abc"}})
    world.do(act, "sounding-board", holds_from=date(2020, 1, 1))
    assert world.programme.ideas.records["ID-1"].submitted_on == world.today


def test_an_answer_ends_the_duty_and_a_merger_hands_it_on(world):
    world.submit_idea("ID-1")
    first = world.today
    world.wait(20)
    world.submit_idea("ID-2", by="clerks-lisse")
    step(world, "merged")
    ideas = world.programme.ideas.records
    assert answer_due(world.programme, ideas["ID-1"]) is None
    assert answer_due(world.programme, ideas["ID-2"]) == first + timedelta(weeks=6)
    world.idea(AnswerIdea, "ID-2", verdict="held", text="Na de zomer.")
    assert answer_due(world.programme, world.programme.ideas.records["ID-2"]) is None


def test_an_idea_waits_for_the_team_until_it_lies_before_the_steering_group(world):
    brought_to(world, "submitted")
    for to, kind in zip(("submitted", *WAY), ["team"] * 4 + ["group", "team", None], strict=True):
        if to != "submitted":
            step(world, to)
        turn = turn_of(world.programme, world.programme.ideas.records["ID-1"], on=world.today)
        assert (turn.kind.value.rsplit("_", 1)[1] if turn else None) == kind


def test_overdue_ideas_come_first_among_those_that_wait(world):
    world.submit_idea("ID-1")
    world.submit_idea("ID-2", by="clerks-lisse")
    world.idea(TakeUpIdea)
    world.idea(AnswerIdea, verdict="held", text="Later.")
    world.idea(TakeUpIdea)
    world.wait(60)
    turns = idea_turns(world.programme, on=world.today)
    assert [(turn.record.code, turn.is_overdue) for turn in turns] == [("ID-2", True), ("ID-1", False)]


@pytest.mark.parametrize(
    ("person", "sees"),
    [
        ("sounding-board", {"ID-1", "ID-2", "ID-3"}),
        ("team", {"ID-1", "ID-2", "ID-3"}),
        ("steering-group", {"ID-1", "ID-2", "ID-3"}),
        ("line", {"ID-1", "ID-2"}),
        ("clerks-lisse", {"ID-1", "ID-2"}),
        ("council-lisse", {"ID-3"}),
        ("council-hillegom", set()),
        ("nobody", set()),
        (None, set()),
    ],
)
def test_ideas_are_seen_by_the_bodies_of_the_programme_and_by_who_brought_them(world, person, sees):
    for code, by in (("ID-1", "line"), ("ID-2", "clerks-lisse"), ("ID-3", "council-lisse")):
        world.submit_idea(code, by=by)
    step(world, "merged")
    now, on = world.programme, world.today
    assert {record.code for record in visible_ideas(now, person, on=on)} == sees
    assert {code for code in ("ID-1", "ID-2", "ID-3", "ID-4") if may_know_idea(now, code, person, on=on)} == sees


def test_every_status_has_a_dutch_word():
    assert len({label(one) for one in IdeaStatus}) == len(IdeaStatus)
