"""A release that is killed half-way, at any step: readers see the old one or the new one, whole."""

from __future__ import annotations

import json
import subprocess
import sys

from roer.data.workspace import Workspace

# As in the test of builds: one process forks a releaser per step, which kills itself (-9) at the n-th touch of the
# file system among the releases.
SCRIPT = """
import json, os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from roer.data.catalogue.reading import read_catalogue
from roer.data.releases.reader import ReleaseReader, ReleaseStore
from roer.data.releases.release import release
from roer.data.warehouse.build import build
from roer.data.workspace import Workspace

workspace = Workspace(Path(sys.argv[1]))
text = workspace.texts_dir / "uitleg.md"
TOUCHES = {"open", "os.mkdir", "os.rename", "os.chmod", "os.remove", "os.rmdir", "shutil.rmtree"}
def silent(_): pass
def now(): return datetime.now(UTC)

def release_until(last, first=False):
    count = 0
    def watch(event, args):
        nonlocal count
        if event in TOUCHES and str(workspace.releases) in str(args[0]) and "w" in str((*args, "w")[1] or "w"):
            count += 1
            if count == last:
                os.kill(os.getpid(), signal.SIGKILL)
    catalogue = read_catalogue(workspace.catalogue)
    if first:
        build(workspace, catalogue, progress=silent, clock=now)
    sys.addaudithook(watch)
    release("jeugd", workspace, catalogue, municipalities=("GM0534", "GM0553"), progress=silent, clock=now)
    return count

def forked(work):
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writer, str(work()).encode())
        os._exit(0)
    os.close(writer)
    killed = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    with os.fdopen(reader) as answer:
        return killed, answer.read()

assert forked(lambda: release_until(0, first=True))[0] is False
text.write_text("anders")
steps = int(forked(lambda: release_until(0))[1])
outcomes = []
for number in range(6):
    before = ReleaseStore(workspace.releases).current("jeugd")
    text.write_text(f"anders {number}")
    killed, _ = forked(lambda: release_until(1 + number * (steps - 1) // 5))
    after = ReleaseStore(workspace.releases).current("jeugd")
    whole = ReleaseReader(after.folder).id == after.id
    outcomes.append({"killed": killed, "whole": whole, "old": after.id == before.id})
text.write_text("weer heel")
killed, _ = forked(lambda: release_until(0))
left = [path.name for path in (workspace.releases / "jeugd").glob(".making-*")]
print(json.dumps({"steps": steps, "outcomes": outcomes, "recovered": not killed and not left}))
"""


def test_a_release_killed_at_any_step_leaves_a_whole_one_in_service(town: Workspace) -> None:
    run = subprocess.run([sys.executable, "-c", SCRIPT, str(town.root)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert told["steps"] > 8
    assert all(outcome["killed"] and outcome["whole"] for outcome in told["outcomes"])
    assert told["outcomes"][0]["old"], "killed at the first step: the old one is served"
    assert told["recovered"], "the next release sweeps up what was left"
