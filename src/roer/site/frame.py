"""What stands on every page around its content: names, navigation, who is signed in, which version this is."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from roer import __version__
from roer.office.ledger.history import programme
from roer.office.people.models import Person
from roer.office.people.register import person_of


@dataclass(frozen=True, slots=True)
class Destination:
    """A line of the main navigation; `current` when the page is there or under it."""

    address: str
    label: str
    current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame (kader) of a page."""

    programme_name: str
    municipalities: tuple[str, ...]
    destinations: tuple[Destination, ...]
    person: Person | None
    demo: bool
    version: str


def frame(request: HttpRequest) -> dict[str, object]:
    """The context processor that gives templates `frame`; nothing is read for pages that do not use it."""
    return {"frame": SimpleLazyObject(lambda: _frame(request))}


def _frame(request: HttpRequest) -> Frame:
    now = programme()
    person = person_of(request) if hasattr(request, "user") else None
    return Frame(
        programme_name=now.charter.name if now.charter else _("Datagedreven sturing"),
        municipalities=tuple(municipality.name for _code, municipality in sorted(now.municipalities.items())),
        destinations=_destinations(request.path, signed_in=person is not None),
        person=person,
        demo=settings.ROER_DEMO,
        version=__version__,
    )


def _destinations(path: str, *, signed_in: bool) -> tuple[Destination, ...]:
    """The lines of the navigation, each with the first parts of the addresses that lie under it."""
    lines = [
        ("/", _("Start"), ()),
        ("/din/", _("DIN"), ()),
        ("/resultaten/", _("Resultaten"), ()),
        ("/roadmap/", _("Roadmap"), ("/poorten/", "/prioriteiten/")),
        ("/monitors/", _("Monitors"), ("/gebieden/", "/voorvertoningen/")),
        ("/besturing/", _("Besturing"), ("/overleggen/", "/besluiten/", "/escalaties/", "/adviezen/")),
        ("/privacy/", _("Privacy"), ()),
        ("/brieven/", _("Brieven"), ()),
    ]
    if signed_in:
        lines += [("/ideeen/", _("Ideeën"), ()), ("/aan-zet/", _("Aan zet"), ())]
    return tuple(
        Destination(address, label, path == address if address == "/" else path.startswith((address, *under)))
        for address, label, under in lines
    )
