"""What a view of the network takes from outside the ledger: the names of people, and the figures that were released.

Pages of the programme may not open releases; the roof says who may (`ROER_MEASURED`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from roer.core.network.sources import SourceName
from roer.core.programme.elements import Code, PersonId
from roer.core.programme.network_state import Network
from roer.core.programme.targets import Measured
from roer.office.people.register import names_of

Measuring = Callable[[date], Mapping[Code, Measured]]
"""Gives for a day the latest released figure of each element whose SMART text names an indicator."""


@dataclass(frozen=True, slots=True)
class Outside:
    """Van buiten het grootboek, as values that can be compared; empty where a view does not look at it."""

    people: tuple[tuple[PersonId, str], ...] = ()
    measured: tuple[tuple[Code, Measured], ...] = ()

    @classmethod
    def of(cls, sources: Collection[SourceName], network: Network, *, on: date) -> Outside:
        """What these sources need for a network on a day."""
        people = persons_in(network) if {SourceName.OWNER, SourceName.CLIENT} & set(sources) else ()
        figures = measured(on) if SourceName.TARGET in sources else {}
        names = names_of(people) if people else {}
        return cls(tuple(sorted(names.items())), tuple(sorted(figures.items())))


def measured(on: date) -> Mapping[Code, Measured]:
    """The latest released figure per element on a day; none when the roof names nobody who may open releases."""
    return _measuring(settings.ROER_MEASURED)(on) if settings.ROER_MEASURED else {}


@cache
def _measuring(path: str) -> Measuring:
    found: Measuring = import_string(path)
    return found


def persons_in(network: Network) -> set[PersonId]:
    """Everybody who owns something in the network or is the client of it."""
    elements = [record.element for record in network.open_elements()]
    found = {getattr(element, field, None) for element in elements for field in ("owner", "client")}
    return {person for person in found if person}
