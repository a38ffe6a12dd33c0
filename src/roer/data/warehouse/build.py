"""A build: all models over all landed sources, made apart, checked as a whole, and only then put in place."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import roer
from roer.core.indicators.canonical import canonical_hash
from roer.core.values.dutch import plural
from roer.core.values.errors import InputRefused, Problem, RoerError
from roer.data.catalogue.catalogue import Catalogue
from roer.data.catalogue.model import ModelDefinition
from roer.data.engines.door import EngineRefused, Workbench
from roer.data.engines.duckdb_engine import PERSONS_FILE, WAREHOUSE_FILE, DuckDBWorkbench
from roer.data.warehouse.arrivals import Clock, Landed, Progress, land_all
from roer.data.warehouse.checks import problems_of
from roer.data.warehouse.switch import making, point, pointed, put_in_place
from roer.data.workspace import Workspace

MANIFEST = "manifest.json"
POINTER = "current"
KEEP = 3


class NoBuild(RoerError):
    """There is no build yet to measure in."""


@dataclass(frozen=True)
class Build:
    """A build (bouw) of the warehouse: a folder that never changes, and what its manifest tells."""

    folder: Path
    manifest: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The name of the folder: when it was made, and the start of its fingerprint."""
        return self.folder.name

    @property
    def fingerprint(self) -> str:
        """The hash of everything that went in: models, deliveries, and the version of Roer."""
        return str(self.manifest["fingerprint"])

    @property
    def receipts(self) -> Mapping[str, Mapping[str, Any]]:
        """The receipt of each source that went in."""
        found: Mapping[str, Mapping[str, Any]] = self.manifest["sources"]
        return found

    @property
    def rows(self) -> Mapping[str, int]:
        """How many rows each table for figures has; those with persons are not counted out loud."""
        return {name: told["rows"] for name, told in self.manifest["models"].items() if told["rows"] is not None}


def current_build(warehouse: Path) -> Build:
    """The build that the pointer names. Raises NoBuild when there is none, or when it is damaged."""
    folder = pointed(warehouse / POINTER)
    if folder is None:
        raise NoBuild("Er is nog geen magazijn gebouwd. Doe eerst 'roer build'.")
    try:
        return Build(folder, json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise NoBuild(f"Bouw {folder.name} is beschadigd. Doe opnieuw 'roer build'.") from error


def build(workspace: Workspace, catalogue: Catalogue, *, progress: Progress, clock: Clock) -> Build:
    """Land all sources, build all models over them, check, and switch. Raises InputRefused; then nothing changed."""
    landed = land_all(workspace, catalogue, progress=progress, clock=clock)
    return build_from(workspace.warehouse, catalogue, landed, progress=progress, clock=clock)


def build_from(
    warehouse: Path, catalogue: Catalogue, landed: Mapping[str, Landed], *, progress: Progress, clock: Clock
) -> Build:
    """Build all models over `landed` and switch to it; the current build is given back when nothing has changed.

    Raises InputRefused when a model cannot be made or its rows break a demand: then the previous build stays current.
    """
    prints = _fingerprints(catalogue, landed)
    fingerprint = canonical_hash({"roer": roer.__version__, "tables": prints})
    if (standing := _standing(warehouse)) is not None and standing.fingerprint == fingerprint:
        progress("Bronnen en modellen zijn niet veranderd: het magazijn blijft zoals het is.")
        return standing
    moment = clock()
    name = f"{moment:%Y%m%dT%H%M%SZ}-{fingerprint[:8]}"
    with making(warehouse, name) as folder:
        models = _make(folder, catalogue, landed, prints, progress)
        manifest = {
            "id": name,
            "created_at": moment.isoformat(),
            "roer": roer.__version__,
            "fingerprint": fingerprint,
            "sources": {source: dict(given.receipt) for source, given in sorted(landed.items())},
            "models": models,
            "files": {file: _hash_of(folder / file) for file in (WAREHOUSE_FILE, PERSONS_FILE)},
        }
        (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, ensure_ascii=False), encoding="utf-8")
        put_in_place(folder, warehouse / name)
        point(warehouse / POINTER, name)
    _prune(warehouse, keep=name)
    return Build(warehouse / name, manifest)


def _standing(warehouse: Path) -> Build | None:
    try:
        build = current_build(warehouse)
    except NoBuild:
        return None
    return build if all((build.folder / file).is_file() for file in build.manifest["files"]) else None


def _fingerprints(catalogue: Catalogue, landed: Mapping[str, Landed]) -> dict[str, str]:
    """Per source the hash of what landed; per model that of its text and of everything it is made from."""
    prints = {name: given.content_hash for name, given in landed.items()}
    for name, model in catalogue.models.items():
        prints[name] = canonical_hash({"model": model.text, "inputs": {need: prints[need] for need in model.needs}})
    return prints


def _make(
    folder: Path, catalogue: Catalogue, landed: Mapping[str, Landed], prints: Mapping[str, str], progress: Progress
) -> dict[str, dict[str, Any]]:
    workbench = DuckDBWorkbench(folder, {name: given.path for name, given in landed.items()})
    made: dict[str, dict[str, Any]] = {}
    problems: list[Problem] = []
    try:
        for name, model in catalogue.models.items():
            made[name] = _make_one(model, catalogue, workbench) | {"fingerprint": prints[name]}
            problems.extend(problems_of(model, workbench))
            progress(f"Model {name}: {_told(made[name]['rows'])}")
        if problems:
            raise InputRefused(problems)
        workbench.finish()
    finally:
        workbench.close()
    for path in (folder / WAREHOUSE_FILE, folder / PERSONS_FILE):
        path.chmod(0o600)
    shutil.rmtree(folder / "spill", ignore_errors=True)
    return made


def _told(rows: int | None) -> str:
    return "gemaakt (persoonsgegevens, apart bewaard)" if rows is None else plural(rows, "rij", "rijen")


def _make_one(model: ModelDefinition, catalogue: Catalogue, workbench: Workbench) -> dict[str, Any]:
    try:
        workbench.make(model.name, model.query, persons=model.of_persons)
        columns = workbench.columns(model.name)
    except EngineRefused as error:
        raise InputRefused([Problem("model_fails", str(error), model.file, "Kijk de query na.")]) from None
    expected = catalogue.shapes[model.name].table.columns
    if tuple(columns) != expected:
        what = "de tabel heeft andere kolommen dan uit de query is te herleiden"
        cure = f"Schrijf de kolommen uit: {', '.join(columns)}."
        raise InputRefused([Problem("model_columns_differ", what, model.file, cure)])
    return {
        "file": model.file,
        "text": canonical_hash([model.text]),
        "level": model.header.level.value,
        "key": list(model.header.key),
        "inputs": list(model.inputs),
        "columns": dict(columns),
        "rows": None if model.of_persons else workbench.rows(model.name),
    }


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _prune(warehouse: Path, *, keep: str) -> None:
    """Only the newest builds stay; what readers have open stays readable until they let go."""
    builds = sorted(path.name for path in warehouse.iterdir() if (path / MANIFEST).is_file())
    for name in [name for name in builds if name != keep][: -(KEEP - 1)]:
        shutil.rmtree(warehouse / name)
