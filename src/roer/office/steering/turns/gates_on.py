"""The gates of one result on any day, from what was recorded by then, and the evidence on which it was placed."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roer.core.programme.admission import evidence_of_placing
from roer.core.programme.elements import Code
from roer.core.programme.gates import UnknownResult
from roer.core.values.clock import end_of
from roer.office.ledger.door import today
from roer.office.ledger.history import programme as programme_at
from roer.office.steering.organisation.moments import day_asked
from roer.office.steering.people_named import names_in
from roer.office.steering.readable import readable_lines
from roer.office.steering.standing import SLUGS, standing_of


@require_safe
def gates_on(request: HttpRequest, code: Code) -> HttpResponse:
    """`/resultaten/<code>/poorten/?op=2021-03-01`: the four gates as they were shown at the end of that day."""
    asked = day_asked(request, "op")
    on = asked or today()
    programme = programme_at(at=end_of(asked)) if asked else programme_at()
    try:
        standing = standing_of(programme, code, on=on)
    except UnknownResult as unknown:
        raise Http404(_("Dit resultaat was er op die dag niet.")) from unknown
    evidence = [item for line in standing.lines for answer in line.answers for item in answer.state.evidence]
    told = {
        "standing": standing,
        "result": standing.result,
        "on": on,
        "today": today(),
        "slugs": SLUGS,
        "pieces": evidence_of_placing(programme, code, on=on),
        "readable": readable_lines(request, programme, evidence),
        "names": names_in(programme),
        "town_names": {town: item.name for town, item in programme.municipalities.items()},
    }
    return render(request, "steering/turns/gates_on.html", told)
