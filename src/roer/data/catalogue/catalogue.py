"""The catalogue: everything that analysts wrote, read and checked as one whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from roer.core.disclosure import Policy
from roer.core.indicators.definition import IndicatorDefinition
from roer.core.indicators.product import ProductDefinition, SourceUse, contract_hash, contract_of
from roer.core.values.errors import InputRefused, Problem
from roer.data.catalogue.complaints import nearest
from roer.data.catalogue.lineage import ModelShape
from roer.data.catalogue.model import ModelDefinition
from roer.data.catalogue.sourced import source_shape
from roer.data.sources.contract import SourceDefinition


@dataclass(frozen=True)
class Catalogue:
    """The catalogue (catalogus): definitions by code, all references between them checked.

    `models` stand in the order in which they can be built; `shapes` tell what each of them reads and makes.
    """

    folder: Path
    sources: Mapping[str, SourceDefinition]
    models: Mapping[str, ModelDefinition]
    shapes: Mapping[str, ModelShape]
    indicators: Mapping[str, IndicatorDefinition]
    products: Mapping[str, ProductDefinition]
    policies: Mapping[str, Policy]
    texts: Mapping[str, str]

    def __post_init__(self) -> None:
        for name in ("sources", "models", "shapes", "indicators", "products", "policies", "texts"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def product(self, slug: str) -> ProductDefinition:
        """The product called `slug`. Raises InputRefused that names the products there are."""
        if slug not in self.products:
            cure = nearest(slug, self.products)
            raise InputRefused([Problem("unknown_product", f"product {slug!r} is er niet", "catalogue/products", cure)])
        return self.products[slug]

    def indicators_of(self, product: ProductDefinition) -> tuple[IndicatorDefinition, ...]:
        """The indicators of a product, in the order of its cubes."""
        return tuple(self.indicators[cube.indicator] for cube in product.cubes)

    def source_uses(self, product: ProductDefinition) -> tuple[SourceUse, ...]:
        """The sources behind a product, with the fields that its tables are really made from, computed from the SQL."""
        used: dict[str, set[str]] = {}
        for model in self.models_behind(product):
            for table, fields in self.shapes[model].fields.items():
                if table in self.sources:
                    used.setdefault(table, set()).update(fields)
        if product.boundaries:
            used.setdefault(product.boundaries, set())
        return tuple(SourceUse(name, tuple(sorted(fields))) for name, fields in sorted(used.items()))

    def models_behind(self, product: ProductDefinition) -> tuple[str, ...]:
        """The models that a product is made from, directly or through other models."""
        return self._models_behind(self._tables_of(product))

    def contract(self, product: ProductDefinition) -> dict[str, object]:
        """What DPIA and architecture of this product are approved for."""
        return contract_of(
            product, self.indicators_of(product), self.source_uses(product), policies=self._policies_as_told
        )

    def contract_hash(self, product: ProductDefinition) -> str:
        """The hash of `contract(product)`; an approval that names another hash has lapsed."""
        return contract_hash(
            product, self.indicators_of(product), self.source_uses(product), policies=self._policies_as_told
        )

    @cached_property
    def _policies_as_told(self) -> Mapping[str, Mapping[str, object]]:
        words = {"description"}
        return {name: policy.model_dump(mode="json", exclude=words) for name, policy in self.policies.items()}

    def sources_behind(self, tables: Iterable[str]) -> frozenset[str]:
        """The sources that these tables are made from, through all models between."""
        models = self._models_behind(tables)
        return frozenset(name for model in models for name in self.models[model].inputs if name in self.sources)

    def rests_on_persons(self, table: str) -> bool:
        """Whether the figures in this table were counted from rows of persons, however far back."""
        models = self._models_behind([table])
        return any(self.models[name].of_persons for name in models) or any(
            source_shape(self.sources[name]).of_persons for name in self.sources_behind([table])
        )

    def _tables_of(self, product: ProductDefinition) -> Iterable[str]:
        yield product.areas.table
        for indicator in self.indicators_of(product):
            yield from (measure.table for measure in indicator.measures)

    def _models_behind(self, tables: Iterable[str]) -> tuple[str, ...]:
        waiting, found = list(tables), dict[str, None]()
        while waiting:
            name = waiting.pop()
            if name in self.models and name not in found:
                found[name] = None
                waiting.extend(self.models[name].inputs)
        return tuple(found)
