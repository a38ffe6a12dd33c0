"""Money as whole cents; a programme's budget is right to the cent or it is wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Euro:
    """An amount (bedrag) in whole cents."""

    cents: int

    @classmethod
    def of(cls, euros: int, cents: int = 0) -> Euro:
        """An amount from whole euros and cents."""
        return cls(euros * 100 + cents)

    def __add__(self, other: Euro) -> Euro:
        return Euro(self.cents + other.cents)

    def __sub__(self, other: Euro) -> Euro:
        return Euro(self.cents - other.cents)

    def __mul__(self, times: int) -> Euro:
        return Euro(self.cents * times)
