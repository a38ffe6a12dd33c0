"""The page of the goals-efforts network: the picture with its twin in words, and the picture as files."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roer.core.network.colouring import MOST_CHOSEN, VIEWS
from roer.core.network.outline import outline
from roer.core.network.paths import told
from roer.core.network.roadmap import remarks
from roer.core.network.sheets import TooLargeForPaper
from roer.core.programme.elements import Code
from roer.core.programme.network_state import Network
from roer.office.ledger.history import programme as programme_at
from roer.office.steering.din_paper import network_pdf
from roer.office.steering.din_picture import (
    TITLE,
    NoSuchMoment,
    Sight,
    picture_of,
    sheets_of,
    svg_file,
)
from roer.office.steering.din_time import named_at, passage
from roer.office.steering.din_twins import LIST, form_of, forms_of, twin_of


@require_safe
def din(request: HttpRequest) -> HttpResponse:
    """`/din/`: the network as a picture and in words; `?weergave=` shows it as a list, a matrix or a table.

    `?versie=3` and `?op=2021-03-01` show it as it was; `?stap=4` leads to a moment by its place on the slider.
    `?spring=` jumps to an element by its code or a piece of its title; `?versie=1&met=3` compares two versions.
    """
    if other := request.GET.get("met"):
        asked = urlencode({"van": request.GET.get("versie", ""), "tot": other})
        return redirect(f"{reverse('steering:din_compare')}?{asked}")
    if place := request.GET.get("stap"):
        return _step(request, place)
    sight = _sight(request)
    if wanted := request.GET.get("spring", "").strip():
        return _jump(request, sight, wanted)
    moment, form = sight.moment, form_of(request.GET.get("weergave"))
    network = moment.network
    placed = {item.code for item in moment.items if item.when}
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
            "views": VIEWS,
            "versions": [known for _number, known in sorted(programme_at().versions.items())],
            "elements": [record.element for record in network.open_elements()],
            "choosable": network.efforts if sight.view.code == "bijdrage" else (),
            "most_chosen": MOST_CHOSEN,
            "focus": network.elements[sight.focus] if sight.focus else None,
            "path": [told(network, record) for record in sight.path.links],
            "outline": outline(network, remarks(moment.items), placed=placed) if form in ("", LIST) else None,
            **twin_of(sight, network, form, request.GET.get("sorteer", "")),
            "passage": passage(sight, form),
            "query": sight.query(),
            "whole": sight.query(element=None),
            "missed": request.GET.get("mis", ""),
        },
    )


@require_safe
def din_svg(request: HttpRequest) -> HttpResponse:
    """`/din/netwerk.svg`: the picture as a file that stands on its own."""
    sight = _sight(request)
    return svg_file(picture_of(sight, linked=False), _named(sight))


@require_safe
def din_pdf(request: HttpRequest) -> HttpResponse:
    """`/din/netwerk.pdf`: the picture to print on A3, with letters of at least 7 points."""
    sight = _sight(request)
    try:
        sheets = sheets_of(sight)
    except TooLargeForPaper as refusal:
        messages.error(request, str(refusal))
        return redirect(f"{reverse('steering:din')}?{sight.query()}")
    described = _("Het netwerk als plaatje. Hetzelfde staat als lijst op de pagina van het netwerk.")
    answer = HttpResponse(network_pdf(sheets, title=TITLE, described=described), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{_named(sight)}.pdf"'
    return answer


def _sight(request: HttpRequest) -> Sight:
    try:
        return Sight.of(request.GET)
    except NoSuchMoment as missing:
        raise Http404(str(missing)) from missing


def _named(sight: Sight) -> str:
    moment = sight.moment
    if moment.number:
        return f"din-versie-{moment.number}"
    return f"din-{moment.named}" if moment.past else "din"


def _step(request: HttpRequest, place: str) -> HttpResponse:
    """To the moment at this place on the slider, with everything else as it was."""
    asked = request.GET.copy()
    for name in ("stap", "versie", "op"):
        asked.pop(name, None)
    asked["op"] = named_at(place)
    return redirect(f"{reverse('steering:din')}?{asked.urlencode()}")


def _jump(request: HttpRequest, sight: Sight, wanted: str) -> HttpResponse:
    code = _found(sight.moment.network, wanted)
    view = request.GET.get("weergave") or None
    query = sight.query(element=code, weergave=view, mis=None if code else wanted)
    return redirect(f"{reverse('steering:din')}?{query}" + (f"#din-{code}" if code and not view else ""))


def _found(network: Network, wanted: str) -> Code | None:
    """The element meant: by its code, else the first whose title holds the words, results before the others."""
    code = wanted.split()[0].upper()
    if network.is_open(code):
        return code
    elements = (*network.results, *network.goals, *network.efforts)
    return next((element.code for element in elements if wanted.casefold() in element.title.casefold()), None)
