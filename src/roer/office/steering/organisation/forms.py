"""What people fill in about the governance: bodies, seats, substitutes, interfaces and questions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roer.core.programme.elements import Body, BodyKind, SeatRole
from roer.core.programme.organisation import InterfaceLevel, InterfaceSubject
from roer.office.steering.editing.choosing import Choice, words_of
from roer.office.steering.editing.element_forms import CODE
from roer.office.steering.editing.forms import SHORT, ActForm, one, several, text
from roer.office.steering.editing.typed_fields import DayField


class MotiveForm(ActForm):
    """An act that needs a motive."""

    FIRST = ("motive",)
    motive = text(gettext_lazy("Waarom?"), required=True, min_length=3)

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        del self.fields["reason"]


class BodyForm(ActForm):
    """A body that is there: its name, mandate and rhythm."""

    FIRST = ("name", "mandate", "rhythm", "reason")
    name = forms.CharField(label=gettext_lazy("Naam"), max_length=160)
    mandate = text(gettext_lazy("Mandaat: wat doet het, en wat niet?"), rows=4)
    rhythm = forms.CharField(label=gettext_lazy("Hoe vaak komt het bijeen?"), max_length=400, required=False)

    def __init__(self, data: Any = None, *, body: Body | None = None, expects: int | None = None) -> None:
        super().__init__(data)
        if body is not None:
            self.initial = {"name": body.name, "mandate": body.mandate, "rhythm": body.rhythm, "expects": expects}


class NewBodyForm(BodyForm):
    """A new body: also what kind it is, of which municipality, and its code."""

    FIRST = ("name", "kind", "municipality", "code", "mandate", "rhythm")

    def __init__(self, data: Any = None, *, towns: Iterable[Choice] = ()) -> None:
        super().__init__(data)
        self.fields["kind"] = one(_("Soort"), words_of(BodyKind))
        choices = [("", _("van alle gemeenten samen")), *towns]
        self.fields["municipality"] = one(_("Gemeente"), choices, required=False)
        self.fields["code"] = forms.RegexField(
            SHORT,
            label=_("Korte code"),
            help_text=_("Kleine letters en streepjes, zoals stuurgroep. De code blijft."),
            error_messages={"invalid": _("Gebruik kleine letters, cijfers en streepjes, zoals stuurgroep.")},
        )


class SeatForm(ActForm):
    """A seat: who, in which capacity, for which municipality, from when to when."""

    FIRST = ("person", "role", "municipality", "start", "end", "reason")

    def __init__(self, data: Any = None, *, people: Iterable[Choice], towns: Iterable[Choice], **initial: Any) -> None:
        super().__init__(data)
        self.fields["person"] = one(_("Persoon"), people)
        self.fields["role"] = one(_("Als"), words_of(SeatRole))
        self.fields["municipality"] = one(_("Gemeente"), [("", _("geen")), *towns], required=False)
        self.fields["start"] = DayField(label=_("Eerste dag"))
        self.fields["end"] = DayField(label=_("Eerste dag zonder zetel (mag leeg blijven)"), required=False)
        self.initial = initial


class SubstituteForm(ActForm):
    """Who sits in somebody's seat, from when to when."""

    FIRST = ("substitute", "start", "end", "reason")

    def __init__(self, data: Any = None, *, people: Iterable[Choice], **initial: Any) -> None:
        super().__init__(data)
        self.fields["substitute"] = one(_("Vervanger"), people)
        self.fields["start"] = DayField(label=_("Eerste dag"))
        self.fields["end"] = DayField(
            label=_("Eerste dag dat de vervanging voorbij is (mag leeg blijven)"), required=False
        )
        self.initial = initial


class EndForm(ActForm):
    """The first day without a seat or a substitute."""

    FIRST = ("end", "reason")

    def __init__(self, data: Any = None, **initial: Any) -> None:
        super().__init__(data)
        self.fields["end"] = DayField(label=_("Eerste dag dat het niet meer zo is"))
        self.initial = initial


class InterfaceForm(ActForm):
    """An interface: between whom, about what, how often."""

    FIRST = ("title", "body", "bodies", "outside", "level", "subjects", "rhythm")
    title = forms.CharField(label=gettext_lazy("Wat gebeurt er?"), max_length=160)
    outside = forms.CharField(
        label=gettext_lazy("Of met een programma of project hierbuiten"), max_length=160, required=False
    )
    rhythm = forms.CharField(label=gettext_lazy("Hoe vaak?"), max_length=400, required=False)

    def __init__(self, data: Any = None, *, bodies: Iterable[Choice], code: str) -> None:
        super().__init__(data)
        choices = list(bodies)
        self.fields["body"] = one(_("Van"), choices)
        self.fields["bodies"] = several(_("Met"), choices)
        self.fields["level"] = one(_("Niveau"), words_of(InterfaceLevel))
        self.fields["subjects"] = several(_("Waarover"), words_of(InterfaceSubject), required=True)
        self.fields["code"] = forms.RegexField(CODE, label=_("Code"), initial=code)

    def clean(self) -> dict[str, Any]:
        """One other side: bodies of the register, or something outside."""
        told = super().clean() or {}
        if bool(told.get("bodies")) == bool(told.get("outside")):
            self.add_error("bodies", _("Kies gremia, of noem een programma of project hierbuiten; niet allebei."))
        return told


class QuestionForm(ActForm):
    """An open question and the bodies it is about."""

    FIRST = ("text", "bodies", "reason")
    text = text(gettext_lazy("Wat is de vraag?"), required=True, min_length=3, rows=3)

    def __init__(self, data: Any = None, *, bodies: Iterable[Choice], code: str) -> None:
        super().__init__(data)
        self.fields["bodies"] = several(_("Over welke gremia gaat het?"), bodies)
        self.fields["code"] = forms.RegexField(CODE, label=_("Code"), initial=code)


class OwnerForm(ActForm):
    """Whose turn it is to answer a question."""

    FIRST = ("owner", "reason")

    def __init__(self, data: Any = None, *, owners: Iterable[Choice], expects: int) -> None:
        super().__init__(data)
        self.fields["owner"] = one(_("Wie is aan zet?"), owners)
        self.initial = {"expects": expects}


class AnswerForm(ActForm):
    """The answer to a question, and by which decision."""

    FIRST = ("answer", "decision", "reason")
    answer = text(gettext_lazy("Het antwoord"), required=True, min_length=3, rows=4)

    def __init__(self, data: Any = None, *, decisions: Iterable[Choice], expects: int) -> None:
        super().__init__(data)
        self.fields["decision"] = one(_("Besluit (als er een is)"), [("", _("geen")), *decisions], required=False)
        self.initial = {"expects": expects}
