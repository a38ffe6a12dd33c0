"""The programme is a pure function of its entries and a moment (design 4)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roer.core.programme import acts
from roer.core.programme.decisions import ApproveLineage, General, PriorityClass
from roer.core.programme.elements import Link, LinkKind, Result, canonical_json
from roer.core.programme.entries import Entry
from roer.core.programme.folding import BrokenChain, applied, fold
from roer.core.programme.gates import gates_of, under_reservation
from roer.core.programme.lines import GENESIS
from roer.core.programme.rules import Conflict, NotAllowed
from roer.core.programme.state import Programme

CODES = [f"{letter}{number:02}" for letter in "DRI" for number in range(1, 5)]
CODE = st.sampled_from(CODES)
RESULT = st.sampled_from([code for code in CODES if code[0] == "R"])


def _add(world, data) -> None:
    code = data.draw(CODE)
    {"D": world.add_goal, "R": world.add_result, "I": world.add_effort}[code[0]](code)


def _link(world, data) -> None:
    kind = data.draw(st.sampled_from(LinkKind))
    world.do(acts.LinkElements(link=Link(source=data.draw(CODE), target=data.draw(CODE), kind=kind, rationale="Zo.")))


def _rename(world, data) -> None:
    world.change(data.draw(CODE), title=data.draw(st.sampled_from(["Een", "Twee", "Drie"])))


def _gate(world, data) -> None:
    code = data.draw(RESULT)
    if world.programme.network.result(code) is None:
        return
    gate = data.draw(st.sampled_from(["declare", "client_agreed", "dpia_done", "architecture_adopted"]))
    if gate == "declare":
        world.declare(code, digest=data.draw(st.sampled_from("cd")))
    else:
        world.open_gate(gate, code)


def _ready(world, data) -> None:
    """All evidence at once, so that placements are reached."""
    code, number = data.draw(RESULT), len(world.programme.decisions) + len(world.programme.advices) + 1
    if not world.programme.network.is_open(code):
        world.add_result(code)
    world.declare(code)
    for gate in ("client_agreed", "dpia_done", "architecture_adopted"):
        world.open_gate(gate, code)
    world.advise(f"A-{number}", (code,))
    world.decide(f"B-{number}", world.priority(code), world.place(code), advice=f"A-{number}")


def _decide(world, data) -> None:
    code, number = data.draw(RESULT), len(world.programme.decisions) + len(world.programme.advices) + 1
    world.advise(f"A-{number}", (code,))
    chosen = data.draw(st.sampled_from(["priority", "place", "lineage", "general"]))
    effect = {
        "priority": lambda: world.priority(code, data.draw(st.sampled_from(PriorityClass))),
        "place": lambda: world.place(code),
        "lineage": lambda: ApproveLineage(elements=(code,)),
        "general": lambda: General(text="Wij doen het zo."),
    }[chosen]()
    world.decide(f"B-{number}", effect, advice=f"A-{number}")


def _withdraw(world, data) -> None:
    if world.programme.decisions:
        code = data.draw(st.sampled_from(sorted(world.programme.decisions)))
        world.do(acts.WithdrawDecision(decision=code, motive="Toch niet."))


def _end(world, data) -> None:
    code, decisions = data.draw(CODE), [*sorted(world.programme.decisions), None]
    chosen, more = data.draw(st.sampled_from(decisions)), {"motive": "Zo beter.", "expects": world.seen(code)}
    number = len(world.programme.network.elements) + 10
    new = tuple(Result(code=f"R{number + extra}", title="Deel", municipalities=("GM0534",)) for extra in range(2))
    if data.draw(st.booleans()):
        world.do(acts.SplitElement(predecessor=code, successors=new, decision=chosen, **more))
    else:
        world.do(acts.RemoveElement(code=code, decision=chosen, **more))


def _freeze(world, _) -> None:
    number = len(world.programme.versions) + 1
    world.do(acts.FreezeNetwork(number=number, version_date=world.today, author="team", audience="Allen"))


def _wait(world, _) -> None:
    world.wait(1)


STEPS = [_ready, _add, _add, _link, _link, _rename, _gate, _gate, _decide, _withdraw, _end, _freeze, _wait]


@settings(max_examples=60)
@given(data=st.data())
def test_replay_from_the_start_equals_growing_along(new_world, data):
    world = new_world()
    for step in data.draw(st.lists(st.sampled_from(STEPS), max_size=40)):
        try:
            step(world, data)
        except (NotAllowed, Conflict, KeyError):
            continue
    programme, entries = world.programme, world.entries
    assert fold(entries) == programme
    read_back = [Entry.model_validate_json(canonical_json(entry)) for entry in entries]
    assert fold(read_back) == programme
    cut = data.draw(st.integers(min_value=1, max_value=len(entries)))
    earlier = fold(entries, until=entries[cut - 1].recorded_at)
    assert earlier == fold(entries[:cut])
    for entry in entries[cut:]:
        earlier = applied(earlier, entry)
    assert earlier == programme
    _holds_together(programme)


def _holds_together(programme: Programme) -> None:
    network = programme.network
    for source, target in network.links:
        assert network.is_open(source)
        assert network.is_open(target)
    for line in network.lineage:
        assert all(not network.is_open(code) for code in line.predecessors)
        assert all(code in network.elements for code in line.successors)
    for result in network.results:
        assert len(gates_of(programme, result.code)) == 4
    for code, placement in programme.placements.items():
        assert network.is_open(code)
        assert programme.decisions[placement.decision].has_effect
        assert placement.snapshot.contract_hash
        under_reservation(programme, code, on=programme.moment.date())
    for priority in programme.priorities.values():
        assert programme.decisions[priority.decision].has_effect


def test_an_entry_that_does_not_follow_the_last_one_is_refused(world):
    first, second = world.entries[0], world.entries[1]
    with pytest.raises(BrokenChain, match="Regel 2"):
        applied(Programme.empty(), second)
    other = second.model_copy(update={"previous": "f" * 64})
    with pytest.raises(BrokenChain):
        applied(applied(Programme.empty(), first), other)


def test_the_empty_programme_knows_nothing():
    programme = Programme.empty()
    assert (programme.seq, programme.head, programme.moment) == (0, GENESIS, None)
    assert not programme.network.open_elements()
    assert programme.result_of_product("jeugdmonitor") is None


def test_an_old_programme_is_untouched_by_what_comes_later(world):
    before = world.programme
    copy = fold(world.entries)
    world.add_result()
    assert before == copy != world.programme


def test_every_record_names_its_entry_and_its_origin(monitor):
    monitor.open_all_gates()
    programme = monitor.programme
    records = [
        programme.network.elements["R01"],
        programme.smart["R01"][0],
        programme.contracts["R01"],
        programme.privacy["R01"].dpia,
        programme.architectures["R01"][0],
        programme.decisions["B-1"],
        programme.priorities["R01"],
    ]
    kinds = [monitor.entries[record.seq - 1].draft.act.kind for record in records]
    assert kinds == [
        "add_result", "write_smart_text", "declare_contract", "write_dpia", "describe_architecture", "take_decision",
        "take_decision",
    ]  # fmt: skip
    assert {record.origin for record in records} == {"fictief"}


def test_who_sat_where_is_known_for_every_day(world):
    world.do(acts.EndSeat(body="b-steering-group", person="alderman-lisse", end=date(2020, 9, 1)))
    seated = [
        {record.seat.person for record in world.programme.members_of("b-steering-group", on=day)}
        for day in (date(2020, 8, 31), date(2020, 9, 1))
    ]
    assert seated[0] - seated[1] == {"alderman-lisse"}


def test_nothing_comes_before_the_charter(world):
    goal = acts.AddGoal.model_validate({"goal": {"code": "D1", "title": "Doel"}})
    empty = type(world)()
    with pytest.raises(NotAllowed) as refusal:
        empty.try_it(goal, "team")
    assert refusal.value.rule == "no_programme"
    backwards = {"code": "P", "name": "P", "start": "2021-01-01", "end": "2021-01-01", "yearly_budget_cents": 0}
    with pytest.raises(NotAllowed) as refusal:
        empty.try_it(acts.FoundProgramme.model_validate({"charter": backwards}), "founder")
    assert refusal.value.rule == "charter_period"
