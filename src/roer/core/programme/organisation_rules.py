"""What must hold for the organisation: charter, municipalities, policy fields, bodies (raadsbrief §2, bijlage 1)."""

from __future__ import annotations

from datetime import date

from roer.core.programme import acts
from roer.core.programme.elements import BodyKind
from roer.core.programme.labels import label
from roer.core.programme.organisation_acts import ChangeBody
from roer.core.programme.question import Question
from roer.core.programme.refusals import NotAllowed, check_follows
from roer.core.programme.state import Programme
from roer.core.values.dutch import day

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
    body_in_office(question.programme, act.body, question.today)


def body_change_fits(question: Question, act: ChangeBody) -> None:
    """A body in office gets another name, mandate or rhythm; what it is and where it belongs stays."""
    body_in_office(question.programme, act.body.code, question.today)
    known = question.programme.bodies[act.body.code]
    check_follows(known, act.expects, known.body.name)
    old, new = known.body, act.body
    if (new.kind, new.municipality) != (old.kind, old.municipality):
        reason = f"{old.name} blijft een {label(old.kind)}. Laat het vervallen en stel een ander gremium in."
        raise NotAllowed("body_kind", reason)
    if new == old:
        raise NotAllowed("no_change", f"Er verandert niets aan {old.name}.")


def body_in_office(programme: Programme, code: str, on: date) -> BodyKind:
    """The kind of a body that is in office on a day. Raises NotAllowed."""
    record = programme.bodies.get(code)
    if record is None:
        raise NotAllowed("unknown_body", f"Er is geen gremium met code {code}.")
    if record.retired is not None and record.retired.date <= on:
        raise NotAllowed("retired_body", f"{record.body.name} is vervallen.")
    if not record.exists_on(on):
        since = day(record.established.holds_from)
        raise NotAllowed("body_not_yet", f"{record.body.name} bestaat pas sinds {since}. Kies een latere dag.")
    return record.body.kind
