"""What must hold for the privacy file beyond the order of its steps: answers, sections, checks, prior consultation."""

from __future__ import annotations

from collections.abc import Iterable

from roer.core.programme import acts
from roer.core.programme.dpia import Dpia
from roer.core.programme.dpia_findings import check_dpia
from roer.core.programme.elements import Code
from roer.core.programme.prescan_rules import screened
from roer.core.programme.privacy import DpiaRecord, PrivacyFile
from roer.core.programme.privacy_acts import RecordConsultation, ReportOperation, ReportRelease
from roer.core.programme.question import Question
from roer.core.programme.refusals import Conflict, NotAllowed, check_follows
from roer.core.values.clock import day_of
from roer.core.values.dutch import listing


def answers_fit(question: Question, act: acts.ScreenPrivacy) -> None:
    """With answers the outcome follows from them, or is more careful; it follows the pre-scan that its author saw."""
    if act.answers is None:
        return
    found = screened(act.answers)
    if found.needs_dpia and not act.dpia_needed:
        reason = f"{found.sentence} U kunt daar niet van afwijken: kies ‘DPIA nodig’ of verbeter de antwoorden."
        raise NotAllowed("answers_ask_dpia", reason)
    file = question.programme.privacy.get(act.result, PrivacyFile())
    check_follows(file.screening, act.expects, f"de pre-scan van {act.result}")


def parts_fit(question: Question, act: acts.WriteDpia) -> None:
    """What the parts of a DPIA name is there: each risk once, measures by their code, data by their name."""
    dpia = act.dpia
    _once([risk.code for risk in dpia.risks], "risk_codes", "Geef elk risico een eigen code.")
    _once([item.name for item in dpia.data], "data_names", "Noem elk persoonsgegeven één keer.")
    _once([item.name for item in dpia.processings], "processing_names", "Noem elke verwerking één keer.")
    measures = {measure.code for measure in dpia.measures}
    for risk in dpia.risks:
        if unknown := [code for code in risk.measures if code not in measures]:
            reason = f"Risico {risk.code} noemt maatregel {listing(unknown)}, maar die staat niet in deze DPIA."
            raise NotAllowed("risk_measures", reason)
    names = {item.name for item in dpia.data}
    for item in dpia.processings:
        if absent := [name for name in item.data if name not in names]:
            reason = (
                f"Verwerking ‘{item.name}’ gebruikt {listing(absent)}, maar dat staat niet bij de persoonsgegevens."
            )
            raise NotAllowed("processing_data", reason)


def dpia_can_be_adopted(question: Question, act: acts.AdoptDpia) -> None:
    """The mayor adopts only where public order is concerned; nobody adopts a DPIA that lacks a needed part."""
    dpia = _dpia(question, act.result)
    if act.controller not in dpia.controllers:
        reason = "Deze DPIA gaat niet over de openbare orde. Alleen het college stelt haar vast."
        raise NotAllowed("not_a_controller", reason)
    if gaps := _gaps(dpia.dpia):
        reason = f"De DPIA is nog niet compleet: {listing(gaps)}. Laat het programmateam haar aanvullen."
        raise NotAllowed("dpia_incomplete", reason)


def measure_is_not_checked(question: Question, act: acts.ImplementMeasure | acts.ReopenMeasure) -> None:
    """What the software sees by itself is not reported by anybody."""
    record = _dpia(question, act.result).measures.get(act.measure)
    if record is not None and record.measure.check is not None:
        reason = f"Maatregel {act.measure} kijkt Roer zelf na. Zij geldt zolang klopt wat Roer ziet."
        raise NotAllowed("checked_measure", reason)


def consultation_fits(question: Question, act: RecordConsultation) -> None:
    """The consultation is about the last DPIA, which leaves a high risk (AVG art. 36 lid 1)."""
    question.open_result(act.result)
    dpia = _dpia(question, act.result)
    if dpia.hash != act.dpia_hash:
        raise Conflict(f"de DPIA van {act.result}", dpia.stamp)
    if not dpia.dpia.remaining_high:
        reason = "Er blijft in deze DPIA geen hoog risico over. Een voorafgaande raadpleging is dan niet nodig."
        raise NotAllowed("no_high_risk", reason)


def operation_fits(question: Question, act: ReportOperation) -> None:
    """What is reported was seen already, of a product that has a contract."""
    question.contract_of(act.result)
    if act.retention_done is not None and act.retention_done > question.today:
        raise NotAllowed("seen_later", "Meld pas dat oude gegevens zijn vernietigd als dat is gebeurd.")


def release_fits(question: Question, act: ReportRelease) -> None:
    """A release is stated once, of the contract of now, and none that would hide a newer one."""
    told = act.release
    if told.contract_hash != question.contract_of(act.result).hash:
        reason = f"Vrijgave {told.id} is van een ander productcontract dan wat is vastgelegd. Geef opnieuw vrij."
        raise NotAllowed("other_contract", reason)
    if day_of(told.made_at) > question.today:
        raise NotAllowed("seen_later", "Meld een vrijgave pas als zij er is.")
    last = question.programme.privacy.get(act.result, PrivacyFile()).release
    if last is None:
        return
    if last.facts == told:
        raise NotAllowed("no_change", f"Vrijgave {told.id} is zo al gemeld.")
    if told.made_at < last.facts.made_at:
        reason = f"Er is al een nieuwere vrijgave gemeld: {last.facts.id}. Meld de nieuwste."
        raise NotAllowed("older_release", reason)


def _gaps(dpia: Dpia) -> list[str]:
    """The sections that block adoption; none for a DPIA of before its sections were kept."""
    if not dpia.is_told:
        return []
    numbers = {finding.section: None for finding in check_dpia(dpia) if finding.is_blocking}
    return [f"onderdeel {number}" for number in numbers]


def _once(names: Iterable[str], rule: str, reason: str) -> None:
    told = [name.casefold() for name in names]
    if len(set(told)) < len(told):
        raise NotAllowed(rule, reason)


def _dpia(question: Question, result: Code) -> DpiaRecord:
    file = question.programme.privacy.get(result)
    if file is None or file.dpia is None:
        raise NotAllowed("no_dpia", f"{result} heeft nog geen DPIA.")
    return file.dpia
