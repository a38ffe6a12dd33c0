"""Telling how far long work is: a line per step while it runs, and all times at the end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import typer

from roer.core.values.dutch import number


@dataclass(slots=True)
class Steps:
    """The steps of one command, told on stderr so that stdout stays free for what was asked."""

    taken: list[tuple[str, float]] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Announce a step, and say how long it took when it is done."""
        typer.secho(f"→ {name}", err=True, bold=True)
        start = time.perf_counter()
        yield
        seconds = time.perf_counter() - start
        self.taken.append((name, seconds))
        typer.echo(f"  klaar in {_told(seconds)}", err=True)

    def skip(self, name: str) -> None:
        """Say that a step was done earlier."""
        typer.secho(f"· {name}: was al klaar", err=True, dim=True)

    def say(self, line: str) -> None:
        """A line of progress within a step."""
        typer.secho(f"  {line}", err=True, dim=True)

    def tell_times(self) -> None:
        """All steps with their times, the longest names lined up."""
        if not self.taken:
            return
        width = max(len(name) for name, _ in self.taken)
        typer.echo("", err=True)
        for name, seconds in self.taken:
            typer.echo(f"  {name:<{width}}  {_told(seconds):>8}", err=True)
        typer.echo(f"  {'samen':<{width}}  {_told(sum(seconds for _, seconds in self.taken)):>8}", err=True)


def _told(seconds: float) -> str:
    return f"{number(seconds, 1)} s"
