"""The nouns of meetings: meeting, agenda, attendance, action point (programme.md 3.1)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from roer.core.programme.elements import BodyCode, Code, PersonId, Reason, Text, Title, Value
from roer.core.programme.papers import Papers


class ItemKind(StrEnum):
    """Why something stands on an agenda."""

    INFORMATION = "information"
    DISCUSSION = "discussion"
    ADVICE = "advice"
    DECISION = "decision"


class Meeting(Value):
    """Overleg: a body meets on a day."""

    code: Code
    body: BodyCode
    held_on: date
    place: Text = ""


class AgendaItem(Value):
    """Agendapunt; its number is its place on the agenda, counted from 1."""

    kind: ItemKind
    title: Title
    papers: Papers = ()
    text: Text = ""


class Attendee(Value):
    """Aanwezige: somebody who was there, for whom if in another's place. Who has no seat is a guest."""

    person: PersonId
    substitutes: PersonId | None = None


class ActionPoint(Value):
    """Actiepunt: what was agreed that somebody does before a day."""

    code: Code
    meeting: Code
    text: Reason
    owner: PersonId
    due: date
