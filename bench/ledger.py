"""How the ledger bears its size: verify, full replay, as-of any moment, record, and how soon another process sees it.

It makes a ledger of SIZE entries (a million by default) in a temporary SQLite database: six years of a programme of
some three hundred elements, chained directly. Usage: make bench NAME=ledger, with SIZE=100000 for a shorter one. The
last line is JSON, with the number of processors and the load of the machine before and after.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from pathlib import Path
from statistics import median
from uuid import UUID

import django

from roer.core.programme import acts, network_acts
from roer.core.programme.acts import ACT, Act
from roer.core.programme.elements import Effort, Element, Goal, Link, Result, SmartText
from roer.core.programme.entries import Draft, Entry, line_of
from roer.core.programme.lines import GENESIS
from roer.core.programme.means import Allocation, Booking, BookingKind
from roer.core.values.dutch import number

SIZE = int(os.environ.get("SIZE", "1000000"))
SMALL = 1_000
BEGIN, YEARS = datetime(2020, 7, 1, 8, tzinfo=UTC), 6
ME = "noor-dekker"
TOWNS = {"GM0534": "Hillegom", "GM0553": "Lisse", "GM1525": "Teylingen"}
FIELDS = ("jeugd", "wmo", "wonen", "werk", "veiligheid", "ruimte", "sport", "financien")
WORDS = ("meer", "inzicht", "in", "wat", "inwoners", "nodig", "hebben", "van", "de", "drie", "gemeenten", "samen")


class Chronicle:
    """A programme to which something happens all the time: acts that fit what came before, from a fixed seed."""

    def __init__(self, freeze_every: int) -> None:
        self.chance = random.Random(20210119)
        self.freeze_every = freeze_every
        self.elements: dict[str, Element] = {}
        self.seen: dict[object, int] = {}
        """Code of an element, ends of a link, or code with 'smart' → the entry that last changed it."""
        self.links: list[tuple[str, str]] = []
        self.numbers = {kind: count(1) for kind in ("booking", "decision", "version")}
        self.seq = 0

    def acts(self) -> Iterator[Act]:
        """Acts without end."""
        happenings: dict[Callable[[], Iterator[Act]], int] = {
            self.changed: 36, self.reweighed: 24, self.relinked: 5, self.written: 8, self.booked: 10,
            self.allocated: 5, self.decided: 2,
        }  # fmt: skip
        for act in self.founding():
            self.seq += 1
            yield act
        while True:
            (happening,) = self.chance.choices(tuple(happenings), tuple(happenings.values()))
            for act in happening():
                self.seq += 1
                yield act
                if self.seq % self.freeze_every == 0:
                    self.seq += 1
                    yield self.frozen()

    def founding(self) -> Iterator[Act]:
        """What a programme starts with: charter, towns, bodies, people, 12 goals, 200 results, 90 efforts, links."""
        charter = {"code": "DgS", "name": "Datagedreven Sturing", "start": "2020-07-01", "end": "2026-07-01"}
        yield _act("found_programme", charter={**charter, "yearly_budget_cents": 43_815_100})
        for code, name in TOWNS.items():
            yield _act("add_municipality", municipality={"code": code, "name": name})
        for code, kind in (("programmateam", "programme_team"), ("stuurgroep", "steering_group")):
            yield _act("establish_body", body={"code": code, "name": code.capitalize(), "kind": kind})
            seat = {"body": code, "person": ME, "role": "programme_manager", "start": "2020-07-01"}
            yield _act("give_seat", seat=seat)
        for code in FIELDS:
            yield _act("add_policy_field", policy_field={"code": code, "name": code.capitalize()})
        for letter, size in (("D", 12), ("R", 200), ("I", 90)):
            for index in range(size):
                yield self.added(f"{letter}{index:03}")
        for index in range(200):
            yield self.linked(f"R{index:03}", f"D{self.chance.randrange(12):03}")
            for effort in self.chance.sample(range(90), 2):
                yield self.linked(f"I{effort:03}", f"R{index:03}")

    def added(self, code: str) -> Act:
        """A new element."""
        element = self.elements[code] = self.element(code)
        self.seen[code] = self.seq + 1
        if isinstance(element, Goal):
            return network_acts.AddGoal(goal=element)
        if isinstance(element, Result):
            return network_acts.AddResult(result=element)
        return network_acts.AddEffort(effort=element)

    def element(self, code: str) -> Element:
        """What is said of an element this time."""
        told = {"code": code, "title": self.words(6), "description": self.words(30), "owner": ME}
        fields = tuple(self.chance.sample(FIELDS, 2))
        if code[0] == "D":
            return Goal(**told, policy_fields=fields)
        if code[0] == "R":
            return Result(**told, policy_fields=fields, client=ME, municipalities=tuple(TOWNS))
        return Effort(**told, policy_fields=fields)

    def linked(self, source: str, target: str) -> Act:
        """A new link."""
        self.links.append((source, target))
        self.seen[source, target] = self.seq + 1
        return network_acts.LinkElements(link=self.link(source, target))

    def link(self, source: str, target: str) -> Link:
        """What is said of a link this time."""
        return Link(source=source, target=target, contribution=self.chance.choice((1, 2, 3)), rationale=self.words(10))

    def changed(self) -> Iterator[Act]:
        """Somebody says something else of an element."""
        code = self.chance.choice(tuple(self.elements))
        expects, self.seen[code] = self.seen[code], self.seq + 1
        yield network_acts.ChangeElement(element=self.element(code), expects=expects)

    def reweighed(self) -> Iterator[Act]:
        """Somebody weighs a link again."""
        ends = self.chance.choice(self.links)
        expects, self.seen[ends] = self.seen[ends], self.seq + 1
        yield network_acts.ChangeLink(link=self.link(*ends), expects=expects)

    def relinked(self) -> Iterator[Act]:
        """A link goes and comes back."""
        source, target = self.links.pop(self.chance.randrange(len(self.links)))
        yield network_acts.UnlinkElements(source=source, target=target, expects=self.seen[source, target])
        yield self.linked(source, target)

    def written(self) -> Iterator[Act]:
        """A result gets its next SMART text."""
        code = f"R{self.chance.randrange(200):03}"
        expects, self.seen[code, "smart"] = self.seen.get((code, "smart")), self.seq + 1
        text = SmartText(
            element=code, sentence=self.words(25), target=float(self.chance.randrange(100)), unit="procent"
        )
        yield acts.WriteSmartText(text=text, expects=expects)

    def booked(self) -> Iterator[Act]:
        """An amount is booked on an effort."""
        kind, cents = self.chance.choice(tuple(BookingKind)), self.chance.randrange(1_000_000)
        code, element = f"B-{next(self.numbers['booking'])}", f"I{self.chance.randrange(90):03}"
        booking = Booking(code=code, element=element, kind=kind, cents=cents, booked_on=BEGIN.date())
        yield acts.BookAmount(booking=booking)

    def allocated(self) -> Iterator[Act]:
        """An effort gets people for a quarter."""
        effort = f"I{self.chance.randrange(90):03}"
        quarter = f"{2020 + self.chance.randrange(YEARS)}KW0{self.chance.randrange(1, 5)}"
        allocation = Allocation(effort=effort, quarter=quarter, needed=150, assigned=self.chance.randrange(150))
        key = (effort, quarter)
        expects, self.seen[key] = self.seen.get(key), self.seq + 1
        yield acts.AllocateCapacity(allocation=allocation, expects=expects)

    def decided(self) -> Iterator[Act]:
        """The team advises, the steering group decides, the minutes confirm."""
        index, subject = next(self.numbers["decision"]), f"R{self.chance.randrange(200):03}"
        yield _act("give_advice", advice={"code": f"A-{index}", "subjects": [subject], "text": self.words(30)})
        decision = {
            "code": f"C-{index}", "body": "stuurgroep", "decided_on": "2020-07-01", "title": self.words(5),
            "advice": f"A-{index}", "outcome": "adopted", "effects": [{"type": "general", "text": self.words(20)}],
        }  # fmt: skip
        yield _act("take_decision", decision=decision)
        yield _act("confirm_decision", decision=f"C-{index}")

    def frozen(self) -> Act:
        """The network is frozen."""
        number_, today = next(self.numbers["version"]), BEGIN.date()
        return network_acts.FreezeNetwork(number=number_, version_date=today, author=ME, audience="Stuurgroep")

    def words(self, size: int) -> str:
        """Some words."""
        return " ".join(self.chance.choices(WORDS, k=size)).capitalize()


def _act(kind: str, **fields: object) -> Act:
    return ACT.validate_python({"kind": kind, **fields})


def chained(size: int) -> Iterator[Entry]:
    """A ledger of this many entries, spread over the years, with a freeze each month."""
    step, previous = timedelta(days=365 * YEARS) / size, GENESIS
    chronicle = Chronicle(freeze_every=max(100, size // (12 * YEARS)))
    for seq, act in enumerate(islice(chronicle.acts(), size), start=1):
        moment = BEGIN + step * seq
        draft = Draft(act=act, by=ME, on_behalf_of=None, holds_from=moment.date(), reason="Zo afgesproken.")
        entry = Entry.chain(draft, seq=seq, id=UUID(int=seq), recorded_at=moment, previous=previous)
        previous = entry.hash
        yield entry


def make(size: int) -> None:
    """Make the database that DATABASE_URL names, and fill it."""
    from django.core.management import call_command
    from django.db import transaction

    from roer.office.ledger.door import row_of
    from roer.office.ledger.models import LedgerEntry

    call_command("migrate", verbosity=0)
    rows = (row_of(entry, line_of(entry)) for entry in chained(size))
    done = 0
    while batch := list(islice(rows, 5_000)):
        with transaction.atomic():
            LedgerEntry.objects.bulk_create(batch, batch_size=500)
        done += len(batch)
        print(f"\r{number(done)} van {number(size)} regels gemaakt", end="", file=sys.stderr)
    print(file=sys.stderr)


def measure_verify(_: int) -> dict[str, float]:
    """How fast the ledger is verified."""
    from roer.office.ledger.verify import verify

    start, cpu = time.perf_counter(), time.process_time()
    report = verify()
    seconds, busy = time.perf_counter() - start, time.process_time() - cpu
    assert report.ok, report.problems
    return {
        "entries": report.entries, "verify_per_s": report.entries / seconds,
        "verify_per_cpu_s": report.entries / busy, "verify_peak_mb": _peak(),
    }  # fmt: skip


def measure_replay(size: int) -> dict[str, float]:
    """How long a process needs that starts, what it then keeps, and how fast it answers and records."""
    from roer.office.ledger.history import programme

    start, cpu = time.perf_counter(), time.process_time()
    assert programme().seq == size
    told = {"replay_s": time.perf_counter() - start, "replay_cpu_s": time.process_time() - cpu}
    told["replay_peak_mb"] = _peak()
    chance, days = random.Random(1), 365 * YEARS
    asked = [_timed(lambda: programme(at=BEGIN + timedelta(days=days * chance.random()))) for _ in range(21)]
    told |= {"as_of_first_ms": asked[0], "as_of_ms": median(asked[1:]), "as_of_worst_ms": max(asked[1:])}
    return told | measure_record(size) | {"peak_mb": _peak()}


def measure_record(_: int) -> dict[str, float]:
    """How long it takes to record a change, and until another process, asked at once, answers that it knows of it."""
    recorded, seen = [], []
    with subprocess.Popen([sys.executable, __file__, "reader"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        other.stdout.readline()
        for _ in range(50):
            recorded.append(_timed(_record_a_change))
            seen.append(_timed(lambda: _ask(other)))
        other.stdin.close()
    return {
        "record_ms": median(recorded), "record_worst_ms": max(recorded),
        "visible_ms": median(seen), "visible_worst_ms": max(seen),
    }  # fmt: skip


def _record_a_change() -> None:
    from roer.office.ledger.door import record, today
    from roer.office.ledger.history import programme

    known = programme().network.elements["D003"]
    element = known.element.model_copy(update={"title": f"Doel na regel {known.seq}"})
    act = network_acts.ChangeElement(element=element, expects=known.seq)
    record(Draft(act=act, by=ME, holds_from=today()), by=ME)


def _ask(other: subprocess.Popen) -> None:
    from roer.office.ledger.models import LedgerEntry

    other.stdin.write(b"?\n")
    other.stdin.flush()
    told = int(other.stdout.readline())
    assert told == LedgerEntry.objects.values_list("seq", flat=True).last()


def read_along() -> None:
    """Be the other process: answer each question with the number of the last entry that the programme knows."""
    from roer.office.ledger.history import programme

    print(programme().seq, flush=True)
    for _ in sys.stdin:
        print(programme().seq, flush=True)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


PARTS = {"make": make, "verify": measure_verify, "replay": measure_replay, "record": measure_record}


def in_a_process(part: str, size: int, database: str) -> dict[str, float]:
    """Run one part in a process of its own, so that its memory is its own."""
    print(f"{part}: {number(size)} regels", file=sys.stderr)
    surroundings = os.environ | {"DATABASE_URL": f"sqlite:///{database}"}
    done = subprocess.run([sys.executable, __file__, part, str(size)], env=surroundings, stdout=-1, check=True)
    return json.loads(done.stdout or "{}")


def main() -> None:
    """Make the ledgers and measure each part on them."""
    told: dict[str, float] = {"processors": os.cpu_count() or 0, "load_before": os.getloadavg()[0]}
    with tempfile.TemporaryDirectory() as folder:
        large, small = f"{folder}/large.sqlite3", f"{folder}/small.sqlite3"
        for size, database in ((SIZE, large), (SMALL, small)):
            in_a_process("make", size, database)
        told["record_small_ms"] = in_a_process("record", SMALL, small)["record_ms"]
        told |= in_a_process("verify", SIZE, large)
        told |= in_a_process("replay", SIZE, large)
        told["database_mb"] = Path(large).stat().st_size / 1e6
    told["load_after"] = os.getloadavg()[0]
    for what, figure in told.items():
        print(f"{what:20}{number(figure, 1):>14}")
    print(json.dumps({what: round(figure, 2) for what, figure in told.items()}))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roer.site.settings")
    if len(sys.argv) == 1:
        main()
    else:
        django.setup()
        part, *size = sys.argv[1:]
        if told := read_along() if part == "reader" else PARTS[part](int(*size)):
            print(json.dumps(told))
