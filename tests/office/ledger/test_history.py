"""Any moment and any stretch of the ledger can be asked for, and only what is asked for is read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from roer.core.programme.folding import fold
from roer.office.ledger import history as room
from roer.office.ledger import models
from roer.office.ledger.door import record
from roer.office.ledger.history import UnreadableEntry, entries, entry, history, newest_first, programme

pytestmark = pytest.mark.django_db
ME = "mira-vonk"


@pytest.fixture
def small_steps(monkeypatch):
    """Keep a programme after every third entry and read two rows at a time, so that a short ledger is long."""
    monkeypatch.setattr(room, "EVERY", 3)
    monkeypatch.setattr(models, "PAGE", 2)


@pytest.fixture
def known(small_steps, small_ledger, goal):
    """Fourteen entries in all."""
    return (*small_ledger, *(record(goal(f"D{number}"), by=ME) for number in range(11, 20)))


def test_the_programme_of_any_moment_is_that_of_the_entries_up_to_it(known):
    for told in known:
        for moment in (told.recorded_at, told.recorded_at - timedelta.resolution):
            assert programme(at=moment) == fold(known, until=moment)


def test_the_programme_before_any_entry_is_that_of_the_entries_before_it(known):
    for told in known:
        assert programme(before=told.seq) == fold(known[: told.seq - 1])
    assert programme(before=99) == programme() == fold(known)


def test_of_a_moment_and_an_entry_the_earlier_holds(known):
    assert programme(known[8].recorded_at, before=5).seq == 4
    assert programme(known[3].recorded_at, before=9).seq == 4


def test_a_process_that_starts_knows_the_same(known, monkeypatch):
    before = history()
    monkeypatch.setattr(room, "_kept", room.History())
    assert history() == before
    assert [kept.seq for kept in history().kept] == [3, 6, 9, 12]


def test_an_earlier_moment_reads_no_more_than_the_entries_behind_what_was_kept(known, django_assert_num_queries):
    history()
    with django_assert_num_queries(3):
        assert programme(at=known[9].recorded_at).seq == 10
    with django_assert_num_queries(1):
        assert programme(at=known[9].recorded_at).seq == 10


def test_after_a_roll_back_only_what_is_behind_the_last_kept_programme_is_read_again(known, goal):
    kept = history().kept
    with transaction.atomic():
        for number in range(20, 25):
            record(goal(f"D{number}"), by=ME)
        assert programme(at=history().kept[-1].moment).seq == 18
        transaction.set_rollback(True)
    assert programme() == fold(known)
    assert all(here is there for here, there in zip(history().kept, kept, strict=True))
    again = record(goal("D30"), by=ME)
    assert programme(at=again.recorded_at).head == again.hash


def test_entries_come_from_a_number_or_a_stretch_of_time(known):
    assert tuple(entries()) == known
    assert tuple(entries(after=10)) == known[10:]
    assert tuple(entries(since=known[3].recorded_at, until=known[6].recorded_at)) == known[3:7]
    assert tuple(entries(after=5, until=known[6].recorded_at)) == known[5:7]
    assert tuple(entries(until=known[0].recorded_at - timedelta.resolution)) == ()


def test_one_entry_can_be_asked_by_its_number(known):
    assert [entry(told.seq) for told in known] == list(known)
    assert entry(0) is entry(15) is None


def test_the_newest_come_first_and_the_others_only_when_somebody_reads_on(known, django_assert_num_queries):
    assert tuple(newest_first(up_to=14)) == known[::-1]
    assert tuple(newest_first(up_to=4)) == known[3::-1]
    assert tuple(newest_first(up_to=0)) == ()
    with django_assert_num_queries(1):
        assert next(newest_first(up_to=14)) == known[-1]


def test_a_line_that_this_version_cannot_read_is_named(small_ledger, tamper):
    tamper("UPDATE ledger_ledgerentry SET body = replace(body, 'add_goal', 'add_wish') WHERE seq = 5")
    with pytest.raises(UnreadableEntry, match=r"Regel 5 .* niet te lezen"):
        entry(5)
