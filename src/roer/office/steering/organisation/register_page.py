"""The page of the governance: the chart of any day, the same in words, the open questions, and what changed since."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from roer.core.programme.acts import EstablishBody
from roer.core.programme.elements import Body, BodyKind
from roer.core.programme.register import AskedQuestion
from roer.office.ledger.door import today
from roer.office.steering.editing.desk import Desk
from roer.office.steering.organisation.moments import Moment, day_asked
from roer.office.steering.organisation.organisation_page import standing_verdict
from roer.office.steering.organisation.showing import PUBLIC, changes_since, levels_of
from roer.office.steering.people_named import names_in

SAMPLE = EstablishBody(body=Body(code="nog-een", name="Nog een", kind=BodyKind.LINE))
"""What somebody who may keep the register can record."""


@require_safe
def governance(request: HttpRequest) -> HttpResponse:
    """`/besturing/?op=2021-01-19&sinds=2020-09-10`: the governance of a day, and what changed since another."""
    moment, desk = Moment.of(request), Desk.of(request)
    programme, register = moment.programme, moment.register
    since = day_asked(request, "sinds") or _start(moment)
    told = {
        "moment": moment,
        "register": register,
        "svg": moment.picture(lambda code: f"{reverse('steering:body', args=[code])}{moment.query}").document(),
        "levels": levels_of(register),
        "numbered": list(enumerate(register.interfaces, 1)),
        "since": since,
        "changes": changes_since(programme, register, since),
        "may": standing_verdict(desk, SAMPLE),
        "today": today(),
        **names(moment),
        **questions(register.questions),
    }
    return render(request, "steering/organisation/register.html", told)


def names(moment: Moment) -> dict[str, Any]:
    """What pages of the governance need to name people, bodies and municipalities."""
    return {
        "names": names_in(moment.programme),
        "town_names": {code: town.name for code, town in moment.programme.municipalities.items()},
        "public_roles": PUBLIC,
    }


def questions(asked: tuple[AskedQuestion, ...]) -> dict[str, Any]:
    """Questions that wait, and those that were answered."""
    return {
        "waiting": [item for item in asked if item.is_open],
        "answered": [item for item in asked if not item.is_open],
    }


def _start(moment: Moment) -> date:
    """From when changes are told if nobody asked: the start of the programme."""
    charter = moment.programme.charter
    return min(charter.start, moment.on) if charter else moment.on
