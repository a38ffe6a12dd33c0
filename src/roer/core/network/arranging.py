"""A fresh order for the whole network, and what it would be worth: fewer crossings, against boxes that swap places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from roer.core.network.placing import Order, rearranged
from roer.core.network.scene import board_of
from roer.core.programme.elements import Code
from roer.core.programme.network_state import Network


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Herschikking: the order as it is and a fresh one, with the crossing lines of each."""

    before: Order
    after: Order
    crossings_before: int
    crossings_after: int

    @property
    def is_better(self) -> bool:
        """Whether fewer lines cross."""
        return self.crossings_after < self.crossings_before

    @property
    def swapped(self) -> tuple[int, int]:
        """How many pairs of boxes in one column would swap places, and of how many."""
        pairs = [pair for before, after in zip(self.before, self.after, strict=True) for pair in _pairs(before, after)]
        return sum(pairs), len(pairs)


def arrangement(network: Network, before: Order) -> Arrangement:
    """What a fresh order would make of the network that now stands in the order `before`."""
    after, crossings_before, crossings_after = rearranged(board_of(network), before)
    return Arrangement(before, after, crossings_before, crossings_after)


def _pairs(before: Sequence[Code], after: Sequence[Code]) -> Iterator[bool]:
    """For each two boxes whether they stand the other way round."""
    place = {code: at for at, code in enumerate(after)}
    return (place[upper] > place[lower] for upper, lower in combinations(before, 2))
