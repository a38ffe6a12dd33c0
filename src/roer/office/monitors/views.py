"""The pages of released products: all of them, one of them, one area, and the files with the same figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from roer.data.releases.reader import NotARelease, ReleaseReader
from roer.office.ledger.door import today
from roer.office.ledger.history import programme
from roer.office.monitors import page
from roer.office.monitors.air import obstacles, on_air
from roer.office.monitors.choice import choose
from roer.office.monitors.files import Wanted, as_csv, as_json, lines
from roer.office.monitors.released import all_current, current, is_public
from roer.office.monitors.workbook import workbook
from roer.office.people.register import person_of

BAD_REQUEST, FORBIDDEN, UNAVAILABLE = 400, 403, 503
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json", "xlsx": XLSX}


def _opened(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Open the product; ask to sign in where it is not for everybody; say so where it is damaged or off the air."""

    @wraps(view)
    def with_release(request: HttpRequest, slug: str, **rest: Any) -> HttpResponse:
        try:
            release = current(slug)
        except NotARelease as broken:
            return render(request, "monitors/broken.html", {"reason": str(broken)}, status=UNAVAILABLE)
        if release is None:
            raise Http404
        if not is_public(release) and person_of(request) is None:
            return redirect(f"{reverse('people:sign_in')}?next={request.path}")
        now, on = programme(), today()
        shown = on_air(release, now, on=on)
        if shown is None:
            told = {"release": release, "reasons": obstacles(release, now, on=on)}
            return render(request, "monitors/off_air.html", told, status=FORBIDDEN)
        return view(request, shown, **rest)

    return with_release


@require_safe
def product_list(request: HttpRequest) -> HttpResponse:
    """Every released product, with its date, audience and sources."""
    now, on, signed_in = programme(), today(), person_of(request) is not None
    entries = [
        page.entry(slug, release, off_air=release is not None and on_air(release, now, on=on) is None)
        for slug, release in all_current()
        if release is None or signed_in or is_public(release)
    ]
    return render(request, "monitors/list.html", {"entries": entries})


@require_safe
@_opened
def product(request: HttpRequest, release: ReleaseReader) -> HttpResponse:
    """One product: question, answer, key figures, figures with their tables, explanation, files."""
    choice = choose(release, _asked(request))
    told = page.product_page(release, choice, programme(), on=today())
    return render(request, "monitors/product.html", told, status=BAD_REQUEST if choice.problems else 200)


@require_safe
@_opened
def file(request: HttpRequest, release: ReleaseReader, kind: str) -> HttpResponse:
    """The figures of a product as CSV, XLSX or JSON; the query may narrow it as on the page."""
    asked = _asked(request)
    choice = choose(release, asked)
    if choice.problems:
        return HttpResponse("\n".join(choice.problems), status=BAD_REQUEST, content_type="text/plain; charset=utf-8")
    found = lines(
        release,
        Wanted(
            indicator=choice.indicator if "indicator" in asked else None,
            area=choice.area.code if "gebied" in asked else None,
            period=choice.period.code if "jaar" in asked else None,
            level=choice.level.value if "kaart" in asked else None,
        ),
    )
    match kind:
        case "csv":
            content: str | bytes = as_csv(found)
        case "json":
            content = as_json(release, found)
        case _:
            content = workbook(release, found)
    name = f"{release.slug}_{release.id}.{kind}"
    return HttpResponse(
        content, content_type=_TYPES[kind], headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@require_safe
def area(request: HttpRequest, code: str) -> HttpResponse:
    """All released figures of one area, of every product that the reader may see."""
    now, on, signed_in = programme(), today(), person_of(request) is not None
    known = (
        on_air(release, now, on=on)
        for _, release in all_current()
        if release is not None and (signed_in or is_public(release)) and code in release.areas_by_code
    )
    shown = [release for release in known if release is not None]
    if not shown:
        return render(request, "monitors/unknown_area.html", {"code": code}, status=404)
    return render(request, "monitors/area.html", page.area_page(shown, code))


def _asked(request: HttpRequest) -> Mapping[str, str]:
    """The query of the address, empty values left out: an empty choice is no choice."""
    return {name: value for name, value in request.GET.items() if value.strip()}
