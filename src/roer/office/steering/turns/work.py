"""Everything that waits for somebody, each with who can bring it further, since when and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from django.urls import reverse
from django.utils.translation import gettext as _

from roer.core.programme.elements import BodyKind, PersonId
from roer.core.programme.gate_states import DPIA_DONE, GateStatus, Turn
from roer.core.programme.state import Programme
from roer.office.steering.standing import Standing, standings

Urgency = Literal[0, 1, 2, 3]
"""0: it was let through and stands in doubt; 1: it waits for this step only; 2: it is on its way; 3: not begun."""


NOT_BEGUN: Urgency = 3


@dataclass(frozen=True, slots=True)
class WorkItem:
    """Werkpunt: something that waits. `turn` says for whom; `where` for which municipalities, empty for all."""

    turn: Turn
    what: str
    about: str
    address: str
    why: str
    since: date | None
    where: tuple[str, ...] = ()
    due: date | None = None
    urgency: Urgency = 2

    def days(self, on: date) -> int | None:
        """For how many days it waits."""
        return None if self.since is None else max(0, (on - self.since).days)

    def is_late(self, on: date) -> bool:
        """Whether it should have been done."""
        return self.due is not None and self.due < on


@dataclass(frozen=True, slots=True)
class Pile:
    """Stapel: all that waits for one person or one body, most urgent first."""

    turn: Turn
    items: tuple[WorkItem, ...]

    @property
    def begun(self) -> tuple[WorkItem, ...]:
        """What is on its way already, or stands in doubt."""
        return tuple(item for item in self.items if item.urgency < NOT_BEGUN)

    @property
    def not_begun(self) -> tuple[WorkItem, ...]:
        """What nobody began with yet."""
        return tuple(item for item in self.items if item.urgency == NOT_BEGUN)

    @property
    def since(self) -> date | None:
        """Since when the first of it waits."""
        return min((item.since for item in self.items if item.since), default=None)


def work(programme: Programme, *, on: date) -> tuple[WorkItem, ...]:
    """All that waits for somebody on a day, most urgent first and then longest."""
    found = [item for source in _SOURCES for item in source(programme, on)]
    return tuple(sorted(found, key=lambda item: (item.urgency, item.since or on, item.about, item.what)))


def piles(items: Iterable[WorkItem]) -> tuple[Pile, ...]:
    """The same per person or body, who has most first."""
    found: dict[str, list[WorkItem]] = {}
    for item in items:
        found.setdefault(item.turn.who or item.turn.label, []).append(item)
    stacked = [Pile(items[0].turn, tuple(items)) for items in found.values()]
    return tuple(sorted(stacked, key=lambda pile: (-len(pile.items), pile.turn.label)))


def seats_at(programme: Programme, person: PersonId, *, on: date) -> tuple[str, ...]:
    """For whom a person acts: herself, and each body in which she sits."""
    return (person, *dict.fromkeys(record.seat.body for record in programme.seats_of(person, on=on)))


def _gates(programme: Programme, on: date) -> Iterator[WorkItem]:
    for standing in standings(programme, on=on):
        if standing.place == "placed":
            continue
        for line in standing.lines:
            for answer in line.answers:
                state = answer.state
                if state.turn is not None and not state.passes:
                    what = _("Poort ‘%(gate)s’") % {"gate": line.gate.label}
                    item = _item(standing, state.turn, what, state.reason, state.since)
                    urgency: Urgency = NOT_BEGUN if state.status is GateStatus.NOT_MET else 2
                    if line.gate == DPIA_DONE:
                        item = replace(item, address=reverse("steering:privacy_file", args=[standing.result.code]))
                    yield replace(item, where=answer.where, urgency=urgency)


def _reserved(programme: Programme, on: date) -> Iterator[WorkItem]:
    """What closed again after the placing: for who can mend it, and for who must know and decide."""
    kinds = (BodyKind.STEERING_GROUP, BodyKind.DATA_PROTECTION_OFFICER)
    told = [Turn(body.code, body.name) for kind in kinds for body in programme.bodies_of(kind, on=on)]
    for standing in standings(programme, on=on):
        for state in standing.reservations:
            turns = [state.turn, *told] if state.turn else told
            for turn in {turn.who: turn for turn in turns}.values():
                what = _("Onder voorbehoud: poort ‘%(gate)s’ is weer dicht") % {"gate": state.gate.label}
                towns = programme.municipalities
                where = (towns[state.municipality].name,) if state.municipality in towns else ()
                yield replace(_item(standing, turn, what, state.reason, state.since), where=where, urgency=0)


def _placeable(programme: Programme, on: date) -> Iterator[WorkItem]:
    boards = programme.bodies_of(BodyKind.STEERING_GROUP, on=on)
    for standing in standings(programme, on=on):
        if standing.to_place and boards:
            since = max((line.whole.since for line in standing.lines if line.whole.since), default=None)
            why = _("Alle vier de poorten zijn open. De stuurgroep besluit over de plaatsing op de roadmap.")
            where = tuple(programme.municipalities[town].name for town in standing.to_place)
            turn = Turn(boards[0].code, boards[0].name)
            yield replace(_item(standing, turn, _("Plaatsing op de roadmap"), why, since), where=where, urgency=1)


def _unconfirmed(programme: Programme, on: date) -> Iterator[WorkItem]:
    for record in programme.decisions.values():
        if record.confirmed is None and record.withdrawn is None:
            body = programme.bodies[record.decision.body].body
            yield WorkItem(
                turn=Turn(body.code, body.name),
                what=_("Besluit bevestigen in het verslag"),
                about=f"{record.decision.code} {record.decision.title}",
                address=reverse("steering:decision", args=[record.decision.code]),
                why=_("Een besluit is voorlopig tot het verslag is bevestigd, door een ander dan wie het vastlegde."),
                since=record.decision.decided_on,
                urgency=1,
            )


_SOURCES: tuple[Callable[[Programme, date], Iterator[WorkItem]], ...] = (_reserved, _gates, _placeable, _unconfirmed)
"""Where work comes from; each gives what waits on a day."""


def _item(standing: Standing, turn: Turn, what: str, why: str, since: date | None) -> WorkItem:
    return WorkItem(
        turn=turn,
        what=what,
        about=standing.result.title,
        address=reverse("steering:result", args=[standing.result.code]),
        why=why,
        since=since,
    )
