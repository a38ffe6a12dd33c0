"""The moments at which the network changed, one for each day and each frozen version, with what happened then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from roer.core.programme import network_acts
from roer.core.programme.acts import Act
from roer.core.programme.elements import Code
from roer.core.programme.entries import Entry
from roer.core.values.clock import day_of
from roer.core.values.dutch import day, listing, plural

Doing = tuple[str, tuple[Code, ...]]
"""A kind of act and the codes that it touched."""
_NAMED: Mapping[str, str] = {
    "split_element": "gesplitst",
    "merge_elements": "samengevoegd",
    "remove_element": "verwijderd",
    "restore_element": "hersteld",
    "add_element": "toegevoegd",
    "change_element": "gewijzigd",
}
"""What happened to elements, in the order in which it is told."""
_COUNTED: Mapping[str, str] = {
    "link_elements": "gelegd",
    "change_link": "gewijzigd of bevestigd",
    "unlink_elements": "verwijderd",
}
"""What happened to links; these are counted."""
_MOST = 3
"""How many elements are told by their codes; of more only how many."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Moment in the life of the network: a day on which it changed, up to the version that was frozen then, if any."""

    on: date
    doings: tuple[Doing, ...] = ()
    version: int | None = None

    @property
    def named(self) -> str:
        """How an address names it: '3' for a version, '2021-03-01' for a day."""
        return str(self.version) if self.version else self.on.isoformat()

    @property
    def happened(self) -> str:
        """'R03 gesplitst, 2 relaties gelegd'."""
        told = [f"{_codes(self._touched(kind))} {word}" for kind, word in _NAMED.items() if self._touched(kind)]
        counts = {kind: sum(one == kind for one, _ in self.doings) for kind in (*_COUNTED, "arrange_network")}
        told += [
            f"{plural(counts[kind], 'relatie', 'relaties')} {word}" for kind, word in _COUNTED.items() if counts[kind]
        ]
        told += ["herschikt"] if counts["arrange_network"] else []
        told += [f"versie {self.version} bevroren"] if self.version else []
        return ", ".join(told)

    @property
    def told(self) -> str:
        """'12 oktober 2020: R03 gesplitst'."""
        return f"{day(self.on)}: {self.happened}"

    def _touched(self, kind: str) -> list[Code]:
        return sorted({code for one, codes in self.doings if one == kind for code in codes})


def timeline(entries: Iterable[Entry], known: Sequence[Stop] = ()) -> tuple[Stop, ...]:
    """Every moment at which the network changed, from old to new; `known` are those of the entries before these."""
    stops = list(known)
    for entry in entries:
        act = entry.draft.act
        if isinstance(act, network_acts.FreezeNetwork):
            _last(stops, day_of(entry.recorded_at), version=act.number)
        elif doing := _doing(act):
            _last(stops, day_of(entry.recorded_at), doing)
    return tuple(stops)


def _last(stops: list[Stop], on: date, *doings: Doing, version: int | None = None) -> None:
    """Tell it of the last stop, or of a new one when the day is over or a version was frozen since."""
    if not stops or stops[-1].on != on or stops[-1].version:
        stops.append(Stop(on))
    last = stops[-1]
    stops[-1] = replace(last, doings=(*last.doings, *doings), version=version)


def _doing(act: Act) -> Doing | None:
    match act:
        case network_acts.AddGoal():
            return "add_element", (act.goal.code,)
        case network_acts.AddResult():
            return "add_element", (act.result.code,)
        case network_acts.AddEffort():
            return "add_element", (act.effort.code,)
        case network_acts.ChangeElement():
            return act.kind, (act.element.code,)
        case network_acts.SplitElement():
            return act.kind, (act.predecessor,)
        case network_acts.MergeElements():
            return act.kind, act.predecessors
        case network_acts.RemoveElement() | network_acts.RestoreElement():
            return act.kind, (act.code,)
        case network_acts.LinkElements() | network_acts.ChangeLink() | network_acts.UnlinkElements():
            return act.kind, ()
        case network_acts.ArrangeNetwork():
            return act.kind, ()
        case _:
            return None


def _codes(codes: Sequence[Code]) -> str:
    return listing(list(codes)) if len(codes) <= _MOST else f"{len(codes)} elementen"
