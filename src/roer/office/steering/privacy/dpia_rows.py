"""The rows of a DPIA's form: one small form for each of the data, processing, party, place, risk and measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from roer.core.programme.dpia import DataKind, LegalGround, PartyRole, RiskLevel, TransferMechanism
from roer.core.programme.measures import Due
from roer.office.steering.editing.choosing import Choice, words_of
from roer.office.steering.editing.forms import one, several, text

EMPTY_ROWS = 2
"""So many empty rows stand ready behind those that are filled in."""
_CHECKS = ("threshold", "audience", "fields_absent", "retention", "logging")


class Row(forms.Form):
    """A row: it counts when its first field is filled in."""

    KEY: ClassVar[str] = "name"
    WORD: ClassVar[str] = ""
    MANY: ClassVar[tuple[str, ...]] = ()
    """The fields that hold several names, one per line."""

    def __init__(self, data: Any, *, prefix: str, said: Mapping[str, Any], persons: Sequence[Choice]) -> None:
        super().__init__(data, prefix=prefix, label_suffix="", use_required_attribute=False)
        self.fields = self.own(persons)
        for name, value in self.shown(said).items():
            if name in self.fields:
                self.fields[name].initial = value

    def own(self, persons: Sequence[Choice]) -> dict[str, forms.Field]:
        """The fields of the row."""
        raise NotImplementedError

    def shown(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """What was said, as the fields show it."""
        lines = {name: "\n".join(said.get(name) or ()) for name in self.MANY}
        return {**said, **lines}

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
        lines = {name: _lines(self.cleaned_data[name]) for name in self.MANY}
        return {name: value for name, value in {**self.cleaned_data, **lines}.items() if value not in ("", None)}


_PRESET = frozenset([*DataKind, *RiskLevel, *Due])
"""What a list says before anybody chose: it does not make a row count."""


def _line(label: str, **more: Any) -> forms.CharField:
    return forms.CharField(**{"label": label, "required": False, "max_length": 160, **more})


def _lines(told: str) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in told.splitlines() if line.strip()))


def _blank(choices: Iterable[Choice]) -> list[Choice]:
    return [("", _("nog niet gekozen")), *choices]


class DataRow(Row):
    """Section 2: a piece of personal data."""

    WORD = "gegeven"

    def own(self, persons: Sequence[Choice]) -> dict[str, forms.Field]:
        """What, of whom, how sensitive, from where."""
        return {
            "name": _line(_("Gegeven")),
            "subjects": _line(_("Over wie?"), max_length=8000),
            "category": _line(_("Soort"), max_length=8000),
            "kind": one(_("Type"), words_of(DataKind), initial=DataKind.ORDINARY.value),
            "source": _line(_("Bron"), max_length=8000),
            "original_purpose": _line(_("Eerst verzameld voor"), max_length=8000),
        }


class ProcessingRow(Row):
    """Sections 3, 5, 10, 11 and 13: what is done, what for, how long it is kept, on which ground."""

    WORD, MANY = "verwerking", ("data", "purposes")

    def own(self, persons: Sequence[Choice]) -> dict[str, forms.Field]:
        """Everything about one processing."""
        return {
            "name": _line(_("Verwerking")),
            "description": text(_("Wat gebeurt er?")),
            "data": text(_("Welke gegevens?"), help_text=_("Eén per regel, zoals hierboven genoemd.")),
            "purposes": text(_("Waarvoor?"), help_text=_("Eén doel per regel.")),
            "ground": one(_("Rechtsgrond (AVG art. 6)"), _blank(words_of(LegalGround)), required=False),
            "law": _line(_("Nederlandse wet en artikel"), max_length=8000),
            "ground_motive": text(_("Uitleg bij de rechtsgrond")),
            "further_use": text(_("Past een nieuw doel bij het oude?")),
            "retention": _line(_("Bewaartermijn"), max_length=8000),
            "retention_motive": text(_("Waarom niet korter?")),
        }


class PartyRow(Row):
    """Sections 6 and 7: a party, its roles and its interest."""

    WORD = "partij"

    def own(self, persons: Sequence[Choice]) -> dict[str, forms.Field]:
        """Who, in which roles, and why."""
        return {
            "name": _line(_("Partij")),
            "roles": several(_("Rol"), words_of(PartyRole)),
            "departments": _line(_("Afdelingen of functies"), max_length=8000),
            "interest": text(_("Belang")),
        }


class LocationRow(Row):
    """Section 8: a place where data are."""

    KEY, WORD = "place", "plaats"

    def own(self, persons: Sequence[Choice]) -> dict[str, forms.Field]:
        """Where, and on what ground outside the EEA."""
        return {
            "place": _line(_("Plaats of dienst")),
            "outside_eea": forms.BooleanField(label=_("Ligt buiten de EER"), required=False),
            "mechanism": one(_("Grond voor de doorgifte"), _blank(words_of(TransferMechanism)), required=False),
            "safeguards": _line(_("Waarborgen"), max_length=8000),
        }


class RiskRow(Row):
    """Section 16: a risk, before and after measures."""

    KEY, WORD, MANY = "text", "risico", ("measures",)

    def own(self, persons: Sequence[Choice]) -> dict[str, forms.Field]:
        """What can go wrong, how likely and how bad, and what remains."""
        levels = words_of(RiskLevel)
        return {
            "code": _line(_("Code"), max_length=24),
            "text": text(_("Wat kan er misgaan?")),
            "origin": _line(_("Waardoor?"), max_length=8000),
            "chance": one(_("Kans"), levels),
            "impact": one(_("Impact"), levels),
            "motive": text(_("Waarom schat u dat zo?")),
            "measures": text(_("Codes van maatregelen"), help_text=_("Eén per regel, zoals M1.")),
            "residual_chance": one(_("Kans na maatregelen"), _blank(levels), required=False),
            "residual_impact": one(_("Impact na maatregelen"), _blank(levels), required=False),
            "acceptance": text(_("Waarom aanvaardt u een hoog risico?")),
        }


class MeasureRow(Row):
    """Section 17: a measure, with what the software may look at by itself."""

    KEY, WORD = "text", "maatregel"

    def own(self, persons: Sequence[Choice]) -> dict[str, forms.Field]:
        """What, who, before when, and what is checked."""
        names = (_("drempel is ten minste"), _("doelgroep is alleen"), _("velden ontbreken"),
                 _("bewaartermijn uitgevoerd (dagen)"), _("logging staat aan"))  # fmt: skip
        return {
            "code": _line(_("Code"), max_length=24),
            "text": text(_("Maatregel")),
            "owner": one(_("Eigenaar"), persons, required=False),
            "due": one(_("Klaar vóór"), words_of(Due), initial=Due.DECISION.value),
            "check": one(
                _("Roer kijkt zelf na"),
                [("", _("nee, de eigenaar meldt het met bewijs")), *zip(_CHECKS, names, strict=True)],
                required=False,
            ),
            "check_on": _line(_("Waarop"), max_length=2000, help_text=_("Een getal, of namen met een komma ertussen.")),
        }

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
