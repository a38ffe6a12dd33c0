"""Several processes on one ledger: what one records the others see, and one that is killed takes nothing with it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from django.db import connection

from roer.office.ledger.door import record
from roer.office.ledger.history import entries, programme
from roer.office.ledger.verify import verify

pytestmark = pytest.mark.django_db(transaction=True)
ME = "mira-vonk"

SETUP = "import django; django.setup()\n"
READER = """
from roer.office.ledger.history import programme
while input():
    now = programme()
    print(now.seq, now.head, flush=True)
"""
WRITER = """
from datetime import date
from itertools import count
from roer.core.programme.acts import ACT
from roer.core.programme.entries import Draft
from roer.office.ledger.door import record
for number in count(100):
    act = ACT.validate_python({"kind": "add_goal", "goal": {"code": f"D{number}", "title": "Doel"}})
    print(record(Draft(act=act, by="mira-vonk", holds_from=date(2020, 7, 1)), by="mira-vonk").hash, flush=True)
"""


@pytest.fixture
def process(shared_ledger) -> Iterator[Callable[[str], subprocess.Popen]]:
    """Start another process on the database of this test."""
    started = []

    def start(script: str) -> subprocess.Popen:
        surroundings = os.environ | {"DATABASE_URL": _address(), "DJANGO_SETTINGS_MODULE": "roer.site.settings"}
        pipe = subprocess.PIPE
        child = subprocess.Popen([sys.executable, "-c", SETUP + script], env=surroundings, stdin=pipe, stdout=pipe)
        started.append(child)
        return child

    yield start
    for child in started:
        child.kill()
        child.communicate()


def _address() -> str:
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    return f"postgresql://{told['USER']}@{told['HOST']}:{told['PORT']}/{told['NAME']}"


def test_what_is_recorded_here_is_there_at_the_next_question_elsewhere(process, goal):
    reader = process(READER)

    def seen_there():
        reader.stdin.write(b"?\n")
        reader.stdin.flush()
        return reader.stdout.readline().decode().split()

    assert seen_there() == ["5", programme().head]
    for number in range(2, 6):
        entry = record(goal(f"D{number}"), by=ME)
        assert seen_there() == [str(entry.seq), entry.hash]


def test_what_a_killed_process_had_acknowledged_is_there_and_the_ledger_is_whole(process, goal):
    writer = process(WRITER)
    acknowledged = [writer.stdout.readline().decode().strip() for _ in range(10)]
    writer.kill()
    acknowledged += [line.decode().strip() for line in writer.stdout.readlines() if line.endswith(b"\n")]
    recorded = [entry.hash for entry in entries(after=5)]
    assert recorded[: len(acknowledged)] == acknowledged
    assert len(recorded) <= len(acknowledged) + 1
    assert verify().ok
    assert record(goal("D2"), by=ME).previous == recorded[-1]
