"""The text of a line carries its own hash, and what a later version of Roer knows more does not change it."""

from __future__ import annotations

import json

import pytest

from roer.core.programme.entries import Entry, line_as_read, line_of
from roer.core.programme.lines import hash_of, tail_of


@pytest.fixture
def line(world):
    return line_of(world.entries[3])


def test_a_line_tells_its_place_in_the_chain_without_being_read(world, line):
    entry, tail = world.entries[3], tail_of(line)
    assert (tail.seq, tail.hash, tail.previous) == (entry.seq, entry.hash, entry.previous)
    assert (tail.id, tail.recorded_at) == (str(entry.id), entry.recorded_at.isoformat().replace("+00:00", "Z"))
    assert json.loads(line[len('{"draft":') : tail.start]) == entry.draft.model_dump(mode="json")


def test_a_line_has_the_hash_of_its_text_with_zeros_in_place_of_that_hash(line):
    tail = tail_of(line)
    assert hash_of(line, tail) == tail.hash
    assert hash_of(line.replace(tail.hash, "0" * 64), tail) == tail.hash


def test_any_other_text_has_another_hash(line):
    tail = tail_of(line)
    forged = line.replace('"by":"', '"by":"x')
    assert hash_of(forged, tail_of(forged)) != tail.hash
    moved = line.replace(f'"seq":{tail.seq}', f'"seq":{tail.seq + 1}')
    assert hash_of(moved, tail_of(moved)) != tail.hash


@pytest.mark.parametrize("spoil", [
    lambda line: "",
    lambda line: "{}",
    lambda line: f" {line}",
    lambda line: f"{line} ",
    lambda line: line.replace('"seq":', '"seq":-'),
    lambda line: line.replace('"id":', '"id": '),
    lambda line: line.replace('{"draft":', '{"concept":'),
])  # fmt: skip
def test_what_is_not_shaped_as_a_line_has_no_tail(line, spoil):
    assert tail_of(spoil(line)) is None


def test_a_text_that_looks_like_a_tail_inside_an_act_is_not_taken_for_the_tail(world):
    trap = line_of(world.entries[0])[-300:]
    draft = world.entries[3].draft.model_copy(update={"reason": trap})
    entry = Entry.chain(draft, **world.entries[3].model_dump(include={"seq", "id", "recorded_at", "previous"}))
    tail = tail_of(line_of(entry))
    assert (tail.seq, tail.hash) == (entry.seq, entry.hash)
    assert hash_of(line_of(entry), tail) == entry.hash


def test_an_entry_that_was_read_is_written_as_it_was_also_without_what_roer_learned_later(line):
    older = line.replace(',"origin":"fictief"', "")
    assert older != line
    assert line_as_read(Entry.model_validate_json(older)) == older
    assert line_of(Entry.model_validate_json(older)) != older
