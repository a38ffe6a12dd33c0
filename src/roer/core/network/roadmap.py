"""What the network's fourth column shows: which results are on the roadmap, when, and how their gates stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from roer.core.network.facts import GateCount
from roer.core.network.placing import Order
from roer.core.network.scene import RoadmapItem, order_of
from roer.core.programme.elements import Code
from roer.core.programme.gates import gates_of, under_reservation
from roer.core.programme.labels import label
from roer.core.programme.network_state import Network
from roer.core.programme.state import Programme
from roer.core.values.dutch import day
from roer.core.values.periods import Period


def roadmap_items(programme: Programme, *, on: date) -> tuple[RoadmapItem, ...]:
    """Every open result: first those on the roadmap by quarter, then the others, most open gates first."""
    items = []
    for result in programme.network.results:
        placement = programme.placement_of(result.code, on=on)
        gates = tuple((s.status.value, s.status.sign, s.status.label) for s in gates_of(programme, result.code, on=on))
        when = Period(placement.place.start) if placement else None
        reserved = bool(under_reservation(programme, result.code, on=on))
        items.append((when, RoadmapItem(result.code, result.title, when.label if when else None, gates, reserved)))
    items.sort(key=lambda pair: (pair[0] is None, pair[0].code if pair[0] else "", -_open(pair[1]), pair[1].code))
    return tuple(item for _, item in items)


def _open(item: RoadmapItem) -> int:
    return sum(status in ("met", "not_applicable") for status, _, _ in item.gates)


def gate_counts(items: Iterable[RoadmapItem]) -> dict[Code, GateCount]:
    """What a colour view needs to know of the gates."""
    return {item.code: GateCount(_open(item), item.reserved) for item in items}


def remarks(items: Iterable[RoadmapItem]) -> Mapping[Code, str]:
    """What the outline says of each result: on the roadmap, or which gates still wait."""
    return {item.code: _remark(item) for item in items}


def _remark(item: RoadmapItem) -> str:
    if item.when is not None:
        return f"op de roadmap vanaf {item.when}" + (", onder voorbehoud" if item.reserved else "")
    return f"nog niet op de roadmap, {_open(item)} van {len(item.gates)} poorten open"


def order_through(networks: Sequence[Network]) -> Order:
    """The order of the last of these networks, each starting from the one before: what stood keeps its place.

    Where somebody chose another order in between, that is where the next one starts from.
    """
    order: Order | None = None
    chosen: Order = ()
    for network in networks:
        if network.order != chosen:
            order = chosen = network.order
        order = order_of(network, order)
    return order or ()


def order_between(frozen: Sequence[Network], network: Network, following: Network) -> Order:
    """The order at a moment between what was frozen before it and what follows it.

    Whatever stands in both pictures beside it keeps its place, so that nothing jumps when one goes through time.
    """
    before = order_through(frozen)
    if not (network.order == following.order == (frozen[-1].order if frozen else ())):
        return order_through([*frozen, network])
    return order_of(network, merged(before, order_through([*frozen, following])))


def merged(first: Order, last: Order) -> Order:
    """Two orders in one: everything of the last, and what only the first holds behind what it followed there."""
    columns = max(len(first), len(last))
    pairs = zip((*first, *[()] * (columns - len(first))), (*last, *[()] * (columns - len(last))), strict=True)
    return tuple(_merged(before, after) for before, after in pairs)


def _merged(first: Sequence[Code], last: Sequence[Code]) -> tuple[Code, ...]:
    found, known = list(last), set(last)
    at = 0
    for code in first:
        if code in known:
            at = found.index(code) + 1
        else:
            found.insert(at, code)
            at += 1
    return tuple(found)


def footer_of(
    programme: Programme, *, version: int | None, view: str, digest: str, stood_on: date | None = None
) -> str:
    """The line below a picture: programme, version date and status, view, and the first signs of the hash.

    `stood_on` is the day of a network as it stood before today.
    """
    name = programme.charter.name if programme.charter else ""
    found = programme.versions.get(version) if version else None
    which = f"stand van {day(stood_on)}" if stood_on else "werkversie"
    if found:
        which = f"versie {found.number} van {day(found.version_date)}, {label(found.status)}"
    return " · ".join(part for part in (name, which, view, f"kenmerk {digest[:8]}") if part)
