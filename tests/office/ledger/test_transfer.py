"""A ledger leaves and comes back byte for byte; what does not fit is refused as a whole."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from roer.core.programme.elements import canonical_json
from roer.core.programme.entries import Entry
from roer.core.programme.state import fold
from roer.core.values.errors import InputRefused
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
            told.append(canonical_json(entry))
        return told

    return lines


def _rules(refused):
    return [problem.rule for problem in refused.value.problems]


def test_the_round_trip_is_equal_to_the_byte(chain, first_acts):
    lines = chain(first_acts)
    assert import_lines(lines).added == 5
    assert list(export_lines()) == lines
    assert programme() == fold(Entry.model_validate_json(line) for line in lines)
    assert verify().ok


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


def test_a_line_that_was_changed_and_hashed_again_breaks_the_chain_behind_it(chain, first_acts):
    lines = chain(first_acts)
    forged = Entry.model_validate_json(lines[1].replace("Hillegom", "Hilversum"))
    forged = forged.model_copy(update={"hash": forged.computed_hash()})
    report = verify_lines([lines[0], canonical_json(forged), *lines[2:]])
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


def test_tampering_with_a_column_is_found(small_ledger, tamper):
    tamper("UPDATE ledger_ledgerentry SET recorded_at = %s WHERE seq = 2", (datetime(2020, 1, 1, tzinfo=UTC),))
    assert [(problem.rule, problem.where) for problem in verify().problems] == [("columns", "regel 2")]


def test_a_line_that_was_taken_out_is_missed(small_ledger, tamper):
    tamper("DELETE FROM ledger_ledgerentry WHERE seq = 3")
    assert {problem.rule for problem in verify().problems} == {"sequence", "chain"}


def test_every_problem_says_what_to_do(chain, first_acts):
    with pytest.raises(InputRefused) as refused:
        import_lines([*chain(first_acts), json.dumps({})])
    assert all(problem.cure for problem in refused.value.problems)
