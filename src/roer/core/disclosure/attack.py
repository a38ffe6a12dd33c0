"""An attacker who reads everything that was shown, knows the rules, and computes.

Written apart from protect: it knows tables as shown and policies, nothing of how cells were chosen to be hidden. It
puts all tables of one name together, earlier ones too, writes down every sum as an equation and every rule as a bound,
and asks linear programs how low and how high each hidden cell can be.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roer.core.disclosure.cube import Codes
from roer.core.disclosure.knowledge import knowledge_of
from roer.core.disclosure.seal import SafeTable, ShownTable
from roer.core.disclosure.siege import Siege, besiege
from roer.core.disclosure.witnesses import Witnesses


@dataclass(frozen=True)
class Finding:
    """A success of the attacker (vondst): which cell of which table, and by which way. Never its value."""

    table: str
    codes: Codes
    rule: str


@dataclass(frozen=True)
class AttackReport:
    """What the attack found (aanvalsverslag), out of how many hidden cells it tried."""

    found: tuple[Finding, ...]
    cells_tried: int
    programmes: int

    @property
    def ok(self) -> bool:
        """Nothing was found."""
        return not self.found


def attack(
    tables: Sequence[SafeTable | ShownTable],
    *,
    past: Iterable[SafeTable | ShownTable] = (),
    witnesses: Witnesses | None = None,
) -> AttackReport:
    """Everything that a reader of `tables` and of `past` can compute about the cells at risk in them.

    Tables of one name describe the same data and are read together. Where they contradict each other the figures were
    revised in between, and each table is attacked by itself. `witnesses` only save time.
    """
    now = [_seen(table) for table in tables]
    before = [_seen(table) for table in past]
    found: list[Finding] = []
    tried = programmes = 0
    for figure in dict.fromkeys((table.name, table.kind) for table in now):
        ours = [table for table in now if (table.name, table.kind) == figure]
        theirs = [table for table in before if (table.name, table.kind) == figure]
        outcome = _attack_figure(figure[0], ours, theirs, witnesses)
        found.extend(outcome.found)
        tried += outcome.cells_tried
        programmes += outcome.programmes
    return AttackReport(tuple(found), tried, programmes)


def _seen(table: SafeTable | ShownTable) -> ShownTable:
    return table.shown if isinstance(table, SafeTable) else table


def _attack_figure(
    name: str, ours: list[ShownTable], theirs: list[ShownTable], witnesses: Witnesses | None = None
) -> AttackReport:
    together = ours + theirs
    known = knowledge_of(together)
    outcome = besiege(known, witnesses)
    if len(together) == 1:
        return _report(name, known.asked, outcome, "in_one_table")
    if not outcome.contradiction:
        alone = [_attack_figure(name, [table], []) for table in ours] if outcome.narrow else []
        lost_alone = {finding.codes for report in alone for finding in report.found}
        joint = _report(name, known.asked, outcome, "between_tables")
        by_itself = tuple(finding for report in alone for finding in report.found)
        return AttackReport(
            by_itself + tuple(finding for finding in joint.found if finding.codes not in lost_alone),
            joint.cells_tried,
            joint.programmes + sum(report.programmes for report in alone),
        )
    if theirs:
        return _attack_figure(name, ours, [])
    reports = [_attack_figure(name, [table], []) for table in ours]
    return AttackReport(
        tuple(finding for report in reports for finding in report.found),
        sum(report.cells_tried for report in reports),
        sum(report.programmes for report in reports),
    )


def _report(name: str, asked: dict[int, Codes], outcome: Siege, way: str) -> AttackReport:
    if outcome.contradiction:
        # One table that cannot be true was tampered with; what it hides cannot be judged.
        found = tuple(Finding(name, codes, "contradiction") for codes in list(asked.values())[:1] or [()])
        return AttackReport(found, len(asked), outcome.programmes)
    numbers = sorted(outcome.narrow, key=lambda number: asked[number])
    found = tuple(Finding(name, asked[number], f"{outcome.narrow[number]}_{way}") for number in numbers)
    return AttackReport(found, len(asked), outcome.programmes)
