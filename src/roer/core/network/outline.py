"""The network as words: goal → results → efforts, with what each stands for on the roadmap. The twin of the picture."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from roer.core.network.paths import Ways
from roer.core.programme.elements import Code, Effort, Element, Goal, Result
from roer.core.programme.labels import CONTRIBUTIONS
from roer.core.programme.network_state import Network
from roer.core.values.dutch import listing, plural


@dataclass(frozen=True, slots=True)
class Branch:
    """An element in the outline: how much it contributes to what stands above it, a remark, and what serves it."""

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


def outline(network: Network, remarks: Mapping[Code, str], *, placed: Container[Code] = ()) -> Outline:
    """The outline of the open elements.

    `remarks` says of a result where it stands ('op de roadmap', …); `placed` are the results on the roadmap, so that
    each goal tells in one line which of its results are, and which efforts serve it in the end.
    """
    ways = Ways.of(network)
    results = {result.code: _result(network, ways, result.code, remarks) for result in network.results}
    goals = tuple(_goal(network, ways, goal, results, placed) for goal in network.goals)
    serving = {source for source, _ in network.links}
    return Outline(
        goals=goals,
        loose_results=tuple(branch for code, branch in results.items() if code not in serving),
        loose_efforts=tuple(Branch(effort) for effort in network.efforts if effort.code not in serving),
    )


def _goal(network: Network, ways: Ways, goal: Goal, results: Mapping[Code, Branch], placed: Container[Code]) -> Branch:
    branches = []
    for record in ways.down.get(goal.code, ()):
        element = network.elements[record.link.source].element
        word = CONTRIBUTIONS[record.link.contribution]
        if isinstance(element, Result):
            branch = results[element.code]
            branches.append(Branch(element, word, branch.remark, branch.branches))
        elif isinstance(element, Effort):
            branches.append(Branch(element, word))
    return Branch(goal, branches=tuple(branches), remark=_summary(branches, placed))


def _summary(branches: Sequence[Branch], placed: Container[Code]) -> str:
    """'3 resultaten, op de roadmap: R01 Jeugdmonitor. 4 inspanningen: I01, I02, I03 en I07.'"""
    results = [branch.element.code for branch in branches if isinstance(branch.element, Result)]
    on_roadmap = [_named(branch.element) for branch in branches if branch.element.code in placed]
    direct = {branch.element.code for branch in branches if isinstance(branch.element, Effort)}
    efforts = sorted(direct | {below.element.code for branch in branches for below in branch.branches})
    where = f"op de roadmap: {listing(on_roadmap)}" if on_roadmap else "nog niets op de roadmap"
    counted = plural(len(efforts), "inspanning", "inspanningen")
    return f"{plural(len(results), 'resultaat', 'resultaten')}, {where}. {_opening(counted)}" + (
        f": {listing(efforts)}." if efforts else "."
    )


def _named(element: Element) -> str:
    return f"{element.code} {element.title}"


def _opening(words: str) -> str:
    return words[0].upper() + words[1:]


def _result(network: Network, ways: Ways, code: Code, remarks: Mapping[Code, str]) -> Branch:
    efforts = tuple(
        Branch(network.elements[record.link.source].element, CONTRIBUTIONS[record.link.contribution])
        for record in ways.down.get(code, ())
        if isinstance(network.elements[record.link.source].element, Effort)
    )
    return Branch(network.elements[code].element, remark=remarks.get(code, ""), branches=efforts)
