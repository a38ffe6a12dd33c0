"""Previews: there for whoever is invited, as long as they last, and for nobody else at any time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from roer.core.programme import acts
from roer.core.programme.preview_access import is_invited, may_know_preview, visible_previews
from roer.core.programme.preview_acts import AnswerRemark, EndPreview, RemarkOnPreview
from roer.core.programme.refusals import Conflict, NotAllowed

REMARK = RemarkOnPreview(preview="V-1", part="kaart", text="De kleuren lijken op elkaar.", release="r1")


@pytest.fixture
def preview(world):
    """A preview of two weeks, from tomorrow, for the sounding board and one guest."""
    world.add_result()
    start = world.today + timedelta(days=1)
    world.invite("V-1", start=start, until=start + timedelta(days=14), persons=("guest",), bodies=("b-sounding-board",))
    return world


@pytest.mark.parametrize(("later", "there"), [(0, False), (1, True), (14, True), (15, False)])
@pytest.mark.parametrize("person", ["guest", "sounding-board"])
def test_a_preview_is_there_from_its_first_day_up_to_its_end(preview, later, there, person):
    on = preview.today + timedelta(days=later)
    assert may_know_preview(preview.programme, "V-1", person, on=on) is there
    assert bool(visible_previews(preview.programme, person, on=on)) is there


@pytest.mark.parametrize("person", ["nobody", "council-lisse", "steering-group", "data-protection-officer", None])
def test_who_is_not_invited_knows_of_no_preview(preview, person):
    on = preview.today + timedelta(days=2)
    assert not may_know_preview(preview.programme, "V-1", person, on=on)
    assert visible_previews(preview.programme, person, on=on) == ()


@pytest.mark.parametrize("person", ["team", "data-team"])
@pytest.mark.parametrize("later", [0, 5, 50])
def test_who_invites_sees_a_preview_at_any_time(preview, person, later):
    on = preview.today + timedelta(days=later)
    assert may_know_preview(preview.programme, "V-1", person, on=on)
    assert not is_invited(preview.programme, preview.programme.previews.get("V-1"), person, on=on)


def test_a_preview_that_is_not_there_is_nobodys(preview):
    assert not may_know_preview(preview.programme, "V-2", "team", on=preview.today)


def test_a_guest_remarks_and_the_makers_answer(preview):
    preview.wait(2)
    preview.do(REMARK, "guest")
    seq = preview.programme.seq
    preview.do(AnswerRemark(preview="V-1", remark=seq, text="Wij kiezen andere kleuren."), "data-team")
    (remark,) = preview.programme.previews.get("V-1").remarks
    assert (remark.by, remark.part, remark.release) == ("guest", "kaart", "r1")
    assert [answer.text for answer in remark.answers] == ["Wij kiezen andere kleuren."]


@pytest.mark.parametrize("later", [0, 15])
def test_outside_the_period_nobody_remarks_and_the_refusal_is_as_for_what_is_not_there(preview, later):
    preview.wait(later)
    reasons = []
    for code in ("V-1", "V-99"):
        with pytest.raises(NotAllowed) as refusal:
            preview.try_it(REMARK.model_copy(update={"preview": code}), "guest")
        reasons.append(str(refusal.value))
    assert reasons[0] == reasons[1]


def test_the_same_remark_is_made_once(preview):
    preview.wait(2)
    preview.do(REMARK, "guest")
    with pytest.raises(NotAllowed, match="al gemaakt"):
        preview.try_it(REMARK, "guest")
    preview.try_it(REMARK, "sounding-board")


def test_an_answer_needs_a_remark(preview):
    with pytest.raises(NotAllowed, match="geen opmerking 1"):
        preview.try_it(AnswerRemark(preview="V-1", remark=1, text="abc"), "team")
    with pytest.raises(NotAllowed, match="geen voorvertoning"):
        preview.try_it(AnswerRemark(preview="V-2", remark=1, text="abc"), "team")


def test_a_preview_ends_earlier_at_once(preview):
    preview.wait(3)
    record = preview.programme.previews.get("V-1")
    ending = EndPreview(preview="V-1", end=preview.today, motive="Er zit een fout in.", expects=record.seq)
    for end in (preview.today - timedelta(days=1), record.until):
        with pytest.raises(NotAllowed, match="Kies een dag"):
            preview.try_it(ending.model_copy(update={"end": end}), "team")
    with pytest.raises(Conflict):
        preview.try_it(ending.model_copy(update={"expects": record.seq - 1}), "team")
    preview.do(ending, "team")
    assert not may_know_preview(preview.programme, "V-1", "guest", on=preview.today)
    with pytest.raises(NotAllowed, match="al gesloten"):
        preview.try_it(ending.model_copy(update={"expects": preview.programme.seq}), "team")


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"code": "V-1"}, "code_used"),
        ({"product": "p-r99"}, "unknown_product"),
        ({"persons": ()}, "nobody_invited"),
        ({"bodies": ("b-nothing",)}, "unknown_body"),
        ({"bodies": ("b-partner",)}, "unknown_body"),
        ({"until": date(2020, 7, 1)}, "preview_period"),
    ],
)
def test_an_invitation_that_does_not_fit_is_refused(preview, said, rule):
    preview.do(acts.RetireBody(body="b-partner", motive="Opgeheven."))
    with pytest.raises(NotAllowed) as refusal:
        preview.invite(**{"code": "V-2", "persons": ("guest",), **said})
    assert refusal.value.rule == rule
