"""The moments at which the network changed, with what happened then."""

from __future__ import annotations

from datetime import date

from roer.core.network.timeline import timeline
from roer.site.example.programme import entries

LINES = entries({"jeugdmonitor": ("a" * 64, ("Register jeugdhulp",))})


def test_each_version_of_the_example_is_a_moment():
    assert [stop.version for stop in timeline(LINES) if stop.version] == [1, 2, 3]


def test_the_moments_go_forward_in_time():
    days = [stop.on for stop in timeline(LINES)]
    assert days == sorted(days)


def test_a_day_tells_what_became_of_elements_and_counts_links():
    stop = next(stop for stop in timeline(LINES) if stop.on == date(2020, 10, 20))
    assert stop.told.startswith("20 oktober 2020: R03 gesplitst, R04 en R05 samengevoegd, R14 verwijderd")
    assert stop.named == "2020-10-20"


def test_many_added_elements_are_counted():
    assert "elementen toegevoegd" in timeline(LINES)[0].happened


def test_a_version_tells_that_it_was_frozen_and_is_named_by_its_number():
    stop = next(stop for stop in timeline(LINES) if stop.version == 2)
    assert stop.happened.endswith("versie 2 bevroren")
    assert stop.named == "2"


def test_read_in_two_pieces_it_is_the_same():
    lines = list(LINES)
    for cut in (0, 1, 150, 203, 204, 208, len(lines)):
        assert timeline(lines[cut:], timeline(lines[:cut])) == timeline(lines)


def test_acts_outside_the_network_are_no_moments():
    networked = [
        line for line in LINES if line.draft.act.kind not in ("write_smart_text", "give_seat", "take_decision")
    ]
    assert timeline(networked) == timeline(LINES)
