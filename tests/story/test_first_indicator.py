"""The analyst's manual, word for word: from an empty folder to a released figure."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from roer.core.values.status import Absence
from roer.data.releases.reader import ReleaseReader, ReleaseStore

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "manual" / "analyst.md"
BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
EXIT = re.compile(r"# exit (\d)$")


@dataclass(frozen=True)
class Step:
    """A command as it stands in the manual, and the lines that it is said to tell."""

    command: str
    told: tuple[str, ...]

    @property
    def code(self) -> int:
        """The exit code that the manual announces; 0 when it says nothing."""
        found = EXIT.search(self.command)
        return int(found[1]) if found else 0


def steps_of(block: str) -> list[Step]:
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    return [Step(lines[0], tuple(lines[1:])) for lines in (part.splitlines() for part in parts)]


@dataclass
class Analyst:
    """Somebody who does what the manual says, in a shell."""

    place: Path

    def write(self, name: str, text: str) -> None:
        path = self.place / name
        assert path.parent.is_dir(), f"roer init made no folder for {name}"
        path.write_text(text, encoding="utf-8")

    def do(self, step: Step) -> None:
        if step.command.startswith("cd "):
            self.place /= step.command.removeprefix("cd ")
            return
        surroundings = {name: value for name, value in os.environ.items() if not name.startswith("ROER_")}
        surroundings["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{surroundings['PATH']}"
        ran = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", step.command],
            cwd=self.place, env=surroundings, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        everything = " ".join(f"{ran.stderr} {ran.stdout}".split())
        assert ran.returncode == step.code, f"{step.command}: {everything}"
        for line in step.told:
            wanted = ".*".join(re.escape(part) for part in " ".join(line.split()).split("…"))
            assert re.search(wanted, everything), f"{step.command} does not tell {line!r} but {everything!r}"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace of somebody who followed the manual to its end."""
    analyst = Analyst(tmp_path_factory.mktemp("analyst"))
    for kind, title, text in BLOCK.findall(MANUAL.read_text(encoding="utf-8")):
        if title:
            analyst.write(title, text)
        elif kind == "console":
            for step in steps_of(text):
                analyst.do(step)
    return analyst.place


@pytest.fixture(scope="module")
def released(workspace: Path) -> ReleaseReader:
    reader = ReleaseStore(workspace / "var" / "releases").current("bibliotheek")
    assert reader is not None
    return reader


def test_the_manual_leads_to_a_release_for_both_municipalities(released):
    assert released.municipalities == ("GM0537", "GM0575")
    assert set(released.indicators) == {"leden_aandeel", "leden_aantal"}


def test_what_was_delivered_is_what_a_reader_sees_rounded(released):
    cell = released.cell("leden_aantal", "WK057501", "2020JJ00", "totaal")
    assert cell.value == 1065, "412 + 655, as a multiple of 5"
    share = released.cell("leden_aandeel", "WK057501", "2020JJ00")
    assert share.value == pytest.approx(100 * 1065 / 4205, abs=0.05)


def test_the_three_young_members_are_hidden_and_cannot_be_computed_back(released):
    def shown(area: str, age: str) -> float:
        value = released.cell("leden_aantal", area, "2021JJ00", age).value
        assert value is not None
        return value

    assert released.cell("leden_aantal", "WK053702", "2021JJ00", "0-17").absence is Absence.SECRET
    rounded = 2  # a multiple of 5 may have been two more or two less
    for total, part in (
        (shown("WK053702", "totaal"), shown("WK053702", "18+")),
        (shown("GM0537", "0-17"), shown("WK053701", "0-17")),
    ):
        least, most = total - part - 2 * rounded, total - part + 2 * rounded
        assert least <= 1 < 4 <= most, "all that the policy itself tells, 1 to 4, stays possible"


def test_every_rule_in_the_manual_is_one_that_a_message_names():
    code = "".join(path.read_text(encoding="utf-8") for path in (MANUAL.parents[2] / "src").rglob("*.py"))
    table = MANUAL.read_text(encoding="utf-8").partition("## When a delivery is refused")[2]
    rules = [rule for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for rule in re.findall(r"`(\w+)`", row)]
    assert len(rules) > 10
    assert not [rule for rule in rules if f'"{rule}"' not in code]


def test_every_file_in_the_manual_is_named_as_it_is_read():
    titles = [title for _, title, _ in BLOCK.findall(MANUAL.read_text(encoding="utf-8")) if title]
    assert {Path(title).parts[0] for title in titles} == {"deliveries", "catalogue"}
    assert {Path(title).parts[1] for title in titles if title.startswith("catalogue/")} == {
        "sources", "models", "indicators", "policies", "products", "texts",
    }  # fmt: skip
