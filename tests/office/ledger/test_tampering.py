"""Whoever changes the stored ledger is found out: ten thousand random changes, with anchors kept elsewhere."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from roer.core.programme.acts import ACT
from roer.core.programme.entries import Draft, Entry, line_of
from roer.core.programme.lines import GENESIS, tail_of
from roer.core.values.errors import InputRefused
from roer.office.ledger.anchors import Anchor, anchors_in
from roer.office.ledger.verify import verify_lines

ROUNDS = 1_500
LENGTH = 12
START = datetime(2020, 7, 1, 8, tzinfo=UTC)


def _lines() -> list[str]:
    previous, told = GENESIS, []
    for seq in range(1, LENGTH + 1):
        act = ACT.validate_python({"kind": "add_goal", "goal": {"code": f"D{seq}", "title": f"Café n° {seq} “ē”"}})
        draft = Draft(act=act, by="mira-vonk", holds_from=START.date(), reason="Zo is het.", origin="fictief")
        moment = START + timedelta(minutes=seq)
        entry = Entry.chain(draft, seq=seq, id=UUID(int=seq), recorded_at=moment, previous=previous)
        previous = entry.hash
        told.append(line_of(entry))
    return told


LINES = _lines()
ANCHORS = tuple(Anchor(seq=seq, hash=tail_of(LINES[seq - 1]).hash, at=START) for seq in (5, LENGTH))


def _edited(lines: list[str], chance: random.Random) -> list[str]:
    """One bit of one character is different."""
    at = chance.randrange(len(lines))
    place = chance.randrange(len(lines[at]))
    other = chr(ord(lines[at][place]) ^ (1 << chance.randrange(7)))
    lines[at] = lines[at][:place] + other + lines[at][place + 1 :]
    return lines


def _deleted(lines: list[str], chance: random.Random) -> list[str]:
    del lines[chance.randrange(len(lines))]
    return lines


def _swapped(lines: list[str], chance: random.Random) -> list[str]:
    one, other = chance.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]
    return lines


def _inserted(lines: list[str], chance: random.Random) -> list[str]:
    """A line that fits the one before it, with a hash of its own that is right."""
    at = chance.randrange(len(lines) + 1)
    previous = tail_of(lines[at - 1]).hash if at else GENESIS
    draft = Entry.model_validate_json(lines[chance.randrange(len(lines))]).draft
    moment = START + timedelta(seconds=chance.randrange(10_000))
    entry = Entry.chain(draft, seq=at + 1, id=UUID(int=999), recorded_at=moment, previous=previous)
    # Behind the last line it is simply the next entry; in its place it is not.
    return [*lines[:at], line_of(entry), *lines[at:]] if at < len(lines) else [*lines[:-1], line_of(entry)]


def _duplicated(lines: list[str], chance: random.Random) -> list[str]:
    lines.insert(chance.randrange(len(lines) + 1), lines[chance.randrange(len(lines))])
    return lines


def _truncated(lines: list[str], chance: random.Random) -> list[str]:
    return lines[: chance.randrange(len(lines))]


def _rewritten(lines: list[str], chance: random.Random) -> list[str]:
    """One line tells another story and everything behind it is chained anew: the chain itself is faultless."""
    at = chance.randrange(len(lines))
    previous, told = tail_of(lines[at - 1]).hash if at else GENESIS, lines[:at]
    for line in lines[at:]:
        entry = Entry.model_validate_json(line)
        draft = entry.draft if told[at:] else entry.draft.model_copy(update={"reason": f"Anders {chance.random()}."})
        again = Entry.chain(draft, seq=entry.seq, id=entry.id, recorded_at=entry.recorded_at, previous=previous)
        previous = again.hash
        told.append(line_of(again))
    return told


WAYS = (_edited, _deleted, _swapped, _inserted, _duplicated, _truncated, _rewritten)


def test_there_are_ten_thousand_changes():
    assert ROUNDS * len(WAYS) >= 10_000


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__.strip("_"))
def test_every_change_of_the_stored_ledger_is_found(way):
    chance = random.Random(way.__name__)
    unnoticed = []
    for _ in range(ROUNDS):
        lines = way(list(LINES), chance)
        assert lines != LINES
        if verify_lines(lines, ANCHORS).ok:
            unnoticed.append(lines)
    assert not unnoticed


@pytest.mark.parametrize("way", [_truncated, _rewritten], ids=lambda way: way.__name__.strip("_"))
def test_without_an_anchor_the_chain_alone_cannot_tell(way):
    assert verify_lines(way(list(LINES), random.Random(1))).ok


def test_a_ledger_that_grew_still_fits_its_anchors():
    assert verify_lines(LINES, ANCHORS[:1]).ok
    assert verify_lines(LINES, ANCHORS).ok


def test_what_is_wrong_is_named():
    (cut,) = verify_lines(LINES[:-1], ANCHORS).problems
    assert (cut.rule, "12 regels" in cut.what) == ("truncated", True)
    rewritten = verify_lines(_rewritten(list(LINES), random.Random(1)), ANCHORS).problems
    assert {problem.rule for problem in rewritten} == {"anchor"}


def test_two_anchors_that_contradict_each_other_fit_no_ledger():
    lie = Anchor(seq=5, hash="a" * 64, at=START)
    assert not verify_lines(LINES, (*ANCHORS, lie)).ok


def test_anchors_are_read_back_as_they_were_written():
    assert anchors_in([anchor.line for anchor in ANCHORS]) == ANCHORS


@pytest.mark.parametrize("lines", [[], ["{}"], ["geen anker"], [ANCHORS[0].line, ""]])
def test_a_file_without_anchors_holds_nothing_and_says_so(lines):
    with pytest.raises(InputRefused):
        anchors_in(lines)
