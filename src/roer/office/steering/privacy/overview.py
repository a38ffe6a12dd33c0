"""The overview of all privacy files: for the officer what waits for whom, for everybody else how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roer.core.programme.elements import BodyKind, Result
from roer.core.programme.gate_states import DPIA_DONE
from roer.core.programme.privacy import PrivacyFile
from roer.core.programme.privacy_access import WHO, may_read
from roer.core.programme.privacy_standing import Stage, measures_due, reviews, stage_of
from roer.core.programme.state import Programme
from roer.office.ledger.door import today
from roer.office.ledger.history import programme as programme_now
from roer.office.people.register import reader_of
from roer.office.steering.people_named import names_in
from roer.office.steering.standing import GateLine, standings
from roer.office.steering.turns.work import seats_at


@dataclass(frozen=True)
class FileLine:
    """A privacy file in the overview: its step, how gate 3 answers per municipality, and since when it waits."""

    result: Result
    stage: Stage
    gate: GateLine
    since: date | None
    is_mine: bool

    @property
    def waits(self) -> bool:
        """Whether gate 3 is not open for all municipalities."""
        return not self.gate.whole.passes


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """`/privacy/`: every result with its file; what waits for the reader first."""
    programme, on, reader = programme_now(), today(), reader_of(request)
    mine = frozenset(seats_at(programme, reader, on=on)) if reader else frozenset()
    lines = [_line(programme, standing.result, standing.lines, mine) for standing in standings(programme, on=on)]
    lines.sort(key=lambda line: (not line.is_mine, not line.waits, line.since or date.max, line.result.code))
    due = [item for item in measures_due(programme, on=on) if may_read(programme, item.result.code, reader, on=on)]
    told = {
        "mine": [line for line in lines if line.is_mine],
        "started": [line for line in lines if line.stage is not Stage.NOTHING],
        "untouched": [line for line in lines if line.stage is Stage.NOTHING],
        "waiting": sum(line.waits for line in lines if line.stage is not Stage.NOTHING),
        "reviews": reviews(programme, on=on),
        "due": due,
        "reads_any": bool(due) or _is_reader(programme, mine),
        "who": WHO,
        "names": names_in(programme),
    }
    return render(request, "steering/privacy/overview.html", told)


def _is_reader(programme: Programme, mine: frozenset[str]) -> bool:
    officers = {body.code for body in programme.bodies_of(BodyKind.DATA_PROTECTION_OFFICER)}
    return bool(officers & mine)


def _line(programme: Programme, result: Result, gates: tuple[GateLine, ...], mine: frozenset[str]) -> FileLine:
    gate = next(line for line in gates if line.gate == DPIA_DONE)
    file = programme.privacy.get(result.code, PrivacyFile())
    stage = stage_of(file, result)
    turns = {answer.state.turn.who for answer in gate.answers if answer.state.turn and not answer.state.passes}
    is_mine = stage is not Stage.NOTHING and bool(turns & mine)
    return FileLine(result, stage, gate, gate.whole.since, is_mine)
