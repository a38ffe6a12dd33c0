"""The page on which the client agrees with exactly the SMART text that it shows (gate 1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from roer.core.programme.acts import Act, AgreeSmartText
from roer.core.programme.elements import Code
from roer.core.programme.entries import Entry
from roer.core.programme.smart import check_smart, smart_context
from roer.office.steering.editing.forms import ActForm
from roer.office.steering.editing.page import ElementPage


class AgreementForm(ActForm):
    """Nothing to fill in but why; the hash says with which text is agreed."""

    FIRST = ("reason",)
    text_hash = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)


class Agree(ElementPage):
    """`/resultaten/<code>/akkoord/`: the text as it is, what the checker says of it, and one button."""

    template = "steering/turns/agree.html"
    proposable = False

    def prepare(self, code: Code, **kwargs: Any) -> None:
        """The last SMART text of the result. Raises Http404 when there is none."""
        super().prepare(code, **kwargs)
        versions = self.desk.programme.smart.get(code)
        if not versions or self.element.type != "result":
            raise Http404(_("Er is nog geen SMART-omschrijving van %(code)s.") % {"code": code})
        self.text = versions[-1]

    @property
    def title(self) -> str:
        """The heading."""
        return _("Akkoord met de SMART-omschrijving")

    @property
    def button(self) -> str:
        """What the button says."""
        return _("Ik ga akkoord")

    def samples(self) -> Sequence[Act]:
        """The agreement with the text as it is."""
        return [AgreeSmartText(result=self.element.code, text_hash=self.text.hash)]

    def form(self, data: Any) -> AgreementForm:
        """The hash of the text that is shown."""
        return AgreementForm(data, initial={"text_hash": self.text.hash})

    def acts(self, form: AgreementForm, parts: list[Any]) -> Iterable[Act]:
        """The agreement with the text that was shown."""
        return [AgreeSmartText(result=self.element.code, text_hash=form.cleaned_data["text_hash"])]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is recorded."""
        return _("Uw akkoord met de SMART-omschrijving van ‘%(title)s’ is vastgelegd.") % {"title": self.element.title}

    def onward(self) -> str:
        """To the result."""
        return reverse("steering:result", args=[self.element.code])

    def more(self) -> dict[str, Any]:
        """The text and what the checker says."""
        findings = check_smart(self.text.text, smart_context(self.desk.programme, self.element.code))
        return {**super().more(), "text": self.text, "findings": findings}
