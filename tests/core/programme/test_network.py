"""The network: codes, links and where everything went (programme.md 3.2, 3.8: 9 and 10)."""

from __future__ import annotations

from itertools import product

import pytest

from roer.core.programme import acts
from roer.core.programme.decisions import ApproveLineage
from roer.core.programme.elements import Effort, Link, LinkKind, Result, canonical_text, digest, said
from roer.core.programme.gates import GateStatus, gates_of
from roer.core.programme.rules import Conflict, NotAllowed, may

TOWNS = ("GM0534", "GM0553", "GM1525")


@pytest.fixture
def net(world):
    """Two goals, three results, two efforts and four links."""
    world.add_goal("D1")
    world.add_goal("D2")
    for code in ("R01", "R02", "R03"):
        world.add_result(code)
    world.add_effort("I01")
    world.add_effort("I02")
    for source, target in (("R01", "D1"), ("R02", "D1"), ("I01", "R01"), ("I02", "R02")):
        world.do(acts.LinkElements(link=Link(source=source, target=target, contribution=2)))
    return world


def _result(code: str, **more: object) -> Result:
    return Result.model_validate({"code": code, "title": f"Nieuw {code}", "municipalities": TOWNS, **more})


def _refused(world, act, by: str = "team") -> str:
    with pytest.raises(NotAllowed) as refusal:
        world.try_it(act, by)
    return refusal.value.rule


def _approve(world, *codes: str, decision: str = "B-L") -> None:
    world.decide(decision, ApproveLineage(elements=codes))


@pytest.mark.parametrize(
    ("kind", "source", "target"), list(product(LinkKind, ("D1", "R01", "I01"), ("D2", "R03", "I02")))
)
def test_a_link_goes_only_in_an_allowed_direction(net, kind, source, target):
    same = source[0] == target[0]
    up = (source[0], target[0]) in {("I", "R"), ("R", "D"), ("I", "D")}
    allowed = same if kind is LinkKind.DEPENDS_ON else up
    link = Link(source=source, target=target, kind=kind, rationale="Omdat.")
    verdict = may(net.programme, net.draft(acts.LinkElements(link=link), "team"), today=net.today)
    assert verdict.ok is allowed
    assert verdict.rule == ("" if allowed else "link_direction")


def test_an_effort_straight_to_a_goal_asks_why(net):
    assert _refused(net, acts.LinkElements(link=Link(source="I01", target="D1"))) == "link_rationale"


@pytest.mark.parametrize(
    ("source", "target", "rule"),
    [
        ("R01", "D1", "already_there"),
        ("R01", "D9", "unknown_element"),
        ("R09", "D1", "unknown_element"),
        ("R01", "R01", "circle"),
    ],
)
def test_a_link_joins_two_open_elements_once(net, source, target, rule):
    kind = LinkKind.DEPENDS_ON if source == target else LinkKind.CONTRIBUTES
    assert _refused(net, acts.LinkElements(link=Link(source=source, target=target, kind=kind))) == rule


def test_links_never_close_a_circle(net):
    for source, target in (("R01", "R02"), ("R02", "R03")):
        net.do(acts.LinkElements(link=Link(source=source, target=target, kind=LinkKind.DEPENDS_ON)))
    back = acts.LinkElements(link=Link(source="R03", target="R01", kind=LinkKind.DEPENDS_ON))
    with pytest.raises(NotAllowed, match="R01, R02 en R03") as refusal:
        net.try_it(back, "team")
    assert refusal.value.rule == "circle"


def test_a_link_that_is_recorded_again_is_confirmed_and_keeps_its_birth(net):
    before = net.programme.network.links["R01", "D1"]
    net.wait(10)
    net.do(acts.ChangeLink(link=before.link, expects=before.seq))
    after = net.programme.network.links["R01", "D1"]
    assert (after.confirmed_on, after.confirmed_by) == (net.today, "team")
    assert after.added == before.added


