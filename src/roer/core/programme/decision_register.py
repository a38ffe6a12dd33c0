"""The register of decisions: what somebody looks for in it, by words and by what a decision is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from roer.core.programme.decisions import (
    AdoptVersion,
    ApproveLineage,
    Effect,
    General,
    Outcome,
    Place,
    Prioritise,
    PrioritiseIdea,
)
from roer.core.programme.elements import BodyCode, Code, MunicipalityCode
from roer.core.programme.governance import DecisionRecord
from roer.core.programme.state import Programme


class Standing(StrEnum):
    """How firm a decision is."""

    PROVISIONAL = "provisional"
    CONFIRMED = "confirmed"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; what is None or empty says nothing. `since` and `until` are days, both included."""

    words: str = ""
    body: BodyCode | None = None
    outcome: Outcome | None = None
    municipality: MunicipalityCode | None = None
    effect: str | None = None
    element: Code | None = None
    since: date | None = None
    until: date | None = None
    standing: Standing | None = None


def standing_of_decision(record: DecisionRecord) -> Standing:
    """How firm a decision is: withdrawn before replaced before confirmed."""
    if record.withdrawn is not None:
        return Standing.WITHDRAWN
    if record.replaced is not None:
        return Standing.REPLACED
    return Standing.CONFIRMED if record.confirmed is not None else Standing.PROVISIONAL


def find_decisions(programme: Programme, wanted: Wanted) -> tuple[DecisionRecord, ...]:
    """The decisions that fit all that is wanted, the latest first."""
    found = [record for record in programme.decisions.values() if _fits(programme, record, wanted)]
    return tuple(sorted(found, key=lambda record: (record.decision.decided_on, record.seq), reverse=True))


def elements_of(effect: Effect) -> tuple[Code, ...]:
    """The elements of the network that an effect is about."""
    match effect:
        case Prioritise() | Place():
            return (effect.result,)
        case ApproveLineage():
            return effect.elements
        case AdoptVersion() | General() | PrioritiseIdea():
            return ()


def touches(programme: Programme, record: DecisionRecord, municipality: MunicipalityCode) -> bool:
    """Whether a decision says something for a municipality: a place, a position, or a result that is meant for it."""
    decision = record.decision
    if any(town == municipality for town, _position, _text in decision.positions):
        return True
    return any(_meant_for(programme, effect, municipality) for effect in decision.effects)


def _meant_for(programme: Programme, effect: Effect, municipality: MunicipalityCode) -> bool:
    if isinstance(effect, Place):
        return municipality in effect.municipalities
    if isinstance(effect, Prioritise):
        known = programme.network.elements.get(effect.result)
        return known is not None and municipality in getattr(known.element, "municipalities", ())
    return False


def _fits(programme: Programme, record: DecisionRecord, wanted: Wanted) -> bool:
    decision = record.decision
    elements = {code for effect in decision.effects for code in elements_of(effect)}
    return all(
        (
            wanted.body is None or decision.body == wanted.body,
            wanted.outcome is None or decision.outcome is wanted.outcome,
            wanted.effect is None or any(effect.type == wanted.effect for effect in decision.effects),
            wanted.element is None or wanted.element in elements,
            wanted.since is None or wanted.since <= decision.decided_on,
            wanted.until is None or decision.decided_on <= wanted.until,
            wanted.standing is None or standing_of_decision(record) is wanted.standing,
            wanted.municipality is None or touches(programme, record, wanted.municipality),
            _says(programme, record, wanted.words),
        )
    )


def _says(programme: Programme, record: DecisionRecord, words: str) -> bool:
    """Whether every word stands somewhere in the decision, in what it is about, or in its advice."""
    asked = words.casefold().split()
    if not asked:
        return True
    text = " ".join(_texts(programme, record)).casefold()
    return all(word in text for word in asked)


def _texts(programme: Programme, record: DecisionRecord) -> list[str]:
    decision = record.decision
    told = [decision.code, decision.title, decision.motive, decision.meeting or "", record.withdrawal_motive]
    told += [text for _town, _position, text in decision.positions]
    for effect in decision.effects:
        told += [effect.text] if isinstance(effect, General) else []
        for code in elements_of(effect):
            known = programme.network.elements.get(code)
            told += [code, known.element.title if known else ""]
    advice = programme.advices.get(decision.advice) if decision.advice else None
    return [*told, advice.advice.code, advice.advice.text] if advice else told
