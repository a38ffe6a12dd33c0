"""The register of processing activities: what AVG art. 30 asks, per controller, and what is still lacking."""

from __future__ import annotations

import pytest

from roer.core.programme import acts
from roer.core.programme.elements import Contract
from roer.core.programme.processing_register import OBLIGATORY, register_of

HILLEGOM = "GM0534"


def _lines(world, town: str = HILLEGOM):
    return register_of(world.programme, town, on=world.today)


def test_a_whole_dpia_fills_every_obligatory_field(monitor, whole_dpia):
    monitor.declare()
    monitor.write_dpia(**whole_dpia)
    (line,) = _lines(monitor)
    assert line.lacking == ()
    assert line.controller.startswith("executive-hillegom. Samen met Lisse en Teylingen.")
    assert line.transfers == "geen"
    assert line.grounds == "taak van algemeen belang (Jeugdwet art. 7.4.0)"


@pytest.mark.parametrize(
    ("part", "value", "field"),
    [
        ("processings", [], "purposes"),
        ("data", [], "data"),
        ("locations", [], "transfers"),
        ("security", "", "security"),
        ("parties", [], "recipients"),
    ],
)
def test_an_empty_obligatory_field_is_told_as_lacking(monitor, whole_dpia, part, value, field):
    monitor.declare()
    emptied = {**whole_dpia, part: value}
    if part == "data":
        emptied["processings"] = [{**whole_dpia["processings"][0], "data": []}]
    monitor.write_dpia(**emptied)
    assert OBLIGATORY[field] in _lines(monitor)[0].lacking


def test_the_mayor_is_controller_too_where_public_order_is_concerned(monitor, whole_dpia):
    monitor.declare()
    monitor.write_dpia(**whole_dpia, public_order=True)
    assert _lines(monitor)[0].controller.startswith("executive-hillegom en mayor-hillegom.")


def test_data_outside_the_eea_are_told_with_their_ground(monitor, whole_dpia):
    place = {"place": "New York", "outside_eea": True, "mechanism": "adequacy", "safeguards": "versleuteld"}
    monitor.declare()
    monitor.write_dpia(**{**whole_dpia, "locations": [place]})
    assert _lines(monitor)[0].transfers == "New York: adequaatheidsbesluit, versleuteld"


def test_what_the_dpia_does_not_tell_the_contract_may(monitor):
    contract = Contract(
        result="R01", product="p-r01", hash="c" * 64, purposes=("beleid maken",), retention="zeven jaar"
    )
    monitor.do(acts.DeclareContract(contract=contract))
    monitor.write_dpia()
    line = _lines(monitor)[0]
    assert (line.purposes, line.retention) == ("beleid maken", "zeven jaar")
    assert OBLIGATORY["data"] in line.lacking


def test_a_result_of_other_municipalities_is_not_in_the_register(world, whole_dpia):
    world.add_result(municipalities=("GM0553",))
    world.declare()
    world.write_dpia(**whole_dpia)
    assert _lines(world) == ()
    assert [line.code for line in _lines(world, "GM0553")] == ["R01"]


def test_figures_without_persons_are_no_processing(monitor):
    monitor.declare()
    monitor.screen(needed=False)
    assert _lines(monitor) == ()


def test_a_pre_scan_that_asks_a_dpia_is_in_the_register_with_all_that_it_lacks(monitor):
    monitor.declare()
    monitor.screen(needed=True)
    assert set(_lines(monitor)[0].lacking) == set(OBLIGATORY.values()) - {OBLIGATORY["controller"]}


def test_personal_data_are_in_the_register_before_anything_was_assessed(world):
    world.add_result(data_level="personal")
    assert len(_lines(world)) == 1
