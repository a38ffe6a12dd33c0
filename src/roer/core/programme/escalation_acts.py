"""Acts on escalations: report, raise to the next level, settle, close (programme.md 3.7)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from roer.core.programme.elements import Code, Reason, Value
from roer.core.programme.escalations import Escalation, Level

Expects = Annotated[int, Field(ge=1)]
"""The entry that last changed the escalation, as its author saw it."""


class ReportEscalation(Value):
    """Report that something is stuck."""

    kind: Literal["report_escalation"] = "report_escalation"
    escalation: Escalation


class RaiseEscalation(Value):
    """Bring an escalation one level higher; `deadline` is the last day, by default that of the level's term."""

    kind: Literal["raise_escalation"] = "raise_escalation"
    escalation: Code
    to: Level
    motive: Reason
    deadline: date | None = None
    expects: Expects


class SettleEscalation(Value):
    """Say what was decided about an escalation; above the programme manager by a decision of the body it lay with."""

    kind: Literal["settle_escalation"] = "settle_escalation"
    escalation: Code
    outcome: Reason
    decision: Code | None = None
    expects: Expects


class CloseEscalation(Value):
    """Close a settled escalation: what was decided has been done."""

    kind: Literal["close_escalation"] = "close_escalation"
    escalation: Code
    text: Reason
    expects: Expects


EscalationAct = ReportEscalation | RaiseEscalation | SettleEscalation | CloseEscalation
