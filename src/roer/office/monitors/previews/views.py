"""The pages of previews: which there are for this person, and one of them as its guests see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roer.core.programme.elements import Code
from roer.core.programme.preview_access import may_know_preview, organises, visible_previews
from roer.core.programme.preview_state import PreviewRecord, Remark
from roer.data.releases.reader import NotARelease, ReleaseReader
from roer.office.monitors.air import obstacles
from roer.office.monitors.choice import choose
from roer.office.monitors.page import product_page
from roer.office.monitors.previews.figures import is_generated, release_of, shown_in_preview
from roer.office.monitors.previews.forms import PARTS
from roer.office.monitors.previews.watermark import marked, over_page, words_for
from roer.office.people.register import names_of
from roer.office.steering.editing.desk import Desk

BAD_REQUEST = 400


@dataclass(frozen=True, slots=True)
class Line:
    """Regel of the list of previews: one, with how it stands today."""

    record: PreviewRecord
    is_open: bool
    unanswered: int


@dataclass(frozen=True, slots=True)
class Said:
    """Opmerking on the page: about which part, by whom, and whether it waits for an answer."""

    remark: Remark
    part: str
    name: str


def previews_for(desk: Desk) -> Iterator[Line]:
    """The previews that exist for whoever looks, the one that starts last first."""
    for record in visible_previews(desk.programme, desk.who, on=desk.on):
        unanswered = sum(not remark.answers for remark in record.remarks)
        yield Line(record, record.is_open(desk.on), unanswered)


def known_preview(desk: Desk, code: Code) -> PreviewRecord:
    """The preview with this code. Raises Http404 for who is not invited, as for what is not there."""
    if not may_know_preview(desk.programme, code, desk.who, on=desk.on):
        raise Http404(_("Deze voorvertoning is er niet."))
    return desk.programme.previews.records[code]


@require_safe
def previews(request: HttpRequest) -> HttpResponse:
    """The previews for this person, and for who makes them the way to invite."""
    desk = Desk.without_proposal(request)
    organising = organises(desk.programme, desk.who, on=desk.on)
    told = {"lines": list(previews_for(desk)), "organises": organising, "bodies": _bodies(desk)}
    return _private(render(request, "monitors/previews/list.html", told))


@require_safe
def preview(request: HttpRequest, code: Code) -> HttpResponse:
    """One preview, marked with who looks at it and when."""
    desk = Desk.without_proposal(request)
    record = known_preview(desk, code)
    assert desk.person is not None, "who is not signed in knows of no preview"
    told = {
        "record": record,
        "words": (words := words_for(desk.person.name, desk.on)),
        "mark": over_page(words),
        "remarks": _remarks(record),
        "organises": organises(desk.programme, desk.person.id, on=desk.on),
        "is_open": record.is_open(desk.on),
    }
    try:
        release = release_of(record)
    except NotARelease:
        release = None
    shown = shown_in_preview(release, desk.programme, on=desk.on) if release else None
    if shown is None:
        reasons = obstacles(release, desk.programme, on=desk.on) if release else ()
        return _private(render(request, "monitors/previews/nothing.html", {**told, "reasons": reasons}))
    return _private(_shown(request, shown, desk, told))


def _shown(request: HttpRequest, release: ReleaseReader, desk: Desk, told: Mapping[str, object]) -> HttpResponse:
    choice = choose(release, {name: value for name, value in request.GET.items() if value.strip()})
    shown = product_page(release, choice, desk.programme, on=desk.on)
    shown["panels"] = tuple(marked(panel, str(told["words"])) for panel in shown["panels"])
    context = {**shown, **told, "generated": is_generated(release)}
    status = BAD_REQUEST if choice.problems else 200
    return render(request, "monitors/previews/preview.html", context, status=status)


def _remarks(record: PreviewRecord) -> list[Said]:
    people = {one.by for remark in record.remarks for one in (remark, *remark.answers)}
    names = names_of(people)
    return [Said(one, str(PARTS.get(one.part, one.part)), names[one.by]) for one in reversed(record.remarks)]


def _bodies(desk: Desk) -> dict[str, str]:
    return {code: record.body.name for code, record in desk.programme.bodies.items()}


def _private(answer: HttpResponse) -> HttpResponse:
    """Nothing on the way keeps a preview, and no search engine takes it up."""
    answer["Cache-Control"], answer["X-Robots-Tag"] = "no-store, private", "noindex"
    return answer
