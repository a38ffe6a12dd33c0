"""From a source to the landing: fetched, checked as a whole, written in one move. Or refused, and nothing changed."""

from __future__ import annotations

import contextlib
import fcntl
import graphlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from roer.core.values.dutch import number
from roer.core.values.errors import InputRefused, Problem, RoerError
from roer.data.sources.checking import check, listed
from roer.data.sources.columns import MARK
from roer.data.sources.contract import PERSON_LEVELS, Connector, SourceDefinition
from roer.data.sources.csv_file import read_csv
from roer.data.sources.delivery import Sheet, refuse
from roer.data.sources.geojson import read_geojson
from roer.data.sources.odata_v3 import read_odata
from roer.data.sources.receipts import (
    AREAS_FILE,
    POINTER_FILE,
    RECEIPT_FILE,
    TABLE_FILE,
    Receipt,
    content_hash,
    landed_table,
    landing_folder,
    latest_receipt,
    read_receipt,
    receipt_id,
    written_receipt,
)
from roer.data.sources.transport import Patience
from roer.data.workspace import Workspace

_NEW = ".new-"

Clock = Callable[[], datetime]


class LandingFailed(RoerError):
    """The delivery was good but could not be written; the text says why."""


def _now() -> datetime:
    return datetime.now(UTC)


def land(
    definition: SourceDefinition,
    workspace: Workspace,
    *,
    progress: Callable[[str], None],
    clock: Clock = _now,
    patience: Patience | None = None,
) -> Receipt:
    """Fetch the source, hold it against its contract, and make it the delivery that counts.

    Raises InputRefused with the problems, or LandingFailed when the disk refuses; then everything is as it was.
    The same bytes under the same definition give the receipt that was there already.
    """
    sheets = _fetched(definition, workspace, progress, patience)
    progress(f"{definition.title}: toetsen aan de afspraak")
    table = check(definition, sheets, _known(definition, workspace))
    _check_size(definition, table, sheets, latest_receipt(workspace, definition.id))
    try:
        with _alone(workspace.landing / definition.id) as home:
            receipt = _there_already(definition, workspace, sheets) or _written(
                definition, sheets, table, home, clock()
            )
            _point(home, receipt.id)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise LandingFailed(
            f"{definition.title} kon niet worden weggeschreven in {workspace.landing}: {reason}. "
            "Maak ruimte of geef schrijfrechten, en probeer het opnieuw; de vorige levering staat er nog."
        ) from error
    progress(f"{definition.title}: {number(table.num_rows)} rijen ontvangen ({receipt.id})")
    return receipt


def in_landing_order(definitions: Iterable[SourceDefinition]) -> tuple[SourceDefinition, ...]:
    """The sources, each after the sources that it refers to. Raises InputRefused when they refer in a circle."""
    by_id = {definition.id: definition for definition in definitions}
    graph = {name: [one for one in by_id[name].inputs if one in by_id] for name in sorted(by_id)}
    try:
        return tuple(by_id[name] for name in graphlib.TopologicalSorter(graph).static_order())
    except graphlib.CycleError as error:
        circle = " → ".join(error.args[1])
        raise refuse(
            "reference_circle", f"bronnen verwijzen in een kring: {circle}", circle, "Haal er één weg."
        ) from None


def _fetched(
    definition: SourceDefinition, workspace: Workspace, progress: Callable[[str], None], patience: Patience | None
) -> Sequence[Sheet]:
    match definition.connector:
        case Connector.CSV:
            return read_csv(definition, workspace.root, progress=progress)
        case Connector.GEOJSON:
            return read_geojson(definition, workspace.root, progress=progress)
        case Connector.CBS_ODATA_V3:
            return read_odata(definition, workspace.root, progress=progress, patience=patience)


