"""The pages that raise a question about the governance, say whose turn it is, and settle it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from roer.core.programme.acts import Act
from roer.core.programme.elements import Code
from roer.core.programme.entries import Entry
from roer.core.programme.organisation import GovernanceQuestion
from roer.core.programme.organisation_acts import AssignQuestion, RaiseQuestion, SettleQuestion
from roer.core.programme.organisation_state import QuestionRecord
from roer.office.people.register import names_of
from roer.office.steering.editing import choosing
from roer.office.steering.editing.choosing import Choice
from roer.office.steering.organisation.forms import AnswerForm, OwnerForm, QuestionForm
from roer.office.steering.organisation.interface_pages import bodies_in_office, next_code
from roer.office.steering.organisation.organisation_page import OrganisationPage
from roer.office.steering.people_named import names_in


class NewQuestion(OrganisationPage):
    """`/besturing/vraag/nieuw/`: an open question."""

    @property
    def title(self) -> str:
        """The heading."""
        return _("Stel een vraag over de besturing")

    def _code(self) -> Code:
        return next_code("Q", self.desk.programme.organisation.questions)

    def samples(self) -> Sequence[Act]:
        """A question."""
        return [RaiseQuestion(question=GovernanceQuestion(code=self._code(), text="Voorbeeld"))]

    def form(self, data: Any) -> QuestionForm:
        """The question, and whom it is about."""
        return QuestionForm(data, bodies=bodies_in_office(self.desk), code=self._code())

    def acts(self, form: QuestionForm, parts: list[Any]) -> Iterable[Act]:
        """The question."""
        told = {name: form.cleaned_data[name] for name in GovernanceQuestion.model_fields}
        return [RaiseQuestion(question=GovernanceQuestion.model_validate(told))]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it stands in the register."""
        return _("Vraag %(code)s staat in het register.") % {"code": entries[0].draft.act.question.code}


class QuestionPage(OrganisationPage):
    """A form about one question."""

    record: QuestionRecord

    def prepare(self, code: Code, **_kwargs: Any) -> None:
        """The question with this code. Raises Http404."""
        found = self.desk.programme.organisation.questions.get(code)
        if found is None:
            raise Http404(_("Deze vraag is er niet."))
        self.record = found

    def more(self) -> dict[str, Any]:
        """The question itself, before the form."""
        return {"explanation": self.record.question.text}

    def seen(self, form: Any) -> int:
        """The step that the form showed."""
        return next(iter(form.versions()), self.record.seq)


class Assign(QuestionPage):
    """`/besturing/vraag/<code>/toewijzen/`: whose turn it is."""

    @property
    def title(self) -> str:
        """Which question."""
        return _("Wie beantwoordt vraag %(code)s?") % {"code": self.record.question.code}

    def samples(self) -> Sequence[Act]:
        """That it goes to somebody."""
        return [AssignQuestion(question=self.record.question.code, owner="nog-een", expects=self.record.seq)]

    def form(self, data: Any) -> OwnerForm:
        """To whom."""
        return OwnerForm(data, owners=self._owners(), expects=self.record.seq)

    def _owners(self) -> list[Choice]:
        """Bodies in office, then everybody with a seat today."""
        seats = {record.seat.person for record in self.desk.programme.seats if record.is_held_on(self.desk.on)}
        people = sorted(names_of(seats).items(), key=lambda choice: choice[1])
        return [*bodies_in_office(self.desk), *people]

    def acts(self, form: OwnerForm, parts: list[Any]) -> Iterable[Act]:
        """Whose turn it is."""
        owner = form.cleaned_data["owner"]
        return [AssignQuestion(question=self.record.question.code, owner=owner, expects=self.seen(form))]

    def told(self, entries: Sequence[Entry]) -> str:
        """Whose turn it is."""
        owner = entries[0].draft.act.owner
        return _("Aan zet voor deze vraag: %(name)s.") % {"name": names_in(self.desk.programme).get(owner, owner)}


class Settle(QuestionPage):
    """`/besturing/vraag/<code>/beantwoorden/`: the answer, and the decision that gave it."""

    @property
    def title(self) -> str:
        """Which question."""
        return _("Beantwoord vraag %(code)s") % {"code": self.record.question.code}

    def samples(self) -> Sequence[Act]:
        """An answer."""
        return [SettleQuestion(question=self.record.question.code, answer="Voorbeeld", expects=self.record.seq)]

    def form(self, data: Any) -> AnswerForm:
        """The answer, and by which decision."""
        return AnswerForm(data, decisions=choosing.decisions(self.desk.programme, ()), expects=self.record.seq)

    def acts(self, form: AnswerForm, parts: list[Any]) -> Iterable[Act]:
        """The answer."""
        told = {"answer": form.cleaned_data["answer"], "decision": form.cleaned_data["decision"] or None}
        return [SettleQuestion(question=self.record.question.code, expects=self.seen(form), **told)]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is answered."""
        return _("Vraag %(code)s is beantwoord.") % {"code": self.record.question.code}
