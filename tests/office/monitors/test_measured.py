"""The figure by which a target is judged: released, public, on the air, of the last period that had ended."""

from __future__ import annotations

from datetime import date

import pytest

from roer.core.programme.acts import AgreeSmartText, WriteSmartText
from roer.core.programme.elements import SmartText
from roer.core.programme.entries import Draft
from roer.core.programme.targets import Measured
from roer.core.values.periods import Period
from roer.office.ledger.door import record
from roer.office.ledger.history import programme
from roer.office.ledger.transfer import import_lines
from roer.office.monitors.measured import end_of, figures_for, measured_results
from roer.office.steering.outside import measured
from roer.site.example.programme import ledger_lines

ON = date(2022, 6, 1)


def smart(**told: str) -> SmartText:
    return SmartText(element="R01", sentence="Het wordt minder.", **told)


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ({"measured_by": "aandeel"}, True),
        ({"measured_by": " AANDEEL "}, True),
        ({"indicator": "Aandeel jongeren met jeugdhulp"}, True),
        ({"indicator": "Wachttijd aan de balie"}, False),
        ({}, False),
    ],
)
def test_a_text_names_an_indicator_by_its_code_or_its_label(released, told, found):
    assert bool(dict(figures_for([smart(**told)], [released], ON))) == found


def test_the_figure_is_that_of_the_last_period_that_had_ended_for_all_municipalities(released):
    text = smart(measured_by="hulp")
    shown = {cell.period: cell for cell in released.cells("hulp", region="HL")}
    for on, period in ((ON, "2021JJ00"), (date(2021, 12, 31), "2021JJ00"), (date(2021, 12, 30), "2020JJ00")):
        (found,) = [figure for _code, figure in figures_for([text], [released], on)]
        cell = shown[period]
        end = date(int(period[:4]), 12, 31)
        assert found == Measured(cell.value, cell.absence, end, date(2026, 11, 24))
    assert dict(figures_for([text], [released], date(2019, 12, 30))) == {}


@pytest.mark.django_db
def test_without_releases_or_without_somebody_to_ask_there_are_no_figures(settings):
    settings.ROER_RELEASES = None
    assert measured_results(ON) == {}
    settings.ROER_MEASURED = ""
    assert measured(ON) == {}


@pytest.mark.django_db
def test_a_target_is_judged_while_the_product_is_public_and_on_the_air(settings, town, council, released):
    import_lines(tuple(ledger_lines({"jeugdmonitor": (released.contract_hash, ("Register jeugdhulp",))})))
    settings.ROER_RELEASES = town.releases
    before = programme().smart["R01"][-1]
    on, by = date(2021, 4, 12), "noor-dekker"
    text = before.text.model_copy(update={"measured_by": "aandeel"})
    record(Draft(act=WriteSmartText(text=text, expects=before.seq), by=by, holds_from=on), by=by)
    assert measured(ON) == {}, "the client has not agreed with the new text, so the product is off the air"
    client = programme().network.result("R01").client
    agree = AgreeSmartText(result="R01", text_hash=programme().smart["R01"][-1].hash)
    record(Draft(act=agree, by=client, holds_from=on), by=client)
    assert measured(ON)["R01"].period_end == date(2021, 12, 31)
    settings.ROER_RELEASES = council.releases
    assert measured(ON) == {}, "not everybody may read it"


@pytest.mark.parametrize(
    ("code", "end"),
    [
        ("2020JJ00", date(2020, 12, 31)),
        ("2020HJ01", date(2020, 6, 30)),
        ("2020KW01", date(2020, 3, 31)),
        ("2020KW04", date(2020, 12, 31)),
        ("2020MM02", date(2020, 2, 29)),
        ("2020SJ00", date(2021, 7, 31)),
        ("2020XX00", None),
    ],
)
def test_the_last_day_of_a_period(code, end):
    assert end_of(Period(code)) == end
