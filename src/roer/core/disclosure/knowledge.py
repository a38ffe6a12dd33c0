"""What a reader knows: every cell of every table shown, as bounds, and every sum between them, as equations."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from roer.core.disclosure.cube import Codes, Dimension
from roer.core.disclosure.policy import Policy
from roer.core.disclosure.seal import ShownTable

_CHILDREN = 6
_UNKNOWN_SHARE = 0.01
"""How wide a hidden magnitude must stay where the analyst's figure is not at hand: not within one percent."""


@dataclass
class Knowledge:
    """A reader's knowledge (lezerskennis) of one figure.

    `codes`: the cells, over the dimensions of all tables. `least`, `greatest`: what each cell can be. `sums`: one row
    per equation that adds up to zero. `needs`: how wide the cells that count must stay, by cell number, and `asked` how
    such a cell is called in the table that hides it.
    `kin`: per dimension and code the codes that it can best exchange with. `lone`: per leaf cell of one contributor,
    who knows that it is his, the cells of which he may know more: those that hold nobody but him; of amounts all above,
    for which the policy's rule weighed that already.
    """

    codes: list[Codes]
    least: NDArray[np.float64]
    greatest: NDArray[np.float64]
    sums: sparse.csr_array
    needs: dict[int, float]
    asked: dict[int, Codes]
    lone: dict[int, frozenset[int]]
    kin: list[dict[str, tuple[str, ...]]]
    count: bool


class _Notebook:
    """Where the reader writes down what the tables tell, cell by cell."""

    def __init__(self, tables: Sequence[ShownTable]) -> None:
        self.names = list(dict.fromkeys(dimension.name for table in tables for dimension in table.dimensions))
        self.roots = {name: _common_root(name, tables) for name in self.names}
        self.numbers: dict[Codes, int] = {}
        self.least: list[float] = []
        self.greatest: list[float] = []
        self.hidden_least: dict[int, float] = {}
        self.equations: dict[tuple[int, ...], None] = {}
        self.needs: dict[int, float] = {}
        self.asked: dict[int, Codes] = {}
        self.lone: dict[int, frozenset[int]] = {}

    def read(self, table: ShownTable) -> None:
        place = [next((i for i, d in enumerate(table.dimensions) if d.name == name), None) for name in self.names]
        numbers: dict[Codes, int] = {}
        for codes in itertools.product(*(dimension.order for dimension in table.dimensions)):
            key = tuple(self.roots[n] if i is None else codes[i] for n, i in zip(self.names, place, strict=True))
            numbers[codes] = number = self.numbers.setdefault(key, len(self.numbers))
            if number == len(self.least):
                self.least.append(0.0)
                self.greatest.append(math.inf)
            self._note(table, codes, number)
        if table.additive:
            self._add_up(table, numbers)
            self._note_the_lone(table, numbers)

    def _note(self, table: ShownTable, codes: Codes, number: int) -> None:
        if codes in table.values:
            low, high = _behind(table.values[codes], table.policy, table.kind == "count")
        elif codes in table.hidden:
            low, high = 0.0, math.inf
            rule = float(table.policy.least_hidden) if table.kind == "count" else 0.0
            self.hidden_least[number] = min(rule, self.hidden_least.get(number, rule))
            need = _need(table, codes)
            if need is not None:
                self.needs[number] = max(need, self.needs.get(number, 0.0))
                self.asked.setdefault(number, codes)
        else:
            low, high = 0.0, (0.0 if table.additive else math.inf)
        self.least[number] = max(self.least[number], low)
        self.greatest[number] = min(self.greatest[number], high)

    def _note_the_lone(self, table: ShownTable, numbers: dict[Codes, int]) -> None:
        for codes in sorted(table.alone):
            forebears = [_upwards(d, code) for d, code in zip(table.dimensions, codes, strict=True)]
            if not any(d.children[code] for d, code in zip(table.dimensions, codes, strict=True)):
                above = itertools.product(*forebears)
                own = (numbers[cell] for cell in above if table.kind == "magnitude" or cell in table.alone)
                self.lone[numbers[codes]] = frozenset(own) | self.lone.get(numbers[codes], frozenset())

    def _add_up(self, table: ShownTable, numbers: dict[Codes, int]) -> None:
        orders = [dimension.order for dimension in table.dimensions]
        for axis, dimension in enumerate(table.dimensions):
            families = [(code, under) for code, under in dimension.children.items() if under]
            for rest in itertools.product(*(order for i, order in enumerate(orders) if i != axis)):
                before, after = rest[:axis], rest[axis:]
                for code, under in families:
                    parts = sorted(numbers[(*before, child, *after)] for child in under)
                    self.equations[(numbers[(*before, code, *after)], *parts)] = None


