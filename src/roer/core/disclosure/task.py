"""What secondary suppression is asked to do, and the certificates with which it answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from roer.core.disclosure.lattice import Bools, Floats, Ints, Lattice
from roer.core.disclosure.primary import Risk

SLACK = 1e-6


@dataclass(frozen=True)
class Task:
    """What is to be protected: the table, what is hidden from the start, and what a reader knows of each cell.

    `least`, `greatest`: what a reader supposes behind the cell once hidden (endless where he knows no bound).
    `open_least`, `open_greatest`: what he knows of it while open (rounding leaves room). `price`: what hiding it costs,
    infinite where hiding cannot help or may not be. `lone`: for a cell of one contributor the leaf cell he is in, -1
    where there are several or none. He knows that leaf; what he knows of the cells above follows from the sums.
    `count`: whether the figure is a count.
    """

    lattice: Lattice
    figure: Floats
    risk: Risk
    hidden: Bools
    least: Floats
    greatest: Floats
    open_least: Floats
    open_greatest: Floats
    price: Floats
    lone: Ints
    count: bool

    @cached_property
    def room_down(self) -> Floats:
        """How far each cell may fall once hidden."""
        return np.maximum(self.figure - self.least, 0.0)

    @cached_property
    def room_up(self) -> Floats:
        """How far each cell may rise once hidden."""
        return np.maximum(self.greatest - self.figure, 0.0)

    @cached_property
    def free_down(self) -> Floats:
        """How far each cell may fall while open."""
        return np.maximum(self.figure - self.open_least, 0.0)

    @cached_property
    def free_up(self) -> Floats:
        """How far each cell may rise while open."""
        return np.maximum(self.open_greatest - self.figure, 0.0)

    @cached_property
    def may_hide(self) -> Bools:
        """Cells that are hidden, or could be."""
        return self.hidden | np.isfinite(self.price)


@dataclass(frozen=True)
class Move:
    """A certificate (verschuiving): a change of the table that keeps every sum and that no reader can exclude.

    `cells` change by `steps`; `paid` are those of them that must be hidden for it, besides what is hidden from the
    start.
    """

    cells: Ints
    steps: Floats
    paid: Ints


def move_of(task: Task, cells: Ints, steps: Floats) -> Move:
    """The move of `cells` by `steps`, with what must be hidden for it."""
    beyond = (steps > task.free_up[cells] + SLACK) | (-steps > task.free_down[cells] + SLACK)
    return Move(cells, steps, cells[beyond & ~task.hidden[cells]])
