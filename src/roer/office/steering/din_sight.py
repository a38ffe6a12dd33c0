"""What somebody sees of the network: which version, colours, part and element; from the page and the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from roer.core.network.colouring import Colouring
from roer.core.network.compare import Comparison, compare
from roer.core.network.drawing import Picture, draw
from roer.core.network.fact_finding import attention_of, capacity_of, spend_of, targets_of
from roer.core.network.facts import Attention, Facts
from roer.core.network.fitting import A3, Paper
from roer.core.network.health import health
from roer.core.network.known_views import CHANGED, VIEWS, KnownView
from roer.core.network.look import Caption, Emphasis
from roer.core.network.paths import Path, neighbours_of, path_of
from roer.core.network.placing import Order
from roer.core.network.roadmap import footer_of, gate_counts
from roer.core.network.scene import RoadmapItem, scene
from roer.core.network.selecting import Projection, only, selected, with_columns
from roer.core.network.sheets import sheets
from roer.core.network.sources import SourceName
from roer.core.programme.elements import Code, Element, PersonId, Result
from roer.core.programme.network_state import Network
from roer.office.ledger.history import programme as programme_at
from roer.office.people.models import Person
from roer.office.steering.din_picture import TITLE, Moment, moment_of, page, page_of
from roer.office.steering.din_shown import COLUMNS, Shown, known_values
from roer.office.steering.outside import Outside
from roer.office.steering.saved_views import view_for


@dataclass(frozen=True, eq=False)
class Sight:
    """Blik op het netwerk: what somebody asked to see; all of it stands in the address of the page.

    Two sights are equal when they show the same: `key` says what a picture of it is made of.
    """

    moment: Moment
    view: KnownView
    focus: Code | None = None
    chosen: tuple[Code, ...] = ()
    shown: Shown = field(default_factory=Shown)
    since: int | None = None
    outside: Outside = field(default_factory=Outside)
    problems: tuple[str, ...] = ()

    @classmethod
    def by(cls, moment: Moment, view: KnownView) -> Sight:
        """The whole network of a moment in the colours of a view."""
        return cls(moment, view, outside=Outside.of(view.sources, moment.network, on=moment.on))

    @classmethod
    def of(cls, asked: QueryDict, person: Person | None = None) -> Sight:
        """Read the address for a person. Raises NoSuchMoment and NoSuchView; passes over what else is not there."""
        moment, problems = moment_of(asked.get("op") or asked.get("versie", "")), list[str]()
        sight = replace(
            cls.by(moment, view_for(asked.get("kleur", ""), person, problems)),
            shown=Shown.of(asked, known_values(moment.programme, owners_in(moment.network)), problems),
            since=_since(asked.get("sinds", ""), moment, problems),
        )
        focus = asked.get("element", "")
        if focus and not sight.part.is_open(focus):
            problems.append(_("‘%(code)s’ staat niet in dit deel van het netwerk.") % {"code": focus[:24]})
        return replace(
            sight,
            focus=focus if sight.part.is_open(focus) else None,
            chosen=tuple(dict.fromkeys(code for code in asked.getlist("van") if moment.network.is_open(code))),
            problems=tuple(problems),
        )

    @property
    def key(self) -> tuple[object, ...]:
        """What this sight shows, as a value that can be compared."""
        view = (self.view.code, self.view.fingerprint)
        return self.moment.key, view, self.focus, self.chosen, self.shown, self.since, self.outside

    def __eq__(self, other: object) -> bool:
        """Whether the other shows the same."""
        return isinstance(other, Sight) and self.key == other.key

    def __hash__(self) -> int:
        """A hash of what it shows."""
        return hash(self.key)

    def whole(self) -> Sight:
        """The same without a selection, with all columns."""
        return replace(self, shown=Shown())

    def draws(self, code: Code) -> bool:
        """Whether an element stands in the columns and the part that are shown."""
        return self.part.is_open(code) and self.part.elements[code].element.type in self.shown.types

    @cached_property
    def part(self) -> Network:
        """The network as far as it was selected."""
        return selected(self.moment.network, self.shown.selection)

    @cached_property
    def network(self) -> Network:
        """What is told in words: the part that was selected, or of that only the path in focus."""
        return only(self.part, self.path.codes) if self.focus and self.shown.alone else self.part

    @cached_property
    def columns(self) -> Projection:
        """What is drawn: of that, the columns that are shown."""
        return with_columns(self.network, self.shown.types)

    @property
    def is_narrow(self) -> bool:
        """Whether the picture has fewer columns than usual, so that it need not fill the page."""
        return len({record.element.type for record in self.columns.network.open_elements()}) < len(COLUMNS) - 1

    @cached_property
    def path(self) -> Path:
        """The path of the element in focus, or its neighbours; empty when there is none."""
        return self._path_in(self.part)

    def _path_in(self, network: Network) -> Path:
        if self.focus is None:
            return Path()
        return (neighbours_of if self.shown.neighbours else path_of)(network, self.focus)

    @property
    def emphasis(self) -> Emphasis:
        """What the picture brings forward."""
        return Emphasis(self._path_in(self.columns.network), indirect=self.columns.indirect)

    @property
    def items(self) -> tuple[RoadmapItem, ...]:
        """The rows of the roadmap that are shown."""
        shown = self.moment.items if self.shown.roadmap else ()
        return tuple(item for item in shown if self.columns.network.is_open(item.code))

    def query(self, **other: str | int | None) -> str:
        """The address of this sight, with some of it replaced; what is None is left out."""
        if "element" in other and other["element"] is None:
            other = {**other, "bereik": None, "alleen": None}
        kept = [(name, value) for name, value in self.pairs() if name not in other]
        given = [(name, str(value)) for name, value in other.items() if value]
        return urlencode([*kept, *given], safe=",")

    def pairs(self) -> list[tuple[str, str]]:
        """This sight as the pairs of an address."""
        given = {
            "versie": self.moment.number,
            "op": self.moment.named if self.moment.past else None,
            "kleur": self.view.code,
            "element": self.focus,
            "sinds": self.since,
        }
        named = [(name, str(value)) for name, value in given.items() if value]
        return [*named, *self.shown.pairs(), *(("van", code) for code in self.chosen)]

    def address_of(self, element: Element) -> str:
        """Where an element's link leads: a result to its own page, the others to their path in the network."""
        if isinstance(element, Result):
            return page_of(element.code)
        return f"{page()}?{self.query(element=element.code)}"

    def facts(self, people: Mapping[PersonId, str] | None = None) -> Facts:
        """What its colours may look at; with the names of more people than its view needs, when they are given."""
        moment, then = self.moment, self.moment.programme
        return Facts(
            self.network,
            then.policy_fields,
            gates=gate_counts(moment.items),
            chosen=self.chosen or ((self.focus,) if self.focus else ()),
            municipalities=then.municipalities,
            people=people or dict(self.outside.people),
            on=moment.on,
            targets=targets_of(then, dict(self.outside.measured), on=moment.on),
            spend=spend_of(then),
            capacity=capacity_of(then, on=moment.on),
            attention=self._attention(),
            changes=self._changes(),
        )

    def _attention(self) -> dict[Code, Attention] | None:
        if SourceName.ATTENTION not in self.view.sources:
            return None
        return attention_of(health(self.moment.programme, self.moment.on))

    def _changes(self) -> Comparison | None:
        if SourceName.CHANGED not in self.view.sources or self.compared_with is None:
            return None
        return compare(self.moment.programme.versions[self.compared_with].network, self.moment.network)

    @property
    def compared_with(self) -> int | None:
        """The version since which changes are shown: the one that was asked, else the one before; None without any."""
        return self.since or max(self.older_versions(), default=None)

    def older_versions(self) -> list[int]:
        """The numbers of the versions that can be compared with, the newest first."""
        return sorted(_before(self.moment), reverse=True)

    def colouring(self) -> Colouring:
        """The colours of this sight."""
        colouring = self.view.colour(self.facts()).within(self.columns.network.elements)
        if self.view is not CHANGED:
            return colouring
        number = self.compared_with
        title = _("Gewijzigd sinds versie %(number)s") % {"number": number} if number else self.view.title
        return replace(colouring, title=title)

    def caption(self, view: str) -> Caption:
        """The name of the picture, and its footer with version, view, selection and hash."""
        moment = self.moment
        digest = moment.network.content_hash()
        told = self.shown.told(known_values(moment.programme, dict(self.outside.people)))
        view = f"{view} ({_('keuze')}: {told})" if told else view
        stood_on = moment.on if moment.past else None
        footer = footer_of(programme_at(), version=moment.number, view=view, digest=digest, stood_on=stood_on)
        return Caption(TITLE, footer)


