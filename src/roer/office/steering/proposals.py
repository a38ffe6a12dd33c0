"""Proposals: prepare several acts as one, see what they would do, record all of them or none.

Nothing here gives a right: the rules are asked for each step in the name of whoever records it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from roer.core.programme.acts import ACT, Act
from roer.core.programme.elements import Code, PersonId, canonical_text, digest
from roer.core.programme.entries import Draft, Entry
from roer.core.programme.refusals import NotAllowed
from roer.core.programme.state import Programme
from roer.core.programme.together import Rehearsal, rehearse
from roer.office.ledger.door import record_together, today
from roer.office.ledger.history import programme
from roer.office.steering.models import Proposal


def propose(title: str, acts: Iterable[Act], *, by: PersonId, reason: str = "") -> Proposal:
    """Prepare these acts, in this order, as one proposal of a person. Nothing is recorded yet."""
    steps = [_step(act) for act in acts]
    return Proposal.objects.create(title=title[:160], author=by, reason=reason, steps=steps)


def add_steps(proposal: Proposal, acts: Iterable[Act], *, reason: str = "") -> None:
    """Add acts at the end of an open proposal; `reason` is theirs."""
    _keep_steps(proposal, lambda steps: [*steps, *(_step(act, reason) for act in acts)])


def remove_step(proposal: Proposal, index: int) -> None:
    """Take one step out."""
    _keep_steps(proposal, lambda steps: [*steps[:index], *steps[index + 1 :]])


def move_step(proposal: Proposal, index: int, by: int) -> None:
    """Move one step earlier (`by` = -1) or later (1)."""

    def moved(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
        to = index + by
        if not (0 <= index < len(steps) and 0 <= to < len(steps)):
            return steps
        others = [*steps[:index], *steps[index + 1 :]]
        return [*others[:to], steps[index], *others[to:]]

    _keep_steps(proposal, moved)


def settle_step(proposal: Proposal, index: int, *, decision: Code) -> None:
    """Name the decision that carries a step which closes or opens elements."""

    def settled(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
        told = [*steps]
        if index < len(told) and "decision" in told[index]["act"]:
            act = ACT.validate_python({**told[index]["act"], "decision": decision or None})
            told[index] = _step(act, told[index]["reason"])
        return told

    _keep_steps(proposal, settled)


def describe(proposal: Proposal, *, title: str, reason: str) -> None:
    """Give a proposal its title, and the reason that is recorded with each step that has none of its own."""
    _check_open(proposal)
    proposal.title, proposal.reason = title.strip()[:160] or proposal.title, reason.strip()[:8000]
    proposal.save(update_fields=["title", "reason", "changed_at"])


def drop(proposal: Proposal) -> None:
    """Let a proposal go; it stays to be read, and is never recorded."""
    _check_open(proposal)
    proposal.status = Proposal.Status.DROPPED
    proposal.save(update_fields=["status", "changed_at"])


def share(proposal: Proposal, *, shared: bool) -> None:
    """Let the others of the team see a proposal, or no longer."""
    _check_open(proposal)
    proposal.shared = shared
    proposal.save(update_fields=["shared", "changed_at"])


def visible_to(person: PersonId, *, works_on_network: bool) -> QuerySet[Proposal]:
    """The proposals of a person, and those that others shared with whoever works on the network."""
    mine = Q(author=person)
    return Proposal.objects.filter(mine | Q(shared=True) if works_on_network else mine)


def drafts_of(proposal: Proposal, *, by: PersonId) -> tuple[Draft, ...]:
    """The steps as drafts of whoever would record them today."""
    on = today()
    return tuple(
        Draft(act=ACT.validate_python(step["act"]), by=by, holds_from=on, reason=step["reason"] or proposal.reason)
        for step in proposal.steps
    )


def rehearsal_of(proposal: Proposal, *, by: PersonId) -> Rehearsal:
    """What the proposal would make of the programme as it is now, and which of its steps would be refused."""
    return _rehearsed(programme().head, today().isoformat(), drafts_of(proposal, by=by))


@lru_cache(maxsize=16)
def _rehearsed(head: str, on: str, drafts: tuple[Draft, ...]) -> Rehearsal:
    now = programme()
    return rehearse(now, drafts, today=today(), moment=moment_now(now))


def moment_now(programme_: Programme) -> datetime:
    """Now, and never before what was recorded already."""
    now = datetime.now(UTC)
    return now if programme_.moment is None else max(now, programme_.moment)


def mark_of(proposal: Proposal) -> str:
    """A mark of the steps, so that nobody records other steps than she saw."""
    return digest(canonical_text(proposal.steps))[:16]


def record_proposal(proposal: Proposal, *, by: PersonId, seen: str) -> tuple[Entry, ...]:
    """Record all steps in the name of `by`, or none. `seen` is the mark of the steps that she saw.

    Raises NotAllowed or Conflict, whose `step` says which step is refused.
    """
    with transaction.atomic():
        kept = Proposal.objects.select_for_update().get(pk=proposal.pk)
        if not kept.is_open or not kept.steps:
            raise NotAllowed("proposal_closed", "Dit voorstel is al vastgelegd of vervallen, of het is leeg.")
        if mark_of(kept) != seen:
            raise NotAllowed(
                "proposal_changed", "De stappen van dit voorstel zijn intussen veranderd. Bekijk ze eerst."
            )
        entries = record_together(drafts_of(kept, by=by), by=by)
        kept.status, kept.first_seq, kept.last_seq = Proposal.Status.RECORDED, entries[0].seq, entries[-1].seq
        kept.save()
    return entries


def _step(act: Act, reason: str = "") -> dict[str, Any]:
    return {"act": act.model_dump(mode="json"), "reason": reason}


def _check_open(proposal: Proposal) -> None:
    if not proposal.is_open:
        raise NotAllowed("proposal_closed", "Dit voorstel is al vastgelegd of vervallen.")


def _keep_steps(proposal: Proposal, change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> None:
    with transaction.atomic():
        kept = Proposal.objects.select_for_update().get(pk=proposal.pk)
        _check_open(kept)
        kept.steps = change(kept.steps)
        kept.save(update_fields=["steps", "changed_at"])
    proposal.steps = kept.steps
