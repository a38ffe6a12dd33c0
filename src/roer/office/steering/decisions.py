"""The pages of decisions: all of them, and one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roer.core.programme.elements import Code
from roer.core.programme.idea_access import visible_ideas
from roer.core.programme.labels import EFFECTS
from roer.office.ledger.door import today
from roer.office.ledger.history import programme as programme_now
from roer.office.people.register import person_of
from roer.office.steering.people_named import names_in


@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """All decisions, the latest first."""
    programme = programme_now()
    records = sorted(
        programme.decisions.values(), key=lambda record: (record.decision.decided_on, record.seq), reverse=True
    )
    return render(request, "steering/decisions.html", {"records": records, "names": names_in(programme)})


@require_safe
def decision(request: HttpRequest, code: Code) -> HttpResponse:
    """One decision: who decided what, when, why, on which advice, and what it brought about."""
    programme = programme_now()
    record = programme.decisions.get(code)
    if record is None:
        raise Http404(_("Dit besluit is er niet."))
    advice = record.decision.advice
    person = who.id if (who := person_of(request)) else None
    told = {
        "record": record,
        "decision": record.decision,
        "advice": programme.advices.get(advice) if advice else None,
        "effects": [(effect, EFFECTS[effect.type]) for effect in record.decision.effects],
        "elements": programme.network.elements,
        "ideas": {idea.code: idea.idea.title for idea in visible_ideas(programme, person, on=today())},
        "lineage": [line for line in programme.network.lineage if line.decision == code],
        "names": names_in(programme),
        "town_names": {town: item.name for town, item in programme.municipalities.items()},
    }
    return render(request, "steering/decision.html", told)
