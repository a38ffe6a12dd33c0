"""The forms of deciding: what every decision asks, a position per municipality, and what each kind of effect asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roer.core.programme.acts import GiveAdvice
from roer.core.programme.decisions import Outcome, Position, PriorityClass, Reservation, Vote
from roer.core.programme.elements import Code, MunicipalityCode
from roer.core.programme.meeting_access import visible_meetings
from roer.core.programme.meetings import ItemKind
from roer.core.programme.reading import may_read
from roer.core.programme.state import Programme
from roer.core.values.dutch import day
from roer.office.steering.editing.choosing import Choice, words_of
from roer.office.steering.editing.desk import Desk
from roer.office.steering.editing.element_forms import CODE
from roer.office.steering.editing.forms import ActForm, one, several, text
from roer.office.steering.editing.typed_fields import DayField

CLASSES = [("", gettext_lazy("blijft zoals het is")), *words_of(PriorityClass)]


def code_field(label: Any, **more: Any) -> forms.RegexField:
    """A field for a code that does not exist yet."""
    told = {"help_text": _("Hoofdletters, cijfers en streepjes, zoals B-2021-04."), "min_length": 2, "max_length": 24}
    return forms.RegexField(CODE, label=label, **{**told, **more})


class DecisionForm(ActForm):
    """What every decision says, whatever it is about; to choose from is what this person may know of."""

    FIRST = ("title", "body", "item", "decided_on", "outcome", "motive", "advice", "code")
    title = forms.CharField(label=gettext_lazy("Titel"), max_length=160)
    outcome = forms.ChoiceField(label=gettext_lazy("Uitkomst"), choices=words_of(Outcome))
    motive = text(gettext_lazy("Toelichting"), help_text=gettext_lazy("Verplicht als het voorstel niet is aangenomen."))

    def __init__(self, desk: Desk, bodies: list[Choice], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields |= {
            "code": code_field(_("Nummer van het besluit")),
            "body": one(_("Besloten door"), bodies),
            "item": one(
                _("In welk overleg, bij welk agendapunt"), [("", _("niet in een overleg")), *_items(desk)],
                required=False, help_text=_("Met een overleg gelden datum en quorum van dat overleg."),
            ),
            "decided_on": DayField(label=_("Besloten op"), initial=desk.on),
            "advice": one(_("Op advies"), [("", _("geen advies")), *_advices(desk)], required=False),
            "effective": DayField(label=_("Gaat in op (leeg: meteen)"), required=False),
            "replaces": several(_("Vervangt"), _standing(desk.programme)),
        }  # fmt: skip
        del self.fields["holds_from"]

    def circumstances(self, on: date) -> dict[str, Any]:
        """Why; a decision holds from the day on which it was taken."""
        return {**super().circumstances(on), "holds_from": self.cleaned_data["decided_on"]}

    def place(self) -> tuple[Code | None, int | None]:
        """The meeting and the number of the item on its agenda."""
        meeting, _hash, number = self.cleaned_data["item"].partition("#")
        return (meeting, int(number)) if meeting else (None, None)


class PositionsForm(forms.Form):
    """What each municipality thought of it."""

    def __init__(self, programme: Programme, data: Any = None) -> None:
        super().__init__(data, prefix="standpunt", label_suffix="")
        self.towns = {code: town.name for code, town in sorted(programme.municipalities.items())}
        positions = [("", _("niet vermeld")), *words_of(Position)]
        for code, name in self.towns.items():
            self.fields[code] = one(name, positions, required=False)
            self.fields[f"{code}_tekst"] = forms.CharField(
                label=_("Toelichting van %(town)s") % {"town": name}, max_length=8000, required=False
            )

    @property
    def shown(self) -> list[forms.BoundField]:
        """All fields stand open."""
        return list(self)

    @property
    def folded(self) -> list[forms.BoundField]:
        """None is folded away."""
        return []

    def clean(self) -> Mapping[str, Any]:
        """Who reserves says why."""
        told = self.cleaned_data
        for code in self.towns:
            if told.get(code) == Position.RESERVED and len(told.get(f"{code}_tekst", "").strip()) < 3:
                self.add_error(f"{code}_tekst", _("Schrijf op waarom deze gemeente een voorbehoud maakt."))
        return told

    def positions(self) -> tuple[tuple[Vote, ...], tuple[Reservation, ...]]:
        """The votes and the reservations."""
        told = {code: (self.cleaned_data[code], self.cleaned_data[f"{code}_tekst"]) for code in self.towns}
        votes = tuple(
            Vote.model_validate({"municipality": code, "position": said, "text": words})
            for code, (said, words) in told.items()
            if said and said != Position.RESERVED
        )
        reserved = tuple(
            Reservation(municipality=code, text=words)
            for code, (said, words) in told.items()
            if said == Position.RESERVED
        )
        return votes, reserved


class EffectForm(forms.Form):
    """What one kind of effect asks; a plain form that stands above the form of the decision."""

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, prefix="effect", label_suffix="", **more)

    @property
    def shown(self) -> list[forms.BoundField]:
        """All visible fields stand open."""
        return self.visible_fields()

    @property
    def folded(self) -> list[forms.BoundField]:
        """None is folded away."""
        return []


def saw(programme_hash: str, seq: int) -> str:
    """What a form saw of a result and of what was decided about it, in one hidden value."""
    return f"{programme_hash}:{seq}"


def read_saw(value: str) -> tuple[str, int]:
    """The inverse of `saw`."""
    digest, _colon, seq = value.partition(":")
    return digest, int(seq) if seq.isdecimal() and len(seq) < 15 else 0


def towns_of(programme: Programme, codes: Iterable[MunicipalityCode]) -> list[Choice]:
    """Municipalities to tick."""
    return [(code, programme.municipalities[code].name) for code in codes]


def _items(desk: Desk) -> list[Choice]:
    found = [
        (f"{record.meeting.code}#{number}", record, number, item.title)
        for record in visible_meetings(desk.programme, desk.who, on=desk.on)
        if record.cancelled is None and not record.is_confirmed and record.meeting.held_on <= desk.on
        for number, item in enumerate(record.items, start=1)
        if item.kind is ItemKind.DECISION
    ]
    found.sort(key=lambda told: (told[1].meeting.held_on, -told[2]), reverse=True)
    return [(value, f"{day(record.meeting.held_on)}, punt {number}: {title}") for value, record, number, title in found]


def _advices(desk: Desk) -> list[Choice]:
    now = datetime.now(UTC)
    records = [
        record
        for record in desk.programme.advices.values()
        if may_read(GiveAdvice(advice=record.advice), desk.programme, desk.who, now=now)
    ]
    records.sort(key=lambda record: record.seq, reverse=True)
    return [(item.advice.code, f"{item.advice.code} ({day(item.since)}): {item.advice.text[:60]}") for item in records]


def _standing(programme: Programme) -> list[Choice]:
    records = [record for record in programme.decisions.values() if record.has_effect and record.replaced is None]
    records.sort(key=lambda record: record.seq, reverse=True)
    return [(item.decision.code, f"{item.decision.code} {item.decision.title}") for item in records]
