"""The network as files to download: tables for spreadsheets, JSON for programs, the exchange file for architects."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roer.core.values.dutch import listing
from roer.core.values.errors import InputRefused
from roer.office.steering.din import name_of, sight_of
from roer.office.steering.network_files import as_archimate, as_csv, as_csv_map, as_json, network_tables, workbook_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def din_csv(request: HttpRequest) -> HttpResponse:
    """`/din/netwerk.csv?tabel=relaties`: one table; without a name all of them, as `/din/netwerk.zip`."""
    sight = sight_of(request)
    wanted = request.GET.get("tabel", "").casefold()
    if not wanted:
        return redirect(f"{reverse('steering:din_zip')}?{urlencode(request.GET, doseq=True)}")
    tables = {table.name.casefold(): table for table in network_tables(sight.moment)}
    if wanted not in tables:
        raise Http404(_("Die tabel is er niet. Kies uit: %(names)s.") % {"names": listing(list(tables), "of")})
    return _file(as_csv(tables[wanted]), "text/csv; charset=utf-8", f"{name_of(sight)}-{wanted}.csv")


@require_safe
def din_zip(request: HttpRequest) -> HttpResponse:
    """`/din/netwerk.zip`: every table as a CSV file."""
    sight = sight_of(request)
    return _file(as_csv_map(network_tables(sight.moment)), "application/zip", f"{name_of(sight)}.zip")


@require_safe
def din_xlsx(request: HttpRequest) -> HttpResponse:
    """`/din/netwerk.xlsx`: every table as a sheet of one workbook."""
    sight = sight_of(request)
    try:
        content = workbook_of(sight.moment)
    except InputRefused as refusal:
        messages.error(request, " ".join(f"{one.where}: {one.what} {one.cure}" for one in refusal.problems))
        return redirect(f"{reverse('steering:din')}?{sight.query()}")
    return _file(content, XLSX, f"{name_of(sight)}.xlsx")


@require_safe
def din_json(request: HttpRequest) -> HttpResponse:
    """`/din/netwerk.json`: everything that is said, in codes, with version, hash and view."""
    sight = sight_of(request)
    return _file(as_json(sight.moment, view=sight.view.code).encode(), "application/json", f"{name_of(sight)}.json")


@require_safe
def din_archimate(request: HttpRequest) -> HttpResponse:
    """`/din/netwerk.archimate.xml`: the exchange file that Archi and other tools for architects open."""
    sight = sight_of(request)
    return _file(as_archimate(sight).encode(), "application/xml; charset=utf-8", f"{name_of(sight)}.archimate.xml")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
