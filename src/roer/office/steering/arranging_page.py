"""The page on which the programme team draws the network in a fresh order, after seeing what that would change."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roer.core.network.arranging import Arrangement, arrangement
from roer.core.programme.entries import Draft
from roer.core.programme.network_acts import ArrangeNetwork
from roer.core.programme.refusals import NotAllowed, Verdict
from roer.core.programme.rules import may
from roer.office.ledger.door import record, today
from roer.office.ledger.history import programme as programme_now
from roer.office.people.register import person_of
from roer.office.steering.din_picture import Moment, moment_of
from roer.office.steering.din_sight import arranged_picture

FORBIDDEN, CONFLICT = 403, 409


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be recorded, on which network, and whether this person may."""

    moment: Moment
    arrangement: Arrangement
    draft: Draft | None
    verdict: Verdict


@require_http_methods(["GET", "HEAD", "POST"])
def din_arrange(request: HttpRequest) -> HttpResponse:
    """`/din/herschikken/`: the network now (`?stand=nu`) and in a fresh order; POST records the latter."""
    plan = _plan(request)
    if request.method != "POST":
        return _page(request, plan)
    if plan.draft is None or not plan.verdict.ok:
        return _page(request, plan, refusal=plan.verdict.reason, status=FORBIDDEN)
    if request.POST.get("seen") != plan.moment.programme.head:
        changed = _("Het netwerk is intussen gewijzigd. Bekijk de nieuwe volgorde opnieuw.")
        return _page(request, plan, refusal=changed, status=CONFLICT)
    try:
        record(plan.draft, by=plan.draft.by)
    except NotAllowed as refusal:
        return _page(request, plan, refusal=str(refusal), status=FORBIDDEN)
    messages.success(request, _("Het netwerk staat in de nieuwe volgorde."))
    return redirect("steering:din")


def _plan(request: HttpRequest) -> Plan:
    moment, person, on = moment_of(), person_of(request), today()
    found = arrangement(moment.network, moment.order)
    if not found.is_better:
        reason = _("Een nieuwe volgorde geeft niet minder kruisende lijnen. Laat het netwerk staan zoals het staat.")
        return Plan(moment, found, None, Verdict(ok=False, reason=reason, rule="no_better_order"))
    if person is None:
        reason = _("Meld u aan. Alleen het programmateam herschikt het netwerk.")
        return Plan(moment, found, None, Verdict(ok=False, reason=reason, rule="sign_in"))
    act = ArrangeNetwork(
        order=found.after, crossings_before=found.crossings_before, crossings_after=found.crossings_after
    )
    draft = Draft(act=act, by=person.id, holds_from=on)
    return Plan(moment, found, draft, may(programme_now(), draft, today=on))


def _page(request: HttpRequest, plan: Plan, *, refusal: str = "", status: int = 200) -> HttpResponse:
    as_it_is = request.GET.get("stand") == "nu"
    order = plan.arrangement.before if as_it_is else plan.arrangement.after
    swapped, pairs = plan.arrangement.swapped
    told = {
        "plan": plan,
        "as_it_is": as_it_is,
        "svg": arranged_picture(plan.moment, order).document(),
        "swapped": swapped,
        "pairs": pairs,
        "refusal": refusal,
    }
    return render(request, "steering/arrange.html", told, status=status)
