"""The pages of the steps after the DPIA: advice, adoption, consultation, measures, what was seen in use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import Http404
from django.utils.translation import gettext as _

from roer.core.programme.acts import (
    Act,
    AdoptDpia,
    AdviseOnPrivacy,
    Controller,
    ImplementMeasure,
    ReopenMeasure,
)
from roer.core.programme.elements import BodyKind, Code, MunicipalityCode
from roer.core.programme.entries import Entry
from roer.core.programme.privacy_acts import RecordConsultation, ReportOperation
from roer.core.programme.refusals import Verdict
from roer.core.values.dutch import listing
from roer.office.steering.editing.forms import ActForm, one, text
from roer.office.steering.editing.typed_fields import DayField
from roer.office.steering.privacy.page import UNKNOWN, PrivacyPage

KINDS = {Controller.EXECUTIVE: BodyKind.EXECUTIVE, Controller.MAYOR: BodyKind.MAYOR}
"""In which kind of body each controller sits."""


class StepForm(ActForm):
    """A step with a few fields of its own, all of them shown; `behalf` is the body for which it is recorded."""

    behalf: str | None = None

    def __init__(self, data: Any, **own: forms.Field) -> None:
        super().__init__(data)
        self.fields = {**own, **self.fields}
        self.FIRST = tuple(own)

    def circumstances(self, on: date) -> dict[str, Any]:
        """Why, since when, and for which body."""
        return {**super().circumstances(on), "on_behalf_of": self.behalf}


class AdvicePage(PrivacyPage):
    """`/privacy/<code>/advies/`: the officer advises on the last DPIA, or on the pre-scan where there is none."""

    @property
    def title(self) -> str:
        """On which result."""
        return _("Advies over ‘%(title)s’") % {"title": self.result.title}

    @property
    def _subject(self) -> str:
        newest = self.file.exempting_screening or self.file.dpia or self.file.screening
        return newest.hash if newest else UNKNOWN

    def samples(self) -> Sequence[Act]:
        """An advice on what is there."""
        text = _("Voorbeeld.")
        return [AdviseOnPrivacy(result=self.result.code, subject_hash=self._subject, positive=True, text=text)]

    def form(self, data: Any) -> StepForm:
        """Yes or no, and the text."""
        choices = [("", _("kies")), ("ja", _("positief")), ("nee", _("negatief"))]
        form = StepForm(data, tone=one(_("Advies"), choices), text=text(_("Tekst"), rows=6, required=True))
        form.fields["expects"].initial = self._subject
        return form

    def acts(self, form: StepForm, parts: list[Any]) -> Iterable[Act]:
        """The advice, on exactly what was shown."""
        told = form.cleaned_data
        seen = told["expects"] or self._subject
        positive = told["tone"] == "ja"
        return [AdviseOnPrivacy(result=self.result.code, subject_hash=seen, positive=positive, text=told["text"])]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is there, and that it is no decision."""
        return _("Het advies is vastgelegd. De verwerkingsverantwoordelijken besluiten.")


