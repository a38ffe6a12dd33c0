"""Where did it go, who decided, why, and what had it cost? (programme.md 6, scenario 4)."""

from __future__ import annotations

from datetime import date

import pytest

from roer.core.network.ancestry import ancestry_of
from roer.core.programme.folding import fold
from roer.core.programme.gates import is_admissible
from roer.core.programme.means import BookingKind
from roer.core.programme.spending import booked
from roer.site.example.programme import entries

ON = date(2021, 4, 12)


@pytest.fixture(scope="module")
def story():
    """The example's history, entry by entry."""
    return entries({"jeugdmonitor": ("a" * 64, ("Register",))})


def test_a_split_product_tells_where_it_went_who_decided_why_and_what_it_cost(hlt):
    found = ancestry_of(hlt, "R03", on=ON)
    assert found.answer == (
        "Resultaat R03 ‘Monitor Veiligheid en Ondermijning’ is op 20 oktober 2020 gesplitst in R21 en R22."
    )
    (first, *_) = found.fate
    assert first.decision.decision.code == "B-2020-02"
    assert first.line.motive.startswith("De uitvoering heeft persoonsgegevens nodig")
    assert (found.budgeted, found.realised) == (1_200_000, 324_995)
    assert {heir.record.element.code for heir in found.heirs} == {"R21"}
    assert any("R22" in turn.line.predecessors for turn in found.fate), "R22 ended as well; that is told too"
    assert found.versions == (1,)


def test_the_work_beside_it_is_told_with_whom_it_was_shared_and_not_added(hlt):
    found = ancestry_of(hlt, "R03", on=ON)
    by_code = {cost.record.element.code: cost for cost in found.work}
    assert by_code["I07"].realised == 618_744
    assert "R09" in by_code["I07"].shared_with
    assert found.realised == 324_995


def test_what_was_booked_after_the_end_is_not_counted_until_then(hlt):
    assert ancestry_of(hlt, "R03", on=ON).until == date(2020, 10, 20)
    (effort,) = (cost for cost in ancestry_of(hlt, "R03", on=ON).work if cost.record.element.code == "I07")
    assert all(record.booking.booked_on <= date(2020, 10, 20) for record in effort.posts)
    assert ancestry_of(hlt, "I07", on=ON).realised == 618_744 + 907_500


def test_a_merged_product_has_the_costs_of_both_that_it_came_from_once(hlt):
    (code,) = hlt.network.elements["R04"].closed.successors
    found = ancestry_of(hlt, code, on=ON)
    own = sum(record.booking.cents for record in hlt.bookings.values() if record.booking.element == code)
    assert {cost.record.element.code for cost in found.own} == {"R04", "R05", code}
    assert found.realised == 181_500 + 217_833 + own
    assert [turn.line.op for turn in found.origins] == ["merged"]


def test_a_removed_product_leaves_nothing_but_its_history(hlt):
    found = ancestry_of(hlt, "R14", on=ON)
    assert "verwijderd" in found.answer
    assert found.heirs == ()
    assert found.realised == 64_010


def test_totals_and_posts_are_the_same_before_and_after_splitting_merging_and_removing(story):
    for index, entry in enumerate(story):
        if entry.draft.act.kind in ("split_element", "merge_elements", "remove_element"):
            before, after = fold(story[:index]), fold(story[: index + 1])
            assert dict(before.bookings) == dict(after.bookings)
            assert booked(before.bookings.values(), BookingKind.REALISED) == booked(
                after.bookings.values(), BookingKind.REALISED
            )
            assert dict(before.allocations) == dict(after.allocations)


def test_successors_start_without_approvals(story):
    for index, entry in enumerate(story):
        act = entry.draft.act
        if act.kind in ("split_element", "merge_elements"):
            after = fold(story[: index + 1])
            fresh = act.successors if act.kind == "split_element" else (act.successor,)
            for element in fresh:
                if element.type == "result":
                    assert not is_admissible(after, element.code)
                    found = ancestry_of(after, element.code, on=after.moment.date())
                    assert found.approvals == ()
                    assert [heir.open_gates for heir in found.heirs] == []


def test_what_never_existed_has_no_ancestry(hlt):
    assert ancestry_of(hlt, "R99", on=ON) is None


def test_every_element_of_the_example_has_one(hlt):
    for code in hlt.network.elements:
        found = ancestry_of(hlt, code, on=ON)
        assert found.answer
        assert found.realised == sum(cost.realised for cost in found.own)
