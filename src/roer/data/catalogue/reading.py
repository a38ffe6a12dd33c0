"""Reading the folder `catalogue/` as a whole: all mistakes at once, each with its file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TypeVar

from roer.core.disclosure import Policy
from roer.core.indicators.definition import IndicatorDefinition
from roer.core.indicators.product import ProductDefinition
from roer.core.values.dutch import listing
from roer.core.values.errors import InputRefused, Problem
from roer.data.catalogue.catalogue import Catalogue
from roer.data.catalogue.complaints import nearest, parsed
from roer.data.catalogue.lineage import ModelShape, TableShape, shape_of
from roer.data.catalogue.model import ModelDefinition, read_model
from roer.data.catalogue.placed import Placed, read_placed
from roer.data.catalogue.references import reference_problems
from roer.data.catalogue.sourced import source_shape
from roer.data.sources.contract import SourceDefinition

Read = TypeVar("Read")


def read_catalogue(folder: Path) -> Catalogue:
    """The catalogue in `folder`. Raises InputRefused with everything that is wrong, at its file and line."""
    reading = _Reading(folder)
    sources = reading.definitions("sources", SourceDefinition, "id")
    policies = reading.definitions("policies", Policy, "name")
    indicators = reading.definitions("indicators", IndicatorDefinition, "code")
    products = reading.definitions("products", ProductDefinition, "slug")
    models = reading.models(sources)
    reading.refuse_if_wrong()
    shapes = reading.shapes(models, sources)
    reading.refuse_if_wrong()
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted((folder / "texts").glob("*.md"))}
    catalogue = Catalogue(folder, sources, models, shapes, indicators, products, policies, texts)
    reading.problems.extend(reference_problems(catalogue, reading.placed))
    reading.refuse_if_wrong()
    return catalogue


class _Reading:
    """One reading of the folder: what was found wrong so far, and where every definition stands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.placed: dict[tuple[str, str], Placed] = {}
        self.broken: set[str] = set()
        if not folder.is_dir():
            cure = "Ga naar uw werkmap, of maak er een met 'roer init MAP'."
            self.problems.append(Problem("catalogue_missing", "de map is er niet", str(folder), cure))
            self.refuse_if_wrong()

    def refuse_if_wrong(self) -> None:
        if self.problems:
            raise InputRefused(self.problems)

    def definitions(self, kind: str, model: type[Read], name_field: str) -> dict[str, Read]:
        """Every `<kind>/*.yml`, by the name that stands in it; the file carries that name too."""
        found: dict[str, Read] = {}
        for path in sorted((self.folder / kind).glob("*.y*ml")):
            definition = self._try(partial(self._definition, path, kind, model))
            if definition is None:
                self.broken.add(path.stem)
                continue
            name = str(getattr(definition, name_field))
            if name != path.stem:
                what = f"{name_field} is {name!r}, maar het bestand heet {path.name}"
                where = self.placed[kind, path.stem].where((name_field,))
                self.problems.append(Problem("name_differs", what, where, f"Noem het bestand {name}.yml."))
            found[name] = definition
            self.placed[kind, name] = self.placed[kind, path.stem]
        return found

    def _definition(self, path: Path, kind: str, model: type[Read]) -> Read:
        placed = self.placed[kind, path.stem] = read_placed(path, f"{kind}/{path.name}")
        return parsed(model, placed)  # type: ignore[type-var]  # every kind of definition is a pydantic model

    def models(self, sources: Mapping[str, SourceDefinition]) -> dict[str, ModelDefinition]:
        """Every `models/**/*.sql`, in the order in which they can be built."""
        found: dict[str, ModelDefinition] = {}
        for path in sorted((self.folder / "models").rglob("*.sql")):
            file = path.relative_to(self.folder).as_posix()
            model = self._try(partial(read_model, path, file))
            if model is None:
                self.broken.add(path.stem)
                continue
            if model.name in sources or model.name in found:
                taken = "een bron" if model.name in sources else found[model.name].file
                what = f"de naam {model.name!r} is al van {taken}"
                self.problems.append(Problem("name_taken", what, file, "Geef het bestand een andere naam."))
            found[model.name] = model
        for model in found.values():
            self.problems.extend(_unknown_inputs(model, {*found, *sources}, self.broken))
        return self._in_order(found)

    def _in_order(self, models: Mapping[str, ModelDefinition]) -> dict[str, ModelDefinition]:
        sorter = TopologicalSorter({name: sorted(models.keys() & set(model.needs)) for name, model in models.items()})
        try:
            return {name: models[name] for name in sorter.static_order()}
        except CycleError as error:
            ring = error.args[1]
            what = f"de modellen {listing(sorted(set(ring)))} lezen elkaar in een kring"
            self.problems.append(Problem("model_cycle", what, "models", "Haal één van die verwijzingen weg."))
            return dict(models)

    def shapes(
        self, models: Mapping[str, ModelDefinition], sources: Mapping[str, SourceDefinition]
    ) -> dict[str, ModelShape]:
        """What every model reads and makes; a model that lets persons through into a figure's table is refused."""
        tables = {name: source_shape(source) for name, source in sources.items()}
        found: dict[str, ModelShape] = {}
        for name, model in models.items():
            shape = self._try(partial(shape_of, model, tables))
            if shape is None:
                return found
            found[name] = shape
            tables[name] = TableShape(shape.table.columns, shape.table.identifying, model.of_persons)
            self.problems.extend(_level_problems(model, shape))
            self.problems.extend(_header_problems(model, shape, tables))
        return found

    def _try(self, read: Callable[[], Read]) -> Read | None:
        try:
            return read()
        except InputRefused as refusal:
            self.problems.extend(refusal.problems)
            return None


