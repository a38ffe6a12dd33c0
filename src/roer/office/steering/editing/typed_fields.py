"""Fields that are typed as the Dutch write: 1.234,56 with a decimal comma, and days."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from roer.core.values.dutch import exact, read_number


class NumberField(forms.CharField):
    """A number with at most `decimals` decimals; empty is None. What was typed wrong stays as it was typed."""

    def __init__(self, *, decimals: int, **more: Any) -> None:
        self.decimals = decimals
        typing = {"inputmode": "decimal", "autocomplete": "off", "class": "din-number"}
        super().__init__(**{"max_length": 24, "widget": forms.TextInput(attrs=typing), **more})

    def prepare_value(self, value: Any) -> Any:
        """A number as it is typed."""
        return exact(value) if isinstance(value, float | Decimal) else value

    def to_python(self, value: Any) -> Any:
        """The number. Raises ValidationError."""
        typed = super().to_python(value)
        if typed in self.empty_values:
            return None
        try:
            told = read_number(typed)
        except ValueError as wrong:
            raise forms.ValidationError(_("Schrijf een getal als 1.234,5: met een komma voor de decimalen.")) from wrong
        if told.normalize().as_tuple().exponent < -self.decimals:
            raise forms.ValidationError(_("Hoogstens %(n)s cijfers achter de komma.") % {"n": self.decimals})
        return told

    def clean(self, value: Any) -> Any:
        """The number, its length judged as it was typed."""
        typed = forms.CharField.to_python(self, value)
        self.run_validators(typed)
        told = self.to_python(value)
        self.validate(told)
        return told


class DayField(forms.DateField):
    """A day, chosen from the browser's calendar or typed as 31-12-2021."""

    def __init__(self, **more: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        formats = ["%Y-%m-%d", "%d-%m-%Y"]
        super().__init__(**{"input_formats": formats, "widget": widget, **more})


def line(label: Any, **more: Any) -> forms.CharField:
    """A field for one line of text that may stay empty."""
    return forms.CharField(**{"label": label, "required": False, "max_length": 8000, **more})


def fte(hundredths: int) -> str:
    """Full-time equivalents as they are typed: '1,5' for 150."""
    return exact(Decimal(hundredths) / 100)
