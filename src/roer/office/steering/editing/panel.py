"""All that can be done with one element: the page behind its box, that the network opens beside the picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roer.core.programme.elements import Code
from roer.core.programme.labels import TYPES
from roer.core.programme.refusals import Verdict
from roer.office.people.register import names_of
from roer.office.steering.editing.desk import Desk
from roer.office.steering.editing.element_pages import Add, Change
from roer.office.steering.editing.field_pages import PolicyFields
from roer.office.steering.editing.lineage_pages import Merge, Remove, Restore, Split
from roer.office.steering.editing.link_pages import Connect
from roer.office.steering.editing.means_pages import Allocate, Book
from roer.office.steering.editing.means_shown import means_of
from roer.office.steering.editing.page import PREPARABLE, EditPage
from roer.office.steering.editing.smart_page import WriteSmart

ALL = frozenset(TYPES)
ON_ELEMENT: tuple[tuple[str, str, type[EditPage], frozenset[str]], ...] = (
    ("change", "Wijzig", Change, ALL),
    ("connect", "Verbind", Connect, ALL),
    ("smart", "SMART-omschrijving", WriteSmart, frozenset({"goal", "result"})),
    ("book", "Boek een bedrag", Book, frozenset({"result", "effort"})),
    ("allocate", "Leg inzet vast", Allocate, frozenset({"effort"})),
    ("split", "Splits", Split, ALL),
    ("merge", "Voeg samen", Merge, ALL),
    ("remove", "Verwijder", Remove, ALL),
)
"""What can be done with an element: the page's name, the word on its button, and for which types."""


@dataclass(frozen=True, slots=True)
class Action:
    """Knop: what can be done, where, and when it may not be, why."""

    name: str
    label: str
    address: str
    verdict: Verdict

    @property
    def open(self) -> bool:
        """Whether the page has a form, if only to prepare a proposal."""
        return self.verdict.ok or self.verdict.rule in PREPARABLE


@require_safe
def element(request: HttpRequest, code: Code) -> HttpResponse:
    """`/din/<code>/`: an element, its links, and a button for each act, greyed with the reason when it may not be."""
    desk = Desk.of(request)
    record, network = desk.element(code), desk.programme.network
    serves, served_by = network.links_from(code), network.links_to(code)
    actions, smart = list(actions_on(desk, code)), desk.programme.smart.get(code, ())
    signed = [smart[-1].agreed.by] if smart and smart[-1].agreed else []
    told = {
        "desk": desk,
        "record": record,
        "element": record.element,
        "word": TYPES[record.element.type],
        "is_result": record.element.type == "result",
        "actions": actions,
        "may_allocate": any(action.name == "allocate" and action.open for action in actions),
        "beside": list(additions(desk, code)) if record.is_open else [],
        "serves": [(link, network.elements[link.link.target].element) for link in serves],
        "served_by": [(link, network.elements[link.link.source].element) for link in served_by],
        "smart": smart[-1] if smart else None,
        "means": means_of(desk.programme, code, desk.who, on=desk.on),
        "names": names_of([record.by, *signed, *(link.confirmed_by for link in (*serves, *served_by))]),
    }
    return render(request, "steering/edit/element.html", told)


def actions_on(desk: Desk, code: Code) -> Iterator[Action]:
    """What can be done with an element."""
    record = desk.element(code)
    if not record.is_open:
        yield _action(desk, "restore", _("Herstel"), Restore, code=code)
        return
    for name, label, page, types in ON_ELEMENT:
        if record.element.type not in types:
            continue
        if page is Merge:
            yield Action(name, _(label), desk.address("merge", van=code), desk.verdict)
        else:
            yield _action(desk, name, _(label), page, code=code)


def additions(desk: Desk, neighbour: Code | None = None) -> Iterator[Action]:
    """What can be added, beside an element or alone."""
    for word in TYPES.values():
        asked = {"naast": neighbour} if neighbour else {}
        yield Action(word, word.capitalize(), desk.address("add", word, **asked), _asked(desk, Add, word=word))


def tasks(desk: Desk) -> list[Action]:
    """What can be done with the network as a whole."""
    return [
        Action("merge", _("Voeg elementen samen"), desk.address("merge"), desk.verdict),
        Action("policy_fields", _("Beleidsterreinen"), desk.address("policy_fields"), _asked(desk, PolicyFields)),
    ]


def _action(desk: Desk, name: str, label: str, page: type[EditPage], *, code: Code) -> Action:
    return Action(name, label, desk.address(name, code), _asked(desk, page, code=code))


def _asked(desk: Desk, page: type[EditPage], **kwargs: str) -> Verdict:
    """Whether this page would let this person record: the page's own question."""
    if page.for_team_only and not desk.verdict.ok:
        return desk.verdict
    asking = page()
    asking.desk, asking.request = desk, _NOTHING_ASKED
    asking.prepare(**kwargs)
    return asking.verdict()


_NOTHING_ASKED = HttpRequest()
