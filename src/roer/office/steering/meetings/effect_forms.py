"""One form per kind of effect: priorities, a place on the roadmap, a network version, lineage, and anything else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from roer.core.programme.decisions import (
    AdoptVersion,
    ApproveLineage,
    Effect,
    General,
    Place,
    Prioritise,
    PriorityClass,
    VersionStatus,
)
from roer.core.programme.elements import Code, MunicipalityCode, Result
from roer.core.programme.gates import missing_gates
from roer.core.programme.state import Programme
from roer.core.values.dutch import day
from roer.office.steering.editing.desk import Desk
from roer.office.steering.editing.forms import one, several, text
from roer.office.steering.meetings.deciding_forms import CLASSES, EffectForm, read_saw, saw, towns_of
from roer.office.steering.placing import placing_of, quarters
from roer.office.steering.standing import Standing


class PrioritiesForm(EffectForm):
    """A class and a place in it for each open result; what is left alone is not decided about."""

    def __init__(self, desk: Desk, data: Any = None, *, asked: Mapping[str, str] | None = None) -> None:
        super().__init__(data)
        self.results = {result.code: result for result in desk.programme.network.results}
        for code, result in self.results.items():
            record = desk.programme.priorities.get(code)
            chosen = (asked or {}).get(code, "")
            self.fields[code] = one(f"{code} {result.title}", CLASSES, required=False, initial=chosen)
            self.fields[f"{code}_plaats"] = forms.IntegerField(
                label=_("Plaats van %(code)s in de klasse") % {"code": code}, required=False, min_value=1, max_value=99
            )
            seen = saw(desk.programme.network.elements[code].hash, record.seq if record else 0)
            self.fields[f"{code}_gezien"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=seen)

    @property
    def rows(self) -> list[tuple[Result, forms.BoundField, forms.BoundField]]:
        """Per result the field for its class and the one for its place."""
        return [(result, self[code], self[f"{code}_plaats"]) for code, result in self.results.items()]

    def clean(self) -> Mapping[str, Any]:
        """Something is decided."""
        if not any(self.cleaned_data.get(code) for code in self.results):
            raise forms.ValidationError(_("Kies voor minstens één resultaat een klasse."))
        return self.cleaned_data

    def effects(self) -> tuple[Effect, ...]:
        """A priority for each result that was chosen."""
        chosen = [code for code in self.results if self.cleaned_data.get(code)]
        return tuple(self._effect(code) for code in chosen)

    def _effect(self, code: Code) -> Prioritise:
        digest, seq = read_saw(self.cleaned_data[f"{code}_gezien"])
        priority = PriorityClass(self.cleaned_data[code])
        rank = self.cleaned_data[f"{code}_plaats"]
        return Prioritise(result=code, subject_hash=digest, priority=priority, rank=rank, seen=seq)


class TownChoice(forms.CheckboxSelectMultiple):
    """A box for each municipality, some out of reach for now; who sends those anyway hears why from the rules."""

    blocked: frozenset[MunicipalityCode] = frozenset()

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The box, out of reach as long as a gate is closed there."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        if value in self.blocked:
            option["attrs"]["disabled"] = True
        return option


class PlaceForm(EffectForm):
    """A place on the roadmap for one result: for which municipalities, from which quarter to which."""

    def __init__(self, desk: Desk, standing: Standing, data: Any = None) -> None:
        super().__init__(data)
        programme, self.result = desk.programme, standing.result
        first, placed = placing_of(programme, standing, on=desk.on), programme.placements.get(self.result.code)
        (place,) = first.effects
        waits = _waiting(programme, standing, desk.on)
        towns = [(code, f"{name}: {waits[code]}" if code in waits else name)
                 for code, name in towns_of(programme, self.result.municipalities)]  # fmt: skip
        quarter = [(item.code, item.label) for item in quarters(programme, on=desk.on)]
        seen = saw(standing.record.hash, placed.seq if placed else 0)
        boxes = TownChoice()
        boxes.blocked = frozenset(waits)
        self.fields |= {
            "municipalities": several(
                _("Voor welke gemeenten"), towns, required=True, initial=place.municipalities, widget=boxes
            ),
            "start": one(_("Eerste kwartaal"), quarter),
            "end": one(_("Laatste kwartaal"), quarter),
            "gezien": forms.CharField(widget=forms.HiddenInput, required=False, initial=seen),
        }

    def effects(self) -> tuple[Effect, ...]:
        """The place."""
        told = self.cleaned_data
        digest, seq = read_saw(told["gezien"])
        towns = tuple(told["municipalities"])
        place = {"municipalities": towns, "start": told["start"], "end": told["end"], "seen": seq}
        return (Place.model_validate({"result": self.result.code, "subject_hash": digest, **place}),)


class VersionForm(EffectForm):
    """A frozen network version to adopt."""

    def __init__(self, desk: Desk, data: Any = None, *, asked: Mapping[str, str] | None = None) -> None:
        super().__init__(data)
        open_ones = (VersionStatus.DRAFT, VersionStatus.DISCUSSED)
        versions = [item for item in desk.programme.versions.values() if item.status in open_ones]
        choices = [
            (f"{item.number}:{item.hash}", _("versie %(n)s van %(day)s, hash %(hash)s") % {
                "n": item.number, "day": day(item.version_date), "hash": item.hash[:12]})
            for item in sorted(versions, key=lambda item: -item.number)
        ]  # fmt: skip
        self.fields["version"] = one(_("DIN-versie"), choices)

    def effects(self) -> tuple[Effect, ...]:
        """The adoption."""
        number, _colon, digest = self.cleaned_data["version"].partition(":")
        return (AdoptVersion(number=int(number), subject_hash=digest),)


class LineageForm(EffectForm):
    """The elements that may be split, merged, removed or restored."""

    def __init__(self, desk: Desk, data: Any = None, *, asked: Mapping[str, str] | None = None) -> None:
        super().__init__(data)
        elements = [record.element for _, record in sorted(desk.programme.network.elements.items())]
        choices = [(item.code, f"{item.code} {item.title}") for item in elements if item.type != "effort"]
        self.fields["elements"] = several(_("Doelen en resultaten"), choices, required=True)

    def effects(self) -> tuple[Effect, ...]:
        """The approval."""
        return (ApproveLineage(elements=tuple(self.cleaned_data["elements"])),)


class GeneralForm(EffectForm):
    """Any other decision: its text."""

    def __init__(self, desk: Desk, data: Any = None, *, asked: Mapping[str, str] | None = None) -> None:
        super().__init__(data)
        self.fields["text"] = text(_("Wat is er besloten"), required=True, min_length=3)

    def effects(self) -> tuple[Effect, ...]:
        """The text."""
        return (General(text=self.cleaned_data["text"]),)


KINDS: Mapping[str, tuple[str, Callable[..., Any]]] = {
    "prioriteit": ("Prioriteiten", PrioritiesForm),
    "versie": ("DIN-versie vaststellen", VersionForm),
    "afstamming": ("Splitsen, samenvoegen, verwijderen, herstellen", LineageForm),
    "anders": ("Iets anders", GeneralForm),
}
"""The kinds of decisions as an address names them, the word for each and its form; a place is asked per result."""


def _waiting(programme: Programme, standing: Standing, on: date) -> Mapping[MunicipalityCode, str]:
    """The municipalities for which it cannot be placed yet, each with why."""
    towns = [code for code in standing.result.municipalities if code not in standing.admitted]
    first = {code: missing_gates(programme, standing.result.code, code, on=on)[0] for code in towns}
    return {code: _("nog niet. %(reason)s") % {"reason": state.reason} for code, state in first.items()}
