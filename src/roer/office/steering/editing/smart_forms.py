"""The form of a SMART text, and at which of its fields each finding of the checker stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roer.core.programme import smart_rules as rules
from roer.core.programme.elements import Code, SmartText
from roer.core.programme.findings import Rule
from roer.core.programme.labels import SMART_FIELDS
from roer.core.programme.smart_rules import Finding
from roer.office.steering.editing.forms import ActForm, one, text
from roer.office.steering.editing.typed_fields import DayField, NumberField, line

FINDING_AT: Mapping[Rule, str] = {
    rules.VAGUE_WORDS: "sentence",
    rules.TOO_LONG: "sentence",
    rules.TWO_AIMS: "sentence",
    rules.NO_INDICATOR: "indicator",
    rules.NO_UNIT: "unit",
    rules.NO_TARGET: "target",
    rules.NO_REGISTRATION: "measured_by",
    rules.NO_DATE: "target_date",
    rules.PAST: "target_date",
    rules.OUTSIDE: "target_date",
    rules.NO_BASELINE: "baseline",
    rules.NO_BASELINE_DATE: "baseline_date",
    rules.AFTER_TARGET: "baseline_date",
    rules.NOT_YET_MEASURED: "baseline_date",
    rules.NO_CHANGE: "target",
    rules.ALREADY_MET: "operator",
}
"""The field that mends a finding; any other finding is about what stands around the text."""
MENDED_ON: Mapping[Rule, str] = {rules.NO_CLIENT: "change", rules.NO_OWNER: "change", rules.NO_EFFORT: "connect"}
"""The page on which a finding about the surroundings is mended, where there is one."""
SIGNS = {"≤": gettext_lazy("≤ hoogstens"), "≥": gettext_lazy("≥ minstens"), "=": gettext_lazy("= precies")}
DECIMALS = 6


class SmartForm(ActForm):
    """All parts of a SMART text, filled with what is there. Only the sentence must be filled in to keep it."""

    FIRST = (
        "sentence", "indicator", "unit", "baseline", "baseline_date", "operator", "target", "target_date",
        "measured_by", "reason",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, text_now: SmartText | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields = {**_fields(), **self.fields}
        for name in SMART_FIELDS if text_now else ():
            self.fields[name].initial = getattr(text_now, name)

    def said(self, code: Code) -> dict[str, Any]:
        """What was filled in, as the values of a SMART text."""
        told = {name: self.cleaned_data[name] for name in SMART_FIELDS}
        for name in ("baseline", "target"):
            told[name] = None if told[name] is None else float(told[name])
        return {"element": code, **told}

    def tell(self, findings: Iterable[Finding]) -> list[Finding]:
        """Put each finding at the field that mends it; gives those that found a place."""
        told: dict[str, list[Finding]] = {}
        for finding in findings:
            if finding.rule in FINDING_AT:
                told.setdefault(FINDING_AT[finding.rule], []).append(finding)
        for name, found in told.items():
            field = self.fields[name]
            field.findings = found
            help_id = [f"id_{name}_helptext"] if field.help_text else []
            field.widget.attrs["aria-describedby"] = " ".join([*help_id, f"id_{name}_findings"])
        return [finding for found in told.values() for finding in found]


def _fields() -> dict[str, forms.Field]:
    label = {name: word[:1].upper() + word[1:] for name, word in SMART_FIELDS.items()}
    sentence = _("In één zin: wat is wanneer bereikt? Zonder woorden als ‘beter’ of ‘voldoende’.")
    return {
        "sentence": text(label["sentence"], rows=3, required=True, min_length=3, help_text=sentence),
        "indicator": line(label["indicator"], help_text=_("Wat u telt, en van wie.")),
        "unit": line(label["unit"], help_text=_("Zoals %, minuten of woningen.")),
        "baseline": _number(label["baseline"], _("Hoe het was; 0 mag ook.")),
        "baseline_date": DayField(label=label["baseline_date"], required=False),
        "operator": one(label["operator"], SIGNS.items()),
        "target": _number(label["target"], _("Het getal dat u wilt bereiken.")),
        "target_date": DayField(label=label["target_date"], required=False),
        "measured_by": line(label["measured_by"], help_text=_("Het cijfer of het systeem, zoals CBS StatLine.")),
    }


def _number(label: str, told: str) -> NumberField:
    return NumberField(label=label, decimals=DECIMALS, required=False, help_text=told)


@dataclass(frozen=True, slots=True)
class Surrounding:
    """A finding that no word of the text can mend, and the page on which it can be mended, if any."""

    finding: Finding
    address: str


@dataclass(frozen=True, slots=True)
class Review:
    """Nagekeken: what the checker says of a text; `is_now` when it is the text that is recorded already."""

    findings: tuple[Finding, ...]
    surroundings: tuple[Surrounding, ...]
    is_now: bool

    @property
    def blocking(self) -> int:
        """How many findings keep everybody from agreeing."""
        return sum(finding.is_blocking for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Agreement:
    """The client's approval of the present text, that lapses with a new one; `placed` when it is on the roadmap."""

    client: str
    on: date
    placed: bool
