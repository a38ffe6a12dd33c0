"""The previews as they stand, with the remarks that were made and the answers to them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from immutables import Map

from roer.core.programme.elements import Code
from roer.core.programme.entries import Recorded, Stamp
from roer.core.programme.preview_acts import AnswerRemark, EndPreview, InviteToPreview, PreviewAct, RemarkOnPreview
from roer.core.programme.previews import PartOfScreen, Preview, ReleaseId


@dataclass(frozen=True, slots=True)
class RemarkAnswer(Recorded):
    """Antwoord on a remark."""

    text: str


@dataclass(frozen=True, slots=True)
class Remark(Recorded):
    """Opmerking of somebody invited, about a part of the screen as `release` showed it."""

    part: PartOfScreen
    text: str
    release: ReleaseId
    answers: tuple[RemarkAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class PreviewRecord(Recorded):
    """A preview as it stands; it is there from `preview.start` up to and without `until`."""

    preview: Preview
    until: date
    motive: str = ""
    remarks: tuple[Remark, ...] = ()

    def is_open(self, on: date) -> bool:
        """Whether whoever is invited sees it on this day."""
        return self.preview.start <= on < self.until

    def remark(self, seq: int) -> Remark | None:
        """The remark that was made in this entry; None when there is none."""
        return next((remark for remark in self.remarks if remark.seq == seq), None)

    def after(self, act: EndPreview | RemarkOnPreview | AnswerRemark, stamp: Stamp) -> PreviewRecord:
        """The preview after an act about it."""
        match act:
            case EndPreview():
                return replace(self, stamp=stamp, until=act.end, motive=act.motive)
            case RemarkOnPreview():
                made = Remark(stamp=stamp, part=act.part, text=act.text, release=act.release)
                return replace(self, remarks=(*self.remarks, made))
            case AnswerRemark():
                answer = RemarkAnswer(stamp=stamp, text=act.text)
                answered = (
                    replace(one, answers=(*one.answers, answer)) if one.seq == act.remark else one
                    for one in self.remarks
                )
                return replace(self, remarks=tuple(answered))


@dataclass(frozen=True, slots=True)
class Previews:
    """Alle voorvertoningen, by code."""

    records: Map[Code, PreviewRecord] = field(default_factory=Map)

    def get(self, code: Code) -> PreviewRecord | None:
        """The preview with this code; None when there is none."""
        return self.records.get(code)

    def in_order(self) -> tuple[PreviewRecord, ...]:
        """All previews, the one that starts last first."""
        return tuple(sorted(self.records.values(), key=lambda record: (record.preview.start, record.seq), reverse=True))

    def after(self, act: PreviewAct, stamp: Stamp) -> Previews:
        """The previews after this act."""
        if isinstance(act, InviteToPreview):
            preview = act.preview
            record = PreviewRecord(stamp=stamp, preview=preview, until=preview.until)
            return Previews(self.records.set(preview.code, record))
        return Previews(self.records.set(act.preview, self.records[act.preview].after(act, stamp)))
