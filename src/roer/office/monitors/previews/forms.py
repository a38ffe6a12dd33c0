"""What people fill in about previews: whom to invite to what, what strikes a guest, what the makers answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roer.office.steering.editing.forms import ActForm, one, several, text
from roer.office.steering.editing.typed_fields import DayField

Choices = Sequence[tuple[str, str]]
USUAL = timedelta(days=21)
"""How long a preview lasts when nobody says otherwise."""
PARTS: Mapping[str, str] = {
    "geheel": gettext_lazy("de hele pagina"),
    "kerncijfers": gettext_lazy("de kerncijfers"),
    "verloop": gettext_lazy("de lijngrafiek"),
    "uitsplitsing": gettext_lazy("de lijngrafiek per groep"),
    "kaart": gettext_lazy("de kaart en haar tabel"),
    "uitleg": gettext_lazy("de uitleg"),
}
"""The parts of the screen about which somebody can say something, by the anchor of each."""


class PlainForm(ActForm):
    """A form without a reason and a date of its own: what is filled in says enough."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        del self.fields["reason"], self.fields["holds_from"]


class InviteForm(PlainForm):
    """Whom to invite to which product, from when until when."""

    FIRST = ("title", "product", "question", "bodies", "start", "until")
    title = forms.CharField(label=gettext_lazy("Titel van de voorvertoning"), max_length=160)
    question = text(gettext_lazy("Wat wilt u van de genodigden weten?"), rows=3)
    start = DayField(label=gettext_lazy("Te zien vanaf"))
    until = DayField(label=gettext_lazy("Niet meer te zien vanaf"))

    def __init__(self, data: Any, *, products: Choices, bodies: Choices, persons: Choices, on: date) -> None:
        super().__init__(data)
        self.fields["product"] = one(_("Product"), products)
        self.fields["bodies"] = several(_("Genodigde gremia"), bodies)
        self.fields["persons"] = several(_("Genodigde personen"), persons)
        self.fields["start"].initial, self.fields["until"].initial = on, on + USUAL


class RemarkForm(PlainForm):
    """About which part, and what; `expects` holds nothing, `release` what was on the screen."""

    FIRST = ("part", "text")
    release = forms.CharField(widget=forms.HiddenInput, required=False)
    text = text(
        gettext_lazy("Wat valt u op, of wat kan er beter?"),
        rows=5,
        required=True,
        min_length=3,
        help_text=gettext_lazy("Noem geen namen of gegevens van inwoners."),
    )

    def __init__(self, data: Any, *, part: str, release: str) -> None:
        super().__init__(data)
        self.fields["part"] = one(_("Over welk deel gaat het?"), PARTS.items(), initial=part)
        self.fields["release"].initial = release


class AnswerRemarkForm(PlainForm):
    """The answer."""

    FIRST = ("text",)
    text = text(gettext_lazy("Antwoord"), rows=4, required=True, min_length=3)


class EndForm(PlainForm):
    """From when nobody sees it any more, and why."""

    FIRST = ("end", "motive")
    end = DayField(label=gettext_lazy("Niet meer te zien vanaf"))
    motive = text(gettext_lazy("Waarom?"), rows=3, required=True, min_length=3)

    def __init__(self, data: Any, *, on: date, expects: str) -> None:
        super().__init__(data)
        self.fields["end"].initial, self.fields["expects"].initial = on, expects
