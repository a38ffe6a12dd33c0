"""Telling how far long work is: a line per step while it runs, and all times at the end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table

from roer.core.values.dutch import number


def _on_stderr() -> Console:
    return Console(stderr=True, highlight=False, soft_wrap=True, markup=False, emoji=False)


@dataclass(slots=True)
class Steps:
    """The steps of one command, told on stderr so that stdout stays free for what was asked."""

    taken: list[tuple[str, float]] = field(default_factory=list)
    console: Console = field(default_factory=_on_stderr)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Announce a step, and say how long it took when it is done."""
        self.console.print(f"→ {name}", style="bold")
        start = time.perf_counter()
        yield
        seconds = time.perf_counter() - start
        self.taken.append((name, seconds))
        self.console.print(f"  klaar in {_told(seconds)}", style="green")

    def skip(self, name: str) -> None:
        """Say that a step was done earlier."""
        self.console.print(f"· {name}: was al klaar", style="dim")

    def say(self, line: str) -> None:
        """A line of progress within a step."""
        self.console.print(f"  {line}", style="dim")

    def tell_times(self) -> None:
        """All steps with their times, and the sum."""
        table = Table(box=None, show_header=False, pad_edge=False, show_footer=True)
        table.add_column(footer="samen", footer_style="bold")
        table.add_column(footer=_told(sum(seconds for _, seconds in self.taken)), footer_style="bold", justify="right")
        for name, seconds in self.taken:
            table.add_row(name, _told(seconds))
        if self.taken:
            self.console.print()
            self.console.print(table)


def _told(seconds: float) -> str:
    return f"{number(seconds, 1)} s"
