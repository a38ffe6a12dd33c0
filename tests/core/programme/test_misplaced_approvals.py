"""An approval is put on exactly one thing: acts that name another, or that of before, are refused (3.8: 3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.core.programme.conftest import World
from tests.core.programme.laundering import ALL, HASH, copied, merging, result, splitting

from roer.core.programme import acts
from roer.core.programme.acts import Act
from roer.core.programme.architecture import Architecture
from roer.core.programme.dpia import Dpia
from roer.core.programme.elements import Contract
from roer.core.programme.entries import Draft
from roer.core.programme.gates import missing_gates
from roer.core.programme.rules import Conflict, NotAllowed, check
from roer.core.programme.together import rehearse


def _of_other(world: World, act: Act, by: str) -> tuple[Act, str]:
    copied(world, "R02")
    return act, by


def the_client_agrees_with_the_text_of_another(world: World) -> tuple[Act, str]:
    return _of_other(
        world, acts.AgreeSmartText(result="R02", text_hash=world.programme.smart["R01"][-1].hash), "client"
    )


def the_officer_advises_on_the_dpia_of_another(world: World) -> tuple[Act, str]:
    digest = world.programme.privacy["R01"].dpia.hash
    act = acts.AdviseOnPrivacy(result="R02", subject_hash=digest, positive=True, text="Gelezen.")
    return _of_other(world, act, "data-protection-officer")


def an_executive_adopts_the_dpia_of_another(world: World) -> tuple[Act, str]:
    digest = world.programme.privacy["R01"].dpia.hash
    act = acts.AdoptDpia(result="R02", dpia_hash=digest, municipality="GM0534")
    return _of_other(world, act, "executive-hillegom")


def the_architects_adopt_the_architecture_of_another(world: World) -> tuple[Act, str]:
    digest = world.programme.architectures["R01"][-1].hash
    act = acts.AdoptArchitecture(result="R02", architecture_hash=digest)
    return _of_other(world, act, "architecture-board")


def a_priority_for_another_is_told_as_one_for_this(world: World) -> tuple[Act, str]:
    effect = world.priority("R01").model_copy(update={"result": "R02"})
    return world.decision("B-9", effect, advice="A-2"), "team"


def a_place_of_another_is_told_as_one_of_this(world: World) -> tuple[Act, str]:
    return world.decision("B-9", world.place().model_copy(update={"result": "R02"}), advice="A-2"), "team"


def a_priority_rests_on_an_advice_about_another(world: World) -> tuple[Act, str]:
    return world.decision("B-9", world.priority("R02"), advice="A-B-1"), "team"


def a_decision_about_the_result_before_its_change_is_told_after(world: World) -> tuple[Act, str]:
    act = world.decision("B-9", world.place(), advice="A-2")
    world.change("R01", title="Iets anders")
    return act, "team"


def a_decision_is_dated_before_the_gate_closed(world: World) -> tuple[Act, str]:
    world.wait(10)
    world.write_smart(target=8.0)
    before = world.today - timedelta(days=5)
    return world.decision("B-9", world.place(), advice="A-2", decided_on=before), "team"


def the_client_agrees_with_the_text_of_before(world: World) -> tuple[Act, str]:
    act = acts.AgreeSmartText(result="R01", text_hash=world.programme.smart["R01"][-1].hash)
    world.write_smart(target=8.0)
    return act, "client"


def an_executive_adopts_the_dpia_of_before(world: World) -> tuple[Act, str]:
    act = acts.AdoptDpia(result="R01", dpia_hash=world.programme.privacy["R01"].dpia.hash, municipality="GM0534")
    world.write_dpia(summary="Met nog een bron.")
    return act, "executive-hillegom"


def an_executive_adopts_a_dpia_of_the_contract_of_before(world: World) -> tuple[Act, str]:
    act = acts.AdoptDpia(result="R01", dpia_hash=world.programme.privacy["R01"].dpia.hash, municipality="GM0534")
    world.declare(digest="d")
    return act, "executive-hillegom"


def a_dpia_is_written_for_the_contract_of_before(world: World) -> tuple[Act, str]:
    record = world.programme.privacy["R01"].dpia
    world.declare(digest="d")
    return acts.WriteDpia(dpia=Dpia(**dict(record.dpia)), expects=record.seq), "team"


def an_architecture_is_described_for_the_contract_of_before(world: World) -> tuple[Act, str]:
    record = world.programme.architectures["R01"][-1]
    world.declare(digest="d")
    return acts.DescribeArchitecture(architecture=Architecture(**dict(record.architecture)), expects=record.seq), "team"


def the_architects_adopt_the_architecture_of_before(world: World) -> tuple[Act, str]:
    act = acts.AdoptArchitecture(result="R01", architecture_hash=world.programme.architectures["R01"][-1].hash)
    world.describe_architecture(storage="elders")
    return act, "architecture-board"


def _contract(product: str, *sources: str) -> Act:
    return acts.DeclareContract(contract=Contract(result="R01", product=product, hash=HASH, sources=sources))


def other_words_are_put_under_the_approved_hash(world: World) -> tuple[Act, str]:
    return _contract("p-r01", "Register", "Burgerservicenummers"), "team"


def another_product_is_put_under_the_approved_hash(world: World) -> tuple[Act, str]:
    world.change("R01", product="p-other")
    return _contract("p-other", "Register"), "team"


def a_second_result_takes_the_product(world: World) -> tuple[Act, str]:
    return acts.AddResult(result=result("R03")), "team"


def another_result_changes_to_the_product(world: World) -> tuple[Act, str]:
    return acts.ChangeElement(element=result("R02"), expects=world.seen("R02")), "team"


def both_parts_of_a_split_keep_the_product(world: World) -> tuple[Act, str]:
    return splitting(world, result("R11"), result("R12")), "team"


def a_part_of_a_split_keeps_the_code(world: World) -> tuple[Act, str]:
    return splitting(world, result("R01"), result("R12", "p-r12")), "team"


def a_merger_keeps_the_code(world: World) -> tuple[Act, str]:
    return merging(world, result("R01")), "team"


Attempt = Callable[[World], tuple[Act, str]]
REFUSED: dict[Attempt, str] = {
    # what is tried: the rule that refuses
    the_client_agrees_with_the_text_of_another: "conflict",
    the_officer_advises_on_the_dpia_of_another: "conflict",
    an_executive_adopts_the_dpia_of_another: "conflict",
    the_architects_adopt_the_architecture_of_another: "conflict",
    a_priority_for_another_is_told_as_one_for_this: "conflict",
    a_place_of_another_is_told_as_one_of_this: "conflict",
    a_priority_rests_on_an_advice_about_another: "advice_first",
    a_decision_about_the_result_before_its_change_is_told_after: "conflict",
    a_decision_is_dated_before_the_gate_closed: "gate",
    the_client_agrees_with_the_text_of_before: "conflict",
    an_executive_adopts_the_dpia_of_before: "conflict",
    an_executive_adopts_a_dpia_of_the_contract_of_before: "other_contract",
    a_dpia_is_written_for_the_contract_of_before: "other_contract",
    an_architecture_is_described_for_the_contract_of_before: "other_contract",
    the_architects_adopt_the_architecture_of_before: "conflict",
    other_words_are_put_under_the_approved_hash: "contract_words",
    another_product_is_put_under_the_approved_hash: "contract_words",
    a_second_result_takes_the_product: "product_taken",
    another_result_changes_to_the_product: "product_taken",
    both_parts_of_a_split_keep_the_product: "product_taken",
    a_part_of_a_split_keeps_the_code: "code_used",
    a_merger_keeps_the_code: "code_used",
}


@pytest.mark.parametrize("attempt", REFUSED, ids=lambda attempt: attempt.__name__)
def test_an_approval_cannot_be_put_on_something_else(approved, attempt):
    act, by = attempt(approved)
    with pytest.raises((NotAllowed, Conflict)) as refusal:
        approved.try_it(act, by)
    assert refusal.value.rule == REFUSED[attempt]


def told_of_another(draft: Draft) -> Draft:
    """The same line, with the code of another result in it and every hash as it was."""
    return Draft.model_validate_json(draft.model_dump_json().replace('"R01"', '"R02"'))


@pytest.mark.parametrize(
    "kind", ["agree_smart_text", "advise_on_privacy", "adopt_dpia", "adopt_architecture", "take_decision"]
)
def test_a_line_with_an_approval_is_not_taken_in_again_for_another_result(approved, kind):
    copied(approved, "R02")
    lines = [entry for entry in approved.entries if entry.draft.act.kind == kind]
    assert lines
    for line in lines:
        forged = told_of_another(line.draft)
        with pytest.raises((NotAllowed, Conflict)):
            check(approved.programme, forged, today=approved.today)
    assert {state.gate.code for state in missing_gates(approved.programme, "R02", on=approved.today)} == ALL


def _changed(world: World, **changes: object) -> Act:
    record = world.programme.network.elements["R01"]
    return acts.ChangeElement(element=record.element.model_copy(update=changes), expects=record.seq)


def _smart(world: World) -> Act:
    last = world.programme.smart["R01"][-1]
    return acts.WriteSmartText(text=last.text.model_copy(update={"target": 8.0}), expects=last.seq)


def _dpia(world: World) -> Act:
    last = world.programme.privacy["R01"].dpia
    return acts.WriteDpia(dpia=last.dpia, expects=last.seq)


def _placing_part(world: World) -> tuple[Act, ...]:
    split = splitting(world, result("R11"), result("R12", "p-r12"))
    # The successor says what R01 said: only its code differs.
    grown = rehearse(world.programme, [world.draft(split, "team")], today=world.today, moment=world.moment).programme
    effect = world.place().model_copy(update={"result": "R11", "subject_hash": grown.network.elements["R11"].hash})
    advice = acts.GiveAdvice.model_validate({"advice": {"code": "A-8", "subjects": ["R11"], "text": "Doe het."}})
    return split, advice, world.decision("B-9", effect, advice="A-8")


BATCHES: dict[str, Callable[[World], tuple[Act, ...]]] = {
    # several steps of one proposal: the last one is refused
    "a_changed_text_and_a_place": lambda w: (_smart(w), w.decision("B-9", w.place(), advice="A-2")),
    "a_changed_result_and_its_place": lambda w: (
        _changed(w, title="Anders"),
        w.decision("B-9", w.place(), advice="A-2"),
    ),
    "a_new_dpia_and_a_place": lambda w: (_dpia(w), w.decision("B-9", w.place(), advice="A-2")),
    "a_split_and_a_place_for_a_part": _placing_part,
}


@pytest.mark.parametrize("batch", BATCHES)
def test_a_proposal_of_several_steps_carries_no_approval_past_its_own_steps(approved, batch):
    drafts = [approved.draft(act, "team") for act in BATCHES[batch](approved)]
    tried = rehearse(approved.programme, drafts, today=approved.today, moment=approved.moment)
    assert [refusal is None for refusal in tried.refusals] == [True] * (len(drafts) - 1) + [False]
    assert tried.refusals[-1].rule in ("gate", "conflict")
    assert not tried.ok
