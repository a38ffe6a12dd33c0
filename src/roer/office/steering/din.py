"""The pages of the goals-efforts network: the picture with its twin in words, and the comparison of two versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from roer.core.network.colouring import VIEWS, Colouring, ColourView, Facts, by_change, view_by
from roer.core.network.compare import compare, union
from roer.core.network.drawing import Caption, Emphasis, Picture, draw
from roer.core.network.outline import outline
from roer.core.network.paths import Path, path_of, told
from roer.core.network.placing import Order
from roer.core.network.roadmap import footer_of, gate_counts, order_through, remarks, roadmap_items
from roer.core.network.scene import scene
from roer.core.programme.elements import Code, Element, Result
from roer.core.programme.network_state import Network
from roer.core.programme.records import NetworkVersion
from roer.core.programme.state import Programme
from roer.office.ledger.door import day_of, today
from roer.office.ledger.history import programme as programme_at
from roer.office.people.register import names_of


@dataclass(frozen=True, slots=True)
class Sight:
    """What the reader asked to see, all of it in the address: which version, which colours, which element."""

    programme: Programme
    network: Network
    on: date
    version: int | None
    view: ColourView
    focus: Code | None

    @classmethod
    def of(cls, request: HttpRequest) -> Sight:
        """Read the address; raises Http404 for a version that is not there."""
        now = programme_at()
        wanted = request.GET.get("versie", "")
        version = _version(now, wanted) if wanted else None
        programme = programme_at(version.frozen_at) if version else now
        network = version.network if version else now.network
        focus = request.GET.get("element", "")
        return cls(
            programme=programme,
            network=network,
            on=day_of(version.frozen_at) if version else today(),
            version=version.number if version else None,
            view=view_by(request.GET.get("kleur")),
            focus=focus if network.is_open(focus) else None,
        )


def _version(programme: Programme, wanted: str) -> NetworkVersion:
    found = programme.versions.get(int(wanted)) if wanted.isdecimal() and len(wanted) < 6 else None
    if found is None:
        raise Http404(f"Er is geen versie {wanted} van het netwerk.")
    return found


@lru_cache(maxsize=8)
def _order(head: str, version: int | None) -> Order:
    """The order of a version or of the working network after entry `head`: computed once per state and process."""
    now = programme_at()
    frozen = [known.network for number, known in sorted(now.versions.items()) if version is None or number <= version]
    return order_through(frozen if version else [*frozen, now.network])


def address_of(element: Element) -> str:
    """Where an element's link leads: a result to its own page, the others to their path in the network."""
    if isinstance(element, Result):
        return reverse("steering:result", args=[element.code])
    return f"{reverse('steering:din')}?{urlencode({'element': element.code})}"


def _picture(sight: Sight) -> tuple[Picture, Colouring, Path]:
    items = roadmap_items(sight.programme, on=sight.on)
    facts = Facts(sight.network, sight.programme.policy_fields, gate_counts(items), sight.focus)
    colouring = sight.view.colour(facts)
    found = scene(
        sight.network,
        order=_order(programme_at().head, sight.version),
        colouring=colouring,
        policy_fields=sight.programme.policy_fields,
        roadmap=items,
    )
    digest = sight.network.content_hash()
    footer = footer_of(sight.programme, version=sight.version, view=colouring.title, digest=digest)
    path = path_of(sight.network, sight.focus) if sight.focus else Path()
    caption = Caption("Doelen-inspanningennetwerk", footer)
    return (
        draw(found, colouring=colouring, caption=caption, address=address_of, emphasis=Emphasis(path)),
        colouring,
        path,
    )


