"""Part of a network: what fits a selection, only a path, or some of the columns. A new network each time.

What does not fit a selection goes; what the selection does not speak of stays as long as it is tied to what fits.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from immutables import Map

from roer.core.network.compare import Ends
from roer.core.network.facts import Facts
from roer.core.network.paths import Ways
from roer.core.network.sources import SOURCES, SourceName
from roer.core.programme.elements import Code, Element, Link
from roer.core.programme.network_state import LinkRecord, Network

FILTERS = (
    SourceName.MUNICIPALITY,
    SourceName.POLICY_FIELD,
    SourceName.OWNER,
    SourceName.PHASE,
    SourceName.UMBRELLA,
)
"""By what a network can be selected."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Keuze: per source the values of which an element must have one. Empty selects everything."""

    asked: tuple[tuple[SourceName, tuple[str, ...]], ...] = ()

    @classmethod
    def of(cls, asked: Mapping[SourceName, Collection[str]]) -> Selection:
        """The selection in one order, without sources of which nothing is asked."""
        return cls(tuple((name, tuple(sorted(set(asked[name])))) for name in FILTERS if asked.get(name)))

    def values(self, name: SourceName) -> tuple[str, ...]:
        """The values that are asked of a source."""
        return dict(self.asked).get(name, ())

    def fits(self, element: Element) -> bool | None:
        """Whether the element fits; None when the selection does not speak of it."""
        found: bool | None = None
        for name, wanted in self.asked:
            values = _READINGS[name](element) if element.type in SOURCES[name].types else ()
            if values and not set(values) & set(wanted):
                return False
            found = True if values else found
        return found


_READINGS = {name: SOURCES[name].read(Facts(Network(), {})) for name in FILTERS}


def selected(network: Network, selection: Selection) -> Network:
    """What fits the selection, with what it does not speak of on a path of that; the whole without a selection."""
    if not selection.asked:
        return network
    verdicts = {record.element.code: selection.fits(record.element) for record in network.open_elements()}
    rest = only(network, [code for code, fits in verdicts.items() if fits is not False])
    ways, kept = Ways.of(rest), set[Code]()
    for code, fits in verdicts.items():
        if fits:
            kept |= ways.path_of(code).codes
    return only(rest, kept)


def only(network: Network, codes: Collection[Code]) -> Network:
    """These open elements with the links between them; what became of elements is kept."""
    wanted = set(codes)
    elements = {code: record for code, record in network.elements.items() if code in wanted and record.is_open}
    links = {ends: record for ends, record in network.links.items() if set(ends) <= elements.keys()}
    return replace(network, elements=Map(elements), links=Map(links))


@dataclass(frozen=True, slots=True)
class Projection:
    """Projectie: a network with some of its columns; `indirect` are the links that run through a hidden one."""

    network: Network
    indirect: frozenset[Ends] = field(default_factory=frozenset)


def with_columns(network: Network, types: Collection[str]) -> Projection:
    """Only elements of these types. Without the results, what an effort does for a goal through them is a link."""
    records = network.open_elements()
    if {record.element.type for record in records} <= set(types):
        return Projection(network)
    shown = only(network, [record.element.code for record in records if record.element.type in types])
    through = {} if "result" in types else _through(network, shown)
    return Projection(replace(shown, links=shown.links.update(through)), frozenset(through))


def _through(network: Network, shown: Network) -> dict[Ends, LinkRecord]:
    """The links that run through what is not shown, as old as the link with which they start."""
    ways, found = Ways.of(network), dict[Ends, LinkRecord]()
    for code in shown.elements:
        for record in ways.up.get(code, ()):
            for target in ways.above(record.link.target):
                if target in shown.elements and (code, target) not in shown.links:
                    link = Link(source=code, target=target)
                    found.setdefault((code, target), LinkRecord(stamp=record.stamp, link=link, added=record.added))
    return found
