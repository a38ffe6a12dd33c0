"""The page on which somebody hands in a file: what is wrong is told at once, the rest becomes a proposal to look at."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any, ClassVar

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from roer.core.network.planning import Plan
from roer.core.values.errors import InputRefused, Problem
from roer.office.steering.editing.desk import Desk
from roer.office.steering.editing.page import FORBIDDEN
from roer.office.steering.network_reading import LARGEST, plan_of
from roer.office.steering.proposals import propose
from roer.office.steering.strangers import strangers_in

UNREADABLE = 400
SHOWN = 50
"""How many problems are listed; mending these mends the others, or shows them next time."""
MOST_STEPS = 1_000
"""Larger imports are for the command line, that shows how far it is."""


class TakeIn(View):
    """`/din/inlezen/`: hand in a workbook, CSV, JSON or exchange file; nothing is recorded before the proposal is."""

    http_method_names: ClassVar = ["get", "head", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form."""
        return _page(request, Desk.of(request))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Read the file; go to the proposal that it became, or say what stands in the way."""
        desk = Desk.of(request)
        if desk.person is None or not desk.verdict.ok:
            return _page(request, desk, status=FORBIDDEN)
        file = request.FILES.get("bestand")
        if file is None:
            return _page(request, desk, problems=[_no_file()], status=UNREADABLE)
        name = PurePath(file.name or "bestand").name
        try:
            plan = plan_of(_content(file), name, desk.working)
        except InputRefused as refusal:
            return _page(request, desk, problems=refusal.problems, name=name, status=UNREADABLE)
        if problems := plan.problems or strangers_in(plan, desk.working) or _too_many(plan, name):
            return _page(request, desk, problems=problems, name=name, status=UNREADABLE)
        if not plan.acts:
            return _page(request, desk, plan=plan, name=name)
        title = _("Inlezen van %(name)s") % {"name": name}
        proposal = propose(title, plan.acts, by=desk.person.id, reason=_reason(request))
        messages.info(
            request, " ".join((_("Er is nog niets vastgelegd. Hier ziet u wat er zou veranderen."), *plan.says))
        )
        return HttpResponseRedirect(reverse("steering:proposal", args=[proposal.pk]))


def _content(file: UploadedFile) -> bytes:
    """What was handed in, up to one byte more than is read."""
    return file.read(LARGEST + 1)


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reden", "").strip()[:8000]


def _no_file() -> Problem:
    return Problem("no_file", _("Er is geen bestand gekozen."), cure=_("Kies een bestand en probeer het opnieuw."))


def _too_many(plan: Plan, name: str) -> tuple[Problem, ...]:
    if len(plan.acts) <= MOST_STEPS:
        return ()
    what = _("Dit bestand vraagt meer dan duizend wijzigingen.")
    return (Problem("too_many_steps", what, name, _("Lever het in delen aan, of vraag de beheerder het in te lezen.")),)


def _page(
    request: HttpRequest,
    desk: Desk,
    *,
    problems: Any = (),
    plan: Plan | None = None,
    name: str = "",
    status: int = 200,
) -> HttpResponse:
    told = {
        "desk": desk,
        "problems": list(problems)[:SHOWN],
        "more": max(0, len(problems) - SHOWN),
        "plan": plan,
        "name": name,
        "reason": _reason(request),
    }
    return render(request, "steering/din_import.html", told, status=status)
