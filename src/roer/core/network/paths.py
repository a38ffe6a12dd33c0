"""The path of an element: everything that it serves and that serves it, up and down, and the path told in Dutch."""

from __future__ import annotations

from dataclasses import dataclass

from roer.core.programme.elements import Code, LinkKind
from roer.core.programme.labels import CONTRIBUTIONS, TYPES, label
from roer.core.programme.network_state import LinkRecord, Network
from roer.core.values.dutch import day


@dataclass(frozen=True, slots=True)
class Path:
    """Pad through the network: the codes and links that belong to it. Empty when the element is not in the network."""

    codes: frozenset[Code] = frozenset()
    links: tuple[LinkRecord, ...] = ()

    @property
    def ends(self) -> frozenset[tuple[Code, Code]]:
        """From what to what each of its links leads."""
        return frozenset((record.link.source, record.link.target) for record in self.links)


def path_of(network: Network, code: Code) -> Path:
    """Everything that `code` serves, directly or through others, and everything that serves it."""
    if not network.is_open(code):
        return Path()
    upward = _reach(network, code, forward=True)
    downward = _reach(network, code, forward=False)
    links = {(record.link.source, record.link.target): record for record in (*upward, *downward)}
    codes = {code} | {end for ends in links for end in ends}
    return Path(frozenset(codes), tuple(record for _, record in sorted(links.items())))


def _reach(network: Network, code: Code, *, forward: bool) -> list[LinkRecord]:
    found: list[LinkRecord] = []
    waiting, seen = [code], {code}
    while waiting:
        here = waiting.pop()
        for record in network.links_from(here) if forward else network.links_to(here):
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
