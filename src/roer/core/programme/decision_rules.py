"""What must hold for advice and decisions: a body decides, a person records (raadsbrief §2, §3; programme.md 3.8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from roer.core.programme import acts
from roer.core.programme.decision_circumstances import check_circumstances
from roer.core.programme.decisions import (
    AdoptVersion,
    ApproveLineage,
    Decision,
    General,
    Outcome,
    Place,
    Prioritise,
    PrioritiseIdea,
    PriorityClass,
    VersionStatus,
)
from roer.core.programme.elements import BodyKind, Code, Digest, MunicipalityCode
from roer.core.programme.entries import Recorded
from roer.core.programme.gate_states import PRIORITISED, GateState
from roer.core.programme.gates import missing_gates
from roer.core.programme.governance import DecisionRecord
from roer.core.programme.idea_rules import can_be_put_forward, idea_priority_fits
from roer.core.programme.labels import EFFECTS, label
from roer.core.programme.meeting_rules import DECIDING
from roer.core.programme.paper_state import check_papers
from roer.core.programme.question import Question
from roer.core.programme.refusals import Conflict, NotAllowed
from roer.core.programme.seat_rules import incomplete_steering_group
from roer.core.programme.state import Programme
from roer.core.values.dutch import day, listing
from roer.core.values.periods import Period

DECIDERS: Mapping[str, frozenset[BodyKind]] = {
    "prioritise": frozenset({BodyKind.STEERING_GROUP}),
    "place": frozenset({BodyKind.STEERING_GROUP}),
    "adopt_version": frozenset({BodyKind.STEERING_GROUP}),
    "approve_lineage": frozenset({BodyKind.STEERING_GROUP}),
    "general": DECIDING,
    "prioritise_idea": frozenset({BodyKind.STEERING_GROUP}),
}
"""Effect of a decision → the kinds of bodies that may decide it. The sounding board is nowhere in it."""


def advice_fits(question: Question, act: acts.GiveAdvice) -> None:
    """An advice has a new code and is about open elements, or about ideas that were worked out."""
    if act.advice.code in question.programme.advices:
        raise NotAllowed("code_used", f"Er is al een advies {act.advice.code}. Kies een nieuwe code.")
    for code in act.advice.subjects:
        question.open_element(code)
    check_papers(question, act.advice.papers)
    for code in act.advice.ideas:
        can_be_put_forward(question, code)


def decision_fits(question: Question, act: acts.TakeDecision) -> None:
    """A body that may decide this, complete on that day, decided about things as they are now."""
    decision = act.decision
    _check_seen(question.programme, decision)
    _check_new(question, decision)
    kind = _deciding_kind(question, decision)
    for effect in decision.effects:
        if kind not in DECIDERS[effect.type]:
            who = listing([label(other) for other in sorted(DECIDERS[effect.type])], "of")
            reason = f"Dit kan niet worden besloten door: {label(kind)}. Over {EFFECTS[effect.type]} beslist: {who}."
            raise NotAllowed("wrong_body", reason)
    if kind is BodyKind.STEERING_GROUP and (
        reason := incomplete_steering_group(question.programme, on=decision.decided_on)
    ):
        raise NotAllowed("steering_group_incomplete", reason)
    check_circumstances(question, decision)
    for effect in decision.effects:
        match effect:
            case Prioritise():
                _check_priority(question, decision, effect)
            case Place():
                _check_place(question, decision, effect)
            case PrioritiseIdea():
                idea_priority_fits(question, decision, effect)
            case AdoptVersion():
                _check_version(question, effect)
            case ApproveLineage():
                for code in effect.elements:
                    question.known_element(code)
            case General():
                pass


def lifting_fits(question: Question, act: acts.LiftReservation) -> None:
    """A municipality lifts a reservation that it made with a standing decision, once."""
    record = _standing(question, act.decision)
    town = question.name_of(act.municipality)
    if not any(item.municipality == act.municipality for item in record.decision.reservations):
        raise NotAllowed("no_reservation", f"{town} maakte geen voorbehoud bij besluit {act.decision}.")
    if lifted := record.lifted.get(act.municipality):
        raise NotAllowed("no_change", f"{town} hief het voorbehoud bij {act.decision} op {day(lifted.since)} al op.")


def confirmation_fits(question: Question, act: acts.ConfirmDecision) -> None:
    """The minutes confirm a standing decision once, by another person than who recorded it."""
    record = _standing(question, act.decision)
    if record.decision.meeting is not None and record.confirmed is None:
        reason = f"Besluit {act.decision} hoort bij overleg {record.decision.meeting}. Bevestig het verslag daarvan."
        raise NotAllowed("confirm_minutes", reason)
    if record.confirmed is not None:
        raise NotAllowed("no_change", f"Besluit {act.decision} is al bevestigd.")
    if record.recorded_by == question.by:
        reason = f"U heeft besluit {act.decision} zelf vastgelegd. Een ander moet het bevestigen."
        raise NotAllowed("four_eyes", reason)


def withdrawal_fits(question: Question, act: acts.WithdrawDecision) -> None:
    """A standing decision can be withdrawn, unless it was already carried out on elements."""
    _standing(question, act.decision)
    if any(line.decision == act.decision for line in question.programme.network.lineage):
        reason = f"Besluit {act.decision} is al uitgevoerd: er is op gesplitst, samengevoegd, verwijderd of hersteld."
        raise NotAllowed("already_carried_out", reason)


def blocking_gate(
    programme: Programme, result: Code, municipalities: Iterable[MunicipalityCode], *, on: date
) -> GateState | None:
    """The first gate that keeps the result from the roadmap for one of these municipalities; None when all are open."""
    states = (state for code in municipalities for state in missing_gates(programme, result, code, on=on))
    return next(states, None)


def refusal_of(programme: Programme, result: Code, state: GateState) -> NotAllowed:
    """The refusal that names the gate, the reason and whose turn it is."""
    town = programme.municipalities.get(state.municipality) if state.municipality else None
    where = f" voor {town.name}" if town else ""
    turn = f" Aan zet: {state.turn.label}." if state.turn else ""
    reason = f"{result} kan{where} niet door de poort ‘{state.gate.label}’ ({state.status.label}). {state.reason}{turn}"
    return NotAllowed("gate", reason, blocked=state)


def _check_seen(programme: Programme, decision: Decision) -> None:
    """Whoever decides about a result knows what was decided about it last: two decisions never pass each other."""
    for effect in decision.effects:
        match effect:
            case Prioritise():
                what, last = f"de prioriteit van {effect.result}", programme.priorities.get(effect.result)
                _check_saw(what, last, effect.seen)
            case Place():
                what, placed = f"de plaatsing van {effect.result}", programme.placements.get(effect.result)
                _check_saw(what, placed, effect.seen)


def _check_saw(what: str, last: Recorded | None, seen: int | None) -> None:
    if last is not None and seen is not None and last.seq != seen:
        raise Conflict(what, last.stamp)


def _check_new(question: Question, decision: Decision) -> None:
    if decision.code in question.programme.decisions:
        raise NotAllowed("code_used", f"Er is al een besluit {decision.code}. Kies een nieuwe code.")
    if decision.effective is not None and decision.effective < decision.decided_on:
        raise NotAllowed("effective_before", "Een besluit gaat niet in voordat het is genomen. Kies een latere ingang.")
    if decision.decided_on > question.today:
        raise NotAllowed("decided_later", "Een besluit dat nog genomen moet worden kunt u nog niet vastleggen.")
    if decision.advice is not None and decision.advice not in question.programme.advices:
        raise NotAllowed("unknown_advice", f"Er is geen advies {decision.advice}.")
    if decision.outcome is not Outcome.ADOPTED and not decision.motive:
        reason = f"Schrijf op waarom het voorstel is {label(decision.outcome)}."
        raise NotAllowed("outcome_motive", reason)
    about = [(effect.type, effect.result) for effect in decision.effects if isinstance(effect, Prioritise | Place)]
    if len(set(about)) < len(about):
        raise NotAllowed("decided_twice", "Het besluit zegt twee keer iets over hetzelfde resultaat.")
    ideas = [effect.idea for effect in decision.effects if isinstance(effect, PrioritiseIdea)]
    if len(set(ideas)) < len(ideas):
        raise NotAllowed("decided_twice", "Het besluit zegt twee keer iets over hetzelfde idee.")


def _deciding_kind(question: Question, decision: Decision) -> BodyKind:
    record = question.programme.bodies.get(decision.body)
    if record is None:
        raise NotAllowed("unknown_body", f"Er is geen gremium met code {decision.body}.")
    if not record.exists_on(decision.decided_on):
        raise NotAllowed("retired_body", f"{record.body.name} was op {day(decision.decided_on)} al vervallen.")
    return record.body.kind


def _check_priority(question: Question, decision: Decision, effect: Prioritise) -> None:
    _check_subject(question, effect.result, effect.subject_hash)
    _check_advised(question, decision, effect.result)


def _check_place(question: Question, decision: Decision, effect: Place) -> None:
    result = question.open_result(effect.result)
    _check_subject(question, effect.result, effect.subject_hash)
    _check_advised(question, decision, effect.result)
    if foreign := [code for code in effect.municipalities if code not in result.municipalities]:
        names = listing([question.name_of(code) for code in foreign])
        raise NotAllowed("other_municipality", f"{effect.result} is niet bedoeld voor {names}.")
    charter = question.programme.charter
    start, end = Period(effect.start), Period(effect.end)
    if end < start:
        raise NotAllowed("place_period", "Het laatste kwartaal ligt vóór het eerste. Controleer de planning.")
    if charter is not None and start.first_day >= charter.end:
        reason = f"Het programma eindigt op {day(charter.end)}. Kies een kwartaal daarvoor, of draag over aan de lijn."
        raise NotAllowed("place_period", reason)
    if decision.outcome not in (Outcome.ADOPTED, Outcome.AMENDED):
        return
    here = [other for other in decision.effects if isinstance(other, Prioritise) and other.result == effect.result]
    if any(other.priority is PriorityClass.NOT for other in here):
        reason = f"Het besluit plaatst {effect.result} en besluit tegelijk het niet te doen. Kies één van beide."
        raise NotAllowed("decided_twice", reason)
    for code in effect.municipalities:
        for state in missing_gates(question.programme, effect.result, code, on=question.today):
            if not (here and state.gate is PRIORITISED):
                raise refusal_of(question.programme, effect.result, state)


def _check_subject(question: Question, code: Code, subject_hash: Digest) -> None:
    question.open_result(code)
    record = question.open_element(code)
    if record.hash != subject_hash:
        raise Conflict(code, record.stamp)


def _check_advised(question: Question, decision: Decision, code: Code) -> None:
    record = question.programme.advices.get(decision.advice) if decision.advice else None
    if record is None or code not in record.advice.subjects:
        reason = f"De stuurgroep beslist over {code} op advies van het programmateam. Noem een advies over {code}."
        raise NotAllowed("advice_first", reason)
    if record.since > decision.decided_on:
        reason = f"Advies {record.advice.code} kwam pas op {day(record.since)}, na het besluit."
        raise NotAllowed("advice_first", reason)


def _check_version(question: Question, effect: AdoptVersion) -> None:
    version = question.programme.versions.get(effect.number)
    if version is None:
        raise NotAllowed("unknown_version", f"Er is geen DIN-versie {effect.number}.")
    if version.hash != effect.subject_hash:
        raise NotAllowed(
            "other_version", f"Het besluit gaat niet over DIN-versie {effect.number} zoals die is bevroren."
        )
    adopted = question.programme.adopted_version
    if version.status is VersionStatus.LAPSED or (adopted is not None and adopted.number >= effect.number):
        raise NotAllowed("version_passed", "Deze of een nieuwere DIN-versie is al vastgesteld.")


def _standing(question: Question, code: Code) -> DecisionRecord:
    record = question.programme.decisions.get(code)
    if record is None:
        raise NotAllowed("unknown_decision", f"Er is geen besluit {code}.")
    if record.withdrawn is not None:
        raise NotAllowed("withdrawn", f"Besluit {code} is op {day(record.withdrawn.holds_from)} ingetrokken.")
    return record
