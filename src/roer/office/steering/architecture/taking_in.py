"""The page on which an architect hands in her model: it becomes a proposal, or every hindrance is told."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any, ClassVar

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views import View

from roer.core.network.archimate_architecture_reading import read_architecture
from roer.core.programme.acts import DescribeArchitecture
from roer.core.programme.architecture import Architecture
from roer.core.programme.elements import Code
from roer.core.programme.refusals import Verdict
from roer.core.values.errors import InputRefused, Problem
from roer.office.steering.architecture.pages import describing
from roer.office.steering.architecture.sight import result_named, versions_of
from roer.office.steering.editing.desk import Desk
from roer.office.steering.editing.page import FORBIDDEN, UNREADABLE
from roer.office.steering.network_reading import LARGEST
from roer.office.steering.proposals import propose


class TakeInArchitecture(View):
    """`/resultaten/<code>/architectuur/inlezen/`: an exchange file becomes a proposal; nothing is recorded before."""

    http_method_names: ClassVar = ["get", "head", "post"]

    def setup(self, request: HttpRequest, *args: Any, code: Code, **kwargs: Any) -> None:
        """The result, its contract and versions. Raises Http404."""
        super().setup(request, *args, code=code, **kwargs)
        self.desk = Desk.of(request)
        self.result = result_named(self.desk.programme, code)
        self.contract = self.desk.programme.contracts.get(code)
        self.versions = versions_of(self.desk.programme, self.result)
        self.may = describing(self.desk, self.result, self.contract, self.versions)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The form, or why there is none."""
        return self._page(status=200 if self.may.ok else FORBIDDEN)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Read the file; go to the proposal that it became, or say what stands in the way."""
        if not self.may.ok or self.desk.person is None:
            return self._page(status=FORBIDDEN)
        try:
            act = self._act(request.FILES.get("bestand"))
        except InputRefused as refusal:
            return self._page(refusal.problems, status=UNREADABLE)
        verdict = self.desk.may(act)
        if not verdict.ok:
            return self._page([_told(verdict)], status=UNREADABLE)
        title = _("Doelarchitectuur van %(code)s uit een model") % {"code": self.result.code}
        proposal = propose(title, [act], by=self.desk.person.id, reason=request.POST.get("reden", "").strip()[:8000])
        drawn = self.desk.with_proposal(str(proposal.pk)).address("architecture", self.result.code)
        words = _("Er is nog niets vastgelegd. Dit voorstel beschrijft de volgende versie.")
        messages.info(request, format_html('{} <a href="{}">{}</a>', words, drawn, _("Bekijk de tekening")))
        return HttpResponseRedirect(reverse("steering:proposal", args=[proposal.pk]))

    def _act(self, file: UploadedFile | None) -> DescribeArchitecture:
        """What the file asks. Raises InputRefused."""
        assert self.contract is not None, "without a contract nobody may"
        name, last = PurePath((file and file.name) or "bestand").name, self._last()
        read = read_architecture(_text_of(file, name), name, self.contract.contract, last)
        if read == last:
            what = _("Dit bestand zegt hetzelfde als de laatste versie.")
            raise InputRefused([Problem("no_change", what, name, _("Er valt niets voor te stellen."))])
        expects = self.versions[-1].record.seq if self.versions else None
        return DescribeArchitecture(architecture=read, expects=expects)

    def _last(self) -> Architecture | None:
        return self.versions[-1].architecture if self.versions else None

    def _page(self, problems: Any = (), *, status: int) -> HttpResponse:
        told = {"result": self.result, "desk": self.desk, "may": self.may, "problems": list(problems)[:50]}
        return render(self.request, "steering/architecture/take_in.html", told, status=status)


def _text_of(file: UploadedFile | None, name: str) -> str:
    if file is None:
        raise InputRefused([Problem("no_file", _("Er is geen bestand gekozen."), cure=_("Kies een bestand."))])
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise InputRefused([Problem("file_too_large", _("Dit bestand is groter dan 10 MB."), name)])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        cure = _("Exporteer het model in Archi als ‘Open Exchange File’.")
        raise InputRefused([Problem("not_text", _("Dit bestand is geen tekst."), name, cure)]) from broken


def _told(verdict: Verdict) -> Problem:
    return Problem(verdict.rule, verdict.reason, _("het hele model"))
