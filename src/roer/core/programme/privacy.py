"""The privacy evidence of a result: pre-scan, DPIAs, advice, adoption per controller, measures (AVG art. 35, 39)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from immutables import Map

from roer.core.programme.acts import (
    AdoptDpia,
    AdviseOnPrivacy,
    Controller,
    ImplementMeasure,
    ReopenMeasure,
    ScreenPrivacy,
    WriteDpia,
)
from roer.core.programme.dpia import Dpia
from roer.core.programme.elements import Code, Digest, MunicipalityCode, content_hash
from roer.core.programme.entries import Recorded, Stamp
from roer.core.programme.measures import Measure
from roer.core.programme.prescan import PrescanAnswers
from roer.core.programme.privacy_acts import RecordConsultation, ReportOperation, ReportRelease
from roer.core.programme.releases import ReleaseFacts

PrivacyAct = (
    ScreenPrivacy
    | WriteDpia
    | AdviseOnPrivacy
    | AdoptDpia
    | ImplementMeasure
    | ReopenMeasure
    | RecordConsultation
    | ReportOperation
    | ReportRelease
)


@dataclass(frozen=True, slots=True)
class PrivacyAdvice(Recorded):
    """Advies of the data protection officer on exactly one pre-scan or DPIA."""

    positive: bool
    text: str


@dataclass(frozen=True, slots=True)
class ScreeningRecord(Recorded):
    """Pre-scan: whether this contract needs a DPIA, why, and what the officer says of it."""

    contract_hash: Digest
    dpia_needed: bool
    motive: str
    hash: Digest
    advice: PrivacyAdvice | None = None
    answers: PrescanAnswers | None = None


@dataclass(frozen=True, slots=True)
class Consultation(Recorded):
    """Voorafgaande raadpleging of the supervisor about exactly one DPIA (AVG art. 36)."""

    reference: str
    objects: bool
    text: str


@dataclass(frozen=True, slots=True)
class OperationRecord(Recorded):
    """What was last reported of the product in use; None is 'could not be seen'."""

    retention_done: date | None
    logging_on: bool | None
    evidence: str


@dataclass(frozen=True, slots=True)
class ReleaseRecord(Recorded):
    """A release as it was stated."""

    facts: ReleaseFacts


@dataclass(frozen=True, slots=True)
class PrivacyEvent(Recorded):
    """Gebeurtenis in the file: the act as it was recorded, for the history of the file."""

    act: PrivacyAct


@dataclass(frozen=True, slots=True)
class Adoption(Recorded):
    """Vaststelling of a DPIA by one controller; `motive` says why when the officer advised against."""

    municipality: MunicipalityCode
    motive: str
    controller: Controller = Controller.EXECUTIVE


@dataclass(frozen=True, slots=True)
class MeasureRecord(Recorded):
    """A measure as it stands: `text` is the proof when implemented, the motive when reopened."""

    measure: Measure
    status: Literal["open", "implemented", "reopened"]
    text: str = ""

    @property
    def is_implemented(self) -> bool:
        """Whether it is in place, with proof."""
        return self.status == "implemented"


@dataclass(frozen=True, slots=True)
class DpiaRecord(Recorded):
    """A DPIA with everything that binds to its hash; a next DPIA starts without any of it.

    `adoptions` are those of the executives, `mayors` those of the mayors, by municipality.
    """

    dpia: Dpia
    hash: Digest
    advice: PrivacyAdvice | None = None
    adoptions: Map[MunicipalityCode, Adoption] = field(default_factory=Map)
    measures: Map[Code, MeasureRecord] = field(default_factory=Map)
    mayors: Map[MunicipalityCode, Adoption] = field(default_factory=Map)
    consultation: Consultation | None = None

    @property
    def controllers(self) -> tuple[Controller, ...]:
        """Who of each municipality adopts it: the executive, and the mayor where public order is concerned."""
        return tuple(Controller) if self.dpia.public_order else (Controller.EXECUTIVE,)

    def adoption_of(self, municipality: MunicipalityCode, controller: Controller) -> Adoption | None:
        """The adoption by this controller, whether it still counts or not."""
        return (self.mayors if controller is Controller.MAYOR else self.adoptions).get(municipality)

    def has_adopted(self, municipality: MunicipalityCode, controller: Controller) -> bool:
        """Whether this controller adopted it, knowing the officer's last advice or with a motive against it."""
        adoption = self.adoption_of(municipality, controller)
        if adoption is None or self.advice is None:
            return False
        return self.advice.positive or (bool(adoption.motive) and adoption.seq > self.advice.seq)

    def is_adopted_by(self, municipality: MunicipalityCode) -> bool:
        """Whether every controller of this municipality adopted it."""
        return all(self.has_adopted(municipality, controller) for controller in self.controllers)


