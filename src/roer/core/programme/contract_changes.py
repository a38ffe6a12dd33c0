"""What differs between two product contracts, in words, so that everybody sees what an approval was not about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from roer.core.programme.elements import Contract, ContractCube
from roer.core.values.dutch import listing


@dataclass(frozen=True, slots=True)
class ContractChange:
    """Verschil in one part of a contract: what came and what went. Both are empty where words fail to tell it."""

    part: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __str__(self) -> str:
        told = [f"erbij: {listing(self.added)}"] if self.added else []
        told += [f"eraf: {listing(self.removed)}"] if self.removed else []
        return f"{self.part[:1].upper()}{self.part[1:]} {'; '.join(told)}." if told else self.part


UNTOLD = ContractChange(
    "Er verandert iets dat het contract niet bij naam noemt, zoals een afronding of een groep in een uitsplitsing."
)
NOT_KNOWN = ContractChange(
    "Het vastgelegde contract noemt alleen zijn bronnen; wat er verder verschilt, is daaruit niet op te maken."
)


def words_of(contract: Contract) -> dict[str, tuple[str, ...]]:
    """Everything that a contract says, under Dutch headings, in a fixed order; parts without words are left out."""
    return {part: said for part, words in _PARTS.items() if (said := words(contract))}


def changes(before: Contract, after: Contract) -> tuple[ContractChange, ...]:
    """What differs from `before` to `after`, part by part; empty when both have the same hash."""
    if before.hash == after.hash:
        return ()
    compared = _PARTS if before.is_told and after.is_told else {"bronnen": _PARTS["bronnen"]}
    found = tuple(change for part in compared if (change := _change(part, before, after)))
    if len(compared) < len(_PARTS):
        return (*found, NOT_KNOWN)
    return found or (UNTOLD,)


def contradiction(known: Contract, told: Contract) -> ContractChange | None:
    """Where a contract of the same hash says something else than what was known; filling in what was open is fine."""
    for part, words in _PARTS.items():
        if words(known) and (change := _change(part, known, told)):
            return change
    return None


def _change(part: str, before: Contract, after: Contract) -> ContractChange | None:
    was, now = _PARTS[part](before), _PARTS[part](after)
    added = tuple(word for word in now if word not in was)
    removed = tuple(word for word in was if word not in now)
    return ContractChange(part, added, removed) if added or removed else None


def _cube(cube: ContractCube) -> str:
    told = f"{cube.indicator} per {listing(cube.levels)}" if cube.levels else cube.indicator
    return f"{told}, uitgesplitst naar {listing(cube.breakdowns)}" if cube.breakdowns else told


def _one(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


_PARTS: Mapping[str, Callable[[Contract], tuple[str, ...]]] = {
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
