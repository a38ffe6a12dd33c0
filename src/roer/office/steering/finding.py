"""Jumping to anything by typing, and the page that lists everything that fits."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from roer.core.network.finding import Found, find
from roer.core.programme.letter_access import visible_letters
from roer.core.programme.records import LetterRecord
from roer.core.programme.state import Programme
from roer.office.ledger.history import programme as programme_now
from roer.office.people.models import Person
from roer.office.people.register import person_of
from roer.office.steering.din_picture import Moment, NoSuchMoment
from roer.office.steering.din_sight import Sight
from roer.office.steering.saved_views import NoSuchView


@require_safe
def din_find(request: HttpRequest) -> HttpResponse:
    """`/din/vinden/?zoek=jeugd`: everything that fits, each a link; the rest of the address is that of the network."""
    person = person_of(request)
    try:
        sight = Sight.of(request.GET, person)
    except (NoSuchMoment, NoSuchView) as missing:
        raise Http404(str(missing)) from missing
    wanted = request.GET.get("zoek", "").strip()
    found = found_by(wanted, sight.moment, person)
    told = {
        "wanted": wanted,
        "found": [(hit, jump_address(hit, sight)) for hit in found],
        "back": f"{reverse('steering:din')}?{sight.query()}",
        "query": sight.query(),
    }
    return render(request, "steering/din_find.html", told)


def found_by(wanted: str, moment: Moment, person: Person | None) -> tuple[Found, ...]:
    """What somebody may find by these words in the network of a moment, and among all decisions and letters."""
    now = programme_now()
    return find(now, wanted, network=moment.network, letters=letters_for(now, person))


def letters_for(programme: Programme, person: Person | None) -> tuple[LetterRecord, ...]:
    """The letters that somebody may know of at this moment."""
    return visible_letters(programme, person.id if person else None, now=timezone.now())


def jump_address(found: Found, sight: Sight, form: str = "") -> str:
    """Where a jump leads: an open element to its path in this sight, the others to their own page."""
    match found.kind:
        case "decision":
            return reverse("steering:decision", args=[found.code])
        case "letter":
            return reverse("letters:letter", args=[found.code])
        case "element" if not found.is_open:
            return reverse("steering:lineage", args=[found.code])
    sight = sight if sight.draws(found.code) else sight.whole()
    query = sight.query(element=found.code, weergave=form or None)
    return f"{reverse('steering:din')}?{query}" + ("" if form else f"#din-{found.code}")
