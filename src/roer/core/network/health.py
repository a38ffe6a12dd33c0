"""The health of the network as a work list: what does not add up, why, what to do, and whose turn it is.

Each link is read once, so that the list of a network with thousands of elements costs no noticeable time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from roer.core.network import health_rules as rules
from roer.core.programme.elements import (
    BodyKind,
    Code,
    Effort,
    Element,
    Goal,
    GoalKind,
    LinkKind,
    Phase,
    Result,
)
from roer.core.programme.findings import Rule
from roer.core.programme.gate_states import Turn
from roer.core.programme.labels import label
from roer.core.programme.network_state import LinkRecord
from roer.core.programme.smart import assigned_per_effort, check_smart, smart_context
from roer.core.programme.state import Programme
from roer.core.values.clock import day_of
from roer.core.values.dutch import day, listing

PATIENCE = timedelta(days=365)
"""How long a link may go without anybody who stands for it."""
LARGE = 3
"""The contribution that asks a rationale."""

About = Literal["goal", "result", "effort", "link"]


@dataclass(frozen=True, slots=True)
class Concern:
    """Aandachtspunt: where the network breaks a rule. `codes` is one element, or the two ends of a link."""

    rule: Rule
    about: About
    codes: tuple[Code, ...]
    reason: str
    suggestion: str
    turn: Turn

    def as_json(self) -> dict[str, object]:
        """The concern for a machine; a person is named by id."""
        return {
            "rule": self.rule.code,
            "severity": self.rule.severity.value,
            "about": self.about,
            "codes": list(self.codes),
            "reason": self.reason,
            "suggestion": self.suggestion,
            "turn": self.turn.who,
        }


def health(programme: Programme, on: date | None = None, *, patience: timedelta = PATIENCE) -> tuple[Concern, ...]:
    """Everything in the working network that asks for attention, heaviest first, then in code order.

    `on` is the day for which it is asked; by default that of the last entry, so that a programme at rest does not
    become ill by itself. `patience` is how long a link may go unconfirmed.
    """
    examination = _examination(programme, on or (day_of(programme.moment) if programme.moment else date.min))
    found = [
        *(concern for element in examination.elements.values() for concern in _about(examination, element)),
        *_links(examination, patience),
    ]
    return tuple(sorted(found, key=lambda concern: (concern.rule.severity.rank, concern.codes, concern.rule.code)))


@dataclass(frozen=True, slots=True)
class _Examination:
    """The open elements with what each serves and is served by, each link looked at once."""

    programme: Programme
    on: date
    elements: Mapping[Code, Element]
    serves: Mapping[Code, list[LinkRecord]]
    served_by: Mapping[Code, list[LinkRecord]]
    needed: frozenset[Code]
    """What another element of its own type depends on."""
    assigned: Mapping[Code, int]
    """What was found for each effort, in hundredths of a full-time equivalent."""
    team: Turn

    def efforts_for(self, code: Code) -> tuple[Effort, ...]:
        """The efforts linked to a result."""
        sources = (self.elements[record.link.source] for record in self.served_by.get(code, ()))
        return tuple(element for element in sources if isinstance(element, Effort))

    def concern(self, rule: Rule, element: Element, reason: str, suggestion: str) -> Concern:
        """A concern about one element: its owner is to move, and without one the programme team."""
        return Concern(rule, element.type, (element.code,), reason, suggestion, self.turn_of(element))

    def turn_of(self, element: Element) -> Turn:
        """Whose turn it is for what concerns this element."""
        return Turn(element.owner, "de eigenaar") if element.owner else self.team


def _examination(programme: Programme, on: date) -> _Examination:
    serves: dict[Code, list[LinkRecord]] = defaultdict(list)
    served_by: dict[Code, list[LinkRecord]] = defaultdict(list)
    needed = set()
    for record in programme.network.links.values():
        if record.link.kind is LinkKind.DEPENDS_ON:
            needed.add(record.link.target)
        else:
            serves[record.link.source].append(record)
            served_by[record.link.target].append(record)
    return _Examination(
        programme=programme,
        on=on,
        elements={record.element.code: record.element for record in programme.network.open_elements()},
        serves=serves,
        served_by=served_by,
        needed=frozenset(needed),
        assigned=assigned_per_effort(programme),
        team=_team(programme, on),
    )


def _team(programme: Programme, on: date) -> Turn:
    bodies = programme.bodies_of(BodyKind.PROGRAMME_TEAM, on=on)
    return Turn(bodies[0].code, bodies[0].name) if bodies else Turn("", label(BodyKind.PROGRAMME_TEAM))


_THIS = {"goal": "Dit doel", "result": "Dit resultaat", "effort": "Deze inspanning"}


def _about(net: _Examination, element: Element) -> Iterator[Concern]:
    match element:
        case Goal():
            yield from _goal(net, element)
        case Result():
            yield from _result(net, element)
        case _:
            yield from _effort(net, element)
    if element.owner is None:
        reason = f"{_THIS[element.type]} heeft geen eigenaar."
        yield net.concern(rules.WITHOUT_OWNER, element, reason, "Wijs iemand aan die erop kan worden aangesproken.")
    if not element.policy_fields:
        reason = f"{_THIS[element.type]} hoort bij geen beleidsterrein."
        yield net.concern(rules.WITHOUT_FIELD, element, reason, "Kies een beleidsterrein.")


def _goal(net: _Examination, goal: Goal) -> Iterator[Concern]:
    sources = (net.elements[record.link.source] for record in net.served_by.get(goal.code, ()))
    if not any(isinstance(element, Result) for element in sources):
        reason = "Geen resultaat draagt bij aan dit doel."
        yield net.concern(rules.GOAL_WITHOUT_RESULT, goal, reason, "Koppel een resultaat, of laat het doel vervallen.")
    if goal.code in net.programme.smart:
        yield from _smart(net, goal)
    elif goal.kind is GoalKind.MEASURABLE:
        reason = "Dit doel heet meetbaar, maar nergens staat welke waarde bereikt moet zijn."
        suggestion = "Schrijf er een SMART-omschrijving bij, of maak er een richtinggevend doel van."
        yield net.concern(rules.NOT_MEASURABLE, goal, reason, suggestion)


def _result(net: _Examination, result: Result) -> Iterator[Concern]:
    if not net.serves.get(result.code) and result.code not in net.needed:
        reason = "Dit resultaat draagt aan geen doel bij."
        yield net.concern(rules.WITHOUT_GOAL, result, reason, "Koppel een doel, of laat het resultaat vervallen.")
    if result.client is None:
        reason = "Er is nog geen klant aangewezen die akkoord kan geven."
        yield net.concern(rules.WITHOUT_CLIENT, result, reason, "Wijs een klant aan, niet uit het programmateam.")
    if result.code in net.programme.smart:
        yield from _smart(net, result)
    else:
        reason = "Er is nog geen SMART-omschrijving, dus de klant kan nergens mee akkoord gaan."
        suggestion = "Schrijf op welke waarde wanneer bereikt moet zijn, en wat de nulmeting is."
        yield net.concern(rules.WITHOUT_SMART, result, reason, suggestion)
    yield from _work(net, result)


def _work(net: _Examination, result: Result) -> Iterator[Concern]:
    efforts = net.efforts_for(result.code)
    if not any(effort.phase is not Phase.STOPPED for effort in efforts):
        codes = listing([effort.code for effort in efforts])
        reason = f"Alle inspanningen zijn gestopt: {codes}." if codes else "Geen inspanning werkt aan dit resultaat."
        yield net.concern(rules.WITHOUT_EFFORT, result, reason, "Koppel de inspanning die dit resultaat oplevert.")
    elif result.code not in net.programme.placements and all(effort.phase is Phase.DONE for effort in efforts):
        codes = listing([effort.code for effort in efforts])
        reason = f"Alle inspanningen zijn afgerond ({codes}), maar het resultaat staat niet op de roadmap."
        suggestion = "Vraag de stuurgroep om een besluit, of koppel de inspanning die nog moet."
        yield net.concern(rules.NO_WORK_LEFT, result, reason, suggestion)


def _smart(net: _Examination, element: Goal | Result) -> Iterator[Concern]:
    efforts = net.efforts_for(element.code)
    context = smart_context(net.programme, element.code, efforts=efforts, assigned=net.assigned)
    for finding in check_smart(net.programme.smart[element.code][-1].text, context):
        if finding.rule not in rules.TWICE:
            yield net.concern(finding.rule, element, finding.reason, finding.suggestion)


def _effort(net: _Examination, effort: Effort) -> Iterator[Concern]:
    links = net.serves.get(effort.code, [])
    if not links and effort.code not in net.needed and effort.phase not in (Phase.DONE, Phase.STOPPED):
        reason = "Geen resultaat of doel heeft iets aan deze inspanning."
        yield net.concern(rules.SERVES_NOTHING, effort, reason, "Koppel een resultaat, of stop de inspanning.")
    if links and effort.phase is Phase.STOPPED:
        reason = f"Deze inspanning is gestopt, maar staat nog bij {listing(sorted(_targets(links)))}."
        suggestion = "Haal de relaties weg en koppel de inspanning die het werk overneemt."
        yield net.concern(rules.STOPPED, effort, reason, suggestion)
    waiting = sorted(
        record.link.target
        for record in links
        if record.link.kind is LinkKind.PRECONDITION and record.link.target in net.programme.placements
    )
    if waiting and effort.phase is Phase.IDEA:
        what = "staat op de roadmap en kan" if len(waiting) == 1 else "staan op de roadmap en kunnen"
        reason = f"{listing(waiting)} {what} niet zonder deze inspanning, die nog een idee is."
        suggestion = "Begin met de voorbereiding, of bespreek de plaatsing met de stuurgroep."
        yield net.concern(rules.NOT_STARTED, effort, reason, suggestion)


def _targets(links: list[LinkRecord]) -> set[Code]:
    return {record.link.target for record in links}


def _links(net: _Examination, patience: timedelta) -> Iterator[Concern]:
    for (source, target), record in net.programme.network.links.items():
        turn = net.turn_of(net.elements[source])
        if net.on - record.confirmed_on > patience:
            reason = f"Deze relatie is op {day(record.confirmed_on)} voor het laatst bevestigd."
            suggestion = "Bevestig de relatie als zij nog klopt; wijzig haar of haal haar anders weg."
            yield Concern(rules.NOT_CONFIRMED, "link", (source, target), reason, suggestion, turn)
        if record.link.contribution == LARGE and not record.link.rationale:
            reason = "De bijdrage is groot, maar er staat niet bij waarom."
            suggestion = "Schrijf de onderbouwing op, of kies een kleinere bijdrage."
            yield Concern(rules.WITHOUT_RATIONALE, "link", (source, target), reason, suggestion, turn)
