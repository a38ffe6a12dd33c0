"""The door for programs: `POST /api/v1/handelingen` records acts as the pages do, in the name of who is signed in.

It checks nothing itself and has no rights of its own: it reads the body, goes through the one door and says in JSON
what came of it. Errors are problem details (RFC 9457) with the rule that refused, its Dutch reason, and where it
applies the gate, whose turn it is, or who was first.
"""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.decorators import decorator_from_middleware
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from roer.core.programme.refusals import Conflict, NotAllowed
from roer.core.values.errors import InputRefused
from roer.office.ledger.door import TooBusy, record_together, today
from roer.office.ledger.wanted import wanted_in
from roer.office.people.models import Person
from roer.office.people.register import names_of, person_of

VERSION = "1.0.0"
"""The version of the interface, in every answer."""
JSON, PROBLEM = "application/json", "application/problem+json"
CREATED, UNREADABLE, UNKNOWN, FORBIDDEN, NOT_FOUND = 201, 400, 401, 403, 404
WRONG_METHOD, CONFLICT, TOO_BIG, WRONG_TYPE, BUSY = 405, 409, 413, 415, 503
_TITLES = {
    UNREADABLE: "Dit verzoek is niet te lezen",
    UNKNOWN: "Niet aangemeld",
    FORBIDDEN: "Dit mag niet",
    NOT_FOUND: "Niet gevonden",
    WRONG_METHOD: "Deze methode kan hier niet",
    CONFLICT: "Iemand anders was eerder",
    TOO_BIG: "Dit verzoek is te groot",
    WRONG_TYPE: "Dit verzoek is geen JSON",
    BUSY: "Te druk",
}


class HeaderCheck(CsrfViewMiddleware):
    """Django's check that a page of another site did not send this, with the refusal as problem details."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        detail = _("Stuur de waarde van het cookie csrftoken mee in de kop X-CSRFToken. Er is niets vastgelegd.")
        return _problem(FORBIDDEN, "csrf", detail)


@csrf_exempt
def acts(request: HttpRequest) -> HttpResponse:
    """Record one act or several together: all of them, or none."""
    if request.method != "POST":
        answer = _problem(WRONG_METHOD, "method", _("Gebruik POST om handelingen vast te leggen."))
        answer["Allow"] = "POST"
        return answer
    person = person_of(request)
    if person is None:
        answer = _problem(UNKNOWN, "sign_in", _("Meld u eerst aan. Er is niets vastgelegd."))
        answer["WWW-Authenticate"] = "Session"
        return answer
    return _recorded(request, person)


@csrf_exempt
def nothing(request: HttpRequest, _rest: str = "") -> HttpResponse:
    """Any other address of the interface."""
    return _problem(NOT_FOUND, "unknown_address", _("Op dit adres is niets."))


@decorator_from_middleware(HeaderCheck)
def _recorded(request: HttpRequest, person: Person) -> HttpResponse:
    if request.content_type != JSON:
        return _problem(WRONG_TYPE, "content_type", _("Stuur JSON, met Content-Type: application/json."))
    try:
        drafts = [wanted.draft(by=person.id, on=today()) for wanted in wanted_in(request.body)]
        entries = record_together(drafts, by=person.id)
    except RequestDataTooBig:
        return _problem(TOO_BIG, "too_big", _("Stuur minder handelingen tegelijk, of lees een grootboek in."))
    except InputRefused as refusal:
        wrong = [{"rule": one.rule, "field": one.where, "reason": one.what} for one in refusal.problems]
        return _problem(UNREADABLE, "invalid", _("Er is niets vastgelegd. Zie problems."), problems=wrong)
    except NotAllowed as refusal:
        return _problem(FORBIDDEN, refusal.rule, str(refusal), step=refusal.step, **_gate(refusal))
    except Conflict as conflict:
        return _overtaken(conflict)
    except TooBusy as busy:
        return _problem(BUSY, "too_busy", str(busy))
    told = [entry.model_dump(mode="json", include={"seq", "id", "recorded_at", "hash"}) for entry in entries]
    return _answer({"entries": told}, CREATED, JSON)


def _gate(refusal: NotAllowed) -> dict[str, Any]:
    """The gate that blocks and who can bring it further, where a gate is why."""
    gate, turn = refusal.gate, refusal.turn
    told: dict[str, Any] = {"gate": {"code": gate.code, "label": gate.label}} if gate else {}
    if turn:
        told["turn"] = {"who": turn.who, "name": names_of([turn.who])[turn.who], "label": turn.label}
    return told


def _overtaken(conflict: Conflict) -> HttpResponse:
    name = names_of([conflict.by])[conflict.by]
    moment = conflict.recorded_at.isoformat().replace("+00:00", "Z")
    first = {"by": conflict.by, "name": name, "recorded_at": moment, "seq": conflict.seq}
    return _problem(CONFLICT, conflict.rule, conflict.for_reader(name), step=conflict.step, first=first)


def _problem(status: int, rule: str, detail: str, **more: Any) -> HttpResponse:
    told = {"type": "about:blank", "title": _(_TITLES[status]), "status": status, "detail": detail, "rule": rule}
    return _answer({**told, **more}, status, PROBLEM)


def _answer(told: dict[str, Any], status: int, content_type: str) -> HttpResponse:
    text = json.dumps(told, ensure_ascii=False)
    headers = {"API-Version": VERSION, "Cache-Control": "no-store"}
    return HttpResponse(text, status=status, content_type=content_type, headers=headers)