def _before(moment: Moment) -> list[int]:
    """The numbers of the versions that are older than this moment."""
    return [number for number in moment.programme.versions if moment.number is None or number < moment.number]


def _since(asked: str, moment: Moment, problems: list[str]) -> int | None:
    if not asked:
        return None
    if asked.isdecimal() and len(asked) < 6 and int(asked) in _before(moment):
        return int(asked)
    problems.append(_("Versie %(asked)s is er niet of is niet ouder.") % {"asked": asked[:12]})
    return None


def owners_in(network: Network) -> dict[str, str]:
    """The ids of everybody who owns something in the network; their names stand in the register of people."""
    owners = {record.element.owner for record in network.open_elements() if record.element.owner}
    return {owner: owner for owner in owners}


@lru_cache(maxsize=64)
def picture_of(sight: Sight, *, linked: bool = True) -> Picture:
    """The picture for a screen; for a file on its own not `linked` to pages."""
    return _in_order(sight, sight.moment.order, linked=linked)


def arranged_picture(moment: Moment, order: Order) -> Picture:
    """The network of a moment in another order than it stands in."""
    return _in_order(Sight.by(moment, VIEWS[0]), order, linked=True)


def _in_order(sight: Sight, order: Order, *, linked: bool) -> Picture:
    colouring = sight.colouring()
    found = scene(
        sight.columns.network,
        order=order,
        colouring=colouring,
        policy_fields=sight.moment.programme.policy_fields,
        roadmap=sight.items,
    )
    return draw(
        found,
        colouring=colouring,
        caption=sight.caption(colouring.title),
        address=sight.address_of if linked else _nowhere,
        emphasis=sight.emphasis,
    )


def sheets_of(sight: Sight, paper: Paper = A3) -> tuple[str, ...]:
    """The picture for paper: as many sheets as it needs. Raises TooLargeForPaper."""
    colouring = sight.colouring()
    return sheets(
        sight.columns.network,
        order=sight.moment.order,
        colouring=colouring,
        policy_fields=sight.moment.programme.policy_fields,
        roadmap=sight.items,
        caption=sight.caption(colouring.title),
        address=_nowhere,
        paper=paper,
        emphasis=sight.emphasis,
    )


def _nowhere(_element: Element) -> str:
    return ""
