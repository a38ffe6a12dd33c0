"""The nouns of ideas (raadsbrief §2): what is brought in, how far it is, and which step may follow which.

The words of whoever brings an idea are never changed. What becomes of them is in `idea_state`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from roer.core.programme.elements import Code, Reason, Title, Value


class Idea(Value):
    """Idee: what somebody brings in, in her own words, which stay as they are (programme.md 3.5)."""

    code: Code
    title: Title
    text: Reason


class Investigation(Value):
    """Onderzoek: what the programme team found on the four points that decide whether an idea can be made."""

    feasibility: Reason
    privacy: Reason
    data: Reason
    architecture: Reason


class IdeaStatus(StrEnum):
    """How far an idea is (programme.md 3.7)."""

    SUBMITTED = "submitted"
    INVESTIGATING = "investigating"
    PROMISING = "promising"
    ELABORATED = "elaborated"
    PUT_FORWARD = "put_forward"
    PRIORITISED = "prioritised"
    RESULT = "result"
    MERGED = "merged"
    NOT_FEASIBLE = "not_feasible"
    HELD = "held"
    REJECTED = "rejected"


class IdeaVerdict(StrEnum):
    """What the programme team answers; the same words as the status that follows from it."""

    PROMISING = "promising"
    HELD = "held"
    NOT_FEASIBLE = "not_feasible"
    REJECTED = "rejected"

    @property
    def status(self) -> IdeaStatus:
        """How far the idea is after this answer."""
        return IdeaStatus(self.value)


_S = IdeaStatus

TRANSITIONS: Mapping[IdeaStatus, frozenset[IdeaStatus]] = {
    _S.SUBMITTED: frozenset({_S.INVESTIGATING, _S.MERGED, _S.HELD, _S.REJECTED}),
    _S.INVESTIGATING: frozenset({_S.PROMISING, _S.NOT_FEASIBLE, _S.MERGED, _S.HELD, _S.REJECTED}),
    _S.PROMISING: frozenset({_S.ELABORATED, _S.NOT_FEASIBLE, _S.MERGED, _S.HELD, _S.REJECTED}),
    _S.ELABORATED: frozenset({_S.ELABORATED, _S.PUT_FORWARD, _S.NOT_FEASIBLE, _S.MERGED, _S.HELD}),
    _S.PUT_FORWARD: frozenset({_S.PRIORITISED, _S.HELD, _S.REJECTED}),
    _S.PRIORITISED: frozenset({_S.RESULT}),
    _S.HELD: frozenset({_S.INVESTIGATING, _S.MERGED, _S.REJECTED}),
    _S.RESULT: frozenset(),
    _S.MERGED: frozenset(),
    _S.NOT_FEASIBLE: frozenset(),
    _S.REJECTED: frozenset(),
}
"""Which step may follow which. From `put_forward` only a decision of the steering group leads on; when that decision
is withdrawn, the idea lies before the steering group again."""

ENDED = frozenset(status for status, steps in TRANSITIONS.items() if not steps)
"""An idea that is here goes no further; one that was merged or became a result goes on elsewhere."""

AMENDABLE = frozenset({_S.SUBMITTED, _S.INVESTIGATING, _S.PROMISING, _S.HELD})
"""As long as an idea is here, whoever brought it may add a version of her text: later others build on it."""

TAKES_IN = frozenset(_S) - {_S.MERGED, _S.NOT_FEASIBLE, _S.REJECTED}
"""Into an idea that is here another that says the same can be merged."""
