"""What must hold for the evidence of the gates: who agrees with what, in which order (AVG art. 35, 39)."""

from __future__ import annotations

from roer.core.programme import acts
from roer.core.programme.contract_changes import contradiction
from roer.core.programme.elements import BodyKind, Code, Contract, Digest, GoalKind, Result
from roer.core.programme.privacy import DpiaRecord, MeasureRecord, PrivacyFile
from roer.core.programme.question import Question
from roer.core.programme.refusals import Conflict, NotAllowed, check_follows
from roer.core.programme.smart import why_not_settled


def smart_text_fits(question: Question, act: acts.WriteSmartText) -> None:
    """The text is of an open result, or of a measurable goal; a client does not write the text that he judges."""
    code = act.text.element
    element = question.open_element(code).element
    if not isinstance(element, Result) and getattr(element, "kind", None) is not GoalKind.MEASURABLE:
        reason = f"{code} is geen resultaat en geen meetbaar doel. Maak het doel eerst meetbaar."
        raise NotAllowed("not_measurable", reason)
    if isinstance(element, Result) and element.client == question.by:
        reason = "De klant beoordeelt de SMART-omschrijving en schrijft die dus niet zelf. Laat een ander schrijven."
        raise NotAllowed("judge_is_author", reason)
    versions = question.programme.smart.get(code, (None,))
    check_follows(versions[-1], act.expects, f"de SMART-omschrijving van {code}")


def agreement_fits(question: Question, act: acts.AgreeSmartText) -> None:
    """The client agrees with the last text, which is complete and was written by somebody else."""
    result = question.open_result(act.result)
    versions = question.programme.smart.get(act.result)
    if not versions:
        raise NotAllowed("no_smart_text", f"{act.result} heeft nog geen SMART-omschrijving.")
    last = versions[-1]
    if last.hash != act.text_hash:
        raise Conflict(f"de SMART-omschrijving van {act.result}", last.stamp)
    if last.author == question.by:
        reason = "U heeft deze SMART-omschrijving zelf geschreven. Een ander moet akkoord geven."
        raise NotAllowed("judge_is_author", reason)
    if BodyKind.PROGRAMME_TEAM in question.kinds_of(question.by):
        reason = "Een lid van het programmateam kan niet namens de klant akkoord geven."
        raise NotAllowed("judge_is_author", reason)
    if reason := why_not_settled(last.text, result):
        raise NotAllowed("smart_incomplete", f"{reason} Laat eerst een nieuwe versie schrijven.")
    if last.agreed and last.agreed.by == question.by and last.agreed.audience == result.audience:
        raise NotAllowed("no_change", "U heeft al akkoord gegeven op deze SMART-omschrijving.")


def contract_fits(question: Question, act: acts.DeclareContract) -> None:
    """The contract is that of the result's own product, and says something new."""
    contract = act.contract
    result = question.open_result(contract.result)
    if result.product != contract.product:
        own = f"hoort bij product {result.product}" if result.product else "heeft nog geen product"
        raise NotAllowed("other_product", f"{result.code} {own}, niet bij {contract.product}.")
    record = question.programme.contracts.get(contract.result)
    if record is not None and record.contract == contract:
        raise NotAllowed("no_change", f"Dit productcontract van {contract.result} ligt al vast.")
    for known in (record, *record.earlier) if record else ():
        if known.hash == contract.hash and (change := contradiction(known.contract, contract)):
            cure = "Laat Roer het contract uit de catalogus maken: roer ledger contract."
            raise NotAllowed("contract_words", f"Onder deze hash ligt al iets anders vast. {change} {cure}")


def screening_fits(question: Question, act: acts.ScreenPrivacy) -> None:
    """The pre-scan is about the contract of now."""
    check_contract(question, act.result, act.contract_hash)


