"""Whether a measure is in place. What the software sees for itself is held against contract and release, not ticked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from typing import assert_never

from roer.core.programme.elements import Contract
from roer.core.programme.evidence import ContractRecord
from roer.core.programme.measures import (
    AudienceCheck,
    FieldsAbsentCheck,
    LoggingCheck,
    Measure,
    MeasureCheck,
    RetentionCheck,
    ThresholdCheck,
)
from roer.core.programme.privacy import MeasureRecord, OperationRecord, ReleaseRecord
from roer.core.programme.releases import Kept, ReleaseFacts
from roer.core.values.dutch import day, listing, plural


class Sight(StrEnum):
    """What the software sees of a check."""

    HOLDS = "holds"
    FAILS = "fails"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class Seen:
    """Waarneming: what was seen of a check, in a Dutch sentence, and against which papers it was held.

    `since` tells from when it no longer holds, where that is another day than that of the DPIA.
    """

    sight: Sight
    reason: str
    since: date | None = None
    against: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the measure counts as in place."""
        return self.sight is Sight.HOLDS


@dataclass(frozen=True, slots=True)
class ContractFacts:
    """Feiten about a product on a day: its contract, what was reported of its use, and its last release as stated."""

    contract: ContractRecord | None
    operation: OperationRecord | None
    release: ReleaseRecord | None
    on: date

    @property
    def papers(self) -> tuple[_Paper, ...]:
        """What says of the product what it is: its contract, and its last release when that is of this contract."""
        found = []
        if self.contract is not None:
            dated = f"het productcontract van {day(self.contract.since)}"
            found.append(_Paper("het productcontract", dated, self.contract.contract))
        if self.release is not None and self._is_of_contract:
            facts, since = self.release.facts, self.release.since
            found.append(_Paper(facts.name, f"{facts.name}, gemeld op {day(since)}", facts, since))
        return tuple(found)

    @property
    def left_out(self) -> str:
        """Why the last release is not looked at; '' when it is, or when there is none."""
        if self.release is None or self._is_of_contract:
            return ""
        return f"{self.release.facts.name} telt niet mee, want die is van een eerder productcontract"

    @property
    def _is_of_contract(self) -> bool:
        assert self.release is not None, "asked of a release only"
        return self.contract is not None and self.release.facts.contract_hash == self.contract.hash


@dataclass(frozen=True, slots=True)
class _Paper:
    """What is looked at: the contract, or a release (`since` the day that it was stated)."""

    name: str
    dated: str
    says: Contract | ReleaseFacts
    since: date | None = None


_Judge = Callable[[_Paper], Seen]
_Words = Callable[[Contract | ReleaseFacts], Iterable[str]]


def see(check: MeasureCheck, facts: ContractFacts) -> Seen:
    """What the facts say of a check. A fact that is not known is 'cannot be seen', never 'holds'."""
    match check:
        case ThresholdCheck():
            return _together(partial(_threshold, check), _policy_words, facts)
        case AudienceCheck():
            return _together(partial(_audience, check), lambda says: says.audience, facts)
        case FieldsAbsentCheck():
            # by name only: the title of a source is no part of the hash that was approved
            return _together(partial(_fields, check), lambda says: (one.field for one in says.fields), facts)
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
            when = plural(check.days, "dag", "dagen")
            return (
                "Roer kijkt of bij de laatste vrijgave niets over zijn termijn lag; als dat niet te zien is, "
                f"of is gemeld dat oude gegevens in de laatste {when} zijn vernietigd."
            )
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


def _together(judge: _Judge, words: _Words, facts: ContractFacts) -> Seen:
    """What contract and release say together: one that falls short is enough, and they may not contradict."""
    papers = facts.papers
    against = (*(paper.dated for paper in papers), *filter(None, [facts.left_out]))
    if not papers:
        return replace(_unseen("er is nog geen productcontract"), against=against)
    seen = [replace(judge(paper), since=paper.since) for paper in papers]
    failing = [one for one in (_contradiction(papers, words), *reversed(seen)) if one and one.sight is Sight.FAILS]
    if failing:
        return replace(failing[0], against=against)
    holding = [one.reason for one in seen if one.holds]
    if not holding:
        return replace(seen[0], since=None, against=against)
    return Seen(Sight.HOLDS, " ".join(holding), against=against)


def _contradiction(papers: Sequence[_Paper], words: _Words) -> Seen | None:
    """Where a release says what its contract does not; a contract of before its words were kept says nothing."""
    promised = {word.casefold() for word in words(papers[0].says)}
    for paper in papers[1:]:
        more = sorted({word for word in words(paper.says) if word.casefold() not in promised})
        if promised and more:
            reason = f"{_first_up(paper.name)} wijkt af van het productcontract: dat noemt {listing(more)} niet."
            return Seen(Sight.FAILS, reason, since=paper.since)
    return None


def _policy_words(says: Contract | ReleaseFacts) -> Iterable[str]:
    return (f"{policy.name} ({policy.minimum})" for policy in says.policies)