@require_safe
def din(request: HttpRequest) -> HttpResponse:
    """`/din/`: the network. `?spring=` jumps to an element by its code or a piece of its title."""
    sight = Sight.of(request)
    if wanted := request.GET.get("spring", "").strip():
        return _jump(request, sight, wanted)
    picture, colouring, path = _picture(sight)
    items = roadmap_items(sight.programme, on=sight.on)
    focus = sight.network.elements[sight.focus] if sight.focus else None
    told_context = {
        "sight": sight,
        "svg": picture.document(),
        "legend": colouring.legend(),
        "views": VIEWS,
        "versions": [known for _, known in sorted(programme_at().versions.items())],
        "elements": [record.element for record in sight.network.open_elements()],
        "focus": focus,
        "path": [told(sight.network, record) for record in path.links],
        "outline": outline(sight.network, remarks(items)),
        "query": _query(sight),
        "missed": request.GET.get("mis", ""),
    }
    return render(request, "steering/din.html", told_context)


def _query(sight: Sight) -> str:
    given = {"versie": sight.version, "kleur": sight.view.code, "element": sight.focus}
    return urlencode({name: value for name, value in given.items() if value})


def _jump(request: HttpRequest, sight: Sight, wanted: str) -> HttpResponse:
    code = _found(sight.network, wanted)
    given = {"versie": sight.version, "kleur": request.GET.get("kleur"), "element": code, "mis": "" if code else wanted}
    query = urlencode({name: value for name, value in given.items() if value})
    return redirect(f"{reverse('steering:din')}?{query}" + (f"#din-{code}" if code else ""))


def _found(network: Network, wanted: str) -> Code | None:
    """The element meant: by its code, else the first whose title holds the words, results before the others."""
    code = wanted.split()[0].upper()
    if network.is_open(code):
        return code
    elements = (*network.results, *network.goals, *network.efforts)
    return next((element.code for element in elements if wanted.casefold() in element.title.casefold()), None)


@require_safe
def din_svg(request: HttpRequest) -> HttpResponse:
    """`/din/netwerk.svg`: the picture as a file that stands on its own."""
    picture, _, _ = _picture(Sight.of(request))
    answer = HttpResponse(picture.document(), content_type="image/svg+xml; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="din.svg"'
    return answer


@require_safe
def din_compare(request: HttpRequest) -> HttpResponse:
    """`/din/vergelijken/?van=1&tot=3`: what changed between two versions; `tot=nu` is the working network."""
    now = programme_at()
    versions = [known for _, known in sorted(now.versions.items())]
    if not versions:
        return render(request, "steering/din_compare.html", {"versions": versions})
    first, last = _pair(request, now, versions)
    before, after = first.network, last.network if last else now.network
    comparison = compare(before, after)
    both = union(before, after)
    colouring = by_change(comparison, both)
    found = scene(both, order=order_through([before, both]), colouring=colouring, policy_fields=now.policy_fields)
    until = f"versie {last.number}" if last else "nu"
    caption = Caption("Vergelijking van het netwerk", f"Van versie {first.number} tot {until}")
    emphasis = Emphasis(marks=comparison.marks, gone=comparison.gone)
    changes = comparison.changes
    told_context = {
        "versions": versions,
        "first": first,
        "last": last,
        "svg": draw(found, colouring=colouring, caption=caption, address=address_of, emphasis=emphasis).document(),
        "grouped": comparison.grouped(),
        "names": names_of(change.by for change in changes if change.by),
    }
    if request.GET.get("vorm") == "json":
        return JsonResponse(
            {"from": first.number, "to": last.number if last else None, "changes": comparison.as_json()}
        )
    return render(request, "steering/din_compare.html", told_context)


def _pair(
    request: HttpRequest, programme: Programme, versions: list[NetworkVersion]
) -> tuple[NetworkVersion, NetworkVersion | None]:
    """The earlier and the later version that were asked for; by default the last two."""
    until = request.GET.get("tot", "")
    last = None if until == "nu" else _version(programme, until) if until else versions[-1]
    since = request.GET.get("van", "")
    usual = (
        versions[-2] if last is versions[-1] and len(versions) > 1 else versions[-1] if last is None else versions[0]
    )
    first = _version(programme, since) if since else usual
    if last is not None and first.number > last.number:
        first, last = last, first
    return first, last
