"""A source as analysts describe it in `catalogue/sources/*.yml`: where it comes from and what it promises."""

from __future__ import annotations

import ipaddress
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

import pyarrow as pa
from pydantic import Field, StringConstraints, model_validator

from roer.core.indicators.canonical import canonical_hash
from roer.core.indicators.definition import DataLevel, PeriodCode, Text
from roer.core.indicators.measure import Definition, Name
from roer.data.sources.columns import MARK, STATUS, Column, ColumnType, Locale

PERIOD = "period"
PERSON_LEVELS = frozenset({DataLevel.P2, DataLevel.P3, DataLevel.P4})
Table = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,40}$")]


class Connector(StrEnum):
    """How a source is read."""

    CBS_ODATA_V3 = "cbs_odata_v3"
    CSV = "csv"
    GEOJSON = "geojson"


class CsvForm(Definition):
    """How a CSV file is written. `auto` takes UTF-8 and UTF-16 with a mark, and refuses what cannot be told apart."""

    separator: Literal[";", ",", "|", "tab"] = ";"
    encoding: Literal["utf-8", "utf-16", "windows-1252", "auto"] = "utf-8"
    locale: Locale = "comma"

    @property
    def sign(self) -> str:
        """The separator itself."""
        return "\t" if self.separator == "tab" else self.separator


class ODataForm(Definition):
    """How a table of the statistics office is read. Without `described` a table is taken that lacks its description."""

    dataset: Literal["typed", "untyped"] = "typed"
    described: bool = True

    @property
    def entity_set(self) -> str:
        """The name of the set of figures."""
        return "TypedDataSet" if self.dataset == "typed" else "UntypedDataSet"


class GeoForm(Definition):
    """In which coordinates the boundaries are delivered. They land as longitude and latitude (RFC 7946)."""

    crs: Literal["EPSG:28992", "EPSG:4326"]


class Edition(Definition):
    """An edition (uitgave): the table that holds one period of a source that is published in a table per period."""

    period: PeriodCode
    table: Table | None = None
    location: Text | None = None
    provisional: bool = False


class Filter(Definition):
    """Which rows land: those whose code starts with one of these."""

    column: Name
    starts_with: Annotated[tuple[Text, ...], Field(min_length=1)]


class Rows(Definition):
    """How many rows a delivery has at least, and which share fewer than last time (0 to 1) is still believable."""

    minimum: int = Field(default=1, ge=0)
    largest_drop: float = Field(default=0.3, ge=0, le=1)


class SourceRetention(Definition):
    """How long a delivery is kept, and on which ground (AVG art. 5, Archiefwet)."""

    months: int = Field(ge=0)
    ground: Text


