"""Tables that somebody claims no reader can exclude. The attacker checks each himself, with his own equations and
bounds.

A claim that holds saves him programs; one that does not hold is thrown away. So they make an attack faster, never
milder.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from roer.core.disclosure.cube import Codes
from roer.core.disclosure.knowledge import Knowledge

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
_TOLERANCE = 1e-6


@dataclass(frozen=True)
class Witnesses:
    """Claimed tables (getuigen): `base`, and the tables that differ from it by one of `moves`. They hold raw
    figures.
    """

    base: Mapping[Codes, float]
    moves: Sequence[Mapping[Codes, float]]


class Heard:
    """The witnesses whose tables fit everything that was shown, over the cells of `known`."""

    def __init__(self, known: Knowledge, bounds: tuple[Floats, Floats], witnesses: Witnesses) -> None:
        self.moves = sparse.csr_array((0, len(known.least)), dtype=np.float64)
        self.base = np.array([witnesses.base.get(codes, np.nan) for codes in known.codes])
        if not self._fits(known, bounds):
            return
        place = {codes: number for number, codes in enumerate(known.codes)}
        rows = [number for number, move in enumerate(witnesses.moves) for _ in move]
        columns = [place[codes] for move in witnesses.moves for codes in move]
        steps = [step for move in witnesses.moves for step in move.values()]
        moves = sparse.csr_array((steps, (rows, columns)), shape=(len(witnesses.moves), len(place)), dtype=np.float64)
        self.moves = moves[self._possible(known, bounds, moves)]

    def _fits(self, known: Knowledge, bounds: tuple[Floats, Floats]) -> bool:
        if np.isnan(self.base).any():
            return False
        slack = _TOLERANCE * np.maximum(1.0, self.base)
        inside = (self.base >= bounds[0] - slack) & (self.base <= bounds[1] + slack)
        return bool(inside.all() and (np.abs(known.sums @ self.base) <= _TOLERANCE * max(1.0, self.base.max())).all())

    def _possible(self, known: Knowledge, bounds: tuple[Floats, Floats], moves: sparse.csr_array) -> Bools:
        rows, columns = moves.nonzero()
        moved = self.base[columns] + moves.data
        slack = _TOLERANCE * np.maximum(1.0, self.base[columns])
        outside = (moved < bounds[0][columns] - slack) | (moved > bounds[1][columns] + slack)
        wrong: Bools = np.bincount(rows, outside, minlength=moves.shape[0]) > 0
        if known.sums.shape[0] and moves.shape[0]:
            unbalanced = np.abs(known.sums @ moves.T).max(axis=0).toarray().reshape(-1)
            wrong |= unbalanced > _TOLERANCE * max(1.0, float(self.base.max()))
        return ~wrong

    def span(self, cells: NDArray[np.int64]) -> tuple[Floats, Floats]:
        """The lowest and highest value of `cells` in all these tables."""
        part = self.moves[:, cells].tocsc()
        lowest = part.min(axis=0).toarray().reshape(-1) if part.shape[0] else np.zeros(len(cells))
        highest = part.max(axis=0).toarray().reshape(-1) if part.shape[0] else np.zeros(len(cells))
        return self.base[cells] + np.minimum(lowest, 0.0), self.base[cells] + np.maximum(highest, 0.0)

    def span_without(self, cell: int, standing: NDArray[np.int64]) -> tuple[Floats, Floats]:
        """Per cell of `standing`, the lowest and highest of `cell` in the tables in which that cell stands still."""
        through = self.moves[:, [cell]].tocoo()
        touched = self.moves[through.row][:, standing].toarray() != 0
        step = through.data[:, None]
        highest = np.where(touched, 0.0, np.maximum(step, 0.0)).max(axis=0, initial=0.0)
        lowest = np.where(touched, 0.0, np.minimum(step, 0.0)).min(axis=0, initial=0.0)
        return self.base[cell] + lowest, self.base[cell] + highest
