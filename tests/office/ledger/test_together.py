"""Several drafts through the door at once: all of them are recorded, or none."""

from __future__ import annotations

import pytest

from roer.core.programme.refusals import NotAllowed
from roer.office.ledger.door import record_together
from roer.office.ledger.history import programme
from roer.office.ledger.models import LedgerEntry

FOUNDER = "mira-vonk"


def _renamed(draft, title: str, expects: int):
    return draft(
        {"kind": "change_element", "element": {"type": "goal", "code": "D2", "title": title}, "expects": expects}
    )


def test_all_are_recorded_in_order_each_on_top_of_the_one_before(small_ledger, goal, draft):
    entries = record_together([goal("D2"), _renamed(draft, "Anders", 1)], by=FOUNDER)
    first, last = (entry.seq for entry in entries)
    assert last == first + 1 == programme().seq
    assert entries[1].draft.act.expects == first
    assert programme().network.elements["D2"].element.title == "Anders"


def test_one_refusal_stops_all_and_says_which_step(small_ledger, goal):
    before = LedgerEntry.objects.count()
    with pytest.raises(NotAllowed) as refused:
        record_together([goal("D2"), goal("D1"), goal("D3")], by=FOUNDER)
    assert (refused.value.rule, refused.value.step) == ("code_used", 1)
    assert LedgerEntry.objects.count() == before
    assert not programme().network.is_open("D2")


def test_nobody_records_in_the_name_of_another(small_ledger, goal, draft):
    other = draft({"kind": "add_goal", "goal": {"code": "D3", "title": "Doel"}}, by="somebody-else")
    with pytest.raises(NotAllowed) as refused:
        record_together([goal("D2"), other], by=FOUNDER)
    assert (refused.value.rule, refused.value.step) == ("own_name", 1)
    assert not programme().network.is_open("D2")