def _known(definition: SourceDefinition, workspace: Workspace) -> dict[str, frozenset[str]]:
    """Column → the codes that exist in the source that it refers to, as that landed last."""
    known = {}
    for column in definition.columns:
        if not column.references:
            continue
        source, _, there = column.references.partition(".")
        receipt = latest_receipt(workspace, source)
        if receipt is None or there not in {one.name for one in receipt.columns}:
            what = f"kolom {column.name} verwijst naar {column.references}, en dat is er nog niet"
            raise refuse("reference_missing", what, definition.id, f"Lever eerst bron {source}, met kolom {there}.")
        table = pq.read_table(landed_table(workspace, receipt), columns=[there])
        known[column.name] = frozenset(table.column(there).drop_null().to_pylist())
    return known


def _check_size(
    definition: SourceDefinition, table: pa.Table, sheets: Sequence[Sheet], previous: Receipt | None
) -> None:
    drop = definition.rows.largest_drop
    if previous is None or table.num_rows >= previous.rows * (1 - drop):
        return
    what = f"er zijn {number(table.num_rows)} rijen, en de vorige keer waren het er {number(previous.rows)}"
    cure = f"Kijk of de levering volledig is. Klopt het, zet dan `rows.largest_drop` (nu {drop}) in de bron hoger."
    raise InputRefused([Problem("fewer_rows", what, listed(sheets), cure)])


@contextlib.contextmanager
def _alone(home: Path) -> Iterator[Path]:
    """The folder of a source, for one process at a time, without what a stopped one left behind."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for left in home.glob(f"{_NEW}*"):
            if left.is_dir():
                shutil.rmtree(left)
            else:
                left.unlink()
        yield home


def _there_already(definition: SourceDefinition, workspace: Workspace, sheets: Sequence[Sheet]) -> Receipt | None:
    folder = landing_folder(workspace, definition.id, receipt_id(definition, content_hash(sheets)))
    if not folder.is_dir():
        return None
    receipt = read_receipt(folder)
    landed_table(workspace, receipt)
    return receipt


def _written(
    definition: SourceDefinition, sheets: Sequence[Sheet], table: pa.Table, home: Path, at: datetime
) -> Receipt:
    fresh = Path(tempfile.mkdtemp(prefix=_NEW, dir=home))
    try:
        pq.write_table(table, fresh / TABLE_FILE, compression="zstd")
        if sheets[0].shapes:
            (fresh / AREAS_FILE).write_text(_areas(definition, sheets[0]), encoding="utf-8")
        receipt = written_receipt(
            definition, sheets, table=fresh / TABLE_FILE, landed=(table.num_rows, _marks(table)), at=at
        )
        (fresh / RECEIPT_FILE).write_text(receipt.model_dump_json(indent=1) + "\n", encoding="utf-8")
        if definition.data_level not in PERSON_LEVELS:
            fresh.chmod(0o755)
        for path in (*fresh.iterdir(), fresh):
            _sync(path)
        fresh.replace(home / receipt.id)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    return receipt


def _marks(table: pa.Table) -> tuple[str, ...]:
    columns = [table.column(name) for name in table.column_names if name.endswith(MARK)]
    return tuple(sorted({mark for column in columns for mark in pc.unique(column).drop_null().to_pylist()}))


def _areas(definition: SourceDefinition, sheet: Sheet) -> str:
    key = next(column.name for column in definition.columns if column.key)
    cells = {name: [text and text.strip() for text in column.to_pylist()] for name, column in sheet.cells.items()}
    features = [
        {
            "type": "Feature",
            "id": cells[key][at],
            "properties": {name: values[at] for name, values in cells.items()},
            "geometry": shape,
        }
        for at, shape in enumerate(sheet.shapes)
        if _kept(definition, {name: values[at] for name, values in cells.items()})
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))


def _kept(definition: SourceDefinition, row: dict[str, str | None]) -> bool:
    chosen = definition.filter
    return chosen is None or (row[chosen.column] or "").startswith(chosen.starts_with)


def _point(home: Path, receipt: str) -> None:
    handle, name = tempfile.mkstemp(prefix=_NEW, dir=home)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as pointer:
            pointer.write(receipt + "\n")
            pointer.flush()
            os.fsync(pointer.fileno())
        Path(name).replace(home / POINTER_FILE)
        _sync(home)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
