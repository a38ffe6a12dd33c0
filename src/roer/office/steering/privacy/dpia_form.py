"""The form of a DPIA: one long page, folded per section of the national model, filled in with what is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from roer.core.programme.dpia import Right
from roer.core.programme.dpia_findings import SECTIONS, DpiaFinding
from roer.core.programme.elements import Contract
from roer.core.programme.labels import label
from roer.office.steering.editing.choosing import persons
from roer.office.steering.editing.forms import text
from roer.office.steering.editing.typed_fields import DayField
from roer.office.steering.privacy.dpia_rows import (
    DataRow,
    LocationRow,
    MeasureRow,
    PartyRow,
    ProcessingRow,
    RiskRow,
    Row,
    rows_of,
)
from roer.office.steering.privacy.groups import Group, GroupedForm, RowSet

ROWS: Mapping[str, type[Row]] = {
    "data": DataRow,
    "processings": ProcessingRow,
    "parties": PartyRow,
    "locations": LocationRow,
    "risks": RiskRow,
    "measures": MeasureRow,
}
"""For each part of a DPIA that holds several the row that asks for one."""
TEXTS = (
    "proposal", "techniques", "framework", "special_ground", "criminal_ground", "national_id_ground",
    "subsidiarity", "proportionality", "security",
)  # fmt: skip
_TITLES = {section.number: section.title for section in SECTIONS}


class DpiaForm(GroupedForm):
    """Everything a DPIA says; `said` is what stands there already."""

    def __init__(self, data: Any = None, *, said: Mapping[str, Any], findings: Sequence[DpiaFinding] = ()) -> None:
        super().__init__(data)
        self.findings = findings
        rights = {answer["right"]: answer for answer in said.get("rights", ())}
        self.fields = {**_own(rights), **self.fields}
        for name, value in said.items():
            if name in self.fields:
                self.fields[name].initial = value
        known = persons(*(measure.get("owner") for measure in said.get("measures", ())))
        self.rows = {name: rows_of(kind, name, said.get(name, ()), data, known) for name, kind in ROWS.items()}

    def is_valid(self) -> bool:
        """Whether the fields and all rows are."""
        return all([super().is_valid(), *(row.is_valid() for rows in self.rows.values() for row in rows)])

    @property
    def groups(self) -> list[Group]:
        """The sections with their fields, rows and findings."""
        return [
            Group(_("Samenvatting"), self._named("summary", "review_by", "public_order", "staged"), starts_open=True),
            self._group((1,), ("proposal",)),
            self._group((2,), rows="data"),
            self._group((3, 5, 10, 11, 13), rows="processings", title=_("Verwerkingen, doelen en bewaartermijnen")),
            self._group((4,), ("techniques",)),
            self._group((6, 7), rows="parties", title=_("Betrokken partijen en belangen")),
            self._group((8,), rows="locations"),
            self._group((9,), ("framework",)),
            self._group((12,), ("special_ground", "criminal_ground", "national_id_ground")),
            self._group((14,), ("subsidiarity", "proportionality")),
            self._group((15,), tuple(name for right in Right for name in (f"how_{right}", f"not_{right}"))),
            self._group((16,), rows="risks"),
            self._group((17,), ("security",), rows="measures"),
        ]

    def _named(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names]

    def _group(
        self, numbers: tuple[int, ...], fields: tuple[str, ...] = (), *, rows: str = "", title: str = ""
    ) -> Group:
        told = ", ".join(str(number) for number in numbers)
        own = self.rows.get(rows, [])
        filled = [row for row in own if row.is_bound or row.fields[row.KEY].initial]
        rest = [row for row in own if row not in filled]
        return Group(
            f"{told}. {title or _TITLES[numbers[0]]}",
            self._named(*fields),
            rows=RowSet(ROWS[rows].WORD, filled, rest) if rows else None,
            findings=[finding for finding in self.findings if finding.section in numbers],
        )

    def said(self) -> dict[str, Any]:
        """What was filled in, as the values of a DPIA."""
        told = self.cleaned_data
        plain = {name: told[name] for name in ("summary", "review_by", "public_order", "staged", *TEXTS)}
        rows = {name: [row.said() for row in rows if not row.is_empty] for name, rows in self.rows.items()}
        for letter, name in (("K", "risks"), ("M", "measures")):
            rows[name] = _numbered(rows[name], letter)
        rights = [
            {"right": right, "procedure": told[f"how_{right}"], "restriction": told[f"not_{right}"]} for right in Right
        ]
        answered = [answer for answer in rights if answer["procedure"] or answer["restriction"]]
        return {**plain, **rows, "rights": answered}


def _own(rights: Mapping[str, Mapping[str, str]]) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {
        "summary": text(_("Samenvatting voor iedereen"), rows=3, required=True),
        "review_by": DayField(label=_("Uiterste datum van de herziening")),
        "public_order": forms.BooleanField(
            label=_("De openbare orde is in het geding: ook de burgemeesters stellen de DPIA vast"), required=False
        ),
        "staged": forms.BooleanField(
            label=_("Maatregelen voor bouw of ingebruikname mogen na het besluit klaar zijn"), required=False
        ),
        "proposal": text(_("Wat gaat u doen, en waarom?"), rows=4),
        "techniques": text(_("Hoe verwerkt u de gegevens? Is er een algoritme?"), rows=3),
        "framework": text(_("Welke wetten en welk beleid gelden?"), rows=3),
        "special_ground": text(_("Uitzondering voor bijzondere gegevens (AVG art. 9)")),
        "criminal_ground": text(_("Uitzondering voor strafrechtelijke gegevens (AVG art. 10)")),
        "national_id_ground": text(_("Wet voor het gebruik van een nationaal nummer (UAVG art. 46)")),
        "subsidiarity": text(_("Kan het met minder gegevens of op een andere manier?"), rows=3),
        "proportionality": text(_("Staat de inbreuk in verhouding tot het doel?"), rows=3),
        "security": text(_("Hoe zijn de gegevens beveiligd?"), rows=3),
    }
    for right in Right:
        said, word = rights.get(right, {}), label(right)
        fields[f"how_{right}"] = text(_("Recht op %(right)s: hoe?") % {"right": word}, initial=said.get("procedure"))
        restricted = _("Beperkt de wet het recht op %(right)s? Welk artikel?") % {"right": word}
        fields[f"not_{right}"] = text(restricted, initial=said.get("restriction"))
    return fields


def _numbered(rows: list[dict[str, Any]], letter: str) -> list[dict[str, Any]]:
    """The rows with a code for each: K1, M2; what has a code keeps it."""
    taken = {row.get("code") for row in rows}
    free = (f"{letter}{number}" for number in range(1, 1000) if f"{letter}{number}" not in taken)
    return [row if row.get("code") else {**row, "code": next(free)} for row in rows]


def from_contract(contract: Contract | None) -> dict[str, Any]:
    """What a first DPIA can take over from the product contract: sources, fields, purposes, law, retention, readers."""
    if contract is None:
        return {}
    fields = [{"name": item.field, "source": item.source} for item in contract.fields]
    sources = [{"name": source, "source": source} for source in contract.sources]
    unique = {row["name"]: row for row in fields or sources}
    processing = {
        "name": contract.product,
        "data": list(unique),
        "purposes": list(contract.purposes),
        "law": contract.legal_basis,
        "retention": contract.retention,
    }
    readers = [{"name": name, "roles": ["recipient"]} for name in contract.audience]
    return {"data": list(unique.values()), "processings": [processing], "parties": readers}
