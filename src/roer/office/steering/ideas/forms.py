"""What people fill in about ideas: few and large fields, no reason and no date, because the words are the reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roer.core.programme.decisions import Outcome, PriorityClass
from roer.core.programme.elements import BodyCode, Code
from roer.core.programme.ideas import IdeaVerdict
from roer.core.programme.labels import label
from roer.office.steering.editing.element_forms import CODE
from roer.office.steering.editing.forms import ActForm, one, text
from roer.office.steering.editing.typed_fields import DayField

Choices = Sequence[tuple[str, str]]


class WordsForm(ActForm):
    """A form of which the words are all that counts; `expects` holds the version that was seen."""

    def __init__(self, data: Any = None, *, expects: str = "") -> None:
        super().__init__(data)
        del self.fields["reason"], self.fields["holds_from"]
        self.fields["expects"].initial = expects


class NewIdeaForm(WordsForm):
    """An idea: what to call it, and what it is in one's own words."""

    FIRST = ("title", "text", "body")
    title = forms.CharField(label=gettext_lazy("Hoe noemt u uw idee?"), max_length=160)
    text = text(
        gettext_lazy("Wat is uw idee, in uw eigen woorden?"),
        rows=8,
        required=True,
        min_length=3,
        help_text=gettext_lazy(
            "Wat zou u willen zien of weten, en wat kunt u dan beter doen? U hoeft niet te weten of het kan. "
            "Noem geen namen of gegevens van inwoners."
        ),
    )

    def __init__(self, data: Any = None, *, bodies: Choices = ()) -> None:
        super().__init__(data)
        if len(bodies) > 1:
            self.fields["body"] = one(_("Namens wie dient u het in?"), bodies)
        self._only: BodyCode | None = bodies[0][0] if bodies else None

    def circumstances(self, on: date) -> dict[str, Any]:
        """For which body of her own somebody brings the idea in."""
        return {**super().circumstances(on), "on_behalf_of": self.cleaned_data.get("body") or self._only}


class TextForm(WordsForm):
    """One text."""

    FIRST = ("text",)

    def __init__(self, data: Any = None, *, label: str, expects: str = "", text_now: str = "", hint: str = "") -> None:
        super().__init__(data, expects=expects)
        self.fields["text"] = text(label, rows=8, required=True, min_length=3, help_text=hint, initial=text_now)


class FindingsForm(WordsForm):
    """What was found, on four points."""

    FIRST = ("feasibility", "privacy", "data", "architecture")
    feasibility = text(gettext_lazy("Haalbaarheid"), rows=3, required=True, min_length=3)
    privacy = text(gettext_lazy("Privacy"), rows=3, required=True, min_length=3)
    data = text(gettext_lazy("Gegevens"), rows=3, required=True, min_length=3)
    architecture = text(gettext_lazy("Architectuur"), rows=3, required=True, min_length=3)


class AnswerForm(WordsForm):
    """How it goes on, and what to say to whoever brought the idea."""

    FIRST = ("verdict", "text")
    text = text(
        gettext_lazy("Antwoord aan wie het idee indiende"),
        rows=6,
        required=True,
        min_length=3,
        help_text=gettext_lazy("De indiener leest dit. Zeg wat u doet en waarom, zonder vaktaal."),
    )

    def __init__(self, data: Any = None, *, verdicts: Sequence[IdeaVerdict], expects: str = "") -> None:
        super().__init__(data, expects=expects)
        self.fields["verdict"] = one(_("Hoe gaat het verder?"), [(one_.value, label(one_)) for one_ in verdicts])


class MergeForm(WordsForm):
    """With which idea it goes on, and why."""

    FIRST = ("into", "motive")
    motive = text(gettext_lazy("Waarom is dit hetzelfde idee?"), rows=3, required=True, min_length=3)

    def __init__(self, data: Any = None, *, others: Choices, expects: str = "") -> None:
        super().__init__(data, expects=expects)
        self.fields["into"] = one(_("Gaat verder in"), others)


class PutForwardForm(WordsForm):
    """The advice to the steering group."""

    FIRST = ("text", "code")
    text = text(gettext_lazy("Advies aan de stuurgroep"), rows=6, required=True, min_length=3)

    def __init__(self, data: Any = None, *, code: Code) -> None:
        super().__init__(data)
        self.fields["code"] = forms.RegexField(CODE, label=_("Code van het advies"), max_length=24, initial=code)


class DecisionForm(WordsForm):
    """What the steering group decided about the idea."""

    FIRST = ("outcome", "priority", "decided_on", "code", "motive")
    decided_on = DayField(label=gettext_lazy("Besloten op"))
    motive = text(gettext_lazy("Motivering"), rows=3)

    def __init__(self, data: Any = None, *, code: Code, on: date, expects: str = "") -> None:
        super().__init__(data, expects=expects)
        self.fields["outcome"] = one(_("Uitkomst"), [(item.value, label(item)) for item in Outcome])
        self.fields["priority"] = one(_("Prioriteit"), [(item.value, label(item)) for item in PriorityClass])
        self.fields["code"] = forms.RegexField(CODE, label=_("Code van het besluit"), max_length=24, initial=code)
        self.fields["decided_on"].initial = on


class RealiseForm(WordsForm):
    """In which result the idea goes on."""

    FIRST = ("result",)

    def __init__(self, data: Any = None, *, results: Choices, expects: str = "") -> None:
        super().__init__(data, expects=expects)
        self.fields["result"] = one(_("Gaat verder als resultaat"), results)
