"""What decisions do to the programme: their effects begin, hold, end. Nothing is checked here; see `decision_rules`."""

from __future__ import annotations

from typing import Any

from immutables import Map

from roer.core.programme import acts
from roer.core.programme.decisions import AdoptVersion, Place, Prioritise, PrioritiseIdea, VersionStatus
from roer.core.programme.elements import Code
from roer.core.programme.entries import Stamp
from roer.core.programme.governance import (
    DecisionRecord,
    GateSnapshot,
    Lifting,
    PlacementRecord,
    PriorityRecord,
    Replacement,
    in_force,
)
from roer.core.programme.privacy import PrivacyFile
from roer.core.programme.state import Programme
from roer.core.values.frozen import replace


def decided(programme: Programme, act: acts.TakeDecision, stamp: Stamp) -> Programme:
    """A decision is taken; what it has effect on changes with it."""
    record = DecisionRecord(stamp=stamp, decision=act.decision)
    decided = replace(programme, decisions=programme.decisions.set(act.decision.code, record))
    for effect in act.decision.effects:
        if isinstance(effect, PrioritiseIdea):
            decided = replace(decided, ideas=decided.ideas.decided(effect, record))
    if not record.has_effect:
        return decided
    decided = _replaced(decided, record)
    for effect in act.decision.effects:
        match effect:
            case Prioritise():
                decided = _prioritised(decided, effect, record)
            case Place():
                decided = _placed(decided, effect, record)
            case AdoptVersion():
                decided = _version_adopted(decided, effect, record)
    return decided


def _replaced(programme: Programme, record: DecisionRecord) -> Programme:
    decision, decisions = record.decision, programme.decisions
    start = decision.effective or decision.decided_on
    for code in decision.replaces:
        replacement = Replacement(stamp=record.stamp, decision=decision.code, start=start)
        decisions = decisions.set(code, replace(decisions[code], replaced=replacement))
    return replace(programme, decisions=decisions)


def _prioritised(programme: Programme, effect: Prioritise, record: DecisionRecord) -> Programme:
    subject = programme.network.result(effect.result)
    assert subject is not None, "rules admit a priority only for a result that exists"
    priority = PriorityRecord(
        stamp=record.stamp,
        priority=effect.priority,
        decision=record.decision.code,
        subject=subject,
        rank=effect.rank,
        starts=record.decision.effective,
        before=_until_start(programme.priorities.get(effect.result), record),
    )
    return replace(programme, priorities=programme.priorities.set(effect.result, priority))


def _placed(programme: Programme, effect: Place, record: DecisionRecord) -> Programme:
    placement = PlacementRecord(
        stamp=record.stamp,
        place=effect,
        decision=record.decision.code,
        snapshot=snapshot_of(programme, effect.result),
        reserved=record.reserved,
        starts=record.decision.effective,
        before=_until_start(programme.placements.get(effect.result), record),
    )
    return replace(programme, placements=programme.placements.set(effect.result, placement))


def _until_start(earlier: Any, record: DecisionRecord) -> Any:
    """What a decision leaves in force until it starts; None when it starts at once."""
    starts, recorded = record.decision.effective, record.stamp.holds_from
    return in_force(earlier, recorded) if starts is not None and starts > recorded else None


def snapshot_of(programme: Programme, code: Code) -> GateSnapshot:
    """On which evidence the gates of a result stand now, by hash."""
    smart, architectures = programme.smart.get(code, ()), programme.architectures.get(code, ())
    priority, contract = programme.priorities.get(code), programme.contracts.get(code)
    file = programme.privacy.get(code, PrivacyFile())
    return GateSnapshot(
        smart_hash=smart[-1].hash if smart else None,
        priority_decision=priority.decision if priority else None,
        contract_hash=contract.hash if contract else None,
        screening_hash=file.exempting_screening.hash if file.exempting_screening else None,
        dpia_hash=file.dpia.hash if file.dpia and not file.exempting_screening else None,
        architecture_hash=architectures[-1].hash if architectures else None,
    )


def _version_adopted(programme: Programme, effect: AdoptVersion, record: DecisionRecord) -> Programme:
    versions = programme.versions
    for number, version in programme.versions.items():
        if number == effect.number:
            adopted = replace(version, status=VersionStatus.ADOPTED, decision=record.decision.code)
            versions = versions.set(number, adopted)
        elif version.status is VersionStatus.ADOPTED:
            versions = versions.set(number, replace(version, status=VersionStatus.LAPSED))
    return replace(programme, versions=versions)


def confirmed(programme: Programme, act: acts.ConfirmDecision, stamp: Stamp) -> Programme:
    """The minutes confirm a decision that names no meeting."""
    record = replace(programme.decisions[act.decision], confirmed=stamp)
    return replace(programme, decisions=programme.decisions.set(act.decision, record))


def withdrawn(programme: Programme, act: acts.WithdrawDecision, stamp: Stamp) -> Programme:
    """A decision is withdrawn and its effects end."""
    record = replace(programme.decisions[act.decision], withdrawn=stamp, withdrawal_motive=act.motive)
    versions = programme.versions
    for number, version in programme.versions.items():
        if version.decision == act.decision:
            versions = versions.set(number, replace(version, status=VersionStatus.DISCUSSED, decision=None))
    return replace(
        programme,
        decisions=programme.decisions.set(act.decision, record),
        priorities=_undecided(programme.priorities, act.decision, stamp),
        placements=_undecided(programme.placements, act.decision, stamp),
        versions=versions,
        ideas=programme.ideas.undecided(act.decision, stamp),
    )


def _undecided(records: Map[Code, Any], decision: Code, stamp: Stamp) -> Map[Code, Any]:
    """The records without what a withdrawn decision brought about; what it had not yet ended goes on."""
    for code, record in records.items():
        if record.decision != decision:
            if record.before is not None and record.before.decision == decision:
                records = records.set(code, replace(record, before=None))
        elif (earlier := in_force(record, stamp.holds_from)) is not None and earlier is not record:
            records = records.set(code, earlier)
        else:
            records = records.delete(code)
    return records


def lifted(programme: Programme, act: acts.LiftReservation, stamp: Stamp) -> Programme:
    """A municipality lifts its reservation: what the decision placed holds there too."""
    record = programme.decisions[act.decision]
    record = replace(record, lifted=record.lifted.set(act.municipality, Lifting(stamp=stamp, text=act.text)))
    placements = programme.placements
    for code, placement in programme.placements.items():
        if placement.decision == act.decision:
            placements = placements.set(code, replace(placement, reserved=record.reserved))
    return replace(programme, decisions=programme.decisions.set(act.decision, record), placements=placements)
