"""The page of one line of the ledger: where every number of a record leads to."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roer.core.programme.entries import Entry
from roer.core.programme.reading import may_read
from roer.office.ledger.history import entries, newest_first
from roer.office.ledger.history import entry as entry_numbered
from roer.office.ledger.history import programme as programme_now
from roer.office.people.register import names_of, reader_of
from roer.office.steering.editing.desk import Desk
from roer.office.steering.editing.undo_page import undo_verdict
from roer.office.steering.news import news_item


@require_safe
def entry(request: HttpRequest, seq: int) -> HttpResponse:
    """Who recorded what, when, why, where it comes from, and how it is chained."""
    programme, who, now = programme_now(), reader_of(request), datetime.now(UTC)

    def nearest(others: Iterable[Entry]) -> int | None:
        return next((one.seq for one in others if may_read(one.draft.act, programme, who, now=now)), None)

    found = entry_numbered(seq) if seq <= programme.seq else None
    if found is None or not may_read(found.draft.act, programme, who, now=now):
        raise Http404(_("Deze regel is er niet, of niet voor u."))
    body = programme.bodies.get(found.draft.on_behalf_of or "")
    told = {
        "item": news_item(found, programme),
        "entry": found,
        "draft": found.draft,
        "body": body.body.name if body else "",
        "names": names_of([found.draft.by]),
        "act": json.dumps(found.draft.act.model_dump(mode="json"), indent=2, ensure_ascii=False),
        "last": programme.seq,
        "before": nearest(newest_first(up_to=seq - 1)),
        "after": nearest(entries(after=seq)),
        "undo": undo_verdict(Desk.of(request), seq),
    }
    return render(request, "steering/entry.html", told)
