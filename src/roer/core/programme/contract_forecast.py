"""What would lapse if the catalogue's contract were declared: asked before the change is made (programme.md 3.4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from roer.core.programme.architecture_fit import Fit, fit_of
from roer.core.programme.contract_changes import changes
from roer.core.programme.elements import Code, Contract, MunicipalityCode
from roer.core.programme.entries import Stamp
from roer.core.programme.gate_states import Gate, GateStatus
from roer.core.programme.gates import gate_table
from roer.core.programme.part_changes import PartChange
from roer.core.programme.state import Programme
from roer.core.values.frozen import replace as replaced


@dataclass(frozen=True, slots=True)
class Lapse:
    """Verval: gates of one municipality that are open, or on their way, and would not be after the change."""

    municipality: MunicipalityCode
    gates: tuple[Gate, ...]
    stops_releases: bool
    """Whether the product stands on the roadmap here, so that its releases stop."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """Vooruitblik: how the contract of the catalogue differs from the one declared, and what that costs."""

    result: Code
    contract: Contract
    is_new: bool
    """Whether nothing was declared yet: then nothing can lapse."""
    changes: tuple[PartChange, ...] = ()
    lapses: tuple[Lapse, ...] = ()
    fit: Fit | None = None
    """How the last target architecture compares with the contract of the catalogue; None without one."""

    @property
    def warns(self) -> bool:
        """Whether what was approved is not what the catalogue states now, or does not cover it."""
        return bool(self.changes or (self.fit and self.fit.shortcoming))


def forecast(programme: Programme, contract: Contract, *, on: date) -> Forecast:
    """What declaring `contract` on this day would change. Its result is open in the programme."""
    known = programme.contracts.get(contract.result)
    versions = programme.architectures.get(contract.result)
    fit = fit_of(versions[-1].architecture, contract) if versions else None
    if known is None:
        return Forecast(contract.result, contract, is_new=True, fit=fit)
    found = changes(known.contract, contract)
    lapses = _lapses(programme, contract, on) if found else ()
    return Forecast(contract.result, contract, is_new=False, changes=found, lapses=lapses, fit=fit)


def _lapses(programme: Programme, contract: Contract, on: date) -> tuple[Lapse, ...]:
    before = gate_table(programme, contract.result, on=on)
    after = gate_table(_declared(programme, contract, on), contract.result, on=on)
    placement = programme.placement_of(contract.result, on=on)
    found = []
    for town, states in before.items():
        lost = tuple(
            was.gate
            for was, now in zip(states, after[town], strict=True)
            if was.status is not now.status and was.status in (GateStatus.MET, GateStatus.IN_PROGRESS)
        )
        placed = placement is not None and town in placement.municipalities
        stops = placed and not all(state.passes for state in after[town])
        if lost or stops:
            found.append(Lapse(town, lost, stops_releases=stops))
    return tuple(found)


def _declared(programme: Programme, contract: Contract, on: date) -> Programme:
    """The programme as it would be with this contract declared."""
    moment = datetime.combine(on, time(), UTC)
    stamp = Stamp(programme.seq + 1, moment, programme.founder or "", None, on, "", "")
    known = programme.contracts[contract.result]
    record = replace(known, stamp=stamp, contract=contract)
    return replaced(programme, contracts=programme.contracts.set(contract.result, record))
