"""The controls above the network: which views, filters and columns there are, and which of them are chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roer.core.network.finding import Found, everything
from roer.core.network.known_views import CHANGED, MOST_CHOSEN, VIEWS
from roer.core.network.sources import SOURCES
from roer.core.programme.state import Programme
from roer.core.values.dutch import listing, number
from roer.office.people.models import Person
from roer.office.people.register import names_of
from roer.office.steering.din_shown import COLUMNS, FILTERS, known_values
from roer.office.steering.din_sight import Sight, owners_in
from roer.office.steering.finding import letters_for
from roer.office.steering.saved_views import views_of

_TICK = (
    '<label class="roer-choice"><input class="utrecht-checkbox" type="checkbox" name="{}" value="{}"{}>'
    " <span>{}</span></label>"
)
FEW = 12
"""Up to so many values a filter shows a box to tick for each; with more a list to choose from."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: its value in the address, its word, whether it is chosen."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Choices that belong together: a name in the address and a heading."""

    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def is_long(self) -> bool:
        """Whether there are too many to tick."""
        return len(self.choices) > FEW

    @property
    def options(self) -> str:
        """The choices as lines of a list. Made here: a template would take longer than the rest of the page."""
        lines = ((one.value, mark_safe(" selected") if one.chosen else "", one.label) for one in self.choices)
        return format_html_join("", '<option value="{}"{}>{}</option>', lines)

    @property
    def ticks(self) -> str:
        """The choices as boxes to tick."""
        lines = ((self.name, one.value, mark_safe(" checked") if one.chosen else "", one.label) for one in self.choices)
        return format_html_join("", _TICK, lines)


@dataclass(frozen=True, slots=True)
class Controls:
    """Knoppen above the network."""

    views: tuple[Group, ...]
    filters: tuple[Group, ...]
    columns: Group
    since: Group
    choosable: Group
    most_chosen: int
    suggestions: str
    selected: str
    hidden: str
    count: str
    can_save: bool


def controls_of(sight: Sight, now: Programme, person: Person | None) -> Controls:
    """The controls for what somebody sees; she may jump to whatever there is now."""
    owners = names_of(owners_in(sight.moment.network))
    known = known_values(sight.moment.programme, owners)
    columns = [Choice(name, capfirst(name), name in sight.shown.columns) for name in COLUMNS]
    return Controls(
        views=_views(sight, person),
        filters=tuple(_filter(sight, name, known[name]) for name in FILTERS if known[name]),
        columns=Group("kolommen", _("Kolommen"), tuple(columns)),
        since=_since(sight),
        choosable=_choosable(sight),
        most_chosen=MOST_CHOSEN,
        suggestions=_suggestions(everything(now, sight.moment.network, letters_for(now, person))),
        selected=sight.shown.told(known),
        hidden=listing([name for name in COLUMNS if name not in sight.shown.columns]),
        count=_count(sight),
        can_save=person is not None,
    )


def _views(sight: Sight, person: Person | None) -> tuple[Group, ...]:
    saved = list(views_of(person).select_related("owner"))
    own = [view for view in saved if person and view.owner_id == person.pk]
    shared = [view for view in saved if view not in own]
    groups = (
        (_("Van het programma"), [(view.code, view.title) for view in VIEWS]),
        (_("Mijn weergaven"), [(view.code, view.name) for view in own]),
        (_("Gedeeld door anderen"), [(view.code, f"{view.name} ({view.owner.name})") for view in shared]),
    )
    return tuple(_group("kleur", heading, lines, sight.view.code) for heading, lines in groups if lines)


def _group(name: str, label: str, lines: Iterable[tuple[str, str]], chosen: str) -> Group:
    return Group(name, label, tuple(Choice(value, word, value == chosen) for value, word in lines))


def _filter(sight: Sight, name: str, words: Mapping[str, str]) -> Group:
    chosen = sight.shown.selection.values(FILTERS[name])
    choices = (Choice(value, capfirst(word), value in chosen) for value, word in words.items())
    return Group(name, SOURCES[FILTERS[name]].title, tuple(choices))


def _since(sight: Sight) -> Group:
    """The versions since which changes can be shown; none when the view shows no changes."""
    numbers = sight.older_versions() if sight.view is CHANGED else []
    return _group("sinds", _("Sinds versie"), [(str(one), str(one)) for one in numbers], str(sight.compared_with))


def _choosable(sight: Sight) -> Group:
    """The efforts of which the path can be coloured; none in another view."""
    efforts = sight.network.efforts if sight.view.code == "bijdrage" else ()
    choices = (Choice(one.code, f"{one.code} {one.title}", one.code in sight.chosen) for one in efforts)
    return Group("van", _("Inspanningen"), tuple(choices))


def _suggestions(found: Iterable[Found]) -> str:
    """What a jump can lead to, as the lines of a list of suggestions; what an open element is needs no telling."""
    lines = ((f"{one.code} {one.title}", "" if one.kind == "element" and one.is_open else one.remark) for one in found)
    return format_html_join("", '<option value="{}">{}</option>', lines)


def _count(sight: Sight) -> str:
    """'12 van 45 elementen'; empty when all of them are shown."""
    shown, there = (len(one.open_elements()) for one in (sight.columns.network, sight.moment.network))
    if shown == there:
        return ""
    return _("%(shown)s van %(there)s elementen") % {"shown": number(shown), "there": number(there)}