class AdoptionPage(PrivacyPage):
    """`/privacy/<code>/vaststellen/`: the executive or the mayor of a municipality adopts the DPIA."""

    @property
    def title(self) -> str:
        """Of which result."""
        return _("DPIA van ‘%(title)s’ vaststellen") % {"title": self.result.title}

    def _act(self, town: MunicipalityCode, controller: Controller, motive: str, digest: str) -> AdoptDpia:
        code = self.result.code
        return AdoptDpia(result=code, dpia_hash=digest, municipality=town, motive=motive, controller=controller)

    def options(self) -> list[tuple[MunicipalityCode, Controller]]:
        """For whom this person can adopt it now."""
        return [pair for pair in self._waiting() if self.desk.may(self._sample(*pair)).ok]

    def _pairs(self) -> list[tuple[MunicipalityCode, Controller]]:
        controllers = self.file.dpia.controllers if self.file.dpia else (Controller.EXECUTIVE,)
        return [(town, controller) for town in self.result.municipalities for controller in controllers]

    def _waiting(self) -> list[tuple[MunicipalityCode, Controller]]:
        dpia = self.file.dpia
        return [pair for pair in self._pairs() if dpia is None or not dpia.has_adopted(*pair)]

    def _own(self) -> list[tuple[MunicipalityCode, Controller]]:
        """For whom this person sits."""
        person, on = self.desk.person, self.desk.on
        sits = {record.seat.body for record in self.desk.programme.seats_of(person.id, on=on)} if person else set()
        return [pair for pair in self._pairs() if self._body(*pair) in sits]

    def _sample(self, town: MunicipalityCode, controller: Controller) -> AdoptDpia:
        return self._act(town, controller, _("Voorbeeld."), self.dpia_hash)

    def verdict(self) -> Verdict:
        """Whether there is a controller for whom this person adopts it, and otherwise why not."""
        waiting = self._waiting()
        if not waiting:
            return Verdict(ok=False, reason=_("Iedereen die dat moet doen, heeft deze DPIA vastgesteld."))
        if self.options():
            return Verdict(ok=True)
        own = self._own()
        if own and not set(own) & set(waiting):
            told = {"own": self._named(own), "who": self._named(waiting)}
            return Verdict(ok=False, reason=_("Vastgesteld namens %(own)s. De DPIA wacht nog op: %(who)s.") % told)
        return self.desk.may(self._sample(*waiting[0]))

    def form(self, data: Any) -> StepForm:
        """For whom, and why when the officer advised against it."""
        choices = [(f"{town} {controller}", self._name(town, controller)) for town, controller in self.options()]
        against = (
            self.file.dpia is not None and self.file.dpia.advice is not None and not self.file.dpia.advice.positive
        )
        label = _("Waarom wijkt u af van het advies?") if against else _("Toelichting (mag leeg blijven)")
        motive = text(label, rows=4, required=against)
        form = StepForm(data, controller=one(_("Namens"), choices), motive=motive)
        form.fields["expects"].initial = self.dpia_hash
        return form

    def _named(self, pairs: Iterable[tuple[MunicipalityCode, Controller]]) -> str:
        return listing([self._name(*pair) for pair in pairs])

    def _name(self, town: MunicipalityCode, controller: Controller) -> str:
        body = self._body(town, controller)
        return self.desk.programme.bodies[body].body.name if body else town

    def _body(self, town: MunicipalityCode, controller: Controller) -> str | None:
        bodies = self.desk.programme.bodies_of(KINDS[controller], on=self.desk.on)
        return next((body.code for body in bodies if body.municipality == town), None)

    def acts(self, form: StepForm, parts: list[Any]) -> Iterable[Act]:
        """The adoption, of exactly the DPIA that was shown."""
        told = form.cleaned_data
        town, _space, controller = told["controller"].partition(" ")
        form.behalf = self._body(town, Controller(controller))
        return [self._act(town, Controller(controller), told["motive"], told["expects"] or self.dpia_hash)]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is adopted."""
        return _("De DPIA is vastgesteld.")

    def more(self) -> dict[str, Any]:
        """The officer's advice, which whoever adopts must know."""
        return {**super().more(), "advice": self.file.dpia.advice if self.file.dpia else None}


