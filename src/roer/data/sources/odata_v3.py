"""Tables of the statistics office in OData version 3, from a live server or from recorded answers alike."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from roer.core.values.dutch import number
from roer.core.values.errors import InputRefused, Problem
from roer.core.values.status import Mark
from roer.data.sources.columns import Column
from roer.data.sources.contract import Edition, ODataForm, SourceDefinition, is_live
from roer.data.sources.delivery import Part, Sheet, refuse
from roer.data.sources.odata_description import Description, changes, described, habit_of, undescribed
from roer.data.sources.transport import Answer, Live, NotThere, Patience, Recorded, Transport

PAGE_CAP = 10_000
Row = Mapping[str, Any]


def read_odata(
    definition: SourceDefinition, root: Path, *, progress: Callable[[str], None], patience: Patience | None = None
) -> tuple[Sheet, ...]:
    """Every edition of the source as a sheet. Raises InputRefused when an answer is not what it should be."""
    editions: tuple[Edition | None, ...] = definition.editions or (None,)
    sheets = []
    for edition, location in zip(editions, definition.locations, strict=True):
        progress(f"{definition.title}: {location.rpartition('/')[2]} ophalen")
        sheets.append(_read_table(definition, edition, _transport(definition, location, root, patience)))
    return tuple(sheets)


def _transport(definition: SourceDefinition, location: str, root: Path, patience: Patience | None) -> Transport:
    if is_live(location):
        return Live(location, definition.allowed_hosts, patience or Patience())
    folder = root / location
    if not folder.is_dir():
        cure = "Zet de opgenomen tabel op die plek, of pas `location` in de bron aan."
        raise refuse("no_delivery", "deze map is er niet", location, cure)
    return Recorded(folder, folder.name)


@dataclass(frozen=True, slots=True)
class _Table:
    """Everything fetched of one table."""

    rows: list[Row]
    infos: Row
    description: Description
    lists: Mapping[str, Mapping[str, Row]]
    parts: tuple[Part, ...]


def _read_table(definition: SourceDefinition, edition: Edition | None, transport: Transport) -> Sheet:
    form = definition.odata_form
    table = _fetch_table(definition, form, transport)
    keys = _keys(definition, table, transport.name)
    cells: dict[str, pa.Array] = {}
    problems: list[Problem] = []
    for column in definition.columns:
        as_numbers = column.type.is_numeric and form.dataset == "typed"
        kinds = (int, float) if as_numbers else (int, float, str)
        try:
            cells[column.name] = _cells(keys[column.name], table, kinds, f"{transport.name}, kolom {column.name}")
        except InputRefused as refusal:
            problems += refusal.problems
    if problems:
        raise InputRefused(problems)
    return Sheet(
        name=transport.name,
        cells=cells,
        habits={name: habit_of(table.description.topic(key), form) for name, key in keys.items()},
        parts=table.parts,
        row_word="rij",
        period=edition.period if edition else None,
        row_marks=_row_marks(table, provisional=bool(edition and edition.provisional)),
        facts=_facts(table.infos),
    )


def _fetch_table(definition: SourceDefinition, form: ODataForm, transport: Transport) -> _Table:
    parts: list[Part] = []
    infos = _list(transport, "TableInfos", parts, needed=form.described)
    properties = _list(transport, "DataProperties", parts, needed=form.described)
    rows = _pages(transport, form.entity_set, parts)
    info = infos[0] if infos else {}
    _check_count(rows, info, parts, transport.name)
    description = described(properties, transport.name) if properties else undescribed(rows[0] if rows else ())
    lists = {
        name: {str(row.get("Key", "")).strip(): row for row in _list(transport, name, parts, needed=True)}
        for name in _lists_needed(definition, description)
    }
    return _Table(rows, info, description, lists, tuple(parts))


def _lists_needed(definition: SourceDefinition, description: Description) -> Iterable[str]:
    """The dimensions whose list of codes is used: for a field of it, or for the state of a period."""
    named = {name.partition(".")[0] for column in definition.columns for name in column.names_there if "." in name}
    return sorted((named & set(description.dimensions)) | ({description.time} if description.time else set()))


def _list(transport: Transport, entity_set: str, parts: list[Part], *, needed: bool) -> list[Row]:
    try:
        return _pages(transport, entity_set, parts)
    except NotThere as error:
        if needed:
            cure = "Haal de tabel volledig op, met TableInfos, DataProperties en de dimensies."
            raise refuse("missing_description", str(error), transport.name, cure) from None
        return []


def _pages(transport: Transport, entity_set: str, parts: list[Part]) -> list[Row]:
    try:
        answer = transport.fetch(entity_set)
    except NotThere as error:
        if entity_set.endswith("DataSet"):
            raise refuse("no_delivery", str(error), transport.name, "Kijk of de tabel nog bestaat.") from None
        raise
    rows: list[Row] = []
    links: list[str] = []
    for page in itertools.count(2):
        parts.append(answer.part)
        rows += _rows(answer, transport.name)
        if answer.next_link in links:
            what = f"bladzijde {page - 1} van {entity_set} verwijst naar een bladzijde die al gelezen is"
            raise refuse("endless_pages", what, transport.name, "Meld dit aan de leverancier; er is niets veranderd.")
        if answer.next_link:
            links.append(answer.next_link)
        following = transport.follow(answer, page, entity_set)
        if following is None:
            break
        answer = following
    return rows


def _rows(answer: Answer, where: str) -> list[Row]:
    rows = answer.document["value"]
    if not all(isinstance(row, dict) for row in rows):
        raise refuse("not_odata", "een rij is geen object", f"{where}/{answer.part.name}", "Haal de tabel opnieuw op.")
    return list(rows)


def _check_count(rows: list[Row], info: Row, parts: list[Part], where: str) -> None:
    promised = info.get("RecordCount")
    if isinstance(promised, int) and promised != len(rows):
        what = f"er kwamen {number(len(rows))} rijen, en de bron zegt er {number(promised)} te hebben"
        raise refuse("row_count", what, where, "Probeer het opnieuw; blijft het, meld het dan aan de leverancier.")
    pages = sum("DataSet" in part.name for part in parts)
    if promised is None and pages == 1 and len(rows) == PAGE_CAP:
        what = f"er kwamen precies {number(PAGE_CAP)} rijen en geen vervolg: de tabel is waarschijnlijk afgekapt"
        raise refuse("page_cap", what, where, "Gebruik het adres met ODataFeed, dat levert alle bladzijden.")


def _keys(definition: SourceDefinition, table: _Table, where: str) -> dict[str, str]:
    """Column of the contract → its key in this table. Raises InputRefused with every column that is lost or changed."""
    problems: list[Problem] = []
    keys: dict[str, str] = {}
    for column in definition.columns:
        found = _field_of_list(column, table) or table.description.find(column, where)
        if isinstance(found, Problem):
            problems.append(found)
            continue
        keys[column.name] = found
        if topic := table.description.topic(found):
            problems += changes(column, topic, where)
    if problems:
        raise InputRefused(problems)
    return keys


def _field_of_list(column: Column, table: _Table) -> str | None:
    return next((name for name in column.names_there if name.partition(".")[0] in table.lists and "." in name), None)


def _cells(key: str, table: _Table, kinds: tuple[type, ...], where: str) -> pa.Array:
    """The column `key` as text; a field of a dimension (`WijkenEnBuurten.Title`) by the code in the row."""
    dimension, _, field = key.partition(".")
    if dimension in table.lists and field:
        rows = table.lists[dimension]
        unlisted = next((at for at, row in enumerate(table.rows) if _code(row.get(dimension)) not in rows), None)
        if unlisted is not None:
            what = f"een code komt niet voor in de lijst {dimension} van de bron"
            raise refuse("unknown_code", what, f"{where}, rij {unlisted + 1}", "Haal de tabel opnieuw op.")
        return pa.array([_text(rows[_code(row[dimension])].get(field)) for row in table.rows], pa.string())
    lost = next((at for at, row in enumerate(table.rows) if key not in row), None)
    if lost is not None:
        what = f"het veld {key} ontbreekt in de gegevens"
        raise refuse("missing_column", what, f"{where}, rij {lost + 1}", "Haal de tabel opnieuw op.")
    strange = next((at for at, row in enumerate(table.rows) if not _is_one_of(row[key], kinds)), None)
    if strange is not None:
        what = f"het veld {key} is geen {'getal of tekst' if str in kinds else 'getal'} meer"
        raise refuse("type_changed", what, f"{where}, rij {strange + 1}", "Haal de tabel opnieuw op.")
    return pa.array([_text(row[key]) for row in table.rows], pa.string())


def _is_one_of(value: object, kinds: tuple[type, ...]) -> bool:
    return value is None or (isinstance(value, kinds) and not isinstance(value, bool))


def _code(value: object) -> str:
    return str(value).strip()


def _text(value: object) -> str | None:
    """A value of JSON as text: whole numbers without decimals, others with a point and never with an exponent."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{Decimal(repr(value)):f}"
    return str(value)


def _row_marks(table: _Table, *, provisional: bool) -> pa.Array | None:
    if provisional:
        return pa.array([Mark.PROVISIONAL.value] * len(table.rows), pa.string())
    time = table.description.time
    if time is None:
        return None
    final = {
        code: None if str(row.get("Status") or "Definitief").strip() == "Definitief" else Mark.PROVISIONAL.value
        for code, row in table.lists[time].items()
    }
    codes = pa.array([_code(row.get(time)) for row in table.rows], pa.string())
    return pc.take(pa.array(list(final.values()), pa.string()), pc.index_in(codes, pa.array(list(final), pa.string())))


def _facts(info: Row) -> dict[str, str]:
    told = {
        "identifier": "Identifier",
        "title": "Title",
        "modified": "Modified",
        "reason": "ReasonDelivery",
        "status": "OutputStatus",
        "period": "Period",
    }
    return {name: str(info[key]).strip() for name, key in told.items() if info.get(key)}
