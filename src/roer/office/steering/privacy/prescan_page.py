"""The page of the pre-scan: a list of questions; the outcome follows from the answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from roer.core.programme.acts import Act, ScreenPrivacy
from roer.core.programme.entries import Entry
from roer.core.programme.prescan import (
    DigitalService,
    EuropeanCriterion,
    Frequency,
    Kept,
    OrdinaryData,
    PrescanAnswers,
    Registry,
    SensitiveData,
    SpecialData,
    Subjects,
    SupervisorItem,
    Transfer,
)
from roer.core.programme.prescan_rules import Screened, screened
from roer.office.steering.editing.choosing import words_of
from roer.office.steering.editing.forms import one, several, text
from roer.office.steering.privacy.groups import Group, GroupedForm
from roer.office.steering.privacy.page import PrivacyPage

TRANSFER, SERVICE = tuple(Transfer.model_fields), tuple(DigitalService.model_fields)


class PrescanForm(GroupedForm):
    """The questions of the pre-scan, in groups."""

    def __init__(self, data: Any = None, *, answers: PrescanAnswers | None = None, expects: int | None = None) -> None:
        super().__init__(data)
        self.fields = {**_questions(), **self.fields}
        self.fields["expects"].initial = expects or ""
        said = answers.model_dump(mode="json") if answers else {}
        for part in ("transfer", "digital_service"):
            inside = said.pop(part, None)
            said |= {f"has_{part}": inside is not None, **(inside or {})}
        for name, value in said.items():
            self.fields[name].initial = value

    @property
    def groups(self) -> list[Group]:
        """The questions under their headings."""
        return [
            Group(title, [self[name] for name in names], note=note, starts_open=number == 0)
            for number, (title, note, names) in enumerate(_groups())
        ]

    def answers(self) -> PrescanAnswers:
        """What was filled in. Raises ValidationError of pydantic."""
        told = self.cleaned_data
        plain = {name: told[name] for name in PrescanAnswers.model_fields if name in told}
        plain["frequency"], plain["kept"] = told["frequency"] or None, told["kept"] or None
        plain["transfer"] = {name: told[name] for name in TRANSFER} if told["has_transfer"] else None
        plain["digital_service"] = {name: told[name] for name in SERVICE} if told["has_digital_service"] else None
        return PrescanAnswers.model_validate(plain)


def _yes(label: str) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


def _questions() -> dict[str, forms.Field]:
    blank = [("", _("nog niet bekend"))]
    return {
        "description": text(_("Wat gaat u verwerken, en waarom?"), rows=3),
        "new_legislation": _yes(_("Het gaat om nieuwe wet- of regelgeving")),
        "ordinary": several(_("Gewone persoonsgegevens"), words_of(OrdinaryData)),
        "special": several(_("Bijzondere persoonsgegevens"), words_of(SpecialData)),
        "sensitive": several(_("Andere gevoelige persoonsgegevens"), words_of(SensitiveData)),
        "subjects": several(_("Over wie gaan de gegevens?"), words_of(Subjects)),
        "many_people": _yes(_("Het gaat om 10.000 mensen of meer")),
        "frequency": one(_("Hoe vaak verwerkt u de gegevens?"), blank + words_of(Frequency), required=False),
        "kept": one(_("Hoe lang bewaart u de gegevens?"), blank + words_of(Kept), required=False),
        "registries": several(_("Welke basisregistraties gebruikt u?"), words_of(Registry)),
        "supervisor_list": several(_("Komt dit voor?"), words_of(SupervisorItem)),
        "european_criteria": several(_("Komt dit voor?"), words_of(EuropeanCriterion)),
        "has_transfer": _yes(_("Gegevens gaan naar een land buiten de Europese Economische Ruimte (EER)")),
        "cloud": _yes(_("Er wordt een clouddienst gebruikt")),
        "stored_outside": _yes(_("De gegevens staan buiten de EER opgeslagen")),
        "support_outside": _yes(_("Van buiten de EER wordt ondersteuning geleverd")),
        "special_data": _yes(_("Er gaan ook bijzondere persoonsgegevens naar buiten de EER")),
        "without_adequacy": _yes(_("Voor dat land is er geen adequaatheidsbesluit")),
        "high_risk_ai": _yes(_("Er is een AI-systeem met een hoog risico")),
        "impactful_algorithm": _yes(_("Er is een ander algoritme dat veel invloed heeft op mensen")),
        "has_digital_service": _yes(_("Mensen gebruiken een digitale dienst")),
        "for_minors": _yes(_("De dienst is vooral voor mensen onder de 18 jaar")),
        "keeps_minors_out": _yes(_("De dienst laat mensen onder de 18 jaar aantoonbaar niet toe")),
        "dpia_anyway": _yes(_("Doe een DPIA, ook als dat niet verplicht is")),
        "motive": text(
            _("Uitleg bij de uitkomst"),
            help_text=_("Laat leeg om de redenen over te nemen die uit de antwoorden volgen."),
        ),
    }


def _groups() -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (_("De verwerking"), "", ("description", "new_legislation")),
        (
            _("Persoonsgegevens"),
            _("Kies niets als er geen gegevens over personen worden verwerkt."),
            ("ordinary", "special", "sensitive", "subjects", "many_people", "frequency", "kept", "registries"),
        ),
        (
            _("Lijst van de Autoriteit Persoonsgegevens"),
            _("Eén keuze maakt een DPIA verplicht."),
            ("supervisor_list",),
        ),
        (
            _("Europese criteria"),
            _("Bij twee keuzes is een DPIA verplicht, bij één is zij aan te raden."),
            ("european_criteria",),
        ),
        (_("Buiten de EER"), "", ("has_transfer", *TRANSFER)),
        (
            _("Algoritmes en digitale diensten"),
            "",
            ("high_risk_ai", "impactful_algorithm", "has_digital_service", *SERVICE),
        ),
        (_("Uitkomst"), "", ("dpia_anyway", "motive")),
    ]


class PrescanPage(PrivacyPage):
    """`/privacy/<code>/pre-scan/`: answer the questions; the outcome follows."""

    checks = True
    outcome: Screened | None = None

    @property
    def title(self) -> str:
        """Of which result."""
        return _("Pre-scan van ‘%(title)s’") % {"title": self.result.title}

    def samples(self) -> Sequence[Act]:
        """A pre-scan that nobody can object to."""
        return [self._act(PrescanAnswers(), needed=True, motive=_("Voorbeeld."), expects=self._seen)]

    @property
    def _seen(self) -> int | None:
        return self.file.screening.seq if self.file.screening else None

    def _act(self, answers: PrescanAnswers, *, needed: bool, motive: str, expects: int | None) -> ScreenPrivacy:
        return ScreenPrivacy(
            result=self.result.code,
            contract_hash=self.contract_hash,
            dpia_needed=needed,
            motive=motive,
            answers=answers,
            expects=expects,
        )

    def form(self, data: Any) -> PrescanForm:
        """The questions, with the answers of the last time."""
        return PrescanForm(
            data, answers=self.file.screening.answers if self.file.screening else None, expects=self._seen
        )

    def acts(self, form: PrescanForm, parts: list[Any]) -> Iterable[Act]:
        """The pre-scan, with the outcome that follows."""
        answers, told = form.answers(), form.cleaned_data
        found = screened(answers)
        needed = found.needs_dpia or told["dpia_anyway"]
        motive = told["motive"] or found.motive
        return [self._act(answers, needed=needed, motive=motive, expects=next(iter(form.versions()), None))]

    def look(self, form: PrescanForm) -> None:
        """The outcome of these answers."""
        self.outcome = screened(form.answers())

    def more(self) -> dict[str, Any]:
        """The outcome, when it was asked for."""
        return {**super().more(), "outcome": self.outcome}

    def told(self, entries: Sequence[Entry]) -> str:
        """The outcome."""
        act = entries[0].draft.act
        assert isinstance(act, ScreenPrivacy), "this page records a pre-scan"
        if act.dpia_needed:
            return _("De pre-scan is vastgelegd: een DPIA is nodig.")
        return _(
            "De pre-scan is vastgelegd: een DPIA is niet nodig. De Functionaris Gegevensbescherming adviseert nog."
        )
