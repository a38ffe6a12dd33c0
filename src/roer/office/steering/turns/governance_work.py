"""Work of governing: decisions to confirm, action points, escalations, questions, ideas, reviews.

What not everybody may know of is work only in the eyes of who may (`reader`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from roer.core.programme.elements import BodyKind
from roer.core.programme.escalations import Level
from roer.core.programme.gate_states import Turn
from roer.core.programme.idea_access import idea_turns, may_know_idea
from roer.core.programme.labels import label
from roer.core.programme.meeting_access import may_know_action, sees_escalations
from roer.core.programme.organisation import QuestionStatus
from roer.core.programme.privacy_standing import reviews
from roer.core.programme.register import asked_on
from roer.core.programme.state import Programme
from roer.core.values.dutch import day
from roer.office.steering.turns.items import Reader, WorkItem

LIES_WITH: Mapping[Level, BodyKind] = {
    Level.REPORTED: BodyKind.PROGRAMME_TEAM,
    Level.PROGRAMME_MANAGER: BodyKind.PROGRAMME_TEAM,
    Level.STEERING_GROUP: BodyKind.STEERING_GROUP,
    Level.EXECUTIVES: BodyKind.EXECUTIVE,
}
"""Which kind of body deals with an escalation at each level."""


def unconfirmed_work(programme: Programme, on: date, _reader: Reader) -> Iterator[WorkItem]:
    """Decisions that are provisional still."""
    for record in programme.decisions.values():
        if record.confirmed is None and record.withdrawn is None:
            body = programme.bodies[record.decision.body].body
            yield WorkItem(
                turn=Turn(body.code, body.name),
                what=_("Besluit bevestigen in het verslag"),
                about=f"{record.decision.code} {record.decision.title}",
                address=reverse("steering:decision", args=[record.decision.code]),
                why=_("Een besluit is voorlopig tot het verslag is bevestigd, door een ander dan wie het vastlegde."),
                since=record.decision.decided_on,
                urgency=1,
            )


def action_work(programme: Programme, on: date, reader: Reader) -> Iterator[WorkItem]:
    """Action points that are still to be done, for who does them."""
    for record in programme.meetings.open_actions():
        if may_know_action(programme, record, reader, on=on):
            action = record.action
            yield WorkItem(
                turn=Turn(action.owner, ""),
                what=_("Actiepunt"),
                about=f"{action.code} {action.text}",
                address=reverse("steering:settle_action", args=[action.code]),
                why=_("Afgesproken in overleg %(code)s.") % {"code": action.meeting},
                since=record.since,
                due=action.due,
                urgency=0 if record.is_late_on(on) else 1,
            )


def escalation_work(programme: Programme, on: date, reader: Reader) -> Iterator[WorkItem]:
    """Escalations, for the level at which they lie."""
    if not sees_escalations(programme, reader, on=on):
        return
    for record in programme.escalations.records.values():
        if not record.is_open:
            continue
        for body in programme.bodies_of(LIES_WITH[record.step.level], on=on):
            yield WorkItem(
                turn=Turn(body.code, body.name),
                what=_("Escalatie, trede ‘%(level)s’") % {"level": label(record.step.level)},
                about=record.escalation.title,
                address=reverse("steering:escalation", args=[record.escalation.code]),
                why=record.step.motive,
                since=record.step.since,
                due=record.step.deadline,
                urgency=0 if record.is_late_on(on) else 1,
            )


def question_work(programme: Programme, on: date, _reader: Reader) -> Iterator[WorkItem]:
    """Open questions about the governance."""
    for code, record in sorted(programme.organisation.questions.items()):
        asked = asked_on(programme, record, on)
        if asked is None or asked.status is QuestionStatus.SETTLED:
            continue
        body = programme.bodies.get(asked.turn)
        yield WorkItem(
            turn=Turn(asked.turn, body.body.name if body else ""),
            what=_("Open vraag over de besturing"),
            about=record.question.text,
            address=reverse("steering:settle_question", args=[code]),
            why=_("Nog niet beantwoord."),
            since=record.raised.since,
        )


def idea_work(programme: Programme, on: date, reader: Reader) -> Iterator[WorkItem]:
    """Ideas that wait for an answer or a next step."""
    for turn in idea_turns(programme, on=on):
        code = turn.record.code
        if not may_know_idea(programme, code, reader, on=on):
            continue
        for body in programme.bodies_of(turn.kind, on=on):
            yield WorkItem(
                turn=Turn(body.code, body.name),
                what=_("Idee: %(status)s") % {"status": label(turn.record.status)},
                about=turn.record.idea.title,
                address=reverse("steering:idea", args=[code]),
                why=_("Wie het idee indiende, wacht op het vervolg."),
                since=turn.since,
                due=turn.due,
                urgency=0 if turn.is_overdue else 2,
            )


def review_work(programme: Programme, on: date, _reader: Reader) -> Iterator[WorkItem]:
    """DPIAs whose review comes or is late, for the programme team."""
    for review in reviews(programme, on=on):
        for body in programme.bodies_of(BodyKind.PROGRAMME_TEAM, on=on):
            yield WorkItem(
                turn=Turn(body.code, body.name),
                what=_("DPIA herzien"),
                about=review.result.title,
                address=reverse("steering:privacy_file", args=[review.result.code]),
                why=_("Herziening uiterlijk %(when)s.") % {"when": day(review.by)},
                since=None,
                due=review.by,
                urgency=0 if review.late else 2,
            )
