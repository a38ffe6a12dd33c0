"""The four gates of the roadmap, computed from evidence; nobody can tick them (raadsbrief §3, bijlage 2)."""

from __future__ import annotations

from datetime import date

from roer.core.programme.architecture_fit import fit_of
from roer.core.programme.decisions import Outcome, Prioritise, PriorityClass
from roer.core.programme.elements import BodyKind, Code, MunicipalityCode, Result
from roer.core.programme.evidence import ArchitectureRecord
from roer.core.programme.gate_states import (
    ARCHITECTURE_ADOPTED,
    CLIENT_AGREED,
    GATES,
    PRIORITISED,
    Case,
    Evidence,
    Gate,
    GateState,
    GateStatus,
    Turn,
)
from roer.core.programme.governance import DecisionRecord, PriorityRecord
from roer.core.programme.labels import FIELDS, OPERATIONS, label
from roer.core.programme.privacy_gate import dpia_done
from roer.core.programme.smart import why_not_settled
from roer.core.programme.state import Programme
from roer.core.values.dutch import day, listing
from roer.core.values.errors import RoerError
from roer.core.values.frozen import replace

__all__ = [
    "GATES",
    "Evidence",
    "Gate",
    "GateState",
    "GateStatus",
    "Turn",
    "UnknownResult",
    "gate_table",
    "gates_of",
    "is_admissible",
    "missing_gates",
    "under_reservation",
]

_NOT_DECIDED_ABOUT = frozenset({"owner", "client", "aliases"})


class UnknownResult(RoerError):
    """There is no result with this code."""

    rule = "unknown_result"


def gates_of(
    programme: Programme, result: Code, municipality: MunicipalityCode | None = None, *, on: date | None = None
) -> tuple[GateState, ...]:
    """The state of the four gates, in order; without `municipality` for all municipalities of the result together.

    `on` is the day for which it is asked (a DPIA can fall due without any act); the day of the last entry by default.
    Raises UnknownResult.
    """
    case = _case(programme, result, municipality, on)
    if case.record.closed is not None:
        closed = case.record.closed
        reason = f"Dit resultaat is op {day(closed.date)} {OPERATIONS[closed.op]} en telt niet meer mee."
        states = tuple(GateState(gate, GateStatus.LAPSED, reason, since=closed.date) for gate in GATES)
    else:
        states = (_client_agreed(case), _prioritised(case), dpia_done(case), _architecture_adopted(case))
        states = tuple(_as_restored(state, case) for state in states)
    return tuple(replace(state, municipality=municipality) for state in states)


def gate_table(
    programme: Programme, result: Code, *, on: date | None = None
) -> dict[MunicipalityCode, tuple[GateState, ...]]:
    """The four gates for each municipality of the result: one that lacks its DPIA blocks only itself."""
    municipalities = _case(programme, result, None, on).municipalities
    return {code: gates_of(programme, result, code, on=on) for code in municipalities}


def missing_gates(
    programme: Programme, result: Code, municipality: MunicipalityCode | None = None, *, on: date | None = None
) -> tuple[GateState, ...]:
    """The gates that still keep the result off the roadmap."""
    return tuple(state for state in gates_of(programme, result, municipality, on=on) if not state.passes)


def is_admissible(
    programme: Programme, result: Code, municipality: MunicipalityCode | None = None, *, on: date | None = None
) -> bool:
    """Toelaatbaar: all four gates are open. The steering group still has to decide on the placement."""
    return not missing_gates(programme, result, municipality, on=on)


def under_reservation(programme: Programme, result: Code, *, on: date) -> tuple[GateState, ...]:
    """Onder voorbehoud: the gates that closed again after the result was placed; empty when all is well.

    A placed result is never dropped silently: it stays on the roadmap, marked, until the steering group decides.
    A gate that closed for all its municipalities in the same way is told once, without a municipality.
    """
    placement = programme.placement_of(result, on=on)
    if placement is None:
        return ()
    alike: dict[tuple[object, ...], list[GateState]] = {}
    for code in placement.municipalities:
        for state in missing_gates(programme, result, code, on=on):
            alike.setdefault((state.gate, state.status, state.reason, state.turn), []).append(state)
    everywhere = len(placement.municipalities)
    return tuple(
        state for states in alike.values() for state in ([_as_one(states)] if len(states) == everywhere else states)
    )


def _as_one(states: list[GateState]) -> GateState:
    """The same answer for several municipalities as one, on all their evidence."""
    evidence = tuple(dict.fromkeys(item for state in states for item in state.evidence))
    return replace(states[0], municipality=None, evidence=evidence)


