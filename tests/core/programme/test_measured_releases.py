"""What the software checks by itself is held against the contract and against the last release that was stated."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from roer.core.programme import acts
from roer.core.programme.elements import Contract
from roer.core.programme.folding import fold
from roer.core.programme.gates import GateStatus, gates_of
from roer.core.programme.measure_checks import Seen, Sight, see
from roer.core.programme.measures import Measure
from roer.core.programme.privacy_acts import ReportOperation, ReportRelease
from roer.core.programme.privacy_gate import facts_of
from roer.core.programme.refusals import NotAllowed
from roer.core.programme.releases import Kept, ReleaseFacts, Stored
from roer.core.programme.rules import check_may_release
from roer.core.values.clock import months_after
from roer.core.values.dutch import day

CHECKS = {
    "threshold": {"type": "threshold", "minimum": 10},
    "audience": {"type": "audience", "audience": ["raad", "college"]},
    "fields": {"type": "fields_absent", "fields": ["BSN"]},
    "retention": {"type": "retention", "days": 31},
    "logging": {"type": "logging"},
}
GOOD = {
    "threshold": {"policies": [{"name": "streng", "minimum": 10}]},
    "audience": {"audience": ["Raad"]},
    "fields": {"fields": [{"source": "Register", "field": "buurtcode"}]},
}
BAD = {
    "threshold": {"policies": [{"name": "ruim", "minimum": 5}]},
    "audience": {"audience": ["Raad", "openbaar"]},
    "fields": {"fields": [{"source": "Register", "field": "bsn"}]},
}
MORE = {
    "threshold": {"policies": [{"name": "streng", "minimum": 10}, {"name": "strenger", "minimum": 20}]},
    "audience": {"audience": ["Raad", "College"]},
    "fields": {"fields": [{"source": "Register", "field": "buurtcode"}, {"source": "Register", "field": "jaar"}]},
}
"""Says more than GOOD, and nothing that the check minds: it contradicts the contract all the same."""
HOLDS, FAILS, UNSEEN = Sight.HOLDS, Sight.FAILS, Sight.UNSEEN


def adopted(world, check: str, said: dict | None = None):
    """A DPIA with one measure that Roer checks, adopted, for a contract that says this."""
    contract = {"result": "R01", "product": "p-r01", "hash": "c" * 64, "sources": ["Register"], **(said or {})}
    world.do(acts.DeclareContract(contract=Contract.model_validate(contract)))
    world.write_dpia(measures=[{"code": "M1", "text": "Roer kijkt.", "check": CHECKS[check]}])
    world.advise_privacy()
    world.adopt_dpia()
    return world


def release(world, **said: object) -> ReportRelease:
    """A release made just now, of the contract of now."""
    made = {
        "id": f"{world.moment:%Y%m%dT%H%M%SZ}-{world.programme.seq:08}",
        "made_at": world.moment,
        "manifest": "0" * 64,
        "contract_hash": world.programme.contracts["R01"].hash,
        "withstood_attack": True,
        **said,
    }
    return ReportRelease(result="R01", release=ReleaseFacts.model_validate(made))


def kept(world, *, months: int, what: Stored = Stored.DELIVERIES) -> tuple[Kept, ...]:
    return (Kept(what=what, oldest=world.today, months=months),)


def seen(world, check: str) -> Seen:
    measure = Measure.model_validate({"code": "M1", "text": "abc", "check": CHECKS[check]})
    return see(measure.check, facts_of(world.programme, "R01", on=world.today))


def gate(world):
    return gates_of(world.programme, "R01", "GM0534", on=world.today)[2]


# what the contract says × what the release says (None: none was stated) → what is seen of it
@pytest.mark.parametrize("check", list(GOOD))
@pytest.mark.parametrize(
    ("contract", "released", "sight"),
    [
        ({}, None, UNSEEN), (GOOD, None, HOLDS), (BAD, None, FAILS),
        ({}, {}, UNSEEN), (GOOD, {}, HOLDS), (BAD, {}, FAILS),
        ({}, GOOD, HOLDS), (GOOD, GOOD, HOLDS), (BAD, GOOD, FAILS),
        ({}, BAD, FAILS), (GOOD, BAD, FAILS), (BAD, BAD, FAILS),
        ({}, MORE, HOLDS), (GOOD, MORE, FAILS), (MORE, GOOD, HOLDS),
    ],
)  # fmt: skip
def test_contract_and_release_are_judged_together(monitor, check, contract, released, sight):
    adopted(monitor, check, contract.get(check))
    if released is not None:
        monitor.do(release(monitor, **released.get(check, {})), "data-team")
    assert seen(monitor, check).sight is sight
    assert (gate(monitor).status is GateStatus.MET) is (sight is HOLDS)


@pytest.mark.parametrize("check", list(GOOD))
@pytest.mark.parametrize("released", [BAD, MORE])
def test_a_release_that_contradicts_the_contract_makes_the_gate_lapse_and_says_which(monitor, check, released):
    adopted(monitor, check, GOOD[check])
    assert gate(monitor).status is GateStatus.MET
    monitor.wait(3)
    report = release(monitor, **released[check])
    monitor.do(report, "data-team")
    state = gate(monitor)
    assert (state.status, state.since) == (GateStatus.LAPSED, monitor.today)
    assert report.release.id in state.reason
    assert "wijkt af van het productcontract" in state.reason


def test_a_release_of_which_secrets_were_found_holds_no_threshold_up(monitor):
    adopted(monitor, "threshold", GOOD["threshold"])
    monitor.do(release(monitor, **GOOD["threshold"], withstood_attack=False), "data-team")
    assert "terug te rekenen" in gate(monitor).reason


def test_a_source_with_another_title_is_the_same_field(monitor):
    adopted(monitor, "fields", GOOD["fields"])
    monitor.do(release(monitor, fields=[{"source": "Het register", "field": "Buurtcode"}]), "data-team")
    assert seen(monitor, "fields").sight is HOLDS


def test_a_release_of_an_earlier_contract_is_told_and_keeps_nothing_closed(monitor):
    adopted(monitor, "audience", GOOD["audience"])
    monitor.do(release(monitor, **BAD["audience"]), "data-team")
    adopted(monitor, "audience", {**GOOD["audience"], "hash": "d" * 64})
    found = seen(monitor, "audience")
    assert found.sight is HOLDS
    assert "telt niet mee" in found.against[-1]
    assert gate(monitor).status is GateStatus.MET


def test_what_was_looked_at_is_told_with_its_day(monitor):
    adopted(monitor, "audience", GOOD["audience"])
    report = release(monitor, **GOOD["audience"])
    monitor.do(report, "team")
    contract, released = seen(monitor, "audience").against
    assert contract == f"het productcontract van {day(monitor.today)}"
    assert released == f"{report.release.name}, gemeld op {day(monitor.today)}"


def test_a_release_says_nothing_about_logging(monitor):
    adopted(monitor, "logging")
    monitor.do(release(monitor), "data-team")
    assert seen(monitor, "logging").sight is UNSEEN


def test_nothing_past_its_term_at_the_release_is_retention_for_as_long_as_the_terms_run(monitor):
    adopted(monitor, "retention")
    assert seen(monitor, "retention").sight is UNSEEN
    start, last = monitor.today, months_after(monitor.today, 2)
    monitor.do(release(monitor, kept=kept(monitor, months=2)), "data-team")
    monitor.wait((last - start).days)
    assert seen(monitor, "retention").sight is HOLDS
    monitor.wait()
    state = gate(monitor)
    assert (state.status, state.since) == (GateStatus.LAPSED, last)
    assert f"de oudste levering met personen is van {day(start)}" in state.reason


def test_what_the_release_saw_outranks_what_was_said_before_it_and_not_what_was_said_after(monitor):
    adopted(monitor, "retention")
    old = (Kept(what=Stored.DELIVERIES, oldest=monitor.today - timedelta(days=400), months=12),)
    done = ReportOperation(result="R01", retention_done=monitor.today, evidence="logregel 3")
    monitor.do(done, "data-team")
    assert seen(monitor, "retention").sight is HOLDS
    monitor.do(release(monitor, kept=old), "data-team")
    assert seen(monitor, "retention").sight is FAILS
    monitor.do(ReportOperation(result="R01", logging_on=True, evidence="logregel 4"), "data-team")
    assert seen(monitor, "retention").sight is FAILS
    monitor.do(done, "data-team")
    assert seen(monitor, "retention").sight is HOLDS
    monitor.wait()
    monitor.do(release(monitor, kept=old), "data-team")
    monitor.do(done, "data-team")
    assert seen(monitor, "retention").sight is FAILS


def test_where_nothing_lay_a_term_counts_from_the_day_that_it_was_looked_at(monitor):
    adopted(monitor, "retention")
    monitor.do(release(monitor, kept=[{"what": "deliveries", "months": 1}]), "data-team")
    monitor.wait(31)
    assert seen(monitor, "retention").sight is HOLDS
    monitor.wait()
    assert seen(monitor, "retention").sight is UNSEEN


def test_a_release_that_contradicts_its_contract_stops_the_next_one(monitor):
    for name in ("client_agreed", "prioritised"):
        monitor.open_gate(name)
    adopted(monitor, "audience", GOOD["audience"])
    monitor.open_gate("architecture_adopted")
    monitor.advise("A-9", ("R01",))
    monitor.decide("B-9", monitor.place(), advice="A-9")
    check_may_release(monitor.programme, "p-r01", "GM0534", "c" * 64, on=monitor.today)
    monitor.do(release(monitor, **BAD["audience"]), "data-team")
    with pytest.raises(NotAllowed) as refusal:
        check_may_release(monitor.programme, "p-r01", "GM0534", "c" * 64, on=monitor.today)
    assert refusal.value.gate.code == "dpia_done"


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"contract_hash": "d" * 64}, "other_contract"),
        ({"made_at": datetime(2030, 1, 1, tzinfo=UTC)}, "seen_later"),
        ({"made_at": datetime(2020, 1, 1, tzinfo=UTC)}, "older_release"),
        ({}, "no_change"),
    ],
)
def test_what_cannot_have_been_the_last_release_is_refused(monitor, said, rule):
    monitor.declare()
    first = release(monitor)
    monitor.do(first, "data-team")
    again = ReportRelease(result="R01", release=first.release.model_copy(update=said))
    with pytest.raises(NotAllowed) as refusal:
        monitor.try_it(again, "data-team")
    assert refusal.value.rule == rule


def test_the_same_release_is_stated_again_when_something_was_removed(monitor):
    monitor.declare()
    first = release(monitor, kept=kept(monitor, months=1))
    monitor.do(first, "data-team")
    monitor.do(ReportRelease(result="R01", release=first.release.model_copy(update={"kept": ()})), "data-team")
    assert monitor.programme.privacy["R01"].release.facts.kept == ()


def test_a_past_moment_shows_the_release_of_then(monitor):
    adopted(monitor, "audience", GOOD["audience"])
    monitor.do(release(monitor, **GOOD["audience"]), "data-team")
    before, then, seq = gate(monitor), monitor.today, monitor.programme.seq
    monitor.wait(2)
    monitor.do(release(monitor, **BAD["audience"]), "data-team")
    assert gate(monitor).status is GateStatus.LAPSED
    assert gates_of(fold(monitor.entries[:seq]), "R01", "GM0534", on=then)[2] == before
