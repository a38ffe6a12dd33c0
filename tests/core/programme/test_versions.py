"""Frozen versions and the order of drawing: what may follow what."""

from __future__ import annotations

import pytest

from roer.core.programme import acts
from roer.core.programme.decisions import VersionStatus
from roer.core.programme.rules import NotAllowed


@pytest.fixture
def net(world):
    world.add_goal("D1")
    world.add_result("R01")
    world.add_effort("I01")
    world.add_effort("I02")
    return world


def _freeze(world, status: VersionStatus = VersionStatus.DRAFT) -> None:
    number = len(world.programme.versions) + 1
    said = {"number": number, "version_date": world.today, "author": "team", "audience": "Stuurgroep"}
    world.do(acts.FreezeNetwork.model_validate({**said, "status": status}))


def _arranged(*columns: str, before: int = 3, after: int = 1) -> acts.ArrangeNetwork:
    order = tuple(tuple(column.split()) for column in columns)
    return acts.ArrangeNetwork(order=order, crossings_before=before, crossings_after=after)


def _refused(world, act) -> str:
    with pytest.raises(NotAllowed) as refusal:
        world.try_it(act, "team")
    return refusal.value.rule


def test_a_draft_version_is_discussed_once(net):
    _freeze(net)
    net.do(acts.DiscussVersion(number=1))
    assert net.programme.versions[1].status is VersionStatus.DISCUSSED
    assert _refused(net, acts.DiscussVersion(number=1)) == "version_status"
    assert _refused(net, acts.DiscussVersion(number=2)) == "unknown_version"


def test_discussing_changes_nothing_of_what_was_frozen(net):
    _freeze(net)
    frozen = net.programme.versions[1]
    net.change("R01", title="Anders")
    net.do(acts.DiscussVersion(number=1))
    now = net.programme.versions[1]
    assert (now.hash, now.network, now.frozen_at) == (frozen.hash, frozen.network, frozen.frozen_at)


def test_an_order_of_all_open_elements_is_kept_and_changes_no_hash(net):
    before = net.programme.network.content_hash()
    net.do(_arranged("D1", "R01", "I02 I01"))
    assert net.programme.network.order == (("D1",), ("R01",), ("I02", "I01"))
    assert net.programme.network.content_hash() == before


@pytest.mark.parametrize(
    "columns",
    [("D1", "R01", "I01"), ("D1", "R01", "I01 I02 I01"), ("D1 R01", "", "I01 I02"), ("D1", "R01", "I01 I02 I03")],
)
def test_an_order_that_misses_doubles_or_moves_an_element_to_another_column_is_refused(net, columns):
    assert _refused(net, _arranged(*columns)) == "order_incomplete"


def test_the_same_order_twice_is_refused(net):
    net.do(_arranged("D1", "R01", "I02 I01"))
    assert _refused(net, _arranged("D1", "R01", "I02 I01")) == "no_change"
