"""Acts prepared together: rehearsed in order, each on top of those before it, and bound to what they really follow."""

from __future__ import annotations

import pytest

from roer.core.programme import acts
from roer.core.programme.elements import Link, SmartText
from roer.core.programme.entries import Draft
from roer.core.programme.refusals import Conflict, NotAllowed
from roer.core.programme.together import NEVER, rebound, rehearse


@pytest.fixture
def net(world):
    """A goal, a result and an effort, not linked."""
    world.add_goal("D1")
    world.add_result("R01")
    world.add_effort("I01")
    return world


def _effort(world, code: str, **changes: object):
    return world.programme.network.elements["I01"].element.model_copy(update={"code": code, **changes})


def _renamed(world, code: str, title: str, expects: int):
    element = world.programme.network.elements[code].element.model_copy(update={"title": title})
    return acts.ChangeElement(element=element, expects=expects)


def _rehearsed(world, *steps, by: str = "team"):
    drafts = [world.draft(step, by) for step in steps]
    return rehearse(world.programme, drafts, today=world.today, moment=world.moment)


def test_steps_are_tried_in_order_and_nothing_is_recorded(net):
    before = net.programme
    tried = _rehearsed(
        net, acts.AddEffort(effort=_effort(net, "I02")), acts.LinkElements(link=Link(source="I02", target="R01"))
    )
    assert tried.ok
    assert [entry.seq for entry in tried.entries] == [before.seq + 1, before.seq + 2]
    assert ("I02", "R01") in tried.programme.network.links
    assert not before.network.is_open("I02")


def test_in_the_other_order_the_link_is_refused_and_the_effort_is_not(net):
    tried = _rehearsed(
        net, acts.LinkElements(link=Link(source="I02", target="R01")), acts.AddEffort(effort=_effort(net, "I02"))
    )
    assert [refusal.rule if refusal else None for refusal in tried.refusals] == ["unknown_element", None]
    assert not tried.ok
    assert tried.programme.network.is_open("I02")


def test_a_step_follows_an_earlier_step_that_changed_the_same(net):
    seen = net.seen("R01")
    tried = _rehearsed(net, _renamed(net, "R01", "Eerst", seen), _renamed(net, "R01", "Daarna", seen))
    assert tried.ok
    assert tried.entries[1].draft.act.expects == tried.entries[0].seq
    assert tried.programme.network.elements["R01"].element.title == "Daarna"


def test_a_step_follows_an_earlier_step_that_made_its_subject(net):
    made = _effort(net, "I02")
    change = acts.ChangeElement(element=made.model_copy(update={"title": "Anders"}), expects=NEVER)
    assert _rehearsed(net, acts.AddEffort(effort=made), change).ok
    assert not _rehearsed(net, change).ok


def test_links_texts_and_lineage_follow_earlier_steps_too(net):
    link, text = Link(source="I01", target="R01"), SmartText(element="R01", sentence="Van 10 naar 9 procent.")
    steps = [
        acts.LinkElements(link=link),
        acts.ChangeLink(link=link.model_copy(update={"contribution": 3}), expects=NEVER),
        acts.UnlinkElements(source="I01", target="R01", expects=NEVER),
        acts.WriteSmartText(text=text),
        acts.WriteSmartText(text=text.model_copy(update={"sentence": "Van 10 naar 8 procent."})),
        _renamed(net, "I01", "Anders", net.seen("I01")),
        acts.RemoveElement(code="I01", motive="Niet nodig.", expects=net.seen("I01")),
        acts.RestoreElement(code="I01", motive="Toch wel.", expects=net.seen("I01")),
    ]
    assert _rehearsed(net, *steps).refusals == (None,) * len(steps)


def test_what_somebody_else_changed_since_is_a_conflict_for_every_step_on_it(net):
    seen = net.seen("R01")
    net.do(_renamed(net, "R01", "Van een ander", seen), "team-two")
    tried = _rehearsed(net, _renamed(net, "R01", "Eerst", seen), _renamed(net, "R01", "Daarna", seen))
    assert all(isinstance(refusal, Conflict) and refusal.by == "team-two" for refusal in tried.refusals)
    assert tried.programme == net.programme


def test_whoever_may_not_may_not_together_either(net):
    tried = _rehearsed(net, acts.AddEffort(effort=_effort(net, "I02")), by="sounding-board")
    assert isinstance(tried.refusals[0], NotAllowed)
    assert tried.refusals[0].rule == "sounding_board_never_decides"


def test_an_act_that_names_too_few_versions_is_left_to_the_rules(net):
    net.add_effort("I02")
    merger = acts.MergeElements(
        predecessors=("I01", "I02"), successor=_effort(net, "I03"), motive="Samen.", expects=(3, 4)
    ).model_copy(update={"expects": (3,)})
    draft = Draft(act=merger, by="team", holds_from=net.today)
    assert rebound(draft, net.programme, since=0) == draft
    assert _rehearsed(net, merger).refusals[0].rule == "predecessors"


def test_an_act_whose_subject_nobody_touched_stays_as_it_is(net):
    draft = net.draft(_renamed(net, "R01", "Anders", 2), "team")
    assert rebound(draft, net.programme, since=net.programme.seq) is draft