def knowledge_of(tables: Sequence[ShownTable]) -> Knowledge:
    """All that `tables`, of one figure, tell together."""
    notebook = _Notebook(tables)
    for table in tables:
        notebook.read(table)
    least = np.array(notebook.least)
    for number, low in notebook.hidden_least.items():
        least[number] = max(least[number], low)
    return Knowledge(
        codes=list(notebook.numbers),
        least=least,
        greatest=np.array(notebook.greatest),
        sums=_matrix(list(notebook.equations), len(least)),
        needs=notebook.needs,
        asked=notebook.asked,
        lone=notebook.lone,
        kin=[_kin(name, tables) for name in notebook.names],
        count=tables[0].kind == "count",
    )


def _common_root(name: str, tables: Sequence[ShownTable]) -> str:
    """Where a table without this dimension stands in it; nowhere ('') when the tables total differently."""
    given: list[Dimension] = [dimension for table in tables for dimension in table.dimensions if dimension.name == name]
    roots = {dimension.root for dimension in given}
    return roots.pop() if len(roots) == 1 else ""


def _kin(name: str, tables: Sequence[ShownTable]) -> dict[str, tuple[str, ...]]:
    """Per code its forebears, its brothers and some of what is under those, in all trees of this name."""
    kin: dict[str, dict[str, None]] = {"": {"": None}}
    for dimension in (dimension for table in tables for dimension in table.dimensions if dimension.name == name):
        for code in dimension.order:
            way = _upwards(dimension, code)
            near = kin.setdefault(code, {})
            near.update(dict.fromkeys(way))
            below = list(dimension.children[way[1]]) if len(way) > 1 else [code]
            while below:
                near.update(dict.fromkeys(below))
                below = [child for parent in below for child in dimension.children[parent][:_CHILDREN]]
    return {code: tuple(near) for code, near in kin.items()}


def _upwards(dimension: Dimension, code: str) -> list[str]:
    way = [code]
    while (above := dimension.parents[way[-1]]) is not None:
        way.append(above)
    return way


def _need(table: ShownTable, codes: Codes) -> float | None:
    if table.at_risk is not None:
        return table.at_risk.get(codes)
    return table.policy.count_width if table.kind == "count" else _UNKNOWN_SHARE


def _behind(shown: float, policy: Policy, count: bool) -> tuple[float, float]:
    """The figures that would have been shown as `shown`."""
    base = policy.rounding
    if base is None:
        return shown, shown
    if not count:
        return max(0.0, shown - base / 2), shown + base / 2
    # Whole numbers that round to `shown`, halves up; those under the threshold would have been hidden, except open
    # zeros.
    possible = [
        n
        for n in range(int(shown) - base, int(shown) + base + 1)
        if n >= 0 and (2 * n + base) // (2 * base) * base == shown
    ]
    allowed = [n for n in possible if n >= policy.threshold or (n == 0 and policy.zeros == "open")]
    return (float(min(allowed)), float(max(allowed))) if allowed else (shown, shown)


def _matrix(equations: list[tuple[int, ...]], cells: int) -> sparse.csr_array:
    starts = np.cumsum([0, *(len(equation) for equation in equations)])
    columns = np.fromiter(itertools.chain.from_iterable(equations), dtype=np.int64, count=int(starts[-1]))
    signs = np.full(len(columns), -1.0)
    signs[starts[:-1]] = 1.0
    return sparse.csr_array((signs, columns, starts), shape=(len(equations), cells))
