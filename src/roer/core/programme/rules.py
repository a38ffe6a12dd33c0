"""May this be recorded? One place answers for page, API, import and background job (design 4).

`check` raises the Dutch reason; `may` and its sisters ask the same question without raising.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from roer.core.programme import (
    architecture_rules,
    decision_rules,
    escalation_rules,
    evidence_rules,
    idea_rules,
    interface_rules,
    letter_rules,
    means_rules,
    meeting_rules,
    network_rules,
    organisation_rules,
    preview_rules,
    privacy_rules,
    seat_rules,
    version_rules,
)
from roer.core.programme.decision_rules import blocking_gate, refusal_of
from roer.core.programme.elements import BodyCode, Code, Digest, MunicipalityCode
from roer.core.programme.entries import Draft
from roer.core.programme.gates import UnknownResult
from roer.core.programme.permissions import PERMISSIONS, check_permitted
from roer.core.programme.privacy_gate import missing_for_use
from roer.core.programme.question import Question
from roer.core.programme.refusals import Conflict, NotAllowed, Verdict
from roer.core.programme.state import Programme
from roer.core.values.dutch import listing

__all__ = [
    "INVARIANTS",
    "PERMISSIONS",
    "Conflict",
    "NotAllowed",
    "Verdict",
    "check",
    "check_may_release",
    "may",
    "may_place",
    "may_release",
]

Check = Callable[[Question, Any], None]

INVARIANTS: Mapping[str, tuple[Check, ...]] = {
    "found_programme": (organisation_rules.charter_runs_forward,),
    "add_municipality": (organisation_rules.municipality_is_new,),
    "add_policy_field": (organisation_rules.policy_field_is_new,),
    "rename_policy_field": (organisation_rules.policy_field_can_be_renamed,),
    "establish_body": (organisation_rules.body_fits,),
    "retire_body": (organisation_rules.body_can_retire,),
    "give_seat": (seat_rules.seat_fits,),
    "end_seat": (seat_rules.seat_can_end,),
    "add_goal": (network_rules.element_is_new,),
    "add_result": (network_rules.element_is_new,),
    "add_effort": (network_rules.element_is_new,),
    "change_element": (network_rules.change_fits,),
    "link_elements": (network_rules.link_is_new,),
    "change_link": (network_rules.link_change_fits,),
    "unlink_elements": (network_rules.link_can_go,),
    "split_element": (network_rules.split_fits,),
    "merge_elements": (network_rules.merger_fits,),
    "remove_element": (network_rules.removal_fits,),
    "restore_element": (network_rules.restoration_fits,),
    "arrange_network": (version_rules.arrangement_fits,),
    "write_smart_text": (evidence_rules.smart_text_fits,),
    "agree_smart_text": (evidence_rules.agreement_fits,),
    "declare_contract": (evidence_rules.contract_fits,),
    "screen_privacy": (evidence_rules.screening_fits, privacy_rules.answers_fit),
    "write_dpia": (evidence_rules.dpia_fits, privacy_rules.parts_fit),
    "advise_on_privacy": (evidence_rules.privacy_advice_fits,),
    "adopt_dpia": (evidence_rules.adoption_fits, privacy_rules.dpia_can_be_adopted),
    "implement_measure": (privacy_rules.measure_is_not_checked, evidence_rules.measure_can_be_implemented),
    "reopen_measure": (privacy_rules.measure_is_not_checked, evidence_rules.measure_can_be_reopened),
    "describe_architecture": (architecture_rules.architecture_fits,),
    "adopt_architecture": (architecture_rules.architecture_can_be_adopted,),
    "give_advice": (decision_rules.advice_fits,),
    "take_decision": (decision_rules.decision_fits,),
    "confirm_decision": (decision_rules.confirmation_fits,),
    "withdraw_decision": (decision_rules.withdrawal_fits,),
    "freeze_network": (version_rules.freezing_fits,),
    "discuss_version": (version_rules.discussion_fits,),
    "book_amount": (means_rules.booking_fits,),
    "allocate_capacity": (means_rules.allocation_fits,),
    "draft_letter": (letter_rules.letter_draft_fits,),
    "offer_letter": (letter_rules.offering_fits,),
    "change_body": (organisation_rules.body_change_fits,),
    "name_substitute": (seat_rules.substitute_fits,),
    "end_substitute": (seat_rules.substitute_can_end,),
    "record_interface": (interface_rules.interface_fits,),
    "end_interface": (interface_rules.interface_can_end,),
    "raise_question": (interface_rules.question_is_new,),
    "assign_question": (interface_rules.owner_fits,),
    "settle_question": (interface_rules.answer_fits,),
    "lift_reservation": (decision_rules.lifting_fits,),
    "set_ceiling": (means_rules.ceiling_fits,),
    "convene_meeting": (meeting_rules.meeting_fits,),
    "cancel_meeting": (meeting_rules.cancellation_fits,),
    "set_agenda": (meeting_rules.agenda_fits,),
    "record_attendance": (meeting_rules.attendance_fits,),
    "write_minutes": (meeting_rules.minutes_fit,),
    "confirm_minutes": (meeting_rules.minutes_can_be_confirmed,),
    "agree_action": (meeting_rules.action_fits,),
    "settle_action": (meeting_rules.action_can_be_settled,),
    "report_escalation": (escalation_rules.escalation_fits,),
    "raise_escalation": (escalation_rules.raising_fits,),
    "settle_escalation": (escalation_rules.settlement_fits,),
    "close_escalation": (escalation_rules.closing_fits,),
    "submit_idea": (idea_rules.submission_fits,),
    "amend_idea": (idea_rules.amendment_fits,),
    "take_up_idea": (idea_rules.taking_up_fits,),
    "investigate_idea": (idea_rules.investigation_fits,),
    "answer_idea": (idea_rules.answer_fits,),
    "elaborate_idea": (idea_rules.elaboration_fits,),
    "merge_ideas": (idea_rules.merging_fits,),
    "realise_idea": (idea_rules.realisation_fits,),
    "invite_to_preview": (preview_rules.invitation_fits,),
    "end_preview": (preview_rules.ending_fits,),
    "remark_on_preview": (preview_rules.remark_fits,),
    "answer_remark": (preview_rules.remark_answer_fits,),
    "record_consultation": (privacy_rules.consultation_fits,),
    "report_operation": (privacy_rules.operation_fits,),
    "report_release": (privacy_rules.release_fits,),
}
"""Act kind → what must hold before it is recorded (programme.md 3.8), beside the permission."""


def check(programme: Programme, draft: Draft, *, today: date) -> None:
    """Raise NotAllowed or Conflict when this may not be recorded today; otherwise return."""
    question = Question(programme, draft, today)
    _check_circumstances(question)
    check_permitted(question)
    for invariant in INVARIANTS[draft.act.kind]:
        invariant(question, draft.act)


def may(programme: Programme, draft: Draft, *, today: date) -> Verdict:
    """Whether this may be recorded today, for the button and its explanation."""
    return _verdict(lambda: check(programme, draft, today=today))


def may_place(programme: Programme, result: Code, municipalities: Iterable[MunicipalityCode], *, on: date) -> Verdict:
    """Whether the steering group can place this result for these municipalities: all four gates are open."""

    def placeable() -> None:
        if state := blocking_gate(programme, result, municipalities, on=on):
            raise refusal_of(programme, result, state)

    return _verdict(placeable)


def check_may_release(
    programme: Programme, product: BodyCode, municipality: MunicipalityCode, contract_hash: Digest, *, on: date
) -> None:
    """Raise NotAllowed unless this product may be released for this municipality (design 2, 'may this be published?').

    Its result is on the roadmap for the municipality, the four gates are open there, and what is to be released is
    exactly the contract that DPIA and architecture were approved for.
    """
    code = programme.result_of_product(product)
    if code is None:
        reason = f"Product {product} hoort bij geen enkel resultaat in het DIN. Noem het product bij een resultaat."
        raise NotAllowed("unknown_product", reason)
    placement = programme.placement_of(code, on=on)
    if placement is None or municipality not in placement.municipalities:
        town = programme.municipalities.get(municipality)
        name = town.name if town else municipality
        state = blocking_gate(programme, code, [municipality], on=on)
        if state is not None:
            raise refusal_of(programme, code, state)
        reason = f"{code} staat voor {name} niet op de roadmap. De stuurgroep is aan zet: vraag een besluit."
        raise NotAllowed("not_placed", reason)
    if state := blocking_gate(programme, code, [municipality], on=on):
        raise refusal_of(programme, code, state)
    if missing := missing_for_use(programme, code, on=on):
        codes = listing([record.measure.code for record in missing])
        reason = f"Nog niet in gebruik: maatregel {codes} uit de DPIA van {code} is niet ingevoerd of geldt niet meer."
        raise NotAllowed("measures_for_use", reason)
    if programme.contracts[code].hash != contract_hash:
        reason = (
            f"De catalogus beschrijft product {product} anders dan wat is goedgekeurd. "
            "Leg het nieuwe productcontract vast en laat DPIA en doelarchitectuur opnieuw vaststellen."
        )
        raise NotAllowed("other_contract", reason)


def may_release(
    programme: Programme, product: BodyCode, municipality: MunicipalityCode, contract_hash: Digest, *, on: date
) -> Verdict:
    """Whether this product may be released for this municipality, and otherwise why not."""
    return _verdict(lambda: check_may_release(programme, product, municipality, contract_hash, on=on))


def _check_circumstances(question: Question) -> None:
    draft = question.draft
    if question.programme.charter is None and draft.act.kind != "found_programme":
        raise NotAllowed("no_programme", "Er is nog geen programma. Leg eerst het programmaplan vast.")
    if draft.holds_from > question.today:
        raise NotAllowed("holds_later", "De ingangsdatum ligt in de toekomst. Leg het vast op de dag zelf.")
    if draft.on_behalf_of is not None and draft.on_behalf_of not in question.programme.bodies:
        raise NotAllowed("unknown_body", f"Er is geen gremium met code {draft.on_behalf_of}.")


def _verdict(attempt: Callable[[], None]) -> Verdict:
    try:
        attempt()
    except (NotAllowed, Conflict, UnknownResult) as refusal:
        return Verdict(ok=False, reason=str(refusal), rule=refusal.rule)
    return Verdict(ok=True)
