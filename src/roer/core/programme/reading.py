"""Who may read what was recorded, as a table (programme.md 3.9). Pages, files and the ledger ask it here.

The programme works in the open: what bodies decide, the network and the organisation are for everybody. What is still
thought about (an advice before its decision, the text of a DPIA, a letter that was not offered) is for who works on
it. An act that is not in the table is for who works on the programme only: what nobody classed does not leak.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import get_args

from roer.core.programme import acts, letter_access, privacy_access
from roer.core.programme.acts import Act
from roer.core.programme.decisions import Advice
from roer.core.programme.elements import BodyKind, Code, PersonId
from roer.core.programme.escalation_acts import EscalationAct
from roer.core.programme.idea_access import may_know_idea
from roer.core.programme.idea_acts import IdeaAct, idea_of
from roer.core.programme.meeting_access import LADDER, may_know_meeting, meeting_of
from roer.core.programme.meeting_acts import MeetingAct
from roer.core.programme.preview_access import may_know_preview
from roer.core.programme.preview_acts import PreviewAct, preview_of
from roer.core.programme.privacy_access import privacy_subject
from roer.core.programme.state import Programme
from roer.core.values.clock import day_of


class Matter(StrEnum):
    """Waar het over gaat: kinds of things with readers of their own."""

    OPEN = "open"
    """Organisation, network, SMART texts, target architectures, decisions and approvals."""
    PRIVACY = "privacy"
    """The text of pre-scan and DPIA, the officer's advice, the proof of measures; seen as `privacy_access` says.

    Summary and state are open."""
    ADVICE = "advice"
    """Advice to the steering group; open when a decision names it."""
    MONEY = "money"
    """Single bookings; totals are open."""
    CAPACITY = "capacity"
    """Who is put on what; totals are open."""
    LETTER = "letter"
    """Letters to the councils; open as `letter_access` says."""
    MEETING = "meeting"
    """Agenda, attendance, minutes and action points; seen as `meeting_access` says. Decisions are open."""
    ESCALATION = "escalation"
    """The ladder of escalations; seen as `meeting_access` says."""
    IDEA = "idea"
    """Ideas of the sounding board and others; seen as `idea_access` says."""
    PREVIEW = "preview"
    """Previews and the remarks in them; seen as `preview_access` says."""
    INSIDE = "inside"
    """What is not classed."""


class Access(StrEnum):
    """What a reader is to the thing at hand, apart from a seat in a body of some kind."""

    ANYBODY = "anybody"
    AS_PRIVACY = "as_privacy"
    WHEN_DECIDED = "when_decided"
    AS_LETTERS = "as_letters"
    AS_MEETINGS = "as_meetings"
    AS_IDEAS = "as_ideas"
    AS_PREVIEWS = "as_previews"


Reader = BodyKind | Access
_TEAM, _STEERING, _AUDITOR = BodyKind.PROGRAMME_TEAM, BodyKind.STEERING_GROUP, BodyKind.AUDITOR
_DATA = BodyKind.DATA_TEAM

READERS: Mapping[Matter, frozenset[Reader]] = {
    Matter.OPEN: frozenset({Access.ANYBODY}),
    Matter.PRIVACY: frozenset({Access.AS_PRIVACY}),
    Matter.ADVICE: frozenset({_TEAM, _STEERING, _AUDITOR, Access.WHEN_DECIDED}),
    Matter.MONEY: frozenset({_TEAM, _STEERING, _AUDITOR}),
    Matter.CAPACITY: frozenset({_TEAM, _STEERING, _AUDITOR, _DATA, BodyKind.LINE}),
    Matter.LETTER: frozenset({Access.AS_LETTERS}),
    Matter.MEETING: frozenset({Access.AS_MEETINGS}),
    Matter.ESCALATION: LADDER,
    Matter.IDEA: frozenset({Access.AS_IDEAS}),
    Matter.PREVIEW: frozenset({Access.AS_PREVIEWS}),
    Matter.INSIDE: frozenset({_TEAM, _STEERING, _AUDITOR}),
}
"""Matter → any of these may read it; nobody else."""

MATTERS: Mapping[str, Matter] = {
    **dict.fromkeys(
        (
            "found_programme", "add_municipality", "add_policy_field", "rename_policy_field", "establish_body",
            "retire_body", "give_seat", "end_seat", "add_goal", "add_result", "add_effort", "change_element",
            "link_elements", "change_link", "unlink_elements", "split_element", "merge_elements", "remove_element",
            "restore_element", "arrange_network", "write_smart_text", "agree_smart_text", "declare_contract",
            "describe_architecture", "adopt_architecture", "take_decision", "confirm_decision",
            "withdraw_decision", "lift_reservation", "set_ceiling",
            "freeze_network", "discuss_version", "change_body", "name_substitute", "end_substitute", "record_interface",
            "end_interface", "raise_question", "assign_question", "settle_question",
        ),
        Matter.OPEN,
    ),
    "screen_privacy": Matter.PRIVACY,
    "write_dpia": Matter.PRIVACY,
    "advise_on_privacy": Matter.PRIVACY,
    "adopt_dpia": Matter.PRIVACY,
    "record_consultation": Matter.PRIVACY,
    "report_operation": Matter.PRIVACY,
    "report_release": Matter.PRIVACY,
    "implement_measure": Matter.PRIVACY,
    "reopen_measure": Matter.PRIVACY,
    "give_advice": Matter.ADVICE,
    "book_amount": Matter.MONEY,
    "allocate_capacity": Matter.CAPACITY,
    "draft_letter": Matter.LETTER,
    "offer_letter": Matter.LETTER,
    **{act.model_fields["kind"].default: Matter.MEETING for act in get_args(MeetingAct)},
    **{act.model_fields["kind"].default: Matter.ESCALATION for act in get_args(EscalationAct)},
    **{act.model_fields["kind"].default: Matter.IDEA for act in get_args(IdeaAct)},
    **{act.model_fields["kind"].default: Matter.PREVIEW for act in get_args(PreviewAct)},
}  # fmt: skip
"""Act kind → what it is about. An act that is missing here is read by who works on the programme only."""


def may_read(act: Act, programme: Programme, person: PersonId | None, *, now: datetime) -> bool:
    """Whether this person (None: a visitor) may read a recorded act, and know that it is there."""
    matter = MATTERS.get(act.kind, Matter.INSIDE)
    if is_reader(matter, programme, person, on=day_of(now)):
        return True
    accesses = (reader for reader in READERS[matter] if isinstance(reader, Access))
    return any(_has(access, act, programme, person, now) for access in accesses)


def is_reader(matter: Matter, programme: Programme, person: PersonId | None, *, on: date) -> bool:
    """Whether this person may read everything of this matter, by a seat."""
    return not programme.kinds_of(person, on=on).isdisjoint(READERS[matter])


def _has(access: Access, act: Act, programme: Programme, person: PersonId | None, now: datetime) -> bool:
    match access:
        case Access.ANYBODY:
            return True
        case Access.AS_PRIVACY:
            code = privacy_subject(act)
            return code is not None and privacy_access.may_read(programme, code, person, on=day_of(now))
        case Access.WHEN_DECIDED:
            return isinstance(act, acts.GiveAdvice) and _may_read_decided(act.advice, programme, person, day_of(now))
        case Access.AS_MEETINGS:
            return isinstance(act, MeetingAct) and may_know_meeting(
                programme, meeting_of(act, programme), person, on=day_of(now)
            )
        case Access.AS_IDEAS:
            return isinstance(act, IdeaAct) and may_know_idea(programme, idea_of(act), person, on=day_of(now))
        case Access.AS_PREVIEWS:
            return isinstance(act, PreviewAct) and may_know_preview(programme, preview_of(act), person, on=day_of(now))
        case Access.AS_LETTERS:
            code = act.code if isinstance(act, acts.DraftLetter) else getattr(act, "letter", "")
            return letter_access.may_know(programme, code, person, now=now)


def _may_read_decided(advice: Advice, programme: Programme, person: PersonId | None, on: date) -> bool:
    """An advice that was decided on is for everybody; one about ideas is for who may know of those."""
    known = all(may_know_idea(programme, code, person, on=on) for code in advice.ideas)
    return known and is_decided(advice.code, programme)


def is_decided(advice: Code, programme: Programme) -> bool:
    """Whether a body decided on this advice: from then on everybody may read it."""
    return any(record.decision.advice == advice for record in programme.decisions.values())
