"""The rules of a SMART text that can stand before an audit office, as data (programme.md 3.3; Rekenkamer Rotterdam)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from roer.core.programme.findings import Rule, Severity


class Criterion(StrEnum):
    """The letter that a rule belongs to: SMART, with N for the baseline and C for what can be checked afterwards."""

    SPECIFIC = "specific"
    MEASURABLE = "measurable"
    ACCEPTABLE = "acceptable"
    REALISTIC = "realistic"
    TIME_BOUND = "time_bound"
    BASELINE = "baseline"
    CONTROLLABLE = "controllable"

    @property
    def letter(self) -> str:
        """The letter on the screen."""
        return _LETTERS[self][0]

    @property
    def label(self) -> str:
        """What the letter stands for, in Dutch."""
        return _LETTERS[self][1]


_LETTERS = {
    Criterion.SPECIFIC: ("S", "specifiek"),
    Criterion.MEASURABLE: ("M", "meetbaar"),
    Criterion.ACCEPTABLE: ("A", "acceptabel"),
    Criterion.REALISTIC: ("R", "realistisch"),
    Criterion.TIME_BOUND: ("T", "tijdgebonden"),
    Criterion.BASELINE: ("N", "nulmeting"),
    Criterion.CONTROLLABLE: ("C", "controleerbaar"),
}


def criterion_of(rule: Rule) -> Criterion:
    """The criterion of a SMART rule: the first half of its name."""
    return Criterion(rule.code.partition(".")[0])


@dataclass(frozen=True, slots=True)
class Finding:
    """Bevinding: where a SMART text breaks a rule, why that matters, what to write instead; `part` is what lacks."""

    rule: Rule
    reason: str
    suggestion: str
    part: str = ""

    @property
    def criterion(self) -> Criterion:
        """The criterion it belongs to."""
        return criterion_of(self.rule)

    @property
    def is_blocking(self) -> bool:
        """Whether nobody can agree with the text as long as this stands."""
        return self.rule.severity is Severity.BLOCKING


_BLOCKING, _ADVICE = Severity.BLOCKING, Severity.ADVICE

VAGUE_WORDS = Rule("specific.vague_words", _ADVICE, "Vage woorden", "no word that readers take differently")
TOO_LONG = Rule("specific.too_long", _ADVICE, "Te lange zin", "a sentence that can be read in one go")
TWO_AIMS = Rule("specific.two_aims", _ADVICE, "Twee doelen in één tekst", "one aim per text")
NO_INDICATOR = Rule("measurable.no_indicator", _BLOCKING, "Geen indicator", "an indicator: what is counted or measured")
NO_UNIT = Rule("measurable.no_unit", _BLOCKING, "Geen eenheid", "the unit of the indicator")
NO_TARGET = Rule("measurable.no_target", _BLOCKING, "Geen streefwaarde", "a target value")
NO_REGISTRATION = Rule(
    "measurable.no_registration", _ADVICE, "Geen registratie", "the system or the figure that measures it"
)
NO_CLIENT = Rule("acceptable.no_client", _BLOCKING, "Geen klant", "a client who can agree")
NO_OWNER = Rule("acceptable.no_owner", _ADVICE, "Geen eigenaar", "an owner who answers for it")
NO_EFFORT = Rule("realistic.no_effort", _ADVICE, "Geen inspanning", "an effort that works on the result")
NO_CAPACITY = Rule(
    "realistic.no_capacity", _ADVICE, "Geen capaciteit", "people for its efforts, once their need is known"
)
NO_DATE = Rule("time_bound.no_date", _BLOCKING, "Geen streefdatum", "a target date")
PAST = Rule("time_bound.past", _ADVICE, "Streefdatum al voorbij", "a target date after the day of writing")
OUTSIDE = Rule(
    "time_bound.outside_programme",
    _ADVICE,
    "Streefdatum buiten het programma",
    "a target date within the programme, or an effort of the line that takes the result over",
)
NO_BASELINE = Rule("baseline.no_value", _BLOCKING, "Geen nulmeting", "the value before the work began")
NO_BASELINE_DATE = Rule("baseline.no_date", _BLOCKING, "Nulmeting zonder datum", "the day of the baseline")
AFTER_TARGET = Rule("baseline.after_target", _BLOCKING, "Nulmeting na de streefdatum", "a baseline before the target")
NOT_YET_MEASURED = Rule(
    "baseline.not_yet_measured", _ADVICE, "Nulmeting in de toekomst", "a baseline that was measured when it was written"
)
NO_CHANGE = Rule(
    "baseline.no_change", _ADVICE, "Streefwaarde gelijk aan nulmeting", "a target that differs, unless it is to be kept"
)
ALREADY_MET = Rule(
    "baseline.already_met", _ADVICE, "Streefwaarde al gehaald", "a target that was not met on the day of the baseline"
)
NO_SOURCES = Rule(
    "controllable.no_sources", _ADVICE, "Geen bronnen", "a product contract that names the sources of the figure"
)

SMART_RULES = (
    VAGUE_WORDS, TOO_LONG, TWO_AIMS,
    NO_INDICATOR, NO_UNIT, NO_TARGET, NO_REGISTRATION,
    NO_CLIENT, NO_OWNER,
    NO_EFFORT, NO_CAPACITY,
    NO_DATE, PAST, OUTSIDE,
    NO_BASELINE, NO_BASELINE_DATE, AFTER_TARGET, NOT_YET_MEASURED, NO_CHANGE, ALREADY_MET,
    NO_SOURCES,
)  # fmt: skip
"""Every rule, in the order in which findings are told."""
