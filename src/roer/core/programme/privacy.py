"""The privacy evidence of a result: pre-scan, DPIAs, advice, adoption per controller, measures (AVG art. 35, 39)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from immutables import Map

from roer.core.programme.acts import (
    AdoptDpia,
    AdviseOnPrivacy,
    ImplementMeasure,
    ReopenMeasure,
    ScreenPrivacy,
    WriteDpia,
)
from roer.core.programme.elements import Code, Digest, Dpia, Measure, MunicipalityCode, content_hash
from roer.core.programme.entries import Recorded, Stamp

PrivacyAct = ScreenPrivacy | WriteDpia | AdviseOnPrivacy | AdoptDpia | ImplementMeasure | ReopenMeasure


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


@dataclass(frozen=True, slots=True)
class Adoption(Recorded):
    """Vaststelling of a DPIA by one controller; `motive` says why when the officer advised against."""

    municipality: MunicipalityCode
    motive: str


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
    """A DPIA with everything that binds to its hash; a next DPIA starts without any of it."""

    dpia: Dpia
    hash: Digest
    advice: PrivacyAdvice | None = None
    adoptions: Map[MunicipalityCode, Adoption] = field(default_factory=Map)
    measures: Map[Code, MeasureRecord] = field(default_factory=Map)

    def is_adopted_by(self, municipality: MunicipalityCode) -> bool:
        """Whether this controller adopted it, knowing the officer's last advice or with a motive against it."""
        adoption = self.adoptions.get(municipality)
        if adoption is None or self.advice is None:
            return False
        return self.advice.positive or (bool(adoption.motive) and adoption.seq > self.advice.seq)


@dataclass(frozen=True, slots=True)
class PrivacyFile:
    """Privacydossier of one result; `dpias` from old to new, the last one counts."""

    screening: ScreeningRecord | None = None
    dpias: tuple[DpiaRecord, ...] = ()

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
        """The file after this act."""
        match act:
            case ScreenPrivacy():
                return replace(self, screening=_screening(act, stamp))
            case WriteDpia():
                return replace(self, dpias=(*self.dpias, _dpia(act.dpia, stamp)))
            case AdviseOnPrivacy():
                return self._advised(act, PrivacyAdvice(stamp=stamp, positive=act.positive, text=act.text))
            case AdoptDpia():
                adoption = Adoption(stamp=stamp, municipality=act.municipality, motive=act.motive)
                last = self.dpias[-1]
                return self._with_last(replace(last, adoptions=last.adoptions.set(act.municipality, adoption)))
            case ImplementMeasure():
                return self._measured(act.measure, "implemented", act.proof, stamp)
            case ReopenMeasure():
                return self._measured(act.measure, "reopened", act.motive, stamp)

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
    )


def _dpia(dpia: Dpia, stamp: Stamp) -> DpiaRecord:
    measures = Map(
        {measure.code: MeasureRecord(stamp=stamp, measure=measure, status="open") for measure in dpia.measures}
    )
    return DpiaRecord(stamp=stamp, dpia=dpia, hash=content_hash(dpia), measures=measures)