def _case(programme: Programme, code: Code, municipality: MunicipalityCode | None, on: date | None) -> Case:
    record = programme.network.elements.get(code)
    if record is None or not isinstance(record.element, Result):
        raise UnknownResult(f"Er is geen resultaat met code {code}.")
    last = programme.moment.date() if programme.moment else date.min
    municipalities = (municipality,) if municipality else record.element.municipalities
    return Case(programme, record, record.element, municipalities, on or last)


def _as_restored(state: GateState, case: Case) -> GateState:
    """What was approved before a result was closed and opened again counts no more; the team brings it in anew."""
    restored = case.record.restored
    if restored is None or not state.passes or all(item.seq > restored.seq for item in state.evidence):
        return state
    reason = f"Dit resultaat is op {day(restored.holds_from)} hersteld. Wat daarvoor is goedgekeurd, telt niet meer."
    team = case.body(BodyKind.PROGRAMME_TEAM)
    return replace(state, status=GateStatus.LAPSED, reason=reason, since=restored.holds_from, turn=team)


def _client_agreed(case: Case) -> GateState:
    versions = case.programme.smart.get(case.code, ())
    team = case.body(BodyKind.PROGRAMME_TEAM)
    if not versions:
        reason = "Er is nog geen SMART-omschrijving."
        return GateState(CLIENT_AGREED, GateStatus.NOT_MET, reason, since=case.record.added.holds_from, turn=team)
    last, number = versions[-1], len(versions)
    written = Evidence(f"SMART-omschrijving versie {number} van {day(last.since)}", last.seq)
    state = GateState(CLIENT_AGREED, GateStatus.MET, "", since=last.since, turn=case.client(), evidence=(written,))
    if last.agreed is not None:
        evidence = (written, Evidence(f"Akkoord van de klant op {day(last.agreed.on)}", last.agreed.seq))
        changed = [
            word
            for word, differs in (
                ("de klant", last.agreed.by != case.result.client),
                ("de doelgroep", last.agreed.audience != case.result.audience),
            )
            if differs
        ]
        if changed:
            reason = f"Na het akkoord is {listing(changed)} veranderd. Vraag opnieuw akkoord."
            return replace(state, status=GateStatus.LAPSED, reason=reason, since=case.record.since, evidence=evidence)
        reason = f"De klant ging op {day(last.agreed.on)} akkoord met de SMART-omschrijving."
        return replace(state, reason=reason, since=last.agreed.on, turn=None, evidence=evidence)
    if reason := why_not_settled(last.text, case.result):
        state = replace(state, status=GateStatus.NOT_MET, reason=reason, turn=team)
    else:
        reason = f"De klant moet nog akkoord geven op de SMART-omschrijving van {day(last.since)}."
        state = replace(state, status=GateStatus.IN_PROGRESS, reason=reason)
    if any(version.agreed for version in versions):
        after = max(index for index, version in enumerate(versions) if version.agreed) + 1
        since = versions[after].since
        reason = f"De SMART-omschrijving is op {day(since)} gewijzigd na het akkoord. {state.reason}"
        return replace(state, status=GateStatus.LAPSED, reason=reason, since=since)
    return state


def _prioritised(case: Case) -> GateState:
    record = case.programme.priority_of(case.code, on=case.on)
    board = case.body(BodyKind.STEERING_GROUP)
    if record is not None:
        return _with_priority(case, record, board)
    advices = [item for item in case.programme.advices.values() if case.code in item.advice.subjects]
    advice = max(advices, key=lambda item: item.seq, default=None)
    evidence = (Evidence(f"Advies {advice.advice.code} van {day(advice.since)}", advice.seq),) if advice else ()
    advised = advice.seq if advice else 0
    withdrawn = [(item.withdrawn, item) for item in _decisions_on(case) if item.withdrawn and _took_effect(item)]
    state = GateState(
        PRIORITISED,
        GateStatus.NOT_MET,
        "Er is nog geen advies van het programmateam over de prioriteit.",
        since=case.record.added.holds_from,
        turn=case.body(BodyKind.PROGRAMME_TEAM),
        evidence=evidence,
    )
    if withdrawn:
        stamp, last = max(withdrawn, key=lambda pair: pair[0].seq)
        reason = f"Besluit {last.decision.code} over de prioriteit is ingetrokken: {last.withdrawal_motive}"
        return replace(state, status=GateStatus.LAPSED, reason=reason, since=stamp.holds_from, turn=board)
    if refused := [item for item in _decisions_on(case) if not _took_effect(item) and item.withdrawn is None]:
        last = max(refused, key=lambda item: item.seq)
        if advised < last.seq:
            taken, outcome = day(last.decision.decided_on), label(last.decision.outcome)
            reason = f"Het voorstel over de prioriteit is op {taken} {outcome}: {last.decision.motive}"
            return replace(state, reason=reason, since=last.decision.decided_on)
    if advice is not None:
        reason = f"De stuurgroep moet nog besluiten over advies {advice.advice.code}."
        return replace(state, status=GateStatus.IN_PROGRESS, reason=reason, since=advice.since, turn=board)
    return state


