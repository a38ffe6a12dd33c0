"""The pages of letters: all that the reader may know of, one letter with the header of a council, and its PDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roer.core.programme.decisions import LetterCopy
from roer.core.programme.elements import Code, MunicipalityCode
from roer.core.programme.letter_access import is_public, public_from, visible_letters
from roer.core.programme.records import LetterRecord
from roer.core.programme.state import Programme
from roer.office.ledger.history import programme as programme_now
from roer.office.letters.addresses import address_of_name, address_of_source
from roer.office.letters.copies import copy_for, head_of
from roer.office.letters.governance import governance_chart, governance_of
from roer.office.letters.presenting import Addresses, presented
from roer.office.letters.printing import TextUnknown, copy_as_pdf
from roer.office.letters.texts import body_of, programme_for
from roer.office.people.register import reader_of


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a letter is on its way to the councils: `stage` for the colour, and from when everybody may read it."""

    stage: str
    words: str
    public_from: datetime | None


def standing_of(letter: LetterRecord, *, now: datetime) -> Standing:
    """Draft, offered but not yet public, or public."""
    moment = public_from(letter)
    if moment is None:
        return Standing("in_progress", _("concept"), None)
    if moment > now:
        return Standing("not_applicable", _("aangeboden, nog niet openbaar"), moment)
    return Standing("met", _("openbaar"), moment)


@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """The letters that this reader may know of."""
    programme, now = programme_now(), datetime.now(UTC)
    seen = _seen(request, programme, now)
    told = {
        "lines": [(record, standing_of(record, now=now)) for record in seen],
        "town_names": {code: town.name for code, town in programme.municipalities.items()},
    }
    return _guarded(render(request, "letters/letters.html", told), seen, now=now)


@require_safe
def letter(request: HttpRequest, code: Code) -> HttpResponse:
    """One letter, with the header for the council that the reader chose (`?gemeente=GM0534`)."""
    programme, now = programme_now(), datetime.now(UTC)
    record = _letter(request, programme, code, now)
    copy = _copy(record, request.GET.get("gemeente") or None)
    body = body_of(record)
    past = programme_for(record)
    addresses = Addresses(of_name=partial(address_of_name, programme), of_source=partial(address_of_source, programme))
    told = {
        "record": record,
        "draft": record.draft,
        "copy": copy,
        "head": head_of(programme, record, copy),
        "copies": [(item, programme.municipalities[item.municipality].name) for item in record.draft.copies],
        "standing": standing_of(record, now=now),
        "body": presented(body, addresses) if body else None,
        "hash": body.hash if body else record.body_hash,
        "governance": governance_of(past, record),
        "chart": governance_chart(past, record).document(),
        "version": past.versions[record.draft.to_version],
    }
    return _guarded(render(request, "letters/letter.html", told), (record,), now=now)


@require_safe
def pdf(request: HttpRequest, code: Code, municipality: MunicipalityCode) -> HttpResponse:
    """The copy for one council as a tagged PDF with its annexes."""
    programme, now = programme_now(), datetime.now(UTC)
    record = _letter(request, programme, code, now)
    copy = _copy(record, municipality)
    try:
        made = copy_as_pdf(record, copy)
    except TextUnknown as missing:
        raise Http404(str(missing)) from missing
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{code}-{municipality}.pdf"'
    return _guarded(answer, (record,), now=now)


def _seen(request: HttpRequest, programme: Programme, now: datetime) -> tuple[LetterRecord, ...]:
    return visible_letters(programme, reader_of(request), now=now)


def _letter(request: HttpRequest, programme: Programme, code: Code, now: datetime) -> LetterRecord:
    """The letter, or Http404: one that may not be known of answers exactly as one that does not exist."""
    for record in _seen(request, programme, now):
        if record.draft.code == code:
            return record
    raise Http404(_("Deze brief is er niet."))


def _copy(letter: LetterRecord, municipality: MunicipalityCode | None) -> LetterCopy:
    copy = copy_for(letter, municipality)
    if copy is None:
        raise Http404(_("Voor deze gemeente is er geen exemplaar van de brief."))
    return copy


def _guarded(answer: HttpResponse, shown: tuple[LetterRecord, ...], *, now: datetime) -> HttpResponse:
    """What is not public yet may be kept by no cache at all, not even the reader's own."""
    if not all(is_public(record, now=now) for record in shown):
        patch_cache_control(answer, private=True, no_store=True)
    return answer
