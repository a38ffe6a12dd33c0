"""Placing a result on the roadmap: the decision with which a form starts, and whether it may be recorded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from roer.core.programme.acts import TakeDecision
from roer.core.programme.decisions import Decision, Outcome, Place
from roer.core.programme.elements import BodyKind, Code, PersonId
from roer.core.programme.entries import Draft
from roer.core.programme.governance import AdviceRecord
from roer.core.programme.refusals import Verdict
from roer.core.programme.rules import may, may_place
from roer.core.programme.state import Programme
from roer.core.values.periods import Period
from roer.office.steering.free_codes import free_code
from roer.office.steering.standing import Standing


def placing_of(programme: Programme, standing: Standing, *, on: date) -> Decision:
    """The decision with which the form starts: for everybody for whom it can, this quarter, on the latest advice."""
    result, advices = standing.result, advices_on(programme, standing.result.code)
    quarter, bodies = quarters(programme, on=on)[0].code, programme.bodies_of(BodyKind.STEERING_GROUP, on=on)
    effect = Place(
        result=result.code,
        subject_hash=standing.record.hash,
        municipalities=standing.to_place or result.municipalities,
        start=quarter,
        end=quarter,
    )
    return Decision(
        code=free_code("B", on, programme.decisions),
        body=bodies[0].code if bodies else "stuurgroep",
        decided_on=on,
        title=_("Plaatsing op de roadmap: %(title)s") % {"title": result.title[:120]},
        advice=advices[0].advice.code if advices else None,
        outcome=Outcome.ADOPTED,
        effects=(effect,),
    )


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
    act = TakeDecision(decision=placing_of(programme, standing, on=on))
    return may(programme, Draft(act=act, by=by, holds_from=on), today=on)


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
