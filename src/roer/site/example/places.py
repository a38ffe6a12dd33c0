"""Which municipalities the example is about, and the invented districts and neighbourhoods in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

FICTIONAL = "fictief"

_ROOTS = (
    "Narcissen", "Tulpen", "Hyacinten", "Krokus", "Anemonen", "Lelie", "Irissen", "Dahlia", "Gladiolen", "Fresia",
    "Akelei", "Ridderspoor", "Korenbloem", "Klaver", "Boterbloem", "Seringen", "Kamille", "Zinnia", "Ranonkel",
    "Blauwdruif", "Sneeuwklok", "Sierui", "Lavendel", "Papaver",
)  # fmt: skip
_ENDS = ("veld", "hof", "weide", "akker", "oord", "tuinen", "wal", "kamp", "zoom", "polder", "rand", "eind")


@dataclass(frozen=True, slots=True)
class MunicipalityPlan:
    """A municipality to invent a world for: its share of the people, its size in parts, and where it lies (RD, m)."""

    code: str
    name: str
    share: float
    districts: int
    neighbourhoods: int
    centre: tuple[float, float]

    def __post_init__(self) -> None:
        if not 1 <= self.districts <= self.neighbourhoods:
            raise ValueError(f"{self.name}: every district has at least one neighbourhood")


HLT = (
    MunicipalityPlan("GM0534", "Hillegom", 0.27, 5, 22, (99_300, 477_900)),
    MunicipalityPlan("GM0553", "Lisse", 0.28, 4, 22, (97_300, 474_300)),
    MunicipalityPlan("GM1525", "Teylingen", 0.45, 11, 51, (93_600, 470_300)),
)
"""Hillegom, Lisse and Teylingen, with as many districts and neighbourhoods as they had in 2020."""


@dataclass(frozen=True, slots=True)
class Place:
    """An invented neighbourhood: its own code and name, and those of the district and municipality around it."""

    code: str
    name: str
    district: str
    district_name: str
    municipality: str
    municipality_name: str


def places_of(plans: Sequence[MunicipalityPlan], rng: np.random.Generator) -> tuple[Place, ...]:
    """The neighbourhoods of all municipalities, in the order of their codes."""
    names = _names(rng)
    places = []
    for plan in plans:
        number = plan.code.removeprefix("GM")
        for at, size in enumerate(sizes(plan.neighbourhoods, plan.districts), start=1):
            district = f"WK{number}{at:02d}"
            own = list(islice(names, size))
            places += [
                Place(
                    code=f"BU{number}{at:02d}{part:02d}",
                    name=name,
                    district=district,
                    district_name=f"Wijk {at:02d} {own[0]} en omgeving",
                    municipality=plan.code,
                    municipality_name=plan.name,
                )
                for part, name in enumerate(own, start=1)
            ]
    return tuple(places)


def sizes(total: int, parts: int) -> list[int]:
    """How many each of `parts` gets when `total` is shared out as evenly as can be."""
    return [total // parts + (at < total % parts) for at in range(parts)]


def _names(rng: np.random.Generator) -> Iterator[str]:
    """Names without end, each once: Narcissenveld, Tulpenhof, and with a number when all have been used."""
    pairs = [f"{root}{end}" for root in _ROOTS for end in _ENDS]
    order = [pairs[at] for at in rng.permutation(len(pairs))]
    yield from order
    again = 2
    while True:
        yield from (f"{name} {again}" for name in order)
        again += 1
