"""Only what the rules admit gets in, one entry at a time, and nothing that is in ever changes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import DatabaseError, connection, transaction

from roer.core.programme.refusals import Conflict, NotAllowed
from roer.office.ledger.door import record, record_as_named, record_together
from roer.office.ledger.history import entries, history, programme
from roer.office.ledger.models import AppendOnly, LedgerEntry
from roer.office.ledger.verify import verify

pytestmark = pytest.mark.django_db
ME = "mira-vonk"


def test_what_is_recorded_is_chained_and_known_at_once(small_ledger, goal):
    entry = record(goal("D2"), by=ME)
    assert (entry.seq, entry.previous) == (6, small_ledger[-1].hash)
    assert programme().head == entry.hash
    assert programme().network.is_open("D2")
    assert verify().ok


def test_what_a_rule_forbids_leaves_no_trace(small_ledger, goal):
    with pytest.raises(NotAllowed, match="D1"):
        record(goal("D1"), by=ME)
    assert LedgerEntry.objects.count() == 5


def test_nobody_records_in_the_name_of_another(small_ledger, goal):
    with pytest.raises(NotAllowed, match="eigen naam"):
        record(goal("D2"), by="somebody-else")
    assert LedgerEntry.objects.count() == 5


def test_several_drafts_are_recorded_together_each_after_those_before_it(small_ledger, goal, draft):
    change = {"type": "goal", "code": "D2", "title": "Anders"}
    drafts = [goal("D2"), draft({"kind": "change_element", "element": change, "expects": 6}), goal("D3")]
    recorded = record_together(drafts, by=ME)
    assert [(entry.seq, entry.draft) for entry in recorded] == list(enumerate(drafts, start=6))
    assert programme().network.elements["D2"].element.title == "Anders"
    assert verify().ok


def test_of_several_drafts_none_is_recorded_when_one_is_refused_and_the_refusal_says_which(small_ledger, goal, draft):
    known = history()
    with pytest.raises(NotAllowed) as refused:
        record_together([goal("D2"), goal("D3"), goal("D2"), goal("D4")], by=ME)
    assert (refused.value.step, refused.value.rule) == (2, "code_used")
    change = {"kind": "change_element", "element": {"type": "goal", "code": "D1", "title": "Anders"}, "expects": 1}
    with pytest.raises(Conflict) as overtaken:
        record_together([goal("D2"), draft(change)], by=ME)
    assert (overtaken.value.step, overtaken.value.seq) == (1, 5)
    assert LedgerEntry.objects.count() == 5
    assert history() is known


def test_of_several_drafts_all_are_in_the_name_of_who_records_them(small_ledger, goal, draft):
    other = {"kind": "add_goal", "goal": {"code": "D3", "title": "Van een ander"}}
    drafts = [goal("D2"), draft(other, by="somebody-else")]
    with pytest.raises(NotAllowed, match="eigen naam") as refused:
        record_together(drafts, by=ME)
    assert refused.value.step == 1
    with pytest.raises(NotAllowed) as refused:
        record_as_named(drafts)
    assert (refused.value.step, refused.value.rule) == (1, "permission")
    assert LedgerEntry.objects.count() == 5


def test_rows_cannot_be_changed_or_deleted_through_the_models(small_ledger):
    row = LedgerEntry.objects.get(seq=3)
    row.body = "{}"
    for attempt in (
        row.save,
        row.delete,
        LedgerEntry.objects.all().delete,
        lambda: LedgerEntry.objects.update(body="{}"),
        lambda: LedgerEntry.objects.bulk_update([row], ["body"]),
    ):
        with pytest.raises(AppendOnly):
            attempt()


@pytest.mark.parametrize("statement", ["UPDATE ledger_ledgerentry SET body = '{}'", "DELETE FROM ledger_ledgerentry"])
def test_the_database_itself_refuses_to_change_or_delete(small_ledger, statement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert verify().entries == 5


def test_the_history_notices_that_rows_were_rolled_back(small_ledger, goal):
    before = programme()
    try:
        with transaction.atomic():
            record(goal("D2"), by=ME)
            assert programme().seq == 6
            raise KeyError
    except KeyError:
        pass
    assert programme() == before
    again = record(goal("D3"), by=ME)
    assert programme().head == again.hash
    assert not programme().network.is_open("D2")


def test_asking_again_reads_only_what_is_new(small_ledger, goal, django_assert_num_queries):
    known = history()
    with django_assert_num_queries(1):
        assert history() is known
    record(goal("D2"), by=ME)
    with django_assert_num_queries(1):
        assert programme().seq == 6


def test_the_programme_of_an_earlier_moment_can_be_asked(small_ledger, goal):
    record(goal("D2"), by=ME)
    then = small_ledger[-1].recorded_at
    assert programme(at=then).seq == 5
    assert programme(at=then).network.is_open("D1")
    assert not programme(at=then).network.is_open("D2")


def _at_once(attempts):
    """Run these at the same moment, each on its own connection; the outcome or the refusal of each."""
    start = Barrier(len(attempts))

    def run(attempt):
        start.wait()
        try:
            return attempt()
        except (NotAllowed, Conflict) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(attempts)) as pool:
        return list(pool.map(run, attempts))


@pytest.mark.django_db(transaction=True)
def test_people_who_record_different_things_at_once_all_succeed(shared_ledger, goal):
    drafts = [goal(f"D{number}") for number in range(10, 18)]
    outcomes = _at_once([lambda draft=draft: record(draft, by=ME) for draft in drafts])
    assert sorted(entry.seq for entry in outcomes) == list(range(6, 14))
    assert verify().ok


@pytest.mark.django_db(transaction=True)
def test_of_two_who_change_the_same_thing_the_second_hears_who_and_when(shared_ledger, draft):
    version = programme().network.elements["D1"].seq

    def change(title):
        element = {"type": "goal", "code": "D1", "title": title}
        return lambda: record(draft({"kind": "change_element", "element": element, "expects": version}), by=ME)

    outcomes = _at_once([change(f"Titel {number}") for number in range(4)])
    refusals = [outcome for outcome in outcomes if isinstance(outcome, Conflict)]
    (winner,) = (outcome for outcome in outcomes if not isinstance(outcome, Exception))
    assert len(refusals) == 3
    assert {(refusal.by, refusal.seq, refusal.recorded_at) for refusal in refusals} == {(ME, 6, winner.recorded_at)}
    assert verify().entries == 6


@pytest.mark.django_db(transaction=True)
def test_what_is_recorded_together_stays_together_when_others_record_too(shared_ledger, goal):
    pairs = [[goal(f"D{number}1"), goal(f"D{number}2")] for number in range(1, 6)]
    outcomes = _at_once([lambda pair=pair: record_together(pair, by=ME) for pair in pairs])
    assert sorted(first.seq for first, _ in outcomes) == [6, 8, 10, 12, 14]
    assert all(second.seq == first.seq + 1 for first, second in outcomes)
    assert verify().ok


PEOPLE = tuple(f"collega-{letter}" for letter in "abcdefgh")
ROUNDS = 12


@pytest.fixture
def team_of_eight(shared_ledger, goal, draft):
    """Eight colleagues in the programme team, and a goal for each round in which they get in each other's way."""
    for person in PEOPLE:
        seat = {"body": "programmateam", "person": person, "role": "member", "start": "2020-07-01"}
        record(draft({"kind": "give_seat", "seat": seat}), by=ME)
    for number in range(ROUNDS):
        record(goal(f"G{number}"), by=ME)