def dpia_fits(question: Question, act: acts.WriteDpia) -> None:
    """The DPIA is about the contract of now, will be reviewed later, and names each measure once."""
    dpia = act.dpia
    check_contract(question, dpia.result, dpia.contract_hash)
    file = question.programme.privacy.get(dpia.result, PrivacyFile())
    check_follows(file.dpia, act.expects, f"de DPIA van {dpia.result}")
    if dpia.review_by <= question.today:
        raise NotAllowed("review_date", "Kies voor de herziening van de DPIA een datum die nog komt.")
    codes = [measure.code for measure in dpia.measures]
    if len(set(codes)) < len(codes):
        raise NotAllowed("measure_codes", "Geef elke maatregel een eigen code.")


def privacy_advice_fits(question: Question, act: acts.AdviseOnPrivacy) -> None:
    """The advice is about the last pre-scan or the last DPIA."""
    question.open_result(act.result)
    file = question.programme.privacy.get(act.result, PrivacyFile())
    current = {record.hash for record in (file.screening, file.dpia) if record is not None}
    if act.subject_hash in current:
        return
    newest = file.dpia or file.screening
    if newest is None:
        raise NotAllowed("nothing_to_advise_on", f"{act.result} heeft nog geen pre-scan en geen DPIA.")
    raise Conflict(f"het privacydossier van {act.result}", newest.stamp)


def adoption_fits(question: Question, act: acts.AdoptDpia) -> None:
    """A controller adopts the last DPIA after the officer's advice; against it with a motive (AVG art. 35 lid 2)."""
    result = question.open_result(act.result)
    if act.municipality not in result.municipalities:
        reason = f"{act.result} is niet voor {question.name_of(act.municipality)}; vaststellen is daar niet nodig."
        raise NotAllowed("other_municipality", reason)
    dpia = _last_dpia(question, act.result)
    if dpia.hash != act.dpia_hash:
        raise Conflict(f"de DPIA van {act.result}", dpia.stamp)
    check_contract(question, act.result, dpia.dpia.contract_hash)
    if dpia.advice is None:
        reason = "De Functionaris Gegevensbescherming heeft nog niet geadviseerd. Vraag eerst dat advies."
        raise NotAllowed("advice_first", reason)
    if not dpia.advice.positive and not act.motive:
        who = "de burgemeester" if act.controller is acts.Controller.MAYOR else "het college"
        reason = f"De Functionaris Gegevensbescherming adviseert negatief. Schrijf op waarom {who} afwijkt."
        raise NotAllowed("motive_against_advice", reason)
    if dpia.has_adopted(act.municipality, act.controller):
        raise NotAllowed("no_change", f"{question.name_of(act.municipality)} heeft deze DPIA al vastgesteld.")


def measure_can_be_implemented(question: Question, act: acts.ImplementMeasure) -> None:
    """The measure is of the last DPIA and not yet in place."""
    if _measure(question, act.result, act.measure).is_implemented:
        raise NotAllowed("no_change", f"Maatregel {act.measure} is al ingevoerd.")


def measure_can_be_reopened(question: Question, act: acts.ReopenMeasure) -> None:
    """Only a measure that was in place can turn out not to hold."""
    if not _measure(question, act.result, act.measure).is_implemented:
        raise NotAllowed("no_change", f"Maatregel {act.measure} is nog niet ingevoerd.")


def check_contract(question: Question, result: Code, contract_hash: Digest) -> Contract:
    """The contract of now. Raises NotAllowed when the hash is that of another one."""
    contract = question.contract_of(result)
    if contract.hash != contract_hash:
        reason = f"Dit gaat over een ander productcontract dan nu voor {result} geldt. Werk het eerst bij."
        raise NotAllowed("other_contract", reason)
    return contract


def _last_dpia(question: Question, result: Code) -> DpiaRecord:
    file = question.programme.privacy.get(result)
    if file is None or file.dpia is None:
        raise NotAllowed("no_dpia", f"{result} heeft nog geen DPIA.")
    return file.dpia


def _measure(question: Question, result: Code, code: Code) -> MeasureRecord:
    question.open_result(result)
    measure = _last_dpia(question, result).measures.get(code)
    if measure is None:
        raise NotAllowed("unknown_measure", f"De laatste DPIA van {result} kent geen maatregel {code}.")
    return measure
