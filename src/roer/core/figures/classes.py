"""Classes of a map: round limits, chosen from visible values only, the same for every year.

What is hidden has no part in the choice, so the limits cannot tell anything about it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from roer.core.figures.observations import Quantity
from roer.core.values.dutch import NBSP

MOST = 5
_MANTISSAS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5))


@dataclass(frozen=True, slots=True)
class Classes:
    """Klassen: the limits between them, rising. A value on a limit belongs to the class above it."""

    quantity: Quantity
    limits: tuple[Decimal, ...]

    def __post_init__(self) -> None:
        if len(self.limits) >= MOST or sorted(set(self.limits)) != list(self.limits):
            raise ValueError(f"limits rise and there are at most {MOST - 1}")

    def __len__(self) -> int:
        return len(self.limits) + 1

    def index(self, value: float) -> int:
        """The class of a value, 0 for the lowest; of the value as it is shown, so that map and table agree."""
        shown = self.quantity.rounded(value)
        return sum(shown >= limit for limit in self.limits)

    @property
    def labels(self) -> tuple[str, ...]:
        """'minder dan 8 %', '8 tot 10 %', '14 % of meer'."""
        if not self.limits:
            return ("alle waarden",)
        told, unit = [self._told(limit) for limit in self.limits], self.quantity.unit
        between = (f"{low} tot {high}{NBSP}{unit}" for low, high in pairwise(told))
        return (f"minder dan {told[0]}{NBSP}{unit}", *between, f"{told[-1]}{NBSP}{unit} of meer")

    def _told(self, limit: Decimal) -> str:
        whole = all(one == one.to_integral_value() for one in self.limits)
        return Quantity(label="", unit="", decimals=0 if whole else self.quantity.decimals).bare(limit)


def classes_for(quantity: Quantity, values: Iterable[float]) -> Classes:
    """At most five classes with round limits that spread the values best (highest entropy, then the roundest)."""
    shown = sorted(quantity.rounded(value) for value in values)
    if not shown or shown[0] == shown[-1]:
        return Classes(quantity, ())
    best: tuple[float, Decimal, tuple[Decimal, ...]] = (-1.0, Decimal(0), ())
    for step in _steps(shown[-1] - shown[0], quantity.decimals):
        start = (shown[0] / step).to_integral_value(rounding="ROUND_FLOOR") * step + step
        while start <= shown[-1]:
            limits = tuple(limit for at in range(MOST - 1) if (limit := start + at * step) <= shown[-1])
            best = max(best, (round(_entropy(shown, limits), 6), step, limits))
            start += step
    return Classes(quantity, best[2])


def _steps(span: Decimal, decimals: int) -> list[Decimal]:
    """Round steps from a fifteenth of the span to the whole of it, none finer than the figures themselves."""
    finest = Decimal(1).scaleb(-decimals)
    power = math.floor(math.log10(span)) - 1
    steps = [mantissa.scaleb(power + up) for up in range(3) for mantissa in _MANTISSAS]
    fitting = [step for step in steps if span / 15 <= step <= span and step % finest == 0]
    return fitting or [finest]


def _entropy(values: Sequence[Decimal], limits: Sequence[Decimal]) -> float:
    edges = [0, *(sum(value < limit for value in values) for limit in limits), len(values)]
    shares = [(high - low) / len(values) for low, high in pairwise(edges)]
    return -sum(share * math.log(share) for share in shares if share)


def ticks(low: float, high: float, *, wanted: int = 5) -> tuple[Decimal, ...]:
    """Round numbers that span from `low` to `high`, about so many: for an axis or a legend of sizes."""
    least, most = Decimal(repr(low)), Decimal(repr(high))
    span = most - least
    if span <= 0:
        return (least, least + 1)
    power = math.floor(math.log10(span / wanted))
    steps = (mantissa.scaleb(power + up) for up in range(2) for mantissa in _MANTISSAS)
    step = next(step for step in steps if span / step <= wanted)
    first = (least / step).to_integral_value(rounding="ROUND_FLOOR")
    last = (most / step).to_integral_value(rounding="ROUND_CEILING")
    return tuple(step * at for at in range(int(first), int(last) + 1))
