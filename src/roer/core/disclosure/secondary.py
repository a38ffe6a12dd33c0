"""What must be hidden besides, so that no cell at risk can be computed back within its protection interval.

Every cell at risk gets a certificate: a move of hidden cells that keeps all sums, stays within what a reader may
suppose, and takes the cell as far as the policy asks. A table with a certificate for every cell at risk is safe by
construction. Certificates share hidden cells; we look for those that add least.
"""

from __future__ import annotations

import numpy as np

from roer.core.disclosure.cover import Cover
from roer.core.disclosure.detours import detour, farthest
from roer.core.disclosure.exchanges import NEAR, Exchanges
from roer.core.disclosure.lattice import Bools
from roer.core.disclosure.task import SLACK, Move, Task, move_of
from roer.core.values.errors import RoerError


class CannotProtect(RoerError):
    """No choice of hidden cells protects this table under this policy."""


def hide_besides(task: Task) -> Cover:
    """Certificates for every cell at risk. What must be hidden for them is `Cover.hidden`, primary and secondary cells.

    Raises CannotProtect when some cell can have none.
    """
    cover = Cover(task)
    search = Exchanges(task.lattice)
    at_risk = np.flatnonzero(task.risk.cells)
    # Small figures first: they have least room, so what they need others can use.
    for cell in at_risk[np.argsort(task.figure[at_risk], kind="stable")].tolist():
        _protect(cover, search, cell)
    return cover


def _protect(cover: Cover, search: Exchanges, cell: int) -> None:
    """Add certificates until nobody comes too close to `cell`."""
    while (threats := cover.threats(cell)) != frozenset():
        moves = _cheapest(cover, search, cell, threats or frozenset())
        if not moves and threats and len(threats) > 1:
            moves = _cheapest(cover, search, cell, frozenset({min(threats)}))
        if not moves:
            where = " · ".join(cover.task.lattice.codes(cell))
            raise CannotProtect(
                f"Cel {where} is niet te beveiligen: wat haar zou kunnen verhullen "
                "bestaat niet of is al getoond. Neem grovere indelingen."
            )
        for move in moves:
            cover.add(move)


def _cheapest(cover: Cover, search: Exchanges, cell: int, avoiding: frozenset[int]) -> list[Move]:
    """The cheapest certificates of `cell` in which no cell of `avoiding` moves; none when there are none."""
    barred = np.zeros(cover.task.lattice.size, dtype=np.bool_)
    barred[list(avoiding)] = True
    by_exchange = _exchange(cover, search, cell, barred)
    cost = _added(cover, by_exchange)
    if by_exchange and not cost:
        return by_exchange
    by_detour = _detours(cover, cell, barred)
    return by_detour if by_detour and (not by_exchange or _added(cover, by_detour) < cost) else by_exchange


def _added(cover: Cover, moves: list[Move]) -> float:
    paid = np.unique(np.concatenate([move.paid for move in moves])) if moves else np.zeros(0, dtype=np.int64)
    return float(cover.cost[paid].sum())


def _exchange(cover: Cover, search: Exchanges, cell: int, barred: Bools) -> list[Move]:
    task = cover.task
    sizes = _sizes(task, cell)
    found = search.cheapest(cell, np.where(barred, np.inf, cover.cost), (task.room_up, task.room_down), sizes, NEAR)
    if found is None:
        return []
    exchange, size = found
    up, down = sizes[size]
    steps = ((1, up), (-1, down))
    return [move_of(task, exchange.cells, way * step * exchange.signs) for way, step in steps if step]


def _sizes(task: Task, cell: int) -> list[tuple[float, float]]:
    width = float(task.risk.width[cell])
    if not width:
        return [(float(task.risk.up[cell]), float(task.risk.down[cell]))]
    most = min(width, float(task.room_down[cell]))
    return [(width - down, down) for down in sorted({0.0, float(int(most / 2)), most})]


def _detours(cover: Cover, cell: int, barred: Bools) -> list[Move]:
    """Moves as far up and down as asked. A width alone is sought upwards; where the way up is barred, partly down."""
    risk = cover.task.risk
    up, down, width = (float(given[cell]) for given in (risk.up, risk.down, risk.width))
    moves = _steps(cover, cell, (max(up, width), -down), barred)
    if moves or not width:
        return moves
    highest = farthest(cover.task, cell, width, barred=barred)
    return _steps(cover, cell, (highest, highest - width), barred)


def _steps(cover: Cover, cell: int, steps: tuple[float, float], barred: Bools) -> list[Move]:
    moves = []
    for step in steps:
        if abs(step) > SLACK:
            move = detour(cover.task, cover.cost, cell, step, barred=barred)
            if move is None:
                return []
            moves.append(move)
    return moves
