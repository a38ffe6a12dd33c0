"""The page of one body, with its seats over time and its decisions; and of one person, for public functions only."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roer.core.programme.elements import BodyCode, PersonId
from roer.core.programme.organisation_acts import ChangeBody
from roer.office.steering.editing.desk import Desk
from roer.office.steering.organisation.moments import Moment
from roer.office.steering.organisation.organisation_page import standing_verdict
from roer.office.steering.organisation.register_page import names, questions
from roer.office.steering.organisation.showing import PUBLIC, public_name, seats_over_time


@require_safe
def body(request: HttpRequest, code: BodyCode) -> HttpResponse:
    """`/besturing/<code>/?op=2021-01-19`: one body as it was on a day, and all that happened in it."""
    moment, desk = Moment.of(request), Desk.of(request)
    programme, register = moment.programme, moment.register
    entry = next((item for item in (*register.bodies, *register.retired) if item.body.code == code), None)
    if entry is None:
        raise Http404(_("Dit gremium is er op die dag niet."))
    record = entry.record
    held = [item for item in programme.seats if item.seat.body == code]
    replaced = [item for item in programme.organisation.substitutions if item.substitution.body == code]
    decided = [
        item
        for item in programme.decisions.values()
        if item.decision.body == code and item.decision.decided_on <= moment.on
    ]
    told = {
        "moment": moment,
        "entry": entry,
        "record": record,
        "earlier": [item for item in seats_over_time(programme, held) if not item.is_held_on(moment.on)],
        "replaced": sorted(replaced, key=lambda item: item.substitution.start, reverse=True),
        "decisions": sorted(decided, key=lambda item: (item.decision.decided_on, item.seq), reverse=True),
        "versions": list(reversed(record.versions)) if len(record.versions) > 1 else [],
        "may": standing_verdict(desk, ChangeBody(body=record.body, expects=record.seq)),
        "numbered": [pair for pair in enumerate(register.interfaces, 1) if pair[1] in entry.interfaces],
        **names(moment),
        **questions(entry.questions),
    }
    return render(request, "steering/organisation/body.html", told)


@require_safe
def person(request: HttpRequest, person_id: PersonId) -> HttpResponse:
    """`/besturing/persoon/<id>/`: the public functions of somebody in this programme, now and before."""
    moment = Moment.of(request)
    programme = moment.programme
    name = public_name(programme, person_id)
    if name is None:
        raise Http404(_("Van deze persoon is hier geen openbare functie bekend."))
    held = [item for item in programme.seats if item.seat.person == person_id and item.seat.role in PUBLIC]
    replaced = [
        item
        for item in programme.organisation.substitutions
        if person_id in (item.substitution.person, item.substitution.substitute)
    ]
    told = {"moment": moment, "name": name, "seats": seats_over_time(programme, held), "replaced": replaced}
    return render(request, "steering/organisation/person.html", {**told, **names(moment)})
