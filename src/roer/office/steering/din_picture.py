"""What is seen of the network, from the page and from the command line: which version, which colours, which element."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from roer.core.network.colouring import Colouring, ColourView, Facts, by_change, view_by
from roer.core.network.compare import Comparison, union
from roer.core.network.drawing import Picture, draw
from roer.core.network.fitting import A3, Paper
from roer.core.network.look import Caption, Emphasis
from roer.core.network.paths import Path, path_of
from roer.core.network.placing import Order
from roer.core.network.roadmap import footer_of, gate_counts, order_through, roadmap_items
from roer.core.network.scene import RoadmapItem, order_of, scene
from roer.core.network.sheets import sheets
from roer.core.network.sizes import SCREEN
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
WITHOUT_ROADMAP = replace(SCREEN, roadmap=0)


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


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody asked to see; all of it stands in the address of the page."""

    moment: Moment
    view: ColourView
    focus: Code | None = None
    chosen: tuple[Code, ...] = ()

    @classmethod
    def of(cls, asked: QueryDict) -> Sight:
        """Read the address. Raises NoSuchVersion; passes over elements that are not there."""
        moment = moment_of(asked.get("versie", ""))
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
            "kleur": self.view.code,
            "element": self.focus,
            **other,
        }
        chosen = [("van", code) for code in self.chosen] if "kleur" not in other else []
        return urlencode([*((name, value) for name, value in given.items() if value), *chosen])

    def address_of(self, element: Element) -> str:
        """Where an element's link leads: a result to its own page, the others to their path in the network."""
        if isinstance(element, Result):
            return _page_of(element.code)
        return f"{_page()}?{self.query(element=element.code)}"

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
        return Caption(TITLE, footer_of(programme_at(), version=moment.number, view=view, digest=digest))


@cache
def _page() -> str:
    return reverse("steering:din")


@lru_cache(maxsize=4096)
def _page_of(result: Code) -> str:
    return reverse("steering:result", args=[result])


def picture_of(sight: Sight, *, linked: bool = True) -> Picture:
    """The picture for a screen; for a file on its own not `linked` to pages."""
    return _drawn(sight.moment.key, sight.view.code, sight.focus, sight.chosen, linked)


@lru_cache(maxsize=64)
def _drawn(
    key: tuple[str, date, int | None], view: str, focus: Code | None, chosen: tuple[Code, ...], linked: bool
) -> Picture:
    sight = Sight(_moment(*key), view_by(view), focus, chosen)
    moment, colouring = sight.moment, sight.colouring()
    found = scene(
        moment.network,
        order=moment.order,
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


def sheets_of(sight: Sight, paper: Paper = A3) -> tuple[str, ...]:
    """The picture for paper: as many sheets as it needs. Raises TooLargeForPaper."""
    moment, colouring = sight.moment, sight.colouring()
    return sheets(
        moment.network,
        order=moment.order,
        colouring=colouring,
        policy_fields=moment.programme.policy_fields,
        roadmap=moment.items,
        caption=sight.caption(colouring.title),
        address=_nowhere,
        paper=paper,
    )


def _nowhere(_element: Element) -> str:
    return ""


def comparison_picture(first: Moment, last: Moment, comparison: Comparison) -> Picture:
    """Both networks in one picture, with signs of what changed."""
    both = union(first.network, last.network)
    colouring = by_change(comparison, both)
    found = scene(
        both,
        order=order_of(both, first.order),
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