def _first_up(text: str) -> str:
    return text[0].upper() + text[1:]


def _threshold(check: ThresholdCheck, paper: _Paper) -> Seen:
    says = paper.says
    if isinstance(says, ReleaseFacts) and not says.withstood_attack:
        return Seen(Sight.FAILS, f"Uit {paper.name} zijn geheime cijfers terug te rekenen.")
    if not says.policies:
        return _unseen(f"{paper.name} noemt geen beleid voor kleine aantallen")
    if low := [policy for policy in says.policies if policy.minimum < check.minimum]:
        named = listing([f"{policy.name} ({policy.minimum})" for policy in low])
        return Seen(Sight.FAILS, f"De drempel moet {check.minimum} zijn en is in {paper.name} lager bij: {named}.")
    lowest = min(policy.minimum for policy in says.policies)
    return Seen(Sight.HOLDS, f"De laagste drempel in {paper.name} is {lowest}.")


def _audience(check: AudienceCheck, paper: _Paper) -> Seen:
    if not paper.says.audience:
        return _unseen(f"{paper.name} noemt geen doelgroep")
    allowed = {name.casefold() for name in check.audience}
    if more := [name for name in paper.says.audience if name.casefold() not in allowed]:
        return Seen(Sight.FAILS, f"{_first_up(paper.name)} noemt ook {listing(more)}.")
    return Seen(Sight.HOLDS, f"{_first_up(paper.name)} noemt alleen {listing(list(paper.says.audience))}.")


def _fields(check: FieldsAbsentCheck, paper: _Paper) -> Seen:
    if not paper.says.fields:
        return _unseen(f"{paper.name} noemt geen velden")
    forbidden = {name.casefold() for name in check.fields}
    if found := [item for item in paper.says.fields if item.field.casefold() in forbidden]:
        named = listing([f"{item.field} (uit {item.source})" for item in found])
        return Seen(Sight.FAILS, f"{_first_up(paper.name)} gebruikt {named}.")
    return Seen(Sight.HOLDS, f"{_first_up(paper.name)} noemt {len(paper.says.fields)} velden, en deze niet.")


def _retention(check: RetentionCheck, facts: ContractFacts) -> Seen:
    """By what lay there at the last release, as long as its terms run; after that by what people say they destroyed."""
    said, release = _destroyed(check, facts), facts.release
    if release is None or not release.facts.kept:
        return said
    dated = (f"{release.facts.name}, gemeld op {day(release.since)}",)
    late = [kept for kept in release.facts.kept if kept.until(release.since) < facts.on]
    if not late:
        reason = f"Bij {release.facts.name} lag er niets dat over zijn termijn is{_oldest(release.facts.kept)}."
        return Seen(Sight.HOLDS, reason, against=dated)
    if said.holds and _follows(facts.operation, release):
        return said
    lying = [kept for kept in late if kept.oldest is not None]
    if not lying:
        return said
    until = min(kept.until(release.since) for kept in lying)
    reason = f"Bij {release.facts.name} lag er wat uiterlijk op {day(until)} weg moest{_oldest(lying)}."
    return Seen(Sight.FAILS, reason, since=until, against=dated)


def _follows(operation: OperationRecord | None, release: ReleaseRecord) -> bool:
    """Whether what people say they destroyed came after what was seen at the release."""
    done = operation.retention_done if operation else None
    return operation is not None and done is not None and operation.seq > release.seq and done >= release.since


def _oldest(kept: Iterable[Kept]) -> str:
    told = [f"{one.what.label} is van {day(one.oldest)}" for one in kept if one.oldest]
    return f": {listing(told)}" if told else ""


def _destroyed(check: RetentionCheck, facts: ContractFacts) -> Seen:
    done = facts.operation.retention_done if facts.operation else None
    if facts.operation is None or done is None:
        return _unseen("er is niet gemeld wanneer oude gegevens zijn vernietigd")
    due, against = done + timedelta(days=check.days), _statement(facts.operation)
    if due < facts.on:
        reason = f"Oude gegevens zijn voor het laatst vernietigd op {day(done)}."
        return Seen(Sight.FAILS, reason, since=due, against=against)
    return Seen(Sight.HOLDS, f"Oude gegevens zijn vernietigd op {day(done)}.", against=against)


def _logging(facts: ContractFacts) -> Seen:
    logging = facts.operation.logging_on if facts.operation else None
    if facts.operation is None or logging is None:
        return _unseen("er is niet gemeld of raadplegen wordt bijgehouden")
    when, against = day(facts.operation.since), _statement(facts.operation)
    if not logging:
        reason = f"Op {when} werd niet bijgehouden wie de gegevens raadpleegt."
        return Seen(Sight.FAILS, reason, against=against)
    return Seen(Sight.HOLDS, f"Op {when} werd bijgehouden wie de gegevens raadpleegt.", against=against)


def _statement(operation: OperationRecord) -> tuple[str, ...]:
    return (f"de waarneming die op {day(operation.since)} is gemeld",)