class ConsultationPage(PrivacyPage):
    """`/privacy/<code>/raadpleging/`: the supervisor's answer to a prior consultation (AVG art. 36)."""

    @property
    def title(self) -> str:
        """About which result."""
        return _("Voorafgaande raadpleging over ‘%(title)s’") % {"title": self.result.title}

    def samples(self) -> Sequence[Act]:
        """An answer."""
        said = {"result": self.result.code, "dpia_hash": self.dpia_hash, "reference": "AP", "text": _("Voorbeeld.")}
        return [RecordConsultation.model_validate(said)]

    def form(self, data: Any) -> StepForm:
        """Reference, objection or not, and the text."""
        form = StepForm(
            data,
            reference=forms.CharField(label=_("Kenmerk van de Autoriteit Persoonsgegevens"), max_length=160),
            objects=forms.BooleanField(label=_("De Autoriteit Persoonsgegevens maakt bezwaar"), required=False),
            text=text(_("Antwoord in het kort"), rows=5, required=True),
        )
        form.fields["expects"].initial = self.dpia_hash
        return form

    def acts(self, form: StepForm, parts: list[Any]) -> Iterable[Act]:
        """The answer, on exactly the DPIA that was shown."""
        told = form.cleaned_data
        said = {name: told[name] for name in ("reference", "objects", "text")}
        seen = told["expects"] or self.dpia_hash
        return [RecordConsultation.model_validate({"result": self.result.code, "dpia_hash": seen, **said})]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is there."""
        return _("Het antwoord is vastgelegd.")


class MeasurePage(PrivacyPage):
    """`/privacy/<code>/maatregelen/<measure>/`: report a measure as implemented, or reopen one that does not hold."""

    def prepare(self, code: Code, measure: Code = "", **_kwargs: Any) -> None:
        """The measure of the last DPIA. Raises Http404."""
        super().prepare(code)
        found = self.file.dpia.measures.get(measure) if self.file.dpia else None
        if found is None:
            raise Http404(_("Deze maatregel is er niet."))
        self.record = found

    @property
    def title(self) -> str:
        """Which measure, and what is to be said of it."""
        code = {"code": self.record.measure.code}
        return (
            _("Maatregel %(code)s heropenen") % code if self._is_done else _("Maatregel %(code)s is ingevoerd") % code
        )

    @property
    def _is_done(self) -> bool:
        return self.record.is_implemented

    def _act(self, said: str) -> Act:
        result, measure = self.result.code, self.record.measure.code
        if self._is_done:
            return ReopenMeasure(result=result, measure=measure, motive=said)
        return ImplementMeasure(result=result, measure=measure, proof=said)

    def samples(self) -> Sequence[Act]:
        """What can be said of it now."""
        return [self._act(_("Voorbeeld."))]

    def form(self, data: Any) -> StepForm:
        """The proof, or why it does not hold."""
        label = _("Waarom geldt de maatregel niet meer?") if self._is_done else _("Bewijs: waar blijkt dat uit?")
        return StepForm(data, said=text(label, rows=4, required=True))

    def acts(self, form: StepForm, parts: list[Any]) -> Iterable[Act]:
        """What was said of it."""
        return [self._act(form.cleaned_data["said"])]

    def told(self, entries: Sequence[Entry]) -> str:
        """How it stands now."""
        reopened = isinstance(entries[0].draft.act, ReopenMeasure)
        return _("De maatregel is heropend.") if reopened else _("De maatregel is ingevoerd.")

    def more(self) -> dict[str, Any]:
        """The measure; its text only for who may do something with it."""
        return {**super().more(), "measure": self.record.measure if self.verdict().ok else None}


class OperationPage(PrivacyPage):
    """`/privacy/<code>/gebruik/`: what was seen of a product in use."""

    @property
    def title(self) -> str:
        """Of which result."""
        return _("Waarneming bij ‘%(title)s’") % {"title": self.result.title}

    def samples(self) -> Sequence[Act]:
        """Something that was seen."""
        return [ReportOperation(result=self.result.code, evidence=_("Voorbeeld."))]

    def form(self, data: Any) -> StepForm:
        """Retention, logging, and where it was seen."""
        choices = [("", _("niet te zien")), ("ja", _("ja")), ("nee", _("nee"))]
        return StepForm(
            data,
            retention_done=DayField(label=_("Oude gegevens vernietigd op"), required=False),
            logging=one(_("Wordt bijgehouden wie de gegevens raadpleegt?"), choices, required=False),
            evidence=text(_("Waar is dat gezien?"), required=True),
        )

    def acts(self, form: StepForm, parts: list[Any]) -> Iterable[Act]:
        """What was seen."""
        told = form.cleaned_data
        said = {"retention_done": told["retention_done"], "evidence": told["evidence"]}
        logging = {"ja": True, "nee": False}.get(told["logging"])
        return [ReportOperation.model_validate({"result": self.result.code, "logging_on": logging, **said})]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it counts from now on."""
        return _("De waarneming is vastgelegd. Roer kijkt opnieuw of de maatregelen gelden.")
