"""The checker of SMART texts: what makes a text hard to judge afterwards, and what to write instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from roer.core.programme import smart_rules as rules
from roer.core.programme.elements import (
    Charter,
    Code,
    Contract,
    Effort,
    Goal,
    Phase,
    Result,
    ResultKind,
    SmartText,
    Umbrella,
)
from roer.core.programme.smart_rules import Finding
from roer.core.programme.state import Programme
from roer.core.programme.vague_words import LONGEST, keeps_value, longest_sentence, second_aim, vague_words
from roer.core.values.dutch import day, figure, listing


@dataclass(frozen=True, slots=True)
class SmartContext:
    """Omgeving of a SMART text. What is None is not known, and its rules stay silent; a bare text can be checked too.

    `efforts` are the open efforts linked to a result; `capacity` what was found for them, in hundredths of a full-time
    equivalent over all quarters together.
    """

    written_on: date | None = None
    charter: Charter | None = None
    element: Goal | Result | None = None
    efforts: tuple[Effort, ...] | None = None
    capacity: int | None = None
    contract: Contract | None = None


def smart_context(
    programme: Programme,
    code: Code,
    *,
    efforts: tuple[Effort, ...] | None = None,
    assigned: Mapping[Code, int] | None = None,
) -> SmartContext:
    """What the programme knows around the last SMART text of a result or a goal.

    Who asks for many results gives the `efforts` linked to this one and what was `assigned` to each effort; otherwise
    they are looked up. Nothing works on a goal directly, so of a goal neither is known.
    """
    versions, contract = programme.smart.get(code), programme.contracts.get(code)
    record = programme.network.elements.get(code)
    element = record.element if record and isinstance(record.element, Goal | Result) else None
    working = (_efforts_for(programme, code) if efforts is None else efforts) if isinstance(element, Result) else None
    return SmartContext(
        written_on=versions[-1].since if versions else None,
        charter=programme.charter,
        element=element,
        efforts=working,
        capacity=_capacity(working or (), assigned_per_effort(programme) if assigned is None else assigned),
        contract=contract.contract if contract else None,
    )


def assigned_per_effort(programme: Programme) -> Mapping[Code, int]:
    """What was found for each effort with an allocation, in hundredths of a full-time equivalent, over all quarters."""
    found: Counter[Code] = Counter()
    for record in programme.allocations.values():
        found[record.allocation.effort] += record.allocation.assigned
    return found


def check_smart(text: SmartText, context: SmartContext) -> tuple[Finding, ...]:
    """Every finding about a text, in the order of the letters; empty when it can stand before an audit office."""
    return (
        *_specific(text),
        *_measurable(text),
        *_acceptable(context),
        *_realistic(context),
        *_time_bound(text, context),
        *_baseline(text, context),
        *_controllable(context),
    )


@lru_cache(maxsize=4096)
def why_not_settled(text: SmartText, result: Result) -> str:
    """Why nobody can agree with this text yet, as Dutch sentences; empty when no finding blocks (gate 1)."""
    blocking = [finding for finding in check_smart(text, SmartContext(element=result)) if finding.is_blocking]
    parts = [finding.part for finding in blocking if finding.part]
    lack = "ontbreekt" if len(parts) == 1 else "ontbreken"
    incomplete = [f"De SMART-omschrijving is niet compleet: {listing(parts)} {lack}."] if parts else []
    return " ".join([*incomplete, *(finding.reason for finding in blocking if not finding.part)])


def _efforts_for(programme: Programme, code: Code) -> tuple[Effort, ...]:
    sources = (programme.network.elements[record.link.source].element for record in programme.network.links_to(code))
    return tuple(element for element in sources if isinstance(element, Effort))


def _capacity(efforts: tuple[Effort, ...], assigned: Mapping[Code, int]) -> int | None:
    known = [assigned[effort.code] for effort in efforts if effort.code in assigned]
    return sum(known) if known else None


def _specific(text: SmartText) -> Iterator[Finding]:
    if words := vague_words(text.sentence):
        quoted = listing([f"‘{word}’" for word in words])
        reason = f"{quoted} leest niet iedereen hetzelfde."
        yield Finding(rules.VAGUE_WORDS, reason, "Schrijf op wat u dan telt, en hoeveel: ‘van 74% naar 90%’.")
    if (count := longest_sentence(text.sentence)) > LONGEST:
        reason = f"De zin telt {count} woorden; wie hem leest raakt de draad kwijt."
        yield Finding(rules.TOO_LONG, reason, f"Maak er zinnen van hoogstens {LONGEST} woorden van.")
    if marker := second_aim(text.sentence):
        reason = f"Uit ‘{marker}’ blijkt dat de tekst twee dingen wil. Half gehaald is dan niet te beoordelen."
        yield Finding(rules.TWO_AIMS, reason, "Kies wat het zwaarst telt. Leg het andere vast bij een ander resultaat.")


_NEEDED = {
    "indicator": (
        rules.NO_INDICATOR,
        "de indicator",
        "Noem wat u meet en van wie: ‘aandeel jongeren met jeugdhulp’.",
    ),
    "unit": (rules.NO_UNIT, "de eenheid", "Noem de eenheid: %, minuten, woningen."),
    "target": (rules.NO_TARGET, "de streefwaarde", "Noem de waarde die u wilt bereiken, als getal."),
    "target_date": (rules.NO_DATE, "de streefdatum", "Noem de dag waarop de streefwaarde gehaald moet zijn."),
    "baseline": (rules.NO_BASELINE, "de nulmeting", "Meet hoe het nu is en noem dat getal; 0 is ook een nulmeting."),
    "baseline_date": (rules.NO_BASELINE_DATE, "de datum van de nulmeting", "Noem de dag waarover de nulmeting gaat."),
}


def _lacking(text: SmartText, *names: str) -> Iterator[Finding]:
    for name in names:
        if getattr(text, name) in (None, ""):
            rule, part, suggestion = _NEEDED[name]
            yield Finding(rule, f"{part[0].upper()}{part[1:]} ontbreekt.", suggestion, part)


def _measurable(text: SmartText) -> Iterator[Finding]:
    yield from _lacking(text, "indicator", "unit", "target")
    if not text.measured_by:
        reason = "Er staat niet bij waarmee u meet. Dan valt later niet vast te stellen of het gehaald is."
        yield Finding(rules.NO_REGISTRATION, reason, "Noem het cijfer of het systeem: ‘zaaksysteem’, ‘CBS StatLine’.")


def _acceptable(context: SmartContext) -> Iterator[Finding]:
    element = context.element
    if isinstance(element, Result) and element.client is None:
        reason = "Er is nog geen klant aangewezen die akkoord kan geven."
        yield Finding(rules.NO_CLIENT, reason, "Wijs bij het resultaat een klant aan, niet uit het programmateam.")
    if element is not None and element.owner is None:
        reason = "Er is geen eigenaar die erop kan worden aangesproken."
        yield Finding(rules.NO_OWNER, reason, "Wijs een eigenaar aan.")


def _realistic(context: SmartContext) -> Iterator[Finding]:
    if context.efforts is not None and not any(effort.phase is not Phase.STOPPED for effort in context.efforts):
        codes = listing([effort.code for effort in context.efforts])
        reason = f"Alle inspanningen zijn gestopt: {codes}." if codes else "Geen inspanning werkt aan dit resultaat."
        yield Finding(rules.NO_EFFORT, reason, "Leg een relatie met de inspanning die dit resultaat oplevert.")
    if context.capacity == 0:
        reason = "Voor de inspanningen bij dit resultaat is nog niemand gevonden."
        yield Finding(rules.NO_CAPACITY, reason, "Leg vast wie eraan werkt, of kies een latere streefdatum.")


def _time_bound(text: SmartText, context: SmartContext) -> Iterator[Finding]:
    yield from _lacking(text, "target_date")
    if text.target_date is None:
        return
    if context.written_on is not None and text.target_date <= context.written_on:
        reason = f"De streefdatum {day(text.target_date)} was al voorbij toen de tekst werd geschreven."
        yield Finding(rules.PAST, reason, "Kies een dag die nog komt.")
    charter = context.charter
    if charter is None or charter.start <= text.target_date < charter.end or _is_handed_over(context):
        return
    reason = (
        f"De streefdatum {day(text.target_date)} valt buiten het programma "
        f"({day(charter.start)} tot {day(charter.end)}), en niemand neemt het resultaat over."
    )
    suggestion = "Kies een dag binnen het programma, of koppel een inspanning van de lijn die het resultaat overneemt."
    yield Finding(rules.OUTSIDE, reason, suggestion)


def _is_handed_over(context: SmartContext) -> bool:
    efforts = context.efforts or ()
    return any(effort.umbrella is Umbrella.LINE and effort.phase is not Phase.STOPPED for effort in efforts)


def _baseline(text: SmartText, context: SmartContext) -> Iterator[Finding]:
    yield from _lacking(text, "baseline", "baseline_date")
    measured, written = text.baseline_date, context.written_on
    if measured is not None and text.target_date is not None and measured >= text.target_date:
        reason = f"De nulmeting ({day(measured)}) ligt niet vóór de streefdatum ({day(text.target_date)})."
        yield Finding(rules.AFTER_TARGET, reason, "Neem een nulmeting van voor het werk begon, of een latere dag.")
    if measured is not None and written is not None and measured > written:
        reason = f"De nulmeting ({day(measured)}) moest nog komen toen de tekst werd geschreven."
        yield Finding(rules.NOT_YET_MEASURED, reason, "Noem de laatste waarde die wel is gemeten, met haar datum.")
    yield from _aim(text)


def _aim(text: SmartText) -> Iterator[Finding]:
    if text.baseline is None or text.target is None:
        return
    if text.baseline == text.target:
        if not keeps_value(text.sentence):
            reason = f"De streefwaarde is gelijk aan de nulmeting: {figure(text.baseline)}."
            suggestion = "Wilt u de waarde houden, schrijf dan ‘blijft’. Kies anders een andere streefwaarde."
            yield Finding(rules.NO_CHANGE, reason, suggestion)
        return
    met = {"≤": text.baseline < text.target, "≥": text.baseline > text.target}
    if met.get(text.operator, False):
        aim = f"{text.operator} {figure(text.target)}"
        reason = f"Met ‘{aim}’ was de streefwaarde bij de nulmeting al gehaald: {figure(text.baseline)}."
        suggestion = f"Keer het teken om (‘{'≥' if text.operator == '≤' else '≤'}’) of kies een andere streefwaarde."
        yield Finding(rules.ALREADY_MET, reason, suggestion)


def _controllable(context: SmartContext) -> Iterator[Finding]:
    result = context.element
    if not isinstance(result, Result) or result.kind is not ResultKind.INFORMATION_PRODUCT:
        return
    if context.contract is None or not context.contract.sources:
        reason = "Er is geen productcontract met bronnen. Dan kan niemand het cijfer nagaan."
        yield Finding(rules.NO_SOURCES, reason, "Leg het productcontract vast, met de bronnen van het cijfer.")
