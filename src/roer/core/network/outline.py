"""The network as words: goal → results → efforts, with what each stands for on the roadmap. The twin of the picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roer.core.programme.elements import Code, Effort, Element, Goal, Result
from roer.core.programme.labels import CONTRIBUTIONS
from roer.core.programme.network_state import Network


@dataclass(frozen=True, slots=True)
class Branch:
    """An element in the outline, what it is called by the link above it, its remark, and what serves it."""

    element: Element
    contribution: str = ""
    remark: str = ""
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """Every goal with its results and their efforts; and what serves nothing, so that nothing is left out."""

    goals: tuple[Branch, ...]
    loose_results: tuple[Branch, ...]
    loose_efforts: tuple[Branch, ...]


def outline(network: Network, remarks: Mapping[Code, str]) -> Outline:
    """The outline of the open elements; `remarks` says of a result where it stands ('op de roadmap', …)."""
    results = {result.code: _result(network, result.code, remarks) for result in network.results}
    goals = tuple(_goal(network, goal, results, remarks) for goal in network.goals)
    serving = {source for source, _ in network.links}
    return Outline(
        goals=goals,
        loose_results=tuple(branch for code, branch in results.items() if code not in serving),
        loose_efforts=tuple(Branch(effort) for effort in network.efforts if effort.code not in serving),
    )


def _goal(network: Network, goal: Goal, results: Mapping[Code, Branch], remarks: Mapping[Code, str]) -> Branch:
    branches = []
    for record in network.links_to(goal.code):
        element = network.elements[record.link.source].element
        word = CONTRIBUTIONS[record.link.contribution]
        if isinstance(element, Result):
            branch = results[element.code]
            branches.append(Branch(element, word, branch.remark, branch.branches))
        elif isinstance(element, Effort):
            branches.append(Branch(element, word))
    return Branch(goal, branches=tuple(branches), remark=remarks.get(goal.code, ""))


def _result(network: Network, code: Code, remarks: Mapping[Code, str]) -> Branch:
    efforts = tuple(
        Branch(network.elements[record.link.source].element, CONTRIBUTIONS[record.link.contribution])
        for record in network.links_to(code)
        if isinstance(network.elements[record.link.source].element, Effort)
    )
    return Branch(network.elements[code].element, remark=remarks.get(code, ""), branches=efforts)
