"""The product contract of the ledger, made from the catalogue: the one place where the two meet in words.

The hash is the catalogue's own (`Catalogue.contract_hash`); the words beside it are what people approve.
"""

from __future__ import annotations

from roer.core.indicators.definition import DataLevel
from roer.core.indicators.product import CubeDefinition, ProductDefinition, Retention
from roer.core.programme.elements import Code, Contract, ContractCube, ContractField, ContractPolicy
from roer.core.values.dutch import plural
from roer.core.values.regions import RegionLevel
from roer.data.catalogue.catalogue import Catalogue

LEVELS = {
    DataLevel.P0: "P0: open gegevens",
    DataLevel.P1: "P1: beveiligde stuurcijfers",
    DataLevel.P2: "P2: gepseudonimiseerd",
    DataLevel.P3: "P3: persoonsgegevens",
    DataLevel.P4: "P4: bijzondere persoonsgegevens",
}
"""How close the figures of a product come to persons, in words."""


def declaration(catalogue: Catalogue, product: ProductDefinition, result: Code) -> Contract:
    """The contract of this product as the catalogue states it now, for the result that it delivers."""
    uses = [(catalogue.sources[use.source].title, use.fields) for use in catalogue.source_uses(product)]
    policies = sorted({indicator.policy for indicator in catalogue.indicators_of(product)})
    return Contract(
        result=result,
        product=product.slug,
        hash=catalogue.contract_hash(product),
        sources=tuple(title for title, _fields in uses),
        fields=tuple(ContractField(source=title, field=field) for title, fields in uses for field in fields),
        purposes=product.purpose,
        legal_basis=product.legal_basis,
        audience=tuple(sorted(product.audience)),
        data_level=LEVELS[product.data_level],
        retention=_retention(product.retention),
        policies=tuple(ContractPolicy(name=name, minimum=catalogue.policies[name].threshold) for name in policies),
        cubes=tuple(_cube(cube) for cube in product.cubes),
    )


def _retention(kept: Retention) -> str:
    raw = plural(kept.raw_months, "maand", "maanden") if kept.raw_months else "niet"
    return f"vrijgaven {plural(kept.releases_years, 'jaar', 'jaar')}, ruwe gegevens {raw} ({kept.ground})"


def _cube(cube: CubeDefinition) -> ContractCube:
    levels = tuple(level.label for level in RegionLevel if level in cube.levels)
    return ContractCube(indicator=cube.indicator, levels=levels, breakdowns=cube.breakdowns)
