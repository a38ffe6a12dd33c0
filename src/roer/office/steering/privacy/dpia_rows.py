"""The rows of a DPIA's form: one small form for each of the data, processing, party, place, risk and measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roer.core.programme.dpia import DataKind, LegalGround, PartyRole, RiskLevel, TransferMechanism
from roer.core.programme.measures import Due
from roer.office.steering.editing.choosing import Choice, words_of
from roer.office.steering.editing.forms import one, several
from roer.office.steering.editing.forms import text as lines
from roer.office.steering.editing.typed_fields import line

EMPTY_ROWS = 2
"""So many empty rows stand ready behind those that are filled in."""
_CHECKS = {
    "": gettext_lazy("nee, de eigenaar meldt het met bewijs"),
    "threshold": gettext_lazy("drempel is ten minste"),
    "audience": gettext_lazy("doelgroep is alleen"),
    "fields_absent": gettext_lazy("velden ontbreken"),
    "retention": gettext_lazy("bewaartermijn uitgevoerd (dagen)"),
    "logging": gettext_lazy("logging staat aan"),
}


class Row(forms.Form):
    """A row: it counts when its first field is filled in."""

    KEY: ClassVar[str] = "name"
    WORD: ClassVar[str] = ""
    MANY: ClassVar[tuple[str, ...]] = ()
    """The fields that hold several names, one per line."""

    def __init__(self, data: Any, *, prefix: str, said: Mapping[str, Any], persons: Sequence[Choice]) -> None:
        super().__init__(data, prefix=prefix, label_suffix="", use_required_attribute=False)
        for name, value in self.shown(said).items():
            if name in self.fields:
                self.fields[name].initial = value

    def shown(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """What was said, as the fields show it."""
        return {**said, **{name: "\n".join(said.get(name) or ()) for name in self.MANY}}

    def clean(self) -> dict[str, Any]:
        """Refuse what is filled in beside an empty first field."""
        told: dict[str, Any] = super().clean() or {}
        texts = [value for name, value in told.items() if name != self.KEY and isinstance(value, str)]
        kept = [value for value in texts if value and value not in _PRESET]
        if not told.get(self.KEY) and self.KEY not in self.errors and kept:
            self.add_error(self.KEY, _("Vul ook dit in, of maak de rest leeg."))
        return told

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filled in."""
        return not self.cleaned_data.get(self.KEY)

    def said(self) -> dict[str, Any]:
        """What was filled in, as the programme's classes take it."""
        told = {**self.cleaned_data, **{name: _lines(self.cleaned_data[name]) for name in self.MANY}}
        return {name: value for name, value in told.items() if value not in ("", None)}


_PRESET = frozenset([*DataKind, *RiskLevel, *Due])
"""What a list says before anybody chose: it does not make a row count."""


def _named(label: Any) -> forms.CharField:
    return line(label, max_length=160)


def _lines(told: str) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in told.splitlines() if line.strip()))


def _blank(choices: Iterable[Choice]) -> list[Choice]:
    return [("", gettext_lazy("nog niet gekozen")), *choices]


class DataRow(Row):
    """Section 2: a piece of personal data."""

    WORD = "gegeven"
    name = _named(gettext_lazy("Gegeven"))
    subjects = line(gettext_lazy("Over wie?"))
    category = line(gettext_lazy("Soort"))
    kind = one(gettext_lazy("Type"), words_of(DataKind), initial=DataKind.ORDINARY.value)
    source = line(gettext_lazy("Bron"))
    original_purpose = line(gettext_lazy("Eerst verzameld voor"))


class ProcessingRow(Row):
    """Sections 3, 5, 10, 11 and 13: what is done, what for, how long it is kept, on which ground."""

    WORD, MANY = "verwerking", ("data", "purposes")
    name = _named(gettext_lazy("Verwerking"))
    description = lines(gettext_lazy("Wat gebeurt er?"))
    data = lines(gettext_lazy("Welke gegevens?"), help_text=gettext_lazy("Eén per regel, zoals hierboven genoemd."))
    purposes = lines(gettext_lazy("Waarvoor?"), help_text=gettext_lazy("Eén doel per regel."))
    ground = one(gettext_lazy("Rechtsgrond (AVG art. 6)"), _blank(words_of(LegalGround)), required=False)
    law = line(gettext_lazy("Nederlandse wet en artikel"))
    ground_motive = lines(gettext_lazy("Uitleg bij de rechtsgrond"))
    further_use = lines(gettext_lazy("Past een nieuw doel bij het oude?"))
    retention = line(gettext_lazy("Bewaartermijn"))
    retention_motive = lines(gettext_lazy("Waarom niet korter?"))


