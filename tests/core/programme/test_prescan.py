"""The pre-scan: which answers make a DPIA necessary, and why or why not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roer.core.programme import acts
from roer.core.programme.labels import label
from roer.core.programme.prescan import (
    EuropeanCriterion,
    Frequency,
    Kept,
    OrdinaryData,
    PrescanAnswers,
    Registry,
    SensitiveData,
    SpecialData,
    Subjects,
    SupervisorItem,
)
from roer.core.programme.prescan_rules import Outcome, screened
from roer.core.programme.rules import Conflict, NotAllowed

CRIME = {
    "ordinary": ["contact", "demographic"],
    "sensitive": ["criminal", "national_id", "financial"],
    "subjects": ["citizens"],
    "supervisor_list": ["partnerships", "fraud"],
    "european_criteria": ["special", "combining", "monitoring"],
    "registries": ["brp", "hr"],
    "frequency": "continuous",
    "kept": "years",
}
OF_TEN = [member.value for member in OrdinaryData]


def _of(**said: object) -> PrescanAnswers:
    return PrescanAnswers.model_validate(said)


def test_the_monitor_on_subversive_crime_needs_a_dpia_and_says_why():
    found = screened(_of(**CRIME))
    assert found.outcome is Outcome.REQUIRED
    assert "samenwerkingsverbanden" in found.sentence
    assert "3 van de negen Europese criteria" in found.sentence


def test_a_monitor_on_public_figures_needs_none_and_says_why():
    found = screened(_of(description="Openbare cijfers van het CBS."))
    assert found.outcome is Outcome.NOT_REQUIRED
    assert found.sentence.startswith("Een DPIA is niet verplicht, want: er worden geen persoonsgegevens verwerkt")


@pytest.mark.parametrize(
    ("said", "score"),
    [
        ({"ordinary": OF_TEN[:5]}, 0),
        ({"ordinary": OF_TEN[:6]}, 1),
        ({"special": ["health"]}, 1),
        ({"special": [member.value for member in SpecialData][:6]}, 1),
        ({"special": [member.value for member in SpecialData][:7]}, 2),
        ({"sensitive": [member.value for member in SensitiveData][:6]}, 1),
        ({"sensitive": [member.value for member in SensitiveData][:7]}, 2),
        ({"subjects": ["staff", "citizens", "other"]}, 0),
        ({"subjects": ["children"]}, 1),
        ({"subjects": ["children", "staff"]}, 2),
        ({"many_people": True}, 1),
        ({"frequency": "yearly"}, 0),
        ({"frequency": "monthly"}, 1),
        ({"kept": "month"}, 0),
        ({"kept": "year"}, 1),
        ({"transfer": {}}, 1),
        ({"transfer": {"stored_outside": True}}, 1),
        ({"transfer": {"cloud": True, "support_outside": True}}, 2),
        ({"transfer": {"special_data": True}}, 2),
        ({"registries": ["bag", "bgt", "bro", "brt"]}, 0),
        ({"registries": ["woz", "brp"]}, 1),
        ({"digital_service": {"keeps_minors_out": True}}, 0),
        ({"digital_service": {}}, 1),
        ({"digital_service": {"for_minors": True}}, 2),
        ({"supervisor_list": ["cameras"], "european_criteria": ["special"]}, 0),
    ],
)
def test_each_answer_has_its_points(said, score):
    assert screened(_of(**said)).score == score


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ({"new_legislation": True}, Outcome.REQUIRED),
        ({"supervisor_list": ["cameras"]}, Outcome.REQUIRED),
        ({"european_criteria": ["special"]}, Outcome.RECOMMENDED),
        ({"european_criteria": ["special", "combining"]}, Outcome.REQUIRED),
        ({"special": ["health"], "subjects": ["children", "staff"], "many_people": True}, Outcome.NOT_REQUIRED),
        (
            {"special": ["health"], "subjects": ["children", "staff"], "many_people": True, "kept": "year"},
            Outcome.REQUIRED,
        ),
    ],
)
def test_four_grounds_make_a_dpia_necessary_and_one_criterion_advisable(said, outcome):
    assert screened(_of(**said)).outcome is outcome


ANSWERS = st.builds(
    PrescanAnswers,
    new_legislation=st.booleans(),
    special=st.lists(st.sampled_from(SpecialData), unique=True).map(tuple),
    subjects=st.lists(st.sampled_from(Subjects), unique=True).map(tuple),
    frequency=st.none() | st.sampled_from(Frequency),
    kept=st.none() | st.sampled_from(Kept),
    supervisor_list=st.lists(st.sampled_from(SupervisorItem), unique=True, max_size=2).map(tuple),
    european_criteria=st.lists(st.sampled_from(EuropeanCriterion), unique=True, max_size=3).map(tuple),
    registries=st.lists(st.sampled_from(Registry), unique=True).map(tuple),
)
WEIGHT = {Outcome.NOT_REQUIRED: 0, Outcome.RECOMMENDED: 1, Outcome.REQUIRED: 2}


@given(ANSWERS, st.sampled_from(EuropeanCriterion))
def test_telling_more_never_makes_the_outcome_milder(said, criterion):
    more = said.model_copy(update={"european_criteria": (*{*said.european_criteria, criterion},)})
    assert WEIGHT[screened(more).outcome] >= WEIGHT[screened(said).outcome]


@given(ANSWERS)
def test_every_outcome_gives_its_reasons(said):
    found = screened(said)
    assert found.reasons
    assert found.needs_dpia == (found.outcome is Outcome.REQUIRED)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"transfer": {"stored_outside": True, "without_adequacy": True}}, "DTIA"),
        ({"digital_service": {"for_minors": True}}, "kinderen"),
        ({"impactful_algorithm": True}, "IAMA"),
    ],
)
def test_other_tests_that_are_needed_are_named(said, words):
    assert words in screened(_of(**said)).further[0]


@pytest.mark.parametrize(
    "kind", [OrdinaryData, SpecialData, SensitiveData, Subjects, SupervisorItem, EuropeanCriterion, Registry]
)
def test_every_answer_has_a_dutch_word_of_its_own(kind):
    words = [label(member) for member in kind]
    assert len(set(words)) == len(words)


def _screen(world, *, needed: bool, expects: int | None = None, **said: object) -> acts.ScreenPrivacy:
    return acts.ScreenPrivacy(
        result="R01",
        contract_hash=world.programme.contracts["R01"].hash,
        dpia_needed=needed,
        motive="Omdat het zo is.",
        answers=_of(**said),
        expects=expects,
    )


def test_nobody_says_that_no_dpia_is_needed_against_the_answers(monitor):
    monitor.declare()
    with pytest.raises(NotAllowed, match="samenwerkingsverbanden") as refusal:
        monitor.try_it(_screen(monitor, needed=False, **CRIME), "team")
    assert refusal.value.rule == "answers_ask_dpia"


@pytest.mark.parametrize("needed", [True, False])
def test_where_the_answers_ask_none_the_team_may_still_want_one(monitor, needed):
    monitor.declare()
    monitor.do(_screen(monitor, needed=needed))
    assert monitor.programme.privacy["R01"].screening.dpia_needed is needed


def test_two_people_never_answer_the_same_pre_scan(monitor):
    monitor.declare()
    monitor.do(_screen(monitor, needed=True))
    seen = monitor.programme.privacy["R01"].screening.seq
    monitor.do(_screen(monitor, needed=False, expects=seen))
    with pytest.raises(Conflict):
        monitor.do(_screen(monitor, needed=True, expects=seen))
