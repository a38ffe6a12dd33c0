"""Which cells are at risk by themselves, and how wide a hidden one must stay."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from roer.core.disclosure.cube import Cube
from roer.core.disclosure.lattice import Amounts, Bools, Floats, Lattice
from roer.core.disclosure.policy import Policy
from roer.core.values.errors import InputRefused, Problem
from roer.core.values.status import Absence


@dataclass(frozen=True)
class Risk:
    """The cells at risk (primair) and how far a reader's proof must stay from each, per cell, zero where not at risk.

    `up` and `down`: the value must seem possible to be this much higher, and this much lower.
    `width`: least and greatest possible value must lie this far apart, wherever between them the truth lies.
    """

    cells: Bools
    up: Floats
    down: Floats
    width: Floats


def cells_at_risk(cube: Cube, lattice: Lattice, amounts: Amounts, policy: Policy) -> Risk:
    """Every rule of the policy applied to every cell, totals included."""
    _refuse_rules_without_figures(cube, policy)
    size = lattice.size
    up, down, width = np.zeros(size), np.zeros(size), np.zeros(size)
    few = (
        _few_contributors(amounts, policy)
        | _told_secret(cube, lattice, amounts, policy)
        | _telling_groups(cube, lattice, amounts, policy)
    )
    if cube.kind == "count":
        width[few] = policy.count_width
        risky = few
    else:
        exceeded = _dominated(amounts, policy)
        small = few & ~(exceeded > 0)
        # Where all contributed nothing, any doubt about that will do: a share of what one contributes on average.
        average = amounts.figure.sum() / max(1, amounts.contributors.sum())
        exceeded[small] = np.where(amounts.figure > 0, amounts.figure, average)[small] * policy.protect_percent / 100
        risky = few | (exceeded > 0)
        up[risky] = exceeded[risky]
        down[risky] = np.minimum(exceeded[risky], amounts.figure[risky])
    for codes, absence in cube.absences.items():
        if absence is not Absence.SECRET:
            risky[lattice.number(codes)] = False
    return Risk(risky, np.where(risky, up, 0.0), np.where(risky, down, 0.0), np.where(risky, width, 0.0))


def _refuse_rules_without_figures(cube: Cube, policy: Policy) -> None:
    if policy.p_percent is None and policy.dominance is None:
        return
    where = f"kubus {cube.name}, beleid {policy.name}"
    if cube.kind == "count":
        what = "een dominantieregel (p_percent, dominance) geldt niet voor aantallen"
        raise InputRefused([Problem("dominance_of_counts", what, where, "Gebruik alleen een drempel.")])
    given = [one for one in cube.cells.values() if one.n > 0]
    if any(one.top1 is None or (one.top2 is None and one.n > 1) for one in given):
        what = "de dominantieregel kan niet werken: top1 of top2 ontbreekt bij een cel"
        raise InputRefused([Problem("dominance_figures", what, where, "Vul de twee grootste bijdragen van elke cel.")])


def _few_contributors(amounts: Amounts, policy: Policy) -> Bools:
    few = amounts.contributors < policy.threshold
    if policy.zeros == "open":
        few &= amounts.contributors > 0
    return few & (policy.threshold > 1)


def _told_secret(cube: Cube, lattice: Lattice, amounts: Amounts, policy: Policy) -> Bools:
    told = np.zeros(lattice.size, dtype=np.bool_)
    told[[lattice.number(codes) for codes, absence in cube.absences.items() if absence is Absence.SECRET]] = True
    if policy.zeros == "open" and cube.additive and (told & (amounts.contributors == 0)).any():
        what = "een cel is als geheim aangeleverd, maar leeg; het beleid toont lege cellen als 0"
        where = f"kubus {cube.name}, beleid {policy.name}"
        raise InputRefused([Problem("secret_zero", what, where, "Kies 'zeros: secret' of lever de cel als 0.")])
    return told


def _telling_groups(cube: Cube, lattice: Lattice, amounts: Amounts, policy: Policy) -> Bools:
    """All children of a cell of which one holds nearly everybody: hiding that one alone would tell the same."""
    telling = np.zeros(lattice.shape, dtype=np.bool_)
    if policy.group is None:
        return telling.reshape(-1)
    names = [dimension.name for dimension in cube.dimensions]
    if policy.group.dimension not in names:
        what = f"de groepsregel noemt dimensie '{policy.group.dimension}', die de tabel niet heeft"
        raise InputRefused([Problem("group_dimension", what, f"beleid {policy.name}", f"Kies uit {', '.join(names)}.")])
    axis = names.index(policy.group.dimension)
    persons = np.moveaxis(amounts.contributors.reshape(lattice.shape), axis, 0)
    marked = np.moveaxis(telling, axis, 0)
    for node in lattice.trees[axis].inner:
        under = lattice.trees[axis].children[node]
        nearly_all = persons[under].max(axis=0) * 100 >= policy.group.share * persons[node]
        if len(under) > 1:  # an only child says nothing that its parent does not
            marked[under] |= nearly_all & (persons[node] > 0)
    return telling.reshape(-1)


def _dominated(amounts: Amounts, policy: Policy) -> Floats:
    """How much too close a contributor can come to another in each cell (0: not at risk), in the unit of the figure.

    p %-rule: the second largest subtracts himself and is left with the rest as his uncertainty about the largest.
    (n,k): the largest hold more than k percent; the total would have to be 100/k times what they hold.
    """
    exceeded = np.zeros_like(amounts.figure)
    if policy.p_percent is not None:
        rest = amounts.figure - amounts.top1 - amounts.top2
        exceeded = np.maximum(exceeded, policy.p_percent / 100 * amounts.top1 - rest)
    if policy.dominance is not None:
        held = amounts.top1 if policy.dominance.largest == 1 else amounts.top1 + amounts.top2
        exceeded = np.maximum(exceeded, held * 100 / policy.dominance.share - amounts.figure)
    # An excess of a rounding error is none.
    return np.where(exceeded > 1e-9 * np.maximum(amounts.figure, 1.0), exceeded, 0.0)
