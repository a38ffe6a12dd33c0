"""Undoing by a further act: for each kind what undoes it, and when it is refused (programme.md 3.8: 10)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roer.core.programme import acts
from roer.core.programme.correcting import correction_of
from roer.core.programme.decisions import ApproveLineage
from roer.core.programme.elements import Effort, Link, Result
from roer.core.programme.folding import fold
from roer.core.programme.means import Allocation, Booking, BookingKind
from roer.core.programme.refusals import NotAllowed
from roer.core.programme.rules import may
from roer.core.programme.spending import booked

DECISION = "B-7"


def _network(world):
    """Two goals, two results, three efforts; the first of each linked."""
    for code in ("D1", "D2"):
        world.add_goal(code)
    for code in ("R01", "R02"):
        world.add_result(code)
    for code in ("I01", "I02", "I03"):
        world.add_effort(code)
    for source, target in (("R01", "D1"), ("I01", "R01"), ("I02", "I01")):
        kind = "depends_on" if source == "I02" else "contributes"
        world.do(acts.LinkElements(link=Link(source=source, target=target, kind=kind, contribution=2)))
    return world


@pytest.fixture
def net(world):
    return _network(world)


def _effort(code: str) -> Effort:
    return Effort(code=code, title=f"Inspanning {code}")


def _result(world, code: str) -> Result:
    return world.programme.network.elements["R01"].element.model_copy(update={"code": code, "product": None})


def _changed(world, code: str, **changes: object):
    record = world.programme.network.elements[code]
    return acts.ChangeElement(element=record.element.model_copy(update=changes), expects=record.seq)


def _split(world, decided: bool):
    if decided:
        world.decide("B-1", ApproveLineage(elements=("R01",)))
        parts = (_result(world, "R11"), _result(world, "R12"))
        return acts.SplitElement(
            predecessor="R01", successors=parts, links=(Link(source="R11", target="D2"),), decision="B-1",
            motive="Te groot.", expects=world.seen("R01"),
        )  # fmt: skip
    return acts.SplitElement(
        predecessor="I01", successors=(_effort("I11"), _effort("I12")), links=(Link(source="I11", target="R01"),),
        motive="Te groot.", expects=world.seen("I01"),
    )  # fmt: skip


def _merged(world):
    return acts.MergeElements(
        predecessors=("I01", "I02"), successor=_effort("I12"), links=(Link(source="I12", target="R02"),),
        motive="Samen.", expects=(world.seen("I01"), world.seen("I02")),
    )  # fmt: skip


def _removed(world, code: str = "I01"):
    return acts.RemoveElement(code=code, motive="Niet nodig.", expects=world.seen(code))


def _restored(world):
    world.do(_removed(world))
    link = Link(source="I01", target="R02")
    return acts.RestoreElement(code="I01", links=(link,), motive="Toch.", expects=world.seen("I01"))


def _link(world, ends=("R01", "D1")):
    return world.programme.network.links[ends]


TABLE = {
    "add_effort": (lambda w: acts.AddEffort(effort=_effort("I09")), ["remove_element"]),
    "add_result": (lambda w: acts.AddResult(result=_result(w, "R09")), ["remove_element"]),
    "change_element": (lambda w: _changed(w, "R01", title="Anders"), ["change_element"]),
    "link_elements": (lambda w: acts.LinkElements(link=Link(source="R02", target="D1")), ["unlink_elements"]),
    "change_link": (
        lambda w: acts.ChangeLink(
            link=_link(w).link.model_copy(update={"contribution": 3}), expects=_link(w).seq
        ),
        ["change_link"],
    ),
    "unlink_elements": (
        lambda w: acts.UnlinkElements(source="R01", target="D1", expects=_link(w).seq), ["link_elements"],
    ),
    "split_element": (lambda w: _split(w, decided=False), ["remove_element", "remove_element", "restore_element"]),
    "split of a result": (
        lambda w: _split(w, decided=True), ["remove_element", "remove_element", "restore_element"],
    ),
    "merge_elements": (_merged, ["remove_element", "restore_element", "restore_element"]),
    "remove_element": (_removed, ["restore_element"]),
    "restore_element": (_restored, ["remove_element"]),
}  # fmt: skip


def _undone(world, seq: int, decision: str | None = None):
    entry = world.entries[seq - 1]
    return correction_of(entry, fold(world.entries[: seq - 1]), world.programme, decision=decision)


@pytest.mark.parametrize("case", TABLE)
def test_each_act_is_undone_by_what_says_the_opposite(net, case):
    make, kinds = TABLE[case]
    act = make(net)
    before = net.programme.network.content_hash()
    net.do(act)
    seq = net.programme.seq
    net.wait()
    known = [code for code in ("R01", "R09", "R11", "R12") if code in net.programme.network.elements]
    net.decide(DECISION, ApproveLineage(elements=tuple(known)))
    correction = _undone(net, seq, DECISION)
    assert [step.kind for step in correction] == kinds
    for step in correction:
        net.do(step)
    assert net.programme.network.content_hash() == before


def test_only_goals_and_results_ask_a_decision(net):
    net.do(acts.AddEffort(effort=_effort("I09")))
    assert _undone(net, net.programme.seq, DECISION)[0].decision is None
    net.do(acts.AddResult(result=_result(net, "R09")))
    (removal,) = _undone(net, net.programme.seq)
    with pytest.raises(NotAllowed) as refused:
        net.try_it(removal, "team")
    assert refused.value.rule == "lineage_decision"


def test_a_renamed_policy_field_an_order_a_text_and_an_allocation_are_undone(net):
    net.do(acts.RenamePolicyField(policy_field="jeugd", was="jeugd", name="Jeugd"))
    assert _undone(net, net.programme.seq)[0].name == "jeugd"
    columns = [["D1", "D2"], ["R01", "R02"], ["I01", "I02", "I03"]]
    for turned in (columns, [column[::-1] for column in columns]):
        net.do(acts.ArrangeNetwork(order=turned, crossings_before=3, crossings_after=1))
    undone = _undone(net, net.programme.seq)[0]
    assert (undone.order[0], undone.crossings_before, undone.crossings_after) == (("D1", "D2"), 1, 3)
    for sentence in ("Van 10 naar 9.", "Van 10 naar 8."):
        net.write_smart("R01", sentence=sentence)
    assert _undone(net, net.programme.seq)[0].text.sentence == "Van 10 naar 9."
    for needed in (100, 150):
        last = net.programme.allocations.get(("I01", "2021KW01"))
        allocation = Allocation(effort="I01", quarter="2021KW01", needed=needed, assigned=0)
        net.do(acts.AllocateCapacity(allocation=allocation, expects=last.seq if last else None))
    assert _undone(net, net.programme.seq)[0].allocation.needed == 100


def test_a_booking_is_undone_by_the_same_amount_with_the_opposite_sign_and_only_once(net):
    said = {"code": "K-2021-07", "element": "I01", "kind": "realised", "cents": 12_345, "booked_on": "2021-01-04"}
    net.do(acts.BookAmount(booking=Booking.model_validate(said)))
    seq = net.programme.seq
    (back,) = _undone(net, seq)
    assert back.booking.code == "K-2021-08"
    net.do(back)
    assert booked(net.programme.bookings.values(), BookingKind.REALISED) == 0
    with pytest.raises(NotAllowed, match="al teruggedraaid met K-2021-08"):
        _undone(net, seq)


def _touch(world, code: str):
    world.do(_changed(world, code, description="Van een ander."))


SINCE = {
    "a change that was changed": (lambda w: _changed(w, "R01", title="Anders"), lambda w: _touch(w, "R01")),
    "an addition that was changed": (lambda w: acts.AddEffort(effort=_effort("I09")), lambda w: _touch(w, "I09")),
    "an addition that was linked": (
        lambda w: acts.AddEffort(effort=_effort("I09")),
        lambda w: w.do(acts.LinkElements(link=Link(source="I09", target="R01"))),
    ),
    "an addition that was closed": (
        lambda w: acts.AddEffort(effort=_effort("I09")), lambda w: w.do(_removed(w, "I09")),
    ),
    "a link that was confirmed": (
        lambda w: acts.LinkElements(link=Link(source="R02", target="D1")),
        lambda w: w.do(acts.ChangeLink(link=Link(source="R02", target="D1"), expects=_link(w, ("R02", "D1")).seq)),
    ),
    "an unlinking that was undone": (
        lambda w: acts.UnlinkElements(source="R01", target="D1", expects=_link(w).seq),
        lambda w: w.do(acts.LinkElements(link=Link(source="R01", target="D1"))),
    ),
    "an unlinking whose end was closed": (
        lambda w: acts.UnlinkElements(source="I01", target="R01", expects=_link(w, ("I01", "R01")).seq),
        lambda w: w.do(_removed(w, "I01")),
    ),
    "a split whose part was changed": (lambda w: _split(w, decided=False), lambda w: _touch(w, "I12")),
    "a split whose part lost a link": (
        lambda w: _split(w, decided=False),
        lambda w: w.do(acts.UnlinkElements(source="I11", target="R01", expects=_link(w, ("I11", "R01")).seq)),
    ),
    "a removal that was restored": (
        _removed,
        lambda w: w.do(acts.RestoreElement(code="I01", motive="Toch.", expects=w.seen("I01"))),
    ),
    "a removal whose neighbour was closed": (_removed, lambda w: w.do(_removed(w, "I02"))),
    "a name that was changed again": (
        lambda w: acts.RenamePolicyField(policy_field="jeugd", was="jeugd", name="Jeugd"),
        lambda w: w.do(acts.RenamePolicyField(policy_field="jeugd", was="Jeugd", name="Jongeren")),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SINCE)
def test_undoing_is_refused_when_something_else_changed_since(net, case):
    make, then = SINCE[case]
    net.do(make(net))
    seq = net.programme.seq
    then(net)
    with pytest.raises(NotAllowed) as refused:
        _undone(net, seq)
    assert refused.value.rule == "changed_since"


def _first_order(world):
    order = (("D1", "D2"), ("R01", "R02"), ("I01", "I02", "I03"))
    world.do(acts.ArrangeNetwork(order=order, crossings_before=0, crossings_after=0))


@pytest.mark.parametrize(
    "make",
    [
        lambda w: w.do(acts.ChangeLink(link=_link(w).link, expects=_link(w).seq)),
        lambda w: w.write_smart("R01"),
        lambda w: w.declare("R01"),
        _first_order,
        lambda w: w.do(acts.FreezeNetwork(number=1, version_date=date(2020, 7, 1), author="team", audience="Iedereen")),
    ],
    ids=["a confirmation", "a first text", "a contract", "a first order", "a version"],
)
def test_what_has_no_opposite_is_not_undone(net, make):
    make(net)
    with pytest.raises(NotAllowed) as refused:
        _undone(net, net.programme.seq)
    assert refused.value.rule == "not_undone"


CODES = ("D1", "D2", "R01", "R02", "I01", "I02", "I03", "I08", "I09")


def _guess(world, data):
    """Some act on efforts, links and titles; most can be recorded."""
    network = world.programme.network
    one, other = data.draw(st.sampled_from(CODES)), data.draw(st.sampled_from(CODES))
    match data.draw(st.sampled_from(("add", "change", "link", "reweigh", "unlink", "remove", "restore", "split"))):
        case "add":
            return acts.AddEffort(effort=_effort(one))
        case "link":
            return acts.LinkElements(link=Link(source=one, target=other, rationale="Daarom."))
        case "unlink" | "reweigh" as kind if network.links:
            ends, record = data.draw(st.sampled_from(sorted(network.links.items(), key=lambda item: item[0])))
            if kind == "unlink":
                return acts.UnlinkElements(source=ends[0], target=ends[1], expects=record.seq)
            weight = data.draw(st.sampled_from((None, 1, 2, 3)))
            return acts.ChangeLink(link=record.link.model_copy(update={"contribution": weight}), expects=record.seq)
        case kind if one in network.elements:
            return _on_element(world, kind, one)
    return None


def _on_element(world, kind: str, code: str):
    expects = world.seen(code)
    match kind:
        case "remove":
            return acts.RemoveElement(code=code, motive="Niet nodig.", expects=expects)
        case "restore":
            return acts.RestoreElement(code=code, motive="Toch wel.", expects=expects)
        case "split":
            parts = tuple(_effort(f"{code}-{part}-{world.programme.seq}") for part in (1, 2))
            return acts.SplitElement(predecessor=code, successors=parts, motive="Te groot.", expects=expects)
        case _:
            return _changed(world, code, title=f"Titel {world.programme.seq}")


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_undoing_the_last_act_leads_back_to_the_network_before_it(new_world, data):
    world = _network(new_world())
    before = None
    for _ in range(data.draw(st.integers(1, 8))):
        act, hash_now = _guess(world, data), world.programme.network.content_hash()
        if act is not None and may(world.programme, world.draft(act, "team"), today=world.today).ok:
            world.do(act)
            before = hash_now
    last = world.entries[-1].draft.act
    if before is None or (last.kind == "change_link" and before == world.programme.network.content_hash()):
        return
    for step in _undone(world, world.programme.seq):
        world.do(step)
    assert world.programme.network.content_hash() == before
