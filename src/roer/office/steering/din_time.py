"""Going through time on the page of the network: all moments at which it changed, and where among them one stands."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import takewhile
from urllib.parse import parse_qsl

from django.utils.translation import gettext as _

from roer.core.network.timeline import Stop, timeline
from roer.core.programme.entries import GENESIS
from roer.core.values.dutch import day
from roer.office.ledger.history import entries, programme
from roer.office.steering.din_picture import NOW, Moment
from roer.office.steering.din_sight import Sight


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of the ledger: up to and with which entry, and the moments in it."""

    seq: int = 0
    head: str = GENESIS
    stops: tuple[Stop, ...] = ()


_kept = _Read()


def stops() -> tuple[Stop, ...]:
    """Every moment at which the network changed, from memory as far as it is known."""
    global _kept
    now, known = programme(), _kept
    if now.head == known.head:
        return known.stops
    following = next(iter(entries(after=known.seq)), None)
    if following is None or following.previous != known.head:
        known = _Read()
    new = takewhile(lambda entry: entry.seq <= now.seq, entries(after=known.seq))
    _kept = _Read(now.seq, now.head, timeline(new, known.stops))
    return _kept.stops


@dataclass(frozen=True, slots=True)
class Passage:
    """Where somebody stands in time: the moments before and behind, and what else she was looking at."""

    stops: tuple[Stop, ...]
    place: int
    moment: Moment
    kept: tuple[tuple[str, str], ...]

    @property
    def last(self) -> int:
        """The place of the network as it is now."""
        return _now(self.stops)

    @property
    def is_now(self) -> bool:
        """Whether it is the working network."""
        return self.moment.number is None and not self.moment.past

    @property
    def told(self) -> str:
        """'12 oktober 2020: R03 gesplitst', or since when the working network is as it is."""
        if self.is_now:
            return _("Nu. Laatste wijziging: %(told)s") % {"told": self.stops[-1].told}
        stop = self.stops[self.place]
        if self.moment.past and stop.on != self.moment.on:
            told = {"day": day(self.moment.on), "told": stop.told}
            return _("%(day)s. Laatste wijziging daarvoor: %(told)s") % told
        return stop.told

    @property
    def before(self) -> Stop | None:
        """The change before this one."""
        return self.stops[self.place - 1] if self.place else None

    @property
    def after(self) -> Stop | None:
        """The change after this one; None when now comes next, or is."""
        return self.stops[self.place + 1] if self.place + 1 < self.last else None

    @property
    def frozen(self) -> tuple[tuple[int, int], ...]:
        """The places at which a version was frozen, with its number."""
        return tuple((place, stop.version) for place, stop in enumerate(self.stops) if stop.version)


def passage(sight: Sight, weergave: str = "") -> Passage | None:
    """Where this sight stands in time; None when the network never changed."""
    found = stops()
    if not found:
        return None
    kept = parse_qsl(sight.query(versie=None, op=None, weergave=weergave or None))
    return Passage(found, _place(found, sight.moment), sight.moment, tuple(kept))


def named_at(place: str) -> str:
    """How an address names the moment at this place; now for anything that is no place."""
    found = stops()
    known = place.isdecimal() and len(place) < 8 and int(place) < _now(found)
    return found[int(place)].named if known else NOW


def _now(found: tuple[Stop, ...]) -> int:
    """The place of now: behind the last version, or that of the last change when nothing was frozen since."""
    return len(found) if not found or found[-1].version else len(found) - 1


def _place(found: tuple[Stop, ...], moment: Moment) -> int:
    if moment.number is not None:
        return next(place for place, stop in enumerate(found) if stop.version == moment.number)
    if not moment.past:
        return _now(found)
    return max(0, bisect_right(found, moment.on, key=lambda stop: stop.on) - 1)
