"""The pages of whoever brings an idea: bring it in, and write a next version of one's own text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Self

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from roer.core.programme.acts import Act
from roer.core.programme.elements import BodyKind, Code
from roer.core.programme.entries import Entry
from roer.core.programme.idea_access import answer_due, may_know_idea
from roer.core.programme.idea_acts import AmendIdea, SubmitIdea
from roer.core.programme.idea_state import IdeaRecord
from roer.core.programme.ideas import Idea
from roer.core.programme.permissions import PERMISSIONS
from roer.core.values.dutch import day
from roer.office.ledger.history import programme as programme_now
from roer.office.steering.editing.desk import Desk
from roer.office.steering.editing.forms import ActForm
from roer.office.steering.editing.page import EditPage
from roer.office.steering.ideas.forms import Choices, NewIdeaForm, TextForm


class IdeaPage(EditPage):
    """A page of an act about one idea; whoever may not know of the idea gets what she gets for one that is not."""

    template = "steering/ideas/form.html"
    proposable = False

    @classmethod
    def about(cls, desk: Desk, record: IdeaRecord) -> Self:
        """The page as this person would meet it: its verdict says whether she can do this now."""
        page = cls()
        page.desk, page.record = desk, record
        return page

    def prepare(self, code: Code, **_kwargs: Any) -> None:
        """The idea with this code. Raises Http404."""
        if not may_know_idea(self.desk.programme, code, self.desk.who, on=self.desk.on):
            raise Http404(_("Dit idee is er niet."))
        self.record = self.desk.programme.ideas.records[code]

    @property
    def code(self) -> Code:
        """The idea's code."""
        return self.record.code

    def seen(self, form: ActForm) -> int:
        """The version that the form showed."""
        return next(iter(form.versions()), 1)

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is recorded."""
        return _("Vastgelegd.")

    def onward(self) -> str:
        """To the idea."""
        return reverse("steering:idea", args=[self.code])

    def more(self) -> dict[str, Any]:
        """The idea, to be read beside the form."""
        return {"record": self.record}


class Submit(EditPage):
    """`/ideeen/nieuw/`: bring in an idea."""

    template = "steering/ideas/form.html"
    proposable = False

    @property
    def title(self) -> str:
        """An invitation."""
        return _("Dien een idee in")

    @property
    def button(self) -> str:
        """What the button says."""
        return _("Dien in")

    def samples(self) -> Sequence[Act]:
        """Some idea."""
        return [SubmitIdea(idea=Idea(code=self.desk.programme.ideas.free_code(), title="Idee", text="Een idee."))]

    def form(self, data: Any) -> NewIdeaForm:
        """Title, words, and for which body when there is a choice."""
        return NewIdeaForm(data, bodies=self._bodies())

    def acts(self, form: NewIdeaForm, parts: list[Any]) -> Iterable[Act]:
        """The idea, under the next code."""
        told = form.cleaned_data
        code = self.desk.programme.ideas.free_code()
        return [SubmitIdea(idea=Idea(code=code, title=told["title"], text=told["text"]))]

    def told(self, entries: Sequence[Entry]) -> str:
        """Thanks, and when to expect an answer."""
        now, code = programme_now(), entries[0].draft.act.idea.code
        due = answer_due(now, now.ideas.records[code])
        said = {"code": code, "due": day(due) if due else ""}
        return _("Dank u wel. Uw idee staat er als %(code)s. U krijgt uiterlijk op %(due)s antwoord.") % said

    def onward(self) -> str:
        """To all ideas."""
        return reverse("steering:ideas")

    def _bodies(self) -> Choices:
        """The bodies for which this person can bring in an idea, the sounding board first."""
        person, bodies = self.desk.person, self.desk.programme.bodies
        held = self.desk.programme.seats_of(person.id, on=self.desk.on) if person else ()
        mine = {record.seat.body: bodies[record.seat.body].body for record in held}
        fit = [body for body in mine.values() if body.kind in PERMISSIONS["submit_idea"]]
        fit.sort(key=lambda body: (body.kind is not BodyKind.SOUNDING_BOARD, body.name))
        return [(body.code, body.name) for body in fit]


class Amend(IdeaPage):
    """`/ideeen/<code>/aanpassen/`: the next version of one's own text."""

    @property
    def title(self) -> str:
        """Which idea."""
        return _("Pas uw idee aan: %(title)s") % {"title": self.record.idea.title}

    def samples(self) -> Sequence[Act]:
        """The text that it has."""
        return [AmendIdea(idea=self.code, text=self.record.text, expects=self.record.seq)]

    def form(self, data: Any) -> TextForm:
        """The text as it is now."""
        hint = _("Uw eerste woorden blijven bewaard en zichtbaar.")
        expects = str(self.record.seq)
        return TextForm(data, label=_("Uw idee"), expects=expects, text_now=self.record.text, hint=hint)

    def acts(self, form: TextForm, parts: list[Any]) -> Iterable[Act]:
        """The next version."""
        return [AmendIdea(idea=self.code, text=form.cleaned_data["text"], expects=self.seen(form))]

    def told(self, entries: Sequence[Entry]) -> str:
        """That both stay."""
        return _("Uw nieuwe tekst staat erbij. Uw eerste woorden blijven te lezen.")
