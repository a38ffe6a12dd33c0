"""What a reader proves by sums alone: every equation tells each of its cells what the others leave it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from roer.core.disclosure.knowledge import Knowledge

Floats = NDArray[np.float64]
_ROUNDS = 50
_NOISE = 1e-8


def squeezed(known: Knowledge) -> tuple[Floats, Floats]:
    """The least and greatest value of every cell, after all equations were used again and again until nothing
    changes.
    """
    least, greatest = known.least.copy(), known.greatest.copy()
    rows = np.repeat(np.arange(known.sums.shape[0]), np.diff(known.sums.indptr))
    cells, whole = known.sums.indices, known.sums.data > 0
    for _ in range(_ROUNDS):
        low = np.where(whole, least[cells], -greatest[cells])
        high = np.where(whole, greatest[cells], -least[cells])
        rest_low, rest_high = (_others(rows, terms, known.sums.shape[0]) for terms in (low, high))
        new_least = np.where(whole, -rest_high, rest_low)
        new_greatest = np.where(whole, -rest_low, rest_high)
        # A rounding error is no proof; taken for one it would grow every round.
        proven = new_least > least[cells] + _noise(least[cells])
        refuted = new_greatest < greatest[cells] - _noise(new_greatest)
        if not (proven.any() or refuted.any()):
            break
        np.maximum.at(least, cells[proven], new_least[proven])
        np.minimum.at(greatest, cells[refuted], new_greatest[refuted])
    return least, greatest


def _noise(values: Floats) -> Floats:
    return _NOISE * np.where(np.isfinite(values), np.maximum(1.0, np.abs(values)), 1.0)


def _others(rows: NDArray[np.int64], terms: Floats, count: int) -> Floats:
    """Per term, the sum of the other terms in its row; endless when one of those is (all endless terms point one
    way).
    """
    endless = ~np.isfinite(terms)
    finite = np.where(endless, 0.0, terms)
    others = np.bincount(rows, finite, minlength=count)[rows] - finite
    endless_others = np.bincount(rows, endless, minlength=count)[rows] - endless
    way = np.inf if (terms == np.inf).any() else -np.inf
    return np.where(endless_others > 0, way, others)


def components(sums: sparse.csr_array, open_cells: NDArray[np.bool_]) -> list[NDArray[np.int64]]:
    """The cells not known exactly, in groups that no equation links."""
    cells = np.flatnonzero(open_cells)
    part = sums[:, cells]
    rows, columns = part.nonzero()
    size = part.shape[0] + len(cells)
    graph = sparse.coo_array((np.ones(len(rows)), (rows, part.shape[0] + columns)), shape=(size, size))
    labels = sparse.csgraph.connected_components(graph, directed=False)[1][part.shape[0] :]
    order = np.argsort(labels, kind="stable")
    return [cells[group] for group in np.split(order, np.flatnonzero(np.diff(labels[order])) + 1) if len(group)]
