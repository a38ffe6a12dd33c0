"""The pages of who is to move: mine, somebody's, and everything at one gate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from roer.core.programme.gate_states import (
    ARCHITECTURE_ADOPTED,
    CLIENT_AGREED,
    DPIA_DONE,
    PRIORITISED,
    Gate,
    GateStatus,
)
from roer.core.programme.state import Programme
from roer.office.ledger.door import today
from roer.office.ledger.history import programme as programme_now
from roer.office.people.register import reader_of
from roer.office.steering.people_named import names_in
from roer.office.steering.readable import readable_lines
from roer.office.steering.standing import SLUGS, Answer, Standing, standings
from roer.office.steering.turns.items import piles
from roer.office.steering.turns.work import seats_at, work


@dataclass(frozen=True, slots=True)
class Explained:
    """Uitleg of a gate: what it asks, who judges, and what makes it close again (programme.md 3.4)."""

    gate: Gate
    asks: str
    judge: str
    lapses: str


GATES_BY_SLUG: Mapping[str, Explained] = {
    SLUGS[CLIENT_AGREED.code]: Explained(
        CLIENT_AGREED,
        gettext_lazy("Een SMART-omschrijving zonder blokkerende bevinding, en het akkoord van de klant daarop."),
        gettext_lazy("De klant van het resultaat. Wie de tekst schreef, kan niet akkoord geven."),
        gettext_lazy("Er komt een nieuwe tekst, de klant vertrekt of de doelgroep verandert."),
    ),
    SLUGS[PRIORITISED.code]: Explained(
        PRIORITISED,
        gettext_lazy("Een besluit over de prioriteit, na een advies van het programmateam."),
        gettext_lazy("De stuurgroep."),
        gettext_lazy("Het besluit wordt ingetrokken of vervangen, of het resultaat zelf verandert."),
    ),
    SLUGS[DPIA_DONE.code]: Explained(
        DPIA_DONE,
        gettext_lazy(
            "Een pre-scan die zegt dat geen DPIA nodig is, of een vastgestelde DPIA waarvan alle maatregelen zijn "
            "ingevoerd. Altijd met advies van de Functionaris Gegevensbescherming."
        ),
        gettext_lazy("Elke verwerkingsverantwoordelijke, per gemeente. De Functionaris adviseert en beslist niet."),
        gettext_lazy(
            "Het productcontract verandert (bron, veld, doel, ontvanger), een maatregel gaat weer open of de datum "
            "van herziening gaat voorbij."
        ),
    ),
    SLUGS[ARCHITECTURE_ADOPTED.code]: Explained(
        ARCHITECTURE_ADOPTED,
        gettext_lazy("Een vastgestelde doelarchitectuur waarin elke bron van het productcontract staat."),
        gettext_lazy("De architectuurgroep."),
        gettext_lazy("De doelarchitectuur wordt vervangen of er komt een bron bij."),
    ),
}
"""The gates by the word in their address."""


@dataclass(frozen=True, slots=True)
class AtGate:
    """Een resultaat voor een poort: one of the different answers that the gate gives for it."""

    standing: Standing
    answer: Answer


@require_safe
def turns(request: HttpRequest) -> HttpResponse:
    """`/aan-zet/`: what waits for the reader, and for everybody else."""
    programme, on = programme_now(), today()
    reader = reader_of(request)
    heaps = piles(work(programme, on=on, reader=reader))
    mine = seats_at(programme, reader, on=on) if reader else ()
    told = {
        "mine": [pile for pile in heaps if pile.turn.who in mine],
        "piles": heaps,
        "gates": GATES_BY_SLUG,
        "names": names_in(programme),
        "on": on,
    }
    return render(request, "steering/turns/turns.html", told)


@require_safe
def turn(request: HttpRequest, who: str) -> HttpResponse:
    """`/aan-zet/<who>/`: what waits for one person or body, also when that is nothing."""
    programme, on = programme_now(), today()
    names = names_in(programme)
    heaps = piles(work(programme, on=on, reader=reader_of(request)))
    pile = next((pile for pile in heaps if pile.turn.who == who), None)
    if pile is None and who not in names:
        raise Http404(_("Deze persoon of dit gremium kennen we niet."))
    told = {"pile": pile, "who": who, "names": names, "on": on, "is_body": who in programme.bodies}
    return render(request, "steering/turns/turn.html", told)


@require_safe
def gate(request: HttpRequest, slug: str) -> HttpResponse:
    """`/poorten/<slug>/`: how every open result stands before one gate."""
    programme, on = programme_now(), today()
    told = GATES_BY_SLUG.get(slug)
    if told is None:
        raise Http404(_("Deze poort is er niet."))
    before = _before(programme, told.gate)
    groups = [(status, [one for one in before if one.answer.state.status is status]) for status in _ORDER]
    shown = {
        "explained": told,
        "groups": [(status, found) for status, found in groups if found],
        "slug": slug,
        "gates": GATES_BY_SLUG,
        "names": names_in(programme),
        "on": on,
        "readable": readable_lines(request, programme, [item for one in before for item in one.answer.state.evidence]),
    }
    return render(request, "steering/turns/gate.html", shown)


_ORDER = (
    GateStatus.LAPSED,
    GateStatus.IN_PROGRESS,
    GateStatus.NOT_MET,
    GateStatus.MET,
    GateStatus.NOT_APPLICABLE,
)
"""What asks attention first."""


def _before(programme: Programme, gate: Gate) -> list[AtGate]:
    found = [
        AtGate(standing, answer)
        for standing in standings(programme, on=today())
        for line in standing.lines
        if line.gate is gate
        for answer in line.answers
    ]
    return sorted(found, key=lambda one: (one.answer.state.since or date.max, one.standing.result.code))
