"""The pages of proposals: the list, and one proposal seen as a comparison with the network as it stands."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_safe

from roer.core.network.compare import compare
from roer.core.programme.acts import ACT, Act
from roer.core.programme.elements import Element
from roer.core.programme.network_acts import MergeElements, RemoveElement, RestoreElement, SplitElement
from roer.core.programme.refusals import Conflict, NotAllowed
from roer.core.programme.together import Rehearsal
from roer.core.values.dutch import plural
from roer.office.people.register import names_of
from roer.office.steering.din_picture import Moment, comparison_picture, moment_of
from roer.office.steering.editing import choosing
from roer.office.steering.editing.desk import Desk
from roer.office.steering.editing.page import CONFLICT, FORBIDDEN
from roer.office.steering.editing.panel import additions
from roer.office.steering.editing.steps import step_told
from roer.office.steering.models import Proposal
from roer.office.steering.proposals import (
    describe,
    drop,
    mark_of,
    move_step,
    propose,
    record_proposal,
    rehearsal_of,
    remove_step,
    settle_step,
    share,
)


@dataclass(frozen=True, slots=True)
class Prepared(Moment):
    """The network as a proposal would make it."""

    title: str = ""

    @property
    def called(self) -> str:
        """'het voorstel ‘Twee monitors samen’'."""
        return f"het voorstel ‘{self.title}’"


@dataclass(frozen=True, slots=True)
class Step:
    """Stap of a proposal as the page shows it: what it does, why it may not, and which decisions could carry it."""

    act: Act
    words: str
    reason: str
    refusal: str
    decisions: tuple[tuple[str, str], ...] = ()


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """`/din/voorstellen/`: mine, and what others share."""
    desk = Desk.of(request)
    found = list(desk.proposals())
    return render(
        request,
        "steering/edit/proposals.html",
        {
            "desk": desk,
            "open": [proposal for proposal in found if proposal.is_open],
            "closed": [proposal for proposal in found if not proposal.is_open],
            "names": names_of(proposal.author for proposal in found),
        },
    )


class ProposalPage(View):
    """`/din/voorstellen/<nummer>/`: what a proposal does, and what one can do with it."""

    http_method_names: ClassVar = ["get", "head", "post"]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the proposal. Raises Http404 for one that this person may not see."""
        super().setup(request, *args, **kwargs)
        self.desk = Desk.of(request)

    def get(self, request: HttpRequest, number: int) -> HttpResponse:
        """The comparison and the steps."""
        return self._page(self._find(number))

    def post(self, request: HttpRequest, number: int) -> HttpResponse:
        """Record, drop, share, or change the steps."""
        proposal = self._find(number)
        do = request.POST.get("doe", "")
        try:
            if do == "vastleggen":
                return self._recorded(proposal)
            self._check_author(proposal)
            self._change(proposal, do)
        except NotAllowed as refusal:
            return self._page(proposal, refusal=_placed(refusal), status=FORBIDDEN)
        except Conflict as conflict:
            name = names_of([conflict.by])[conflict.by]
            return self._page(proposal, refusal=_placed(conflict, conflict.for_reader(name)), status=CONFLICT)
        return HttpResponseRedirect(reverse("steering:proposal", args=[proposal.pk]))

    def _find(self, number: int) -> Proposal:
        found = self.desk.proposals().filter(pk=number).first()
        if found is None:
            raise Http404(_("Dit voorstel is er niet."))
        return found

    def _check_author(self, proposal: Proposal) -> None:
        if self.desk.person is None or proposal.author != self.desk.person.id:
            raise NotAllowed("own_name", _("Alleen wie dit voorstel maakte, verandert het. U kunt het wel vastleggen."))

    def _recorded(self, proposal: Proposal) -> HttpResponse:
        assert self.desk.person is not None, "who is not signed in sees no proposal"
        entries = record_proposal(proposal, by=self.desk.person.id, seen=self.request.POST.get("gezien", ""))
        first, last = entries[0].seq, entries[-1].seq
        steps = plural(len(entries), _("stap"), _("stappen"))
        told = _("Voorstel ‘%(title)s’ is vastgelegd: %(steps)s.") % {"title": proposal.title, "steps": steps}
        undo = reverse("steering:undo", args=[first]) + (f"?tot={last}" if last > first else "")
        messages.success(self.request, format_html('{} <a href="{}">{}</a>', told, undo, _("Ongedaan maken")))
        return HttpResponseRedirect(reverse("steering:din"))

    def _change(self, proposal: Proposal, do: str) -> None:
        asked = self.request.POST
        index = int(asked["stap"]) if asked.get("stap", "").isdecimal() else -1
        match do:
            case "laat-vallen":
                drop(proposal)
            case "deel" | "deel-niet":
                share(proposal, shared=do == "deel")
            case "beschrijf":
                describe(proposal, title=asked.get("titel", ""), reason=asked.get("reden", ""))
            case "haal-weg" if index >= 0:
                remove_step(proposal, index)
            case "eerder" | "later" if index >= 0:
                move_step(proposal, index, -1 if do == "eerder" else 1)
            case "besluit" if index >= 0:
                settle_step(proposal, index, decision=asked.get("besluit", ""))

    def _page(self, proposal: Proposal, *, refusal: str = "", status: int = 200) -> HttpResponse:
        told: dict[str, Any] = {
            "desk": self.desk,
            "proposal": proposal,
            "mine": self.desk.person is not None and proposal.author == self.desk.person.id,
            "names": names_of([proposal.author]),
            "refusal": refusal,
            "mark": mark_of(proposal),
        }
        if proposal.is_open:
            told |= self._comparison(proposal)
        return render(self.request, "steering/edit/proposal.html", told, status=status)

    def _comparison(self, proposal: Proposal) -> dict[str, Any]:
        assert self.desk.person is not None, "who is not signed in sees no proposal"
        rehearsal, first = rehearsal_of(proposal, by=self.desk.person.id), moment_of()
        last = _prepared(first, rehearsal, proposal)
        comparison = compare(first.network, last.network)
        desk = Desk(self.desk.working, self.desk.person, self.desk.on, proposal)
        picture = comparison_picture(first, last, comparison, address=lambda element: _box(desk, element))
        changes = comparison.grouped()
        return {
            "steps": _steps(proposal, rehearsal, desk),
            "ready": rehearsal.ok and bool(proposal.steps),
            "refused": sum(refused is not None for refused in rehearsal.refusals),
            "changes": changes,
            "svg": picture.document(),
            "add_here": list(additions(desk)),
        }


