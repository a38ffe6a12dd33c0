"""What differs between two product contracts, in words, so that everybody sees what an approval was not about."""

from __future__ import annotations

from roer.core.programme.elements import Contract, ContractCube
from roer.core.programme.part_changes import PartChange, Parts, changes_in, words_in
from roer.core.values.dutch import listing

UNTOLD = PartChange(
    "Er verandert iets dat het contract niet bij naam noemt, zoals een afronding of een groep in een uitsplitsing."
)
NOT_KNOWN = PartChange(
    "Het vastgelegde contract noemt alleen zijn bronnen; wat er verder verschilt, is daaruit niet op te maken."
)


def words_of(contract: Contract) -> dict[str, tuple[str, ...]]:
    """Everything that a contract says, under Dutch headings, in a fixed order; parts without words are left out."""
    return words_in(_PARTS, contract)


def changes(before: Contract, after: Contract) -> tuple[PartChange, ...]:
    """What differs from `before` to `after`, part by part; empty when both have the same hash."""
    if before.hash == after.hash:
        return ()
    if before.is_told and after.is_told:
        return changes_in(_PARTS, before, after) or (UNTOLD,)
    return (*changes_in({"bronnen": _PARTS["bronnen"]}, before, after), NOT_KNOWN)


def contradiction(known: Contract, told: Contract) -> PartChange | None:
    """Where a contract of the same hash says something else than what was known; filling in what was open is fine."""
    if known.product != told.product:
        return PartChange("product", added=(told.product,), removed=(known.product,))
    said = {part: words for part, words in _PARTS.items() if words(known)}
    return next(iter(changes_in(said, known, told)), None)


def _cube(cube: ContractCube) -> str:
    told = f"{cube.indicator} per {listing(cube.levels)}" if cube.levels else cube.indicator
    return f"{told}, uitgesplitst naar {listing(cube.breakdowns)}" if cube.breakdowns else told


def _one(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


_PARTS: Parts[Contract] = {
    "bronnen": lambda contract: contract.sources,
    "velden": lambda contract: tuple(f"{one.field} ({one.source})" for one in contract.fields),
    "doelen": lambda contract: contract.purposes,
    "grondslag": lambda contract: _one(contract.legal_basis),
    "doelgroep": lambda contract: contract.audience,
    "gegevensniveau": lambda contract: _one(contract.data_level),
    "kubussen": lambda contract: tuple(_cube(cube) for cube in contract.cubes),
    "onthullingsbeleid": lambda contract: tuple(
        f"{one.name} (vanaf {one.minimum})" if one.minimum > 1 else f"{one.name} (zonder drempel)"
        for one in contract.policies
    ),
    "bewaartermijn": lambda contract: _one(contract.retention),
}
