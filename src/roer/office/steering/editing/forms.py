"""What people fill in: one form per act, its words in Dutch, few fields first and the rest folded away.

A form says what was filled in as plain values. Whether that is a goal, a result or a link is up to the programme's own
classes, and whether it may be recorded is up to the rules; what they answer is put at the field it is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError

from roer.office.steering.editing.typed_fields import DayField

SHORT = r"^[a-z][a-z0-9-]{1,40}$"
"""Short codes in small letters: of a policy field, of a product."""
FIELD_OF: Mapping[str, tuple[str, ...]] = {
    "code_used": ("code",),
    "unknown_policy_field": ("policy_fields",),
    "unknown_municipality": ("municipalities",),
    "product_taken": ("product",),
    "sounding_board_never_decides": ("client",),
    "link_direction": ("kind",),
    "link_rationale": ("rationale",),
    "circle": ("other",),
    "already_there": ("other", "code"),
    "lineage_decision": ("decision",),
    "holds_later": ("holds_from",),
    "renamed_since": ("name",),
    "no_change": ("name", "needed"),
    "no_amount": ("amount",),
    "outside_programme": ("booked_on",),
    "more_than_needed": ("assigned",),
}
"""At which field the refusal of a rule stands; any other stands above the form."""


class ActForm(forms.Form):
    """What every act asks: why, and since when. `FIRST` are the fields that are not folded away."""

    FIRST: tuple[str, ...] = ()
    expects = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label=gettext_lazy("Waarom? (mag leeg blijven)"),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    holds_from = DayField(label=gettext_lazy("Geldt vanaf"), required=False)

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, label_suffix="", **more)

    @property
    def shown(self) -> list[forms.BoundField]:
        """The fields that stand open, in order."""
        return [self[name] for name in self.FIRST if name in self.fields]

    @property
    def folded(self) -> list[forms.BoundField]:
        """The fields that are folded away."""
        return [field for field in self.visible_fields() if field.name not in self.FIRST]

    @property
    def opens(self) -> bool:
        """Whether something in the folded part wants attention."""
        return any(field.errors for field in self.folded)

    def versions(self) -> tuple[int, ...]:
        """The versions that the form showed. Raises ValidationError of pydantic later when they are nonsense."""
        told = self.cleaned_data.get("expects", "")
        return tuple(int(part) for part in told.split(",") if part.isdecimal() and len(part) < 15)

    def circumstances(self, on: date) -> dict[str, Any]:
        """Why, and since when."""
        return {"reason": self.cleaned_data.get("reason", ""), "holds_from": self.cleaned_data.get("holds_from") or on}

    def refuse(self, rule: str, reason: str) -> None:
        """Put the refusal of a rule at the field it is about, or above the form."""
        fields = [field for field in FIELD_OF.get(rule, ()) if field in self.fields]
        self.add_error(fields[0] if fields else None, reason)

    def refuse_values(self, invalid: ValidationError) -> None:
        """Put what the programme's classes do not accept at its field."""
        shown = {field.name for field in self.visible_fields()}
        for error in invalid.errors(include_url=False, include_input=False):
            places = [str(place) for place in error["loc"] if str(place) in shown]
            self.add_error(places[-1] if places else None, _sentence(error["type"]))


def _sentence(kind: str) -> str:
    sentences = {
        "string_too_long": _("Dit is te lang. Maak het korter."),
        "string_too_short": _("Dit is te kort. Schrijf iets meer."),
        "too_short": _("Kies er minstens één."),
        "greater_than_equal": _("Dit kan niet minder dan nul zijn."),
        "less_than_equal": _("Dit is meer dan kan. Kijk nog eens naar het getal."),
        "string_pattern_mismatch": _("Hier staan tekens die niet kunnen. Kijk naar het voorbeeld."),
    }
    return sentences.get(kind, _("Dit kan zo niet. Kijk nog eens wat hier hoort te staan."))


def text(label: Any, *, rows: int = 2, **more: Any) -> forms.CharField:
    """A field for some lines of text."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(**{"label": label, "required": False, "max_length": 8000, "widget": area, **more})


def several(label: Any, choices: Iterable[Any], **more: Any) -> forms.MultipleChoiceField:
    """A box to tick for each choice."""
    told = {"required": False, "widget": forms.CheckboxSelectMultiple, **more}
    return forms.MultipleChoiceField(label=label, choices=list(choices), **told)


def one(label: Any, choices: Iterable[Any], **more: Any) -> forms.ChoiceField:
    """A list from which one is chosen."""
    return forms.ChoiceField(label=label, choices=list(choices), **more)


class FieldForm(ActForm):
    """A policy field: its name, and a short code when it is new."""

    FIRST = ("name", "code", "reason")
    name = forms.CharField(label=gettext_lazy("Naam"), max_length=160)

    def __init__(self, data: Any = None, *, name: str = "", new: bool = True) -> None:
        super().__init__(data)
        self.fields["name"].initial = name
        if new:
            self.fields["code"] = forms.RegexField(
                SHORT,
                label=_("Korte code"),
                help_text=_("Kleine letters en streepjes, zoals jeugd. De code blijft."),
                error_messages={"invalid": _("Gebruik kleine letters, cijfers en streepjes, zoals jeugd.")},
            )


class ReasonForm(ActForm):
    """An act that asks nothing but why."""

    FIRST = ("reason", "decision")
