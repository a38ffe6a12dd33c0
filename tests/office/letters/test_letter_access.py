"""Until its moment a letter does not exist for outsiders, and no council reads it before another."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from roer.core.programme.entries import Stamp
from roer.core.programme.letter_access import is_insider, is_public, public_from, visible_letters
from roer.core.values.clock import utc_of
from roer.office.ledger.history import programme

NOW = datetime(2021, 4, 20, tzinfo=UTC)


def offered(letter, at=datetime(2021, 4, 1, 9, tzinfo=UTC), **copies):
    """The letter as offered at a moment; `copies` changes the header of the first copies, in order."""
    stamp = Stamp(seq=999, recorded_at=at, by="x", on_behalf_of=None, holds_from=at.date(), reason="", origin="")
    heads = list(letter.draft.copies)
    for index, changes in enumerate(copies.get("heads", ())):
        heads[index] = heads[index].model_copy(update=changes)
    draft = letter.draft.model_copy(update={"copies": tuple(heads)})
    return replace(letter, draft=draft, offered=stamp, body_hash="a" * 64)


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ("2021-01-26T18:00", "2021-01-26T17:00"),
        ("2021-07-01T18:00", "2021-07-01T16:00"),
        ("2021-03-28T02:30", "2021-03-28T01:30"),  # skipped by the clock: read as 03:30 summer time
        ("2021-10-31T02:30", "2021-10-31T01:30"),  # shown twice: the second time counts
        ("2021-10-31T03:00", "2021-10-31T02:00"),
    ],
)
def test_dutch_clock_times_become_moments_and_never_too_early(local, utc):
    assert utc_of(datetime.fromisoformat(local)) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_a_draft_has_no_public_moment(letter):
    assert public_from(letter("RIB-2")) is None
    assert not is_public(letter("RIB-2"), now=datetime(2999, 1, 1, tzinfo=UTC))


def test_the_latest_embargo_counts_for_every_council(letter):
    heads = ({"embargo_until": "2021-04-13T18:00"}, {"embargo_until": None}, {"embargo_until": "2021-04-15T12:00"})
    record = offered(letter("RIB-2"), heads=heads)
    moment = datetime(2021, 4, 15, 10, tzinfo=UTC)
    assert public_from(record) == moment
    assert not is_public(record, now=moment.replace(hour=9, minute=59, second=59))
    assert is_public(record, now=moment)


def test_the_latest_meeting_of_an_executive_counts_for_every_council(letter):
    heads = tuple({"embargo_until": None} for _ in range(3))
    heads[2]["executive_date"] = datetime(2021, 4, 22).date()
    assert public_from(offered(letter("RIB-2"), heads=heads)) == datetime(2021, 4, 21, 22, tzinfo=UTC)


def test_a_letter_offered_after_its_embargo_is_public_from_the_offering(letter):
    late = datetime(2021, 5, 1, 8, tzinfo=UTC)
    assert public_from(offered(letter("RIB-2"), at=late)) == late


@pytest.mark.parametrize(
    ("person", "sees_drafts"),
    [
        ("noor-dekker", True),  # programme team
        ("joost-verhagen", True),  # alderman in the steering group
        ("pieter-brand", True),  # director in the steering group
        ("daan-mulder", False),  # councillor, sounding board
        ("ria-meijer", False),  # clerk, sounding board
        ("petra-haan", False),  # secretary of an executive
        ("sem-de-wit", False),  # data protection officer
        ("fatima-aydin", False),  # data team
        ("iris-kok", False),  # architect
        ("mirjam-faber", False),  # client
        ("niemand", False),
        (None, False),
    ],
)
def test_only_who_drafts_or_sends_letters_sees_drafts(example, person, sees_drafts):
    now = programme()
    assert is_insider(now, person, now=NOW) is sees_drafts
    seen = [record.draft.code for record in visible_letters(now, person, now=NOW)]
    assert seen == (["RIB-2", "RIB-1"] if sees_drafts else ["RIB-1"])


def test_a_seat_that_ended_gives_no_sight_of_drafts(example):
    before = datetime(2021, 1, 31, 22, 59, tzinfo=UTC)
    assert not is_insider(programme(), "karin-postma", now=before)
    assert is_insider(programme(), "karin-postma", now=before.replace(hour=23))
