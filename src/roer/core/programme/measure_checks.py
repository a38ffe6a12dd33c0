"""Whether a measure is in place. What the software can see for itself is compared with the facts and never ticked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import assert_never

from roer.core.programme.elements import Contract
from roer.core.programme.measures import (
    AudienceCheck,
    FieldsAbsentCheck,
    LoggingCheck,
    Measure,
    MeasureCheck,
    RetentionCheck,
    ThresholdCheck,
)
from roer.core.programme.privacy import MeasureRecord, OperationRecord
from roer.core.values.dutch import day, listing, plural


class Sight(StrEnum):
    """What the software sees of a check."""

    HOLDS = "holds"
    FAILS = "fails"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class Seen:
    """Waarneming: what was seen of a check, and the Dutch sentence that says so; `since` when it fell short by time."""

    sight: Sight
    reason: str
    since: date | None = None

    @property
    def holds(self) -> bool:
        """Whether the measure counts as in place."""
        return self.sight is Sight.HOLDS


@dataclass(frozen=True, slots=True)
class ContractFacts:
    """Feiten about a product: its contract as declared, what was reported of its use, and the day of the question."""

    contract: Contract | None
    operation: OperationRecord | None
    on: date


def see(check: MeasureCheck, facts: ContractFacts) -> Seen:
    """What the facts say of a check. A fact that is not known is 'cannot be seen', never 'holds'."""
    match check:
        case ThresholdCheck():
            return _threshold(check, facts.contract)
        case AudienceCheck():
            return _audience(check, facts.contract)
        case FieldsAbsentCheck():
            return _fields(check, facts.contract)
        case RetentionCheck():
            return _retention(check, facts)
        case LoggingCheck():
            return _logging(facts)
        case _:
            assert_never(check)


def told(check: MeasureCheck) -> str:
    """What a check looks at, as a Dutch sentence."""
    match check:
        case ThresholdCheck():
            return f"Roer kijkt of elk beleid cijfers over minder dan {check.minimum} personen verbergt."
        case AudienceCheck():
            return f"Roer kijkt of het product er alleen is voor {listing(list(check.audience))}."
        case FieldsAbsentCheck():
            return f"Roer kijkt of deze velden niet worden gebruikt: {listing(list(check.fields))}."
        case RetentionCheck():
            return f"Roer kijkt of oude gegevens in de laatste {plural(check.days, 'dag', 'dagen')} zijn vernietigd."
        case LoggingCheck():
            return "Roer kijkt of wordt bijgehouden wie de gegevens raadpleegt."
        case _:
            assert_never(check)


def in_place(record: MeasureRecord, facts: ContractFacts) -> bool:
    """Whether a measure is in place: while its check holds, or by its proof when it has no check."""
    check = record.measure.check
    return record.is_implemented if check is None else see(check, facts).holds


def lacking(records: Iterable[MeasureRecord], facts: ContractFacts) -> list[MeasureRecord]:
    """The measures that are not in place, in the order of their codes."""
    missing = (record for record in records if not in_place(record, facts))
    return sorted(missing, key=lambda record: record.measure.code)


def is_checked(measure: Measure) -> bool:
    """Whether the software looks for itself, so that nobody reports this measure."""
    return measure.check is not None


def _unseen(what: str) -> Seen:
    return Seen(Sight.UNSEEN, f"Dit is niet te zien: {what}.")


def _threshold(check: ThresholdCheck, contract: Contract | None) -> Seen:
    if contract is None or not contract.policies:
        return _unseen("het productcontract noemt geen beleid voor kleine aantallen")
    if low := [policy for policy in contract.policies if policy.minimum < check.minimum]:
        named = listing([f"{policy.name} ({policy.minimum})" for policy in low])
        return Seen(Sight.FAILS, f"De drempel moet {check.minimum} zijn en is lager bij: {named}.")
    lowest = min(policy.minimum for policy in contract.policies)
    return Seen(Sight.HOLDS, f"De laagste drempel in het productcontract is {lowest}.")


def _audience(check: AudienceCheck, contract: Contract | None) -> Seen:
    if contract is None or not contract.audience:
        return _unseen("het productcontract noemt geen doelgroep")
    allowed = {name.casefold() for name in check.audience}
    if more := [name for name in contract.audience if name.casefold() not in allowed]:
        return Seen(Sight.FAILS, f"Het productcontract noemt ook {listing(more)}.")
    return Seen(Sight.HOLDS, f"Het productcontract noemt alleen {listing(list(contract.audience))}.")


def _fields(check: FieldsAbsentCheck, contract: Contract | None) -> Seen:
    if contract is None or not contract.fields:
        return _unseen("het productcontract noemt geen velden")
    forbidden = {name.casefold() for name in check.fields}
    if found := [item for item in contract.fields if item.field.casefold() in forbidden]:
        named = listing([f"{item.field} (uit {item.source})" for item in found])
        return Seen(Sight.FAILS, f"Het productcontract gebruikt {named}.")
    return Seen(Sight.HOLDS, f"Het productcontract noemt {len(contract.fields)} velden, en deze niet.")


def _retention(check: RetentionCheck, facts: ContractFacts) -> Seen:
    done = facts.operation.retention_done if facts.operation else None
    if done is None:
        return _unseen("er is niet gemeld wanneer oude gegevens zijn vernietigd")
    due = done + timedelta(days=check.days)
    if due < facts.on:
        return Seen(Sight.FAILS, f"Oude gegevens zijn voor het laatst vernietigd op {day(done)}.", since=due)
    return Seen(Sight.HOLDS, f"Oude gegevens zijn vernietigd op {day(done)}.")


def _logging(facts: ContractFacts) -> Seen:
    logging = facts.operation.logging_on if facts.operation else None
    if facts.operation is None or logging is None:
        return _unseen("er is niet gemeld of raadplegen wordt bijgehouden")
    when = day(facts.operation.since)
    if not logging:
        return Seen(Sight.FAILS, f"Op {when} werd niet bijgehouden wie de gegevens raadpleegt.")
    return Seen(Sight.HOLDS, f"Op {when} werd bijgehouden wie de gegevens raadpleegt.")
