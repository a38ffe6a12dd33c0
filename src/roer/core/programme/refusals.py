"""Why something may not be done: in Dutch, with the rule that says so and what to do instead."""

from __future__ import annotations

from dataclasses import dataclass

from roer.core.programme.elements import PersonId
from roer.core.programme.entries import Recorded, Stamp
from roer.core.programme.gate_states import Gate, GateState, Turn
from roer.core.values.dutch import day
from roer.core.values.errors import RoerError


class NotAllowed(RoerError):
    """An act is refused. `rule` is its stable name; where a gate blocks, `gate` and `turn` say which and whose turn.

    `step` is which of several drafts was refused that were to be recorded together, counted from 0.
    """

    step = 0

    def __init__(self, rule: str, reason: str, *, blocked: GateState | None = None) -> None:
        self.rule = rule
        self.gate: Gate | None = blocked.gate if blocked else None
        self.turn: Turn | None = blocked.turn if blocked else None
        super().__init__(reason)


class Conflict(RoerError):
    """Somebody else changed the same thing first: `by` (a person's id), in entry `seq`, at `recorded_at` (UTC).

    `step` is as in `NotAllowed`.
    """

    rule = "conflict"
    step = 0

    def __init__(self, what: str, changed: Stamp) -> None:
        self.what = what
        self.by: PersonId = changed.by
        self.seq = changed.seq
        self.recorded_at = changed.recorded_at
        super().__init__(self.for_reader(changed.by))

    def for_reader(self, name: str) -> str:
        """The refusal with the name of the other person, which the core does not know."""
        return (
            f"{name} heeft {self.what} intussen gewijzigd ({day(self.recorded_at.date())}, regel {self.seq}). "
            "Bekijk eerst die wijziging en leg daarna opnieuw vast wat u wilt veranderen."
        )


def check_follows(last: Recorded | None, expects: int | None, what: str) -> None:
    """Raise Conflict when a next version does not follow the last one: somebody else wrote one in between."""
    if last is not None and last.seq != expects:
        raise Conflict(what, last.stamp)
    if last is None and expects is not None:
        raise NotAllowed("nothing_to_follow", f"Er is nog geen eerdere versie van {what}.")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Oordeel: whether something may be done and, when not, the same reason that the refusal gives."""

    ok: bool
    reason: str = ""
    rule: str = ""
