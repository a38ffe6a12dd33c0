"""The start page: what this programme is, how it stands, what is new, and what waits for you."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roer.core.programme.gates import GATES
from roer.core.programme.reading import may_read
from roer.core.programme.state import Programme
from roer.office.ledger.door import today
from roer.office.ledger.history import newest_first
from roer.office.ledger.history import programme as programme_now
from roer.office.people.register import names_of, reader_of
from roer.office.steering.news import newest
from roer.office.steering.standing import SLUGS, standings
from roer.office.steering.turns.items import Pile, piles
from roer.office.steering.turns.work import seats_at, work

LINES_OF_NEWS = 8


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The start page; before the programme is founded it says how to begin."""
    programme = programme_now()
    if programme.charter is None:
        return render(request, "steering/start_empty.html")
    on = today()
    all_standings = standings(programme, on=on)
    who, now = reader_of(request), datetime.now(UTC)
    seen = (entry for entry in newest_first(up_to=programme.seq) if may_read(entry.draft.act, programme, who, now=now))
    news = newest(seen, programme, lines=LINES_OF_NEWS)
    told = {
        "programme": programme,
        "towns": [town.name for _code, town in sorted(programme.municipalities.items())],
        "goals": len(programme.network.goals),
        "efforts": len(programme.network.efforts),
        "standings": all_standings,
        "placed": [standing for standing in all_standings if standing.place == "placed"],
        "gates": [
            (gate, SLUGS[gate.code], sum(standing.lines[index].whole.passes for standing in all_standings))
            for index, gate in enumerate(GATES)
        ],
        "newest": news,
        "names": names_of(item.entry.draft.by for item in news),
        "mine": _mine(who, programme) if who else (),
        "on": on,
        "body_names": {code: record.body.name for code, record in programme.bodies.items()},
    }
    return render(request, "steering/start.html", told)


def _mine(person: str, programme: Programme) -> list[Pile]:
    """What waits for this person, herself or as a member of a body."""
    on = today()
    mine = seats_at(programme, person, on=on)
    return [pile for pile in piles(work(programme, on=on, reader=person)) if pile.turn.who in mine]
