"""What is asked for when a product is released, and what must hold before anything is measured."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import roer
from roer.core.indicators.canonical import canonical_hash
from roer.core.indicators.definition import IndicatorDefinition
from roer.core.indicators.measure import Measure
from roer.core.indicators.product import CubeDefinition, ProductDefinition
from roer.core.values.errors import InputRefused, Problem, RoerError
from roer.data.catalogue.catalogue import Catalogue
from roer.data.releases.reader import ReleaseStore
from roer.data.sources.receipts import AREAS_FILE
from roer.data.warehouse.build import Build
from roer.data.workspace import Workspace


class StaleBuild(RoerError):
    """The warehouse was built from other models than the catalogue has now."""


@dataclass(frozen=True)
class Request:
    """A product to release for some municipalities, over one build, by one catalogue."""

    product: ProductDefinition
    municipalities: tuple[str, ...]
    workspace: Workspace
    catalogue: Catalogue
    build: Build

    @property
    def pairs(self) -> list[tuple[CubeDefinition, IndicatorDefinition]]:
        """Each cube of the product with its indicator."""
        return [(cube, self.catalogue.indicators[cube.indicator]) for cube in self.product.cubes]

    @property
    def file(self) -> str:
        """Where the product is defined."""
        return f"products/{self.product.slug}.yml"

    @property
    def home(self) -> Path:
        """Where the releases of this product stand."""
        return self.workspace.releases / self.product.slug

    @property
    def risks(self) -> Path:
        """Where the builder keeps which hidden cells are risky: not with the releases, which the web can read."""
        return self.workspace.var / "protection"

    @property
    def boundaries(self) -> Path | None:
        """The boundaries as they landed for this build."""
        if self.product.boundaries is None:
            return None
        receipt = self.build.receipts[self.product.boundaries]
        path = self.workspace.landing / self.product.boundaries / str(receipt["id"]) / AREAS_FILE
        return path if receipt["has_areas"] else None

    def fingerprint(self) -> str:
        """The hash of everything that goes in; two requests of one fingerprint give the same cells."""
        catalogue, product = self.catalogue, self.product
        indicators = catalogue.indicators_of(product)
        names = sorted({indicator.policy for indicator in indicators})
        return canonical_hash(
            {
                "roer": roer.__version__,
                "build": self.build.fingerprint,
                "product": product.model_dump(mode="json"),
                "municipalities": sorted(self.municipalities),
                "indicators": [indicator.model_dump(mode="json") for indicator in indicators],
                "policies": {name: catalogue.policies[name].model_dump(mode="json") for name in names},
                "contract": catalogue.contract_hash(product),
                "texts": {page.text: catalogue.texts[page.text] for page in product.pages if page.text},
                "boundaries": _hash_of(self.boundaries),
            }
        )


def check_built(request: Request) -> None:
    """Refuse when a model behind the product was changed after the build, or was never built."""
    for name in request.catalogue.models_behind(request.product):
        built = request.build.manifest["models"].get(name)
        if built is None or built["text"] != canonical_hash([request.catalogue.models[name].text]):
            raise StaleBuild(f"Model {name} is veranderd sinds het magazijn gebouwd is. Doe eerst 'roer build'.")


def check_measurable(request: Request) -> None:
    """Refuse to count what is no whole number, or to add up what is no number: it would be rounded without a word."""
    problems = [
        Problem(
            rule,
            f"kolom {column!r} van model {measure.table!r} is geen {wanted} maar {kind}",
            f"indicators/{indicator.code}.yml",
            f"Maak er in het model een van: CAST({column} AS {cast}) AS {column}.",
        )
        for indicator in request.catalogue.indicators_of(request.product)
        for measure in indicator.measures
        for column, rule, wanted, cast in _wanted_types(measure)
        if not _fits(kind := request.build.manifest["models"][measure.table]["columns"][column], cast)
    ]
    if problems:
        raise InputRefused(problems)


def _wanted_types(measure: Measure) -> Iterator[tuple[str, str, str, str]]:
    if measure.contributors:
        yield measure.contributors, "not_a_whole_number", "geheel getal", "BIGINT"
    for column in (measure.value, measure.largest, measure.second_largest):
        if column:
            yield column, "not_a_number", "getal", "DOUBLE"


def _fits(kind: str, cast: str) -> bool:
    whole = kind.endswith("INT") or kind == "INTEGER"
    return whole or (cast == "DOUBLE" and kind.startswith(("DECIMAL", "DOUBLE", "FLOAT")))


def check_unchanged(indicators: Iterable[IndicatorDefinition], store: ReleaseStore) -> None:
    """Refuse a definition that means something else than what was released under the same code and version."""
    released: dict[tuple[str, int], str] = {}
    for slug in store.slugs():
        for name in store.releases(slug):
            for told in store.open(slug, name).indicators.values():
                released.setdefault((told["code"], told["version"]), told["meaning_hash"])
    problems = [
        Problem(
            "published_version_changed",
            f"de betekenis van versie {indicator.version} is veranderd nadat zij was vrijgegeven",
            f"indicators/{indicator.code}.yml",
            f"Zet version op {indicator.version + 1}, of maak de verandering ongedaan.",
        )
        for indicator in indicators
        if released.get((indicator.code, indicator.version), indicator.meaning_hash()) != indicator.meaning_hash()
    ]
    if problems:
        raise InputRefused(problems)


def _hash_of(path: Path | None) -> str | None:
    return None if path is None else hashlib.sha256(path.read_bytes()).hexdigest()
