"""What is seen of the network, from the page and from the command line: which version, which colours, which element."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.urls import reverse

from roer.core.network.colouring import Colouring, ColourView, Facts, by_change, view_by
from roer.core.network.compare import Comparison, union
from roer.core.network.drawing import Picture, draw
from roer.core.network.look import Caption, Emphasis
from roer.core.network.paths import Path, path_of
from roer.core.network.placing import Order
from roer.core.network.roadmap import (
    footer_of,
    gate_counts,
    merged,
    order_between,
    order_through,
    roadmap_items,
)
from roer.core.network.scene import RoadmapItem, order_of, scene
from roer.core.network.sheets import a3_sheets
from roer.core.network.sizes import SCREEN
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
WITHOUT_ROADMAP = replace(SCREEN, roadmap=0)


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


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody asked to see; all of it stands in the address of the page."""

    moment: Moment
    view: ColourView
    focus: Code | None = None
    chosen: tuple[Code, ...] = ()

    @classmethod
    def of(cls, asked: QueryDict) -> Sight:
        """Read the address. Raises NoSuchMoment; passes over elements that are not there."""
        moment = moment_of(asked.get("op") or asked.get("versie", ""))
        focus = asked.get("element", "")
        return cls(
            moment=moment,
            view=view_by(asked.get("kleur")),
            focus=focus if moment.network.is_open(focus) else None,
            chosen=tuple(code for code in asked.getlist("van") if moment.network.is_open(code)),
        )

    @property
    def path(self) -> Path:
        """The path of the element in focus; empty when there is none."""
        return path_of(self.moment.network, self.focus) if self.focus else Path()

    def query(self, **other: str | int | None) -> str:
        """The address of this sight, with some of it replaced; what is None is left out."""
        given: dict[str, str | int | None] = {
            "versie": self.moment.number,
            "op": self.moment.on.isoformat() if self.moment.past else None,
            "kleur": self.view.code,
            "element": self.focus,
            **other,
        }
        chosen = [("van", code) for code in self.chosen] if "kleur" not in other else []
        return urlencode([*((name, value) for name, value in given.items() if value), *chosen])

    def address_of(self, element: Element) -> str:
        """Where an element's link leads: a result to its own page, the others to their path in the network."""
        if isinstance(element, Result):
            return reverse("steering:result", args=[element.code])
        return f"{reverse('steering:din')}?{self.query(element=element.code)}"

    def colouring(self) -> Colouring:
        """The colours of this sight."""
        moment = self.moment
        chosen = self.chosen or ((self.focus,) if self.focus else ())
        return self.view.colour(
            Facts(moment.network, moment.programme.policy_fields, gate_counts(moment.items), chosen)
        )

    def caption(self, view: str) -> Caption:
        """The name of the picture, and its footer with version, view and hash."""
        moment = self.moment
        digest = moment.network.content_hash()
        stood_on = moment.on if moment.past else None
        footer = footer_of(programme_at(), version=moment.number, view=view, digest=digest, stood_on=stood_on)
        return Caption(TITLE, footer)


def picture_of(sight: Sight, *, linked: bool = True) -> Picture:
    """The picture for a screen; for a file on its own not `linked` to pages."""
    return _drawn(sight.moment.key, sight.view.code, sight.focus, sight.chosen, linked)


@lru_cache(maxsize=64)
def _drawn(key: Key, view: str, focus: Code | None, chosen: tuple[Code, ...], linked: bool) -> Picture:
    sight = Sight(_moment(*key), view_by(view), focus, chosen)
    return _in_order(sight, sight.moment.order, linked=linked)


def arranged_picture(moment: Moment, order: Order) -> Picture:
    """The network of a moment in another order than it stands in."""
    return _in_order(Sight(moment, view_by(None)), order, linked=True)


def _in_order(sight: Sight, order: Order, *, linked: bool) -> Picture:
    moment, colouring = sight.moment, sight.colouring()
    found = scene(
        moment.network,
        order=order,
        colouring=colouring,
        policy_fields=moment.programme.policy_fields,
        roadmap=moment.items,
    )
    return draw(
        found,
        colouring=colouring,
        caption=sight.caption(colouring.title),
        address=sight.address_of if linked else _nowhere,
        emphasis=Emphasis(sight.path),
    )


def svg_file(picture: Picture, name: str) -> HttpResponse:
    """A picture as a file that stands on its own."""
    answer = HttpResponse(picture.document(), content_type="image/svg+xml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.svg"'
    return answer


def sheets_of(sight: Sight) -> tuple[str, ...]:
    """The picture for paper: as many A3 sheets as it needs. Raises TooLargeForPaper."""
    moment, colouring = sight.moment, sight.colouring()
    return a3_sheets(
        moment.network,
        order=moment.order,
        colouring=colouring,
        policy_fields=moment.programme.policy_fields,
        roadmap=moment.items,
        caption=sight.caption(colouring.title),
        address=_nowhere,
    )


def _nowhere(_element: Element) -> str:
    return ""


def _joint(first: Moment, last: Moment) -> Order:
    """Whatever stands in both pictures keeps its place in the one of both; a chosen order comes later."""
    return merged(first.order, last.order) if first.network.order == last.network.order else first.order


def comparison_picture(first: Moment, last: Moment, comparison: Comparison) -> Picture:
    """Both networks in one picture, with signs of what changed."""
    both = union(first.network, last.network)
    colouring = by_change(comparison, both)
    found = scene(
        both,
        order=order_of(both, _joint(first, last)),
        colouring=colouring,
        policy_fields=last.programme.policy_fields,
        sizes=WITHOUT_ROADMAP,
    )
    hashes = f"kenmerk {first.network.content_hash()[:8]} en {last.network.content_hash()[:8]}"
    caption = Caption("Vergelijking van het netwerk", f"Van {first.called} tot {last.called} · {hashes}")
    sight = Sight(last, view_by(None))
    return draw(
        found,
        colouring=colouring,
        caption=caption,
        address=sight.address_of,
        emphasis=Emphasis.on_change(comparison),
    )
