"""The network as words: goal → results → efforts, with what each stands for on the roadmap. The twin of the picture."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from roer.core.programme.elements import Code, Effort, Element, Goal, Result
from roer.core.programme.labels import CONTRIBUTIONS, label
from roer.core.programme.network_state import LinkRecord, Network
from roer.core.values.dutch import listing, plural


@dataclass(frozen=True, slots=True)
class Branch:
    """An element in the outline: how much it contributes to what stands above it, a remark, and what serves it."""

    element: Element
    contribution: str = ""
    remark: str = ""
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A line of the list of relations: what serves what, how, and who last stood for it when."""

    source: Element
    target: Element
    record: LinkRecord

    @property
    def says(self) -> str:
        """'draagt bij aan'."""
        return label(self.record.link.kind)

    @property
    def contribution(self) -> str:
        """'groot'."""
        return CONTRIBUTIONS[self.record.link.contribution]


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
    results = {result.code: _result(network, result.code, remarks) for result in network.results}
    goals = tuple(_goal(network, goal, results, placed) for goal in network.goals)
    serving = {source for source, _ in network.links}
    return Outline(
        goals=goals,
        loose_results=tuple(branch for code, branch in results.items() if code not in serving),
        loose_efforts=tuple(Branch(effort) for effort in network.efforts if effort.code not in serving),
    )


def relations(network: Network) -> tuple[Relation, ...]:
    """Every link as a line of a table, in code order."""
    return tuple(
        Relation(network.elements[source].element, network.elements[target].element, record)
        for (source, target), record in sorted(network.links.items())
    )


def _goal(network: Network, goal: Goal, results: Mapping[Code, Branch], placed: Container[Code]) -> Branch:
    branches = []
    for record in network.links_to(goal.code):
        element = network.elements[record.link.source].element
        word = CONTRIBUTIONS[record.link.contribution]
        if isinstance(element, Result):
            branch = results[element.code]
            branches.append(Branch(element, word, branch.remark, branch.branches))
        elif isinstance(element, Effort):
            branches.append(Branch(element, word))
    return Branch(goal, branches=tuple(branches), remark=_summary(branches, placed))


def _summary(branches: Sequence[Branch], placed: Container[Code]) -> str:
    """'3 resultaten, op de roadmap: R01 en R05. 4 inspanningen: I01, I02, I03 en I07.'"""
    results = [branch.element.code for branch in branches if isinstance(branch.element, Result)]
    on_roadmap = [code for code in results if code in placed]
    direct = {branch.element.code for branch in branches if isinstance(branch.element, Effort)}
    efforts = sorted(direct | {below.element.code for branch in branches for below in branch.branches})
    where = f"op de roadmap: {listing(on_roadmap)}" if on_roadmap else "nog niets op de roadmap"
    counted = plural(len(efforts), "inspanning", "inspanningen")
    return f"{plural(len(results), 'resultaat', 'resultaten')}, {where}. {_opening(counted)}" + (
        f": {listing(efforts)}." if efforts else "."
    )


def _opening(words: str) -> str:
    return words[0].upper() + words[1:]


def _result(network: Network, code: Code, remarks: Mapping[Code, str]) -> Branch:
    efforts = tuple(
        Branch(network.elements[record.link.source].element, CONTRIBUTIONS[record.link.contribution])
        for record in network.links_to(code)
        if isinstance(network.elements[record.link.source].element, Effort)
    )
    return Branch(network.elements[code].element, remark=remarks.get(code, ""), branches=efforts)
