"""What must hold for council letters (programme.md 3.8: 13, 15)."""

from __future__ import annotations

from datetime import datetime

from roer.core.programme import acts
from roer.core.programme.decisions import LetterCopy
from roer.core.programme.elements import BodyKind, SeatRole
from roer.core.programme.question import Question
from roer.core.programme.refusals import NotAllowed, check_follows
from roer.core.values.dutch import day, listing


def letter_draft_fits(question: Question, act: acts.DraftLetter) -> None:
    """A letter looks from one frozen version to a later one and has a right header for each council."""
    letters = question.programme.letters
    known = letters.get(act.code)
    if known is not None and known.offered is not None:
        raise NotAllowed("letter_offered", f"Brief {act.code} is al aangeboden en verandert niet meer.")
    check_follows(known, act.expects, f"brief {act.code}")
    following = known.draft.number if known else len(letters) + 1
    if act.number != following:
        raise NotAllowed("letter_number", f"Deze brief heeft volgnummer {following}, niet {act.number}.")
    _check_versions(question, act)
    towns = [copy.municipality for copy in act.copies]
    if len(set(towns)) < len(towns):
        raise NotAllowed("letter_copies", "Elke raad krijgt één exemplaar van de brief.")
    question.known_municipalities(towns)
    if absent := [town.name for code, town in sorted(question.programme.municipalities.items()) if code not in towns]:
        raise NotAllowed("letter_copies", f"De brief gaat naar alle raden. Voeg toe: {listing(absent)}.")
    for copy in act.copies:
        _check_copy(question, act, copy)


def offering_fits(question: Question, act: acts.OfferLetter) -> None:
    """A letter is offered once, on behalf of the steering group (raadsbrief §2)."""
    record = question.programme.letters.get(act.letter)
    if record is None:
        raise NotAllowed("unknown_letter", f"Er is geen brief {act.letter}.")
    if record.offered is not None:
        raise NotAllowed("letter_offered", f"Brief {act.letter} is al aangeboden.")
    boards = [body.code for body in question.programme.bodies_of(BodyKind.STEERING_GROUP, on=question.today)]
    if question.draft.on_behalf_of not in boards:
        raise NotAllowed("on_behalf_of", "Een raadsbrief wordt aangeboden namens de stuurgroep. Kies die als afzender.")


def _check_versions(question: Question, act: acts.DraftLetter) -> None:
    versions = question.programme.versions
    numbers = [number for number in (act.from_version, act.to_version) if number is not None]
    if absent := [number for number in numbers if number not in versions]:
        raise NotAllowed("unknown_version", f"Er is geen DIN-versie {absent[0]}.")
    if act.from_version is not None and act.from_version >= act.to_version:
        raise NotAllowed("letter_versions", "De brief vergelijkt een oudere DIN-versie met een nieuwere.")
    if versions[act.to_version].version_date > act.letter_date:
        raise NotAllowed("letter_versions", f"DIN-versie {act.to_version} is van na de datum van de brief.")


def _check_copy(question: Question, act: acts.DraftLetter, copy: LetterCopy) -> None:
    name = question.name_of(copy.municipality)
    holds = any(
        record.seat.municipality == copy.municipality
        and record.seat.role is SeatRole.ALDERMAN
        and question.programme.bodies[record.seat.body].body.kind is BodyKind.STEERING_GROUP
        for record in question.programme.seats_of(copy.portfolio_holder, on=act.letter_date)
    )
    if not holds:
        reason = (
            f"De portefeuillehouder voor {name} zit op {day(act.letter_date)} niet als wethouder van {name} "
            "in de stuurgroep. Kies de wethouder die er dan wel zit."
        )
        raise NotAllowed("portfolio_holder", reason)
    if copy.embargo_until is None:
        return
    try:
        local = datetime.fromisoformat(copy.embargo_until)
    except ValueError as error:
        reason = f"Het embargo voor {name} is geen tijdstip. Schrijf het als 2021-01-26T18:00."
        raise NotAllowed("embargo", reason) from error
    if local.tzinfo is not None:
        raise NotAllowed("embargo", f"Schrijf het embargo voor {name} in Nederlandse tijd, zonder tijdzone.")
