"""The roadmap: what is planned when, what may be placed, and which gates still wait for whom."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roer.core.programme.gates import GATES, GateStatus
from roer.core.programme.refusals import Verdict
from roer.core.programme.state import Programme
from roer.core.values.periods import Period
from roer.office.ledger.door import today
from roer.office.ledger.history import programme as programme_now
from roer.office.people.register import reader_of
from roer.office.steering.people_named import names_in
from roer.office.steering.placing import may_be_placed_by, quarters_of_programme
from roer.office.steering.standing import Standing, standings
from roer.office.steering.turns.items import piles
from roer.office.steering.turns.work import work


@dataclass(frozen=True, slots=True)
class Bar:
    """A placed result on the time line: so many quarters empty, so many filled, so many empty."""

    standing: Standing
    before: range
    length: int
    after: range


@dataclass(frozen=True, slots=True)
class Candidate:
    """A result that could be placed, and whether the reader may record that."""

    standing: Standing
    verdict: Verdict


@require_safe
def roadmap(request: HttpRequest) -> HttpResponse:
    """The whole roadmap, for everybody."""
    programme, on = programme_now(), today()
    all_standings = standings(programme, on=on)
    by = reader_of(request)
    placed = sorted(
        (standing for standing in all_standings if standing.placement is not None),
        key=lambda standing: (standing.placement.place.start, standing.result.code) if standing.placement else ("", ""),
    )
    line = _time_line(programme, placed)
    told = {
        "placed": placed,
        "quarters": line,
        "years": _years(line),
        "bars": [_bar(standing, line) for standing in placed],
        "candidates": [
            Candidate(standing, may_be_placed_by(programme, standing, by, on=on))
            for standing in all_standings
            if standing.to_place
        ],
        "tray": [standing for standing in all_standings if standing.place == "waiting"],
        "piles": piles(work(programme, on=on, reader=by)),
        "gates": GATES,
        "statuses": list(GateStatus),
        "names": names_in(programme),
        "town_names": {code: town.name for code, town in programme.municipalities.items()},
    }
    return render(request, "steering/roadmap.html", told)


def _time_line(programme: Programme, placed: list[Standing]) -> list[Period]:
    """The quarters of the programme, longer where something was placed outside it."""
    edges = [
        edge for item in placed if item.placement for edge in (item.placement.place.start, item.placement.place.end)
    ]
    return quarters_of_programme(programme, also=[Period(edge) for edge in edges])


def _years(line: list[Period]) -> list[tuple[int, int]]:
    """Each year with its number of quarters on the line."""
    years = dict.fromkeys(quarter.year for quarter in line)
    return [(year, sum(quarter.year == year for quarter in line)) for year in years]


def _bar(standing: Standing, line: list[Period]) -> Bar:
    assert standing.placement is not None, "only placed results are on the line"
    first = line.index(Period(standing.placement.place.start))
    last = line.index(Period(standing.placement.place.end))
    return Bar(standing, range(first), last - first + 1, range(len(line) - last - 1))
