"""The page of one line of the ledger: where every number of a record leads to."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roer.core.programme.privacy_access import WHO, may_read, privacy_subject
from roer.office.ledger.door import today
from roer.office.ledger.history import entry as entry_numbered
from roer.office.ledger.history import programme as programme_now
from roer.office.people.register import names_of, person_of
from roer.office.steering.editing.desk import Desk
from roer.office.steering.editing.undo_page import undo_verdict
from roer.office.steering.news import may_see, news_item


@require_safe
def entry(request: HttpRequest, seq: int) -> HttpResponse:
    """Who recorded what, when, why, where it comes from, and how it is chained."""
    programme, person = programme_now(), person_of(request)
    found = entry_numbered(seq) if seq <= programme.seq else None
    if found is None or not may_see(found, programme, person.id if person else None, now=datetime.now(UTC)):
        raise Http404(_("Deze regel is er niet."))
    body = programme.bodies.get(found.draft.on_behalf_of or "")
    private = privacy_subject(found.draft.act)
    opened = private is None or may_read(programme, private, person.id if person else None, on=today())
    told = {
        "item": news_item(found, programme),
        "entry": found,
        "draft": found.draft,
        "body": body.body.name if body else "",
        "names": names_of([found.draft.by]),
        "act": json.dumps(found.draft.act.model_dump(mode="json"), indent=2, ensure_ascii=False) if opened else "",
        "who": WHO,
        "last": programme.seq,
        "undo": undo_verdict(Desk.of(request), seq),
    }
    return render(request, "steering/entry.html", told)
