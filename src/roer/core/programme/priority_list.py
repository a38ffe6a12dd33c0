"""The priority list under its capacity ceiling: classes, order, and the people whom 'nu' asks (programme.md 3.5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from roer.core.programme.decisions import Prioritise, PriorityClass
from roer.core.programme.elements import Code, Effort, Result
from roer.core.programme.governance import PriorityRecord
from roer.core.programme.means import Quarter
from roer.core.programme.state import Programme

LAST = 1_000_000
"""The rank of a result that has none: behind all others."""


@dataclass(frozen=True, slots=True)
class Need:
    """Inzet that an effort asks in the quarter, in hundredths of a full-time equivalent; None when nobody said."""

    effort: Effort
    needed: int | None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A result on the list: its class as shown and as decided, and the efforts that work for it."""

    result: Result
    priority: PriorityClass | None
    record: PriorityRecord | None
    needs: tuple[Need, ...]

    @property
    def is_changed(self) -> bool:
        """Whether it is shown in another class than was decided."""
        return self.priority is not (self.record.priority if self.record else None)

    @property
    def needed(self) -> int:
        """What its efforts ask together, in hundredths; an effort behind two results counts for both here."""
        return sum(need.needed or 0 for need in self.needs)

    @property
    def unknown(self) -> int:
        """Of how many of its efforts nobody said what they ask."""
        return sum(need.needed is None for need in self.needs)


@dataclass(frozen=True, slots=True)
class PriorityList:
    """Prioriteitenlijst of a quarter. `asked` counts each effort behind 'nu' once; both figures in hundredths."""

    quarter: Quarter
    ranked: tuple[Ranked, ...]
    asked: int
    ceiling: int | None

    def of_class(self, priority: PriorityClass | None) -> tuple[Ranked, ...]:
        """The results of one class, in order; None for those about which nothing was decided."""
        return tuple(item for item in self.ranked if item.priority is priority)

    @property
    def over(self) -> int:
        """How much 'nu' asks above the ceiling; 0 when it fits or no ceiling was set."""
        return max(0, self.asked - self.ceiling) if self.ceiling is not None else 0

    @property
    def unknown(self) -> tuple[Effort, ...]:
        """Efforts behind 'nu' of which nobody said what they ask in this quarter."""
        lacking = (
            need.effort for item in self.of_class(PriorityClass.NOW) for need in item.needs if need.needed is None
        )
        return tuple({effort.code: effort for effort in lacking}.values())


def priority_list(
    programme: Programme, quarter: Quarter, *, on: date, changes: Mapping[Code, PriorityClass] | None = None
) -> PriorityList:
    """The list as it holds on a day, or as it would be with these changes; nothing is stored."""
    ranked = [_ranked(programme, result, quarter, on, changes or {}) for result in programme.network.results]
    ranked.sort(key=_order)
    now = (need for item in ranked if item.priority is PriorityClass.NOW for need in item.needs)
    once = {need.effort.code: need.needed or 0 for need in now}
    return PriorityList(quarter, tuple(ranked), sum(once.values()), ceiling_in(programme, quarter))


def ceiling_in(programme: Programme, quarter: Quarter) -> int | None:
    """The ceiling that holds in a quarter: the last one set for it or for a quarter before; None when there is none."""
    known = [code for code in programme.ceilings if code <= quarter]
    return programme.ceilings[max(known)].ceiling.capacity if known else None


def quarter_of(day: date) -> Quarter:
    """The quarter in which a day lies: '2021KW01'."""
    return f"{day.year:04d}KW{(day.month - 1) // 3 + 1:02d}"


def exceeds(programme: Programme, effects: Iterable[Prioritise], *, on: date) -> PriorityList | None:
    """The list that these effects would make on a day, when it goes further above its ceiling than now; else None."""
    quarter, changes = quarter_of(on), {effect.result: effect.priority for effect in effects}
    after = priority_list(programme, quarter, on=on, changes=changes)
    before = priority_list(programme, quarter, on=on)
    return after if after.over > before.over else None


def _ranked(
    programme: Programme, result: Result, quarter: Quarter, on: date, changes: Mapping[Code, PriorityClass]
) -> Ranked:
    record = programme.priority_of(result.code, on=on)
    priority = changes.get(result.code, record.priority if record else None)
    return Ranked(result, priority, record, tuple(_needs(programme, result.code, quarter)))


def _needs(programme: Programme, result: Code, quarter: Quarter) -> Iterable[Need]:
    network = programme.network
    sources = sorted({record.link.source for record in network.links_to(result)})
    for code in sources:
        effort = network.elements[code].element
        if isinstance(effort, Effort) and network.is_open(code):
            record = programme.allocations.get((code, quarter))
            yield Need(effort, record.allocation.needed if record else None)


def _order(item: Ranked) -> tuple[int, int, int, Code]:
    classes = list(PriorityClass)
    place = classes.index(item.priority) if item.priority else len(classes)
    rank = item.record.rank if item.record and item.record.rank and not item.is_changed else LAST
    return place, rank, item.record.seq if item.record else LAST, item.result.code
