"""The pages of the goals-efforts network: the picture with its twin in words, and the comparison of two versions."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from roer.core.network.compare import Change, compare
from roer.core.network.drawing import Picture
from roer.core.network.fitting import A3
from roer.core.network.outline import outline, relations
from roer.core.network.paths import told
from roer.core.network.roadmap import remarks
from roer.core.network.sheets import TooLargeForPaper
from roer.core.programme.state import Programme
from roer.core.values.errors import RoerError
from roer.office.ledger.history import programme as programme_at
from roer.office.people.register import names_of, person_of
from roer.office.steering.din_controls import controls_of
from roer.office.steering.din_paper import DESCRIBED, PAPERS, TooLargeForImage, network_pdf, network_png
from roer.office.steering.din_picture import (
    TITLE,
    Moment,
    NoSuchVersion,
    comparison_picture,
    moment_of,
)
from roer.office.steering.din_shown import NEIGHBOURS
from roer.office.steering.din_sight import Sight, picture_of, sheets_of
from roer.office.steering.finding import found_by, jump_address
from roer.office.steering.saved_views import NoSuchView

AS_LIST = "lijst"
NOW = "nu"


@require_safe
def din(request: HttpRequest) -> HttpResponse:
    """`/din/`: the network as a picture and in words; `?weergave=lijst` leaves the picture out.

    `?spring=` jumps to whatever has this code or title; `?versie=1&met=3` compares two versions.
    """
    if other := request.GET.get("met"):
        asked = urlencode({"van": request.GET.get("versie", ""), "tot": other})
        return redirect(f"{reverse('steering:din_compare')}?{asked}")
    sight = sight_of(request)
    if wanted := request.GET.get("spring", "").strip():
        return _jump(request, sight, wanted)
    moment, as_list = sight.moment, request.GET.get("weergave") == AS_LIST
    form = AS_LIST if as_list else None
    now, network = programme_at(), sight.network
    placed = {item.code for item in moment.items if item.when}
    return render(
        request,
        "steering/din.html",
        {
            "sight": sight,
            "moment": moment,
            "svg": "" if as_list else picture_of(sight).document(),
            "as_list": as_list,
            "controls": controls_of(sight, now, person_of(request)),
            "versions": [known for _number, known in sorted(now.versions.items())],
            "elements": moment.network.open_elements(),
            "focus": network.elements[sight.focus] if sight.focus else None,
            "path": [told(sight.part, record) for record in sight.path.links],
            "outline": outline(network, remarks(moment.items), placed=placed),
            "relations": relations(network) if as_list else (),
            "names": names_of(record.confirmed_by for record in network.links.values()) if as_list else {},
            "query": sight.query(),
            "whole": sight.query(element=None),
            "everything": sight.whole().query(element=None),
            "reach": sight.query(bereik=None if sight.shown.neighbours else NEIGHBOURS, weergave=form),
            "alone": sight.query(alleen=None if sight.shown.alone else 1, weergave=form),
        },
    )


@require_safe
def din_svg(request: HttpRequest) -> HttpResponse:
    """`/din/netwerk.svg`: the picture as a file that stands on its own."""
    sight = sight_of(request)
    return _file(picture_of(sight, linked=False), name_of(sight))


@require_safe
def din_png(request: HttpRequest) -> HttpResponse:
    """`/din/netwerk.png`: the picture as an image, sharp enough to print."""
    sight = sight_of(request)
    try:
        image = network_png(picture_of(sight, linked=False))
    except TooLargeForImage as refusal:
        return _refused(request, sight, refusal)
    return _attached(image, "image/png", f"{name_of(sight)}.png")


@require_safe
def din_pdf(request: HttpRequest) -> HttpResponse:
    """`/din/netwerk.pdf`: the picture to print on A3, with letters of at least 7 points; `?papier=a4` for A4."""
    sight, paper = sight_of(request), PAPERS.get(request.GET.get("papier", ""), A3)
    try:
        sheets = sheets_of(sight, paper)
    except TooLargeForPaper as refusal:
        return _refused(request, sight, refusal)
    made = network_pdf(sheets, title=TITLE, described=DESCRIBED, paper=paper)
    return _attached(made, "application/pdf", f"{name_of(sight)}.pdf")


@require_safe
def din_compare(request: HttpRequest) -> HttpResponse:
    """`/din/vergelijken/?van=1&tot=3`: what changed between two versions; `tot=nu` is the working network.

    `?vorm=json` and `?vorm=svg` give the same as a file.
    """
    now = programme_at()
    versions = [known for _number, known in sorted(now.versions.items())]
    if not versions:
        return render(request, "steering/din_compare.html", {"versions": versions})
    first, last = _pair(request, [known.number for known in versions])
    comparison = compare(first.network, last.network)
    form = request.GET.get("vorm")
    if form == "json":
        return JsonResponse({"from": first.number, "to": last.number, "changes": comparison.as_json()})
    picture = comparison_picture(first, last, comparison)
    if form == "svg":
        return _file(picture, f"din-vergelijking-{first.number or NOW}-{last.number or NOW}")
    changes = comparison.changes
    return render(
        request,
        "steering/din_compare.html",
        {
            "versions": versions,
            "first": first,
            "last": last,
            "svg": picture.document(),
            "grouped": [
                (heading, [(change, _decided(now, change)) for change in group])
                for heading, group in comparison.grouped()
            ],
            "names": names_of(change.by for change in changes if change.by),
            "pair": urlencode({"van": first.number or NOW, "tot": last.number or NOW}),
        },
    )


def sight_of(request: HttpRequest) -> Sight:
    """What an address asks to see. Raises Http404 for a version that is not there."""
    try:
        return Sight.of(request.GET, person_of(request))
    except (NoSuchVersion, NoSuchView) as missing:
        raise Http404(str(missing)) from missing


def name_of(sight: Sight) -> str:
    """The name of a file with this sight, without its ending: 'din-versie-2'."""
    number = sight.moment.number
    return f"din-versie-{number}" if number else "din"


def _file(picture: Picture, name: str) -> HttpResponse:
    return _attached(picture.document(), "image/svg+xml; charset=utf-8", f"{name}.svg")


def _attached(content: str | bytes, content_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _refused(request: HttpRequest, sight: Sight, refusal: RoerError) -> HttpResponse:
    """Back to the page of the network, with the reason why the file cannot be made."""
    messages.error(request, str(refusal))
    return redirect(f"{reverse('steering:din')}?{sight.query()}")


def _jump(request: HttpRequest, sight: Sight, wanted: str) -> HttpResponse:
    """To what was meant, when that is clear; else to the page with everything that fits."""
    found = found_by(wanted, sight.moment, person_of(request))
    if len(found) == 1:
        return redirect(jump_address(found[0], sight, request.GET.get("weergave", "")))
    asked = urlencode({"zoek": wanted[:100]})
    return redirect(f"{reverse('steering:din_find')}?{asked}&{sight.query()}")


def _pair(request: HttpRequest, numbers: list[int]) -> tuple[Moment, Moment]:
    """The earlier and the later network that were asked for; by default the last two versions."""
    until = request.GET.get("tot") or str(numbers[-1])
    since = request.GET.get("van") or _usual(until, numbers)
    try:
        first, last = (moment_of("" if wanted == NOW else wanted) for wanted in (since, until))
    except NoSuchVersion as missing:
        raise Http404(str(missing)) from missing
    turned = first.number is None or (last.number is not None and first.number > last.number)
    return (last, first) if turned else (first, last)


def _usual(until: str, numbers: list[int]) -> str:
    if until == NOW:
        return str(numbers[-1])
    earlier = [number for number in numbers if str(number) != until]
    return str(earlier[-1]) if earlier else until


def _decided(programme: Programme, change: Change) -> str:
    """'Besluit B-2021-02 van de Stuurgroep, 4 februari 2021'; empty when no decision was asked."""
    record = programme.decisions.get(change.decision) if change.decision else None
    if record is None:
        return ""
    body = programme.bodies.get(record.decision.body)
    return f"{record.decision.title} ({body.body.name if body else record.decision.body})"
