"""Who may record what, as a table (programme.md 3.9). A seat today counts; being an administrator never does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from roer.core.programme import acts
from roer.core.programme.acts import Controller
from roer.core.programme.elements import BodyCode, BodyKind, SeatRole
from roer.core.programme.idea_acts import AmendIdea
from roer.core.programme.meeting_acts import AgreeAction, ConveneMeeting, SettleAction
from roer.core.programme.preview_access import is_invited
from roer.core.programme.preview_acts import RemarkOnPreview
from roer.core.programme.question import Question
from roer.core.programme.refusals import NotAllowed
from roer.core.values.dutch import listing


class Relation(StrEnum):
    """What a person is to the thing at hand, apart from a seat in a body of some kind."""

    FIRST = "first"
    FOUNDER = "founder"
    CLIENT = "client"
    MEASURE_OWNER = "measure_owner"
    DECIDING_MEMBER = "deciding_member"
    SECRETARY = "secretary"
    EXECUTIVE_MEMBER = "executive_member"
    MEETING_MEMBER = "meeting_member"
    MEETING_SECRETARY = "meeting_secretary"
    MUNICIPAL_SEAT = "municipal_seat"
    ACTION_OWNER = "action_owner"
    SUBMITTER = "submitter"
    INVITED = "invited"
    MAYOR = "mayor_of_the_municipality"


_RELATIONS = {
    Relation.FIRST: "wie een leeg programma start",
    Relation.FOUNDER: "de oprichter, zolang het programmateam nog geen leden heeft",
    Relation.CLIENT: "de klant van het resultaat",
    Relation.MEASURE_OWNER: "de eigenaar van de maatregel",
    Relation.DECIDING_MEMBER: "een lid van het gremium dat besluit",
    Relation.SECRETARY: "een lid van het programmateam, als de stuurgroep besluit",
    Relation.EXECUTIVE_MEMBER: "een lid of de secretaris van het college van die gemeente",
    Relation.MEETING_MEMBER: "een lid van het gremium dat vergadert",
    Relation.MEETING_SECRETARY: "een lid van het programmateam, voor stuurgroep en klankbordgroep",
    Relation.MUNICIPAL_SEAT: "de wethouder van die gemeente in het gremium dat besloot",
    Relation.ACTION_OWNER: "wie het actiepunt doet",
    Relation.SUBMITTER: "wie het idee heeft ingediend",
    Relation.INVITED: "wie voor de voorvertoning is uitgenodigd, zolang die duurt",
    Relation.MAYOR: "de burgemeester van die gemeente",
}

_MEMBERS = {
    BodyKind.PROGRAMME_TEAM: "een lid van het programmateam",
    BodyKind.DATA_TEAM: "een medewerker van Taakveld Data",
    BodyKind.DATA_PROTECTION_OFFICER: "de Functionaris Gegevensbescherming",
    BodyKind.ARCHITECTURE_BOARD: "een lid van de architectuurgroep",
    BodyKind.EXECUTIVE: "een lid of de secretaris van een college",
    BodyKind.JOINT_ORGANISATION: "een lid van het bestuur van de werkorganisatie",
    BodyKind.SOUNDING_BOARD: "een lid van de klankbordgroep",
    BodyKind.COUNCIL: "een raadslid",
    BodyKind.CLERKS: "een medewerker van de griffie",
    BodyKind.LINE: "een medewerker van de lijnorganisatie",
}

Grant = BodyKind | Relation
"""A seat in a body of this kind, or this relation to the thing at hand."""

_TEAM = (BodyKind.PROGRAMME_TEAM,)
_SET_UP = (BodyKind.PROGRAMME_TEAM, Relation.FOUNDER)
_DATA = (BodyKind.PROGRAMME_TEAM, BodyKind.DATA_TEAM)
_MEASURES = (BodyKind.PROGRAMME_TEAM, BodyKind.DATA_TEAM, Relation.MEASURE_OWNER)
_DECISIONS = (Relation.DECIDING_MEMBER, Relation.SECRETARY)
_MEETINGS = (Relation.MEETING_MEMBER, Relation.MEETING_SECRETARY)
_ESCALATIONS = (
    BodyKind.PROGRAMME_TEAM,
    BodyKind.DATA_TEAM,
    BodyKind.DATA_PROTECTION_OFFICER,
    BodyKind.ARCHITECTURE_BOARD,
    BodyKind.LINE,
    BodyKind.EXECUTIVE,
    BodyKind.JOINT_ORGANISATION,
)
_THINK_ALONG = (BodyKind.SOUNDING_BOARD, BodyKind.COUNCIL, BodyKind.CLERKS, BodyKind.LINE)

PERMISSIONS: Mapping[str, tuple[Grant, ...]] = {
    "found_programme": (Relation.FIRST,),
    "add_municipality": _SET_UP,
    "add_policy_field": _SET_UP,
    "rename_policy_field": _TEAM,
    "establish_body": _SET_UP,
    "retire_body": _SET_UP,
    "give_seat": _SET_UP,
    "end_seat": _SET_UP,
    "add_goal": _TEAM,
    "add_result": _TEAM,
    "add_effort": _TEAM,
    "change_element": _TEAM,
    "link_elements": _TEAM,
    "change_link": _TEAM,
    "unlink_elements": _TEAM,
    "split_element": _TEAM,
    "merge_elements": _TEAM,
    "remove_element": _TEAM,
    "restore_element": _TEAM,
    "arrange_network": _TEAM,
    "write_smart_text": _TEAM,
    "agree_smart_text": (Relation.CLIENT,),
    "declare_contract": _DATA,
    "screen_privacy": _TEAM,
    "write_dpia": _TEAM,
    "advise_on_privacy": (BodyKind.DATA_PROTECTION_OFFICER,),
    "adopt_dpia": (Relation.EXECUTIVE_MEMBER, Relation.MAYOR),
    "implement_measure": _MEASURES,
    "reopen_measure": _MEASURES,
    "describe_architecture": _DATA,
    "adopt_architecture": (BodyKind.ARCHITECTURE_BOARD,),
    "give_advice": _TEAM,
    "take_decision": _DECISIONS,
    "confirm_decision": _DECISIONS,
    "withdraw_decision": _DECISIONS,
    "freeze_network": _TEAM,
    "discuss_version": _TEAM,
    "book_amount": _TEAM,
    "allocate_capacity": _DATA,
    "draft_letter": _TEAM,
    "offer_letter": _TEAM,
    "change_body": _SET_UP,
    "name_substitute": _TEAM,
    "end_substitute": _TEAM,
    "record_interface": _TEAM,
    "end_interface": _TEAM,
    "raise_question": _TEAM,
    "assign_question": _TEAM,
    "settle_question": _TEAM,
    "lift_reservation": (Relation.MUNICIPAL_SEAT, Relation.EXECUTIVE_MEMBER),
    "set_ceiling": _DATA,
    "convene_meeting": _MEETINGS,
    "cancel_meeting": _MEETINGS,
    "set_agenda": _MEETINGS,
    "record_attendance": _MEETINGS,
    "write_minutes": _MEETINGS,
    "confirm_minutes": _MEETINGS,
    "agree_action": _MEETINGS,
    "settle_action": (*_MEETINGS, Relation.ACTION_OWNER),
    "report_escalation": _ESCALATIONS,
    "raise_escalation": _ESCALATIONS,
    "settle_escalation": _TEAM,
    "close_escalation": _TEAM,
    "submit_idea": _THINK_ALONG,
    "amend_idea": (Relation.SUBMITTER,),
    "take_up_idea": _TEAM,
    "investigate_idea": _TEAM,
    "answer_idea": _TEAM,
    "elaborate_idea": _TEAM,
    "merge_ideas": _TEAM,
    "realise_idea": _TEAM,
    "invite_to_preview": _DATA,
    "end_preview": _DATA,
    "remark_on_preview": (Relation.INVITED,),
    "answer_remark": _DATA,
    "record_consultation": (BodyKind.PROGRAMME_TEAM, BodyKind.DATA_PROTECTION_OFFICER),
    "report_operation": (BodyKind.DATA_TEAM,),
    "report_release": _DATA,
}
"""Act kind → any of these may record it. Nobody else may; an act that is missing here may be recorded by nobody."""


@dataclass(frozen=True, slots=True)
class Confinement:
    """Beperking: who sits in such a body records `own` acts and no other; `rule` and `reason` are the refusal's."""

    rule: str
    reason: str
    own: frozenset[str] = frozenset()


