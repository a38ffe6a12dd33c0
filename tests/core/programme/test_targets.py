"""Is the target met? Rows of a table; what is not known is never good and never bad."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roer.core.programme.elements import SmartText
from roer.core.programme.targets import STALE_AFTER, Measured, TargetState, TargetStatus, evaluate
from roer.core.values.status import Absence

END_2020, END_2021, END_2022 = date(2020, 12, 31), date(2021, 12, 31), date(2022, 12, 31)
IN_TIME = date(2022, 2, 1)
LATER = date(2023, 2, 1)


def smart(**changes) -> SmartText:
    """From 10 at the end of 2020 to at least 20 at the end of 2022."""
    told = {
        "element": "R01", "sentence": "Het wordt meer.", "operator": "≥",
        "baseline": 10.0, "baseline_date": END_2020, "target": 20.0, "target_date": END_2022,
    }  # fmt: skip
    return SmartText.model_validate(told | changes)


def figure(value: float | None, end: date = END_2021, absence: Absence | None = None) -> Measured:
    return Measured(value, absence, end, end + timedelta(days=60))


@pytest.mark.parametrize(
    ("changes", "measured", "on", "status"),
    [
        # nothing to judge by
        ({"baseline": None}, figure(30), IN_TIME, TargetStatus.NO_BASELINE),
        ({"baseline_date": None}, figure(30), IN_TIME, TargetStatus.NO_BASELINE),
        ({"target": None}, figure(30), IN_TIME, TargetStatus.UNDETERMINED),
        ({"target_date": None}, figure(30), IN_TIME, TargetStatus.UNDETERMINED),
        ({"target_date": END_2020}, figure(30), IN_TIME, TargetStatus.UNDETERMINED),
        ({}, None, IN_TIME, TargetStatus.UNDETERMINED),
        ({}, figure(None, absence=Absence.SECRET), IN_TIME, TargetStatus.SUPPRESSED),
        *[
            ({}, figure(None, absence=absence), IN_TIME, TargetStatus.UNDETERMINED)
            for absence in Absence
            if absence is not Absence.SECRET
        ],
        ({}, figure(30, END_2020), date(2021, 2, 1), TargetStatus.UNDETERMINED),
        # old figures
        ({}, figure(15), END_2021 + timedelta(days=STALE_AFTER), TargetStatus.ON_COURSE),
        ({}, figure(15), END_2021 + timedelta(days=STALE_AFTER + 1), TargetStatus.OUTDATED),
        ({}, figure(25, END_2022), date(2040, 1, 1), TargetStatus.MET),
        # on the way: the straight line is at 15 after one of two years
        ({}, figure(20), IN_TIME, TargetStatus.MET),
        ({}, figure(15), IN_TIME, TargetStatus.ON_COURSE),
        ({}, figure(14.9), IN_TIME, TargetStatus.BEHIND),
        ({}, figure(9), IN_TIME, TargetStatus.BEHIND),
        # on the target date: 80% of the way is nearly
        ({}, figure(20, END_2022), LATER, TargetStatus.MET),
        ({}, figure(18, END_2022), LATER, TargetStatus.NEARLY_MET),
        ({}, figure(17.9, END_2022), LATER, TargetStatus.NOT_MET),
        # downwards
        ({"operator": "≤", "target": 5.0}, figure(7.5), IN_TIME, TargetStatus.ON_COURSE),
        ({"operator": "≤", "target": 5.0}, figure(8), IN_TIME, TargetStatus.BEHIND),
        ({"operator": "≤", "target": 5.0}, figure(4), IN_TIME, TargetStatus.MET),
        ({"operator": "≤", "target": 5.0}, figure(6, END_2022), LATER, TargetStatus.NEARLY_MET),
        # exactly
        ({"operator": "="}, figure(20, END_2022), LATER, TargetStatus.MET),
        ({"operator": "="}, figure(16), IN_TIME, TargetStatus.ON_COURSE),
        # keeping what there is: no way to go, so no progress and no 'nearly'
        ({"target": 10.0}, figure(10), IN_TIME, TargetStatus.ON_COURSE),
        ({"target": 10.0}, figure(9.9), IN_TIME, TargetStatus.BEHIND),
        ({"target": 10.0}, figure(10, END_2022), LATER, TargetStatus.MET),
        ({"target": 10.0}, figure(9.9, END_2022), LATER, TargetStatus.NOT_MET),
        ({"operator": "≤", "target": 12.0}, figure(11), IN_TIME, TargetStatus.ON_COURSE),
        ({"operator": "≤", "target": 12.0}, figure(13, END_2022), LATER, TargetStatus.NOT_MET),
    ],
)  # fmt: skip
def test_the_state_of_a_target(changes, measured, on, status):
    assert evaluate(smart(**changes), measured, on).status is status


def test_the_reason_tells_figure_date_and_target_as_dutch_readers_write_them():
    state = evaluate(smart(target=20.5), figure(12.25), IN_TIME)
    assert state == TargetState(
        TargetStatus.BEHIND, "12,25 op 31 december 2021, streefwaarde 20,5.", pytest.approx(2.25 / 10.5)
    )


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.sampled_from("≤≥="), st.integers(0, 3000))
def test_whatever_the_numbers_there_is_a_state_and_progress_goes_with_a_way_to_go(base, target, value, operator, days):
    text = smart(baseline=base, target=target, operator=operator)
    measured = figure(value, END_2020 + timedelta(days=days))
    state = evaluate(text, measured, END_2020 + timedelta(days=days + 30))
    assert state.reason.endswith(".")
    if state.progress is not None:
        assert state.status.is_known
        assert base != target
    if state.status is TargetStatus.NEARLY_MET:
        assert state.progress is not None
        assert state.progress >= 0.8


def test_only_a_figure_makes_a_state_that_is_known():
    assert [status for status in TargetStatus if not status.is_known] == [
        TargetStatus.OUTDATED, TargetStatus.SUPPRESSED, TargetStatus.UNDETERMINED, TargetStatus.NO_BASELINE,
    ]  # fmt: skip
    assert len({status.label for status in TargetStatus}) == len(TargetStatus)


@pytest.mark.parametrize(("value", "absence"), [(None, None), (1.0, Absence.SECRET)])
def test_a_figure_is_a_value_or_a_reason_and_never_both(value, absence):
    with pytest.raises(ValueError, match="never both"):
        Measured(value, absence, END_2021, END_2021)
