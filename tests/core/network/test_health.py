"""The health of the network: each rule with a network that breaks only that one, and a network that breaks none."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from immutables import Map

from roer.core.network.health import PATIENCE, health
from roer.core.network.health_rules import HEALTH_RULES, NETWORK_RULES, TWICE
from roer.core.programme import acts
from roer.core.programme.decisions import Decision, Outcome, Place
from roer.core.programme.elements import Body, BodyKind, Contract, GoalKind, Phase, SmartText
from roer.core.programme.entries import Stamp
from roer.core.programme.evidence import SmartRecord
from roer.core.programme.findings import Severity
from roer.core.programme.means import Allocation

STAMP = Stamp(
    seq=1,
    recorded_at=datetime(2020, 9, 1, tzinfo=UTC),
    by="noor-dekker",
    on_behalf_of=None,
    holds_from=date(2020, 9, 1),
    reason="",
    origin="fictief",
)
OWNED = {"owner": "olga", "policy_fields": ("jeugd",)}
WHY = {"contribution": 3, "rationale": "Zonder dit cijfer weet niemand het."}
SMART = SmartText(
    element="R01",
    sentence="In 2022 heeft hoogstens 9% van de jongeren jeugdhulp.",
    indicator="Aandeel jongeren met jeugdhulp",
    unit="%",
    baseline=10.0,
    baseline_date=date(2019, 12, 31),
    target=9.0,
    target_date=date(2022, 12, 31),
    measured_by="jeugdhulp_aandeel",
)


def written(growth, code, **changes):
    text = SmartText.model_validate({**SMART.model_dump(), "element": code, **changes})
    last = growth.programme.smart.get(code)
    growth.do(acts.WriteSmartText(text=text, expects=last[-1].seq if last else None))


def with_result(growth, code, **more):
    """A result with all that it needs but its links."""
    growth.results(code, **{**OWNED, "client": "klaas", "product": f"p-{code.lower()}", **more})
    written(growth, code)
    contract = Contract(result=code, product=f"p-{code.lower()}", hash="c" * 64, sources=("Register",))
    growth.do(acts.DeclareContract(contract=contract))


def placed(growth, code):
    effect = Place(result=code, subject_hash="a" * 64, municipalities=("GM0534",), start="2021KW01", end="2021KW02")
    decision = Decision(
        code="B-2021-01", body="stuurgroep", decided_on=date(2021, 1, 1), title="Plaatsing",
        outcome=Outcome.ADOPTED, effects=(effect,),
    )  # fmt: skip
    growth.do(acts.TakeDecision(decision=decision))


@pytest.fixture
def sound(growth):
    """One goal, one result, one effort, and nothing to complain of."""
    growth.goals("D1", kind=GoalKind.MEASURABLE, **OWNED)
    written(growth, "D1")
    with_result(growth, "R01")
    growth.efforts("I01", phase=Phase.EXECUTION, **OWNED)
    growth.link("R01", "D1", **WHY)
    growth.link("I01", "R01", **WHY)
    return growth


def codes(growth, **asked):
    return [(concern.rule.code, *concern.codes) for concern in health(growth.programme, **asked)]


def a_second_result(growth, *, goal=True, effort=True, **more):
    with_result(growth, "R02", **more)
    if goal:
        growth.link("R02", "D1")
    if effort:
        growth.link("I01", "R02")


def a_second_effort(growth, *, target="R01", kind="contributes", **more):
    growth.efforts("I02", **{"phase": Phase.EXECUTION, **OWNED, **more})
    if target:
        growth.link("I02", target, kind=kind)


def a_lone_goal(growth):
    growth.goals("D2", **OWNED)


def a_goal_that_only_an_effort_serves(growth):
    growth.goals("D2", **OWNED)
    a_second_effort(growth, target="D2")


def a_measurable_goal_nobody_described(growth):
    growth.goals("D2", kind=GoalKind.MEASURABLE, **OWNED)
    growth.link("R01", "D2")


def a_result_nobody_described(growth):
    growth.results("R02", client="klaas", **OWNED)
    growth.link("R02", "D1")
    growth.link("I01", "R02")


def a_condition_that_is_an_idea(growth):
    placed(growth, "R01")
    a_second_effort(growth, kind="precondition", phase=Phase.IDEA)


def nobody_found(growth):
    allocation = Allocation(effort="I01", quarter="2021KW01", needed=100, assigned=0)
    growth.do(acts.AllocateCapacity(allocation=allocation, expects=None))


def without(name, nothing, *, of):
    return lambda net: net.change(of, **{name: nothing})


BREAKS = {
    "goal.without_result": [(a_lone_goal, "D2"), (a_goal_that_only_an_effort_serves, "D2")],
    "goal.not_measurable": [(a_measurable_goal_nobody_described, "D2")],
    "result.without_goal": [(lambda net: a_second_result(net, goal=False), "R02")],
    "result.without_effort": [(lambda net: a_second_result(net, effort=False), "R02")],
    "result.without_client": [(lambda net: net.change("R01", client=None), "R01")],
    "result.without_smart_text": [(a_result_nobody_described, "R02")],
    "result.no_work_left": [(lambda net: net.change("I01", phase=Phase.DONE), "R01")],
    "effort.serves_nothing": [(lambda net: a_second_effort(net, target=None), "I02")],
    "effort.stopped_but_linked": [(lambda net: a_second_effort(net, phase=Phase.STOPPED), "I02")],
    "effort.precondition_not_started": [(a_condition_that_is_an_idea, "I02")],
    "link.without_rationale": [(lambda net: net.relink("R01", "D1", contribution=3), "R01", "D1")],
    "element.without_owner": [(without("owner", None, of=code), code) for code in ("D1", "R01", "I01")],
    "element.without_policy_field": [(without("policy_fields", (), of=code), code) for code in ("D1", "R01", "I01")],
    "baseline.no_value": [
        (lambda net: written(net, "R01", baseline=None), "R01"),
        (lambda net: written(net, "D1", baseline=None), "D1"),
    ],
    "realistic.no_capacity": [(nobody_found, "R01")],
    "specific.vague_words": [(lambda net: written(net, "R01", sentence="Adequate hulp voor 9%."), "R01")],
}
STAYS_WELL = {
    "a result that another result depends on needs no goal": lambda net: (
        a_second_result(net, goal=False),
        net.link("R01", "R02", kind="depends_on"),
    ),
    "an effort that another effort depends on serves": lambda net: (
        a_second_effort(net, target=None),
        net.link("I01", "I02", kind="depends_on"),
    ),
    "an effort that is done needs no link": lambda net: a_second_effort(net, target=None, phase=Phase.DONE),
    "an effort that stopped needs no link": lambda net: a_second_effort(net, target=None, phase=Phase.STOPPED),
    "an effort may serve a goal": lambda net: a_second_effort(net, target="D1"),
    "work may be done for a result on the roadmap": lambda net: (
        placed(net, "R01"),
        net.change("I01", phase=Phase.DONE),
    ),
    "a condition may be an idea before the roadmap": lambda net: a_second_effort(
        net, kind="precondition", phase=Phase.IDEA
    ),
    "a direction needs no SMART text": lambda net: (
        net.goals("D2", **OWNED),
        net.link("R01", "D2"),
    ),
    "a small contribution needs no rationale": lambda net: net.relink("R01", "D1", contribution=2),
    "a removed result is nobody's concern": lambda net: (net.results("R02"), net.remove("R02")),
}
CASES = [(code, *case) for code, cases in BREAKS.items() for case in cases]


def test_a_sound_network_is_well(sound):
    assert codes(sound) == []


@pytest.mark.parametrize(("code", "harm", "who"), [(c[0], c[1], c[2:]) for c in CASES], ids=[c[0] for c in CASES])
def test_a_network_that_breaks_one_rule_hears_of_that_rule_only(sound, code, harm, who):
    harm(sound)
    assert codes(sound) == [(code, *who)]


@pytest.mark.parametrize("change", STAYS_WELL.values(), ids=STAYS_WELL)
def test_a_network_within_the_rules_stays_well(sound, change):
    change(sound)
    assert codes(sound) == []


def test_every_rule_of_the_network_is_tried():
    assert {rule.code for rule in NETWORK_RULES} - {"link.not_confirmed"} <= set(BREAKS)
    assert len({rule.code for rule in HEALTH_RULES}) == len(HEALTH_RULES)
    assert not TWICE & set(HEALTH_RULES)


def test_a_link_asks_to_be_confirmed_after_a_year_and_not_on_the_last_day(sound):
    made = sound.network.links["R01", "D1"].confirmed_on
    assert codes(sound, on=made + PATIENCE) == []
    late = made + PATIENCE + timedelta(days=1)
    assert codes(sound, on=late) == [("link.not_confirmed", "R01", "D1")]
    assert codes(sound, on=late, patience=timedelta(days=400)) == []
    sound.relink("R01", "D1", **WHY)
    assert ("link.not_confirmed", "R01", "D1") not in codes(sound, on=late)


def test_a_programme_at_rest_does_not_become_ill_by_itself(sound):
    assert health(sound.programme) == health(sound.programme, sound.day)


def test_an_empty_programme_is_well(growth):
    assert health(growth.programme) == ()


def test_the_owner_is_to_move_and_of_a_link_the_owner_of_its_source(sound):
    sound.relink("I01", "R01", contribution=3)
    sound.change("I01", owner="piet")
    (concern,) = health(sound.programme)
    assert (concern.turn.who, concern.turn.label) == ("piet", "de eigenaar")


def test_without_an_owner_the_programme_team_is_to_move(sound):
    sound.change("R01", owner=None)
    (concern,) = health(sound.programme)
    assert (concern.turn.who, concern.turn.label) == ("", "programmateam")
    sound.do(acts.EstablishBody(body=Body(code="team", name="Team Sturing", kind=BodyKind.PROGRAMME_TEAM)))
    (concern,) = health(sound.programme)
    assert (concern.turn.who, concern.turn.label) == ("team", "Team Sturing")


def test_the_heaviest_come_first_and_then_the_order_of_codes(sound):
    for code in ("D3", "D2"):
        sound.goals(code, owner="olga")
    sound.change("R01", client=None)
    assert codes(sound) == [
        ("result.without_client", "R01"),
        ("goal.without_result", "D2"),
        ("goal.without_result", "D3"),
        ("element.without_policy_field", "D2"),
        ("element.without_policy_field", "D3"),
    ]


def test_stopped_work_is_named(sound):
    sound.change("I01", phase=Phase.STOPPED)
    told = {concern.rule.code: concern.reason for concern in health(sound.programme)}
    assert told["result.without_effort"] == "Alle inspanningen zijn gestopt: I01."
    assert told["effort.stopped_but_linked"] == "Deze inspanning is gestopt, maar staat nog bij R01."


def test_every_weight_has_a_word_of_its_own():
    assert len({severity.label for severity in Severity}) == len(Severity)


def test_a_machine_reads_the_same(sound):
    sound.change("I01", owner=None)
    (concern,) = health(sound.programme)
    assert concern.as_json() == {
        "rule": "element.without_owner",
        "severity": "advice",
        "about": "effort",
        "codes": ["I01"],
        "reason": "Deze inspanning heeft geen eigenaar.",
        "suggestion": "Wijs iemand aan die erop kan worden aangesproken.",
        "turn": "",
    }


def test_every_concern_speaks_in_sentences(by_chance):
    for seed in range(5):
        for concern in health(by_chance(seed), date(2022, 1, 1)):
            assert concern.rule in HEALTH_RULES
            assert concern.reason.endswith(".")
            assert concern.suggestion.endswith(".")


def test_each_link_is_read_once_however_large_the_network(by_chance):
    large = by_chance(1, goals=100, results=1200, efforts=700)
    record = SmartRecord(stamp=STAMP, text=SMART, hash="a" * 64)
    large = replace(
        large,
        moment=datetime(2021, 3, 1, tzinfo=UTC),
        smart=Map({result.code: (record,) for result in large.network.results}),
    )
    read = []

    class Reading(dict):
        def values(self):
            read.append(len(self))
            return super().values()

    watched = replace(large, network=replace(large.network, links=Reading(large.network.links)))
    assert health(watched) == health(large)
    assert read == [len(large.network.links)] * len(read)
    assert len(read) <= 2
