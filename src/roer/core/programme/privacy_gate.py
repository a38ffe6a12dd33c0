"""Gate 3: is the DPIA done and are its measures in place? Answered per controller (AVG art. 35, 36, 39)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from roer.core.programme.acts import Controller
from roer.core.programme.dpia import RiskLevel
from roer.core.programme.elements import BodyKind, Code, MunicipalityCode
from roer.core.programme.evidence import ContractRecord
from roer.core.programme.gate_states import DPIA_DONE, Case, Evidence, GateState, GateStatus, Turn
from roer.core.programme.measure_checks import ContractFacts, Seen, in_place, lacking, see
from roer.core.programme.measures import Due
from roer.core.programme.privacy import DpiaRecord, MeasureRecord, PrivacyFile, ScreeningRecord
from roer.core.programme.state import Programme
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
    """Whether a DPIA was adopted by all these controllers with every measure in place that people report."""
    adopted = all(dpia.is_adopted_by(municipality) for municipality in municipalities)
    reported = (record for record in counting(dpia) if record.measure.check is None)
    return adopted and all(record.is_implemented for record in reported)


def facts_of(programme: Programme, code: Code, *, on: date) -> ContractFacts:
    """What the ledger knows of a product on a day, for the measures that are checked and not reported."""
    contract, file = programme.contracts.get(code), programme.privacy.get(code, PrivacyFile())
    return ContractFacts(contract, file.operation, file.release, on)


def counting(dpia: DpiaRecord) -> tuple[MeasureRecord, ...]:
    """The measures that gate 3 waits for: all, unless the DPIA says that later ones may wait for their moment."""
    records = tuple(record for _, record in sorted(dpia.measures.items()))
    return tuple(record for record in records if record.measure.due is Due.DECISION) if dpia.dpia.staged else records


def missing_for_use(programme: Programme, code: Code, *, on: date) -> tuple[MeasureRecord, ...]:
    """The measures of the DPIA that are not in place: without them a product is not taken into use."""
    file = programme.privacy.get(code, PrivacyFile())
    if file.dpia is None or file.exempting_screening is not None:
        return ()
    return tuple(lacking(file.dpia.measures.values(), facts_of(programme, code, on=on)))


def _state(status: GateStatus, reason: str, *, since: date | None = None, turn: Turn | None = None) -> GateState:
    return GateState(DPIA_DONE, status, reason, since=since, turn=turn)


def _not_met(case: Case, reason: str) -> GateState:
    turn = case.body(BodyKind.PROGRAMME_TEAM)
    return _state(GateStatus.NOT_MET, reason, since=case.record.added.holds_from, turn=turn)


def _screened(case: Case, screening: ScreeningRecord, contract: ContractRecord) -> GateState:
    team, advice = case.body(BodyKind.PROGRAMME_TEAM), screening.advice
    evidence: tuple[Evidence, ...] = (Evidence(f"Pre-scan van {day(screening.since)}: geen DPIA nodig", screening.seq),)
    if outdated := case.outdated(contract, screening.contract_hash, "de pre-scan"):
        reason, since = outdated
        was_open = advice is not None and advice.positive
        status = GateStatus.LAPSED if was_open else GateStatus.NOT_MET
        return replace(_state(status, reason, since=since, turn=team), evidence=evidence)
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
        _outdated(case, dpia, contract)
        or _undecided(case, dpia)
        or _unconsulted(case, dpia)
        or _unprotected(case, dpia)
        or _uncovered(case, dpia)
        or _complete(case, dpia)
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
    if outdated := case.outdated(contract, dpia.dpia.contract_hash, "de DPIA"):
        reason, since = outdated
        return _state(status, reason, since=since, turn=team)
    if dpia.dpia.review_by < case.on:
        reason = f"De DPIA moest uiterlijk op {day(dpia.dpia.review_by)} zijn herzien."
        return _state(status, reason, since=dpia.dpia.review_by, turn=team)
    return None


def _undecided(case: Case, dpia: DpiaRecord) -> GateState | None:
    if dpia.advice is None:
        officer = case.body(BodyKind.DATA_PROTECTION_OFFICER)
        reason = "De Functionaris Gegevensbescherming adviseert nog over de DPIA."
        return _state(GateStatus.IN_PROGRESS, reason, since=dpia.since, turn=officer)
    for controller in dpia.controllers:
        waiting = [code for code in case.municipalities if not dpia.has_adopted(code, controller)]
        if waiting:
            return _waits_for(case, dpia, controller, waiting)
    return None


_BODIES = {
    Controller.EXECUTIVE: ("het college", "de colleges"),
    Controller.MAYOR: ("de burgemeester", "de burgemeesters"),
}


def _waits_for(case: Case, dpia: DpiaRecord, controller: Controller, waiting: list[MunicipalityCode]) -> GateState:
    assert dpia.advice is not None, "the officer is asked before the controllers"
    names, since = listing([case.name_of(code) for code in waiting]), dpia.advice.since
    turn = case.mayor(waiting[0]) if controller is Controller.MAYOR else case.executive(waiting[0])
    if any(dpia.adoption_of(code, controller) for code in waiting):
        reason = f"De Functionaris Gegevensbescherming adviseert negatief; {names} moet de DPIA opnieuw vaststellen."
        return _state(GateStatus.LAPSED, reason, since=since, turn=turn)
    body = _BODIES[controller][len(waiting) > 1]
    reason = f"De DPIA is nog niet vastgesteld door {body} van {names}."
    return _state(GateStatus.IN_PROGRESS, reason, since=since, turn=turn)


def _unconsulted(case: Case, dpia: DpiaRecord) -> GateState | None:
    """A high risk that remains asks the supervisor's view first, who may forbid the processing (AVG art. 36)."""
    high = [risk.code for risk in dpia.dpia.remaining_high]
    if not high:
        return None
    team, answer = case.body(BodyKind.PROGRAMME_TEAM), dpia.consultation
    if answer is None:
        reason = f"Er blijft een hoog risico over ({listing(high)}): raadpleeg eerst de Autoriteit Persoonsgegevens."
        return _state(GateStatus.IN_PROGRESS, reason, since=dpia.since, turn=team)
    if answer.objects:
        reason = "De Autoriteit Persoonsgegevens maakt bezwaar: pas de verwerking en de DPIA aan."
        return _state(GateStatus.NOT_MET, reason, since=answer.since, turn=team)
    return None


