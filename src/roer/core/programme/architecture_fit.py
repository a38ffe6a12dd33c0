"""A target architecture held against the product contract: what is in one and not in the other; and two versions."""

from __future__ import annotations

from dataclasses import dataclass

from roer.core.programme.architecture import Architecture, Component, DataObject, Flow
from roer.core.programme.elements import Contract, ContractField
from roer.core.programme.labels import label
from roer.core.programme.part_changes import PartChange, Parts, changes_in
from roer.core.values.dutch import listing


@dataclass(frozen=True, slots=True)
class Fit:
    """Vergelijking of an architecture with a contract. The first three keep gate 4 closed; the others are surplus."""

    lacking_sources: tuple[str, ...] = ()
    loose_sources: tuple[str, ...] = ()
    """Sources that are named, and that no data object and no flow starts from."""
    lacking_fields: tuple[ContractField, ...] = ()
    """Fields of a source whose data objects are described, and that none of them holds."""
    surplus_sources: tuple[str, ...] = ()
    surplus_fields: tuple[ContractField, ...] = ()

    @property
    def shortcoming(self) -> str:
        """What must be added before the board can adopt it, in a sentence; empty when nothing is."""
        if self.lacking_sources:
            return f"In de doelarchitectuur ontbreekt de bron {listing(self.lacking_sources)}."
        if self.loose_sources:
            sources = listing(self.loose_sources)
            return f"Uit de bron {sources} komt in de doelarchitectuur geen gegevensobject en geen stroom."
        if self.lacking_fields:
            return f"In de doelarchitectuur ontbreekt het veld {listing(_named(self.lacking_fields))}."
        return ""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Everything that differs, a sentence each."""
        surplus = []
        if self.surplus_sources:
            surplus.append(f"Het product gebruikt de bron {listing(self.surplus_sources)} niet (meer).")
        if self.surplus_fields:
            surplus.append(f"Het product gebruikt het veld {listing(_named(self.surplus_fields))} niet (meer).")
        lacking = (
            Fit(lacking_sources=self.lacking_sources),
            Fit(loose_sources=self.loose_sources),
            Fit(lacking_fields=self.lacking_fields),
        )
        return (*(one.shortcoming for one in lacking if one.shortcoming), *surplus)


def fit_of(architecture: Architecture, contract: Contract) -> Fit:
    """What differs between this architecture and the sources and fields of this contract."""
    there = tuple(name for name in contract.sources if name in architecture.sources)
    begun = {one.source for one in architecture.objects} | {one.source for one in architecture.flows}
    held = {(one.source, field) for one in architecture.objects for field in one.fields}
    told = {(one.source, one.field) for one in contract.fields}
    by_field = {source for source, _field in held}
    return Fit(
        lacking_sources=tuple(name for name in contract.sources if name not in architecture.sources),
        loose_sources=tuple(name for name in there if name not in begun) if architecture.is_drawn else (),
        lacking_fields=tuple(
            one for one in contract.fields if one.source in by_field and (one.source, one.field) not in held
        ),
        surplus_sources=tuple(name for name in architecture.sources if name not in contract.sources),
        surplus_fields=tuple(
            ContractField(source=source, field=field)
            for source, field in sorted(held - told)
            if contract.fields and source in contract.sources
        ),
    )


def version_changes(before: Architecture, after: Architecture) -> tuple[PartChange, ...]:
    """What differs between two versions of an architecture, part by part."""
    return changes_in(_PARTS, before, after)


def _named(fields: tuple[ContractField, ...]) -> list[str]:
    return [f"{one.field} ({one.source})" for one in fields]


def _component(one: Component) -> str:
    told = f"{one.name} ({label(one.kind)})"
    return f"{told}, {one.reference}" if one.reference else told


def _object(one: DataObject) -> str:
    fields = f": {listing(one.fields)}" if one.fields else ""
    return f"{one.name} uit {one.source}{fields}"


def _flow(one: Flow) -> str:
    personal = " (persoonsgegevens)" if one.personal else ""
    return f"{one.what}, van {one.source} naar {one.target}{personal}"


_PARTS: Parts[Architecture] = {
    "productcontract": lambda one: (one.contract_hash[:8],),
    "bronnen": lambda one: one.sources,
    "componenten": lambda one: tuple(map(_component, one.components)),
    "gegevensobjecten": lambda one: tuple(map(_object, one.objects)),
    "stromen": lambda one: tuple(map(_flow, one.flows)),
    "opslag": lambda one: (one.storage,) if one.storage else (),
    "hulpmiddelen": lambda one: (one.tools,) if one.tools else (),
}
