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
from roer.office.steering.editing.page import PREPARABLE, EditPage

ON_ELEMENT: tuple[tuple[str, str, type[EditPage]], ...] = (
    ("change", "Wijzig", Change),
    ("connect", "Verbind", Connect),
    ("split", "Splits", Split),
    ("merge", "Voeg samen", Merge),
    ("remove", "Verwijder", Remove),
)


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
    told = {
        "desk": desk,
        "record": record,
        "element": record.element,
        "word": TYPES[record.element.type],
        "actions": list(actions_on(desk, code)),
        "beside": list(additions(desk, code)) if record.is_open else [],
        "serves": [(link, network.elements[link.link.target].element) for link in serves],
        "served_by": [(link, network.elements[link.link.source].element) for link in served_by],
        "names": names_of([record.by, *(link.confirmed_by for link in (*serves, *served_by))]),
    }
    return render(request, "steering/edit/element.html", told)


def actions_on(desk: Desk, code: Code) -> Iterator[Action]:
    """What can be done with an element."""
    if not desk.element(code).is_open:
        yield _action(desk, "restore", _("Herstel"), Restore, code=code)
        return
    for name, label, page in ON_ELEMENT:
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
    if not desk.verdict.ok:
        return desk.verdict
    asking = page()
    asking.desk, asking.request = desk, _NOTHING_ASKED
    asking.prepare(**kwargs)
    return asking.verdict()


_NOTHING_ASKED = HttpRequest()
