"""The figures as files: the released cells in rows, as CSV and JSON. What is hidden carries its sign and its reason."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from roer.core.figures.observations import Observed
from roer.core.values.periods import Period
from roer.core.values.regions import RegionLevel
from roer.core.values.spreadsheets import harmless
from roer.core.values.status import Absence, Mark
from roer.data.releases.reader import ReleaseReader
from roer.office.monitors.figures import PROGRAMME, quantity_of

COLUMNS = (
    "indicator",
    "naam",
    "versie",
    "gebied",
    "gebiedsnaam",
    "niveau",
    "periode",
    "periodenaam",
    "uitsplitsing",
    "uitsplitsingsnaam",
    "waarde",
    "eenheid",
    "status",
)
"""The headings of every file. `waarde` holds the figure, or the sign of its absence; `status` says it in words."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Selectie of the cells for a file; None means all."""

    indicator: str | None = None
    area: str | None = None
    period: str | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Regel of a file: one released cell with everything that its codes mean."""

    indicator: str
    label: str
    version: int
    area: str
    area_name: str
    level: str
    period: Period
    breakdown: str
    breakdown_name: str
    observed: Observed
    unit: str
    decimals: int
    number: int | float | None

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands in the columns before and after the figure, in the order of COLUMNS, the figure left out."""
        return (
            self.indicator,
            self.label,
            str(self.version),
            self.area,
            self.area_name,
            self.level,
            self.period.code,
            self.period.label,
            self.breakdown,
            self.breakdown_name,
            self.unit,
            self.observed.status,
        )

    @property
    def sign(self) -> str:
        """The sign of an absence; empty for a figure."""
        return self.observed.absence.sign if self.observed.absence else ""


def lines(release: ReleaseReader, wanted: Wanted) -> Iterator[Line]:
    """The released cells that were asked for, in the order of the product, from large to small areas."""
    for code, told in release.indicators.items():
        if wanted.indicator not in (None, code):
            continue
        quantity, names = quantity_of(release, code), release.breakdown(code)
        cells = release.cells(code, region=wanted.area, level=wanted.level, period=wanted.period, breakdown="*")
        for cell in cells:
            area = release.areas_by_code[cell.region]
            shown = None if cell.value is None else quantity.rounded(cell.value)
            yield Line(
                indicator=code,
                label=quantity.label,
                version=told["version"],
                area=area.code,
                area_name=area.name,
                level=level_word(area.level),
                period=Period(cell.period),
                breakdown=cell.breakdown,
                breakdown_name=names.get(cell.breakdown, ""),
                observed=Observed(value=cell.value, absence=cell.absence, marks=cell.marks),
                unit=quantity.unit,
                decimals=quantity.decimals,
                number=None if shown is None else int(shown) if quantity.decimals == 0 else float(shown),
            )


def level_word(level: str) -> str:
    """The Dutch word for the level of an area."""
    return "programma" if level == PROGRAMME else RegionLevel(level).label


def as_csv(found: Iterator[Line]) -> str:
    """For Dutch spreadsheets: semicolons, decimal commas, and a byte order mark so that accents survive.

    Programs read the JSON file instead, which has decimal points and nulls.
    """
    text = io.StringIO()
    text.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in found:
        texts = [harmless(one) for one in line.texts]
        writer.writerow([*texts[:10], _figure(line), *texts[10:]])
    return text.getvalue()


def _figure(line: Line) -> str:
    if line.number is None:
        return line.sign
    return f"{line.number:.{line.decimals}f}".replace(".", ",")


def as_json(release: ReleaseReader, found: Iterator[Line]) -> str:
    """For programs: every cell with its value or null, and the machine's word for why it is absent."""
    told = {
        "product": release.slug,
        "title": release.title,
        "release": release.id,
        "released_at": release.created_at.isoformat(),
        "sources": [_source(release, at) for at in range(len(release.sources))],
        "indicators": [_indicator(code, told) for code, told in release.indicators.items()],
        "absences": {absence.value: {"sign": absence.sign, "label": absence.label} for absence in Absence},
        "marks": {mark.value: {"sign": mark.sign, "label": mark.label} for mark in Mark},
        "cells": [_cell(line) for line in found],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _source(release: ReleaseReader, at: int) -> Mapping[str, Any]:
    source = release.sources[at]
    return {
        "id": source.id,
        "title": source.title,
        "owner": source.owner,
        "licence": source.licence,
        "attribution": source.attribution,
        "origin": source.origin,
    }


def _indicator(code: str, told: Mapping[str, Any]) -> Mapping[str, Any]:
    kept = (
        "version",
        "definition",
        "not_included",
        "type",
        "scale",
        "sources",
        "policy",
        "breaks",
        "caveats",
        "origin",
    )
    return {"code": code, "label": told["label"]["nl"], **{name: told[name] for name in kept}}


def _cell(line: Line) -> Mapping[str, Any]:
    return {
        "indicator": line.indicator,
        "area": line.area,
        "area_name": line.area_name,
        "period": line.period.code,
        "breakdown": line.breakdown,
        "value": line.number,
        "absence": line.observed.absence.value if line.observed.absence else None,
        "marks": sorted(mark.value for mark in line.observed.marks),
    }
