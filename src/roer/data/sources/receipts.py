"""The receipt of a delivery that landed: what came, when, from where, under which terms, and what may be told of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from roer.core.indicators.definition import DataLevel
from roer.core.values.errors import RoerError
from roer.data.sources.columns import ColumnType
from roer.data.sources.contract import Connector, SourceDefinition
from roer.data.sources.delivery import Sheet
from roer.data.workspace import Workspace

TABLE_FILE = "table.parquet"
AREAS_FILE = "areas.geojson"
RECEIPT_FILE = "receipt.json"
POINTER_FILE = "current"
READING = 1
"""Raised when the same bytes land differently than before, so that they land again."""

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class LandingDamaged(RoerError):
    """What landed is no longer what the receipt says."""


class _Paper(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ReceivedPart(_Paper):
    """A file or answer that came in."""

    name: str
    size: int
    sha256: Sha256


class ReceivedColumn(_Paper):
    """A landed column, and what the publisher says about it in the newest edition (unit, rounding rule)."""

    name: str
    type: ColumnType
    unit: str | None = None
    told: dict[str, str] = Field(default_factory=dict)


class ReceivedSheet(_Paper):
    """A table or file of the delivery: its period, its rows as they came, and the publisher's facts about it."""

    name: str
    period: str | None
    rows: int
    facts: dict[str, str]


class Receipt(_Paper):
    """The receipt (ontvangstbewijs) of a delivery. Equal bytes under an equal definition have an equal `id`."""

    id: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    source: str
    title: str
    connector: Connector
    location: str
    origin: str
    owner: str
    licence: str
    attribution: str
    data_level: DataLevel
    definition_hash: Sha256
    content_hash: Sha256
    table_hash: Sha256
    rows: int
    columns: tuple[ReceivedColumn, ...]
    sheets: tuple[ReceivedSheet, ...]
    parts: tuple[ReceivedPart, ...]
    marks: tuple[str, ...] = ()
    fetched_at: AwareDatetime
    has_areas: bool = False


def receipt_id(definition: SourceDefinition, content_hash: str) -> str:
    """The id under which these bytes land for this definition."""
    return hashlib.sha256(f"{READING} {definition.definition_hash()} {content_hash}".encode()).hexdigest()[:16]


def content_hash(sheets: Sequence[Sheet]) -> str:
    """The sha256 over the names and hashes of everything that came in, in order."""
    told = "\n".join(f"{sheet.name} {part.name} {part.sha256}" for sheet in sheets for part in sheet.parts)
    return hashlib.sha256(told.encode()).hexdigest()


def written_receipt(
    definition: SourceDefinition,
    sheets: Sequence[Sheet],
    *,
    table: Path,
    landed: tuple[int, tuple[str, ...]],
    at: datetime,
) -> Receipt:
    """The receipt for a table that was just written; `landed` is how many rows, and the marks on its figures."""
    hashed = content_hash(sheets)
    told = sheets[-1].habits
    return Receipt(
        id=receipt_id(definition, hashed),
        source=definition.id,
        title=definition.title,
        connector=definition.connector,
        location=definition.location,
        origin=definition.origin,
        owner=definition.owner,
        licence=definition.licence,
        attribution=definition.attribution,
        data_level=definition.data_level,
        definition_hash=definition.definition_hash(),
        content_hash=hashed,
        table_hash=hashlib.sha256(table.read_bytes()).hexdigest(),
        rows=landed[0],
        columns=tuple(
            ReceivedColumn(name=one.name, type=one.type, unit=one.unit, told=dict(told[one.name].told))
            for one in definition.columns
        ),
        sheets=tuple(
            ReceivedSheet(name=one.name, period=one.period, rows=one.rows, facts=dict(one.facts)) for one in sheets
        ),
        parts=tuple(
            ReceivedPart(
                name=f"{one.name}/{part.name}" if one.name != part.name else part.name,
                size=part.size,
                sha256=part.sha256,
            )
            for one in sheets
            for part in one.parts
        ),
        marks=landed[1],
        fetched_at=at,
        has_areas=bool(sheets[0].shapes),
    )


def landing_folder(workspace: Workspace, source: str, receipt: str) -> Path:
    """Where a delivery of a source landed."""
    return workspace.landing / source / receipt


def latest_receipt(workspace: Workspace, source: str) -> Receipt | None:
    """The receipt of the delivery that counts now; None when nothing of the source has landed."""
    pointer = workspace.landing / source / POINTER_FILE
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    return read_receipt(landing_folder(workspace, source, name))


def read_receipt(folder: Path) -> Receipt:
    """The receipt in a landing folder. Raises LandingDamaged when it is not there or not readable."""
    try:
        return Receipt.model_validate_json((folder / RECEIPT_FILE).read_bytes())
    except (FileNotFoundError, ValidationError):
        raise LandingDamaged(
            f"Het ontvangstbewijs in {folder} ontbreekt of is beschadigd. Haal die map weg en lever opnieuw."
        ) from None


def landed_table(workspace: Workspace, receipt: Receipt) -> Path:
    """The landed Parquet file. Raises LandingDamaged when it is no longer what was received."""
    path = landing_folder(workspace, receipt.source, receipt.id) / TABLE_FILE
    if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != receipt.table_hash:
        raise LandingDamaged(f"{path} is niet meer wat er geleverd is. Haal de map weg en lever opnieuw.")
    return path


def landed_areas(workspace: Workspace, receipt: Receipt) -> Path | None:
    """The landed GeoJSON of boundaries, in longitude and latitude; None for a source without shapes."""
    return landing_folder(workspace, receipt.source, receipt.id) / AREAS_FILE if receipt.has_areas else None
