"""The page that answers: where did this element go, who decided, why, and what had it cost until then?"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roer.core.network.ancestry import ancestry_of
from roer.core.programme.elements import Code
from roer.core.programme.means import BookingKind
from roer.core.programme.spending import booked
from roer.office.ledger.door import today
from roer.office.ledger.history import programme as programme_now
from roer.office.steering.people_named import names_in
from roer.office.steering.readable import readable_lines


@require_safe
def lineage(request: HttpRequest, code: Code) -> HttpResponse:
    """`/din/<code>/afstamming/`: for goals, results and efforts, open or closed."""
    programme = programme_now()
    ancestry = ancestry_of(programme, code, on=today())
    if ancestry is None:
        raise Http404(_("Er is geen doel, resultaat of inspanning met deze code."))
    told = {
        "ancestry": ancestry,
        "element": ancestry.record.element,
        "elements": programme.network.elements,
        "versions": [programme.versions[number] for number in ancestry.versions],
        "programme_total": booked(programme.bookings.values(), BookingKind.REALISED),
        "names": names_in(programme),
        "approvals_readable": readable_lines(request, programme, ancestry.approvals),
    }
    return render(request, "steering/lineage.html", told)