CONFINED: Mapping[BodyKind, Confinement] = {
    BodyKind.SOUNDING_BOARD: Confinement(
        "sounding_board_never_decides",
        "Leden van de klankbordgroep denken mee maar beslissen en sturen niet. "
        "Dien uw suggestie in als idee, of maak een opmerking bij een voorvertoning.",
        frozenset({"submit_idea", "amend_idea", "remark_on_preview"}),
    ),
    BodyKind.AUDITOR: Confinement(
        "auditor_only_reads",
        "Wie toezicht houdt, leest mee en legt zelf niets vast. Meld wat u vindt aan het programmateam.",
    ),
}
"""Who sits here records no other act, whatever else that person is: 'geen uitvoerende taken en ook geen
sturingsbevoegdheid' (raadsbrief §2; BIO 5.35). It gives no right: that takes a grant."""


def check_permitted(question: Question) -> None:
    """Raise NotAllowed when the recorder has no grant for this act."""
    kinds = question.kinds_of(question.by)
    act = question.draft.act
    for kind, confinement in CONFINED.items():
        if kind in kinds and act.kind not in confinement.own:
            raise NotAllowed(confinement.rule, confinement.reason)
    grants = PERMISSIONS.get(act.kind, ())
    if not any(_holds(grant, question, kinds) for grant in grants):
        who = listing([_name(grant) for grant in grants], "of")
        raise NotAllowed("permission", f"Dit mag alleen {who}.")
    _check_speaks_for(question, kinds)


