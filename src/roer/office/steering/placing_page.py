"""The page on which a decision of the steering group to place a result is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from roer.core.programme.elements import Code, MunicipalityCode
from roer.core.programme.gates import UnknownResult, missing_gates
from roer.core.programme.refusals import Conflict, NotAllowed
from roer.core.programme.state import Programme
from roer.core.values.dutch import day
from roer.office.ledger.door import record, today
from roer.office.ledger.history import programme as programme_now
from roer.office.people.register import names_of, person_of
from roer.office.steering.editing.element_forms import CODE
from roer.office.steering.editing.typed_fields import DayField
from roer.office.steering.placing import (
    Placement,
    advices_on,
    draft_of,
    may_be_placed_by,
    proposal,
    quarters,
)
from roer.office.steering.standing import Standing, standing_of

FORBIDDEN, CONFLICT, UNREADABLE = 403, 409, 400


class TownChoice(forms.CheckboxSelectMultiple):
    """A box for each municipality, some out of reach for now; who sends those anyway hears why from the rules."""

    blocked: frozenset[MunicipalityCode] = frozenset()

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The box, out of reach as long as a gate is closed there."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        if value in self.blocked:
            option["attrs"]["disabled"] = True
        return option


class PlacementForm(forms.Form):
    """What a person fills in; what may be chosen follows from the programme."""

    decision = forms.RegexField(
        CODE,
        label=gettext_lazy("Nummer van het besluit"),
        help_text=gettext_lazy("Hoofdletters, cijfers en streepjes, zoals B-2021-04."),
        min_length=2,
        max_length=24,
    )
    decided_on = DayField(label=gettext_lazy("Datum van het besluit"))
    advice = forms.ChoiceField(label=gettext_lazy("Op advies van het programmateam"), required=False)
    municipalities = forms.MultipleChoiceField(label=gettext_lazy("Voor welke gemeenten"), widget=TownChoice)
    start = forms.ChoiceField(label=gettext_lazy("Eerste kwartaal"))
    end = forms.ChoiceField(label=gettext_lazy("Laatste kwartaal"))
    motive = forms.CharField(
        label=gettext_lazy("Toelichting (mag leeg blijven)"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=8000,
    )
    subject_hash = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)

    def offer(self, programme: Programme, standing: Standing, on: date) -> None:
        """Fill the lists from which can be chosen."""
        waits = _waiting(programme, standing, on)
        names = {code: programme.municipalities[code].name for code in standing.result.municipalities}
        towns = self.fields["municipalities"]
        towns.widget.blocked = frozenset(waits)
        towns.choices = [(code, f"{name}: {waits[code]}" if code in waits else name) for code, name in names.items()]
        self.fields["advice"].choices = [("", _("geen advies"))] + [
            (item.advice.code, f"{item.advice.code} ({day(item.since)})")
            for item in advices_on(programme, standing.result.code)
        ]
        offered = [(quarter.code, quarter.label) for quarter in quarters(programme, on=on)]
        self.fields["start"].choices = self.fields["end"].choices = offered

    def placement(self) -> Placement:
        """What was filled in, once it is valid."""
        told: dict[str, Any] = self.cleaned_data
        return Placement(**{**told, "advice": told["advice"] or None, "municipalities": tuple(told["municipalities"])})


def _waiting(programme: Programme, standing: Standing, on: date) -> Mapping[MunicipalityCode, str]:
    """The municipalities for which it cannot be placed yet, each with why."""
    towns = [code for code in standing.result.municipalities if code not in standing.admitted]
    first = {code: missing_gates(programme, standing.result.code, code, on=on)[0] for code in towns}
    return {code: _("nog niet. %(reason)s") % {"reason": state.reason} for code, state in first.items()}


@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, code: Code) -> HttpResponse:
    """The form, and recording what was filled in. Refuses with the reason that stands beside the button."""
    programme, on = programme_now(), today()
    try:
        standing = standing_of(programme, code, on=on)
    except UnknownResult as unknown:
        raise Http404(str(unknown)) from unknown
    person = person_of(request)
    verdict = may_be_placed_by(programme, standing, person.id if person else None, on=on)
    if not verdict.ok or person is None:
        return _page(request, standing, None, refusal=verdict.reason, status=FORBIDDEN)
    suggested = proposal(programme, standing, on=on)
    initial = {name: getattr(suggested, name) for name in PlacementForm.base_fields}
    form = PlacementForm(request.POST or None, initial=initial, label_suffix="")
    form.offer(programme, standing, on)
    if request.method != "POST":
        return _page(request, standing, form)
    if not form.is_valid():
        return _page(request, standing, form, status=UNREADABLE)
    try:
        record(draft_of(programme, standing, form.placement(), by=person.id), by=person.id)
    except NotAllowed as refusal:
        return _page(request, standing, form, refusal=str(refusal), status=FORBIDDEN)
    except Conflict as conflict:
        name = names_of([conflict.by])[conflict.by]
        return _page(request, standing, form, refusal=conflict.for_reader(name), status=CONFLICT)
    messages.success(request, _("‘%(title)s’ staat op de roadmap.") % {"title": standing.result.title})
    return HttpResponseRedirect(reverse("steering:roadmap"))


def _page(
    request: HttpRequest, standing: Standing, form: PlacementForm | None, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    told = {"standing": standing, "result": standing.result, "form": form, "refusal": refusal}
    return render(request, "steering/place.html", told, status=status)
