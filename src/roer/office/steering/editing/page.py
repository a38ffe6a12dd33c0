"""What every page of an act does: show the form, record what was filled in or put it in a proposal, or say why not.

It works without script. With script the page of the network fetches the same page into its side panel.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views import View
from pydantic import ValidationError

from roer.core.programme.acts import Act
from roer.core.programme.correcting import has_opposite
from roer.core.programme.elements import Code
from roer.core.programme.entries import Entry
from roer.core.programme.refusals import Conflict, NotAllowed, Verdict
from roer.office.ledger.door import record_together
from roer.office.ledger.repeats import already_recorded
from roer.office.steering.editing.conflicts import Overtaken
from roer.office.steering.editing.desk import Desk
from roer.office.steering.editing.forms import ActForm
from roer.office.steering.editing.steps import step_told
from roer.office.steering.models import Proposal
from roer.office.steering.proposals import add_steps, propose

FORBIDDEN, CONFLICT, UNREADABLE = 403, 409, 400
PREPARABLE = frozenset({"lineage_decision"})
"""Rules that keep somebody from recording now, and not from preparing a proposal about it."""


class EditPage(View, ABC):
    """A page of one act. A subclass says what it is about, which form it has and which acts come of it."""

    http_method_names: ClassVar = ["get", "head", "post"]
    template = "steering/edit/form.html"
    button = ""
    for_team_only = True
    """Whether only those who work on the network may record this; otherwise the act's own rule is asked."""
    proposable: ClassVar = True
    """Whether the act can be prepared in a proposal; what a person approves or says herself cannot."""
    desk: Desk

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find out who works, and at what."""
        super().setup(request, *args, **kwargs)
        self.desk = self._desk()

    def _desk(self) -> Desk:
        return Desk.of(self.request) if self.proposable else Desk.without_proposal(self.request)

    def prepare(self, **kwargs: Any) -> None:
        """Find the subject of the page. Raises Http404."""

    @property
    @abstractmethod
    def title(self) -> str:
        """The heading of the page."""

    def samples(self) -> Sequence[Act]:
        """Acts as somebody might record them here: the rules are asked whether this person may."""
        return ()

    @abstractmethod
    def form(self, data: Any) -> ActForm:
        """The form, filled in with `data` or with what is there."""

    def parts(self, data: Any) -> list[tuple[str, forms.Form]]:
        """Further forms above the form, each under a heading."""
        return []

    @abstractmethod
    def acts(self, form: Any, parts: list[Any]) -> Iterable[Act]:
        """The acts that were filled in. Raises ValidationError of pydantic."""

    @abstractmethod
    def told(self, entries: Sequence[Entry]) -> str:
        """What was recorded, in a sentence."""

    def onward(self) -> str:
        """Where to go back to."""
        return self.desk.address("din")

    def after(self, acts: Sequence[Act]) -> str:
        """Where to go after recording these acts."""
        return self.onward()

    def redone(self, overtaken: Overtaken, data: Any) -> Any:
        """What was filled in, put on top of what another recorded: sent again, it follows that."""
        again = data.copy()
        again["expects"] = self.form(None)["expects"].value() or ""
        return again

    def overtaken(self, conflict: Conflict) -> Overtaken:
        """What another changed in the meantime."""
        return Overtaken.by_entry(conflict)

    def more(self) -> dict[str, Any]:
        """What else the template shows."""
        return {}

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The form, or the reason why there is none."""
        self.prepare(**kwargs)
        verdict = self.verdict()
        if not self._may_prepare(verdict):
            return self.page(refusal=verdict.reason, status=FORBIDDEN)
        return self.page(self.form(None), [(name, part) for name, part in self.parts(None)], verdict=verdict)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Record what was filled in, or put it in a proposal."""
        self.prepare(**kwargs)
        verdict = self.verdict()
        if not self._may_prepare(verdict):
            return self.page(refusal=verdict.reason, status=FORBIDDEN)
        return self._handle(request.POST, verdict)

    def verdict(self) -> Verdict:
        """Whether this person may do this here, and otherwise why not."""
        for act in self.samples():
            verdict = self.desk.may(act)
            if not verdict.ok:
                return verdict
        return Verdict(ok=True)

    def _may_prepare(self, verdict: Verdict) -> bool:
        return verdict.ok or (self.proposable and verdict.rule in PREPARABLE)

    def _handle(self, data: Any, verdict: Verdict) -> HttpResponse:
        form, named = self.form(data), self.parts(data)
        parts = [part for _name, part in named]
        if not all([form.is_valid(), *(part.is_valid() for part in parts)]):
            return self.page(form, named, verdict=verdict, status=UNREADABLE)
        try:
            acts = tuple(self.acts(form, parts))
            if self.proposable and (self.desk.proposal is not None or data.get("doe") == "voorstel"):
                return self._proposed(acts, form, data)
            return self._recorded(acts, form)
        except ValidationError as invalid:
            form.refuse_values(invalid)
        except NotAllowed as refusal:
            form.refuse(refusal.rule, str(refusal))
        except Conflict as conflict:
            return self._conflict(conflict, data, verdict)
        return self.page(form, named, verdict=verdict, status=UNREADABLE)

    def _recorded(self, acts: Sequence[Act], form: ActForm) -> HttpResponse:
        assert self.desk.person is not None, "who is not signed in gets no form"
        circumstances = form.circumstances(self.desk.on)
        drafts = [self.desk.draft(act, **circumstances) for act in acts]
        try:
            entries = record_together(drafts, by=self.desk.person.id)
        except (NotAllowed, Conflict):
            known = already_recorded(drafts)
            if known is None:
                raise
            messages.success(self.request, _("Dit lag al vast, in regel %(seq)s.") % {"seq": known.seq})
            return HttpResponseRedirect(self.after(acts))
        messages.success(self.request, self._told_with_undo(entries))
        return HttpResponseRedirect(self.after(acts))

    def _told_with_undo(self, entries: Sequence[Entry]) -> str:
        told = self.told(entries)
        if not all(has_opposite(entry.draft.act) for entry in entries):
            return told
        first, last = entries[0].seq, entries[-1].seq
        address = reverse("steering:undo", args=[first]) + (f"?tot={last}" if last > first else "")
        return format_html('{} <a href="{}" data-panel>{}</a>', told, address, _("Ongedaan maken"))

    def _proposed(self, acts: Sequence[Act], form: ActForm, data: Any) -> HttpResponse:
        """Put the acts in the proposal at hand, in the chosen one, or in a new one."""
        assert self.desk.person is not None, "who is not signed in gets no form"
        reason = form.circumstances(self.desk.on)["reason"]
        proposal = self.desk.proposal or self._chosen(data.get("in_voorstel", ""))
        if proposal is None:
            proposal = propose(step_told(acts[0], self.desk.working), acts, by=self.desk.person.id, reason=reason)
        elif proposal.author != self.desk.person.id:
            raise NotAllowed("own_name", _("Alleen wie dit voorstel maakte, voegt er stappen aan toe."))
        else:
            add_steps(proposal, acts, reason=reason)
        messages.success(self.request, _("Toegevoegd aan het voorstel. Er is nog niets vastgelegd."))
        return HttpResponseRedirect(reverse("steering:proposal", args=[proposal.pk]))

    def _chosen(self, number: str) -> Proposal | None:
        return next((proposal for proposal in self.desk.mine() if str(proposal.pk) == number), None)

    def _conflict(self, conflict: Conflict, data: Any, verdict: Verdict) -> HttpResponse:
        self.desk = self._desk()
        self.prepare(**self.kwargs)
        overtaken = self.overtaken(conflict)
        again = self.redone(overtaken, data)
        return self.page(self.form(again), self.parts(again), verdict=verdict, overtaken=overtaken, status=CONFLICT)

    def page(
        self,
        form: ActForm | None = None,
        parts: Sequence[tuple[str, forms.Form]] = (),
        *,
        verdict: Verdict | None = None,
        refusal: str = "",
        overtaken: Overtaken | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """The page as it is shown."""
        told = {
            "title": self.title,
            "button": self.button or _("Leg vast"),
            "form": form,
            "parts": parts,
            "faulty_parts": any(part.errors for _name, part in parts),
            "refusal": refusal,
            "not_now": "" if verdict is None or verdict.ok else verdict.reason,
            "overtaken": overtaken,
            "desk": self.desk,
            "proposable": self.proposable,
            "proposals": self.desk.mine() if form is not None and self.proposable else [],
            "onward": self.onward(),
            **self.more(),
        }
        return render(self.request, self.template, told, status=status)


class ElementPage(EditPage):
    """A page about one element."""

    def prepare(self, code: Code, **_kwargs: Any) -> None:
        """The element with this code. Raises Http404."""
        self.record = self.desk.element(code)
        self.element = self.record.element

    def onward(self) -> str:
        """To all that can be done with the element."""
        return self.desk.address("element", self.element.code)

    def more(self) -> dict[str, Any]:
        """The element, for the heading."""
        return {"element": self.element}


def element_here(desk: Desk, code: Code | None) -> Code | None:
    """The code, when there is an open element with it. Raises Http404 for one that is not there."""
    if not code:
        return None
    if not desk.element(code).is_open:
        raise Http404(_("Dit element is gesloten."))
    return code
