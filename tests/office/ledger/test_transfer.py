"""A ledger leaves and comes back byte for byte; what does not fit is refused as a whole."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from roer.core.programme.entries import Entry, line_of
from roer.core.programme.folding import fold
from roer.core.programme.lines import hash_of, tail_of
from roer.core.values.errors import InputRefused
from roer.office.ledger.door import record
from roer.office.ledger.history import programme
from roer.office.ledger.models import LedgerEntry
from roer.office.ledger.transfer import export_lines, import_lines
from roer.office.ledger.verify import verify, verify_lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(draft):
    """Chain drafts into the lines of a ledger, without asking any rule."""

    def lines(acts, *, start=datetime(2020, 7, 1, 8, tzinfo=UTC), step=timedelta(minutes=1)):
        previous, told = "0" * 64, []
        for number, act in enumerate(acts, start=1):
            moment = start + step * number
            entry = Entry.chain(draft(act), seq=number, id=uuid4(), recorded_at=moment, previous=previous)
            previous = entry.hash
            told.append(line_of(entry))
        return told

    return lines


def hashed_again(line):
    """The line with the hash that fits what it says now."""
    return line.replace(tail_of(line).hash, hash_of(line, tail_of(line)))


def chained_again(lines):
    """The lines as somebody would have chained them who wrote these drafts himself."""
    told = ["0" * 64]
    for line in lines:
        told.append(hashed_again(line.replace(tail_of(line).previous, tail_of(told[-1]).hash if told[1:] else told[0])))
    return told[1:]


def _rules(refused):
    return [problem.rule for problem in refused.value.problems]


def test_the_round_trip_is_equal_to_the_byte(chain, first_acts):
    lines = chain(first_acts)
    assert import_lines(lines).added == 5
    assert list(export_lines()) == lines
    assert programme() == fold(Entry.model_validate_json(line) for line in lines)
    assert verify().ok


def test_lines_from_before_a_field_existed_verify_and_come_and_go_as_they_are(chain, first_acts, goal):
    """As if Roer had learned only later that a goal has a description and an act an origin; both have a default."""
    today = chain(first_acts)
    older = chained_again([line.replace('"description":"",', "").replace(',"origin":"fictief"', "") for line in today])
    assert older != today
    assert verify_lines(older).ok
    assert import_lines(older).added == 5
    assert list(export_lines()) == older
    assert verify().ok
    record(goal("D2"), by="mira-vonk")
    assert verify().ok
    assert programme().network.elements["D1"].element.description == ""
    assert import_lines([*older, list(export_lines())[5]]).known == 6


def test_the_same_file_twice_changes_nothing(chain, first_acts):
    lines = chain(first_acts)
    import_lines(lines)
    outcome = import_lines(lines)
    assert (outcome.added, outcome.known) == (0, 5)
    assert list(export_lines()) == lines


def test_a_continuation_adds_what_is_new(chain, first_acts):
    lines = chain(first_acts)
    import_lines(lines[:3])
    assert import_lines(lines).added == 2
    assert list(export_lines()) == lines


def test_a_shorter_file_takes_nothing_away(chain, first_acts):
    lines = chain(first_acts)
    import_lines(lines)
    assert import_lines(lines[:2]).added == 0
    assert list(export_lines()) == lines


def test_another_ledger_is_refused_where_one_is_already(chain, first_acts):
    lines, other = chain(first_acts), chain(first_acts)
    import_lines(lines)
    with pytest.raises(InputRefused) as refused:
        import_lines(other)
    assert _rules(refused) == ["other_ledger"]
    assert list(export_lines()) == lines


def test_one_act_against_the_rules_refuses_the_whole_file_and_names_the_line(chain, first_acts):
    lines = chain([*first_acts, {"kind": "add_goal", "goal": {"code": "D1", "title": "Nog een keer"}}])
    with pytest.raises(InputRefused) as refused:
        import_lines(lines)
    assert refused.value.problems[0].where == "regel 6"
    assert LedgerEntry.objects.count() == 0
    assert programme().seq == 0


@pytest.mark.parametrize(
    ("spoil", "rule", "where"),
    [
        (lambda lines: lines[:2] + lines[3:], "sequence", "regel 3"),
        (lambda lines: [lines[1], lines[0], *lines[2:]], "sequence", "regel 1"),
        (lambda lines: [lines[0].replace("Datagedreven", "Dataverdreven"), *lines[1:]], "changed", "regel 1"),
        (lambda lines: [*lines[:4], lines[4].replace('":', '": ', 1)], "notation", "regel 5"),
        (lambda lines: [*lines[:4], "geen json"], "unreadable", "regel 5"),
        (lambda lines: [*lines, ""], "unreadable", "regel 6"),
        (lambda lines: [*lines[:4], lines[4].replace("add_goal", "add_nothing")], "unreadable", "regel 5"),
        (lambda lines: [], "empty", ""),
    ],
)
def test_a_spoilt_file_is_refused_with_the_place(chain, first_acts, spoil, rule, where):
    with pytest.raises(InputRefused) as refused:
        import_lines(spoil(chain(first_acts)))
    assert (refused.value.problems[0].rule, refused.value.problems[0].where) == (rule, where)
    assert LedgerEntry.objects.count() == 0


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (lambda line: line.replace("add_goal", "add_wish"), "unreadable"),
        (lambda line: line.replace('"title":"', '"wish":"", "title":"'), "unreadable"),
        (lambda line: line.replace('"title":"', '"title":" '), "notation"),
        (lambda line: line.replace('"title":', '"title": '), "notation"),
        (lambda line: line.replace('"title":"', '"title":"","title":"'), "notation"),
        (lambda line: line.replace("Jongeren", "\\u004aongeren"), "notation"),
        (lambda line: re.sub(r'"recorded_at":"[^"]*"', '"recorded_at":"2020-07-32T08:05:00Z"', line), "unreadable"),
        (lambda line: line.replace("05:00Z", "05:00.000000Z"), "notation"),
    ],
)
def test_a_hash_that_fits_does_not_let_a_line_in_that_roer_would_not_write(chain, first_acts, spoil, rule):
    lines = chain(first_acts)
    spoilt = chained_again([*lines[:4], spoil(lines[4])])
    assert spoilt != lines
    assert verify_lines(spoilt).ok
    with pytest.raises(InputRefused) as refused:
        import_lines(spoilt)
    assert [(problem.rule, problem.where) for problem in refused.value.problems] == [(rule, "regel 5")]
    assert LedgerEntry.objects.count() == 0


def test_everything_that_is_wrong_with_a_file_is_told_at_once(chain, first_acts):
    lines = chain(first_acts)
    lines[1] = lines[1].replace("Hillegom", "Hilversum")
    with pytest.raises(InputRefused) as refused:
        import_lines([*lines[:4], "geen json", *lines[4:]])
    assert [(problem.rule, problem.where) for problem in refused.value.problems] == [
        ("changed", "regel 2"), ("unreadable", "regel 5"), ("sequence", "regel 6")
    ]  # fmt: skip


def test_a_line_that_was_changed_and_hashed_again_breaks_the_chain_behind_it(chain, first_acts):
    lines = chain(first_acts)
    forged = Entry.model_validate_json(lines[1].replace("Hillegom", "Hilversum"))
    report = verify_lines([lines[0], hashed_again(line_of(forged)), *lines[2:]])
    assert [(problem.rule, problem.where) for problem in report.problems] == [("chain", "regel 3")]


@pytest.mark.parametrize(
    ("start", "step", "rule"),
    [
        (datetime(2020, 7, 1, 8, tzinfo=UTC), timedelta(minutes=-1), "order_in_time"),
        (datetime.now(UTC) + timedelta(days=1), timedelta(minutes=1), "future"),
    ],
)
def test_time_runs_forward_and_not_past_today(chain, first_acts, start, step, rule):
    with pytest.raises(InputRefused) as refused:
        import_lines(chain(first_acts, start=start, step=step))
    assert _rules(refused) == [rule]


def test_tampering_with_the_text_in_the_database_is_found(small_ledger, tamper):
    tamper("UPDATE ledger_ledgerentry SET body = replace(body, 'Hillegom', 'Hilversum') WHERE seq = 2")
    assert [(problem.rule, problem.where) for problem in verify().problems] == [("changed", "regel 2")]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("recorded_at", datetime(2020, 1, 1, tzinfo=UTC)),
        ("id", "0" * 32),
        ("hash", "0" * 64),
        ("previous", "a" * 64),
    ],
)
def test_tampering_with_a_column_is_found(small_ledger, tamper, column, value):
    tamper(f"UPDATE ledger_ledgerentry SET {column} = %s WHERE seq = 2", (value,))
    assert [(problem.rule, problem.where) for problem in verify().problems] == [("columns", "regel 2")]


def test_a_line_that_was_taken_out_is_missed(small_ledger, tamper):
    tamper("DELETE FROM ledger_ledgerentry WHERE seq = 3")
    assert {problem.rule for problem in verify().problems} == {"sequence", "chain"}


def test_every_problem_says_what_to_do(chain, first_acts):
    with pytest.raises(InputRefused) as refused:
        import_lines([*chain(first_acts), json.dumps({})])
    assert all(problem.cure for problem in refused.value.problems)
