"""The pages of the goals-efforts network: the picture with its twin in words, and the comparison of two versions."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from roer.core.network.fitting import A3
from roer.core.network.outline import outline
from roer.core.network.paths import told
from roer.core.network.roadmap import remarks
from roer.core.network.sheets import TooLargeForPaper
from roer.core.programme.network_state import Network
from roer.core.values.errors import RoerError
from roer.office.ledger.history import programme as programme_at
from roer.office.people.register import person_of
from roer.office.steering.din_controls import controls_of
from roer.office.steering.din_paper import DESCRIBED, PAPERS, TooLargeForImage, network_pdf, network_png
from roer.office.steering.din_picture import TITLE, Moment, NoSuchMoment, svg_file
from roer.office.steering.din_shown import NEIGHBOURS
from roer.office.steering.din_sight import Sight, picture_of, sheets_of
from roer.office.steering.din_time import named_at, passage
from roer.office.steering.din_twins import LIST, form_of, forms_of, twin_of
from roer.office.steering.din_words import in_words
from roer.office.steering.finding import found_by, jump_address
from roer.office.steering.saved_views import NoSuchView


@require_safe
def din(request: HttpRequest) -> HttpResponse:
    """`/din/`: the network as a picture and in words; `?weergave=` shows it as a list, a matrix or a table.

    `?versie=3` and `?op=2021-03-01` show it as it was; `?stap=4` leads to a moment by its place on the slider.
    `?spring=` jumps to whatever has this code or title; `?versie=1&met=3` compares two versions.
    """
    if other := request.GET.get("met"):
        asked = urlencode({"van": request.GET.get("versie", ""), "tot": other})
        return redirect(f"{reverse('steering:din_compare')}?{asked}")
    if place := request.GET.get("stap"):
        return _step(request, place)
    sight = sight_of(request)
    if wanted := request.GET.get("spring", "").strip():
        return _jump(request, sight, wanted)
    moment, form = sight.moment, form_of(request.GET.get("weergave"))
    now, network = programme_at(), sight.network
    return render(
        request,
        "steering/din.html",
        {
            "sight": sight,
            "moment": moment,
            "svg": "" if form else picture_of(sight).document(),
            "as_list": bool(form),
            "weergave": form,
            "forms": forms_of(sight),
            "controls": controls_of(sight, now, person_of(request)),
            "versions": [known for _number, known in sorted(now.versions.items())],
            "elements": moment.network.open_elements(),
            "focus": network.elements[sight.focus] if sight.focus else None,
            "path": [told(sight.part, record) for record in sight.path.links],
            **(_words(network, moment) if form in ("", LIST) else {}),
            **twin_of(sight, network, form, request.GET.get("sorteer", "")),
            "passage": passage(sight, form),
            "query": sight.query(),
            "whole": sight.query(element=None),
            "everything": sight.whole().query(element=None),
            "reach": sight.query(bereik=None if sight.shown.neighbours else NEIGHBOURS, weergave=form or None),
            "alone": sight.query(alleen=None if sight.shown.alone else 1, weergave=form or None),
        },
    )


def _words(network: Network, moment: Moment) -> dict[str, Any]:
    """The network in words: its outline, and of each goal the lines of what contributes to it."""
    placed = {item.code for item in moment.items if item.when}
    found = outline(network, remarks(moment.items), placed=placed)
    return {"outline": found, "goals": in_words(found, network)}


@require_safe
def din_svg(request: HttpRequest) -> HttpResponse:
    """`/din/netwerk.svg`: the picture as a file that stands on its own."""
    sight = sight_of(request)
    return svg_file(picture_of(sight, linked=False), name_of(sight))


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


def sight_of(request: HttpRequest) -> Sight:
    """What an address asks to see. Raises Http404 for a version that is not there."""
    try:
        return Sight.of(request.GET, person_of(request))
    except (NoSuchMoment, NoSuchView) as missing:
        raise Http404(str(missing)) from missing


def name_of(sight: Sight) -> str:
    """The name of a file with this sight, without its ending: 'din-versie-2'."""
    moment = sight.moment
    if moment.number:
        return f"din-versie-{moment.number}"
    return f"din-{moment.named}" if moment.past else "din"


def _attached(content: str | bytes, content_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _refused(request: HttpRequest, sight: Sight, refusal: RoerError) -> HttpResponse:
    """Back to the page of the network, with the reason why the file cannot be made."""
    messages.error(request, str(refusal))
    return redirect(f"{reverse('steering:din')}?{sight.query()}")


def _step(request: HttpRequest, place: str) -> HttpResponse:
    """To the moment at this place on the slider, with everything else as it was."""
    asked = request.GET.copy()
    for name in ("stap", "versie", "op"):
        asked.pop(name, None)
    asked["op"] = named_at(place)
    return redirect(f"{reverse('steering:din')}?{asked.urlencode()}")


def _jump(request: HttpRequest, sight: Sight, wanted: str) -> HttpResponse:
    """To what was meant, when that is clear; else to the page with everything that fits."""
    found = found_by(wanted, sight.moment, person_of(request))
    if len(found) == 1:
        return redirect(jump_address(found[0], sight, request.GET.get("weergave", "")))
    asked = urlencode({"zoek": wanted[:100]})
    return redirect(f"{reverse('steering:din_find')}?{asked}&{sight.query()}")
