"""The priority list: classes and order, each effort counted once, and a what-if that stores nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from roer.core.programme.acts import ACT
from roer.core.programme.decisions import PriorityClass
from roer.core.programme.priority_list import priority_list, quarter_of

CLASSES = list(PriorityClass)
QUARTER = "2020KW03"


def _ready(new_world, needs: dict[str, int], links: list[tuple[str, str]]):
    world = new_world()
    for code in ("R01", "R02", "R03"):
        world.add_result(code)
    for effort, needed in needs.items():
        world.add_effort(effort)
        place = {"effort": effort, "quarter": QUARTER, "needed": needed, "assigned": 0}
        world.do(ACT.validate_python({"kind": "allocate_capacity", "allocation": place}))
    for effort, result in links:
        world.do(ACT.validate_python({"kind": "link_elements", "link": {"source": effort, "target": result}}))
    return world


def test_results_stand_by_class_and_rank_and_the_others_behind(new_world):
    world = _ready(new_world, {}, [])
    world.advise("A-1", ("R01", "R02", "R03"))
    effects = [
        world.priority("R01").model_copy(update={"rank": 2}),
        world.priority("R02").model_copy(update={"rank": 1}),
    ]
    world.decide("B-1", *effects, advice="A-1")
    told = priority_list(world.programme, QUARTER, on=world.today)
    assert [item.result.code for item in told.of_class(PriorityClass.NOW)] == ["R02", "R01"]
    assert [item.result.code for item in told.of_class(None)] == ["R03"]
    assert told.ceiling is None
    assert told.over == 0


def test_what_if_shows_the_change_and_leaves_the_programme_alone(new_world):
    world = _ready(new_world, {"I01": 50}, [("I01", "R01")])
    before = world.programme
    told = priority_list(before, QUARTER, on=world.today, changes={"R01": PriorityClass.NOW})
    assert [(item.result.code, item.is_changed) for item in told.of_class(PriorityClass.NOW)] == [("R01", True)]
    assert told.asked == 50
    assert priority_list(before, QUARTER, on=world.today).asked == 0


def test_efforts_of_which_nobody_said_what_they_ask_are_named(new_world):
    world = _ready(new_world, {"I01": 50}, [("I01", "R01")])
    told = priority_list(world.programme, "2020KW04", on=world.today, changes={"R01": PriorityClass.NOW})
    assert [effort.code for effort in told.unknown] == ["I01"]
    assert [(item.result.code, item.unknown) for item in told.of_class(PriorityClass.NOW)] == [("R01", 1)]


@given(
    chosen=st.fixed_dictionaries({code: st.sampled_from(CLASSES) for code in ("R01", "R02", "R03")}),
    links=st.sets(st.tuples(st.sampled_from(["I01", "I02", "I03"]), st.sampled_from(["R01", "R02", "R03"]))),
)
def test_the_sum_is_of_the_distinct_efforts_behind_now(new_world, chosen, links):
    needs = {"I01": 1, "I02": 10, "I03": 100}
    world = _ready(new_world, needs, sorted(links))
    told = priority_list(world.programme, QUARTER, on=world.today, changes=chosen)
    behind = {effort for effort, result in links if chosen[result] is PriorityClass.NOW}
    assert told.asked == sum(needs[effort] for effort in behind)


def test_a_day_lies_in_its_quarter(new_world):
    world = new_world()
    assert quarter_of(world.today) == "2020KW03"
