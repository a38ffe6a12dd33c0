"""Opening a closed element again: nothing comes back by itself, least of all an approval (programme.md 3.8: 9)."""

from __future__ import annotations

import pytest

from roer.core.programme import acts
from roer.core.programme.decisions import ApproveLineage
from roer.core.programme.elements import Effort, Link, Result
from roer.core.programme.gates import GateStatus, gates_of, is_admissible
from roer.core.programme.rules import Conflict, NotAllowed


@pytest.fixture
def net(world):
    """A goal, a result that is ready for the roadmap but for its gates, and an effort; all linked."""
    world.add_goal("D1")
    world.add_result("R01")
    world.add_effort("I01")
    for source, target in (("R01", "D1"), ("I01", "R01")):
        world.do(acts.LinkElements(link=Link(source=source, target=target, contribution=2)))
    return world


def _approve(world, *codes: str, decision: str) -> str:
    world.decide(decision, ApproveLineage(elements=codes))
    return decision


def _remove(world, code: str, decision: str | None = None) -> None:
    world.do(acts.RemoveElement(code=code, decision=decision, motive="Niet nodig.", expects=world.seen(code)))


def _restoring(world, code: str, decision: str | None = None, **more: object) -> acts.RestoreElement:
    said = {"code": code, "decision": decision, "motive": "Toch nodig.", "expects": world.seen(code), **more}
    return acts.RestoreElement.model_validate(said)


def _refused(world, act) -> str:
    with pytest.raises(NotAllowed) as refusal:
        world.try_it(act, "team")
    return refusal.value.rule


def test_a_restored_effort_is_open_without_its_old_links_and_keeps_its_birth(net):
    born = net.programme.network.elements["I01"].added
    _remove(net, "I01")
    net.do(_restoring(net, "I01"))
    record = net.programme.network.elements["I01"]
    assert record.is_open
    assert record.added == born
    assert not net.programme.network.links_from("I01")
    assert net.programme.network.lineage[-1].op == "restored"


def test_the_links_that_a_restoration_names_are_laid_with_it(net):
    _remove(net, "I01")
    link = Link(source="I01", target="R01", contribution=1)
    net.do(_restoring(net, "I01", links=(link,)))
    assert net.programme.network.links["I01", "R01"].link == link


def test_links_of_a_restoration_are_of_the_element_itself_and_lead_to_open_elements(net):
    net.add_result("R02")
    _remove(net, "I01")
    foreign = Link(source="R02", target="D1")
    assert _refused(net, _restoring(net, "I01", links=(foreign,))) == "foreign_link"
    net.add_effort("I02")
    _remove(net, "I02")
    assert _refused(net, _restoring(net, "I01", links=(Link(source="I01", target="I02", kind="depends_on"),))) in {
        "closed_element"
    }


def test_what_is_open_cannot_be_restored(net):
    assert _refused(net, _restoring(net, "I01")) == "not_closed"
    assert _refused(net, acts.RestoreElement(code="I99", motive="abc", expects=1)) == "unknown_element"


def test_goals_and_results_are_restored_by_a_new_decision_only(net):
    closing = _approve(net, "R01", decision="B-1")
    _remove(net, "R01", closing)
    assert _refused(net, _restoring(net, "R01")) == "lineage_decision"
    assert _refused(net, _restoring(net, "R01", closing)) == "lineage_decision"
    net.do(_restoring(net, "R01", _approve(net, "R01", decision="B-2")))
    again = acts.RemoveElement(code="R01", decision="B-2", motive="Toch niet.", expects=net.seen("R01"))
    assert _refused(net, again) == "lineage_decision"


def test_an_element_that_lives_on_in_others_is_not_restored_beside_them(net):
    halves = tuple(Effort(code=code, title=code) for code in ("I02", "I03"))
    split = acts.SplitElement(predecessor="I01", successors=halves, motive="Twee teams.", expects=net.seen("I01"))
    net.do(split)
    _remove(net, "I02")
    assert _refused(net, _restoring(net, "I01")) == "lives_on"
    _remove(net, "I03")
    net.do(_restoring(net, "I01"))
    assert net.programme.network.is_open("I01")
    assert net.programme.network.predecessors_of("I01") == ()


def test_what_came_of_an_element_is_not_restored_beside_it(net):
    halves = tuple(Effort(code=code, title=code) for code in ("I02", "I03"))
    net.do(acts.SplitElement(predecessor="I01", successors=halves, motive="Twee teams.", expects=net.seen("I01")))
    again = Effort(code="I04", title="I04")
    seen = (net.seen("I02"), net.seen("I03"))
    net.do(acts.MergeElements(predecessors=("I02", "I03"), successor=again, motive="Toch samen.", expects=seen))
    _remove(net, "I04")
    net.do(_restoring(net, "I01"))
    for code in ("I02", "I04"):
        assert _refused(net, _restoring(net, code)) == "lives_on"
    _remove(net, "I01")
    net.do(_restoring(net, "I04"))


def test_of_two_who_restore_at_once_the_second_is_told_who_and_when(net):
    _remove(net, "I01")
    late = _restoring(net, "I01")
    net.do(_restoring(net, "I01"))
    with pytest.raises(Conflict) as conflict:
        net.try_it(late, "team-two")
    assert conflict.value.by == "team"


def test_a_product_that_another_result_took_since_blocks_the_restoration(net):
    _remove(net, "R01", _approve(net, "R01", decision="B-1"))
    taken = Result.model_validate({"code": "R02", "title": "x", "municipalities": ("GM0534",), "product": "p-r01"})
    net.do(acts.AddResult(result=taken))
    assert _refused(net, _restoring(net, "R01", _approve(net, "R01", decision="B-2"))) == "product_taken"


def test_nothing_that_was_approved_before_the_closing_counts_after_the_restoration(net):
    net.open_all_gates("R01")
    assert is_admissible(net.programme, "R01")
    _remove(net, "R01", _approve(net, "R01", decision="B-8"))
    net.do(_restoring(net, "R01", _approve(net, "R01", decision="B-9")))
    states = gates_of(net.programme, "R01")
    assert not any(state.passes for state in states)
    lapsed = [state for state in states if state.status is GateStatus.LAPSED]
    assert {state.gate.code for state in lapsed} >= {"client_agreed", "dpia_done", "architecture_adopted"}
    assert all("hersteld" in state.reason for state in lapsed)
