"""Work at the gates: what keeps results from the roadmap, what closed again, what is to be placed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from roer.core.programme.elements import BodyKind
from roer.core.programme.gate_states import DPIA_DONE, GateStatus, Turn
from roer.core.programme.state import Programme
from roer.office.steering.standing import Standing, standings
from roer.office.steering.turns.items import NOT_BEGUN, Reader, Urgency, WorkItem


def gate_work(programme: Programme, on: date, _reader: Reader) -> Iterator[WorkItem]:
    """Each gate that is closed, for who can open it."""
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


def reserved_work(programme: Programme, on: date, _reader: Reader) -> Iterator[WorkItem]:
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


def placing_work(programme: Programme, on: date, _reader: Reader) -> Iterator[WorkItem]:
    """Results with all gates open, for the steering group."""
    boards = programme.bodies_of(BodyKind.STEERING_GROUP, on=on)
    for standing in standings(programme, on=on):
        if standing.to_place and boards:
            since = max((line.whole.since for line in standing.lines if line.whole.since), default=None)
            why = _("Alle vier de poorten zijn open. De stuurgroep besluit over de plaatsing op de roadmap.")
            where = tuple(programme.municipalities[town].name for town in standing.to_place)
            turn = Turn(boards[0].code, boards[0].name)
            yield replace(_item(standing, turn, _("Plaatsing op de roadmap"), why, since), where=where, urgency=1)


def _item(standing: Standing, turn: Turn, what: str, why: str, since: date | None) -> WorkItem:
    return WorkItem(
        turn=turn,
        what=what,
        about=standing.result.title,
        address=reverse("steering:result", args=[standing.result.code]),
        why=why,
        since=since,
    )
