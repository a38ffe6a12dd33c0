"""The page that compares two moments of the network, and the same comparison as a picture, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roer.core.network.compare import KINDS, Change, Comparison, compare
from roer.core.programme.labels import TYPES
from roer.core.programme.state import Programme
from roer.core.values.spreadsheets import harmless
from roer.office.ledger.history import programme as programme_at
from roer.office.people.register import names_of
from roer.office.steering.din_picture import (
    NOW,
    Moment,
    NoSuchMoment,
    comparison_picture,
    moment_of,
    svg_file,
)

COLUMNS = ("wijziging", "soort", "van", "naar", "zin", "velden", "reden", "besluit", "datum", "door")
"""The headings of the comparison as CSV."""
NOT_FOUND = 404


@require_safe
def din_compare(request: HttpRequest) -> HttpResponse:
    """`/din/vergelijken/?van=1&tot=2021-03-01`: what changed between two versions, days or now (`nu`), in any order.

    A day in `van_op` or `tot_op` counts before the choice beside it. `?vorm=svg`, `json` and `csv` give files.
    """
    now = programme_at()
    versions = [known for _number, known in sorted(now.versions.items())]
    if not now.network.elements:
        return render(request, "steering/din_compare.html", {"versions": versions})
    try:
        first, last = in_time_order(*_wanted(request, [known.number for known in versions]))
    except NoSuchMoment as missing:
        told = {"versions": versions, "missing": str(missing), "asked": True}
        return render(request, "steering/din_compare.html", told, status=NOT_FOUND)
    comparison = compare(first.network, last.network, names_for(last.programme, first, last))
    match request.GET.get("vorm"):
        case "json":
            return JsonResponse(as_json(first, last, comparison))
        case "csv":
            return _attached(as_csv(comparison), _file_name(first, last))
        case "svg":
            return svg_file(comparison_picture(first, last, comparison), _file_name(first, last))
    return render(
        request,
        "steering/din_compare.html",
        {
            "versions": versions,
            "asked": True,
            "first": first,
            "last": last,
            "svg": comparison_picture(first, last, comparison).document(),
            "grouped": [
                (heading, [(change, _decided(now, change)) for change in group])
                for heading, group in comparison.grouped()
            ],
            "names": names_of(change.by for change in comparison.changes if change.by),
            "pair": urlencode({"van": first.named, "tot": last.named}),
        },
    )


def in_time_order(since: str, until: str) -> tuple[Moment, Moment]:
    """The moments with these names ('3', '2021-03-01', 'nu'), the earlier one first. Raises NoSuchMoment."""
    first, last = sorted((moment_of(since), moment_of(until)), key=lambda moment: (moment.programme.seq, moment.on))
    return first, last


def names_for(programme: Programme, *moments: Moment) -> Mapping[str, str]:
    """The names of policy fields, municipalities, and the persons whom elements of these moments mention."""
    persons = set()
    for moment in moments:
        for record in moment.network.elements.values():
            element = record.element
            persons |= {person for person in (element.owner, getattr(element, "client", None)) if person}
    fields = {code: field.name for code, field in programme.policy_fields.items()}
    return {**fields, **{code: town.name for code, town in programme.municipalities.items()}, **names_of(persons)}


def as_json(first: Moment, last: Moment, comparison: Comparison) -> dict[str, Any]:
    """The comparison for programs: `from` and `to` are the numbers of versions, null for what is no version."""
    return {
        "from": first.number,
        "to": last.number,
        "from_date": _day_of(first),
        "to_date": _day_of(last),
        "from_hash": first.network.content_hash(),
        "to_hash": last.network.content_hash(),
        "changes": comparison.as_json(),
    }


def as_csv(comparison: Comparison) -> str:
    """The comparison for Dutch spreadsheets: semicolons, and a byte order mark so that accents survive."""
    text = io.StringIO()
    text.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for change in comparison.changes:
        writer.writerow([harmless(text) for text in _cells(change)])
    return text.getvalue()


def _cells(change: Change) -> tuple[str, ...]:
    fields = " | ".join(f"{field.label}: {field.was} → {field.now}" for field in change.fields)
    return (
        KINDS[change.kind],
        TYPES.get(change.type, "relatie"),
        " ".join(change.before),
        " ".join(change.after),
        change.sentence,
        fields,
        change.motive,
        change.decision or "",
        change.on.isoformat() if change.on else "",
        change.by or "",
    )


def _day_of(moment: Moment) -> str:
    return (moment.version.version_date if moment.version else moment.on).isoformat()


def _attached(text: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _file_name(first: Moment, last: Moment) -> str:
    return f"din-vergelijking-{first.named}-{last.named}"


def _wanted(request: HttpRequest, numbers: list[int]) -> tuple[str, str]:
    """The two moments that were asked for; by default the last two versions."""
    asked = request.GET
    until = asked.get("tot_op") or asked.get("tot") or (str(numbers[-1]) if numbers else NOW)
    since = asked.get("van_op") or asked.get("van") or _usual(until, numbers)
    return since.strip(), until.strip()


def _usual(until: str, numbers: list[int]) -> str:
    if not until.isdecimal():
        return str(numbers[-1]) if numbers else NOW
    earlier = [number for number in numbers if str(number) != until]
    return str(earlier[-1]) if earlier else until


def _decided(programme: Programme, change: Change) -> str:
    """'Plaatsing van … (Stuurgroep)'; empty when no decision was asked."""
    record = programme.decisions.get(change.decision) if change.decision else None
    if record is None:
        return ""
    body = programme.bodies.get(record.decision.body)
    told = {"title": record.decision.title, "body": body.body.name if body else record.decision.body}
    return _("%(title)s (%(body)s)") % told
