"""Drafting a letter with a copy per council, and offering it: then its text is fixed (programme.md 3.8, 13 and 15)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings

from roer.core.programme.acts import DraftLetter, OfferLetter
from roer.core.programme.decisions import LetterCopy
from roer.core.programme.elements import BodyKind, Code, MunicipalityCode, PersonId, SeatRole
from roer.core.programme.entries import Draft, Entry
from roer.core.programme.refusals import NotAllowed
from roer.core.programme.state import Programme
from roer.office.ledger.door import record, today
from roer.office.ledger.history import programme as programme_now
from roer.office.letters.keeping import LetterShelf
from roer.office.letters.texts import draft_body


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPlan:
    """What must be said to draft a letter; what is left out follows from the programme."""

    title: str
    letter_date: date
    handling_officer: PersonId
    code: Code | None = None
    from_version: int | None = None
    to_version: int | None = None
    case_numbers: Mapping[MunicipalityCode, str] = field(default_factory=dict)
    executive_dates: Mapping[MunicipalityCode, date] = field(default_factory=dict)
    holders: Mapping[MunicipalityCode, PersonId] = field(default_factory=dict)
    embargo_until: str | None = None


def drafted(programme: Programme, plan: LetterPlan) -> DraftLetter:
    """The act that drafts this letter: numbered on, from where the last offered letter ended, a copy per council."""
    known = programme.letters.get(plan.code or "")
    number = known.draft.number if known else len(programme.letters) + 1
    earlier = [letter.draft for letter in programme.letters.values() if letter.offered and letter.draft.number < number]
    last = max(earlier, key=lambda letter: letter.number, default=None)
    return DraftLetter(
        code=plan.code or f"RIB-{number}",
        number=number,
        title=plan.title,
        letter_date=plan.letter_date,
        from_version=plan.from_version or (last.to_version if last else None),
        to_version=plan.to_version or max(programme.versions, default=1),
        copies=tuple(_copy(programme, plan, town) for town in sorted(programme.municipalities)),
        expects=known.seq if known else None,
    )


def draft_letter(plan: LetterPlan, *, by: PersonId) -> Entry:
    """Record the draft of a letter. Raises NotAllowed."""
    act = drafted(programme_now(), plan)
    return record(Draft(act=act, by=by, holds_from=today()), by=by)


def offer_letter(code: Code, *, by: PersonId) -> Entry:
    """Offer a letter on behalf of the steering group: keep its text, record its hash. Raises NotAllowed."""
    programme = programme_now()
    letter = programme.letters.get(code)
    if letter is None:
        raise NotAllowed("unknown_letter", f"Er is geen brief {code}.")
    boards = programme.bodies_of(BodyKind.STEERING_GROUP, on=today())
    body = draft_body(letter)
    if letter.offered is None and settings.ROER_LETTERS is not None:
        LetterShelf(settings.ROER_LETTERS).keep(code, body)
    act = OfferLetter(letter=code, body_hash=body.hash)
    sender = boards[0].code if boards else None
    return record(Draft(act=act, by=by, on_behalf_of=sender, holds_from=today()), by=by)


def holder_of(programme: Programme, municipality: MunicipalityCode, *, on: date) -> PersonId:
    """Who answers to this council on that day: its alderman in the steering group; of two, the one who came last."""
    seats = [
        record.seat
        for body in programme.bodies_of(BodyKind.STEERING_GROUP, on=on)
        for record in programme.members_of(body.code, on=on)
        if record.seat.role is SeatRole.ALDERMAN and record.seat.municipality == municipality
    ]
    if not seats:
        town = programme.municipalities[municipality].name
        reason = f"{town} heeft op die dag geen wethouder in de stuurgroep. Leg eerst de zetel vast."
        raise NotAllowed("portfolio_holder", reason)
    return max(seats, key=lambda seat: seat.start).person


def _copy(programme: Programme, plan: LetterPlan, town: MunicipalityCode) -> LetterCopy:
    return LetterCopy(
        municipality=town,
        case_number=plan.case_numbers.get(town, ""),
        executive_date=plan.executive_dates.get(town, plan.letter_date),
        portfolio_holder=plan.holders.get(town) or holder_of(programme, town, on=plan.letter_date),
        handling_officer=plan.handling_officer,
        embargo_until=plan.embargo_until,
    )
