"""What the pages of every step of the privacy file share: the result, its file, and where to go afterwards."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from pydantic import ValidationError

from roer.core.programme.elements import Code
from roer.core.programme.privacy import PrivacyFile
from roer.office.steering.editing.page import FORBIDDEN, EditPage

UNKNOWN = "0" * 64
"""Stands for the hash of what is not there yet, so that the rules can say what must come first."""


class PrivacyPage(EditPage):
    """A page of one step in the privacy file of an open result."""

    template = "steering/privacy/form.html"
    proposable: ClassVar = False
    for_team_only = False
    checks: ClassVar = False
    """Whether what was filled in can be looked at before anything is recorded."""

    def prepare(self, code: Code, **_kwargs: Any) -> None:
        """The result with this code and its file. Raises Http404."""
        found = self.desk.programme.network.result(code)
        if found is None:
            raise Http404(_("Er is geen resultaat met code %(code)s.") % {"code": code})
        self.result = found
        self.file = self.desk.programme.privacy.get(code, PrivacyFile())
        contract = self.desk.programme.contracts.get(code)
        self.contract = contract.contract if contract else None

    @property
    def contract_hash(self) -> str:
        """The hash of the contract of now."""
        return self.contract.hash if self.contract else UNKNOWN

    @property
    def dpia_hash(self) -> str:
        """The hash of the DPIA that counts."""
        return self.file.dpia.hash if self.file.dpia else UNKNOWN

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Record what was filled in, or only say what it comes to."""
        if not self.checks or request.POST.get("doe") != "nakijken":
            return super().post(request, **kwargs)
        self.prepare(**kwargs)
        verdict = self.verdict()
        if not verdict.ok:
            return self.page(refusal=verdict.reason, status=FORBIDDEN)
        form = self.form(request.POST)
        if form.is_valid():
            try:
                self.look(form)
            except ValidationError as invalid:
                form.refuse_values(invalid)
        return self.page(form)

    def look(self, form: Any) -> None:
        """Find out what the filled-in form comes to. Raises ValidationError of pydantic."""

    def onward(self) -> str:
        """Back to the file."""
        return reverse("steering:privacy_file", args=[self.result.code])

    def more(self) -> dict[str, Any]:
        """The result, for the way back, and whether the form can be looked at first."""
        return {"result": self.result, "checks": self.checks}