def _unknown_inputs(model: ModelDefinition, known: set[str], broken: set[str]) -> Iterable[Problem]:
    """What a model reads that is not there; a table that is itself wrong was complained of already."""
    names = known - {model.name}
    for name in model.inputs:
        if name not in names | broken:
            what = f"het model leest {name!r}, maar dat is geen tabel van een bron en geen model"
            yield Problem("model_unknown_input", what, model.file, nearest(name, names))


def _level_problems(model: ModelDefinition, shape: ModelShape) -> Iterable[Problem]:
    """Persons stay in tables for persons (level P2 and up); what figures are made from has counts only."""
    if model.of_persons:
        return
    where = f"{model.file}, niveau {model.header.level.value}"
    if shape.table.identifying:
        columns = listing([repr(name) for name in sorted(shape.table.identifying)])
        cure = "Tel ze (COUNT(DISTINCT …)) of laat de kolom weg."
        yield Problem("model_identifies", f"kolom {columns} wijst een persoon aan", where, cure)
    if shape.table.of_persons:
        cure = "Tel op per gebied en periode, of zet level op P2; dan blijft de tabel in het bestand voor personen."
        yield Problem("model_of_persons", "elke rij is nog een persoon", where, cure)


def _header_problems(model: ModelDefinition, shape: ModelShape, tables: Mapping[str, TableShape]) -> Iterable[Problem]:
    tests = model.header.tests
    named = {*model.header.key, *tests.not_null, *tests.accepted, *tests.range, *tests.references}
    named.update(column for columns in tests.unique for column in columns)
    for column in sorted(named - set(shape.table.columns)):
        what = f"de kop noemt kolom {column!r}, maar de query maakt die niet"
        yield Problem("header_unknown_column", what, model.file, nearest(column, shape.table.columns))
    for target in tests.references.values():
        table, _, column = target.partition(".")
        if table not in tables or column not in tables[table].columns:
            what = f"de kop verwijst naar {target}, maar dat is er niet, of pas na dit model"
            yield Problem("header_unknown_reference", what, model.file, nearest(table, tables))
