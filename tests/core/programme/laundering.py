"""What stories about carrying an approval over share: its pieces, and what the team may do by itself."""

from __future__ import annotations

from tests.core.programme.conftest import TOWNS, World

from roer.core.programme import network_acts
from roer.core.programme.acts import Act
from roer.core.programme.decisions import ApproveLineage
from roer.core.programme.elements import Result

HASH = "c" * 64
CLIENT, PRIORITY, DPIA, ARCHITECTURE = "client_agreed", "prioritised", "dpia_done", "architecture_adopted"
ALL = {CLIENT, PRIORITY, DPIA, ARCHITECTURE}


def copied(world: World, code: str) -> str:
    """The team writes all that R01 has, word for word, about this result, and reports the measures."""
    world.declare(code)
    world.write_smart(code)
    world.write_dpia(code)
    world.implement(code)
    world.describe_architecture(code)
    return code


def result(code: str, product: str | None = "p-r01") -> Result:
    """What R01 says, under another code."""
    said = {"code": code, "title": "Monitor R01", "municipalities": tuple(TOWNS), "client": "client"}
    return Result.model_validate({**said, "product": product})


def lineage(world: World, *codes: str) -> str:
    """A decision of the steering group that something may happen to these elements."""
    decision = f"B-L{world.programme.seq}"
    world.decide(decision, ApproveLineage(elements=codes))
    return decision


def removing(world: World, code: str) -> Act:
    return network_acts.RemoveElement(
        code=code, decision=lineage(world, code), motive="Niet meer nodig.", expects=world.seen(code)
    )


def restoring(world: World, code: str) -> Act:
    return network_acts.RestoreElement(
        code=code, decision=lineage(world, code), motive="Toch wel nodig.", expects=world.seen(code)
    )


def splitting(world: World, *successors: Result) -> network_acts.SplitElement:
    return network_acts.SplitElement(
        predecessor="R01",
        successors=successors,
        decision=lineage(world, "R01"),
        motive="Te groot.",
        expects=world.seen("R01"),
    )


def merging(world: World, successor: Result) -> network_acts.MergeElements:
    return network_acts.MergeElements(
        predecessors=("R01", "R02"),
        successor=successor,
        decision=lineage(world, "R01", "R02"),
        motive="Hoort samen.",
        expects=(world.seen("R01"), world.seen("R02")),
    )
