"""Several acts prepared together as one: rehearsed on the programme as it is, then recorded at once or not at all.

What a step expects is told in the versions of the programme on which the steps were prepared. Where a step changes
what an earlier step made or changed, it follows that step: `rebound` says so just before it is checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from roer.core.programme import acts, escalation_acts, meeting_acts, network_acts
from roer.core.programme.acts import Act
from roer.core.programme.elements import Code
from roer.core.programme.entries import Draft, Entry, Recorded
from roer.core.programme.folding import applied
from roer.core.programme.organisation_acts import AssignQuestion, ChangeBody, SettleQuestion
from roer.core.programme.refusals import Conflict, NotAllowed
from roer.core.programme.rules import check
from roer.core.programme.state import Programme

NEVER = 1
"""What a step expects of something that only an earlier step makes: no such thing stems from entry 1."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Repetitie: the programme after the steps that may be recorded, and for each step its entry or its refusal."""

    programme: Programme
    entries: tuple[Entry | None, ...]
    refusals: tuple[NotAllowed | Conflict | None, ...]

    @property
    def ok(self) -> bool:
        """Whether every step may be recorded."""
        return not any(self.refusals)


def rehearse(programme: Programme, drafts: Sequence[Draft], *, today: date, moment: datetime) -> Rehearsal:
    """What these drafts would make of the programme, in this order; a step that is refused is passed over."""
    now, since = programme, programme.seq
    entries: list[Entry | None] = []
    refusals: list[NotAllowed | Conflict | None] = []
    for draft in drafts:
        following = rebound(draft, now, since=since)
        try:
            check(now, following, today=today)
        except (NotAllowed, Conflict) as refusal:
            entries.append(None)
            refusals.append(refusal)
            continue
        number = now.seq + 1
        entry = Entry.chain(following, seq=number, id=UUID(int=number), recorded_at=moment, previous=now.head)
        now = applied(now, entry)
        entries.append(entry)
        refusals.append(None)
    return Rehearsal(now, tuple(entries), tuple(refusals))


def rebound(draft: Draft, programme: Programme, *, since: int) -> Draft:
    """The draft, expecting what an entry after `since` made of its subject; the same draft when none touched it.

    `since` is the last entry before the first step, so whatever comes after it is of the same person and proposal.
    """
    act = draft.act
    seen, held = _expected(act), _now(act, programme)
    if len(seen) != len(held):
        return draft
    fresh = tuple(now if now is not None and now > since else was for was, now in zip(seen, held, strict=True))
    return draft if fresh == seen else draft.model_copy(update={"act": _expecting(act, fresh)})


def _expected(act: Act) -> tuple[int | None, ...]:
    expects = getattr(act, "expects", None)
    if isinstance(expects, tuple):
        return expects
    return (expects,) if "expects" in type(act).model_fields else ()


def _expecting(act: Act, expects: tuple[int | None, ...]) -> Act:
    several = isinstance(act, network_acts.MergeElements)
    return act.model_copy(update={"expects": expects if several else expects[0]})


def _now(act: Act, programme: Programme) -> tuple[int | None, ...]:
    """For each thing that the act changes, the entry that last changed it; None when it is not there."""
    match act:
        case network_acts.ChangeElement():
            return (_element(programme, act.element.code),)
        case network_acts.ChangeLink():
            return (_seq(programme.network.links.get((act.link.source, act.link.target))),)
        case network_acts.UnlinkElements():
            return (_seq(programme.network.links.get((act.source, act.target))),)
        case network_acts.SplitElement():
            return (_element(programme, act.predecessor),)
        case network_acts.MergeElements():
            return tuple(_element(programme, code) for code in act.predecessors)
        case network_acts.RemoveElement() | network_acts.RestoreElement():
            return (_element(programme, act.code),)
        case acts.WriteSmartText():
            return (_last(programme.smart.get(act.text.element, ())),)
        case acts.ScreenPrivacy() if act.answers is not None:
            file = programme.privacy.get(act.result)
            return (_seq(file.screening if file else None),)
        case acts.WriteDpia():
            file = programme.privacy.get(act.dpia.result)
            return (_last(file.dpias if file else ()),)
        case acts.DescribeArchitecture():
            return (_last(programme.architectures.get(act.architecture.result, ())),)
        case acts.AllocateCapacity():
            return (_seq(programme.allocations.get((act.allocation.effort, act.allocation.quarter))),)
        case acts.DraftLetter():
            return (_seq(programme.letters.get(act.code)),)
        case ChangeBody():
            return (_seq(programme.bodies.get(act.body.code)),)
        case AssignQuestion() | SettleQuestion():
            return (_seq(programme.organisation.questions.get(act.question)),)
        case acts.SetCeiling():
            return (_seq(programme.ceilings.get(act.ceiling.quarter)),)
        case meeting_acts.SetAgenda() | meeting_acts.RecordAttendance() | meeting_acts.WriteMinutes():
            return (_part_of_meeting(programme, act),)
        case escalation_acts.RaiseEscalation() | escalation_acts.SettleEscalation() | escalation_acts.CloseEscalation():
            return (_seq(programme.escalations.records.get(act.escalation)),)
        case _:
            return ()


def _part_of_meeting(
    programme: Programme, act: meeting_acts.SetAgenda | meeting_acts.RecordAttendance | meeting_acts.WriteMinutes
) -> int | None:
    record = programme.meetings.records.get(act.meeting)
    if record is None:
        return None
    match act:
        case meeting_acts.SetAgenda():
            return _seq(record.agenda)
        case meeting_acts.RecordAttendance():
            return _seq(record.attendance)
        case meeting_acts.WriteMinutes():
            return _seq(record.minutes)


def _element(programme: Programme, code: Code) -> int | None:
    return _seq(programme.network.elements.get(code))


def _last(versions: Sequence[Recorded]) -> int | None:
    return _seq(versions[-1]) if versions else None


def _seq(record: Recorded | None) -> int | None:
    return record.seq if record else None
