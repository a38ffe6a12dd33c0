"""The manual tells what is there: its links, commands, options, settings and places exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from roer.site.commands import app

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs" / "manual").glob("*.md"))
WORDS = r"roer((?: [a-z]+)+)"
TEXT = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


def named_commands(text: str) -> Iterator[str]:
    """What stands in code: inline, or as a line of a block."""
    yield from re.findall(r"`(roer [^`]*)`", text)
    yield from re.findall(r"^(?:\$ )?(roer (?!en ).*)$", text, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page):
    for link in re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
        place, _, heading = link.partition("#")
        target = (page.parent / place).resolve() if place else page
        assert target.exists(), link
        if heading:
            headings = [line.lstrip("# ").lower().replace(" ", "-") for line in target.read_text().splitlines()]
            assert heading in headings, link


def test_every_command_and_option_exists():
    root = typer.main.get_command(app)
    told = [*named_commands(TEXT)]
    assert len(told) > 30
    for line in told:
        command, words = root, line.split()[1:]
        while words and hasattr(command, "commands") and words[0] in command.commands:
            command = command.commands[words.pop(0)]
        assert not hasattr(command, "commands") or not words or words[0].startswith("-"), line
        known = {option for parameter in command.params for option in parameter.opts}
        used = {word.split("=")[0] for word in re.findall(r"(?<=\s)--[a-z-]+", line.partition("#")[0])}
        assert used <= {*known, "--help", "--json"}, f"{line}: {used - known}"


def test_every_setting_is_told_and_every_setting_told_exists():
    surroundings = (ROOT / "src/roer/site/environment.py").read_text(encoding="utf-8")
    there = set(re.findall(r'"((?:ROER_|DATABASE_)\w+)"', surroundings))
    table = set(re.findall(r"^\| `((?:ROER_|DATABASE_)\w+)`", TEXT, re.MULTILINE))
    assert table == there


def test_every_file_of_the_code_that_privacy_names_exists():
    page = (ROOT / "docs/manual/privacy.md").read_text(encoding="utf-8")
    table = page.partition("## The files that touch")[2].partition("## Three walls")[0]
    for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE):
        names = re.findall(r"`([\w/]+\.py)`", row)
        folder = Path(names[0]).parent
        for name in names:
            path = Path(name) if "/" in name else folder / name
            assert (ROOT / "src/roer" / path).is_file(), name
