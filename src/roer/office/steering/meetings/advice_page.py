"""The page on which the programme team advises the steering group before it decides (raadsbrief §2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from roer.core.programme import acts
from roer.core.programme.acts import Act
from roer.core.programme.decisions import Advice
from roer.core.programme.entries import Entry
from roer.office.steering.editing.forms import ActForm, several, text
from roer.office.steering.free_codes import free_code
from roer.office.steering.meetings.acting import MOTIVE
from roer.office.steering.meetings.deciding_forms import code_field
from roer.office.steering.meetings.deciding_pages import DecisionPage
from roer.office.steering.meetings.paper_fields import chosen_papers, files_field, papers_field


class AdviceForm(ActForm):
    """An advice: about what, what to do, what else could be done, on which papers."""

    FIRST = ("code", "subjects", "text", "options")
    reason = None
    holds_from = None

    def __init__(self, choices: list[tuple[str, str]], papers: forms.Field, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields |= {
            "code": code_field(_("Nummer van het advies"), help_text=_("Zoals A-2021-04.")),
            "subjects": several(_("Waarover"), choices, required=True),
            "text": text(_("Advies"), rows=5, required=True, min_length=3),
            "options": text(_("Andere mogelijkheden"), help_text=_("Eén per regel."), rows=3),
            "papers": papers,
            "files": files_field(),
        }


class GiveAdvice(DecisionPage):
    """`/adviezen/nieuw/?over=R01`: the programme team advises."""

    @property
    def title(self) -> str:
        """What is done."""
        return _("Geef een advies aan de stuurgroep")

    @property
    def button(self) -> str:
        """What the button says."""
        return _("Leg het advies vast")

    def samples(self) -> Sequence[Act]:
        """An advice about nothing yet."""
        code = free_code("A", self.desk.on, self.desk.programme.advices)
        return [acts.GiveAdvice(advice=Advice(code=code, subjects=(), text=MOTIVE))]

    def form(self, data: Any) -> ActForm:
        """About what, and what to do."""
        programme = self.desk.programme
        elements = [record.element for record in programme.network.open_elements()]
        choices = [(item.code, f"{item.code} {item.title}") for item in elements if item.type != "effort"]
        code = free_code("A", self.desk.on, programme.advices)
        start = {"code": code, "subjects": self.request.GET.getlist("over")}
        return AdviceForm(choices, papers_field(programme), data, initial=start)

    def acts(self, form: ActForm, parts: list[Any]) -> Iterable[Act]:
        """The advice."""
        told = form.cleaned_data
        options = tuple(line.strip() for line in told["options"].splitlines() if line.strip())
        advice = Advice(
            code=told["code"],
            subjects=tuple(told["subjects"]),
            text=told["text"],
            options=options,
            papers=chosen_papers(self.desk.programme, told["papers"], told["files"]),
        )
        return [acts.GiveAdvice(advice=advice)]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is given."""
        return _("Advies %(code)s ligt vast. De stuurgroep kan er nu over besluiten.") % {
            "code": entries[0].draft.act.advice.code
        }

    def after(self, acts_: Sequence[Act]) -> str:
        """On to the decision."""
        return f"{reverse('steering:decide')}?advies={acts_[0].advice.code}&soort=prioriteit"