class PartyRow(Row):
    """Sections 6 and 7: a party, its roles and its interest."""

    WORD = "partij"
    name = _named(gettext_lazy("Partij"))
    roles = several(gettext_lazy("Rol"), words_of(PartyRole))
    departments = line(gettext_lazy("Afdelingen of functies"))
    interest = lines(gettext_lazy("Belang"))


class LocationRow(Row):
    """Section 8: a place where data are."""

    KEY, WORD = "place", "plaats"
    place = _named(gettext_lazy("Plaats of dienst"))
    outside_eea = forms.BooleanField(label=gettext_lazy("Ligt buiten de EER"), required=False)
    mechanism = one(gettext_lazy("Grond voor de doorgifte"), _blank(words_of(TransferMechanism)), required=False)
    safeguards = line(gettext_lazy("Waarborgen"))


class RiskRow(Row):
    """Section 16: a risk, before and after measures."""

    KEY, WORD, MANY = "text", "risico", ("measures",)
    code = line(gettext_lazy("Code"), max_length=24)
    text = lines(gettext_lazy("Wat kan er misgaan?"))
    origin = line(gettext_lazy("Waardoor?"))
    chance = one(gettext_lazy("Kans"), words_of(RiskLevel))
    impact = one(gettext_lazy("Impact"), words_of(RiskLevel))
    motive = lines(gettext_lazy("Waarom schat u dat zo?"))
    measures = lines(gettext_lazy("Codes van maatregelen"), help_text=gettext_lazy("Eén per regel, zoals M1."))
    residual_chance = one(gettext_lazy("Kans na maatregelen"), _blank(words_of(RiskLevel)), required=False)
    residual_impact = one(gettext_lazy("Impact na maatregelen"), _blank(words_of(RiskLevel)), required=False)
    acceptance = lines(gettext_lazy("Waarom aanvaardt u een hoog risico?"))


class MeasureRow(Row):
    """Section 17: a measure, with what the software may look at by itself."""

    KEY, WORD = "text", "maatregel"
    code = line(gettext_lazy("Code"), max_length=24)
    text = lines(gettext_lazy("Maatregel"))
    owner = one(gettext_lazy("Eigenaar"), (), required=False)
    due = one(gettext_lazy("Klaar vóór"), words_of(Due), initial=Due.DECISION.value)
    check = one(gettext_lazy("Roer kijkt zelf na"), _CHECKS.items(), required=False)
    check_on = line(
        gettext_lazy("Waarop"), max_length=2000, help_text=gettext_lazy("Een getal, of namen met een komma ertussen.")
    )

    def __init__(self, data: Any, *, persons: Sequence[Choice], **more: Any) -> None:
        super().__init__(data, persons=persons, **more)
        self.fields["owner"].choices = persons

    def shown(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """The check as its kind and what it looks at."""
        check = said.get("check") or {}
        inside = next((value for name, value in check.items() if name != "type"), "")
        told = ", ".join(inside) if isinstance(inside, list | tuple) else str(inside)
        return {**said, "check": check.get("type", ""), "check_on": told}

    def clean(self) -> dict[str, Any]:
        """The check must be complete."""
        told = super().clean()
        check, on = told.get("check"), told.get("check_on", "")
        if check in ("threshold", "retention") and on and not on.isdecimal():
            self.add_error("check_on", _("Vul hier een getal in."))
        elif check in ("threshold", "audience", "fields_absent") and not on:
            self.add_error("check_on", _("Vul in waar Roer naar kijkt."))
        return told

    def said(self) -> dict[str, Any]:
        """The measure with its check."""
        told = super().said()
        kind, on = told.pop("check", ""), told.pop("check_on", "")
        if not kind:
            return told
        names = tuple(name.strip() for name in on.split(",") if name.strip())
        own = {
            "threshold": {"minimum": on},
            "audience": {"audience": names},
            "fields_absent": {"fields": names},
            "retention": {"days": on} if on else {},
        }
        return {**told, "check": {"type": kind, **own.get(kind, {})}}


def rows_of(
    kind: type[Row], name: str, said: Sequence[Mapping[str, Any]], data: Any, persons: Sequence[Choice]
) -> list[Row]:
    """The rows of one kind: those that were posted, or those that are there with some empty ones."""
    if data is None:
        filled = [*said, *({} for _number in range(EMPTY_ROWS))]
        return [kind(None, prefix=f"{name}-{n}", said=row, persons=persons) for n, row in enumerate(filled)]
    numbers = {key.split("-")[1] for key in data if key.startswith(f"{name}-") and key.count("-") >= 2}
    count = min(1 + max((int(number) for number in numbers if number.isdecimal()), default=-1), 200)
    return [kind(data, prefix=f"{name}-{n}", said={}, persons=persons) for n in range(count)]
