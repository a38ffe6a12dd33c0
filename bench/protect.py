"""How much is hidden besides, and how long protecting and attacking take, on generated tables of known kinds.

F: counts of persons, long-tailed over regions and categories; M: amounts with a p %-rule. Crossings of trees, all
totals included; the attack starts from what was shown alone. Run it with `make bench NAME=protect`; with the argument
`large` also tables of 10,000 cells and more. The last line is JSON.
"""

from __future__ import annotations

import itertools
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from roer.core.disclosure import Contribution, Cube, Dimension, Node, Policy, attack, protect_and_attack
from roer.core.values.dutch import number

Sizes = int | list["Sizes"]
FIVE = Policy(name="1-4, zeros shown", threshold=5, zeros="open")
CBS = Policy(name="0-7, rounded to 5", threshold=8, zeros="secret", rounding=5)
P15 = Policy(name="p % = 15", p_percent=15, zeros="open")


@dataclass(frozen=True)
class Instance:
    """A table to protect, and under which policy."""

    name: str
    make: Callable[[], Cube]
    policy: Policy
    large: bool = False


def tree(name: str, sizes: Sizes) -> Dimension:
    """A dimension from the number of leaves of each branch: `[2, [3, 4]]` has nodes of one and of two levels."""
    nodes = [Node("T")]

    def grow(parent: str, sizes: Sizes, prefix: str) -> None:
        for place, below in enumerate([None] * sizes if isinstance(sizes, int) else sizes):
            code = f"{prefix}{place:02d}"
            nodes.append(Node(code, parent))
            if below is not None:
                grow(code, below, code)

    grow("T", sizes, name[0])
    return Dimension(name, tuple(nodes))


SKEW = {"region": 0.9, "age": 0.5, "sex": 0.05, "care": 1.1, "branch": 0.8, "kind": 0.8}
"""How unequal the leaves of each dimension are: the spread of the logarithm of their weights."""


def spread(dimensions: tuple[Dimension, ...], mean: float, luck: np.random.Generator) -> np.ndarray:
    """Persons per leaf cell: Poisson around products of a weight per leaf of each dimension."""
    expected = np.full([len(dimension.leaves) for dimension in dimensions], mean)
    for axis, dimension in enumerate(dimensions):
        weight = luck.lognormal(0.0, SKEW[dimension.name], len(dimension.leaves))
        shape = [-1 if place == axis else 1 for place in range(len(dimensions))]
        expected = expected * (weight / weight.mean()).reshape(shape)
    return luck.poisson(expected)


def counts(dimensions: tuple[Dimension, ...], mean: float) -> Cube:
    persons = spread(dimensions, mean, np.random.default_rng(19012021))
    leaves = itertools.product(*(dimension.leaves for dimension in dimensions))
    cells = {codes: Contribution(int(n)) for codes, n in zip(leaves, persons.reshape(-1), strict=True)}
    return Cube("counts", dimensions, cells)


def amounts(dimensions: tuple[Dimension, ...], mean: float) -> Cube:
    luck = np.random.default_rng(19012021)
    contributors = spread(dimensions, mean, luck)
    leaves = itertools.product(*(dimension.leaves for dimension in dimensions))
    cells = {}
    for codes, n in zip(leaves, contributors.reshape(-1), strict=True):
        if n:
            each = np.sort(np.round(luck.lognormal(3.0, 1.6, n)) + 1)[::-1]
            second = float(each[1]) if n > 1 else 0.0
            cells[codes] = Contribution(int(n), float(each.sum()), float(each[0]), second)
    return Cube("amounts", dimensions, cells, kind="magnitude")


def f1() -> Cube:
    return counts((tree("region", [5, 4, 4]), tree("age", 5), tree("sex", 2), tree("care", 4)), 4)


def f2w() -> Cube:
    return counts((tree("region", [10, 10, 10]), tree("age", [4] * 5), tree("sex", 2)), 4.5)


def f2() -> Cube:
    region = tree("region", [[3, 3, 3], [3, 3, 3], [3, 3, 3, 3]])
    return counts((region, tree("age", 10), tree("sex", 2), tree("care", [2, 3, 2])), 8)


def m1() -> Cube:
    return amounts((tree("region", [4, 4, 5]), tree("branch", [3, 5]), tree("kind", 3)), 9)


def m2() -> Cube:
    return amounts((tree("region", [[8] * 3] * 4), tree("branch", [5, 5, 6]), tree("kind", 4)), 6)


INSTANCES = (
    Instance("F1", f1, FIVE),
    Instance("F1", f1, CBS),
    Instance("F2w", f2w, FIVE),
    Instance("M1", m1, P15),
    Instance("F2", f2, FIVE, large=True),
    Instance("M2", m2, P15, large=True),
)
COLUMNS = ("cells", "filled", "at_risk", "hidden_besides", "lost", "found", "protect_s", "attack_s")


def measure(instance: Instance) -> dict[str, float | str]:
    """Protect one table, attack what was shown, and say what it took."""
    cube = instance.make()
    start = time.perf_counter()
    table, _ = protect_and_attack(cube, instance.policy)
    protecting = time.perf_counter() - start
    start = time.perf_counter()
    report = attack([table])
    attacking = time.perf_counter() - start
    figures = everything(cube)
    besides = sum(figures[codes] for codes in table.secondary)
    return {
        "name": instance.name,
        "policy": instance.policy.name,
        "cells": len(table.cells),
        "filled": sum(figure > 0 for figure in figures.values()),
        "at_risk": len(table.primary),
        "hidden_besides": len(table.secondary),
        "lost": round(100 * besides / sum(figures.values()), 1),
        "found": len(report.found),
        "protect_s": round(protecting, 2),
        "attack_s": round(attacking, 2),
    }


def everything(cube: Cube) -> dict[tuple[str, ...], float]:
    """The figure of every cell, totals included."""
    ways = [{code: way(dimension, code) for code in dimension.leaves} for dimension in cube.dimensions]
    figures = dict.fromkeys(itertools.product(*(dimension.order for dimension in cube.dimensions)), 0.0)
    for codes, given in cube.cells.items():
        for above in itertools.product(*(paths[code] for paths, code in zip(ways, codes, strict=True))):
            figures[above] += given.n if given.value is None else given.value
    return figures


def way(dimension: Dimension, code: str) -> list[str]:
    """A code and all above it."""
    parent = dimension.parents[code]
    return [code] if parent is None else [code, *way(dimension, parent)]


def main() -> None:
    print(f"{'':5}{'policy':20}" + "".join(f"{column:>16}" for column in COLUMNS))
    measured = []
    for instance in INSTANCES:
        if instance.large and "large" not in sys.argv[1:]:
            continue
        row = measure(instance)
        measured.append(row)
        told = (number(row[column], 0 if isinstance(row[column], int) else 2) for column in COLUMNS)
        print(f"{row['name']:5}{row['policy']:20}" + "".join(f"{text:>16}" for text in told), flush=True)
    print(json.dumps({"protect": measured}))


if __name__ == "__main__":
    main()
