"""Placing a result on the roadmap: what the steering group decided, as a draft, and whether it may be recorded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from django.utils.translation import gettext as _

from roer.core.programme.acts import TakeDecision
from roer.core.programme.decisions import Decision, Outcome, Place
from roer.core.programme.elements import BodyCode, BodyKind, Code, MunicipalityCode, PersonId
from roer.core.programme.entries import Draft
from roer.core.programme.governance import AdviceRecord
from roer.core.programme.refusals import Verdict
from roer.core.programme.rules import may, may_place
from roer.core.programme.state import Programme
from roer.core.values.periods import Period
from roer.office.steering.standing import Standing


@dataclass(frozen=True, slots=True)
class Placement:
    """What somebody wants to record about the placing of a result."""

    decision: Code
    decided_on: date
    advice: Code | None
    municipalities: tuple[MunicipalityCode, ...]
    start: str
    end: str
    subject_hash: str
    motive: str = ""


def proposal(programme: Programme, standing: Standing, *, on: date) -> Placement:
    """What the form starts with: for everybody for whom it can, this quarter, on the latest advice."""
    advices = advices_on(programme, standing.result.code)
    quarter = quarters(programme, on=on)[0].code
    return Placement(
        decision=_next_decision(programme, on),
        decided_on=on,
        advice=advices[0].advice.code if advices else None,
        municipalities=standing.to_place or standing.result.municipalities,
        start=quarter,
        end=quarter,
        subject_hash=standing.record.hash,
    )


def draft_of(programme: Programme, standing: Standing, placement: Placement, *, by: PersonId) -> Draft:
    """The decision of the steering group as the draft of an act."""
    result = standing.result
    effect = Place(
        result=result.code,
        subject_hash=placement.subject_hash,
        municipalities=placement.municipalities,
        start=placement.start,
        end=placement.end,
    )
    decision = Decision(
        code=placement.decision,
        body=_steering_group(programme, placement.decided_on),
        decided_on=placement.decided_on,
        title=_("Plaatsing op de roadmap: %(title)s") % {"title": result.title[:120]},
        advice=placement.advice,
        outcome=Outcome.ADOPTED,
        motive=placement.motive,
        effects=(effect,),
    )
    return Draft(act=TakeDecision(decision=decision), by=by, holds_from=placement.decided_on)


def may_be_placed_by(programme: Programme, standing: Standing, by: PersonId | None, *, on: date) -> Verdict:
    """Whether this person may record that the result is placed; the gates are asked first, then the person."""
    towns = standing.to_place or standing.result.municipalities
    gates = may_place(programme, standing.result.code, towns, on=on)
    if not gates.ok:
        return gates
    if by is None:
        return Verdict(
            ok=False, reason=_("Meld u aan om een besluit van de stuurgroep vast te leggen."), rule="sign_in"
        )
    return may(programme, draft_of(programme, standing, proposal(programme, standing, on=on), by=by), today=on)


def advices_on(programme: Programme, result: Code) -> list[AdviceRecord]:
    """The advices of the programme team about a result, the latest first."""
    found = [record for record in programme.advices.values() if result in record.advice.subjects]
    return sorted(found, key=lambda record: record.seq, reverse=True)


def quarters(programme: Programme, *, on: date) -> list[Period]:
    """The quarters in which a result can be placed: from now to the end of the programme; afterwards all it had."""
    within = quarters_of_programme(programme)
    return [quarter for quarter in within if quarter >= _quarter_of(on)] or within


def quarters_of_programme(programme: Programme, *, also: Iterable[Period] = ()) -> list[Period]:
    """Every quarter from the start of the programme to its end, stretched so that `also` lies within."""
    edges = list(also)
    if programme.charter is not None:
        edges += [_quarter_of(programme.charter.start), _quarter_of(programme.charter.end - timedelta(days=1))]
    if not edges:
        return []
    first, last = min(edges), max(edges)
    return [_quarter(number) for number in range(_number(first), _number(last) + 1)]


def _quarter_of(day: date) -> Period:
    return Period(f"{day.year:04d}KW{(day.month - 1) // 3 + 1:02d}")


def _number(quarter: Period) -> int:
    return quarter.year * 4 + quarter.number - 1


def _quarter(number: int) -> Period:
    return Period(f"{number // 4:04d}KW{number % 4 + 1:02d}")


def _next_decision(programme: Programme, on: date) -> Code:
    codes = (f"B-{on.year}-{number:02d}" for number in count(1))
    return next(code for code in codes if code not in programme.decisions)


def _steering_group(programme: Programme, on: date) -> BodyCode:
    bodies = programme.bodies_of(BodyKind.STEERING_GROUP, on=on)
    return bodies[0].code if bodies else "stuurgroep"