def test_a_link_can_be_taken_away(net):
    seen = net.programme.network.links["R01", "D1"].seq
    net.do(acts.UnlinkElements(source="R01", target="D1", expects=seen))
    assert ("R01", "D1") not in net.programme.network.links
    assert _refused(net, acts.UnlinkElements(source="R01", target="D1", expects=seen)) == "unknown_link"


def test_a_conflict_is_refused_with_who_changed_what_and_when(net):
    seen = net.seen("R01")
    first = net.programme.network.elements["R01"].element.model_copy(update={"title": "Eerste"})
    second = first.model_copy(update={"title": "Tweede"})
    net.wait(2)
    net.do(acts.ChangeElement(element=first, expects=seen), "team-two")
    with pytest.raises(Conflict) as conflict:
        net.do(acts.ChangeElement(element=second, expects=seen), "team")
    last = net.entries[-1]
    assert (conflict.value.by, conflict.value.seq, conflict.value.recorded_at) == (
        "team-two",
        last.seq,
        last.recorded_at,
    )
    assert "Noor heeft R01 intussen gewijzigd (4 juli 2020" in conflict.value.for_reader("Noor")
    assert net.programme.network.elements["R01"].element.title == "Eerste"


@pytest.mark.parametrize("op", ["split", "merge", "remove", "change_link", "unlink"])
def test_every_act_on_something_existing_names_the_version_it_saw(net, op):
    _approve(net, "R01", "R02")
    wrong = net.seen("R01") - 1
    link = net.programme.network.links["R01", "D1"]
    act = {
        "split": acts.SplitElement(
            predecessor="R01",
            successors=(_result("R11"), _result("R12")),
            decision="B-L",
            motive="Te groot.",
            expects=wrong,
        ),
        "merge": acts.MergeElements(
            predecessors=("R01", "R02"),
            successor=_result("R11"),
            decision="B-L",
            motive="Eén product.",
            expects=(wrong, net.seen("R02")),
        ),
        "remove": acts.RemoveElement(code="R01", decision="B-L", motive="Niet nodig.", expects=wrong),
        "change_link": acts.ChangeLink(link=link.link, expects=link.seq - 1),
        "unlink": acts.UnlinkElements(source="R01", target="D1", expects=link.seq - 1),
    }[op]
    with pytest.raises(Conflict):
        net.try_it(act, "team")


def test_a_change_keeps_code_and_type_and_changes_something(net):
    record = net.programme.network.elements["R01"]
    assert _refused(net, acts.ChangeElement(element=record.element, expects=record.seq)) == "no_change"
    other = Effort(code="R01", title="Toch werk")
    assert _refused(net, acts.ChangeElement(element=other, expects=record.seq)) == "type_stays"


def test_a_change_keeps_when_the_element_was_added(net):
    added = net.programme.network.elements["R01"].added
    net.wait(1)
    net.change("R01", title="Anders")
    record = net.programme.network.elements["R01"]
    assert record.added == added
    assert record.since == net.today


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"policy_fields": ("onbekend",)}, "unknown_policy_field"),
        ({"municipalities": ("GM0001",)}, "unknown_municipality"),
        ({"product": "p-r01"}, "product_taken"),
        ({"client": "sounding-board"}, "sounding_board_never_decides"),
    ],
)
def test_a_result_names_only_what_the_programme_knows(net, changes, rule):
    assert _refused(net, acts.AddResult(result=_result("R09", **changes))) == rule


