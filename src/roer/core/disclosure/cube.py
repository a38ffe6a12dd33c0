"""What is measured and may become a table: a crossing of trees with contributions in its leaves.

A cube is raw. Only `protect` turns it into something that may leave (design 5).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from roer.core.values.errors import InputRefused, Problem
from roer.core.values.status import Absence, Mark

Codes = tuple[str, ...]
"""Where a cell stands: one node code per dimension, in the order of the cube's dimensions."""

Kind = Literal["count", "magnitude"]


@dataclass(frozen=True, slots=True)
class Node:
    """A node (knoop) of a dimension: a code, the code it adds up to (None for the root), and its name on the screen."""

    code: str
    parent: str | None = None
    label: str = ""


@dataclass(frozen=True)
class Dimension:
    """A dimension (dimensie): one tree of codes, of any and uneven depth, in which every parent is the sum of its
    children.

    Raises InputRefused when the nodes are not one tree: no node, an empty or double code, no or several roots, an
    unknown parent, a cycle. Two dimensions are equal when name and nodes are.
    """

    name: str
    nodes: tuple[Node, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "nodes", tuple(self.nodes))
        if problems := _tree_problems(self.name, self.nodes):
            raise InputRefused(problems)

    @cached_property
    def root(self) -> str:
        """The code of the total."""
        return next(node.code for node in self.nodes if node.parent is None)

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """The codes under each code, sorted; empty for a leaf."""
        under: dict[str, list[str]] = {node.code: [] for node in self.nodes}
        for node in self.nodes:
            if node.parent is not None:
                under[node.parent].append(node.code)
        return MappingProxyType({code: tuple(sorted(codes)) for code, codes in under.items()})

    @cached_property
    def parents(self) -> Mapping[str, str | None]:
        """The code each code adds up to."""
        return MappingProxyType({node.code: node.parent for node in self.nodes})

    @cached_property
    def order(self) -> tuple[str, ...]:
        """All codes, every parent before its children and brothers by code: the same however the nodes were listed."""
        found: list[str] = []
        waiting = [self.root]
        while waiting:
            code = waiting.pop()
            found.append(code)
            waiting.extend(reversed(self.children[code]))
        return tuple(found)

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """The codes without children, in `order`."""
        return tuple(code for code in self.order if not self.children[code])

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The name on the screen of each code; the code itself where none was given."""
        return MappingProxyType({node.code: node.label or node.code for node in self.nodes})


def _tree_problems(name: str, nodes: tuple[Node, ...]) -> list[Problem]:
    where = f"dimensie {name}"
    if not name or not nodes:
        what = "de dimensie heeft geen naam" if not name else "de dimensie heeft geen enkele code"
        return [Problem("hierarchy_empty", what, where, "Geef een naam en minstens een wortel (totaal).")]
    problems: list[Problem] = []
    parents: dict[str, str | None] = {}
    for node in nodes:
        if not node.code:
            problems.append(Problem("hierarchy_code", "een code is leeg", where, "Geef elke regel een code."))
        elif node.code in parents:
            what = f"code '{node.code}' komt twee keer voor"
            problems.append(Problem("hierarchy_duplicate", what, where, "Houd een van de regels over."))
        parents[node.code] = node.parent
    roots = [code for code, parent in parents.items() if parent is None]
    if len(roots) != 1:
        what = f"er zijn {len(roots)} codes zonder ouder; een boom heeft er precies een"
        problems.append(Problem("hierarchy_root", what, where, "Laat alleen bij het totaal de ouder leeg."))
    for code, parent in parents.items():
        if parent is not None and parent not in parents:
            what = f"code '{code}' hoort onder '{parent}', maar die code bestaat niet"
            problems.append(Problem("hierarchy_orphan", what, where, "Voeg de ouder toe of verbeter de code."))
    if not problems and (lost := _codes_in_cycles(parents)):
        what = f"de codes {', '.join(repr(code) for code in lost[:5])} wijzen in een kring naar elkaar"
        problems.append(Problem("hierarchy_cycle", what, where, "Laat elke code naar een hogere code wijzen."))
    return problems


def _codes_in_cycles(parents: Mapping[str, str | None]) -> list[str]:
    reaches_root: set[str] = set()
    lost: set[str] = set()
    for start in parents:
        trail: list[str] = []
        seen: set[str] = set()
        code: str | None = start
        while code is not None and code not in reaches_root and code not in lost and code not in seen:
            trail.append(code)
            seen.add(code)
            code = parents[code]
        (reaches_root if code is None or code in reaches_root else lost).update(trail)
    return sorted(lost)


@dataclass(frozen=True, slots=True)
class Contribution:
    """What stands in one cell (bijdrage): `n` contributors; for magnitudes their sum and the largest two of them.

    `value`, `top1` and `top2` are in the cube's unit and not negative; `top1` and `top2` may stay away when the policy
    has no dominance rule.
    """

    n: int
    value: float | None = None
    top1: float | None = None
    top2: float | None = None

    def __post_init__(self) -> None:
        # numpy integers pass through __index__; a bool is a mistake
        if isinstance(self.n, bool) or not hasattr(self.n, "__index__"):
            raise ValueError("n is a whole number of contributors")
        if self.n < 0:
            raise ValueError("n is not negative")
        amounts = [amount for amount in (self.value, self.top1, self.top2) if amount is not None]
        if any(not math.isfinite(amount) or amount < 0 for amount in amounts):
            raise ValueError("value, top1 and top2 are finite and not negative")
        if self.n == 0 and any(amounts):
            raise ValueError("a value without contributors")
        if self.top2 is not None and (self.top1 is None or self.top2 > self.top1):
            raise ValueError("top1 is the largest, top2 the next")
        largest = (self.top1 or 0.0) + (self.top2 or 0.0)
        if self.value is not None and largest > self.value * (1 + 1e-9):
            raise ValueError("the largest contributions are more than the whole")


@dataclass(frozen=True)
class Cube:
    """A cube (kubus): one figure over the crossing of its dimensions, totals included, not yet safe.

    `name` says which figure, of which version and period: cubes of the same name describe the same underlying data, and
    the attacker puts what was shown of them together. A dimension that another cube of that name lacks stands at its
    root there.

    Additive: `cells` maps tuples of leaf codes to contributions, a cell that is missing is zero, all totals are sums.
    Not additive (published figures with totals of their own, for instance CBS 84799NED): every cell that has a value is
    given, totals included, and nothing is assumed about sums.
    `absences`: cells without a value, and why. In an additive cube such a cell has no contributions (it counts as zero
    in the totals, and everybody knows), except `secret`, which hides the cell whatever the policy says.
    """

    name: str
    dimensions: tuple[Dimension, ...]
    cells: Mapping[Codes, Contribution]
    kind: Kind = "count"
    additive: bool = True
    absences: Mapping[Codes, Absence] = field(default_factory=dict)
    marks: Mapping[Codes, frozenset[Mark]] = field(default_factory=dict)
    unit: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "dimensions", tuple(self.dimensions))
        for given in ("cells", "absences", "marks"):
            object.__setattr__(self, given, MappingProxyType(dict(getattr(self, given))))
        if problems := _cube_problems(self):
            raise InputRefused(problems)

    @property
    def shape(self) -> tuple[int, ...]:
        """Nodes per dimension, totals included."""
        return tuple(len(dimension.nodes) for dimension in self.dimensions)

    @property
    def size(self) -> int:
        """The number of cells of the crossed table, totals included."""
        return math.prod(self.shape)


def _cube_problems(cube: Cube) -> list[Problem]:
    where = f"kubus {cube.name}"
    names = [dimension.name for dimension in cube.dimensions]
    if not cube.name or not names or len(set(names)) != len(names):
        what = "een kubus heeft een naam en een of meer dimensies met verschillende namen"
        return [Problem("cube_dimensions", what, where, "Geef elke dimensie een eigen naam.")]
    every = [frozenset(dimension.order) for dimension in cube.dimensions]
    leaves = [frozenset(dimension.leaves) for dimension in cube.dimensions] if cube.additive else every
    problems = _code_problems(cube.cells, names, leaves, where)
    problems += _code_problems(cube.absences, names, every, where)
    problems += _code_problems(cube.marks, names, every, where)
    if cube.additive and not problems:
        problems += _absence_problems(cube, where)
    if cube.kind == "magnitude" and any(given.n and given.value is None for given in cube.cells.values()):
        what = "een bedrag of hoeveelheid ontbreekt bij een cel met bijdragen"
        problems.append(Problem("cube_value", what, where, "Vul 'value' bij elke cel."))
    if cube.kind == "count" and any(given.value not in (None, given.n) for given in cube.cells.values()):
        what = "een aantal verschilt van het aantal personen dat bijdraagt"
        problems.append(Problem("cube_value", what, where, "Gebruik kind 'magnitude' of laat 'value' weg."))
    return problems


def _absence_problems(cube: Cube, where: str) -> list[Problem]:
    """Absent cells, other than secret ones, in or under which somebody contributes."""
    absent = {codes for codes, absence in cube.absences.items() if absence is not Absence.SECRET}
    if not absent:
        return []
    ways = [_ways_up(dimension) for dimension in cube.dimensions]
    problems: list[Problem] = []
    for codes, given in cube.cells.items():
        above = itertools.product(*(way[code] for way, code in zip(ways, codes, strict=True))) if given.n else ()
        if lost := sorted(absent.intersection(above)):
            what = f"cel {' · '.join(lost[0])} zou leeg zijn ({cube.absences[lost[0]].label}) maar er zijn bijdragen"
            problems.append(Problem("absent_cell", what, where, "Haal de reden of de bijdragen weg."))
    return problems[:20]


def _ways_up(dimension: Dimension) -> Mapping[str, tuple[str, ...]]:
    """Per code, the code itself and all above it."""
    ways: dict[str, tuple[str, ...]] = {}
    for code in dimension.order:
        parent = dimension.parents[code]
        ways[code] = (code,) if parent is None else (code, *ways[parent])
    return ways


def _code_problems(
    given: Iterable[Codes], names: list[str], allowed: list[frozenset[str]], where: str
) -> list[Problem]:
    problems: list[Problem] = []
    for codes in given:
        if len(codes) != len(names):
            what = f"een cel heeft {len(codes)} codes in plaats van {len(names)}"
            problems.append(Problem("cell_codes", what, where, "Geef een code per dimensie."))
            continue
        for name, code, known in zip(names, codes, allowed, strict=True):
            if code not in known:
                what = f"code '{code}' staat niet (als laagste code) in dimensie {name}"
                problems.append(Problem("unknown_code", what, where, "Vul de hiërarchie aan of verbeter de code."))
    return problems[:20]
