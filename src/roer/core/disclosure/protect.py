"""The one door out: a raw cube and a policy go in, a table that withstood its attack comes out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from roer.core.disclosure.attack import AttackReport, attack
from roer.core.disclosure.before import Before, past_of
from roer.core.disclosure.cover import Cover
from roer.core.disclosure.cube import Codes, Cube
from roer.core.disclosure.lattice import Amounts, Bools, Floats, amounts_of, lattice_of, lone_contributors
from roer.core.disclosure.policy import Policy
from roer.core.disclosure.primary import Risk, cells_at_risk
from roer.core.disclosure.rounding import room, rounded
from roer.core.disclosure.seal import _SEAL, SafeCell, SafeTable, ShownTable
from roer.core.disclosure.secondary import hide_besides
from roer.core.disclosure.task import Task
from roer.core.disclosure.witnesses import Witnesses
from roer.core.values.errors import InputRefused, Problem, RoerError
from roer.core.values.status import Absence

_REPAIRS = 3


class UnsafeTable(RoerError):
    """The table was not released because the attacker still got through; `report` says where."""

    def __init__(self, report: AttackReport) -> None:
        self.report = report
        places = "; ".join(" · ".join(finding.codes) for finding in report.found[:3])
        super().__init__(
            f"De tabel is niet vrijgegeven: de aanval vond {len(report.found)} cellen terug (zoals {places}). "
            "Neem grovere indelingen of een hogere drempel, of vraag na wat eerder is getoond."
        )


def protect(cube: Cube, policy: Policy, *, past: Iterable[SafeTable | ShownTable] = ()) -> SafeTable:
    """`cube` as it may be shown under `policy`: risky cells hidden, others hidden to protect those, values rounded.

    `past`: what was shown before; tables of the same cube name count. A cell hidden there stays hidden, a cell shown
    there is known. Deterministic: the same data give the same table. Raises InputRefused for a policy that would hide
    everything, CannotProtect or UnsafeTable rather than returning a table that the attack breaks.
    """
    return protect_and_attack(cube, policy, past=past)[0]


def protect_and_attack(
    cube: Cube, policy: Policy, *, past: Iterable[SafeTable | ShownTable] = ()
) -> tuple[SafeTable, AttackReport]:
    """What `protect` gives, and the report of the attack that it withstood."""
    earlier = [table.shown if isinstance(table, SafeTable) else table for table in past]
    earlier = [table for table in earlier if table.name == cube.name and table.kind == cube.kind]
    lattice = lattice_of(cube)
    amounts = amounts_of(cube, lattice)
    risk = cells_at_risk(cube, lattice, amounts, policy)
    _refuse_hiding_everything(cube, policy, amounts, risk)
    before = past_of(cube, lattice, amounts.figure, earlier)
    task = _task(cube, policy, amounts, risk, before)
    for _ in range(_REPAIRS):
        cover = hide_besides(task) if cube.additive else Cover(task)
        table = _sealed(cube, policy, task, cover.hidden)
        report = attack([table], past=earlier, witnesses=_witnesses(task, cover))
        if report.ok:
            return table, report
        task = _asking_more(task, cover.hidden, [finding.codes for finding in report.found])
    raise UnsafeTable(report)


def _refuse_hiding_everything(cube: Cube, policy: Policy, amounts: Amounts, risk: Risk) -> None:
    filled = amounts.contributors > 0
    if filled.any() and risk.cells[filled].all():
        what = "dit beleid verbergt alle cellen, ook het totaal"
        cure = "Verlaag de drempel of neem grovere indelingen."
        raise InputRefused([Problem("hides_everything", what, f"kubus {cube.name}, beleid {policy.name}", cure)])


def _task(cube: Cube, policy: Policy, amounts: Amounts, risk: Risk, before: Before) -> Task:
    lattice = lattice_of(cube)
    absent = np.zeros(lattice.size, dtype=np.bool_)
    absent[[lattice.number(codes) for codes, why in cube.absences.items() if why is not Absence.SECRET]] = True
    open_least, open_greatest = room(amounts.figure, policy, cube.kind)
    # An absent cell counts as zero and everybody knows.
    open_least[absent], open_greatest[absent] = 0.0, 0.0
    known_before = np.isfinite(before.greatest)
    least = np.full(lattice.size, float(policy.least_hidden if cube.kind == "count" else 0))
    least[before.hidden & (amounts.contributors == 0)] = 0.0
    # Hiding an open zero protects nothing where nobody supposes that zeros are hidden; nor what was shown before.
    useless = (amounts.contributors == 0) & (policy.zeros == "open") & (policy.group is None)
    price = np.where(absent | useless | known_before, np.inf, _price(amounts.figure))
    lone = lone_contributors(lattice, amounts) if policy.lone_contributors else np.full(lattice.size, -1)
    return Task(
        lattice=lattice,
        figure=amounts.figure,
        risk=_with_linked(risk, before.linked & ~absent, amounts.figure, policy, cube),
        hidden=(risk.cells | before.hidden) & ~absent,
        least=np.maximum(least, before.least),
        greatest=before.greatest,
        open_least=np.maximum(open_least, before.least),
        open_greatest=np.minimum(open_greatest, before.greatest),
        price=price,
        lone=lone,
        count=cube.kind == "count",
    )


def _with_linked(risk: Risk, linked: Bools, figure: Floats, policy: Policy, cube: Cube) -> Risk:
    """What an earlier table with other sums relies on must not be given away by this one."""
    extra = linked & ~risk.cells
    if cube.kind == "count":
        return replace(risk, cells=risk.cells | extra, width=np.where(extra, policy.count_width, risk.width))
    margin = figure * policy.protect_percent / 100
    up, down = (np.where(extra, margin, given) for given in (risk.up, risk.down))
    return replace(risk, cells=risk.cells | extra, up=up, down=down)


def _price(figure: Floats) -> Floats:
    """What a reader loses when a cell is hidden: as much as it tells of, so that totals are hidden last."""
    return 1.0 + figure


def _witnesses(task: Task, cover: Cover) -> Witnesses:
    codes = list(task.lattice.every_codes())
    base = dict(zip(codes, task.figure.tolist(), strict=True))
    moves = [
        {codes[cell]: step for cell, step in zip(move.cells.tolist(), move.steps.tolist(), strict=True)}
        for move in cover.moves.values()
    ]
    return Witnesses(base, moves)


def _asking_more(task: Task, hidden: Bools, found: Sequence[Codes]) -> Task:
    """The same task, but the cells that the attacker found must be wider."""
    wanted = {codes: number for number, codes in enumerate(task.lattice.every_codes())}
    cells = [wanted[codes] for codes in found if codes in wanted]
    risk = task.risk
    up, down, width = risk.up.copy(), risk.down.copy(), risk.width.copy()
    for demand in (up, down, width):
        demand[cells] *= 1.5
    down = np.minimum(down, task.figure)
    return replace(task, risk=Risk(risk.cells, up, down, width), hidden=hidden)


def _sealed(cube: Cube, policy: Policy, task: Task, hidden: Bools) -> SafeTable:
    shown = rounded(task.figure, policy.rounding)
    cells: dict[Codes, SafeCell] = {}
    for number, codes in enumerate(task.lattice.every_codes()):
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
    numbers = {codes: number for number, codes in enumerate(cells)}
    hidden = frozenset(codes for codes, cell in cells.items() if cell.absence is Absence.SECRET)
    at_risk = {codes: _must_stay(cube, task, numbers[codes]) for codes in cells if task.risk.cells[numbers[codes]]}
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
        alone=frozenset(codes for codes in hidden if task.lone[numbers[codes]] >= 0),
    )


def _must_stay(cube: Cube, task: Task, number: int) -> float:
    if cube.kind == "count":
        return float(task.risk.width[number])
    # A share, cut down to whole percents: the exact width would tell the value of a cell of one contributor.
    if task.figure[number] == 0:
        return 0.0
    return float(np.floor(100 * task.risk.up[number] / task.figure[number])) / 100