def test_a_split_closes_the_predecessor_and_inherits_nothing(net):
    net.open_all_gates("R01")
    _approve(net, "R01")
    links = (Link(source="R11", target="D1"), Link(source="I01", target="R12"))
    net.do(
        acts.SplitElement(
            predecessor="R01",
            successors=(_result("R11"), _result("R12", product="p-r01")),
            links=links,
            decision="B-L",
            motive="Twee doelgroepen.",
            expects=net.seen("R01"),
        )
    )
    network = net.programme.network
    closed = network.elements["R01"].closed
    assert (closed.op, closed.successors, closed.decision) == ("split", ("R11", "R12"), "B-L")
    assert {pair for pair in network.links if {"R01", "R11", "R12"} & set(pair)} == {("R11", "D1"), ("I01", "R12")}
    assert network.predecessors_of("R12") == ("R01",)
    assert [record.element.code for record in network.open_elements() if record.element.code[0] == "R"] == [
        "R02", "R03", "R11", "R12",
    ]  # fmt: skip
    assert "R01" not in net.programme.priorities
    for code in ("R11", "R12"):
        assert {state.status for state in gates_of(net.programme, code)} == {GateStatus.NOT_MET}
    for state in gates_of(net.programme, "R01"):
        assert state.status is GateStatus.LAPSED
        assert "gesplitst" in state.reason


def test_a_merger_closes_all_predecessors_in_one_act(net):
    _approve(net, "R01", "R02")
    net.do(
        acts.MergeElements(
            predecessors=("R01", "R02"),
            successor=_result("R11"),
            links=(Link(source="R11", target="D1", contribution=3),),
            decision="B-L",
            motive="Zelfde bronnen.",
            expects=(net.seen("R01"), net.seen("R02")),
        )
    )
    network = net.programme.network
    assert network.predecessors_of("R11") == ("R01", "R02")
    assert [result.code for result in network.results] == ["R03", "R11"]
    assert network.links_from("R11")[0].link.contribution == 3
    assert network.links_to("R11") == ()


def test_a_placed_result_that_is_removed_leaves_the_roadmap_and_stays_in_old_versions(net):
    net.open_all_gates("R01")
    net.advise("A-9", ("R01",))
    net.decide("B-9", net.place("R01"), advice="A-9")
    net.do(acts.FreezeNetwork(number=1, version_date=net.today, author="team", audience="Stuurgroep"))
    frozen = net.programme.versions[1]
    _approve(net, "R01")
    net.do(acts.RemoveElement(code="R01", decision="B-L", motive="Niet meer nodig.", expects=net.seen("R01")))
    assert "R01" not in net.programme.placements
    assert not net.programme.network.is_open("R01")
    assert net.programme.network.result("R01") is not None
    assert net.programme.versions[1] == frozen
    assert frozen.network.is_open("R01")
    assert frozen.hash == frozen.network.content_hash() != net.programme.network.content_hash()


def test_a_code_is_never_used_again(net):
    _approve(net, "R01")
    net.do(acts.RemoveElement(code="R01", decision="B-L", motive="Weg ermee.", expects=net.seen("R01")))
    assert _refused(net, acts.AddResult(result=_result("R01"))) == "code_used"
    assert _refused(net, acts.LinkElements(link=Link(source="R01", target="D2"))) == "closed_element"


def test_goals_and_results_change_line_only_by_decision_and_efforts_without(net):
    remove = acts.RemoveElement(code="R01", motive="Weg ermee.", expects=net.seen("R01"))
    assert _refused(net, remove) == "lineage_decision"
    assert _refused(net, remove.model_copy(update={"code": "D2", "expects": net.seen("D2")})) == "lineage_decision"
    net.do(acts.RemoveElement(code="I01", motive="Klaar.", expects=net.seen("I01")))
    assert not net.programme.network.is_open("I01")


@pytest.mark.parametrize("change", ["other", "rejected", "withdrawn", "unknown"])
def test_the_decision_is_about_these_elements_and_stands(net, change):
    if change == "rejected":
        net.decide("B-L", ApproveLineage(elements=("R01",)), outcome="rejected", motive="Nee.")
    elif change != "unknown":
        _approve(net, "R02" if change == "other" else "R01")
    if change == "withdrawn":
        net.do(acts.WithdrawDecision(decision="B-L", motive="Toch niet."))
    act = acts.RemoveElement(code="R01", decision="B-L", motive="Weg ermee.", expects=net.seen("R01"))
    assert _refused(net, act) == "lineage_decision"


