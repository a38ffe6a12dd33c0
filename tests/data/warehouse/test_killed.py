"""A build that is killed half-way, at any step: what is served is whole, and it is the old one or the new one."""

from __future__ import annotations

import json
import subprocess
import sys

from roer.data.workspace import Workspace

# One process forks a builder per step and lets it kill itself (-9) at the n-th touch of the file system in the
# warehouse's folder; the process that forks never opens the engine itself, so that every fork starts clean.
SCRIPT = """
import hashlib, json, os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from roer.data.catalogue.reading import read_catalogue
from roer.data.warehouse.build import build, current_build
from roer.data.workspace import Workspace

workspace = Workspace(Path(sys.argv[1]))
model = workspace.models_dir / "kern.sql"
text = model.read_text()
TOUCHES = {"open", "os.mkdir", "os.rename", "os.chmod", "os.remove", "os.rmdir", "shutil.rmtree"}

def build_until(last):
    count = 0
    def watch(event, args):
        nonlocal count
        if event in TOUCHES and str(workspace.warehouse) in str(args[0]):
            count += 1
            if count == last:
                os.kill(os.getpid(), signal.SIGKILL)
    read = read_catalogue(workspace.catalogue)
    sys.addaudithook(watch)
    build(workspace, read, progress=lambda _: None, clock=lambda: datetime.now(UTC))
    return count

def forked(work):
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        told = work()
        os.write(writer, str(told).encode())
        os._exit(0)
    os.close(writer)
    killed = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    with os.fdopen(reader) as answer:
        return killed, answer.read()

def whole(build):
    return all(
        hashlib.sha256((build.folder / name).read_bytes()).hexdigest() == wanted
        for name, wanted in build.manifest["files"].items()
    )

assert forked(lambda: build_until(0))[0] is False
model.write_text(text.replace("description: ", "description: more "))
steps = int(forked(lambda: build_until(0))[1])
outcomes = []
for number in range(10):
    before = current_build(workspace.warehouse)
    model.write_text(text.replace("description: ", f"description: {number} "))
    killed, _ = forked(lambda: build_until(1 + number * (steps - 1) // 9))
    after = current_build(workspace.warehouse)
    outcomes.append({"killed": killed, "whole": whole(after), "old": after.id == before.id})
model.write_text(text)
killed, _ = forked(lambda: build_until(0))
left = [path.name for path in workspace.warehouse.glob(".making-*")]
print(json.dumps({"steps": steps, "outcomes": outcomes, "recovered": not killed and not left}))
"""


def test_a_build_killed_at_any_step_leaves_a_whole_one_in_service(town: Workspace) -> None:
    run = subprocess.run([sys.executable, "-c", SCRIPT, str(town.root)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert told["steps"] > 10
    assert all(outcome["killed"] for outcome in told["outcomes"])
    assert all(outcome["whole"] for outcome in told["outcomes"])
    assert told["outcomes"][0]["old"], "killed at the first step: the old one is served"
    assert told["recovered"], "the next build sweeps up what was left"
