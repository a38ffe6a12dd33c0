"""A product contract in words: what differs, what would lapse, and that its hash goes with its words."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roer.core.programme import acts
from roer.core.programme.contract_changes import NOT_KNOWN, UNTOLD, changes, words_of
from roer.core.programme.contract_forecast import forecast
from roer.core.programme.elements import Contract, ContractCube, ContractField, ContractPolicy, content_hash, digest
from roer.core.programme.gates import is_admissible
from roer.core.programme.refusals import NotAllowed

FULL = Contract(
    result="R01",
    product="p-r01",
    hash="c" * 64,
    sources=("Register",),
    fields=(ContractField(source="Register", field="leeftijd"),),
    purposes=("beleid maken",),
    legal_basis="Jeugdwet",
    audience=("raad",),
    data_level="P1",
    retention="7 jaar",
    policies=(ContractPolicy(name="jeugdhulp", minimum=8),),
    cubes=(ContractCube(indicator="jongeren", levels=("wijk",), breakdowns=("leeftijd",)),),
)
OTHERS = {
    "sources": ("Register", "Telefonie"),
    "fields": (ContractField(source="Register", field="geslacht"),),
    "purposes": ("controleren",),
    "legal_basis": "Wmo",
    "audience": ("raad", "openbaar"),
    "data_level": "P2",
    "retention": "1 jaar",
    "policies": (ContractPolicy(name="jeugdhulp", minimum=5),),
    "cubes": (ContractCube(indicator="jongeren", levels=("buurt",)),),
}


def test_a_contract_of_an_old_ledger_keeps_its_hash():
    old = Contract(result="R01", product="p-r01", hash="c" * 64, sources=("Register",))
    said = {"hash": "c" * 64, "of": "Contract", "product": "p-r01", "result": "R01", "sources": ["Register"]}
    assert content_hash(old) == digest(json.dumps(said, sort_keys=True, separators=(",", ":")))
    assert set(old.model_dump(exclude_defaults=True)) == {"result", "product", "hash", "sources"}


@pytest.mark.parametrize("part", OTHERS)
def test_each_part_that_differs_is_told(part):
    after = FULL.model_copy(update={"hash": "d" * 64, part: OTHERS[part]})
    (change,) = changes(FULL, after)
    assert change.added
    assert str(change).startswith(change.part.capitalize())


def test_the_same_hash_is_the_same_contract_whatever_the_words():
    assert changes(FULL, FULL.model_copy(update={"purposes": ()})) == ()


def test_what_words_do_not_tell_is_said_so():
    assert changes(FULL, FULL.model_copy(update={"hash": "d" * 64})) == (UNTOLD,)
    bare = Contract(result="R01", product="p-r01", hash="d" * 64, sources=("Archief",))
    sources, untold = changes(bare, FULL)
    assert (sources.added, sources.removed, untold) == (("Register",), ("Archief",), NOT_KNOWN)


@given(st.sets(st.sampled_from(sorted(OTHERS)), min_size=1))
def test_back_and_forth_what_came_is_what_went(parts):
    after = FULL.model_copy(update={"hash": "d" * 64, **{part: OTHERS[part] for part in parts}})
    there, back = changes(FULL, after), changes(after, FULL)
    assert len(there) == len(parts)
    assert [(one.added, one.removed) for one in there] == [(one.removed, one.added) for one in back]


def test_words_stand_in_a_fixed_order_and_leave_out_what_is_open():
    assert list(words_of(FULL))[:3] == ["bronnen", "velden", "doelen"]
    assert words_of(FULL)["velden"] == ("leeftijd (Register)",)
    assert list(words_of(Contract(result="R01", product="p1", hash="c" * 64))) == []


def test_words_may_be_filled_in_under_the_same_hash_and_never_turned(monitor):
    monitor.declare()
    monitor.do(acts.DeclareContract(contract=FULL))
    turned = FULL.model_copy(update={"purposes": ("opsporen",)})
    with pytest.raises(NotAllowed, match=r"erbij: opsporen; eraf: beleid maken") as refused:
        monitor.do(acts.DeclareContract(contract=turned))
    assert refused.value.rule == "contract_words"
    monitor.declare(digest="d")
    with pytest.raises(NotAllowed):
        monitor.do(acts.DeclareContract(contract=turned))


def test_a_record_remembers_the_contracts_before_it(monitor):
    monitor.declare()
    monitor.declare(digest="d")
    monitor.declare(digest="e")
    record = monitor.programme.contracts["R01"]
    assert [one.hash[0] for one in record.earlier] == ["c", "d"]
    assert all(one.earlier == () for one in record.earlier)


@pytest.fixture
def admissible(monitor):
    monitor.open_all_gates()
    return monitor


def test_a_forecast_says_which_gates_lapse_where_before_it_happens(admissible):
    before = admissible.programme
    ahead = forecast(before, FULL.model_copy(update={"hash": "d" * 64}), on=date(2021, 6, 1))
    assert ahead.warns
    assert {lapse.municipality for lapse in ahead.lapses} == {"GM0534", "GM0553", "GM1525"}
    assert all([gate.code for gate in lapse.gates] == ["dpia_done", "architecture_adopted"] for lapse in ahead.lapses)
    assert not any(lapse.stops_releases for lapse in ahead.lapses)
    assert is_admissible(before, "R01")


def test_a_forecast_comes_true(admissible):
    changed = FULL.model_copy(update={"hash": "d" * 64})
    ahead = forecast(admissible.programme, changed, on=date(2021, 6, 1))
    admissible.do(acts.DeclareContract(contract=changed))
    assert ahead.lapses
    assert not is_admissible(admissible.programme, "R01")
    assert not forecast(admissible.programme, changed, on=date(2021, 6, 1)).warns


def test_going_back_to_the_approved_contract_voids_nothing_and_stops_nothing(admissible):
    admissible.declare(digest="d")
    back = forecast(admissible.programme, FULL, on=date(2021, 6, 1))
    assert back.changes
    assert back.lapses == ()


def test_a_first_contract_voids_nothing(monitor):
    ahead = forecast(monitor.programme, FULL, on=date(2021, 6, 1))
    assert (ahead.is_new, ahead.warns, ahead.lapses) == (True, False, ())
