"""A target architecture covers its contract, holds together, and is held against what the product really uses."""

from __future__ import annotations

import json

import pytest

from roer.core.programme import acts
from roer.core.programme.architecture import PRODUCT, Architecture, Component, ComponentKind, DataObject, Flow
from roer.core.programme.architecture_fit import Fit, fit_of, version_changes
from roer.core.programme.elements import Contract, ContractField, content_hash, digest
from roer.core.programme.gate_states import GateStatus
from roer.core.programme.gates import gates_of
from roer.core.programme.refusals import NotAllowed

CONTRACT = Contract(
    result="R01",
    product="p-r01",
    hash="c" * 64,
    sources=("Register",),
    fields=(ContractField(source="Register", field="leeftijd"), ContractField(source="Register", field="wijk")),
)
STORE = Component(name="Magazijn", kind=ComponentKind.STORAGE, reference="GEMMA-1")
OBJECT = DataObject(name="Jongeren", source="Register", fields=("leeftijd", "wijk"))
FLOWS = (
    Flow(source="Register", target="Magazijn", what="Rijen", personal=True),
    Flow(source="Magazijn", target=PRODUCT, what="Aantallen"),
)
DRAWN = Architecture(
    result="R01", contract_hash="c" * 64, sources=("Register",), components=(STORE,), objects=(OBJECT,), flows=FLOWS
)


def but(**changes):
    return DRAWN.model_copy(update=changes)


@pytest.fixture
def contracted(monitor):
    monitor.do(acts.DeclareContract(contract=CONTRACT))
    return monitor


def _describe(world, architecture):
    versions = world.programme.architectures.get("R01")
    expects = versions[-1].seq if versions else None
    world.do(acts.DescribeArchitecture(architecture=architecture, expects=expects))


def test_an_architecture_of_an_old_ledger_keeps_its_hash():
    old = Architecture(result="R01", contract_hash="c" * 64, sources=("Register",))
    said = {"of": "Architecture", "result": "R01", "contract_hash": "c" * 64, "sources": ["Register"]}
    assert content_hash(old) == digest(json.dumps(said, sort_keys=True, separators=(",", ":")))
    assert not old.is_drawn


def test_what_is_described_whole_can_be_adopted_and_opens_the_gate(contracted):
    _describe(contracted, DRAWN)
    assert gates_of(contracted.programme, "R01")[3].status is GateStatus.IN_PROGRESS
    contracted.adopt_architecture()
    assert gates_of(contracted.programme, "R01")[3].passes


@pytest.mark.parametrize(
    ("changes", "rule", "words"),
    [
        ({"sources": ()}, "sources_covered", "Beschrijf ook de bron Register"),
        ({"objects": (), "flows": ()}, "sources_covered", "geen gegevensobject en geen stroom"),
        (
            {"objects": (OBJECT.model_copy(update={"fields": ("wijk",)}),)},
            "sources_covered",
            r"ontbreekt het veld leeftijd \(Register\)",
        ),
        ({"components": (STORE, STORE)}, "architecture_names", "Magazijn staat er twee keer"),
        ({"components": (STORE, Component(name="register"))}, "architecture_names", "staat er twee keer"),
        ({"components": (STORE, Component(name=PRODUCT))}, "architecture_names", PRODUCT),
        ({"objects": (OBJECT, OBJECT)}, "architecture_objects", "Jongeren staat er twee keer"),
        ({"objects": (DataObject(name="X", source="Elders"),)}, "architecture_objects", "komt uit Elders"),
        ({"flows": (Flow(source="Elders", target=PRODUCT, what="x"),)}, "architecture_flows", "Stroom 1: Elders"),
        ({"flows": (Flow(source="Register", target="Elders", what="x"),)}, "architecture_flows", "Elders is geen"),
        ({"flows": (Flow(source="Magazijn", target="Register", what="x"),)}, "architecture_flows", "geen component"),
        ({"flows": (Flow(source=PRODUCT, target="Magazijn", what="x"),)}, "architecture_flows", "geen bron"),
        ({"flows": (Flow(source="Magazijn", target="Magazijn", what="x"),)}, "architecture_flows", "naar zichzelf"),
        ({"flows": (FLOWS[0], FLOWS[0])}, "architecture_flows", "twee keer"),
    ],
)
def test_what_does_not_hold_together_is_refused(contracted, changes, rule, words):
    with pytest.raises(NotAllowed, match=words) as refused:
        _describe(contracted, but(**changes))
    assert refused.value.rule == rule


def test_a_source_without_described_fields_covers_them_all(contracted):
    _describe(contracted, but(objects=(DataObject(name="Alles", source="Register"),)))
    assert fit_of(but(objects=()), CONTRACT) == Fit()


def test_fields_that_become_known_later_close_the_gate_until_they_are_described(monitor):
    monitor.declare()
    _describe(monitor, but(objects=(OBJECT.model_copy(update={"fields": ("wijk",)}),)))
    monitor.adopt_architecture()
    assert gates_of(monitor.programme, "R01")[3].passes
    monitor.do(acts.DeclareContract(contract=CONTRACT))
    state = gates_of(monitor.programme, "R01")[3]
    assert (state.status, "leeftijd (Register)" in state.reason) == (GateStatus.LAPSED, True)


def test_a_board_does_not_adopt_what_falls_short(monitor):
    monitor.declare()
    _describe(monitor, but(objects=(OBJECT.model_copy(update={"fields": ("wijk",)}),)))
    monitor.do(acts.DeclareContract(contract=CONTRACT))
    with pytest.raises(NotAllowed, match="leeftijd") as refused:
        monitor.adopt_architecture()
    assert refused.value.rule == "sources_covered"


def test_what_is_too_much_is_told_and_keeps_nothing_closed():
    wide = OBJECT.model_copy(update={"fields": ("leeftijd", "wijk", "naam")})
    fit = fit_of(but(sources=("Register", "Archief"), objects=(wide,)), CONTRACT)
    assert fit.shortcoming == ""
    assert fit.surplus_sources == ("Archief",)
    assert fit.surplus_fields == (ContractField(source="Register", field="naam"),)
    assert len(fit.sentences) == 2


def test_two_versions_differ_part_by_part():
    after = but(components=(STORE, Component(name="Website")), storage="Rekencentrum")
    found = {change.part: change for change in version_changes(DRAWN, after)}
    assert set(found) == {"componenten", "opslag"}
    assert found["componenten"].added == ("Website (applicatie)",)
    assert version_changes(DRAWN, DRAWN) == ()