@dataclass(frozen=True, slots=True)
class PrivacyFile:
    """Privacydossier of one result; `dpias` from old to new, the last one counts; `release` as last stated."""

    screening: ScreeningRecord | None = None
    dpias: tuple[DpiaRecord, ...] = ()
    operation: OperationRecord | None = None
    release: ReleaseRecord | None = None
    events: tuple[PrivacyEvent, ...] = ()

    @property
    def dpia(self) -> DpiaRecord | None:
        """The DPIA that counts."""
        return self.dpias[-1] if self.dpias else None

    @property
    def exempting_screening(self) -> ScreeningRecord | None:
        """The pre-scan when it says 'no DPIA needed' and no later DPIA was written."""
        screening = self.screening
        if screening is None or screening.dpia_needed or (self.dpia and self.dpia.seq > screening.seq):
            return None
        return screening

    def after(self, act: PrivacyAct, stamp: Stamp) -> PrivacyFile:
        """The file after this act, which its history keeps."""
        return replace(self._after(act, stamp), events=(*self.events, PrivacyEvent(stamp=stamp, act=act)))

    def _after(self, act: PrivacyAct, stamp: Stamp) -> PrivacyFile:
        match act:
            case ScreenPrivacy():
                return replace(self, screening=_screening(act, stamp))
            case WriteDpia():
                return replace(self, dpias=(*self.dpias, _dpia(act.dpia, stamp)))
            case AdviseOnPrivacy():
                return self._advised(act, PrivacyAdvice(stamp=stamp, positive=act.positive, text=act.text))
            case AdoptDpia():
                return self._with_last(_adopted(self.dpias[-1], act, stamp))
            case ImplementMeasure():
                return self._measured(act.measure, "implemented", act.proof, stamp)
            case ReopenMeasure():
                return self._measured(act.measure, "reopened", act.motive, stamp)
            case RecordConsultation():
                answer = Consultation(stamp=stamp, reference=act.reference, objects=act.objects, text=act.text)
                return self._with_last(replace(self.dpias[-1], consultation=answer))
            case ReportOperation():
                return replace(self, operation=_operation(act, stamp))
            case ReportRelease():
                return replace(self, release=ReleaseRecord(stamp=stamp, facts=act.release))

    def _advised(self, act: AdviseOnPrivacy, advice: PrivacyAdvice) -> PrivacyFile:
        if self.screening and self.screening.hash == act.subject_hash:
            return replace(self, screening=replace(self.screening, advice=advice))
        return self._with_last(replace(self.dpias[-1], advice=advice))

    def _measured(self, code: Code, status: Literal["implemented", "reopened"], text: str, stamp: Stamp) -> PrivacyFile:
        last = self.dpias[-1]
        changed = replace(last.measures[code], status=status, text=text, stamp=stamp)
        return self._with_last(replace(last, measures=last.measures.set(code, changed)))

    def _with_last(self, last: DpiaRecord) -> PrivacyFile:
        return replace(self, dpias=(*self.dpias[:-1], last))


def _screening(act: ScreenPrivacy, stamp: Stamp) -> ScreeningRecord:
    return ScreeningRecord(
        stamp=stamp,
        contract_hash=act.contract_hash,
        dpia_needed=act.dpia_needed,
        motive=act.motive,
        hash=content_hash(act),
        answers=act.answers,
    )


def _adopted(dpia: DpiaRecord, act: AdoptDpia, stamp: Stamp) -> DpiaRecord:
    adoption = Adoption(stamp=stamp, municipality=act.municipality, motive=act.motive, controller=act.controller)
    if act.controller is Controller.MAYOR:
        return replace(dpia, mayors=dpia.mayors.set(act.municipality, adoption))
    return replace(dpia, adoptions=dpia.adoptions.set(act.municipality, adoption))


def _operation(act: ReportOperation, stamp: Stamp) -> OperationRecord:
    done, logging = act.retention_done, act.logging_on
    return OperationRecord(stamp=stamp, retention_done=done, logging_on=logging, evidence=act.evidence)


def _dpia(dpia: Dpia, stamp: Stamp) -> DpiaRecord:
    measures = Map(
        {measure.code: MeasureRecord(stamp=stamp, measure=measure, status="open") for measure in dpia.measures}
    )
    return DpiaRecord(stamp=stamp, dpia=dpia, hash=content_hash(dpia), measures=measures)
