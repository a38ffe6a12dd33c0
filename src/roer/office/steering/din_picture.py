"""Moments of the network, as it is and as it was, and the picture that compares two of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse

from roer.core.network.compare import Comparison, union
from roer.core.network.drawing import Picture, draw
from roer.core.network.known_views import by_change
from roer.core.network.look import Caption, Emphasis
from roer.core.network.placing import Order
from roer.core.network.roadmap import merged, order_between, order_through, roadmap_items
from roer.core.network.scene import RoadmapItem, order_of, scene
from roer.core.programme.elements import Code, Element, Result
from roer.core.programme.network_state import Network
from roer.core.programme.records import NetworkVersion
from roer.core.programme.state import Programme
from roer.core.values.clock import day_of, end_of
from roer.core.values.dutch import day, listing
from roer.core.values.errors import RoerError
from roer.office.ledger.door import today
from roer.office.ledger.history import programme as programme_at

TITLE = "Doelen-inspanningennetwerk"


NOW = "nu"
"""How an address names the working network."""
Key = tuple[str, date, int | None, bool]
"""What a moment is computed from: the hash of the last entry, the day, the number of a version, whether it is past."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class NoSuchMoment(RoerError):
    """The network has no picture of this moment."""


class NoSuchVersion(NoSuchMoment):
    """There is no frozen network with this number."""

    def __init__(self, wanted: str, known: Iterable[int]) -> None:
        numbers = [str(number) for number in sorted(known)]
        there = f"Er zijn: {listing(numbers)}." if numbers else "Er is nog geen versie bevroren."
        days = "Een datum schrijft u als 2021-03-01."
        super().__init__(f"Er is geen versie {wanted[:40]} van het netwerk. {there} {days}")


@dataclass(frozen=True, slots=True)
class Moment:
    """A network as it stands or stood: what was known then, and how its results were on the roadmap."""

    programme: Programme
    network: Network
    version: NetworkVersion | None
    on: date
    items: tuple[RoadmapItem, ...]
    order: Order
    key: Key

    @property
    def number(self) -> int | None:
        """The number of the version; None for the working network."""
        return self.version.number if self.version else None

    @property
    def past(self) -> bool:
        """Whether it is the working network as it stood at the end of an earlier day."""
        return self.key[-1]

    @property
    def named(self) -> str:
        """How an address names it: '3', '2021-03-01' or 'nu'."""
        return str(self.number or (self.on.isoformat() if self.past else NOW))

    @property
    def called(self) -> str:
        """'versie 2 van 18 november 2020', 'het netwerk van 3 maart 2021', or 'de werkversie van 8 april 2021'."""
        if self.version is None:
            return f"{'het netwerk' if self.past else 'de werkversie'} van {day(self.on)}"
        return f"versie {self.version.number} van {day(self.version.version_date)}"


def moment_of(wanted: str = "") -> Moment:
    """The version with this number, the network at the end of this day (2021-03-01), or as it is now ('nu' or '').

    Raises NoSuchMoment, and NoSuchVersion for a number.
    """
    now = programme_at()
    if _DAY.fullmatch(wanted):
        on = _day(wanted)
        return _moment(now.head, on, None, on < today())
    number = None if wanted in ("", NOW) else version_of(now, wanted).number
    return _moment(now.head, today(), number, False)


def _day(wanted: str) -> date:
    try:
        on = date.fromisoformat(wanted)
    except ValueError as unknown:
        raise NoSuchMoment(f"{wanted} is geen dag van de kalender. Schrijf een datum als 2021-03-01.") from unknown
    if on > today():
        raise NoSuchMoment(f"{day(on)} moet nog komen. Kies vandaag of een eerdere dag.")
    if on < today() and not programme_at(end_of(on)).network.elements:
        raise NoSuchMoment(f"Op {day(on)} stond er nog niets in het netwerk. Kies een latere dag.")
    return on


def version_of(programme: Programme, wanted: str) -> NetworkVersion:
    """The frozen version with this number. Raises NoSuchVersion."""
    found = programme.versions.get(int(wanted)) if wanted.isdecimal() and len(wanted) < 6 else None
    if found is None:
        raise NoSuchVersion(wanted, programme.versions)
    return found


@lru_cache(maxsize=32)
def _moment(head: str, on: date, number: int | None, past: bool) -> Moment:
    """Computed once per process for what was recorded up to and with the entry with hash `head`."""
    now = programme_at()
    key = (head, on, number, past)
    if past:
        return _past_moment(now, key)
    frozen = [known.network for known_as, known in sorted(now.versions.items()) if number is None or known_as <= number]
    if number is None:
        return Moment(now, now.network, None, on, roadmap_items(now, on=on), order_through([*frozen, now.network]), key)
    version = now.versions[number]
    then, day_then = programme_at(version.frozen_at), day_of(version.frozen_at)
    items = roadmap_items(then, on=day_then)
    return Moment(then, version.network, version, day_then, items, order_through(frozen), key)


def _past_moment(now: Programme, key: Key) -> Moment:
    on = key[1]
    then = programme_at(end_of(on))
    frozen = [version.network for _, version in sorted(then.versions.items())]
    later = [version for number, version in sorted(now.versions.items()) if number not in then.versions]
    order = order_between(frozen, then.network, later[0].network if later else now.network)
    return Moment(then, then.network, None, on, roadmap_items(then, on=on), order, key)


@cache
def page() -> str:
    """The address of the network."""
    return reverse("steering:din")


@lru_cache(maxsize=4096)
def page_of(result: Code) -> str:
    """The address of a result."""
    return reverse("steering:result", args=[result])


def address_of(element: Element, moment: Moment) -> str:
    """Where an element leads: a result to its own page, the others to their path in the network of this moment."""
    if isinstance(element, Result):
        return page_of(element.code)
    when = {"versie": moment.number} if moment.number else {"op": moment.named} if moment.past else {}
    return f"{page()}?{urlencode({**when, 'element': element.code})}"


def svg_file(picture: Picture, name: str) -> HttpResponse:
    """A picture as a file that stands on its own."""
    answer = HttpResponse(picture.document(), content_type="image/svg+xml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.svg"'
    return answer


def _joint(first: Moment, last: Moment) -> Order:
    """Whatever stands in both pictures keeps its place in the one of both; a chosen order comes later."""
    return merged(first.order, last.order) if first.network.order == last.network.order else first.order


def comparison_picture(
    first: Moment, last: Moment, comparison: Comparison, *, address: Callable[[Element], str] | None = None
) -> Picture:
    """Both networks in one picture, with signs of what changed; `address` is where the boxes lead, if not as usual."""
    both = union(first.network, last.network)
    colouring = by_change(comparison, both)
    found = scene(
        both,
        order=order_of(both, _joint(first, last)),
        colouring=colouring,
        policy_fields=last.programme.policy_fields,
    )
    hashes = f"kenmerk {first.network.content_hash()[:8]} en {last.network.content_hash()[:8]}"
    caption = Caption("Vergelijking van het netwerk", f"Van {first.called} tot {last.called} · {hashes}")
    return draw(
        found,
        colouring=colouring,
        caption=caption,
        address=address or (lambda element: address_of(element, last)),
        emphasis=Emphasis.on_change(comparison),
    )
