"""The governance chart as a file: SVG for anything, PDF to print on A3 or A4, PNG to paste."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roer.core.network.fitting import A3
from roer.core.network.sheets import TooLargeForPaper
from roer.core.values.dutch import day
from roer.office.steering.din_paper import PAPERS, TooLargeForImage, network_pdf, network_png
from roer.office.steering.din_picture import svg_file
from roer.office.steering.organisation.moments import Moment


@require_safe
def chart_svg(request: HttpRequest) -> HttpResponse:
    """`/besturing/plaatje.svg`: the chart as a file that stands on its own; nothing in it leads anywhere."""
    moment = Moment.of(request)
    return svg_file(moment.picture(lambda _code: ""), _name(moment))


@require_safe
def chart_png(request: HttpRequest) -> HttpResponse:
    """`/besturing/plaatje.png`: the chart as an image, sharp enough to print."""
    moment = Moment.of(request)
    try:
        image = network_png(moment.picture(lambda _code: ""))
    except TooLargeForImage as refusal:
        return _refused(request, moment, refusal)
    return _attached(image, "image/png", f"{_name(moment)}.png")


@require_safe
def chart_pdf(request: HttpRequest) -> HttpResponse:
    """`/besturing/plaatje.pdf`: the chart to print on A3, with letters of at least 7 points; `?papier=a4` for A4."""
    moment, paper = Moment.of(request), PAPERS.get(request.GET.get("papier", ""), A3)
    try:
        sheets = moment.sheets(paper)
    except TooLargeForPaper as refusal:
        return _refused(request, moment, refusal)
    title = _("Besturing op %(day)s") % {"day": day(moment.on)}
    described = _("Schema van de besturing. Hetzelfde staat in woorden op de pagina Besturing.")
    made = network_pdf(sheets, title=title, described=described, paper=paper)
    return _attached(made, "application/pdf", f"{_name(moment)}.pdf")


def _name(moment: Moment) -> str:
    return f"besturing-{moment.on.isoformat()}"


def _refused(request: HttpRequest, moment: Moment, refusal: Exception) -> HttpResponse:
    messages.error(request, str(refusal))
    return redirect(f"{reverse('steering:governance')}{moment.query}")


def _attached(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
