"""The rules of a healthy network, as data: what no single act can see, because it only shows from the whole."""

from __future__ import annotations

from roer.core.programme.findings import Rule, Severity
from roer.core.programme.smart_rules import NO_CLIENT, NO_EFFORT, NO_OWNER, SMART_RULES

_BLOCKING, _SERIOUS, _ADVICE = Severity.BLOCKING, Severity.SERIOUS, Severity.ADVICE

WITHOUT_CLIENT = Rule("result.without_client", _BLOCKING, "Resultaat zonder klant", "a client for each result")
WITHOUT_SMART = Rule(
    "result.without_smart_text", _BLOCKING, "Resultaat zonder SMART-omschrijving", "a SMART text for each result"
)
GOAL_WITHOUT_RESULT = Rule(
    "goal.without_result", _SERIOUS, "Doel zonder resultaat", "a result that contributes to each goal"
)
NOT_MEASURABLE = Rule(
    "goal.not_measurable", _SERIOUS, "Meetbaar doel zonder SMART-omschrijving", "a SMART text for each measurable goal"
)
WITHOUT_GOAL = Rule(
    "result.without_goal", _SERIOUS, "Resultaat zonder doel", "a goal, or another result, that needs each result"
)
WITHOUT_EFFORT = Rule(
    "result.without_effort", _SERIOUS, "Resultaat zonder inspanning", "an effort that is not stopped for each result"
)
SERVES_NOTHING = Rule(
    "effort.serves_nothing",
    _SERIOUS,
    "Inspanning die niets dient",
    "a result, a goal or another effort that needs each effort that runs",
)
STOPPED = Rule(
    "effort.stopped_but_linked", _SERIOUS, "Gestopte inspanning met relaties", "no links from an effort that stopped"
)
NOT_STARTED = Rule(
    "effort.precondition_not_started",
    _SERIOUS,
    "Randvoorwaarde nog niet begonnen",
    "no precondition in the phase of an idea for a result on the roadmap",
)
NO_WORK_LEFT = Rule(
    "result.no_work_left",
    _ADVICE,
    "Werk klaar, nog niet op de roadmap",
    "a place on the roadmap, or more work, when all efforts for a result are done",
)
NOT_CONFIRMED = Rule(
    "link.not_confirmed", _ADVICE, "Relatie lang niet bevestigd", "somebody who stood for each link within the year"
)
WITHOUT_RATIONALE = Rule(
    "link.without_rationale", _ADVICE, "Grote bijdrage zonder onderbouwing", "a rationale for each large contribution"
)
WITHOUT_OWNER = Rule("element.without_owner", _ADVICE, "Zonder eigenaar", "an owner for each element")
WITHOUT_FIELD = Rule(
    "element.without_policy_field", _ADVICE, "Zonder beleidsterrein", "a policy field for each element"
)

NETWORK_RULES = (
    WITHOUT_CLIENT, WITHOUT_SMART,
    GOAL_WITHOUT_RESULT, NOT_MEASURABLE, WITHOUT_GOAL, WITHOUT_EFFORT,
    SERVES_NOTHING, STOPPED, NOT_STARTED,
    NO_WORK_LEFT, NOT_CONFIRMED, WITHOUT_RATIONALE, WITHOUT_OWNER, WITHOUT_FIELD,
)  # fmt: skip
"""What the network itself must satisfy."""

TWICE = frozenset({NO_CLIENT, NO_OWNER, NO_EFFORT})
"""Rules of SMART texts that the network already asks of every element, with or without a text."""

HEALTH_RULES = (*NETWORK_RULES, *(rule for rule in SMART_RULES if rule not in TWICE))
"""Every rule of the work list, in the order in which they are told."""
