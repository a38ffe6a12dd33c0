"""Is the target met? A SMART text judged by the latest released figure (programme.md 3.3).

What is not known is never green and never red: it has states of its own. A figure tells what changed, not why.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from roer.core.programme.elements import SmartText
from roer.core.values.dutch import day, number
from roer.core.values.status import Absence

NEARLY = 0.8
"""From this share of the way on, a target that was missed is nearly met."""
STALE_AFTER = 550
"""Days after the end of its period from which a figure is too old to judge by: a yearly figure that was not renewed."""


class TargetStatus(StrEnum):
    """Doelstand: how a measured result stands to its target."""

    MET = "met"
    ON_COURSE = "on_course"
    NEARLY_MET = "nearly_met"
    BEHIND = "behind"
    NOT_MET = "not_met"
    OUTDATED = "outdated"
    SUPPRESSED = "suppressed"
    UNDETERMINED = "undetermined"
    NO_BASELINE = "no_baseline"

    @property
    def label(self) -> str:
        """The Dutch word: 'op koers'."""
        return _LABELS[self]

    @property
    def is_known(self) -> bool:
        """Whether a figure could judge; otherwise it counts as neither good nor bad."""
        return self in _KNOWN


_LABELS = {
    TargetStatus.MET: "gehaald",
    TargetStatus.ON_COURSE: "op koers",
    TargetStatus.NEARLY_MET: "bijna gehaald",
    TargetStatus.BEHIND: "loopt achter",
    TargetStatus.NOT_MET: "niet gehaald",
    TargetStatus.OUTDATED: "cijfer verouderd",
    TargetStatus.SUPPRESSED: "cijfer onderdrukt",
    TargetStatus.UNDETERMINED: "niet vast te stellen",
    TargetStatus.NO_BASELINE: "geen nulmeting",
}
_KNOWN = frozenset(list(TargetStatus)[:5])


@dataclass(frozen=True, slots=True)
class Measured:
    """Gemeten cijfer of a result: a value or the reason why there is none, the end of its period, when released."""

    value: float | None
    absence: Absence | None
    period_end: date
    refreshed_on: date

    def __post_init__(self) -> None:
        if (self.value is None) is (self.absence is None):
            raise ValueError("a measured figure has a value or a reason why there is none, never both")


@dataclass(frozen=True, slots=True)
class TargetState:
    """Stand of a target: the status, the reason in Dutch, and how much of the way from baseline to target is covered.

    `progress` is 1 at the target, above it when surpassed and below 0 when it went the wrong way; None when not known,
    and when the target is to keep what there is.
    """

    status: TargetStatus
    reason: str
    progress: float | None = None


def evaluate(text: SmartText, measured: Measured | None, on: date) -> TargetState:
    """How the result stands to its SMART text on a day."""
    aim = _aim_of(text)
    if isinstance(aim, TargetState):
        return aim
    if measured is None:
        return TargetState(TargetStatus.UNDETERMINED, "Er is geen vrijgegeven cijfer voor deze indicator.")
    if measured.absence is Absence.SECRET:
        return TargetState(TargetStatus.SUPPRESSED, "Het cijfer is onderdrukt: de aantallen zijn te klein.")
    if measured.value is None:
        word = measured.absence.label if measured.absence else Absence.UNKNOWN.label
        return TargetState(TargetStatus.UNDETERMINED, f"Er is geen cijfer: {word}.")
    if measured.period_end < aim.target_date and (on - measured.period_end).days > STALE_AFTER:
        # A figure of after the target date stays good: the target is judged by it for ever.
        return TargetState(TargetStatus.OUTDATED, f"Het laatste cijfer gaat tot {day(measured.period_end)}.")
    if measured.period_end <= aim.baseline_date:
        return TargetState(TargetStatus.UNDETERMINED, "Er is nog geen cijfer van na de nulmeting.")
    told = f"{_figure(measured.value)} op {day(measured.period_end)}, streefwaarde {_figure(aim.target)}."
    return TargetState(aim.judge(measured.value, measured.period_end), told, aim.progress(measured.value))


@dataclass(frozen=True, slots=True)
class _Aim:
    """From where to where, by when; all of it known."""

    operator: str
    baseline: float
    baseline_date: date
    target: float
    target_date: date

    def judge(self, value: float, at: date) -> TargetStatus:
        """The status for a value that holds at the end of its period."""
        progress, due = self.progress(value), at >= self.target_date
        if self._is_reached(value):
            # A level to keep is met only on its date; until then it is on course.
            return TargetStatus.MET if due or progress is not None else TargetStatus.ON_COURSE
        if due:
            return TargetStatus.NEARLY_MET if progress is not None and progress >= NEARLY else TargetStatus.NOT_MET
        ahead = progress is not None and progress >= self._expected(at)
        return TargetStatus.ON_COURSE if ahead else TargetStatus.BEHIND

    def progress(self, value: float) -> float | None:
        """The share of the way that is covered; None where there is no way to go ('handhaven')."""
        way = self.target - self.baseline
        wanted = {"≤": way < 0, "≥": way > 0, "=": way != 0}[self.operator]
        return (value - self.baseline) / way if wanted else None

    def _is_reached(self, value: float) -> bool:
        if self.operator == "≤":
            return value <= self.target
        return value >= self.target if self.operator == "≥" else value == self.target

    def _expected(self, at: date) -> float:
        """Where a straight line from baseline to target would be on a day, as a share of the way."""
        return (at - self.baseline_date).days / (self.target_date - self.baseline_date).days


def _aim_of(text: SmartText) -> _Aim | TargetState:
    if text.baseline is None or text.baseline_date is None:
        return TargetState(TargetStatus.NO_BASELINE, "Er is geen nulmeting met een datum.")
    if text.target is None or text.target_date is None:
        return TargetState(TargetStatus.UNDETERMINED, "Er is geen streefwaarde met een datum.")
    if text.target_date <= text.baseline_date:
        return TargetState(TargetStatus.UNDETERMINED, "De streefdatum ligt niet na de nulmeting.")
    return _Aim(text.operator, text.baseline, text.baseline_date, text.target, text.target_date)


def _figure(value: float) -> str:
    written = f"{value:.6f}".rstrip("0").rstrip(".")
    return number(value, len(written.partition(".")[2]))