def _check_speaks_for(question: Question, kinds: frozenset[BodyKind]) -> None:
    """Nobody speaks for a body in which she has no seat; the programme team is the steering group's secretary."""
    code = question.draft.on_behalf_of
    if code is None or question.sits_in(code):
        return
    body = question.programme.bodies[code].body
    if not (body.kind is BodyKind.STEERING_GROUP and BodyKind.PROGRAMME_TEAM in kinds):
        reason = f"U heeft geen zetel in {body.name} en kunt dus niets vastleggen namens dat gremium."
        raise NotAllowed("foreign_body", reason)


def team_is_empty(question: Question) -> bool:
    """Whether nobody sits in the programme team today."""
    bodies = question.programme.bodies_of(BodyKind.PROGRAMME_TEAM, on=question.today)
    return not any(question.programme.members_of(body.code, on=question.today) for body in bodies)


def _name(grant: Grant) -> str:
    return _RELATIONS[grant] if isinstance(grant, Relation) else _MEMBERS[grant]


def _holds(grant: Grant, question: Question, kinds: frozenset[BodyKind]) -> bool:
    if isinstance(grant, BodyKind):
        return grant in kinds
    match grant:
        case Relation.FIRST:
            return question.programme.seq == 0
        case Relation.FOUNDER:
            return question.by == question.programme.founder and team_is_empty(question)
        case Relation.CLIENT:
            return _is_client(question)
        case Relation.MEASURE_OWNER:
            return _owns_measure(question)
        case Relation.DECIDING_MEMBER:
            body = _deciding_body(question)
            return body is not None and question.sits_in(body)
        case Relation.SECRETARY:
            return BodyKind.PROGRAMME_TEAM in kinds and _steering_group_decides(question)
        case Relation.MEETING_MEMBER:
            body = _meeting_body(question)
            return body is not None and question.sits_in(body)
        case Relation.MEETING_SECRETARY:
            return BodyKind.PROGRAMME_TEAM in kinds and _meets_with_secretary(question)
        case Relation.MUNICIPAL_SEAT:
            return _sits_for_municipality(question)
        case Relation.ACTION_OWNER:
            return _owns_action(question)
        case Relation.SUBMITTER:
            return _brought_it_in(question)
        case Relation.INVITED:
            return _is_guest(question)
        case Relation.EXECUTIVE_MEMBER:
            return _speaks_as(question, Controller.EXECUTIVE, BodyKind.EXECUTIVE)
        case Relation.MAYOR:
            return _speaks_as(question, Controller.MAYOR, BodyKind.MAYOR)


