"""What must hold for the organisation: charter, municipalities, bodies and seats (raadsbrief §2, bijlage 1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from roer.core.programme import acts
from roer.core.programme.elements import BodyKind, Seat, SeatRole
from roer.core.programme.labels import label
from roer.core.programme.question import Question
from roer.core.programme.refusals import NotAllowed
from roer.core.programme.state import Programme
from roer.core.values.dutch import listing

ROLES: Mapping[BodyKind, frozenset[SeatRole]] = {
    BodyKind.STEERING_GROUP: frozenset({SeatRole.ALDERMAN, SeatRole.DIRECTOR}),
    BodyKind.SOUNDING_BOARD: frozenset({SeatRole.COUNCILLOR, SeatRole.CLERK}),
    BodyKind.COUNCIL: frozenset({SeatRole.COUNCILLOR}),
    BodyKind.DATA_PROTECTION_OFFICER: frozenset({SeatRole.OFFICER}),
}
"""In which capacity one may sit in a body; kinds that are not here take any."""

APART: tuple[tuple[BodyKind, frozenset[BodyKind]], ...] = (
    (
        BodyKind.SOUNDING_BOARD,
        frozenset(
            {
                BodyKind.STEERING_GROUP,
                BodyKind.PROGRAMME_TEAM,
                BodyKind.EXECUTIVE,
                BodyKind.ARCHITECTURE_BOARD,
                BodyKind.DATA_PROTECTION_OFFICER,
            }
        ),
    ),
    (
        BodyKind.DATA_PROTECTION_OFFICER,
        frozenset({BodyKind.STEERING_GROUP, BodyKind.PROGRAMME_TEAM, BodyKind.EXECUTIVE, BodyKind.ARCHITECTURE_BOARD}),
    ),
    (BodyKind.PROGRAMME_TEAM, frozenset({BodyKind.STEERING_GROUP, BodyKind.EXECUTIVE, BodyKind.COUNCIL})),
)
"""Seats that one person cannot hold together: who decides, advises or thinks along stay apart (AVG art. 38)."""

SINGLE = frozenset({BodyKind.STEERING_GROUP, BodyKind.SOUNDING_BOARD, BodyKind.PROGRAMME_TEAM})
LOCAL = frozenset({BodyKind.COUNCIL, BodyKind.EXECUTIVE, BodyKind.MAYOR, BodyKind.CLERKS})


def charter_runs_forward(question: Question, act: acts.FoundProgramme) -> None:
    """The programme ends after it starts."""
    if act.charter.end <= act.charter.start:
        raise NotAllowed("charter_period", "Het programma eindigt voordat het begint. Controleer de twee datums.")


def municipality_is_new(question: Question, act: acts.AddMunicipality) -> None:
    """A municipality joins once."""
    if act.municipality.code in question.programme.municipalities:
        raise NotAllowed("already_there", f"{act.municipality.code} doet al mee in het programma.")


def policy_field_is_new(question: Question, act: acts.AddPolicyField) -> None:
    """A policy field is named once."""
    if act.policy_field.code in question.programme.policy_fields:
        raise NotAllowed("already_there", f"Beleidsterrein {act.policy_field.code} bestaat al.")


def policy_field_can_be_renamed(question: Question, act: acts.RenamePolicyField) -> None:
    """A policy field that exists gets another name, and its author saw the name that it has."""
    known = question.programme.policy_fields.get(act.policy_field)
    if known is None:
        raise NotAllowed("unknown_policy_field", f"{act.policy_field} is geen beleidsterrein van het programma.")
    if known.name != act.was:
        reason = f"Beleidsterrein {act.policy_field} heet intussen ‘{known.name}’. Bekijk dat eerst."
        raise NotAllowed("renamed_since", reason)
    if known.name == act.name:
        raise NotAllowed("no_change", f"Beleidsterrein {act.policy_field} heet al ‘{act.name}’.")


def body_fits(question: Question, act: acts.EstablishBody) -> None:
    """A body has a new code, a municipality where its kind asks one, and is the only one where there can be one."""
    body = act.body
    if body.code in question.programme.bodies:
        raise NotAllowed("already_there", f"Er is al een gremium met code {body.code}. Kies een andere code.")
    if body.kind in LOCAL and body.municipality is None:
        raise NotAllowed("body_municipality", f"Noem de gemeente waar {body.name} bij hoort.")
    if body.municipality is not None:
        question.known_municipalities([body.municipality])
    same = [
        other
        for other in question.programme.bodies_of(body.kind, on=question.today)
        if body.kind in SINGLE or (body.kind in LOCAL and other.municipality == body.municipality)
    ]
    if same:
        reason = f"Er is al een {label(body.kind)} ({same[0].name}). Laat die eerst vervallen."
        raise NotAllowed("single_body", reason)


def body_can_retire(question: Question, act: acts.RetireBody) -> None:
    """Only a body in office can lapse."""
    _body_in_office(question.programme, act.body, question.today)


def seat_fits(question: Question, act: acts.GiveSeat) -> None:
    """The body is in office, the capacity fits, the person has no other seat there and none that must stay apart."""
    seat = act.seat
    kind = _body_in_office(question.programme, seat.body, seat.start)
    if seat.end is not None and seat.end <= seat.start:
        raise NotAllowed("seat_period", "De zetel eindigt voordat hij begint. Controleer de datums.")
    if seat.municipality is not None:
        question.known_municipalities([seat.municipality])
    allowed = ROLES.get(kind)
    if allowed is not None and seat.role not in allowed:
        words = listing([label(role) for role in sorted(allowed)], "of")
        raise NotAllowed(
            "seat_role", f"Als {label(seat.role)} kan iemand hier niet zitten ({label(kind)}). Wel als {words}."
        )
    if seat.role is SeatRole.ALDERMAN and kind is BodyKind.STEERING_GROUP and seat.municipality is None:
        raise NotAllowed("seat_municipality", "Noem de gemeente waarvoor deze wethouder in de stuurgroep zit.")
    for record in question.programme.seats:
        if record.seat.person == seat.person and _overlap(record.seat, seat):
            _check_together(question.programme, seat, record.seat)


def seat_can_end(question: Question, act: acts.EndSeat) -> None:
    """There is such a seat, and it ends after it began."""
    seats = [record.seat for record in question.programme.seats]
    mine = [seat for seat in seats if (seat.body, seat.person) == (act.body, act.person)]
    if not any(seat.start < act.end and (seat.end is None or act.end < seat.end) for seat in mine):
        raise NotAllowed("no_seat", f"{act.person} heeft dan geen zetel in {act.body} die kan eindigen.")


def incomplete_steering_group(programme: Programme, *, on: date) -> str:
    """Why the steering group cannot decide on a day: an alderman or the director is missing; '' when it can."""
    bodies = programme.bodies_of(BodyKind.STEERING_GROUP, on=on)
    if not bodies:
        return "Er is op die dag geen stuurgroep."
    seats = [record.seat for record in programme.members_of(bodies[0].code, on=on)]
    aldermen = {seat.municipality for seat in seats if seat.role is SeatRole.ALDERMAN}
    lacking = [
        f"een wethouder van {town.name}"
        for code, town in sorted(programme.municipalities.items())
        if code not in aldermen
    ]
    if not any(seat.role is SeatRole.DIRECTOR for seat in seats):
        lacking.append("een directeur")
    return f"De stuurgroep is op die dag niet compleet: {listing(lacking)} ontbreekt." if lacking else ""


def _body_in_office(programme: Programme, code: str, on: date) -> BodyKind:
    record = programme.bodies.get(code)
    if record is None:
        raise NotAllowed("unknown_body", f"Er is geen gremium met code {code}.")
    if not record.exists_on(on):
        raise NotAllowed("retired_body", f"{record.body.name} is vervallen.")
    return record.body.kind


def _overlap(one: Seat, other: Seat) -> bool:
    return (one.end is None or other.start < one.end) and (other.end is None or one.start < other.end)


def _check_together(programme: Programme, new: Seat, held: Seat) -> None:
    if new.body == held.body:
        raise NotAllowed("already_there", f"{new.person} heeft in die periode al een zetel in {new.body}.")
    kinds = {programme.bodies[new.body].body.kind, programme.bodies[held.body].body.kind}
    for kind, others in APART:
        if kind in kinds and (clash := others & kinds):
            words = f"{label(kind)} en {label(next(iter(clash)))}"
            reason = f"Niemand kan tegelijk zitten in {words}. Beëindig eerst de andere zetel."
            raise NotAllowed("seats_apart", reason)
