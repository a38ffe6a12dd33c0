"""The one door out: a raw cube and a policy go in, a table that withstood its attack comes out."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from roer.core.disclosure.attack import attack
from roer.core.disclosure.cube import Codes, Cube
from roer.core.disclosure.lattice import Amounts, Bools, Floats, Lattice, amounts_of, lattice_of, lone_contributors
from roer.core.disclosure.policy import Policy
from roer.core.disclosure.primary import Risk, cells_at_risk
from roer.core.disclosure.rounding import room, rounded
from roer.core.disclosure.seal import _SEAL, SafeCell, SafeTable, ShownTable
from roer.core.disclosure.secondary import hide_besides
from roer.core.disclosure.task import Task
from roer.core.values.errors import InputRefused, Problem, RoerError
from roer.core.values.status import Absence


class UnsafeTable(RoerError):
    """The table was not released because the attacker still got through."""


def protect(cube: Cube, policy: Policy, *, past: Iterable[SafeTable | ShownTable] = ()) -> SafeTable:
    """`cube` as it may be shown under `policy`: risky cells hidden, others hidden to protect those, values rounded.

    `past`: what was shown before under the same cube name. A cell hidden there stays hidden, a cell shown there is
    known. Deterministic. Raises InputRefused for a policy that would hide everything, CannotProtect or UnsafeTable
    rather than returning a table that the attack breaks.
    """
    earlier = [table.shown if isinstance(table, SafeTable) else table for table in past]
    earlier = [table for table in earlier if table.name == cube.name]
    lattice = lattice_of(cube)
    amounts = amounts_of(cube, lattice)
    risk = cells_at_risk(cube, lattice, amounts, policy)
    _refuse_hiding_everything(cube, policy, amounts, risk)
    task = _task(cube, lattice, amounts, policy, risk)
    hidden = hide_besides(task) if cube.additive else task.hidden
    table = _sealed(cube, policy, task, amounts, hidden)
    report = attack([table], past=earlier)
    if not report.ok:
        raise UnsafeTable(f"De tabel is niet vrijgegeven: de aanval vond {len(report.found)} cellen terug.")
    return table


def _refuse_hiding_everything(cube: Cube, policy: Policy, amounts: Amounts, risk: Risk) -> None:
    filled = amounts.contributors > 0
    if filled.any() and risk.cells[filled].all():
        what = "dit beleid verbergt alle cellen, ook het totaal"
        cure = "Verlaag de drempel of neem grovere indelingen."
        raise InputRefused([Problem("hides_everything", what, f"kubus {cube.name}, beleid {policy.name}", cure)])


def _task(cube: Cube, lattice: Lattice, amounts: Amounts, policy: Policy, risk: Risk) -> Task:
    absent = np.zeros(lattice.size, dtype=np.bool_)
    absent[[lattice.number(codes) for codes, why in cube.absences.items() if why is not Absence.SECRET]] = True
    least = np.full(lattice.size, float(policy.least_hidden if cube.kind == "count" else 0))
    open_least, open_greatest = room(amounts.figure, policy, cube.kind)
    empty = amounts.contributors == 0
    # An absent cell counts as zero and everybody knows; an open zero was no secret and hiding it protects nothing.
    open_least[absent], open_greatest[absent] = 0.0, 0.0
    may_hide = ~absent & (~empty if policy.least_hidden or policy.zeros == "open" else True)
    price = np.where(may_hide, _price(amounts.figure), np.inf)
    lone = lone_contributors(lattice, amounts) if policy.lone_contributors else np.full(lattice.size, -1)
    return Task(lattice, amounts.figure, risk, risk.cells, least, open_least, open_greatest, price, lone)


def _price(figure: Floats) -> Floats:
    """What a reader loses when a cell is hidden: more for a larger figure, but not in proportion."""
    return 1.0 + np.sqrt(figure)


def _sealed(cube: Cube, policy: Policy, task: Task, amounts: Amounts, hidden: Bools) -> SafeTable:
    lattice = task.lattice
    shown = rounded(amounts.figure, policy.rounding)
    cells: dict[Codes, SafeCell] = {}
    for number, codes in enumerate(lattice.every_codes()):
        absence = cube.absences.get(codes)
        if hidden[number]:
            absence = Absence.SECRET
        elif not cube.additive and absence is None and codes not in cube.cells:
            absence = Absence.UNKNOWN
        value = None if absence else _plain(float(shown[number]))
        cells[codes] = SafeCell(codes, value, absence, cube.marks.get(codes, frozenset()), seal=_SEAL)
    return SafeTable(_shown(cube, policy, task, cells), cells, unit=cube.unit, seal=_SEAL)


def _plain(value: float) -> float:
    return int(value) if value == int(value) else value


def _shown(cube: Cube, policy: Policy, task: Task, cells: dict[Codes, SafeCell]) -> ShownTable:
    hidden = frozenset(codes for codes, cell in cells.items() if cell.absence is Absence.SECRET)
    at_risk, alone = {}, set()
    for codes in hidden:
        number = task.lattice.number(codes)
        if task.risk.cells[number]:
            at_risk[codes] = _must_stay(cube, task, number)
        if task.lone[number] >= 0:
            alone.add(codes)
    return ShownTable(
        name=cube.name,
        dimensions=cube.dimensions,
        kind=cube.kind,
        additive=cube.additive,
        policy=policy,
        values={codes: cell.value for codes, cell in cells.items() if cell.value is not None},
        hidden=hidden,
        absent={c: cell.absence for c, cell in cells.items() if cell.absence not in (None, Absence.SECRET)},
        at_risk=at_risk,
        alone=frozenset(alone),
    )


def _must_stay(cube: Cube, task: Task, number: int) -> float:
    if cube.kind == "count":
        return float(task.risk.width[number])
    # A share, cut down to whole percents: the exact width would tell the value of a cell of one contributor.
    return float(np.floor(100 * task.risk.up[number] / max(task.figure[number], 1e-12))) / 100
