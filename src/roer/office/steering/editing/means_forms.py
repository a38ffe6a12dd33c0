"""The forms of money and people: a booking, and what an effort needs and has of people in a quarter."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from roer.core.programme.elements import Code
from roer.core.programme.labels import ALLOCATION_FIELDS
from roer.core.programme.means import Allocation, BookingKind, Quarter
from roer.office.steering.editing import choosing
from roer.office.steering.editing.element_forms import CODE
from roer.office.steering.editing.forms import ActForm, one, text
from roer.office.steering.editing.typed_fields import DayField, NumberField


class BookingForm(ActForm):
    """A booking: what kind of amount, how much, on which day, for what."""

    FIRST = ("kind", "amount", "booked_on", "text")

    def __init__(self, data: Any = None, *, code: Code = "", day: date | None = None) -> None:
        super().__init__(data)
        amount = _("Bijvoorbeeld 1.234,56. Met een min ervoor gaat het eraf.")
        used = _("Het nummer van deze boeking. Het voorkomt dat iets twee keer wordt geboekt.")
        fields: dict[str, forms.Field] = {
            "kind": one(_("Soort"), choosing.words_of(BookingKind), initial=BookingKind.REALISED.value),
            "amount": NumberField(label=_("Bedrag in euro"), decimals=2, help_text=amount),
            "booked_on": DayField(label=_("Datum"), initial=day),
            "text": text(_("Waarvoor?")),
            "code": forms.RegexField(
                CODE, label=_("Boekingsnummer"), min_length=2, max_length=24, initial=code, help_text=used,
                error_messages={"invalid": _("Gebruik hoofdletters, cijfers en streepjes, zoals K-2021-07.")},
            ),
        }  # fmt: skip
        self.fields = {**fields, **self.fields}
        del self.fields["holds_from"]

    def said(self, element: Code) -> dict[str, Any]:
        """What was filled in, as the values of a booking."""
        told = {name: self.cleaned_data[name] for name in ("code", "kind", "booked_on", "text")}
        return {"element": element, "cents": int(self.cleaned_data["amount"] * 100), **told}


class AllocationForm(ActForm):
    """What an effort needs of people in one quarter, and what of it was found, in full-time equivalents."""

    FIRST = ("needed", "assigned", "reason")

    def __init__(self, data: Any = None, *, place: Allocation | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        helps = {
            "needed": _("Voltijdbanen in dit kwartaal, zoals 1,5."),
            "assigned": _("Hoeveel daarvan bezet is; 0 als er nog niemand is."),
        }
        fields = {
            name: NumberField(label=word[:1].upper() + word[1:], decimals=2, help_text=helps[name])
            for name, word in ALLOCATION_FIELDS.items()
        }
        self.fields = {**fields, **self.fields}
        for name in fields if place else ():
            self.fields[name].initial = Decimal(getattr(place, name)) / 100

    def said(self, effort: Code, quarter: Quarter) -> dict[str, Any]:
        """What was filled in, as the values of an allocation."""
        hundredths = {name: int(self.cleaned_data[name] * 100) for name in ALLOCATION_FIELDS}
        return {"effort": effort, "quarter": quarter, **hundredths}
