"""Saved views: which of them somebody may use, and how the address of the network names them (`kleur=mijn-12`)."""

from __future__ import annotations

import json
import re

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from pydantic import ValidationError

from roer.core.network.facts import Facts
from roer.core.network.known_views import VIEWS, KnownView, view_by
from roer.core.network.views import ColourView
from roer.core.values.errors import RoerError
from roer.office.people.models import Person
from roer.office.steering.models import SavedView

_OWN = re.compile(r"mijn-(\d{1,9})")


class NoSuchView(RoerError):
    """There is no saved view with this number, or it is somebody else's and not shared: nobody can tell which."""

    def __init__(self) -> None:
        super().__init__("Deze weergave is er niet, of is niet met u gedeeld.")


def code_of(asked: str) -> int | None:
    """The number of the saved view that an address names; None when it names another view."""
    own = _OWN.fullmatch(asked)
    return int(own[1]) if own else None


def views_of(person: Person | None) -> QuerySet[SavedView]:
    """The saved views that somebody may use: her own, and what others shared."""
    shared = Q(shared=True)
    return SavedView.objects.filter(shared | Q(owner=person) if person else shared)


def saved_view(number: int, person: Person | None) -> SavedView:
    """One of them. Raises NoSuchView."""
    found = views_of(person).filter(pk=number).first()
    if found is None:
        raise NoSuchView
    return found


def view_for(asked: str, person: Person | None, problems: list[str]) -> KnownView:
    """The view that an address names; the usual one, with a problem told, for a name that does not exist.

    Raises NoSuchView for a saved view that is not there for this person.
    """
    number = code_of(asked)
    if number is not None:
        return known(saved_view(number, person))
    if asked and asked not in {view.code for view in VIEWS}:
        problems.append(_("Weergave ‘%(asked)s’ is er niet. U ziet de gewone kleuren.") % {"asked": asked[:40]})
    return view_by(asked)


def known(saved: SavedView) -> KnownView:
    """A saved view as one that can be used like any other; with the usual colours when its own can not be read."""
    definition = definition_of(saved)
    if definition is None:
        base = view_by(QueryDict(saved.query).get("kleur"))
        return KnownView(saved.code, saved.name, base.define, base.sources, base.code)

    def define(_facts: Facts) -> ColourView:
        return definition

    return KnownView(saved.code, saved.name, define, definition.sources, definition.model_dump_json())


def definition_of(saved: SavedView) -> ColourView | None:
    """The rules of a saved view; None when it has none of its own, or when an older Roer knew other rules."""
    if saved.definition is None:
        return None
    try:
        return ColourView.model_validate_json(json.dumps(saved.definition))
    except ValidationError:
        return None