def _is_client(question: Question) -> bool:
    act = question.draft.act
    if not isinstance(act, acts.AgreeSmartText):
        return False
    result = question.programme.network.result(act.result)
    return result is not None and result.client == question.by


def _owns_measure(question: Question) -> bool:
    act = question.draft.act
    if not isinstance(act, acts.ImplementMeasure | acts.ReopenMeasure):
        return False
    file = question.programme.privacy.get(act.result)
    measure = file.dpia.measures.get(act.measure) if file and file.dpia else None
    return measure is not None and measure.measure.owner == question.by


def _deciding_body(question: Question) -> BodyCode | None:
    match question.draft.act:
        case acts.TakeDecision(decision=decision):
            return decision.body
        case (
            acts.ConfirmDecision(decision=code)
            | acts.WithdrawDecision(decision=code)
            | acts.LiftReservation(decision=code)
        ):
            record = question.programme.decisions.get(code)
            return record.decision.body if record else None
        case _:
            return None


def _steering_group_decides(question: Question) -> bool:
    """Whether it is a decision of the steering group, or of a body that is not there: a rule says so by its name."""
    record = question.programme.bodies.get(_deciding_body(question) or "")
    return record is None or record.body.kind is BodyKind.STEERING_GROUP


def _brought_it_in(question: Question) -> bool:
    act = question.draft.act
    record = question.programme.ideas.get(act.idea) if isinstance(act, AmendIdea) else None
    return record is not None and record.submitter == question.by


def _is_guest(question: Question) -> bool:
    act = question.draft.act
    record = question.programme.previews.get(act.preview) if isinstance(act, RemarkOnPreview) else None
    return record is not None and is_invited(question.programme, record, question.by, on=question.today)


def _speaks_as(question: Question, controller: Controller, kind: BodyKind) -> bool:
    """Whether the recorder sits in the body of this kind of the very municipality that adopts, or lifts."""
    act = question.draft.act
    match act:
        case acts.AdoptDpia():
            speaks = act.controller
        case acts.LiftReservation():
            speaks = Controller.EXECUTIVE
        case _:
            return False
    if speaks is not controller:
        return False
    bodies = question.programme.bodies_of(kind, on=question.today)
    return any(body.municipality == act.municipality and question.sits_in(body.code) for body in bodies)


def _sits_for_municipality(question: Question) -> bool:
    act, body = question.draft.act, _deciding_body(question)
    seats = (record.seat for record in question.programme.seats_of(question.by, on=question.today))
    return isinstance(act, acts.LiftReservation) and any(
        seat.body == body and seat.municipality == act.municipality and seat.role is SeatRole.ALDERMAN for seat in seats
    )


def _meeting_body(question: Question) -> BodyCode | None:
    act, meetings = question.draft.act, question.programme.meetings
    if isinstance(act, ConveneMeeting):
        return act.meeting.body
    if isinstance(act, SettleAction):
        action = meetings.actions.get(act.action)
        code = action.action.meeting if action else None
    else:
        code = act.action.meeting if isinstance(act, AgreeAction) else getattr(act, "meeting", None)
    record = meetings.records.get(code) if code else None
    return record.meeting.body if record else None


def _meets_with_secretary(question: Question) -> bool:
    """Whether a body meets for which the programme team keeps the papers, or one that is not there: a rule tells."""
    record = question.programme.bodies.get(_meeting_body(question) or "")
    return record is None or record.body.kind in (BodyKind.STEERING_GROUP, BodyKind.SOUNDING_BOARD)


def _owns_action(question: Question) -> bool:
    act = question.draft.act
    record = question.programme.meetings.actions.get(act.action) if isinstance(act, SettleAction) else None
    return record is not None and record.action.owner == question.by
