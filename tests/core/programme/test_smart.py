"""The checker of SMART texts: each rule with a text that breaks only that one, and the text that breaks none."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roer.core.programme import smart_rules as rules
from roer.core.programme.acts import AllocateCapacity, LinkElements
from roer.core.programme.elements import (
    Charter,
    Contract,
    Effort,
    Link,
    Phase,
    Result,
    ResultKind,
    SmartText,
    Umbrella,
)
from roer.core.programme.findings import Severity
from roer.core.programme.gates import GateStatus, gates_of
from roer.core.programme.means import Allocation
from roer.core.programme.refusals import NotAllowed
from roer.core.programme.smart import SmartContext, check_smart, smart_context, why_not_settled
from roer.core.programme.smart_rules import SMART_RULES, Criterion, criterion_of
from roer.core.programme.vague_words import names_figure, second_aim, vague_words

TEXT = SmartText(
    element="R01",
    sentence="In 2022 heeft hoogstens 9% van de jongeren jeugdhulp; in 2019 was dat 10%.",
    indicator="Aandeel jongeren met jeugdhulp",
    unit="%",
    operator="≤",
    baseline=10.0,
    baseline_date=date(2019, 12, 31),
    target=9.0,
    target_date=date(2022, 12, 31),
    measured_by="jeugdhulp_aandeel",
)
EFFORT = Effort(code="I01", title="Bouwen", phase=Phase.EXECUTION)
STOPPED = EFFORT.model_copy(update={"phase": Phase.STOPPED})
LINE = EFFORT.model_copy(update={"umbrella": Umbrella.LINE})
AROUND = SmartContext(
    written_on=date(2020, 10, 22),
    charter=Charter(code="P", name="P", start=date(2020, 7, 1), end=date(2023, 7, 1), yearly_budget_cents=1),
    element=Result(code="R01", title="Monitor", municipalities=("GM0534",), client="client", owner="owner"),
    efforts=(EFFORT,),
    capacity=50,
    contract=Contract(result="R01", product="monitor", hash="c" * 64, sources=("Register",)),
)
LONG = "In 2022 heeft hoogstens 9% van de jongeren jeugdhulp" + " in een van de buurten" * 6 + "."


def codes(text: SmartText, context: SmartContext = AROUND) -> list[str]:
    return [finding.rule.code for finding in check_smart(text, context)]


def written(**changes: object) -> SmartText:
    return SmartText.model_validate({**TEXT.model_dump(), **changes})


def around(**changes: object) -> SmartContext:
    return replace(AROUND, **changes)


def result(**changes: object) -> SmartContext:
    return around(element=AROUND.element.model_copy(update=changes))


BREAKS = [
    (rules.VAGUE_WORDS, written(sentence="De jeugdhulp verbetert van 10% naar 9%."), AROUND),
    (rules.TOO_LONG, written(sentence=LONG), AROUND),
    (rules.TWO_AIMS, written(sentence="Het aandeel daalt naar 9% en de tevredenheid stijgt naar 8."), AROUND),
    (rules.NO_INDICATOR, written(indicator=""), AROUND),
    (rules.NO_UNIT, written(unit=" "), AROUND),
    (rules.NO_TARGET, written(target=None), AROUND),
    (rules.NO_REGISTRATION, written(measured_by=""), AROUND),
    (rules.NO_CLIENT, TEXT, result(client=None)),
    (rules.NO_OWNER, TEXT, result(owner=None)),
    (rules.NO_EFFORT, TEXT, around(efforts=())),
    (rules.NO_EFFORT, TEXT, around(efforts=(STOPPED,))),
    (rules.NO_CAPACITY, TEXT, around(capacity=0)),
    (rules.NO_DATE, written(target_date=None), AROUND),
    (rules.PAST, written(target_date=date(2020, 10, 22)), AROUND),
    (rules.OUTSIDE, written(target_date=date(2023, 7, 1)), AROUND),
    (rules.NO_BASELINE, written(baseline=None), AROUND),
    (rules.NO_BASELINE_DATE, written(baseline_date=None), AROUND),
    (rules.AFTER_TARGET, written(baseline_date=date(2022, 12, 31)), around(written_on=None)),
    (rules.NOT_YET_MEASURED, written(baseline_date=date(2020, 10, 23)), AROUND),
    (rules.NO_CHANGE, written(target=10.0), AROUND),
    (rules.ALREADY_MET, written(target=11.0), AROUND),
    (rules.ALREADY_MET, written(operator="≥"), AROUND),
    (rules.NO_SOURCES, TEXT, around(contract=None)),
    (rules.NO_SOURCES, TEXT, around(contract=AROUND.contract.model_copy(update={"sources": ()}))),
]
KEEPS = [
    (rules.VAGUE_WORDS, written(sentence="Er zijn 9% minder meldingen."), AROUND),
    (rules.VAGUE_WORDS, written(sentence="Bij 9 adressen wordt snelweglawaai gemeten."), AROUND),
    (rules.TOO_LONG, written(sentence=LONG.replace(" in een van de buurten", ".", 1)), AROUND),
    (rules.TWO_AIMS, written(sentence="Het aandeel daalt tot 9% en de uitgaven zijn 8 euro."), AROUND),
    (rules.TWO_AIMS, written(sentence="Het daalt en daalt, tot 9%."), AROUND),
    (rules.NO_CLIENT, TEXT, around(element=None)),
    (rules.NO_EFFORT, TEXT, around(efforts=None)),
    (rules.NO_EFFORT, TEXT, around(efforts=(STOPPED, EFFORT))),
    (rules.NO_CAPACITY, TEXT, around(capacity=None)),
    (rules.PAST, written(target_date=date(2020, 10, 23)), AROUND),
    (rules.OUTSIDE, written(target_date=date(2023, 6, 30)), AROUND),
    (rules.OUTSIDE, written(target_date=date(2030, 1, 1)), around(efforts=(LINE,))),
    (rules.OUTSIDE, written(target_date=date(2030, 1, 1)), around(charter=None)),
    (rules.NO_BASELINE, written(baseline=0.0, operator="=", target=9.0), AROUND),
    (rules.NOT_YET_MEASURED, written(baseline_date=date(2020, 10, 22)), AROUND),
    (rules.NO_CHANGE, written(target=10.0, sentence="Het aandeel blijft 10%."), AROUND),
    (rules.ALREADY_MET, written(operator="≥", target=12.0), AROUND),
    (rules.ALREADY_MET, written(operator="=", target=12.0), AROUND),
    (rules.NO_SOURCES, TEXT, around(element=AROUND.element.model_copy(update={"kind": ResultKind.FACILITY}))),
]


def test_a_text_that_can_stand_before_an_audit_office_has_no_findings():
    assert codes(TEXT) == []


@pytest.mark.parametrize(("rule", "text", "context"), BREAKS, ids=lambda value: getattr(value, "code", ""))
def test_a_text_that_breaks_one_rule_hears_of_that_rule_only(rule, text, context):
    assert codes(text, context) == [rule.code]


@pytest.mark.parametrize(("rule", "text", "context"), KEEPS, ids=lambda value: getattr(value, "code", ""))
def test_a_text_just_within_a_rule_hears_nothing_of_it(rule, text, context):
    assert rule.code not in codes(text, context)


def test_every_rule_is_tried():
    assert {rule for rule, _, _ in BREAKS} == set(SMART_RULES)


def test_every_rule_has_a_name_of_its_own_under_its_criterion():
    assert len({rule.code for rule in SMART_RULES}) == len({rule.title for rule in SMART_RULES}) == len(SMART_RULES)
    assert [criterion_of(rule) for rule in SMART_RULES] == sorted(
        (criterion_of(rule) for rule in SMART_RULES), key=list(Criterion).index
    )
    assert "".join(criterion.letter for criterion in Criterion) == "SMARTNC"
    assert len({criterion.label for criterion in Criterion}) == 7


def test_what_cannot_be_established_later_blocks_and_the_rest_is_advice():
    assert {rule.code for rule in SMART_RULES if rule.severity is Severity.BLOCKING} == {
        "measurable.no_indicator",
        "measurable.no_unit",
        "measurable.no_target",
        "acceptable.no_client",
        "time_bound.no_date",
        "baseline.no_value",
        "baseline.no_date",
        "baseline.after_target",
    }


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("De hulp is zo veel mogelijk tijdig en ADEQUAAT.", ("zo veel mogelijk", "tijdig", "ADEQUAAT")),
        (
            "Waar mogelijk maatwerk, en/of tijdige hulp, etc.",
            ("Waar mogelijk", "maatwerk", "en/of", "tijdige", "etc"),
        ),
        ("Zo snel mogelijk geoptimaliseerd", ("Zo snel mogelijk", "geoptimaliseerd")),
        ("Inwoners worden sneller geholpen dan in 2019", ("sneller",)),
        ("Op 31 december 2022 is er minder overlast", ("minder",)),
        ("De gemeente werkt efficie\u0308nt", ("efficiënt",)),
        ("Tijdig is tijdig", ("Tijdig",)),
        ("De wachttijd is 20 minuten korter", ()),
        ("De helft wordt sneller geholpen", ()),
        ("Het voldoendetal en de snelheid", ()),
    ],
)
def test_ambiguous_words_are_quoted_as_they_stand(sentence, found):
    assert vague_words(sentence) == found


@pytest.mark.parametrize("text", ["9%", "de helft", "tien dagen", "in 2022 nog 4"])
def test_a_figure_is_seen(text):
    assert names_figure(text)


@pytest.mark.parametrize("text", ["in 2022", "op 31 december 2022", "31-12-2022", "de drie gemeenten", "de A44"])
def test_a_date_or_a_number_of_municipalities_is_no_figure(text):
    assert not names_figure(text)


@pytest.mark.parametrize(
    ("sentence", "marker"),
    [
        ("De wachttijd daalt. Bovendien is er meer geld.", "Bovendien"),
        ("De wachttijd neemt af en de omzet groeit.", "neemt af en groeit"),
        ("De wachttijd daalt, de omzet stijgt.", ""),
    ],
)
def test_two_aims_are_seen_by_their_joint(sentence, marker):
    assert second_aim(sentence) == marker


def test_a_finding_names_the_words_and_says_what_to_write_instead():
    (finding,) = check_smart(written(sentence="Optimale en tijdige hulp voor 9%."), AROUND)
    assert finding.reason == "‘Optimale’ en ‘tijdige’ leest niet iedereen hetzelfde."
    assert "van 74% naar 90%" in finding.suggestion
    assert finding.criterion.letter == "S"


def test_a_text_without_anything_around_it_is_checked_by_itself():
    assert codes(TEXT, SmartContext()) == []
    assert codes(written(baseline=None), SmartContext()) == ["baseline.no_value"]


def test_the_context_is_what_the_programme_knows(monitor):
    monitor.add_effort("I01")
    monitor.write_smart(measured_by="register")
    alone = smart_context(monitor.programme, "R01")
    assert alone.efforts == ()
    assert alone.written_on == monitor.today
    assert alone.charter == monitor.programme.charter
    assert alone.contract is None
    monitor.do(LinkElements(link=Link(source="I01", target="R01")))
    monitor.declare()
    known = smart_context(monitor.programme, "R01")
    assert [effort.code for effort in known.efforts] == ["I01"]
    assert known.contract.sources == ("Register",)
    assert codes(monitor.programme.smart["R01"][-1].text, known) == ["acceptable.no_owner"]


def test_the_capacity_is_what_was_found_for_its_efforts_in_all_quarters(monitor):
    for effort in ("I01", "I02"):
        monitor.add_effort(effort)
    monitor.do(LinkElements(link=Link(source="I01", target="R01")))
    assert smart_context(monitor.programme, "R01").capacity is None
    for effort, quarter, found in (("I01", "2021KW01", 0), ("I01", "2021KW02", 40), ("I02", "2021KW01", 100)):
        allocation = Allocation(effort=effort, quarter=quarter, needed=100, assigned=found)
        monitor.do(AllocateCapacity(allocation=allocation, expects=None))
    assert smart_context(monitor.programme, "R01").capacity == 40


def test_the_text_of_a_goal_is_checked_without_what_only_results_have(world):
    world.add_goal("D1")
    context = smart_context(world.programme, "D1")
    assert context.efforts is None
    assert codes(TEXT, context) == ["acceptable.no_owner"]


def test_a_result_without_smart_text_has_no_day_of_writing(monitor):
    assert smart_context(monitor.programme, "R01").written_on is None


def test_gate_1_stays_closed_as_long_as_a_finding_blocks(monitor):
    monitor.write_smart(baseline_date=date(2022, 12, 31))
    state = gates_of(monitor.programme, "R01")[0]
    assert state.status is GateStatus.NOT_MET
    assert "ligt niet vóór de streefdatum" in state.reason
    with pytest.raises(NotAllowed) as refusal:
        monitor.agree()
    assert refusal.value.rule == "smart_incomplete"


def test_gate_1_opens_while_there_is_advice(monitor):
    monitor.write_smart(sentence="De hulp is waar mogelijk adequaat en optimaal.")
    assert why_not_settled(monitor.programme.smart["R01"][-1].text, monitor.programme.network.result("R01")) == ""
    monitor.agree()
    assert gates_of(monitor.programme, "R01")[0].passes


def test_gate_1_says_everything_that_keeps_it_closed(monitor):
    monitor.change("R01", client=None)
    monitor.write_smart(unit="")
    reason = gates_of(monitor.programme, "R01")[0].reason
    assert "de eenheid ontbreekt" in reason
    assert "nog geen klant" in reason


_words = st.text(max_size=80) | st.lists(
    st.sampled_from(["daalt", "en", "stijgt", "zo", "mogelijk", "optimaal", "9%", "2022", ".", "‘", "‎", "İ"])
).map(" ".join)
_texts = st.builds(
    SmartText,
    element=st.just("R01"),
    sentence=_words.filter(lambda words: len(words.strip()) >= 3),
    indicator=_words,
    unit=st.text(max_size=5),
    operator=st.sampled_from(["≤", "≥", "="]),
    baseline=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    baseline_date=st.none() | st.dates(),
    target=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    target_date=st.none() | st.dates(),
    measured_by=st.text(max_size=5),
)
_contexts = st.builds(
    SmartContext,
    written_on=st.none() | st.dates(),
    charter=st.sampled_from([None, AROUND.charter]),
    element=st.sampled_from([None, AROUND.element, AROUND.element.model_copy(update={"client": None, "owner": None})]),
    efforts=st.sampled_from([None, (), (EFFORT,), (STOPPED,), (LINE,)]),
    capacity=st.none() | st.integers(0, 1000),
    contract=st.sampled_from([None, AROUND.contract]),
)


@given(text=_texts, context=_contexts)
def test_any_text_can_be_checked_and_every_finding_speaks(text, context):
    found = check_smart(text, context)
    assert [finding.rule for finding in found] == [rule for rule in SMART_RULES if rule in {f.rule for f in found}]
    for finding in found:
        assert finding.suggestion[-1] == "."
        assert finding.reason[-1] == "."
        assert not re.search(r"None|\{", finding.suggestion)


def test_a_text_of_the_longest_size_is_checked_in_no_time():
    for word in ("daalt en ", "zo ", "neemt toe en ", "a" * 50):
        check_smart(written(sentence=(word * 8000)[:8000]), AROUND)
