"""The one family of errors that people get to read.

Each says what is wrong, where, why, and what to do; never a person's data. The Dutch sentence is the message id.
"""

from __future__ import annotations

from dataclasses import dataclass


class RoerError(Exception):
    """What went wrong, in words for the reader. Every floor derives its own errors from this one."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an input: what (`what`), where (`where`: file, row, field), and what to do (`cure`).

    `rule` is the stable English name of the rule that was broken, for machines and for the manual.
    """

    rule: str
    what: str
    where: str = ""
    cure: str = ""

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        cure = f" {self.cure}" if self.cure else ""
        return f"{place}{self.what} [{self.rule}]{cure}"


class InputRefused(RoerError):
    """An input (file, definition, delivery, form) was refused as a whole; `problems` says why, at least one."""

    def __init__(self, problems: tuple[Problem, ...] | list[Problem]) -> None:
        if not problems:
            raise ValueError("a refusal names at least one problem")
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
