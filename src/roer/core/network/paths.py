"""The path of an element: everything that it serves and that serves it, up and down, and the path told in Dutch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from roer.core.network.compare import Ends
from roer.core.programme.elements import Code, LinkKind
from roer.core.programme.labels import CONTRIBUTIONS, TYPES, label
from roer.core.programme.network_state import LinkRecord, Network
from roer.core.values.dutch import day

Steps = Mapping[Code, tuple[LinkRecord, ...]]
"""Per code the links that can be followed from it in one direction."""


@dataclass(frozen=True, slots=True)
class Path:
    """Pad through the network: the codes and links that belong to it. Empty when the element is not in the network."""

    codes: frozenset[Code] = frozenset()
    links: tuple[LinkRecord, ...] = ()
    ends: frozenset[Ends] = frozenset()

    @classmethod
    def of(cls, code: Code, records: Iterable[LinkRecord]) -> Path:
        """The path of an element along these links."""
        links = {(record.link.source, record.link.target): record for record in records}
        codes = frozenset({code, *(end for ends in links for end in ends)})
        return cls(codes, tuple(record for _, record in sorted(links.items())), frozenset(links))


@dataclass(frozen=True, slots=True)
class Ways:
    """Wegen through a network, gathered once: up to what is served, down to what serves."""

    up: Steps
    down: Steps

    @classmethod
    def of(cls, network: Network) -> Ways:
        """The ways along all links, in code order."""
        up: dict[Code, list[LinkRecord]] = {}
        down: dict[Code, list[LinkRecord]] = {}
        for record in network.links_in_order():
            up.setdefault(record.link.source, []).append(record)
            down.setdefault(record.link.target, []).append(record)
        frozen = ({code: tuple(records) for code, records in found.items()} for found in (up, down))
        return cls(*frozen)

    def path_of(self, code: Code) -> Path:
        """Everything that `code` serves, directly or through others, and everything that serves it."""
        return Path.of(code, (*_reach(self.up, code, forward=True), *_reach(self.down, code, forward=False)))

    def above(self, code: Code) -> frozenset[Code]:
        """Everything that `code` serves, directly or through others."""
        return frozenset(record.link.target for record in _reach(self.up, code, forward=True))


def path_of(network: Network, code: Code) -> Path:
    """Everything that `code` serves, directly or through others, and everything that serves it."""
    return Ways.of(network).path_of(code) if network.is_open(code) else Path()


def neighbours_of(network: Network, code: Code) -> Path:
    """Only what `code` serves directly and what serves it directly."""
    if not network.is_open(code):
        return Path()
    return Path.of(code, (*network.links_from(code), *network.links_to(code)))


def _reach(steps: Steps, code: Code, *, forward: bool) -> list[LinkRecord]:
    found: list[LinkRecord] = []
    waiting, seen = [code], {code}
    while waiting:
        for record in steps.get(waiting.pop(), ()):
            found.append(record)
            other = record.link.target if forward else record.link.source
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return found


def told(network: Network, record: LinkRecord) -> str:
    """One link as a Dutch sentence, with its weight and when somebody last stood for it."""
    link = record.link
    source, target = network.elements[link.source].element, network.elements[link.target].element
    weight = f"bijdrage {CONTRIBUTIONS[link.contribution]}, " if link.kind is LinkKind.CONTRIBUTES else ""
    return (
        f"{TYPES[source.type].capitalize()} {source.code} ‘{source.title}’ {label(link.kind)} "
        f"{TYPES[target.type]} {target.code} ‘{target.title}’ ({weight}bevestigd op {day(record.confirmed_on)})."
    )