def _with_priority(case: Case, record: PriorityRecord, board: Turn) -> GateState:
    decision = case.programme.decisions[record.decision]
    taken = f"Besluit {record.decision} van {day(decision.decision.decided_on)}"
    kept = "" if decision.confirmed else " (verslag nog niet bevestigd)"
    state = GateState(
        PRIORITISED,
        GateStatus.MET,
        f"De stuurgroep gaf op {day(decision.decision.decided_on)} prioriteit ‘{label(record.priority)}’{kept}.",
        since=decision.decision.decided_on,
        evidence=(Evidence(f"{taken}: prioriteit ‘{label(record.priority)}’{kept}", record.seq),),
    )
    if record.priority is PriorityClass.NOT:
        reason = f"De stuurgroep besloot op {day(decision.decision.decided_on)} dit resultaat niet te doen."
        return replace(state, status=GateStatus.NOT_MET, reason=reason, turn=board)
    if reserved := [code for code in decision.reserved if code in case.municipalities]:
        texts = {item.municipality: item.text for item in decision.decision.reservations}
        reason = f"{case.name_of(reserved[0])} maakt een voorbehoud bij besluit {record.decision}: {texts[reserved[0]]}"
        return replace(state, status=GateStatus.IN_PROGRESS, reason=reason, turn=case.executive(reserved[0]))
    if changed := _changed_since(record.subject, case.result):
        words = listing([FIELDS[name] for name in changed])
        reason = f"Na besluit {record.decision} is het resultaat gewijzigd ({words}). Vraag een nieuw besluit."
        return replace(state, status=GateStatus.LAPSED, reason=reason, since=case.record.since, turn=board)
    return state


def _changed_since(decided: Result, now: Result) -> list[str]:
    names = [name for name in Result.model_fields if name not in _NOT_DECIDED_ABOUT]
    return [name for name in names if getattr(decided, name) != getattr(now, name)]


def _decisions_on(case: Case) -> list[DecisionRecord]:
    return [
        record
        for record in case.programme.decisions.values()
        if any(isinstance(effect, Prioritise) and effect.result == case.code for effect in record.decision.effects)
    ]


def _took_effect(record: DecisionRecord) -> bool:
    return record.decision.outcome in (Outcome.ADOPTED, Outcome.AMENDED)


def _architecture_adopted(case: Case) -> GateState:
    versions = case.programme.architectures.get(case.code, ())
    contract = case.programme.contracts.get(case.code)
    team, board = case.body(BodyKind.PROGRAMME_TEAM), case.body(BodyKind.ARCHITECTURE_BOARD)
    state = GateState(ARCHITECTURE_ADOPTED, GateStatus.NOT_MET, "", turn=team)
    if not versions:
        return replace(state, reason="Er is nog geen doelarchitectuur beschreven.", since=case.record.added.holds_from)
    last = versions[-1]
    state = replace(state, since=last.since, evidence=_architecture_evidence(last))
    assert contract is not None, "a target architecture is of a contract"
    status = GateStatus.LAPSED if any(version.adopted for version in versions) else GateStatus.NOT_MET
    if outdated := case.outdated(contract, last.architecture.contract_hash, "de doelarchitectuur"):
        reason, since = outdated
        return replace(state, status=status, reason=reason, since=since)
    if shortcoming := fit_of(last.architecture, contract.contract).shortcoming:
        return replace(state, status=status, reason=shortcoming)
    if last.adopted is not None:
        reason = f"De doelarchitectuur is op {day(last.adopted.since)} vastgesteld."
        return replace(state, status=GateStatus.MET, reason=reason, since=last.adopted.since, turn=None)
    if status is GateStatus.LAPSED:
        reason = f"De doelarchitectuur is op {day(last.since)} vervangen; de nieuwe is nog niet vastgesteld."
        return replace(state, status=status, reason=reason, turn=board)
    reason = f"De doelarchitectuur van {day(last.since)} moet nog worden vastgesteld."
    return replace(state, status=GateStatus.IN_PROGRESS, reason=reason, turn=board)


def _architecture_evidence(record: ArchitectureRecord) -> tuple[Evidence, ...]:
    written = Evidence(f"Doelarchitectuur van {day(record.since)}", record.seq)
    if record.adopted is None:
        return (written,)
    return (written, Evidence(f"Vastgesteld op {day(record.adopted.since)}", record.adopted.seq))