@pytest.mark.django_db(transaction=True)
def test_eight_people_at_once_lose_nothing_and_hear_of_each_other(team_of_eight, draft):
    """Each adds thirteen goals of her own, and between them changes the same twelve goals as everybody else."""
    everybody = Barrier(len(PEOPLE), timeout=60)

    def adding(person, number):
        code = f"D{PEOPLE.index(person)}{number:02}"
        return draft({"kind": "add_goal", "goal": {"code": code, "title": code}}, by=person)

    def changing(person, number):
        seen = programme().network.elements[f"G{number}"].seq
        element = {"type": "goal", "code": f"G{number}", "title": f"Zoals {person} het ziet"}
        everybody.wait()
        return draft({"kind": "change_element", "element": element, "expects": seen}, by=person)

    def a_day(person):
        told, refused = [record(adding(person, 0), by=person)], []
        for number in range(ROUNDS):
            try:
                told.append(record(changing(person, number), by=person))
            except Conflict as conflict:
                refused.append((number, conflict))
            told.append(record(adding(person, number + 1), by=person))
        return told, refused

    days = _at_once([lambda person=person: a_day(person) for person in PEOPLE])
    acknowledged = {entry.seq: entry for told, _ in days for entry in told}
    assert len(acknowledged) == sum(len(told) for told, _ in days) == 8 * (ROUNDS + 1) + ROUNDS
    assert {entry.seq: entry for entry in entries(after=25)} == acknowledged
    refusals = [refusal for _, refused in days for refusal in refused]
    assert len(refusals) == 7 * ROUNDS
    for number, conflict in refusals:
        winner = acknowledged[conflict.seq]
        assert winner.draft.act.element.code == f"G{number}"
        assert (conflict.by, conflict.recorded_at) == (winner.draft.by, winner.recorded_at)
    assert verify().ok
