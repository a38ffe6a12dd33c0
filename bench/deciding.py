"""Whether two decisions ever pass each other: eight processes decide one gate at a barrier, a thousand rounds long.

In each round every process reads the programme, waits for the others, and records a priority for the same result after
what it saw. Exactly one may succeed; the seven others must hear who was first and in which entry. It runs on a
temporary SQLite database, and on PostgreSQL when that is installed. Usage: make bench NAME=deciding, with ROUNDS=100
for a shorter one. The last line is JSON, with the number of processors and the load before and after.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any

import django

from roer.core.programme.acts import ACT
from roer.core.programme.entries import Draft
from roer.core.values.dutch import number

ROUNDS = int(os.environ.get("ROUNDS", "1000"))
SESSIONS = 8
TEAM = [f"lid-{index}" for index in range(SESSIONS)]
WITH_POSTGRES = Path(__file__).resolve().parents[1] / "tools" / "with-postgres"
START = {"start": "2020-07-01"}
FIRST: tuple[dict[str, Any], ...] = (
    {"kind": "found_programme", "charter": {"code": "DgS", "name": "Programma", "start": "2020-07-01",
                                            "end": "2023-07-01", "yearly_budget_cents": 1}},
    {"kind": "add_municipality", "municipality": {"code": "GM0534", "name": "Hillegom"}},
    {"kind": "establish_body", "body": {"code": "programmateam", "name": "Team", "kind": "programme_team"}},
    {"kind": "establish_body", "body": {"code": "stuurgroep", "name": "Stuurgroep", "kind": "steering_group"}},
    {"kind": "give_seat", "seat": {"body": "stuurgroep", "person": "wethouder", "role": "alderman",
                                   "municipality": "GM0534", **START}},
    {"kind": "give_seat", "seat": {"body": "stuurgroep", "person": "directeur", "role": "director", **START}},
    {"kind": "give_seat", "seat": {"body": "programmateam", "person": "lid-0", "role": "member", **START}},
)  # fmt: skip


def make() -> None:
    """Make the database that DATABASE_URL names, with a steering group, a team of eight and a result."""
    from django.core.management import call_command

    from roer.office.ledger.door import record

    call_command("migrate", verbosity=0)
    then: list[dict[str, Any]] = [
        {"kind": "give_seat", "seat": {"body": "programmateam", "person": person, "role": "member", **START}}
        for person in TEAM[1:]
    ]
    then.append({"kind": "add_result", "result": {"code": "R01", "title": "Monitor", "municipalities": ["GM0534"]}})
    then.append({"kind": "give_advice", "advice": {"code": "A-1", "subjects": ["R01"], "text": "Doe het."}})
    for act in (*FIRST, *then):
        record(Draft(act=ACT.validate_python(act), by=TEAM[0], holds_from="2020-07-01"), by=TEAM[0])


def session(index: int, rounds: int, barrier: Any, told: Any) -> None:
    """Be one of the eight: decide in each round, and tell what became of it."""
    django.setup()
    from roer.core.programme.refusals import Conflict
    from roer.office.ledger.door import record, today
    from roer.office.ledger.history import programme

    became = []
    for round_ in range(rounds):
        now = programme()
        last = now.priorities.get("R01")
        effect = {"type": "prioritise", "result": "R01", "subject_hash": now.network.elements["R01"].hash,
                  "priority": "now", "seen": last.seq if last else 0}  # fmt: skip
        decision = {"code": f"B-{round_}-{index}", "body": "stuurgroep", "decided_on": today(), "title": "Prioriteit",
                    "advice": "A-1", "outcome": "adopted", "effects": [effect]}  # fmt: skip
        act = ACT.validate_python({"kind": "take_decision", "decision": decision})
        barrier.wait()
        start = time.perf_counter()
        try:
            entry = record(Draft(act=act, by=TEAM[index], holds_from=today()), by=TEAM[index])
            outcome = ("decided", entry.draft.by, entry.seq, entry.recorded_at.isoformat())
        except Conflict as conflict:
            outcome = ("refused", conflict.by, conflict.seq, conflict.recorded_at.isoformat())
        became.append((*outcome, 1000 * (time.perf_counter() - start)))
        barrier.wait()
    told.put(became)


def measure(rounds: int) -> dict[str, float]:
    """Let the eight decide, and count per round who decided and whether the others heard of exactly that."""
    make()
    from django.db import connections

    from roer.office.ledger.verify import verify

    connections.close_all()
    context = get_context("spawn")
    barrier, told = context.Barrier(SESSIONS), context.Queue()
    processes = [context.Process(target=session, args=(index, rounds, barrier, told)) for index in range(SESSIONS)]
    start = time.perf_counter()
    for process in processes:
        process.start()
    sessions = [told.get(timeout=3600) for _ in processes]
    seconds = time.perf_counter() - start
    for process in processes:
        process.join()
    report = verify()
    assert report.ok, report.problems
    return {"rounds": rounds, **_counted(sessions), "entries": report.entries, "seconds": seconds}


def _counted(sessions: list[list[tuple[Any, ...]]]) -> dict[str, float]:
    decided = refused = wrong = 0
    for outcomes in zip(*sessions, strict=True):
        first = [item for item in outcomes if item[0] == "decided"]
        heard = [item for item in outcomes if item[0] == "refused"]
        decided, refused = decided + len(first), refused + len(heard)
        wrong += len(first) != 1 or any(item[1:4] != first[0][1:4] for item in heard)
    took = [item[4] for outcomes in sessions for item in outcomes]
    return {
        "decided": decided, "refused_with_who_and_when": refused, "rounds_that_went_wrong": wrong,
        "answer_ms": median(took), "answer_worst_ms": max(took),
    }  # fmt: skip


def in_a_process(command: list[str], database: str | None) -> dict[str, float]:
    """Run the rounds in a process of their own, on this database or on the one that the command brings."""
    surroundings = os.environ | ({"DATABASE_URL": database} if database else {})
    done = subprocess.run([*command, sys.executable, __file__, str(ROUNDS)], env=surroundings, stdout=-1, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    """Decide on SQLite, and on PostgreSQL when it is there."""
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        told = {"sqlite": in_a_process([], f"sqlite:///{folder}/deciding.sqlite3")}
    if list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        told["postgresql"] = in_a_process([str(WITH_POSTGRES)], None)
    print(f"{'':28}" + "".join(f"{name:>14}" for name in told))
    for what in next(iter(told.values())):
        print(f"{what:28}" + "".join(f"{number(figures[what], 1):>14}" for figures in told.values()))
    load = {"processors": os.cpu_count() or 0, "load_before": before, "load_after": os.getloadavg()[0]}
    print(json.dumps({name: {what: round(is_, 2) for what, is_ in figures.items()} for name, figures in told.items()}
                     | {what: round(is_, 2) for what, is_ in load.items()}))  # fmt: skip
    assert not any(figures["rounds_that_went_wrong"] for figures in told.values()), "two decisions passed each other"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roer.site.settings")
    if len(sys.argv) == 1:
        main()
    else:
        django.setup()
        print(json.dumps(measure(int(sys.argv[1]))))