class NewProposal(View):
    """`/din/voorstellen/nieuw/`: start a proposal without steps."""

    http_method_names: ClassVar = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make it, and go there."""
        desk = Desk.of(request)
        if desk.person is None or not desk.verdict.ok:
            messages.error(request, desk.verdict.reason)
            return HttpResponseRedirect(reverse("steering:proposals"))
        title = request.POST.get("titel", "").strip() or _("Voorstel zonder titel")
        made = propose(title, (), by=desk.person.id, reason=request.POST.get("reden", "").strip())
        return HttpResponseRedirect(reverse("steering:proposal", args=[made.pk]))


def _prepared(first: Moment, rehearsal: Rehearsal, proposal: Proposal) -> Prepared:
    kept = {field.name: getattr(first, field.name) for field in fields(first)}
    after = rehearsal.programme
    return Prepared(**{**kept, "programme": after, "network": after.network, "title": proposal.title})


def _box(desk: Desk, element: Element) -> str:
    return desk.address("element", element.code)


def _steps(proposal: Proposal, rehearsal: Rehearsal, desk: Desk) -> list[Step]:
    names = names_of(refused.by for refused in rehearsal.refusals if isinstance(refused, Conflict))
    found = []
    for step, refused in zip(proposal.steps, rehearsal.refusals, strict=True):
        act = ACT.validate_python(step["act"])
        reason = "" if refused is None else str(refused)
        if isinstance(refused, Conflict):
            reason = refused.for_reader(names[refused.by])
        decisions = ()
        if isinstance(refused, NotAllowed) and refused.rule == "lineage_decision":
            decisions = tuple(choosing.decisions(desk.programme, _closing(act)))
        found.append(Step(act, step_told(act, desk.working), step["reason"], reason, decisions))
    return found


def _closing(act: Act) -> tuple[str, ...]:
    match act:
        case SplitElement():
            return (act.predecessor,)
        case MergeElements():
            return act.predecessors
        case RemoveElement() | RestoreElement():
            return (act.code,)
        case _:
            return ()


def _placed(refusal: NotAllowed | Conflict, told: str = "") -> str:
    number = {"number": refusal.step + 1, "reason": told or str(refusal)}
    return _("Er is niets vastgelegd. Stap %(number)s kan niet: %(reason)s") % number
