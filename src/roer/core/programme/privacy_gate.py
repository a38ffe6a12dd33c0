"""Gate 3: is the DPIA done and are its measures in place? Answered per controller (AVG art. 35, 39)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from roer.core.programme.elements import BodyKind, MunicipalityCode
from roer.core.programme.evidence import ContractRecord
from roer.core.programme.gate_states import DPIA_DONE, Case, Evidence, GateState, GateStatus, Turn
from roer.core.programme.privacy import DpiaRecord, MeasureRecord, PrivacyFile, ScreeningRecord
from roer.core.values.dutch import day, listing, plural


def dpia_done(case: Case) -> GateState:
    """How gate 3 stands for the municipalities of the case."""
    file = case.programme.privacy.get(case.code, PrivacyFile())
    contract = case.programme.contracts.get(case.code)
    if contract is None:
        reason = "Er is nog geen productcontract: leg eerst vast welke gegevens het product gebruikt."
        return _not_met(case, reason)
    if file.exempting_screening is not None:
        return _screened(case, file.exempting_screening, contract)
    if file.dpia is not None:
        return _assessed(case, file, file.dpia, contract)
    if file.screening is not None:
        reason = f"Volgens de pre-scan van {day(file.screening.since)} is een DPIA nodig. Die is er nog niet."
        team = case.body(BodyKind.PROGRAMME_TEAM)
        return _state(GateStatus.IN_PROGRESS, reason, since=file.screening.since, turn=team)
    return _not_met(case, "Er is nog geen pre-scan en geen DPIA.")


def was_complete(dpia: DpiaRecord, municipalities: tuple[MunicipalityCode, ...]) -> bool:
    """Whether a DPIA was adopted by all these controllers with every measure in place."""
    adopted = all(dpia.is_adopted_by(municipality) for municipality in municipalities)
    return adopted and all(measure.is_implemented for measure in dpia.measures.values())


def _state(status: GateStatus, reason: str, *, since: date | None = None, turn: Turn | None = None) -> GateState:
    return GateState(DPIA_DONE, status, reason, since=since, turn=turn)


def _not_met(case: Case, reason: str) -> GateState:
    turn = case.body(BodyKind.PROGRAMME_TEAM)
    return _state(GateStatus.NOT_MET, reason, since=case.record.added.holds_from, turn=turn)


def _screened(case: Case, screening: ScreeningRecord, contract: ContractRecord) -> GateState:
    team, advice = case.body(BodyKind.PROGRAMME_TEAM), screening.advice
    evidence: tuple[Evidence, ...] = (Evidence(f"Pre-scan van {day(screening.since)}: geen DPIA nodig", screening.seq),)
    if screening.contract_hash != contract.hash:
        reason = f"Het productcontract is op {day(contract.since)} gewijzigd; de pre-scan gaat over het oude contract."
        was_open = advice is not None and advice.positive
        status = GateStatus.LAPSED if was_open else GateStatus.NOT_MET
        return replace(_state(status, reason, since=contract.since, turn=team), evidence=evidence)
    if advice is None:
        officer = case.body(BodyKind.DATA_PROTECTION_OFFICER)
        reason = "Volgens de pre-scan is geen DPIA nodig. De Functionaris Gegevensbescherming adviseert daar nog over."
        return replace(_state(GateStatus.IN_PROGRESS, reason, since=screening.since, turn=officer), evidence=evidence)
    evidence = (
        *evidence,
        Evidence(f"Advies van de Functionaris Gegevensbescherming van {day(advice.since)}", advice.seq),
    )
    if not advice.positive:
        reason = "De Functionaris Gegevensbescherming vindt dat een DPIA wel nodig is: schrijf een DPIA."
        return replace(_state(GateStatus.NOT_MET, reason, since=advice.since, turn=team), evidence=evidence)
    reason = f"Geen DPIA nodig: {screening.motive}"
    return replace(_state(GateStatus.NOT_APPLICABLE, reason, since=advice.since), evidence=evidence)


def _assessed(case: Case, file: PrivacyFile, dpia: DpiaRecord, contract: ContractRecord) -> GateState:
    state = (
        _outdated(case, dpia, contract) or _undecided(case, dpia) or _unprotected(case, dpia) or _complete(case, dpia)
    )
    state = replace(state, evidence=_evidence(case, dpia))
    if state.passes or state.status is GateStatus.LAPSED:
        return state
    exempt_before = file.screening is not None and not file.screening.dpia_needed and file.screening.seq < dpia.seq
    replaced = any(was_complete(earlier, case.municipalities) for earlier in file.dpias[:-1])
    if replaced or (exempt_before and file.screening and file.screening.advice and file.screening.advice.positive):
        reason = f"Op {day(dpia.since)} kwam er een nieuwe DPIA; wat daarvoor gold is vervallen. {state.reason}"
        return replace(state, status=GateStatus.LAPSED, reason=reason, since=dpia.since)
    return state


def _outdated(case: Case, dpia: DpiaRecord, contract: ContractRecord) -> GateState | None:
    team = case.body(BodyKind.PROGRAMME_TEAM)
    status = GateStatus.LAPSED if was_complete(dpia, case.municipalities) else GateStatus.NOT_MET
    if dpia.dpia.contract_hash != contract.hash:
        reason = f"Het productcontract is op {day(contract.since)} gewijzigd; de DPIA gaat over het oude contract."
        return _state(status, reason, since=contract.since, turn=team)
    if dpia.dpia.review_by < case.on:
        reason = f"De DPIA moest uiterlijk op {day(dpia.dpia.review_by)} zijn herzien."
        return _state(status, reason, since=dpia.dpia.review_by, turn=team)
    return None


def _undecided(case: Case, dpia: DpiaRecord) -> GateState | None:
    if dpia.advice is None:
        officer = case.body(BodyKind.DATA_PROTECTION_OFFICER)
        reason = "De Functionaris Gegevensbescherming adviseert nog over de DPIA."
        return _state(GateStatus.IN_PROGRESS, reason, since=dpia.since, turn=officer)
    waiting = [code for code in case.municipalities if not dpia.is_adopted_by(code)]
    if not waiting:
        return None
    names = listing([case.name_of(code) for code in waiting])
    turn = case.executive(waiting[0])
    if any(code in dpia.adoptions for code in waiting):
        reason = f"De Functionaris Gegevensbescherming adviseert negatief; {names} moet de DPIA opnieuw vaststellen."
        return _state(GateStatus.LAPSED, reason, since=dpia.advice.since, turn=turn)
    body = "het college" if len(waiting) == 1 else "de colleges"
    reason = f"De DPIA is nog niet vastgesteld door {body} van {names}."
    return _state(GateStatus.IN_PROGRESS, reason, since=dpia.advice.since, turn=turn)


def _unprotected(case: Case, dpia: DpiaRecord) -> GateState | None:
    lacking = [record for _, record in sorted(dpia.measures.items()) if not record.is_implemented]
    if not lacking:
        return None
    first = next((record for record in lacking if record.status == "reopened"), lacking[0])
    done, total = len(dpia.measures) - len(lacking), len(dpia.measures)
    turn = _owner(case, first)
    if first.status == "reopened":
        reason = f"Maatregel {first.measure.code} is op {day(first.since)} heropend: {first.text}"
        return _state(GateStatus.LAPSED, reason, since=first.since, turn=turn)
    todo = f"{first.measure.code}, {first.measure.text}" if len(lacking) == 1 else _codes(lacking)
    reason = f"{done} van {plural(total, 'maatregel', 'maatregelen')} ingevoerd. Nog te doen: {todo.rstrip('.')}."
    return _state(GateStatus.IN_PROGRESS, reason, since=_measures_wait_since(dpia), turn=turn)


def _codes(records: list[MeasureRecord]) -> str:
    return listing([record.measure.code for record in records])


def _measures_wait_since(dpia: DpiaRecord) -> date:
    return max([dpia.since, *(adoption.since for adoption in dpia.adoptions.values())])


def _owner(case: Case, record: MeasureRecord) -> Turn:
    owner = record.measure.owner
    return (
        Turn(owner, f"de eigenaar van maatregel {record.measure.code}") if owner else case.body(BodyKind.PROGRAMME_TEAM)
    )


def _complete(case: Case, dpia: DpiaRecord) -> GateState:
    measures = plural(len(dpia.measures), "maatregel is ingevoerd", "maatregelen zijn ingevoerd")
    names = listing([case.name_of(code) for code in case.municipalities])
    reason = f"De DPIA is vastgesteld door {names}; {measures}."
    steps = [dpia.adoptions[code].since for code in case.municipalities]
    steps += [record.since for record in dpia.measures.values()]
    return _state(GateStatus.MET, reason, since=max(steps, default=dpia.since))


def _evidence(case: Case, dpia: DpiaRecord) -> tuple[Evidence, ...]:
    found = [Evidence(f"DPIA van {day(dpia.since)}", dpia.seq)]
    if dpia.advice is not None:
        tone = "positief" if dpia.advice.positive else "negatief"
        found.append(Evidence(f"Advies FG, {tone}, {day(dpia.advice.since)}", dpia.advice.seq))
    for code, adoption in sorted(dpia.adoptions.items()):
        if code in case.municipalities:
            found.append(Evidence(f"Vastgesteld door {case.name_of(code)} op {day(adoption.since)}", adoption.seq))
    for code, record in sorted(dpia.measures.items()):
        if record.is_implemented:
            found.append(Evidence(f"Maatregel {code} ingevoerd op {day(record.since)}", record.seq))
    return tuple(found)
