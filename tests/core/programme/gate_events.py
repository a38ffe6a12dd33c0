"""What stories about the gates share: how a gate stands, a placing, and what can happen after an approval."""

from __future__ import annotations

from roer.core.programme import acts
from roer.core.programme.elements import Audience, DataLevel
from roer.core.programme.gates import (
    gates_of,
)


def gate_state(world, code: str, result: str = "R01", **more: object):
    return {state.gate.code: state for state in gates_of(world.programme, result, **more)}[code]


def placing(world, code: str = "R01"):
    """The decision that would place the result, with an advice of its own."""
    number = len(world.programme.advices) + 1
    world.advise(f"A-P{number}", (code,))
    return world.decision(f"B-P{number}", world.place(code), advice=f"A-P{number}")


def new_smart_text(world):
    world.write_smart(target=8.0)


def other_client(world):
    world.change("R01", client="line")


def other_audience(world):
    world.change("R01", audience=(Audience.PUBLIC,))


def withdrawn_priority(world):
    world.do(acts.WithdrawDecision(decision="B-1", motive="Ander plan."))


def other_title(world):
    world.change("R01", title="Iets anders")


def other_level(world):
    world.change("R01", data_level=DataLevel.PERSONAL)


def other_contract(world):
    world.declare(digest="d", sources=("Register", "BSN"))


def new_dpia(world):
    world.write_dpia(summary="Opnieuw beoordeeld.")


def reopened_measure(world):
    world.do(acts.ReopenMeasure(result="R01", measure="M2", motive="Toch open."))


def second_thoughts(world):
    world.advise_privacy(positive=False)


def new_architecture(world):
    world.describe_architecture(storage="elders")