class SourceDefinition(Definition):
    """A source (bron): where it comes from, what it promises, who owns it and what may be done with it.

    `location` is the address of a server, or a folder or file in the workspace; `table` is the table there. A source
    that is published in a table per period lists `editions`, and lands as one table with a column `period`.
    `hosts` are the only servers that may be asked; left out, the server of the location.
    """

    id: Name
    title: Text
    connector: Connector
    location: Text
    table: Table | None = None
    editions: tuple[Edition, ...] = ()
    hosts: tuple[Text, ...] = ()
    csv: CsvForm | None = None
    odata: ODataForm | None = None
    geojson: GeoForm | None = None
    filter: Filter | None = None
    columns: Annotated[tuple[Column, ...], Field(min_length=1)]
    rows: Rows = Rows()
    owner: Text
    licence: Text
    attribution: Text
    frequency: Text
    expected: Text
    retention: SourceRetention
    data_level: DataLevel
    origin: Text

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        self._check_columns()
        self._check_form()
        self._check_editions()
        for location in self.locations:
            _check_location(location, self.allowed_hosts, live_allowed=self.connector is Connector.CBS_ODATA_V3)
        return self

    def _check_columns(self) -> None:
        names = [column.name for column in self.columns]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"kolom {', '.join(twice)} staat er twee keer in")
        if not any(column.key for column in self.columns):
            raise ValueError("geen enkele kolom heeft `key: true`: zeg waaraan rijen uit elkaar te houden zijn")
        if self.filter and self.filter.column not in names:
            raise ValueError(f"het filter noemt kolom {self.filter.column!r}, maar die staat niet bij `columns`")
        if any(column.references and column.references.startswith(f"{self.id}.") for column in self.columns):
            raise ValueError("een bron kan niet naar zichzelf verwijzen in `references`")

    def _check_form(self) -> None:
        forms = {Connector.CSV: self.csv, Connector.CBS_ODATA_V3: self.odata, Connector.GEOJSON: self.geojson}
        strange = [kind.name.lower() for kind, form in forms.items() if form and kind is not self.connector]
        if strange:
            field = "odata" if strange[0] == "cbs_odata_v3" else strange[0]
            raise ValueError(f"`{field}` hoort niet bij connector {self.connector.value}")
        if self.connector is Connector.GEOJSON:
            if self.geojson is None:
                raise ValueError("zeg bij `geojson: {crs: …}` welke coördinaten het zijn: EPSG:28992 (RD) of EPSG:4326")
            keys = [column for column in self.columns if column.key]
            if len(keys) != 1 or keys[0].type is not ColumnType.REGION:
                raise ValueError("grenzen hebben één sleutel: een kolom met type region")
            if any(column.type not in (ColumnType.TEXT, ColumnType.REGION) for column in self.columns):
                raise ValueError("eigenschappen van gebieden zijn tekst: gebruik type text of region")
        if self.connector is not Connector.CBS_ODATA_V3 and self.table:
            raise ValueError(f"`table` hoort niet bij connector {self.connector.value}: noem het bestand in `location`")

    def _check_editions(self) -> None:
        periods = [edition.period for edition in self.editions]
        if len(set(periods)) < len(periods):
            raise ValueError("elke uitgave heeft een eigen periode")
        if not self.editions:
            return
        if any(column.name == PERIOD for column in self.columns):
            raise ValueError("met `editions` komt de kolom `period` vanzelf: haal haar weg bij `columns`")
        if self.connector is Connector.GEOJSON:
            raise ValueError("grenzen hebben nog geen `editions`: maak per jaar een bron")

    @property
    def locations(self) -> tuple[str, ...]:
        """Where the parts are, in the order of the editions; one when there are none."""
        if not self.editions:
            return (_joined(self.location, self.table),)
        return tuple(_joined(edition.location or self.location, edition.table) for edition in self.editions)

    @property
    def allowed_hosts(self) -> frozenset[str]:
        """The servers that may be asked, without their ports."""
        places = [self.location, *(edition.location for edition in self.editions if edition.location)]
        return frozenset(self.hosts or (urlsplit(place).hostname or "" for place in places if is_live(place)))

    @property
    def csv_form(self) -> CsvForm:
        """How the CSV file is written; the usual way when the definition does not say."""
        return self.csv or CsvForm()

    @property
    def odata_form(self) -> ODataForm:
        """How the table of the statistics office is read; the usual way when the definition does not say."""
        return self.odata or ODataForm()

    @property
    def locale(self) -> Locale:
        """How numbers are written where a column does not say."""
        return self.csv_form.locale if self.connector is Connector.CSV else "point"

    @property
    def is_open(self) -> bool:
        """Whether a value may be quoted when something is wrong with it."""
        return self.data_level is DataLevel.P0

    @property
    def has_marks(self) -> bool:
        """Whether each number lands with the publisher's remark on it beside it."""
        return self.connector is Connector.CBS_ODATA_V3

    @property
    def inputs(self) -> tuple[str, ...]:
        """The sources that must land before this one, because it refers to them."""
        return tuple(sorted({column.references.partition(".")[0] for column in self.columns if column.references}))

    @property
    def landed_schema(self) -> pa.Schema:
        """The columns and types in which the source lands; known without landing it."""
        fields = [pa.field(PERIOD, pa.string())] if self.editions else []
        for column in self.columns:
            fields.append(pa.field(column.name, column.arrow_type))
            if column.type.is_numeric:
                fields.append(pa.field(column.name + STATUS, pa.string()))
                if self.has_marks:
                    fields.append(pa.field(column.name + MARK, pa.string()))
        return pa.schema(fields)

    def definition_hash(self) -> str:
        """The sha256 of the whole definition."""
        return canonical_hash(self.model_dump(mode="json"))


def is_live(location: str) -> bool:
    """Whether a location is an address of a server and not a place in the workspace."""
    return "://" in location


def _joined(location: str, table: str | None) -> str:
    return f"{location.rstrip('/')}/{table}" if table else location.rstrip("/")


def _check_location(location: str, hosts: frozenset[str], *, live_allowed: bool) -> None:
    if not is_live(location):
        path = PurePosixPath(location)
        if path.is_absolute() or ".." in path.parts or "\\" in location:
            raise ValueError(f"{location!r} moet een plek in de werkmap zijn, zoals deliveries/jeugdhulp/personen.csv")
        return
    address = urlsplit(location)
    host = address.hostname or ""
    if not live_allowed:
        raise ValueError("deze connector leest een bestand in de werkmap, geen webadres")
    if address.scheme != "https" and not (address.scheme == "http" and _is_loopback(host)):
        raise ValueError(f"{location!r} moet met https:// beginnen")
    if address.username or address.password:
        raise ValueError("een adres bevat geen naam of wachtwoord")
    if host not in hosts:
        raise ValueError(f"server {host!r} staat niet bij `hosts`")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
