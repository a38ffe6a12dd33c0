"""A small programme, recorded through the door."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import connection, transaction

from roer.core.programme.acts import ACT
from roer.core.programme.entries import Draft, Entry
from roer.office.ledger.door import record

FOUNDER = "mira-vonk"
FIRST_ACTS = (
    {
        "kind": "found_programme",
        "charter": {
            "code": "DgS",
            "name": "Datagedreven Sturing",
            "start": "2020-07-01",
            "end": "2023-07-01",
            "yearly_budget_cents": 43_815_100,
        },
    },
    {"kind": "add_municipality", "municipality": {"code": "GM0534", "name": "Hillegom"}},
    {"kind": "establish_body", "body": {"code": "programmateam", "name": "Programmateam", "kind": "programme_team"}},
    {
        "kind": "give_seat",
        "seat": {"body": "programmateam", "person": FOUNDER, "role": "programme_manager", "start": "2020-07-01"},
    },
    {"kind": "add_goal", "goal": {"code": "D1", "title": "Jongeren groeien veilig op"}},
)

Drafting = Callable[..., Draft]


@pytest.fixture
def first_acts() -> tuple[dict, ...]:
    """The acts with which the small programme starts."""
    return FIRST_ACTS


@pytest.fixture
def draft() -> Drafting:
    """Make a draft of an act, given as its JSON."""

    def make(act: dict, *, by: str = FOUNDER) -> Draft:
        return Draft(act=ACT.validate_python(act), by=by, holds_from=date(2020, 7, 1), origin="fictief")

    return make


@pytest.fixture
def goal(draft: Drafting) -> Callable[[str], Draft]:
    """A draft that adds a goal with this code."""
    return lambda code: draft({"kind": "add_goal", "goal": {"code": code, "title": f"Doel {code}"}})


@pytest.fixture
def small_ledger(draft: Drafting, db: None) -> tuple[Entry, ...]:
    """The first entries of a programme."""
    return tuple(record(draft(act), by=FOUNDER) for act in FIRST_ACTS)


def empty_the_ledger() -> None:
    """Lift the guard, delete the rows, put the guard back: only who holds the database itself can."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in _unguard():
            cursor.execute(statement)
        cursor.execute("DELETE FROM ledger_ledgerentry")
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in _guard():
            cursor.execute(statement)


@pytest.fixture
def shared_ledger(draft: Drafting, transactional_db: None) -> Iterator[None]:
    """A small programme that several connections see."""
    for act in FIRST_ACTS:
        record(draft(act), by=FOUNDER)
    yield
    empty_the_ledger()


@pytest.fixture
def tamper(db: None) -> Callable[[str, tuple], None]:
    """Run a statement on the ledger's table behind its back."""

    def run(statement: str, values: tuple = ()) -> None:
        with connection.cursor() as cursor:
            for line in _unguard():
                cursor.execute(line)
            cursor.execute(statement, values)

    return run


def _unguard() -> tuple[str, ...]:
    if connection.vendor == "postgresql":
        return ("ALTER TABLE ledger_ledgerentry DISABLE TRIGGER ledger_append_only",)
    return ("DROP TRIGGER ledger_no_update", "DROP TRIGGER ledger_no_delete")


def _guard() -> tuple[str, ...]:
    if connection.vendor == "postgresql":
        return ("ALTER TABLE ledger_ledgerentry ENABLE TRIGGER ledger_append_only",)
    line = "CREATE TRIGGER ledger_no_{0} BEFORE {0} ON ledger_ledgerentry BEGIN SELECT RAISE(ABORT, 'append-only'); END"
    return (line.format("update"), line.format("delete"))
