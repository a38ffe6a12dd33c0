"""How long the server works on a page of the example, and how heavy the page is, beside the page that does nothing.

Measures in the process, without a network: the median of repeated requests after the first, in milliseconds of CPU and
of wall time. Then the page of the network alone, for a programme of usual size and a very large one, each in a process
and a database of its own: cold is right after somebody changed the network, so that nothing can have been kept of what
is shown; warm is when nothing changed. Usage: make bench NAME=pages. The last line is JSON.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import django

from roer.core.programme import acts
from roer.core.programme.acts import Act
from roer.core.programme.elements import Effort, Goal, Link, PolicyField, Result, SmartText
from roer.core.programme.entries import GENESIS, Draft, Entry, line_of
from roer.data.workspace import Workspace, WorkspaceSettings
from roer.site.commands.place import open_site

PAGES = (
    "/healthz", "/", "/din/", "/din/?kleur=bijdrage&element=R01", "/din/vergelijken/?van=1&tot=3", "/roadmap/",
    "/resultaten/R01/", "/monitors/jeugdmonitor/", "/monitors/jeugdmonitor/?gebied=GM0553", "/brieven/",
)  # fmt: skip
REPEATS = 30
BY = "noor-dekker"
SIZES = ((8, 40, 25), (100, 1100, 800))
CHANGES = 12
"""How often the network is changed to measure its page cold."""
WORDS = ("monitor", "dashboard", "inwoners", "ondermijnende criminaliteit", "wijkgericht", "samenwerking", "jeugd")


def measured(client: object, page: str) -> dict[str, float]:
    """First and median times of one page in milliseconds, and its weight in kB, plain and packed."""
    walls, cpus = [], []
    for _ in range(REPEATS + 1):
        wall, cpu = time.perf_counter(), time.process_time()
        answer = client.get(page)
        walls.append(1000 * (time.perf_counter() - wall))
        cpus.append(1000 * (time.process_time() - cpu))
    assert answer.status_code == 200, f"{page} answers {answer.status_code}"
    return {
        "first_ms": walls[0],
        "p50_ms": statistics.median(walls[1:]),
        "p50_cpu_ms": statistics.median(cpus[1:]),
        "kB": len(answer.content) / 1000,
        "packed_kB": len(gzip.compress(answer.content)) / 1000,
    }


class Chain:
    """Entries chained one after the other, one a minute, without asking the rules: quick to make, valid to read."""

    def __init__(self) -> None:
        self.seq, self.previous = 0, GENESIS
        self.moment = datetime(2020, 9, 1, 9, tzinfo=UTC)

    def entry(self, act: Act) -> Entry:
        """The next entry."""
        self.seq, self.moment = self.seq + 1, self.moment + timedelta(minutes=1)
        draft = Draft(act=act, by=BY, holds_from=self.moment.date())
        made = Entry.chain(draft, seq=self.seq, id=UUID(int=self.seq), recorded_at=self.moment, previous=self.previous)
        self.previous = made.hash
        return made


def network_acts(goals: int, results: int, efforts: int, seed: int = 1) -> Iterator[Act]:
    """The acts that make a network with about two links for each element, and frozen once on the way."""
    chance = random.Random(seed)
    fields = [f"terrein-{number}" for number in range(max(7, results // 40))]
    codes = [
        [f"{letter}{n:04}" for n in range(count)]
        for letter, count in zip("DRI", (goals, results, efforts), strict=True)
    ]
    for code in fields:
        yield acts.AddPolicyField(policy_field=PolicyField(code=code, name=code.capitalize()))
    for code in codes[0]:
        yield acts.AddGoal(goal=Goal(code=code, title=_title(chance)))
    for code in codes[1]:
        told = {"policy_fields": (chance.choice(fields),), "municipalities": ("GM0534", "GM0553", "GM1525")}
        yield acts.AddResult(result=Result(code=code, title=_title(chance), **told))
    for code in codes[2]:
        yield acts.AddEffort(effort=Effort(code=code, title=_title(chance)))
    ends = {(code, goal) for code in codes[1] for goal in chance.sample(codes[0], chance.choice((1, 1, 2)))}
    ends |= {(effort, code) for code in codes[1] for effort in chance.sample(codes[2], chance.choice((1, 2, 3)))}
    for source, target in sorted(ends):
        yield acts.LinkElements(link=Link(source=source, target=target, contribution=chance.choice((None, 1, 2, 3))))
    yield acts.FreezeNetwork(number=1, version_date=date(2020, 11, 18), author=BY, audience="De raad")
    for code in codes[1][::2]:
        yield acts.WriteSmartText(text=SmartText(element=code, sentence=_title(chance), indicator=_title(chance)))


def _title(chance: random.Random) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(2, 7))).capitalize()[:150].strip()


def network_page(goals: int, results: int, efforts: int) -> dict[str, float]:
    """The times of the page of a network of this size, in this process."""
    with tempfile.TemporaryDirectory() as folder:
        town = {"code": "GM0534", "name": "Hillegom"}
        settings = WorkspaceSettings.model_validate({"programme": "Proef", "municipalities": [town]})
        open_site(Workspace.create(Path(folder) / "proef", settings).root)
        from django.core.management import call_command
        from django.test import Client

        from roer.office.ledger.door import row_of
        from roer.office.ledger.models import LedgerEntry

        call_command("collectstatic", verbosity=0, interactive=False)
        chain = Chain()
        made = [chain.entry(act) for act in network_acts(goals, results, efforts)]
        LedgerEntry.objects.bulk_create([row_of(entry, line_of(entry)) for entry in made], batch_size=500)
        client = Client(headers={"host": "localhost"})
        times: dict[str, list[tuple[float, float]]] = {"first": [_timed(client)], "cold": [], "warm": []}
        for number in range(CHANGES):
            effort = Effort(code=f"I{number:04}", title=f"Een andere naam {number}")
            changed = chain.entry(acts.ChangeElement(element=effort, expects=1))
            row_of(changed, line_of(changed)).save()
            times["cold"].append(_timed(client))
            times["warm"] += [_timed(client) for _ in range(3)]
    return {key: round(value, 1) for kind, found in times.items() for key, value in _told(kind, found)}


def _told(kind: str, found: list[tuple[float, float]]) -> Iterator[tuple[str, float]]:
    """The median and the 95th percentile of the wall time, and the median of the CPU time."""
    walls, cpus = zip(*found, strict=True)
    yield f"{kind}_p50_ms", statistics.median(walls)
    yield f"{kind}_p95_ms", sorted(walls)[int(0.95 * (len(walls) - 1))]
    yield f"{kind}_p50_cpu_ms", statistics.median(cpus)


def _timed(client: object) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    answer = client.get("/din/")
    assert answer.status_code == 200
    return 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu)


def apart(size: tuple[int, int, int]) -> dict[str, float]:
    """The page of a network of this size, measured in a process of its own."""
    told = subprocess.run([sys.executable, __file__, *map(str, size)], check=True, capture_output=True, text=True)
    row = json.loads(told.stdout)
    print(f"/din/ with {size[0]} goals, {size[1]} results, {size[2]} efforts")
    for kind in ("cold", "warm"):
        median, slow, cpu = (row[f"{kind}_{name}_ms"] for name in ("p50", "p95", "p50_cpu"))
        print(f"  {kind:6} p50 {median:8.1f} ms   p95 {slow:8.1f} ms   CPU p50 {cpu:8.1f} ms")
    return row


def main() -> None:
    """Build the example in a temporary folder, unless ROER_WORKSPACE names one, and measure its pages."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = os.environ.get("ROER_WORKSPACE") or f"{folder}/hlt"
        if not Path(workspace).exists():
            from typer.testing import CliRunner

            from roer.site.commands import app

            made = CliRunner().invoke(app, ["demo", "--dir", workspace, "--build-only"])
            assert made.exit_code == 0, made.output
        os.environ.update(ROER_WORKSPACE=workspace, ROER_DEMO="1", DJANGO_SETTINGS_MODULE="roer.site.settings")
        django.setup()
        from django.test import Client

        client = Client(headers={"host": "localhost"})
        rows = {page: measured(client, page) for page in PAGES}
    print(f"{'page':46}{'first ms':>10}{'p50 ms':>10}{'CPU ms':>10}{'kB':>8}{'packed':>8}")
    for page, row in rows.items():
        print(
            f"{page:46}" + "".join(f"{row[key]:{width}.1f}" for key, width in zip(row, (10, 10, 10, 8, 8), strict=True))
        )
    told = {page: {key: round(value, 2) for key, value in row.items()} for page, row in rows.items()}
    print(json.dumps({**told, **{f"/din/ {sum(size)}": apart(size) for size in SIZES}}))


if __name__ == "__main__":
    if len(sys.argv) == 4:
        print(json.dumps(network_page(*map(int, sys.argv[1:]))))
    else:
        main()