def _uncovered(case: Case, dpia: DpiaRecord) -> GateState | None:
    """A high risk needs a measure that is in place, or a motive of the controllers to accept it."""
    facts = facts_of(case.programme, case.code, on=case.on)
    covering = {code for code, record in dpia.measures.items() if in_place(record, facts)}
    open_risks = [
        risk.code
        for risk in dpia.dpia.risks
        if risk.level is RiskLevel.HIGH and not risk.acceptance and covering.isdisjoint(risk.measures)
    ]
    if not open_risks:
        return None
    reason = f"Voor het hoge risico {listing(open_risks)} is geen maatregel ingevoerd en staat er geen aanvaarding."
    return _state(GateStatus.NOT_MET, reason, since=dpia.since, turn=case.body(BodyKind.PROGRAMME_TEAM))


def _unprotected(case: Case, dpia: DpiaRecord) -> GateState | None:
    facts, counted = facts_of(case.programme, case.code, on=case.on), counting(dpia)
    missing = lacking(counted, facts)
    if not missing:
        return None
    first = next((record for record in missing if record.status == "reopened"), missing[0])
    done, total = len(counted) - len(missing), len(counted)
    turn = _owner(case, first)
    if first.measure.check is not None:
        return _unseen(first, see(first.measure.check, facts), since=_measures_wait_since(dpia), turn=turn)
    if first.status == "reopened":
        reason = f"Maatregel {first.measure.code} is op {day(first.since)} heropend."
        return _state(GateStatus.LAPSED, reason, since=first.since, turn=turn)
    reason = f"{done} van {plural(total, 'maatregel', 'maatregelen')} ingevoerd. Nog te doen: {_codes(missing)}."
    return _state(GateStatus.IN_PROGRESS, reason, since=_measures_wait_since(dpia), turn=turn)


def _unseen(record: MeasureRecord, seen: Seen, *, since: date, turn: Turn) -> GateState:
    """A measure that the software looks at itself, and that does not hold or cannot be seen."""
    reason = f"Maatregel {record.measure.code} geldt niet. {seen.reason}"
    status = GateStatus.LAPSED if seen.since else GateStatus.IN_PROGRESS
    return _state(status, reason, since=seen.since or since, turn=turn)


def _codes(records: Iterable[MeasureRecord]) -> str:
    return listing([record.measure.code for record in records])


def _measures_wait_since(dpia: DpiaRecord) -> date:
    adopted = (adoption.since for adoptions in (dpia.adoptions, dpia.mayors) for adoption in adoptions.values())
    return max([dpia.since, *adopted])


def _owner(case: Case, record: MeasureRecord) -> Turn:
    owner = record.measure.owner
    return (
        Turn(owner, f"de eigenaar van maatregel {record.measure.code}") if owner else case.body(BodyKind.PROGRAMME_TEAM)
    )


def _complete(case: Case, dpia: DpiaRecord) -> GateState:
    counted = counting(dpia)
    measures = plural(len(counted), "maatregel is ingevoerd", "maatregelen zijn ingevoerd")
    names = listing([case.name_of(code) for code in case.municipalities])
    later = len(dpia.measures) - len(counted)
    rest = f" {plural(later, 'maatregel', 'maatregelen')} volgen later, vóór de ingebruikname." if later else ""
    reason = f"De DPIA is vastgesteld door {names}; {measures}.{rest}"
    adoptions = [dpia.adoption_of(code, one) for code in case.municipalities for one in dpia.controllers]
    steps = [adoption.since for adoption in adoptions if adoption] + [record.since for record in counted]
    return _state(GateStatus.MET, reason, since=max(steps, default=dpia.since))


def _evidence(case: Case, dpia: DpiaRecord) -> tuple[Evidence, ...]:
    found = [Evidence(f"DPIA van {day(dpia.since)}", dpia.seq)]
    if dpia.advice is not None:
        tone = "positief" if dpia.advice.positive else "negatief"
        found.append(Evidence(f"Advies FG, {tone}, {day(dpia.advice.since)}", dpia.advice.seq))
    for code, adoption in sorted(dpia.adoptions.items()):
        if code in case.municipalities:
            found.append(Evidence(f"Vastgesteld door {case.name_of(code)} op {day(adoption.since)}", adoption.seq))
    for code, adoption in sorted(dpia.mayors.items()):
        if code in case.municipalities:
            name = case.name_of(code)
            found.append(
                Evidence(f"Vastgesteld door de burgemeester van {name} op {day(adoption.since)}", adoption.seq)
            )
    if dpia.consultation is not None:
        found.append(Evidence(f"Voorafgaande raadpleging {day(dpia.consultation.since)}", dpia.consultation.seq))
    for code, record in sorted(dpia.measures.items()):
        if record.is_implemented:
            found.append(Evidence(f"Maatregel {code} ingevoerd op {day(record.since)}", record.seq))
    return tuple(found)