def test_a_decision_that_was_carried_out_cannot_be_withdrawn(net):
    _approve(net, "R01")
    net.do(acts.RemoveElement(code="R01", decision="B-L", motive="Weg ermee.", expects=net.seen("R01")))
    assert _refused(net, acts.WithdrawDecision(decision="B-L", motive="Toch niet.")) == "already_carried_out"


@pytest.mark.parametrize(
    ("successors", "links", "rule"),
    [
        (("R11", "R11"), (), "code_used"),
        (("R11", "R03"), (), "code_used"),
        (("R11", "R01"), (), "code_used"),
        (("R11", "I11"), (), "type_stays"),
        (("R11", "R12"), (("R02", "D2"),), "foreign_link"),
        (("R11", "R12"), (("R11", "D9"),), "unknown_element"),
        (("R11", "R12"), (("I01", "R11"), ("I01", "R11")), "already_there"),
        (("R11", "R12"), (("D1", "R11"),), "link_direction"),
    ],
)
def test_a_split_that_does_not_add_up_is_refused(net, successors, links, rule):
    _approve(net, "R01")
    new = tuple(Effort(code=code, title="x") if code[0] == "I" else _result(code) for code in successors)
    act = acts.SplitElement(
        predecessor="R01",
        successors=new,
        links=tuple(Link(source=source, target=target) for source, target in links),
        decision="B-L",
        motive="Te groot.",
        expects=net.seen("R01"),
    )
    assert _refused(net, act) == rule


def test_new_links_never_name_what_closes(net):
    _approve(net, "R01")
    act = acts.SplitElement(
        predecessor="R01",
        successors=(_result("R11"), _result("R12")),
        links=(Link(source="R11", target="R01", kind=LinkKind.DEPENDS_ON),),
        decision="B-L",
        motive="Te groot.",
        expects=net.seen("R01"),
    )
    assert _refused(net, act) == "closed_element"


def test_merging_names_different_elements(net):
    _approve(net, "R01")
    act = acts.MergeElements(
        predecessors=("R01", "R01"),
        successor=_result("R11"),
        decision="B-L",
        motive="Dubbel.",
        expects=(net.seen("R01"), net.seen("R01")),
    )
    assert _refused(net, act) == "predecessors"


def test_where_did_it_go_has_an_answer_over_several_steps(net):
    _approve(net, "R01")
    net.do(
        acts.SplitElement(
            predecessor="R01",
            successors=(_result("R11"), _result("R12")),
            decision="B-L",
            motive="Te groot.",
            expects=net.seen("R01"),
        )
    )
    _approve(net, "R12", "R02", decision="B-M")
    net.do(
        acts.MergeElements(
            predecessors=("R12", "R02"),
            successor=_result("R13"),
            decision="B-M",
            motive="Hoort bij elkaar.",
            expects=(net.seen("R12"), net.seen("R02")),
        )
    )
    told = [(line.op, line.predecessors, line.successors, line.decision) for line in net.programme.network.lineage]
    assert told == [
        ("split", ("R01",), ("R11", "R12"), "B-L"),
        ("merged", ("R12", "R02"), ("R13",), "B-M"),
    ]


def test_the_content_hash_says_whether_the_picture_is_the_same(net):
    before = net.programme.network.content_hash()
    net.change("R01", title="Anders")
    changed = net.programme.network.content_hash()
    net.change("R01", title="Monitor R01")
    assert before == net.programme.network.content_hash() != changed


def test_the_content_hash_is_that_of_everything_said_in_one_text(net):
    network = net.programme.network
    content = {
        "elements": [said(record.element) for record in network.open_elements()],
        "links": [said(record.link) for record in network.links_in_order()],
    }
    assert network.content_hash() == digest(canonical_text(content))
