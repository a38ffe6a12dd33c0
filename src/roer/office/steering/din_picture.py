"""Moments of the network, as it is and as it was, and the picture that compares two of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from urllib.parse import urlencode

from django.urls import reverse

from roer.core.network.compare import Comparison, union
from roer.core.network.drawing import Picture, draw
from roer.core.network.known_views import by_change
from roer.core.network.look import Caption, Emphasis
from roer.core.network.placing import Order
from roer.core.network.roadmap import order_through, roadmap_items
from roer.core.network.scene import RoadmapItem, order_of, scene
from roer.core.programme.elements import Code, Element, Result
from roer.core.programme.network_state import Network
from roer.core.programme.records import NetworkVersion
from roer.core.programme.state import Programme
from roer.core.values.clock import day_of
from roer.core.values.dutch import day, listing
from roer.core.values.errors import RoerError
from roer.office.ledger.door import today
from roer.office.ledger.history import programme as programme_at

TITLE = "Doelen-inspanningennetwerk"


class NoSuchVersion(RoerError):
    """There is no frozen network with this number."""

    def __init__(self, wanted: str, known: Iterable[int]) -> None:
        numbers = [str(number) for number in sorted(known)]
        there = f"Er zijn: {listing(numbers)}." if numbers else "Er is nog geen versie bevroren."
        super().__init__(f"Er is geen versie {wanted} van het netwerk. {there}")


@dataclass(frozen=True, slots=True)
class Moment:
    """A network as it stands or stood: what was known then, and how its results were on the roadmap."""

    programme: Programme
    network: Network
    version: NetworkVersion | None
    on: date
    items: tuple[RoadmapItem, ...]
    order: Order
    key: tuple[str, date, int | None]
    """What it was computed from: the hash of the last entry, the day, and the number of the version."""

    @property
    def number(self) -> int | None:
        """The number of the version; None for the working network."""
        return self.version.number if self.version else None

    @property
    def called(self) -> str:
        """'versie 2 van 18 november 2020', or 'de werkversie van 3 maart 2021'."""
        if self.version is None:
            return f"de werkversie van {day(self.on)}"
        return f"versie {self.version.number} van {day(self.version.version_date)}"


def moment_of(wanted: str = "") -> Moment:
    """The version with this number, or the working network when none is named. Raises NoSuchVersion."""
    now = programme_at()
    return _moment(now.head, today(), version_of(now, wanted).number if wanted else None)


def version_of(programme: Programme, wanted: str) -> NetworkVersion:
    """The frozen version with this number. Raises NoSuchVersion."""
    found = programme.versions.get(int(wanted)) if wanted.isdecimal() and len(wanted) < 6 else None
    if found is None:
        raise NoSuchVersion(wanted, programme.versions)
    return found


@lru_cache(maxsize=8)
def _moment(head: str, on: date, number: int | None) -> Moment:
    """Computed once per process for what was recorded up to and with the entry with hash `head`."""
    now = programme_at()
    frozen = [known.network for key, known in sorted(now.versions.items()) if number is None or key <= number]
    key = (head, on, number)
    if number is None:
        return Moment(now, now.network, None, on, roadmap_items(now, on=on), order_through([*frozen, now.network]), key)
    version = now.versions[number]
    then, day_then = programme_at(version.frozen_at), day_of(version.frozen_at)
    items = roadmap_items(then, on=day_then)
    return Moment(then, version.network, version, day_then, items, order_through(frozen), key)


@cache
def page() -> str:
    """The address of the network."""
    return reverse("steering:din")


@lru_cache(maxsize=4096)
def page_of(result: Code) -> str:
    """The address of a result."""
    return reverse("steering:result", args=[result])


def address_of(element: Element, version: int | None) -> str:
    """Where an element leads: a result to its own page, the others to their path in the network."""
    if isinstance(element, Result):
        return page_of(element.code)
    asked = {"versie": version, "element": element.code} if version else {"element": element.code}
    return f"{page()}?{urlencode(asked)}"


def comparison_picture(
    first: Moment, last: Moment, comparison: Comparison, *, address: Callable[[Element], str] | None = None
) -> Picture:
    """Both networks in one picture, with signs of what changed; `address` is where the boxes lead, if not as usual."""
    both = union(first.network, last.network)
    colouring = by_change(comparison, both)
    found = scene(
        both,
        order=order_of(both, first.order),
        colouring=colouring,
        policy_fields=last.programme.policy_fields,
    )
    hashes = f"kenmerk {first.network.content_hash()[:8]} en {last.network.content_hash()[:8]}"
    caption = Caption("Vergelijking van het netwerk", f"Van {first.called} tot {last.called} · {hashes}")
    return draw(
        found,
        colouring=colouring,
        caption=caption,
        address=address or (lambda element: address_of(element, last.number)),
        emphasis=Emphasis.on_change(comparison),
    )
