"""The pages of decisions: the register with what somebody looks for, and everything about one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roer.core.programme import acts
from roer.core.programme.decision_register import Standing, find_decisions, standing_of_decision
from roer.core.programme.decisions import AdoptVersion, Decision, Effect, General, Outcome, Place, Prioritise
from roer.core.programme.elements import Body, BodyKind, Code, Element, content_hash
from roer.core.programme.governance import DecisionRecord
from roer.core.programme.idea_access import visible_ideas
from roer.core.programme.labels import EFFECTS, FIELDS
from roer.core.programme.meeting_access import may_know_meeting, visible_meetings
from roer.core.programme.meeting_acts import ConfirmMinutes
from roer.core.programme.meeting_rules import DECIDING
from roer.core.programme.paper_state import has_changed
from roer.core.programme.papers import Paper
from roer.core.programme.state import Programme
from roer.office.ledger.history import programme as programme_then
from roer.office.people.register import names_of
from roer.office.steering.editing.desk import Desk
from roer.office.steering.editing.panel import Action
from roer.office.steering.free_codes import free_code
from roer.office.steering.meetings.acting import MOTIVE, button
from roer.office.steering.meetings.register import address_of, as_csv, as_json, wanted_by
from roer.office.steering.people_named import names_in


@dataclass(frozen=True, slots=True)
class Shown:
    """A decision in a list, and how firm it is."""

    record: DecisionRecord
    standing: Standing


@dataclass(frozen=True, slots=True)
class Bound:
    """What an effect decided upon: the hash then, and what became of it since; `now` is what replaced its effect."""

    effect: Effect
    name: str
    hash: str
    changed: tuple[str, ...]
    gone: bool
    now: Code | None


@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """`/besluiten/`: the decisions that fit what the address asks, the latest first."""
    desk = Desk.of(request)
    programme = desk.working
    wanted = wanted_by(request.GET, programme)
    records = find_decisions(programme, wanted)
    told = {
        "shown": [Shown(record, standing_of_decision(record)) for record in records],
        "total": len(programme.decisions),
        "wanted": wanted,
        "query": address_of(wanted),
        "bodies": deciding_bodies(programme),
        "towns": sorted(programme.municipalities.items()),
        "effects": EFFECTS.items(),
        "outcomes": list(Outcome),
        "standings": list(Standing),
        "names": names_in(programme),
        "known_meetings": {item.meeting.code for item in visible_meetings(programme, desk.who, on=desk.on)},
        "actions": [button(desk, _("Leg een besluit vast"), sample(desk), "decide")],
    }
    return render(request, "steering/meetings/decisions.html", told)


@require_safe
def decisions_csv(request: HttpRequest) -> HttpResponse:
    """`/besluiten/register.csv`: what the register shows by the same question, as a table."""
    programme = programme_then()
    content = as_csv(programme, find_decisions(programme, wanted_by(request.GET, programme)))
    return _file(content, "text/csv; charset=utf-8", "besluiten.csv")


@require_safe
def decisions_json(request: HttpRequest) -> HttpResponse:
    """`/besluiten/register.json`: the same, in codes."""
    programme = programme_then()
    wanted = wanted_by(request.GET, programme)
    content = as_json(programme, find_decisions(programme, wanted), wanted)
    return _file(content.encode(), "application/json", "besluiten.json")


@require_safe
def decision(request: HttpRequest, code: Code) -> HttpResponse:
    """One decision: who decided what, on which versions, on which advice, what changed since and what it brought."""
    desk = Desk.of(request)
    programme = desk.working
    record = programme.decisions.get(code)
    if record is None:
        raise Http404(_("Dit besluit is er niet."))
    advice = record.decision.advice
    person = desk.who
    meeting = programme.meetings.records.get(record.decision.meeting or "")
    if meeting is not None and not may_know_meeting(programme, meeting.meeting.code, person, on=desk.on):
        meeting = None
    told = {
        "record": record,
        "decision": record.decision,
        "hash": content_hash(record.decision),
        "standing": standing_of_decision(record),
        "advice": programme.advices.get(advice) if advice else None,
        "advice_papers": papers_shown(programme, programme.advices[advice].advice.papers) if advice else [],
        "bound": [bound_by(programme, record, effect) for effect in record.decision.effects],
        "elements": programme.network.elements,
        "ideas": {idea.code: idea.idea.title for idea in visible_ideas(programme, person, on=desk.on)},
        "meeting": meeting,
        "item": meeting.agenda.item(record.decision.item or 0) if meeting and meeting.agenda else None,
        "lineage": [line for line in programme.network.lineage if line.decision == code],
        "names": {**names_in(programme), **names_of([record.by, *(item.by for item in record.lifted.values())])},
        "town_names": {town: item.name for town, item in programme.municipalities.items()},
        "actions": list(_actions(desk, record)),
    }
    return render(request, "steering/meetings/decision.html", told)


def papers_shown(programme: Programme, papers: tuple[Paper, ...]) -> list[tuple[Paper, bool]]:
    """Papers, each with whether what it is about changed since."""
    return [(paper, has_changed(programme, paper)) for paper in papers]


def bound_by(programme: Programme, record: DecisionRecord, effect: Effect) -> Bound:
    """What an effect was decided upon, and what changed since."""
    changed: tuple[str, ...] = ()
    gone, digest = False, ""
    now: Code | None = record.decision.code
    match effect:
        case Prioritise() | Place():
            digest, known = effect.subject_hash, programme.network.elements[effect.result]
            gone = not known.is_open
            then = programme_then(before=record.seq + 1).network.elements[effect.result].element
            changed = _changed(then, known.element) if known.hash != digest else ()
            holds = (programme.priorities if isinstance(effect, Prioritise) else programme.placements).get(
                effect.result
            )
            now = holds.decision if holds else None
        case AdoptVersion():
            digest, adopted = effect.subject_hash, programme.adopted_version
            now = adopted.decision if adopted else None
    return Bound(effect, EFFECTS[effect.type], digest, changed, gone, now)


def sample(desk: Desk) -> acts.TakeDecision:
    """A decision as somebody might record it: the rules are asked whether this person may."""
    bodies = desk.programme.bodies_of(BodyKind.STEERING_GROUP, on=desk.on)
    seats = desk.programme.seats_of(desk.person.id, on=desk.on) if desk.person else ()
    deciding = {body.code for _, body in deciding_bodies(desk.programme)}
    own = [record.seat.body for record in seats if record.seat.body in deciding]
    body = own[0] if own else bodies[0].code if bodies else "stuurgroep"
    decision_ = Decision(
        code=free_code("B", desk.on, desk.programme.decisions),
        body=body,
        decided_on=desk.on,
        title=MOTIVE,
        outcome=Outcome.ADOPTED,
        effects=(General(text=MOTIVE),),
    )
    return acts.TakeDecision(decision=decision_)


def _actions(desk: Desk, record: DecisionRecord) -> Iterator[Action]:
    """What can be done with a decision."""
    code, meeting = record.decision.code, record.decision.meeting
    if record.withdrawn is not None:
        return
    minutes = desk.working.meetings.records[meeting].minutes if meeting else None
    if record.confirmed is None and meeting is None:
        yield button(desk, _("Bevestig"), acts.ConfirmDecision(decision=code), "confirm_decision", code)
    elif record.confirmed is None and meeting is not None and minutes is not None:
        act = ConfirmMinutes(meeting=meeting, minutes_hash=minutes.hash)
        yield button(desk, _("Bevestig het verslag"), act, "confirm_minutes", meeting)
    for town in record.reserved:
        name = desk.working.municipalities[town].name
        lift = acts.LiftReservation(decision=code, municipality=town, text=MOTIVE)
        words = _("Hef het voorbehoud van %(town)s op") % {"town": name}
        yield button(desk, words, lift, "lift_reservation", code, town)
    yield button(desk, _("Trek in"), acts.WithdrawDecision(decision=code, motive=MOTIVE), "withdraw_decision", code)


def _changed(then: Element, now: Element) -> tuple[str, ...]:
    return tuple(word for name, word in FIELDS.items() if getattr(then, name, None) != getattr(now, name, None))


def deciding_bodies(programme: Programme) -> list[tuple[str, Body]]:
    """The bodies that decide anything, by code; retired ones too."""
    return [(code, record.body) for code, record in sorted(programme.bodies.items()) if record.body.kind in DECIDING]


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
