"""What a check has to say: the rule, how much it weighs, what it asks. For SMART texts and for the network."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Gewicht of a rule, heaviest first: nothing can go on without it, it asks for work now, or it is an advice."""

    BLOCKING = "blocking"
    SERIOUS = "serious"
    ADVICE = "advice"

    @property
    def label(self) -> str:
        """The word on the screen."""
        return _WORDS[self]

    @property
    def rank(self) -> int:
        """The place when sorted, heaviest first."""
        return _RANKS[self]


_WORDS = {
    Severity.BLOCKING: "noodzakelijk",
    Severity.SERIOUS: "belangrijk",
    Severity.ADVICE: "advies",
}
_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Rule:
    """Regel: its stable name `subject.what_is_wrong`, its Dutch heading, and in English what it asks."""

    code: str
    severity: Severity
    title: str
    asks: str
