"""The pages of saved views: one's own and those that others share; make, change and delete one's own."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roer.core.network.known_views import view_by
from roer.office.people.models import Person
from roer.office.people.register import names_of, person_of
from roer.office.steering.din_picture import NoSuchMoment
from roer.office.steering.din_sight import Sight
from roer.office.steering.models import SavedView
from roer.office.steering.outside import persons_in
from roer.office.steering.saved_view_form import ROWS, SavedViewForm, filled_in, lines_of
from roer.office.steering.saved_views import NoSuchView, code_of, definition_of, saved_view, views_of

UNREADABLE = 400


@require_safe
def saved_views(request: HttpRequest) -> HttpResponse:
    """`/din/weergaven/`: one's own views and those that others share."""
    person = person_of(request)
    found = [(view, address_of(view)) for view in views_of(person).select_related("owner")]
    told = {
        "own": [(view, address) for view, address in found if person and view.owner_id == person.pk],
        "shared": [(view, address) for view, address in found if not (person and view.owner_id == person.pk)],
        "person": person,
    }
    return render(request, "steering/saved_views.html", told)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_view(request: HttpRequest) -> HttpResponse:
    """`/din/weergaven/nieuw/?kleur=…`: keep what one sees now, with its colours or with rules of one's own."""
    person = _person(request)
    sight = _sight(request.POST.get("query", "") if request.method == "POST" else request.GET.urlencode(), person)
    number = code_of(sight.view.code)
    base = saved_view(number, person) if number is not None else None
    return _page(request, SavedView(owner=person, query=_kept(sight, base)), sight, base)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_view(request: HttpRequest, number: int) -> HttpResponse:
    """`/din/weergaven/3/`: rename one's own view, share it, change its rules."""
    view = _own(request, number)
    return _page(request, view, _sight(view.query, view.owner), view)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete_view(request: HttpRequest, number: int) -> HttpResponse:
    """`/din/weergaven/3/verwijderen/`: ask, and then delete one's own view."""
    view = _own(request, number)
    if request.method != "POST":
        return render(request, "steering/saved_view_delete.html", {"view": view, "address": address_of(view)})
    name = view.name
    view.delete()
    messages.success(request, _("De weergave ‘%(name)s’ is verwijderd.") % {"name": name})
    return redirect("steering:saved_views")


def address_of(view: SavedView) -> str:
    """The network as this view shows it."""
    asked = QueryDict(view.query, mutable=True)
    asked["kleur"] = view.code
    return f"{reverse('steering:din')}?{asked.urlencode(safe=',')}"


def _page(request: HttpRequest, view: SavedView, sight: Sight, base: SavedView | None) -> HttpResponse:
    """The form for a view; `base` is the saved view whose rules it starts with."""
    definition = definition_of(base) if base else None
    initial = {"name": view.name, "shared": view.shared, "query": view.query, **filled_in(definition)}
    people = names_of(persons_in(sight.moment.network))
    form = SavedViewForm(
        request.POST or None, initial=initial, facts=sight.facts(people), rows=max(ROWS, len(lines_of(definition)))
    )
    if request.method == "POST" and form.is_valid() and _is_new_name(form, view):
        view.name, view.shared = form.cleaned_data["name"], form.cleaned_data["shared"]
        view.definition = form.definition.model_dump(mode="json") if form.definition else None
        view.save()
        messages.success(request, _("De weergave ‘%(name)s’ is bewaard.") % {"name": view.name})
        return redirect(address_of(view))
    told = {"form": form, "view": view, "colours": view_by(QueryDict(view.query).get("kleur")).title}
    return render(request, "steering/saved_view.html", told, status=UNREADABLE if form.errors else 200)


def _is_new_name(form: SavedViewForm, view: SavedView) -> bool:
    same = SavedView.objects.filter(owner=view.owner, name=form.cleaned_data["name"]).exclude(pk=view.pk)
    if same.exists():
        form.add_error("name", _("U hebt al een weergave met deze naam. Kies een andere."))
    return not form.errors


def _kept(sight: Sight, base: SavedView | None) -> str:
    """The address to keep: how one looks, not at which version; with colours that every programme has."""
    colours = view_by(QueryDict(base.query).get("kleur")).code if base else sight.view.code
    pairs = [("kleur", colours), *(pair for pair in sight.pairs() if pair[0] not in ("kleur", "versie", "sinds"))]
    return urlencode(pairs, safe=",")


def _sight(query: str, person: Person) -> Sight:
    try:
        return Sight.of(QueryDict(query), person)
    except (NoSuchMoment, NoSuchView) as missing:
        raise Http404(str(missing)) from missing


def _own(request: HttpRequest, number: int) -> SavedView:
    view = SavedView.objects.filter(pk=number, owner=_person(request)).select_related("owner").first()
    if view is None:
        raise Http404(str(NoSuchView()))
    return view


def _person(request: HttpRequest) -> Person:
    person = person_of(request)
    if person is None:
        raise Http404(str(NoSuchView()))
    return person
