"""The register of processing activities per municipality: as a page, as CSV and as JSON (AVG art. 30)."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roer.core.programme.elements import MunicipalityCode
from roer.core.programme.privacy_access import WHO, may_read_register
from roer.core.programme.processing_register import FURTHER, OBLIGATORY, Activity, register_of
from roer.core.programme.state import Programme
from roer.core.values.dutch import day
from roer.core.values.spreadsheets import harmless
from roer.office.ledger.door import today
from roer.office.ledger.history import programme as programme_now
from roer.office.people.register import names_of, reader_of


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """`/privacy/register/?gemeente=GM0534`: every processing of one municipality; what lacks is told."""
    programme = programme_now()
    town = _town(request, programme)
    opened = _may_read(request, programme, town)
    lines = register_of(programme, town, on=today()) if town else ()
    told = {
        "towns": sorted(programme.municipalities.items()),
        "town": programme.municipalities.get(town),
        "lines": [(line, _cells(line, _owners(lines)) if opened else ()) for line in lines],
        "opened": opened,
        "who": WHO,
        "gaps": sum(bool(line.lacking) for line in lines),
        "query": f"?gemeente={town}",
    }
    return render(request, "steering/privacy/register.html", told)


@require_safe
def register_csv(request: HttpRequest) -> HttpResponse:
    """The same for spreadsheets; refused to who may not read it."""
    _programme, town, lines = _asked(request)
    names = _owners(lines)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(["code", "verwerking", *OBLIGATORY.values(), *FURTHER.values(), "ontbreekt"])
    for line in lines:
        cells = [line.code, line.title, *(value for _heading, value in _cells(line, names)), "; ".join(line.lacking)]
        writer.writerow([harmless(cell) for cell in cells])
    answer = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="verwerkingsregister-{town}.csv"'
    return answer


@require_safe
def register_json(request: HttpRequest) -> HttpResponse:
    """The same for programs, with the names of the fields of the code."""
    programme, town, lines = _asked(request)
    told = {
        "gemeente": {"code": town, "naam": programme.municipalities[town].name},
        "datum": today().isoformat(),
        "verwerkingen": [_plain(line) for line in lines],
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _asked(request: HttpRequest) -> tuple[Programme, MunicipalityCode, tuple[Activity, ...]]:
    """The register that is asked for. Raises Http404, for who may not read it as well."""
    programme = programme_now()
    town = _town(request, programme)
    if not town or not _may_read(request, programme, town):
        raise Http404(_("Dit register is er niet, of is niet voor u. Meld u aan als u het mag lezen."))
    return programme, town, register_of(programme, town, on=today())


def _town(request: HttpRequest, programme: Programme) -> MunicipalityCode:
    wanted = request.GET.get("gemeente", "") or min(programme.municipalities, default="")
    if wanted and wanted not in programme.municipalities:
        raise Http404(_("Deze gemeente doet niet mee in het programma."))
    return wanted


def _may_read(request: HttpRequest, programme: Programme, town: MunicipalityCode) -> bool:
    return bool(town) and may_read_register(programme, town, reader_of(request), on=today())


def _owners(lines: tuple[Activity, ...]) -> dict[str, str]:
    return dict(names_of([line.owner for line in lines if line.owner]))


def _cells(line: Activity, names: dict[str, str]) -> list[tuple[str, str]]:
    """Heading and content of every field, obligatory ones first."""
    said = {**{name: getattr(line, name) for name in (*OBLIGATORY, *FURTHER)}}
    said["owner"] = names.get(line.owner, line.owner)
    said["review_by"] = day(line.review_by) if line.review_by else ""
    return [(heading, said[name]) for name, heading in (*OBLIGATORY.items(), *FURTHER.items())]


def _plain(line: Activity) -> dict[str, Any]:
    said: dict[str, Any] = {name: getattr(line, name) for name in ("code", "title", *OBLIGATORY, *FURTHER)}
    review = line.review_by.isoformat() if line.review_by else None
    dpia = reverse("steering:privacy_file", args=[line.code])
    return {**said, "review_by": review, "lacking": list(line.lacking), "dpia": dpia}
