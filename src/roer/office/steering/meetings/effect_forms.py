"""One form per kind of effect: priorities, a place on the roadmap, a network version, lineage, and anything else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
from roer.core.programme.elements import Code, Result
from roer.core.values.dutch import day
from roer.office.steering.editing.desk import Desk
from roer.office.steering.editing.forms import one, several, text
from roer.office.steering.meetings.deciding_forms import CLASSES, EffectForm, read_saw, saw, towns_of
from roer.office.steering.placing import quarters


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


class PlaceForm(EffectForm):
    """A place on the roadmap for one result, that of `?resultaat=`, or the first."""

    def __init__(self, desk: Desk, data: Any = None, *, asked: Mapping[str, str] | None = None) -> None:
        super().__init__(data)
        results = {result.code: result for result in desk.programme.network.results}
        wanted = (asked or {}).get("resultaat", "")
        self.result = results.get(wanted) or next(iter(results.values()), None)
        if self.result is None:
            return
        record = desk.programme.placements.get(self.result.code)
        towns = towns_of(desk.programme, self.result.municipalities)
        offered = [(quarter.code, quarter.label) for quarter in quarters(desk.programme, on=desk.on)]
        seen = saw(desk.programme.network.elements[self.result.code].hash, record.seq if record else 0)
        self.fields |= {
            "municipalities": several(_("Gemeenten"), towns, required=True, initial=[code for code, _name in towns]),
            "start": one(_("Eerste kwartaal"), offered),
            "end": one(_("Laatste kwartaal"), offered),
            "gezien": forms.CharField(widget=forms.HiddenInput, required=False, initial=seen),
        }

    def effects(self) -> tuple[Effect, ...]:
        """The place."""
        assert self.result is not None, "a programme without results has no form"
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
    "plaatsing": ("Plaatsing op de roadmap", PlaceForm),
    "versie": ("DIN-versie vaststellen", VersionForm),
    "afstamming": ("Splitsen, samenvoegen, verwijderen, herstellen", LineageForm),
    "anders": ("Iets anders", GeneralForm),
}
"""The kinds of decisions as an address names them, the word for each and its form."""
