"""An approval is of exactly one thing: no edit, lineage, copy, batch or import carries it on (programme.md 3.8: 3, 9).

The programme team does in these stories whatever it may do by itself, and nobody approves anything again.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.core.programme.conftest import TOWNS, World
from tests.core.programme.laundering import (
    ALL,
    ARCHITECTURE,
    CLIENT,
    DPIA,
    HASH,
    PRIORITY,
    copied,
    lineage,
    merging,
    removing,
    restoring,
    result,
    splitting,
)

from roer.core.programme import acts
from roer.core.programme.correcting import correction_of
from roer.core.programme.elements import Audience, DataLevel
from roer.core.programme.folding import fold
from roer.core.programme.gates import missing_gates
from roer.core.programme.rules import NotAllowed, may_place, may_release


def the_text_is_changed(world: World) -> str:
    world.write_smart(target=8.0)
    return "R01"


def the_text_is_changed_and_changed_back(world: World) -> str:
    world.write_smart(target=8.0)
    world.write_smart()
    return "R01"


def another_client_takes_over(world: World) -> str:
    world.change("R01", client="line")
    return "R01"


def the_audience_grows(world: World) -> str:
    world.change("R01", audience=(Audience.PUBLIC,))
    return "R01"


def the_data_come_closer_to_persons(world: World) -> str:
    world.change("R01", data_level=DataLevel.PERSONAL)
    return "R01"


def it_gets_another_name(world: World) -> str:
    world.change("R01", title="Iets anders")
    return "R01"


def it_gets_another_product(world: World) -> str:
    world.change("R01", product="p-other")
    return "R01"


def the_product_gets_another_source(world: World) -> str:
    world.declare(digest="d", sources=("Register", "Burgerservicenummers"))
    return "R01"


def the_dpia_is_written_again_word_for_word(world: World) -> str:
    world.write_dpia()
    world.implement()
    return "R01"


def a_prescan_says_afterwards_that_no_dpia_was_needed(world: World) -> str:
    world.screen(needed=False)
    return "R01"


def a_measure_turns_out_not_to_hold(world: World) -> str:
    world.do(acts.ReopenMeasure(result="R01", measure="M1", motive="Toch open."))
    return "R01"


def the_officer_thinks_again(world: World) -> str:
    world.advise_privacy(positive=False)
    return "R01"


def the_architecture_is_described_again_word_for_word(world: World) -> str:
    world.describe_architecture()
    return "R01"


def the_priority_is_withdrawn(world: World) -> str:
    world.do(acts.WithdrawDecision(decision="B-1", motive="Ander plan."))
    return "R01"


def it_is_split_and_one_part_keeps_the_product(world: World) -> str:
    world.do(splitting(world, result("R11"), result("R12", "p-r12")))
    return copied(world, "R11")


def it_is_merged_into_one_that_keeps_the_product(world: World) -> str:
    world.do(merging(world, result("R11")))
    return copied(world, "R11")


def it_is_removed_and_restored(world: World) -> str:
    world.do(removing(world, "R01"))
    world.do(restoring(world, "R01"))
    return "R01"


def it_is_removed_and_restored_and_told_again(world: World) -> str:
    it_is_removed_and_restored(world)
    world.declare(digest="d")
    return copied(world, "R01")


def its_removal_is_undone(world: World) -> str:
    world.do(removing(world, "R01"))
    entry, before = world.entries[-1], fold(world.entries[:-1])
    decision = lineage(world, "R01")
    for act in correction_of(entry, before, world.programme, decision=decision):
        world.do(act)
    return "R01"


def it_is_merged_and_restored_when_the_merger_is_gone(world: World) -> str:
    world.do(merging(world, result("R11")))
    world.do(removing(world, "R11"))
    world.do(restoring(world, "R01"))
    return "R01"


def it_is_removed_and_another_takes_over_its_product(world: World) -> str:
    world.do(removing(world, "R01"))
    world.do(acts.AddResult(result=result("R03")))
    return copied(world, "R03")


def it_gives_its_product_to_another(world: World) -> str:
    world.change("R01", product=None)
    world.change("R02", product="p-r01", title="Monitor R01")
    return copied(world, "R02")


def everything_is_copied_to_another(world: World) -> str:
    return copied(world, "R02")


Trick = Callable[[World], str]
TRICKS: dict[Trick, set[str]] = {
    # what is done: the gates that are closed afterwards
    the_text_is_changed: {CLIENT},
    the_text_is_changed_and_changed_back: {CLIENT},
    another_client_takes_over: {CLIENT},
    the_audience_grows: {CLIENT, PRIORITY},
    the_data_come_closer_to_persons: {PRIORITY},
    it_gets_another_name: {PRIORITY},
    it_gets_another_product: {PRIORITY, DPIA, ARCHITECTURE},
    the_product_gets_another_source: {DPIA, ARCHITECTURE},
    the_dpia_is_written_again_word_for_word: {DPIA},
    a_prescan_says_afterwards_that_no_dpia_was_needed: {DPIA},
    a_measure_turns_out_not_to_hold: {DPIA},
    the_officer_thinks_again: {DPIA},
    the_architecture_is_described_again_word_for_word: {ARCHITECTURE},
    the_priority_is_withdrawn: {PRIORITY},
    it_is_split_and_one_part_keeps_the_product: ALL,
    it_is_merged_into_one_that_keeps_the_product: ALL,
    it_is_removed_and_restored: ALL,
    it_is_removed_and_restored_and_told_again: ALL,
    its_removal_is_undone: ALL,
    it_is_merged_and_restored_when_the_merger_is_gone: ALL,
    it_is_removed_and_another_takes_over_its_product: ALL,
    it_gives_its_product_to_another: ALL,
    everything_is_copied_to_another: ALL,
}


def released(world: World, code: str) -> set[str]:
    """For which municipalities the product of this result may be released with the contract that was approved."""
    product = world.programme.network.result(code).product
    return {town for town in TOWNS if may_release(world.programme, product, town, HASH, on=world.today).ok}


def test_as_long_as_nothing_happens_the_approved_result_is_on_the_air(approved):
    assert not missing_gates(approved.programme, "R01", on=approved.today)
    assert released(approved, "R01") == set(TOWNS)
    approved.try_it(approved.decision("B-9", approved.place(), advice="A-2"), "team")


@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: trick.__name__)
def test_what_was_approved_for_one_thing_opens_no_gate_for_another(approved, trick):
    code = trick(approved)
    closed = {state.gate.code for state in missing_gates(approved.programme, code, on=approved.today)}
    assert closed == TRICKS[trick]
    assert released(approved, code) == set()
    assert not may_place(approved.programme, code, TOWNS, on=approved.today).ok
    approved.advise("A-9", (code,))
    with pytest.raises(NotAllowed) as refusal:
        approved.try_it(approved.decision("B-9", approved.place(code), advice="A-9"), "team")
    assert refusal.value.rule == "gate"
    assert refusal.value.gate.code in TRICKS[trick]
    assert refusal.value.turn is not None
