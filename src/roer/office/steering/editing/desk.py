"""The desk (werkblad) at which somebody works: the network as it stands, with the steps of the proposal at hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from roer.core.programme.acts import Act
from roer.core.programme.elements import Code, Goal, PersonId
from roer.core.programme.entries import Draft, Recorded
from roer.core.programme.network_acts import AddGoal
from roer.core.programme.network_state import ElementRecord
from roer.core.programme.refusals import Verdict
from roer.core.programme.rules import may
from roer.core.programme.state import Programme
from roer.core.programme.together import NEVER
from roer.office.ledger.door import today
from roer.office.ledger.history import programme as programme_now
from roer.office.people.models import Person
from roer.office.people.register import person_of
from roer.office.steering.models import Proposal
from roer.office.steering.proposals import rehearsal_of, visible_to

PROPOSAL = "voorstel"
"""How an address names the proposal in which somebody works."""
UNFINISHED = frozenset({"no_change"})
"""Rules that only say that a form is not filled in yet."""


@dataclass(frozen=True)
class Desk:
    """Werkblad: who works, on which day, and in which proposal if any. `working` is the programme as recorded."""

    working: Programme
    person: Person | None
    on: date
    proposal: Proposal | None = None

    @classmethod
    def of(cls, request: HttpRequest) -> Desk:
        """The desk that an address asks for. Raises Http404 for a proposal that this person may not see."""
        desk = cls.without_proposal(request)
        wanted = request.GET.get(PROPOSAL, "")
        return desk.with_proposal(wanted) if wanted else desk

    @classmethod
    def without_proposal(cls, request: HttpRequest) -> Desk:
        """The desk of who asks, with the programme as recorded."""
        return cls(programme_now(), person_of(request), today())

    def with_proposal(self, number: str) -> Desk:
        """The same, with an open proposal at hand. Raises Http404."""
        found = self.proposals().filter(pk=number).first() if number.isdecimal() and len(number) < 10 else None
        if found is None or not found.is_open:
            raise Http404(_("Dit voorstel is er niet, of is al vastgelegd of vervallen."))
        return Desk(self.working, self.person, self.on, found)

    @property
    def who(self) -> PersonId | None:
        """Who works, by id; None for a visitor."""
        return self.person.id if self.person else None

    @cached_property
    def programme(self) -> Programme:
        """The programme that is worked on: as recorded, and what the steps of the proposal make of it."""
        if self.proposal is None or self.person is None:
            return self.working
        return rehearsal_of(self.proposal, by=self.person.id).programme

    @cached_property
    def verdict(self) -> Verdict:
        """Whether this person may work on the network at all, and otherwise why not."""
        return self.may(AddGoal(goal=Goal(code=self.free_code("goal"), title="Doel")))

    def may(self, act: Act) -> Verdict:
        """Whether this person may record this act here; that nothing is filled in yet does not count."""
        if self.person is None:
            return Verdict(ok=False, reason=_("Meld u aan om het netwerk te wijzigen."), rule="sign_in")
        verdict = may(self.programme, self.draft(act), today=self.on)
        return Verdict(ok=True) if verdict.rule in UNFINISHED else verdict

    def draft(self, act: Act, **circumstances: Any) -> Draft:
        """The act as a draft of this person."""
        assert self.person is not None, "who is not signed in gets no form"
        return Draft.model_validate({"act": act, "by": self.person.id, "holds_from": self.on, **circumstances})

    def proposals(self) -> Any:
        """The proposals that this person may see."""
        if self.person is None:
            return Proposal.objects.none()
        return visible_to(self.person.id, works_on_network=self.verdict.ok)

    def mine(self) -> list[Proposal]:
        """The open proposals to which this person can add a step."""
        own = self.proposals().filter(status=Proposal.Status.OPEN)
        return list(own.filter(author=self.person.id)) if self.person else []

    def element(self, code: Code) -> ElementRecord:
        """The element with this code, open or closed. Raises Http404."""
        record = self.programme.network.elements.get(code)
        if record is None:
            raise Http404(_("Er is geen doel, resultaat of inspanning met code %(code)s.") % {"code": code})
        return record

    def seen(self, code: Code) -> int:
        """The version of an element that a form shows; one that only the proposal makes has none yet."""
        return _seq(self.working.network.elements.get(code))

    def seen_link(self, source: Code, target: Code) -> int:
        """The version of a link that a form shows."""
        return _seq(self.working.network.links.get((source, target)))

    def free_code(self, type: str) -> Code:
        """The next code for a new element: one higher than the highest of its kind, with as many digits."""
        letter = {"goal": "D", "result": "R", "effort": "I"}[type]
        taken = self.programme.network.elements
        tails = [code[1:] for code in taken if code[0] == letter and code[1:].isdecimal()]
        number, width = max(map(int, tails), default=0) + 1, max(map(len, tails), default=1 if type == "goal" else 2)
        return f"{letter}{number:0{width}d}"

    def address(self, name: str, *args: object, **asked: str) -> str:
        """The address of a page of this desk, staying in the proposal at hand."""
        if self.proposal is not None:
            asked = {**asked, PROPOSAL: str(self.proposal.pk)}
        return reverse(f"steering:{name}", args=args) + (f"?{urlencode(asked)}" if asked else "")


def _seq(record: Recorded | None) -> int:
    return record.seq if record else NEVER
