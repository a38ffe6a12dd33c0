"""The page of the frozen versions of the network: what there is, and freezing and discussing by the programme team."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from roer.core.programme.decisions import VersionStatus
from roer.core.programme.entries import Draft
from roer.core.programme.labels import label
from roer.core.programme.network_acts import DiscussVersion, FreezeNetwork
from roer.core.programme.records import NetworkVersion
from roer.core.programme.refusals import NotAllowed, Verdict
from roer.core.programme.rules import may
from roer.core.programme.state import Programme
from roer.office.ledger.door import record, today
from roer.office.ledger.history import programme as programme_now
from roer.office.people.models import Person
from roer.office.people.register import names_of, person_of
from roer.office.steering.editing.typed_fields import DayField

FORBIDDEN, UNREADABLE = 403, 400
_STATUSES = (VersionStatus.DRAFT, VersionStatus.DISCUSSED)


class FreezeForm(forms.Form):
    """What a person fills in to freeze the network as it is now."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    version_date = DayField(label=gettext_lazy("Versiedatum"))
    audience = forms.CharField(
        label=gettext_lazy("Voor wie"), help_text=gettext_lazy("Zoals: stuurgroep."), max_length=120
    )
    status = forms.ChoiceField(
        label=gettext_lazy("Status"), choices=[(status.value, label(status)) for status in _STATUSES]
    )

    def draft(self, by: str, on: date) -> Draft:
        """What was filled in, once it is valid."""
        told: Mapping[str, Any] = self.cleaned_data
        return Draft(act=FreezeNetwork(**told, author=by), by=by, holds_from=on)


@dataclass(frozen=True, slots=True)
class Row:
    """A version in the list, the one before it, and whether this person may say that it was discussed."""

    version: NetworkVersion
    before: NetworkVersion | None
    discussing: Verdict | None
    """None when it is no draft any more."""


@require_http_methods(["GET", "HEAD", "POST"])
def din_versions(request: HttpRequest) -> HttpResponse:
    """`/din/versies/`: every frozen version with its hash; POST freezes the network as it is now."""
    programme, person, on = programme_now(), person_of(request), today()
    freezing = _freezing(programme, person, on)
    form = FreezeForm(request.POST or None, initial=_suggested(programme, on), label_suffix="")
    if request.method != "POST":
        return _page(request, form)
    if person is None or not freezing.ok:
        return _page(request, form, refusal=freezing.reason, status=FORBIDDEN)
    if not form.is_valid():
        return _page(request, form, status=UNREADABLE)
    try:
        record(form.draft(person.id, on), by=person.id)
    except NotAllowed as refusal:
        return _page(request, form, refusal=str(refusal), status=FORBIDDEN)
    messages.success(request, _("Versie %(number)s is bevroren.") % {"number": form.cleaned_data["number"]})
    return redirect("steering:din_versions")


@require_http_methods(["POST"])
def din_discuss(request: HttpRequest, number: int) -> HttpResponse:
    """`/din/versies/<number>/besproken/`: say that a draft was discussed with its audience."""
    person, on = person_of(request), today()
    empty = FreezeForm(initial=_suggested(programme_now(), on), label_suffix="")
    if person is None:
        return _page(request, empty, refusal=_sign_in().reason, status=FORBIDDEN)
    try:
        record(Draft(act=DiscussVersion(number=number), by=person.id, holds_from=on), by=person.id)
    except NotAllowed as refusal:
        return _page(request, empty, refusal=str(refusal), status=FORBIDDEN)
    messages.success(request, _("Versie %(number)s is besproken.") % {"number": number})
    return redirect("steering:din_versions")


def _page(request: HttpRequest, form: FreezeForm, *, refusal: str = "", status: int = 200) -> HttpResponse:
    programme, person, on = programme_now(), person_of(request), today()
    versions = [version for _number, version in sorted(programme.versions.items())]
    rows = [
        Row(version, before, _discussing(programme, version, person, on))
        for before, version in zip([None, *versions], versions, strict=False)
    ]
    told = {
        "rows": rows[::-1],
        "names": names_of(version.author for version in versions),
        "next": len(versions) + 1,
        "unchanged": bool(versions) and versions[-1].hash == programme.network.content_hash(),
        "freezing": _freezing(programme, person, on),
        "form": form,
        "refusal": refusal,
    }
    return render(request, "steering/versions.html", told, status=status)


def _suggested(programme: Programme, on: date) -> dict[str, object]:
    number = max(programme.versions, default=0)
    return {
        "number": number + 1,
        "version_date": on,
        "audience": programme.versions[number].audience if number else _("stuurgroep"),
        "status": VersionStatus.DRAFT.value,
    }


def _freezing(programme: Programme, person: Person | None, on: date) -> Verdict:
    """Whether this person may freeze the network as the form suggests it."""
    if person is None:
        return _sign_in()
    act = FreezeNetwork(**_suggested(programme, on), author=person.id)
    return may(programme, Draft(act=act, by=person.id, holds_from=on), today=on)


def _discussing(programme: Programme, version: NetworkVersion, person: Person | None, on: date) -> Verdict | None:
    if version.status is not VersionStatus.DRAFT:
        return None
    if person is None:
        return _sign_in()
    draft = Draft(act=DiscussVersion(number=version.number), by=person.id, holds_from=on)
    return may(programme, draft, today=on)


def _sign_in() -> Verdict:
    reason = _("Meld u aan. Alleen het programmateam bevriest en bespreekt versies.")
    return Verdict(ok=False, reason=reason, rule="sign_in")
