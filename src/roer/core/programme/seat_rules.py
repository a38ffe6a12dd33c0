"""What must hold for who sits where: seats and the substitutes in them (raadsbrief §2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from roer.core.programme import acts
from roer.core.programme.elements import BodyKind, PersonId, Seat, SeatRole
from roer.core.programme.labels import label
from roer.core.programme.organisation import Substitution
from roer.core.programme.organisation_acts import EndSubstitute, NameSubstitute
from roer.core.programme.organisation_rules import body_in_office
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


def seat_fits(question: Question, act: acts.GiveSeat) -> None:
    """The body is in office, the capacity fits, the person has no other seat there and none that must stay apart."""
    seat = act.seat
    kind = body_in_office(question.programme, seat.body, seat.start)
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
    for held in _held_by(question.programme, seat.person):
        if _overlap(held, seat):
            _check_together(question.programme, seat, held)


def seat_can_end(question: Question, act: acts.EndSeat) -> None:
    """There is such a seat, and it ends after it began."""
    seats = [record.seat for record in question.programme.seats]
    mine = [seat for seat in seats if (seat.body, seat.person) == (act.body, act.person)]
    if not any(seat.start < act.end and (seat.end is None or act.end < seat.end) for seat in mine):
        raise NotAllowed("no_seat", f"{act.person} heeft dan geen zetel in {act.body} die kan eindigen.")


def substitute_fits(question: Question, act: NameSubstitute) -> None:
    """Somebody else sits in a seat that is held then, alone, and may sit there beside his or her other seats."""
    said = act.substitution
    body_in_office(question.programme, said.body, said.start)
    if said.end is not None and said.end <= said.start:
        raise NotAllowed("seat_period", "De vervanging eindigt voordat zij begint. Controleer de datums.")
    seat = next((seat for seat in _own(question.programme, said) if _covers(seat, said)), None)
    if seat is None:
        raise NotAllowed("no_seat", f"{said.person} heeft in die periode geen zetel in {said.body}. Kijk de datums na.")
    if said.substitute == said.person:
        raise NotAllowed("own_substitute", "Iemand kan zichzelf niet vervangen. Kies iemand anders.")
    taken = _sitting(said, seat)
    for record in question.programme.organisation.substitutions:
        other = record.substitution
        if (other.body, other.person) == (said.body, said.person) and _overlap(_sitting(other, seat), taken):
            reason = f"{other.substitute} vervangt {said.person} dan al. Beëindig eerst die vervanging."
            raise NotAllowed("already_replaced", reason)
    for held in _held_by(question.programme, said.substitute):
        if _overlap(held, taken):
            _check_together(question.programme, taken, held)


def substitute_can_end(question: Question, act: EndSubstitute) -> None:
    """There is such a substitution, and it ends after it began."""
    said = [record.substitution for record in question.programme.organisation.substitutions]
    mine = [one for one in said if (one.body, one.person, one.substitute) == (act.body, act.person, act.substitute)]
    if not any(one.start < act.end and (one.end is None or act.end < one.end) for one in mine):
        reason = f"{act.substitute} vervangt {act.person} dan niet in {act.body}. Kies een dag binnen de vervanging."
        raise NotAllowed("no_substitution", reason)


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


def _own(programme: Programme, said: Substitution) -> Iterator[Seat]:
    return (
        record.seat for record in programme.seats if (record.seat.body, record.seat.person) == (said.body, said.person)
    )


def _covers(seat: Seat, said: Substitution) -> bool:
    return seat.start <= said.start and (seat.end is None or said.start < seat.end)


def _sitting(said: Substitution, seat: Seat) -> Seat:
    """The seat as the substitute holds it."""
    return seat.model_copy(update={"person": said.substitute, "start": said.start, "end": said.end or seat.end})


def _held_by(programme: Programme, person: PersonId) -> Iterator[Seat]:
    """The seats of a person, own or as a substitute, of all times."""
    yield from (record.seat for record in programme.seats if record.seat.person == person)
    for record in programme.organisation.substitutions:
        if record.substitution.substitute == person:
            said = record.substitution
            yield from (_sitting(said, seat) for seat in _own(programme, said) if _covers(seat, said))


def _overlap(one: Seat, other: Seat) -> bool:
    return (one.end is None or other.start < one.end) and (other.end is None or one.start < other.end)


def kinds_apart_from(kind: BodyKind) -> frozenset[BodyKind]:
    """The kinds of bodies of which nobody may sit, or sit in for another, in a body of this kind."""
    listed = frozenset().union(*(others for one, others in APART if one is kind))
    return listed | frozenset(one for one, others in APART if kind in others)


def _check_together(programme: Programme, new: Seat, held: Seat) -> None:
    if new.body == held.body:
        raise NotAllowed("already_there", f"{new.person} heeft in die periode al een zetel in {new.body}.")
    kinds = {programme.bodies[new.body].body.kind, programme.bodies[held.body].body.kind}
    for kind, others in APART:
        if kind in kinds and (clash := others & kinds):
            words = f"{label(kind)} en {label(next(iter(clash)))}"
            reason = f"Niemand kan tegelijk zitten in {words}. Beëindig eerst de andere zetel."
            raise NotAllowed("seats_apart", reason)
