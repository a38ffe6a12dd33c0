"""Who may read the texts of a DPIA, as a truth table written apart from the code (programme.md 3.9)."""

from __future__ import annotations

import pytest

from roer.core.programme import acts
from roer.core.programme.acts import ACT
from roer.core.programme.elements import Seat, SeatRole
from roer.core.programme.privacy_access import may_read, may_read_register, privacy_subject

READ = {
    "team": True,
    "data-protection-officer": True,
    "data-team": True,
    "architecture-board": True,
    "steering-group": True,
    "executive-hillegom": True,
    "mayor-hillegom": True,
    "client": True,
    "owner": True,
    "executive-lisse": False,
    "mayor-lisse": False,
    "sounding-board": False,
    "council-hillegom": False,
    "clerks-hillegom": False,
    "joint-organisation": False,
    "line": False,
    "partner": False,
    "nobody": False,
    None: False,
}


@pytest.fixture
def assessed(world):
    world.add_result(municipalities=("GM0534",))
    world.declare()
    world.write_dpia()
    return world


@pytest.mark.parametrize(("person", "reads"), READ.items())
def test_a_dpia_is_read_by_whom_the_table_says(assessed, person, reads):
    assert may_read(assessed.programme, "R01", person, on=assessed.today) is reads


def test_who_left_reads_no_longer(assessed):
    assessed.do(acts.EndSeat(body="b-data-protection-officer", person="data-protection-officer", end=assessed.today))
    assert not may_read(assessed.programme, "R01", "data-protection-officer", on=assessed.today)


@pytest.mark.parametrize(
    ("person", "reads"),
    [
        ("team", True),
        ("data-protection-officer", True),
        ("executive-hillegom", True),
        ("executive-lisse", False),
        ("client", False),
        ("owner", False),
        ("council-hillegom", False),
        (None, False),
    ],
)
def test_the_register_of_a_municipality_is_read_by_its_own_controllers(assessed, person, reads):
    assert may_read_register(assessed.programme, "GM0534", person, on=assessed.today) is reads


def test_every_act_of_the_file_is_known_as_such_and_no_other():
    said = {"result": "R01", "measure": "M1", "proof": "abc", "evidence": "abc"}
    assert (
        privacy_subject(ACT.validate_python({"kind": "report_operation", "result": "R01", "evidence": "abc"})) == "R01"
    )
    assert privacy_subject(acts.ImplementMeasure.model_validate({k: said[k] for k in ("result", "measure", "proof")}))
    seat = Seat(body="b-line", person="line", role=SeatRole.MEMBER, start="2020-07-01")
    assert privacy_subject(acts.GiveSeat(seat=seat)) is None
