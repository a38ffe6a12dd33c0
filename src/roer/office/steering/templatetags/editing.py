"""What the pages of the network show of working on it: a bar of things to add, and the buttons of one element."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template

from roer.core.programme.elements import Code
from roer.office.steering.editing.desk import Desk
from roer.office.steering.editing.panel import Action, actions_on, additions, tasks

register = template.Library()


@dataclass(frozen=True, slots=True)
class Greyed:
    """Buttons that are greyed for one and the same reason."""

    told: str
    actions: tuple[Action, ...]


@register.inclusion_tag("steering/edit/bar.html", takes_context=True)
def editing_bar(context: Any) -> dict[str, Any]:
    """What can be added to the network, and where it is worked on as a whole."""
    desk = Desk.of(context["request"])
    return {
        "desk": desk,
        "additions": list(additions(desk)),
        "tasks": tasks(desk),
        "open_proposals": sum(proposal.is_open for proposal in desk.proposals()),
    }


@register.inclusion_tag("steering/edit/actions.html", takes_context=True)
def editing_actions(context: Any, code: Code, label: str, only: str = "", but: str = "") -> dict[str, Any]:
    """The buttons of one element, or `only` the one with this name, or all `but` that one."""
    desk = Desk.of(context["request"])
    known = code in desk.programme.network.elements
    actions = (
        [action for action in actions_on(desk, code) if only in ("", action.name) and but != action.name]
        if known
        else []
    )
    return {"actions": actions, "label": label, "place": only or "pad"}


@register.filter
def reasons(actions: Iterable[Action]) -> list[Greyed]:
    """Why buttons are greyed: each reason once, with the buttons that have it."""
    found: dict[str, list[Action]] = {}
    for action in actions:
        if not action.open:
            found.setdefault(action.verdict.reason, []).append(action)
    return [Greyed(reason, tuple(group)) for reason, group in found.items()]
